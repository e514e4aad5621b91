"""Templates on a channel: judged by the dearest filling, under the limits of the channel and the profile."""

import pytest

from segmenter import Channel, Encoding, OutboundMessage, Policy, UnknownProfileError, validate
from segmenter.errors import TemplateValuesError
from segmenter.templates import Variable, parse

SMS = OutboundMessage(channel=Channel.SMS)
NAME = {"name": Variable(shortest=1, longest=30, alphabet="gsm7-basic")}


def test_a_template_that_always_fits_fits() -> None:
    result = validate(SMS, template="Hi {name}, it is ready", variables=NAME)
    assert result.fits
    assert result.count is not None
    assert result.count.units == len("Hi , it is ready") + 30


@pytest.mark.parametrize(("channel", "most"), [(Channel.WHATSAPP, 1024), (Channel.VIBER, 1000)])
def test_limits_in_characters_hold_for_the_rendered_text(channel: Channel, most: int) -> None:
    message = OutboundMessage(channel=channel)
    fits = validate(message, template="a" * (most - 30) + "{name}", variables=NAME)
    assert fits.fits
    refused = validate(message, template="a" * (most - 29) + "{name}", variables=NAME)
    assert [finding.rule for finding in refused.findings] == ["SEG102"]


def test_dexatel_takes_values_of_70_characters() -> None:
    message = OutboundMessage(channel=Channel.VIBER, sender="Acme", recipients=["447537151866"])
    assert validate(message, profile="dexatel", template="a" * 930 + "{name}").fits
    refused = validate(message, profile="dexatel", template="a" * 931 + "{name}")
    assert [finding.provider_code for finding in refused.findings] == [1510]


def test_other_syntaxes_arrive_parsed() -> None:
    template = parse("Hi {{1}}", syntax="mustache")
    assert validate(SMS, template=template, variables={"1": NAME["name"]}).fits


def test_a_value_that_cannot_be_encoded_is_told_with_its_variable() -> None:
    policy = Policy(encodings=(Encoding.GSM7,))
    result = validate(SMS, template="Hi {name}", variables={"name": Variable(longest=5)}, policy=policy)
    assert [finding.rule for finding in result.findings] == ["SEG101"]
    assert "name may hold" in result.findings[0].message


def test_too_many_segments_are_told_for_the_dearest_filling() -> None:
    result = validate(SMS, profile="telnyx", template="a" * 1510 + "{name}", variables=NAME)
    assert [finding.rule for finding in result.findings] == ["SEG103"]


def test_a_variable_that_is_not_known_is_an_error() -> None:
    with pytest.raises(TemplateValuesError):
        validate(SMS, template="Hi {name}")
    with pytest.raises(UnknownProfileError):
        validate(SMS, template="Hi", profile="nobody")
