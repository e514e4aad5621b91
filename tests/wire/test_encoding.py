"""Encoding: the octets of segments, their headers, and what is refused."""

import pytest

from segmenter import (
    NationalLanguage,
    Policy,
    ReferenceWidth,
    TooManySegmentsError,
    UserDataError,
    segment,
    wire,
)
from segmenter.wire.elements import Concatenation


def test_one_segment_has_no_header() -> None:
    (part,) = wire.encode(segment("hello"), reference=255)
    assert part == (bytes.fromhex("e8329bfd06"), 5, False, "GSM-7", False)


def test_an_at_sign_is_septet_zero() -> None:
    (part,) = wire.encode(segment("@@"), reference=0)
    assert (part.septets, part.text) == (b"\0\0", "@@")


def test_an_empty_text_is_one_empty_part() -> None:
    (part,) = wire.encode(segment(""), reference=0)
    assert (part.octets, part.udl, part.text) == (b"", 0, "")


@pytest.mark.parametrize(
    ("text", "policy", "header"),
    [
        ("x" * 161, Policy(), "050003070201"),
        ("x" * 161, Policy(reference_width=ReferenceWidth.SIXTEEN_BITS), "06080400070201"),
        ("ş", Policy(single_shifts=[NationalLanguage.TURKISH]), "03240101"),
        ("ş", Policy(locking_shifts=[NationalLanguage.TURKISH]), "03250101"),
        ("ş" * 160, Policy(locking_shifts=[NationalLanguage.TURKISH]), "080003070201250101"),
        ("a", Policy(extra_elements=[(5, bytes.fromhex("0b8423f0"))]), "0605040b8423f0"),
        ("я" * 71, Policy(extra_elements=[(0x70, b"")]), "0700030702017000"),
    ],
)
def test_the_header_of_the_first_part(text: str, policy: Policy, header: str) -> None:
    part, *_ = wire.encode(segment(text, policy=policy), reference=7)
    assert part.header.hex() == header
    assert part.udhi


def test_the_last_part_is_as_long_as_it_must_be() -> None:
    *_, last = wire.encode(segment("x" * 154), reference=7)[:1]
    assert (last.udl, len(last.octets)) == (154, 135)
    first, last = wire.encode(segment("x" * 161), reference=7)
    assert (first.udl, len(first.octets), last.udl, len(last.octets)) == (160, 140, 15, 14)
    assert first.fill_bits == 1
    assert last.concatenation == Concatenation(7, 2, 2)


@pytest.mark.parametrize("reference", [-1, 256])
def test_a_reference_out_of_range_is_refused(reference: int) -> None:
    with pytest.raises(UserDataError, match=r"reference: is -?\d+; it must be 0 to 255") as raised:
        wire.encode(segment("x"), reference=reference)
    assert raised.value.field == "reference"


def test_a_text_is_not_a_message() -> None:
    with pytest.raises(TypeError, match="segment\\(\\) makes one"):
        wire.encode("hello", reference=0)  # type: ignore[arg-type]


def test_data_is_cut_at_140_or_134_octets() -> None:
    assert [len(part.octets) for part in wire.encode_data(bytes(140), reference=0)] == [140]
    parts = wire.encode_data(bytes(141), reference=0)
    assert [len(part.octets) for part in parts] == [140, 13]
    assert [part.header.hex() for part in parts] == ["050003000201", "050003000202"]
    with pytest.raises(TooManySegmentsError):
        wire.encode_data(bytes(134 * 255 + 1), reference=0)
    with pytest.raises(UserDataError, match="reference"):
        wire.encode_data(b"", reference=300)
