"""SEG511: where it is silent, then where it finds something."""

import pytest

from tests.lint.samples import codes


def found(example: str, **values: object) -> list[str]:
    variables = {"1": {"longest": 40, "examples": [example]}}
    settings = {"channel": "whatsapp", "variables": variables} | values
    return codes("Dear {{1}}, hello.", settings, syntax="mustache")


@pytest.mark.parametrize("example", ["Ana", "a    b", "é 😀"])
def test_a_plain_example_passes(example: str) -> None:
    assert found(example) == []


@pytest.mark.parametrize("example", ["", "  ", "a\nb", "a\tb", "a\rb", "a     b"])
def test_breaks_runs_of_blanks_and_nothing_are_found(example: str) -> None:
    assert found(example) == ["SEG511"]


def test_the_example_of_the_file_is_asked_too() -> None:
    settings = {"channel": "whatsapp"}
    assert codes("Dear {n}, hello.", settings, syntax="brace", examples={"n": "a\nb"}) == ["SEG511"]


def test_other_channels_are_not_asked() -> None:
    assert found("a\nb", channel="viber") == []
