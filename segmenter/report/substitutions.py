"""Substitutions as JSON: the text, each change, the counts before and after, and what is left over.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json_format import failure_fields, json_written
from .outcomes import Failure, count_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.substitution import Substitution
    from .outcomes import Entry

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
    entries: Iterable[Entry[Substitution]], *, many: bool, lines: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Yield substitutions as JSON: one object, an array for many, or an object a line."""
    fields = (
        failure_fields(outcome) if isinstance(outcome, Failure) else substitution_fields(outcome)
        for _, outcome in entries
    )
    return json_written(fields, many=many, lines=lines, ascii_only=ascii_only)
