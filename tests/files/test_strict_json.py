"""Strict JSON: exact, each key once, and the place of what breaks that."""

from decimal import Decimal

import pytest

from segmenter.files import MalformedFileError, UndecodableFileError
from segmenter.files.strict_json import parsed


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
