"""Addresses: telephone numbers and names as TPDUs write them, and back (TS 23.040 §9.1.2.5).

This module knows semi-octets and types of number; it must not know which field an address stands in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..core.alphabets import alphabet
from .errors import UserDataError
from .septets import pack_septets, septets_of, unpack_septets
from .texts import septets_text

__all__ = ["Address", "address_octets", "read_address", "read_smsc", "smsc_octets", "to_address"]

_DIGITS = "0123456789*#abc"
_SEMI_OCTETS = bytes.maketrans(b"0123456789abcdef", b"0123456789*#abcF")
_HEX = str.maketrans("*#abc", "abcde")
_INTERNATIONAL, _ALPHANUMERIC = 1, 5
_MOST_DIGITS = 20
_MOST_CHARACTERS = 11
_TYPES = (
    "unknown",
    "international",
    "national",
    "network specific",
    "subscriber",
    "alphanumeric",
    "abbreviated",
    "reserved",
)


class Address(NamedTuple):
    """A sender, a recipient or a service centre.

    Attributes:
        number: digits, or the name of an alphanumeric sender; without ``+``.
        type_of_number: 0..7; 0 is unknown, 1 international, 5 alphanumeric.
        numbering_plan: 0..15; 1 is that of telephones (E.164), 0 unknown.

    >>> str(to_address("+41761234567")), to_address("Info").type_name
    ('+41761234567', 'alphanumeric')
    """

    number: str
    type_of_number: int = 0
    numbering_plan: int = 1

    def __str__(self) -> str:
        return f"+{self.number}" if self.type_of_number == _INTERNATIONAL else self.number

    @property
    def type_name(self) -> str:
        """The type of number in words."""
        return _TYPES[self.type_of_number]

    @property
    def type_octet(self) -> int:
        """The octet of type and plan on the air, 0x91 for an international number."""
        return 0x80 | self.type_of_number << 4 | self.numbering_plan


def to_address(written: str | Address, *, field: str = "address") -> Address:
    """Return the address of a number or name: ``+`` and digits, digits alone, or a name.

    Spaces, hyphens, dots and brackets between digits are ignored.

    Raises:
        UserDataError: it is empty, longer than the field, or a name with a character outside GSM-7.
    """
    if isinstance(written, Address):
        address = written
    else:
        bare = re.sub(r"[ ().-]", "", written)
        if re.fullmatch(r"\+[0-9]+", bare):
            address = Address(bare[1:], _INTERNATIONAL)
        elif re.fullmatch(r"[0-9*#]+", bare):
            address = Address(bare)
        else:
            address = Address(written, _ALPHANUMERIC, 0)
    _check(address, field)
    return address


def _check(address: Address, field: str) -> None:
    number, kind, plan = address
    if not (0 <= kind <= 7 and 0 <= plan <= 15):
        raise UserDataError(field, f"has type {kind} and plan {plan}", "a type is 0 to 7, a plan 0 to 15")
    if kind == _ALPHANUMERIC:
        septets = _name_septets(number, field)
        if not 0 < len(septets) <= _MOST_CHARACTERS:
            words = f"{number!r} takes {len(septets)} septets"
            raise UserDataError(field, words, f"a name takes 1 to {_MOST_CHARACTERS}")
    elif len(number) > _MOST_DIGITS:
        raise UserDataError(field, f"has {len(number)} digits", f"an address holds at most {_MOST_DIGITS}")
    elif number.strip(_DIGITS):
        raise UserDataError(field, f"{number!r} is not a number", "use digits, * and #")


def _name_septets(name: str, field: str) -> bytes:
    try:
        return septets_of(alphabet(None, None).slots(name))
    except UnicodeEncodeError as error:
        words = f"{name!r} has U+{ord(name[error.start]):04X} at index {error.start}"
        raise UserDataError(field, words, "a name may only have GSM-7 characters") from None


def _semi_octets(number: str) -> bytes:
    digits = number.translate(_HEX) + "f" * (len(number) % 2)
    return bytes.fromhex("".join([digits[at + 1] + digits[at] for at in range(0, len(digits), 2)]))


def address_octets(address: Address) -> bytes:
    """Return an address as TP-OA and TP-DA carry it: length in semi-octets, type, digits or packed name.

    >>> address_octets(to_address("+12345")).hex()
    '05912143f5'
    """
    number, kind, _ = address
    if kind == _ALPHANUMERIC:
        septets = _name_septets(number, "address")
        length, octets = (7 * len(septets) + 3) // 4, pack_septets(septets)
    else:
        length, octets = len(number), _semi_octets(number)
    return bytes((length, address.type_octet)) + octets


def read_address(octets: bytes, at: int, field: str) -> tuple[Address, int]:
    """Read the address that begins at an octet; return it and where it ends.

    Raises:
        UserDataError: it is longer than the standard allows, or than the octets.
    """
    if at + 2 > len(octets):
        raise UserDataError(field, "has no length or no type", "the TPDU is cut short", offset=at)
    length, kind = octets[at], octets[at + 1]
    stop = at + 2 + (length + 1 >> 1)
    if length > _MOST_DIGITS:
        words = f"has {length} semi-octets"
        raise UserDataError(field, words, f"an address holds at most {_MOST_DIGITS}", offset=at)
    if stop > len(octets):
        words = f"has {length} semi-octets, but {len(octets) - at - 2} octets are left"
        raise UserDataError(field, words, "the TPDU is cut short", offset=at)
    if kind >> 4 & 7 == _ALPHANUMERIC:
        septets = unpack_septets(octets[at + 2 : stop], count=4 * length // 7)
        return Address(septets_text(septets, None, None), _ALPHANUMERIC, kind & 0xF), stop
    return Address(_digits(octets[at + 2 : stop], length), kind >> 4 & 7, kind & 0xF), stop


def _digits(octets: bytes, length: int) -> str:
    swapped = octets.hex()
    digits = bytearray(len(swapped))
    digits[::2] = swapped[1::2].encode()
    digits[1::2] = swapped[::2].encode()
    return digits[:length].translate(_SEMI_OCTETS).decode().rstrip("F")


def smsc_octets(smsc: str | Address | None) -> bytes:
    """Return a service centre's address as modems expect it before a TPDU; one zero octet for its own.

    >>> smsc_octets("+31624000000").hex(), smsc_octets(None).hex()
    ('07911326040000f0', '00')
    """
    if not smsc:
        return b"\0"
    address = to_address(smsc, field="SMSC")
    if address.type_of_number == _ALPHANUMERIC:
        raise UserDataError("SMSC", f"{address.number!r} is a name", "give the number of the service centre")
    octets = _semi_octets(address.number)
    return bytes((1 + len(octets), address.type_octet)) + octets


def read_smsc(octets: bytes, at: int = 0, field: str = "SMSC") -> tuple[Address | None, int]:
    """Read the service centre that a modem puts before a TPDU; return it and where it ends.

    Its length counts octets; that of other addresses counts digits.

    Raises:
        UserDataError: it is longer than the standard allows, or than the octets.
    """
    if at >= len(octets):
        raise UserDataError(field, "has no length", "the octets are cut short", offset=at)
    length = octets[at]
    stop = at + 1 + length
    if length > 11:
        words = f"has {length} octets"
        raise UserDataError(field, words, "it has at most 11; does a service centre come first?", offset=at)
    if stop > len(octets):
        words = f"has {length} octets, but {len(octets) - at - 1} are left"
        raise UserDataError(field, words, "the octets are cut short", offset=at)
    if length == 0:
        return None, stop
    kind = octets[at + 1]
    return Address(_digits(octets[at + 2 : stop], 2 * length - 2), kind >> 4 & 7, kind & 0xF), stop
