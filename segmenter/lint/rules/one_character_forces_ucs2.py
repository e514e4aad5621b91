"""SEG107: a text that one character alone keeps out of GSM-7.

Counts the text with and without it; what may stand for it is advice's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.policy import Encoding
from ..characters import few_outside
from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG107",
    name="one-character-forces-ucs2",
    summary="One character alone forces UCS-2.",
    why="All else in the text is GSM-7, 160 septets to a segment. For this one character, however often "
    "it stands there, the whole text is sent as UCS-2, 70 code units to a segment. Mostly it is a "
    "typographic apostrophe, a dash or a no-break space that somebody's editor put there.",
    severity=Severity.ERROR,
    fixable=Fixable.YES,
    bad=(Example("It’s here, and it’s yours"), Example("Your code is 1234\u00a0"), Example("Great ❤️")),
    good=(Example("It's here, and it's yours"), Example("“Привет” – it’s a Russian text")),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out the one character, at its first place."""
    count = message.count if message.sms else None
    if count is None or count.encoding is not Encoding.UCS2:
        return
    if not few_outside(message.text):
        return
    from ..offenders import named, offenders_in

    found = offenders_in(message.text)
    if len(found.characters) != 1 or not any(map(str.isalnum, message.text.replace(found.characters[0], ""))):
        return  # there is more than one, or nothing else
    remedy = found.remedy
    times = f", {len(found.places):,} times," if len(found.places) > 1 else ""
    start, stop = found.places[0]
    character = found.characters[0]
    said = f"{named(character)}{times} alone forces UCS-2: {_cost(message, character)}"
    help_words = remedy.help
    if remedy.edits:
        replacement = remedy.edits[0][2] if len({new for _, _, new in remedy.edits}) == 1 else None
        if replacement and replacement.isprintable() and not replacement.isspace():
            help_words = f"type {replacement}"
    yield Problem(said, start, stop, help_words, remedy.edits, remedy.safe)


def _cost(message: Message, character: str) -> str:
    """Say what the character costs."""
    count = message.count
    without = message.with_text(message.text.replace(character, "")).count
    assert count is not None
    if without is not None and without.segments < count.segments:
        return f"{count.segments:,} segments, {without.segments:,} without it"
    return "a segment holds 70 code units, 160 septets without it"
