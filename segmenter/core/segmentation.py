"""Segmentation: a text as the segments that go on the air, each with its text and place; and truncation.

A line here turns a layout into what callers hold; it must not know how the layout was chosen.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self, overload

from ..errors import TooManySegmentsError
from .choice import lay_out, stops_of
from .clusters import cluster_start, word_end
from .coding import Coding, codings, cut, last_stop, mark_leads, number_around
from .counting import DEFAULT_POLICY, Count, checked, code_by_default, default_count, exact_text, layout_count
from .headers import MAX_SEGMENTS
from .hints import field_types
from .policy import Boundary, Encoding, NationalLanguage, Policy
from .results import Whole, result

__all__ = ["Message", "Segment", "segment", "truncate", "with_numbers"]


@result
class Segment(NamedTuple):
    """One short message on the air.

    Attributes:
        text: what it carries; the segments' texts joined are the message's.
        start: where it begins in `Message.text`, in code points.
        stop: where it ends there: ``message.text[start:stop] == text``.
        units: septets or 16-bit code units, header not counted.
        number: its place in the message, from 1.
        udh_octets: octets of its header, UDHL included; 0 where it has none.
        prefix: the number that goes before the text, where the policy numbers parts.
        suffix: the number that goes after it, likewise.
    """

    text: str
    start: int
    stop: int
    units: int
    number: int
    udh_octets: int
    prefix: str = ""
    suffix: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return self._asdict()


TYPE_CHECKING = False
if TYPE_CHECKING:  # a checker takes any named tuple for a sequence of its fields, whatever `__iter__` says
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class _MessageFields(Sequence[Segment]):
        text: str
        encoding: Encoding
        units: int
        segment_units: int
        free_units: int
        locking_shift: NationalLanguage | None
        single_shift: NationalLanguage | None
        segments: tuple[Segment, ...]
        count: Count  # type: ignore[assignment]  # the public contract's name; it hides Sequence.count
        policy: Policy

    class _Whole:
        def _replace(self, **changes: Any) -> Self: ...
        def _asdict(self) -> dict[str, Any]: ...
        def __getnewargs__(self) -> tuple[Any, ...]: ...

else:
    _Whole = Whole

    class _MessageFields(NamedTuple):
        text: str
        encoding: Encoding
        units: int
        segment_units: int
        free_units: int
        locking_shift: NationalLanguage | None
        single_shift: NationalLanguage | None
        segments: tuple[Segment, ...]
        count: Count
        policy: Policy


@result
class Message(_Whole, _MessageFields):
    """A text and the sequence of segments it takes. Messages that look alike on the air are equal.

    Attributes:
        text: as it was given.
        encoding: the one chosen.
        units: septets or 16-bit code units of the whole text, headers not counted.
        segment_units: what one segment of this message can hold.
        free_units: what is left in the last segment.
        locking_shift: language of the locking shift table used, if any.
        single_shift: language of the single shift table used, if any.
        segments: in order, at least one.
        count: what `count` returns for the text.
        policy: the one it was segmented under.
    """

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the count by the names of its fields, and the segments as ``parts``."""
        return self.count.as_dict() | {"parts": [segment.as_dict() for segment in self.segments]}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return {**field_types(Count), "parts": tuple[Segment, ...]}

    # A sequence of segments; the fields are read past these, straight from the tuple.

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def __reversed__(self) -> Iterator[Segment]:
        return reversed(self.segments)

    def __len__(self) -> int:
        return len(self.segments)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Segment, ...]: ...
    def __getitem__(self, index: int | slice) -> Segment | tuple[Segment, ...]:
        return self.segments[index]

    def __contains__(self, segment: object) -> bool:
        return segment in self.segments

    def index(self, segment: Segment, *between: int) -> int:
        """Return the place of a segment, from 0."""
        return self.segments.index(segment, *between)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self._on_air() == other._on_air()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._on_air())

    def _on_air(self) -> tuple[object, ...]:
        return *self.__getnewargs__()[:-1], self.policy.extra_elements


_new = tuple.__new__  # past the named tuples' own constructors: 0.2 µs each against 0.3


def segment(text: str, *, policy: Policy = DEFAULT_POLICY) -> Message:
    """Cut a text into the segments that go on the air.

    Args:
        text: cut as written; nothing is trimmed, normalised or replaced.
        policy: what may be chosen; the default is GSM-7, else UCS-2, no national language.

    Raises:
        UnencodableError: no encoding the policy allows can carry the text.
        TooManySegmentsError: it needs more than the 255 that a header can number, and has no `numbering`.
        TypeError: `text` is not a `str`.

    Source: TS 23.038 §6, TS 23.040 §9.2.3.24.

    >>> message = segment("It’s " + 20 * "late ")
    >>> [(part.units, part.start, part.stop) for part in message.segments]
    [(67, 0, 67), (38, 67, 105)]
    """
    if type(text) is not str:
        text = exact_text(text)
    if policy is DEFAULT_POLICY or policy == DEFAULT_POLICY:
        octets, units, coding = code_by_default(text)
        shape = coding.shape
        if units <= coding.lone_units:
            counted = default_count(coding, [units])
            return _message(
                text, counted, (_new(Segment, (text, 0, len(text), units, 1, 0, "", "")),), policy
            )
        stops = cut(octets, shape, len(text), coding.segment_units)
        counted, udh = default_count(coding, stops), coding.udh_octets
    else:
        layout = lay_out(text, checked(policy))
        octets, stops, shape = layout.octets, layout.stops, layout.coding.shape
        counted, udh = layout_count(layout), layout.udh_octets
    total, numbering = len(stops), policy.numbering if len(stops) > 1 else ""
    if total > MAX_SEGMENTS and not numbering:
        raise TooManySegmentsError(len(stops), MAX_SEGMENTS)
    leads = mark_leads(octets, shape, len(text))
    segments = []
    start = begin = 0  # of the segment, in code points and in units
    for number, stop in enumerate(stops, 1):
        units = stop - begin
        end = start + units - leads.count(1, begin, stop) if leads else stop
        around = number_around(numbering, number, total)
        segments.append(_new(Segment, (text[start:end], start, end, units, number, udh, *around)))
        start, begin = end, stop
    return _message(text, counted, tuple(segments), policy)


