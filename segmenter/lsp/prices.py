"""What the messages of a document cost by the configuration's rate card, shown above each.

Places and queries are brought together here; what a message costs, pricing knows.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..errors import SegmenterError
from ..lint.messages import CatalogMessage
from ..pricing.quotes.quotes import quoted
from ..report.in_place import price_words
from .answers import range_of
from .lines import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalogs.entries import Entry
    from ..lint.settings import Settings
    from ..pricing import Quote, RateCard
    from .analysis import Analysis
    from .documents import Document
    from .project import Project

__all__ = ["lenses", "price_of"]


def lenses(analysis: Analysis, document: Document) -> list[dict[str, Any]]:
    """Return a lens for each line where a message begins, without its price: `price_of` finds that."""
    if analysis.circumstances is None or not analysis.circumstances.configuration.rates:
        return []
    lines = dict.fromkeys(entry.line for entry, _ in analysis.all_messages())
    return [
        {
            "range": range_of(Position(line - 1, 0), Position(line - 1, 0)),
            "data": {"uri": document.uri, "edition": document.edition, "line": line},
        }
        for line in lines
    ]


def price_of(analysis: Analysis, line: int, project: Project) -> str:
    """Return what the messages that begin on a line, from 1, cost in words; or why that is not known."""
    if analysis.circumstances is None:
        return ""
    here = [message for message in analysis.all_messages() if message[0].line == line]
    try:
        card = project.card(analysis.circumstances.configuration)
        return price_words(_quotes(here, card)) if card and here else ""
    except SegmenterError as error:
        return f"no price: {error}"


def _quotes(messages: list[tuple[Entry, Settings]], card: RateCard) -> Iterator[Quote]:
    today = datetime.now(UTC).date()
    for entry, settings in messages:
        message = CatalogMessage(entry, settings)
        query = card.query(channel=settings.channel, country=settings.rates_country or None, at=today)
        profile = settings.profile
        text = profile.prepared(message.text) if profile else message.text
        bounds = message.bounds() if message.placeholders else None
        counted = None if bounds else message.count
        yield quoted(text, query, rates=card, policy=message.policy, bounds=bounds, counted=counted)
