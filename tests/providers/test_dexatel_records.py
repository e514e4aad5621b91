"""Dexatel's records: messages, webhooks, campaigns, and every documented word."""

import copy
import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from segmenter import Channel as OurChannel
from segmenter import Encoding
from segmenter.providers.dexatel.records import (
    CampaignRecord,
    CampaignStatus,
    Channel,
    Direction,
    Status,
    read_campaigns,
    read_messages,
)
from segmenter.providers.records import Direction as CommonDirection
from segmenter.providers.records import Outcome, Record, RecordError

# Every key of the data object of "Messages, Query" (seeds/000).
MESSAGE = {
    "id": "48e200b7-be98-4360-b5c7-5dfac16b06f9",
    "account_id": "72e47e47-95b9-41c2-bdcd-55dd9bb04e14",
    "from": "Acme",
    "to": "447537151866",
    "channel": "SMS",
    "status": "enroute",
    "text": "Hello",
    "image": "https://acme.example/a.png",
    "caption": "Look",
    "button": {"caption": "Open", "url": "https://acme.example"},
    "schedule": "2023-08-29 12:00:00",
    "template_id": "0b1ef3c8-be98-4360-b5c7-5dfac16b06f9",
    "create_date": "202308-29 12:32:44",
    "update_date": "2023-08-29 12:32:45",
    "segments": 1,
    "encoding": "GSM-7",
    "sender": {"id": "0c5ad4c8", "name": "Acme"},
    "direction": "MT",
    "source": "API",
    "country": "GB",
}
PAGINATION = {"number": 1, "size": 10, "total": 1, "links": {"first": "/v1/messages"}}


def one(**fields: object) -> Record:
    (record,) = read_messages(json.dumps({"data": {"id": "1", **fields}}))
    return record


def test_every_documented_key_has_a_field_or_is_kept() -> None:
    (record,) = read_messages(json.dumps({"data": [MESSAGE], "pagination": PAGINATION}))
    assert record == Record(
        id="48e200b7-be98-4360-b5c7-5dfac16b06f9",
        account="72e47e47-95b9-41c2-bdcd-55dd9bb04e14",
        sender="Acme",
        recipient="447537151866",
        channel=Channel.SMS,
        status=Status.ENROUTE,
        text="Hello",
        media=("https://acme.example/a.png",),
        scheduled=datetime(2023, 8, 29, 12, tzinfo=UTC),
        template="0b1ef3c8-be98-4360-b5c7-5dfac16b06f9",
        created=datetime(2023, 8, 29, 12, 32, 44, tzinfo=UTC),
        updated=datetime(2023, 8, 29, 12, 32, 45, tzinfo=UTC),
        segments=1,
        encoding=Encoding.GSM7,
        direction=Direction.MT,
        country="GB",
        provider="dexatel",
        common_channel=OurChannel.SMS,
        common_direction=CommonDirection.OUTBOUND,
        outcome=Outcome.SENT,
        extra={key: MESSAGE[key] for key in ("caption", "button", "sender", "source")},
    )
    assert record.currency is None


def test_data_may_hold_one_message_or_an_array_and_may_be_missing() -> None:
    expected = read_messages([MESSAGE])
    for document in ({"data": MESSAGE}, {"data": [MESSAGE]}, MESSAGE, [MESSAGE]):
        assert read_messages(document) == expected
        assert read_messages(json.dumps(document)) == expected
    assert read_messages('{"data": [], "pagination": {"total": 0}}') == ()


@pytest.mark.parametrize(
    "word", ["scheduled", "enroute", "sent", "received", "delivered", "failed", "rejected", "expired"]
)
def test_every_status_is_a_member_in_lower_and_in_upper_case(word: str) -> None:
    assert isinstance(one(status=word).status, Status)
    assert one(status=word).status == word
    assert one(status=word.upper()).status is one(status=word).status


@pytest.mark.parametrize("word", ["SMS", "WHATSAPP", "VIBER", "TELEGRAM", "G_RCS", "EMAIL_OTP", "VOICE"])
def test_every_channel_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(channel=word)
    assert isinstance(record.channel, Channel)
    assert record.channel == word


@pytest.mark.parametrize("word", ["MT", "MO"])
def test_every_direction_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(direction=word)
    assert isinstance(record.direction, Direction)
    assert record.direction == word


@pytest.mark.parametrize("encoding", Encoding)
def test_encodings_are_those_of_the_core(encoding: Encoding) -> None:
    assert one(encoding=encoding.value).encoding is encoding


def test_segments_and_segments_count_are_one_field() -> None:
    assert one(segments=3).segments == 3
    assert one(segments_count=3).segments == 3
    assert one(segments_count=3, segments=None).segments == 3
    assert one(segments_count=None, segments=3) == one(segments=3, segments_count=3) == one(segments=3)


