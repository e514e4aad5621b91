"""``segmenter fetch``: the pages of a provider's lists, and its answer about one message.

Connects names and filters to endpoints, and answers to files. It must not know what a page holds.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from ..errors import many
from . import accounts, outputs
from .values import add_named, number

if TYPE_CHECKING:
    from ..providers.endpoints.calls import Call
    from ..providers.endpoints.client import EndpointClient
    from ..providers.endpoints.descriptions import ApiDescription, Endpoint
    from ..providers.endpoints.walking import PageWalk

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Fetch a provider's records of messages or campaigns, page by page, as they are."
_MORE = "there are more pages; run again with a higher --max-pages, or without"
EPILOG = f"""\
examples:
  segmenter fetch wavix messages --filter type=outbound --output wavix
  segmenter fetch dexatel messages --filter direction=MT --output dexatel
  segmenter fetch sendblue message a1b2c3 --output one
  segmenter fetch dexatel campaigns --dry-run

what can be fetched, with its filters in the provider's own spelling:
  dexatel messages      countries sender_ids created_date_start created_date_end
                        direction statuses to from to_prefix channel page_size
                        page_token
  dexatel campaigns     channel page_size page_token
  wavix messages        type (required: inbound or outbound) sent_after
                        sent_before from to status tag message_type page
                        per_page
  sendblue messages     account_email created_at_gte created_at_lte from_number
                        group_id is_outbound limit message_type number offset
                        order_by order_direction sendblue_number sent_at_gte
                        sent_at_lte service status to_number updated_at_gte
                        updated_at_lte worker_id
  sendblue message ID
  sendblue status ID

With --output each page is a file, page-000001.json and on. Run the same command
again after a failure, and it goes on where it stopped. Without, pages go to
standard output, one a line.
{accounts.KEYS_HELP}\
exit code: 0; 1 if the provider fails or refuses, or there is more than
--max-pages; 2 for wrong usage, a missing key or a folder that cannot be used.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="WHAT", help="a provider and what to fetch from it")
    add_named(parser, "--filter", "NAME=VALUE", "one of the provider's parameters")
    accounts.add_options(parser)
    group = parser.add_argument_group("output")
    group.add_argument("--output", metavar="DIR", help="save each page in this folder, and go on there")
    group.add_argument("--restart", action="store_true", help="forget the pages that are in the folder")
    group.add_argument(
        "--max-pages",
        type=number("number of pages", 1, 10**9),
        metavar="NUMBER",
        help="stop after this many pages",
    )
    group.add_argument("--dry-run", action="store_true", help="show the first request, and send nothing")


def run(arguments: Namespace) -> int:
    """Fetch what is named."""
    from ..providers.endpoints.errors import EndpointError

    description, call = _call(arguments)
    if arguments.restart and arguments.output is None:
        raise ArgumentTypeError("--restart needs an --output folder")
    if arguments.dry_run:
        accounts.show_requests(description, arguments, call)
        return 0
    with accounts.opened(description, arguments) as client:
        try:
            return (_save if arguments.output is not None else _write)(client, call, arguments)
        except EndpointError as error:
            kept = "; the pages before it are kept" if arguments.output is not None and not error.key else ""
            outputs.complain(f"{error}{kept}")
            return 1


def _call(arguments: Namespace) -> tuple[ApiDescription, Call[Any]]:
    """Return the call that the arguments describe."""
    from ..errors import SegmenterError
    from ..providers import PROVIDERS
    from ..providers.endpoints.calls import call_of, listing_of

    example = "segmenter fetch wavix messages --filter type=outbound"
    description, words = accounts.described(arguments, example)
    endpoint = accounts.endpoint_named(description, "".join(words[:1]), ("GET",))
    values = _identifier(endpoint, words[1:]) | arguments.filter
    plan = PROVIDERS[description.provider].record_plan(endpoint.records)
    make = listing_of if endpoint.paging else call_of
    try:
        return description, make(description.provider, endpoint.name, values, plan)
    except SegmenterError as error:
        raise ArgumentTypeError(f"argument --filter: {error}") from None


def _identifier(endpoint: Endpoint, words: list[str]) -> dict[str, Any]:
    """Return the value of the one parameter that an endpoint about one message has."""
    if endpoint.paging:
        if words:
            raise ArgumentTypeError(f"{endpoint.name} is a list and takes no further argument; use --filter")
        return {}
    if len(words) != 1:
        raise ArgumentTypeError(f"give one identifier after {endpoint.name!r}")
    return {endpoint.inputs[0].name: words[0]}


def _save(client: EndpointClient, call: Call[Any], arguments: Namespace) -> int:
    from ..providers.endpoints.saving import fetch
    from .progress import put_line

    shown = sys.stderr is not None and sys.stderr.isatty()

    def show(number: int, walk: PageWalk[Any] | None) -> None:
        if shown and walk is not None:
            of = f" of {walk.total:,}" if walk.total is not None else ""
            put_line(f"page {number:,}, {walk.objects:,}{of}")

    try:
        saved = fetch(
            client,
            call,
            arguments.output,
            restart=arguments.restart,
            most_pages=arguments.max_pages,
            on_page=show,
        )
    finally:
        if shown:
            put_line("")
    noun = call.endpoint.records
    earlier = f", {saved.pages - saved.fetched:,} of them from before" if saved.fetched < saved.pages else ""
    outputs.write(
        [f"{many(saved.objects, noun)} on {many(saved.pages, 'page')}{earlier}: {arguments.output}\n"]
    )
    if not saved.complete:
        outputs.complain(_MORE)
        return 1
    _note_total(saved.objects, saved.total, noun)
    return 0


def _write(client: EndpointClient, call: Call[Any], arguments: Namespace) -> int:
    """Write each page on a line: a line end in JSON stands between values, where a space does as well."""
    from ..providers.endpoints.calls import Listing

    if not isinstance(call, Listing):
        _write_line(client.receive(call.request(client.base_url), call).octets)
        return 0
    objects, total = 0, None
    for page in client.pages(call):
        _write_line(page.octets)
        objects, total = objects + page.size, page.total
        if page.number == arguments.max_pages and not page.last:
            outputs.complain(_MORE)
            return 1
    _note_total(objects, total, call.endpoint.records)
    return 0


def _write_line(octets: bytes) -> None:
    one_line = octets.replace(b"\r\n", b" ").replace(b"\r", b" ").replace(b"\n", b" ")
    outputs.write_octets(one_line.removeprefix(b"\xef\xbb\xbf") + b"\n")


def _note_total(objects: int, total: int | None, noun: str) -> None:
    if total is not None and total != objects:
        outputs.complain(f"note: the provider says there are {many(total, noun)}, and sent {objects:,}")
