"""RP-DATA: the envelope of a TPDU between phone and network (TS 24.011 §7.3.1).

This module knows the envelope; it must not know the TPDU inside.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core.results import plain_fields, result
from .addresses import Address, read_smsc, smsc_octets
from .errors import UserDataError, in_range
from .octets import OctetReader
from .tpdus import Direction

__all__ = ["RpData", "decode_rp_data", "rp_data"]

_TYPES = {Direction.FROM_MOBILE: 0, Direction.TO_MOBILE: 1}
_NAMES = ("RP-DATA", "RP-DATA", "RP-ACK", "RP-ACK", "RP-ERROR", "RP-ERROR", "RP-SMMA", "reserved")


@result
class RpData(NamedTuple):
    """An RP-DATA.

    Attributes:
        direction: which way it goes.
        message_reference: RP-MR, 0..255.
        smsc: the service centre, which is the destination from a mobile and the originator to one.
        tpdu: RP-UD; `decode_tpdu(tpdu, direction=direction)` reads it.
    """

    direction: Direction
    message_reference: int
    smsc: Address | None
    tpdu: bytes

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


def rp_data(
    tpdu: bytes, *, direction: Direction | str, smsc: str | Address, message_reference: int = 0
) -> bytes:
    """Return a TPDU in the envelope used between phone and network.

    Raises:
        UserDataError: a value is out of range.

    >>> rp_data(bytes.fromhex("010005912143f5000005e8329bfd06"), direction="mo", smsc="+1").hex()
    '0000000291f10f010005912143f5000005e8329bfd06'
    """
    direction = Direction(direction)
    centre = smsc_octets(smsc)
    addresses = b"\0" + centre if direction is Direction.FROM_MOBILE else centre + b"\0"
    head = bytes((_TYPES[direction], in_range("RP-MR", message_reference, 0xFF)))
    return head + addresses + bytes((in_range("RP-UD length", len(tpdu), 0xFF),)) + tpdu


def decode_rp_data(octets: bytes) -> RpData:
    """Read an RP-DATA.

    Raises:
        UserDataError: it is another message, or a field is cut short.

    >>> decode_rp_data(bytes.fromhex("0000000291f10f010005912143f5000005e8329bfd06")).direction.value
    'from-mobile'
    """
    reader = OctetReader(bytes(octets), unit="RP-DATA")
    kind = reader.octet("RP-MTI") & 7
    if kind > 1:
        raise UserDataError("RP-MTI", f"is {kind}, {_NAMES[kind]}", "RP-DATA is 0 or 1", offset=0)
    reference = reader.octet("RP-MR")
    originator, destination = reader.value("RP-OA", read_smsc), reader.value("RP-DA", read_smsc)
    tpdu = reader.take("RP-UD", reader.octet("RP-UD length"))
    if reader.left:
        raise UserDataError("RP-UD", f"{reader.left} octets follow it", offset=reader.at)
    direction = Direction.FROM_MOBILE if kind == 0 else Direction.TO_MOBILE
    return RpData(direction, reference, destination if kind == 0 else originator, tpdu)
