"""The built-in profiles: all load, all their facts have sources, and their quirks are values that hold."""

import pytest

from segmenter import (
    Channel,
    Limit,
    Measure,
    OutboundMessage,
    Severity,
    UnknownProfileError,
    substitute,
    validate,
)
from segmenter.channels.rules import RULES
from segmenter.providers import PROFILES, profile


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_is_what_it_says(name: str) -> None:
    values = profile(name)
    assert values.name == name
    assert values.summary
    assert values.follows
    assert values.channels
    assert values.sources


@pytest.mark.parametrize("name", PROFILES)
def test_every_limit_has_a_field_of_the_message_and_a_source(name: str) -> None:
    for rules in profile(name).channels.values():
        for limit in rules.limits:
            assert isinstance(limit, Limit)
            assert limit.number > 0
            assert limit.source.page
            assert limit.field.partition(".")[0] in OutboundMessage.__dataclass_fields__


@pytest.mark.parametrize("name", PROFILES)
def test_every_code_belongs_to_a_rule(name: str) -> None:
    assert {key[0] for key in profile(name).codes} <= set(RULES)


def test_an_unknown_profile_is_a_lookup_error_that_lists_those_there_are() -> None:
    with pytest.raises(UnknownProfileError, match="twilio-toll-free") as caught:
        profile("twillio")
    assert isinstance(caught.value, LookupError)
    assert caught.value.name == "twillio"


@pytest.mark.parametrize(
    ("name", "room"), [("standard", 153), ("twilio", 153), ("twilio-toll-free", 152), ("vonage", 153)]
)
def test_segments_are_of_the_providers_size(name: str, room: int) -> None:
    result = validate(OutboundMessage(channel=Channel.SMS, text="a" * 161), profile=name)
    assert result.count is not None
    assert result.count.segment_units == room
    result = validate(OutboundMessage(channel=Channel.SMS, text="я" * 71), profile=name)
    assert result.count is not None
    assert result.count.segment_units == (66 if room == 152 else 67)


@pytest.mark.parametrize(
    ("name", "number", "code"), [("twilio", 1600, 21617), ("vonage", 3200, None), ("aws", 1600, None)]
)
def test_a_text_beyond_the_providers_limit_is_refused(name: str, number: int, code: int | None) -> None:
    fits = validate(OutboundMessage(channel=Channel.SMS, text="a" * number), profile=name)
    assert fits.fits
    refused = validate(OutboundMessage(channel=Channel.SMS, text="a" * (number + 1)), profile=name)
    assert not refused.fits
    assert [found.provider_code for found in refused.findings if found.severity is Severity.ERROR] == [code]


def test_advice_is_a_warning_and_the_message_fits() -> None:
    result = validate(OutboundMessage(channel=Channel.SMS, text="a" * 321), profile="twilio")
    assert [finding.severity for finding in result.findings] == [Severity.WARNING]
    assert result.fits


def test_telnyx_takes_ten_parts_and_says_what_it_cannot_tell() -> None:
    assert validate(OutboundMessage(channel=Channel.SMS, text="a" * 1530), profile="telnyx").fits
    assert not validate(OutboundMessage(channel=Channel.SMS, text="a" * 1531), profile="telnyx").fits
    assert "ASCII-7" in profile("telnyx").partial


def test_messagebird_takes_nine_segments() -> None:
    assert validate(OutboundMessage(channel=Channel.SMS, text="a" * 1377), profile="messagebird").fits
    assert not validate(OutboundMessage(channel=Channel.SMS, text="a" * 1378), profile="messagebird").fits


def test_a_channel_that_is_not_offered_is_told() -> None:
    result = validate(OutboundMessage(channel=Channel.LINE, text="hi"), profile="wavix")
    assert [finding.rule for finding in result.findings] == ["SEG201"]


@pytest.mark.parametrize(
    ("sender", "fits"),
    [
        ("Acme", True),
        ("AB", False),
        ("12345678901", True),
        ("A" * 11, True),
        ("A" * 12, False),
        ("A.B", False),
    ],
)
def test_a_wavix_name_has_3_to_11_of_its_characters(sender: str, fits: bool) -> None:  # a table
    message = OutboundMessage(channel=Channel.SMS, text="hi", sender=sender, recipients=("447537151866",))
    assert validate(message, profile="wavix").fits is fits


def test_the_unverified_limits_are_those_no_page_confirms() -> None:
    found = {
        (name, limit.field, limit.number)
        for name in PROFILES
        for rules in profile(name).channels.values()
        for limit in rules.limits
        if not limit.source.verified
    }
    assert ("plivo", "text", 1600) in found
    assert ("sendblue", "text", 18_996) in found
    assert ("standard", "text", 1024) not in found


def test_whatsapp_and_viber_are_limited_in_code_points() -> None:
    for channel in (Channel.WHATSAPP, Channel.VIBER):
        (limit,) = [limit for limit in profile("standard").channels[channel].limits if limit.field == "text"]
        assert limit.measure is Measure.CODE_POINTS


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("twilio", "always"),
        ("sinch", "when-cheaper"),
        ("messagebird", "all-or-nothing"),
        ("telnyx", "strict"),
        ("standard", None),
    ],
)
def test_a_providers_mode_of_substitution_can_be_used_as_it_is(name: str, mode: str | None) -> None:
    found = profile(name).substitution
    assert found == mode
    if found:
        assert substitute("It’s", mode=found).text in ("It's", "It’s")
