"""Cell broadcast, RP-DATA, USSD: padding, limits, and what is refused."""

import pytest

from segmenter import UnencodableError, UserDataError, segment, wire


def test_a_page_is_padded_with_carriage_returns_and_no_character_is_cut() -> None:
    pages = wire.broadcast_pages("a" * 92 + "€", serial_number=1, message_identifier=4370)
    assert [len(page) for page in pages] == [88, 88]
    assert [wire.decode_broadcast(page).text for page in pages] == ["a" * 92, "€"]
    assert [(page[4], page[5]) for page in pages] == [(0x0F, 0x12), (0x0F, 0x22)]


def test_fifteen_pages_are_the_most() -> None:
    wire.broadcast_pages("a" * 93 * 15, serial_number=0, message_identifier=0)
    with pytest.raises(UserDataError, match="at most 15"):
        wire.broadcast_pages("a" * (93 * 15 + 1), serial_number=0, message_identifier=0)
    with pytest.raises(UserDataError, match="serial number"):
        wire.broadcast_pages("a", serial_number=65536, message_identifier=0)


def test_a_scheme_must_fit_the_text() -> None:
    (page,) = wire.broadcast_pages("a", serial_number=0, message_identifier=0, data_coding=0x48)
    assert wire.decode_broadcast(page).text == "a"
    with pytest.raises(UserDataError, match="0x01 is for GSM-7"):
        wire.broadcast_pages("я", serial_number=0, message_identifier=0, data_coding=0x01)


@pytest.mark.parametrize("octets", [b"", bytes(5), bytes(89)])
def test_what_is_no_page_is_refused(octets: bytes) -> None:
    with pytest.raises(UserDataError, match="page"):
        wire.decode_broadcast(octets)


def test_rp_data_goes_both_ways() -> None:
    (tpdu,) = wire.submit_tpdus(segment("hi"), to="1", reference=0)
    for direction in ("from-mobile", "to-mobile"):
        read = wire.decode_rp_data(
            wire.rp_data(tpdu, direction=direction, smsc="+49170", message_reference=9)
        )
        assert (read.direction, read.message_reference, str(read.smsc), read.tpdu) == (
            direction,
            9,
            "+49170",
            tpdu,
        )
    with pytest.raises(UserDataError, match="RP-ACK"):
        wire.decode_rp_data(b"\2\0")


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        ("1234567", "31d98c56b3dd1a"),
        ("12345678", "31d98c56b3dd70"),
        ("1234567\r", "31d98c56b3dd1a0d"),
        ("", ""),
    ],
)
def test_ussd_padding(text: str, octets: str) -> None:
    assert wire.encode_ussd(text).hex() == octets


def test_ussd_refuses_other_alphabets() -> None:
    with pytest.raises(UnencodableError):
        wire.encode_ussd("я")
