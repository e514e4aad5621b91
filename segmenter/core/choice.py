"""Which coding a text is sent in, and where its segments end: the cheapest the policy allows, found exactly.

A line here compares finished candidates; it must not know how one is coded, nor what callers are shown.
"""

from typing import NamedTuple

from ..errors import UnencodableError
from .clusters import cluster_stops
from .coding import Coding, codings, cut, spans
from .headers import octets_on_air
from .policy import Boundary, Encoding, Policy

__all__ = ["Layout", "lay_out", "lay_out_in", "may_beat", "stops_of", "unencodable"]


class Layout(NamedTuple):
    """A text in one coding: its octets, and where each of its segments ends, in units."""

    coding: Coding
    octets: bytes
    stops: list[int]

    @property
    def segment_units(self) -> int:
        """Units that one segment of this message can hold."""
        return self.coding.lone_units if len(self.stops) == 1 else self.coding.segment_units

    @property
    def udh_octets(self) -> int:
        """Octets of the header of each segment."""
        return self.coding.lone_udh_octets if len(self.stops) == 1 else self.coding.udh_octets

    @property
    def octets_on_air(self) -> int:
        """Octets of user data of all segments, headers included."""
        encoding, udh = self.coding.encoding, self.udh_octets
        return sum(octets_on_air(encoding, stop - start, udh=udh) for start, stop in spans(self.stops))


def lay_out(text: str, policy: Policy) -> Layout:
    """Return the cheapest layout: fewest segments, then as `Policy.encodings`, then fewest octets.

    Each candidate is coded and cut in full: dividing the units by what a segment holds counts too few.

    Raises:
        UnencodableError: no coding the policy allows can carry the text.
    """
    best: Layout | None = None
    furthest = -1
    numbering: UnicodeEncodeError | None = None
    for coding in codings(policy):
        if best and not may_beat(coding, best.coding, units=best.stops[-1], code_points=len(text)):
            continue
        try:
            layout = lay_out_in(coding, text, policy.boundary)
        except UnicodeEncodeError as error:
            if error.object is not text:
                numbering = error
            else:
                furthest = max(furthest, error.start)
            continue
        if best is None or _cost(layout, policy) < _cost(best, policy):
            best = layout
    if best is not None:
        return best
    if numbering is not None:  # some coding carries the whole text: it got furthest
        raise unencodable(numbering.object, numbering.start, policy)
    raise unencodable(text, furthest, policy)


def lay_out_in(coding: Coding, text: str, boundary: Boundary) -> Layout:
    """Return the layout of a text in a given coding.

    Raises:
        UnicodeEncodeError: as `Coding.code` does, of the text or of the numbering of its parts.
    """
    octets = coding.code(text)
    units = len(octets) // coding.shape.width
    if units <= coding.lone_units:
        stops = [units]
    elif not coding.numbering:
        stops = stops_of(text, coding, octets, boundary)
    else:
        stops, digits = [], 0
        while len(str(len(stops))) > digits:  # wider numbers leave less room, and so make more parts
            digits += 1
            coding = coding.numbered(digits)
            stops = stops_of(text, coding, octets, boundary)
    return Layout(coding, octets, stops)


def stops_of(
    text: str, coding: Coding, octets: bytes, boundary: Boundary, torn: list[int] | None = None
) -> list[int]:
    """Return where the segments of a coded text end, in units; `torn` takes those that cut a cluster kept."""
    if boundary is Boundary.CODE_POINT:
        return cut(octets, coding.shape, len(text), coding.segment_units)
    return cluster_stops(text, coding, octets, words=boundary is Boundary.WORD, torn=torn)


def may_beat(coding: Coding, best: Coding, *, units: int, code_points: int) -> bool:
    """Tell, without coding the text, whether a later coding may be cheaper than the best so far.

    Args:
        coding: the later one.
        best: the best so far.
        units: of the text in the best.
        code_points: of the text.

    None is cheaper than one septet for each character without a header for shifts. UCS-2 is never cheaper
    than the two default tables or ASCII: their septets always hold more characters than UCS-2 has room for,
    and their only cluster of two code points is CR LF.
    """
    alphabet = best.alphabet
    if alphabet is None or alphabet.locking_shift or alphabet.single_shift:
        return True
    return coding.encoding is not Encoding.UCS2 and units > code_points


def _cost(layout: Layout, policy: Policy) -> tuple[int, int, int]:
    """Return what decides between two layouts; candidates come in the order that breaks a tie."""
    return len(layout.stops), policy.encodings.index(layout.coding.encoding), layout.octets_on_air


def unencodable(text: str, index: int, policy: Policy) -> UnencodableError:
    """Return the error for the character at `index`, which stopped the coding that got furthest."""
    if "\ud800" <= text[index] <= "\udfff":
        problem = "is half of a surrogate pair, not a character"
        remedy = "repair the text where it was decoded"
    elif text[index] in policy.without:
        problem = "is a character that the policy keeps out of GSM-7"
        remedy = "allow UCS-2 or substitution"
    elif Encoding.ASCII7 in policy.encodings and len(policy.encodings) == 1:
        problem = "is not in ASCII"
        remedy = "allow another encoding or substitution"
    elif policy.locking_shifts or policy.single_shifts:
        problem = "is not in any alphabet the policy allows"
        remedy = "allow UCS-2 or another language, or substitute it"
    else:
        problem = "is not in the GSM 7 bit default alphabet"
        remedy = "allow UCS-2 or substitution"
    return UnencodableError(index=index, character=text[index], problem=problem, remedy=remedy)
