"""SMPP: forms, codings, receipts, PDUs."""

import pytest

from segmenter import Policy, UserDataError, segment, wire
from segmenter.wire.receipts import read_receipt


def test_septets_go_out_one_an_octet_unless_packed() -> None:
    (plain,) = wire.short_messages(segment("5 €"), reference=0)
    assert plain == (b"5 \x1be", 0, 0, ())
    (packed,) = wire.short_messages(segment("5 €"), reference=0, packed=True)
    assert packed.octets == wire.encode(segment("5 €"), reference=0)[0].octets


def test_packed_parts_are_the_user_data_of_tpdus() -> None:
    message = segment("x" * 200)
    parts = wire.short_messages(message, reference=7, packed=True)
    assert [part.octets for part in parts] == [part.octets for part in wire.encode(message, reference=7)]


def test_the_caller_names_the_coding() -> None:
    (part,) = wire.short_messages(segment("a"), reference=0, data_coding=1)
    assert part.data_coding == 1
    with pytest.raises(UserDataError, match="data_coding"):
        wire.short_messages(segment("a"), reference=0, data_coding=256)


def test_sar_says_the_place_beside_the_text() -> None:
    parts = wire.short_messages(segment("x" * 200), reference=7, form="sar")
    assert [part.parameters for part in parts] == [
        ((0x020C, b"\0\7"), (0x020E, b"\2"), (0x020F, b"\1")),
        ((0x020C, b"\0\7"), (0x020E, b"\2"), (0x020F, b"\2")),
    ]
    assert {part.esm_class for part in parts} == {0}


def test_a_payload_is_one_part_and_keeps_its_shift() -> None:
    policy = Policy(single_shifts=[1])
    (part,) = wire.short_messages(segment("ş" * 200, policy=policy), reference=7, form="payload")
    assert (part.octets, part.esm_class) == (b"", 0x40)
    assert wire.decode_short_message(part).text == "ş" * 200


@pytest.mark.parametrize(
    ("coding", "octets", "text", "name"),
    [
        (0, b"\x00", "@", "GSM-7"),
        (1, b"@", "@", "ASCII"),
        (3, b"\xe9", "é", "ISO-8859-1"),
        (4, b"ab", None, "8-bit data"),
        (6, b"\xd0", "а", "ISO-8859-5"),
        (8, b"\x04\x30", "а", "UCS-2"),
        (10, b"ab", None, "ISO-2022-JP"),
        (0xF0, b"\x00", "@", "GSM-7"),
        (0xE0, b"\x04\x30", "а", "UCS-2"),
    ],
)
def test_codings(coding: int, octets: bytes, text: str | None, name: str) -> None:
    read = wire.decode_short_message(octets, data_coding=coding)
    assert (read.text, read.encoding) == (text, name)


def test_what_zero_and_one_mean_is_the_callers() -> None:
    assert wire.decode_short_message(b"\xe9", default_alphabet="ISO-8859-1").text == "é"
    assert wire.decode_short_message(b"\0", data_coding=1, ascii_is_gsm=True).text == "@"


def test_octets_that_are_no_septets_are_located() -> None:
    with pytest.raises(UserDataError, match="packed, or in another data_coding") as raised:
        wire.decode_short_message(b"ab\xe9")
    assert raised.value.offset == 2
    assert wire.decode_short_message(b"ab\xe9c", errors="replace").text == "ab\ufffdc"


def test_a_header_that_is_announced_and_missing_is_located() -> None:
    with pytest.raises(UserDataError, match="UDHL"):
        wire.decode_short_message(b"\x09ab", esm_class=0x40)


def test_the_header_counts_where_sar_says_otherwise() -> None:
    header = bytes.fromhex("050003070201")
    sar = ((0x020C, b"\0\x09"), (0x020E, b"\3"), (0x020F, b"\3"))
    place = wire.decode_short_message(header + b"a", esm_class=0x40, parameters=sar).concatenation
    assert place == (7, 2, 1, 8)
    assert wire.decode_short_message(b"a", parameters=sar).concatenation == (9, 3, 3, 16)


def test_a_receipt_is_one_value_from_text_and_parameters() -> None:
    text = (
        "id:0A sub:001 dlvrd:000 submit date:2611281504 done date:261128150501 "
        "stat:UNDELIV err:027 Text:id:x a"
    )
    receipt = wire.decode_short_message(text.encode(), esm_class=4).receipt
    assert receipt is not None
    assert receipt[:3] == ("0A", "UNDELIVERABLE", "027")
    assert receipt.text == "id:x a"
    assert str(receipt.done) == "2026-11-28 15:05:01"
    better = read_receipt(text, {0x001E: b"77\0", 0x0427: b"\2", 0x0423: b"\x03\0\x05"})
    assert better[:3] == ("77", "DELIVERED", "5")
    assert read_receipt("", {}) == ("", "", "", None, None, "")


def test_a_pdu_says_which_field_is_cut_short() -> None:
    (part,) = wire.short_messages(segment("hello"), reference=0)
    octets = wire.smpp_pdu(part, to="+12345", sender="Info")
    for length in range(16, len(octets)):
        cut = length.to_bytes(4, "big") + octets[4:length]
        with pytest.raises(UserDataError) as raised:
            wire.decode_smpp(cut)
        assert raised.value.offset is not None
    with pytest.raises(UserDataError, match="command_length"):
        wire.decode_smpp(octets[:-1])
    with pytest.raises(UserDataError, match="0x00000015"):
        wire.decode_smpp(bytes.fromhex("00000010000000150000000000000001"))


def test_data_sm_carries_a_payload_alone() -> None:
    message = segment("x" * 300)
    (part,) = wire.short_messages(message, reference=0, form="payload")
    octets = wire.smpp_pdu(part, to="1", command="data_sm")
    assert wire.decode_smpp(octets).read().text == message.text
    with pytest.raises(UserDataError, match="data_sm has none"):
        wire.smpp_pdu(wire.ShortMessage(b"a", 0, 0), to="1", command="data_sm")


@pytest.mark.parametrize(("to", "words"), [("1" * 21, "21 characters"), ("é", "ASCII"), ("a\0b", "NUL")])
def test_an_address_that_does_not_fit_its_field(to: str, words: str) -> None:
    with pytest.raises(UserDataError, match=f"destination_addr.*{words}"):
        wire.smpp_pdu(wire.ShortMessage(b"a", 0, 0), to=to)
