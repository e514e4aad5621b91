"""What a text has outside GSM-7, read once: its offenders, the edits for them up to level LETTERS, its emoji.

A line here gathers what `proposals` and `offenders` know of one place; it must not know what an edit saves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .characters import OUTSIDE, WHY, character
from .edits import Edit, Kind, SubstitutionLevel
from .offenders import Offender, OffenderGroup, offenders_of
from .proposals import Reader, Surroundings, fates, look_alikes, spelled_alone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .protection import Range

__all__ = ["NOTHING", "Survey", "grouped", "spelled_edits", "survey"]


class Survey(NamedTuple):
    """What a text has outside GSM-7.

    Attributes:
        offenders: one for each character outside GSM-7.
        groups: the same by character, the most frequent first, then the first.
        edits: of those that have a replacement.
        emoji: where each emoji begins and ends that no edit replaces and nothing protects.
    """

    offenders: tuple[Offender, ...]
    groups: tuple[OffenderGroup, ...]
    edits: tuple[Edit, ...]
    emoji: tuple[tuple[int, int], ...]


NOTHING = Survey((), (), (), ())
"""That of a text with nothing outside GSM-7."""

_new = tuple.__new__  # past the named tuples' own constructors: 0.2 µs each against 0.4
_Fields = tuple[str, str, Kind, str, tuple[str, ...]]
_MOST_KEPT = 4096


class _Known(dict[str, "_Fields | None"]):
    """The fields of an offender after its index, by character; None where its neighbours may change them."""

    def __init__(self) -> None:
        self.edits: dict[str, tuple[str, str, SubstitutionLevel | None]] = {}
        self.emoji: set[str] = set()
        self._fates = fates(SubstitutionLevel.LETTERS, ())

    def __missing__(self, one: str) -> _Fields | None:
        if len(self) >= _MOST_KEPT:  # a text of more kinds of characters than any script has
            self.clear()
        fate = self._fates[one]
        if fate is None:
            self[one] = None
            return None
        kind, new, why, level, _ = fate
        name, _, replacements, _ = character(one)
        if new is not None:
            self.edits[one] = new, why, level
            if new not in replacements[:1]:
                replacements = (new, *(each for each in replacements if each != new))
        elif kind is Kind.EMOJI:
            self.emoji.add(one)
            replacements = ()
        fields = self[one] = one, name, kind, WHY[kind], replacements
        return fields


@cache
def _known() -> _Known:
    return _Known()


def survey(text: str, ranges: Sequence[Range]) -> Survey:
    """Read a text: what is outside GSM-7, and what may be done about it.

    Most characters are the same whatever stands around them: those are looked up, once for each that differs,
    and only the runs that hold another are read token by token. All of a text of Cyrillic words takes a third
    of the time.
    """
    known = _known()
    runs = [run.span() for run in OUTSIDE.finditer(text)]
    places = [place for start, stop in runs for place in range(start, stop)]
    fields = [known[text[place]] for place in places]
    if all(fields) and not ranges and not look_alikes(text, ()):
        read = _looked_up(text, places, fields)
        return Survey(
            tuple(read.offenders), _groups(text, places, known), tuple(read.edits), tuple(read.emoji)
        )
    apart = _runs_with(_that_depend(text, places, fields, ranges), runs)
    inside = {place for start, stop in apart for place in range(start, stop)}
    others = [number for number, place in enumerate(places) if place not in inside]
    offenders, edits, emoji = _looked_up(
        text, [places[number] for number in others], [fields[number] for number in others]
    )
    reader = Reader(text, Surroundings(SubstitutionLevel.LETTERS, (), list(ranges)))
    for start, stop in apart:
        proposals = list(reader.proposals(start, stop))
        offenders += offenders_of(text, proposals)
        edits += [proposal.edit for proposal in proposals if proposal.edit]
        emoji += [
            (first, end)
            for first, end, kind, edit, obstacle in proposals
            if kind is Kind.EMOJI and not edit and not obstacle.startswith("in a")
        ]
    offenders.sort()
    edits.sort()
    emoji.sort()
    return Survey(tuple(offenders), grouped(text, offenders), tuple(edits), tuple(emoji))


class _Read(NamedTuple):
    """What was read of a text so far."""

    offenders: list[Offender]
    edits: list[Edit]
    emoji: list[tuple[int, int]]


def _looked_up(text: str, places: list[int], fields: list[_Fields | None]) -> _Read:
    """Return what characters are that nothing around them changes."""
    known = _known()
    changed, pictures = known.edits, known.emoji
    # Joined by +: unpacking makes a list of each first, 0.5 µs a letter against 0.3.
    offenders = [
        _new(Offender, (place,) + those)  # type: ignore[operator]  # noqa: RUF005  # none of these is None
        for place, those in zip(places, fields, strict=True)
    ]
    letters = [text[place] for place in places] if changed or pictures else []
    edits: list[Edit] = []
    if not changed.keys().isdisjoint(letters):
        edits = [
            _new(Edit, (place, place + 1, one) + changed[one])  # likewise
            for place, one in zip(places, letters, strict=True)
            if one in changed
        ]
    emoji: list[tuple[int, int]] = []
    if not pictures.isdisjoint(letters):
        emoji = [(place, place + 1) for place, one in zip(places, letters, strict=True) if one in pictures]
    return _Read(offenders, edits, emoji)


def _that_depend(
    text: str, places: list[int], fields: list[_Fields | None], ranges: Sequence[Range]
) -> set[int]:
    """Return where offenders stand that what is around them may change."""
    depend = {place for place, those in zip(places, fields, strict=True) if those is None}
    for start, stop, _ in ranges:
        depend.update(places[bisect_left(places, start) : bisect_left(places, stop)])
    return depend.union(look_alikes(text, ()))


def _runs_with(places: set[int], runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs that hold any of these places."""
    holding: list[tuple[int, int]] = []
    for place in sorted(places):
        if not holding or place >= holding[-1][1]:
            holding.append(runs[bisect_left(runs, (place + 1,)) - 1])
    return holding


