"""Plural categories of languages, for whole numbers: which there are, and which a number has.

The rules are a table; which texts have plurals is in the readers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .plural_table import CARDINAL, ORDINAL

__all__ = ["CATEGORIES", "SAMPLES", "categories", "category", "is_known"]

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
SAMPLES = (*range(201), 1_000_000)
"""Whole numbers among which each category of every language occurs; no rule depends on more than n mod 100,
except for millions."""


def is_known(locale: str) -> bool:
    """Return whether there are rules for a locale's language."""
    return _rule(locale, ordinal=False) is not None


@lru_cache(maxsize=4096)
def category(locale: str, number: int, *, ordinal: bool = False) -> str:
    """Return the category of a number; ``other`` where the language is not known.

    >>> category("ru", 21), category("fr-CA", 0), category("en", 2, ordinal=True)
    ('one', 'one', 'two')
    """
    for name, condition in _rule(locale, ordinal=ordinal) or ():
        if any(all(_holds(term, number) for term in terms) for terms in condition):
            return name
    return "other"


@lru_cache(maxsize=256)
def categories(locale: str, *, ordinal: bool = False) -> tuple[str, ...]:
    """Return the categories that numbers up to 200 have, in the order of `CATEGORIES`.

    >>> categories("ar"), categories("fr"), categories("ja")
    (('zero', 'one', 'two', 'few', 'many', 'other'), ('one', 'other'), ('other',))
    """
    found = {category(locale, number, ordinal=ordinal) for number in SAMPLES[:-1]}
    return tuple(name for name in CATEGORIES if name in found)


_Term = tuple[int, bool, tuple[tuple[int, int], ...]]  # modulus, whether it is in, ranges
_Rule = tuple[tuple[str, tuple[tuple[_Term, ...], ...]], ...]


def _holds(term: _Term, number: int) -> bool:
    modulus, within, ranges = term
    value = number % modulus if modulus else number
    return any(low <= value <= high for low, high in ranges) is within


@lru_cache(maxsize=64)
def _rule(locale: str, *, ordinal: bool) -> _Rule | None:
    table = ORDINAL if ordinal else CARDINAL
    locale = locale.replace("_", "-")
    for name in (locale, re.split("[-@]", locale)[0]):
        for rule, languages in table.items():
            if name in languages.split():
                parts = (part.partition(": ") for part in rule.split("; ") if part)
                return tuple((tag, _condition(written)) for tag, _, written in parts)
    return None


def _condition(written: str) -> tuple[tuple[_Term, ...], ...]:
    return tuple(tuple(map(_term, terms.split(" and "))) for terms in written.split(" or "))


def _term(written: str) -> _Term:
    match = re.fullmatch(r"n(?: mod (\d+))? (not )?in ([\d.,]+)", written)
    assert match, written
    ranges = (part.partition("..") for part in match[3].split(","))
    return (
        int(match[1] or 0),
        not match[2],
        tuple((int(low), int(high or low)) for low, _, high in ranges),
    )
