"""Whether a text surely stays as it is: a look at it at C speed, before anything is proposed.

A line here knows sets of characters; it must not know what becomes of one in its place.
"""

from __future__ import annotations

import re
from codecs import charmap_build, charmap_encode, utf_16_be_encode
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from .characters import GSM7, LOOKS, MARKS, class_of, replacements
from .edits import SubstitutionLevel
from .tables.classes import PICTOGRAPHS
from .tables.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Scan", "TypographicScan", "changeable", "only_helped", "typographic"]

_JOINERS = "\u200d\ufe0e\ufe0f"
_SKIN = "\U0001f3fb-\U0001f3ff"
_TAGS = "\U000e0020-\U000e007f"
_MARK_SET = frozenset(filter(re.compile(f"[{MARKS}]").match, map(chr, range(0x300, 0xFE30))))


class Scan(NamedTuple):
    """A look through a text at C speed for characters that matter."""

    clean: re.Pattern[str]
    beyond: re.Pattern[str] | None

    def misses(self, text: str, *, astral: bool = True) -> bool:
        """Say whether none of the characters is there; `astral`: the text goes beyond the BMP."""
        found = self.clean.match(text)
        if found is None or found.end() < len(text):
            return False
        return not astral or self.beyond is None or self.beyond.search(text) is None


@lru_cache(maxsize=128)
def changeable(level: SubstitutionLevel, languages: tuple[str, ...]) -> Scan:
    """Return a scan for what this level can change."""
    if level is SubstitutionLevel.ANY:
        return Scan(re.compile(f"[{class_of(GSM7)}]*"), None)
    return _scan(_changed(level, languages))


@lru_cache(maxsize=128)
def only_helped(
    level: SubstitutionLevel, languages: tuple[str, ...]
) -> tuple[frozenset[str], re.Pattern[str], Scan]:
    """Return what a level brings into GSM-7, a search for what it leaves, and a scan for what shortens UCS-2.

    A text that has the first and not the second stays UCS-2 and gets no cheaper.
    """
    changed = _changed(level, languages)
    shorter = {each for each, plain in changed.items() if _code_units(plain) < _code_units(each)}
    left = re.compile(f"[^{class_of(GSM7 | changed.keys())}{MARKS}]")
    return GSM7 | changed.keys() | _MARK_SET, left, _scan(shorter)


def _changed(level: SubstitutionLevel, languages: tuple[str, ...]) -> dict[str, str]:
    changed = dict(replacements(level))
    if level >= SubstitutionLevel.LETTERS:
        changed |= LOOKS
    if level >= SubstitutionLevel.LANGUAGE:
        for code in languages:
            letters = LANGUAGES[code].letters
            changed |= letters | {
                letter.upper(): latin for letter, latin in letters.items() if len(letter.upper()) == 1
            }
    return changed


def _scan(changed: Iterable[str]) -> Scan:
    """Compile a scan for any of these characters or a mark; what stands inside an emoji is passed over."""
    singles = {each for each in changed if each <= "\uffff"}
    # Apart from the others: with one range beyond the BMP in it a class takes 45 ns a character, not 3.
    beyond = _wide_ranges(each for each in changed if each > "\uffff")
    joined = rf"[{_JOINERS}](?<=[{PICTOGRAPHS}{_SKIN}{_TAGS}\ufe0e\ufe0f0-9#*].)"
    clean = re.compile(f"(?:[^{class_of(singles)}{MARKS}]+|{joined})*")
    return Scan(clean, re.compile(f"[{beyond}]") if beyond else None)


