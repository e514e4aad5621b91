"""``segmenter count``: how texts are encoded, how many segments they take, and the room left.

Connects the options to the core's `count` and to its reports. It must not know how either works.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import inputs, outputs, policies
from .texts import Look, count_totals, run_texts, totals_written, why_ucs2

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from ..core.counting import Count
    from ..report.display import Screen
    from ..report.outcomes import Alike, Answered

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show how texts are encoded, how many segments they take, and the room left."
EPILOG = """\
examples:
  segmenter count "It’s on its way"
  segmenter count --lines --file messages.txt
  segmenter count --csv body --file outbox.csv --summary
  zcat log.jsonl.gz | segmenter count --jsonl text --format csv > counts.csv
  segmenter count --language tr "Şifreniz hazır"
  segmenter count -- "-20% today"

Units are septets for GSM-7 and 16-bit code units for UCS-2, without headers.
Shifts are the national language tables used: locking/single.
exit code: 0; 1 if a text cannot be encoded as requested; 2 for wrong usage or
an unreadable file.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    inputs.add_options(parser)
    group = policies.add_options(parser, profile=True)
    policies.add_profile(group, "a provider: what it adds to a text, and its encoding")
    outputs.add_options(parser, "text", "json", "jsonl", "csv", summary=True)


def run(arguments: Namespace) -> int:
    """Count each text."""
    from ..core.counting import Count, count

    texts = inputs.Inputs.of(arguments)
    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)

    def one(text: str, value: Count, note: str) -> str:
        from ..report.counts import count_text

        return count_text(value, because=why_ucs2(text, policy, profile), note=note)

    def many(entries: Iterable[Answered[Count]], screen: Screen) -> Iterable[str]:
        from ..report.counts import count_table

        return count_table(entries, screen, shifts=bool(arguments.language))

    def csv(entries: Iterable[Answered[Count]]) -> Iterable[str]:
        from ..report.csv_format import csv_counts

        return csv_counts(entries, many=texts.many, kept=texts.kept, safe=arguments.spreadsheet_safe)

    def together(batches: Iterable[Alike[Count]], style: str, summary: bool) -> Iterable[str]:  # noqa: FBT001  # a Look's
        from ..report.csv_format import csv_alike
        from ..report.json_format import json_alike
        from ..report.summaries import CountTotals

        if summary:
            totals = CountTotals()
            for batch in batches:
                totals.add_alike(batch)
            return totals_written(totals, style)
        if style == "csv":
            return csv_alike(batches, safe=arguments.spreadsheet_safe)
        return json_alike(batches, lines=style == "jsonl", ascii_only=not outputs.output_is_utf8())

    answer = partial(count, policy=policy)
    look = Look(one, many, csv=csv, summary=count_totals, fields=[Count], together=together)
    return run_texts(arguments, texts, answer, look, profile=profile, policy=policy)
