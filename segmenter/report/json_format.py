"""Outcomes as JSON: an object for one text, an array for many, or an object a line.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

import re
from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from ..core.counting import Count
from .outcomes import Failure, count_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..core.segmentation import Message
    from .outcomes import Entry
    from .summaries import Summary

__all__ = ["failure_fields", "json_array", "json_lines", "json_summary", "json_written"]


_SURROGATE = re.compile("[\ud800-\udfff]")


def json_lines(
    entries: Iterable[Entry[Count | Message]], *, many: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Give out an object a line; of many, each begins with its index."""
    return json_written(map(_fields, entries), many=many, lines=True, ascii_only=ascii_only)


def json_array(entries: Iterable[Entry[Count | Message]], *, ascii_only: bool = False) -> Iterator[str]:
    """Give out an array of objects, each as soon as it is known, and closed even where reading fails."""
    return json_written(map(_fields, entries), many=True, lines=False, ascii_only=ascii_only)


def json_written(
    objects: Iterable[Mapping[str, Any]], *, many: bool, lines: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Give out objects, each as soon as it is known: one on its line, an array of many, or one a line.

    Of many each begins with its index. An array is closed even where what makes the objects fails.
    """
    encode = JSONEncoder(ensure_ascii=ascii_only).encode
    in_array = many and not lines
    before = "[\n"
    try:
        for index, fields in enumerate(objects):
            written = encode({"index": index, **fields} if many else fields)
            # A lone surrogate has no UTF-8; its escape is JSON all the same.
            written = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
            yield before + written if in_array else written + "\n"
            before = ",\n"
    except (Exception, KeyboardInterrupt):
        if in_array and before != "[\n":
            yield "\n]\n"
        raise
    if in_array:
        yield "[]\n" if before == "[\n" else "\n]\n"


def json_summary(summary: Summary) -> str:
    """Return the totals as one object."""
    return JSONEncoder().encode(summary.fields()) + "\n"


def _fields(entry: Entry[Count | Message]) -> dict[str, Any]:
    outcome = entry.outcome
    if isinstance(outcome, Failure):
        return failure_fields(outcome)
    if isinstance(outcome, Count):
        return count_fields(outcome)
    return count_fields(outcome.count) | {"parts": [part._asdict() for part in outcome.segments]}


def failure_fields(failure: Failure) -> dict[str, Any]:
    """Return what stands in place of an object where there is none."""
    return {"error": {"message": failure.message, **failure.facts}}
