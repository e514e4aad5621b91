"""Explanation: what a text costs, which characters make it so, and the edits that would save segments.

A line here weighs edits by counting the text they give; it must not know how they were found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import is_normalized, normalize

from ..core.coding import codings
from ..core.counting import DEFAULT_POLICY, Count, count, exact_text
from ..core.hints import field_types
from ..core.policy import Boundary, Encoding, NationalLanguage, Policy
from ..core.results import plain_fields, result
from ..errors import UnencodableError
from .characters import GSM7, character
from .edits import Edit, Kind, SubstitutionLevel, apply_edits, edited
from .ends import SegmentEnd, layout_of, segment_ends, units_to_save
from .offenders import Offender, OffenderGroup
from .protection import protected
from .survey import NOTHING, Survey, grouped, spelled_edits, survey
from .tables.classes import COMPOSING
from .tables.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..core.choice import Layout

__all__ = [
    "Advice",
    "AdviceKind",
    "BoundarySaving",
    "Explanation",
    "LanguageSaving",
    "OffenderGroup",
    "Saving",
    "TwoUnits",
    "explain",
]


_AS_JSON = ("units_to_save", "offenders", "groups", "advice", "languages", "boundary", "ends", "two_units")
_MOST_SAVINGS = 100  # each is three counts of the whole text


class AdviceKind(StrEnum):
    """What a piece of advice does."""

    TYPOGRAPHIC = "replace typographic characters"
    INVISIBLE = "leave out invisible characters"
    MISDECODED = "replace what was decoded wrongly"
    COMPATIBILITY = "replace styled and combined forms"
    ACCENTED = "replace letters by look"
    COMPOSE = "compose letters with their marks (NFC)"
    LINE_ENDINGS = "end lines with LF, not CR LF"
    TRAILING_SPACE = "leave out white space at the end"
    REPLACE = "replace all that has a replacement"
    EMOJI = "leave out emoji"
    TRANSLITERATE = "write it in Latin letters"
    WITHOUT_EMOJI = "replace all that has a replacement, and leave out emoji"
    TOGETHER = "replace all, with line endings and white space at the end"


@result
class Advice(NamedTuple):
    """Edits that save segments.

    Attributes:
        kind: what they do.
        edits: in order; applying exactly these gives exactly `count`.
        segments_saved: how many fewer segments. 0 where the text could not be encoded before and then can.
        count: of the text after the edits.
        language: code of the rules used, where a language's were.
    """

    kind: AdviceKind
    edits: tuple[Edit, ...]
    segments_saved: int
    count: Count  # type: ignore[assignment]  # the public contract's name; it hides tuple.count
    language: str = ""

    @property
    def characters_changed(self) -> int:
        """How much of the text it changes; less is better among advice that saves as much."""
        lengths = [(len(edit[2]), len(edit[3])) for edit in self.edits]
        return sum([old if old > new else new for old, new in lengths])  # half the time that `max` takes

    def apply(self, text: str) -> str:
        """Return the text with the edits made.

        Raises:
            ValueError: it is not the text the advice was given for.
        """
        return apply_edits(text, self.edits)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them; ``language`` is null where there is none."""
        return plain_fields(self) | {"language": self.language or None}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls) | {"language": str | None}


