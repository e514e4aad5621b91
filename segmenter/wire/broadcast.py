"""Cell broadcast: a text as pages of 88 octets, and pages read back (TS 23.041 §9.4.1.2).

This module knows a page; it must not know how pages are scheduled or combined in a network.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core.alphabets import alphabet
from ..core.choice import lay_out
from ..core.coding import cut, spans
from ..core.policy import Encoding, Policy
from ..core.results import plain_fields, result
from .coding_scheme import CharacterSet, DataCoding, broadcast_coding
from .errors import UserDataError, in_range
from .septets import pack_septets, septets_of, unpack_septets
from .texts import code_units_text, septets_text
from .user_data import Errors

__all__ = ["BroadcastPage", "broadcast_pages", "decode_broadcast"]

PAGE_OCTETS = 82
_PAGE_SEPTETS, _PAGE_UNITS = 93, 41
_MOST_PAGES = 15
_CR = b"\r"


@result
class BroadcastPage(NamedTuple):
    """One page of a cell broadcast.

    Attributes:
        serial_number: message code, scope and update number, 16 bits.
        message_identifier: what it is about, 16 bits; 4370 is the highest alert.
        data_coding: its data coding scheme.
        page: its number, from 1.
        pages: how many there are.
        text: its text without padding; `None` where it is not text.
        octets: the 82 octets of its content.
    """

    serial_number: int
    message_identifier: int
    data_coding: DataCoding
    page: int
    pages: int
    text: str | None
    octets: bytes

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


def broadcast_pages(
    text: str,
    *,
    serial_number: int,
    message_identifier: int,
    data_coding: int | None = None,
) -> tuple[bytes, ...]:
    """Return a text as pages for cell broadcast: up to 15 of 93 septets or 41 code units.

    Args:
        text: sent as GSM-7 if possible, else as UCS-2. Pages are read one by one, so no character is split.
        serial_number: 0..65535.
        message_identifier: 0..65535.
        data_coding: the scheme; by default 0x0F for GSM-7 and 0x48 for UCS-2, neither with a language.

    Raises:
        UserDataError: a value is out of range, the scheme is for the other encoding, or the text
            takes more than 15 pages.
        UnencodableError: the text holds half a surrogate pair.

    >>> (page,) = broadcast_pages("Test", serial_number=1, message_identifier=4370)
    >>> page[:6].hex(), len(page)
    ('000111120f11', 88)
    """
    in_range("serial number", serial_number, 0xFFFF)
    in_range("message identifier", message_identifier, 0xFFFF)
    layout = lay_out(text, Policy())
    in_gsm7 = layout.coding.encoding is Encoding.GSM7
    scheme = (0x0F if in_gsm7 else 0x48) if data_coding is None else data_coding
    charset = broadcast_coding(scheme).character_set
    if charset is CharacterSet.UCS2 and in_gsm7:
        layout, in_gsm7 = lay_out(text, Policy(encodings=(Encoding.UCS2,))), False
    elif charset is not (CharacterSet.GSM7 if in_gsm7 else CharacterSet.UCS2):
        raise UserDataError(
            "data coding", f"0x{scheme:02X} is for {charset}", f"the text is {layout.coding.encoding}"
        )
    room = _PAGE_SEPTETS if in_gsm7 else _PAGE_UNITS
    stops = cut(layout.octets, layout.coding.shape, len(text), room)
    if len(stops) > _MOST_PAGES:
        raise UserDataError("pages", f"the text takes {len(stops)}", f"a broadcast has at most {_MOST_PAGES}")
    units = septets_of(alphabet(None, None).slots(text)) if in_gsm7 else layout.octets
    head = serial_number.to_bytes(2, "big") + message_identifier.to_bytes(2, "big") + bytes((scheme,))
    pages = []
    for number, (start, stop) in enumerate(spans(stops), 1):
        if in_gsm7:
            content = pack_septets(units[start:stop].ljust(_PAGE_SEPTETS, _CR))
        else:
            content = units[2 * start : 2 * stop] + b"\0\r" * (_PAGE_UNITS - stop + start)
        pages.append(head + bytes((number << 4 | len(stops),)) + content)
    return tuple(pages)


def decode_broadcast(octets: bytes, *, errors: Errors = "strict") -> BroadcastPage:
    """Read one page: 6 octets and up to 82 of content.

    Raises:
        UserDataError: it is shorter or longer than a page, or its text is broken.

    >>> pages = broadcast_pages("я" * 50, serial_number=1, message_identifier=4370)
    >>> [decode_broadcast(page).text for page in pages] == ["я" * 41, "я" * 9]
    True
    """
    octets = bytes(octets)
    if not 6 <= len(octets) <= 6 + PAGE_OCTETS:
        raise UserDataError("page", f"has {len(octets)} octets", "a page has 6 to 88", offset=0)
    coding = broadcast_coding(octets[4])
    page, pages = octets[5] >> 4, octets[5] & 15
    if not 0 < page <= pages:  # to be read as the only one (§9.4.1.2.4)
        page = pages = 1
    content = octets[6:]
    text = None
    if coding.compressed or coding.character_set is CharacterSet.DATA:
        pass
    elif coding.character_set is CharacterSet.GSM7:
        septets = unpack_septets(content, count=min(_PAGE_SEPTETS, 8 * len(content) // 7))
        if coding.octet == 0x10:  # three septets name the language
            septets = septets[3:]
        text = septets_text(septets.rstrip(_CR), None, None)
    else:
        if coding.octet == 0x11:  # two septets name the language, in two octets
            content = content[2:]
        text, trouble = code_units_text(content[: len(content) & ~1], first=True, last=True)
        if trouble and errors == "strict":
            raise UserDataError("page", trouble.words, offset=6 + 2 * trouble.unit)
        text = text.rstrip("\r")
    return BroadcastPage(
        int.from_bytes(octets[:2], "big"),
        int.from_bytes(octets[2:4], "big"),
        coding,
        page,
        pages,
        text,
        octets[6:],
    )
