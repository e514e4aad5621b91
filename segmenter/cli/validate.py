"""``segmenter validate``: whether a channel and a provider will take a message, and why not.

Makes a message of options or of a JSON body, and joins it to its check and its looks; it judges nothing.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any, NamedTuple

from . import inputs, outputs, policies
from .forms import Form, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from ..channels.findings import Finding, Validation
    from ..channels.messages import Channel, OutboundMessage
    from ..channels.profiles import Profile

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Say whether a channel and a provider will take a message, and why not."
EPILOG = """\
examples:
  segmenter validate "Your code is 8841"
  segmenter validate --channel viber --file offer.txt --image https://a.b/c.png
  segmenter validate --profile dexatel --from Acme --to 37491000000 "Hello"
  segmenter validate --profile dexatel --body request.json --format json
  echo '{"channel": "rcs", "text": "Hi"}' | segmenter validate --body -

A body is JSON. For a profile whose provider's request bodies are known, such as
dexatel, it has that provider's form; for any other it is an object with fields
among channel, sender, recipients, text, image, button {caption, url}, template,
variables, schedule, send_style, media, header, footer, caption and subject.
Encoding options left out are the profile's. `segmenter profiles` lists these.
exit code: 0 if the message fits; 1 if a finding is an error; 2 for wrong usage,
an unreadable file or an unknown profile.
"""

_CHANNELS = "sms, mms, whatsapp, viber, rcs, imessage, telegram, line"
_OPTIONS = {
    "sender": ("--from", "NAME", "the sender: a number, or a name"),
    "recipients": ("--to", "NUMBER", "a recipient; may be repeated"),
    "image": ("--image", "URL", "address of an image"),
    "media": ("--media", "URL", "address of a further file; may be repeated"),
    "caption": ("--caption", "TEXT", "of the image"),
    "header": ("--header", "TEXT", "above the text"),
    "footer": ("--footer", "TEXT", "below the text"),
    "subject": ("--subject", "TEXT", "of an MMS"),
    "send_style": ("--send-style", "STYLE", "an iMessage effect"),
    "template": ("--template", "ID", "a template registered with the provider"),
}
"""Fields of a message that an option gives as it stands."""
_LISTS = ("recipients", "media")
_BUTTON = {"caption": "what is written on a button", "url": "where the button leads"}


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="the text; - reads it from standard input")
    _add_message_options(parser)
    group = parser.add_argument_group("body", "In place of a message of options:")
    group.add_argument("--body", metavar="PATH", help="read the message as JSON; - is standard input")
    group.add_argument("--campaign", action="store_true", help="the body is one of a campaign, not a message")
    group = parser.add_argument_group("rules")
    group.add_argument(
        "--profile",
        metavar="NAME",
        help="whose rules: a built-in profile, one of yours in pyproject.toml, or a FILE.toml "
        "(default: standard)",
    )
    group.add_argument(
        "--now",
        type=moment,
        metavar="TIME",
        help="what a schedule must come after (default: the current time)",
    )
    policies.add_options(parser)
    parser.set_defaults(reference=None)  # or it could not be told from one that was asked for
    parser.add_argument_group("output").add_argument(
        "--format",
        choices=("text", "json", "jsonl"),
        default="text",
        help="text for people (the default), or an object on one line for programs",
    )


def _add_message_options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("message", "The text may also come from standard input:")
    group.add_argument(
        "--channel", type=str.lower, metavar="NAME", help=f"{_CHANNELS} (default: sms, if the profile has it)"
    )
    group.add_argument("--text", metavar="TEXT", help="the text, as TEXT")
    group.add_argument("-f", "--file", metavar="PATH", help="read the text from PATH, as it stands")
    group.add_argument(
        "--input-encoding",
        default="utf-8",
        metavar="NAME",
        help="encoding of files and standard input (default: utf-8)",
    )
    for field, (option, metavar, words) in _OPTIONS.items():
        if field in _LISTS:
            group.add_argument(
                option, dest=field, type=_words, action="append", default=[], metavar=metavar, help=words
            )
        else:
            group.add_argument(option, dest=field, type=_words, metavar=metavar, help=words)
    group.add_argument(
        "--variable",
        dest="variables",
        type=_variable,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a variable of the template; may be repeated",
    )
    for field, words in _BUTTON.items():
        group.add_argument(f"--button-{field}", type=_words, metavar="TEXT", help=words)
    group.add_argument(
        "--schedule", type=moment, metavar="TIME", help="when to send, ISO 8601; UTC where no offset is given"
    )


def run(arguments: Namespace) -> int:
    """Validate the message that the options or the body describe."""
    profile = _profile(arguments.profile)
    answer = (_of_options if arguments.body is None else _of_body)(arguments, profile)
    outputs.write([_written(answer, profile, arguments.format)])
    return 0 if answer.validation.fits else 1


class _Answer(NamedTuple):
    """What came of a message: its findings, what it is called, and its texts by field."""

    validation: Validation
    name: str
    text_of: Callable[[str], str | None]
    note: str = ""


def _written(answer: _Answer, profile: Profile, style: str) -> str:
    from ..report.findings import Subject, validation_json, validation_text

    if style != "text":
        return validation_json(answer.validation, ascii_only=not outputs.output_is_utf8())
    subject = Subject(answer.name, profile, answer.text_of)
    return validation_text(answer.validation, subject, outputs.output_screen(), note=answer.note)


def _profile(name: str | None) -> Profile:
    if name is None:  # no file is looked at: a broken pyproject.toml is no reason to refuse a text
        from ..providers import profile

        return profile("standard")
    from ..providers.custom import find_profile

    return find_profile(name)


# A message of options


def _of_options(arguments: Namespace, profile: Profile) -> _Answer:
    from ..channels.messages import Button, OutboundMessage

    if arguments.campaign:
        raise ArgumentTypeError("--campaign says what a --body is; give one")
    text, note = _text(arguments)
    button = (arguments.button_caption, arguments.button_url)
    message = OutboundMessage(
        channel=_channel(arguments.channel, profile),
        text=text,
        button=None if button == (None, None) else Button(*button),
        variables=_by_name(arguments.variables),
        schedule=arguments.schedule,
        **{field: getattr(arguments, field) for field in _OPTIONS},
    )
    return _Answer(_validated(message, arguments, profile), message.channel, _texts_of(message), note)


def _validated(message: OutboundMessage, arguments: Namespace, profile: Profile) -> Validation:
    from ..providers import validate

    return validate(
        message,
        profile=profile,
        policy=policies.changed_policy(arguments, profile.policy),
        now=_now(arguments),
    )


def _channel(name: str | None, profile: Profile) -> Channel:
    """Return the channel asked for; without one SMS, or what the profile offers first."""
    from ..channels.messages import Channel

    if name is None:
        return Channel.SMS if Channel.SMS in profile.channels else next(iter(profile.channels))
    if name not in list(Channel):
        raise ArgumentTypeError(f"argument --channel: unknown channel {name!r}; there are {_CHANNELS}")
    return Channel(name)


def _text(arguments: Namespace) -> tuple[str | None, str]:
    """Return the text, and what is to be noted of it; none where other parts make the message."""
    named = arguments.texts + [arguments.text] * (arguments.text is not None)
    files = [arguments.file] * (arguments.file is not None)
    if len(named) + len(files) > 1:
        raise ArgumentTypeError("give one text: TEXT, --text or --file; quote a text that has spaces")
    if not named and not files and (arguments.image or arguments.media or arguments.template):
        return None, ""
    text = _read(arguments, named, files)
    if text.endswith("\n") and (files or named in ([], ["-"])):  # most editors and `echo` add it unasked
        return text, "the line break at the end of the text is part of it"
    return text, ""


def _read(arguments: Namespace, texts: list[str], files: list[str]) -> str:
    """Return the one text that is named: an argument, a file, or standard input."""
    from .progress import Progress

    # A text is read as `count` reads one whole: with the options of its own that choose rows left out.
    parser = ArgumentParser(add_help=False)
    inputs.add_options(parser)
    named = parser.parse_args([])
    named.texts, named.files, named.input_encoding = texts, files, arguments.input_encoding
    return "".join(map(str, inputs.Inputs(named).texts(Progress(None, shown=False))))


def _now(arguments: Namespace) -> datetime:
    from datetime import UTC, datetime

    if arguments.now is None:
        return datetime.now(UTC).replace(microsecond=0)
    now: datetime = arguments.now
    return now if now.tzinfo else now.replace(tzinfo=UTC)


def _changes_policy(arguments: Namespace) -> bool:
    return bool(arguments.encoding or arguments.language or arguments.graphemes or arguments.reference)


def _words(text: str) -> str:
    """Return an option's text; octets the locale could not decode arrive as lone surrogates (PEP 383)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(text).decode()
        except UnicodeError as error:
            raise ArgumentTypeError(f"not utf-8 ({error})") from None
    return text