def test_segments_that_contradict_segments_count_are_reported() -> None:
    record = one(segments_count=2, segments=3)
    assert record.segments == 3
    assert dict(record.extra) == {"segments_count": 2}
    assert record.problems == ("segments_count: 2 contradicts segments, 3; it is kept in extra",)


def test_a_delivery_webhook_is_a_record_with_its_price_and_network() -> None:
    (record,) = read_messages(
        b"""{"data": {"account_id": "72e4", "message_id": "e4fb", "event": "delivery", "status": "DELIVERED",
        "to": "1222333333", "mccmnc": "310670", "price": 0.1230, "timestamp": "2022-03-01 13:00:00"}}"""
    )
    assert (record.id, record.status, record.mcc, record.mnc) == ("e4fb", Status.DELIVERED, "310", "670")
    assert str(record.charge) == "0.1230"
    assert record.updated == datetime(2022, 3, 1, 13, tzinfo=UTC)
    assert dict(record.extra) == {"event": "delivery"}


@pytest.mark.parametrize(
    ("network", "mcc", "mnc"), [("310670", "310", "670"), ("23402", "234", "02"), ("001001", "001", "001")]
)
def test_a_network_is_a_country_of_three_digits_and_the_rest(network: str, mcc: str, mnc: str) -> None:
    record = one(mccmnc=network)
    assert (record.mcc, record.mnc, record.problems) == (mcc, mnc, ())


@pytest.mark.parametrize("network", ["310", "3106", "3106700", "31O670", "٣١٠٦٧٠"])
def test_a_network_that_is_none_is_kept_and_reported(network: str) -> None:
    record = one(mccmnc=network)
    assert (record.mcc, record.mnc, dict(record.extra)) == (None, None, {"mccmnc": network})
    assert len(record.problems) == 1


def test_a_network_as_a_number_is_an_error_for_it_may_have_lost_zeros() -> None:
    with pytest.raises(RecordError, match=r"data\.mccmnc: 310670 .* leading zeros"):
        one(mccmnc=310670)


@pytest.mark.parametrize("price", ["0.10", '"0.10"'])
def test_a_price_is_exact_as_a_number_and_as_text(price: str) -> None:
    (record,) = read_messages(f'{{"id": "1", "price": {price}}}')
    assert str(record.charge) == "0.10"
    assert record.currency is None


def test_one_recipient_in_an_array_is_the_recipient_and_several_are_participants() -> None:
    assert one(to=["447537151866"]).recipient == "447537151866"
    assert one(to=["447537151866"]).participants is None
    assert one(to=[]).recipient is None
    record = one(to=["447537151866", "447537151867"])
    assert (record.recipient, record.participants) == (None, ("447537151866", "447537151867"))


def test_a_campaign_is_read_whole() -> None:
    (campaign,) = read_campaigns(
        json.dumps(
            {
                "data": [
                    {
                        "id": "48e2",
                        "account_id": "72e4",
                        "template_id": "0b1e",
                        "audience_id": "bd2c",
                        "name": "May",
                        "status": "in_progress",
                        "schedule": "2023-05-01 09:00:00",
                        "channel": "VIBER",
                        "create_date": "202304-30 12:00:00",
                        "update_date": "2023-04-30 12:00:01",
                        "messages": {"total": 3},
                    }
                ],
                "pagination": PAGINATION,
            }
        )
    )
    assert campaign == CampaignRecord(
        id="48e2",
        account="72e4",
        template="0b1e",
        audience="bd2c",
        name="May",
        status=CampaignStatus.IN_PROGRESS,
        scheduled=datetime(2023, 5, 1, 9, tzinfo=UTC),
        channel=Channel.VIBER,
        created=datetime(2023, 4, 30, 12, tzinfo=UTC),
        updated=datetime(2023, 4, 30, 12, 0, 1, tzinfo=UTC),
        provider="dexatel",
        common_channel=OurChannel.VIBER,
        extra={"messages": {"total": 3}},
    )
    assert pickle.loads(pickle.dumps(campaign)) == copy.deepcopy(campaign) == campaign
    assert len({campaign, copy.copy(campaign)}) == 1


@pytest.mark.parametrize("word", ["scheduled", "in_progress", "completed", "failed", "canceled"])
def test_every_campaign_status_is_a_member_in_its_own_spelling(word: str) -> None:
    (campaign,) = read_campaigns({"id": "1", "status": word})
    assert isinstance(campaign.status, CampaignStatus)
    assert campaign.status == word


def test_a_message_is_no_campaign_without_a_field_of_one() -> None:
    with pytest.raises(RecordError, match=r"data\[0\]: no field of a Dexatel campaign is in it"):
        read_campaigns({"data": [{"text": "Hello"}]})


def test_a_price_that_is_exact_is_a_decimal_in_parsed_json_too() -> None:
    (record,) = read_messages({"id": "1", "price": Decimal("0.10")})
    assert str(record.charge) == "0.10"
    (record,) = read_messages({"id": "1", "price": 2})
    assert record.charge == 2
