"""Costly values: values without which a message would take fewer segments.

It knows values and counts, and must not know prices and recipients.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from ...advice.own_text import cure_of
from ...core.coding import codings
from ...core.counting import Count, count
from ...core.policy import Encoding
from ...core.results import plain_fields, result
from ...core.tables.default import DEFAULT, EXTENSION
from ...errors import UnencodableError
from ...templates import Literal, Placeholder, Template
from ..money import Money
from .fillings import Filling
from .ways import Way

__all__ = ["Costly", "CostlyFinder", "CostlyPlaceholder", "Why"]

_UCS2 = Encoding.UCS2  # members are looked up, and hashed, by Python code: 0.1 µs each
MOST_VALUES = 2048
"""Different costly values that are kept; it bounds the memory."""
LONGEST_VALUE = 200
"""Code points of a value that distinguish it from others."""


class Why(StrEnum):
    """Why a value adds a segment."""

    CHARACTERS = "characters"
    LENGTH = "length"


class Weight(Protocol):
    """What must be known of a message: its count, or as much of one."""

    @property
    def encoding(self) -> Encoding:
        """How it is encoded."""

    @property
    def segments(self) -> int:
        """How many it takes."""

    @property
    def units(self) -> int:
        """Of its text."""


_GSM7 = frozenset([*DEFAULT.values(), *EXTENSION.values()])
_WHY = (Why.CHARACTERS, Why.LENGTH)


@result
class Costly(NamedTuple):
    """A value that adds segments to messages longer than the audience's shortest.

    Attributes:
        name: of its placeholder.
        value: its first 200 code points; for a condition, the text it shows.
        why: `Why.CHARACTERS` where as many plain letters would take fewer segments, else `Why.LENGTH`.
        messages: that would take fewer segments without it, all else being equal.
        extra_segments: that they would save.
        characters: those outside the default GSM alphabet, each once.
        saved: what they would save, for each currency.
        cure: what to type instead; empty where nothing helps.
    """

    name: str
    value: str
    why: Why
    messages: int
    extra_segments: int
    characters: str
    saved: tuple[Money, ...]
    cure: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class CostlyPlaceholder(NamedTuple):
    """What all values of one placeholder cost together.

    Attributes:
        name: of the placeholder.
        messages: that would take fewer segments without its value.
        by_characters: those of them in which as many plain letters would help.
        by_length: the others.
        extra_segments: that they would save.
        saved: what they would save, for each currency.
    """

    name: str
    messages: int
    by_characters: int
    by_length: int
    extra_segments: int
    saved: tuple[Money, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


def _is_simple(filling: Filling) -> bool:
    """Return whether leaving out a value removes exactly its units from a text, and never adds a segment."""
    encodings = filling.policy.encodings
    first = len(encodings) == 1 or encodings[0] is Encoding.GSM7
    return not filling.strips and filling.policy.is_simple and first


class _Arithmetic:
    """Segments of a message with a changed value, computed from units: 1 µs where counting takes 5."""

    def __init__(self, bare: Count, filling: Filling) -> None:
        self._policy = filling.policy
        self._coding = {coding.encoding: coding for coding in codings(filling.policy)}
        self._bare_units = bare.units
        self._may_flip = len(filling.policy.encodings) == 2 and bare.encoding is not _UCS2
        self._known: dict[str, tuple[int, int]] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the codings, which hold maps of C that cannot be pickled."""
        return {name: value for name, value in self.__dict__.items() if name != "_coding"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._coding = {coding.encoding: coding for coding in codings(self._policy)}

    def suspects(
        self, shape: Sequence[tuple[str, int, int]], values: Sequence[str], counted: Weight
    ) -> Iterator[tuple[str, int, int, int]]:
        """Yield the values that may add a segment: name, part, and the segments without it and with letters.

        A number of segments is 0 where it must be counted.
        """
        own = [self._units(values[place]) for _, place, _ in shape]
        units, segments = counted.units, counted.segments
        ucs2 = counted.encoding is _UCS2
        # True where a single value keeps the text out of GSM-7.
        flips = ucs2 and self._may_flip and sum([septets < 0 for septets, _ in own]) == 1
        coding = self._coding[counted.encoding]
        fewer = coding.room(segments - 1)
        for (name, place, times), both in zip(shape, own, strict=True):
            if flips and both[0] < 0:
                others = [units[0] * n for (_, _, n), units in zip(shape, own, strict=True) if units[0] > 0]
                rest = self._bare_units + sum(others)
                more = rest + len(values[place]) * times
                gsm7 = self._coding[Encoding.GSM7]
                yield name, place, gsm7.sure_segments(rest) or 0, gsm7.sure_segments(more) or 0
                continue
            rest = units - both[ucs2] * times
            if rest <= fewer:
                more = rest + len(values[place]) * times
                yield name, place, coding.sure_segments(rest) or 0, coding.sure_segments(more) or 0

    def _units(self, value: str) -> tuple[int, int]:
        """Return a value's septets (-1 where it is not GSM-7) and its code units."""
        if value.isalnum() and value.isascii():
            return len(value), len(value)
        known = self._known.get(value)
        if known is None:
            counted = count(value)
            ucs2 = counted.encoding is _UCS2
            known = (-1, counted.units) if ucs2 else (counted.units, len(value))
            if len(self._known) < MOST_VALUES and len(value) <= LONGEST_VALUE:
                self._known[value] = known
        return known


class _Added:
    """Messages with a value that adds segments: how many, the segments, and the steps that cost money."""

    __slots__ = ("messages", "segments", "steps")

    def __init__(self) -> None:
        self.messages = self.segments = 0
        self.steps: Counter[tuple[Way, int, int]] = Counter()

    def merge(self, other: _Added, ways: Mapping[Way, Way] | None = None) -> None:
        """Add what another holds; `ways` as for `CostlyFinder.merge`."""
        self.messages += other.messages
        self.segments += other.segments
        for (way, segments, least), messages in other.steps.items():
            self.steps[ways[way] if ways else way, segments, least] += messages

    @property
    def saved(self) -> tuple[Money, ...]:
        """What they would save, for each currency."""
        sums: dict[str, Money] = {}
        for (way, segments, least), messages in self.steps.items():
            step = (way.cost(segments).expected - way.cost(least).expected) * messages
            sums[step.currency] = sums[step.currency] + step if step.currency in sums else step
        return tuple(money for _, money in sorted(sums.items()))


class CostlyFinder:
    """Takes the messages of an audience one by one, and finds the values that add segments.

    Args:
        template: of the messages.
        filling: the same, prepared.

    Attributes:
        floor: messages of at most so many segments need not be taken: no value adds any.
    """

    def __init__(self, template: Template, filling: Filling) -> None:
        self._weigh = filling.count
        self._pattern = filling.pattern
        self._places: dict[str, list[int]] = defaultdict(list)
        parts = [part for part in template.parts if not isinstance(part, Literal)]
        for place, part in enumerate(parts):
            self._places[part.name].append(place)
        self._shape = [(name, places[0], len(places)) for name, places in self._places.items()]
        bare = self._weigh(self._pattern % (("",) * len(parts)))
        # The conditions of one name may show different texts.
        alike = all(isinstance(part, Placeholder) or len(self._places[part.name]) == 1 for part in parts)
        self._arithmetic = _Arithmetic(bare, filling) if alike and _is_simple(filling) else None
        self.floor = bare.segments if self._arithmetic else 1
        self._values: dict[tuple[Any, ...], _Added] = {}
        self._names: dict[tuple[Any, ...], _Added] = {}
        self._together: Counter[int] = Counter()

    def take(self, values: Sequence[str], counted: Weight, way: Way) -> None:
        """Take a message: the texts put into the pattern, its count, and what prices it."""
        segments = counted.segments
        caused = False
        for name, place, least, plain in self._suspects(values, counted):
            # 0 is not known, and is counted.
            least = least or self._with(values, name, "")
            if least >= segments:
                continue
            caused = True
            by_length = (plain or self._with(values, name, "x")) >= segments
            for sums, key in (
                (self._names, (segments, name, by_length)),
                (self._values, (segments, name, values[place][:LONGEST_VALUE], by_length)),
            ):
                added = sums.get(key)
                if added is None:
                    if sums is self._values and len(sums) >= MOST_VALUES:
                        continue
                    added = sums[key] = _Added()
                added.messages += 1
                added.segments += segments - least
                added.steps[way, segments, least] += 1
        if not caused:
            self._together[segments] += 1

    def merge(self, other: CostlyFinder, ways: Mapping[Way, Way]) -> None:
        """Add what messages elsewhere gave; `ways` says which of ours each of theirs is.

        Of more than `MOST_VALUES` different values those are kept that came first here.
        """
        for ours, theirs in ((self._names, other._names), (self._values, other._values)):
            for key, added in theirs.items():
                if key not in ours and ours is self._values and len(ours) >= MOST_VALUES:
                    continue
                ours.setdefault(key, _Added()).merge(added, ways)
        self._together += other._together

    def _suspects(self, values: Sequence[str], counted: Weight) -> Iterable[tuple[str, int, int, int]]:
        if self._arithmetic:
            return self._arithmetic.suspects(self._shape, values, counted)
        return ((name, place, 0, 0) for name, place, _ in self._shape)

    def _with(self, values: Sequence[str], name: str, letter: str) -> int:
        """Return the segments with letters, or nothing, in place of each value of a name."""
        changed = list(values)
        for place in self._places[name]:
            changed[place] = letter * len(changed[place])
        try:
            return self._weigh(self._pattern % tuple(changed)).segments
        except UnencodableError:  # no table holds both the letter and the rest
            return sys.maxsize

    def values(self, cheapest: int, keep: int) -> tuple[Costly, ...]:
        """Return the values that add segments to messages longer than the shortest, the most first."""
        sums: dict[tuple[str, str, Why], _Added] = defaultdict(_Added)
        for (segments, name, value, by_length), added in self._values.items():
            if segments > cheapest:
                sums[name, value, _WHY[by_length]].merge(added)
        most = sorted(sums.items(), key=_most_first)
        return tuple(
            Costly(
                *(name, value, why, added.messages, added.segments, _outside(value), added.saved),
                cure_of(value) if why is Why.CHARACTERS else "",
            )
            for (name, value, why), added in most[:keep]
        )

    def placeholders(self, cheapest: int) -> tuple[CostlyPlaceholder, ...]:
        """Return what the values of each placeholder add to such messages, the most first."""
        sums: dict[str, _Added] = defaultdict(_Added)
        lengths: Counter[str] = Counter()
        for (segments, name, by_length), added in self._names.items():
            if segments > cheapest:
                sums[name].merge(added)
                lengths[name] += added.messages * by_length
        most = sorted(sums.items(), key=_most_first)
        return tuple(
            CostlyPlaceholder(
                *(name, added.messages, added.messages - lengths[name], lengths[name]),
                *(added.segments, added.saved),
            )
            for name, added in most
        )

    def together(self, cheapest: int) -> int:
        """Return how many such messages have no single value that adds a segment."""
        return sum(messages for segments, messages in self._together.items() if segments > cheapest)


def _most_first(item: tuple[Any, _Added]) -> tuple[Any, ...]:
    return -item[1].segments, -item[1].messages, item[0]


def _outside(value: str) -> str:
    return "".join(dict.fromkeys(character for character in value if character not in _GSM7))
