"""Substitutions as JSON: the text, each change, the counts before and after, and what is left over.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json_format import failure_fields, json_written
from .outcomes import count_fields, failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.substitution import Substitution
    from ..errors import SegmenterError

__all__ = ["substitution_fields", "substitution_json"]


def substitution_fields(done: Substitution) -> dict[str, Any]:
    """Return a substitution as fields that JSON can hold."""
    return {
        "text": done.text,
        "changes": [edit._asdict() | {"level": edit.level and edit.level.name} for edit in done.changes],
        "before": done.before and count_fields(done.before),
        "after": count_fields(done.after),
        "left_over": [each._asdict() for each in done.left_over],
    }


def substitution_json(
    outcomes: Iterable[Substitution | SegmenterError], *, many: bool, lines: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Give out substitutions as JSON: one object, an array for many, or an object a line."""
    fields = (
        failure_fields(failure(outcome)) if isinstance(outcome, Exception) else substitution_fields(outcome)
        for outcome in outcomes
    )
    return json_written(fields, many=many, lines=lines, ascii_only=ascii_only)