@result
class TwoUnits(NamedTuple):
    """All occurrences of a character that costs two units.

    Attributes:
        character: the character.
        name: its Unicode name, or ``U+XXXX``.
        why: the table or the plane that makes it so.
        indexes: where it stands.
    """

    character: str
    name: str
    why: str
    indexes: tuple[int, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class LanguageSaving(NamedTuple):
    """A national language whose shift tables would make the text cheaper.

    Attributes:
        language: to be allowed in the policy; the receiver must know its tables too.
        segments_saved: how many fewer segments; 0 where the text could not be encoded before.
        count: what the text would take.
    """

    language: NationalLanguage
    segments_saved: int
    count: Count  # type: ignore[assignment]  # the public contract's name; it hides tuple.count

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class BoundarySaving(NamedTuple):
    """What keeping words or grapheme clusters whole costs more than cutting anywhere.

    Attributes:
        boundary: where the policy lets a cut stand.
        segments_saved: how many fewer segments the text takes if it is cut between any two code points.
        count: what the text takes then.
    """

    boundary: Boundary
    segments_saved: int
    count: Count  # type: ignore[assignment]  # the public contract's name; it hides tuple.count

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class Saving(NamedTuple):
    """Segments saved by replacing an offender alone, all of its kind, and all there is; may be negative."""

    alone: int
    kind: int
    all: int

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a text costs what it costs, and what would make it cheaper.

    All but the count is worked out when it is first read, and kept.

    Attributes:
        text: as it was given.
        policy: how it is counted.
        count: what `segmenter.count` says; `None` where the policy cannot encode the text.
        error: why it cannot, then.
    """

    text: str
    policy: Policy
    count: Count | None
    error: UnencodableError | None = field(compare=False)  # it follows from the others

    @property
    def offenders(self) -> tuple[Offender, ...]:
        """Every character outside GSM-7, or outside what the policy leaves of it, each time it occurs.

        None where shift tables carry all.
        """
        return self._outside.offenders

    @property
    def groups(self) -> tuple[OffenderGroup, ...]:
        """The offenders gathered by character, the most frequent first."""
        return self._outside.groups

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The replacement of each offender that has one, up to level LETTERS; not weighed."""
        return self._outside.edits

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """Edits that save segments, the best first: by segments saved, then by how little changes."""
        if self.count is not None and self.count.segments == 1:
            return ()
        return _weighed(self.text, self.policy, self.count, self._outside)

    @cached_property
    def languages(self) -> tuple[LanguageSaving, ...]:
        """National languages that would make it cheaper, the cheapest first."""
        if self.count is not None and self.count.segments == 1:
            return ()
        if self.error is not None and "\ud800" <= self.error.character <= "\udfff":
            return ()
        in_gsm7 = self.count is not None and self.count.encoding is Encoding.GSM7
        needed = frozenset(group[0] for group in (self.two_units if in_gsm7 else self.groups))
        return _cheaper_languages(self.text, self.policy, self.count, needed)

    @cached_property
    def boundary(self) -> BoundarySaving | None:
        """What whole words or clusters cost more; `None` where the policy cuts anywhere or cannot encode it.

        >>> text = "Your order has left our warehouse and reaches you tomorrow. " * 5
        >>> explain(text, policy=Policy(boundary="word")).boundary.segments_saved
        1
        """
        if self.count is None or self.policy.boundary is Boundary.CODE_POINT:
            return None
        anywhere = count(self.text, policy=self.policy._replace(boundary=Boundary.CODE_POINT))
        return BoundarySaving(self.policy.boundary, self.count.segments - anywhere.segments, anywhere)

    @cached_property
    def units_to_save(self) -> int:
        """How many units must go, from the end, to save one segment; 0 where there is but one."""
        return 0 if self.count is None or self.count.segments == 1 else units_to_save(self._layout)

    @cached_property
    def ends(self) -> tuple[SegmentEnd, ...]:
        """Where each segment ends and what was cut there; empty where the text cannot be encoded."""
        if self.count is None:
            return ()
        if self.count.segments == 1:
            return (SegmentEnd(1, 0, len(self.text), self.count.units, None),)
        return tuple(segment_ends(self.text, self._layout))

    @cached_property
    def two_units(self) -> tuple[TwoUnits, ...]:
        """Characters that cost two units, the most frequent first."""
        if self.count is None or self.count.units == len(self.text):
            return ()
        return _two_units(self.text, self._layout, self.groups)

    @cached_property
    def _outside(self) -> Survey:
        if self.count is not None and self.count.encoding is Encoding.GSM7:
            return NOTHING
        found = survey(self.text, protected(self.text, ()))
        if not self.policy.is_restricted:
            return found
        from .restricted import restricted  # what few policies need

        others, edits = found.offenders, found.edits
        if self.policy.has_ascii_for_gsm7:
            others = tuple(offender for offender in others if not offender.character.isascii())
            edits = tuple(edit for edit in edits if not edit.old.isascii())
        more = restricted(self.text, self.policy, edits)
        offenders = tuple(sorted((*others, *more.offenders)))
        edits = _merged((edits, more.edits))
        return Survey(offenders, grouped(offenders), edits, found.emoji)

    @cached_property
    def _layout(self) -> Layout:
        return layout_of(self.text, self.policy)

    def saving(self, offender: Offender | OffenderGroup) -> Saving:
        """Count what replacing an offender (one occurrence, or a group) would save, when asked.

        >>> explanation = explain("It’s “so” late that these characters no longer fit into one segment, alas")
        >>> explanation.saving(explanation.offenders[0])
        Saving(alone=0, kind=1, all=1)
        """
        places = (offender.index,) if isinstance(offender, Offender) else offender.indexes
        starts = [edit.start for edit in self.edits]
        found = {bisect_right(starts, place) - 1: place for place in places}
        alone = [
            self.edits[number]
            for number, place in sorted(found.items())
            if number >= 0 and place < self.edits[number].stop
        ]
        kinds = {edit.why for edit in alone}
        return Saving(
            self._saved(alone),
            self._saved([edit for edit in self.edits if edit.why in kinds]),
            self._saved(self.edits),
        )

    def _saved(self, edits: Sequence[Edit]) -> int:
        after = _count_or_none(edited(self.text, edits), self.policy)
        return self.count.segments - after.segments if self.count and after else 0

    def as_dict(self) -> dict[str, Any]:
        """Return the count, the offenders and what would help; the first groups with what each saves."""
        count = self.count
        fields = count.as_dict() if count else {"error": {"message": str(self.error)}}
        fields |= plain_fields(self, *_AS_JSON)
        for group, written in zip(self.groups[:_MOST_SAVINGS], fields["groups"], strict=False):
            written["saves"] = self.saving(group).as_dict()
        return fields

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        counted = {f"{name}?": hint for name, hint in field_types(Count).items()}
        groups = [{**field_types(OffenderGroup), "saves?": Saving}]
        return {**counted, "error?": {"message": str}, **field_types(cls, *_AS_JSON), "groups": groups}


def explain(text: str, *, policy: Policy = DEFAULT_POLICY) -> Explanation:
    """Explain what a text costs: its offenders, what may stand for them, and what would save segments.

    It answers for every text: one that the policy cannot encode (a lone surrogate, or an offender where only
    GSM-7 is allowed) has no count, and `error` says why.

    Args:
        text: as it would be sent.
        policy: how it is counted.

    Raises:
        TypeError: `text` is not a `str`.

    >>> explanation = explain("It’s “so” late that these characters no longer fit into one segment, alas")
    >>> [(offender.index, offender.name) for offender in explanation.offenders][:2]
    [(2, 'RIGHT SINGLE QUOTATION MARK'), (5, 'LEFT DOUBLE QUOTATION MARK')]
    >>> best = explanation.advice[0]
    >>> best.kind.value, best.segments_saved, best.count.encoding.value
    ('replace typographic characters', 1, 'GSM-7')
    """
    if type(text) is not str:
        text = exact_text(text)
    try:
        counted = count(text, policy=policy)
    except UnencodableError as error:
        return Explanation(text=text, policy=policy, count=None, error=error)
    return Explanation(text=text, policy=policy, count=counted, error=None)


_new = tuple.__new__  # past the named tuples' own constructors: 0.2 µs each against 0.4


# --- Advice ---------------------------------------------------------------------------------------------


_Edits = tuple[Edit, ...] | list[Edit]

_KIND_OF: dict[str, AdviceKind] = {
    Kind.TYPOGRAPHIC: AdviceKind.TYPOGRAPHIC,
    Kind.INVISIBLE: AdviceKind.INVISIBLE,
    Kind.COMPATIBILITY: AdviceKind.COMPATIBILITY,
    Kind.MISDECODED: AdviceKind.MISDECODED,
    Kind.ACCENTED: AdviceKind.ACCENTED,
    Kind.DECOMPOSED: AdviceKind.COMPOSE,
    Kind.SCRIPT: AdviceKind.ACCENTED,
}
_UCS2 = next(coding for coding in codings(DEFAULT_POLICY) if coding.encoding is Encoding.UCS2)
_ALL = SubstitutionLevel.LETTERS
_MOST_LANGUAGES = 1  # a text in Cyrillic letters is often covered by several; the likeliest will do


class _Sort:
    """Edits of one kind and level, with what they take away."""

    __slots__ = ("edits", "gone", "kind", "level", "shorter")

    def __init__(self, kind: AdviceKind, level: SubstitutionLevel, edits: list[Edit]) -> None:
        self.kind, self.level, self.edits = kind, level, edits
        self.gone = self.shorter = 0


_MIXED = (Kind.DECOMPOSED.value, Kind.MISDECODED.value)  # the only kinds with edits of several levels


def _sorts(edits: _Edits) -> list[_Sort]:
    """Sort edits by what they do; in the order in which the first of each sort stands."""
    sorts: dict[str, _Sort] = {}  # by string: an enumeration's members take longer to hash than all else here
    for edit in edits:
        _, _, old, new, why, level = edit
        key = f"{why}, {level}, {not new}" if why in _MIXED else why
        sort = sorts.get(key)
        if sort is None:
            kind = AdviceKind.ACCENTED if why == Kind.DECOMPOSED and not new else _KIND_OF[why]
            sort = sorts[key] = _Sort(kind, level or _ALL, [])
        sort.edits.append(edit)
        if len(old) == 1 and "\x7f" < old <= "\uffff":  # what most are; those of GSM-7 are never alone
            sort.gone += 1
            sort.shorter += 1 - len(new)  # what stands for a character is of the BMP
        else:
            gone, units = _taken(old)
            sort.gone += gone
            sort.shorter += units - len(new)
    return list(sorts.values())


def _taken(old: str) -> tuple[int, int]:
    """Return how many offenders and code units a text has."""
    return (
        len(old) - sum(map(GSM7.__contains__, old)),
        len(old) if old.isascii() else len(old.encode("utf-16-le", "surrogatepass")) // 2,
    )


class _Scale:
    """Weighs sets of edits of one text, and keeps those that save segments."""

    def __init__(self, text: str, policy: Policy, counted: Count | None, offenders: int) -> None:
        self.advice: list[Advice] = []
        self._text, self._policy, self._counted = text, policy, counted
        # What stays in UCS-2 can be judged by its units alone: how many must go at least to save a segment.
        self._offenders = self._least = 0
        if counted is not None and counted.encoding is Encoding.UCS2 and policy == DEFAULT_POLICY:
            self._offenders = offenders
            self._least = counted.units - _UCS2.room(max(counted.segments - 1, 1))

    def may_save(self, gone: int, shorter: int) -> bool:
        """Return whether edits that take away so many offenders, or code units, may save a segment."""
        return gone >= self._offenders or shorter >= self._least

    def weigh_sorts(self, kind: AdviceKind, sorts: list[_Sort]) -> None:
        """Weigh edits that do not overlap."""
        if self.may_save(sum([sort.gone for sort in sorts]), sum([sort.shorter for sort in sorts])):
            self.weigh(kind, *[sort.edits for sort in sorts])

    def weigh(self, kind: AdviceKind, *sets: _Edits, language: str = "") -> None:
        """Count what sets of edits, each in order, give together."""
        edits = _merged(sets)
        if not edits or (self.advice and edits in [advice[1] for advice in self.advice]):
            return
        counted, after = self._counted, _count_or_none(edited(self._text, edits), self._policy)
        if after is None or (counted is not None and after.segments >= counted.segments):
            return
        saved = counted.segments - after.segments if counted else 0
        self.advice.append(_new(Advice, (kind, edits, saved, after, language)))

    def ranked(self) -> tuple[Advice, ...]:
        """Return the advice, the best first."""
        if len(self.advice) > 1:
            self.advice.sort(
                key=lambda advice: (-advice.segments_saved, advice.characters_changed, len(advice.edits))
            )
        return tuple(self.advice)


def _weighed(text: str, policy: Policy, counted: Count | None, outside: Survey) -> tuple[Advice, ...]:
    """Weigh the sets of edits that might save a segment."""
    scale = _Scale(text, policy, counted, len(outside.offenders))
    edits, sorts = outside.edits, _sorts(outside.edits)
    gone, shorter = sum([sort.gone for sort in sorts]), sum([max(sort.shorter, 0) for sort in sorts])
    if scale.may_save(gone, shorter):  # else no part of them does either
        _weigh_replacements(scale, sorts)
    if not is_normalized("NFC", text):
        scale.weigh(AdviceKind.COMPOSE, tuple(_compositions(text)))
    lines, end = _line_endings(text), _trailing_space(text)
    if lines or end:
        scale.weigh(AdviceKind.LINE_ENDINGS, lines)
        scale.weigh(AdviceKind.TRAILING_SPACE, end)
        scale.weigh(AdviceKind.TOGETHER, edits, lines, end)
    emoji = _without_emoji(text, outside.emoji)
    if emoji:
        removed, units = _taken("".join([edit[2] for edit in emoji]))
        if scale.may_save(removed, units):
            scale.weigh(AdviceKind.EMOJI, emoji)
        if lines or end or (edits and scale.may_save(gone + removed, shorter + units)):
            scale.weigh(AdviceKind.WITHOUT_EMOJI, edits, emoji, lines, end)
    for code in _spellable(outside.groups):
        spelled = spelled_edits(text, code, protected(text, ()))
        scale.weigh(AdviceKind.TRANSLITERATE, spelled, language=code)
        if emoji:
            scale.weigh(AdviceKind.WITHOUT_EMOJI, spelled, emoji, language=code)
    return scale.ranked()


def _weigh_replacements(scale: _Scale, sorts: list[_Sort]) -> None:
    """Weigh replacements by kind, by level, and all of them."""
    for kind in dict.fromkeys([sort.kind for sort in sorts]):
        scale.weigh_sorts(kind, [sort for sort in sorts if sort.kind is kind])
    highest = max([sort.level for sort in sorts], default=_ALL)
    for level in (SubstitutionLevel.TYPOGRAPHIC, SubstitutionLevel.COMPATIBILITY):
        if level < highest:
            scale.weigh_sorts(AdviceKind.REPLACE, [sort for sort in sorts if sort.level <= level])
    if len(sorts) > 1:
        scale.weigh_sorts(AdviceKind.REPLACE, sorts)


def _count_or_none(text: str, policy: Policy) -> Count | None:
    try:
        return count(text, policy=policy)
    except UnencodableError:
        return None


def _merged(sets: Sequence[_Edits]) -> tuple[Edit, ...]:
    """Return all edits in order; of two that overlap, the first that begins."""
    given = [edits for edits in sets if edits]
    if len(given) == 1:
        return tuple(given[0])
    merged: list[Edit] = []
    stop = 0
    for edit in sorted(chain.from_iterable(given), key=itemgetter(0)):
        if stop <= edit[0]:
            merged.append(edit)
            stop = edit[1]
    return tuple(merged)


_CLUSTER = re.compile(f"[^{COMPOSING}][{COMPOSING}]+")


def _compositions(text: str) -> Iterator[Edit]:
    """Yield what NFC would join, address and placeholder aside."""
    if is_normalized("NFC", text):
        return
    ranges = iter(protected(text, ()))
    guarded = next(ranges, None)
    for found in _CLUSTER.finditer(text):
        composed = normalize("NFC", found[0])
        if len(composed) >= len(found[0]):
            continue
        start, stop = found.span()
        while guarded is not None and guarded.stop <= start:
            guarded = next(ranges, None)
        if guarded is None or guarded.start >= stop:
            yield Edit(start, stop, found[0], composed, "decomposed", None)


def _line_endings(text: str) -> tuple[Edit, ...]:
    if "\r\n" not in text:
        return ()
    return tuple(
        Edit(found.start(), found.start() + 1, "\r", "", "line ending", None)
        for found in re.finditer("\r\n", text)
    )


def _trailing_space(text: str) -> tuple[Edit, ...]:
    end = len(text.rstrip())
    return (
        (Edit(end, len(text), text[end:], "", "white space at the end", None),) if 0 < end < len(text) else ()
    )


def _without_emoji(text: str, emoji: Iterable[tuple[int, int]]) -> tuple[Edit, ...]:
    """Return what leaves the emoji out, with the space before one where another or the end follows."""
    edits: list[Edit] = []
    end = 0
    for start, stop in emoji:
        if start > end and text[start - 1] == " " and text[stop : stop + 1] in ("", " ", "\n"):
            start -= 1
        edits.append(_new(Edit, (start, stop, text[start:stop], "", "emoji", None)))
        end = stop
    return tuple(edits)


@cache
def _alphabets() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the letters of each language of another script, with what needs no rule."""
    return tuple(
        (code, GSM7.union(rules.letters)) for code, rules in LANGUAGES.items() if len(rules.letters) > 5
    )


def _spellable(groups: tuple[OffenderGroup, ...]) -> list[str]:
    """Return languages whose rules spell all the letters of a text that nothing else replaces."""
    script = Kind.SCRIPT
    scripts = [group for group in groups if group[2] is script]
    if not scripts or () in [group[4] for group in scripts]:
        return []
    foreign = {group[0].lower() for group in scripts}
    codes = [code for code, letters in _alphabets() if foreign <= letters]
    # Russian has all the letters of Bulgarian, which needs ъ often and ы and э never.
    if "bg" in codes and "ъ" in foreign:
        codes.insert(0, "bg")
    return codes[:_MOST_LANGUAGES]


# --- Languages, and characters of two units -------------------------------------------------------------


def _cheaper_languages(
    text: str, policy: Policy, counted: Count | None, needed: frozenset[str]
) -> tuple[LanguageSaving, ...]:
    """Return the languages that would save segments; `needed` are the characters they must carry."""
    found = []
    outside = needed - GSM7
    tables = _tables()
    if not needed or not outside <= tables.all:
        return ()
    for language, letters, base in tables.each:
        if not outside <= letters or (not outside and needed.isdisjoint(base)):
            continue
        allowed = policy._replace(
            locking_shifts=policy.locking_shifts | {language}, single_shifts=policy.single_shifts | {language}
        )
        after = _count_or_none(text, allowed)
        if after is None or not (after.locking_shift or after.single_shift):
            continue
        if counted is None or after.segments < counted.segments:
            found.append(LanguageSaving(language, counted.segments - after.segments if counted else 0, after))
    return tuple(
        sorted(found, key=lambda saving: (saving.count.segments, saving.count.units, saving.language))
    )


class _Tables(NamedTuple):
    """What all languages' tables carry together; and of each what its tables do, and its locking table."""

    all: frozenset[str]
    each: tuple[tuple[NationalLanguage, frozenset[str], frozenset[str]], ...]


@cache
def _tables() -> _Tables:
    from ..core.tables.locking import LOCKING
    from ..core.tables.single import SINGLE

    each = []
    for language in NationalLanguage:
        base = frozenset(LOCKING.get(language, {}).values())
        each.append((language, base | frozenset(SINGLE[language].values()), base))
    return _Tables(frozenset().union(*(letters for _, letters, _ in each)), tuple(each))


def _two_units(text: str, layout: Layout, offenders: tuple[OffenderGroup, ...]) -> tuple[TwoUnits, ...]:
    """Gather the characters that cost two units; what is beyond the BMP is among the offenders."""
    alphabet = layout.coding.alphabet
    if alphabet is None:
        why = "beyond the BMP: two code units"
        wide = [group for group in offenders if group[0] > "\uffff"]
        return tuple([TwoUnits(group.character, group.name, why, group.indexes) for group in wide])
    search = _of_shifted(frozenset(alphabet.shifted.values()) - frozenset(alphabet.base.values()))
    why = (
        "of the single shift table: two septets"
        if alphabet.single_shift
        else "of the extension table: two septets"
    )
    places: dict[str, list[int]] = {}
    for match in search.finditer(text):
        places.setdefault(match[0], []).append(match.start())
    groups = (TwoUnits(each, character(each).name, why, tuple(where)) for each, where in places.items())
    return tuple(sorted(groups, key=lambda group: -len(group.indexes)))


@cache
def _of_shifted(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, sorted(characters)))}]")
