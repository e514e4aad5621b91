"""Diagnosis of captured sets, and the captures themselves."""

import pytest

from segmenter import UserDataError, segment, wire
from segmenter.wire.captures import captured_octets
from segmenter.wire.diagnosis import diagnose
from segmenter.wire.readings import read_as, read_captured


def words_of(captured: list[bytes]) -> list[str]:
    return [problem.words for problem in diagnose(captured).problems]


def deliver(text: str, reference: int = 7) -> list[bytes]:
    return list(wire.deliver_tpdus(segment(text), sender="Info", reference=reference))


def test_a_missing_part_is_named() -> None:
    assert words_of(deliver("x" * 400)[::2]) == ["part 2 of 3 is missing"]


def test_a_part_that_came_twice_is_named() -> None:
    parts = deliver("x" * 200)
    assert words_of([*parts, parts[0]]) == ["part 1 of 2 came 2 times"]


def test_a_header_without_its_bit_is_found_and_read_and_sent_right() -> None:
    parts = [bytes((part[0] & ~0x40, *part[1:])) for part in deliver("x" * 200)]
    diagnosis = diagnose(parts)
    assert {problem.field for problem in diagnosis.problems} == {"TP-UDHI"}
    assert diagnosis.text == "x" * 200
    assert [wire.decode_tpdu(octets).text for octets in diagnosis.right] == ["x" * 153, "x" * 47]


def test_a_cut_escape_and_a_cut_pair_are_found_and_healed() -> None:
    header = bytes.fromhex("0500030702")
    septets = [wire.pack_septets(piece, fill_bits=1) for piece in (b"a\x1b", b"\x65b")]
    gsm7 = [header + bytes((number,)) + piece for number, piece in enumerate(septets, 1)]
    diagnosis = diagnose(gsm7)
    assert "escape" in diagnosis.problems[0].words
    assert diagnosis.text == "a€b"
    pair = "я😀я".encode("utf-16-be")
    ucs2 = [header + b"\1" + pair[:4], header + b"\2" + pair[4:]]
    read = [wire.decode_user_data(part, udhi=True, encoding=wire.CharacterSet.UCS2) for part in ucs2]
    joined = [wire.Reassembler()]
    whole = [joined[0].add(part) for part in read][-1]
    assert whole is not None
    assert whole.text == "я😀я"


def test_a_length_that_is_wrong_is_located() -> None:
    (part,) = deliver("hello")
    assert "the data is cut short" in words_of([part[:-1]])[0]


def test_other_references_do_not_join() -> None:
    first, second = deliver("x" * 200)[0], deliver("x" * 200, 8)[1]
    assert words_of([first, second]) == ["the parts have 2 references, so receivers do not join them"]


@pytest.mark.parametrize(
    ("octets", "form"),
    [
        (wire.deliver_tpdus(segment("a"), sender="1", reference=0)[0], "TPDU"),
        (wire.submit_tpdus(segment("a"), to="1", reference=0, smsc="")[0], "TPDU after a service centre"),
        (wire.smpp_pdu(wire.ShortMessage(b"a", 0, 0), to="1"), "SMPP PDU"),
        (
            wire.rp_data(wire.submit_tpdus(segment("a"), to="1", reference=0)[0], direction="mo", smsc="1"),
            "RP-DATA",
        ),
        (wire.broadcast_pages("a", serial_number=1, message_identifier=4370)[0], "cell broadcast page"),
        (wire.encode(segment("x" * 161), reference=0)[0].octets, "user data with a header"),
        (wire.Command(0, 0, 2, 8, wire.Address("1")).octets, "TPDU from a mobile"),
    ],
)
def test_the_form_of_octets_is_found(octets: bytes, form: str) -> None:
    reading = read_captured(octets)
    assert (reading.form, reading.error) == (form, None)


def test_octets_are_read_in_the_form_that_is_named() -> None:
    assert read_as(bytes.fromhex("aa180c3602"), "ussd").value.text == "*100#"  # type: ignore[union-attr]
    assert read_as(b"\0", "smpp").error is not None
    ports = read_as(bytes.fromhex("0605040b8423f0776170"), "user-data")
    assert ports.error is None
    assert ports.value.ports == (2948, 9200, 16)  # type: ignore[union-attr]
    assert read_as(bytes.fromhex("090504"), "user-data").error is not None


def test_lines_of_modems_logs_and_dumps() -> None:
    lines = [
        "AT+CMGL=4",
        '+CMGL: 1,"REC READ"',
        "07 91 61 21",
        "",
        "# a comment",
        "0x07:0x91",
        "0000  07 91 61 21 60 13 03 10  ..a!`...",
        "0008  f2 04",
        "0000  01",
        "OK",
    ]
    assert [(line, octets.hex()) for line, octets in captured_octets(lines)] == [
        (3, "07916121"),
        (6, "0791"),
        (7, "079161216013031" + "0f204"),
        (9, "01"),
    ]


@pytest.mark.parametrize(("line", "words"), [("079", "odd number"), ("07 9x", "'x' is not")])
def test_a_line_that_is_no_octets_is_named(line: str, words: str) -> None:
    with pytest.raises(UserDataError, match=f"line 2.*{words}"):
        list(captured_octets(["07", line]))
