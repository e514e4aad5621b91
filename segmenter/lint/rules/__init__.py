"""Rules: one file each, found through this ordered registry; which are on, and which a selection names.

A rule's file is imported when its rule is asked. What a rule says is not known here.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...channels.rules import RULES, UnknownRuleError, codes_of
from ..messages import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .rule import Rule

__all__ = ["CODES", "UnknownRuleError", "checks", "matching", "rule_of", "selected"]

_ASKED_OF = {
    "SEG101": Fact.UNENCODABLE,
    "SEG102": Fact.LIMITED,
    "SEG103": Fact.MANY,
    "SEG106": Fact.OUTSIDE,
    "SEG107": Fact.OUTSIDE,
    "SEG108": Fact.SOURCE | Fact.MANY,
    "SEG109": Fact.PLACEHOLDERS,
    "SEG110": Fact.OUTSIDE,
    "SEG111": Fact.MANY,
    "SEG112": Fact.MANY,
    "SEG113": Fact.MANY | Fact.OUTSIDE,
    "SEG504": Fact.PLACEHOLDERS,
    "SEG505": Fact.SOURCE,
    "SEG701": Fact.MARKED,
}
"""The rules that `check` asks, in files of their names, each with what a message must have to be asked."""

CODES = tuple(_ASKED_OF)


def rule_of(code: str) -> Rule:
    """Return a rule by its code.

    >>> rule_of("SEG107").name
    'one-character-forces-ucs2'
    """
    found: Rule = _module(code).RULE
    return found


@lru_cache(maxsize=256)
def checks(facts: int, codes: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    """Return those of some rules that have something to ask about, each code with the function that asks.

    It gives the problems of a message.
    """
    return tuple((code, _module(code).check) for code in codes if _ASKED_OF[code] & facts == _ASKED_OF[code])


def _module(code: str) -> Any:
    return import_module(f".{RULES[code].name.replace('-', '_')}", __name__)


def matching(word: str) -> tuple[str, ...]:
    """Return the codes that a word names: a code, the beginning of codes, a name, or ``ALL``.

    Raises:
        UnknownRuleError: it names none; a `LookupError`.

    >>> matching("SEG50"), matching("cut-inside")
    (('SEG504', 'SEG505'), ('SEG112',))
    """
    return codes_of(word, among=CODES)


def selected(select: Iterable[str] | None, ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes that are on: those selected, by default those that are on by default, but the ignored.

    Raises:
        UnknownRuleError: a word names no rule; a `LookupError`.
    """
    chosen = CODES if select is None else {code for word in select for code in matching(word)}
    return frozenset(chosen) - {code for word in ignore for code in matching(word)}
