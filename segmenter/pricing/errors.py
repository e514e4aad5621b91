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
    """A rate, or a file of them, cannot be taken as it stands.

    Attributes:
        problem: what is wrong.
        remedy: what is allowed.
        path: the file as named by the caller; empty for a rate made in Python.
        line: from 1; 0 where none is known.
        column: the name of the column or key; empty where the row or file as a whole is at fault.
        value: what stands there; `None` where nothing does.
    """

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        path: str = "",
        line: int = 0,
        column: str = "",
        value: object = None,
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.path = path
        self.line = line
        self.column = column
        self.value = value
        super().__init__(problem, remedy, path, line, column, value)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        said = " ".join(filter(None, (self.column, self.problem)))
        said = f"{said}; {self.remedy}" if self.remedy else said
        return f"{place}: {said}" if place else said

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, self.args


def _rebuild(problem: str, remedy: str, path: str, line: int, column: str, value: object) -> RateError:
    return RateError(problem, remedy, path=path, line=line, column=column, value=value)


class NoRateError(SegmenterError, LookupError):
    """No row of the rate card applies.

    Attributes:
        wanted: what was asked for, in words.
        nearest: what the card has instead, in words; empty where it has nothing like it.
    """

    def __init__(self, wanted: str, nearest: str = "") -> None:
        self.wanted = wanted
        self.nearest = nearest
        super().__init__(wanted, nearest)

    def __str__(self) -> str:
        hint = self.nearest or "add a row, or a row whose keys are empty for all that no other row covers"
        return f"no rate applies to {self.wanted}; {hint}"


class RejectedError(NoRateError):
    """The row that applies says that such messages are rejected.

    Attributes:
        place: of the row, such as ``rates.csv:7``.
    """

    def __init__(self, wanted: str, place: str) -> None:
        super().__init__(wanted)
        self.place = place
        self.args = (wanted, place)

    def __str__(self) -> str:
        return f"{self.place} rejects messages with {self.wanted}; take another channel or route"


class AmbiguousRatesError(SegmenterError, ValueError):
    """Two rows with the same keys both apply.

    Attributes:
        first: where one of them stands, and its keys.
        second: where the other does.
    """

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second
        super().__init__(first, second)

    def __str__(self) -> str:
        return (
            f"{self.first} and {self.second} have the same keys and both apply; remove one or date them apart"
        )


class DateNeededError(SegmenterError, ValueError):
    """The price depends on the day, and none was given.

    Attributes:
        first: a row that applies on some days.
        second: one that applies on others.
    """

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second
        super().__init__(first, second)

    def __str__(self) -> str:
        return f"the price depends on the date: {self.first}, {self.second}; give the day with at="


class CurrencyError(SegmenterError, ValueError):
    """Amounts of two currencies would have to be added or compared.

    Attributes:
        first: one of them.
        second: the other.
        where: they come from, such as two rows.
        remedy: what would help.
    """

    def __init__(self, first: str, second: str, where: str = "", remedy: str = "keep them apart") -> None:
        self.first = first
        self.second = second
        self.where = where
        self.remedy = remedy
        super().__init__(first, second, where, remedy)

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        return f"{self.first} and {self.second} cannot be added or compared{where}; {self.remedy}"


class RecipientError(SegmenterError, ValueError):
    """A recipient is not a telephone number in international form.

    Attributes:
        recipient: as given.
        reason: why not.
    """

    def __init__(self, recipient: str, reason: str) -> None:
        self.recipient = recipient
        self.reason = reason
        super().__init__(recipient, reason)

    def __str__(self) -> str:
        return f"recipient {self.recipient!r} {self.reason}; write it as +447700900123"
