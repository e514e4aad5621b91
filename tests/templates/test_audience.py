"""Audiences: the exact distribution, the dearest rows, and rows that give no message."""

import pytest

from segmenter import Encoding, Policy
from segmenter.errors import TemplateError
from segmenter.files import MalformedFileError
from segmenter.files.rows import RowReading, csv_rows, jsonl_rows
from segmenter.templates import distribution


def test_rows_are_counted_by_segments() -> None:
    rows = [{"v": "a" * length} for length in (0, 160, 161, 306, 307)]
    found = distribution("{v}", rows)
    assert (found.rows, found.total_segments) == (5, 9)
    assert found.by_segments == {1: 2, 2: 2, 3: 1}
    assert [row.index for row in found.dearest] == [4, 3, 2, 1, 0]


def test_only_the_dearest_are_kept_the_earlier_first() -> None:
    found = distribution("{v}", ({"v": "a"} for _ in range(100)), keep=2)
    assert [row.index for row in found.dearest] == [0, 1]
    assert distribution("{v}", [{"v": "a"}], keep=0).dearest == ()


def test_rows_without_a_message_are_told_apart() -> None:
    rows: list[dict[str, object] | str] = [{"v": "☃"}, {}, {"v": None}, "short row", {"v": "a", "other": 1}]
    found = distribution("{v}", rows, policy=Policy(encodings=[Encoding.GSM7]))
    assert (found.rows, found.failed) == (1, 4)
    assert [failure.index for failure in found.failures] == [0, 1, 2, 3]
    assert found.failures[3].reason == "short row"


def test_a_malformed_template_is_an_error_at_once() -> None:
    with pytest.raises(TemplateError):
        distribution("{v", [])


def test_csv_rows_may_hold_line_breaks_and_come_in_pieces() -> None:
    chunks = ["v,", 'w\r\n"a\r', '\nb",1\r\n', "\r\n", "c", ",2"]
    assert list(csv_rows(chunks, path="p")) == [{"v": "a\r\nb", "w": "1"}, {"v": "c", "w": "2"}]


@pytest.mark.parametrize("text", ["", "a,a\n1,2\n", 'a\n"b'])
def test_what_is_no_csv_is_an_error(text: str) -> None:
    with pytest.raises(MalformedFileError):
        list(csv_rows([text], path="p"))


def test_a_line_that_is_no_json_does_not_hide_the_others() -> None:
    one, broken, other = jsonl_rows(['{"a": 1}\n{\n{"a": 2}'], path="p")
    assert (one, other) == ({"a": 1}, {"a": 2})
    assert str(broken).startswith("p:2: not JSON: ")


def test_an_array_of_json_is_an_error_that_says_so() -> None:
    with pytest.raises(MalformedFileError, match="a JSON array") as caught:
        list(jsonl_rows(['\n [{"a": 1}]'], path="p"))
    assert caught.value.line == 2


def test_a_row_stands_where_it_begins() -> None:
    reading = RowReading({"to", "name"})
    chunks = ['To;name\n"1\n2";b\n ; \n3;4\n5\n']
    found = [(row, reading.line) for row in csv_rows(chunks, path="p", reading=reading)]
    assert found == [
        ({"to": "1\n2", "name": "b"}, 2),
        ({"to": "3", "name": "4"}, 5),
        ("p:6: the row has 1 value, not 2", 6),
    ]
    assert reading.columns == ("To", "name")
