"""Octets field by field: where each field of a TPDU, PDU or user data stands, and what it says.

A line here knows layouts and words; it must not know how they are drawn. The fields of an answer touch one
another and cover every octet, so that a drawing leaves nothing out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .addresses import Address, read_address, read_smsc
from .broadcast import decode_broadcast
from .coding_scheme import CharacterSet, DataCoding
from .elements import (
    Concatenation,
    Ports,
    SpecialMessage,
    TextFormat,
    element_name,
    read_element,
    read_header,
)
from .octets import OctetReader
from .relay import decode_rp_data
from .smpp_pdus import decode_smpp
from .texts import septets_text
from .tpdus import (
    Command,
    Deliver,
    DeliverReport,
    Direction,
    StatusReport,
    Submit,
    SubmitReport,
    Tpdu,
    decode_tpdu,
)
from .user_data import UserData

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from .smpp_pdus import SmppPdu
    from .times import Validity
    from .user_data import Errors

__all__ = [
    "Field",
    "broadcast_fields",
    "rp_fields",
    "smpp_fields",
    "tpdu_fields",
    "user_data_fields",
]

_ROW_SEPTETS, _ROW_OCTETS = 8, 7  # eight septets are seven octets, so rows of text line up with both
_ROW_UNITS = 4


class Field(NamedTuple):
    """A field of some octets.

    Attributes:
        start: its first octet.
        stop: the octet after its last.
        name: as the standard has it; empty where the field before goes on.
        says: what it says in words.
        octets: the octets themselves.
    """

    start: int
    stop: int
    name: str
    says: str
    octets: bytes


class _Outline:
    """Takes fields one after the other, each from where the last one stopped."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.at = 0
        self.fields: list[Field] = []

    def add(self, name: str, length: int, says: str) -> None:
        stop = min(self.at + length, len(self.octets))
        if stop > self.at or not length:
            self.fields.append(Field(self.at, stop, name, says, self.octets[self.at : stop]))
        self.at = stop

    def rest(self, name: str, says: str) -> None:
        """Take what is left, if anything is."""
        if self.at < len(self.octets):
            self.add(name, len(self.octets) - self.at, says)


# --- User data --------------------------------------------------------------------------------------------


def user_data_fields(user_data: UserData) -> tuple[Field, ...]:
    """Return the fields of the user data of one segment: header, elements, fill bits and text.

    >>> import segmenter
    >>> (part, _) = segmenter.wire.encode(segmenter.segment("x" * 161), reference=7)
    >>> [field.says for field in user_data_fields(part)][:2]
    ['5 octets of header follow, then 1 fill bit', 'part 1 of 2, reference 7 (8 bits)']
    """
    outline = _Outline(user_data.octets)
    _add_user_data(outline, user_data)
    return tuple(outline.fields)


def _add_user_data(outline: _Outline, user_data: UserData) -> None:
    header = user_data.header
    if header:
        fill = user_data.fill_bits
        then = f", then {fill} fill bit{'s' * (fill > 1)}" if fill else ""
        outline.add("TP-UDHL", 1, f"{header[0]} octets of header follow{then}")
        elements = user_data.elements
        for element in elements:
            says = element_words(element.identifier, element.data)
            outline.add(f"IE 0x{element.identifier:02X}", 2 + len(element.data), says)
        if not elements and header[0]:
            outline.add("header", header[0], "broken: the elements do not fit")
    _add_body(outline, user_data)
    outline.rest("left over", "not part of the user data")


