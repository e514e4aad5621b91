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
    assert [coding.lone_udh_octets for coding in codings(policy)] == [0, 4, 4, 7]
    assert [coding.udh_octets for coding in codings(policy)] == [7, 10, 10, 13]


@pytest.mark.parametrize(
    ("units", "segments"), [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)]
)
def test_the_least_segments_of_so_many_septets_hold_them_and_one_fewer_do_not(
    units: int, segments: int
) -> None:
    assert GSM7.least_segments(units) == segments
    assert GSM7.room(segments) >= units
    assert segments == 1 or GSM7.room(segments - 1) < units


@pytest.mark.parametrize(("segments", "units"), [(1, 160), (2, 306), (3, 459), (255, 39_015)])
def test_one_segment_alone_holds_more_than_one_of_many(segments: int, units: int) -> None:
    assert GSM7.room(segments) == units


@pytest.mark.parametrize(
    ("units", "leads", "segments"),
    [
        (160, None, 1),
        (161, None, 2),
        (305, None, 2),
        (306, None, None),  # one septet may be lost at the cut
        (306, 0, 2),
        (306, 1, None),
        (306, 9, None),
        (305, 9, 2),
        (457, None, 3),
        (458, None, None),
        (458, 1, 3),
        (458, 2, None),
        (457, 2, 3),
        (459, 0, 3),
        (459, 1, None),
        (609, None, 4),
        (610, None, None),
        (610, 2, 4),
        (609, 5, 4),
    ],
)
def test_segments_are_sure_where_what_cuts_may_lose_decides_nothing(
    units: int, leads: int | None, segments: int | None
) -> None:
    assert GSM7.sure_segments(units, leads=leads) == segments


def test_of_ten_numbered_parts_or_more_none_are_sure() -> None:
    (coding,) = codings(Policy(encodings=[Encoding.GSM7], numbering="({number}/{total})"))
    assert coding.segment_units == 155
    assert coding.sure_segments(9 * 155, leads=0) == 9
    assert coding.sure_segments(9 * 155 + 1, leads=0) is None


def test_numbers_of_more_digits_leave_less_room_and_no_header_is_added() -> None:
    policy = Policy(
        encodings=[Encoding.GSM7], numbering="{text} {number}/{total}€", extra_elements=[(5, b"ab")]
    )
    (coding,) = codings(policy)
    assert (coding.lone_units, coding.lone_udh_octets) == (154, 5)
    assert [coding.numbered(digits)[-3:-1] for digits in (1, 2, 3)] == [(5, 148), (5, 146), (5, 144)]
    assert (coding.udh_octets, coding.segment_units) == (5, 148)


def test_a_coding_that_cannot_carry_the_numbers_still_sends_one_part() -> None:
    gsm7, ucs2 = codings(Policy(numbering="№{number}"))
    assert (gsm7.lone_units, ucs2.segment_units) == (160, 68)
    with pytest.raises(UnicodeEncodeError):
        gsm7.numbered(1)
