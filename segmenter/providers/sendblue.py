"""Sendblue: its values, iMessage that may be downgraded to SMS, its records and its requests.

A line here holds documented names and values; how they are read stands in `plans` and `requests`.

Sources: Sendblue, Messages, every model of the page (`seeds/004`); docs.sendblue.com, receiving-messages
(empty texts where there is nothing); FACTS.md section 4.3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from ..channels.findings import Severity
from ..channels.messages import Channel
from ..channels.profiles import ChannelRules, Profile
from ..files.words import describe
from .plans import RecordPlan
from .readers import Choices, Misfit, Reader, choices, code, filled, flag, moment, text, texts
from .records import STRICT, Direction, Document, Outcome, ProviderWord, Record, field_index
from .requests import ONE_STAND_IN, RequestKey, RequestPlan, only_one, with_keys
from .values import E164, SendStyle, at_most, every, seen, unverified

__all__ = [
    "MESSAGES",
    "MESSAGE_REQUESTS",
    "PROFILE",
    "Direction",
    "MessageType",
    "SendStyle",
    "Service",
    "Status",
    "read_messages",
]

_COMBINATIONS = every("text", "image", "media")
_PASSED_AROUND = unverified("passed around; found on no page of Sendblue")

PROFILE = Profile(
    name="sendblue",
    summary="Sendblue iMessage, with SMS where the recipient has no iMessage",
    follows="the messages document, API v2; it gives no length of a text",
    partial="sizes of media (iMessage 100 MB, SMS 5 MB) cannot be seen; limits a day differ by plan",
    channels={
        Channel.IMESSAGE: ChannelRules(
            combinations=_COMBINATIONS,
            limits=(at_most("text", 18_996, _PASSED_AROUND, severity=Severity.WARNING),),
            required=("recipients",),
            recipient=E164,
        ),
        **dict.fromkeys(
            (Channel.SMS, Channel.RCS),
            ChannelRules(combinations=_COMBINATIONS, required=("recipients",), recipient=E164),
        ),
    },
    max_recipients=1,
    downgrades={Channel.IMESSAGE: Channel.SMS},
    send_styles=frozenset(SendStyle),
    sources=(
        seen("Sendblue, Messages, API v2 (document in hand)"),
        seen("docs.sendblue.com/getting-started/sending-messages"),
    ),
)


class Status(ProviderWord):
    """How far a message came, in Sendblue's words."""

    REGISTERED = "REGISTERED", Outcome.PENDING
    PENDING = "PENDING", Outcome.PENDING
    SENT = "SENT", Outcome.SENT
    DELIVERED = "DELIVERED", Outcome.DELIVERED
    RECEIVED = "RECEIVED", Outcome.RECEIVED
    QUEUED = "QUEUED", Outcome.PENDING
    ERROR = "ERROR", Outcome.FAILED
    DECLINED = "DECLINED", Outcome.REJECTED
    ACCEPTED = "ACCEPTED", Outcome.PENDING
    SUCCESS = "SUCCESS", Outcome.SENT


class Service(StrEnum):
    """How a message travelled, in Sendblue's words: the channel of a `Record`."""

    IMESSAGE = "iMessage"
    SMS = "SMS"
    RCS = "RCS"


class MessageType(StrEnum):
    """To whom a message went: one person, or a group."""

    MESSAGE = "message"
    GROUP = "group"


def _direction(value: object) -> Direction:
    if value is True:
        return Direction.OUTBOUND
    flag(value)  # or it is neither
    return Direction.INBOUND


_FIELDS: dict[str, tuple[str, Reader | Choices]] = {
    "message_handle": ("id", text),
    "service": ("channel", choices(Service)),
    "is_outbound": ("direction", _direction),
    "status": ("status", choices(Status)),
    "content": ("text", text),
    "from_number": ("sender", text),
    "to_number": ("recipient", text),
    "accountEmail": ("account", text),
    "date_created": ("created", moment),
    "date_updated": ("updated", moment),
    "date_sent": ("sent", moment),
    "error_code": ("error_code", code),
    "error_message": ("error_message", filled),
    "media_url": ("media", texts),
    "send_style": ("send_style", choices(SendStyle)),
    "was_downgraded": ("was_downgraded", flag),
    "message_type": ("message_type", choices(MessageType)),
    "group_id": ("group", filled),
    "participants": ("participants", texts),
    # The other person's number and the account's own, whichever of them sent.
    "number": ("number", text),
    "sendblue_number": ("line", text),
}
_DIRECTION, _SENDER, _RECIPIENT = map(field_index, ("direction", "sender", "recipient"))


def _camel_case(key: str) -> str:
    first, *others = key.split("_")
    return first + "".join(map(str.capitalize, others))


def _finish(values: list[Any], rest: dict[str, Any], _problems: list[str]) -> None:
    """Let the other person's number and the account's own stand for a sender or recipient not named."""
    number, line = values[-2:]
    if number is None and line is None:
        return
    sender, recipient = (number, line) if values[_DIRECTION] is Direction.INBOUND else (line, number)
    values[_SENDER] = values[_SENDER] or sender
    values[_RECIPIENT] = values[_RECIPIENT] or recipient
    ends = (values[_SENDER], values[_RECIPIENT])
    if number and number not in ends:
        rest["number"] = number
    if line and line not in ends:
        rest["sendblue_number"] = line


MESSAGES = RecordPlan(
    "sendblue",
    Record,
    what="Sendblue message",
    within="data",
    fields=_FIELDS,
    also={
        "account_email": "accountEmail",
        **{_camel_case(key): key for key in _FIELDS if _camel_case(key) != key},
    },
    words=(Service, Status),
    strict=STRICT | {"number", "line"},
    finish=_finish,
)


def _agreed(value: object) -> bool:
    if value is not True:
        raise Misfit(f"{describe(value)} is not true", "leave it out")
    return True


MESSAGE_REQUESTS = RequestPlan(
    reads={
        "from_number": RequestKey(field="sender"),
        "number": RequestKey(
            field="recipients",
            read=only_one,
            required="give the recipient's number, in E.164 form",
            stand_in=ONE_STAND_IN,
        ),
        "content": RequestKey(field="text"),
        "media_url": RequestKey(field="media", read=only_one, stand_in=ONE_STAND_IN),
        "send_style": RequestKey(field="send_style", stand_in=None),
    },
    provider="sendblue",
    others={
        "status_callback": text,
        "seat_id": text,
        "pre_reply_override": _agreed,
        "reply_to": with_keys("message_handle"),
        "app_card": with_keys(),
    },
    sent_alone=frozenset({"app_card"}),
    channel_of=lambda _: Channel.IMESSAGE,
)
"""The bodies of ``POST /api/send-message``. A message goes as iMessage, or as SMS where that is not possible.

Source: docs.sendblue.com/getting-started/sending-messages; the packages sendblue 1.33.0 (PyPI) and 3.17.0
(npm).
"""


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Sendblue answers them: one, an array, a page, or what a webhook is sent.

    Keys may be in snake_case or camelCase. ``number``, the other person's, and ``sendblue_number`` stand
    for a sender or a recipient that is not named. Sendblue reports neither segments nor prices.

    Arguments and errors: `RecordPlan.read`.

    >>> (sent,) = read_messages({"is_outbound": True, "status": "QUEUED", "number": "+15551234567"})
    >>> sent.direction, sent.status, sent.recipient
    (<Direction.OUTBOUND: 'outbound'>, <Status.QUEUED: 'QUEUED'>, '+15551234567')
    """
    return MESSAGES.read(document)
