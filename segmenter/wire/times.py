"""Times: a service centre's time stamp, and how long a message stays valid (TS 23.040 §9.2.3.11, .12).

This module knows semi-octets and calendars; it has no clock, so every moment comes from the caller.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from .errors import UserDataError

__all__ = [
    "EnhancedValidity",
    "Validity",
    "read_enhanced",
    "read_relative",
    "read_timestamp",
    "timestamp_octets",
    "validity_octets",
]

_QUARTER = timedelta(minutes=15)
_NOT_DIGITS = 0xFF  # out of range for each field
_SWAP = bytes(
    (octet & 15) * 10 + (octet >> 4) if octet & 15 < 10 and octet >> 4 < 10 else _NOT_DIGITS
    for octet in range(256)
)
_CENTURY = range(100)
NO_TIME = bytes(7)


class EnhancedValidity(NamedTuple):
    """A validity period in its enhanced form (TS 23.040 §9.2.3.12.3).

    Attributes:
        period: how long; `None` where none is given.
        single_shot: whether the service centre tries to deliver only once.
        octets: the seven octets in the message.
    """

    period: timedelta | None
    single_shot: bool
    octets: bytes


Validity = timedelta | datetime | EnhancedValidity
"""Relative, absolute or enhanced, as TP-VPF tells them apart."""


@lru_cache(maxsize=256)
def _zone(octet: int) -> timezone:
    """Return a time zone from its octet: quarters of an hour in swapped digits, bit 3 the sign."""
    quarters = (octet & 7) * 10 + (octet >> 4)
    return timezone(_QUARTER * (-quarters if octet & 8 else quarters))


def read_timestamp(stamp: bytes, field: str, *, offset: int = 0) -> datetime | None:
    """Return the moment in seven octets; `None` where all are zero, as some senders write them.

    Years are 2000 to 2099.

    Raises:
        UserDataError: no such moment exists.

    >>> read_timestamp(bytes.fromhex("1111101021430a"), "TP-SCTS").isoformat()
    '2011-11-01T01:12:34-05:00'
    """
    if stamp == NO_TIME:
        return None
    year, month, day, hour, minute, second = stamp[:6].translate(_SWAP)
    if year in _CENTURY and stamp[6] >> 4 < 10:
        try:
            return datetime(2000 + year, month, day, hour, minute, second, tzinfo=_zone(stamp[6]))
        except ValueError:
            pass
    raise UserDataError(field, f"{stamp.hex()} is not a date and time", offset=offset)


def timestamp_octets(moment: datetime | None, field: str) -> bytes:
    """Return a moment as seven octets; zeros where there is none.

    Raises:
        UserDataError: it has no time zone, or one not in whole quarters, or its year is not 2000..2099.

    >>> from datetime import datetime, timedelta, timezone
    >>> timestamp_octets(datetime(2026, 11, 28, 15, 4, tzinfo=timezone(timedelta(hours=-5))), "TP-SCTS").hex()
    '6211825140000a'
    """
    if moment is None:
        return NO_TIME
    offset = moment.utcoffset()
    if offset is None:
        raise UserDataError(field, f"{moment} has no time zone", "give an aware datetime")
    quarters, rest = divmod(abs(offset), _QUARTER)
    if rest or quarters > 79:
        raise UserDataError(field, f"the offset {offset} is not in whole quarters of an hour up to 19:45")
    if not 2000 <= moment.year <= 2099:
        raise UserDataError(field, f"the year is {moment.year}", "two digits stand for 2000 to 2099")
    numbers = (moment.year % 100, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    digits = bytes([number % 10 << 4 | number // 10 for number in (*numbers, quarters)])
    return digits[:6] + bytes([digits[6] | (8 if offset < timedelta(0) else 0)])


_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@lru_cache(maxsize=256)
def read_relative(octet: int) -> timedelta:
    """Return the period that an octet means (§9.2.3.12.1).

    >>> str(read_relative(167)), str(read_relative(255))
    ('1 day, 0:00:00', '441 days, 0:00:00')
    """
    if octet < 144:
        return (octet + 1) * 5 * _MINUTE
    if octet < 168:
        return 12 * _HOUR + (octet - 143) * 30 * _MINUTE
    if octet < 197:
        return (octet - 166) * _DAY
    return (octet - 192) * 7 * _DAY


def validity_octets(validity: Validity | None) -> tuple[int, bytes]:
    """Return TP-VPF and TP-VP. A relative period is rounded up to the next one that an octet can hold.

    Raises:
        UserDataError: a period is not positive or longer than 63 weeks; a moment cannot be written.
    """
    if validity is None:
        return 0, b""
    if isinstance(validity, timedelta):
        if not timedelta(0) < validity <= read_relative(255):
            raise UserDataError(
                "TP-VP", f"the period is {validity}", "it must be more than 0 and at most 63 weeks"
            )
        return 2, bytes([next(octet for octet in range(256) if read_relative(octet) >= validity)])
    if isinstance(validity, datetime):
        return 3, timestamp_octets(validity, "TP-VP")
    if len(validity.octets) != 7:
        raise UserDataError("TP-VP", f"the enhanced form has {len(validity.octets)} octets", "it has 7")
    return 1, validity.octets


def read_enhanced(field: bytes) -> EnhancedValidity:
    """Return an enhanced validity period from its seven octets; a reserved form counts as none."""
    form = field[0] & 7
    period = None
    if form == 1:
        period = read_relative(field[1])
    elif form == 2:
        period = timedelta(seconds=field[1])
    elif form == 3:
        hours, minutes, seconds = field[1:4].translate(_SWAP)
        period = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return EnhancedValidity(period, bool(field[0] & 0x40), field)
