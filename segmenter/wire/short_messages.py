"""SMPP: the parts of a message as short messages, and short messages read back (SMPP 3.4 §5.2, 5.0 §4.7).

This module knows `short_message`, `esm_class`, `data_coding` and the optional parameters; it must not know a
whole PDU. The caller chooses `data_coding`: service centres do not agree about 0 and 1.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from ..core.policy import Encoding, InformationElement, ReferenceWidth
from ..core.results import plain_fields, result
from ..core.segmentation import Message, with_numbers
from ..spelling import Spelled
from .coding_scheme import data_coding as coding_of
from .elements import Concatenation, concatenation_of, languages_of, read_header
from .encoding import headers, message_septets
from .errors import UserDataError, in_range
from .receipts import Receipt, read_receipt
from .septets import pack_septets, unpack_septets
from .texts import code_units_text, septets_text
from .user_data import Errors

__all__ = [
    "Parameter",
    "ReceivedMessage",
    "ShortMessage",
    "ShortMessageForm",
    "decode_short_message",
    "short_messages",
]

UDHI = 0x40
SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER = 0x020C, 0x020E, 0x020F
MESSAGE_PAYLOAD = 0x0424
_MOST_OCTETS = 254


class ShortMessageForm(Spelled, StrEnum):
    """How the parts of a message are marked as belonging together.

    ``UDH`` puts a header into each part, ``SAR`` adds `sar_*` parameters, and ``PAYLOAD`` sends one long part
    in `message_payload`, which the service centre splits.
    """

    UDH = "udh"
    SAR = "sar"
    PAYLOAD = "payload"


class Parameter(NamedTuple):
    """An optional parameter (TLV): its tag and its octets."""

    tag: int
    value: bytes


@result
class ShortMessage(NamedTuple):
    """One part of a message for `submit_sm`.

    Attributes:
        octets: the field `short_message`; empty where the text is in `message_payload`.
        esm_class: 0x40 where a header comes first.
        data_coding: how the octets are coded, by the service centre's number.
        parameters: the optional parameters that belong to it.
    """

    octets: bytes
    esm_class: int
    data_coding: int
    parameters: tuple[Parameter, ...] = ()

    @property
    def payload(self) -> bytes:
        """The octets of the text, from whichever field has them."""
        return next((value for tag, value in self.parameters if tag == MESSAGE_PAYLOAD), self.octets)

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


_DATA_CODINGS = {"GSM-7": 0, "ASCII-7": 1, "UCS-2": 8}
_TEXT_CODECS = {"ASCII-7": ("ascii", 1), "UCS-2": ("utf-16-be", 2)}  # and the octets of a unit


def short_messages(
    message: Message,
    *,
    reference: int,
    form: ShortMessageForm | str = ShortMessageForm.UDH,
    packed: bool = False,
    data_coding: int | None = None,
) -> tuple[ShortMessage, ...]:
    """Return each segment of a message as a short message for SMPP.

    Args:
        message: as `segment` returns it.
        reference: the number that the segments share.
        form: how the parts are marked as belonging together.
        packed: whether to pack GSM-7, eight septets in seven octets; most service centres expect each
            septet in an octet of its own.
        data_coding: the service centre's number for this encoding; by default 0 for GSM-7, 8 for UCS-2 and
            1 for ASCII-7.

    Raises:
        UserDataError: a value is out of range, or `message_payload` cannot hold the text.

    >>> import segmenter
    >>> parts = short_messages(segmenter.segment("я" * 71), reference=5)
    >>> [(len(part.octets), part.esm_class, part.data_coding) for part in parts]
    [(140, 64, 8), (14, 64, 8)]
    """
    form = ShortMessageForm(form)
    width = message.policy.reference_width
    in_range("reference", reference, (1 << width) - 1)
    coding = _DATA_CODINGS[message.encoding] if data_coding is None else data_coding
    in_range("data_coding", coding, 0xFF)
    if form is ShortMessageForm.PAYLOAD:
        return (_payload(message, coding, packed=packed),)
    message = with_numbers(message)
    total = len(message.segments)
    beside = form is ShortMessageForm.SAR
    heads = headers(message, reference=reference, concatenated=not beside)
    bodies = _bodies(message, heads, [part.units for part in message.segments], packed=packed)
    parts = []
    for number, (head, body) in enumerate(zip(heads, bodies, strict=True), 1):
        sar = _sar(reference, total, number) if beside and total > 1 and not message.policy.numbering else ()
        parts.append(ShortMessage(head + body, UDHI if head else 0, coding, sar))
    return tuple(parts)


def _sar(reference: int, total: int, number: int) -> tuple[Parameter, ...]:
    return (
        Parameter(SAR_REFERENCE, reference.to_bytes(2, "big")),
        Parameter(SAR_TOTAL, bytes((total,))),
        Parameter(SAR_NUMBER, bytes((number,))),
    )


def _bodies(message: Message, heads: list[bytes], units: list[int], *, packed: bool) -> list[bytes]:
    """Return the octets after each header, given how many units of the text they are."""
    in_septets = message.encoding is Encoding.GSM7
    codec, width = ("", 1) if in_septets else _TEXT_CODECS[message.encoding]
    octets = message_septets(message) if in_septets else message.text.encode(codec)
    bodies = []
    start = 0
    for number in units:
        stop = start + width * number
        bodies.append(octets[start:stop])
        start = stop
    if not (in_septets and packed):
        return bodies
    return [
        pack_septets(body, fill_bits=-8 * len(head) % 7) for head, body in zip(heads, bodies, strict=True)
    ]


def _payload(message: Message, coding: int, *, packed: bool) -> ShortMessage:
    """Return the whole message as one long part, which the service centre splits."""
    head = headers(message, reference=0, concatenated=False)[0]
    octets = head + _bodies(message, [head], [message.units], packed=packed)[0]
    if len(octets) > 0xFFFF:
        raise UserDataError("message_payload", f"has {len(octets)} octets", "it holds at most 65,535")
    return ShortMessage(b"", UDHI if head else 0, coding, (Parameter(MESSAGE_PAYLOAD, octets),))


@result
class ReceivedMessage(NamedTuple):
    """A short message as it was read.

    Attributes:
        text: its text; `None` where it is not text, or in a coding that is only named.
        encoding: the coding by name: GSM-7, UCS-2, ASCII, ISO-8859-1 and so on.
        concatenation: its place in the message, by its header or else its `sar_*` parameters.
        elements: the information elements of its header.
        octets: the octets of the text, without the header.
        receipt: what became of an earlier message, where this is a delivery receipt.
        sender: who sent it, if known.
    """

    text: str | None
    encoding: str
    concatenation: Concatenation | None
    elements: tuple[InformationElement, ...]
    octets: bytes
    receipt: Receipt | None
    sender: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the value as JSON can hold it, octets in hexadecimal."""
        return plain_fields(self)


