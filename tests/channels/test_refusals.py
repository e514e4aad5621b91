"""Refusals that no length finds: first what is accepted, then what is not."""

import pytest

from segmenter import Channel, OutboundMessage, Severity, validate


def rules(message: OutboundMessage) -> list[str]:
    return [finding.rule for finding in validate(message).findings]


@pytest.mark.parametrize("value", ["Ana", "a    b", "é 😀", "1"])
def test_whatsapp_takes_a_plain_parameter(value: str) -> None:
    assert rules(OutboundMessage(channel=Channel.WHATSAPP, template="t", variables=[value])) == []


@pytest.mark.parametrize("value", ["", "  ", "a\nb", "a\tb", "a\rb", "a     b"])
def test_whatsapp_refuses_breaks_runs_of_blanks_and_nothing(value: str) -> None:
    message = OutboundMessage(channel=Channel.WHATSAPP, template="t", variables={"name": value})
    result = validate(message)
    assert [(finding.rule, finding.field) for finding in result.findings] == [("SEG511", "variables[name]")]
    assert not result.fits


def test_parameters_of_other_channels_are_free() -> None:
    assert rules(OutboundMessage(channel=Channel.VIBER, template="t", variables=["a\nb"])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Your code is 123456.\n\n@example.com #123456",
        "Your code is 1.\n@www.example.com #1 %ecommerce.example",
        "<#> Your code is 123456\nFA+9qCX9VSu",
        "Write to me @home # one",
    ],
)
def test_a_right_one_time_code_is_accepted(text: str) -> None:
    assert rules(OutboundMessage(channel=Channel.SMS, text=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Your code is 1.\n@example.com  #1",
        "Your code is 1.\n@example.com #1 ",
        "Your code is 1. " + "x" * 150 + "\n@example.com #1",
        "<#> Your code is 123456",
        "<#> Your code is 123456 " + "x" * 130 + "\nFA+9qCX9VSu",
    ],
)
def test_a_wrong_one_time_code_is_a_warning(text: str) -> None:
    result = validate(OutboundMessage(channel=Channel.SMS, text=text))
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("SEG121", Severity.WARNING)]
    assert result.fits


@pytest.mark.parametrize(
    ("sender", "recipient", "expected"),
    [
        ("Acme", "+447700900123", []),
        ("Info", "+37491000000", []),
        ("447700900124", "+6591234567", []),
        ("Info", "+447700900123", ["SEG305"]),
        ("VERIFY", "447700900123", ["SEG305"]),
        ("Acme", "+6591234567", ["SEG305"]),
        ("Acme", "+61412345678", ["SEG305"]),
    ],
)
def test_a_country_may_block_a_name(sender: str, recipient: str, expected: list[str]) -> None:
    message = OutboundMessage(channel=Channel.SMS, text="Hi", sender=sender, recipients=[recipient])
    assert rules(message) == expected
