"""Twilio: its values, for long numbers and for toll-free numbers in the US and Canada, and its records.

A line here holds documented names and values; how records are read stands in `plans`.

Source of the records: twilio 9.13.0, ``rest/api/v2010/account/message``, the model that its list answers in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..advice.modes import SubstitutionMode
from ..channels.findings import Severity
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..channels.profiles import Profile
from ..core.policy import Policy, ReferenceWidth
from .plans import RecordPlan
from .readers import choices, code, filled, mail_moment, money, number_in_text, text
from .records import STRICT, Document, Outcome, ProviderWord, Record, field_index
from .records import Direction as CommonDirection
from .standard import CHANNELS
from .values import at_most, excerpt, seen

__all__ = ["MESSAGES", "PROFILE", "TOLL_FREE", "Direction", "MessageType", "Status", "read_messages"]

_LIMIT = seen("support.twilio.com/hc/en-us/articles/360033806753; twilio.com/docs/errors/21617")
_TEXT = at_most("text", 1600, _LIMIT, note="the unit of the 1600 characters is not stated")
_UNITS = at_most(
    "text",
    1600,
    excerpt("twilio.com/docs/errors/21617 of 2026-07-08"),
    severity=Severity.WARNING,
    measure=Measure.UTF16_UNITS,
    note="characters outside GSM-7 use more space and reach the limit sooner",
)
_SUBJECT = at_most("subject", 40, excerpt("twilio.com/docs/errors/21652"))
_ADVICE = at_most(
    "text", 320, _LIMIT, severity=Severity.WARNING, note="Twilio recommends at most 320 characters"
)

PROFILE = Profile(
    name="twilio",
    summary="Twilio Programmable Messaging",
    follows="its live comparison of 2026-07: texts are counted as written, neither composed nor trimmed",
    partial="Smart Encoding may change the text first; a carrier may refuse long UCS-2 (30019)",
    channels={
        Channel.SMS: CHANNELS[Channel.SMS].with_limits(_TEXT, _UNITS, _ADVICE),
        Channel.MMS: CHANNELS[Channel.MMS].with_limits(_TEXT, _SUBJECT),
        **{
            channel: CHANNELS[channel].with_limits(
                _TEXT, *(limit for limit in CHANNELS[channel].limits if limit.field != "text")
            )
            for channel in (Channel.WHATSAPP, Channel.RCS)
        },
    },
    max_variable=at_most("variables", 1600, seen("twilio.com/docs/errors/21658")),
    codes={("SEG102", "text"): 21617, ("SEG102", "subject"): 21652, ("SEG503",): 21658},
    substitution=SubstitutionMode.ALWAYS,
    sources=(_LIMIT, seen("TwilioDevEd/message-segment-calculator, issue 66")),
)

TOLL_FREE = replace(
    PROFILE,
    name="twilio-toll-free",
    summary="Twilio toll-free numbers in the US and Canada: segments of 152 septets or 66 code units",
    policy=Policy(reference_width=ReferenceWidth.SIXTEEN_BITS),
    sources=(
        *PROFILE.sources,
        seen("epicmessages.com/?p=1472; motopress.com/free-tools/sms-segment-calculator"),
    ),
)


class Status(ProviderWord):
    """How far a message came, in Twilio's words."""

    QUEUED = "queued", Outcome.PENDING
    SENDING = "sending", Outcome.SENT
    SENT = "sent", Outcome.SENT
    FAILED = "failed", Outcome.REJECTED  # it could not be sent
    DELIVERED = "delivered", Outcome.DELIVERED
    UNDELIVERED = "undelivered", Outcome.FAILED
    RECEIVING = "receiving", Outcome.RECEIVED
    RECEIVED = "received", Outcome.RECEIVED
    ACCEPTED = "accepted", Outcome.PENDING
    SCHEDULED = "scheduled", Outcome.PENDING
    READ = "read", Outcome.DELIVERED
    PARTIALLY_DELIVERED = "partially_delivered", Outcome.SENT
    CANCELED = "canceled", Outcome.REJECTED


class Direction(ProviderWord):
    """Which way a message went, and what sent it, in Twilio's words."""

    INBOUND = "inbound", CommonDirection.INBOUND
    OUTBOUND_API = "outbound-api", CommonDirection.OUTBOUND
    OUTBOUND_CALL = "outbound-call", CommonDirection.OUTBOUND
    OUTBOUND_REPLY = "outbound-reply", CommonDirection.OUTBOUND


class MessageType(ProviderWord):
    """How a message travelled: what stands before the colon of its addresses, or SMS and MMS by its media."""

    SMS = "sms", Channel.SMS
    MMS = "mms", Channel.MMS
    RCS = "rcs", Channel.RCS
    WHATSAPP = "whatsapp", Channel.WHATSAPP
    MESSENGER = "messenger"


_WORDS = ("channel", "segments", "charge", "currency", "sender", "recipient")
_CHANNEL, _SEGMENTS, _CHARGE, _CURRENCY, _SENDER, _RECIPIENT = map(field_index, _WORDS)


def _finish(values: list[Any], _rest: dict[str, Any], _problems: list[str]) -> None:
    """Take the channel from the addresses and the media, and the sign off the price: it is a debit."""
    number_of_media = values[-1]
    values[_CHANNEL] = MessageType.MMS if number_of_media else MessageType.SMS
    for place in (_SENDER, _RECIPIENT):
        address = values[place]
        if address and ":" in address:
            kind, _, values[place] = address.partition(":")
            values[_CHANNEL] = _TYPES.get(kind, kind)
    if charge := values[_CHARGE]:
        values[_CHARGE] = charge.copy_negate()  # a minus would round in the caller's decimal context
    if currency := values[_CURRENCY]:
        values[_CURRENCY] = currency.upper()


_TYPES = {word.value: word for word in MessageType}

MESSAGES = RecordPlan(
    "twilio",
    Record,
    what="Twilio message",
    within="messages",
    fields={
        "sid": ("id", text),
        "direction": ("direction", choices(Direction)),
        "status": ("status", choices(Status)),
        "body": ("text", text),
        "num_segments": ("segments", number_in_text),
        "price": ("charge", money),
        "price_unit": ("currency", filled),
        "from": ("sender", text),
        "to": ("recipient", text),
        "account_sid": ("account", text),
        "date_created": ("created", mail_moment),
        "date_updated": ("updated", mail_moment),
        "date_sent": ("sent", mail_moment),
        "error_code": ("error_code", code),
        "error_message": ("error_message", filled),
        "num_media": ("media_count", number_in_text),
    },
    words=(MessageType, Direction, Status),
    strict=STRICT | {"media_count"},
    finish=_finish,
)


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Twilio answers them: one, an array or a page.

    `charge` is positive, where Twilio writes a debit as a negative price. The channel is what stands before
    the colon of an address, or MMS where there are media, or SMS. Twilio names no encoding.

    Arguments and errors: `RecordPlan.read`.

    >>> page = '{"messages": [{"sid": "SM1", "body": "Hi", "num_segments": "1", "price": "-0.00750",'
    >>> page += '"price_unit": "USD", "to": "+15558675310", "direction": "outbound-api"}]}'
    >>> (message,) = read_messages(page)
    >>> message.segments, message.charge, message.currency, message.common_direction
    (1, Decimal('0.00750'), 'USD', <Direction.OUTBOUND: 'outbound'>)
    """
    return MESSAGES.read(document)
