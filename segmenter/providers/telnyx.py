"""Telnyx: its values, for long codes, toll-free numbers and names, short codes, and RCS; and its records.

A line here holds documented names and values; how records are read stands in `plans`.

Source of the records: telnyx 4.189.0, ``types/outbound_message_payload``,
``types/detail_record_list_response`` and ``types/report_list_mdrs_response``; only the first holds the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ..advice.modes import SubstitutionMode
from ..channels.messages import Channel
from ..channels.profiles import Profile
from ..core.policy import Encoding, Policy
from ..files.words import describe
from .plans import RecordPlan
from .readers import Misfit, choices, filled, locator, money, number, text, utc_moment
from .records import STRICT, Direction, Document, Outcome, ProviderWord, Record, field_index
from .standard import CHANNELS
from .values import excerpt, read

__all__ = ["MESSAGES", "PROFILE", "SHORT_CODE", "Direction", "MessageType", "Status", "read_messages"]

_PAGE = excerpt("developers.telnyx.com/docs/messaging/messages/message-encoding")

PROFILE = Profile(
    name="telnyx",
    summary="Telnyx long codes, toll-free numbers and names, and RCS",
    follows="the message encoding page: GSM-7 without Ç ¤ § € and the Greek capitals; at most 10 parts",
    channels={channel: CHANNELS[channel] for channel in (Channel.SMS, Channel.MMS, Channel.RCS)},
    policy=Policy(without="Ç¤§€\fΔΦΓΛΩΠΨΣΘΞ"),
    divides=True,
    max_segments=10,
    substitution=SubstitutionMode.STRICT,
    sources=(_PAGE, read("telnyx 4.189.0")),
)

SHORT_CODE = replace(
    PROFILE,
    name="telnyx-short-code",
    summary="Telnyx short codes: ASCII-7, else UCS-2",
    follows="the message encoding page: every ASCII character takes one unit, 160 or 153 a part",
    channels={Channel.SMS: CHANNELS[Channel.SMS]},
    policy=Policy(encodings=(Encoding.ASCII7, Encoding.UCS2)),
)


class Status(ProviderWord):
    """How far a message came, in Telnyx's words: those of messages, then those of detail records."""

    QUEUED = "queued", Outcome.PENDING
    SENDING = "sending", Outcome.SENT
    SENT = "sent", Outcome.SENT
    EXPIRED = "expired", Outcome.REJECTED  # it left the queue unsent
    SENDING_FAILED = "sending_failed", Outcome.REJECTED
    DELIVERY_UNCONFIRMED = "delivery_unconfirmed", Outcome.SENT
    DELIVERED = "delivered", Outcome.DELIVERED
    DELIVERY_FAILED = "delivery_failed", Outcome.FAILED
    READ = "read", Outcome.DELIVERED
    WEBHOOK_DELIVERED = "webhook_delivered", Outcome.RECEIVED
    GW_TIMEOUT = "gw_timeout", Outcome.REJECTED
    DLR_UNCONFIRMED = "dlr_unconfirmed", Outcome.SENT
    DLR_TIMEOUT = "dlr_timeout", Outcome.SENT
    RECEIVED = "received", Outcome.RECEIVED
    GW_REJECT = "gw_reject", Outcome.REJECTED
    FAILED = "failed", Outcome.FAILED


class MessageType(StrEnum):
    """How a message travels, in Telnyx's words: the channel of a `Record`."""

    SMS = "SMS"
    MMS = "MMS"
    RCS = "RCS"
    WHATSAPP = "WHATSAPP"


def _party(value: object) -> tuple[str | None, object]:
    """Read a number and what came of the message to it: from text, or from the object that has both."""
    if isinstance(value, Mapping):
        named = value.get("phone_number")
        return (None if named is None else text(named)), value.get("status")
    return text(value), None


def _parties(value: object) -> tuple[tuple[str | None, object], ...]:
    return tuple(map(_party, value)) if isinstance(value, list | tuple) else (_party(value),)


def _cost(value: object) -> tuple[Decimal | None, str | None]:
    """Read an amount and its currency: from text, or from the object that has both."""
    if isinstance(value, Mapping):
        amount, currency = value.get("amount"), value.get("currency")
        return (None if amount is None else money(amount)), (None if currency is None else text(currency))
    return money(value), None


def _carrier_fee(value: object) -> tuple[Decimal | None, str | None]:
    """Read the carriers' fee of a breakdown of costs."""
    if not isinstance(value, Mapping):
        raise Misfit(f"{describe(value)} is not an object")
    fee = value.get("carrier_fee")
    return (None, None) if fee is None else _cost(fee)


