"""SMPP PDUs that carry a short message: `submit_sm`, `deliver_sm` and `data_sm`, written and read.

This module knows the layout of a PDU (SMPP 3.4 §4.4–4.7); it must not know how a text is coded.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.results import plain_fields, result
from .errors import UserDataError, in_range
from .octets import OctetReader
from .short_messages import Parameter, ReceivedMessage, ShortMessage, decode_short_message

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LAYOUTS", "PduField", "SmppPdu", "decode_smpp", "smpp_pdu"]

COMMANDS = {"submit_sm": 0x04, "deliver_sm": 0x05, "data_sm": 0x103}
_NAMES = {number: name for name, number in COMMANDS.items()}


@result
class SmppPdu(NamedTuple):
    """A PDU that carries a short message.

    Attributes:
        command: submit_sm, deliver_sm or data_sm.
        sequence_number: the number that its response repeats.
        sender: `source_addr`.
        to: `destination_addr`.
        short_message: octets, esm_class, data_coding and parameters.
        registered_delivery: whether a receipt is requested.
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
        fields = [
            _WRITERS[form](name, value_of(self), most)
            for name, form, most, _, value_of in LAYOUTS[self.command]
        ]
        if self.command != "data_sm":
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

    Numbers that begin with ``+`` are sent as international ones without it, names as alphanumeric ones.

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


class PduField(NamedTuple):
    """A field between a PDU's header and its text.

    Attributes:
        name: as in the standard.
        form: an octet, a pair of them, or a text that ends with a zero octet.
        most: the highest octet, or the most characters.
        attribute: its name in `SmppPdu`.
        value_of: returns its value.
    """

    name: str
    form: str
    most: int
    attribute: str
    value_of: Callable[[object], Any]


def _layout(*, data: bool) -> list[PduField]:
    """Return the fields of `data_sm`, or of the other two, in order."""
    fields = (
        ("service_type", "text", 5, 5, "service_type"),
        ("source_addr ton, npi", "pair", 0xFF, 0xFF, "sender_type"),
        ("source_addr", "text", 20, 64, "sender"),
        ("destination_addr ton, npi", "pair", 0xFF, 0xFF, "to_type"),
        ("destination_addr", "text", 20, 64, "to"),
        ("esm_class", "octet", 0xFF, 0xFF, "short_message.esm_class"),
        ("protocol_id", "octet", 0xFF, None, "protocol_id"),
        ("priority_flag", "octet", 0xFF, None, "priority"),
        ("schedule_delivery_time", "text", 16, None, "schedule"),
        ("validity_period", "text", 16, None, "validity"),
        ("registered_delivery", "octet", 0xFF, 0xFF, "registered_delivery"),
        ("replace_if_present_flag", "octet", 0xFF, None, "replace"),
        ("data_coding", "octet", 0xFF, 0xFF, "short_message.data_coding"),
        ("sm_default_msg_id", "octet", 0xFF, None, "default_message"),
    )
    return [
        PduField(name, form, most, attribute, attrgetter(attribute))
        for name, form, short, long, attribute in fields
        if (most := long if data else short) is not None
    ]


LAYOUTS = {command: _layout(data=command == "data_sm") for command in COMMANDS}


def _octet(field: str, value: int, most: int) -> bytes:
    return bytes((value if 0 <= value <= most else in_range(field, value, most),))


def _pair(field: str, values: tuple[int, int], most: int) -> bytes:
    return _octet(field, values[0], most) + _octet(field, values[1], most)


def _text(field: str, value: str, most: int) -> bytes:
    """Return a text with a zero octet at its end, which `most` does not count."""
    if not value:
        return b"\0"
    try:
        octets = value.encode("ascii")
    except UnicodeEncodeError:
        raise UserDataError(field, f"{value!r} is not ASCII") from None
    if len(octets) > most or b"\0" in octets:
        raise UserDataError(field, f"{value!r} has {len(octets)} characters", f"it holds {most}, and no NUL")
    return octets + b"\0"


_WRITERS: dict[str, Callable[[str, Any, int], bytes]] = {"octet": _octet, "pair": _pair, "text": _text}


def decode_smpp(octets: bytes) -> SmppPdu:
    """Read a `submit_sm`, `deliver_sm` or `data_sm`; its method `read()` reads the text.

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
        raise UserDataError("command_length", f"is {length}, but there are {len(octets)} octets", offset=0)
    if command not in _NAMES:
        names = ", ".join(f"{name} (0x{number:08X})" for name, number in COMMANDS.items())
        raise UserDataError("command_id", f"is 0x{command:08X}", f"segmenter reads {names}", offset=4)
    status, sequence = reader.number("command_status", 4), reader.number("sequence_number", 4)
    values = _read_values(reader, LAYOUTS[_NAMES[command]])
    text = b"" if command == COMMANDS["data_sm"] else reader.take("short_message", reader.octet("sm_length"))
    parameters = []
    while reader.left:
        tag, size = reader.number("parameter tag", 2), reader.number("parameter length", 2)
        parameters.append(Parameter(tag, reader.take(f"parameter 0x{tag:04X}", size)))
    esm_class, coding = values.pop("short_message.esm_class"), values.pop("short_message.data_coding")
    part = ShortMessage(text, esm_class, coding, tuple(parameters))
    return SmppPdu(_NAMES[command], sequence, short_message=part, status=status, **values)


def _read_values(reader: OctetReader, layout: list[PduField]) -> dict[str, Any]:
    """Read fields by attribute, in one loop: a call for each would take twice as long."""
    octets, at, end = reader.octets, reader.at, len(reader.octets)
    values: dict[str, Any] = {}
    for name, form, _, attribute, _ in layout:
        if form == "octet" and at < end:
            stop = at + 1
            values[attribute] = octets[at]
        elif form == "text":
            stop = octets.find(0, at) + 1
            if not stop:
                raise UserDataError(name, "has no zero octet at its end", "the PDU is cut short", offset=at)
            values[attribute] = octets[at : stop - 1].decode("latin-1") if stop > at + 1 else ""
        elif form == "pair" and at + 1 < end:
            stop = at + 2
            values[attribute] = octets[at], octets[at + 1]
        else:
            reader.at = at
            raise reader.ended(name, 2 if form == "pair" else 1)
        at = stop
    reader.at = at
    return values