def element_words(identifier: int, data: bytes) -> str:
    r"""Return what an information element says in words.

    >>> element_words(0x24, b"\1")
    'National language single shift: Turkish'
    """
    from ..core.policy import InformationElement

    name = element_name(identifier)
    value = read_element(InformationElement(identifier, data))
    if isinstance(value, Concatenation):
        place = f"part {value.number} of {value.total}, reference {value.reference}"
        return f"{place} ({int(value.reference_width)} bits)"
    if isinstance(value, Ports):
        return f"to port {value.destination} from port {value.source} ({value.bits} bits)"
    if isinstance(value, SpecialMessage):
        kept = "this message is kept" if value.store else "this message is not kept"
        return f"{value.messages} {value.waiting} messages wait; {kept}"
    if isinstance(value, TextFormat):
        return f"{name}: {value.length} characters from {value.start}, mode 0x{value.mode:02X}"
    if value is not None:
        return f"{name}: {value.name.capitalize()}"
    if identifier in (0x00, 0x08) and len(data) in (3, 4):
        return f"part {data[-1]} of {data[-2]}, which cannot be, so receivers ignore it"
    if identifier in (0x24, 0x25) and len(data) == 1:
        return f"{name}: {data[0]}, a language that is not known"
    return name


def _add_body(outline: _Outline, user_data: UserData) -> None:
    body = user_data.body
    if user_data.compressed:
        outline.rest("text", "compressed, which is not read here")
    elif user_data.encoding == CharacterSet.DATA:
        outline.rest("data", f"{len(body)} octets of data")
    elif user_data.encoding == CharacterSet.UCS2:
        for at in range(0, len(body), 2 * _ROW_UNITS):
            row = body[at : at + 2 * _ROW_UNITS]
            outline.add("text" if at == 0 else "", len(row), row.decode("utf-16-be", "replace"))
    else:
        _add_septets(outline, user_data)


