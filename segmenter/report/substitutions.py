"""Substitutions as JSON: the text, each change, the counts before and after, and what is left over.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.plain import plain_fields
from .json_format import json_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.substitution import Substitution
    from .outcomes import Answered

__all__ = ["substitution_fields", "substitution_json"]


def substitution_fields(substitution: Substitution) -> dict[str, Any]:
    """Return a substitution as fields that JSON can hold."""
    return plain_fields(substitution, "text", "changes", "before", "after", "left_over")


def substitution_json(
    entries: Iterable[Answered[Substitution]], *, many: bool, lines: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Yield substitutions as JSON: one object, an array for many, or an object a line."""
    return json_outcomes(entries, substitution_fields, many=many, lines=lines, ascii_only=ascii_only)
