"""Sending: a message as the TPDUs that carry it, and as the commands that make a modem send them.

This module joins user data, addresses and times; it must not know how they are encoded.
"""

from __future__ import annotations

from datetime import UTC, datetime

from ..core.segmentation import Message
from .addresses import Address, address_octets, smsc_octets, to_address
from .coding_scheme import data_coding, data_coding_octet
from .encoding import encode
from .errors import UserDataError, in_range
from .times import Validity, validity_octets
from .tpdus import Deliver, Submit

__all__ = ["at_lines", "deliver_tpdus", "submit_tpdus"]

_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def submit_tpdus(
    message: Message,
    *,
    to: str | Address,
    reference: int,
    message_reference: int = 0,
    validity: Validity | None = None,
    status_report: bool = False,
    message_class: int | None = None,
    smsc: str | Address | None = None,
    protocol: int = 0,
    reject_duplicates: bool = False,
    reply_path: bool = False,
) -> tuple[bytes, ...]:
    """Return the SMS-SUBMIT of each segment, as a phone or modem sends it.

    Args:
        message: as `segment` returns it, GSM-7 or UCS-2.
        to: the recipient: ``+`` and digits for an international number, digits alone for any other.
        reference: the number that the segments share.
        message_reference: TP-MR of the first segment; each further one has the next number, 0 after 255.
        validity: a `timedelta`, rounded up to what one octet can hold; an aware `datetime`; or the enhanced
            form.
        status_report: whether to request a report.
        message_class: 0 (flash) to 3, or none.
        smsc: the service centre, put before each TPDU as modems expect it; "" means the modem's own.
        protocol: TP-PID.
        reject_duplicates: TP-RD.
        reply_path: TP-RP.

    Raises:
        UserDataError: a value is out of range; it names the field.

    Source: TS 23.040 §9.2.2.2.

    >>> import segmenter
    >>> [tpdu.hex() for tpdu in submit_tpdus(segmenter.segment("hello"), to="+12345", reference=0)]
    ['010005912143f5000005e8329bfd06']
    """
    before = b"" if smsc is None else smsc_octets(smsc)
    address = to_address(to, field="TP-DA")
    coding = data_coding(data_coding_octet(message.encoding, message_class=message_class))
    in_range("TP-MR", message_reference, 0xFF)
    return tuple(
        before
        + Submit(
            address,
            (message_reference + place) & 0xFF,
            coding,
            user_data,
            protocol,
            validity,
            reject_duplicates,
            status_report,
            reply_path,
        ).octets
        for place, user_data in enumerate(encode(message, reference=reference))
    )


def deliver_tpdus(
    message: Message,
    *,
    sender: str | Address,
    reference: int,
    timestamp: datetime | None = _SOME_DAY,
    message_class: int | None = None,
    smsc: str | Address | None = None,
    protocol: int = 0,
    status_report: bool = False,
    reply_path: bool = False,
) -> tuple[bytes, ...]:
    """Return the SMS-DELIVER of each segment, as a service centre sends it to a phone.

    Args:
        message: as `segment` returns it, GSM-7 or UCS-2.
        sender: a number, or a name of up to 11 septets.
        reference: the number that the segments share.
        timestamp: when the service centre received it, aware; there is no clock here, so the default is the
            first second of 2000. `None` writes zeros.
        message_class: 0 (flash) to 3, or none.
        smsc: the service centre, put before each TPDU as modems write it.
        protocol: TP-PID.
        status_report: whether the sender requested a report (TP-SRI).
        reply_path: TP-RP.

    Raises:
        UserDataError: a value is out of range; it names the field.

    Source: TS 23.040 §9.2.2.1. TP-MMS announces more in all segments except the last.

    >>> import segmenter
    >>> [tpdu.hex() for tpdu in deliver_tpdus(segmenter.segment("hello"), sender="Info", reference=0)]
    ['0407d049b7f90d00000010100000000005e8329bfd06']
    """
    before = b"" if smsc is None else smsc_octets(smsc)
    address = to_address(sender, field="TP-OA")
    coding = data_coding(data_coding_octet(message.encoding, message_class=message_class))
    parts = encode(message, reference=reference)
    return tuple(
        before
        + Deliver(
            address,
            timestamp,
            coding,
            user_data,
            protocol,
            more_to_come=number < len(parts),
            status_report=status_report,
            reply_path=reply_path,
        ).octets
        for number, user_data in enumerate(parts, 1)
    )


