"""Messages: the options that describe one message, for every command that judges or sends one.

It must not know what is right or wrong about a message, or where it goes.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from . import inputs, policies
from .values import add_named

if TYPE_CHECKING:
    from datetime import datetime

    from ..channels.messages import Channel, OutboundMessage
    from ..channels.profiles import Profile

__all__ = ["CHANNELS", "OPTIONS", "add_options", "default_channel", "message_of", "moment", "now_of"]

CHANNELS = "sms, mms, whatsapp, viber, rcs, imessage, telegram, cell-broadcast, line, messenger"
OPTIONS = {
    "sender": ("--from", "NAME", "the sender: a number or a name"),
    "recipients": ("--to", "NUMBER", "a recipient; repeatable"),
    "image": ("--image", "URL", "an image"),
    "media": ("--media", "URL", "another file; repeatable"),
    "caption": ("--caption", "TEXT", "the image's caption"),
    "header": ("--header", "TEXT", "the text above"),
    "footer": ("--footer", "TEXT", "the text below"),
    "subject": ("--subject", "TEXT", "the subject of an MMS"),
    "title": ("--title", "TEXT", "of a rich card"),
    "description": ("--description", "TEXT", "of a rich card"),
    "suggestions": ("--suggestion", "TEXT", "an answer that RCS suggests; repeatable"),
    "list_button": ("--list-button", "TEXT", "the words that open a list"),
    "options": ("--option", "TEXT", "a row of a list; repeatable"),
    "option_descriptions": ("--option-description", "TEXT", "the text under a row; repeatable"),
    "cards": ("--card", "TEXT", "the text of a carousel's card; repeatable"),
    "kind": ("--kind", "KIND", "template, free-form or authentication"),
    "send_style": ("--send-style", "STYLE", "an iMessage effect"),
    "template": ("--template", "ID", "a template registered with the provider"),
    "button_caption": ("--button-caption", "TEXT", "the words on a button"),
    "button_url": ("--button-url", "URL", "the address a button opens"),
}
"""Options whose value goes into a message unchanged, by destination."""
_LISTS = ("recipients", "media", "suggestions", "options", "option_descriptions", "cards")
_BUTTON = ("button_caption", "button_url")


def add_options(parser: ArgumentParser) -> None:
    """Add the options that describe a message."""
    group = parser.add_argument_group("message", "The text may also come from standard input:")
    policies.add_channel(group, f"{CHANNELS} (default: sms, if the profile has it)")
    group.add_argument("--text", metavar="TEXT", help="the same as TEXT")
    inputs.add_files(group, "read the text from PATH")
    inputs.add_line_break(group, "text")
    for field, (option, metavar, words) in OPTIONS.items():
        many: dict[str, Any] = {"action": "append", "default": []} if field in _LISTS else {}
        read = _kind if field == "kind" else inputs.argument_text
        group.add_argument(option, dest=field, type=read, metavar=metavar, help=words, **many)
    add_named(group, "--variable", "NAME=VALUE", "a variable of the template", dest="variables")
    group.add_argument(
        "--schedule", type=moment, metavar="TIME", help="when to send, ISO 8601; UTC unless it has an offset"
    )


def message_of(arguments: Namespace, profile: Profile) -> tuple[OutboundMessage, str]:
    """Return the message that the options describe, and a note about its text.

    Raises:
        ArgumentTypeError: there are several texts, or none.
    """
    from ..channels.messages import Button, OutboundMessage

    text, note = _text(arguments)
    button = [getattr(arguments, field) for field in _BUTTON]
    message = OutboundMessage(
        channel=arguments.channel or default_channel(profile),
        text=text,
        button=Button(*button) if any(part is not None for part in button) else None,
        variables=arguments.variables or None,
        schedule=arguments.schedule,
        **{field: getattr(arguments, field) for field in OPTIONS if field not in _BUTTON},
    )
    return message, note


def default_channel(profile: Profile) -> Channel:
    """Return SMS, or the first channel the profile has."""
    from ..channels.messages import Channel

    return Channel.SMS if Channel.SMS in profile.channels else next(iter(profile.channels))


def _text(arguments: Namespace) -> tuple[str | None, str]:
    """Return the text and a note about it; None where other parts make the message."""
    texts = arguments.texts + [arguments.text] * (arguments.text is not None)
    others = arguments.image or arguments.media or arguments.template
    if others and not texts and not arguments.files:
        return None, ""
    given = inputs.one_text(texts, arguments.files, arguments.input_encoding, "text")
    return inputs.without_line_break(*given, drop=arguments.drop_line_break)


def now_of(given: datetime | None) -> datetime:
    """Return the time that is given, in UTC unless it has an offset, or else the present one."""
    from datetime import UTC, datetime

    if given is None:
        return datetime.now(UTC).replace(microsecond=0)
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def moment(words: str) -> datetime:
    """Return an ISO 8601 date and time, or raise the error of an argument."""
    from ..providers.readers import Misfit
    from ..providers.requests import iso_moment

    try:
        return iso_moment(words)
    except Misfit as error:
        raise ArgumentTypeError(f"{words!r} is not a date and time; {error.remedy}") from None


def _kind(words: str) -> str:
    from ..channels.messages import MessageKind

    kind = words.lower().replace("_", "-")
    if kind not in list(MessageKind):
        raise ArgumentTypeError(f"unknown kind {words!r}; the kinds are {', '.join(MessageKind)}")
    return kind
