"""Twilio's records, as the model of its SDK has them (twilio 9.13.0)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from segmenter import Channel
from segmenter.providers.records import Direction as CommonDirection
from segmenter.providers.records import Outcome, RecordError
from segmenter.providers.twilio import MESSAGES, Direction, MessageType, Status, read_messages

ANSWER = {
    "messages": [
        {
            "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "api_version": "2010-04-01",
            "body": "Hi there",
            "date_created": "Thu, 24 Aug 2023 05:01:45 +0000",
            "date_sent": "Thu, 24 Aug 2023 05:01:46 +0000",
            "date_updated": "Thu, 24 Aug 2023 05:01:47 +0000",
            "direction": "outbound-api",
            "error_code": None,
            "error_message": None,
            "from": "+15557122661",
            "num_media": "0",
            "num_segments": "1",
            "price": "-0.00750",
            "price_unit": "USD",
            "messaging_service_sid": None,
            "sid": "SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "status": "delivered",
            "subresource_uris": {"media": "/2010-04-01/Accounts/AC/Messages/SM/Media.json"},
            "to": "+15558675310",
            "uri": "/2010-04-01/Accounts/AC/Messages/SM.json",
        }
    ],
    "next_page_uri": None,
    "page": 0,
    "page_size": 50,
}


def test_an_answer_is_read_whole() -> None:
    (record,) = read_messages(ANSWER)
    assert (record.id, record.text, record.segments) == ("SM" + "a" * 32, "Hi there", 1)
    assert (record.charge, record.currency) == (Decimal("0.00750"), "USD")
    assert (record.sender, record.recipient) == ("+15557122661", "+15558675310")
    assert (record.status, record.outcome) == (Status.DELIVERED, Outcome.DELIVERED)
    assert (record.direction, record.common_direction) == (Direction.OUTBOUND_API, CommonDirection.OUTBOUND)
    assert record.created == datetime(2023, 8, 24, 5, 1, 45, tzinfo=UTC)
    assert record.updated == datetime(2023, 8, 24, 5, 1, 47, tzinfo=UTC)
    assert (record.channel, record.common_channel) == (MessageType.SMS, Channel.SMS)
    assert set(record.extra) == {"api_version", "messaging_service_sid", "subresource_uris", "uri"}
    assert record.problems == ()


@pytest.mark.parametrize(
    ("fields", "channel"),
    [
        ({"num_media": "2"}, Channel.MMS),
        ({"from": "whatsapp:+15557122661", "to": "whatsapp:+15558675310"}, Channel.WHATSAPP),
        ({"from": "rcs:acme", "to": "+15558675310"}, Channel.RCS),
        ({"from": "messenger:1", "to": "messenger:2"}, None),
    ],
)
def test_the_addresses_and_the_media_say_the_channel(fields: dict[str, str], channel: Channel | None) -> None:
    (record,) = read_messages({"sid": "SM1", **fields})
    assert record.common_channel is channel
    assert ":" not in (record.sender or "") + (record.recipient or "")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_an_outcome(status: Status) -> None:
    (record,) = read_messages({"sid": "SM1", "status": status.value})
    assert record.outcome is not None


@pytest.mark.parametrize("fields", [{"num_segments": "x"}, {"num_segments": "-1"}, {"price": "a lot"}])
def test_a_number_that_an_audit_relies_on_must_be_one(fields: dict[str, str]) -> None:
    with pytest.raises(RecordError):
        read_messages({"sid": "SM1", **fields})


@pytest.mark.parametrize(
    "date", ["2023-08-24", "Thu, 31 Feb 2023 05:01:45 +0000", 5, [], "Thu, 24 Foo 2023 05:01:45 +0000"]
)
def test_a_date_that_is_none_is_a_problem(date: object) -> None:
    (record,) = read_messages({"sid": "SM1", "date_sent": date})
    assert record.sent is None
    assert "date_sent" in record.problems[0]
    assert record.extra["date_sent"] == date


def test_the_plan_is_of_twilio() -> None:
    assert (MESSAGES.provider, MESSAGES.within, MESSAGES.fees_in_charge) == ("twilio", "messages", False)
