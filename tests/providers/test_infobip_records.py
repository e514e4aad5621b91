"""Infobip's records: logs and delivery reports, as its SDK has them (infobip-api-python-client 6.0.0)."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from segmenter.providers.infobip import Status, read_messages
from segmenter.providers.records import Outcome, RecordError

LOG = {
    "sender": "InfoSMS",
    "destination": "41793026727",
    "bulkId": "BULK-ID-123",
    "messageId": "MESSAGE-ID-123",
    "sentAt": "2026-11-01T10:00:00.000+0000",
    "doneAt": "2026-11-01T10:00:05.000+0000",
    "messageCount": 2,
    "price": {"pricePerMessage": 0.0049, "currency": "EUR"},
    "status": {"groupId": 3, "groupName": "DELIVERED", "id": 5, "name": "DELIVERED_TO_HANDSET"},
    "error": {"groupId": 0, "groupName": "OK", "id": 0, "name": "NO_ERROR", "description": "No Error"},
    "content": {"text": "Hi there", "language": {"languageCode": "TR"}},
    "mccMnc": "22801",
}


def test_a_log_is_read_whole() -> None:
    (record,) = read_messages(json.dumps({"results": [LOG], "cursor": {"limit": 10, "nextCursor": "abc"}}))
    assert (record.id, record.text, record.segments) == ("MESSAGE-ID-123", "Hi there", 2)
    assert (record.charge, record.currency) == (Decimal("0.0098"), "EUR")
    assert (record.mcc, record.mnc, record.recipient) == ("228", "01", "41793026727")
    assert (record.status, record.outcome) == (Status.DELIVERED, Outcome.DELIVERED)
    assert record.sent == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert (record.error_code, record.error_message) == (None, None)
    assert record.extra["content"] == {"language": {"languageCode": "TR"}}
    assert record.problems == ()


def test_a_delivery_report_has_its_own_names() -> None:
    report = {"messageId": "1", "to": "41793026727", "smsCount": 1, "price": {"pricePerMessage": 0}}
    error = {"id": 27, "name": "EC_ABSENT_SUBSCRIBER", "description": "Absent Subscriber"}
    (record,) = read_messages(json.dumps({"results": [report | {"error": error}]}))
    assert (record.recipient, record.segments, record.charge) == ("41793026727", 1, Decimal(0))
    assert (record.error_code, record.error_message) == (27, "Absent Subscriber")


def test_a_price_without_parts_is_kept() -> None:
    (record,) = read_messages({"messageId": "1", "price": {"pricePerMessage": "0.01", "currency": "EUR"}})
    assert record.charge is None
    assert record.extra["price"] == {"pricePerMessage": Decimal("0.01")}


def test_a_network_that_is_none_is_reported() -> None:
    (record,) = read_messages({"messageId": "1", "mccMnc": "2"})
    assert (record.mcc, record.extra["mccMnc"]) == (None, "2")
    assert "mccMnc" in record.problems[0]
    assert read_messages({"messageId": "1", "mccMnc": "null"})[0].problems == ()


@pytest.mark.parametrize(
    "fields", [{"messageCount": "x"}, {"price": {"pricePerMessage": "x"}}, {"content": 5}]
)
def test_what_an_audit_relies_on_must_be_readable(fields: dict[str, object]) -> None:
    with pytest.raises(RecordError):
        read_messages({"messageId": "1", **fields})


@pytest.mark.parametrize("status", Status)
def test_every_status_has_an_outcome(status: Status) -> None:
    assert read_messages({"messageId": "1", "status": {"groupName": status.value}})[0].outcome is not None
