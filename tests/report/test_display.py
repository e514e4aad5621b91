"""What is shown of a text: safe, and never wider than the screen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.report.display import Screen, columns_taken, cut_to_columns, paint, visible, wrap

screens = st.builds(
    Screen,
    columns=st.integers(12, 60),
    colour=st.booleans(),
    encoding=st.sampled_from(["utf-8", "ascii", "cp1252"]),
)


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("a", "a"),
        ("é", "é"),
        ("\n", "\\n"),
        ("\x1b", "\\x1b"),
        ("\x9b", "\\x9b"),  # a control sequence in one character
        ("\u202e", "\\u202e"),
        ("\u00a0", "\\xa0"),
        ("\u200b", "\\u200b"),
        ("\ud800", "\\ud800"),
        ("\u200d", "\u200d"),
        ("\u0301", "\u0301"),
    ],
)
def test_what_is_no_print_is_written_as_python_writes_it(character: str, shown: str) -> None:
    assert visible(character) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("안녕", 4), ("中文", 4), ("é", 1), ("e\u0301", 1), ("❤️", 2), ("🇩🇪", 2), ("नि", 2)],
)
def test_columns_follow_width_and_combining_marks(text: str, columns: int) -> None:
    assert columns_taken(text) == columns


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut_to_columns("12345678", Screen(columns=8)) == "12345678"
    assert cut_to_columns("한글한글", Screen(columns=8)) == "한글한글"


def test_a_cut_is_marked_and_leaves_no_half_of_a_wide_character() -> None:
    assert cut_to_columns("123456789", Screen(columns=8)) == "1234567…"
    assert cut_to_columns("한글한글한", Screen(columns=8)) == "한글한…"
    assert cut_to_columns("123456789", Screen(columns=8, encoding="ascii")) == "12345..."


def test_a_mark_stays_with_its_letter() -> None:
    assert cut_to_columns("abce\u0301fg", Screen(columns=5)) == "abce\u0301…"


@given(text=st.text(), screen=screens)
def test_a_preview_is_one_safe_line_no_wider_than_the_screen(text: str, screen: Screen) -> None:
    shown = cut_to_columns(text, screen)
    assert columns_taken(shown) <= screen.columns
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    shown.encode(screen.encoding)


@given(text=st.text(), screen=screens)
def test_wrapped_lines_hold_the_whole_text_and_fit(text: str, screen: Screen) -> None:
    lines = list(wrap(text, screen))
    assert "".join(lines) == "".join(visible(character, screen.encoding) for character in text)
    assert all(columns_taken(line) <= screen.columns for line in lines)


def test_a_line_breaks_after_a_space_where_there_is_one() -> None:
    assert list(wrap("one two three", Screen(columns=9))) == ["one two ", "three"]
    assert list(wrap("onetwothree", Screen(columns=9))) == ["onetwothr", "ee"]
    assert list(wrap("a\r\nb", Screen())) == ["a\\r\\n", "b"]


def test_colour_is_painted_only_where_there_is_colour() -> None:
    assert paint("x", "red", Screen()) == "x"
    assert paint("x", "red", Screen(colour=True)) == "\x1b[31mx\x1b[0m"
