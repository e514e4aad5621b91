"""SMS-DELIVER: a message on its way from the service centre to a phone (TS 23.040 §9.2.2.1).

Its fields, read and written; how a text becomes user data is not known here.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ...core.results import result
from ..addresses import Address, address_octets, read_address
from ..coding_scheme import DataCoding, data_coding
from ..errors import in_range
from ..octets import OctetReader
from ..times import timestamp_octets
from ..user_data import Errors, UserData
from .kinds import (
    HEADER_BIT,
    REPLY_PATH_BIT,
    TpduType,
    WithUserData,
    read_moment,
    read_user_data,
    with_length,
)

__all__ = ["Deliver", "read_deliver"]


class _Fields(NamedTuple):
    sender: Address
    timestamp: datetime | None
    data_coding: DataCoding
    user_data: UserData
    protocol: int = 0
    more_to_come: bool = False
    looped: bool = False
    status_report: bool = False
    reply_path: bool = False
    smsc: Address | None = None


@result
class Deliver(_Fields, WithUserData):  # type: ignore[misc]  # a field where the mixin declares one
    """An SMS-DELIVER.

    Attributes:
        kind: `TpduType.DELIVER`.
        sender: TP-OA, a number or a name.
        timestamp: TP-SCTS, when the service centre received it; `None` where all its digits are zero.
        data_coding: TP-DCS.
        user_data: TP-UD; `text` is its text.
        protocol: TP-PID.
        more_to_come: whether the service centre has more for this phone (TP-MMS).
        looped: TP-LP, whether it was forwarded and must not be forwarded again.
        status_report: whether the sender requested a report (TP-SRI).
        reply_path: TP-RP.
        smsc: the service centre that a modem put before it.
    """

    __slots__ = ()
    kind = TpduType.DELIVER

    @property
    def octets(self) -> bytes:
        """The TPDU, without a service centre before it."""
        first = (
            (0 if self.more_to_come else 0x04)
            | self.looped << 3
            | self.status_report << 5
            | (HEADER_BIT if self.user_data.udhi else 0)
            | (REPLY_PATH_BIT if self.reply_path else 0)
        )
        coding = bytes((in_range("TP-PID", self.protocol, 0xFF), self.data_coding.octet))
        timestamp = timestamp_octets(self.timestamp, "TP-SCTS")
        return (
            bytes((first,)) + address_octets(self.sender) + coding + timestamp + with_length(self.user_data)
        )


def read_deliver(reader: OctetReader, smsc: Address | None, errors: Errors) -> Deliver:
    """Read an SMS-DELIVER; errors are those of `decode_tpdu`."""
    first = reader.octet("TP-MTI")
    sender = reader.value("TP-OA", read_address)
    protocol = reader.octet("TP-PID")
    coding = data_coding(reader.octet("TP-DCS"))
    timestamp = read_moment(reader, "TP-SCTS", errors)
    user_data = read_user_data(reader, coding, errors, udhi=bool(first & HEADER_BIT))
    return Deliver(
        sender,
        timestamp,
        coding,
        user_data,
        protocol,
        not first & 0x04,
        bool(first & 0x08),
        bool(first & 0x20),
        bool(first & REPLY_PATH_BIT),
        smsc,
    )
