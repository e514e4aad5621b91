"""Segmentation and truncation: texts and places of the segments, and what fits into so many."""

import pickle
from typing import Any

import pytest

from segmenter import (
    Boundary,
    Encoding,
    NationalLanguage,
    Policy,
    ReferenceWidth,
    TooManySegmentsError,
    UnencodableError,
    count,
    segment,
    truncate,
)
from segmenter.core.segmentation import with_numbers

LATER, NUMBERS = "{text} {number}€{total}", "{number}/{total} "
TURKISH = [NationalLanguage.TURKISH]
WHOLE = Policy(boundary=Boundary.GRAPHEME_CLUSTER)


def test_a_short_text_is_one_segment_without_a_header() -> None:
    message = segment("hello")
    (part,) = message.segments
    assert part == ("hello", 0, 5, 5, 1, 0, "", "")
    assert (message.text, message.count, message.encoding) == ("hello", count("hello"), Encoding.GSM7)


def test_the_empty_text_is_one_empty_segment() -> None:
    assert segment("").segments == (("", 0, 0, 0, 1, 0, "", ""),)


def test_the_fields_of_the_count_are_those_of_the_message() -> None:
    for text in ("hello", "é" * 200, "😀" * 99):
        message = segment(text)
        for field in ("encoding", "units", "segment_units", "free_units", "locking_shift", "single_shift"):
            assert getattr(message, field) == getattr(message.count, field)
        assert len(message.segments) == message.count.segments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 161, [(0, 153, 153), (153, 161, 8)]),
        ("a" * 152 + "€" + "b" * 20, [(0, 152, 152), (152, 173, 22)]),
        ("€" * 100, [(0, 76, 152), (76, 100, 48)]),
        ("я" * 66 + "😀" + "я" * 9, [(0, 66, 66), (66, 76, 11)]),
        ("😀" * 40, [(0, 33, 66), (33, 40, 14)]),
    ],
)
def test_places_are_code_points_and_units_are_units(text: str, expected: list[tuple[int, int, int]]) -> None:
    parts = segment(text).segments
    assert [(part.start, part.stop, part.units) for part in parts] == expected
    assert [part.text for part in parts] == [text[start:stop] for start, stop, _ in expected]
    assert [part.number for part in parts] == [1, 2]
    assert {part.udh_octets for part in parts} == {6}


def test_headers_grow_with_the_reference_and_the_shifts() -> None:
    wide = Policy(reference_width=ReferenceWidth.SIXTEEN_BITS)
    assert [part.udh_octets for part in segment("a" * 161, policy=wide).segments] == [7, 7]
    turkish = Policy(encodings=(Encoding.GSM7,), single_shifts={NationalLanguage.TURKISH})
    assert segment("ş", policy=turkish).segments[0].udh_octets == 4
    assert [part.units for part in segment("ş" * 80, policy=turkish).segments] == [148, 12]


def test_255_segments_go_and_256_do_not() -> None:
    assert len(segment("a" * 153 * 255).segments) == 255
    with pytest.raises(TooManySegmentsError, match="256 segments") as caught:
        segment("a" * (153 * 255 + 1))
    assert (caught.value.segments, caught.value.limit) == (256, 255)
    assert isinstance(pickle.loads(pickle.dumps(caught.value)), TooManySegmentsError)
    with pytest.raises(TooManySegmentsError):
        segment("a" * (152 * 255 + 1), policy=Policy(reference_width=ReferenceWidth.SIXTEEN_BITS))


def test_a_message_is_read_only_and_can_be_pickled() -> None:
    message: Any = segment("é" * 200)
    with pytest.raises(AttributeError):
        message.text = ""
    with pytest.raises(AttributeError):
        message.segments[0].units = 1
    assert pickle.loads(pickle.dumps(message)) == message


def test_an_unencodable_text_is_not_cut() -> None:
    with pytest.raises(UnencodableError):
        segment("☃", policy=Policy(encodings=(Encoding.GSM7,)))
    with pytest.raises(UnencodableError):
        segment("a\ud800")


def test_a_text_that_fits_is_returned_as_it_is() -> None:
    text = "é" * 160
    assert truncate(text, segments=1) is text
    assert truncate("", segments=1) == ""


@pytest.mark.parametrize(
    ("text", "segments", "length"),
    [
        ("a" * 161, 1, 160),
        ("a" * 400, 2, 306),
        ("a" * 159 + "€", 1, 159),
        ("я" * 71, 1, 70),
        ("я" * 69 + "😀", 1, 69),
        ("😀" * 100, 2, 66),
        ("a" * 160 + "☃", 1, 160),
        ("a" * 100 + "☃" + "a" * 100, 1, 100),
        ("a" * 60 + "☃" + "a" * 100, 1, 70),
        ("a" * 100 + "☃" * 300, 3, 201),  # in GSM-7 it ends in the first of the three segments
        ("a" * 300 + "☃" * 300, 3, 300),  # in the second
        ("€" * 100 + "☃" * 300, 3, 201),
    ],
)
def test_the_longest_prefix_is_kept(text: str, segments: int, length: int) -> None:
    assert truncate(text, segments=segments) == text[:length]


def test_two_part_filled_segments_may_hold_less_than_one_alone() -> None:
    large = "e" + "\u0301" * 66
    text = "я" + large + "ю" * 67
    assert count("я" + large, policy=WHOLE).segments == 1
    assert truncate(text, segments=2, policy=WHOLE) == "я" + large + "ю" * 2


