"""What was read from the air, as text and as JSON: parts, messages, and what is wrong with them.

Shows decoded values; nothing is decoded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.results import plain
from ..errors import many
from .display import Screen, paint
from .kit import prose, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..wire.diagnosis import CaptureDiagnosis
    from ..wire.readings import Reading
    from ..wire.reassembly import IncompleteMessage, WholeMessage

__all__ = [
    "diagnosis_fields",
    "diagnosis_text",
    "message_text",
    "reading_fields",
    "reading_text",
]

_LEFT_OUT = {"user_data", "smsc", "octets", "short_message"}


def reading_text(reading: Reading, screen: Screen) -> str:
    """Return a part as lines: what it is, its fields, its text."""
    lines = [paint(_headline(reading), "bold", screen)]
    rows = list(_rows(reading))
    wide = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        lines += prose(f"{name:<{wide}}  {value}", screen, rest=wide + 2)
    if getattr(reading.value, "user_data", reading.value) is not None or reading.value is None:
        lines += _text_lines(_text_of(reading), screen)
    return "\n".join(lines) + "\n"


def _kind(reading: Reading) -> str:
    value = reading.value
    return str(getattr(value, "kind", None) or getattr(value, "command", None) or reading.form)


def _headline(reading: Reading) -> str:
    kind = _kind(reading)
    return kind if kind == reading.form else f"{kind} ({reading.form})"


def _rows(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the fields that say something."""
    from ..wire.fields import address_words, coding_words
    from ..wire.smpp_pdus import SmppPdu

    value: Any = reading.value
    if value is None:
        return
    if isinstance(value, SmppPdu):
        received = value.read(errors="replace")
        yield "from", value.sender or "no sender"
        yield "to", value.to
        yield "esm_class", f"0x{value.short_message.esm_class:02X}"
        yield "data_coding", f"{value.short_message.data_coding} ({received.encoding})"
        place = received.concatenation
        if received.receipt is not None:
            yield "receipt", f"{received.receipt.message_id}: {received.receipt.state}"
    else:
        for name in ("smsc", "sender", "to", "recipient"):
            address = getattr(value, name, None)
            if address is not None:
                yield name, address_words(address)
        for name in ("timestamp", "discharged", "validity", "message_reference"):
            if getattr(value, name, None) is not None:
                yield name.replace("_", " "), str(getattr(value, name))
        if hasattr(value, "status_name"):
            yield "status", f"{value.outcome}: {value.status_name}"
        if getattr(value, "failure_name", ""):
            yield "failure", value.failure_name
        if getattr(value, "data_coding", None) is not None:
            yield "coding", coding_words(value.data_coding)
        place = getattr(value, "concatenation", None)
        user_data = getattr(value, "user_data", None)
        for shift in ("locking_shift", "single_shift"):
            language = getattr(user_data if user_data is not None else value, shift, None)
            if language is not None:
                yield shift.replace("_", " "), language.name.capitalize()
    if place is not None:
        yield "part", f"{place.number} of {place.total}, reference {place.reference}"


def _text_of(reading: Reading) -> str | None:
    from ..wire.smpp_pdus import SmppPdu

    value = reading.value
    if isinstance(value, SmppPdu):
        return value.read(errors="replace").text
    return None if value is None else value.text


def _text_lines(text: str | None, screen: Screen) -> list[str]:
    if text is None:
        return ["no text to show: data, or a coding that is not read"]
    return quoted(text, screen) or [screen.encode("│", otherwise="|")]


def message_text(message: WholeMessage | IncompleteMessage, screen: Screen) -> str:
    """Return a whole message, or the parts of one that have arrived."""
    sender = f" from {message.sender}" if message.sender and not message.sender.startswith("to ") else ""
    missing = getattr(message, "missing", ())
    head = f"Message{sender}: {many(len(message.parts) + len(missing), 'part')}"
    if missing:
        head += f", missing {', '.join(map(str, missing))}"
    return "\n".join([paint(head, "bold", screen), *_text_lines(message.text, screen)]) + "\n"


def diagnosis_text(diagnosis: CaptureDiagnosis, screen: Screen) -> str:
    """Return what is wrong with a captured set, its text, and how it would be sent right."""
    lines = []
    for number, reading in enumerate(diagnosis.readings, 1):
        words = f"{number}. {_kind(reading)}, {many(len(reading.octets), 'octet')}: {reading.form}"
        lines += prose(words, screen, rest=3)
    lines.append("")
    if not diagnosis.problems:
        lines.append("Nothing is wrong.")
    for problem in diagnosis.problems:
        where = f"part {problem.part}" if problem.part else "the set"
        lines += prose(f"- {where}, {problem.field}: {problem.words}", screen)
    lines += ["", paint("Text", "bold", screen), *_text_lines(diagnosis.text, screen)]
    if diagnosis.right:
        lines += ["", paint(f"Sent right: {many(len(diagnosis.right), 'part')}", "bold", screen)]
        lines += [octets.hex().upper() for octets in diagnosis.right]
    return "\n".join(lines) + "\n"


# --- For programs -----------------------------------------------------------------------------------------


def reading_fields(reading: Reading) -> dict[str, Any]:
    """Return a part as JSON can hold it."""
    value: Any = reading.value
    fields: dict[str, Any] = {"form": str(reading.form), "kind": _kind(reading)}
    if value is None:
        return fields | {"error": str(reading.error), "octets": reading.octets.hex()}
    for name in value._fields:
        if name not in _LEFT_OUT:
            fields[name] = plain(getattr(value, name))
    for name in ("smsc", "sender", "to", "recipient"):
        address = getattr(value, name, None)
        if address is not None:
            fields[name] = str(address)
    fields["text"] = _text_of(reading)
    user_data = getattr(value, "user_data", None)
    if user_data is not None:
        fields |= {name: plain(getattr(user_data, name)) for name in ("udhi", "elements", "locking_shift")}
        fields["single_shift"] = plain(user_data.single_shift)
        fields["user_data"] = user_data.octets.hex()
    fields["concatenation"] = plain(getattr(value, "concatenation", None))
    return fields | {"octets": reading.octets.hex()}


def diagnosis_fields(diagnosis: CaptureDiagnosis) -> dict[str, Any]:
    """Return a diagnosis as JSON can hold it."""
    return {
        "parts": [reading_fields(reading) for reading in diagnosis.readings],
        "problems": [problem._asdict() for problem in diagnosis.problems],
        "text": diagnosis.text,
        "right": [octets.hex() for octets in diagnosis.right],
    }


def messages_fields(messages: Sequence[WholeMessage | IncompleteMessage]) -> list[dict[str, Any]]:
    """Return messages as JSON can hold them."""
    return [
        {
            "sender": message.sender,
            "text": message.text,
            "parts": len(message.parts),
            "missing": list(getattr(message, "missing", ())),
            "reference": message.reference,
        }
        for message in messages
    ]
