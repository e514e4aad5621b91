"""Rules: one file each, found through this ordered registry; which are on, and which a selection names.

A rule's file is imported when its rule is asked. What a rule says is not known here.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...errors import SegmenterError
from ..messages import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .rule import Rule

__all__ = ["CODES", "UnknownRuleError", "checks", "matching", "name_of", "rule_of", "selected"]

_REGISTRY = {
    "SEG101": ("unencodable", Fact.UNENCODABLE),
    "SEG102": ("over_limit", Fact.LIMITED),
    "SEG103": ("too_many_segments", Fact.MANY),
    "SEG106": ("wrong_encoding", Fact.OUTSIDE),
    "SEG107": ("one_character_forces_ucs2", Fact.OUTSIDE),
    "SEG108": ("dearer_than_source", Fact.SOURCE | Fact.MANY),
    "SEG109": ("worst_case_over_budget", Fact.PLACEHOLDERS),
    "SEG110": ("invisible_character", Fact.OUTSIDE),
    "SEG111": ("crlf_costs_segment", Fact.MANY),
    "SEG112": ("cut_inside", Fact.MANY),
    "SEG113": ("typographic_costs_segment", Fact.MANY | Fact.OUTSIDE),
    "SEG504": ("unparsable_placeholder", Fact.PLACEHOLDERS),
    "SEG505": ("missing_placeholder", Fact.SOURCE),
    "SEG701": ("unknown_instruction", Fact.MARKED),
}
"""Every code, the file of its rule, and what it asks about. Codes never get another meaning."""

CODES = tuple(_REGISTRY)


class UnknownRuleError(SegmenterError, LookupError):
    """There is no rule of this code or name.

    Attributes:
        name: the one asked for.
        nearest: the code most like it.
    """

    def __init__(self, name: str, nearest: str) -> None:
        self.name = name
        self.nearest = nearest
        super().__init__(name, nearest)

    def __str__(self) -> str:
        near = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"there is no rule {self.name!r}; `segmenter rules` lists them{near}"


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
    return tuple(
        (code, _module(code).check) for code in codes if _REGISTRY[code][1] & facts == _REGISTRY[code][1]
    )


def _module(code: str) -> Any:
    return import_module(f".{_REGISTRY[code][0]}", __name__)


def name_of(code: str) -> str:
    """Return the name of a rule by its code."""
    return _REGISTRY[code][0].replace("_", "-")


def matching(word: str) -> tuple[str, ...]:
    """Return the codes that a word names: a code, the beginning of codes, a name, or ``ALL``.

    Raises:
        UnknownRuleError: it names none; a `LookupError`.

    >>> matching("SEG50"), matching("cut-inside")
    (('SEG504', 'SEG505'), ('SEG112',))
    """
    if word.upper() == "ALL":
        return CODES
    found = tuple(
        code
        for code in CODES
        if name_of(code) == word.lower() or (word.upper().startswith("S") and code.startswith(word.upper()))
    )
    if found:
        return found
    raise UnknownRuleError(word, _nearest(word))


def _nearest(word: str) -> str:
    """Return the code of the rule most like a word; best with its digits in another order."""
    from difflib import get_close_matches
    from operator import eq

    if found := get_close_matches(word.upper(), CODES, n=5):
        written = word.upper()
        return max(found, key=lambda code: (sorted(code) == sorted(written), sum(map(eq, code, written))))
    names = {name_of(code): code for code in CODES}
    return next((names[name] for name in get_close_matches(word.lower(), names, n=1)), "")


def selected(select: Iterable[str] | None, ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes that are on: those selected, by default those that are on by default, but the ignored.

    Raises:
        UnknownRuleError: a word names no rule; a `LookupError`.
    """
    chosen = CODES if select is None else {code for word in select for code in matching(word)}
    return frozenset(chosen) - {code for word in ignore for code in matching(word)}
