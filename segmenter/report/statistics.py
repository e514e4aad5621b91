"""The statistics of `check`: a row for each rule, or for each locale, as text, CSV or JSON.

Shows what `lint` adds up; nothing is counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import many
from ..lint.statistics import LocaleStatistic, RuleStatistic
from .csv_format import csv_rows
from .display import columns_taken, cut_to_columns, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..lint.statistics import Statistics
    from .display import Screen

__all__ = ["statistics_csv", "statistics_text"]


def statistics_text(statistics: Statistics, screen: Screen) -> Iterator[str]:
    r"""Yield a line for each row, its columns aligned.

    >>> from segmenter.report.display import Screen
    >>> from segmenter.lint.statistics import Statistics
    >>> rows = (RuleStatistic("SEG107", "one-character-forces-ucs2", 12, 12, 9),)
    >>> "".join(statistics_text(Statistics(RuleStatistic._fields, rows), Screen()))
    '12  SEG107  one-character-forces-ucs2  9 fixable\n'
    """
    rows = [
        _of_rule(row) if isinstance(row, RuleStatistic) else _of_locale(row, screen)
        for row in statistics.rows
    ]
    widths = [max(map(columns_taken, cells)) for cells in zip(*rows, strict=True)]
    for cells in rows:
        number, *names = (
            _padded(cell, width, first=not at)
            for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        yield cut_to_columns("  ".join([number, *names]).rstrip(), screen) + "\n"


def _padded(cell: str, width: int, *, first: bool) -> str:
    blanks = " " * (width - columns_taken(cell))
    return blanks + cell if first else cell + blanks


def _of_rule(row: RuleStatistic) -> tuple[str, ...]:
    return f"{row.findings:,}", row.rule, row.name, f"{row.fixable:,} fixable" if row.fixable else ""


def _of_locale(row: LocaleStatistic, screen: Screen) -> tuple[str, ...]:
    taken = f"{many(row.segments, 'segment')}, the longest {row.longest:,}" if row.encoding else "not counted"
    return f"{row.messages:,}", shown(row.locale, screen) or "-", row.encoding or "-", taken


def statistics_csv(statistics: Statistics, *, safe: bool = False) -> Iterator[str]:
    """Yield a header row, and the rows; `safe` as in `csv_rows`."""
    return csv_rows(statistics.fields, (row._asdict() for row in statistics.rows), safe=safe)
