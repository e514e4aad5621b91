"""``segmenter split``: the segments of texts, their units, their room, and where each was cut.

Connects the options to the core's `segment` and to its reports. It must not know how either works.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import outputs, policies
from .count import add_options
from .inputs import Inputs
from .texts import Look, count_totals, run_texts, why_ucs2

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from ..report.outcomes import Answered

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show the segments of texts: what each holds, its room, and where it was cut."
EPILOG = """\
examples:
  segmenter split --file message.txt
  pbpaste | segmenter split --graphemes
  segmenter split --format json "See you at eight" | jq '.parts[].text'
  segmenter split --lines --format csv --file messages.txt > segments.csv

text[START:STOP] are code points of the message. Characters that cannot be
printed are shown as Python writes them (\\n, \\x1b, \\u200b).
exit code: 0; 1 if a text cannot be encoded as requested or needs more than 255
segments; 2 for wrong usage or an unreadable file.
"""


def run(arguments: Namespace) -> int:
    """Split each text."""
    from ..core.segmentation import Message, Segment, segment
    from ..report.splits import split_text, split_texts

    texts = Inputs.of(arguments)
    profile = policies.profile_named(arguments.profile)
    policy = policies.policy_of(arguments, profile)

    def one(_: str, message: Message, note: str) -> str:
        return split_text(message, outputs.output_screen(), because=why_ucs2(message.text, policy), note=note)

    def csv(entries: Iterable[Answered[Message]]) -> Iterable[str]:
        from ..report.csv_format import csv_segments

        return csv_segments(entries, kept=texts.kept, safe=arguments.spreadsheet_safe)

    answer = partial(segment, policy=policy)
    look = Look(one, split_texts, csv=csv, summary=count_totals, fields=[Message, Segment])
    return run_texts(arguments, texts, answer, look, profile=profile)
