"""The inventory: every message of a catalog with what it takes and what selected it.

Counts; what is wrong with a message is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..catalogs.entries import Catalog
from .configuration import Configuration
from .messages import CatalogMessage
from .selection import Options, Selection

__all__ = ["ListedMessage", "listed"]


class ListedMessage(NamedTuple):
    """A message as the inventory shows it.

    Attributes:
        path: of the file, as named by the caller.
        line: where its text begins.
        key: of the entry.
        locale: of the entry; may be empty, like the next two.
        variant: of a plural or a branch.
        context: what distinguishes it from others with the same key.
        encoding: that it is sent in, with every value at its shortest; "" where it cannot be encoded or is
            not an SMS.
        segments: how many it takes then; `None` likewise.
        units: likewise.
        selected_by: the table, as ``messages[0]``, or ``--all``, ``flag``, ``context``, ``comment``.
    """

    path: str
    line: int
    key: str
    locale: str
    variant: str
    context: str
    encoding: str
    segments: int | None
    units: int | None
    selected_by: str


def listed(catalog: Catalog, configuration: Configuration, options: Options) -> Iterator[ListedMessage]:
    """Yield the messages of a catalog, in its order."""
    selection = Selection(catalog, configuration, options)
    for entry in catalog.entries:
        settings = selection.settings_of(entry)
        if settings is None:
            continue
        message = CatalogMessage(entry, settings)
        count = message.count if message.sms else None
        yield ListedMessage(
            *(catalog.path, entry.line, entry.key, entry.locale, entry.variant, entry.context),
            encoding=str(count.encoding) if count else "",
            segments=count.segments if count else None,
            units=count.units if count else None,
            selected_by=selection.selected_by(entry),
        )
