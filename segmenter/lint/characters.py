"""Sets of characters that decide what there is to ask: those outside GSM-7, and those that nobody sees.

Knows characters one at a time; what is wrong with them is each rule's business.
"""

from __future__ import annotations

from functools import cache

from ..core.tables.default import DEFAULT, EXTENSION

__all__ = ["GSM7", "few_outside", "has_invisible", "is_other_script", "outside"]

GSM7 = frozenset(DEFAULT.values()) | frozenset(EXTENSION.values())
_MOST_PARTS = 16  # code points of one emoji


def outside(text: str) -> set[str]:
    """Return the characters of a text that GSM-7 lacks.

    >>> sorted(outside("Déjà ’ą"))
    ['ą', '’']
    """
    return set(text) - GSM7


def few_outside(text: str) -> bool:
    """Say whether a text has offenders, and so few that they may be one character as a reader sees it."""
    found = outside(text)
    return 0 < len(found) <= _MOST_PARTS and sum(map(str.isalpha, found)) < 2


def is_other_script(text: str) -> bool:
    r"""Say whether a text has several letters that GSM-7 lacks, and nothing invisible.

    >>> is_other_script("Заказ готов"), is_other_script("Заказ\u200b готов"), is_other_script("It’s")
    (True, False, False)
    """
    found = outside(text)
    return sum(map(str.isalpha, found)) > 1 and found.isdisjoint(_invisible())


def has_invisible(text: str) -> bool:
    """Say whether a text has characters that nobody sees; some of them may do something there."""
    return not _invisible().isdisjoint(outside(text))


@cache
def _invisible() -> frozenset[str]:
    from ..advice.tables.typographic import TYPOGRAPHIC

    return frozenset(one for one, plain in TYPOGRAPHIC.items() if not plain)
