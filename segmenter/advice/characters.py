"""What is known of one character outside GSM-7: its name, its kind, and what may stand for it.

A line here knows characters one at a time; it must not know texts.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_build, charmap_encode
from functools import cache, lru_cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from ..core.tables.default import DEFAULT, EXTENSION
from .edits import Kind, SubstitutionLevel
from .tables.classes import CYRILLIC_LOOKS, PICTOGRAPHS
from .tables.compatibility import COMPATIBILITY
from .tables.languages import LANGUAGES
from .tables.letters import LETTERS
from .tables.typographic import TYPOGRAPHIC

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "GSM7",
    "LOOKS",
    "MARKS",
    "OUTSIDE",
    "WHY",
    "Character",
    "character",
    "class_of",
    "outside",
    "replacement",
    "replacements",
]

GSM7 = frozenset(DEFAULT.values()) | frozenset(EXTENSION.values())
"""The 138 characters of the default alphabet and its extension table."""

MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20e2\u20e4-\u20f0\ufe20-\ufe2f"
"""The marks that stand on Latin letters, as a class of a regular expression."""


def class_of(characters: Iterable[str]) -> str:
    """Return characters as a regular expression takes them between brackets."""
    return "".join(map(re.escape, sorted(characters)))


OUTSIDE = re.compile(f"[^{class_of(GSM7)}]+")
"""A run of characters outside GSM-7; C speed over all else."""

# Every character of GSM-7 but ? has a slot; ? is what the codec puts for all others, in the slot after them.
# Slot 0 must be U+0000, which GSM-7 lacks as well.
_SLOTS = "\0" + "".join(sorted(GSM7 - {"?"}))
_MAP = charmap_build(_SLOTS + "?" + "\ufffe" * (255 - len(_SLOTS)))
_IS_OUTSIDE = bytes(slot in (0, len(_SLOTS)) for slot in range(256))


def outside(text: str) -> tuple[list[int], list[str]]:
    """Return where the characters outside GSM-7 stand, and each of them; half the time of a search.

    >>> outside("It’s?")
    ([2], ['’'])
    """
    slots, _ = charmap_encode(text.replace("?", "!"), "replace", _MAP)
    found = slots.translate(_IS_OUTSIDE)
    return list(compress(range(len(text)), found)), list(compress(text, found))


WHY = {
    Kind.TYPOGRAPHIC: "a typographic form of what GSM-7 has",
    Kind.INVISIBLE: "invisible",
    Kind.DECOMPOSED: "a mark on the letter before it",
    Kind.COMPATIBILITY: "a styled or combined form of what GSM-7 has",
    Kind.ACCENTED: "a letter GSM-7 lacks",
    Kind.SCRIPT: "of a script GSM-7 lacks",
    Kind.EMOJI: "part of an emoji",
    Kind.SYMBOL: "not in the alphabet",
    Kind.MISDECODED: "decoded wrongly: Windows-1252 or UTF-8 read as Latin-1",
    Kind.SURROGATE: "half of a surrogate pair: no encoding carries it",
}

_MARK = re.compile(f"[{MARKS}]")
_PICTOGRAPH = re.compile(f"[{PICTOGRAPHS}\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u20e3]")


class Character(NamedTuple):
    """A character outside GSM-7.

    Attributes:
        name: of Unicode; ``U+XXXX`` where it has none.
        kind: what kind it is, standing alone.
        replacements: what may stand for it, the nearest first.
        level: the lowest level at which the first of them is used.
    """

    name: str
    kind: Kind
    replacements: tuple[str, ...]
    level: SubstitutionLevel | None


@lru_cache(maxsize=4096)
def character(value: str) -> Character:
    """Look a character up.

    >>> character("’").name, character("’").replacements
    ('RIGHT SINGLE QUOTATION MARK', ("'",))
    """
    name = unicodedata.name(value, f"U+{ord(value):04X}")
    nearest, level = replacement(value)
    if nearest is not None:
        return Character(name, _kind(value, nearest, level), (nearest,), level)
    spelled = _spellings().get(value.lower(), ())
    if spelled:
        if value != value.lower():
            spelled = tuple(dict.fromkeys(each[:1].upper() + each[1:] for each in spelled))
        return Character(name, Kind.SCRIPT, spelled, SubstitutionLevel.LANGUAGE)
    return Character(name, _kind(value, None, None), (), None)


def replacement(value: str) -> tuple[str | None, SubstitutionLevel | None]:
    """Return what stands for a character by the tables, and the level at which it does."""
    for level, table in _TABLES:
        if value in table:
            return table[value], level
    return None, None


@cache
def replacements(level: SubstitutionLevel) -> dict[str, str]:
    """Return the whole table of a level, those before it included; languages have their own."""
    return {
        key: plain for reached, table in reversed(_TABLES) if reached <= level for key, plain in table.items()
    }


_TABLES = (
    (SubstitutionLevel.TYPOGRAPHIC, TYPOGRAPHIC),
    (SubstitutionLevel.COMPATIBILITY, COMPATIBILITY),
    (SubstitutionLevel.LETTERS, LETTERS),
)


def _kind(value: str, nearest: str | None, level: SubstitutionLevel | None) -> Kind:
    if "\x80" <= value <= "\x9f":
        return Kind.MISDECODED
    if level is SubstitutionLevel.TYPOGRAPHIC:
        return Kind.TYPOGRAPHIC if nearest else Kind.INVISIBLE
    if level is SubstitutionLevel.COMPATIBILITY:
        return Kind.COMPATIBILITY
    if _MARK.match(value):
        return Kind.DECOMPOSED
    if level is SubstitutionLevel.LETTERS:
        return Kind.ACCENTED if unicodedata.name(value, "").startswith("LATIN") else Kind.SCRIPT
    if "\ud800" <= value <= "\udfff":
        return Kind.SURROGATE
    if _PICTOGRAPH.match(value):
        return Kind.EMOJI
    return Kind.SCRIPT if unicodedata.category(value)[0] in "LMN" else Kind.SYMBOL


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Return how the languages spell each letter of their scripts, and its look-alike first."""
    found: dict[str, dict[str, None]] = {}
    for rules in LANGUAGES.values():
        for letter, latin in rules.letters.items():
            if letter not in LETTERS:
                found.setdefault(letter, {})[latin] = None
    return {letter: tuple(latin) for letter, latin in found.items()}


LOOKS = CYRILLIC_LOOKS
