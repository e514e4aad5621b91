"""Recounting: the segments of a long text with one part of it replaced, without counting all of it again.

It cuts from a cut shortly before the part to the first after it, and from there on counts the text as it
was, each place once; what is replaced, and why, it must not know.

A cut is clean unless it cuts a grapheme cluster that is to be kept whole: what follows is cut as a text
of its own. A clean cut depends on no more of the text than one segment behind it: it was moved back by at
most one segment, for a word or for a cluster that a segment could hold.
"""

from __future__ import annotations

from bisect import bisect_right

from ..core.choice import may_beat, stops_of
from ..core.coding import Coding, codings, mark_leads
from ..core.counting import count
from ..core.policy import Boundary, Policy

__all__ = ["Recount"]

_SEGMENTS_AT_ONCE = 16


class Recount:
    """A text of which parts are replaced, each time the whole of it counted.

    Args:
        text: any length.
        policy: one without `numbering`, under which the room of a segment depends on how many there are.
    """

    def __init__(self, text: str, policy: Policy) -> None:
        self._text = text
        self._policy = policy
        self._chains: dict[int, _Chain | None] = {}  # by the place of the coding; its own hash is slow

    def segments(self, start: int, stop: int, value: str) -> int:
        """Return the segments with this value in place of the code points from `start` to `stop`.

        Args:
            start: of the part replaced.
            stop: likewise; every coding carries what is replaced.
            value: what takes its place.

        Raises:
            UnencodableError: as of `count`.
        """
        code_points = len(self._text) - (stop - start) + len(value)
        best: tuple[int, Coding, int] | None = None
        for index, coding in enumerate(codings(self._policy)):
            if best and not may_beat(coding, best[1], units=best[2], code_points=code_points):
                continue
            chain = self._chain(index, coding)
            if chain is None:
                continue
            try:
                units = chain.units + coding.units(value) - coding.units(self._text[start:stop])
            except UnicodeEncodeError:
                continue
            segments = 1 if units <= coding.lone_units else chain.segments(start, stop, value)
            if best is None or segments < best[0]:
                best = segments, coding, units
        if best is None:
            return count(self._text[:start] + value + self._text[stop:], policy=self._policy).segments
        return best[0]

    def _chain(self, index: int, coding: Coding) -> _Chain | None:
        """Return the cuts in a coding; nothing where it cannot carry the text."""
        if index not in self._chains:
            try:
                self._chains[index] = _Chain(self._text, coding, self._policy.boundary)
            except UnicodeEncodeError:
                self._chains[index] = None
        return self._chains[index]


class _Chain:
    """How a text is cut in one coding, from its start and from wherever a changed text meets it again."""

    def __init__(self, text: str, coding: Coding, boundary: Boundary) -> None:
        self.units = coding.units(text)
        self._text = text
        self._coding = coding
        self._boundary = boundary
        self._rest: dict[int, int] = {}  # by clean cut, the segments from there to the end
        self._all = self._segments_from(0)
        self._cuts = sorted(self._rest)

    def segments(self, start: int, stop: int, value: str) -> int:
        """Return the segments with a value in place of a part, where it takes more than one."""
        text, room = self._text, self._coding.segment_units
        begin = self._cuts[max(bisect_right(self._cuts, start - room - 1) - 1, 0)]
        before = self._all - self._rest[begin]
        head = text[begin:start] + value
        size = 4 * room
        while True:
            whole = stop + size >= len(text)
            cuts, total = self._clean_cuts(head + text[stop : stop + size], whole=whole)
            for place, passed in cuts:
                if place >= len(head):
                    return before + passed + self._segments_from(stop + place - len(head))
            if whole:
                return before + total
            size *= 4

    def _segments_from(self, place: int) -> int:
        """Return the segments of the text from a place to its end; each clean cut met is kept."""
        asked, passed, trail = place, 0, []
        usual = size = _SEGMENTS_AT_ONCE * self._coding.segment_units
        while place not in self._rest:
            whole = place + size >= len(self._text)
            cuts, total = self._clean_cuts(self._text[place : place + size], whole=whole)
            trail += [(place + further, passed + more) for further, more in [(0, 0), *cuts]]
            if whole:
                passed += total
                break
            if trail[-1][0] > place:
                place, passed = trail[-1]
                size = usual
            else:
                size *= 4
        else:
            passed += self._rest[place]
        self._rest |= {cut: passed - before for cut, before in trail}
        return self._rest[asked]

    def _clean_cuts(self, piece: str, *, whole: bool) -> tuple[list[tuple[int, int]], int]:
        """Return the clean cuts of a piece, each with the segments up to it, and the segments of all.

        Of a piece that is not the whole rest of the text only those cuts that no more text would change.
        """
        coding = self._coding
        octets = coding.code(piece)
        torn: list[int] = []
        stops = stops_of(piece, coding, octets, self._boundary, torn)
        leads = mark_leads(octets, coding.shape, len(piece))
        last = len(piece) if whole else len(piece) - coding.segment_units - 1
        cuts = []
        inside = frozenset(torn)
        start = place = 0
        for number, stop in enumerate(stops[:-1], 1):
            place += stop - start - leads.count(1, start, stop)
            start = stop
            if place > last:
                break
            if stop not in inside:
                cuts.append((place, number))
        return cuts, len(stops)
