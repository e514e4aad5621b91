"""Which edits would bring a text nearer to GSM-7: one for each offender that has a replacement, and why not.

A line here reads a text's offenders in their surroundings; it must not know what an edit saves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining, normalize

from ..errors import MissingExtraError, UnknownLanguageError
from .characters import GSM7, LOOKS, MARKS, OUTSIDE, character, class_of, replacement
from .edits import Edit, Kind, SubstitutionLevel
from .tables.classes import PICTOGRAPHS
from .tables.compatibility import COMPATIBILITY
from .tables.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .protection import Range

__all__ = [
    "Proposal",
    "Reader",
    "Surroundings",
    "after_digit",
    "fates",
    "is_directed",
    "language_codes",
    "look_alikes",
    "propose",
    "spelled_alone",
]

_SKIN = "\U0001f3fb-\U0001f3ff"
_TAGS = "\U000e0020-\U000e007f"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_EMOJI_PART = f"[{PICTOGRAPHS}][\ufe0e\ufe0f{_SKIN}{_TAGS}\u20e3]*"
_TOKEN = re.compile(
    rf"(?P<emoji>{_FLAG}{_FLAG}?|[0-9#*]\ufe0f?\u20e3|{_EMOJI_PART}(?:\u200d{_EMOJI_PART})*(?![{MARKS}])|[{_SKIN}])"
    rf"|(?P<marked>[^{MARKS}\n\r][{MARKS}]+)"
    r"|(?P<one>.)",
    re.DOTALL,
)
_MARK_SET = frozenset(
    chr(each) for each in range(0x300, 0x20F1) if re.match(f"[{MARKS}]", chr(each))
) | frozenset(map(chr, range(0xFE20, 0xFE30)))
_PICTOGRAPH = re.compile(f"[{PICTOGRAPHS}]")
_EXTENDING = _MARK_SET | set(
    map(chr, (0x200D, 0xFE0E, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)))
)
_INSIDE = _MARK_SET | {"\ufe0e", "\ufe0f", "\u20e3"}
# Scripts whose letters join or stack: a joiner after one of them is spelling, not decoration.
_SHAPED = re.compile("[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ua840-\uabff\U00010a00-\U00011fff]")
_JOINERS = "\u200c\u200d"
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufb28\ufb2a-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SUPERSCRIPTS = set("⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = set("₀₁₂₃₄₅₆₇₈₉")
_FRACTIONS = {key for key, plain in COMPATIBILITY.items() if re.fullmatch(r"\d/\d*", plain)}


class Proposal(NamedTuple):
    """What was found at an offender: where, its kind, the edit where there is one, and why there is none."""

    start: int
    stop: int
    kind: Kind
    edit: Edit | None
    obstacle: str


class Surroundings(NamedTuple):
    """What decides beside the characters themselves."""

    level: SubstitutionLevel
    languages: tuple[str, ...]
    ranges: list[Range]


def language_codes(languages: object) -> tuple[str, ...]:
    """Return languages as their codes, in order.

    Raises:
        UnknownLanguageError: there are no rules for one of them.
    """
    each = (languages,) if isinstance(languages, str) else tuple(languages)  # type: ignore[arg-type]
    codes = tuple(str(code).lower() for code in each)
    for code in codes:
        if code not in LANGUAGES:
            raise UnknownLanguageError(code, tuple(LANGUAGES))
    return codes


_new = tuple.__new__  # past the named tuples' own constructors: 0.2 µs each against 0.4


# --- Token by token -------------------------------------------------------------------------------------


def propose(text: str, around: Surroundings) -> Iterator[Proposal]:
    """Yield what can be done about each offender, in order; what belongs together is one proposal."""
    reader = Reader(text, around)
    for run in OUTSIDE.finditer(text):
        yield from reader.proposals(*run.span())


def is_directed(text: str) -> bool:
    """Return whether a text holds marks of direction that right-to-left letters in it need."""
    return _DIRECTION.search(text) is not None and _RIGHT_TO_LEFT.search(text) is not None


class Reader:
    """Reads runs of characters outside GSM-7 in their text, in order.

    What a run becomes depends on nothing before it but one character of GSM-7, which its marks may stand on.

    Args:
        text: that the runs are part of.
        around: the level, the languages, and what is protected.
        directed: what `is_directed` returns, where the text is only a part.
    """

    def __init__(self, text: str, around: Surroundings, *, directed: bool | None = None) -> None:
        level = around.level
        codes = around.languages if level >= SubstitutionLevel.LANGUAGE else ()
        self._text, self._level, self._codes = text, level, codes
        self._spell, self._direct = _speller(codes)
        self._letters = _direct_run(codes)[1]
        self._words, self._fates = _words(level, codes), fates(level, codes)
        directed = is_directed(text) if directed is None else directed
        self._keeps_direction = level < SubstitutionLevel.ANY and directed
        # Sought when they matter.
        self._looks = None if level >= SubstitutionLevel.LETTERS else frozenset[int]()
        self._ranges = iter(around.ranges)
        self._guarded = next(self._ranges, None)

    def _look_alikes(self) -> frozenset[int]:
        if self._looks is None:
            self._looks = look_alikes(self._text, self._codes)
        return self._looks

    def proposals(self, start: int, stop: int) -> Iterator[Proposal]:
        """Yield what can be done about each offender of a run; runs are asked for in order."""
        text, level, spell, direct = self._text, self._level, self._spell, self._direct
        words, fated, guarded = self._words, self._fates, self._guarded
        kind: Kind | None
        simple = _simple
        if start and text[start] in _INSIDE:
            start -= 1
        while start < stop:
            one = text[start]
            # Most offenders are letters of a word that nothing replaces, or characters that nothing around
            # them changes: two thirds of the time of a text of emoji, a half of one of Cyrillic words.
            word = words[one]
            if word is not None:
                end = word.pattern.match(text, start, stop).end()  # type: ignore[union-attr]  # `one` matches
                if end < stop and text[end] in _MARK_SET:
                    end -= 1
                free = guarded is None or guarded.start >= end or guarded.stop <= start
                if free and not word.spelled:
                    looks = self._look_alikes()
                    free = not looks or looks.isdisjoint(range(start, end))
                if free and end > start + 1:
                    edit = None
                    if word.spelled:
                        old = text[start:end]
                        spelled = "".join(map(self._letters.__getitem__, old))
                        edit = _new(Edit, (start, end, old, spelled, _SCRIPT, _LANGUAGE))
                    yield _new(Proposal, (start, end, Kind.SCRIPT, edit, "" if edit else _NOTHING))
                    start = end
                    continue
            elif (fate := fated[one]) is not None and (guarded is None or guarded.start > start):
                end = start + 1
                if text[end : end + 1] not in _EXTENDING and one not in LOOKS:
                    kind, new, why, lowest, obstacle = fate
                    edit = None if new is None else _new(Edit, (start, end, one, new, why, lowest))
                    yield _new(Proposal, (start, end, kind, edit, obstacle))
                    start = end
                    continue
            plain = direct.get(one) or (simple(one) if spell is None else None)
            if plain is not None and text[start + 1 : start + 2] not in _EXTENDING:
                found: _Found = (start, start + 1, *plain, "")
            else:
                found = (spell and spell(text, start)) or _token(text, start)
            start, end, kind, new, lowest, obstacle = found
            if kind is None:  # a character of GSM-7 before what turned out not to join it
                start = end
                continue
            while guarded is not None and guarded.stop <= start:
                guarded = self._guarded = next(self._ranges, None)
            if guarded is not None and guarded.start < end:
                yield _new(Proposal, (start, end, kind, None, guarded.what))
                start = end
                continue
            if (lowest is None or lowest > level) and text[start] in LOOKS and start in self._look_alikes():
                new, lowest = LOOKS[text[start]], SubstitutionLevel.LETTERS
            if new is not None and lowest is not None and lowest <= level:
                if new == "" and _stays(text, start, level, keeps_direction=self._keeps_direction):
                    yield Proposal(start, end, Kind.INVISIBLE, None, "it shapes the letters around it")
                else:
                    edit = _new(Edit, (start, end, text[start:end], new, str(kind), lowest))
                    yield _new(Proposal, (start, end, kind, edit, ""))
            elif level is SubstitutionLevel.ANY and kind is not Kind.SURROGATE:
                yield _spelled_out(text, start, end, kind)
            else:
                yield _new(Proposal, (start, end, kind, None, obstacle or _obstacle(kind, lowest)))
            start = end


_Found = tuple[int, int, "Kind | None", "str | None", "SubstitutionLevel | None", str]
_Plain = tuple[Kind, "str | None", "SubstitutionLevel | None"]


_NOTHING = "nothing in GSM-7 stands for it at this level"
_SCRIPT, _LANGUAGE = Kind.SCRIPT.value, SubstitutionLevel.LANGUAGE
# Letters of the scripts most used; those that a table replaces are taken out.
_ALPHABETS = (
    range(0x370, 0x483),
    range(0x48A, 0x530),
    range(0x561, 0x588),
    range(0x5D0, 0x5EB),
    range(0x620, 0x64B),
)
_UNREPLACED = "\u0904-\u0939\u0e01-\u0e30\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"


class _Word(NamedTuple):
    """Letters that are proposed as one, as far as they run: none has a neighbour that matters."""

    pattern: re.Pattern[str]
    spelled: bool


class _Words(dict[str, "_Word | None"]):
    """The word that a character begins, by the character; filled as characters are met."""

    def __init__(self, level: SubstitutionLevel, languages: tuple[str, ...]) -> None:
        spelled, _ = _direct_run(languages)
        inert = _inert_run(languages) if level < SubstitutionLevel.ANY else None
        self._kinds = [_Word(pattern, pattern is spelled) for pattern in (spelled, inert) if pattern]

    def __missing__(self, one: str) -> _Word | None:
        word = next((word for word in self._kinds if word.pattern.match(one)), None)
        if len(self) < _MOST_KEPT:
            self[one] = word
        return word


_Fate = tuple[Kind, "str | None", str, "SubstitutionLevel | None", str]


class _Fates(dict[str, "_Fate | None"]):
    """What becomes of a character that nothing around it changes, unless a mark follows; else None."""

    def __init__(self, level: SubstitutionLevel, languages: tuple[str, ...]) -> None:
        self._level = level
        self._spell, self._direct = _speller(languages)

    def __missing__(self, one: str) -> _Fate | None:
        fate = self._of(one)
        if len(self) < _MOST_KEPT:
            self[one] = fate
        return fate

    def _of(self, one: str) -> _Fate | None:
        plain = self._direct.get(one) or (_simple(one) if self._spell is None else None)
        if plain is None:
            return None
        kind, new, level = plain
        if new is not None and level is not None and level <= self._level:
            # What is left out may shape the letters around it.
            return (kind, new, kind.value, level, "") if new else None
        if self._level is SubstitutionLevel.ANY and kind is not Kind.SURROGATE:
            return None
        return kind, None, "", None, _obstacle(kind, level)


_MOST_KEPT = 4096


@lru_cache(maxsize=64)
def _words(level: SubstitutionLevel, languages: tuple[str, ...]) -> _Words:
    return _Words(level, languages)


@lru_cache(maxsize=64)
def fates(level: SubstitutionLevel, languages: tuple[str, ...]) -> Mapping[str, _Fate | None]:
    """Return what becomes of each character that nothing around it changes but a mark; None of all others."""
    return _Fates(level, languages)


@lru_cache(maxsize=64)
def _inert_run(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a run of letters that no table replaces and none of these languages spells."""
    spelled = {
        each for code in languages for letter in LANGUAGES[code].letters for each in (letter, letter.upper())
    }
    inert = {
        one
        for codes in _ALPHABETS
        for one in map(chr, codes)
        if one not in spelled and (plain := _simple(one)) and plain[:2] == (Kind.SCRIPT, None)
    }
    return re.compile(f"[{class_of(inert)}{_UNREPLACED}]+")


