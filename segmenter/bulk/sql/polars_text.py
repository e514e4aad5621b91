"""Polars: the same expression, written in its own words as Python.

It must not import Polars: this is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .expressions import ASTRAL, MARKER, class_of, one_segment

if TYPE_CHECKING:
    from ...core.coding import Coding
    from .expressions import Plan

__all__ = ["segments"]


def segments(column: str, plan: Plan) -> str:
    """Return a Python expression that counts the segments of a column."""
    text = f"pl.col({column!r})"
    pair = f"{MARKER}a"
    plain = f'{text}.str.replace_all("{MARKER}", "a", literal=True)'
    wide = _filled(f'{plain}.str.replace_all(r"{ASTRAL}", "{pair}")', plan.wide, marked=True)
    if plan.alphabet is None:
        return wide
    coded = text
    if plan.shifted:
        coded = f'{text}.str.replace_all(r"{class_of(plan.shifted)}", "{pair}")'
    narrow = _filled(coded, plan.alphabet, marked=bool(plan.shifted))
    is_wide = f'{text}.str.contains(r"{class_of(plan.letters, without=True)}")'
    return f"(\n    pl.when({is_wide})\n    .then({wide})\n    .otherwise({narrow})\n)"


def _filled(coded: str, coding: Coding, *, marked: bool) -> str:
    matches = f'{coded}.str.replace_all(r"{one_segment(coding, marked=marked)}", "x")'
    return (
        f"pl.when({coded}.str.len_chars() <= {coding.lone_units}).then(pl.lit(1, pl.UInt32))"
        f".when({coded}.is_not_null()).then({matches}.str.len_chars())"
    )
