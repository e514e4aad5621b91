"""``segmenter decode``: octets from the air as parts and messages, drawn field by field, or diagnosed.

Connects the options to the wire's decoders and to their reports. It must not know how either works.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from typing import TYPE_CHECKING

from . import outputs
from .inputs import Inputs, add_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..report.display import Screen
    from ..wire.readings import Reading
    from ..wire.reassembly import IncompleteMessage, WholeMessage

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Read TPDUs, SMPP PDUs and user data, and put messages together again."
EPILOG = """\
examples:
  segmenter decode 040491361900005150713220052308C8303A8C0EA3C3
  segmenter decode --file capture.txt
  segmenter decode --explain 010005912143F5000005E8329BFD06
  segmenter decode --diagnose --file capture.txt

A file has one part per line, or the lines of a packet dump; a modem's own
lines (+CMGL: and so on) are passed over. Without --as, each part is read in
the form that fits.
exit code: 0; 1 if a part is broken, a message lacks parts, or --diagnose finds
something; 2 for wrong usage or an unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "texts", nargs="*", metavar="HEX", help="the octets of a part; - reads standard input"
    )
    add_files(parser.add_argument_group("input"), "read parts from PATH; repeatable")
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--as",
        dest="form",
        choices=("tpdu", "smpp", "user-data", "cbs", "rp", "ussd"),
        metavar="FORM",
        help="tpdu, smpp, user-data, cbs, rp or ussd (default: the one that fits)",
    )
    group.add_argument(
        "--direction",
        metavar="WAY",
        help="of a TPDU: to-mobile (mt) or from-mobile (mo); its type bits depend on it",
    )
    group.add_argument("--smsc", action="store_true", help="a service centre's address comes first")
    group.add_argument("--errors", choices=("strict", "replace"), default="strict", help="for broken octets")
    group = outputs.add_options(parser, "text", "json")
    looks = group.add_mutually_exclusive_group()
    looks.add_argument("--explain", action="store_true", help="draw the octets field by field")
    looks.add_argument("--svg", metavar="FILE", help="write that drawing to a file as SVG")
    looks.add_argument("--diagnose", action="store_true", help="say what is wrong, and how to send it right")


def run(arguments: Namespace) -> int:
    """Decode the parts."""
    captured = list(_captured(arguments))
    if not captured:
        raise ArgumentTypeError("there are no octets to decode")
    if arguments.diagnose:
        return _diagnose(arguments, [octets for _, octets in captured])
    readings = []
    failed = 0
    for name, octets in captured:
        reading = _reading(arguments, octets)
        readings.append(reading)
        if reading.error is not None and arguments.errors == "strict":
            outputs.complain(f"{name}: {reading.error}")
            failed += 1
    outputs.refuse_overwriting("--svg", arguments.svg, arguments.files)
    if arguments.explain or arguments.svg:
        _draw(arguments, readings)
        return 1 if failed else 0
    readings = [each for each in readings if each.error is None or arguments.errors == "replace"]
    messages, incomplete = _messages(readings)
    _write(arguments.format, readings, [*messages, *incomplete])
    return 1 if failed or incomplete else 0


def _captured(arguments: Namespace) -> Iterator[tuple[str, bytes]]:
    """Yield the octets of each part, with what a message calls it."""
    from ..wire.captures import captured_octets

    inputs = Inputs(arguments.texts, arguments.files, encoding=arguments.input_encoding)
    for number, source in enumerate(inputs.sources(), 1):
        lines = "".join(source.chunks).split("\n")
        for line, octets in captured_octets(lines):
            yield f"{source.name}:{line}" if source.streamed else f"part {number}", octets


def _reading(arguments: Namespace, octets: bytes) -> Reading:
    """Return octets as read in the form asked for, or in the one that fits."""
    from ..wire.readings import read_as, read_captured

    form = arguments.form or ("tpdu" if arguments.smsc or arguments.direction else None)
    if form is None:
        return read_captured(octets)
    try:
        return read_as(octets, form, direction=arguments.direction, smsc=arguments.smsc)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        raise ArgumentTypeError("--direction is to-mobile or from-mobile") from None


def _messages(readings: list[Reading]) -> tuple[list[WholeMessage], list[IncompleteMessage]]:
    """Return the messages that the parts make, and those that lack some."""
    from ..wire.readings import part_in
    from ..wire.reassembly import Reassembler

    reassembler = Reassembler()
    parts = [part for part in map(part_in, readings) if part is not None]
    wholes = [whole for whole in map(reassembler.add, parts) if whole is not None]
    wholes = [whole for whole in wholes if whole.reference is not None]
    return wholes, [*reassembler.take_evicted(), *reassembler.waiting()]


def _write(style: str, readings: list[Reading], messages: list[WholeMessage | IncompleteMessage]) -> None:
    from ..report.on_air import message_text, messages_fields, reading_fields, reading_text

    def text(screen: Screen) -> str:
        blocks = [reading_text(reading, screen) for reading in readings]
        return "\n".join([*blocks, *(message_text(message, screen) for message in messages)])

    def fields() -> dict[str, object]:
        return {"parts": [*map(reading_fields, readings)], "messages": messages_fields(messages)}

    outputs.write_as(style, text, fields, indent=2)


def _draw(arguments: Namespace, readings: list[Reading]) -> None:
    from ..wire.readings import drawn_fields

    drawings = []
    for number, reading in enumerate(readings, 1):
        title = f"{number}. {reading.form}, {len(reading.octets)} octets"
        drawings.append((title, drawn_fields(reading)))
    outputs.draw_octets(drawings, arguments.svg)


def _diagnose(arguments: Namespace, captured: list[bytes]) -> int:
    from ..report.on_air import diagnosis_fields, diagnosis_text
    from ..wire.diagnosis import diagnose

    diagnosis = diagnose(captured)
    text, fields = partial(diagnosis_text, diagnosis), partial(diagnosis_fields, diagnosis)
    outputs.write_as(arguments.format, text, fields, indent=2)
    return 1 if diagnosis.problems else 0
