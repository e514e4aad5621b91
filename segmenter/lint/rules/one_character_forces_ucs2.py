"""SEG107: a text that one character alone keeps out of GSM-7.

Counts the text with and without it; what may stand for it is advice's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.headers import MAX_SEGMENTS
from ...core.policy import Encoding
from ..characters import few_outside
from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message
    from ..offenders import Offenders

__all__ = ["RULE", "alone", "check"]

RULE = Rule(
    code="SEG107",
    name="one-character-forces-ucs2",
    summary="One character alone forces UCS-2.",
    why="All else in the text is GSM-7, 160 septets to a segment. For this one character, however often "
    "it stands there, the whole text is sent as UCS-2, 70 code units to a segment. Mostly it is a "
    "typographic apostrophe, a dash or a no-break space that somebody's editor put there. Where not "
    'each such text is to fail: with forced_ucs2 = "typographic" it does where the character has the same '
    'in plain, as --fix types it; with "dearer" where the character costs a segment. Where encoding = '
    '"gsm-7" is asked for, SEG106 says it all.',
    severity=Severity.ERROR,
    fixable=Fixable.YES,
    bad=(Example("It’s here, and it’s yours"), Example("Your code is 1234\u00a0"), Example("Great ❤️")),
    good=(
        Example("It's here, and it's yours"),
        Example("“Привет” – it’s a Russian text"),
        Example("Great ❤️", {"forced_ucs2": "typographic"}),
        Example("It’s here, and it’s yours", {"forced_ucs2": "dearer"}),
    ),
    options=("forced_ucs2", "encoding"),
)


def alone(message: Message) -> Offenders | None:
    """Return the one character, where this rule tells of it."""
    settings, text = message.settings, message.text
    count = message.count if message.sms and settings.encoding == "any" else None
    if count is None or count.encoding is not Encoding.UCS2 or not few_outside(text):
        return None
    from ..offenders import offenders_in

    found = offenders_in(text)
    if len(found.characters) != 1 or not any(map(str.isalnum, text.replace(found.characters[0], ""))):
        return None  # there is more than one, or nothing else
    if settings.forced_ucs2 == "typographic":
        return found if found.remedy.safe else None
    if settings.forced_ucs2 == "dearer":
        return found if _without(message, found.characters[0]) < count.segments else None
    return found


def check(message: Message) -> Iterator[Problem]:
    """Give out the one character, at its first place."""
    found = alone(message)
    if found is None:
        return
    from ..offenders import named

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
    count, without = message.count, _without(message, character)
    if count is not None and without < count.segments:
        return f"{count.segments:,} segments, {without:,} without it"
    return "a segment holds 70 code units, 160 septets without it"


def _without(message: Message, character: str) -> int:
    """Return how many segments there are without a character."""
    without = message.with_text(message.text.replace(character, "")).count
    return MAX_SEGMENTS if without is None else without.segments
