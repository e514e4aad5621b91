"""Segmentation: a text as the segments that go on the air, each with its text and place; and truncation.

A line here turns a layout into what callers hold; it must not know how the layout was chosen.
"""

from typing import NamedTuple

from ..errors import TooManySegmentsError
from .choice import lay_out, lay_out_in
from .clusters import cluster_start
from .coding import Coding, codings, cut, last_stop, mark_leads
from .counting import DEFAULT_POLICY, Count, checked, code_by_default, default_count, layout_count, not_text
from .headers import MAX_SEGMENTS
from .policy import Boundary, Encoding, NationalLanguage, Policy

__all__ = ["Message", "Segment", "segment", "truncate"]


class Segment(NamedTuple):
    """One short message on the air.

    Attributes:
        text: what it carries; the segments' texts joined are the message's.
        start: where it begins in `Message.text`, in code points.
        stop: where it ends there: ``message.text[start:stop] == text``.
        units: septets or 16-bit code units, header not counted.
        number: its place in the message, from 1.
        udh_octets: octets of its header, UDHL included; 0 where it has none.
    """

    text: str
    start: int
    stop: int
    units: int
    number: int
    udh_octets: int


class Message(NamedTuple):
    """A text and the segments it takes. Messages that look alike on the air are equal.

    Attributes:
        text: as it was given.
        encoding: the one chosen.
        units: septets or 16-bit code units of the whole text, headers not counted.
        segment_units: what one segment of this message can hold.
        free_units: what is left in the last segment.
        locking_shift: language of the locking shift table used, if any.
        single_shift: language of the single shift table used, if any.
        segments: in order, at least one.
        count: what `count` says of the text.
        policy: the one it was segmented under.
    """

    text: str
    encoding: Encoding
    units: int
    segment_units: int
    free_units: int
    locking_shift: NationalLanguage | None
    single_shift: NationalLanguage | None
    segments: tuple[Segment, ...]
    count: Count  # type: ignore[assignment]  # the public contract's name; it hides tuple.count
    policy: Policy

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self._on_air() == other._on_air()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._on_air())

    def _on_air(self) -> tuple[object, ...]:
        return *self[:-1], self.policy.extra_elements


_new = tuple.__new__  # past the named tuples' own constructors: 0.2 µs each against 0.3


def segment(text: str, *, policy: Policy = DEFAULT_POLICY) -> Message:
    """Cut a text into the segments that go on the air.

    Args:
        text: cut as written; nothing is trimmed, normalised or replaced.
        policy: what may be chosen; the default is GSM-7, else UCS-2, no national language.

    Raises:
        UnencodableError: no encoding the policy allows can carry the text.
        TooManySegmentsError: it needs more than 255, which no header can number.
        TypeError: `text` is not a `str`.

    Source: TS 23.038 §6, TS 23.040 §9.2.3.24.

    >>> message = segment("It’s " + 20 * "late ")
    >>> [(part.units, part.start, part.stop) for part in message.segments]
    [(67, 0, 67), (38, 67, 105)]
    """
    if not isinstance(text, str):
        raise not_text(text)
    if policy is DEFAULT_POLICY or policy == DEFAULT_POLICY:
        octets, units, coding = code_by_default(text)
        shape = coding.shape
        if units <= coding.lone_units:
            counted = default_count(coding, [units])
            return _message(text, counted, (_new(Segment, (text, 0, len(text), units, 1, 0)),), policy)
        stops = cut(octets, shape, len(text), coding.segment_units)
        counted, udh = default_count(coding, stops), coding.udh_octets
    else:
        layout = lay_out(text, checked(policy))
        octets, stops, shape = layout.octets, layout.stops, layout.coding.shape
        counted, udh = layout_count(layout), layout.udh_octets
    if len(stops) > MAX_SEGMENTS:
        raise TooManySegmentsError(len(stops), MAX_SEGMENTS)
    leads = mark_leads(octets, shape, len(text))
    segments = []
    start = begin = 0  # of the segment, in code points and in units
    for number, stop in enumerate(stops, 1):
        units = stop - begin
        end = start + units - leads.count(1, begin, stop) if leads else stop
        segments.append(_new(Segment, (text[start:end], start, end, units, number, udh)))
        start, begin = end, stop
    return _message(text, counted, tuple(segments), policy)


def _message(text: str, counted: Count, segments: tuple[Segment, ...], policy: Policy) -> Message:
    encoding, _, units, room, free, locking, single = counted
    return _new(Message, (text, encoding, units, room, free, locking, single, segments, counted, policy))


def truncate(text: str, *, segments: int, policy: Policy = DEFAULT_POLICY) -> str:
    """Return the longest prefix that takes no more than so many segments.

    A shorter text may be sent in a cheaper encoding, so every one the policy allows is tried. Under
    `Boundary.GRAPHEME_CLUSTER` the prefix ends where a cluster of the text does, and may then be empty.

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
    if not isinstance(text, str):
        raise not_text(text)
    if type(segments) is not int:  # True is an int, and not a number of segments
        message = f"segments must be an int, not {type(segments).__name__}"
        raise TypeError(message)
    if segments < 1:
        message = f"segments must be at least 1, not {segments}: even an empty message takes one"
        raise ValueError(message)
    if len(lay_out(text, checked(policy)).stops) <= segments:
        return text
    index = max(_reach(text, segments, coding, policy.boundary) for coding in codings(policy))
    if policy.boundary is Boundary.GRAPHEME_CLUSTER:
        index = cluster_start(text, index, since=0)
    return text[:index]


def _reach(text: str, segments: int, coding: Coding, boundary: Boundary) -> int:
    """Return how many code points of the text this coding carries in so many segments."""
    try:
        layout = lay_out_in(coding, text, boundary)
    except UnicodeEncodeError as error:
        return _reach(text[: error.start], segments, coding, boundary)
    octets, stops = layout.octets, layout.stops
    reach = stops[min(segments, len(stops)) - 1]
    if len(stops) > 1:
        # One segment alone holds more than one of many: it may reach further than two filled in part.
        reach = max(reach, last_stop(octets, coding.shape, coding.lone_units))
    return reach - mark_leads(octets, coding.shape, len(text)).count(1, 0, reach)
