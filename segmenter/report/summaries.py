"""The totals of many outcomes.

Adds up what the core has counted, one outcome at a time; it keeps no text.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from ..core.policy import Encoding
from ..errors import many
from .outcomes import Failure, count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..core.counting import Count
    from ..core.segmentation import Message
    from .outcomes import Alike, Answered

__all__ = ["CountTotals", "summary_text"]


class CountTotals:
    """Totals over entries. Units are septets and code units together; see the encodings for each alone.

    Attributes:
        messages: how many texts, those that failed included.
        failed: how many could not be counted.
        blank: how many of the others are empty, or white space alone.
        encodings: messages, segments and units for each encoding.
        longest: index and count of the first message with the most segments, then units.
    """

    def __init__(self, entries: Iterable[Answered[Count | Message]] = ()) -> None:
        self.messages = self.failed = self.blank = 0
        # Other encodings are rare and appear once a message uses them.
        self.encodings = {encoding: self._none() for encoding in (Encoding.GSM7, Encoding.UCS2)}
        self.longest: tuple[int, Count] | None = None
        for entry in entries:
            self._add(entry.outcome, 1, lambda: 0)
            self.messages += 1
            if not isinstance(entry.outcome, Failure):
                self.blank += not entry.text or entry.text.isspace()

    def add_alike(self, batch: Alike[Count]) -> None:
        """Add many texts at once."""
        for kind, times in Counter(batch.kinds).items():
            self._add(batch.outcomes[kind], times, partial(batch.kinds.index, kind))
        self.messages += len(batch.kinds)
        self.blank += batch.blank

    def _add(self, outcome: Count | Message | Failure, times: int, place: Callable[[], int]) -> None:
        """Add texts that are alike, with the place of the first among those to come."""
        if isinstance(outcome, Failure):
            self.failed += times
            return
        count = count_of(outcome)
        totals = self.encodings.get(count.encoding) or self.encodings.setdefault(count.encoding, self._none())
        totals["messages"] += times
        totals["segments"] += times * count.segments
        totals["units"] += times * count.units
        if self.longest is None or count[1:3] > self.longest[1][1:3]:
            self.longest = self.messages + place(), count

    @staticmethod
    def _none() -> dict[str, int]:
        return {"messages": 0, "segments": 0, "units": 0}

    def fields(self) -> dict[str, Any]:
        """Return the totals by name, as programs see them."""
        longest = self.longest and {
            "index": self.longest[0],
            "segments": self.longest[1].segments,
            "units": self.longest[1].units,
        }
        return {
            "messages": self.messages,
            "failed": self.failed,
            "blank": self.blank,
            "segments": sum(totals["segments"] for totals in self.encodings.values()),
            "units": sum(totals["units"] for totals in self.encodings.values()),
            "encodings": {encoding.value: totals for encoding, totals in self.encodings.items()},
            "longest": longest,
        }


def summary_text(summary: CountTotals) -> str:
    """Return the totals in a few aligned lines."""
    fields = summary.fields()
    encodings, longest = fields.pop("encodings"), fields.pop("longest")
    column = max(len(f"{number:,}") for number in fields.values())
    if not fields["blank"]:
        del fields["blank"]
    lines = [f"{name:<8}  {number:>{column},}" for name, number in fields.items()]
    for encoding, totals in encodings.items():
        messages = many(totals["messages"], "message")
        indent = " " * (column - len(f"{totals['messages']:,}"))
        lines.append(f"{encoding:<8}  {indent}{messages}, {many(totals['segments'], 'segment')}")
    if longest:
        indent = " " * (column - len(f"{longest['segments']:,}"))
        words = f"{many(longest['segments'], 'segment')}, {many(longest['units'], 'unit')}"
        lines.append(f"longest   {indent}{words}, at index {longest['index']}")
    return "\n".join(lines) + "\n"
