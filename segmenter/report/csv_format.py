"""Outcomes as comma-separated values: a header, then a row for each text or each of its segments.

The last column, ``error``, says why a text has no values; nothing here knows where a text came from.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, TypeVar

from .outcomes import Answered, Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..core.counting import Count
    from ..core.segmentation import Message
    from .outcomes import Alike
    from .summaries import CountTotals

__all__ = ["csv_alike", "csv_counts", "csv_rows", "csv_segments", "csv_summary"]

Value = TypeVar("Value")

_STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Echo:
    """A file for `csv` to write to that hands each row back."""

    def write(self, row: str) -> str:
        return row


def csv_counts(
    entries: Iterable[Answered[Count]], *, many: bool, kept: Sequence[str] = (), safe: bool = False
) -> Iterator[str]:
    """Yield a row for each text; for many texts, its index and the columns kept come first."""
    from ..core.counting import Count

    rows = _rows_of(entries, lambda count: [count.as_dict()])
    return csv_rows(["index"] * many + [*kept, *Count._fields, "error"], rows, safe=safe)


def csv_alike(batches: Iterable[Alike[Count]], *, safe: bool = False) -> Iterator[str]:
    """Yield what `csv_counts` does for the texts of each batch, as one string."""
    start = 0
    yield from csv_counts([], many=True)
    for batch in batches:
        entries = [Answered("", outcome) for outcome in batch.outcomes]
        _, *rows = csv_counts(entries, many=True, safe=safe)
        rests = [row[len(str(number)) :] for number, row in enumerate(rows)]  # after the index
        yield "".join([f"{index}{rests[kind]}" for index, kind in enumerate(batch.kinds, start)])
        start += len(batch.kinds)


def csv_segments(
    entries: Iterable[Answered[Message]], *, kept: Sequence[str] = (), safe: bool = False
) -> Iterator[str]:
    """Yield a row for each segment, after the index of its text and the columns kept.

    Args:
        entries: the result for each text.
        kept: names of those columns.
        safe: put an apostrophe before texts that a spreadsheet would run as a formula.
    """
    from ..core.segmentation import Segment

    rows = _rows_of(entries, lambda message: (segment._asdict() for segment in message.segments))
    return csv_rows(["index", *kept, *Segment._fields, "error"], rows, safe=safe)


def csv_summary(summary: CountTotals) -> Iterator[str]:
    """Yield the totals as one row."""
    totals = summary.fields()
    encodings, longest = totals.pop("encodings"), totals.pop("longest")
    for name, numbers in encodings.items():
        totals |= {f"{name.replace('-', '').lower()}_{key}": number for key, number in numbers.items()}
    totals |= {f"longest_{key}": longest and longest[key] for key in ("index", "segments", "units")}
    return csv_rows(list(totals), [totals])


def _rows_of(
    entries: Iterable[Answered[Value]], rows_of: Callable[[Value], Iterable[dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    for index, (_, outcome, kept) in enumerate(entries):
        known = {"index": index} | {name: _cell(value) for name, value in kept.items()}
        if isinstance(outcome, Failure):
            yield known | {"error": outcome.message}
        else:
            for row in rows_of(outcome):
                yield known | row


def _cell(value: object) -> object:
    """Return a value of JSON as a cell: a text as it is, no null, anything else as JSON."""
    from ..files.json_text import json_text

    return value if value is None or isinstance(value, str) else json_text(value)


def _harmless(value: object) -> object:
    r"""Return a cell that no spreadsheet takes for a formula.

    >>> _harmless("=1+1"), _harmless(-1), _harmless("1-1")
    ("'=1+1", -1, '1-1')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_OF_FORMULAS) else value


def csv_rows(header: Sequence[str], rows: Iterable[dict[str, Any]], *, safe: bool = False) -> Iterator[str]:
    """Yield a header row and a row for each mapping."""
    # Fields a row has beyond the header are the index of a single text, which is not shown.
    writer = csv.DictWriter(_Echo(), header, extrasaction="ignore", lineterminator="\n")
    yield writer.writeheader()
    for row in rows:
        yield writer.writerow({name: _harmless(value) for name, value in row.items()} if safe else row)
