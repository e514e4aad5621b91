"""SEG102: a text longer than its channel, its profile or a flag allows.

Compares a measure with a number; which limits there are is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import UnencodableError
from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG102",
    name="over-limit",
    summary="A text is longer than its channel, field or flag allows.",
    why="The provider refuses or cuts it. The limits are those of the profile for the channel (see "
    "`segmenter profiles show`), and the flag max-length:N of the entry, which XLIFF calls maxwidth, "
    "in code points. A placeholder counts as it is written.",
    severity=Severity.ERROR,
    fixable=Fixable.NO,
    bad=(
        Example("So long. " * 120, {"channel": "viber"}),
        Example("Way too long", comment="segmenter: max-length=10"),
    ),
    good=(
        Example("So long. " * 110, {"channel": "viber"}),
        Example("Fits", comment="segmenter: max-length=10"),
    ),
    options=("channel", "profile"),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out each limit that the text passes."""
    settings, text = message.settings, message.text
    most = settings.max_length
    if most is not None and len(text) > most:
        said = f"{len(text):,} code points, {len(text) - most:,} more than max-length {most:,}"
        yield Problem(said, most, len(text), "shorten it")
    if settings.profile is None:
        return
    from ...channels.excess import text_excesses
    from ...channels.measures import Measure
    from ...channels.messages import Channel

    for more in text_excesses(text, settings.profile, Channel(settings.channel)):
        if isinstance(more, UnencodableError):
            continue  # SEG101's
        limit = more.limit
        if message.sms and limit.measure is Measure.SEGMENTS:
            continue  # SEG103's
        takes = "takes" if limit.severity is Severity.ERROR else "advises for"
        said = f"{more.words}, {more.over:,} more than {settings.profile.name} {takes} "
        said += f"{settings.channel} ({limit.number:,})"
        yield Problem(said, more.start, len(text), "shorten it", severity=limit.severity)
