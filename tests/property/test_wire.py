"""The laws of the wire: decoding undoes encoding, and no octets raise anything undocumented."""

import codecs
import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from segmenter import (
    Encoding,
    NationalLanguage,
    Policy,
    SegmenterError,
    TooManySegmentsError,
    UnencodableError,
    UserDataError,
    count,
    segment,
    wire,
)
from segmenter.core.segmentation import Message
from segmenter.wire.coding_scheme import CharacterSet
from segmenter.wire.diagnosis import diagnose
from segmenter.wire.fields import tpdu_fields, user_data_fields
from segmenter.wire.readings import drawn_fields, read_captured
from segmenter.wire.septets import pack_septets, unpack_septets
from segmenter.wire.texts import septets_text
from tests.property.strategies import BASIC, ENCODINGS, NATIONAL, policies, texts

elements = st.lists(
    st.tuples(
        st.integers(0, 255).filter(lambda number: number not in (0, 8, 0x24, 0x25)), st.binary(max_size=9)
    ),
    max_size=3,
)


# ASCII-7 is left out: an SMSC codes it, so there is no user data of ours.
CODED_BY_US = [encodings for encodings in ENCODINGS if Encoding.ASCII7 not in encodings]


@st.composite
def messages(draw: st.DrawFn) -> Message:
    policy = draw(st.sampled_from([Policy()]) | policies(encodings=CODED_BY_US))
    if draw(st.booleans()):
        policy = policy._replace(
            extra_elements=tuple(wire.InformationElement(*pair) for pair in draw(elements))
        )
    text = draw(texts(policy))
    try:
        return segment(text, policy=policy)
    except (UnencodableError, TooManySegmentsError):
        assume(False)
        raise


def references(message: Message) -> st.SearchStrategy[int]:
    return st.integers(0, (1 << message.policy.reference_width) - 1)


