"""Words about wrong values and names: what a value is, and the nearest name that is known.

Any room may use them; no format is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["clipped", "describe", "did_you_mean", "nearest"]

_LONGEST_SHOWN = 60
_MOST_BITS = 120  # a longer number would fill the line; one of more than 4,300 digits cannot be written


def describe(value: object, *, mapping: str = "an object") -> str:
    """Describe a value for a message, in part of a line at most.

    Args:
        value: as a parser gave it.
        mapping: what the format calls a `dict`.

    >>> describe("x"), describe(True), describe([1]), describe({}, mapping="a table"), describe(10**99)
    ("'x'", 'true', 'a list', 'an empty table', 'a number too large')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        if not value:
            return "empty"
        return clipped(repr(value[: _LONGEST_SHOWN + 1]))
    if isinstance(value, list | tuple | dict):
        name = mapping if isinstance(value, dict) else "a list"
        return name if value else f"an empty {name.partition(' ')[2]}"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number too large"
    if isinstance(value, int | float) or type(value).__module__ in ("datetime", "decimal"):
        return clipped(str(value))
    return f"a value of type {type(value).__name__}"


def clipped(shown: str, longest: int = _LONGEST_SHOWN) -> str:
    """Shorten what is shown of a value."""
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the known name most like a wrong one; empty where none is.

    >>> nearest("pirce", ["price", "currency"]), nearest("x", ["price"])
    ('price', '')
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the end of a message that suggests a name; empty where none is near.

    >>> did_you_mean("pirce", ["price", "currency"])
    '; did you mean price?'
    """
    near = nearest(name, known)
    return f"; did you mean {near}?" if near else ""
