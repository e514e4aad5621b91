"""Outcomes as comma-separated values: a header, then a row for each text or each of its segments.

The last column, ``error``, says why a text has no values; nothing here knows where a text came from.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from .outcomes import Failure, count_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..core.counting import Count
    from ..core.segmentation import Message
    from .outcomes import Entry
    from .summaries import Summary

__all__ = ["csv_counts", "csv_segments", "csv_summary"]


class _Echo:
    """A file for `csv` to write to that hands each row back."""

    def write(self, row: str) -> str:
        return row


def csv_counts(entries: Iterable[Entry[Count]], *, many: bool) -> Iterator[str]:
    """Give out a row for each text; of many, each begins with its index."""
    from ..core.counting import Count

    place = ["index"] if many else []
    return _rows([*place, *Count._fields, "error"], map(_count_row, enumerate(entries)))


def csv_segments(entries: Iterable[Entry[Message]]) -> Iterator[str]:
    """Give out a row for each segment, begun with the index of its text."""
    from ..core.segmentation import Segment

    rows = (row for place in enumerate(entries) for row in _segment_rows(place))
    return _rows(["index", *Segment._fields, "error"], rows)


def csv_summary(summary: Summary) -> Iterator[str]:
    """Give out the totals as one row."""
    totals = summary.fields()
    encodings, longest = totals.pop("encodings"), totals.pop("longest")
    for name, numbers in encodings.items():
        totals |= {f"{name.replace('-', '').lower()}_{key}": number for key, number in numbers.items()}
    totals |= {f"longest_{key}": longest and longest[key] for key in ("index", "segments", "units")}
    return _rows(list(totals), [totals])


def _rows(header: Sequence[str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    # Fields a row has beyond the header are the index of a single text, which is not shown.
    writer = csv.DictWriter(_Echo(), header, extrasaction="ignore", lineterminator="\n")
    yield writer.writeheader()
    for row in rows:
        yield writer.writerow(row)


def _count_row(place: tuple[int, Entry[Count]]) -> dict[str, Any]:
    index, entry = place
    if isinstance(entry.outcome, Failure):
        return {"index": index, "error": entry.outcome.message}
    return {"index": index} | count_fields(entry.outcome)


def _segment_rows(place: tuple[int, Entry[Message]]) -> Iterator[dict[str, Any]]:
    index, entry = place
    if isinstance(entry.outcome, Failure):
        yield {"index": index, "error": entry.outcome.message}
        return
    for segment in entry.outcome.segments:
        yield {"index": index} | segment._asdict()