def _add_septets(outline: _Outline, user_data: UserData) -> None:
    """Add rows of seven octets and the eight septets that begin in them."""
    septets = user_data.septets
    locking, single = user_data.locking_shift, user_data.single_shift
    fill = user_data.fill_bits
    used = (7 * len(septets) + fill + 7) // 8
    carried = b""
    for at in range(0, used, _ROW_OCTETS):
        first = 0 if at == 0 else -(-(8 * at - fill) // 7)
        last = min(len(septets), -(-(8 * (at + _ROW_OCTETS) - fill) // 7))
        row = carried + septets[first:last]
        escapes = len(row) - len(row.rstrip(b"\x1b"))
        carried = row[-1:] if escapes % 2 and last < len(septets) else b""
        words = septets_text(row[: len(row) - len(carried)], locking, single)
        outline.add("text" if at == 0 else "", min(_ROW_OCTETS, used - at), words)


# --- TPDUs ------------------------------------------------------------------------------------------------


def tpdu_fields(
    octets: bytes, *, direction: Direction | str | None = None, smsc: bool = False, errors: Errors = "strict"
) -> tuple[Field, ...]:
    """Return the fields of a TPDU; the arguments and errors are those of `decode_tpdu`.

    >>> fields = tpdu_fields(bytes.fromhex("010005912143f5000005e8329bfd06"))
    >>> [(field.start, field.name, field.says) for field in fields][2:4]
    [(2, 'TP-DA', '+12345, international'), (7, 'TP-PID', '0x00')]
    """
    octets = bytes(octets)
    tpdu = decode_tpdu(octets, direction=direction, smsc=smsc, errors=errors)
    outline = _Outline(octets)
    if smsc:
        _, stop = read_smsc(octets)
        says = address_words(tpdu.smsc) if tpdu.smsc else "the modem's own"
        outline.add("SMSC", stop, says)
    outline.add("TP-MTI", 1, "; ".join([tpdu.kind.value, *_flags(tpdu)]))
    if isinstance(tpdu, Deliver):
        _deliver(outline, tpdu)
    elif isinstance(tpdu, Submit):
        _submit(outline, tpdu)
    elif isinstance(tpdu, StatusReport):
        _status_report(outline, tpdu)
    elif isinstance(tpdu, Command):
        _command(outline, tpdu)
    else:
        _report(outline, tpdu)
    outline.rest("left over", "not part of the TPDU")
    return tuple(outline.fields)


def _flags(tpdu: Tpdu) -> Iterator[str]:
    user_data = tpdu.user_data
    if getattr(tpdu, "udhi", user_data is not None and user_data.udhi):
        yield "a header comes first"
    for field, words in (
        ("more_to_come", "more is to come"),
        ("looped", "was forwarded"),
        ("reject_duplicates", "duplicates are rejected"),
        ("status_report", "a report is asked for"),
        ("for_command", "answers a command"),
        ("reply_path", "has a reply path"),
    ):
        if getattr(tpdu, field, False):
            yield words


def address_words(address: Address) -> str:
    """Return an address with its type in words."""
    return f"{address}, {address.type_name}"


def coding_words(coding: DataCoding) -> str:
    """Return what a data coding scheme says in words.

    >>> from segmenter.wire.coding_scheme import data_coding
    >>> coding_words(data_coding(0x10))
    'GSM-7, class 0 (flash)'
    """
    words = [str(coding.character_set)]
    if coding.compressed:
        words.append("compressed")
    if coding.message_class is not None:
        name = ("flash", "phone", "SIM", "terminal equipment")[coding.message_class]
        words.append(f"class {coding.message_class} ({name})")
    if coding.waiting is not None:
        words.append(f"{coding.waiting} waiting {'on' if coding.active else 'off'}")
    if not coding.store:
        words.append("not kept")
    if coding.reserved:
        words.append("reserved, read as this")
    return ", ".join(words)


def _add_address(outline: _Outline, name: str, address: Address) -> None:
    _, stop = read_address(outline.octets, outline.at, name)
    outline.add(name, stop - outline.at, address_words(address))


def _moment_words(moment: datetime | None) -> str:
    return "no time" if moment is None else str(moment)


def _add_coding(outline: _Outline, protocol: int, coding: DataCoding) -> None:
    outline.add("TP-PID", 1, f"0x{protocol:02X}")
    outline.add("TP-DCS", 1, coding_words(coding))


def _add_length(outline: _Outline, user_data: UserData) -> None:
    in_septets = user_data.encoding == CharacterSet.GSM7 and not user_data.compressed
    outline.add("TP-UDL", 1, f"{user_data.udl} {'septets' if in_septets else 'octets'}")
    _add_user_data(outline, user_data)


def _deliver(outline: _Outline, tpdu: Deliver) -> None:
    _add_address(outline, "TP-OA", tpdu.sender)
    _add_coding(outline, tpdu.protocol, tpdu.data_coding)
    outline.add("TP-SCTS", 7, _moment_words(tpdu.timestamp))
    _add_length(outline, tpdu.user_data)


def _submit(outline: _Outline, tpdu: Submit) -> None:
    outline.add("TP-MR", 1, str(tpdu.message_reference))
    _add_address(outline, "TP-DA", tpdu.to)
    _add_coding(outline, tpdu.protocol, tpdu.data_coding)
    form = outline.octets[0 if outline.fields[0].name == "TP-MTI" else outline.fields[1].start] >> 3 & 3
    if form:
        outline.add("TP-VP", 1 if form == 2 else 7, _validity_words(tpdu.validity))
    _add_length(outline, tpdu.user_data)


def _validity_words(validity: Validity | None) -> str:
    from datetime import datetime, timedelta

    if isinstance(validity, timedelta):
        return f"for {validity}"
    if validity is None or isinstance(validity, datetime):
        return f"until {_moment_words(validity)}"
    once = ", one attempt" if validity.single_shot else ""
    return f"{'no period' if validity.period is None else f'for {validity.period}'}{once}"


def _status_report(outline: _Outline, tpdu: StatusReport) -> None:
    outline.add("TP-MR", 1, str(tpdu.message_reference))
    _add_address(outline, "TP-RA", tpdu.recipient)
    outline.add("TP-SCTS", 7, _moment_words(tpdu.timestamp))
    outline.add("TP-DT", 7, _moment_words(tpdu.discharged))
    outline.add("TP-ST", 1, f"{tpdu.outcome}: {tpdu.status_name}")
    if tpdu.has_indicator:
        _add_indicator(outline)
        _add_announced(outline, tpdu)


def _add_indicator(outline: _Outline) -> None:
    length = 1
    while outline.octets[outline.at + length - 1] & 0x80:
        length += 1
    announced = [
        name
        for bit, name in enumerate(("TP-PID", "TP-DCS", "TP-UD"))
        if outline.octets[outline.at] >> bit & 1
    ]
    outline.add("TP-PI", length, f"{', '.join(announced) or 'nothing'} follow{'s' * (len(announced) < 2)}")


def _add_announced(outline: _Outline, tpdu: StatusReport | DeliverReport | SubmitReport) -> None:
    if tpdu.protocol is not None:
        outline.add("TP-PID", 1, f"0x{tpdu.protocol:02X}")
    if tpdu.data_coding is not None:
        outline.add("TP-DCS", 1, coding_words(tpdu.data_coding))
    if tpdu.user_data is not None:
        _add_length(outline, tpdu.user_data)


def _report(outline: _Outline, tpdu: DeliverReport | SubmitReport) -> None:
    if tpdu.failure_cause is not None:
        outline.add("TP-FCS", 1, tpdu.failure_name)
    _add_indicator(outline)
    if isinstance(tpdu, SubmitReport):
        outline.add("TP-SCTS", 7, _moment_words(tpdu.timestamp))
    _add_announced(outline, tpdu)


def _command(outline: _Outline, tpdu: Command) -> None:
    outline.add("TP-MR", 1, str(tpdu.message_reference))
    outline.add("TP-PID", 1, f"0x{tpdu.protocol:02X}")
    outline.add("TP-CT", 1, tpdu.command_name)
    outline.add("TP-MN", 1, f"about message {tpdu.message_number}")
    _add_address(outline, "TP-DA", tpdu.to)
    outline.add("TP-CDL", 1, f"{len(tpdu.data)} octets")
    outline.rest("TP-CD", tpdu.data.hex())


# --- Around a TPDU, and cell broadcast --------------------------------------------------------------------


def rp_fields(octets: bytes) -> tuple[Field, ...]:
    """Return the fields of an RP-DATA and of the TPDU in it.

    Raises:
        UserDataError: it is another message, or a field is cut short.
    """
    octets = bytes(octets)
    envelope = decode_rp_data(octets)
    outline = _Outline(octets)
    outline.add("RP-MTI", 1, f"RP-DATA, {envelope.direction}")
    outline.add("RP-MR", 1, str(envelope.message_reference))
    for name in ("RP-OA", "RP-DA"):
        address, stop = read_smsc(octets, outline.at)
        outline.add(name, stop - outline.at, address_words(address) if address else "none")
    outline.add("RP-UD length", 1, f"{len(envelope.tpdu)} octets")
    start = outline.at
    fields = tpdu_fields(envelope.tpdu, direction=envelope.direction, errors="replace")
    moved = (field._replace(start=start + field.start, stop=start + field.stop) for field in fields)
    return (*outline.fields, *moved)


def broadcast_fields(octets: bytes) -> tuple[Field, ...]:
    """Return the fields of a cell broadcast page.

    Raises:
        UserDataError: it is shorter or longer than a page.
    """
    octets = bytes(octets)
    page = decode_broadcast(octets, errors="replace")
    outline = _Outline(octets)
    outline.add("serial number", 2, f"0x{page.serial_number:04X}")
    outline.add("message identifier", 2, str(page.message_identifier))
    outline.add("data coding scheme", 1, coding_words(page.data_coding))
    outline.add("page parameter", 1, f"page {page.page} of {page.pages}")
    body = octets[6:]
    coding = page.data_coding
    udl = 93 if coding.character_set is CharacterSet.GSM7 and len(body) == 82 else len(body)
    _add_body(outline, UserData(body, udl, udhi=False, encoding=coding.character_set))
    outline.rest("left over", "not part of the page")
    return tuple(outline.fields)


# --- SMPP -------------------------------------------------------------------------------------------------

_PARAMETERS = {
    0x001E: "receipted_message_id",
    0x0204: "user_message_reference",
    0x020A: "source_port",
    0x020B: "destination_port",
    0x020C: "sar_msg_ref_num",
    0x020E: "sar_total_segments",
    0x020F: "sar_segment_seqnum",
    0x0210: "sc_interface_version",
    0x0423: "network_error_code",
    0x0424: "message_payload",
    0x0427: "message_state",
}


def smpp_fields(octets: bytes) -> tuple[Field, ...]:
    """Return the fields of a `submit_sm`, `deliver_sm` or `data_sm`.

    Raises:
        UserDataError: it is another PDU, or a field is cut short.

    >>> from segmenter import segment, wire
    >>> (part,) = wire.short_messages(segment("hi"), reference=0)
    >>> smpp_fields(wire.smpp_pdu(part, to="+12345"))[-1][2:4]
    ('short_message', 'hi')
    """
    octets = bytes(octets)
    pdu = decode_smpp(octets)
    part = pdu.short_message
    outline = _Outline(octets)
    outline.add("command_length", 4, f"{len(octets)} octets")
    outline.add("command_id", 4, pdu.command)
    outline.add("command_status", 4, str(pdu.status))
    outline.add("sequence_number", 4, str(pdu.sequence_number))
    short = pdu.command != "data_sm"
    outline.add("service_type", len(pdu.service_type) + 1, pdu.service_type or "none")
    for name, kind, address in (
        ("source_addr", pdu.sender_type, pdu.sender),
        ("destination_addr", pdu.to_type, pdu.to),
    ):
        outline.add(f"{name} ton, npi", 2, f"type {kind[0]}, plan {kind[1]}")
        outline.add(name, len(address) + 1, address or "none")
    header = "a header comes first" if part.esm_class & 0x40 else "no header"
    receipt = "; a receipt" if part.esm_class & 0x3C == 0x04 else ""
    outline.add("esm_class", 1, header + receipt)
    if short:
        outline.add("protocol_id", 1, f"0x{pdu.protocol_id:02X}")
        outline.add("priority_flag", 1, str(pdu.priority))
        outline.add("schedule_delivery_time", len(pdu.schedule) + 1, pdu.schedule or "at once")
        outline.add("validity_period", len(pdu.validity) + 1, pdu.validity or "the service centre's own")
    outline.add("registered_delivery", 1, f"0x{pdu.registered_delivery:02X}")
    if short:
        outline.add("replace_if_present_flag", 1, str(pdu.replace))
    received = pdu.read(errors="replace")
    outline.add("data_coding", 1, f"{part.data_coding}: {received.encoding}")
    if short:
        outline.add("sm_default_msg_id", 1, str(pdu.default_message))
        outline.add("sm_length", 1, f"{len(part.octets)} octets")
        _add_short_message(outline, "short_message", part.octets, pdu, header=bool(part.esm_class & 0x40))
    for tag, value in part.parameters:
        name = _PARAMETERS.get(tag, f"parameter 0x{tag:04X}")
        if tag == 0x0424:
            outline.add(name, 4, f"{len(value)} octets")
            _add_short_message(outline, "", value, pdu, header=bool(part.esm_class & 0x40))
        else:
            number = str(int.from_bytes(value, "big")) if len(value) in (1, 2, 4) else value.hex()
            outline.add(name, 4 + len(value), number)
    return tuple(outline.fields)


def _add_short_message(outline: _Outline, name: str, octets: bytes, pdu: SmppPdu, *, header: bool) -> None:
    """Add a short message: its header by element, then its text in rows of eight octets."""
    if not octets:
        return
    end = outline.at + len(octets)
    if header and octets[0] < len(octets):
        outline.add("UDHL", 1, f"{octets[0]} octets of header follow")
        for element in read_header(octets[1 : octets[0] + 1]):
            says = element_words(element.identifier, element.data)
            outline.add(f"IE 0x{element.identifier:02X}", 2 + len(element.data), says)
    reader = OctetReader(outline.octets[:end], outline.at)
    first = True
    while reader.left:
        row = reader.take(name, min(8, reader.left))
        received = pdu._replace(
            short_message=pdu.short_message._replace(octets=row, esm_class=0, parameters=())
        )
        text = received.read(errors="replace").text
        outline.add(name if first else "", len(row), row.hex() if text is None else text)
        first = False
