"""The kit of reports: what every report shares, at its edges."""

import json
from itertools import islice, repeat
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.errors import many
from segmenter.report.display import Screen, columns_taken
from segmenter.report.json_format import json_line, json_stream
from segmenter.report.kit import (
    bar,
    columns_of,
    labelled,
    numbered,
    prose,
    quoted,
    rows_of_texts,
    share_lines,
    shortened,
)
from segmenter.report.markup import markup
from segmenter.report.outcomes import Answered, Failure

ANY = st.text(st.characters(blacklist_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1000, "1,000 rows"), (-1, "-1 rows")]
)
def test_one_is_singular_and_every_other_number_plural(number: int, words: str) -> None:
    assert many(number, "row") == words
    assert many(number, "entry", "entries") == words.replace("rows", "entries").replace("row", "entry")


def test_an_empty_text_has_no_lines() -> None:
    assert prose("", Screen()) == []
    assert prose("", Screen(colour=True), colour="red", head="error") == []


def test_each_line_uses_the_room_that_its_own_indent_leaves() -> None:
    assert prose("one two three four", Screen(columns=13)) == ["one two three", "  four"]
    assert prose("one two three four", Screen(columns=13), first=4, rest=0) == ["    one two", "three four"]


def test_a_word_that_outgrew_the_room_of_the_next_line_is_cut() -> None:
    screen = Screen(columns=12, encoding="ascii")
    assert prose(" ĀĀ", screen) == ["", "  \\u0100\\u01", "  00"]


def test_a_head_is_coloured_alone() -> None:
    coloured = Screen(columns=16, colour=True)
    lines = ["\x1b[31merror\x1b[0m one two", "  three"]
    assert prose("error one two three", coloured, colour="red", head="error") == lines
    assert prose("other", coloured, colour="red", head="error") == ["other"]


@given(ANY, st.integers(1, 100), st.integers(0, 12), st.integers(0, 12), st.sampled_from(["utf-8", "ascii"]))
def test_prose_fits_and_holds_every_word(
    text: str, columns: int, first: int, rest: int, encoding: str
) -> None:
    screen = Screen(columns=columns, encoding=encoding)
    lines = prose(text, screen, first=first, rest=rest)
    least = max(columns, 10 + max(first, rest))  # an escape alone takes 10
    assert all(columns_taken(line) <= least for line in lines)
    whole = "".join(prose(text, Screen(columns=10_000, encoding=encoding)))
    assert "".join("".join(lines).split()) == "".join(whole.split())


def test_values_stand_beside_their_labels_and_empty_ones_are_left_out() -> None:
    lines = labelled({"name": "a b c d", "none": "", "other": "e"}, Screen(columns=13), width=8, indent=1)
    assert lines == [" name    a b c d", " other   e"]
    lines = labelled([("name", "a b c d e f")], Screen(columns=17), width=8, indent=1)
    assert lines == [" name    a b c d", "         e f"]


def test_a_text_is_quoted_whole_or_as_its_beginning() -> None:
    screen = Screen(columns=10)
    assert quoted("one two three", screen) == ["│ one two ", "│ three"]
    assert quoted("one two three", screen, whole=False) == ["│ one two…"]
    assert quoted("é", Screen(encoding="ascii")) == ["| \\xe9"]


def test_a_long_text_loses_its_middle() -> None:
    assert shortened("a" * 8, Screen(), most=8) == "a" * 8
    assert shortened("a" * 5 + "b" * 5, Screen(encoding="ascii"), most=8) == "aaaa...bbbb"


def test_a_row_says_why_a_text_has_no_value() -> None:
    entries = [Answered("one", 1), Answered("", Failure("too bad", {}))]
    head, first, second = rows_of_texts("number", entries, Screen(), str)
    assert (head, first, second) == (
        " index number  text\n",
        "     0 1  one\n",
        "     1 error too bad\n",
    )


def test_many_texts_stand_under_their_numbers() -> None:
    entries = [Answered("", Failure("too bad", {})), Answered("", 2)]
    assert "".join(numbered(entries, Screen(), "{}\n".format)) == (
        "Message 0\nerror too bad\n\nMessage 1\n2\n"
    )


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(columns_of([("a", "long", "b"), ("long", "c", "")])) == ["a     long  b", "long     c"]


def test_of_many_shares_the_first_are_shown_and_the_others_counted() -> None:
    lines = list(share_lines("segments", ((number, 1) for number in range(25)), 25, Screen()))
    assert len(lines) == 22
    assert lines[-1] == "and 5 more"


def test_the_shortest_bar_can_be_seen() -> None:
    assert (bar(0, Screen()), bar(8, Screen()), bar(12, Screen())) == ("▏", "█", "█▌")
    assert (bar(0, Screen(encoding="ascii")), bar(20, Screen(encoding="ascii"))) == ("#", "###")


@given(ANY, st.booleans())
def test_json_of_any_text_can_be_written_and_read(text: str, ascii_only: bool) -> None:
    line = json_line({"text": text}, ascii_only=ascii_only)
    line.encode()
    assert line.count("\n") == 1
    assert json.loads(line)["text"].encode("utf-16", "surrogatepass") == text.encode(
        "utf-16", "surrogatepass"
    )


def test_an_array_grows_as_its_objects_are_known_and_is_closed_where_they_fail() -> None:
    assert len(list(islice(json_stream(repeat({})), 1000))) == 1000
    written: list[str] = []

    def failing() -> object:
        yield {}
        raise KeyError

    with pytest.raises(KeyError):
        written.extend(json_stream(failing()))  # type: ignore[arg-type]
    assert "".join(json_stream([])) == "[]\n"


@given(ANY)
def test_markup_of_any_text_is_xml_that_reads_back(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{markup(text)}">{markup(text)}</a>'.encode())
    shown = "".join(c if c in "\t\n\r" or c.isprintable() else "?" for c in element.text or "")
    assert "\x1b" not in shown
    assert (element.text or "").count("<") == text.count("<")
