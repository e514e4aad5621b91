"""``segmenter send``: the request that would send a message, checked; and sent where that is really meant.

Connects a message to its check and to the endpoint. It must not know what is right or wrong about a message.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from . import accounts, messages, outputs
from .values import add_named

if TYPE_CHECKING:
    from ..channels.findings import Validation
    from ..providers.endpoints.calls import Call
    from ..providers.records import Record

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Check a message and show the request that would send it; --really sends it."
EPILOG = f"""\
examples:
  segmenter send sendblue --to +15550100002 --from +15550100001 "See you at 8"
  segmenter send dexatel --to 447700900123 --from Acme "See you at 8"
  segmenter send wavix --to 447700900123 --from Acme --field tag=x "See you"

The message is checked by the provider's profile first, as validate does; one
with an error is not sent. A message is never sent a second time by a retry.
--field sets a further field of the body in the provider's spelling:
  sendblue  status_callback seat_id pre_reply_override reply_to app_card
  wavix     callback_url validity tag
{accounts.KEYS_HELP}\
exit code: 0; 1 if a finding is an error, or the provider fails or refuses; 2
for wrong usage or a missing key.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="a provider, then the text")
    messages.add_options(parser)
    group = parser.add_argument_group("sending")
    add_named(group, "--field", "NAME=VALUE", "a further field of the provider's body")
    choice = group.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="show the body, and send nothing (default)")
    choice.add_argument("--really", action="store_true", help="send the message")
    accounts.add_options(parser, repeats=False)


def run(arguments: Namespace) -> int:
    """Check a message, and show or send it."""
    from ..errors import SegmenterError
    from ..providers import profile, validate
    from ..providers.endpoints.errors import EndpointError
    from ..providers.endpoints.outbound import call_for
    from ..report.json_format import json_line

    example = 'segmenter send sendblue --to +15550100002 "See you at 8"'
    description, arguments.texts = accounts.described(arguments, example)
    rules = profile(description.provider)
    arguments.channel = arguments.channel or next(iter(rules.channels))
    message, note = messages.message_of(arguments, rules)
    validation = validate(message, profile=rules, now=messages.now_of(None))
    for line in filter(None, [note and f"note: {note}", *_findings(validation)]):
        outputs.complain(line)
    if arguments.really and not validation.fits:
        outputs.complain("not sent: a finding is an error")
        return 1
    try:
        call = call_for(description.provider, message, arguments.field)
    except SegmenterError as error:
        if validation.fits:
            raise ArgumentTypeError(str(error)) from None
        return 1  # what is missing is among the findings
    if not arguments.really:
        url = accounts.base_url_of(description, arguments)
        body = json_line(call.body(), ascii_only=not outputs.output_is_utf8(), indent=2)
        outputs.write([f"{call.endpoint.method} {call.request(url).url}\n{body}"])
        return 0 if validation.fits else 1
    with accounts.opened(description, arguments) as client:
        try:
            answer = client.receive(call.request(client.base_url), call)
        except EndpointError as error:
            outputs.complain(str(error))
            return 1
    outputs.write_octets(answer.octets.rstrip(b"\r\n") + b"\n")
    return _refused(call, answer.octets)


def _refused(call: Call[Record], octets: bytes) -> int:
    """Report a message that the provider refuses in an answer of HTTP 200, and return the exit code."""
    from ..providers.records import Outcome, RecordError

    try:
        records = call.plan.read(octets) if call.plan else ()
    except RecordError as error:
        outputs.complain(f"the message was taken, but its answer cannot be read: {error}")
        return 1
    refused = [record for record in records if record.outcome in (Outcome.FAILED, Outcome.REJECTED)]
    for record in refused:
        words = " ".join(str(part) for part in (record.error_code, record.error_message) if part)
        outputs.complain(f"the provider does not send it: {record.status}{f' ({words})' if words else ''}")
    return 1 if refused else 0


def _findings(validation: Validation) -> list[str]:
    """Return what was found, and what else there is about the message that it may be downgraded to."""
    from ..channels.findings import Severity
    from ..report.display import Screen
    from ..report.findings import finding_words

    findings = list(validation.findings)
    if validation.downgraded is not None:
        # What SEG104 quotes stands there already.
        less = [
            finding for finding in validation.downgraded.findings if finding.severity is not Severity.ERROR
        ]
        findings += [finding for finding in less if finding not in findings]
    return [finding_words(finding, Screen()) for finding in findings]
