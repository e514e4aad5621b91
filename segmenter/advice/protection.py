"""What substitution must leave alone: addresses, placeholders, and what the caller names.

A line here finds ranges; it must not know what would be done to them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Range", "patterns", "protected", "url_ranges"]

# A URL ends at a space or a quotation mark. Host names may hold any letter; so may paths.
_URL = r"""(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|(?:www|WWW|Www)\.)[^\s<>"'`“”„‟‘’‚‛«»‹›…—]+"""
# As many characters before the sign as an address may have: a run without one is not searched over and over.
_E_MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
_PLACEHOLDERS = (
    r"\{\{[^{}]{0,200}\}\}|\{#[^{}]{0,100}#\}|\$?\{ ?[^{}\s]{0,100} ?\}|\(\([^()\n]{1,200}\)\)"
    r"|%\([^()\n]{1,100}\)[#0 +-]*\d*(?:\.\d+)?[a-zA-Z]|%(?:\d+\$)?[sd@]"
)


class Range(NamedTuple):
    """A protected part of a text: where, and why."""

    start: int
    stop: int
    what: str


# Each is looked for alone: where one begins in another, what both cover is protected.
_BUILT_IN = {"placeholder": _PLACEHOLDERS, "URL": _URL, "e-mail address": _E_MAIL}


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def patterns(keep: str | re.Pattern[str] | Iterable[str | re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """Return what the caller wants kept as compiled patterns.

    Raises:
        ValueError: one is no regular expression.
    """
    if not hasattr(keep, "__iter__") and not isinstance(keep, re.Pattern):
        raise TypeError(f"keep takes regular expressions, not {type(keep).__name__}")
    each = (keep,) if isinstance(keep, str | re.Pattern) else tuple(keep)
    try:
        return tuple(one if isinstance(one, re.Pattern) else _compiled(one) for one in each)
    except re.error as error:
        message = f"keep: {error.pattern!r} is not a regular expression: {error}"
        raise ValueError(message) from None


def url_ranges(text: str) -> list[Range]:
    """Return where the URLs of a text stand."""
    return _built_in_ranges(text, ("URL",))


def protected(text: str, keep: tuple[re.Pattern[str], ...]) -> list[Range]:
    """Return the protected ranges of a text in order, without overlaps."""
    found = _built_in_ranges(text, _BUILT_IN)
    for pattern in keep:
        found += [Range(*each.span(), f"kept by {pattern.pattern}") for each in pattern.finditer(text)]
    if len(found) < 2:
        return [each for each in found if each.start < each.stop]
    apart: list[Range] = []
    for each in sorted(found):
        if each.start == each.stop:
            continue
        if apart and each.start < apart[-1].stop:
            last = apart.pop()
            apart.append(Range(last.start, max(last.stop, each.stop), last.what))
        else:
            apart.append(each)
    return apart


def _built_in_ranges(text: str, kinds: Iterable[str]) -> list[Range]:
    ranges: list[Range] = []
    for what in kinds:
        # Without one of its signs there is none to find: 0.1 µs instead of 20 for 160 characters.
        for sign in _SIGNS[what]:
            if sign in text:
                why = _WHERE[what]
                ranges += [Range(*match.span(), why) for match in _compiled(_BUILT_IN[what]).finditer(text)]
                break
    return ranges


_WHERE = {what: f"in {'an' if what[0] == 'e' else 'a'} {what}" for what in _BUILT_IN}
_SIGNS = {"placeholder": ("{", "((", "%"), "URL": ("://", "www.", "WWW.", "Www."), "e-mail address": ("@",)}
