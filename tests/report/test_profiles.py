"""Profiles as people and programs read them."""

import json
from dataclasses import fields, replace
from datetime import date

from segmenter import Boundary, Channel, Limit, Measure, NationalLanguage, Policy, Profile, Severity, Source
from segmenter.providers import PROFILES, profile
from segmenter.report.display import Screen
from segmenter.report.json_format import json_line, json_stream
from segmenter.report.profiles import (
    Listed,
    profile_list,
    profile_list_fields,
    profile_text,
)

WIDE = Screen(columns=200)


def test_a_list_has_name_channels_and_summary() -> None:
    lines = list(profile_list([Listed(profile("infobip")), Listed(profile("aws"), "a/b.toml")], Screen()))
    assert lines == [
        "infobip: sms, viber\n  Infobip SMS and Viber\n",
        "aws: sms, mms, rcs\n  Amazon SNS and AWS End User Messaging\n  yours, from a/b.toml\n",
    ]


def test_a_list_as_json_has_an_object_a_line() -> None:
    listed = [Listed(profile("infobip")), Listed(profile("aws"), "é.toml")]
    text = "".join(json_stream(profile_list_fields(listed), ascii_only=True))
    assert text.isascii()
    assert [one["file"] for one in json.loads(text)] == [None, "é.toml"]
    assert len(text.splitlines()) == 4


def test_an_object_has_every_field_of_a_profile() -> None:
    expected = {field.name for field in fields(Profile)} - {"words"}  # they stand beside their codes
    for name in PROFILES:
        assert profile(name).as_dict().keys() == expected
        assert json.loads(json_line(profile(name).as_dict(), indent=2)) == json.loads(
            json.dumps(profile(name).as_dict())
        )


def test_codes_tell_their_rule_field_and_channel() -> None:
    codes = profile("dexatel").as_dict()["codes"]
    assert {
        "rule": "SEG203",
        "field": "image",
        "channel": "sms",
        "code": 1518,
        "words": "Image messages are not supported for sms channel",
    } in codes
    assert {
        "rule": "SEG302",
        "field": None,
        "channel": None,
        "code": 1523,
        "words": "Invalid recipient number(s)",
    } in codes


def test_every_limit_source_code_and_note_is_in_the_text() -> None:
    for name in PROFILES:
        one = profile(name)
        text = profile_text(one, Screen(columns=1000))
        for channel, rules in one.channels.items():
            assert f"\n{channel}\n" in text
            for limit in rules.limits:
                assert f"at most {limit.number:,} {limit.measure.value.replace('-', ' ')}" in text
                assert limit.source.page in text
                assert limit.note in text
        for source in one.sources:
            assert f"  {source.page}, {f'read {source.read}' if source.read else 'unverified'}\n" in text
        for code in (*one.codes.values(), *one.server_codes):
            assert f"\n  {code}  {one.words.get(code, '')}" in text
        assert one.follows in text
        assert (one.partial or "no: nothing is known to be missing") in text


def test_limits_say_their_severity_and_whether_they_are_verified() -> None:
    limits = (
        Limit(field="text", number=1000, measure=Measure.UTF8_OCTETS, source=Source("p", date(2026, 1, 2))),
        Limit(
            field="subject",
            number=9,
            measure=Measure.SEPTETS,
            source=Source("custom"),
            severity=Severity.WARNING,
            note="so they say",
        ),
    )
    rules = replace(profile("standard").channels[Channel.SMS], limits=limits)
    text = profile_text(replace(profile("standard"), channels={Channel.SMS: rules}), WIDE)
    assert "  text        at most 1,000 utf8 octets [p, read 2026-01-02]\n" in text
    assert "  subject     at most 9 septets (warning only) [custom, unverified]; so they say\n" in text


def test_the_policy_and_the_changes_are_told() -> None:
    turkish = NationalLanguage.TURKISH
    policy = Policy(
        locking_shifts=[turkish],
        single_shifts=[NationalLanguage.URDU, turkish],
        boundary=Boundary.GRAPHEME_CLUSTER,
    )
    one = replace(profile("standard"), policy=policy, prefix="A\n", suffix=" B", strip=True, max_recipients=9)
    text = profile_text(one, WIDE)
    assert (
        "  encoding    GSM-7, else UCS-2; locking shifts turkish; single shifts turkish urdu; "
        "cut at any grapheme cluster; reference of 8 bits\n"
    ) in text
    assert (
        "  changes     white space at both ends is removed, 'A\\n' is put before an SMS, ' B' is put after"
        in text
    )
    assert "  recipients  at most 9 in a message\n" in text


def test_parts_that_go_together_in_any_way_are_told_in_short() -> None:
    text = profile_text(profile("standard"), WIDE)
    assert "  made of     any of image, media, text, alone or together\n" in text  # iMessage
    assert "  made of     text, template\n" in text  # SMS
    assert "button + image + text" in text  # Viber


def test_a_name_cannot_speak_to_the_terminal() -> None:
    assert "\x1b" not in profile_text(replace(profile("aws"), name="\x1b[31m"), Screen())


def test_colour_changes_nothing_but_colour() -> None:
    for columns in (10, 40, 80):
        painted = profile_text(profile("dexatel"), Screen(columns=columns, colour=True))
        painted += "".join(profile_list([Listed(profile("twilio-toll-free"))], Screen(columns, colour=True)))
        assert "\x1b[1mdexatel\x1b[0m" in painted
        for code in ("\x1b[1m", "\x1b[0m"):
            painted = painted.replace(code, "")
        plain = profile_text(profile("dexatel"), Screen(columns))
        assert painted == plain + "".join(
            profile_list([Listed(profile("twilio-toll-free"))], Screen(columns))
        )
