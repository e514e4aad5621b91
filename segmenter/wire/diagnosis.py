"""Diagnosis: what captured octets are, what is wrong with them, and how to send them correctly.

This module compares what was captured with what the standards ask for; it must not know how that is shown.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.policy import Encoding, NationalLanguage, Policy, ReferenceWidth
from ..core.results import plain_fields
from ..core.segmentation import segment
from ..errors import SegmenterError
from .coding_scheme import CharacterSet
from .elements import Concatenation, concatenation_of, read_header
from .encoding import encode
from .errors import UserDataError
from .readings import Form, Reading, part_in, read_captured
from .reassembly import Part, Reassembler
from .sending import deliver_tpdus, submit_tpdus
from .short_messages import short_messages
from .smpp_pdus import SmppPdu
from .tpdus import Deliver, Submit
from .tpdus.kinds import HEADER_BIT
from .user_data import UserData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .broadcast import BroadcastPage
    from .tpdus import Tpdu

__all__ = ["CaptureDiagnosis", "PartProblem", "diagnose"]


class PartProblem(NamedTuple):
    """Something wrong with a captured set.

    Attributes:
        part: which of the captured octets, from 1; 0 for the set as a whole.
        field: where, by its name in the standard.
        words: what is wrong, and what receivers show or do.
    """

    part: int
    field: str
    words: str


class CaptureDiagnosis(NamedTuple):
    """The result of reading a captured set.

    Attributes:
        readings: each of the octets captured, in the form that fits it.
        problems: what is wrong; empty where nothing is.
        text: the message, as far as it can be joined; `None` where there is none.
        right: its text sent correctly, in the form of the first part; empty where nothing is wrong or
            parts are missing.
    """

    readings: tuple[Reading, ...]
    problems: tuple[PartProblem, ...]
    text: str | None
    right: tuple[bytes, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


# --- What is wrong ----------------------------------------------------------------------------------------


def diagnose(captured: Iterable[bytes]) -> CaptureDiagnosis:
    """Find what is wrong with the captured parts of a message, and how to send it correctly.

    Args:
        captured: the octets of each part, in the order they were captured.

    >>> import segmenter
    >>> from segmenter import wire
    >>> parts = wire.deliver_tpdus(segmenter.segment("€" * 90), sender="Info", reference=7)
    >>> [problem.words for problem in diagnose(parts[:1]).problems]
    ['part 2 of 2 is missing']
    """
    readings = tuple(map(read_captured, captured))
    problems: list[PartProblem] = []
    parts: list[Part] = []
    for number, reading in enumerate(readings, 1):
        reading, own = _alone(number, reading)
        problems += own
        part = part_in(reading)
        if part is not None:
            parts.append(part)
            problems += _cuts(number, part)
    problems += _together(parts)
    text = _text(parts)
    first = readings[0] if readings else None
    right: tuple[bytes, ...] = ()
    if (
        problems
        and text
        and first is not None
        and not any("is missing" in problem.words for problem in problems)
    ):
        right = _sent_right(text, first, parts)
    return CaptureDiagnosis(readings, tuple(problems), text, right)


def _alone(number: int, reading: Reading) -> tuple[Reading, list[PartProblem]]:
    """Return the problems of one part; a header that is not announced is read as a header."""
    problems = []
    if reading.error is not None:
        problems.append(PartProblem(number, reading.error.field, _without_field(reading.error)))
    value = reading.value
    user_data = _user_data(value)
    if user_data is not None and user_data.udhi and not user_data.elements:
        problems.append(PartProblem(number, "TP-UDHI", "a header is announced, but none can be read"))
    octets = _octets_of(value)
    announced = (
        bool(value.short_message.esm_class & 0x40)
        if isinstance(value, SmppPdu)
        else bool(user_data and user_data.udhi)
    )
    if octets and not announced and _begins_with_header(octets):
        where = "esm_class" if isinstance(value, SmppPdu) else "TP-UDHI"
        words = "the data begins with a header that is not announced, so receivers show it as text"
        problems.append(PartProblem(number, where, words))
        reading = reading._replace(value=_announced(value))
    if user_data is not None and user_data.compressed:
        problems.append(PartProblem(number, "TP-DCS", "the text is compressed, which hardly any phone reads"))
    if isinstance(value, Deliver | Submit) and value.data_coding.reserved:
        words = f"0x{value.data_coding.octet:02X} is reserved, so it is read as GSM-7"
        problems.append(PartProblem(number, "TP-DCS", words))
    for identifier, data in user_data.elements if user_data else ():
        if (
            identifier in (0x00, 0x08)
            and len(data) == 3 + (identifier == 0x08)
            and not 0 < data[-1] <= data[-2]
        ):
            words = f"part {data[-1]} of {data[-2]} is impossible, so receivers ignore the element"
            problems.append(PartProblem(number, f"IE 0x{identifier:02X}", words))
    return reading, problems


def _without_field(error: UserDataError) -> str:
    return str(error).removeprefix(f"{error.field}").lstrip(": ").removeprefix("at ")


def _user_data(value: object) -> UserData | None:
    if isinstance(value, UserData):
        return value
    user_data = getattr(value, "user_data", None)
    return user_data if isinstance(user_data, UserData) else None


def _octets_of(value: object) -> bytes:
    if isinstance(value, SmppPdu):
        return value.short_message.payload
    user_data = _user_data(value)
    return b"" if user_data is None else user_data.octets


def _begins_with_header(octets: bytes) -> bool:
    length = octets[0]
    if not 5 <= length < len(octets):
        return False
    try:
        elements = read_header(octets[1 : length + 1])
    except UserDataError:
        return False
    return concatenation_of(elements) is not None


def _announced(value: object) -> Tpdu | SmppPdu | BroadcastPage | UserData | None:
    """Return a value whose header is announced."""
    if isinstance(value, SmppPdu):
        part = value.short_message
        return value._replace(short_message=part._replace(esm_class=part.esm_class | HEADER_BIT))
    if isinstance(value, UserData):
        return value._replace(udhi=True)
    if isinstance(value, Deliver | Submit):
        return value._replace(user_data=value.user_data._replace(udhi=True))
    return None


def _cuts(number: int, part: Part) -> list[PartProblem]:
    """Return the characters that are cut in two at the ends of a part."""
    place, units = part.concatenation, part.units
    last = place is None or place.number == place.total
    if part.encoding == CharacterSet.GSM7:
        escapes = len(units) - len(units.rstrip(b"\x1b"))
        if escapes % 2:
            meant = "it shifts nothing" if last else "what it shifts stands in the next part"
            words = f"the last septet is an escape and {meant}; receivers show a space, then a wrong letter"
            return [PartProblem(number, "text", words)]
    if part.encoding == CharacterSet.UCS2 and units:
        if len(units) % 2:
            return [PartProblem(number, "text", "an odd octet is left over; half a code unit was cut off")]
        if 0xD8 <= units[-2] <= 0xDB:
            words = "the last code unit is half a surrogate pair; receivers show two wrong characters"
            return [PartProblem(number, "text", words)]
    return []


def _together(parts: Sequence[Part]) -> Iterator[PartProblem]:
    """Yield what is wrong with the parts as a set."""
    places = [part.concatenation for part in parts if part.concatenation]
    if len(parts) > 1 and len(places) < len(parts):
        yield PartProblem(0, "UDH", f"{len(parts) - len(places)} of {len(parts)} parts have no place")
    by_reference: dict[int, list[Concatenation]] = {}
    for place in places:
        by_reference.setdefault(place.reference, []).append(place)
    totals = {place.total for place in places}
    if len(by_reference) > 1 and totals == {len(places)}:
        words = f"the parts have {len(by_reference)} references, so receivers do not join them"
        yield PartProblem(0, "UDH", words)
        return
    for reference, group in by_reference.items():
        *others, total = sorted({place.total for place in group})
        if others:
            named = " and ".join(map(str, [*others, total]))
            yield PartProblem(0, "UDH", f"reference {reference} has totals {named}")
        came = Counter(place.number for place in group)
        for number, times in sorted(came.items()):
            if times > 1:
                yield PartProblem(0, "UDH", f"part {number} of {total} came {times} times")
        for number in range(1, total + 1):
            if number not in came:
                yield PartProblem(0, "UDH", f"part {number} of {total} is missing")
    senders = {part.sender for part in parts if part.concatenation}
    if len(senders) > 1:
        yield PartProblem(0, "address", f"the parts have {len(senders)} senders, so they do not join")
    encodings = {part.encoding for part in parts}
    if len(encodings) > 1:
        yield PartProblem(0, "TP-DCS", f"the parts are coded in {' and '.join(sorted(encodings))}")


def _text(parts: Sequence[Part]) -> str | None:
    """Return the message, as far as it can be joined."""
    reassembler = Reassembler()
    texts = []
    for part in parts:
        whole = reassembler.add(part)
        if whole is not None and whole.text is not None:
            texts.append(whole.text)
    texts += [message.text for message in (*reassembler.take_evicted(), *reassembler.waiting())]
    return "".join(texts) if texts else None


# --- How to send it correctly -----------------------------------------------------------------------------


def _sent_right(text: str, first: Reading, parts: Sequence[Part]) -> tuple[bytes, ...]:
    """Return the correct parts of the text, in the form of the first."""
    places = [part.concatenation for part in parts if part.concatenation]
    reference = places[0].reference if places else 0
    width = places[0].reference_width if places else ReferenceWidth.EIGHT_BITS
    value = first.value
    languages = [] if not isinstance(value, Deliver | Submit) else _languages(value.user_data)
    try:
        policy = Policy(
            (Encoding.GSM7, Encoding.UCS2), languages, languages, reference_width=ReferenceWidth(width)
        )
        message = segment(text, policy=policy)
        smsc = None
        if first.form is Form.FROM_MODEM and isinstance(value, Deliver | Submit):
            smsc = value.smsc or ""
        if isinstance(value, Deliver):
            return deliver_tpdus(
                message, sender=value.sender, reference=reference, timestamp=value.timestamp, smsc=smsc
            )
        if isinstance(value, Submit):
            return submit_tpdus(
                message,
                to=value.to,
                reference=reference,
                message_reference=value.message_reference,
                validity=value.validity,
                smsc=smsc,
            )
        if isinstance(value, SmppPdu):
            return tuple(
                value._replace(short_message=part).octets
                for part in short_messages(message, reference=reference)
            )
        return tuple(part.octets for part in encode(message, reference=reference))
    except SegmenterError:
        return ()


def _languages(user_data: UserData) -> list[NationalLanguage]:
    return [language for language in (user_data.locking_shift, user_data.single_shift) if language]
