"""SMS-STATUS-REPORT: what became of a message that was submitted (TS 23.040 §9.2.2.3, §9.2.3.15).

Its fields, read and written, and the names of states; it must not know what a caller does about a state.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ...core.results import result
from ..addresses import Address, address_octets, read_address
from ..coding_scheme import DataCoding
from ..errors import in_range
from ..octets import OctetReader
from ..times import timestamp_octets
from ..user_data import Errors, UserData
from .kinds import (
    HEADER_BIT,
    TpduType,
    WithUserData,
    parameter_octets,
    read_indicator,
    read_moment,
    read_parameters,
)

__all__ = ["StatusReport", "read_status_report"]

_TEMPORARY = (
    "congestion",
    "recipient busy",
    "no response from the recipient",
    "service rejected",
    "quality of service not available",
    "error in the recipient",
)
_STATUSES = {
    0x00: "received by the recipient",
    0x01: "forwarded, delivery not confirmed",
    0x02: "replaced by the service centre",
    **dict(enumerate(_TEMPORARY, 0x20)),  # still trying
    0x40: "remote procedure error",
    0x41: "incompatible destination",
    0x42: "connection rejected by the recipient",
    0x43: "not obtainable",
    0x44: "quality of service not available",
    0x45: "no interworking available",
    0x46: "validity period expired",
    0x47: "deleted by the sender",
    0x48: "deleted by the service centre",
    0x49: "the message does not exist",
    **dict(enumerate(_TEMPORARY, 0x60)),  # given up
}
_OUTCOMES = ("completed", "still trying", "failed", "given up")


class _Fields(NamedTuple):
    message_reference: int
    recipient: Address
    timestamp: datetime | None
    discharged: datetime | None
    status: int
    more_to_come: bool = False
    looped: bool = False
    for_command: bool = False
    protocol: int | None = None
    data_coding: DataCoding | None = None
    user_data: UserData | None = None
    udhi: bool = False
    smsc: Address | None = None
    has_indicator: bool = False


@result
class StatusReport(_Fields, WithUserData):
    """An SMS-STATUS-REPORT.

    Attributes:
        kind: `TpduType.STATUS_REPORT`.
        message_reference: TP-MR of the message that was submitted.
        recipient: TP-RA.
        timestamp: TP-SCTS, when the service centre received the message.
        discharged: TP-DT, when it was delivered or abandoned.
        status: TP-ST; `outcome` and `status_name` have it in words.
        more_to_come: whether the service centre has more for this phone (TP-MMS).
        looped: TP-LP.
        for_command: whether it answers an SMS-COMMAND (TP-SRQ).
        protocol: TP-PID, where there is one.
        data_coding: TP-DCS, where there is one.
        user_data: TP-UD, where there is one.
        udhi: whether the user data has a header.
        smsc: the service centre that a modem put before it.
        has_indicator: whether it has TP-PI, even if no field follows that.
    """

    __slots__ = ()
    kind = TpduType.STATUS_REPORT

    @property
    def outcome(self) -> str:
        """What became of the message: completed, still trying, failed or given up."""
        return _OUTCOMES[self.status >> 5 & 3] if self.status < 0x80 else "reserved"

    @property
    def status_name(self) -> str:
        """TP-ST in words."""
        return _STATUSES.get(self.status, "reserved or specific to the service centre")

    @property
    def octets(self) -> bytes:
        """The TPDU, without a service centre before it."""
        first = (
            0x02
            | (0 if self.more_to_come else 0x04)
            | self.looped << 3
            | self.for_command << 5
            | (HEADER_BIT if self.udhi else 0)
        )
        head = bytes((first, in_range("TP-MR", self.message_reference, 0xFF)))
        times = timestamp_octets(self.timestamp, "TP-SCTS") + timestamp_octets(self.discharged, "TP-DT")
        status = bytes((in_range("TP-ST", self.status, 0xFF),))
        octets = head + address_octets(self.recipient) + times + status
        optional = parameter_octets(self.protocol, self.data_coding, self.user_data)
        return octets + optional if self.has_indicator or optional != b"\0" else octets


def read_status_report(reader: OctetReader, smsc: Address | None, errors: Errors) -> StatusReport:
    """Read an SMS-STATUS-REPORT; errors are those of `decode_tpdu`."""
    first = reader.octet("TP-MTI")
    message_reference = reader.octet("TP-MR")
    recipient = reader.value("TP-RA", read_address)
    timestamp = read_moment(reader, "TP-SCTS", errors)
    discharged = read_moment(reader, "TP-DT", errors)
    status = reader.octet("TP-ST")
    udhi = bool(first & HEADER_BIT)
    protocol, coding, user_data = None, None, None
    has_indicator = reader.left > 0
    if has_indicator:
        protocol, coding, user_data = read_parameters(reader, errors, read_indicator(reader), udhi=udhi)
    return StatusReport(
        message_reference,
        recipient,
        timestamp,
        discharged,
        status,
        not first & 0x04,
        bool(first & 0x08),
        bool(first & 0x20),
        protocol,
        coding,
        user_data,
        udhi,
        smsc,
        has_indicator,
    )
