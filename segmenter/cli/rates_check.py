"""``segmenter rates check``: whether rate cards are right, and what they cover.

Connects the check to its report. It must not know what makes a rate card wrong.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from ..channels.findings import BrokenFile, FileRun, Severity
from ..files import UndecodableFileError, UnreadableFileError
from ..report.runs import SERVICE_FORMATS
from . import cards, outputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..pricing.cards.checks import Check
    from ..pricing.cards.layouts import CardLayout

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Check rate cards: wrong cells, overlaps, gaps in dates, foreign networks."
EPILOG = """\
examples:
  segmenter rates check rates.csv
  segmenter rates check twilio.json vonage.json didww.json
  segmenter rates check rates.toml --format json | jq '.[].problems'

A rate card is CSV, TOML or JSON, or the unchanged answer of a pricing API of
Twilio, Vonage or DIDWW. Each file is one card. A CSV with one row:
  channel,country,mcc,mnc,price,currency
  sms,GB,234,15,0.0350,EUR
exit code: 0 if there are no problems; 1 if there are; 2 for wrong usage or a
file that cannot be read.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    words = "a rate card: .csv, .tsv, .xlsx, .toml or .json"
    parser.add_argument("texts", nargs="*", metavar="FILE", help=words)
    cards.add_layout(parser.add_argument_group("card", "How the cards are written:"))
    outputs.add_options(parser, "text", "json", *SERVICE_FORMATS)


def run(arguments: Namespace) -> int:
    """Check rate cards."""
    if not arguments.texts:
        raise ArgumentTypeError("name a rate card, such as: segmenter rates check rates.csv")
    codes = {0}
    broken: list[BrokenFile] = []
    checks = _checks(arguments.texts, cards.layout_of(arguments), codes, broken)
    if arguments.format == "json":
        outputs.write(outputs.json_of(check.as_dict() for check in checks), exact=True)
    elif arguments.format == "text":
        outputs.write(_texts(checks))
    else:
        done = list(checks)
        findings = tuple(finding for check in done for finding in check.findings)
        files = tuple(check.path for check in done)
        outputs.write_run(FileRun(findings, tuple(broken), files, 0, lambda _: True), arguments.format)
    return max(codes)


def _checks(
    paths: list[str], layout: CardLayout, codes: set[int], broken: list[BrokenFile]
) -> Iterator[Check]:
    """Check each file that can be read, and keep the exit code that each asks for."""
    from ..pricing.cards.checks import check

    for path in paths:
        try:
            checked = check(path, layout=layout)
        except (UnreadableFileError, UndecodableFileError) as error:
            outputs.complain(str(error))
            broken.append(BrokenFile(path, getattr(error, "line", None) or 1, str(error)))
            codes.add(2)
            continue
        codes.add(int(any(finding.severity is not Severity.INFO for finding in checked.findings)))
        yield checked


def _texts(checks: Iterator[Check]) -> Iterator[str]:
    from ..report.rates import check_text

    screen = outputs.output_screen()
    between = ""
    for check in checks:
        yield between + check_text(check, screen)
        between = "\n"
