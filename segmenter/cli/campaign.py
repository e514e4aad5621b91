"""``segmenter campaign``: what a template costs sent to an audience, before it is sent.

Connects the options to pricing's `campaign` and to its reports. It must not know how either works.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from .. import files
from ..errors import SegmenterError
from . import audiences, cards, engines, inputs, outputs, policies, variables
from .progress import progress_over

if TYPE_CHECKING:
    from ..pricing.campaigns.audiences import AudienceFile
    from ..pricing.campaigns.campaigns import Campaign
    from ..templates import Template

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show what a template costs when sent to an audience, by country and segments."
EPILOG = """\
examples:
  segmenter campaign "Hi {name}!" --audience people.csv --rates rates.csv
  segmenter campaign --file offer.txt --audience people.parquet \\
      --rates rates.csv --profile dexatel --per-second 20 --html report.html
  segmenter campaign "Hi {name}!" --audience people.parquet \\
      --rates rates.csv --engine spark --master "local[*]"

The audience is a .csv with a header row, a .jsonl with an object per line, a
.parquet or an .arrow. Recipients are in the column recipient, to, phone or
number; columns country, mcc and mnc describe them further, unless the template
has placeholders of these names. Case does not matter in column names.
exit code: 0; 1 if some rows yield no message that may be sent, or there are
more than the profile allows; 2 for wrong usage, an unreadable file, an empty
audience, a missing column or a rate card that contradicts itself.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("texts", nargs="*", metavar="TEMPLATE", help="the template; - reads standard input")
    group = parser.add_argument_group("template")
    inputs.add_files(group, "read the template from PATH")
    variables.add_syntax(group)
    group = parser.add_argument_group("audience")
    audiences.add_options(group, required=True)
    group.add_argument("--recipient-column", metavar="NAME", help="the column of recipients")
    group.add_argument("--drop-duplicates", action="store_true", help="skip further rows of a recipient")
    group = parser.add_argument_group("price")
    cards.add_keys(group, country="the country of recipients whose row and number show none")
    policies.add_profile(group, "a provider: what it adds, its encoding, and its limits")
    group.add_argument("--per-second", type=_speed, metavar="NUMBER", help="segments sent per second")
    policies.add_options(parser, profile=True)
    engines.add_options(parser)
    group = outputs.add_options(parser, "text", "json")
    group.add_argument("--html", metavar="FILE", help="also write an HTML page with charts")


def run(arguments: Namespace) -> int:
    """Calculate the campaign and write it."""
    from ..report.campaigns import campaign_text
    from ..templates import parse

    text, note = audiences.template_text(arguments)
    read = [*arguments.files, arguments.audience, arguments.rates]
    outputs.refuse_overwriting("--html", arguments.html, read)
    if not text.strip():
        raise ArgumentTypeError("the template is empty; give the text to send")
    template = parse(text, syntax=arguments.syntax)
    try:
        found = _campaign(arguments, template)
    except SegmenterError as error:
        notes = getattr(error, "__notes__", [])
        if not notes:
            raise
        outputs.complain("; ".join([str(error), *notes]))  # the row where the card's error arose
        return 2
    if arguments.html:
        from ..report.campaign_page import campaign_page

        files.replace_file(arguments.html, campaign_page(found, template.text).encode())
    if note:
        outputs.complain(note)
    outputs.write_as(arguments.format, partial(campaign_text, found), found.as_dict)
    return 0 if found.complete else 1


def _campaign(arguments: Namespace, template: Template) -> Campaign:
    if engines.on_spark(arguments):
        with engines.spark_session(arguments) as spark:
            from ..bulk.campaigns import ColumnsFile
            from ..bulk.spark_campaigns import SparkAudience

            file = audiences.audience_of(arguments, ColumnsFile)
            return _priced(arguments, template, SparkAudience.read(spark, file))
    with progress_over(arguments.audience) as progress:
        kind = audiences.kind_of(arguments.audience)
        return _priced(arguments, template, audiences.audience_of(arguments, kind, watcher=progress))


def _priced(arguments: Namespace, template: Template, audience: AudienceFile) -> Campaign:
    from ..pricing.campaigns.campaigns import campaign

    profile = policies.profile_named(arguments.profile)
    return campaign(
        template,
        audience,
        rates=cards.card_of(arguments),
        profile=profile,
        **cards.keys_of(arguments),
        policy=policies.policy_of(arguments, profile),
        recipient_field=arguments.recipient_column,
        drop_duplicates=arguments.drop_duplicates,
        segments_per_second=arguments.per_second,
    )


def _speed(words: str) -> Decimal:
    try:
        speed = Decimal(words)
    except InvalidOperation:
        speed = Decimal(0)
    if not (speed.is_finite() and speed > 0):
        raise ArgumentTypeError(f"{words!r} is not a valid rate; write segments per second, such as 20")
    return speed
