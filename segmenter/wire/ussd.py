"""USSD and other packed text without a count, and padding against a final ``@`` (TS 23.038 §6.1.2.3).

This module knows septets and CR; it must not know a header or a protocol.
"""

from __future__ import annotations

from ..core.alphabets import alphabet
from ..core.choice import unencodable
from ..core.policy import Encoding, Policy
from .septets import pack_septets, septets_of, unpack_septets
from .texts import septets_text

__all__ = ["decode_ussd", "encode_ussd", "pack_padded", "unpack_padded"]

_CR = b"\r"


def pack_padded(septets: bytes, *, fill_bits: int = 0) -> bytes:
    """Pack septets where their count is not sent.

    Seven spare bits would read as ``@``, so CR fills them; and a text that ends in CR on the last bit gets
    another, since receivers drop one.
    """
    spare_bits = -(7 * len(septets) + fill_bits) % 8
    if spare_bits == 7 or (spare_bits == 0 and septets.endswith(_CR)):
        septets += _CR
    return pack_septets(septets, fill_bits=fill_bits)


def unpack_padded(octets: bytes, *, fill_bits: int = 0) -> bytes:
    """Unpack septets where their count was not sent; a CR on the last bit is padding."""
    septets = unpack_septets(octets, fill_bits=fill_bits)
    on_the_last_bit = (7 * len(septets) + fill_bits) % 8 == 0
    return septets[:-1] if on_the_last_bit and septets.endswith(_CR) else septets


def encode_ussd(text: str) -> bytes:
    """Return a text as a USSD string in the default alphabet.

    Raises:
        UnencodableError: a character is not in the GSM 7 bit default alphabet.

    >>> encode_ussd("*100#").hex(), encode_ussd("1234567").hex()
    ('aa180c3602', '31d98c56b3dd1a')
    """
    try:
        return pack_padded(septets_of(alphabet(None, None).slots(text)))
    except UnicodeEncodeError as error:
        raise unencodable(text, error.start, Policy(encodings=(Encoding.GSM7,))) from None


def decode_ussd(octets: bytes) -> str:
    """Return the text of a USSD string.

    >>> decode_ussd(bytes.fromhex("aa180c3602"))
    '*100#'
    """
    return septets_text(unpack_padded(octets), None, None)
