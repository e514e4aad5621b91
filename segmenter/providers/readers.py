"""Readers: a JSON value made into the value of a field, for records and requests alike.

A line here knows JSON types, money and dates; it must not know which key of which provider holds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from ..files.words import describe

__all__ = [
    "Choices",
    "Misfit",
    "Reader",
    "choices",
    "chosen",
    "code",
    "filled",
    "flag",
    "locator",
    "mail_moment",
    "moment",
    "money",
    "number",
    "number_in_text",
    "text",
    "texts",
    "utc_moment",
]


class Misfit(Exception):  # noqa: N818  # never seen by a caller: it becomes an error, a problem or a finding
    """A value is not what its field takes.

    Attributes:
        reason: what it is.
        remedy: what would help; empty where that depends on the document.
        kept: whether the field takes the value as it stands.
    """

    def __init__(self, reason: str, remedy: str = "", *, kept: bool = False):
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.kept = kept


Reader = Callable[[Any], object]
"""Makes a field of a JSON value that is not null, or raises `Misfit`."""


def text(value: object) -> str:
    """Read text, as it stands."""
    if not isinstance(value, str):
        raise Misfit(f"{describe(value)} is not text")
    return value


def filled(value: object) -> str | None:
    """Read text, the empty one as none."""
    return text(value) or None


def texts(value: object) -> tuple[str, ...] | None:
    """Read an array of texts; one text alone is an array of one, the empty text is none."""
    if isinstance(value, str):
        return (value,) if value else None
    if isinstance(value, list | tuple):
        for item in value:
            if not isinstance(item, str):
                raise Misfit(f"{describe(item)} in the array is not text")
        return tuple(value)
    raise Misfit(f"{describe(value)} is not an array of texts")


_LARGEST: Final = 2**53 - 1  # what every JSON parser holds exactly (RFC 8259 §6)
_MOST_DIGITS: Final = 15


def number(value: object) -> int:
    """Read a count."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return value
    raise Misfit(f"{describe(value)} is not a count: a whole number, 0 or more")


def number_in_text(value: object) -> int:
    """Read a count that may be written as text.

    >>> number_in_text("2"), number_in_text(2)
    (2, 2)
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS:
        return int(value)
    return number(value)


def code(value: object) -> int | str | None:
    """Read a code, a number or text, the empty text as none."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return value
    raise Misfit(f"{describe(value)} is neither a whole number nor text")


def flag(value: object) -> bool:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    raise Misfit(f"{describe(value)} is neither true nor false")


def locator(value: object) -> str:
    """Read a mobile country or network code."""
    if isinstance(value, str):
        return value
    raise Misfit(f"{describe(value)} is not text, and a number has lost its leading zeros")


_amount_form: Final = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d\d?)?", re.ASCII).fullmatch
_FURTHEST_DIGIT: Final = 99  # an exponent beyond it is an attack or an accident, not an amount


def money(value: object) -> Decimal:
    """Read an amount, exact: text in decimals, a whole number or a `Decimal`; never a float.

    >>> money("0.0475"), money(Decimal("0.10")), money(2)
    (Decimal('0.0475'), Decimal('0.10'), Decimal('2'))
    """
    if isinstance(value, str):
        return _amount(value)
    if isinstance(value, Decimal):
        if value.is_finite() and abs(value.adjusted()) <= _FURTHEST_DIGIT:
            return value
    elif isinstance(value, int) and not isinstance(value, bool):
        if value.bit_length() <= 3 * _FURTHEST_DIGIT:
            return Decimal(value)
    elif isinstance(value, float):
        raise Misfit(
            f"{describe(value)} is not an amount: a float does not hold the one the provider wrote",
            "give the text, or parse it with json.loads(text, parse_float=decimal.Decimal)",
        )
    raise Misfit(f"{describe(value)} is not an amount")


