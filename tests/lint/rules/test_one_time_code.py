"""SEG121: where it is silent, then where it finds something."""

import pytest

from tests.lint.samples import codes, only


@pytest.mark.parametrize(
    "text",
    [
        "Your code is {code}.",
        "Your code is {code}.\n@example.com #{code}",
        "Your code is {code}.\n@shop.example.com #{code} %ecommerce.example",
        "<#> {code} is your code\n{app_hash}",
        "<#> {code} is your code\nFA+9qCX9VSu",
        "Write to\n@acme",
    ],
)
def test_the_form_is_right(text: str) -> None:
    assert codes(text, syntax="brace") == []


@pytest.mark.parametrize(
    "text",
    [
        "Your code is {code}.\n@example.com #{code} ",
        "Your code is {code}.\n@example.com #{code}\n",
        "Your code is {code}.\n@example.com:  #{code}",
        "Your code is {code}." + "x" * 140 + "\n@example.com #{code}",
        "<#> {code} is your code",
        "<#> {code} is your code" + "x" * 120 + "\n{app_hash}",
    ],
)
def test_the_form_is_wrong(text: str) -> None:
    assert codes(text, syntax="brace") == ["SEG121"]


def test_its_place_is_the_last_line() -> None:
    finding = only("Code {code}.\n@example.com: #{code}", "SEG121", syntax="brace")
    assert (finding.start, finding.stop) == (13, 34)


def test_other_channels_are_not_asked() -> None:
    assert codes("Code 1.\n@example.com  #1", {"channel": "viber"}) == []
