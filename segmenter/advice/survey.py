"""What a text has outside GSM-7, read once: its offenders, the edits for them up to level LETTERS, its emoji.

A line here gathers what `proposals` and `offenders` know of one place; it must not know what an edit saves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from itertools import repeat
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from .characters import OUTSIDE, WHY, character, outside
from .edits import Edit, Kind, SubstitutionLevel
from .offenders import Offender, OffenderGroup, offenders_of
from .proposals import Reader, Surroundings, after_digit, fates, is_directed, look_alikes, spelled_alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .proposals import Proposal
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
# Read once: to read a member of an enumeration through its class takes 0.3 µs.
_SCRIPT, _EMOJI, _LANGUAGE = Kind.SCRIPT.value, Kind.EMOJI, SubstitutionLevel.LANGUAGE
_Fields = tuple[str, str, Kind, str, tuple[str, ...]]
_MOST_KEPT = 4096


class _Known(dict[str, "_Fields | None"]):
    """The fields of an offender after its index, by character; None where its neighbours may change them."""

    def __init__(self) -> None:
        self.edits: dict[str, tuple[str, str, str, SubstitutionLevel | None]] = {}
        self.emoji: set[str] = set()
        self.numbers: set[str] = set()  # whose fields are those of one that no digit stands before
        self._fates = fates(SubstitutionLevel.LETTERS, ())

    def __missing__(self, one: str) -> _Fields | None:
        if len(self) >= _MOST_KEPT:  # a text of more kinds of characters than any script has
            self.clear()
        fate = self._fates[one]
        if fate is None and after_digit(one):
            (fields,), (edit,), _ = _run(one, 0, 1, directed=False)
            self.edits[one] = edit[2:]
            self.numbers.add(one)
            self[one] = fields
            return fields
        if fate is None:
            self[one] = None
            return None
        kind, new, why, level, _ = fate
        name, _, replacements, _ = character(one)
        if new is not None:
            self.edits[one] = one, new, why, level
            if new not in replacements[:1]:
                replacements = (new, *(each for each in replacements if each != new))
        elif kind is _EMOJI:
            self.emoji.add(one)
            replacements = ()
        fields = self[one] = one, name, kind, WHY[kind], replacements
        return fields


@cache
def _known() -> _Known:
    return _Known()


def survey(text: str, ranges: list[Range]) -> Survey:
    """Read a text: what is outside GSM-7, and what may be done about it.

    Most characters are the same whatever stands around them: those are looked up, and only the runs that hold
    another are read token by token.
    """
    known = _known()
    places, letters = outside(text)
    fields = list(map(known.__getitem__, letters))
    edits: list[Edit] = []
    emoji: list[tuple[int, int]] = []
    looks = look_alikes(text, ())
    kinds = set(letters)
    depend: set[int] = set()
    if not kinds.isdisjoint(known.numbers):
        depend.update(
            number
            for number, (place, one) in enumerate(zip(places, letters, strict=True))
            if one in known.numbers and place and text[place - 1].isdecimal()
        )
    apart = bool(ranges or looks or depend or None in map(known.__getitem__, kinds))
    alone = letters
    if apart:
        depend.update([number for number, those in enumerate(fields) if those is None])
        depend.update(bisect_left(places, place) for place in looks)
        for start, stop, _ in ranges:
            depend.update(range(bisect_left(places, start), bisect_left(places, stop)))
        alone = letters.copy()
        read = _reader(text, ranges)
        last = 0
        for number in sorted(depend):
            if number < last:
                continue
            first, last = number, number + 1
            while first and places[first - 1] == places[first] - 1:
                first -= 1
            while last < len(places) and places[last] == places[last - 1] + 1:
                last += 1
            alone[first:last] = [""] * (last - first)
            fields[first:last], more, pictures = read(places[first], places[last - 1] + 1)
            edits += more
            emoji += pictures
    # Joined and made at C speed: 0.2 µs each against 0.3 in a comprehension.
    offenders = tuple(map(_new, repeat(Offender), map(add, zip(places), fields)))
    if not kinds.isdisjoint(known.edits):
        changes = map(known.edits.get, alone)
        edits += [
            _new(Edit, (place, place + 1) + change)  # noqa: RUF005  # unpacking would make a list first
            for place, change in zip(places, changes, strict=True)
            if change
        ]
    if not kinds.isdisjoint(known.emoji):
        emoji += [(place, place + 1) for place, one in zip(places, alone, strict=True) if one in known.emoji]
    if apart:
        edits.sort()
        emoji.sort()
    by_letter = dict(zip(reversed(letters), reversed(fields), strict=True)) if apart else known
    return Survey(offenders, _groups(places, letters, by_letter), tuple(edits), tuple(emoji))


_Read = tuple[list[_Fields], list[Edit], list[tuple[int, int]]]
"""Of a run: the fields of each offender after its index, the edits, and where the emoji stand."""


def _reader(text: str, ranges: list[Range]) -> Callable[[int, int], _Read]:
    """Return what reads a run of a text token by token, in order."""
    if ranges:
        reader = Reader(text, Surroundings(SubstitutionLevel.LETTERS, (), ranges))
        return lambda start, stop: _read(text, reader.proposals(start, stop))
    directed = is_directed(text)

    def read(start: int, stop: int) -> _Read:
        begin = max(start - 1, 0)
        # Nothing further away changes what it becomes; most are an emoji that another text has as well.
        run = (_kept_run if stop - start < _LONGEST_KEPT else _run)(
            text[begin : stop + 1], start - begin, stop - begin, directed=directed
        )
        fields, edits, emoji = run
        moved = [_new(Edit, (first + begin, end + begin, *change)) for first, end, *change in edits]
        return fields, moved, [(first + begin, end + begin) for first, end in emoji]

    return read


_LONGEST_KEPT = 16


def _run(text: str, start: int, stop: int, *, directed: bool) -> _Read:
    """Read a run that stands between its neighbours."""
    reader = Reader(text, Surroundings(SubstitutionLevel.LETTERS, (), []), directed=directed)
    return _read(text, reader.proposals(start, stop))


_kept_run = lru_cache(maxsize=_MOST_KEPT)(_run)


def _read(text: str, proposals: Iterable[Proposal]) -> _Read:
    proposals = list(proposals)
    return (
        [offender[1:] for offender in offenders_of(text, proposals)],
        [proposal.edit for proposal in proposals if proposal.edit],
        [
            (first, end)
            for first, end, kind, edit, obstacle in proposals
            if kind is _EMOJI and not edit and not obstacle.startswith("in a")
        ],
    )


def grouped(offenders: Sequence[Offender]) -> tuple[OffenderGroup, ...]:
    """Gather offenders by character, the most frequent first, then the first."""
    places, letters = [offender[0] for offender in offenders], [offender[1] for offender in offenders]
    return _groups(places, letters, {offender[1]: offender[1:] for offender in reversed(offenders)})


def _groups(
    places: list[int], letters: list[str], first: Mapping[str, _Fields | None]
) -> tuple[OffenderGroup, ...]:
    indexes: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in zip(places, letters, strict=True):
        indexes[one].append(place)
    groups = sorted([(-len(where), where, one) for one, where in indexes.items()])
    wheres = zip([tuple(where) for _, where, _ in groups])
    fields = [first[one] for _, _, one in groups]
    return tuple(map(_new, repeat(OffenderGroup), map(add, fields, wheres)))


def spelled_edits(text: str, code: str, ranges: list[Range]) -> tuple[Edit, ...]:
    """Return the edits that write a text in Latin letters by the rules of a language, and all below them."""
    word, letters = spelled_alone(code)
    spans = [run.span() for run in OUTSIDE.finditer(text)]
    olds = [text[start:stop] for start, stop in spans]
    # Most words are spelled letter by letter, all of them at once: 0.6 µs each against 2.9.
    joined = "\n".join(olds)  # a line break is in GSM-7
    news = "".join(map(letters.get, joined, joined)).split("\n")
    edits: list[Edit] = []
    if not ranges and letters.keys() >= set(joined) - {"\n"}:
        for (start, stop), old, new in zip(spans, olds, news, strict=True):
            edits.append(_new(Edit, (start, stop, old, new, _SCRIPT, _LANGUAGE)))
        return tuple(edits)
    alone = word.fullmatch if word and not ranges else None
    reader = Reader(text, Surroundings(SubstitutionLevel.LANGUAGE, (code,), ranges))
    for (start, stop), old, new in zip(spans, olds, news, strict=True):
        if alone and alone(old):
            edits.append(_new(Edit, (start, stop, old, new, _SCRIPT, _LANGUAGE)))
        else:
            edits += [proposal[3] for proposal in reader.proposals(start, stop) if proposal[3]]
    return tuple(edits)
