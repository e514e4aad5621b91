"""Where the segments of a text end, what was cut there, and how far the text is over one segment fewer.

A line here reads the core's layout; it must not know what could be replaced.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category, east_asian_width

from ..core.choice import Layout, lay_out
from ..core.clusters import cluster_start
from ..core.coding import cut, last_stop, mark_leads
from ..core.counting import DEFAULT_POLICY, code_by_default
from ..core.results import plain_fields, result
from ..errors import MissingClustersError
from ..spelling import Spelled
from .protection import url_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.policy import Policy
    from .protection import Range

__all__ = ["Cut", "SegmentEnd", "layout_of", "segment_ends", "units_to_save"]


class Cut(Spelled, StrEnum):
    """What stands where one segment ends and the next begins; the worst that is true there."""

    GRAPHEME_CLUSTER = "inside a grapheme cluster"
    URL = "inside a URL"
    NUMBER = "inside a number"
    WORD = "inside a word"
    CHARACTERS = "between characters"
    """Chinese and Japanese put no space between words."""
    WORDS = "between words"


@result
class SegmentEnd(NamedTuple):
    """One segment: where it begins and ends, and what its end cuts.

    Attributes:
        number: its place in the message, from 1.
        start: where it begins in the text, in code points.
        stop: where it ends.
        units: septets or 16-bit code units, header not counted.
        cut: what was cut at its end; `None` at the end of the text.
    """

    number: int
    start: int
    stop: int
    units: int
    cut: Cut | None

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


def layout_of(text: str, policy: Policy) -> Layout:
    """Return the layout that `count` and `segment` speak of, be it beyond 255 segments.

    Raises:
        UnencodableError: the policy cannot encode the text.
    """
    if policy != DEFAULT_POLICY:
        return lay_out(text, policy)
    octets, units, coding = code_by_default(text)
    if units <= coding.lone_units:
        return Layout(coding, octets, [units])
    return Layout(coding, octets, cut(octets, coding.shape, len(text), coding.segment_units))


def units_to_save(layout: Layout) -> int:
    """Return how many units must go from the end to save one segment; 0 where there is but one."""
    coding, octets, stops = layout
    if len(stops) == 1:
        return 0
    reach = stops[-2]
    if len(stops) == 2:  # a segment alone has more room than one of two
        reach = max(reach, last_stop(octets, coding.shape, coding.lone_units))
    return stops[-1] - reach


def segment_ends(text: str, layout: Layout) -> Iterator[SegmentEnd]:
    """Yield the segments and what was cut between them."""
    coding, octets, stops = layout
    leads = mark_leads(octets, coding.shape, len(text))
    urls = iter(url_ranges(text) if len(stops) > 1 else ())
    url = next(urls, None)
    start = begin = 0  # in code points and in units
    for number, stop in enumerate(stops, 1):
        end = start + stop - begin - (leads.count(1, begin, stop) if leads else 0)
        while url is not None and url.stop <= end:
            url = next(urls, None)
        what = _cut(text, start, end, url) if end < len(text) else None
        yield SegmentEnd(number, start, end, stop - begin, what)
        start, begin = end, stop


_JOINS = re.compile("[\n\u0300-\u036f\u0483-\u0489]")
_NUMBER = re.compile(r"\d(?:[.,:/ \u00a0'’-]?\d)*")


def _cut(text: str, start: int, place: int, url: Range | None) -> Cut:
    # Below U+0600 only marks, and LF after CR, join what stands before, and from U+1F400 to U+1FAFF nothing
    # does without a joiner; nothing from U+1F000 on joins what follows. No need to ask `regex` then.
    before, after = text[place - 1], text[place]
    surely_apart = (
        (
            before < "\u0600"
            or "\u2010" <= before <= "\u2026"
            or "\u3001" <= before <= "\u9fff"
            or before >= "\U0001f000"
        )
        and (
            after < "\u0590"
            or "\u2010" <= after <= "\u2026"
            or "\u4e00" <= after <= "\u9fff"
            or "\U0001f400" <= after <= "\U0001faff"
        )
        and not _JOINS.match(text, place)
    )
    if not surely_apart and _inside_cluster(text, place, start):
        return Cut.GRAPHEME_CLUSTER
    if url is not None and url.start < place:
        return Cut.URL
    # A number has no two signs in a row, so one of the two is a digit.
    if (before.isdecimal() or after.isdecimal()) and any(
        number.start() < place < number.end()
        for number in _NUMBER.finditer(text, max(place - 24, 0), place + 24)
    ):
        return Cut.NUMBER
    return _cut_between(before, after)


def _inside_cluster(text: str, place: int, start: int) -> bool:
    try:
        return cluster_start(text, place, since=_boundary(text, start, place)) < place
    except MissingClustersError:  # then by the neighbours alone: marks, joiners, skin tones, flags
        before, after = text[place - 1], text[place]
        flags = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
        tone = "\U0001f3fb" <= after <= "\U0001f3ff"
        return (
            category(after) in _MARKS
            or "\u200d" in (before, after)
            or tone
            or flags
            or before + after == "\r\n"
        )


_MARKS = ("Mn", "Mc", "Me")


def _boundary(text: str, start: int, place: int) -> int:
    """Return a boundary of clusters near a place: a blank there, or where the segment starts.

    Nothing joins a blank to what stands before it but a prepended letter, and those are below U+13000.
    """
    blank = text.rfind(" ", start + 1, place)
    return blank if blank > 0 and not "\u0600" <= text[blank - 1] < "\U00013000" else start


def _cut_between(before: str, after: str) -> Cut:
    if {east_asian_width(before), east_asian_width(after)} <= {"W", "F"}:
        return Cut.CHARACTERS
    joined = (before.isalnum() or before in "_'’") and (after.isalnum() or after in "_'’")
    return Cut.WORD if joined else Cut.WORDS
