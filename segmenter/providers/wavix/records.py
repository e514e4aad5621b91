"""Wavix's records: messages as its API tells of them.

A line here holds documented names and values; how they are read stands in `segmenter.providers.records`.

Sources: Wavix, List messages, v3 (`seeds/003`); docs.wavix.com, send-message (USD; a time may lack its
offset) and get-a-specific-message; FACTS.md section 4.2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from ..records import (
    STRICT,
    Direction,
    Document,
    Plan,
    Record,
    choices,
    filled,
    locator,
    money,
    number,
    place,
    text,
    texts,
    utc_moment,
)

__all__ = ["Direction", "MessageType", "Status", "read_messages"]


class Status(StrEnum):
    """How far a message came."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"
    REJECTED = "rejected"
    DLR_EXPIRED = "dlr_expired"


class MessageType(StrEnum):
    """How a message travels: the channel of a `Record`."""

    SMS = "sms"
    MMS = "mms"


_CHARGE, _FEES, _CURRENCY = map(place, ("charge", "fees", "currency"))


def _finish(values: list[Any], _rest: dict[str, Any], _problems: list[str]) -> None:
    if values[_CHARGE] is not None or values[_FEES] is not None:
        values[_CURRENCY] = "USD"


_MESSAGES = Plan(
    Record,
    what="Wavix message",
    within="items",
    fields={
        "message_id": ("id", text),
        "message_type": ("channel", choices(MessageType)),
        "direction": ("direction", choices(Direction)),
        "status": ("status", choices(Status)),
        "message_body": {"text": ("text", text), "media": ("media", texts)},
        "segments": ("segments", number),
        "charge": ("charge", money),
        "carrier_fees": ("fees", money),
        "mcc": ("mcc", locator),
        "mnc": ("mnc", locator),
        "from": ("sender", text),
        "to": ("recipient", text),
        "submitted_at": ("created", utc_moment),
        "sent_at": ("sent", utc_moment),
        "delivered_at": ("delivered", utc_moment),
        "error_message": ("error_message", filled),
        "tag": ("tag", text),
    },
    also={"segments_count": "segments"},
    strict=STRICT,
    finish=_finish,
)


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Wavix answers them: one, an array or a page.

    `charge` and `fees` are in USD. A time without an offset is in UTC.

    Args:
        document: JSON text or UTF-8 octets; or parsed, and then no amount may be a float.

    Raises:
        RecordError: it is not JSON or no such document, or a value an audit stands on cannot be read;
            a `ValueError`.

    >>> page = '{"items": [{"message_body": {"text": "Hi"}, "charge": "0.0475", "mcc": "234", "mnc": "024"}]}'
    >>> (message,) = read_messages(page)
    >>> message.text, message.charge, message.currency, message.mcc, message.mnc
    ('Hi', Decimal('0.0475'), 'USD', '234', '024')
    """
    return _MESSAGES.read(document)
