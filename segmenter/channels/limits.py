"""Limits: how long a field may be, by which measure, and who says so.

A limit needs its measure and its source; nothing here knows a particular one.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..core.results import plain_fields, result
from .findings import Severity
from .measures import Measure
from .messages import MessageKind

__all__ = ["Limit", "Source"]


@result
@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read.

    Attributes:
        page: the document or address.
        read: when it was read; `None` where it is general knowledge that no page at hand confirms.
    """

    page: str
    read: date | None = None

    @property
    def verified(self) -> bool:
        """Whether the page was read."""
        return self.read is not None

    def as_dict(self) -> dict[str, Any]:
        """Return the page, and the day on which it was read, or null."""
        return plain_fields(self)


@result
@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most that a field may hold, by some measure.

    Attributes:
        field: a field of `OutboundMessage`, such as ``text`` or ``button.caption``.
        number: the most that is allowed.
        measure: what the number counts.
        source: who says so.
        severity: of exceeding it: an error where the message would be refused, a warning where it is advised
            against or cut short.
        note: what else the reader should know, such as a contradicting source.
        kind: the kind of message it applies to, instead of the limits on every kind; `None` is every kind.
        alone: whether it applies to messages of a body and nothing else, instead of the limits on others.
        beside: a field; the limit applies to messages that have it, instead of the limits on others.
    """

    field: str
    number: int
    measure: Measure
    source: Source
    severity: Severity = Severity.ERROR
    note: str = ""
    kind: MessageKind | None = None
    alone: bool = False
    beside: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)
