"""Request bodies of every provider that documents them: which keys are known, and what is said of others."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from segmenter import Severity
from segmenter.channels.findings import Finding
from segmenter.providers import profile, request_plan
from segmenter.providers.endpoints import api
from segmenter.providers.requests import OWN, CheckedRequest

WAVIX = {"from": "Acme", "to": "447700900123", "message_body": {"text": "Hi"}}
SENDBLUE = {"number": "+15550100002", "content": "Hi"}
DEXATEL = {"from": "Acme", "to": ["447700900123"], "channel": "SMS", "text": "Hi"}
BODIES: dict[str, dict[str, Any]] = {"wavix": WAVIX, "sendblue": SENDBLUE, "dexatel": {"data": DEXATEL}}
LEFT_OUT: Any = object()


def checked(name: str, body: object) -> CheckedRequest:
    known = request_plan(profile(name))
    assert known is not None
    plan, judge = known
    return plan.check(body, judge)


def changed(name: str, **change: Any) -> dict[str, Any]:
    return {key: value for key, value in (BODIES[name] | change).items() if value is not LEFT_OUT}


def problems(name: str, **change: Any) -> list[tuple[str, str]]:
    """Return the rule and the field of each error."""
    findings = checked(name, changed(name, **change)).validation.findings
    return [(finding.rule, finding.field) for finding in findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("name", BODIES)
def test_a_plain_body_is_accepted_as_text_octets_or_parsed(name: str) -> None:
    body = BODIES[name]
    for form in (body, json.dumps(body), json.dumps(body).encode()):
        validation, message = checked(name, form)
        assert validation.fits
        assert message is not None
        assert message.text == "Hi"
        assert not [finding for finding in validation.findings if finding.rule == "SEG003"]


@pytest.mark.parametrize("name", BODIES)
def test_the_keys_known_are_those_of_the_openapi_description(name: str) -> None:
    known = request_plan(profile(name))
    assert known is not None
    endpoint = api(name).endpoints["send"]
    assert set(known[0].keys) == {given.name for given in endpoint.inputs}


@pytest.mark.parametrize("name", BODIES)
def test_a_value_of_another_type_than_the_description_has_is_an_error(name: str) -> None:
    for key in api(name).endpoints["send"].inputs:
        wrong = "x" if key.schema["type"] == "integer" else 5
        fields = BODIES[name].get("data", BODIES[name]) | {key.name: wrong}
        assert not checked(name, {"data": fields} if name == "dexatel" else fields).validation.fits, key.name


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"to": LEFT_OUT}, [("SEG002", "recipients")]),
        ({"to": ""}, [("SEG002", "recipients")]),
        ({"to": ["447700900123"]}, [("SEG001", "recipients")]),
        ({"to": "12"}, [("SEG302", "recipients[0]")]),
        ({"from": LEFT_OUT}, [("SEG002", "sender")]),
        ({"from": "Ab"}, [("SEG303", "sender")]),
        ({"from": "Abc"}, []),
        ({"message_body": LEFT_OUT}, [("SEG002", "text")]),
        ({"message_body": "Hi"}, [("SEG001", "text")]),
        ({"message_body": {"text": None}}, [("SEG202", "text")]),
        ({"message_body": {"text": 5}}, [("SEG001", "text")]),
        ({"message_body": {"text": "Hi", "media": "a"}}, [("SEG001", "media")]),
        ({"message_body": {"text": "Hi", "media": [5]}}, [("SEG001", "media[0]")]),
        ({"validity": 60}, []),
        ({"validity": "60"}, [("SEG001", "validity")]),
        ({"tag": 5}, [("SEG001", "tag")]),
        ({"callback_url": None}, []),
    ],
)
def test_what_wavix_would_refuse_is_found(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert problems("wavix", **change) == expected


def test_a_body_of_wavix_with_files_goes_as_mms() -> None:
    body = changed("wavix", message_body={"text": "Hi", "media": ["https://example.com/a.png"]})
    validation, message = checked("wavix", body)
    assert message is not None
    assert (message.channel, validation.fits) == ("mms", True)
    assert checked("wavix", WAVIX).message.channel == "sms"  # type: ignore[union-attr]  # it is an object


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": LEFT_OUT}, [("SEG002", "recipients")]),
        ({"number": 15550100002}, [("SEG001", "recipients")]),
        ({"number": "12"}, [("SEG302", "recipients[0]")]),
        ({"content": LEFT_OUT}, [("SEG202", "text")]),
        ({"content": LEFT_OUT, "media_url": "https://example.com/a.png"}, []),
        ({"content": LEFT_OUT, "app_card": {"layout": {}}}, []),
        ({"media_url": ["a", "b"]}, [("SEG001", "media")]),
        ({"send_style": "loud"}, []),
        ({"send_style": "Loud"}, [("SEG601", "send_style")]),
        ({"pre_reply_override": True}, []),
        ({"pre_reply_override": False}, [("SEG001", "pre_reply_override")]),
        ({"reply_to": {"message_handle": "x"}}, []),
        ({"reply_to": {}}, [("SEG001", "reply_to")]),
        ({"app_card": "x"}, [("SEG001", "app_card")]),
    ],
)
def test_what_sendblue_would_refuse_is_found(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert problems("sendblue", **change) == expected


def test_a_body_of_sendblue_is_judged_as_the_sms_it_may_become_too() -> None:
    validation, message = checked("sendblue", changed("sendblue", content="Hi ☃"))
    assert message is not None
    assert message.channel == "imessage"
    assert validation.downgraded is not None
    assert validation.downgraded.count is not None
    assert validation.downgraded.count.encoding == "UCS-2"


# Keys that nobody knows


def unknown(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == "SEG003"]


@pytest.mark.parametrize(
    ("name", "body", "field", "words"),
    [
        ("wavix", changed("wavix", tagg="x"), "tagg", "'tagg'; did you mean tag?"),
        ("sendblue", changed("sendblue", send_stile="loud"), "send_stile", "did you mean send_style?"),
        (
            "dexatel",
            {"data": DEXATEL | {"sheduel": "x"}},
            "sheduel",
            "'data.sheduel'; did you mean schedule?",
        ),
        ("dexatel", {"data": DEXATEL, "dta": {}}, "dta", "'dta'; did you mean data?"),
        (
            "wavix",
            changed("wavix", message_body={"text": "Hi", "txt": "x"}),
            "txt",
            "'message_body.txt'; did you mean text?",
        ),
        ("sendblue", changed("sendblue", zzz=1), "zzz", "'zzz'; the keys are from_number, number, content"),
    ],
)
def test_a_misspelt_key_of_a_providers_body_is_named_with_the_one_meant(
    name: str, body: object, field: str, words: str
) -> None:
    validation, _ = checked(name, body)
    (finding,) = unknown(validation.findings)
    assert (finding.field, finding.severity) == (field, Severity.WARNING)
    assert words in finding.message
    assert validation.fits


def test_the_name_of_a_campaign_is_a_known_key() -> None:
    known = request_plan(profile("dexatel"), "campaign")
    assert known is not None
    plan, judge = known
    for key, expected in (("name", 0), ("nmae", 1)):
        assert len(unknown(plan.check({"data": {key: "Spring"}}, judge).validation.findings)) == expected


def test_a_misspelt_field_of_our_own_bodies_is_an_error_with_the_one_meant() -> None:
    findings = OWN.check({"text": "Hi", "sendr": "Acme"}, profile("standard")).validation.findings
    assert [finding.field for finding in findings] == ["sendr"]
    assert findings[0].message.endswith("; did you mean sender?")
    findings = OWN.check({"text": "Hi", "button": {"capton": "Go"}}, profile("standard")).validation.findings
    assert findings[0].message == (
        "there is no field 'capton'; there are caption, url; did you mean caption?"
    )


def objects_of(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a body and the objects inside it."""
    yield body
    for value in body.values():
        if isinstance(value, dict):
            yield from objects_of(value)


def documented(name: str) -> set[str]:
    return {key.name for key in api(name).endpoints["send"].inputs} | {"data", "text", "media"}


@for_all(st.sampled_from(sorted(BODIES)), st.text(min_size=1, max_size=8), st.data())
def test_any_key_that_is_not_documented_is_reported_wherever_it_stands(
    name: str, key: str, data: st.DataObject
) -> None:
    if key in documented(name):
        return
    body = json.loads(json.dumps(BODIES[name]))
    data.draw(st.sampled_from(list(objects_of(body))))[key] = "x"
    findings = unknown(checked(name, body).validation.findings)
    assert [finding.field.endswith(key) for finding in findings] == [True]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@for_all(st.sampled_from(sorted(BODIES)), st.data())
def test_any_value_of_any_key_is_a_finding_and_never_a_crash(name: str, data: st.DataObject) -> None:
    body = json.loads(json.dumps(BODIES[name]))
    place = data.draw(st.sampled_from(list(objects_of(body))))
    place[data.draw(st.sampled_from(sorted(documented(name))))] = data.draw(JSON)
    validation, _ = checked(name, body)
    assert all(finding.message for finding in validation.findings)