def grouped(text: str, offenders: Sequence[Offender]) -> tuple[OffenderGroup, ...]:
    """Gather a text's offenders by character, the most frequent first, then the first."""
    first = {offender[1]: offender[1:] for offender in reversed(offenders)}
    return _groups(text, [offender[0] for offender in offenders], first)


def _groups(text: str, places: list[int], first: Mapping[str, _Fields | None]) -> tuple[OffenderGroup, ...]:
    indexes: defaultdict[str, list[int]] = defaultdict(list)
    for place in places:
        indexes[text[place]].append(place)
    return tuple(
        [
            _new(OffenderGroup, first[text[where[0]]] + (tuple(where),))  # type: ignore[operator]  # likewise
            for where in sorted(indexes.values(), key=len, reverse=True)
        ]
    )


def spelled_edits(text: str, code: str, ranges: Sequence[Range]) -> tuple[Edit, ...]:
    """Return the edits that write a text in Latin letters by the rules of a language, and all below them."""
    reader = Reader(text, Surroundings(SubstitutionLevel.LANGUAGE, (code,), list(ranges)))
    word, letters = spelled_alone(code)
    alone = word.fullmatch if word and not ranges else None
    edits: list[Edit] = []
    for run in OUTSIDE.finditer(text):
        start, stop = run.span()
        if alone and alone(text, start, stop):  # two in three words; 1.2 µs each against 2.9
            old = run[0]
            edits.append(_new(Edit, (start, stop, old, old.translate(letters), _SCRIPT, _LANGUAGE)))
        else:
            edits += [proposal[3] for proposal in reader.proposals(start, stop) if proposal[3]]
    return tuple(edits)


_SCRIPT, _LANGUAGE = Kind.SCRIPT.value, SubstitutionLevel.LANGUAGE
