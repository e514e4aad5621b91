"""Numbering plans: which countries a calling code and a mobile country code belong to.

Look-ups in the tables of them; what a price is, is not known here.
"""

from __future__ import annotations

from .names import country_named
from .tables.plans import CALLING, MOBILE, THREE_DIGITS

__all__ = [
    "CALLING_CODES",
    "MOBILE_COUNTRY_CODES",
    "countries_of_prefix",
    "country_of",
    "whole_mnc",
]

_THREE_DIGITS = frozenset(THREE_DIGITS.split())


def _table(written: str) -> dict[str, tuple[str, ...]]:
    return {
        code: tuple(countries.split("/"))
        for code, _, countries in (one.partition(":") for one in written.split())
    }


CALLING_CODES = _table(CALLING)
"""The countries of each calling code, the main one first."""

MOBILE_COUNTRY_CODES = _table(MOBILE)
"""The countries of each mobile country code."""


def countries_of_prefix(prefix: str) -> tuple[str, ...]:
    """Return the countries whose numbers may begin so; none where the code is not known.

    >>> countries_of_prefix("4477"), countries_of_prefix("35"), countries_of_prefix("999")
    (('GB', 'GG', 'IM', 'JE'), (), ())
    """
    return next((CALLING_CODES[prefix[:end]] for end in (1, 2, 3) if prefix[:end] in CALLING_CODES), ())


def country_of(*, prefix: str | None = None, mcc: str | None = None, name: str | None = None) -> str | None:
    """Return the one country that a prefix, a mobile country code and an English name leave; else `None`.

    >>> country_of(prefix="44", name="United Kingdom"), country_of(prefix="44"), country_of(mcc="262")
    ('GB', None, 'DE')
    """
    groups = [countries_of_prefix(prefix or ""), MOBILE_COUNTRY_CODES.get(mcc or "", ())]
    known = [set(group) for group in groups if group]
    left = set.intersection(*known) if known else set()
    if len(left) > 1 and name is not None:
        left &= {country_named(name) or ""}
    return left.pop() if len(left) == 1 else None


def whole_mnc(mcc: str | None, mnc: str) -> str:
    """Return a network code with the zeros in front that it lost as a number.

    >>> whole_mnc("234", "3"), whole_mnc("310", "10"), whole_mnc("234", "15")
    ('03', '010', '15')
    """
    return mnc.zfill(3 if mcc in _THREE_DIGITS else 2)
