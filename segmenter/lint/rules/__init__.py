"""Rules, one file each: the docstring of a file is its rule's documentation, its name the rule's name.

Which rules are on, and which a selection names, is decided here; what a rule finds is in its file, which is
imported when the rule has something to check.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import Any

from ...catalogs.heads import heads_of
from ...channels.findings import Severity
from ...channels.rules import RULES, RegisteredRule, UnknownRuleError, codes_of, register
from ..messages import Fact
from .rule import Fixable, Rule

__all__ = ["CODES", "UnknownRuleError", "checks", "matching", "rule_of", "selected"]


def _asked_of(words: str) -> int:
    return sum({getattr(Fact, word.upper()) for word in words.split()})


_FIELDS = heads_of(sys.modules[__name__])
_MODULES = dict(sorted((fields["code"], module) for module, fields in _FIELDS.items()))
_ASKED_OF = {code: _asked_of(_FIELDS[module]["asks"]) for code, module in _MODULES.items()}

_OFF = frozenset(code for code, module in _MODULES.items() if _FIELDS[module].get("default") == "off")

CODES = tuple(_MODULES)
"""The codes of all rules that `check` knows, in order."""

for _code, _module in _MODULES.items():
    _fields = _FIELDS[_module]
    register(
        RegisteredRule(
            code=_code,
            name=_module.replace("_", "-"),
            summary=_fields["summary"],
            severity=Severity(_fields["severity"]) if "severity" in _fields else RULES[_code].severity,
            reported_by=("check",),
            aliases=tuple(_fields.get("aliases", "").split()),
        )
    )


def rule_of(code: str) -> Rule:
    """Return a rule by its code.

    >>> rule_of("SEG107").name
    'one-character-forces-ucs2'
    """
    module, fields, rule = _imported(code), _FIELDS[_MODULES[code]], RULES[code]
    return Rule(
        code=code,
        name=rule.name,
        summary=rule.summary,
        why=fields["text"],
        severity=rule.severity,
        fixable=Fixable(fields["fixable"]),
        bad=module.BAD,
        good=module.GOOD,
        options=tuple(fields.get("options", "").split()),
        by_default=code not in _OFF,
    )


@lru_cache(maxsize=256)
def checks(facts: int, codes: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    """Return those of some rules that have something to check, each code with the function that checks.

    The function yields what is wrong with a message.
    """
    return tuple(
        (code, _imported(code).check) for code in codes if _ASKED_OF[code] & facts == _ASKED_OF[code]
    )


def _imported(code: str) -> Any:
    return import_module(f".{_MODULES[code]}", __name__)


def matching(word: str) -> tuple[str, ...]:
    """Return the codes that a word names: a code, the beginning of codes, a name, or ``ALL``.

    Raises:
        UnknownRuleError: it names none; a `LookupError`.

    >>> matching("SEG50"), matching("cut-inside")
    (('SEG504', 'SEG505', 'SEG506', 'SEG507', 'SEG508'), ('SEG112',))
    """
    return codes_of(word, among=CODES)


def selected(select: Iterable[str] | None, ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes that are on: those selected, or by default most of them, without those ignored.

    Raises:
        UnknownRuleError: a word names no rule; a `LookupError`.
    """
    chosen = {*CODES} - _OFF if select is None else {code for word in select for code in matching(word)}
    return frozenset(chosen) - {code for word in ignore for code in matching(word)}
