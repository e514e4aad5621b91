"""Errors of prices: a wrong cell, no row, two rows, a missing date, amounts that cannot be compared.

Each says which row of which file; what a row means is not known here.
"""

from __future__ import annotations

from ..errors import SegmenterError

__all__ = [
    "AmbiguousRatesError",
    "CurrencyError",
    "DateNeededError",
    "NoRateError",
    "RateError",
    "RecipientError",
    "RejectedError",
]


class RateError(SegmenterError, ValueError):
    """A rate, or a file of rates, cannot be used.

    Attributes:
        column: the key: the name of the table's column, or the path of a value in JSON or TOML.
    """

    @property
    def column(self) -> str:  # type: ignore[override]  # older than the place in a line that all errors have
        """The key."""
        return self.key


class NoRateError(SegmenterError, LookupError):
    """No row of the rate card applies.

    Attributes:
        wanted: what was asked for, in words.
        nearest: what the card has instead, in words; empty where it has nothing like it.
    """

    def __init__(self, wanted: str, nearest: str = "") -> None:
        remedy = nearest or "add a row, or a row with empty keys for everything no other row covers"
        super().__init__(f"no rate applies to {wanted}", remedy)
        self.wanted = wanted
        self.nearest = nearest


class RejectedError(NoRateError):
    """The row that applies says that such messages are rejected.

    Attributes:
        place: of the row, such as ``rates.csv:7``.
    """

    def __init__(self, wanted: str, place: str) -> None:
        super().__init__(wanted)
        self.problem = f"{place} rejects messages with {wanted}"
        self.remedy = "take another channel or route"
        self.place = place


class AmbiguousRatesError(SegmenterError, ValueError):
    """Two rows with the same keys both apply.

    Attributes:
        first: the place and keys of one of them.
        second: those of the other.
    """

    def __init__(self, first: str, second: str) -> None:
        problem = f"{first} and {second} have the same keys and both apply"
        super().__init__(problem, "remove one or date them apart")
        self.first = first
        self.second = second


class DateNeededError(SegmenterError, ValueError):
    """The price depends on the day, and none was given.

    Attributes:
        first: a row that applies on some days.
        second: one that applies on others.
    """

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"the price depends on the date: {first}, {second}", "give the day with at=")
        self.first = first
        self.second = second


class CurrencyError(SegmenterError, ValueError):
    """Amounts of two currencies would have to be added or compared.

    Attributes:
        first: one of them.
        second: the other.
        where: they come from, such as two rows.
    """

    def __init__(self, first: str, second: str, where: str = "", remedy: str = "keep them apart") -> None:
        origin = f" ({where})" if where else ""
        super().__init__(f"{first} and {second} cannot be added or compared{origin}", remedy)
        self.first = first
        self.second = second
        self.where = where


class RecipientError(SegmenterError, ValueError):
    """A recipient is not a telephone number in international form.

    Attributes:
        recipient: as given.
        reason: why not.
    """

    def __init__(self, recipient: str, reason: str, *, otherwise: str = "") -> None:
        remedy = "write it with +, country code and number, as in +447700900123"
        super().__init__(f"recipient {recipient!r} {reason}", remedy + otherwise)
        self.recipient = recipient
        self.reason = reason
