"""The lines of a document: held to a plain model, in every unit that a client may count."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segmenter.lsp.lines import Encoding, Lines, Position

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
CHARACTERS = [
    "a",
    "é",
    "’",
    "👍",
    "\r",
    "\n",
    "\r\n",
    "\u2028",
    "\u2029",
    "\x85",
    "\x0b",
    "\x0c",
    "\x1c",
    "\ufeff",
]
pieces = st.lists(st.sampled_from(CHARACTERS), max_size=12).map("".join)


def model_lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def model_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]


def units(text: str, encoding: Encoding) -> int:
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    return len(text.encode({"utf-8": "utf-8"}.get(encoding, f"{encoding}-le"))) // width


def model_position(text: str, offset: int, encoding: Encoding) -> Position:
    line = max(number for number, start in enumerate(model_starts(text)) if start <= offset)
    return Position(line, units(text[model_starts(text)[line] : offset], encoding))


@given(pieces, st.sampled_from(ENCODINGS))
def test_every_place_is_found_again(text: str, encoding: Encoding) -> None:
    lines = Lines(text, encoding)
    assert lines.text == text
    assert len(lines) == len(model_lines(text))
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n" and offset:
            continue  # inside a line end
        position = lines.position(offset)
        assert position == model_position(text, offset, encoding)
        assert lines.offset(position) == offset
        line, column = position.line + 1, offset - lines.starts[position.line] + 1
        assert lines.position_of(line, column) == position


@given(
    pieces,
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), pieces), max_size=6),
    st.sampled_from(ENCODINGS),
)
@example("a\r", [(2, 2, "\n")], "utf-16")
@example("\n", [(0, 0, "\r")], "utf-16")
@example("a\rb\n", [(2, 3, "")], "utf-8")
@example("\r\n\n", [(0, 2, "\r")], "utf-32")
def test_changes_give_the_text_that_they_would_give_at_once(
    text: str, changes: list[tuple[int, int, str]], encoding: Encoding
) -> None:
    lines = Lines(text, encoding)
    for one, other, new in changes:
        low, high = sorted((min(one, len(text)), min(other, len(text))))
        # A client has no place inside a line end.
        low, high = (place - (text[place - 1 : place + 1] == "\r\n" and place > 0) for place in (low, high))
        start, end = (model_position(text, place, encoding) for place in (low, high))
        text = text[:low] + new + text[high:]
        lines.change(start, end, new)
        assert lines.text == text
        assert [lines.line(number) for number in range(len(lines))] == model_lines(text)
        assert lines.starts == model_starts(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_place_behind_the_end_of_a_line_or_of_the_text_is_that_end(encoding: Encoding) -> None:
    lines = Lines("👍\r\nb", encoding)
    assert lines.offset(Position(0, 99)) == 1
    assert lines.offset(Position(1, 99)) == lines.offset(Position(9, 0)) == 4


def test_a_place_inside_a_character_is_its_start() -> None:
    assert [Lines("’👍’", "utf-16").offset(Position(0, units)) for units in range(5)] == [0, 1, 1, 2, 3]
    assert [Lines("’👍", "utf-8").offset(Position(0, units)) for units in range(8)] == [
        0,
        0,
        0,
        1,
        1,
        1,
        1,
        2,
    ]


def test_halves_of_a_pair_that_come_one_by_one_are_one_character() -> None:
    lines = Lines("ab", "utf-16")
    lines.change(Position(0, 1), Position(0, 1), "\ud83d")
    lines.change(Position(0, 2), Position(0, 2), "\udc4d")
    assert lines.text == "a👍b"
