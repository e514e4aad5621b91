"""The inventory of `check --list`: a row for each message, as text, CSV or JSON.

Shows what `lint` lists; nothing is counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import many
from .csv_format import csv_rows
from .display import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..lint.inventory import ListedMessage
    from .display import Screen

__all__ = ["inventory_csv", "inventory_text"]


def inventory_text(messages: Iterable[ListedMessage], screen: Screen) -> Iterator[str]:
    """Yield a line for each message: its place, its key, what it takes, and what selected it."""
    for message in messages:
        context = f"context {message.context}" if message.context else ""
        names = " ".join(filter(None, (message.key, context, message.locale, message.variant)))
        takes = "not counted"
        if message.segments is not None:
            units = many(message.units or 0, "septet" if message.encoding == "GSM-7" else "code unit")
            takes = f"{message.encoding}, {many(message.segments, 'segment')}, {units}"
        line = f"{message.path}:{message.line}: {names}: {takes} ({message.selected_by})"
        yield "".join(visible(character, screen.encoding) for character in line) + "\n"


def inventory_csv(messages: Iterable[ListedMessage], *, safe: bool = False) -> Iterator[str]:
    """Yield a header row, and a row for each message; `safe` as in `csv_rows`."""
    from ..lint.inventory import ListedMessage

    return csv_rows(ListedMessage._fields, (message._asdict() for message in messages), safe=safe)
