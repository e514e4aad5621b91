"""``segmenter encode``: a text as the octets that go on the air.

Connects the options to the wire's encoders. It must not know how they work.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from . import outputs
from .inputs import add_files, one_text
from .policies import add_options as add_policy
from .policies import policy_of

if TYPE_CHECKING:
    from ..core.segmentation import Message

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Write a text as TPDUs, SMPP PDUs, user data, a modem's lines or cell broadcast."
EPILOG = """\
examples:
  segmenter encode --as at --to +41761234567 "See you at eight"
  segmenter encode --as tpdu --to +41761234567 --explain "5 €"
  segmenter encode --as tpdu --from Info --language tr "Şifreniz hazır"
  segmenter encode --as smpp --to +41761234567 --format json "hello"

Each line is one part in hexadecimal; of --as at, one line for the modem, where
<Ctrl-Z> stands for that key.
exit code: 0; 2 if a value does not fit its field or the text cannot be encoded.
"""
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def add_options(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="the message; - reads standard input")
    add_files(parser.add_argument_group("input"), "read the message from PATH")
    add_policy(parser)
    group = parser.add_argument_group("octets")
    group.add_argument(
        "--as",
        dest="form",
        choices=("user-data", "tpdu", "at", "smpp", "cbs"),
        default="user-data",
        metavar="FORM",
        help="user-data (default), tpdu, at, smpp or cbs",
    )
    group.add_argument("--to", metavar="NUMBER", help="the recipient; of tpdu, makes SMS-SUBMIT")
    group.add_argument("--from", dest="sender", metavar="NAME", help="the sender; of tpdu, makes SMS-DELIVER")
    group.add_argument(
        "--reference-number",
        type=int,
        default=0,
        metavar="N",
        help="the concatenation reference (default: 0)",
    )
    group.add_argument("--port", type=_ports, metavar="TO[:FROM]", help="the application's port, 16 bits")
    group.add_argument(
        "--message-reference", type=int, default=0, metavar="N", help="TP-MR of the first part (default: 0)"
    )
    group.add_argument("--validity", type=_period, metavar="PERIOD", help="TP-VP, such as 30m, 4h, 2d, 1w")
    group.add_argument("--timestamp", type=_moment, metavar="TIME", help="TP-SCTS of SMS-DELIVER, ISO 8601")
    group.add_argument("--status-report", action="store_true", help="ask for a report")
    group.add_argument(
        "--class",
        dest="message_class",
        type=int,
        choices=range(4),
        metavar="N",
        help="message class, 0 to 3; 0 is shown at once",
    )
    group.add_argument("--smsc", metavar="NUMBER", help='the service centre; "" stands for the modem\'s own')
    group.add_argument("--data-coding", type=int, metavar="N", help="SMPP or CBS: what to call the encoding")
    group.add_argument(
        "--form",
        dest="smpp_form",
        choices=("udh", "sar", "payload"),
        default="udh",
        help="SMPP: how parts say that they belong together (default: udh)",
    )
    group.add_argument("--packed", action="store_true", help="SMPP: pack GSM-7 septets")
    group.add_argument("--text-mode", action="store_true", help="at: AT+CMGF=1 and AT+CSMP")
    group.add_argument("--message-id", type=int, default=0, metavar="N", help="cbs: message identifier")
    group.add_argument("--serial", type=int, default=0, metavar="N", help="cbs: serial number")
    looks = outputs.add_options(parser, "text", "json").add_mutually_exclusive_group()
    looks.add_argument("--explain", action="store_true", help="draw the octets field by field")
    looks.add_argument("--svg", metavar="FILE", help="write that drawing to a file as SVG")


def run(arguments: Namespace) -> int:
    """Encode the text."""
    from ..core.segmentation import segment
    from ..wire.elements import port_addressing

    text, note = one_text(arguments.texts, arguments.files, arguments.input_encoding, "message")
    if note:
        outputs.complain(note)
    policy = policy_of(arguments)
    if arguments.port:
        policy = policy._replace(extra_elements=(port_addressing(*arguments.port),))
    if arguments.form == "cbs":
        parts = _broadcast(arguments, text)
    else:
        parts = _PARTS[arguments.form](arguments, segment(text, policy=policy))
    outputs.refuse_overwriting("--svg", arguments.svg, arguments.files)
    if arguments.explain or arguments.svg:
        _draw(arguments, parts)
    else:
        outputs.write_as(
            arguments.format,
            lambda _: (f"{line}\n" for line, _ in parts),
            lambda: [facts for _, facts in parts],
            indent=2,
        )
    return 0


_Parts = list[tuple[str, dict[str, Any]]]


def _user_data(arguments: Namespace, message: Message) -> _Parts:
    from ..wire.encoding import encode

    return [
        (
            part.octets.hex().upper(),
            {
                "octets": part.octets.hex(),
                "udl": part.udl,
                "udhi": part.udhi,
                "encoding": str(part.encoding),
                "header": part.header.hex(),
            },
        )
        for part in encode(message, reference=arguments.reference_number)
    ]


def _tpdus(arguments: Namespace, message: Message) -> _Parts:
    from ..wire.sending import deliver_tpdus, submit_tpdus

    if (arguments.to is None) == (arguments.sender is None):
        raise ArgumentTypeError("--as tpdu takes --to for SMS-SUBMIT, or --from for SMS-DELIVER")
    if arguments.to is not None:
        tpdus = submit_tpdus(message, to=arguments.to, **_submitted(arguments))
    else:
        moment = {} if arguments.timestamp is None else {"timestamp": arguments.timestamp}
        tpdus = deliver_tpdus(
            message,
            sender=arguments.sender,
            reference=arguments.reference_number,
            message_class=arguments.message_class,
            smsc=arguments.smsc,
            status_report=arguments.status_report,
            **moment,
        )
    return [(tpdu.hex().upper(), {"octets": tpdu.hex()}) for tpdu in tpdus]


def _submitted(arguments: Namespace) -> dict[str, Any]:
    return {
        "reference": arguments.reference_number,
        "message_reference": arguments.message_reference,
        "validity": arguments.validity,
        "status_report": arguments.status_report,
        "message_class": arguments.message_class,
        "smsc": arguments.smsc,
    }


def _at(arguments: Namespace, message: Message) -> _Parts:
    from ..wire.sending import at_lines

    if arguments.to is None:
        raise ArgumentTypeError("--as at needs --to")
    lines = at_lines(message, to=arguments.to, text_mode=arguments.text_mode, **_submitted(arguments))
    return [(line.replace("\x1a", "<Ctrl-Z>"), {"line": line}) for line in lines]


def _smpp(arguments: Namespace, message: Message) -> _Parts:
    from ..wire.short_messages import short_messages
    from ..wire.smpp_pdus import smpp_pdu

    if arguments.to is None:
        raise ArgumentTypeError("--as smpp needs --to")
    parts: _Parts = []
    messages = short_messages(
        message,
        reference=arguments.reference_number,
        form=arguments.smpp_form,
        packed=arguments.packed,
        data_coding=arguments.data_coding,
    )
    for number, part in enumerate(messages, 1):
        pdu = smpp_pdu(
            part,
            to=arguments.to,
            sender=arguments.sender or "",
            sequence_number=number,
            registered_delivery=int(arguments.status_report),
        )
        facts = {
            "short_message": part.octets.hex(),
            "esm_class": part.esm_class,
            "data_coding": part.data_coding,
            "parameters": {f"0x{tag:04X}": value.hex() for tag, value in part.parameters},
            "octets": pdu.hex(),
        }
        parts.append((pdu.hex().upper(), facts))
    return parts


def _broadcast(arguments: Namespace, text: str) -> _Parts:
    from ..wire.broadcast import broadcast_pages

    pages = broadcast_pages(
        text,
        serial_number=arguments.serial,
        message_identifier=arguments.message_id,
        data_coding=arguments.data_coding,
    )
    return [(page.hex().upper(), {"octets": page.hex()}) for page in pages]


_PARTS = {"user-data": _user_data, "tpdu": _tpdus, "at": _at, "smpp": _smpp}


def _draw(arguments: Namespace, parts: _Parts) -> None:
    from ..wire.fields import user_data_fields
    from ..wire.readings import drawn_fields, read_as
    from ..wire.user_data import decode_user_data

    if arguments.form == "at":
        raise ArgumentTypeError("--as at is not drawn; --as tpdu draws the same octets")
    drawings = []
    for number, (_, facts) in enumerate(parts, 1):
        octets = bytes.fromhex(facts["octets"])
        if arguments.form == "user-data":
            kind = {"udl": facts["udl"], "udhi": facts["udhi"], "encoding": facts["encoding"]}
            fields = user_data_fields(decode_user_data(octets, **kind))
        else:
            fields = drawn_fields(read_as(octets, arguments.form, smsc=arguments.smsc is not None))
        drawings.append((f"{number}. {len(octets)} octets", fields))
    outputs.draw_octets(drawings, arguments.svg)


def _ports(words: str) -> tuple[int, ...]:
    try:
        return tuple(int(word) for word in words.split(":", 1))
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is not a port; write 2948 or 2948:9200") from None


def _period(words: str) -> timedelta:
    unit = _UNITS.get(words[-1:])
    if unit is None or not words[:-1].isdigit():
        raise ArgumentTypeError(f"{words!r} is not a period; write 30m, 4h, 2d or 1w")
    return timedelta(**{unit: int(words[:-1])})


def _moment(words: str) -> datetime:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"{words!r} is not a date and time; write 2026-12-24T18:00+01:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
