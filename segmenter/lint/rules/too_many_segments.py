"""SEG103: a text that takes more segments than it may.

Compares a count with a budget; a template whose values decide is SEG109's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.headers import MAX_SEGMENTS
from ..findings import Problem
from ..remedies import segments, shortening, units_of
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG103",
    name="too-many-segments",
    summary="A text takes more segments than allowed.",
    why="Each segment is paid for. The budget is max_segments of the configuration, the flag "
    "max-segments:N of the entry, or a comment; and never more than the profile lets one message "
    "take. A text with placeholders is counted with every value at its shortest: it is over the "
    "budget whatever the values are.",
    severity=Severity.ERROR,
    fixable=Fixable.YES,
    bad=(Example("Your parcel is on its way. " * 6, {"max_segments": 1}),),
    good=(Example("Your parcel is on its way. " * 5, {"max_segments": 1}),),
    options=("max_segments", "profile"),
)


def budget(message: Message) -> int:
    """Return how many segments a message may take."""
    settings = message.settings
    limits = [MAX_SEGMENTS if settings.max_segments is None else settings.max_segments]
    if settings.profile is not None:
        from ...channels.messages import Channel

        limits.append(settings.profile.most_segments(Channel(settings.channel)))
    return min(limits)


def check(message: Message) -> Iterator[Problem]:
    """Give out that the text is over its budget."""
    count = message.count if message.sms else None
    if count is None:
        return
    most = budget(message)
    if count.segments <= most:
        return
    at_least = "at least " if message.written.names and message.written.template else ""
    said = f"{at_least}{segments(count.segments)} where {most:,} {'is' if most == 1 else 'are'} allowed"
    remedy = shortening(message, _mended)
    help_words = remedy.help or f"shorten it{_by(message, most)}"
    start = _start(message, most)
    yield Problem(
        f"{said} ({count.encoding})", start, len(message.text), help_words, remedy.edits, remedy.safe
    )


def _mended(message: Message) -> bool:
    count = message.count
    return count is not None and count.segments <= budget(message)


def _start(message: Message, most: int) -> int:
    """Return where what is too much begins, where that is known."""
    if message.written.template is not None or message.settings.profile is not None:
        return 0
    from ...core.segmentation import truncate

    return len(truncate(message.text, segments=most))


def _by(message: Message, most: int) -> str:
    from ...core.coding import codings

    count = message.count
    if count is None or count.locking_shift or count.single_shift:
        return ""
    coding = next(one for one in codings(message.policy) if one.encoding is count.encoding)
    over = count.units - coding.room(most)
    return f" by {units_of(count, over)}" if over > 0 else ""
