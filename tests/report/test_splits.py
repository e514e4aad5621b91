"""Segments as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Message, segment
from segmenter.report.display import Screen, columns_taken
from segmenter.report.outcomes import Answered, Failure
from segmenter.report.splits import split_text, split_texts


def test_an_empty_message_is_one_segment() -> None:
    assert split_text(segment(""), Screen()).splitlines() == [
        "GSM-7, 1 segment",
        "",
        "Segment 1 of 1: 0 septets, 160 free, text[0:0]",
    ]


def test_each_segment_shows_units_room_place_text_and_cut() -> None:
    lines = split_text(segment("a" * 150 + " boundary"), Screen(columns=200)).splitlines()
    assert lines == [
        "GSM-7, 1 segment",
        "",
        "Segment 1 of 1: 159 septets, 1 free, text[0:159]",
        "│ " + "a" * 150 + " boundary",
    ]
    lines = split_text(segment("a" * 150 + " boundary" + "b" * 9), Screen(columns=200)).splitlines()
    assert lines[0] == "GSM-7, 2 segments of up to 153 septets"
    assert lines[2:5] == [
        "Segment 1 of 2: 153 septets, 0 free, text[0:153]",
        "│ " + "a" * 150 + " bo",
        "Cut inside a word: …aaaaaaaaa bo|undarybbbbbb…",
    ]
    assert lines[6:] == ["Segment 2 of 2: 15 septets, 138 free, text[153:168]", "│ undary" + "b" * 9]


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("x", "y", "inside a word"),
        (" ", "y", "between words"),
        ("x", "\n", "between words"),
        ("中", "文", "between characters"),
        ("e", "\u0301", "inside a character (grapheme cluster)"),
        ("\r", "\n", "inside a character (grapheme cluster)"),
    ],
)
def test_the_place_of_a_cut_is_named(before: str, after: str, place: str) -> None:
    text = "☃" + "a" * 65 + before + after + "b" * 20
    assert f"Cut {place}:" in split_text(segment(text), Screen(columns=100))


def test_control_characters_are_shown_and_a_line_feed_breaks_the_line() -> None:
    assert split_text(segment("one\ntwo\x1b[31m"), Screen()).splitlines()[-2:] == [
        "│ one\\n",
        "│ two\\x1b[31m",
    ]


def test_a_note_follows_the_headline() -> None:
    assert split_text(segment("hi"), Screen(), note="as it stands").splitlines()[1] == "Note: as it stands"


def test_many_messages_stand_under_their_index() -> None:
    failed: Answered[Message] = Answered("☃", Failure("U+2603 at index 0", {}))
    text = "".join(split_texts([failed, Answered("hi", segment("hi"))], Screen()))
    assert text.startswith("Message 0\nerror U+2603 at index 0\n\nMessage 1\nGSM-7, 1 segment\n")


@given(text=st.text(st.characters(codec="utf-8"), max_size=400), columns=st.integers(40, 100))
def test_no_line_is_wider_than_the_screen(text: str, columns: int) -> None:
    lines = split_text(segment(text), Screen(columns=columns)).splitlines()
    assert all(columns_taken(line) <= columns for line in lines)
