"""SEG112: a segment that ends inside an address or a placeholder.

Compares cuts with places; how addresses look is advice's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import TooManySegmentsError
from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

_WORDS = (
    "Dear customer, the parcel that you have ordered from us is on its way to you and will be with you soon. "
)

RULE = Rule(
    code="SEG112",
    name="cut-inside",
    summary="A segment ends inside an address or a placeholder.",
    why="A phone that gets only one of the segments, or shows them apart, shows half an address that "
    "leads nowhere. The text is cut as it is written: longer values move the cut. Put the address "
    "near the beginning.",
    severity=Severity.WARNING,
    fixable=Fixable.NO,
    bad=(Example(_WORDS + "Follow it, and change the day, at https://example.com/parcels/1234567890/track"),),
    good=(Example("Follow it at https://example.com/parcels/1234567890/track. " + _WORDS),),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out each address or placeholder that a cut falls into."""
    count = message.count if message.sms else None
    if count is None or count.segments < 2:
        return
    from ...advice.protection import protected
    from ...core.segmentation import segment

    ranges = protected(message.text, ())
    if not ranges:
        return
    profile = message.settings.profile
    before = "" if profile is None else profile.prefix
    after = "" if profile is None else profile.suffix
    try:
        cuts = [
            each.stop - len(before)
            for each in segment(before + message.text + after, policy=message.policy).segments[:-1]
        ]
    except (TooManySegmentsError, ValueError):
        return
    for start, stop, what in ranges:
        cut = next((cut for cut in cuts if start < cut < stop), None)
        if cut is not None:
            number = cuts.index(cut) + 1
            said = f"segment {number:,} ends in the middle of {what.removeprefix('in ')}"
            yield Problem(said, start, stop, "put it elsewhere in the text, or shorten what stands before it")
