"""``segmenter split``: the segments of texts, their units, their room, and where each was cut.

Joins the options to the core's `segment` and to its looks; it does neither's work.
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

    from ..core.segmentation import Message
    from ..report.outcomes import Entry

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Show the segments of texts: what each holds, its room, and where it was cut."
EPILOG = """\
examples:
  segmenter split --file message.txt
  pbpaste | segmenter split --graphemes
  segmenter split --format json "See you at eight" | jq '.parts[].text'
  segmenter split --lines --format csv --file messages.txt > segments.csv

text[START:STOP] are code points of the message; the text of the segment is
shown with what cannot be printed written as in Python (\\n, \\x1b, \\u200b).
exit code: 0; 1 if a text cannot be encoded as asked, or needs more than 255
segments; 2 for wrong usage or an unreadable file.
"""


def run(arguments: Namespace) -> int:
    """Split each text."""
    from ..core.segmentation import segment

    answer = partial(segment, policy=policy_of(arguments))
    return run_texts(arguments, Inputs(arguments), answer, Look(_one, _many, _csv))


def _one(message: Message, because: str, note: str) -> str:
    from ..report.splits import split_text

    return split_text(message, outputs.output_screen(), because=because, note=note)


def _many(entries: Iterable[Entry[Message]]) -> Iterable[str]:
    from ..report.splits import split_texts

    return split_texts(entries, outputs.output_screen())


def _csv(entries: Iterable[Entry[Message]]) -> Iterable[str]:
    from ..report.csv_format import csv_segments

    return csv_segments(entries)
