"""SMS-COMMAND: what a phone asks the service centre to do with an earlier message (TS 23.040 §9.2.2.4).

Its fields, read and written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...core.results import result
from ..addresses import Address, address_octets, read_address
from ..errors import UserDataError, in_range
from .kinds import HEADER_BIT, TpduType, WithUserData

if TYPE_CHECKING:
    from ..octets import OctetReader
    from ..user_data import Errors

__all__ = ["Command", "read_command"]

_COMMANDS = (
    "enquiry about a message",
    "cancel the status report request",
    "delete a message",
    "enable the status report request",
)


class _Fields(NamedTuple):
    message_reference: int
    protocol: int
    command: int
    message_number: int
    to: Address
    data: bytes = b""
    status_report: bool = False
    udhi: bool = False
    smsc: Address | None = None


@result
class Command(_Fields, WithUserData):
    """An SMS-COMMAND.

    Attributes:
        kind: `TpduType.COMMAND`.
        message_reference: TP-MR of this command.
        protocol: TP-PID.
        command: TP-CT; `command_name` has it in words.
        message_number: TP-MN, the TP-MR of the message it is about.
        to: TP-DA, the recipient of that message.
        data: TP-CD.
        status_report: whether a report is requested (TP-SRR).
        udhi: whether the data begins with a header.
        smsc: the service centre that comes before it on a modem's line.
    """

    __slots__ = ()
    user_data = None
    kind = TpduType.COMMAND

    @property
    def command_name(self) -> str:
        """TP-CT in words."""
        return _COMMANDS[self.command] if self.command < 4 else "reserved or specific to the service centre"

    @property
    def octets(self) -> bytes:
        """The TPDU, without a service centre before it."""
        first = 0x02 | self.status_report << 5 | (HEADER_BIT if self.udhi else 0)
        numbers = (
            ("TP-MR", self.message_reference),
            ("TP-PID", self.protocol),
            ("TP-CT", self.command),
            ("TP-MN", self.message_number),
        )
        head = bytes([first, *(in_range(field, value, 0xFF) for field, value in numbers)])
        length = in_range("TP-CDL", len(self.data), 156)
        return head + address_octets(self.to) + bytes((length,)) + self.data


def read_command(reader: OctetReader, smsc: Address | None, errors: Errors) -> Command:
    """Read an SMS-COMMAND; errors are those of `decode_tpdu`."""
    first = reader.octet("TP-MTI")
    reference, protocol, command, number = (
        reader.octet(field) for field in ("TP-MR", "TP-PID", "TP-CT", "TP-MN")
    )
    to = reader.value("TP-DA", read_address)
    at = reader.at
    length = reader.octet("TP-CDL")
    if length != reader.left and errors == "strict":
        raise UserDataError("TP-CDL", f"is {length}, but {reader.left} octets follow", offset=at)
    data = reader.take("TP-CD", min(length, reader.left))
    return Command(
        reference, protocol, command, number, to, data, bool(first & 0x20), bool(first & HEADER_BIT), smsc
    )
