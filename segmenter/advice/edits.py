"""Edits of a text: what stands where, what takes its place, and why; and applying them.

A line here knows places and strings; it must not know segments or alphabets.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.results import plain_fields, result
from ..spelling import Spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Edit", "Kind", "SubstitutionLevel", "apply_edits", "edited"]


class SubstitutionLevel(Spelled, IntEnum):
    """How far substitution may go; each level contains those before it.

    >>> SubstitutionLevel.TYPOGRAPHIC < SubstitutionLevel.LETTERS
    True
    """

    TYPOGRAPHIC = 1
    """Quotes, dashes, spaces, ellipsis, bullets, invisible characters; letters composed with their marks."""
    COMPATIBILITY = 2
    """Full width, ligatures, fractions, superscripts, mathematical letters, symbols with a usual spelling."""
    LETTERS = 3
    """Accents and letters by look, such as á → a, ł → l, ç → c; Greek capitals that look Latin."""
    LANGUAGE = 4
    """Other scripts by the published rules of the languages named."""
    ANY = 5
    """Whatever `anyascii` can spell (extra ``translit``)."""


class Kind(StrEnum):
    """What kind of character an offender is."""

    TYPOGRAPHIC = "typographic"
    INVISIBLE = "invisible"
    DECOMPOSED = "combining mark"
    COMPATIBILITY = "compatibility form"
    ACCENTED = "accented letter"
    SCRIPT = "other script"
    EMOJI = "emoji"
    SYMBOL = "symbol"
    MISDECODED = "decoded wrongly"
    SURROGATE = "half of a surrogate pair"


@result
class Edit(NamedTuple):
    """One change: ``text[start:stop]``, which is `old`, becomes `new`.

    Attributes:
        start: where, in code points from the start of the text before any change.
        stop: where what goes ends.
        old: what stands there.
        new: what takes its place; empty where it is left out.
        why: the reason, in a few words.
        level: the lowest level of substitution that makes it; `None` where it is no substitution.
    """

    start: int
    stop: int
    old: str
    new: str
    why: str
    level: SubstitutionLevel | None

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; they must be in order and must not overlap.

    Raises:
        ValueError: the text is not the one the edits were made for.

    >>> apply_edits("It’s", [Edit(2, 3, "’", "'", "typographic", SubstitutionLevel.TYPOGRAPHIC)])
    "It's"
    """
    pieces: list[str] = []
    end = 0
    for start, stop, old, new, _, _ in edits:
        if start < end or text[start:stop] != old:
            message = f"the edit of {old!r} at index {start} does not fit this text"
            raise ValueError(message)
        pieces += (text[end:start], new)
        end = stop
    pieces.append(text[end:])
    return "".join(pieces)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text that edits made for it give, in half the time of `apply_edits`, which checks them."""
    stops = [0, *[edit[1] for edit in edits]]
    pieces = [text[stop : edit[0]] + edit[3] for stop, edit in zip(stops, edits)]  # noqa: B905  # one stop more
    return "".join(pieces) + text[stops[-1] :]