@lru_cache(maxsize=64)
def _direct_run(languages: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Compile a run of letters of another script that the languages spell whatever stands around them."""
    _, direct = _speller(languages)
    letters = {
        each: new for each, (kind, new, _) in direct.items() if kind is Kind.SCRIPT and new is not None
    }
    return re.compile(f"[{class_of(letters.keys())}]+") if letters else None, letters


def spelled_alone(language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Return a run of letters that a language spells whatever stands around them, and how it does."""
    return _direct_run((language,))


@lru_cache(maxsize=4096)
def _simple(one: str) -> _Plain | None:
    """Return what is known of a character that no neighbour but a mark can change; None for all others."""
    if one in GSM7 or one in _INSIDE:
        return None
    if _TOKEN.match(one)["emoji"]:  # type: ignore[index]  # it matches
        alone = _PICTOGRAPH.match(one) and replacement(one)[0] is None
        return (Kind.EMOJI, None, None) if alone else None
    new, level = replacement(one)
    # Letters follow the case around them, and numbers keep apart from the digit before.
    if new is not None and ((len(new) > 1 and new.isalpha()) or after_digit(one)):
        return None
    return character(one).kind, new, level


def _token(text: str, start: int) -> _Found:
    """Return what begins here: its end, kind, replacement and level."""
    found = _TOKEN.match(text, start)
    assert found is not None
    end = found.end()
    if found.lastgroup == "emoji":
        return _emoji(text, start, end)
    if found.lastgroup == "marked":
        return _marked(text, start, end)
    one = text[start]
    if one in GSM7:
        return start, end, None, None, None, ""
    kind = character(one).kind
    new, level = replacement(one)
    if kind is Kind.DECOMPOSED:  # a mark that stands on nothing
        return start, end, kind, "", SubstitutionLevel.LETTERS, ""
    if new is not None and start and text[start - 1].isdecimal():
        new = after_digit(one) + new
    elif new is not None:
        new = _in_case(text, start, end, new)
    return start, end, kind, new, level, ""


def _emoji(text: str, start: int, end: int) -> _Found:
    """Treat a sign that has a plain spelling as that sign, with the selectors after it; all else is emoji."""
    new, level = replacement(text[start])
    rest = text[start + 1 : end]
    if new is not None and not rest.strip("\ufe0e\ufe0f"):
        return start, end, character(text[start]).kind, new, level, ""
    return start, end, Kind.EMOJI, None, None, ""


def _marked(text: str, start: int, end: int) -> _Found:
    """Compose a letter with its mark where GSM-7 has it so, else find the nearest letter."""
    composed = normalize("NFC", text[start : start + 2])  # no letter of GSM-7 has two marks
    if composed in GSM7:
        return start, start + 2, Kind.DECOMPOSED, composed, SubstitutionLevel.TYPOGRAPHIC, ""
    level = SubstitutionLevel.LETTERS
    if text[start] in GSM7:  # only the marks go
        return start + 1, end, Kind.DECOMPOSED, "", level, ""
    first = normalize("NFC", text[start:end])[0]
    new = first if first in GSM7 else replacement(first)[0]
    if new is None:
        return start, end, Kind.SCRIPT, None, None, ""
    return start, end, Kind.ACCENTED, _in_case(text, start, end, new), level, ""


def after_digit(one: str) -> str:
    """Return what keeps a number from growing: 1½ is 1 1/2 and 10² is 10^2."""
    if one in _FRACTIONS:
        return " "
    return "^" if one in _SUPERSCRIPTS else "_" if one in _SUBSCRIPTS else ""


def _in_case(text: str, start: int, end: int, new: str) -> str:
    """Write what stands for one capital by several letters as its word does: Œuvre, ŒUVRE."""
    if len(new) < 2 or not new.isalpha() or not text[start].isupper():
        return new
    after, before = text[end : end + 1], text[start - 1 : start]
    decides = after if after.isalpha() else before if before.isalpha() else new
    shouted = decides.isupper()
    return new.upper() if shouted else new[0].upper() + new[1:].lower()


def _stays(text: str, start: int, level: SubstitutionLevel, *, keeps_direction: bool) -> bool:
    """Say whether an invisible character shapes what is around it: joined letters, or right-to-left text."""
    one = text[start]
    if one in _JOINERS and start and level < SubstitutionLevel.ANY:
        return _SHAPED.match(text, start - 1) is not None and replacement(text[start - 1])[0] is None
    return keeps_direction and _DIRECTION.match(one) is not None


def _obstacle(kind: Kind, level: SubstitutionLevel | None) -> str:
    if kind is Kind.EMOJI:
        return "an emoji is never left out unasked"
    if level is not None:
        return f"its replacement belongs to level {level.name}"
    if kind is Kind.SURROGATE:
        return "half of a surrogate pair is no character"
    return _NOTHING


# --- Look-alikes, languages, anything -------------------------------------------------------------------

_LOOK_ALIKE = re.compile(f"[{class_of(set(LOOKS))}]")


@lru_cache(maxsize=64)
def _look_alike_run(languages: tuple[str, ...]) -> re.Pattern[str]:
    spelled = {
        each for code in languages for letter in LANGUAGES[code].letters for each in (letter, letter.upper())
    }
    return re.compile(f"(?<![{_CYRILLIC}])[{class_of(set(LOOKS) | spelled)}]+(?![{_CYRILLIC}])")


_CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"


def look_alikes(text: str, languages: tuple[str, ...]) -> frozenset[int]:
    """Return where Cyrillic letters look Latin, in runs of them that become GSM-7 as a whole."""
    if not _LOOK_ALIKE.search(text):
        return frozenset()
    return frozenset(
        place
        for run in _look_alike_run(languages).finditer(text)
        for place in range(*run.span())
        if text[place] in LOOKS
    )


@lru_cache(maxsize=64)
def _speller(
    languages: tuple[str, ...],
) -> tuple[Callable[[str, int], _Found | None] | None, dict[str, _Plain]]:
    """Return how the languages' rules spell what begins at an index, and letters no neighbour can change.

    Of two languages the first named comes first.
    """
    tables = [_language(code) for code in languages if LANGUAGES[code].letters]
    if not tables:
        return None, {}
    direct: dict[str, _Plain] = {}
    for letters, _ in tables:
        for small, latin in letters.items():
            kind = Kind.ACCENTED if small < "\u0370" else Kind.SCRIPT
            for each, written in ((small, latin), (small.upper(), latin.upper())):
                contextual = each in _GREEK_LOOKS or (each != small and len(latin) > 1) or len(each) > 1
                if any(small in others for _, others in tables) or contextual or each in GSM7:
                    continue
                direct.setdefault(each, (kind, written, SubstitutionLevel.LANGUAGE))

    def spell(text: str, start: int) -> _Found | None:
        small = text[start].lower()
        for letters, sequences in tables:
            end, latin = start + 1, letters.get(small)
            if small in sequences and (found := sequences[small][0].match(text, start)):
                end, latin = found.end(), sequences[small][1][(found.lastindex or 1) - 1]
            if latin is None or not GSM7.isdisjoint(text[start:end]):
                continue
            if text[start] in _GREEK_LOOKS and not _followed_by_small_greek(text, end):
                return None  # a word in capitals: those of GSM-7 stay, so the others keep their look as well
            kind = Kind.ACCENTED if small < "\u0370" else Kind.SCRIPT
            new = _cased(text, start, end, latin)
            after = text[end : end + 1]
            if after and after in _MARK_SET and (stop := _MARKS_AFTER.match(text, end)):
                end = stop.end()
            return start, end, kind, new, SubstitutionLevel.LANGUAGE, ""
        return None

    return spell, direct


_Sequences = dict[str, tuple[re.Pattern[str], list[str]]]


@cache
def _language(code: str) -> tuple[dict[str, str], _Sequences]:
    """Return a language's letters, and by their first letter the sequences that depend on what is around."""
    rules = LANGUAGES[code]
    by_first: dict[str, list[tuple[str, str]]] = {}
    for before, letters, after, latin in rules.sequences:
        ahead = f"(?={after})" if after.startswith("[") else after
        by_first.setdefault(letters[0], []).append((f"({before}{letters}{ahead})", latin))
    return rules.letters, {
        first: (re.compile("|".join(each for each, _ in those), re.IGNORECASE), [latin for _, latin in those])
        for first, those in by_first.items()
    }


_MARKS_AFTER = re.compile(f"[{MARKS}]*")
_GREEK_LOOKS = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΆΈΉΊΌΎΪΫ")
_SMALL_GREEK = re.compile("[α-ωάέήίόύώϊϋΐΰ]")


def _followed_by_small_greek(text: str, end: int) -> bool:
    return _SMALL_GREEK.match(text, end) is not None


def _cased(text: str, start: int, end: int, new: str) -> str:
    return _in_case(text, start, end, new.capitalize()) if new and text[start].isupper() else new


def _spelled_out(text: str, start: int, end: int, kind: Kind) -> Proposal:
    """Ask `anyascii` for what stands here, piece by piece; what it cannot spell in GSM-7 is left."""
    spell = _anyascii()
    plain = "".join(
        spell(each) if each not in GSM7 else each
        for each in text[start:end]
        if category(each) not in ("Mn", "Me", "Cf")
    )
    plain = "".join(each if each in GSM7 else replacement(each)[0] or "\0" for each in plain)
    if not plain or "\0" in plain:
        only_marks = all(combining(each) for each in text[start:end])
        return Proposal(
            start, end, kind, None, "nothing in GSM-7 stands for it" if not only_marks else "a mark"
        )
    edit = Edit(start, end, text[start:end], plain, str(kind), SubstitutionLevel.ANY)
    return Proposal(start, end, kind, edit, "")


@lru_cache(maxsize=1)
def _anyascii() -> Callable[[str], str]:
    try:
        from anyascii import anyascii
    except ImportError:
        raise MissingExtraError("anyascii", "translit", "substitution of anything") from None
    return anyascii
