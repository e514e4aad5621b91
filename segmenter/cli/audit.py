"""``segmenter audit``: whether a provider billed what was sent, and why not.

Connects saved pages and options to the audit and its reports. It must not know what is compared.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from ..files import UnreadableFileError
from ..report.runs import FORMATS, SERVICE_FORMATS
from . import cards, inputs, outputs, policies
from .progress import progress_over
from .values import add_named

if TYPE_CHECKING:
    from typing import BinaryIO

    from ..audit import Against, Audit, Charges, SavedPages
    from ..channels.profiles import Profile
    from ..core.policy import Policy
    from .progress import Progress

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Compare a provider's records with our count, a rate card, and what was sent."
EPILOG = """\
examples:
  segmenter audit wavix page-1.json page-2.json
  segmenter audit twilio messages.jsonl.gz --rates rates.csv --by month
  segmenter audit dexatel page.json --format csv > differences.csv
  segmenter audit infobip logs/*.json --against sent.parquet --delay 2h

A FILE is what the provider's API answered: a page, a record, an array of either
or one a line, also compressed with gzip; - is standard input. The providers:
dexatel, infobip, sendblue, telnyx, twilio, wavix. `segmenter rules SEG9` lists
what is found.
exit code: 0 if all agree; 1 if something does not, beyond the tolerance; 2 for
wrong usage, or a file that cannot be read or is another provider's.
"""

_STANDARD_INPUT = "-"
_COLUMNS = ("id", "recipient", "text", "time")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_OF_FINDINGS = ("full", "concise", "jsonl", *SERVICE_FORMATS)


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    words = "the provider, then files of its answers"
    parser.add_argument("texts", nargs="*", metavar="NAME FILE", help=words)
    group = parser.add_argument_group("price", "With a rate card, charges and fees are compared too:")
    cards.add_keys(group, country="the country of recipients whose number names none", sent=True)
    policies.add_profile(group, "count by the rules of this profile, not the provider's own")
    policies.add_options(parser, profile=True)
    group = parser.add_argument_group(
        "sent", "The other side: what you sent, to be found in the bill and back:"
    )
    words = "rows with id or recipient, and text and time: .csv, .tsv, .xlsx, .jsonl, .parquet"
    group.add_argument("--against", metavar="FILE", help=words)
    words = "the heading of id, recipient, text or time, such as time='Sent at'"
    hint = f"; the names are {', '.join(_COLUMNS)}"
    add_named(group, "--against-column", "NAME=HEADING", words, hint=hint, names=_COLUMNS, empty=False)
    group.add_argument(
        "--input-encoding", default="utf-8", metavar="NAME", help="that file's encoding (default: utf-8)"
    )
    inputs.add_sheet(group)
    words = "how much later a record may be than its row: 90s, 30m, 24h, 3d (default: 24h)"
    group.add_argument("--delay", type=_delay, default=86_400.0, metavar="TIME", help=words)
    group = outputs.add_options(parser, "text", "json", "csv", *(f for f in FORMATS if f != "json"))
    group.add_argument("--by", choices=("month",), help="also show how many agree in each month")
    group.add_argument("--html", metavar="FILE", help="also write an HTML page with charts")
    words = "how many differences, or what part, exit 0 allows: 3, or 0.5%% (default: 0)"
    group.add_argument("--tolerance", type=_tolerance, default=(0, False), metavar="N", help=words)


def run(arguments: Namespace) -> int:
    """Audit the pages named."""
    provider, paths = _provider_and_paths(arguments.texts)
    read = [*paths, *filter(None, (arguments.rates, arguments.against))]
    outputs.refuse_overwriting("--html", arguments.html, read)
    pages, found = _audit(arguments, provider, paths)
    if arguments.html:
        from ..files import replace_file
        from ..report.audit_page import audit_page

        replace_file(arguments.html, audit_page(found).encode())
    _write(arguments, found)
    for error in pages.errors:
        outputs.complain(str(error))
    if pages.errors:
        return 2
    return 0 if _is_tolerable(found, *arguments.tolerance) else 1


def _provider_and_paths(texts: list[str]) -> tuple[str, list[str]]:
    from ..audit import AUDITED
    from ..files.words import did_you_mean
    from ..spelling import chosen

    names = ", ".join(AUDITED)
    if len(texts) < 2:
        raise ArgumentTypeError(f"name a provider ({names}) and a file, such as: wavix page.json")
    provider = chosen(texts[0], AUDITED)
    if provider is None:
        hint = did_you_mean(texts[0], AUDITED)
        raise ArgumentTypeError(f"no records of {texts[0]!r} can be audited; the providers are {names}{hint}")
    return provider, texts[1:]


def _audit(arguments: Namespace, provider: str, paths: list[str]) -> tuple[SavedPages, Audit]:
    from ..audit import SavedPages, audit_records
    from ..providers import profile as built_in

    profile = policies.profile_named(arguments.profile) or built_in(provider)
    policy = policies.policy_of(arguments, profile)
    with progress_over(*paths) as progress:
        watch = progress.watch if progress else None
        pages = SavedPages(provider, paths, watch=watch, streams=_standard_input(paths))
        found = audit_records(
            pages,
            provider=provider,
            profile=profile,
            policy=policy,
            charges=_charges(arguments, fees_in_charge=pages.plan.fees_in_charge),
            against=_against(arguments, profile, policy, progress),
        )
        return pages, found


def _standard_input(paths: list[str]) -> dict[str, BinaryIO]:
    if _STANDARD_INPUT not in paths:
        return {}
    if paths.count(_STANDARD_INPUT) > 1:
        raise ArgumentTypeError("standard input can be read only once")
    if sys.stdin is None:
        raise UnreadableFileError("closed", path="standard input")
    return {_STANDARD_INPUT: sys.stdin.buffer}


def _charges(arguments: Namespace, *, fees_in_charge: bool) -> Charges | None:
    if arguments.rates is None:
        return None
    from ..audit import Charges

    return Charges(cards.card_of(arguments), **cards.keys_of(arguments), fees_in_charge=fees_in_charge)


def _against(
    arguments: Namespace, profile: Profile, policy: Policy, progress: Progress | None
) -> Against | None:
    if arguments.against is None:
        if arguments.against_column:
            raise ArgumentTypeError("--against-column names a heading of the file that --against names")
        return None
    from ..audit import Against, SentRows, Yardstick

    rows = SentRows(
        arguments.against,
        yardstick=Yardstick(profile, policy),
        columns=arguments.against_column,
        encoding=arguments.input_encoding,
        sheet=arguments.sheet,
        country=arguments.country,
        watcher=progress,
    )
    return Against(rows, delay=arguments.delay, country=arguments.country)


def _write(arguments: Namespace, found: Audit) -> None:
    from ..report.audits import audit_csv, audit_text

    if arguments.format in _OF_FINDINGS:
        outputs.write_run(found.run, arguments.format)
    else:
        text = partial(audit_text, found, by_month=arguments.by == "month")
        csv = partial(audit_csv, found, safe=arguments.spreadsheet_safe)
        outputs.write_as(arguments.format, text, found.as_dict, csv=csv)


def _is_tolerable(found: Audit, number: Decimal, is_part: bool) -> bool:  # noqa: FBT001  # a pair, made once
    failing = sum(map(found.run.fails, found.findings))
    rows = found.against.rows if found.against else 0
    allowed = number * (found.audited + rows) / 100 if is_part else number
    return failing <= allowed


def _delay(words: str) -> float:
    number = words[:-1]
    if not (number.isascii() and number.isdigit() and len(number) < 9 and words[-1:] in _SECONDS):
        raise ArgumentTypeError(f"{words!r} is not a length of time; write 90s, 30m, 24h or 3d")
    return float(int(number) * _SECONDS[words[-1]])


def _tolerance(words: str) -> tuple[Decimal, bool]:
    try:
        number = Decimal(words.removesuffix("%"))
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise ArgumentTypeError(f"{words!r} is not a tolerance; write a number, 3, or a part, 0.5%")
    return number, words.endswith("%")
