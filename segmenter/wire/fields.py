"""Octets field by field: the position of each field of a TPDU, PDU or user data, and its meaning in words.

This module knows layouts and words; it must not know how they are drawn. The fields it returns cover every
octet without gaps, so that a drawing omits nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.policy import InformationElement
from .addresses import Address, read_smsc
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
from .octets import OutliningReader
from .relay import decode_rp_data
from .smpp_pdus import LAYOUTS, decode_smpp
from .texts import septets_text
from .tpdus.reading import read_tpdu
from .user_data import UserData

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from .smpp_pdus import SmppPdu
    from .times import Validity
    from .tpdus import DeliverReport, Direction, StatusReport, SubmitReport, Tpdu
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
        name: as in the standard; empty where the previous field continues.
        says: its value in words.
        octets: the octets themselves.
    """

    start: int
    stop: int
    name: str
    says: str
    octets: bytes


class _Outline:
    """Collects fields; each begins where the last one stopped."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.at = 0
        self.fields: list[Field] = []

    def add(self, name: str, length: int, says: str) -> None:
        stop = min(self.at + length, len(self.octets))
        if stop > self.at or not length:
            self.fields.append(Field(self.at, stop, name, says, self.octets[self.at : stop]))
        self.at = stop

    def elements(self, elements: Iterable[InformationElement]) -> None:
        for identifier, data in elements:
            self.add(f"IE 0x{identifier:02X}", 2 + len(data), element_words(identifier, data))

    def rest(self, name: str, says: str) -> None:
        """Add any octets that are left."""
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
        outline.elements(user_data.elements)
        if not user_data.elements and header[0]:
            outline.add("header", header[0], "broken: the elements do not fit")
    _add_body(outline, user_data)
    outline.rest("left over", "not part of the user data")


def element_words(identifier: int, data: bytes) -> str:
    r"""Return an information element in words.

    >>> element_words(0x24, b"\1")
    'National language single shift: Turkish'
    """
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
        return f"part {data[-1]} of {data[-2]}, which is impossible, so receivers ignore it"
    if identifier in (0x24, 0x25) and len(data) == 1:
        return f"{name}: {data[0]}, an unknown language"
    return name


def _add_body(outline: _Outline, user_data: UserData) -> None:
    body = user_data.body
    if user_data.compressed:
        outline.rest("text", "compressed, which segmenter does not read")
    elif user_data.encoding == CharacterSet.DATA:
        outline.rest("data", f"{len(body)} octets of data")
    elif user_data.encoding == CharacterSet.UCS2:
        for at in range(0, len(body), 2 * _ROW_UNITS):
            row = body[at : at + 2 * _ROW_UNITS]
            outline.add("text" if at == 0 else "", len(row), row.decode("utf-16-be", "replace"))
    else:
        _add_septets(outline, user_data)


def _add_septets(outline: _Outline, user_data: UserData) -> None:
    """Add rows of seven octets, each with the eight septets that begin in it."""
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
    reader = OutliningReader(bytes(octets))
    tpdu = read_tpdu(reader, direction=direction, smsc=smsc, errors=errors)
    outline = _Outline(reader.octets)
    for name, start, stop in reader.places:
        outline.add(name, stop - start, _WORDS[name](tpdu))
    if tpdu.user_data is not None:
        _add_user_data(outline, tpdu.user_data)
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
    """Return a data coding scheme in words.

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


def _moment_words(moment: datetime | None) -> str:
    return "no time" if moment is None else str(moment)


def _validity_words(validity: Validity | None) -> str:
    from datetime import datetime, timedelta

    if isinstance(validity, timedelta):
        return f"for {validity}"
    if validity is None or isinstance(validity, datetime):
        return f"until {_moment_words(validity)}"
    once = ", one attempt" if validity.single_shot else ""
    return f"{'no period' if validity.period is None else f'for {validity.period}'}{once}"


def _length_words(user_data: UserData) -> str:
    in_septets = user_data.encoding == CharacterSet.GSM7 and not user_data.compressed
    return f"{user_data.udl} {'septets' if in_septets else 'octets'}"


