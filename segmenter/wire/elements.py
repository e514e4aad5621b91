"""The user data header: names of information elements, and fields of the common ones (TS 23.040 §9.2.3.24).

This module knows elements and their octets; it must not know a text or a TPDU. Unknown elements
keep their octets and are written as they were read.
"""

from __future__ import annotations

from typing import NamedTuple

from ..core.policy import InformationElement, NationalLanguage, ReferenceWidth
from .errors import UserDataError, in_range

__all__ = [
    "ELEMENT_NAMES",
    "Concatenation",
    "Ports",
    "SpecialMessage",
    "TextFormat",
    "concatenation_of",
    "element_name",
    "header_octets",
    "languages_of",
    "port_addressing",
    "ports_of",
    "read_element",
    "read_header",
]

CONCATENATION_8, CONCATENATION_16 = 0x00, 0x08
PORTS_8, PORTS_16 = 0x04, 0x05
SINGLE_SHIFT, LOCKING_SHIFT = 0x24, 0x25

ELEMENT_NAMES = {
    0x00: "Concatenated short messages, 8-bit reference",
    0x01: "Special SMS message indication",
    0x02: "Reserved",
    0x03: "Not used, it would read as a line feed",
    0x04: "Application port addressing, 8-bit",
    0x05: "Application port addressing, 16-bit",
    0x06: "SMSC control parameters",
    0x07: "UDH source indicator",
    0x08: "Concatenated short messages, 16-bit reference",
    0x09: "Wireless control message protocol",
    0x0A: "Text formatting",
    0x0B: "Predefined sound",
    0x0C: "User defined sound",
    0x0D: "Predefined animation",
    0x0E: "Large animation",
    0x0F: "Small animation",
    0x10: "Large picture",
    0x11: "Small picture",
    0x12: "Variable picture",
    0x13: "User prompt indicator",
    0x14: "Extended object",
    0x15: "Reused extended object",
    0x16: "Compression control",
    0x17: "Object distribution indicator",
    0x18: "Standard WVG object",
    0x19: "Character size WVG object",
    0x1A: "Extended object data request command",
    **dict.fromkeys(range(0x1B, 0x20), "Reserved for EMS"),
    0x20: "RFC 822 e-mail header",
    0x21: "Hyperlink format",
    0x22: "Reply address",
    0x23: "Enhanced voice mail information",
    0x24: "National language single shift",
    0x25: "National language locking shift",
}
"""Identifiers 0x00 to 0x25, all that TS 23.040 V18 §9.2.3.24 gives a name of its own."""

_RANGES = (
    (0x6F, "Reserved for future use"),
    (0x7F, "(U)SIM toolkit security header"),
    (0x9F, "SME to SME specific use"),
    (0xBF, "Reserved for future use"),
    (0xDF, "SC specific use"),
    (0xFF, "Reserved for future use"),
)


def element_name(identifier: int) -> str:
    """Return what an information element is called.

    >>> element_name(0x25), element_name(0x70)
    ('National language locking shift', '(U)SIM toolkit security header')
    """
    if identifier in ELEMENT_NAMES:
        return ELEMENT_NAMES[identifier]
    return next(name for last, name in _RANGES if identifier <= last)


class Concatenation(NamedTuple):
    """Where one segment stands in its message (TS 23.040 §9.2.3.24.1, .8).

    Attributes:
        reference: the number that the segments of a message share, 8 or 16 bits.
        total: how many segments there are, 1..255.
        number: which of them this is, 1..total.
        reference_width: bits of the reference.
    """

    reference: int
    total: int
    number: int
    reference_width: ReferenceWidth = ReferenceWidth.EIGHT_BITS


class Ports(NamedTuple):
    """The applications that a message is to and from (TS 23.040 §9.2.3.24.3, .4).

    Attributes:
        destination: the receiver's port.
        source: the sender's.
        bits: of each, 8 or 16.
    """

    destination: int
    source: int
    bits: int = 16


class SpecialMessage(NamedTuple):
    """What waits for the receiver elsewhere (TS 23.040 §9.2.3.24.2).

    Attributes:
        waiting: voicemail, fax, e-mail, video, or other.
        messages: how many; 255 means 255 or more.
        store: whether this message is kept after it was read.
    """

    waiting: str
    messages: int
    store: bool


class TextFormat(NamedTuple):
    """How a stretch of the text looks (TS 23.040 §9.2.3.24.10.1.1).

    Attributes:
        start: its first character.
        length: how many characters; 0 for all that follow.
        mode: the octet of alignment, size and style.
        colours: the octet of foreground and background, if there is one.
    """

    start: int
    length: int
    mode: int
    colours: int | None