@lru_cache(maxsize=4096)  # prices repeat: 0.1 µs against 0.7
def _amount(value: str) -> Decimal:
    if _amount_form(value) is None:
        raise Misfit(f"{describe(value)} is not an amount", 'an amount is written in decimals, "0.0475"')
    return Decimal(value)


_SEPARATORS: Final = frozenset({"-- ::", "--T::"})  # every third character of yyyy-MM-dd HH:mm:ss
_WITHOUT_OFFSET: Final = len("yyyy-MM-dd HH:mm:ss")
_from_iso: Final = datetime.fromisoformat
_misprint: Final = re.compile(r"\d{6}-\d\d \d\d:\d\d:\d\d", re.ASCII).fullmatch


def moment(value: object) -> datetime | None:
    """Read a date and time that says its offset (RFC 3339); the empty text is none.

    Digits beyond the microsecond are cut off.

    >>> moment("2023-08-29T14:32:45.120+02:00").isoformat()
    '2023-08-29T14:32:45.120000+02:00'
    """
    if isinstance(value, str):
        if not value:
            return None
        try:
            if value[4:17:3] in _SEPARATORS and (read := _from_iso(value)).tzinfo:
                return read
        except ValueError:  # the 31st of February
            pass
    raise Misfit(f"{describe(value)} is not a date and time with its offset, as in 2023-08-29T12:32:45.000Z")


def utc_moment(value: object) -> datetime | None:
    """Read a date and time that is in UTC where it does not say its offset; the empty text is none.

    >>> utc_moment("2023-08-29 12:32:45") == utc_moment("2023-08-29T12:32:45.000Z")
    True
    """
    if isinstance(value, str):
        if not value:
            return None
        try:
            if value[4:17:3] in _SEPARATORS:
                if len(value) == _WITHOUT_OFFSET:  # 0.1 µs against 0.7 of `replace`
                    return _from_iso(value + "Z")
                read = _from_iso(value)
                return read if read.tzinfo else read.replace(tzinfo=UTC)
            if _misprint(value):  # yyyyMM-dd HH:mm:ss, as Dexatel's pages have it in places
                return _from_iso(f"{value[:4]}-{value[4:]}Z")
        except ValueError:  # the 31st of February
            pass
    raise Misfit(f"{describe(value)} is not a date and time")


_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_mail_form: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) ([+-]\d{4})", re.ASCII
).fullmatch


def mail_moment(value: object) -> datetime | None:
    """Read a date and time as mail has it (RFC 2822); the empty text is none.

    >>> mail_moment("Thu, 24 Aug 2023 05:01:45 +0000").isoformat()
    '2023-08-24T05:01:45+00:00'
    """
    if isinstance(value, str):
        if not value:
            return None
        if read := _mail_moment(value):
            return read
    raise Misfit(f"{describe(value)} is not a date and time, as in Thu, 24 Aug 2023 05:01:45 +0000")


@lru_cache(maxsize=4096)  # the times of a message are often in the same second: 0.1 µs against 2
def _mail_moment(value: str) -> datetime | None:
    match = _mail_form(value)
    if match and match[2] in _MONTHS:
        try:
            return _from_iso(f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}-{match[1]}T{match[4]}{match[5]}")
        except ValueError:  # the 31st of February
            pass
    return None


Choices = Mapping[object, StrEnum | None]
"""Makes a field of the text it is looked up by."""


def choices(words: type[StrEnum], **others: StrEnum) -> Choices:
    """Return the words of an enumeration by their spelling, and by others; the empty text is none."""
    table: dict[object, StrEnum | None] = {"": None}
    table.update({word.value: word for word in words}, **others)
    return table


def chosen(table: Choices, value: object) -> StrEnum | None:
    """Read a word by what it means.

    Raises:
        Misfit: it is not text, or not a documented word; that one is kept.
    """
    if not isinstance(value, str):
        raise Misfit(f"{describe(value)} is not text")
    if value not in table:
        known = ", ".join(word for word in dict.fromkeys(table.values()) if word)
        raise Misfit(f"{describe(value)} is not a documented value ({known})", kept=True)
    return table[value]
