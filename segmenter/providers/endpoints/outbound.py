"""Outbound: a message as this project has it, made into the call that sends it.

A field that a provider's body cannot carry is refused, not left out. Whether it is right is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC
from typing import Any, Final

from ...channels.messages import OutboundMessage
from .. import PROVIDERS
from ..dexatel.profile import CHANNEL_NAMES
from ..records import Record
from .calls import Call, CallError, call_of

__all__ = ["call_for"]


def call_for(provider: str, message: OutboundMessage, more: Mapping[str, Any] | None = None) -> Call[Record]:
    """Return the call that sends a message.

    Args:
        provider: ``dexatel``, ``wavix`` or ``sendblue``.
        message: to be sent.
        more: further fields of the provider's body, in its spelling.

    Raises:
        CallError: the provider's body cannot carry the message, or a further field is not one of it.

    >>> message = OutboundMessage(channel="imessage", text="Hi", recipients=["+15550100002"])
    >>> call_for("sendblue", message).body()
    {'number': '+15550100002', 'content': 'Hi'}
    """
    carried, make = _BODIES[provider]
    for field in fields(message):
        if getattr(message, field.name) not in (None, (), "") and field.name not in carried:
            remedy = f"it has {', '.join(sorted(carried))}"
            raise CallError(f"a message of {provider} has no {field.name}", remedy)
    given = {name: value for name, value in make(message).items() if value not in (None, "")}
    further = dict(more or {})
    for name in further:
        if name in given:
            raise CallError("is given twice, by an option of its own too", "give it once", key=name)
    return call_of(provider, "send", {**given, **further}, PROVIDERS[provider].record_plan())


def _single(values: tuple[str, ...], what: str) -> str | None:
    if len(values) > 1:
        raise CallError(f"{len(values)} {what} are given", "the provider takes one in a request")
    return values[0] if values else None


def _dexatel(message: OutboundMessage) -> dict[str, Any]:
    names = {channel: name for name, channel in CHANNEL_NAMES.items()}
    if message.channel not in names:
        raise CallError(f"dexatel has no channel {message.channel}", f"it has {', '.join(names)}")
    variables = message.variables
    if isinstance(variables, Mapping):
        variables = tuple(variables.values())
    button, schedule = message.button, message.schedule
    return {
        "from": message.sender or "",
        "to": list(message.recipients),
        "channel": names[message.channel],
        "text": message.text,
        "image": message.image,
        "caption": message.caption,
        "button": button and {"caption": button.caption or "", "url": button.url or ""},
        "template": message.template,
        "variables": None if variables is None else list(variables),
        "schedule": schedule
        and (schedule if schedule.tzinfo else schedule.replace(tzinfo=UTC))
        .astimezone(UTC)
        .strftime("%Y-%m-%d %H:%M:%S"),
    }


def _wavix(message: OutboundMessage) -> dict[str, Any]:
    media = [*([message.image] if message.image else []), *message.media]
    return {
        "from": message.sender,
        "to": _single(tuple(message.recipients), "recipients"),
        "message_body": {"text": message.text or "", "media": media or None},
    }


def _sendblue(message: OutboundMessage) -> dict[str, Any]:
    media = (*([message.image] if message.image else []), *message.media)
    return {
        "number": _single(tuple(message.recipients), "recipients"),
        "from_number": message.sender,
        "content": message.text,
        "media_url": _single(media, "files"),
        "send_style": message.send_style,
    }


_COMMON: Final = frozenset({"channel", "sender", "recipients", "text", "image"})
_BODIES: Final[Mapping[str, tuple[frozenset[str], Callable[[OutboundMessage], dict[str, Any]]]]] = {
    "dexatel": (_COMMON | {"caption", "button", "template", "variables", "schedule"}, _dexatel),
    "wavix": (_COMMON | {"media"}, _wavix),
    "sendblue": (_COMMON | {"media", "send_style"}, _sendblue),
}
"""Per provider, the fields of a message that its body carries, and what makes the body's fields of them."""
