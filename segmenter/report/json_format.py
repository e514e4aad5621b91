"""Outcomes as JSON: an object for one text, an array for many, or an object a line.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from ..core.counting import Count
from .outcomes import Failure, count_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.segmentation import Message
    from .outcomes import Entry
    from .summaries import Summary

__all__ = ["json_array", "json_lines", "json_summary"]


def json_lines(
    entries: Iterable[Entry[Count | Message]], *, many: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Give out an object a line; of many, each begins with its index."""
    encode = JSONEncoder(ensure_ascii=ascii_only).encode
    for index, entry in enumerate(entries):
        place = {"index": index} if many else {}
        yield encode(place | _fields(entry)) + "\n"


def json_array(entries: Iterable[Entry[Count | Message]], *, ascii_only: bool = False) -> Iterator[str]:
    """Give out an array of objects, each as soon as it is known, and closed even where reading fails."""
    before = "[\n"
    try:
        for line in json_lines(entries, many=True, ascii_only=ascii_only):
            yield before + line[:-1]
            before = ",\n"
    except (Exception, KeyboardInterrupt):
        if before != "[\n":
            yield "\n]\n"
        raise
    yield "[]\n" if before == "[\n" else "\n]\n"


def json_summary(summary: Summary) -> str:
    """Return the totals as one object."""
    return JSONEncoder().encode(summary.fields()) + "\n"


def _fields(entry: Entry[Count | Message]) -> dict[str, Any]:
    outcome = entry.outcome
    if isinstance(outcome, Failure):
        return {"error": {"message": outcome.message, **outcome.facts}}
    if isinstance(outcome, Count):
        return count_fields(outcome)
    return count_fields(outcome.count) | {"parts": [part._asdict() for part in outcome.segments]}
