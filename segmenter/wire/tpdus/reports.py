"""SMS-DELIVER-REPORT and SMS-SUBMIT-REPORT: the answers to a TPDU, with a cause if it failed.

Both end alike (TS 23.040 §9.2.2.1a, §9.2.2.2a), so they share this file with the names of causes.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ...core.results import result
from ..addresses import Address
from ..coding_scheme import DataCoding
from ..errors import UserDataError, in_range
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

__all__ = ["DeliverReport", "SubmitReport", "read_deliver_report", "read_submit_report"]

_CAUSES = {
    0x80: "telematic interworking not supported",
    0x81: "short message type 0 not supported",
    0x82: "the message cannot be replaced",
    0x8F: "unspecified TP-PID error",
    0x90: "alphabet not supported",
    0x91: "message class not supported",
    0x9F: "unspecified TP-DCS error",
    0xA0: "the command cannot be actioned",
    0xA1: "command not supported",
    0xAF: "unspecified TP-Command error",
    0xB0: "TPDU not supported",
    0xC0: "service centre busy",
    0xC1: "no subscription at the service centre",
    0xC2: "service centre failure",
    0xC3: "invalid recipient address",
    0xC4: "recipient barred",
    0xC5: "duplicate rejected",
    0xC6: "TP-VPF not supported",
    0xC7: "TP-VP not supported",
    0xD0: "SIM storage full",
    0xD1: "no SIM storage for messages",
    0xD2: "error in the phone",
    0xD3: "memory capacity exceeded",
    0xD4: "SIM application toolkit busy",
    0xD5: "SIM data download error",
    0xFF: "unspecified error",
}


class _Report(WithUserData):
    """What both reports have."""

    __slots__ = ()
    failure_cause: int | None

    @property
    def failure_name(self) -> str:
        """TP-FCS in words; empty if the TPDU was accepted."""
        if self.failure_cause is None:
            return ""
        return _CAUSES.get(self.failure_cause, "reserved or specific to the network")


class _DeliverFields(NamedTuple):
    failure_cause: int | None = None
    protocol: int | None = None
    data_coding: DataCoding | None = None
    user_data: UserData | None = None
    udhi: bool = False
    smsc: Address | None = None


@result
class DeliverReport(_DeliverFields, _Report):
    """An SMS-DELIVER-REPORT: a phone accepted a message, or gives the reason why not.

    Attributes:
        kind: `TpduType.DELIVER_REPORT`.
        failure_cause: TP-FCS, 0x80..0xFF; `None` if it was accepted.
        protocol: TP-PID, where there is one.
        data_coding: TP-DCS, where there is one.
        user_data: TP-UD, where there is one.
        udhi: whether the user data has a header.
        smsc: the service centre that comes before it on a modem's line.
    """

    __slots__ = ()
    kind = TpduType.DELIVER_REPORT

    @property
    def octets(self) -> bytes:
        """The TPDU, without a service centre before it."""
        first = bytes((HEADER_BIT if self.udhi else 0,))
        optional = parameter_octets(self.protocol, self.data_coding, self.user_data)
        return first + _cause_octets(self.failure_cause) + optional


class _SubmitFields(NamedTuple):
    timestamp: datetime | None
    failure_cause: int | None = None
    protocol: int | None = None
    data_coding: DataCoding | None = None
    user_data: UserData | None = None
    udhi: bool = False
    smsc: Address | None = None


@result
class SubmitReport(_SubmitFields, _Report):
    """An SMS-SUBMIT-REPORT: the service centre accepted a message, or gives the reason why not.

    Attributes:
        kind: `TpduType.SUBMIT_REPORT`.
        timestamp: TP-SCTS, when it accepted or refused it.
        failure_cause: TP-FCS, 0x80..0xFF; `None` if it was accepted.
        protocol: TP-PID, where there is one.
        data_coding: TP-DCS, where there is one.
        user_data: TP-UD, where there is one.
        udhi: whether the user data has a header.
        smsc: the service centre that a modem put before it.
    """

    __slots__ = ()
    kind = TpduType.SUBMIT_REPORT

    @property
    def octets(self) -> bytes:
        """The TPDU, without a service centre before it."""
        head = bytes((0x01 | (HEADER_BIT if self.udhi else 0),)) + _cause_octets(self.failure_cause)
        optional = parameter_octets(self.protocol, self.data_coding, self.user_data)
        # TP-PI comes before the time stamp, the fields it announces after it.
        return head + optional[:1] + timestamp_octets(self.timestamp, "TP-SCTS") + optional[1:]


def _cause_octets(cause: int | None) -> bytes:
    if cause is None:
        return b""
    if cause < 0x80:
        raise UserDataError("TP-FCS", f"is 0x{cause:02X}", "a cause is 0x80 to 0xFF")
    return bytes((in_range("TP-FCS", cause, 0xFF),))


def _read_cause(reader: OctetReader) -> int | None:
    """Read TP-FCS where there is one: all causes have the bit set that TP-PI keeps for its extension."""
    if reader.left and reader.octets[reader.at] & 0x80:
        return reader.octet("TP-FCS")
    return None


def read_deliver_report(reader: OctetReader, smsc: Address | None, errors: Errors) -> DeliverReport:
    """Read an SMS-DELIVER-REPORT; errors are those of `decode_tpdu`."""
    udhi = bool(reader.octet("TP-MTI") & HEADER_BIT)
    cause = _read_cause(reader)
    protocol, coding, user_data = read_parameters(reader, errors, read_indicator(reader), udhi=udhi)
    return DeliverReport(cause, protocol, coding, user_data, udhi, smsc)


def read_submit_report(reader: OctetReader, smsc: Address | None, errors: Errors) -> SubmitReport:
    """Read an SMS-SUBMIT-REPORT; errors are those of `decode_tpdu`."""
    udhi = bool(reader.octet("TP-MTI") & HEADER_BIT)
    cause = _read_cause(reader)
    indicator = read_indicator(reader)
    timestamp = read_moment(reader, "TP-SCTS", errors)
    protocol, coding, user_data = read_parameters(reader, errors, indicator, udhi=udhi)
    return SubmitReport(timestamp, cause, protocol, coding, user_data, udhi, smsc)
