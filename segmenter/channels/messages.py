"""The message to be sent, on any channel.

It holds what the sender wrote; nothing here judges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..core.counting import exact_text, text_remedy
from ..core.results import accepted, plain_fields
from ..spelling import Spelled

__all__ = ["LISTED", "Button", "Channel", "MessageKind", "OutboundMessage"]


class Channel(Spelled, StrEnum):
    """How a message travels."""

    SMS = "sms"
    MMS = "mms"
    WHATSAPP = "whatsapp"
    VIBER = "viber"
    RCS = "rcs"
    IMESSAGE = "imessage"
    TELEGRAM = "telegram"
    LINE = "line"
    MESSENGER = "messenger"
    CELL_BROADCAST = "cell-broadcast"


class MessageKind(Spelled, StrEnum):
    """What a message is for; WhatsApp's limits depend on it."""

    TEMPLATE = "template"
    FREE_FORM = "free-form"
    AUTHENTICATION = "authentication"


LISTED = ("suggestions", "options", "option_descriptions", "cards")
"""Fields that hold several texts, each with the same limit."""


@accepted
@dataclass(frozen=True, slots=True)
class Button:
    """A button under the text: its caption and where it leads."""

    caption: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        _keep_exact(self, ("caption", "url"))

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name."""
        return plain_fields(self)

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        return dict.fromkeys(("caption?", "url?"), (str, None))


@accepted
@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """A message before it is sent. Every field but `channel` may be left out.

    Attributes:
        channel: how it should travel; accepted in any spelling, such as ``"SMS"``.
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
        title: of a rich card.
        description: of a rich card.
        suggestions: what RCS offers as answers.
        list_button: what opens a list, where the channel has lists.
        options: the rows of a list, or of a poll.
        option_descriptions: the text under each row.
        cards: the texts of a carousel's cards.
        kind: what the message is for, where that matters.

    >>> OutboundMessage(channel=Channel.SMS, text="Your code is 1234").text
    'Your code is 1234'
    """

    channel: Channel
    sender: str | None = None
    recipients: Sequence[str] = ()
    text: str | None = None
    image: str | None = None
    button: Button | None = None
    template: str | None = None
    variables: Mapping[str, str] | Sequence[str] | None = None
    schedule: datetime | None = None
    send_style: str | None = None
    media: Sequence[str] = ()
    header: str | None = None
    footer: str | None = None
    caption: str | None = None
    subject: str | None = None
    title: str | None = None
    description: str | None = None
    suggestions: Sequence[str] = ()
    kind: MessageKind | None = None
    list_button: str | None = None
    options: Sequence[str] = ()
    option_descriptions: Sequence[str] = ()
    cards: Sequence[str] = ()

    if TYPE_CHECKING:  # what is accepted is wider than what is kept

        def __init__(
            self,
            *,
            channel: Channel | str,
            sender: str | None = None,
            recipients: Sequence[str] = (),
            text: str | None = None,
            image: str | None = None,
            button: Button | None = None,
            template: str | None = None,
            variables: Mapping[str, str] | Sequence[str] | None = None,
            schedule: datetime | None = None,
            send_style: str | None = None,
            media: Sequence[str] = (),
            header: str | None = None,
            footer: str | None = None,
            caption: str | None = None,
            subject: str | None = None,
            title: str | None = None,
            description: str | None = None,
            suggestions: Sequence[str] = (),
            kind: MessageKind | str | None = None,
            list_button: str | None = None,
            options: Sequence[str] = (),
            option_descriptions: Sequence[str] = (),
            cards: Sequence[str] = (),
        ) -> None: ...

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        from ..core.inputs import chosen_from

        return (
            {"channel": chosen_from(Channel)}
            | {f"{field}?": (str, None) for field in _TEXTS}
            | {f"{field}?": [str] for field in ("recipients", "media", *LISTED)}
            | {"button?": (Button, None), "variables?": ({"*": str}, [str], None)}
            | {"schedule?": (datetime, None), "kind?": (chosen_from(MessageKind), None)}
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "channel", Channel(self.channel))
        if self.kind is not None:
            object.__setattr__(self, "kind", MessageKind(self.kind))
        for field in ("recipients", "media", *LISTED):
            object.__setattr__(self, field, _strings(field, getattr(self, field)))
        if self.variables is not None and not isinstance(self.variables, Mapping):
            object.__setattr__(self, "variables", _strings("variables", self.variables))
        _keep_exact(self, _TEXTS)
        _expect("button", self.button, Button)
        _expect("schedule", self.schedule, datetime)
        if isinstance(self.variables, Mapping):
            named = {
                name: exact_text(value, f"variables[{name!r}]") for name, value in self.variables.items()
            }
            object.__setattr__(self, "variables", named)


_TEXTS = (
    *("sender", "text", "image", "template", "send_style"),
    *("header", "footer", "caption", "subject", "title", "description", "list_button"),
)


def _keep_exact(message: object, fields: Iterable[str]) -> None:
    """Have these fields hold a `str` and no kind of it, or `None`."""
    for field in fields:
        value = getattr(message, field)
        if value is not None and type(value) is not str:
            _expect(field, value, str)
            object.__setattr__(message, field, exact_text(value))


def _strings(field: str, values: object) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        message = f"{field} takes several str, such as a list of them, not {values!r} alone"
        raise TypeError(message)
    several = list(values)
    for place, value in enumerate(several):
        if type(value) is not str:
            several[place] = exact_text(value, f"{field}[{place}]")
    return tuple(several)


def _expect(field: str, value: object, kind: type) -> None:
    if value is not None and not isinstance(value, kind):
        remedy = text_remedy(value) if kind is str else ""
        message = f"{field} must be a {kind.__name__} or None, not {type(value).__name__}{remedy}"
        raise TypeError(message)