def _parts(value: object) -> int:
    """Read a count; reports write it with a point, as 2.0."""
    if isinstance(value, float) and value.is_integer():
        return number(int(value))
    if isinstance(value, Decimal) and abs(value) < _MANY and value == int(value):
        return number(int(value))
    return number(value)


def _errors(value: object) -> tuple[object, ...]:
    """Read what went wrong: an array of codes, or of objects that have one."""
    if isinstance(value, list | tuple):
        return tuple(item.get("code") if isinstance(item, Mapping) else item for item in value)
    raise Misfit(f"{describe(value)} is not an array")


_MANY = 1 << 53
_NAMES = ("status", "charge", "fees", "currency", "sender", "recipient", "participants", "error_code")
_STATUS, _CHARGE, _FEES, _CURRENCY, _SENDER, _RECIPIENT, _PARTICIPANTS, _ERROR = map(field_index, _NAMES)
_STATUSES = choices(Status, **{word.value.upper(): word for word in Status})


def _finish(values: list[Any], rest: dict[str, Any], _problems: list[str]) -> None:
    """Take numbers, status, costs and the first error out of the objects that hold them."""
    sender, recipients, cost, fee, errors = values[-5:]
    if sender:
        values[_SENDER] = sender[0]
    numbers = [number for number, _ in recipients or () if number]
    if len(numbers) == 1:
        values[_RECIPIENT] = numbers[0]
    elif numbers:
        values[_PARTICIPANTS] = tuple(numbers)
    statuses = {status for _, status in recipients or () if isinstance(status, str)}
    if values[_STATUS] is None and len(statuses) == 1:
        (status,) = statuses
        values[_STATUS] = _STATUSES.get(status, status)
    for amount, place in ((cost, _CHARGE), (fee, _FEES)):
        if amount is not None and amount[0] is not None:
            values[place] = amount[0]
            values[_CURRENCY] = values[_CURRENCY] or amount[1]
    if errors:
        values[_ERROR] = errors[0] if isinstance(errors[0], str | int) else None
        if len(errors) > 1:
            rest["errors"] = errors


MESSAGES = RecordPlan(
    "telnyx",
    Record,
    what="Telnyx message",
    within="data",
    fields={
        "id": ("id", text),
        "type": ("channel", choices(MessageType)),
        "direction": ("direction", choices(Direction)),
        "status": ("status", _STATUSES),
        "text": ("text", text),
        "parts": ("segments", _parts),
        "encoding": ("encoding", choices(Encoding, **{"UTF-16": Encoding.UCS2})),
        "carrier_fee": ("fees", money),
        "currency": ("currency", filled),
        "mcc": ("mcc", locator),
        "mnc": ("mnc", locator),
        "country_code": ("country", filled),
        "user_id": ("account", text),
        "received_at": ("created", utc_moment),
        "completed_at": ("updated", utc_moment),
        "sent_at": ("sent", utc_moment),
        "from": ("from_party", _party),
        "to": ("to_parties", _parties),
        "cost": ("whole_cost", _cost),
        "cost_breakdown": ("fee_of_cost", _carrier_fee),
        "errors": ("errors", _errors),
    },
    also={
        "uuid": "id",
        "message_type": "type",
        "created_at": "received_at",
        "cli": "from",
        "cld": "to",
    },
    words=(MessageType, Status),
    strict=STRICT | {"from_party", "to_parties", "whole_cost", "fee_of_cost"},
    fees_in_charge=True,
    finish=_finish,
)


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Telnyx answers them: one, an array or a page; or its detail records, without texts.

    `charge` is the whole cost, with the carriers' fee, which `fees` has besides. What came of a message to
    several recipients differs; `status` is then `None`, and `participants` has their numbers. Whether smart
    encoding replaced characters is in `extra`.

    Arguments and errors: `RecordPlan.read`.

    >>> answer = '{"data": {"id": "40385f64", "text": "Hi", "parts": 1, "cost": {"amount": "0.0051",'
    >>> answer += '"currency": "USD"}, "to": [{"phone_number": "+18665550001", "status": "delivered"}]}}'
    >>> (message,) = read_messages(answer)
    >>> message.recipient, message.status, message.charge, message.currency
    ('+18665550001', <Status.DELIVERED: 'delivered'>, Decimal('0.0051'), 'USD')
    """
    return MESSAGES.read(document)
