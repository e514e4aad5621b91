"""The message to be sent, on whichever channel.

It holds what the sender wrote; nothing here judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Button", "Channel", "OutboundMessage"]


class Channel(StrEnum):
    """How a message travels."""

    SMS = "sms"
    MMS = "mms"
    WHATSAPP = "whatsapp"
    VIBER = "viber"
    RCS = "rcs"
    IMESSAGE = "imessage"
    TELEGRAM = "telegram"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under the text: its caption and where it leads."""

    caption: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """A message before it is sent. Every field but `channel` may be left out.

    Attributes:
        channel: how it shall travel.
        sender: a number, or a name where the channel allows one.
        recipients: their numbers; E.164 with or without ``+`` where the channel uses numbers.
        text: the body.
        image: address of an image.
        button: under the text.
        template: identifier of a template registered with the provider.
        variables: the template's values, by name, or in order.
        schedule: when to send; aware, or read as UTC.
        send_style: an iMessage effect, in the provider's spelling.
        media: addresses of further files.
        header: above the body, where the channel has one.
        footer: below it.
        caption: of the image.
        subject: of an MMS.

    >>> OutboundMessage(channel=Channel.SMS, text="Your code is 1234").text
    'Your code is 1234'
    """

    channel: Channel
    sender: str | None = None
    recipients: tuple[str, ...] = ()
    text: str | None = None
    image: str | None = None
    button: Button | None = None
    template: str | None = None
    variables: Mapping[str, str] | tuple[str, ...] | None = None
    schedule: datetime | None = None
    send_style: str | None = None
    media: tuple[str, ...] = ()
    header: str | None = None
    footer: str | None = None
    caption: str | None = None
    subject: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "channel", Channel(self.channel))
        for field in ("recipients", "media"):
            values = getattr(self, field)
            if isinstance(values, str):
                message = f"{field} takes several values, not one str; write ({values!r},)"
                raise TypeError(message)
            object.__setattr__(self, field, tuple(values))
