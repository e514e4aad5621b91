"""Audiences: what a template costs with real values, exactly, and which rows take the most segments.

Rows stream; only counts, the longest few and the first few failures are kept. It must not know where rows
come from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import heappush, heappushpop
from typing import Any, NamedTuple

from ..core.counting import DEFAULT_POLICY, Count, count
from ..core.policy import Encoding, Policy
from ..core.results import plain_fields, result
from ..errors import SegmenterError
from .rendering import render_row
from .template import Template, as_template

__all__ = ["CountedRow", "Distribution", "FailedRow", "distribution"]


@result
class CountedRow(NamedTuple):
    """The message of one row.

    Attributes:
        index: of the row, from 0.
        count: of its text.
        text: as it would be sent.
    """

    index: int  # type: ignore[assignment]  # as `count`; it hides tuple.index
    count: Count  # type: ignore[assignment]  # as elsewhere; it hides tuple.count
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class FailedRow(NamedTuple):
    """A row that yields no message, and why.

    Attributes:
        index: of the row, from 0.
        reason: in words.
    """

    index: int  # type: ignore[assignment]  # as `count`; it hides tuple.index
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class Distribution(NamedTuple):
    """What a template costs over the rows of an audience.

    Attributes:
        rows: that yield a message.
        total_segments: of all of them.
        by_segments: rows by their number of segments, in rising order.
        by_encoding: rows by encoding.
        dearest: the rows with the most segments, then the most units, then the lowest index.
        failed: rows that yield none: a value is missing, or the text cannot be encoded as requested.
        failures: the first of them.
    """

    rows: int
    total_segments: int
    by_segments: Mapping[int, int]
    by_encoding: Mapping[Encoding, int]
    dearest: tuple[CountedRow, ...]
    failed: int
    failures: tuple[FailedRow, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


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
        rows: values by name; values without a placeholder are ignored. A text in place of values says why
            there are none.
        policy: how the texts may be encoded and cut.
        keep: how many of `dearest`, and of `failures`, to keep.

    Raises:
        TemplateError: a placeholder is malformed.

    >>> found = distribution("Hi {name}!", [{"name": "Ann"}, {"name": "Zoë’s"}, {"phone": "+374"}])
    >>> found.by_segments, found.dearest[0].index, found.failures[0].index
    ({1: 2}, 1, 2)
    """
    template = as_template(template)
    by_segments: Counter[int] = Counter()
    by_encoding: Counter[Encoding] = Counter()
    dearest: list[tuple[int, float, int, CountedRow]] = []
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
        entry = (counted.segments, fullness, -index, CountedRow(index, counted, text))
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