def test_a_prefix_ends_where_a_cluster_does() -> None:
    family = "👨\u200d👩\u200d👧"
    assert truncate("я" * 66 + family, segments=1, policy=WHOLE) == "я" * 66
    assert truncate("e" + "\u0301" * 99, segments=1, policy=WHOLE) == ""


def test_a_prefix_ends_with_a_word_of_its_last_segment_or_in_its_only_one() -> None:
    words = Policy(boundary=Boundary.WORD)
    first = "€" * 60 + " "  # 121 septets, 61 code points; what follows it never fits beside it
    second = "€" * 20 + " "
    assert truncate(first + second + "a" * 200, segments=2, policy=words) == first + second
    assert truncate(first + "a" * 400, segments=2, policy=words) == first + "a" * 153
    assert truncate(first + "a" * 400, segments=1, policy=words) == first
    full = "€" * 76 + "a"  # 153 septets: the blank begins the second segment
    assert truncate(full + " " + "a" * 400, segments=2, policy=words) == full + " "
    assert truncate("a" * 296 + " wo" + "☃" * 300, segments=3, policy=words) == "a" * 296 + " "
    assert truncate("a" * 100 + " " + "b" * 59 + " c", segments=1, policy=words) == "a" * 100 + " " + "b" * 59
    assert truncate("я" * 30 + " " + "😀" * 90, segments=2, policy=words) == "я" * 30 + " " + "😀" * 33


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * 150 + " wo☃" + "☃" * 200, 151),
        ("a" * 150 + " wo\u2003" + "☃" * 200, 153),  # a blank that GSM-7 does not have
        ("a" * 150 + " we\u0301" + "☃" * 200, 151),
        ("a" * 153 + "☃" * 200, 153),  # one word
        ("hello wo" + "☃" * 70, 6),
    ],
)
def test_a_word_that_leaves_the_alphabet_is_not_cut_there(text: str, kept: int) -> None:
    assert truncate(text, segments=1, policy=Policy(boundary=Boundary.WORD)) == text[:kept]


# A number of one digit leaves 155 septets, of two 153, of three 151: a hundred parts would hold less than 99.
@pytest.mark.parametrize(
    ("segments", "length"),
    [(1, 160), (2, 310), (9, 1395), (10, 1530), (99, 15_147), (100, 15_147), (101, 15_251)],
)
def test_numbered_parts_hold_what_their_numbers_leave(segments: int, length: int) -> None:
    text, policy = "a" * 16_000, Policy(numbering="({number}/{total})")
    assert len(truncate(text, segments=segments, policy=policy)) == length


def test_a_cluster_that_a_numbered_part_could_hold_is_never_filled_in() -> None:
    # It has 65 code units; a number of one digit leaves 66, and one of two digits would leave 64.
    policy = Policy(boundary=Boundary.GRAPHEME_CLUSTER, numbering=NUMBERS)
    text = "я" * 40 + "e" + "\u0301" * 64 + "я" * 60
    assert truncate(text, segments=2, policy=policy) == text[: 40 + 66]


def test_an_unencodable_text_is_not_truncated() -> None:
    with pytest.raises(UnencodableError) as caught:
        truncate("a" * 500 + "\ud800", segments=1)
    assert caught.value.index == 500


@pytest.mark.parametrize(
    ("segments", "error"),
    [(0, ValueError), (-1, ValueError), (1.0, TypeError), (True, TypeError), ("1", TypeError)],
)
def test_a_wrong_number_of_segments_is_refused(segments: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="segments must be"):
        truncate("hello", segments=segments)


@pytest.mark.parametrize(
    ("text", "policy", "units"),
    [
        ("a" * 160, Policy(numbering=NUMBERS), [160]),
        ("a" * 400, Policy(), [153, 153, 94]),
        ("a" * 400, Policy(numbering=NUMBERS), [160, 160, 92]),
        ("a€" * 150, Policy(numbering=LATER), [159, 160, 146]),
        ("я" * 100, Policy(numbering=LATER), [70, 38]),
        ("😀" * 67, Policy(numbering=NUMBERS), [70, 70, 6]),
        ("ş" * 200, Policy(["gsm-7"], single_shifts=TURKISH, numbering=NUMBERS), [154, 154, 104]),
        ("ş" * 200, Policy(["gsm-7"], TURKISH, TURKISH, numbering=LATER), [155, 53]),
    ],
)
def test_parts_carry_their_numbers_as_they_go_on_the_air(text: str, policy: Policy, units: list[int]) -> None:
    message = segment(text, policy=policy)
    sent = with_numbers(message)
    assert [part.units for part in sent] == units
    assert sent.units == sum(units)
    assert [part.text for part in sent] == [part.prefix + part.text + part.suffix for part in message]
    assert [sent.text[part.start : part.stop] for part in sent] == [part.text for part in sent]
    assert sent.text == "".join(part.text for part in sent)
    assert [(part.number, part.udh_octets) for part in sent] == [
        (part.number, part.udh_octets) for part in message
    ]
    assert [(part.prefix, part.suffix) for part in sent] == [("", "")] * len(units)


def test_messages_that_look_alike_on_the_air_are_equal() -> None:
    one, other = segment("é" * 200), segment("é" * 200, policy=WHOLE)
    assert one == other
    assert hash(one) == hash(other)
    assert one != segment("é" * 201)
    first, second = (segment("a", policy=Policy(extra_elements=[(0x70, octet)])) for octet in (b"1", b"2"))
    assert first != second
