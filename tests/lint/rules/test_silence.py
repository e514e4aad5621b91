"""Texts in which no rule finds anything."""

import pytest

from tests.lint.samples import codes


@pytest.mark.parametrize(
    "text", ["Hello", "Olà, é già!", "€ 5, [now]", "a" * 160, "я" * 70, "Привет, вот ваш код"]
)
def test_an_ordinary_text_has_no_finding(text: str) -> None:
    assert codes(text) == []


def test_what_is_about_sms_is_not_asked_on_other_channels() -> None:
    assert codes("It’s " + "a" * 900, {"channel": "viber", "max_segments": 1, "encoding": "gsm-7"}) == []
