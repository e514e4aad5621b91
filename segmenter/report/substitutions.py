"""Substitutions as JSON: the text, each change, the counts before and after, and what is left over.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=ascii_only).encode
    before = "[\n" if many and not lines else ""
    for index, outcome in enumerate(outcomes):
        if isinstance(outcome, Exception):
            failed = failure(outcome)
            fields: dict[str, Any] = {"error": {"message": failed.message, **failed.facts}}
        else:
            fields = substitution_fields(outcome)
        written = encode({"index": index, **fields} if many else fields)
        # A lone surrogate has no UTF-8; its escape is JSON all the same.
        written = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", written)
        yield before + written if before else written + "\n"
        before = ",\n" if before else ""
    if many and not lines:
        yield "[]\n" if before == "[\n" else "\n]\n"