def _message(text: str, counted: Count, segments: tuple[Segment, ...], policy: Policy) -> Message:
    encoding, _, units, room, free, locking, single = counted[:]
    fields = (text, encoding, units, room, free, locking, single, segments, counted, policy)
    return _new(Message, fields)  # type: ignore[type-var]  # a tuple at run time


def with_numbers(message: Message) -> Message:
    """Return a message whose parts carry their numbers in their text, as they go on the air.

    >>> parts = with_numbers(segment("x" * 200, policy=Policy(numbering="{number}/{total} "))).segments
    >>> [(part.text[:5], part.units) for part in parts]
    [('1/2 x', 160), ('2/2 x', 48)]
    """
    if not message.policy.numbering or len(message.segments) == 1:
        return message
    chosen = message.encoding, message.locking_shift, message.single_shift
    coding = next(
        coding
        for coding in codings(message.policy)
        if (coding.encoding, coding.locking_shift, coding.single_shift) == chosen
    )
    parts = []
    start = 0
    for part in message.segments:
        text = f"{part.prefix}{part.text}{part.suffix}"
        stop = start + len(text)
        parts.append(Segment(text, start, stop, coding.units(text), part.number, part.udh_octets))
        start = stop
    text = "".join(part.text for part in parts)
    return message._replace(text=text, units=sum(part.units for part in parts), segments=tuple(parts))


def truncate(text: str, *, segments: int, policy: Policy = DEFAULT_POLICY) -> str:
    """Return the longest prefix that takes no more than so many segments.

    A shorter text may be sent in a cheaper encoding, so every one the policy allows is tried. Under
    `Boundary.GRAPHEME_CLUSTER` the prefix ends where a cluster of the text does, and may then be empty; under
    `Boundary.WORD` where a word does, unless its last segment is one word.

    Args:
        text: returned as it is where it fits.
        segments: at least 1.
        policy: what may be chosen.

    Raises:
        UnencodableError: no encoding the policy allows can carry the whole text.
        ValueError: `segments` is less than 1.
        TypeError: `text` is not a `str`, or `segments` not an `int`.

    >>> len(truncate(200 * "a", segments=1)), len(truncate("☃" + 200 * "a", segments=1))
    (160, 70)
    """
    if type(text) is not str:
        text = exact_text(text)
    if type(segments) is not int:  # True is an int, and not a number of segments
        message = f"segments must be an int, not {type(segments).__name__}"
        raise TypeError(message)
    if segments < 1:
        message = f"segments must be at least 1, not {segments}: even an empty message takes one"
        raise ValueError(message)
    if len(lay_out(text, checked(policy)).stops) <= segments:
        return text
    index = max(_reach(text, segments, coding, policy.boundary) for coding in codings(policy))
    if policy.boundary is not Boundary.CODE_POINT:
        index = cluster_start(text, index, since=0)
    return text[:index]


def _reach(text: str, segments: int, coding: Coding, boundary: Boundary) -> int:
    """Return how many code points of the text this coding carries in so many segments."""
    carried = text
    try:
        octets = coding.code(text)
    except UnicodeEncodeError as error:
        carried = text[: error.start]
        octets = coding.code(carried)
    units = len(octets) // coding.shape.width
    leads = mark_leads(octets, coding.shape, len(carried))
    # One segment alone holds more than one of many: it may reach further than two filled in part.
    spans = [(0, coding.lone_units), *_last_segments(carried, octets, segments, coding, boundary)]
    reach = 0
    for start, room in spans:
        stop = units if start + room >= units else last_stop(octets, coding.shape, start + room)
        index = stop - leads.count(1, 0, stop)
        if boundary is Boundary.WORD:
            index = word_end(text, start - leads.count(1, 0, start), index)
        reach = max(reach, index)
    return reach


def _last_segments(
    text: str, octets: bytes, segments: int, coding: Coding, boundary: Boundary
) -> Iterator[tuple[int, int]]:
    """Yield where the last of so many segments starts, in units, and its room; of numbered ones several.

    Fewer parts have narrower numbers, which can leave more room in all.
    """
    if segments == 1:
        return
    for digits in range(1, len(str(segments)) + 1) if coding.numbering else (0,):
        number, wide = segments, coding
        if digits:
            number = min(segments, 10**digits - 1)
            try:
                wide = coding.numbered(digits)
            except UnicodeEncodeError:  # of the numbering: the text is one part or cannot be sent
                return
        starts = [0, *stops_of(text, wide, octets, boundary)]
        yield starts[min(number, len(starts) - 1) - 1], wide.segment_units
