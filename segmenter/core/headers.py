"""What a user data header costs and the room it leaves, in octets and units (TS 23.040 §9.2.3.24).

Arithmetic only: nothing here knows a text or an alphabet, and no header is built here.
"""

from .policy import Encoding, ReferenceWidth

__all__ = ["MAX_SEGMENTS", "SEGMENT_OCTETS", "capacity", "octets_on_air", "udh_octets"]

SEGMENT_OCTETS = 140
"""Octets of user data in one short message, its header included (TS 23.040 §9.2.3.16)."""

MAX_SEGMENTS = 255
"""Segments that a concatenation header can number: its total is one octet (TS 23.040 §9.2.3.24.1)."""


def udh_octets(*, shifts: int, concatenation: ReferenceWidth | None, extra: int = 0) -> int:
    """Return the octets of a header with so many shift elements, its length octet (UDHL) included.

    `extra` is what further elements take, in octets.

    A shift element takes 3 octets (§9.2.3.24.15, .16), a concatenation element 5 or 6 (§9.2.3.24.1, .8).

    >>> [udh_octets(shifts=n, concatenation=ReferenceWidth.EIGHT_BITS) for n in (0, 1, 2)]
    [6, 9, 12]
    """
    elements = 3 * shifts + extra
    if concatenation is not None:
        elements += 4 + concatenation // 8  # identifier, length, total and sequence beside the reference
    return elements + 1 if elements else 0


def capacity(encoding: Encoding, *, udh: int) -> int:
    """Return the units one segment holds beside a header of so many octets.

    >>> [capacity(Encoding.GSM7, udh=n) for n in (0, 6, 7)], capacity(Encoding.UCS2, udh=6)
    ([160, 153, 152], 67)
    """
    if encoding is Encoding.UCS2:
        return (SEGMENT_OCTETS - udh) // 2
    return (SEGMENT_OCTETS - udh) * 8 // 7


def octets_on_air(encoding: Encoding, units: int, *, udh: int) -> int:
    """Return the octets of user data of one segment, header and fill bits included (§9.2.3.24).

    >>> octets_on_air(Encoding.GSM7, 153, udh=6), octets_on_air(Encoding.UCS2, 67, udh=6)
    (140, 140)
    """
    if encoding is Encoding.UCS2:
        return udh + 2 * units
    fill_bits = -8 * udh % 7
    return udh + (fill_bits + 7 * units + 7) // 8
