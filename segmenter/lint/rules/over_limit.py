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
    summary="A text is longer than the channel or a flag allows.",
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
    from ...channels.measures import Measure, fitting, measure
    from ...channels.messages import Channel

    rules = settings.profile.channels[Channel(settings.channel)]
    for limit in rules.limits:
        if limit.field != "text" or (message.sms and limit.measure is Measure.SEGMENTS):
            continue  # segments are SEG103's
        try:
            length = measure(text, limit.measure)
        except UnencodableError:
            continue
        if length > limit.number:
            unit = limit.measure.value.replace("-", " ")
            takes = "takes" if limit.severity is Severity.ERROR else "advises for"
            said = f"{length:,} {unit}, {length - limit.number:,} more than {settings.profile.name} {takes} "
            said += f"{settings.channel} ({limit.number:,})"
            start = fitting(text, limit.measure, limit.number)
            yield Problem(said, start, len(text), "shorten it", severity=limit.severity)