# By data_coding, what Python decodes (SMPP 5.0 §4.7.7); the others are only named.
_CODECS = {
    1: ("ASCII", "ascii"),
    3: ("ISO-8859-1", "latin-1"),
    6: ("ISO-8859-5", "iso8859-5"),
    7: ("ISO-8859-8", "iso8859-8"),
}
_NAMED = {
    2: "8-bit data",
    4: "8-bit data",
    5: "JIS X 0208",
    9: "pictogram",
    10: "ISO-2022-JP",
    13: "JIS X 0212",
    14: "KS C 5601",
}
_RECEIPT_TYPES = (0x04, 0x20)


def decode_short_message(
    octets: bytes | ShortMessage,
    *,
    esm_class: int = 0,
    data_coding: int = 0,
    parameters: tuple[tuple[int, bytes], ...] = (),
    default_alphabet: str = "GSM-7",
    ascii_is_gsm: bool = False,
    packed: bool = False,
    sender: str = "",
    errors: Errors = "strict",
) -> ReceivedMessage:
    r"""Read a short message.

    Args:
        octets: the field `short_message`; a `ShortMessage` includes the next three arguments.
        esm_class: as received; 0x40 means that a header comes first, 0x04 that this is a receipt.
        data_coding: as received.
        parameters: the optional parameters, tag and octets; `message_payload` takes the place of `octets`.
        default_alphabet: what 0 means to the service centre: "GSM-7", "ASCII", "ISO-8859-1".
        ascii_is_gsm: whether 1 means GSM-7, as in the npm package smpp.
        packed: whether GSM-7 is packed.
        sender: who sent it, kept for reassembly.
        errors: "strict" raises for broken text; "replace" shows U+FFFD.

    Raises:
        UserDataError: the header is broken, or the octets are not text in their coding.

    >>> decode_short_message(b"\x00 5 \x1b\x65").text
    '@ 5 €'
    """
    if isinstance(octets, ShortMessage):
        octets, esm_class, data_coding, parameters = octets
    given = dict(parameters)
    octets = bytes(given.get(MESSAGE_PAYLOAD, octets))
    header: bytes = b""
    elements: tuple[InformationElement, ...] = ()
    if esm_class & UDHI:
        header, elements = _header(octets, errors)
    body = octets[len(header) :]
    place = concatenation_of(elements) or _sar_place(given)
    name = _coding_name(data_coding, default_alphabet, ascii_is_gsm=ascii_is_gsm)
    text = _text(body, name, place, elements, len(header), packed=packed, errors=errors)
    is_receipt = esm_class & 0x3C in _RECEIPT_TYPES
    receipt = read_receipt(text or "", given) if is_receipt else None
    return ReceivedMessage(text, name, place, elements, body, receipt, sender)