def _variable(words: str) -> tuple[str, str]:
    name, equals, value = _words(words).partition("=")
    if not equals:
        raise ArgumentTypeError(f"{words!r} is not NAME=VALUE")
    return name, value


def _by_name(variables: list[tuple[str, str]]) -> dict[str, str] | None:
    values = dict(variables)
    if len(values) < len(variables):
        raise ArgumentTypeError("argument --variable: a name is given twice")
    return values or None


# A message of JSON


def _of_body(arguments: Namespace, profile: Profile) -> _Answer:
    _refuse_message_options(arguments)
    body = _read(arguments, [], [arguments.body])
    check = _provider_check(profile, "check_campaign" if arguments.campaign else "check_message")
    if check is None:
        if arguments.campaign:
            raise ArgumentTypeError(f"the bodies of campaigns of profile {profile.name} are not known")
        return _of_own_body(body, arguments, profile)
    if _changes_policy(arguments):
        raise ArgumentTypeError(f"a body of {profile.name} is encoded as it says; leave out encoding options")
    return _of_provider_body(check(body, now=_now(arguments)), body, campaign=arguments.campaign)


def _refuse_message_options(arguments: Namespace) -> None:
    options = {"texts": "TEXT", "variables": "--variable"}
    options |= {field: f"--{field}" for field in ("text", "file", "channel", "schedule")}
    options |= {f"button_{field}": f"--button-{field}" for field in _BUTTON}
    options |= {field: option for field, (option, *_) in _OPTIONS.items()}
    for field, option in options.items():
        if getattr(arguments, field) not in (None, []):
            raise ArgumentTypeError(f"--body holds the whole message; leave out {option}")


