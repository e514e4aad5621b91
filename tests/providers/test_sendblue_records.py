"""Sendblue's records: every model of its page in both spellings, and every documented word."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from segmenter import Channel
from segmenter.providers.records import Outcome, Record, RecordError
from segmenter.providers.sendblue import (
    Direction,
    MessageType,
    SendStyle,
    Service,
    Status,
    read_messages,
)

# Every key of MessageListResponse and MessageRetrieveResponse (seeds/004), as docs.sendblue.com fills them.
LISTED: dict[str, Any] = {
    "accountEmail": "sender@example.com",
    "content": "Hello!",
    "date_sent": "2025-12-12T15:41:20.932Z",
    "date_updated": "2025-12-12T15:41:20.995Z",
    "error_code": 4001,
    "error_detail": "detail",
    "error_message": "not reachable",
    "error_reason": "reason",
    "from_number": "+15122164639",
    "group_display_name": None,
    "group_id": "",
    "is_outbound": True,
    "media_url": "",
    "message_handle": "99DCC379-DD76-4712-BA65-11EFB33B8CD6",
    "message_type": "message",
    "number": "+19998887777",
    "opted_out": False,
    "participants": ["+19998887777", "+15122164639"],
    "plan": "dedicated",
    "send_style": "shooting_star",
    "sendblue_number": "+15122164639",
    "service": "iMessage",
    "status": "ERROR",
    "to_number": "+19998887777",
    "was_downgraded": False,
}
LISTED_RECORD = Record(
    account="sender@example.com",
    text="Hello!",
    sent=datetime(2025, 12, 12, 15, 41, 20, 932_000, tzinfo=UTC),
    updated=datetime(2025, 12, 12, 15, 41, 20, 995_000, tzinfo=UTC),
    error_code=4001,
    error_message="not reachable",
    sender="+15122164639",
    recipient="+19998887777",
    direction=Direction.OUTBOUND,
    id="99DCC379-DD76-4712-BA65-11EFB33B8CD6",
    message_type=MessageType.MESSAGE,
    participants=("+19998887777", "+15122164639"),
    send_style=SendStyle.SHOOTING_STAR,
    channel=Service.IMESSAGE,
    status=Status.ERROR,
    was_downgraded=False,
    provider="sendblue",
    common_channel=Channel.IMESSAGE,
    common_direction=Direction.OUTBOUND,
    outcome=Outcome.FAILED,
    extra={
        "error_detail": "detail",
        "error_reason": "reason",
        "group_display_name": None,
        "opted_out": False,
        "plan": "dedicated",
    },
)
# MessageContent.
CONTENT = {
    "account_email": "sender@example.com",
    "content": "Hello!",
    "date_created": "2025-12-12T15:41:19Z",
    "date_sent": "2025-12-12T15:41:20Z",
    "date_updated": "2025-12-12T15:41:21Z",
    "from_number": "+15122164639",
    "is_outbound": False,
    "media_url": "https://cdn.example/a.png",
    "message_handle": "99DC",
    "send_style": "slam",
    "status": "RECEIVED",
    "to_number": "+19998887777",
}
# MessageResponse.
RESPONSE = {
    "account_email": "sender@example.com",
    "content": "Hello!",
    "date_created": "2025-12-12T15:41:19Z",
    "date_updated": "2025-12-12T15:41:21Z",
    "error_code": None,
    "error_message": None,
    "from_number": "+15122164639",
    "is_outbound": True,
    "media_url": "https://cdn.example/a.png",
    "message_handle": "99DC",
    "number": "+19998887777",
    "send_style": "slam",
    "status": "QUEUED",
}


def camel(key: str) -> str:
    first, *others = key.split("_")
    return first + "".join(map(str.capitalize, others))


def one(**fields: object) -> Record:
    (record,) = read_messages(json.dumps({"message_handle": "1", **fields}))
    return record


@pytest.mark.parametrize("data", [LISTED, [LISTED]])
def test_a_listed_and_a_retrieved_message_are_read_whole(data: object) -> None:
    document = {"data": data, "status": "OK", "pagination": {"hasMore": False, "limit": 50}}
    assert read_messages(document) == (LISTED_RECORD,)
    assert read_messages(json.dumps(document)) == (LISTED_RECORD,)


def test_every_key_may_be_in_camel_case() -> None:
    (record,) = read_messages(json.dumps({camel(key): value for key, value in LISTED.items()}))
    assert record[:-2] == LISTED_RECORD[:-2]
    assert dict(record.extra) == {camel(key): value for key, value in LISTED_RECORD.extra.items()}
    assert record.problems == ()


def test_the_account_may_be_in_both_spellings() -> None:
    assert one(accountEmail="a@example.com").account == "a@example.com"
    assert one(account_email="a@example.com").account == "a@example.com"
    assert one(account_email="a@example.com", accountEmail="a@example.com").problems == ()
    record = one(account_email="b@example.com", accountEmail="a@example.com")
    assert (record.account, dict(record.extra)) == ("a@example.com", {"account_email": "b@example.com"})


def test_message_content_is_read_whole() -> None:
    assert read_messages(CONTENT) == (
        Record(
            account="sender@example.com",
            text="Hello!",
            created=datetime(2025, 12, 12, 15, 41, 19, tzinfo=UTC),
            sent=datetime(2025, 12, 12, 15, 41, 20, tzinfo=UTC),
            updated=datetime(2025, 12, 12, 15, 41, 21, tzinfo=UTC),
            sender="+15122164639",
            recipient="+19998887777",
            direction=Direction.INBOUND,
            media=("https://cdn.example/a.png",),
            id="99DC",
            send_style=SendStyle.SLAM,
            status=Status.RECEIVED,
            provider="sendblue",
            common_direction=Direction.INBOUND,
            outcome=Outcome.RECEIVED,
        ),
    )


def test_the_answer_to_sending_has_its_recipient_in_number() -> None:
    assert read_messages(RESPONSE) == (
        Record(
            account="sender@example.com",
            text="Hello!",
            created=datetime(2025, 12, 12, 15, 41, 19, tzinfo=UTC),
            updated=datetime(2025, 12, 12, 15, 41, 21, tzinfo=UTC),
            sender="+15122164639",
            recipient="+19998887777",
            direction=Direction.OUTBOUND,
            media=("https://cdn.example/a.png",),
            id="99DC",
            send_style=SendStyle.SLAM,
            status=Status.QUEUED,
            provider="sendblue",
            common_direction=Direction.OUTBOUND,
            outcome=Outcome.PENDING,
        ),
    )


@pytest.mark.parametrize(("outbound", "ends"), [(True, ("+2", "+1")), (False, ("+1", "+2"))])
def test_number_is_the_other_person_and_sendblue_number_the_account(
    outbound: bool, ends: tuple[str, str]
) -> None:
    record = one(number="+1", sendblue_number="+2", is_outbound=outbound)
    assert (record.sender, record.recipient) == ends
    assert dict(record.extra) == {}


def test_a_number_that_is_neither_sender_nor_recipient_is_kept() -> None:
    record = one(number="+3", sendblue_number="+4", from_number="+1", to_number="+2", is_outbound=True)
    assert (record.sender, record.recipient) == ("+1", "+2")
    assert dict(record.extra) == {"number": "+3", "sendblue_number": "+4"}


@pytest.mark.parametrize(
    "word",
    [
        "REGISTERED",
        "PENDING",
        "SENT",
        "DELIVERED",
        "RECEIVED",
        "QUEUED",
        "ERROR",
        "DECLINED",
        "ACCEPTED",
        "SUCCESS",
    ],
)
def test_every_status_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(status=word)
    assert isinstance(record.status, Status)
    assert record.status == word


@pytest.mark.parametrize("word", ["iMessage", "SMS", "RCS"])
def test_every_service_is_a_channel(word: str) -> None:
    record = one(service=word)
    assert isinstance(record.channel, Service)
    assert record.channel == word


@pytest.mark.parametrize("word", ["message", "group"])
def test_every_message_type_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(message_type=word)
    assert isinstance(record.message_type, MessageType)
    assert record.message_type == word


@pytest.mark.parametrize(
    "word",
    [
        "celebration",
        "shooting_star",
        "fireworks",
        "lasers",
        "love",
        "confetti",
        "balloons",
        "spotlight",
        "echo",
        "invisible",
        "gentle",
        "loud",
        "slam",
    ],
)
def test_every_send_style_is_a_member_in_its_own_spelling(word: str) -> None:
    record = one(send_style=word)
    assert isinstance(record.send_style, SendStyle)
    assert record.send_style == word


def test_an_empty_text_is_none_where_it_can_mean_nothing_else() -> None:
    record = one(
        send_style="", group_id="", media_url="", error_message="", date_sent="", status="", content=""
    )
    assert record == Record(id="1", text="", provider="sendblue")


def test_a_time_keeps_its_offset_and_must_have_one() -> None:
    sent = one(date_sent="2025-12-12T15:41:20.932+02:00").sent
    assert sent == datetime(2025, 12, 12, 15, 41, 20, 932_000, tzinfo=timezone(timedelta(hours=2)))
    assert sent is not None
    assert sent.utcoffset() == timedelta(hours=2)
    record = one(date_sent="2025-12-12T15:41:20")
    assert record.sent is None
    assert dict(record.extra) == {"date_sent": "2025-12-12T15:41:20"}
    assert "its offset" in record.problems[0]


def test_a_group_message_has_its_group_and_participants() -> None:
    record = one(message_type="group", group_id="g1", participants=["+1", "+2", "+3"], to_number=None)
    assert (record.group, record.participants) == ("g1", ("+1", "+2", "+3"))


def test_a_direction_that_is_neither_true_nor_false_is_an_error() -> None:
    with pytest.raises(RecordError, match="is_outbound: 'yes' is neither true nor false"):
        one(is_outbound="yes")
    with pytest.raises(RecordError, match="is_outbound: 1 is neither"):
        one(is_outbound=1)


def test_what_an_audit_does_not_stand_on_is_a_problem() -> None:
    record = one(was_downgraded="no", error_code=1.5, participants=["+1", 2], media_url={"href": "x"})
    assert set(record.extra) == {"was_downgraded", "error_code", "participants", "media_url"}
    assert len(record.problems) == 4
