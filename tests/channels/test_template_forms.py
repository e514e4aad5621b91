"""Forms of templates: what is accepted, then what WhatsApp and DLT portals refuse."""

import pytest

from segmenter import Channel, OutboundMessage, Severity, validate
from segmenter.templates import Variable, parse

WHATSAPP = OutboundMessage(channel=Channel.WHATSAPP)
SMS = OutboundMessage(channel=Channel.SMS)
NAME = Variable(longest=30, alphabet="gsm7-basic")


def found(text: str, message: OutboundMessage = WHATSAPP, **variables: Variable) -> list[str]:
    template = parse(text, syntax="mustache")
    known = dict.fromkeys(template.names, NAME) | {name.lstrip("v"): one for name, one in variables.items()}
    return [finding.rule for finding in validate(message, template=template, variables=known).findings]


def test_a_right_body_is_accepted() -> None:
    assert found("Dear {{1}}, your order {{2}} is ready.") == []


@pytest.mark.parametrize(
    "text", ["{{1}} is ready", "It is ready, {{1}}", "For {{2}}.", "For {{1}} and {{3}}.", "{{a}} or {{1}}."]
)
def test_a_wrong_body_is_refused(text: str) -> None:
    assert "SEG512" in found(text)


def test_an_example_each_is_needed_where_one_has_one() -> None:
    known = Variable(longest=30, alphabet="gsm7-basic", examples=["Ana"])
    assert found("For {{1}} and {{2}}.", v1=known) == ["SEG512"]
    assert found("For {{1}} and {{2}}.", v1=known, v2=known) == []


def test_a_template_by_its_kind_needs_examples() -> None:
    assert found("For {{1}}.", OutboundMessage(channel="whatsapp", kind="template")) == ["SEG512"]


def test_an_example_may_not_hold_a_line_break() -> None:
    assert found("For {{1}}.", v1=Variable(longest=30, examples=["a\nb"])) == ["SEG511"]


def test_free_form_texts_are_free() -> None:
    assert found("{{1}}", OutboundMessage(channel="whatsapp", kind="free-form")) == []
    assert found("{{1}}", SMS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pay {#numeric#} at {#url#}", []),
        ("Pay {#var#} now", ["SEG513"]),
        ("Pay {#numeric#} {#url#}", ["SEG514"]),
        ("; ".join(["{#numeric#}"] * 6), []),
        ("; ".join(["{#numeric#}"] * 7), ["SEG514"]),
    ],
)
def test_a_dlt_template_is_judged_before_it_is_registered(text: str, expected: list[str]) -> None:
    template = parse(text, syntax="dlt")
    variables = {"1": Variable(longest=30)} if "{#var#}" in text else {}
    result = validate(SMS, template=template, variables=variables)
    warnings = [finding for finding in result.findings if finding.severity is Severity.WARNING]
    assert [finding.rule for finding in warnings] == expected
    assert result.fits
