"""Audiences: what a template costs with real values, exactly, and which rows are dearest.

Rows stream through; only counts, the dearest few and the first few failures are kept. Where rows come from is
in `rows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import heappush, heappushpop
from typing import NamedTuple

from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.policy import Encoding, Policy
from ..errors import SegmenterError
from .rendering import render_row
from .template import Template, as_template

__all__ = ["Distribution", "FailedRow", "Row", "distribution"]


class Row(NamedTuple):
    """One recipient's message.

    Attributes:
        place: of the row, from 0.
        count: of its text.
        text: as it would be sent.
    """

    place: int
    count: Count  # type: ignore[assignment]  # as elsewhere; it hides tuple.count
    text: str


class FailedRow(NamedTuple):
    """A row that gives no message, and why.

    Attributes:
        place: of the row, from 0.
        reason: in words.
    """

    place: int
    reason: str


class Distribution(NamedTuple):
    """What a template costs over the rows of an audience.

    Attributes:
        rows: that gave a message.
        total_segments: of all of them.
        by_segments: how many rows take so many segments, in rising order.
        by_encoding: how many rows are sent so.
        dearest: the rows of most segments, those of more units first, then the earlier.
        failed: rows that gave none: a value is missing, or the text cannot be encoded as asked.
        failures: the first of them.
    """

    rows: int
    total_segments: int
    by_segments: Mapping[int, int]
    by_encoding: Mapping[Encoding, int]
    dearest: tuple[Row, ...]
    failed: int
    failures: tuple[FailedRow, ...]


def distribution(
    template: str | Template,
    rows: Iterable[Mapping[str, object] | str],
    *,
    policy: Policy = DEFAULT_POLICY,
    keep: int = 5,
) -> Distribution:
    """Count a template with the values of each row.

    Args:
        template: from `parse`; a text is parsed with syntax ``brace``.
        rows: values by name; what has no placeholder is left out, for an audience has other columns too. A
            text in place of values says why there are none.
        policy: how the texts may be encoded and cut.
        keep: how many of the dearest rows, and of the failures, to keep.

    Raises:
        TemplateError: a placeholder is malformed.

    >>> found = distribution("Hi {name}!", [{"name": "Ann"}, {"name": "Zoë’s"}, {"phone": "+374"}])
    >>> found.by_segments, found.dearest[0].place, found.failures[0].place
    ({1: 2}, 1, 2)
    """
    template = as_template(template)
    by_segments: Counter[int] = Counter()
    by_encoding: Counter[Encoding] = Counter()
    dearest: list[tuple[int, float, int, Row]] = []
    failures: list[FailedRow] = []
    failed = 0
    for index, values in enumerate(rows):
        try:
            if isinstance(values, str):
                reason = values
            else:
                text = render_row(template, values)
                counted = count(text, policy=policy)
                reason = ""
        except SegmenterError as error:
            reason = str(error)
        if reason:
            failed += 1
            if len(failures) < keep:
                failures.append(FailedRow(index, reason))
            continue
        by_segments[counted.segments] += 1
        by_encoding[counted.encoding] += 1
        fullness = counted.segments - counted.free_units / (counted.segment_units + 1)
        entry = (counted.segments, fullness, -index, Row(index, counted, text))
        if len(dearest) < keep:
            heappush(dearest, entry)
        elif keep:
            heappushpop(dearest, entry)
    return Distribution(
        by_segments.total(),
        sum(segments * rows for segments, rows in by_segments.items()),
        dict(sorted(by_segments.items())),
        dict(sorted(by_encoding.items())),
        tuple(row for *_, row in sorted(dearest, reverse=True)),
        failed,
        tuple(failures),
    )