def _indicator_words(tpdu: StatusReport | DeliverReport | SubmitReport) -> str:
    announced = {"TP-PID": tpdu.protocol, "TP-DCS": tpdu.data_coding, "TP-UD": tpdu.user_data}
    names = [name for name, value in announced.items() if value is not None]
    return f"{', '.join(names) or 'nothing'} follow{'s' * (len(names) < 2)}"


_WORDS: dict[str, Callable[[Any], str]] = {
    "SMSC": lambda tpdu: address_words(tpdu.smsc) if tpdu.smsc else "the modem's own",
    "TP-MTI": lambda tpdu: "; ".join([tpdu.kind.value, *_flags(tpdu)]),
    "TP-MR": lambda tpdu: str(tpdu.message_reference),
    "TP-OA": lambda tpdu: address_words(tpdu.sender),
    "TP-DA": lambda tpdu: address_words(tpdu.to),
    "TP-RA": lambda tpdu: address_words(tpdu.recipient),
    "TP-PID": lambda tpdu: f"0x{tpdu.protocol:02X}",
    "TP-DCS": lambda tpdu: coding_words(tpdu.data_coding),
    "TP-SCTS": lambda tpdu: _moment_words(tpdu.timestamp),
    "TP-DT": lambda tpdu: _moment_words(tpdu.discharged),
    "TP-VP": lambda tpdu: _validity_words(tpdu.validity),
    "TP-ST": lambda tpdu: f"{tpdu.outcome}: {tpdu.status_name}",
    "TP-FCS": lambda tpdu: tpdu.failure_name,
    "TP-PI": _indicator_words,
    "TP-CT": lambda tpdu: tpdu.command_name,
    "TP-MN": lambda tpdu: f"about message {tpdu.message_number}",
    "TP-CDL": lambda tpdu: f"{len(tpdu.data)} octets",
    "TP-CD": lambda tpdu: tpdu.data.hex(),
    "TP-UDL": lambda tpdu: _length_words(tpdu.user_data),
}
"""The value of each field of a TPDU in words."""

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
    header = bool(part.esm_class & 0x40)
    receipt = "; a receipt" if part.esm_class & 0x3C == 0x04 else ""
    words = {
        "esm_class": ("a header comes first" if header else "no header") + receipt,
        "protocol_id": f"0x{pdu.protocol_id:02X}",
        "schedule_delivery_time": pdu.schedule or "at once",
        "validity_period": pdu.validity or "the service centre's own",
        "registered_delivery": f"0x{pdu.registered_delivery:02X}",
        "data_coding": f"{part.data_coding}: {pdu.read(errors='replace').encoding}",
    }
    outline = _Outline(octets)
    outline.add("command_length", 4, f"{len(octets)} octets")
    outline.add("command_id", 4, pdu.command)
    outline.add("command_status", 4, str(pdu.status))
    outline.add("sequence_number", 4, str(pdu.sequence_number))
    for name, _, _, _, value_of in LAYOUTS[pdu.command]:
        value = value_of(pdu)
        if isinstance(value, str):
            outline.add(name, len(value) + 1, words.get(name, value or "none"))
        elif isinstance(value, tuple):
            outline.add(name, 2, f"type {value[0]}, plan {value[1]}")
        else:
            outline.add(name, 1, words.get(name, str(value)))
    if pdu.command != "data_sm":
        outline.add("sm_length", 1, f"{len(part.octets)} octets")
    _add_short_message(outline, "short_message", part.octets, pdu, header=header)
    for tag, value in part.parameters:
        name = _PARAMETERS.get(tag, f"parameter 0x{tag:04X}")
        if tag == 0x0424:
            outline.add(name, 4, f"{len(value)} octets")
            _add_short_message(outline, "", value, pdu, header=header)
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
        outline.elements(read_header(octets[1 : octets[0] + 1]))
    while outline.at < end:
        row = outline.octets[outline.at : min(outline.at + 8, end)]
        received = pdu._replace(
            short_message=pdu.short_message._replace(octets=row, esm_class=0, parameters=())
        )
        text = received.read(errors="replace").text
        outline.add(name, len(row), row.hex() if text is None else text)
        name = ""
