"""Telnyx's records: messages and two kinds of detail records, as the models of its SDK (telnyx 4.189.0)."""

from decimal import Decimal

import pytest

from segmenter import Channel, Encoding
from segmenter.providers.records import Direction, Outcome, RecordError
from segmenter.providers.telnyx import MessageType, Status, read_messages

MESSAGE = {
    "record_type": "message",
    "direction": "outbound",
    "id": "40385f64-5717-4562-b3fc-2c963f66afa6",
    "type": "SMS",
    "from": {"phone_number": "+18445550001", "carrier": "TELNYX", "line_type": "VoIP"},
    "to": [{"phone_number": "+18665550001", "status": "delivered", "carrier": "T-MOBILE"}],
    "text": "Hi there",
    "encoding": "GSM-7",
    "parts": 1,
    "cost": {"amount": "0.0051", "currency": "USD"},
    "cost_breakdown": {
        "carrier_fee": {"amount": "0.00305", "currency": "USD"},
        "rate": {"amount": "0.00205", "currency": "USD"},
    },
    "received_at": "2026-11-01T17:00:00.000+00:00",
    "errors": [],
    "smart_encoding_applied": False,
}
DETAIL = {
    "record_type": "message_detail_record",
    "uuid": "u1",
    "cld": "+18665550001",
    "cli": "+18445550001",
    "parts": 2,
    "cost": "0.0102",
    "currency": "USD",
    "carrier_fee": "0.0030",
    "direction": "outbound",
    "message_type": "SMS",
    "status": "gw_reject",
    "created_at": "2026-11-01T17:00:00Z",
    "country_code": "US",
    "errors": ["40002"],
}
REPORT = {
    "id": "e093fbe0",
    "cld": "+18665550001",
    "cli": "+18445550001",
    "cost": "0.0102",
    "currency": "USD",
    "direction": "outbound",
    "message_type": "SMS",
    "parts": 2.0,
    "status": "DELIVERED",
}


def test_a_message_is_read_whole() -> None:
    (record,) = read_messages({"data": MESSAGE})
    assert (record.id, record.text, record.segments) == (MESSAGE["id"], "Hi there", 1)
    assert (record.charge, record.fees, record.currency) == (Decimal("0.0051"), Decimal("0.00305"), "USD")
    assert (record.sender, record.recipient) == ("+18445550001", "+18665550001")
    assert (record.status, record.outcome) == (Status.DELIVERED, Outcome.DELIVERED)
    assert (record.channel, record.common_channel) == (MessageType.SMS, Channel.SMS)
    assert (record.encoding, record.common_direction) == (Encoding.GSM7, Direction.OUTBOUND)
    assert record.extra["smart_encoding_applied"] is False
    assert record.problems == ()


def test_detail_records_are_read_with_their_own_names() -> None:
    detail, report = read_messages({"data": [DETAIL, REPORT]})
    assert (detail.id, detail.segments, detail.charge) == ("u1", 2, Decimal("0.0102"))
    assert (detail.fees, detail.country, detail.error_code) == (Decimal("0.0030"), "US", "40002")
    assert (detail.status, detail.outcome) == (Status.GW_REJECT, Outcome.REJECTED)
    assert (report.segments, report.status) == (2, Status.DELIVERED)
    assert detail.recipient == report.recipient == "+18665550001"
    assert detail.text is report.text is None


def test_several_recipients_are_participants() -> None:
    to = [
        {"phone_number": f"+1866555000{number}", "status": status}
        for number, status in ((1, "sent"), (2, "sent"))
    ]
    (record,) = read_messages({"id": "1", "to": to})
    assert (record.recipient, record.participants) == (None, ("+18665550001", "+18665550002"))
    assert record.status is Status.SENT
    to[1]["status"] = "delivered"
    assert read_messages({"id": "1", "to": to})[0].status is None


def test_utf16_is_ucs2() -> None:
    assert read_messages({"id": "1", "encoding": "UTF-16"})[0].encoding is Encoding.UCS2


@pytest.mark.parametrize(
    "fields", [{"parts": 1.5}, {"parts": "2"}, {"cost": {"amount": "x"}}, {"to": [5]}, {"cost_breakdown": 5}]
)
def test_what_an_audit_relies_on_must_be_readable(fields: dict[str, object]) -> None:
    with pytest.raises(RecordError):
        read_messages({"id": "1", **fields})


@pytest.mark.parametrize("status", Status)
def test_every_status_has_an_outcome(status: Status) -> None:
    assert read_messages({"id": "1", "status": status.value})[0].outcome is not None