def _provider_check(profile: Profile, name: str) -> Callable[..., tuple[Finding, ...]] | None:
    """Return the check of a provider's own bodies: it stands beside the `PROFILE` that it judges by."""
    from importlib import import_module

    from .. import providers

    file, _ = providers.PROFILES.get(profile.name, ("standard", ""))
    module = import_module(f"{providers.__name__}.{file.partition('.')[0]}")
    return getattr(module, name, None) if getattr(module, "PROFILE", None) is profile else None


def _of_provider_body(findings: tuple[Finding, ...], body: str, *, campaign: bool) -> _Answer:
    from json import loads

    from ..channels.findings import Validation

    fields: Mapping[str, Any] = {}
    if any(finding.start is not None for finding in findings):  # then it is JSON, and an object
        whole = loads(body)
        # Providers put the fields of a message under one key; a place is looked up in each such object.
        fields = {
            key: value for inner in whole.values() if isinstance(inner, dict) for key, value in inner.items()
        }
    return _Answer(Validation(findings), "campaign body" if campaign else "message body", _texts_of(fields))


def _of_own_body(body: str, arguments: Namespace, profile: Profile) -> _Answer:
    from dataclasses import replace

    from ..channels.findings import Validation

    form = Form()
    message = form.message(body, _channel(None, profile))
    if message is None:
        return _Answer(Validation(tuple(form.findings)), "message body", _texts_of({}))
    # What another channel would make of half a message is no news.
    rules = replace(profile, downgrades={}) if form.findings else profile
    validation = _validated(message, arguments, rules)
    # Of a field whose form is wrong, that alone is said.
    about = {_top(finding.field) for finding in form.findings}
    others = (finding for finding in validation.findings if _top(finding.field) not in about)
    validation = validation._replace(findings=(*form.findings, *others))
    return _Answer(validation, message.channel, _texts_of(message))


def _top(field: str) -> str:
    return field.partition("[")[0].partition(".")[0]


def _texts_of(parts: object) -> Callable[[str], str | None]:
    """Return how to find a text in a message, or in the fields of a body, by what a finding calls it."""

    def text_of(field: str) -> str | None:
        name, _, place = field.partition("[")
        value = parts
        for step in (*name.split("."), *filter(None, [place.removesuffix("]")])):
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list | tuple):
                value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
            else:
                value = getattr(value, step, None)
        return value if isinstance(value, str) else None

    return text_of
