"""What several profiles share: the dates on which pages were read, forms of addresses, sets of parts.

Helpers for writing values down; nothing here is one provider's.
"""

from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

from ..channels.limits import Limit, Source
from ..channels.measures import Measure

__all__ = [
    "E164",
    "SMS_SENDER",
    "TEXT_ALONE",
    "SendStyle",
    "at_most",
    "every",
    "excerpt",
    "read",
    "seen",
    "unverified",
]

E164 = (
    r"\+?[1-9][0-9]{6,14}",
    "write the number in international form, 7 to 15 digits without spaces, with or without +",
)
"""A telephone number as ITU-T E.164 has it."""

SMS_SENDER = (
    r"\+?[0-9]{3,15}|(?=.*[A-Za-z])[A-Za-z0-9 .&+_-]{1,11}",
    "use a number of 3 to 15 digits, or a name of at most 11 letters, digits, spaces and . & + - _",
)
"""An address in an SMS: an alphanumeric one holds 11 characters at most (TS 23.040 §9.1.2.5)."""


class SendStyle(StrEnum):
    """The effects of iMessage, in Sendblue's spelling: first those of the screen."""

    CELEBRATION = "celebration"
    SHOOTING_STAR = "shooting_star"
    FIREWORKS = "fireworks"
    LASERS = "lasers"
    LOVE = "love"
    CONFETTI = "confetti"
    BALLOONS = "balloons"
    SPOTLIGHT = "spotlight"
    ECHO = "echo"
    INVISIBLE = "invisible"
    GENTLE = "gentle"
    LOUD = "loud"
    SLAM = "slam"


def seen(page: str) -> Source:
    """Return a page whose stored copy was read for this release."""
    return Source(page, date(2026, 11, 22))


def read(page: str, day: date = date(2026, 11, 28)) -> Source:
    """Return a page, a commit or a published package that was read later."""
    return Source(page, day)


def excerpt(page: str) -> Source:
    """Return a page of which only an excerpt was seen, so that it is not verified."""
    return Source(f"{page} (excerpt)")


def unverified(page: str) -> Source:
    """Return general knowledge, or a page that was not at hand to be read."""
    return Source(page)


def at_most(
    field: str, number: int, source: Source, *, measure: Measure = Measure.CODE_POINTS, **facts: Any
) -> Limit:
    """Return a limit, in code points where the source only says "characters"; `facts` as for `Limit`."""
    return Limit(field=field, number=number, measure=measure, source=source, **facts)


def every(*parts: str) -> tuple[frozenset[str], ...]:
    """Return every set that can be made of these parts, the smaller first.

    >>> [sorted(parts) for parts in every("text", "image")]
    [['text'], ['image'], ['image', 'text']]
    """
    sizes = range(1, len(parts) + 1)
    return tuple(frozenset(chosen) for size in sizes for chosen in combinations(parts, size))


TEXT_ALONE = (frozenset({"text"}), frozenset({"template"}))
"""A channel that carries text, written out or from a template, and nothing else."""
