"""Coded text: its octets, where it may be cut, and the codings a policy allows."""

import pytest

from segmenter import Encoding, NationalLanguage, Policy, ReferenceWidth
from segmenter.core.coding import GSM7_SHAPE, UCS2_SHAPE, codings, cut, last_stop, mark_leads, septets

GSM7, UCS2 = codings(Policy())


def test_a_shifted_character_takes_two_octets_of_coded_text() -> None:
    assert GSM7.code("a€").hex() == "61c3a5"
    assert UCS2.code("a€").hex() == "006120ac"


def test_base_slots_are_their_own_coded_text() -> None:
    slots = b"abc"
    assert septets(slots) is slots


@pytest.mark.parametrize(
    ("text", "stops"), [("abcdef", [4, 6]), ("abc€ef", [3, 7]), ("abc", [3]), ("€€€", [4, 6])]
)
def test_septets_are_never_cut_after_an_escape(text: str, stops: list[int]) -> None:
    assert cut(GSM7.code(text), GSM7_SHAPE, len(text), 4) == stops


@pytest.mark.parametrize(("text", "stops"), [("абвгд", [4, 5]), ("абв😀д", [3, 6]), ("😀😀😀", [4, 6])])
def test_code_units_are_never_cut_after_a_high_surrogate(text: str, stops: list[int]) -> None:
    assert cut(UCS2.code(text), UCS2_SHAPE, len(text), 4) == stops
    assert last_stop(UCS2.code(text), UCS2_SHAPE, 4) == stops[0]


def test_marks_tell_units_from_code_points() -> None:
    assert mark_leads(GSM7.code("a€b"), GSM7_SHAPE, 3) == bytes([0, 1, 0, 0])
    assert mark_leads(UCS2.code("a😀b"), UCS2_SHAPE, 3) == bytes([0, 1, 0, 0])
    assert mark_leads(GSM7.code("abc"), GSM7_SHAPE, 3) == b""


def test_codings_come_in_the_order_that_breaks_a_tie() -> None:
    policy = Policy(
        encodings=(Encoding.UCS2, Encoding.GSM7),
        locking_shifts={NationalLanguage.PORTUGUESE, NationalLanguage.TURKISH, NationalLanguage.SPANISH},
        single_shifts={NationalLanguage.SPANISH},
    )
    turkish, spanish, portuguese = (
        NationalLanguage.TURKISH,
        NationalLanguage.SPANISH,
        NationalLanguage.PORTUGUESE,
    )
    assert [(coding.encoding, coding.locking_shift, coding.single_shift) for coding in codings(policy)] == [
        (Encoding.UCS2, None, None),
        (Encoding.GSM7, None, None),
        (Encoding.GSM7, None, spanish),
        (Encoding.GSM7, turkish, None),
        (Encoding.GSM7, portuguese, None),
        (Encoding.GSM7, turkish, spanish),
        (Encoding.GSM7, portuguese, spanish),
    ]


def test_the_room_of_a_coding_is_what_its_headers_leave() -> None:
    policy = Policy(
        encodings=(Encoding.GSM7,),
        locking_shifts={NationalLanguage.TURKISH},
        single_shifts={NationalLanguage.TURKISH},
        reference_width=ReferenceWidth.SIXTEEN_BITS,
    )
    rooms = [(coding.lone_units, coding.segment_units) for coding in codings(policy)]
    assert rooms == [(160, 152), (155, 148), (155, 148), (152, 145)]
