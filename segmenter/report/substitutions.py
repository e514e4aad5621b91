"""Substitutions as JSON: the text, each change, the counts before and after, and what is left over.

The keys are the fields' own names; nothing here knows where a text came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .json_format import json_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.substitution import Substitution
    from .outcomes import Answered

__all__ = ["substitution_json"]


def substitution_json(
    entries: Iterable[Answered[Substitution]], *, many: bool, lines: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Yield substitutions as JSON: one object, an array for many, or an object a line."""
    return json_outcomes(entries, many=many, lines=lines, ascii_only=ascii_only)
