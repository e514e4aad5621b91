"""The built-in profiles: all load, all their facts have sources, and their quirks are values that hold."""

from dataclasses import replace
from typing import Any

import pytest

from segmenter import (
    Button,
    Channel,
    Encoding,
    Limit,
    Measure,
    OutboundMessage,
    Severity,
    UnknownProfileError,
    Validation,
    substitute,
    validate,
)
from segmenter.channels.messages import LISTED, MessageKind
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
    assert "Greek" in profile("telnyx").follows


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
        limits = [limit for limit in profile("standard").channels[channel].limits if limit.field == "text"]
        assert {limit.measure for limit in limits} == {Measure.CODE_POINTS}


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


# --- Every number has a text that just passes and one that just does not ---------------------------------


def text_of(length: int, measure: Measure) -> str:
    """Return a text of so many of a measure; of UTF-16 units one that has fewer code points."""
    return "😀" + "ŵ" * (length - 2) if measure is Measure.UTF16_UNITS else "☃" * length


EVERY_LIMIT = [
    pytest.param(name, channel, limit, id=f"{name}-{channel}-{limit.field}-{limit.number}-{limit.kind}")
    for name in PROFILES
    for channel, rules in profile(name).channels.items()
    for limit in rules.limits
    if limit.measure is not Measure.SEGMENTS
]


def message_with(channel: Channel, limit: Limit, text: str) -> OutboundMessage:
    """Return a message on a channel that holds a text in the field of a limit."""
    base = OutboundMessage(channel=channel, text="Hi", kind=limit.kind)
    if limit.field == "text" and not limit.alone and limit.kind is MessageKind.TEMPLATE:
        base = replace(base, footer="Bye")
    if limit.field == "variables":
        return replace(base, template="t", variables=(text,))
    if limit.beside:
        more: dict[str, Any] = {limit.beside: ("One", "Two")}
        base = replace(base, **more)
    change: dict[str, Any] = {limit.field: (text, text) if limit.field in LISTED else text}
    if limit.field.startswith("button."):
        change = {"button": Button(**{"caption": "Go", "url": "https://x", limit.field[7:]: text})}
    return replace(base, **change)


@pytest.mark.parametrize(("name", "channel", "limit"), EVERY_LIMIT)
def test_every_number_has_a_text_that_passes_and_one_that_does_not(
    name: str, channel: Channel, limit: Limit
) -> None:
    def beyond(length: int) -> bool:
        message = message_with(channel, limit, text_of(length, limit.measure))
        findings = validate(message, profile=name).findings
        return any(
            finding.rule in ("SEG102", "SEG503")
            and finding.severity is limit.severity
            and f"({limit.number:,})" in finding.message
            for finding in findings
        )

    assert (beyond(limit.number), beyond(limit.number + 1)) == (False, True)


def test_a_list_of_infobips_has_two_to_five_rows() -> None:
    def rules(rows: int) -> list[str]:
        message = OutboundMessage(channel=Channel.VIBER, text="Which?", options=["Row"] * rows)
        return [finding.rule for finding in validate(message, profile="infobip").findings]

    assert [rules(rows) for rows in (1, 2, 5, 6)] == [["SEG204"], [], [], ["SEG304"]]


def test_a_list_is_not_a_body_alone() -> None:
    message = OutboundMessage(channel=Channel.WHATSAPP, text="a" * 1025, kind="template", options=["Row"])
    assert not validate(message).fits
    assert validate(replace(message, options=())).fits


def test_what_only_an_excerpt_says_is_not_verified() -> None:
    for name in PROFILES:
        for rules in profile(name).channels.values():
            for limit in rules.limits:
                assert limit.source.verified is not (
                    "excerpt" in limit.source.page or limit.source.read is None
                )


# --- Quirks ----------------------------------------------------------------------------------------------


def sms(text: str, name: str) -> Validation:
    return validate(OutboundMessage(channel=Channel.SMS, text=text), profile=name)


def test_notify_replaces_what_is_neither_gsm7_nor_welsh() -> None:
    for text in ("😀" * 100, "It’s – здравствуй", "ş 你好"):
        count = sms(text, "gov-uk-notify").count
        assert count is not None
        assert count.encoding is Encoding.GSM7
    for letter in "ŵŷâêÎÔ":
        count = sms(f"Dy{letter}dd", "gov-uk-notify").count
        assert count is not None
        assert count.encoding is Encoding.UCS2


def test_500_emoji_do_not_fit_notify() -> None:
    assert not sms("😀" * 500, "gov-uk-notify").fits
    assert sms("😀" * 459, "gov-uk-notify").fits


def test_notify_divides_where_a_cut_would_take_another_part() -> None:
    result = sms("a" * 152 + "€" + "a" * 151, "gov-uk-notify")
    assert result.count is not None
    assert (result.count.segments, result.findings) == (2, ())
    result = sms("a" * 152 + "€" + "a" * 152, "gov-uk-notify")
    assert result.count is not None
    assert result.count.segments == 3
    assert [finding.rule for finding in result.findings] == ["SEG120"]
    assert "counts 2 segments; cut, the text takes 3" in result.findings[0].message


@pytest.mark.parametrize("character", "Ç¤§€\fΔΦΓΛΩΠΨΣΘΞ")
def test_telnyx_long_codes_lack_some_characters(character: str) -> None:
    count = sms(f"a{character}", "telnyx").count
    assert count is not None
    assert count.encoding is Encoding.UCS2


def test_telnyx_short_codes_take_ascii() -> None:
    count = sms("[" * 160, "telnyx-short-code").count
    assert count is not None
    assert (count.encoding, count.segments) == (Encoding.ASCII7, 1)
    count = sms("é", "telnyx-short-code").count
    assert count is not None
    assert count.encoding is Encoding.UCS2


def test_salesforce_cuts_at_spaces() -> None:
    count = sms("ab" * 50 + " " + "cd" * 50 + " " + "ef" * 52, "salesforce-mc").count
    assert count is not None
    assert count.segments == 3


def test_a_profile_may_send_line_breaks_as_two_characters() -> None:
    crlf = replace(profile("standard"), newline="\r\n")
    assert crlf.prepared("a\nb\r\nc\rd") == "a\r\nb\r\nc\r\nd"
    result = validate(OutboundMessage(channel=Channel.SMS, text="\n" * 81), profile=crlf)
    assert result.count is not None
    assert (result.count.units, result.count.segments) == (162, 2)


@pytest.mark.parametrize("spelling", ["free-form", "FREE_FORM", MessageKind.FREE_FORM])
def test_a_message_says_what_it_is_in_any_spelling(spelling: str) -> None:
    message = OutboundMessage(channel=Channel.WHATSAPP, text="a" * 4096, kind=spelling)
    assert message.kind is MessageKind.FREE_FORM
    assert validate(message).fits
    assert not validate(replace(message, kind=None)).fits


@pytest.mark.parametrize(("card", "most"), [(None, 11), ("A card", 4)])
def test_rcs_has_eleven_suggestions_and_a_card_four(card: str | None, most: int) -> None:
    message = OutboundMessage(channel=Channel.RCS, text="Hi", title=card, suggestions=["Yes"] * most)
    assert validate(message).fits
    (finding,) = [
        finding
        for finding in validate(replace(message, suggestions=["Yes"] * (most + 1))).findings
        if finding.severity is Severity.ERROR
    ]
    assert finding.rule == "SEG304"
