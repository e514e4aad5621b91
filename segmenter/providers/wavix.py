"""Wavix: its values, records and requests; it publishes no text length, so the standard's apply.

A line here holds documented names and values; how they are read stands in `plans` and `requests`.

Sources: Wavix, List messages, v3 (`seeds/003`); docs.wavix.com, send-message (USD; a time may lack its
offset) and get-a-specific-message; FACTS.md section 4.2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..channels.messages import Channel
from ..channels.profiles import ChannelRules, Profile
from .plans import RecordPlan
from .readers import choices, filled, locator, money, number, text, texts, utc_moment
from .records import STRICT, Direction, Document, Outcome, ProviderWord, Record, field_index
from .requests import ONE_STAND_IN, KeyGroup, KeyShape, RequestKey, RequestPlan, only_one, whole_number
from .values import E164, every, seen

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MESSAGES", "MESSAGE_REQUESTS", "PROFILE", "Direction", "MessageType", "Status", "read_messages"]

_SENDER = (
    r"\+?[0-9]{3,15}|(?![0-9]+$)[A-Za-z0-9+_& -]{3,11}",
    "use a number, or 3 to 11 ASCII letters, digits, spaces and - + _ &, not digits alone",
)

PROFILE = Profile(
    name="wavix",
    summary="Wavix SMS and MMS, API v3",
    follows="the v3 messages document and the send-SMS guide; no text length, no segment size is stated",
    partial="20 messages a day to one number, MMS to US numbers only: not visible in one message",
    channels={
        channel: ChannelRules(
            combinations=combinations,
            required=("sender", "recipients"),
            sender=_SENDER,
            recipient=E164,
        )
        for channel, combinations in (
            (Channel.SMS, every("text")),
            (Channel.MMS, every("text", "image", "media")),
        )
    },
    max_recipients=1,
    sources=(
        seen("Wavix, List messages, API v3 (document in hand)"),
        seen("docs.wavix.com/api-reference/sms-and-mms/send-message"),
        seen("docs.wavix.com/messaging/send-sms"),
    ),
)


class Status(ProviderWord):
    """How far a message came, in Wavix's words."""

    ACCEPTED = "accepted", Outcome.PENDING
    PENDING = "pending", Outcome.PENDING
    SENT = "sent", Outcome.SENT
    DELIVERED = "delivered", Outcome.DELIVERED
    UNDELIVERED = "undelivered", Outcome.FAILED
    EXPIRED = "expired", Outcome.FAILED
    REJECTED = "rejected", Outcome.REJECTED
    DLR_EXPIRED = "dlr_expired", Outcome.SENT  # only the report never came


class MessageType(StrEnum):
    """How a message travels, in Wavix's words: the channel of a `Record`."""

    SMS = "sms"
    MMS = "mms"


_CHARGE, _FEES, _CURRENCY = map(field_index, ("charge", "fees", "currency"))


def _finish(values: list[Any], _rest: dict[str, Any], _problems: list[str]) -> None:
    if values[_CHARGE] is not None or values[_FEES] is not None:
        values[_CURRENCY] = "USD"


MESSAGES = RecordPlan(
    "wavix",
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
    words=(MessageType, Status),
    strict=STRICT,
    finish=_finish,
)


def _channel_of(fields: Mapping[str, Any]) -> Channel:
    return Channel.MMS if fields.get("media") else Channel.SMS


MESSAGE_REQUESTS = RequestPlan(
    reads={
        "from": RequestKey(field="sender"),
        "to": RequestKey(
            field="recipients", read=only_one, required="give the recipient's number", stand_in=ONE_STAND_IN
        ),
        "message_body": KeyGroup(
            keys={
                "text": RequestKey(field="text"),
                "media": RequestKey(field="media", shape=KeyShape.LIST),
            },
            required="put the text in it",
        ),
    },
    provider="wavix",
    others={"callback_url": text, "validity": whole_number, "tag": text},
    channel_of=_channel_of,
)
"""The bodies of ``POST /v3/messages``. One with files goes as MMS.

Source: docs.wavix.com/api-reference/sms-and-mms/send-message; wavix-python-sdk 1.1.1.
"""


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Wavix answers them: one, an array or a page.

    `charge` and `fees` are in USD. A time without an offset is in UTC.

    Arguments and errors: `RecordPlan.read`.

    >>> page = '{"items": [{"message_body": {"text": "Hi"}, "charge": "0.0475", "mcc": "234", "mnc": "024"}]}'
    >>> (message,) = read_messages(page)
    >>> message.text, message.charge, message.currency, message.mcc, message.mnc
    ('Hi', Decimal('0.0475'), 'USD', '234', '024')
    """
    return MESSAGES.read(document)