def read_header(octets: bytes, *, offset: int = 0) -> tuple[InformationElement, ...]:
    r"""Read the elements of a header; the octets start after its length octet (UDHL).

    Raises:
        UserDataError: an element is longer than the header.

    >>> read_header(bytes.fromhex("0003190201"))
    (InformationElement(identifier=0, data=b'\x19\x02\x01'),)
    """
    elements = []
    at = 0
    end = len(octets)
    while at < end:
        length = octets[at + 1] if at + 1 < end else 0
        stop = at + 2 + length
        if stop > end:
            name = f"element 0x{octets[at]:02X}"
            have = end - at - 2
            words = (
                f"{name} has {length} octets, but {have} are left" if have >= 0 else f"{name} has no length"
            )
            raise UserDataError("TP-UDH", words, "the header length is wrong", offset=offset + at)
        elements.append(InformationElement(octets[at], octets[at + 2 : stop]))
        at = stop
    return tuple(elements)


def header_octets(elements: tuple[InformationElement, ...]) -> bytes:
    r"""Return a header with its length octet; no octets without elements.

    >>> header_octets((InformationElement(0x24, b"\1"),)).hex()
    '03240101'
    """
    if not elements:
        return b""
    octets = b"".join(bytes((identifier, len(data))) + data for identifier, data in elements)
    return bytes((len(octets),)) + octets


def concatenation_of(elements: tuple[InformationElement, ...]) -> Concatenation | None:
    """Return a segment's place in its message; the last such element counts, as for receivers.

    An element of the wrong length, part 0, part 3 of 2 or a total of 0 is ignored (§9.2.3.24.1).
    """
    found = None
    for identifier, data in elements:
        if identifier == CONCATENATION_8 and len(data) == 3 and 0 < data[2] <= data[1]:
            found = Concatenation(data[0], data[1], data[2], ReferenceWidth.EIGHT_BITS)
        elif identifier == CONCATENATION_16 and len(data) == 4 and 0 < data[3] <= data[2]:
            found = Concatenation(data[0] << 8 | data[1], data[2], data[3], ReferenceWidth.SIXTEEN_BITS)
    return found


def ports_of(elements: tuple[InformationElement, ...]) -> Ports | None:
    """Return the ports that a message is to and from; the last such element counts."""
    found = None
    for identifier, data in elements:
        if identifier == PORTS_8 and len(data) == 2:
            found = Ports(data[0], data[1], 8)
        elif identifier == PORTS_16 and len(data) == 4:
            found = Ports(data[0] << 8 | data[1], data[2] << 8 | data[3], 16)
    return found


def port_addressing(destination: int, source: int = 0, *, bits: int = 16) -> InformationElement:
    r"""Return the element that addresses an application's port.

    Raises:
        UserDataError: a port is out of range.

    >>> port_addressing(2948, 9200)
    InformationElement(identifier=5, data=b'\x0b\x84#\xf0')
    """
    if bits not in (8, 16):
        raise UserDataError("bits", f"is {bits}", "a port has 8 or 16")
    width = bits // 8
    ports = [
        in_range(field, port, (1 << bits) - 1).to_bytes(width, "big")
        for field, port in (("destination port", destination), ("source port", source))
    ]
    return InformationElement(PORTS_8 if bits == 8 else PORTS_16, b"".join(ports))


def languages_of(
    elements: tuple[InformationElement, ...],
) -> tuple[NationalLanguage | None, NationalLanguage | None]:
    """Return the locking and the single shift language; unknown ones are ignored."""
    shifts: dict[int, NationalLanguage | None] = {LOCKING_SHIFT: None, SINGLE_SHIFT: None}
    for identifier, data in elements:
        if identifier in shifts and len(data) == 1:
            shifts[identifier] = NationalLanguage(data[0]) if 1 <= data[0] <= 13 else None
    locking = shifts[LOCKING_SHIFT]
    # There is no Spanish locking table: the default one stays in place.
    return None if locking is NationalLanguage.SPANISH else locking, shifts[SINGLE_SHIFT]


_WAITING = ("voicemail", "fax", "e-mail", "other", "reserved", "reserved", "reserved", "video")


def read_element(
    element: InformationElement,
) -> Concatenation | Ports | SpecialMessage | TextFormat | NationalLanguage | None:
    """Return the fields of a common element; `None` for other elements and for broken ones.

    >>> read_element(InformationElement(0x01, bytes.fromhex("8003")))
    SpecialMessage(waiting='voicemail', messages=3, store=True)
    """
    identifier, data = element
    alone = (element,)
    if identifier in (CONCATENATION_8, CONCATENATION_16):
        return concatenation_of(alone)
    if identifier in (PORTS_8, PORTS_16):
        return ports_of(alone)
    if identifier in (SINGLE_SHIFT, LOCKING_SHIFT):
        return NationalLanguage(data[0]) if len(data) == 1 and 1 <= data[0] <= 13 else None
    if identifier == 0x01 and len(data) == 2:
        return SpecialMessage(_WAITING[data[0] & 7], data[1], bool(data[0] & 0x80))
    if identifier == 0x0A and len(data) in (3, 4):
        return TextFormat(data[0], data[1], data[2], data[3] if len(data) == 4 else None)
    return None
