"""A source text has no room for its translations.

Translations are longer than English texts, often by a third, and where the source fills its segments each of
them takes one more. translation_room = 0.3 asks for room for 30 % more text within max_segments, or, where
that is not set, within the segments that the source takes; it is only asked of texts in the source language.
Scripts outside GSM-7 need far more room than any share, so plan those with their own max_segments. Weblate
asks for the same (issue 19542).

:code: SEG115
:severity: warning
:fixable: no
:asks: original
:options: translation_room max_segments source_language
"""

from __future__ import annotations

from math import ceil

from ..messages import CatalogMessage
from ..remedies import segments
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_TEXT = "Your parcel is on its way and arrives today between ten and twelve. "

BAD = (
    Example(_TEXT * 2, {"translation_room": 0.3}),
    Example(_TEXT * 2, {"translation_room": 0.3, "max_segments": 1}, locale="en-GB"),
)
GOOD = (
    Example(_TEXT, {"translation_room": 0.3}),
    Example(_TEXT * 2, {"translation_room": 0.3, "max_segments": 2}),
    Example(_TEXT * 2, {"translation_room": 0.3}, locale="de"),
    Example(_TEXT * 2),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that a text longer by the requested share takes more segments than there are."""
    share, count = message.settings.translation_room, message.count
    if share is None or count is None or not message.sms:
        return
    most = max(message.settings.max_segments or count.segments, count.segments)
    more = ceil(count.units * share)
    room = count.free_units
    if most > count.segments:
        # What a text of one segment has free grows less than by a whole one: its segments get a header.
        from ...core.coding import codings

        coding = next(one for one in codings(message.policy) if one.encoding is count.encoding)
        room = coding.room(most) - count.units
    if more > room:
        words = f"{count.units:,} units in {segments(count.segments)}: {share:.0%} more text needs {more:,}"
        yield Diagnosis(
            f"{words}, and {segments(most)} {'has' if most == 1 else 'have'} {max(room, 0):,} free",
            0,
            len(message.text),
            "shorten it, or allow translations another segment",
        )
