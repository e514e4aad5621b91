"""Sendblue's records: messages as its API and its webhooks tell of them.

A line here holds documented names and values; how they are read stands in `segmenter.providers.records`.

Sources: Sendblue, Messages, every model of the page (`seeds/004`); docs.sendblue.com, receiving-messages
(empty texts where there is nothing); FACTS.md section 4.3.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from ..records import (
    STRICT,
    Choices,
    Direction,
    Document,
    Plan,
    Reader,
    Record,
    choices,
    code,
    filled,
    flag,
    moment,
    place,
    text,
    texts,
)

__all__ = ["Direction", "MessageType", "SendStyle", "Service", "Status", "read_messages"]


class Status(StrEnum):
    """How far a message came."""

    REGISTERED = "REGISTERED"
    PENDING = "PENDING"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    RECEIVED = "RECEIVED"
    QUEUED = "QUEUED"
    ERROR = "ERROR"
    DECLINED = "DECLINED"
    ACCEPTED = "ACCEPTED"
    SUCCESS = "SUCCESS"


class Service(StrEnum):
    """How a message travelled: the channel of a `Record`."""

    IMESSAGE = "iMessage"
    SMS = "SMS"
    RCS = "RCS"


class MessageType(StrEnum):
    """To whom a message went: one person, or a group."""

    MESSAGE = "message"
    GROUP = "group"


class SendStyle(StrEnum):
    """The effect an iMessage is shown with."""

    CELEBRATION = "celebration"
    SHOOTING_STAR = "shooting_star"
    FIREWORKS = "fireworks"
    LASERS = "lasers"
    LOVE = "love"
    CONFETTI = "confetti"
    BALLOONS = "balloons"
    SPOTLIGHT = "spotlight"
    ECHO = "echo"
    INVISIBLE = "invisible"
    GENTLE = "gentle"
    LOUD = "loud"
    SLAM = "slam"


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
_DIRECTION, _SENDER, _RECIPIENT = map(place, ("direction", "sender", "recipient"))


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


_MESSAGES = Plan(
    Record,
    what="Sendblue message",
    within="data",
    fields=_FIELDS,
    also={
        "account_email": "accountEmail",
        **{_camel_case(key): key for key in _FIELDS if _camel_case(key) != key},
    },
    strict=STRICT | {"number", "line"},
    finish=_finish,
)


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Sendblue answers them: one, an array, a page, or what a webhook is sent.

    Keys may be in snake_case or camelCase. ``number``, the other person's, and ``sendblue_number`` stand
    for a sender or a recipient that is not named. Sendblue tells neither segments nor prices.

    Args:
        document: JSON text or UTF-8 octets; or parsed.

    Raises:
        RecordError: it is not JSON or no such document, or a value an audit stands on cannot be read;
            a `ValueError`.

    >>> (sent,) = read_messages({"is_outbound": True, "status": "QUEUED", "number": "+15551234567"})
    >>> sent.direction, sent.status, sent.recipient
    (<Direction.OUTBOUND: 'outbound'>, <Status.QUEUED: 'QUEUED'>, '+15551234567')
    """
    return _MESSAGES.read(document)
