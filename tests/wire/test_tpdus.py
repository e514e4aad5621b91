"""TPDUs: what is read from real octets, what is refused and where, and what is written."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from segmenter import Encoding, Policy, UserDataError, segment, wire
from segmenter.wire.coding_scheme import CharacterSet, broadcast_coding, data_coding
from segmenter.wire.diagnosis import diagnose
from segmenter.wire.times import EnhancedValidity, read_relative, timestamp_octets
from segmenter.wire.tpdus import (
    Command,
    Deliver,
    DeliverReport,
    Direction,
    StatusReport,
    Submit,
    SubmitReport,
)

DELIVER = "040491361900005150713220052308c8303a8c0ea3c3"


def test_time_zone_octet_0x0a_is_minus_five_hours() -> None:
    octets = bytes.fromhex(DELIVER.replace("51507132200523", "5150713220050a"))
    tpdu = wire.decode_tpdu(octets)
    assert isinstance(tpdu, Deliver)
    assert tpdu.timestamp == datetime(2015, 5, 17, 23, 2, 50, tzinfo=timezone(timedelta(hours=-5)))


def test_the_type_bits_depend_on_the_direction() -> None:
    kinds = {
        ("mt", 0): (Deliver, DELIVER),
        ("mo", 0): (DeliverReport, "00d300"),
        ("mo", 1): (Submit, "010005912143f5000005e8329bfd06"),
        ("mt", 1): (SubmitReport, "010021118251400000"),
        ("mt", 2): (StatusReport, "0609059121" + "43f5" + "2111825140000021118251400000" + "46"),
        ("mo", 2): (Command, "0209000208059121" + "43f500"),
    }
    for (direction, bits), (kind, octets) in kinds.items():
        tpdu = wire.decode_tpdu(bytes.fromhex(octets), direction=direction)
        assert type(tpdu).__name__ == kind.__name__
        assert int(octets[1], 16) & 3 == bits
        assert tpdu.octets.hex() == octets


def test_every_result_is_an_object_that_json_can_hold() -> None:
    message = segment("я" * 71)
    (first, _), (part, _) = wire.encode(message, reference=7), wire.short_messages(message, reference=7)
    (page, _) = wire.broadcast_pages(message.text, serial_number=1, message_identifier=2)
    (submit, _) = wire.submit_tpdus(message, to="1", reference=7, validity=timedelta(days=1))
    results: list[Any] = [
        wire.decode_tpdu(bytes.fromhex(DELIVER)),
        wire.decode_tpdu(submit),
        wire.decode_tpdu(bytes.fromhex("020900020805912143f500"), direction="mo"),
        first,
        part,
        wire.decode_short_message(part),
        wire.decode_short_message(b"id:1 stat:DELIVRD", esm_class=4),
        wire.decode_smpp(wire.smpp_pdu(part, to="1")),
        wire.decode_broadcast(page),
        wire.decode_rp_data(wire.rp_data(submit, direction="mo", smsc="1")),
        diagnose([submit]),
    ]
    for result in results:
        fields = json.loads(json.dumps(result.as_dict()))
        assert set(result._fields) <= set(fields)
    assert results[0].as_dict()["text"] == "Hahahaha"
    assert first.as_dict()["octets"] == first.octets.hex()


def test_an_error_without_a_direction_names_it() -> None:
    with pytest.raises(UserDataError, match="SMS-COMMAND give the direction"):
        wire.decode_tpdu(bytes.fromhex("020900020805912143f500"))


def test_a_type_that_is_reserved_is_read_as_deliver_to_a_mobile_and_refused_from_one() -> None:
    octets = bytes.fromhex("07" + DELIVER[2:])
    assert wire.decode_tpdu(octets, direction="to-mobile").kind is wire.TpduType.DELIVER
    with pytest.raises(UserDataError, match="3 is reserved"):
        wire.decode_tpdu(octets, direction="from-mobile")


def test_a_direction_has_many_names() -> None:
    assert Direction("SC_TO_MS") is Direction("mobile terminated") is Direction.TO_MOBILE
    with pytest.raises(ValueError, match="sideways"):
        Direction("sideways")


@pytest.mark.parametrize(
    ("octets", "field", "offset"),
    [
        ("", "TP-MTI", 0),
        ("04", "TP-OA", 1),
        ("04ff91", "TP-OA", 1),
        ("040491361900", "TP-DCS", 6),
        ("0404913619000051", "TP-SCTS", 7),
        (DELIVER.replace("515071", "51f071"), "TP-SCTS", 7),
        (DELIVER[:-2], "TP-UDL", 15),
        (DELIVER + "00", "TP-UDL", 15),
        ("44" + DELIVER[2:28] + "08c8303a8c0ea3c3", "TP-UDHL", 15),
        ("44" + DELIVER[2:28] + "0801303a8c0ea3c3", "TP-UDH", 16),
        ("44" + DELIVER[2:28] + "0403240101", "TP-UDL", 15),
    ],
)
def test_broken_octets_are_located(octets: str, field: str, offset: int) -> None:
    with pytest.raises(UserDataError) as raised:
        wire.decode_tpdu(bytes.fromhex(octets), direction="to-mobile")
    assert (raised.value.field, raised.value.offset) == (field, offset)


def test_an_odd_octet_and_half_a_pair_are_errors_or_are_replaced() -> None:
    head = DELIVER[:10] + "0008" + DELIVER[14:28]
    for body in ("03004100", "02d83d"):
        octets = bytes.fromhex(head + body)
        with pytest.raises(UserDataError, match="TP-UD at octet 15"):
            wire.decode_tpdu(octets)
        text = wire.decode_tpdu(octets, errors="replace").text
        assert text is not None
        assert text.endswith("\ufffd")


def test_what_is_not_text_is_not_guessed_at() -> None:
    compressed = wire.decode_tpdu(bytes.fromhex(DELIVER[:10] + "0020" + DELIVER[14:28] + "03414243"))
    data = wire.decode_tpdu(bytes.fromhex(DELIVER[:10] + "0004" + DELIVER[14:28] + "03414243"))
    assert compressed.text is data.text is None
    assert isinstance(compressed, Deliver)
    assert compressed.data_coding.compressed


@pytest.mark.parametrize(
    ("octet", "charset", "message_class"),
    [
        (0x00, CharacterSet.GSM7, None),
        (0x08, CharacterSet.UCS2, None),
        (0x0C, CharacterSet.GSM7, None),
        (0x10, CharacterSet.GSM7, 0),
        (0x18, CharacterSet.UCS2, 0),
        (0x43, CharacterSet.GSM7, None),
        (0x8A, CharacterSet.GSM7, None),
        (0xC8, CharacterSet.GSM7, None),
        (0xE0, CharacterSet.UCS2, None),
        (0xF1, CharacterSet.GSM7, 1),
        (0xF5, CharacterSet.DATA, 1),
    ],
)
def test_data_coding_groups(octet: int, charset: CharacterSet, message_class: int | None) -> None:
    coding = data_coding(octet)
    assert (coding.character_set, coding.message_class) == (charset, message_class)


def test_waiting_indications_say_what_waits_and_whether_the_message_is_kept() -> None:
    assert data_coding(0xC8)[5:8] == ("voicemail", True, False)
    assert data_coding(0xD2)[5:8] == ("e-mail", False, True)


def test_every_octet_has_a_meaning_in_both_schemes() -> None:
    for octet in range(256):
        assert data_coding(octet).octet == broadcast_coding(octet).octet == octet


def test_a_period_is_rounded_up_to_what_one_octet_says() -> None:
    assert [str(read_relative(octet)) for octet in (0, 143, 144, 167, 168, 196, 197, 255)] == [
        "0:05:00",
        "12:00:00",
        "12:30:00",
        "1 day, 0:00:00",
        "2 days, 0:00:00",
        "30 days, 0:00:00",
        "35 days, 0:00:00",
        "441 days, 0:00:00",
    ]
    (octets,) = wire.submit_tpdus(segment("a"), to="1", reference=0, validity=timedelta(minutes=6))
    tpdu = wire.decode_tpdu(octets)
    assert isinstance(tpdu, Submit)
    assert tpdu.validity == timedelta(minutes=10)


@pytest.mark.parametrize("validity", [timedelta(0), timedelta(weeks=64), datetime(2026, 1, 1)])
def test_a_validity_that_cannot_be_written_is_refused(validity: timedelta | datetime) -> None:
    with pytest.raises(UserDataError, match="TP-VP"):
        wire.submit_tpdus(segment("a"), to="1", reference=0, validity=validity)


def test_the_enhanced_validity_is_read_and_written_again() -> None:
    enhanced = EnhancedValidity(timedelta(hours=1), True, bytes.fromhex("43100000000000"))
    (octets,) = wire.submit_tpdus(segment("a"), to="1", reference=0, validity=enhanced)
    tpdu = wire.decode_tpdu(octets)
    assert isinstance(tpdu, Submit)
    assert tpdu.validity == EnhancedValidity(timedelta(hours=1), True, enhanced.octets)
    assert tpdu.octets == octets


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 1, 1), "no time zone"),
        (datetime(1999, 1, 1, tzinfo=UTC), "1999"),
        (datetime(2026, 1, 1, tzinfo=timezone(timedelta(minutes=7))), "quarters"),
    ],
)
def test_a_moment_that_cannot_be_written_is_refused(moment: datetime, words: str) -> None:
    with pytest.raises(UserDataError, match=words):
        timestamp_octets(moment, "TP-SCTS")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "0 septets"),
        ("12 character", "12 septets"),
        ("€€€€€€", "12 septets"),
        ("Привет", "U\\+041F"),
        ("1" * 21, "21 digits"),
    ],
)
def test_an_address_that_does_not_fit_is_refused(address: str, words: str) -> None:
    with pytest.raises(UserDataError, match=f"TP-OA.*{words}"):
        wire.deliver_tpdus(segment("a"), sender=address, reference=0)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("+49 (170) 12-345", ("4917012345", 1, 1)),
        ("0170.12345", ("017012345", 0, 1)),
        ("*100#", ("*100#", 0, 1)),
        ("Info", ("Info", 5, 0)),
    ],
)
def test_addresses_as_people_write_them(written: str, address: tuple[str, int, int]) -> None:
    (octets,) = wire.deliver_tpdus(segment("a"), sender=written, reference=0)
    tpdu = wire.decode_tpdu(octets)
    assert isinstance(tpdu, Deliver)
    assert tpdu.sender == address


def test_a_class_makes_a_message_flash() -> None:
    for encoding in (Encoding.GSM7, Encoding.UCS2):
        message = segment("a", policy=Policy((encoding,)))
        (octets,) = wire.submit_tpdus(message, to="1", reference=0, message_class=0)
        tpdu = wire.decode_tpdu(octets)
        assert isinstance(tpdu, Submit)
        assert tpdu.data_coding.message_class == 0
        assert tpdu.text == "a"
    with pytest.raises(UserDataError, match="message_class"):
        wire.submit_tpdus(segment("a"), to="1", reference=0, message_class=4)


def test_the_modem_gets_the_length_without_the_service_centre() -> None:
    lines = wire.at_lines(segment("hello"), to="+12345", reference=0, smsc="+49170")
    tpdu = bytes.fromhex(lines[2].rstrip("\x1a"))
    assert lines[:2] == ("AT+CMGF=0", f"AT+CMGS={len(tpdu) - 1 - tpdu[0]}")
    assert wire.decode_tpdu(tpdu, smsc=True).text == "hello"


def test_text_mode_refuses_what_needs_a_header() -> None:
    with pytest.raises(UserDataError, match="text mode"):
        wire.at_lines(segment("x" * 161), to="1", reference=0, text_mode=True)
