"""Strict JSON: exact, each key once, and the place of what breaks that."""

from decimal import Decimal

import pytest

from segmenter.files import MalformedFileError, UndecodableFileError
from segmenter.files.strict_json import JsonWalk, parsed


def refused(text: str | bytes) -> MalformedFileError:
    with pytest.raises(MalformedFileError) as caught:
        parsed(text, path="a.json", remedy="look there")
    return caught.value


def test_numbers_are_exact_and_a_mark_is_left_out() -> None:
    assert parsed(b'\xef\xbb\xbf{"a": 0.10, "b": 12345678901234567890}') == {
        "a": Decimal("0.10"),
        "b": 12345678901234567890,
    }


@pytest.mark.parametrize(
    ("text", "line", "column", "key", "problem"),
    [
        ("", 1, 1, "", "not JSON: Expecting value"),
        ("{}\n x", 2, 2, "", "not JSON: Extra data"),
        ('{"a": [1, {"b": 1, "b": 2}]}', None, None, "a[1].b", "is given twice"),
        ('[{"a b": NaN}]', None, None, "[0]['a b']", "NaN is not a number"),
        (f'{{"a": {"1" * 5000}}}', None, None, "a", "is not a number that can be held"),
        ("[" * 100_000, None, None, "", "nested too deeply"),
    ],
)
def test_what_is_refused_has_its_place(
    text: str, line: int | None, column: int | None, key: str, problem: str
) -> None:
    error = refused(text)
    assert (error.line, error.column, error.key) == (line, column, key)
    assert problem in error.problem
    assert error.remedy == "look there"


def test_octets_that_are_not_utf_8_are_refused() -> None:
    assert isinstance(refused(b'{"a": "\xe9"}'), UndecodableFileError)


def test_a_walk_yields_rows_with_their_lines_and_finds_the_list_of_a_document() -> None:
    text = '{"note": "x",\n"rates": [\n{"a": 1},\n{"a": 0.5}]}'
    members, start = JsonWalk(text, "a.json").document("rates")
    assert members == {"note": "x", "rates": []}
    assert list(JsonWalk(text, "a.json", start).elements()) == [(3, {"a": 1}), (4, {"a": Decimal("0.5")})]


@pytest.mark.parametrize("text", ["[1 2]", "[1,", "[1] x", '[{"a": 1, "a": 2}]', "{}"])
def test_a_walk_refuses_what_breaks_the_list(text: str) -> None:
    def walk_to_the_end() -> None:
        walk = JsonWalk(text, "a.json")
        list(walk.elements())
        walk.end()

    with pytest.raises(MalformedFileError, match=r"^a\.json:1:"):
        walk_to_the_end()
