"""``segmenter validate``: whether a channel and a provider accept a message, and why not.

Builds a message from options or from a JSON body, and connects it to its check and its reports. It must not
know what is right or wrong about a message.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..report.runs import SERVICE_FORMATS
from . import inputs, messages, outputs, policies

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..channels.findings import FileRun, Validation
    from ..channels.profiles import Profile

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show whether a channel and a provider accept a message, and why not."
EPILOG = """\
examples:
  segmenter validate "Your code is 8841"
  segmenter validate --channel viber --file offer.txt --image https://a.b/c.png
  segmenter validate --profile dexatel --from Acme --to 37491000000 "Hello"
  segmenter validate --profile dexatel --body request.json --format json
  echo '{"channel": "rcs", "text": "Hi"}' | segmenter validate --body -

A body is JSON, in the provider's form for the profiles dexatel, wavix and
sendblue: types, required keys and the message in it are checked, and a key that
the provider's documents do not have is a warning (SEG003). For any other
profile, and also for wavix and sendblue if none of their keys is in it, it is
an object with segmenter's own fields, among channel, sender, recipients, text,
image, button {caption, url}, template, variables, schedule, send_style, media,
header, footer, caption, subject, title, description, suggestions, list_button,
options, option_descriptions, cards and kind.
`segmenter profiles` lists the profiles.
exit code: 0 if the message fits; 1 if a finding is an error; 2 for wrong usage,
an unreadable file or an unknown profile.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="the text; - reads standard input")
    messages.add_options(parser)
    group = parser.add_argument_group("body", "Instead of a message built from options:")
    group.add_argument("--body", metavar="PATH", help="read the message as JSON; - is standard input")
    group.add_argument("--campaign", action="store_true", help="the body is a campaign, not a message")
    group = parser.add_argument_group("rules")
    policies.add_profile(
        group, "a built-in profile, one of yours in pyproject.toml, or a FILE.toml (default: standard)"
    )
    group.add_argument(
        "--now",
        type=messages.moment,
        metavar="TIME",
        help="when it is, for schedules (default: the current time)",
    )
    policies.add_options(parser, profile=True)
    outputs.add_options(parser, "text", "json", "jsonl", *SERVICE_FORMATS)


def run(arguments: Namespace) -> int:
    """Validate the message that the options or the body describe."""
    from ..providers import profile as built_in
    from ..report.findings import Subject, validation_text

    # Without a name no file is read: a broken pyproject.toml must not block a text.
    profile = policies.profile_named(arguments.profile) or built_in("standard")
    answer = (_of_options if arguments.body is None else _of_body)(arguments, profile)
    if arguments.format in SERVICE_FORMATS:
        outputs.write_run(_run_of(answer.validation, arguments), arguments.format)
        return 0 if answer.validation.fits else 1
    added = policies.added_note(profile) if answer.validation.count else ""
    if added and arguments.format != "text":
        outputs.complain(f"note: {added}")
    subject = Subject(answer.name, profile, answer.text_of)
    note = "; ".join(filter(None, [added, answer.note]))
    text = partial(validation_text, answer.validation, subject, note=note)
    outputs.write_as(arguments.format, text, answer.validation.as_dict)
    return 0 if answer.validation.fits else 1


def _run_of(validation: Validation, arguments: Namespace) -> FileRun:
    """Return the findings as those of the file that holds the message, where it is in one."""
    from ..channels.findings import FileRun, Location, Severity

    paths = [path for path in [arguments.body, *arguments.files] if path not in (None, "-")]
    places = tuple(Location(path, 1) for path in paths)
    findings = tuple(finding._replace(locations=places) for finding in validation.findings)
    return FileRun(
        findings, (), tuple(paths) or ("message",), 1, lambda finding: finding.severity is Severity.ERROR
    )


class _Answer(NamedTuple):
    """What was found about a message: the findings, what the message is called, and its texts by field."""

    validation: Validation
    name: str
    text_of: Callable[[str], str | None]
    note: str = ""


# A message of options


def _of_options(arguments: Namespace, profile: Profile) -> _Answer:
    from ..providers import validate

    if arguments.campaign:
        raise ArgumentTypeError("--campaign needs a --body")
    message, note = messages.message_of(arguments, profile)
    policy, now = policies.policy_of(arguments, profile), messages.now_of(arguments.now)
    validation = validate(message, profile=profile, policy=policy, now=now)
    return _Answer(validation, message.channel, _texts_of(message), note)


# A message of JSON


def _of_body(arguments: Namespace, profile: Profile) -> _Answer:
    from ..providers import request_plan
    from ..providers.requests import OWN, in_own_form

    _refuse_message_options(arguments)
    body, _ = inputs.one_text([], [arguments.body], arguments.input_encoding, "body")
    theirs = request_plan(profile, "campaign" if arguments.campaign else "message")
    if theirs is None and arguments.campaign:
        raise ArgumentTypeError(f"campaign bodies of profile {profile.name} are not known")
    if theirs and any(getattr(arguments, name) for name in policies.NAMES):
        raise ArgumentTypeError(f"a body of {profile.name} sets its own encoding; leave out encoding options")
    if theirs and in_own_form(body, theirs[0]):
        theirs = None
    plan, judge = theirs or (OWN, profile)
    policy, now = policies.policy_of(arguments, judge), messages.now_of(arguments.now)
    channel = messages.default_channel(judge)
    validation, message = plan.check(body, judge, channel=channel, policy=policy, now=now)
    name = "campaign body" if arguments.campaign else "message body"
    if message and not (theirs and "channel" in plan.reads):
        name = message.channel
    note = ""
    known = request_plan(profile) is not None or profile.name == "standard"
    if not known and any(finding.rule == "SEG001" for finding in validation.findings):
        own = f"the form of {profile.name}'s own bodies is not known"
        note = f"{own}; this one is read with segmenter's fields, as in --help"
    return _Answer(validation, name, _texts_of(message), note)


def _refuse_message_options(arguments: Namespace) -> None:
    options = {"texts": "TEXT", "files": "--file", "variables": "--variable"}
    options |= {field: f"--{field}" for field in ("text", "channel", "schedule")}
    options |= {field: option for field, (option, *_) in messages.OPTIONS.items()}
    for field, option in options.items():
        if getattr(arguments, field) not in (None, [], {}):
            raise ArgumentTypeError(f"--body holds the whole message; leave out {option}")


def _texts_of(parts: object) -> Callable[[str], str | None]:
    """Return what finds a text in a message, or in the fields of a body, by a finding's field."""

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
