"""A text takes more segments than allowed.

Each segment is billed. The budget comes from max_segments in the configuration, the flag max-segments:N
of the entry, or a comment; the profile's own maximum always applies. A text with placeholders is counted
with every value at its shortest, so it is over the budget whatever the values are.

:code: SEG103
:fixable: yes
:asks: many
:options: max_segments profile
"""

from __future__ import annotations

from ...core.headers import MAX_SEGMENTS
from ..causes import causes, excess_units
from ..messages import CatalogMessage
from ..remedies import segments, shortening, units_of
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (Example("Your parcel is on its way. " * 6, {"max_segments": 1}),)
GOOD = (Example("Your parcel is on its way. " * 5, {"max_segments": 1}),)


def budget(message: CatalogMessage) -> int:
    """Return how many segments a message may take."""
    settings = message.settings
    limits = [MAX_SEGMENTS if settings.max_segments is None else settings.max_segments]
    if settings.profile is not None:
        from ...channels.messages import Channel

        limits.append(settings.profile.most_segments(Channel(settings.channel)))
    return min(limits)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that the text is over its budget."""
    count = message.count if message.sms else None
    if count is None:
        return
    most = budget(message)
    if count.segments <= most:
        return
    at_least = "at least " if message.written.names and message.written.template else ""
    taken = f"{at_least}{segments(count.segments)} ({count.encoding})"
    words = f"{taken} where {most:,} {'is' if most == 1 else 'are'} allowed{causes(message, most)}"
    remedy = shortening(message, _is_within_budget)
    help_words = remedy.help or f"shorten it{_by(message, most)}"
    start = _start(message, most)
    yield Diagnosis(words, start, len(message.text), help_words, remedy.edits, remedy.safe)


def _is_within_budget(message: CatalogMessage) -> bool:
    count = message.count
    return count is not None and count.segments <= budget(message)


def _start(message: CatalogMessage, most: int) -> int:
    """Return where what is too much begins, where that is known."""
    if message.written.template is not None or message.settings.profile is not None:
        return 0
    from ...core.segmentation import truncate

    return len(truncate(message.text, segments=most))


def _by(message: CatalogMessage, most: int) -> str:
    count = message.count
    excess = excess_units(count, most, message.policy) if count else 0
    return f" by {units_of(count, excess)}" if count and excess else ""
