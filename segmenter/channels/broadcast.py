"""Cell broadcast: the pages that a text takes, and what keeps it out of GSM-7.

Arithmetic on a text (TS 23.041 §9.4.2); who may send a broadcast, and its octets, are not known here.
"""

from __future__ import annotations

from typing import NamedTuple

from ..core.coding import codings, cut
from ..core.counting import DEFAULT_POLICY
from ..core.policy import Encoding

__all__ = ["MOST_PAGES", "Pages", "pages_of"]

MOST_PAGES = 15
"""Pages of one broadcast: their number is four bits, and 0 is reserved."""

PAGE_UNITS = {Encoding.GSM7: 93, Encoding.UCS2: 41}
"""Units of a page of 82 octets."""


class Pages(NamedTuple):
    """What a text takes as a broadcast.

    Attributes:
        encoding: GSM-7 where it can be.
        pages: how many.
        units: of the whole text.
        page_units: what one page holds.
        offenders: characters that keep the text out of GSM-7, each once, in order.
    """

    encoding: Encoding
    pages: int
    units: int
    page_units: int
    offenders: tuple[str, ...]


def pages_of(text: str) -> Pages:
    """Return the pages of a text.

    Raises:
        UnicodeEncodeError: the text holds a surrogate.

    >>> pages_of("a" * 94).pages, pages_of("ş" * 41).pages, pages_of("ş" * 41).offenders
    (2, 1, ('ş',))
    """
    gsm7, ucs2 = codings(DEFAULT_POLICY)
    offenders: tuple[str, ...] = ()
    try:
        coding, octets = gsm7, gsm7.code(text)
    except UnicodeEncodeError:
        coding, octets = ucs2, ucs2.code(text)
        offenders = tuple(dict.fromkeys(character for character in text if not _in_gsm7(character)))
    room = PAGE_UNITS[coding.encoding]
    stops = cut(octets, coding.shape, len(text), room)
    return Pages(coding.encoding, len(stops), stops[-1], room, offenders)


def _in_gsm7(character: str) -> bool:
    try:
        codings(DEFAULT_POLICY)[0].code(character)
    except UnicodeEncodeError:
        return False
    return True