def _header(octets: bytes, errors: Errors) -> tuple[bytes, tuple[InformationElement, ...]]:
    if not octets or octets[0] >= len(octets):
        if errors == "replace":
            return b"", ()
        words = f"is {octets[0]}, but {len(octets) - 1} octets follow" if octets else "is missing"
        raise UserDataError("UDHL", words, "esm_class says that a header comes first", offset=0)
    header = octets[: octets[0] + 1]
    try:
        return header, read_header(header[1:], offset=1)
    except UserDataError:
        if errors == "strict":
            raise
        return header, ()


def _sar_place(given: dict[int, bytes]) -> Concatenation | None:
    """Return the place that `sar_*` parameters give; a contradictory one is ignored."""
    if not given.keys() >= {SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER}:
        return None
    reference, total, number = (
        int.from_bytes(given[tag], "big") for tag in (SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER)
    )
    if reference > 0xFFFF or not 0 < number <= total <= 0xFF:
        return None
    return Concatenation(reference, total, number, ReferenceWidth.SIXTEEN_BITS)


def _coding_name(octet: int, default_alphabet: str, *, ascii_is_gsm: bool) -> str:
    in_range("data_coding", octet, 0xFF)
    if octet == 0:
        return default_alphabet
    if octet == 1 and ascii_is_gsm:
        return "GSM-7"
    if octet in _CODECS:
        return _CODECS[octet][0]
    if octet == 8:
        return "UCS-2"
    if octet >= 0xC0:  # the groups of TS 23.038, which SMPP takes over
        return str(coding_of(octet).character_set)
    return _NAMED.get(octet, f"reserved ({octet})")


_SEPTETS = bytes(range(0x80))
_PYTHON_NAMES = dict(_CODECS.values())


def _text(
    body: bytes,
    name: str,
    place: Concatenation | None,
    elements: tuple[InformationElement, ...],
    header: int,
    *,
    packed: bool,
    errors: Errors,
) -> str | None:
    """Return the text; `None` where its coding cannot be read."""
    if name == "GSM-7":
        septets = unpack_septets(body, fill_bits=-8 * header % 7) if packed else body
        locking, single = languages_of(elements)
        if not septets.isascii():
            if errors == "strict":
                at = next(place for place, octet in enumerate(septets) if octet > 0x7F)
                words = f"octet 0x{septets[at]:02X} is not a septet"
                raise UserDataError(
                    "short_message",
                    words,
                    "is the text packed, or in another data_coding?",
                    offset=header + at,
                )
            chunks = septets.translate(_SEPTETS + b"\xff" * 0x80).split(b"\xff")
            return "\ufffd".join(septets_text(chunk, locking, single) for chunk in chunks)
        text = septets_text(septets, locking, single)
        if "\ufffd" in text and errors == "strict":
            raise UserDataError("short_message", "has a septet without a character", offset=header)
        return text
    if name == "UCS-2":
        first, last = place is None or place.number == 1, place is None or place.number == place.total
        text, trouble = code_units_text(body, first=first, last=last)
        if trouble and errors == "strict":
            raise UserDataError("short_message", trouble.words, offset=header + 2 * trouble.unit)
        return text
    if name not in _PYTHON_NAMES:
        return None
    try:
        return body.decode(_PYTHON_NAMES[name], "strict" if errors == "strict" else "replace")
    except UnicodeDecodeError as error:
        words = f"octet 0x{body[error.start]:02X} is not {name}"
        raise UserDataError("short_message", words, offset=header + error.start) from None
