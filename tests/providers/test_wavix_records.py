"""Wavix's records: the example of its documentation, and every documented word."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from segmenter import Channel
from segmenter.providers.records import Outcome, Record, RecordError
from segmenter.providers.wavix import Direction, MessageType, Status, read_messages

# As it stands on the page "List messages", v3 (seeds/003).
EXAMPLE = """
{
  "items": [
    {
      "charge": "0.0475",
      "delivered_at": "2023-08-29T12:32:45.000Z",
      "direction": "outbound",
      "error_message": null,
      "from": "Sender ID.",
      "mcc": "234",
      "message_body": {
        "text": "Please call me back",
        "media": null
      },
      "message_id": "3a525ca2-6909-4c72-9399-905adf7f3a74",
      "message_type": "sms",
      "mnc": "024",
      "segments": 1,
      "sent_at": "2023-08-29T12:32:44.000Z",
      "status": "delivered",
      "submitted_at": "2023-08-29T12:32:44.000Z",
      "carrier_fees": "0.0",
      "tag": null,
      "to": "447537151866"
    }
  ],
  "pagination": {
    "current_page": 1,
    "per_page": 10,
    "total": 1,
    "total_pages": 1
  }
}
"""


def one(**fields: object) -> Record:
    (record,) = read_messages(json.dumps({"message_id": "1", **fields}))
    return record


def test_the_example_of_the_documentation_is_read_whole() -> None:
    (record,) = read_messages(EXAMPLE)
    assert record == Record(
        id="3a525ca2-6909-4c72-9399-905adf7f3a74",
        channel=MessageType.SMS,
        direction=Direction.OUTBOUND,
        status=Status.DELIVERED,
        text="Please call me back",
        segments=1,
        charge=Decimal("0.0475"),
        fees=Decimal("0.0"),
        currency="USD",
        mcc="234",
        mnc="024",
        sender="Sender ID.",
        recipient="447537151866",
        created=datetime(2023, 8, 29, 12, 32, 44, tzinfo=UTC),
        sent=datetime(2023, 8, 29, 12, 32, 44, tzinfo=UTC),
        delivered=datetime(2023, 8, 29, 12, 32, 45, tzinfo=UTC),
        provider="wavix",
        common_channel=Channel.SMS,
        common_direction=Direction.OUTBOUND,
        outcome=Outcome.DELIVERED,
    )
    assert str(record.fees) == "0.0"
    assert record.encoding is None


def test_a_page_an_array_an_object_and_parsed_json_are_read_alike() -> None:
    page = json.loads(EXAMPLE)
    expected = read_messages(EXAMPLE)
    for document in (page, page["items"], page["items"][0], tuple(page["items"])):
        assert read_messages(document) == expected
    for text in (
        json.dumps(page["items"]),
        json.dumps(page["items"][0]),
        EXAMPLE.encode(),
        "\ufeff" + EXAMPLE,
    ):
        assert read_messages(text) == expected
    assert read_messages(bytearray(EXAMPLE.encode("utf-8-sig"))) == expected


def test_parsed_json_is_left_as_it_was() -> None:
    page = json.loads(EXAMPLE)
    read_messages(page)
    assert page == json.loads(EXAMPLE)


@pytest.mark.parametrize(
    "word", ["accepted", "pending", "sent", "delivered", "undelivered", "expired", "rejected", "dlr_expired"]
)
def test_every_status_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(status=word)
    assert isinstance(record.status, Status)
    assert record.status == word
    assert record.problems == ()


@pytest.mark.parametrize("word", ["inbound", "outbound"])
def test_every_direction_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(direction=word)
    assert isinstance(record.direction, Direction)
    assert record.direction == word


@pytest.mark.parametrize("word", ["sms", "mms"])
def test_every_message_type_is_a_channel(word: str) -> None:
    record = one(message_type=word)
    assert isinstance(record.channel, MessageType)
    assert record.channel == word


def test_media_are_addresses() -> None:
    record = one(message_body={"text": None, "media": ["https://a.example/1.mp3", "https://a.example/2.mp3"]})
    assert record.text is None
    assert record.media == ("https://a.example/1.mp3", "https://a.example/2.mp3")


def test_a_message_without_an_amount_has_no_currency() -> None:
    assert one(charge=None).currency is None
    assert one(carrier_fees="0").currency == "USD"


def test_a_time_without_offset_is_in_utc_as_the_pages_own_example_writes_it() -> None:
    moment = datetime(2025, 9, 22, 9, 7, 53, tzinfo=UTC)
    assert one(submitted_at="2025-09-22T09:07:53").created == moment
    assert one(submitted_at="2025-09-22T09:07:53.250").created == moment.replace(microsecond=250_000)
    assert one(submitted_at="2025-09-22T11:07:53+02:00").created == moment


def test_a_body_that_is_no_object_is_an_error_and_an_absent_one_is_none() -> None:
    assert one(message_body=None).text is None
    assert one(message_body={}).text is None
    with pytest.raises(RecordError, match="message_body: 'Hi' is not an object"):
        one(message_body="Hi")
    with pytest.raises(RecordError, match=r"message_body\.text: 5 is not text"):
        one(message_body={"text": 5})


def test_what_is_unknown_in_the_body_is_kept_under_its_key() -> None:
    record = one(message_body={"text": "Hi", "media": 5, "subject": "Lunch"}, route="A")
    assert dict(record.extra) == {"message_body": {"media": 5, "subject": "Lunch"}, "route": "A"}
    assert record.problems == ("message_body.media: 5 is not an array of texts; it is kept in extra",)
