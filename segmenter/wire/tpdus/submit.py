"""SMS-SUBMIT: a message on its way from a phone or modem to the service centre (TS 23.040 §9.2.2.2).

Its fields, read and written; how a text becomes user data is not known here.
"""

from __future__ import annotations

from typing import NamedTuple

from ...core.results import result
from ..addresses import Address, address_octets, read_address
from ..coding_scheme import DataCoding, data_coding
from ..errors import in_range
from ..octets import OctetReader
from ..times import Validity, read_enhanced, read_relative, validity_octets
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

__all__ = ["Submit", "read_submit"]


class _Fields(NamedTuple):
    to: Address
    message_reference: int
    data_coding: DataCoding
    user_data: UserData
    protocol: int = 0
    validity: Validity | None = None
    reject_duplicates: bool = False
    status_report: bool = False
    reply_path: bool = False
    smsc: Address | None = None


@result
class Submit(_Fields, WithUserData):  # type: ignore[misc]  # a field where the mixin declares one
    """An SMS-SUBMIT.

    Attributes:
        kind: `TpduType.SUBMIT`.
        to: TP-DA, the recipient.
        message_reference: TP-MR, 0..255, which a status report repeats.
        data_coding: TP-DCS.
        user_data: TP-UD; `text` is its text.
        protocol: TP-PID.
        validity: TP-VP: a period, a moment, or the enhanced form.
        reject_duplicates: TP-RD.
        status_report: whether a report is requested (TP-SRR).
        reply_path: TP-RP.
        smsc: the service centre that comes before it on a modem's line.
    """

    __slots__ = ()
    kind = TpduType.SUBMIT

    @property
    def octets(self) -> bytes:
        """The TPDU, without a service centre before it."""
        form, validity = validity_octets(self.validity)
        first = (
            0x01
            | self.reject_duplicates << 2
            | form << 3
            | self.status_report << 5
            | (HEADER_BIT if self.user_data.udhi else 0)
            | (REPLY_PATH_BIT if self.reply_path else 0)
        )
        head = bytes((first, in_range("TP-MR", self.message_reference, 0xFF)))
        coding = bytes((in_range("TP-PID", self.protocol, 0xFF), self.data_coding.octet))
        return head + address_octets(self.to) + coding + validity + with_length(self.user_data)


def read_submit(reader: OctetReader, smsc: Address | None, errors: Errors) -> Submit:
    """Read an SMS-SUBMIT; errors are those of `decode_tpdu`."""
    first = reader.octet("TP-MTI")
    message_reference = reader.octet("TP-MR")
    to = reader.value("TP-DA", read_address)
    protocol = reader.octet("TP-PID")
    coding = data_coding(reader.octet("TP-DCS"))
    validity = _read_validity(reader, first >> 3 & 3, errors)
    user_data = read_user_data(reader, coding, errors, udhi=bool(first & HEADER_BIT))
    return Submit(
        to,
        message_reference,
        coding,
        user_data,
        protocol,
        validity,
        bool(first & 0x04),
        bool(first & 0x20),
        bool(first & REPLY_PATH_BIT),
        smsc,
    )


def _read_validity(reader: OctetReader, form: int, errors: Errors) -> Validity | None:
    if form == 0:
        return None
    if form == 2:
        return read_relative(reader.octet("TP-VP"))
    if form == 1:
        return read_enhanced(reader.take("TP-VP", 7))
    return read_moment(reader, "TP-VP", errors)
