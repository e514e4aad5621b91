"""SEG102: where it is silent, then where it finds something."""

import pytest

from tests.lint.samples import codes, only


@pytest.mark.parametrize(("length", "found"), [(1000, []), (1001, ["SEG102"])])
def test_viber_takes_a_thousand_code_points(length: int, found: list[str]) -> None:
    assert codes("é" * length, {"channel": "viber"}) == found


def test_max_length_is_in_code_points() -> None:
    assert codes("é" * 10, flags=("max-length:10",)) == []
    found = only("é" * 12, "SEG102", flags=("max-length:10",))
    assert (found.start, found.stop) == (10, 12)
