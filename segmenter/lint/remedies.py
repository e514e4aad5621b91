"""Remedies: edits that fix a text, and words for them.

Takes advice and tries it by the rule's own measure; what is wrong is not known here.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from .characters import SAME_IN_PLAIN, is_idle, is_separator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..advice.edits import Edit
    from ..channels.findings import TextEdit
    from ..core.counting import Count
    from .messages import CatalogMessage

__all__ = [
    "NO_REMEDY",
    "Remedy",
    "is_safe",
    "segments",
    "shortening",
    "shown",
    "text_edits",
    "typed",
    "units_of",
]

_MOST = 4


class Remedy(NamedTuple):
    """Edits, whether they leave the text as it was meant, and what they do in words."""

    edits: tuple[TextEdit, ...]
    safe: bool
    help: str


NO_REMEDY = Remedy((), safe=False, help="")


def shortening(message: CatalogMessage, is_fixed: Callable[[CatalogMessage], bool]) -> Remedy:
    """Return advice that fixes a message, preferably a safe one; without edits where no advice does."""
    from ..advice.explanation import explain

    found = NO_REMEDY
    if message.is_isolated:  # the signs that the program inserts count too, and no advice removes them
        return found
    for advice in explain(message.text, policy=message.policy).advice:
        safe = all(is_safe(edit, message.text) for edit in advice.edits)
        if (safe or not found.edits) and is_fixed(message.with_text(advice.apply(message.text))):
            words = f"{advice.kind}: {typed((edit.old, edit.new) for edit in advice.edits)}"
            found = Remedy(text_edits(advice.edits), safe, words)
            if safe:
                break
    return found


def text_edits(edits: Iterable[Edit]) -> tuple[TextEdit, ...]:
    """Return advice's edits as places and texts alone."""
    return tuple((edit.start, edit.stop, edit.new) for edit in edits)


def is_safe(edit: Edit, text: str) -> bool:
    """Return whether an edit only types the same in another way, or removes what has no effect there."""
    if edit.level != 1:  # TYPOGRAPHIC
        return False
    if is_separator(text, edit.start, edit.stop):
        return False
    if not edit.new:
        return all(is_idle(text, index) for index in range(edit.start, edit.stop))
    return unicodedata.normalize("NFC", edit.old) == edit.new or SAME_IN_PLAIN.issuperset(edit.old)


def typed(edits: Iterable[tuple[str, str]]) -> str:
    r"""Return what to type instead, each once: ``type ' for ’``.

    >>> typed([("’", "'"), ("\u200b", "")])
    "type ' for ’, leave out U+200B"
    """
    words = list(dict.fromkeys(_words(old, new) for old, new in edits))
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return ", ".join(words[:_MOST]) + more


def _words(old: str, new: str) -> str:
    return f"type {shown(new)} for {shown(old)}" if new else f"leave out {shown(old)}"


def shown(text: str) -> str:
    r"""Return a character, or a few, as a message shows them: what cannot be seen as its code point.

    >>> shown("’"), shown("\u200b"), shown(" ")
    ('’', 'U+200B', 'a space')
    """
    if len(text) > 24:
        text = f"{text[:20]}…"
    if text == " ":
        return "a space"
    if unicodedata.category(text[0])[0] in "MZC":  # alone it is not seen, or joins what stands before it
        return " ".join(one if "!" <= one <= "~" else f"U+{ord(one):04X}" for one in text)
    return "".join(one if one.isprintable() else f" U+{ord(one):04X} " for one in text).strip()


def segments(number: int) -> str:
    """Return a number of segments in words."""
    return f"{number:,} segment{'' if number == 1 else 's'}"


def units_of(count: Count, number: int) -> str:
    """Return a number of the units of a count in words."""
    unit = "septet" if count.encoding == "GSM-7" else "code unit"
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
