"""``segmenter campaign``: what a template costs sent to an audience, before it is sent.

Joins the options to pricing's `campaign` and to its looks; it does neither's work.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from .. import files
from ..errors import SegmenterError
from . import audiences, inputs, outputs, policies, variables
from .price import add_day
from .progress import Progress

if TYPE_CHECKING:
    from ..pricing.campaigns.campaigns import Campaign
    from ..templates import Template

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Say what a template costs sent to an audience, by country and by segments."
EPILOG = """\
examples:
  segmenter campaign "Hi {name}!" --audience people.csv --rates rates.csv
  segmenter campaign --file offer.txt --audience people.parquet \\
      --rates rates.csv --profile dexatel --per-second 20 --html report.html

The audience is a .csv with a header row, separated by commas, semicolons or
tabs, a .jsonl with an object a line, or a .parquet. Its recipients stand in the
column recipient, to, phone or number; columns country, mcc and mnc say more of
them, where the template has no placeholder of that name. Upper and lower case
are the same in names of columns.
exit code: 0; 1 if some rows give no message that may be sent, or there are more
than the profile allows; 2 for wrong usage, an unreadable file, an empty
audience, a missing column or a rate card that contradicts itself.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this subcommand."""
    parser.add_argument("texts", nargs="*", metavar="TEMPLATE", help="the template; - reads standard input")
    group = parser.add_argument_group("template")
    inputs.add_files(group, "read the template from PATH")
    variables.add_syntax(group)
    group = parser.add_argument_group("audience")
    audiences.add_options(group, required=True)
    group.add_argument("--recipient-column", metavar="NAME", help="the column of recipients")
    group.add_argument(
        "--drop-duplicates",
        action="store_true",
        help="leave out further rows of a recipient (default: they are sent, and counted)",
    )
    group = parser.add_argument_group("price")
    group.add_argument("--rates", required=True, metavar="FILE", help="the rate card: .csv, .toml or .json")
    group.add_argument("--channel", default="sms", metavar="NAME", help="how it travels (default: sms)")
    add_day(group)
    group.add_argument(
        "--country", metavar="CODE", help="of recipients of whom neither row nor number tells it"
    )
    group.add_argument("--category", metavar="NAME", help="of the message, in the card's words")
    group.add_argument("--number-type", metavar="NAME", help="of the sender, in the card's words")
    group.add_argument("--volume", type=int, metavar="NUMBER", help="how much was sent before, for tiers")
    group.add_argument(
        "--profile", metavar="NAME", help="a provider: what it adds, its encoding, and its limits"
    )
    group.add_argument(
        "--per-second", type=_speed, metavar="NUMBER", help="segments a second, to tell how long it takes"
    )
    policies.add_options(parser, profile=True)
    group = outputs.add_options(parser, "text", "json")
    group.add_argument("--html", metavar="FILE", help="also write a page with the same, and pictures of it")


def run(arguments: Namespace) -> int:
    """Reckon the campaign and write it."""
    from ..templates import parse

    text, note = inputs.one_text(arguments.texts, arguments.files, arguments.input_encoding, "template")
    if not text.strip():
        raise ArgumentTypeError("the template is empty; give the text to be sent")
    template = parse(text, syntax=arguments.syntax)
    try:
        found = _campaign(arguments, template)
    except SegmenterError as error:
        notes = getattr(error, "__notes__", [])
        if not notes:
            raise
        outputs.complain("; ".join([str(error), *notes]))  # the row at which an error of the card arose
        return 2
    if arguments.html:
        from ..report.campaign_page import campaign_page

        files.write_atomically(arguments.html, campaign_page(found, template.text).encode())
    if note:
        outputs.complain(note)
    outputs.write([_written(arguments.format, found)])
    return 0 if found.complete else 1


def _campaign(arguments: Namespace, template: Template) -> Campaign:
    from ..pricing import RateCard
    from ..pricing.campaigns.campaigns import campaign

    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)
    rates = RateCard.load(arguments.rates)
    shown = sys.stderr is not None and sys.stderr.isatty()
    with Progress(_octets(arguments.audience) if shown else None, shown=shown) as progress:
        return campaign(
            template,
            audiences.audience_of(arguments, progress),
            rates=rates,
            profile=profile,
            channel=arguments.channel.lower(),
            at=arguments.at,
            country=arguments.country,
            category=arguments.category,
            number_type=arguments.number_type,
            volume=arguments.volume,
            policy=policy,
            recipient_field=arguments.recipient_column,
            drop_duplicates=arguments.drop_duplicates,
            segments_per_second=arguments.per_second,
        )


def _octets(path: str) -> int | None:
    try:
        return os.stat(path).st_size  # noqa: PTH116  # pathlib costs 4 ms of start-up
    except (OSError, ValueError):
        return None  # reading it will say why


def _written(style: str, found: Campaign) -> str:
    from ..report.campaigns import campaign_json, campaign_text

    if style == "json":
        return campaign_json(found, ascii_only=not outputs.output_is_utf8())
    return campaign_text(found, outputs.output_screen())


def _speed(words: str) -> Decimal:
    try:
        speed = Decimal(words)
    except InvalidOperation:
        speed = Decimal(0)
    if not (speed.is_finite() and speed > 0):
        raise ArgumentTypeError(f"{words!r} is no number of segments a second; write one such as 20 or 0.5")
    return speed
