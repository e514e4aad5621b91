"""``segmenter delete``: delete messages at their provider, after asking.

Connects identifiers to the endpoint. It must not know how a request is sent.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from ..errors import many
from . import accounts, outputs

if TYPE_CHECKING:
    from ..providers.endpoints.calls import Call
    from ..providers.endpoints.client import EndpointClient
    from ..providers.records import Record

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Delete messages at their provider; one that is not sent yet is canceled."
EPILOG = f"""\
examples:
  segmenter delete dexatel message 48e200b7-be98-4360-b5c7-5dfac16b06f9
  segmenter delete dexatel message 48e200b7-be98-4360-b5c7-5dfac16b06f9 --yes
  segmenter delete dexatel message 48e200b7-be98-4360 --dry-run

{accounts.KEYS_HELP}\
exit code: 0; 1 if the provider fails or refuses, or you say no; 2 for wrong
usage or a missing key.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "texts", nargs="*", metavar="WHAT", help="a provider, the word message, and identifiers"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--dry-run", action="store_true", help="show the requests, and send nothing")
    accounts.add_options(parser)


def run(arguments: Namespace) -> int:
    """Delete the messages named."""
    from ..providers.endpoints import dexatel

    description, words = accounts.described(arguments, "segmenter delete dexatel message ID")
    if description.provider != "dexatel":
        raise ArgumentTypeError(f"{description.provider} documents no way to delete; dexatel does")
    identifiers = words[1:]
    if words[:1] != ["message"] or not identifiers:
        raise ArgumentTypeError("write: segmenter delete dexatel message ID")
    if not all(identifiers):
        raise ArgumentTypeError("an identifier is empty")
    calls = [dexatel.delete_message(identifier) for identifier in identifiers]
    if arguments.dry_run:
        accounts.show_requests(description, arguments, *calls)
        return 0
    if not arguments.yes and not _confirmed(identifiers):
        outputs.complain("nothing is deleted")
        return 1
    with accounts.opened(description, arguments) as client:
        return max([_deleted(client, call) for call in calls])


def _confirmed(identifiers: list[str]) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise ArgumentTypeError("nobody can be asked here; give --yes to delete without asking")
    named = identifiers[0] if len(identifiers) == 1 else many(len(identifiers), "message")
    outputs.write_error(f"Delete {named} at dexatel? One that is not sent yet is canceled. [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _deleted(client: EndpointClient, call: Call[Record]) -> int:
    """Delete one message, and return the exit code for it."""
    from ..providers.endpoints.errors import EndpointError

    identifier = call.values["id"]
    try:
        client.answer(call)
    except EndpointError as error:
        if error.status == 404 and error.uncertain:
            # An attempt before this one had no answer: it may well be what deleted the message.
            outputs.write([f"gone: {identifier}\n"])
            return 0
        outputs.complain(str(error))
        return 1
    outputs.write([f"deleted: {identifier}\n"])
    return 0
