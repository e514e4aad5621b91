"""Infobip: its values and its records.

A line here holds documented names and values; how records are read stands in `plans`.

Source of the records: infobip-api-python-client 6.0.0, the models ``SmsLogsResponse`` and
``SmsDeliveryResult``.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Context
from typing import Any

from ..channels.messages import Channel
from ..channels.profiles import Profile
from .plans import RecordPlan
from .readers import choices, code, filled, locator, money, number, text, utc_moment
from .records import STRICT, Document, Outcome, ProviderWord, Record, field_index, set_network
from .standard import CHANNELS
from .values import at_most, read, seen

__all__ = ["MESSAGES", "PROFILE", "Status", "read_messages"]

_SDK = read("infobip-api-python-client 6.0.0")

PROFILE = Profile(
    name="infobip",
    summary="Infobip SMS and Viber",
    follows="the language pages: Turkish, Spanish and Portuguese shift tables on request",
    partial=(
        "shift tables are asked for message by message: allow them with a policy; no length of an SMS is "
        "stated; transliteration, where a message asks for it, changes the text first: TURKISH, GREEK, "
        "CYRILLIC, SERBIAN_CYRILLIC, BULGARIAN_CYRILLIC, CENTRAL_EUROPEAN, BALTIC, NON_UNICODE or ALL"
    ),
    channels={
        Channel.SMS: CHANNELS[Channel.SMS],
        Channel.VIBER: replace(
            CHANNELS[Channel.VIBER],
            limits=(
                at_most("text", 1000, _SDK),
                at_most("text", 85, _SDK, beside="options", note="above a list"),
                at_most("button.caption", 30, _SDK),
                at_most("options", 50, _SDK, note="a list's row"),
                at_most("cards", 38, _SDK, note="a carousel's card"),
            ),
            min_options=2,
            max_options=5,
        ),
    },
    sources=(
        _SDK,
        seen("infobip.com/docs/sms/language"),
        seen("infobip.com/docs/essentials/api-essentials/national-language-shift"),
    ),
)


class Status(ProviderWord):
    """How far a message came: the groups of Infobip's statuses."""

    ACCEPTED = "ACCEPTED", Outcome.PENDING
    PENDING = "PENDING", Outcome.PENDING
    UNDELIVERABLE = "UNDELIVERABLE", Outcome.FAILED
    DELIVERED = "DELIVERED", Outcome.DELIVERED
    EXPIRED = "EXPIRED", Outcome.FAILED
    REJECTED = "REJECTED", Outcome.REJECTED


_WORDS = ("segments", "charge", "error_code", "error_message")
_SEGMENTS, _CHARGE, _ERROR, _ERROR_MESSAGE = map(field_index, _WORDS)
_EXACT = Context(prec=200)  # the caller's own decimal context must not round


def _finish(values: list[Any], rest: dict[str, Any], problems: list[str]) -> None:
    """Multiply the price of one part by the parts, and divide the network's code."""
    price, network = values[-2:]
    segments = values[_SEGMENTS]
    if price is not None:
        if segments is None:
            rest["price"] = {**rest.get("price", {}), "pricePerMessage": price}
        else:
            values[_CHARGE] = _EXACT.multiply(price, segments)
    if network and network != "null":
        set_network(network, "mccMnc", values, rest, problems)
    if values[_ERROR] == 0:  # the code of "No Error"
        values[_ERROR] = values[_ERROR_MESSAGE] = None


MESSAGES = RecordPlan(
    "infobip",
    Record,
    what="Infobip message",
    within="results",
    fields={
        "messageId": ("id", text),
        "sender": ("sender", text),
        "destination": ("recipient", text),
        "sentAt": ("sent", utc_moment),
        "doneAt": ("updated", utc_moment),
        "messageCount": ("segments", number),
        "price": {"pricePerMessage": ("price_of_part", money), "currency": ("currency", filled)},
        "status": {"groupName": ("status", choices(Status))},
        "error": {"id": ("error_code", code), "description": ("error_message", filled)},
        "content": {"text": ("text", text)},
        "mccMnc": ("mccmnc", locator),
    },
    also={"to": "destination", "from": "sender", "smsCount": "messageCount"},
    words=(Status,),
    strict=STRICT | {"price_of_part", "mccmnc"},
    finish=_finish,
)


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Infobip answers them: one, an array, a page of logs or of delivery reports.

    `charge` is the price of one part by the parts. Delivery reports have no text. A language or a
    transliteration that the sender asked for is in `extra`, under ``content``.

    Arguments and errors: `RecordPlan.read`.

    >>> page = '{"results": [{"messageId": "1688", "destination": "41793026727", "messageCount": 2,'
    >>> page += '"price": {"pricePerMessage": 0.0049, "currency": "EUR"}, "content": {"text": "Hi"}}]}'
    >>> (message,) = read_messages(page)
    >>> message.segments, message.charge, message.currency, message.text
    (2, Decimal('0.0098'), 'EUR', 'Hi')
    """
    return MESSAGES.read(document)
