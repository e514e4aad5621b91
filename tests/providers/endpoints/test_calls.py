"""Calls: what a value may be, and the request that comes of it."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.providers.dexatel.records import MESSAGE_RECORDS
from segmenter.providers.endpoints import CallError, dexatel, sendblue, wavix
from segmenter.providers.endpoints.calls import listing_of


def query(listing: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(listing.request("https://a.example").url).query)


def test_a_value_that_is_not_given_is_not_sent() -> None:
    assert query(dexatel.messages()) == {}
    assert dexatel.campaigns().request("https://a.example/").url == "https://a.example/v1/campaigns"


def test_a_filter_is_sent_under_the_providers_name() -> None:
    assert query(dexatel.messages(from_="Acme", countries="GB")) == {
        "filter[countries]": ["GB"],
        "filter[from]": ["Acme"],
    }
    assert query(listing_of("dexatel", "messages", {"filter[to]": "44"}, MESSAGE_RECORDS)) == {
        "filter[to]": ["44"]
    }


def test_a_plus_and_an_ampersand_arrive_as_they_are() -> None:
    assert query(sendblue.messages(number="+15550100002", account_email="a&b=c@example.com"))["number"] == [
        "+15550100002"
    ]
    assert "%2B1555" in sendblue.messages(number="+1555").request("https://a.example").url


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_any_text_arrives_as_it_is(text: str) -> None:
    assert query(dexatel.messages(to=text)) == {"filter[to]": [text]}
    path = urlsplit(dexatel.delete_message(text).request("https://a.example").url).path
    assert path.count("/") == 3


def test_defaults_are_sent_unless_they_are_given() -> None:
    assert query(wavix.messages(type="inbound"))["per_page"] == ["100"]
    assert query(wavix.messages(type="inbound", per_page=25))["per_page"] == ["25"]
    assert query(sendblue.messages(order_by="sentAt"))["order_by"] == ["sentAt"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"type": "both"}, "type is 'both'; choose one of inbound, outbound"),
        ({"type": None}, "type is required; give one of inbound, outbound"),
        ({"type": "inbound", "page": 0}, "page is 0; write 1 or more"),
        ({"type": "inbound", "per_page": 101}, "per_page is 101; write 1 to 100"),
        ({"type": "inbound", "page": "two"}, "page is 'two'; write a whole number"),
        ({"type": "inbound", "page": True}, "page is true; write a whole number"),
        ({"type": "inbound", "sent_after": "1.11.2026"}, "sent_after is '1.11.2026'; write it as 2026-11-28"),
        ({"type": "inbound", "tag": ""}, "tag is empty; leave it out"),
        ({"type": "inbound", "tag": "\ud800"}, "lone surrogate"),
    ],
)
def test_a_value_that_the_document_does_not_allow_is_refused(values: dict[str, Any], words: str) -> None:
    with pytest.raises(CallError) as caught:
        wavix.messages(**values)
    assert words in str(caught.value)


def test_a_time_is_of_iso_8601() -> None:
    assert query(sendblue.messages(created_at_gte="2026-11-01T00:00:00Z"))["created_at_gte"] == [
        "2026-11-01T00:00:00Z"
    ]
    with pytest.raises(CallError, match="created_at_gte"):
        sendblue.messages(created_at_gte="yesterday")


def test_an_unknown_parameter_has_a_suggestion() -> None:
    with pytest.raises(CallError, match="did you mean statuses"):
        listing_of("dexatel", "messages", {"statues": "x"}, MESSAGE_RECORDS)


def test_a_parameter_under_two_names_is_refused() -> None:
    with pytest.raises(CallError, match="twice"):
        listing_of("dexatel", "messages", {"to": "1", "filter[to]": "2"}, MESSAGE_RECORDS)


def test_a_body_is_an_object_under_the_providers_key() -> None:
    call = dexatel.send(from_="Acme", to=("447700900123",), channel="SMS", text="Grüße ☃")
    request = call.request("https://a.example")
    assert request.method == "POST"
    assert json.loads(request.body or b"") == {
        "data": {"from": "Acme", "to": ["447700900123"], "channel": "SMS", "text": "Grüße ☃"}
    }


def test_a_field_that_is_an_object_may_be_written_as_json() -> None:
    call = sendblue.send(number="+15550100002", reply_to='{"message_handle": "a1"}')  # type: ignore[arg-type]  # as the command has it
    assert call.values["reply_to"] == {"message_handle": "a1"}
    with pytest.raises(CallError, match="pre_reply_override is false; only true"):
        sendblue.send(number="+15550100002", pre_reply_override=False)
    with pytest.raises(CallError, match="reply_to is 'x'; write an object"):
        sendblue.send(number="+15550100002", reply_to="x")  # type: ignore[arg-type]  # the error