def at_lines(
    message: Message,
    *,
    to: str | Address,
    reference: int,
    message_reference: int = 0,
    validity: Validity | None = None,
    status_report: bool = False,
    message_class: int | None = None,
    smsc: str | Address | None = None,
    text_mode: bool = False,
) -> tuple[str, ...]:
    r"""Return the lines that make a modem send a message (TS 27.005), without line ends.

    After each ``AT+CMGS`` line the modem answers with ``>`` and a space; then send the next line, which ends
    with Ctrl-Z, written here as U+001A.

    Args:
        message: as `segment` returns it.
        to: the recipient.
        reference: the number that the segments share.
        message_reference: TP-MR; most modems replace it with their own.
        validity: as for `submit_tpdus`; in text mode a `timedelta` or none.
        status_report: whether to request a report.
        message_class: 0 (flash) to 3, or none.
        smsc: the service centre; by default the modem's own.
        text_mode: ``AT+CMGF=1`` with ``AT+CSMP``, only for one segment without a header, which text mode
            cannot carry. The text then goes out in hexadecimal (``AT+CSCS="UCS2"``).

    Raises:
        UserDataError: a value is out of range, or text mode cannot carry the message.

    >>> import segmenter
    >>> for line in at_lines(segmenter.segment("hi"), to="+12345", reference=0):
    ...     print(ascii(line))
    'AT+CMGF=0'
    'AT+CMGS=12'
    '00010005912143F5000002E834\x1a'
    """
    if text_mode:
        return _text_mode(message, to, validity, status_report, message_class, smsc)
    before = smsc_octets(smsc)
    lines = ["AT+CMGF=0"]
    for tpdu in submit_tpdus(
        message,
        to=to,
        reference=reference,
        message_reference=message_reference,
        validity=validity,
        status_report=status_report,
        message_class=message_class,
    ):
        # The length in AT+CMGS does not count the service centre.
        lines += [f"AT+CMGS={len(tpdu)}", (before + tpdu).hex().upper() + "\x1a"]
    return tuple(lines)


def _text_mode(
    message: Message,
    to: str | Address,
    validity: Validity | None,
    status_report: bool,  # noqa: FBT001  # the caller's own keywords, in order
    message_class: int | None,
    smsc: str | Address | None,
) -> tuple[str, ...]:
    coding = data_coding_octet(message.encoding, message_class=message_class)
    if len(message.segments) > 1 or message.segments[0].udh_octets:
        raise UserDataError(
            "text mode", "cannot carry a header, which this message needs", "send it in PDU mode"
        )
    form, octets = validity_octets(validity)
    if form not in (0, 2):
        raise UserDataError("TP-VP", "text mode only takes a period", "give a timedelta, or use PDU mode")
    address = to_address(to, field="TP-DA")
    address_octets(address)
    first = 0x01 | form << 3 | status_report << 5
    lines = ["AT+CMGF=1", 'AT+CSCS="UCS2"']
    if smsc:
        lines.append(f'AT+CSCA="{_in_ucs2(str(to_address(smsc, field="SMSC")))}"')
    period = octets[0] if octets else ""
    lines += [
        f"AT+CSMP={first},{period},0,{coding}",
        f'AT+CMGS="{_in_ucs2(str(address))}"',
        f"{_in_ucs2(message.text)}\x1a",
    ]
    return tuple(lines)


def _in_ucs2(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
