"""Cuts that keep grapheme clusters whole (UAX #29), found by `regex` or by a function that the caller gives.

A line here knows clusters and coded text; it must not know how a coding is chosen.

Clusters are looked for only where a cut would fall, in a window that begins at a known cluster boundary:
`regex` looks back over a whole run of regional indicators at each of them, so the time of one pass over a
long text would grow with the square of its length.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from ..errors import MissingClustersError
from .coding import Coding, last_stop, mark_leads

__all__ = [
    "cluster_start",
    "cluster_stops",
    "count_clusters",
    "find_clusters_with",
    "nth_cluster_start",
    "unicode_version",
    "word_end",
]

# The greedy part looks back from the end, at C speed. U+00A0, U+2007 and U+202F are spaces that do not break.
_UP_TO_A_BLANK = re.compile(r"(?s:.*)[^\S\u00a0\u2007\u202f]")


def cluster_stops(
    text: str, coding: Coding, octets: bytes, *, words: bool, torn: list[int] | None = None
) -> list[int]:
    """Return where each segment ends, in units, cutting no cluster that a segment could hold.

    A larger one fills the room that is left in the current segment, and is cut at code points.

    Args:
        text: the text to cut.
        coding: what it is sent in.
        octets: its coded text.
        words: end a segment after white space, where it holds any.
        torn: takes those of the stops that cut a cluster.
    """
    capacity = coding.segment_units
    units = len(octets) // coding.shape.width
    leads = mark_leads(octets, coding.shape, len(text))
    stops: list[int] = []
    start = index = 0  # where the segment begins, in units and in code points
    boundary = 0  # in code points: the last cluster boundary known, past `index` inside a large cluster
    while units - start > capacity:
        stop = last_stop(octets, coding.shape, start + capacity)
        begin = index
        index += stop - start - leads.count(1, start, stop)
        if words and (place := _word_start(text, max(begin, boundary), index)):
            stop -= coding.units(text[place:index])
            boundary = index = place
        elif boundary < index:
            first = cluster_start(text, index, since=boundary)
            boundary = index
            if first < index:
                end = _cluster_end(text, first)
                if coding.units(text[first:end]) > capacity:
                    boundary = end
                else:
                    stop -= coding.units(text[first:index])
                    boundary = index = first
        stops.append(stop)
        if torn is not None and boundary > index:
            torn.append(stop)
        start = stop
    stops.append(units)
    return stops


def _word_start(text: str, since: int, index: int) -> int:
    """Return the last place up to `index` that follows white space; 0 where there is none after `since`.

    `since` is a cluster boundary, and the place is one too.
    """
    while match := _UP_TO_A_BLANK.match(text, since, index):
        place = match.end()
        if cluster_start(text, place, since=since) == place:
            return place
        index = place - 1
    return 0


def word_end(text: str, since: int, index: int) -> int:
    """Return where the last whole word up to `index` ends; `index` where none ends after `since`."""
    if index == len(text) or _UP_TO_A_BLANK.match(text, index, index + 1):
        return cluster_start(text, index, since=since)
    return _word_start(text, since, index) or cluster_start(text, index, since=since)


def cluster_start(text: str, index: int, *, since: int) -> int:
    """Return the last cluster boundary at or before `index`; `since` is one known already."""
    if index in (since, len(text)) or _surely_apart(text[index - 1], text[index]):
        return index
    *_, (begin, starts) = _windows(text, since, index + 1)
    return begin + starts[-1]


def count_clusters(text: str) -> int:
    """Return how many grapheme clusters a text has."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(len(starts) for _, starts in _windows(text, 0, len(text)))


def nth_cluster_start(text: str, number: int) -> int:
    """Return where the cluster begins that has so many before it, or where the text ends."""
    for begin, starts in _windows(text, 0, len(text)):
        if number < len(starts):
            return begin + starts[number]
        number -= len(starts)
    return len(text)


def _windows(text: str, since: int, until: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield, window by window, where it begins and where in it each of its clusters does.

    A window's last cluster may continue in the next window, which yields it then.
    """
    size = 256
    while True:
        window = text[since : min(since + size, until)]
        starts = _starts(window)
        if since + size >= until:
            yield since, starts
            return
        if len(starts) > 1:
            yield since, starts[:-1]
            since += starts[-1]
            size = 256
        else:
            size *= 4


def _surely_apart(before: str, after: str) -> bool:
    """Tell whether two neighbours are in different clusters, without looking at any table.

    Below U+0300 nothing extends a cluster, and only CR LF is one of two code points.
    """
    return before < "\u0300" and after < "\u0300" and (before, after) != ("\r", "\n")


def _cluster_end(text: str, start: int) -> int:
    """Return where the cluster that starts at `start` ends."""
    size = 64
    while True:
        window = text[start : start + size]
        starts = _starts(window)
        if len(starts) > 1:
            return start + starts[1]
        if len(window) < size:
            return start + len(window)
        size *= 4


_FIRST_OF_UNICODE_18 = "\u0558"
"""A character that no Unicode version before 18.0 has."""


def unicode_version() -> str:
    """Return the Unicode version that decides what a cluster is: that of the installed `regex`.

    `regex` does not name it, but the characters that it takes for assigned show it.

    Raises:
        ImportError: `regex` is not installed.

    >>> unicode_version() >= "18.0"
    True
    """
    import regex

    return "before 18.0" if regex.match(r"\p{Cn}", _FIRST_OF_UNICODE_18) else "18.0 or later"


Finder = Callable[[str], Sequence[int]]
"""Returns where each cluster of a text begins, in code points: from 0, in order."""

_finder: Finder | None = None


def find_clusters_with(finder: Finder | None) -> None:
    """Find clusters with this function from now on; `None` is `regex` again.

    For places without `regex`, such as a browser, which has ``Intl.Segmenter``.

    Args:
        finder: takes a text, and returns where each of its clusters begins, in code points.

    >>> find_clusters_with(lambda text: [index for index, sign in enumerate(text) if sign != "\u0301"])
    >>> count_clusters("e\u0301a")
    2
    >>> find_clusters_with(None)
    """
    global _finder
    _finder = finder


def _starts(window: str) -> Sequence[int]:
    """Return where the clusters of a window begin."""
    if _finder is None:
        find_clusters_with(_found_by_regex())
    return _finder(window) if _finder else ()


def _found_by_regex() -> Finder:
    try:
        import regex  # the only dependency of the core, and only where clusters are asked for
    except ModuleNotFoundError:
        raise MissingClustersError from None
    clusters = regex.compile(r"\X").finditer
    return lambda window: [match.start() for match in clusters(window)]
