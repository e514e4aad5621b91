"""SMPP PDUs that carry a short message: `submit_sm`, `deliver_sm` and `data_sm`, written and read.

A line here knows the layout of a PDU (SMPP 3.4 §4.4–4.7); it must not know how a text is coded.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..core.results import plain_fields, result
from .errors import UserDataError, in_range
from .octets import OctetReader
from .short_messages import Parameter, ReceivedMessage, ShortMessage, decode_short_message

__all__ = ["SmppPdu", "decode_smpp", "smpp_pdu"]

COMMANDS = {"submit_sm": 0x04, "deliver_sm": 0x05, "data_sm": 0x103}
_NAMES = {number: name for name, number in COMMANDS.items()}


@result
class SmppPdu(NamedTuple):
    """A PDU that carries a short message.

    Attributes:
        command: submit_sm, deliver_sm or data_sm.
        sequence_number: what its answer repeats.
        sender: `source_addr`.
        to: `destination_addr`.
        short_message: octets, esm_class, data_coding and parameters.
        registered_delivery: whether a receipt is asked for.
        protocol_id: TP-PID.
        service_type: the service centre's name for a service.
        sender_type: type of number and plan of the sender.
        to_type: type of number and plan of the recipient.
        priority: 0..3.
        schedule: `schedule_delivery_time` as written.
        validity: `validity_period` as written.
        replace: `replace_if_present_flag`.
        default_message: `sm_default_msg_id`.
        status: `command_status`.
    """

    command: str
    sequence_number: int
    sender: str
    to: str
    short_message: ShortMessage
    registered_delivery: int = 0
    protocol_id: int = 0
    service_type: str = ""
    sender_type: tuple[int, int] = (0, 0)
    to_type: tuple[int, int] = (1, 1)
    priority: int = 0
    schedule: str = ""
    validity: str = ""
    replace: int = 0
    default_message: int = 0
    status: int = 0

    @property
    def octets(self) -> bytes:
        """The PDU, its header included.

        Raises:
            UserDataError: a value does not fit its field.
        """
        if self.command not in COMMANDS:
            raise UserDataError("command", f"is {self.command!r}", f"it must be one of {', '.join(COMMANDS)}")
        part = self.short_message
        short = self.command != "data_sm"
        fields = [
            _c_octets("service_type", self.service_type, 5),
            _type_octets("source_addr", self.sender_type),
            _c_octets("source_addr", self.sender, 20 if short else 64),
            _type_octets("destination_addr", self.to_type),
            _c_octets("destination_addr", self.to, 20 if short else 64),
            _octet("esm_class", part.esm_class),
        ]
        if short:
            fields += [
                _octet("protocol_id", self.protocol_id),
                _octet("priority_flag", self.priority),
                _c_octets("schedule_delivery_time", self.schedule, 16),
                _c_octets("validity_period", self.validity, 16),
            ]
        fields.append(_octet("registered_delivery", self.registered_delivery))
        if short:
            fields.append(_octet("replace_if_present_flag", self.replace))
        fields.append(_octet("data_coding", part.data_coding))
        if short:
            fields.append(_octet("sm_default_msg_id", self.default_message))
            fields += [_octet("sm_length", len(part.octets), 254), part.octets]
        elif part.octets:
            raise UserDataError("short_message", "data_sm has none", "use the form PAYLOAD")
        for tag, value in part.parameters:
            in_range("parameter tag", tag, 0xFFFF)
            in_range("parameter length", len(value), 0xFFFF)
            fields += [tag.to_bytes(2, "big"), len(value).to_bytes(2, "big"), value]
        body = b"".join(fields)
        numbers = (
            16 + len(body),
            COMMANDS[self.command],
            in_range("command_status", self.status, 0xFFFFFFFF),
            in_range("sequence_number", self.sequence_number, 0xFFFFFFFF),
        )
        return b"".join(number.to_bytes(4, "big") for number in numbers) + body

    def read(self, **options: object) -> ReceivedMessage:
        """Read its short message; the options are those of `decode_short_message`."""
        return decode_short_message(self.short_message, sender=self.sender, **options)  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


def smpp_pdu(
    short_message: ShortMessage,
    *,
    to: str,
    sender: str = "",
    command: str = "submit_sm",
    sequence_number: int = 1,
    registered_delivery: int = 0,
) -> bytes:
    """Return the PDU that carries a short message.

    Numbers that begin with ``+`` go out as international ones without it, names as alphanumeric ones.

    Raises:
        UserDataError: a value does not fit its field.

    >>> import segmenter
    >>> (part,) = segmenter.wire.short_messages(segmenter.segment("hi"), reference=0)
    >>> smpp_pdu(part, to="+12345", sender="Info").hex()[:8]
    '0000002c'
    """
    source, source_type = _written(sender)
    destination, destination_type = _written(to)
    return SmppPdu(
        command,
        sequence_number,
        source,
        destination,
        short_message,
        registered_delivery,
        sender_type=source_type,
        to_type=destination_type,
    ).octets


def _written(address: str) -> tuple[str, tuple[int, int]]:
    if address.startswith("+"):
        return address[1:], (1, 1)
    if not address or address.isdigit():
        return address, (0, 1 if address else 0)
    return address, (5, 0)


def _octet(field: str, value: int, most: int = 0xFF) -> bytes:
    return bytes((in_range(field, value, most),))


def _type_octets(field: str, kind: tuple[int, int]) -> bytes:
    return _octet(f"{field}_ton", kind[0]) + _octet(f"{field}_npi", kind[1])


def _c_octets(field: str, value: str, most: int) -> bytes:
    """Return a text that ends with a zero octet; `most` leaves that out."""
    try:
        octets = value.encode("ascii")
    except UnicodeEncodeError:
        raise UserDataError(field, f"{value!r} is not ASCII") from None
    if len(octets) > most or b"\0" in octets:
        raise UserDataError(field, f"{value!r} has {len(octets)} characters", f"it holds {most}, and no NUL")
    return octets + b"\0"


def decode_smpp(octets: bytes) -> SmppPdu:
    """Read a `submit_sm`, `deliver_sm` or `data_sm`; `read()` of the answer reads its text.

    Raises:
        UserDataError: it is another PDU, or a field is cut short.

    >>> import segmenter
    >>> (part,) = segmenter.wire.short_messages(segmenter.segment("hi €"), reference=0)
    >>> decode_smpp(smpp_pdu(part, to="+12345")).read().text
    'hi €'
    """
    reader = OctetReader(bytes(octets), unit="PDU")
    length = reader.number("command_length", 4)
    command = reader.number("command_id", 4)
    if length != len(octets):
        raise UserDataError("command_length", f"is {length} and there are {len(octets)} octets", offset=0)
    if command not in _NAMES:
        names = ", ".join(f"{name} (0x{number:08X})" for name, number in COMMANDS.items())
        raise UserDataError("command_id", f"is 0x{command:08X}", f"read here are {names}", offset=4)
    status, sequence = reader.number("command_status", 4), reader.number("sequence_number", 4)
    name = _NAMES[command]
    short = name != "data_sm"
    service_type = _read_c(reader, "service_type")
    sender_type = reader.octet("source_addr_ton"), reader.octet("source_addr_npi")
    sender = _read_c(reader, "source_addr")
    to_type = reader.octet("dest_addr_ton"), reader.octet("dest_addr_npi")
    to = _read_c(reader, "destination_addr")
    esm_class = reader.octet("esm_class")
    protocol, priority, schedule, validity = 0, 0, "", ""
    if short:
        protocol, priority = reader.octet("protocol_id"), reader.octet("priority_flag")
        schedule, validity = _read_c(reader, "schedule_delivery_time"), _read_c(reader, "validity_period")
    registered = reader.octet("registered_delivery")
    replace = reader.octet("replace_if_present_flag") if short else 0
    coding = reader.octet("data_coding")
    default, text = 0, b""
    if short:
        default = reader.octet("sm_default_msg_id")
        text = reader.take("short_message", reader.octet("sm_length"))
    parameters = []
    while reader.left:
        tag, size = reader.number("parameter tag", 2), reader.number("parameter length", 2)
        parameters.append(Parameter(tag, reader.take(f"parameter 0x{tag:04X}", size)))
    part = ShortMessage(text, esm_class, coding, tuple(parameters))
    return SmppPdu(
        name,
        sequence,
        sender,
        to,
        part,
        registered,
        protocol,
        service_type,
        sender_type,
        to_type,
        priority,
        schedule,
        validity,
        replace,
        default,
        status,
    )


def _read_c(reader: OctetReader, field: str) -> str:
    """Read a text that ends with a zero octet."""
    end = reader.octets.find(b"\0", reader.at)
    if end < 0:
        raise UserDataError(field, "has no zero octet at its end", "the PDU is cut short", offset=reader.at)
    return reader.take(field, end + 1 - reader.at)[:-1].decode("latin-1")