def _wide_ranges(characters: Iterable[str], *, apart: int = 64) -> str:
    """Return characters as ranges of a class; those nearer than so many code points share one."""
    runs: list[list[int]] = []
    for each in sorted(map(ord, characters)):
        if runs and each - runs[-1][1] <= apart:
            runs[-1][1] = each
        else:
            runs.append([each, each])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class TypographicScan:
    """A look for what level TYPOGRAPHIC changes; 2 ns a character, where a class of characters takes 6."""

    def __init__(self) -> None:
        changed = replacements(SubstitutionLevel.TYPOGRAPHIC)
        # Only these pairs compose to a letter of GSM-7, which has none of two marks.
        composing: dict[str, set[str]] = {}
        for letters in [normalize("NFD", one) for one in GSM7]:
            for same in _MARK_SET if len(letters) == 2 else ():
                if normalize("NFC", same) == letters[1]:
                    composing.setdefault(same, set()).add(letters[0])
        self._pairs = sorted(letter + mark for mark, bases in composing.items() for letter in bases)
        loose = "".join(f"(?<![{class_of(bases)}]{mark})" for mark, bases in composing.items())
        self._loose_mark = re.compile(f"[{class_of(composing)}]{loose}")
        self.helped = GSM7 | changed.keys() | composing.keys()
        self._left = re.compile(f"[^{class_of(filter(_in_bmp, self.helped))}]")
        _, _, self._shorter = only_helped(SubstitutionLevel.TYPOGRAPHIC, ())
        shorter = {one for one, plain in changed.items() if _code_units(plain) < _code_units(one)}
        # Slot 0 is U+0000, as the codec wants it; what has no slot is passed over as fast as it is looked up.
        singles = {one for one in shorter if "\0" < one <= "\uffff"} - set(_JOINERS)
        slots = sorted(composing) + sorted(singles)
        self._marks = bytes(range(1, len(composing) + 1))
        self._map = charmap_build("\0" + "".join(slots) + "\ufffe" * (255 - len(slots)))
        # An octet of the high surrogate of each; where none is there, no class need be tried (1 ns, not 6).
        # Those that stand among the emoji are sought one by one.
        beyond = [one for one in shorter if not _in_bmp(one)]
        self._pictures = sorted(one for one in beyond if "\U0001f000" <= one <= "\U0001fbff")
        high = {one.encode("utf-16-be")[:2] for one in beyond if one not in self._pictures}
        self._signs = sorted({octets[:1] if octets > b"\xda" else octets[1:] for octets in high})

    def stays_outside(self, text: str, *, astral: bool) -> bool:
        """Say whether something in a text surely stays outside GSM-7; `astral`: it goes beyond the BMP."""
        if astral:
            first = _ASTRAL.search(text)
            if first and first[0] not in self.helped:
                return True
        match = self._left.search(text)
        while match and match[0] > "\uffff" and match[0] in self.helped:
            match = self._left.search(text, match.end())
        return match is not None or self._loose_mark.search(text) is not None

    def saves_less(self, text: str, units: int, *, astral: bool) -> bool:
        """Say whether a text in UCS-2 surely becomes shorter by fewer units than these."""
        slots, _ = charmap_encode(text, "ignore", self._map)
        few = len(slots) < units or len(slots.translate(None, self._marks)) + self._composed(text) < units
        if few and not (astral and self._may_have_astral(text)) and not _has_loose_joiner(text):
            return True
        return self._shorter.misses(text, astral=astral)

    def _composed(self, text: str) -> int:
        """Return how many letters compose with the mark after them; 1 ns a mark, where a class takes 50."""
        return sum([text.count(pair) for pair in self._pairs if pair[0] in text])

    def _may_have_astral(self, text: str) -> bool:
        octets = utf_16_be_encode(text)[0]
        for sign in self._signs:  # a loop each: `any` takes as long again to begin
            if sign in octets:
                return True
        return _holds(text, self._pictures)


def _holds(text: str, characters: Iterable[str]) -> bool:
    for one in characters:  # noqa: SIM110  # likewise
        if one in text:
            return True
    return False


# The look back at the commonest emoji comes first: a look at all takes three times as long.
_LOOSE_JOINER = re.compile(
    f"[{_JOINERS}](?<![\U0001f400-\U0001f4fd\ufe0f{_SKIN}\u2764].)(?<![{PICTOGRAPHS}{_TAGS}\ufe0e0-9#*].)"
)


def _has_loose_joiner(text: str) -> bool:
    """Say whether something that joins or colours emoji stands elsewhere, where it may be left out."""
    return _holds(text, _JOINERS) and _LOOSE_JOINER.search(text) is not None


@cache
def typographic() -> TypographicScan:
    """Return the look that is made of every text; built when the first is looked at."""
    return TypographicScan()


def _code_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _in_bmp(one: str) -> bool:
    return one <= "\uffff"
