"""Excess: which limits a text exceeds, by how much, and where; asked here by everything that judges a text.

Arithmetic on given limits; nothing here decides what a message should say about it.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ..core.counting import Count
from ..errors import UnencodableError
from .findings import Severity
from .limits import Limit
from .measures import Measure, fitting, measure
from .messages import Channel, MessageKind
from .profiles import Profile

__all__ = ["Excess", "excess", "limits_on", "surely_within", "text_excesses"]


class Excess(NamedTuple):
    """A limit that a text exceeds.

    Attributes:
        limit: which one.
        length: of the text, by the limit's measure.
        text: the text itself.
    """

    limit: Limit
    length: int
    text: str

    @property
    def over(self) -> int:
        """How much more it is than the limit allows."""
        return self.length - self.limit.number

    @property
    def words(self) -> str:
        """The length with what was measured: ``1,025 code points``."""
        return f"{self.length:,} {self.limit.measure.value.replace('-', ' ')}"

    @property
    def start(self) -> int:
        """Where what is too much begins, in code points; 0 for segments, which depend on the whole text."""
        if self.limit.measure is Measure.SEGMENTS:
            return 0
        return fitting(self.text, self.limit.measure, self.limit.number)


_MOST_PER_CODE_POINT = {
    Measure.CODE_POINTS: 1,
    Measure.GRAPHEME_CLUSTERS: 1,
    Measure.UTF16_UNITS: 2,
    Measure.UTF8_OCTETS: 4,
}


def excess(text: str, limit: Limit, *, counted: Count | None = None) -> Excess | UnencodableError | None:
    """Return by how much a text exceeds a limit; `None` where it does not.

    Args:
        text: as written.
        limit: on the field that holds it.
        counted: of an SMS, as the provider sends it; a limit in segments is about that.

    Returns:
        The error as a value where the measure is of an encoding that cannot carry the text.

    >>> from .limits import Source
    >>> short = Limit(field="text", number=3, measure=Measure.UTF16_UNITS, source=Source("an example"))
    >>> excess("ab😀", short).over, excess("a😀", short)
    (1, None)
    """
    if limit.measure is Measure.SEGMENTS and counted is not None:
        length = counted.segments
    elif len(text) <= _sure_length(limit):
        return None
    else:
        try:
            length = measure(text, limit.measure)
        except UnencodableError as error:
            return error
    return Excess(limit, length, text) if length > limit.number else None


def limits_on(
    limits: Iterable[Limit],
    field: str,
    *,
    kind: MessageKind | None = None,
    alone: bool = False,
    beside: Collection[str] = (),
) -> list[Limit]:
    """Return the limits on a field of a message.

    Args:
        limits: of its channel.
        field: the one asked about.
        kind: what the message is for; limits on this kind take the place of those on every kind.
        alone: whether it is a body and nothing else.
        beside: the other fields that it has; limits on messages with one of them come first.
    """
    there = [limit for limit in limits if limit.field == field]
    if chosen := [limit for limit in there if limit.beside and limit.beside in beside]:
        return chosen
    there = [limit for limit in there if not limit.beside]
    for wanted in ((kind, True), (kind, False), (None, False)):
        if wanted[1] and not alone:
            continue
        if chosen := [limit for limit in there if (limit.kind, limit.alone) == wanted]:
            return chosen
    return []


def text_excesses(
    text: str,
    profile: Profile,
    channel: Channel,
    *,
    counted: Count | None = None,
    kind: MessageKind | None = None,
    alone: bool = False,
    beside: Collection[str] = (),
) -> Iterator[Excess | UnencodableError]:
    """Yield what `excess` says of each limit on the text of a message, for an SMS the most segments first."""
    if counted is not None and counted.segments > profile.max_segments:
        yield Excess(profile.segment_limit, counted.segments, text)
    limits = profile.channels[channel].limits
    for limit in limits_on(limits, "text", kind=kind, alone=alone, beside=beside):
        if more := excess(text, limit, counted=counted):
            yield more


def surely_within(profile: Profile, channel: Channel) -> int:
    """Return up to how many code points no text exceeds a limit that is an error, its segments aside.

    Code that judges many texts asks once, and then calls `text_excesses` for the longer ones only: a campaign
    with a profile took 1.7 times as long as one without, and takes as long now.
    """
    limits = limits_on(profile.channels[channel].limits, "text")
    lengths = [(_sure_length(limit), limit.severity is Severity.ERROR) for limit in limits]
    return min((length for length, is_error in lengths if is_error or length < 0), default=sys.maxsize)


def _sure_length(limit: Limit) -> int:
    """Return up to how many code points no text exceeds a limit; -1 where that depends on the text."""
    each = _MOST_PER_CODE_POINT.get(limit.measure)
    return limit.number // each if each else -1