digits = st.text("0123456789", min_size=1, max_size=20)
numbers = digits | digits.map(lambda number: f"+{number}")
names = st.text("abcÄÖ 019!", min_size=1, max_size=11).filter(
    lambda name: name.strip("0123456789 ()-.") != ""
)
moments = st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)).map(
    lambda moment: moment.replace(microsecond=0)
)
zones = st.integers(-56, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


# --- Septets ----------------------------------------------------------------------------------------------


@given(st.binary(max_size=400), st.integers(0, 6))
def test_unpacking_undoes_packing(octets: bytes, fill: int) -> None:
    septets = bytes(octet & 0x7F for octet in octets)
    packed = pack_septets(septets, fill_bits=fill)
    assert len(packed) == (7 * len(septets) + fill + 7) // 8
    assert unpack_septets(packed, count=len(septets), fill_bits=fill) == septets
    bits = "".join(f"{octet:08b}"[::-1] for octet in packed)
    assert bits.rstrip("0") == ("0" * fill + "".join(f"{septet:07b}"[::-1] for septet in septets)).rstrip("0")


# --- Segments ---------------------------------------------------------------------------------------------


@given(st.data(), messages())
def test_decoding_undoes_encoding(data: st.DataObject, message: Message) -> None:
    reference = data.draw(references(message))
    parts = wire.encode(message, reference=reference)
    counted = count(message.text, policy=message.policy)
    assert len(parts) == counted.segments
    for part, piece in zip(parts, message.segments, strict=True):
        read = wire.decode_user_data(part.octets, udl=part.udl, udhi=part.udhi, encoding=message.encoding)
        assert read == part
        assert part.text == piece.text
        assert len(part.octets) <= 140
        assert len(part.header) == piece.udh_octets
        units = len(part.septets) if message.encoding is Encoding.GSM7 else len(part.body) // 2
        assert units == piece.units
        place = part.concatenation
        if len(parts) > 1:
            assert place == (reference, len(parts), piece.number, message.policy.reference_width)
        assert (
            part.elements[len(part.elements) - len(message.policy.extra_elements) :]
            == message.policy.extra_elements
        )
        assert (part.locking_shift, part.single_shift) == (message.locking_shift, message.single_shift)


@given(st.binary(max_size=600), st.integers(0, 255), elements)
def test_decoding_undoes_encoding_of_data(
    octets: bytes, reference: int, extra: list[tuple[int, bytes]]
) -> None:
    parts = wire.encode_data(octets, reference=reference, extra_elements=tuple(extra))
    assert b"".join(part.body for part in parts) == octets
    assert all(len(part.octets) <= 140 and part.text is None for part in parts)


# --- TPDUs ------------------------------------------------------------------------------------------------


@given(st.data(), messages(), numbers | names, moments, zones)
def test_reading_undoes_writing_of_deliver(
    data: st.DataObject, message: Message, sender: str, moment: datetime, zone: timezone
) -> None:
    timestamp = moment.replace(tzinfo=zone)
    tpdus = wire.deliver_tpdus(
        message,
        sender=sender,
        reference=data.draw(references(message)),
        timestamp=timestamp,
        smsc="+49170123",
    )
    for tpdu, piece in zip(tpdus, message.segments, strict=True):
        read = wire.decode_tpdu(tpdu, smsc=True)
        assert isinstance(read, wire.Deliver)
        assert (read.text, str(read.sender), read.timestamp) == (piece.text, sender, timestamp)
        assert read.smsc == ("49170123", 1, 1)
        assert tpdu.endswith(read.octets)
        assert read.octets == wire.decode_tpdu(read.octets, direction="to-mobile").octets
        assert read.more_to_come is (piece.number < len(tpdus))


validities = st.one_of(
    st.none(),
    st.timedeltas(timedelta(minutes=1), timedelta(weeks=63)),
    moments.map(lambda moment: moment.replace(tzinfo=UTC)),
)


@given(
    st.data(),
    messages(),
    numbers,
    st.integers(0, 255),
    validities,
    st.booleans(),
    st.none() | st.integers(0, 3),
)
def test_reading_undoes_writing_of_submit(
    data: st.DataObject,
    message: Message,
    to: str,
    message_reference: int,
    validity: timedelta | datetime | None,
    status_report: bool,
    message_class: int | None,
) -> None:
    tpdus = wire.submit_tpdus(
        message,
        to=to,
        reference=data.draw(references(message)),
        message_reference=message_reference,
        validity=validity,
        status_report=status_report,
        message_class=message_class,
    )
    for place, (tpdu, piece) in enumerate(zip(tpdus, message.segments, strict=True)):
        read = wire.decode_tpdu(tpdu, direction="from-mobile")
        assert isinstance(read, wire.Submit)
        assert (read.text, str(read.to), read.status_report) == (piece.text, to, status_report)
        assert read.message_reference == (message_reference + place) % 256
        assert read.data_coding.message_class == message_class
        if isinstance(validity, timedelta):
            assert isinstance(read.validity, timedelta)
            assert read.validity >= validity
        else:
            assert read.validity == validity
        assert read.octets == tpdu


# --- SMPP -------------------------------------------------------------------------------------------------


@given(st.data(), messages(), st.sampled_from(wire.ShortMessageForm), st.booleans())
def test_reading_undoes_writing_of_short_messages(
    data: st.DataObject, message: Message, form: wire.ShortMessageForm, packed: bool
) -> None:
    reference = data.draw(references(message))
    parts = wire.short_messages(message, reference=reference, form=form, packed=packed)
    read = []
    for part in parts:
        pdu = wire.decode_smpp(wire.smpp_pdu(part, to="+4917012345", sender="Info"))
        assert pdu.short_message == part
        read.append(pdu.read(packed=packed))
    if form is wire.ShortMessageForm.PAYLOAD and packed:
        return  # where the count is not sent, seven spare bits read as one more septet
    if not packed:
        assert [one.text for one in read] == (
            [message.text]
            if form is wire.ShortMessageForm.PAYLOAD
            else [piece.text for piece in message.segments]
        )
    if len(parts) > 1:
        assert [one.concatenation and one.concatenation.number for one in read] == [*range(1, len(parts) + 1)]
        assert {one.concatenation and one.concatenation.reference for one in read} == {reference}


# --- Reassembly -------------------------------------------------------------------------------------------


@given(st.data(), messages())
def test_parts_in_any_order_give_the_text_back(data: st.DataObject, message: Message) -> None:
    reference = data.draw(references(message))
    tpdus = wire.deliver_tpdus(message, sender="Info", reference=reference)
    others = wire.deliver_tpdus(segment("b" * 400), sender="Other", reference=reference & 0xFF)
    arriving = data.draw(st.permutations([*tpdus, *tpdus[:1], *others[:2]]))
    reassembler = wire.Reassembler()
    whole = None
    for at, tpdu in enumerate(arriving):
        if data.draw(st.booleans()):  # stopped and started again
            again = wire.Reassembler()
            again.restore(json.loads(json.dumps(reassembler.save())))
            reassembler = again
        joined = reassembler.add(wire.decode_tpdu(tpdu), now=float(at))
        if joined is not None and joined.sender == "Info":
            whole = whole or joined
    assert whole is not None
    assert whole.text == message.text
    lacking = [one for one in reassembler.waiting() if one.sender == "Other"]
    assert [one.missing for one in lacking] == [(3,)]


@given(st.text(st.sampled_from("a€[😀Я"), min_size=1, max_size=300), st.integers(2, 20), st.data())
def test_what_a_careless_sender_cut_is_healed(text: str, size: int, data: st.DataObject) -> None:
    """Parts are cut at any unit, also after an escape and between two surrogates."""
    gsm7 = not set(text) & set("😀Я")
    if gsm7:
        units, width = segment(text).text.encode("gsm03.38"), 1
    else:
        units, width = text.encode("utf-16-be"), 2
    pieces = [units[at : at + size * width] for at in range(0, len(units), size * width)]
    assume(len(pieces) <= 255)
    reassembler = wire.Reassembler()
    numbered = data.draw(st.permutations([*enumerate(pieces, 1)]))
    whole = None
    for number, piece in numbered:
        header = bytes((5, 0, 3, 9, len(pieces), number))
        if gsm7:
            body, udl = pack_septets(piece, fill_bits=1), 7 + len(piece)
        else:
            body, udl = piece, 6 + len(piece)
        charset = CharacterSet.GSM7 if gsm7 else CharacterSet.UCS2
        part = wire.decode_user_data(header + body, udl=udl, udhi=True, encoding=charset)
        whole = reassembler.add(part) or whole
    assert whole is not None
    assert whole.text == text


# --- Broken octets ----------------------------------------------------------------------------------------


@st.composite
def broken_tpdus(draw: st.DrawFn) -> bytes:
    """Draw octets: any at all, or those of a message with bits flipped or the end cut off."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200))
    message = draw(messages())
    tpdus = (
        wire.deliver_tpdus(message, sender="Info", reference=1)
        if draw(st.booleans())
        else wire.submit_tpdus(message, to="+12345", reference=1, validity=timedelta(days=1))
    )
    octets = bytearray(draw(st.sampled_from(tpdus)))
    for _ in range(draw(st.integers(0, 4))):
        octets[draw(st.integers(0, len(octets) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(octets[: draw(st.integers(0, len(octets)))])


@given(broken_tpdus(), st.sampled_from([None, "to-mobile", "from-mobile"]), st.booleans())
def test_broken_octets_raise_a_located_error(octets: bytes, direction: str | None, smsc: bool) -> None:
    try:
        read = wire.decode_tpdu(octets, direction=direction, smsc=smsc)
    except UserDataError as error:
        assert error.field and error.offset is not None and 0 <= error.offset <= len(octets)  # noqa: PT017, PT018
        with suppress(UserDataError):
            wire.decode_tpdu(octets, direction=direction, smsc=smsc, errors="replace")
    else:
        assert isinstance(read.text, str | None)
        fields = tpdu_fields(octets, direction=direction, smsc=smsc)
        assert b"".join(field.octets for field in fields) == octets
        assert [field.start for field in fields[1:]] == [field.stop for field in fields[:-1]]


@given(broken_tpdus())
def test_reading_a_tpdu_and_writing_it_gives_its_octets(octets: bytes) -> None:
    """Where a reserved bit or a digit that means nothing stands in it, what is written is read alike."""
    for direction in ("to-mobile", "from-mobile"):
        try:
            read = wire.decode_tpdu(octets, direction=direction)
            written = read.octets
        except UserDataError:
            continue
        assert len(written) <= len(octets)
        assert wire.decode_tpdu(written, direction=direction) == read


@given(
    st.binary(max_size=160),
    st.booleans(),
    st.sampled_from(CharacterSet),
    st.none() | st.integers(0, 200),
    st.sampled_from(["strict", "replace"]),
)
def test_user_data_of_any_octets(
    octets: bytes, udhi: bool, encoding: CharacterSet, udl: int | None, errors: str
) -> None:
    try:
        read = wire.decode_user_data(octets, udl=udl, udhi=udhi, encoding=encoding, errors=errors)  # type: ignore[arg-type]
    except UserDataError:
        assert errors == "strict"
        return
    assert isinstance(read.text, str | None)
    fields = user_data_fields(read)
    assert b"".join(field.octets for field in fields) == octets
    assert wire.Reassembler().add(read) is not None or read.concatenation is not None


@given(
    st.binary(max_size=200), st.integers(0, 255), st.integers(0, 255), st.sampled_from(["strict", "replace"])
)
def test_short_messages_of_any_octets(octets: bytes, esm_class: int, data_coding: int, errors: str) -> None:
    try:
        read = wire.decode_short_message(
            octets,
            esm_class=esm_class,
            data_coding=data_coding,
            errors=errors,  # type: ignore[arg-type]
        )
    except UserDataError:
        assert errors == "strict"
    else:
        assert isinstance(read.text, str | None)


@given(st.lists(broken_tpdus() | st.binary(max_size=100), min_size=1, max_size=4))
def test_any_captured_set_can_be_diagnosed_and_drawn(captured: list[bytes]) -> None:
    diagnosis = diagnose(captured)
    assert len(diagnosis.readings) == len(captured)
    for reading in diagnosis.readings:
        drawn_fields(reading)


@given(st.data(), messages())
def test_a_captured_set_that_is_right_has_no_problems(data: st.DataObject, message: Message) -> None:
    tpdus = wire.deliver_tpdus(
        message, sender="+4917012345", reference=data.draw(references(message)), smsc="+49170"
    )
    diagnosis = diagnose(tpdus)
    assert diagnosis.problems == ()
    assert diagnosis.text == message.text
    assert [read_captured(tpdu).form.value for tpdu in tpdus] == ["TPDU after a service centre"] * len(tpdus)


# --- The codec --------------------------------------------------------------------------------------------

languages = st.sampled_from([None, *NationalLanguage])


@given(st.data(), languages)
def test_the_codec_undoes_itself(data: st.DataObject, language: NationalLanguage | None) -> None:
    shifts = () if language is None else (language,)
    policy = Policy((Encoding.GSM7,), shifts, shifts)
    text = data.draw(texts(policy))
    name = "gsm03.38" if language is None else f"gsm03.38-{language.name.lower()}"
    try:
        octets = text.encode(name)
    except UnicodeEncodeError as error:
        assert text[error.start] not in (BASIC if language is None else NATIONAL[language])  # noqa: PT017
        return
    assert octets.decode(name) == text
    septets = len(octets)
    read = text.encode(f"{name}-packed").decode(f"{name}-packed")
    # TS 23.038 §6.1.2.3: what ends in CR on the last bit gets one more, and the receiver drops only one.
    assert read == (f"{text}\r" if septets % 8 == 0 and text.endswith("\r") else text)


@given(
    st.binary(max_size=60), st.sampled_from(["strict", "ignore", "replace", "backslashreplace"]), languages
)
def test_the_codec_decodes_any_octets(octets: bytes, errors: str, language: NationalLanguage | None) -> None:
    name = "gsm03.38" if language is None else f"gsm03.38-{language.name.lower()}"
    try:
        text = octets.decode(name, errors)
    except UnicodeDecodeError:
        assert errors == "strict"
        return
    if errors == "strict":
        again = text.encode(name)
        assert again.decode(name) == text
    if errors == "replace" and octets.isascii():
        locking = None if language is NationalLanguage.SPANISH else language
        assert text == septets_text(octets, locking, language)


@given(st.binary(max_size=60).map(lambda octets: bytes(octet & 0x7F for octet in octets)), st.data())
def test_the_codec_decodes_piece_by_piece_as_at_once(octets: bytes, data: st.DataObject) -> None:
    at_once = octets.decode("gsm03.38", "replace")
    decoder = codecs.getincrementaldecoder("gsm03.38")("replace")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(octets)), max_size=5)))
    pieces = [octets[start:stop] for start, stop in zip([0, *cuts], [*cuts, len(octets)], strict=True)]
    assert "".join([decoder.decode(piece) for piece in pieces] + [decoder.decode(b"", True)]) == at_once


def test_every_error_of_the_wire_is_a_segmenter_error() -> None:
    with pytest.raises(SegmenterError):
        wire.decode_tpdu(b"")
