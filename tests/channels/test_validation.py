"""Validation against the standard: what fits, what does not, and where."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from segmenter import (
    Button,
    Channel,
    Encoding,
    Finding,
    NationalLanguage,
    OutboundMessage,
    Policy,
    Severity,
    Validation,
    count,
    validate,
)
from segmenter.channels.rules import RULES
from segmenter.providers import profile

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def sms(text: str) -> OutboundMessage:
    return OutboundMessage(channel=Channel.SMS, text=text)


def only(result: Validation) -> Finding:
    (finding,) = result.findings
    assert finding.rule in RULES
    return finding


def test_a_plain_sms_fits_and_is_counted() -> None:
    result = validate(sms("a" * 161))
    assert result == Validation((), count("a" * 161), None)
    assert result.fits


def test_an_empty_sms_is_a_message() -> None:
    assert validate(sms("")).fits


@pytest.mark.parametrize("channel", [channel for channel in Channel if channel is not Channel.SMS])
def test_elsewhere_an_empty_text_is_nothing_to_send(channel: Channel) -> None:
    for text in ("", None):
        assert only(validate(OutboundMessage(channel=channel, text=text))).rule == "SEG202"


@pytest.mark.parametrize(
    ("channel", "number"),
    [(Channel.WHATSAPP, 1024), (Channel.VIBER, 1000), (Channel.RCS, 3072), (Channel.TELEGRAM, 4096)],
)
@pytest.mark.parametrize("character", ["a", "я", "😀", "€"])
def test_a_limit_in_characters_holds_for_any_character_set(
    channel: Channel, number: int, character: str
) -> None:
    fits = validate(OutboundMessage(channel=channel, text=character * number))
    assert fits.fits
    finding = validate(OutboundMessage(channel=channel, text=character * (number + 1))).findings[0]
    assert (finding.rule, finding.field, finding.start, finding.stop) == (
        "SEG102",
        "text",
        number,
        number + 1,
    )
    assert f"{number:,}" in finding.message


def test_line_counts_utf_16_units() -> None:
    assert validate(OutboundMessage(channel=Channel.LINE, text="😀" * 2500)).fits
    finding = only(validate(OutboundMessage(channel=Channel.LINE, text="😀" * 2501)))
    assert (finding.start, finding.stop) == (2500, 2501)


@pytest.mark.parametrize(
    ("field", "number"), [("header", 60), ("footer", 60), ("caption", 1024), ("button.caption", 25)]
)
def test_whatsapp_limits_hold_for_every_field(field: str, number: int) -> None:
    def message(length: int) -> OutboundMessage:
        text = "a" * length
        base = OutboundMessage(
            channel=Channel.WHATSAPP, text="Hi", button=Button("Go", "https://example.com")
        )
        change: dict[str, Any] = {"button": Button(text)} if "." in field else {field: text}
        return replace(base, **change)

    assert validate(message(number)).fits
    assert only(validate(message(number + 1))).field == field


def test_more_than_255_segments_do_not_fit() -> None:
    assert validate(sms("a" * 153 * 255)).fits
    finding = only(validate(sms("a" * 153 * 256)))
    assert (finding.rule, finding.severity) == ("SEG103", Severity.ERROR)


def test_a_character_that_cannot_be_sent_is_told_with_its_place() -> None:
    result = validate(sms("ab\ud800c"))
    assert only(result).rule == "SEG101"
    assert (only(result).start, only(result).stop, result.count) == (2, 3, None)


def test_a_policy_takes_the_place_of_the_profiles() -> None:
    turkish = Policy(encodings=(Encoding.GSM7,), single_shifts={NationalLanguage.TURKISH})
    result = validate(sms("ş"), policy=turkish)
    assert result.count is not None
    assert result.count.single_shift is NationalLanguage.TURKISH
    assert only(validate(sms("☃"), policy=turkish)).rule == "SEG101"


@pytest.mark.parametrize(
    ("part", "value"), [("image", "https://x"), ("button", Button("Go")), ("media", ("x",))]
)
def test_sms_carries_text_alone(part: str, value: Any) -> None:
    finding = only(validate(replace(sms("hi"), **{part: value})))
    assert (finding.rule, finding.field) == ("SEG203", part)


@pytest.mark.parametrize(
    ("parts", "rule", "field"),
    [
        ({"text": "hi"}, None, None),
        ({"image": "x"}, None, None),
        ({"text": "hi", "button": Button("Go")}, None, None),
        ({"text": "hi", "image": "x", "button": Button("Go")}, None, None),
        ({"text": "hi", "image": "x"}, "SEG204", "button"),
        ({"image": "x", "button": Button("Go")}, "SEG204", "text"),
        ({"button": Button("Go")}, "SEG202", "text"),
        ({"image": "x", "media": ("y",)}, "SEG203", "image"),
    ],
)
def test_viber_takes_certain_parts_together(
    parts: dict[str, Any], rule: str | None, field: str | None
) -> None:
    findings = validate(replace(OutboundMessage(channel=Channel.VIBER), **parts)).findings
    assert [(finding.rule, finding.field) for finding in findings] == (
        [] if rule is None else [(rule, field)]
    )


@pytest.mark.parametrize("number", ["447537151866", "+447537151866", "1234567", "123456789012345"])
def test_numbers_in_international_form_are_recipients(number: str) -> None:
    assert validate(replace(sms("hi"), recipients=(number,))).fits


@pytest.mark.parametrize(
    "number", ["", "12345", "0447537151866", "+44 7537 151866", "1234567890123456", "Ana", "٤٤٧٥٣٧١٥١٨٦٦"]
)
def test_other_recipients_are_told_with_their_place(number: str) -> None:
    finding = only(validate(replace(sms("hi"), recipients=("447537151866", number))))
    assert (finding.rule, finding.field) == ("SEG302", "recipients[1]")


@pytest.mark.parametrize(
    "sender", ["Acme", "Acme Ltd 1", "447537151866", "+447537151866", "12345", "A.B-C_D&E+F"]
)
def test_names_of_11_characters_and_numbers_are_senders(sender: str) -> None:
    assert validate(replace(sms("hi"), sender=sender)).fits


@pytest.mark.parametrize("sender", ["", "Acme Limited", "Größe", "12", "1234567890123456", "A\nB"])
def test_other_senders_are_refused(sender: str) -> None:
    assert only(validate(replace(sms("hi"), sender=sender))).rule == "SEG303"


def test_a_schedule_is_compared_with_now_alone() -> None:
    past = replace(sms("hi"), schedule=datetime(2020, 1, 1, tzinfo=UTC))
    assert validate(past).fits
    assert only(validate(past, now=NOW)).rule == "SEG402"
    assert only(validate(replace(past, schedule=NOW), now=NOW)).rule == "SEG402"
    assert validate(replace(past, schedule=NOW.replace(minute=1)), now=NOW).fits


def test_a_schedule_without_a_zone_is_read_as_utc() -> None:
    assert validate(replace(sms("hi"), schedule=datetime(2026, 11, 22, 12, 1)), now=NOW).fits
    assert not validate(replace(sms("hi"), schedule=datetime(2026, 11, 22, 12, 0)), now=NOW).fits


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        validate(sms("hi"), now=datetime(2026, 11, 22))


def test_an_rcs_message_beyond_160_octets_is_told_its_class() -> None:
    assert validate(OutboundMessage(channel=Channel.RCS, text="a" * 160)).findings == ()
    finding = only(validate(OutboundMessage(channel=Channel.RCS, text="a" * 161)))
    assert (finding.rule, finding.severity) == ("SEG105", Severity.INFO)
    assert "2 segments" in finding.message


def test_an_unknown_send_style_is_told() -> None:
    message = OutboundMessage(channel=Channel.IMESSAGE, text="hi", send_style="slam")
    assert validate(message).fits
    assert only(validate(replace(message, send_style="explode"))).rule == "SEG601"


def test_100_001_recipients_are_one_finding() -> None:
    message = replace(sms("hi"), sender="Acme", recipients=("447537151866",) * 100_001)
    assert only(validate(message, profile="dexatel")).rule == "SEG301"


def test_10_million_characters_are_counted_in_the_end() -> None:
    finding = only(validate(sms("a" * 10_000_000)))
    assert (finding.rule, "65,360" in finding.message) == ("SEG103", True)
    finding = only(validate(OutboundMessage(channel=Channel.LINE, text="я" * 10_000_000)))
    assert finding.start == 5000


def test_a_downgrade_is_judged_on_both_branches() -> None:
    message = OutboundMessage(channel=Channel.IMESSAGE, text="я" * 71, recipients=("447537151866",))
    result = validate(message, profile="sendblue")
    assert result.fits
    assert result.count is None
    assert result.downgraded is not None
    assert result.downgraded.count == count("я" * 71)
    assert "2 segments, UCS-2" in only(result).message


def test_a_downgrade_that_would_be_refused_is_a_warning() -> None:
    message = OutboundMessage(channel=Channel.IMESSAGE, text="a\ud800", recipients=("447537151866",))
    result = validate(message, profile="sendblue")
    assert result.downgraded is not None
    assert not result.downgraded.fits
    assert result.findings[-1].severity is Severity.WARNING


def test_text_is_changed_as_the_provider_does_before_it_is_counted() -> None:
    mine = replace(profile("standard"), prefix="Acme: ", suffix=" Reply STOP", strip=True)
    result = validate(sms("  " + "a" * 143 + "\n"), profile=mine)
    assert result.count is not None
    assert (result.count.units, result.count.segments) == (160, 1)


def test_variables_are_measured_one_by_one() -> None:
    message = OutboundMessage(
        channel=Channel.WHATSAPP,
        template="t",
        variables={"name": "a" * 70, "place": "a" * 71},
        sender="x",
        recipients=("447537151866",),
    )
    finding = only(validate(message, profile="dexatel"))
    assert (finding.rule, finding.field, finding.provider_code) == ("SEG503", "variables[place]", 1526)


def test_what_is_no_message_is_a_type_error_that_says_so() -> None:
    wrong: Any = {"channel": "sms"}
    with pytest.raises(TypeError, match="OutboundMessage, not dict"):
        validate(wrong)


def test_an_empty_button_is_no_button() -> None:
    message = OutboundMessage(channel=Channel.VIBER, text="hi", image="x", button=Button())
    assert only(validate(message)).field == "button"


def test_advice_carries_no_error_code() -> None:
    result = validate(sms("a" * 1601), profile="twilio")
    assert [(found.severity, found.provider_code) for found in result.findings] == [
        (Severity.ERROR, 21617),
        (Severity.WARNING, None),
    ]
    assert "is advised (320)" in result.findings[1].message


def test_nothing_to_send_names_the_least_that_would_be_something() -> None:
    message = only(validate(OutboundMessage(channel=Channel.TELEGRAM))).message
    assert message == "there is nothing to send: telegram needs text or image or media"


def test_a_validation_is_true_where_the_message_fits() -> None:
    assert validate(sms("hi"))
    assert not validate(sms("\ud800"))


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("field", ["text", "header", "footer", "caption"])
def test_a_lone_surrogate_fits_on_no_channel(channel: Channel, field: str) -> None:
    change: dict[str, Any] = {"text": "hi", field: "ab\ud800"}
    if channel is Channel.SMS and field != "text":
        return  # an SMS has no such field
    findings = validate(OutboundMessage(channel=channel, **change)).findings
    assert [(found.rule, found.field, found.start) for found in findings] == [("SEG101", field, 2)]


def test_the_place_of_an_offender_is_in_the_text_as_written() -> None:
    mine = replace(profile("standard"), prefix="Acme: ", strip=True)
    assert only(validate(sms("   a\ud800"), profile=mine)).start == 4
    mine = replace(profile("standard"), suffix=" ☃", policy=Policy(encodings=(Encoding.GSM7,)))
    assert "SNOWMAN" in only(validate(sms("a"), profile=mine)).message


def test_a_limit_in_segments_is_of_the_text_as_it_is_sent() -> None:
    mine = replace(profile("messagebird"), prefix="A" * 10)
    assert only(validate(sms("a" * 1368), profile=mine)).rule == "SEG103"
    assert validate(sms("a" * 1367), profile=mine).fits


def test_a_long_sender_is_not_repeated_in_full() -> None:
    finding = only(validate(replace(sms("hi"), sender="x" * 10_000)))
    assert len(finding.message) < 250


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0\u3000"])
def test_a_blank_text_is_a_warning_and_an_error_where_the_provider_refuses_it(text: str) -> None:
    findings = validate(OutboundMessage(channel="sms", text=text)).findings
    assert [(finding.rule, finding.severity) for finding in findings] == [("SEG205", Severity.WARNING)]
    strict = replace(profile("dexatel"), strip=True)
    refused = validate(OutboundMessage(channel="sms", text=text), profile=strict).findings[0]
    assert (refused.rule, refused.severity) == ("SEG205" if text else "SEG202", Severity.ERROR)
