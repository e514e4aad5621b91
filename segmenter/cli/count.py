"""``segmenter count``: how texts are encoded, how many segments they take, and the room left.

Joins the options to the core's `count` and to its looks; it does neither's work.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import outputs
from .inputs import Inputs
from .policies import policy_of
from .texts import Look, add_options, run_texts

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from ..core.counting import Count
    from ..report.outcomes import Entry

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Say how texts are encoded, how many segments they take, and the room left."
EPILOG = """\
examples:
  segmenter count "It’s on its way"
  segmenter count --lines --file messages.txt
  segmenter count --csv body --file outbox.csv --summary
  zcat log.jsonl.gz | segmenter count --jsonl text --format csv > counts.csv
  segmenter count --language tr "Şifreniz hazır"
  segmenter count -- "-20% today"

units are septets for GSM-7 and 16-bit code units for UCS-2, headers not
counted; shifts are the national language tables used, locking/single.
exit code: 0; 1 if a text cannot be encoded as asked; 2 for wrong usage or an
unreadable file.
"""


def run(arguments: Namespace) -> int:
    """Count each text."""
    from ..core.counting import count

    named = Inputs(arguments)
    look = Look(_one, partial(_many, shifts=bool(arguments.language)), partial(_csv, many=named.many))
    return run_texts(arguments, named, partial(count, policy=policy_of(arguments)), look)


def _one(value: Count, because: str, note: str) -> str:
    from ..report.counts import count_text

    return count_text(value, because=because, note=note)


def _many(entries: Iterable[Entry[Count]], *, shifts: bool) -> Iterable[str]:
    from ..report.counts import count_table

    return count_table(entries, outputs.output_screen(), shifts=shifts)


def _csv(entries: Iterable[Entry[Count]], *, many: bool) -> Iterable[str]:
    from ..report.csv_format import csv_counts

    return csv_counts(entries, many=many)
