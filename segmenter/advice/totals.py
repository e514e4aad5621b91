"""Which characters force UCS-2 over many texts, and what replacing them would save, in constant memory.

It adds up one text at a time and keeps none. It must not know where texts come from or how totals are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.policy import Encoding
from .characters import OUTSIDE, character, replacements
from .edits import SubstitutionLevel
from .substitution import substitute

if TYPE_CHECKING:
    from ..core.counting import Count
    from ..core.policy import Policy

__all__ = ["OffenderTotals", "Replaced"]


class Replaced(NamedTuple):
    """A text whose look-alikes were typed, and what it takes then.

    Attributes:
        text: as it would be sent.
        after: its count.
        alone: the only character that was replaced; empty where there are several.
    """

    text: str
    after: Count
    alone: str


class OffenderTotals:
    """Totals over texts; a saving is what typing the look-alike would save (level `TYPOGRAPHIC`).

    Attributes:
        messages: how many texts.
        segments: that they take.
        ucs2: how many are sent as UCS-2.
        saved: segments that replacing all such characters would save.
        forced: messages that each character outside GSM-7 stands in.
        saves: segments that replacing each character alone would save.
    """

    def __init__(self) -> None:
        self.messages = self.segments = self.ucs2 = self.saved = 0
        self.forced: dict[str, int] = {}
        self.saves: dict[str, int] = {}
        self._typed = replacements(SubstitutionLevel.TYPOGRAPHIC).keys()

    def add(self, text: str, count: Count, policy: Policy, *, times: int = 1) -> Replaced | None:
        """Add a text and its count; return what becomes of it where look-alikes save segments.

        Args:
            text: is not looked at where `count` is not of UCS-2.
            count: what it takes.
            policy: how it was counted.
            times: how often it is there.
        """
        self.messages += times
        self.segments += times * count.segments
        if count.encoding is not Encoding.UCS2:
            return None
        self.ucs2 += times
        offenders = set("".join(OUTSIDE.findall(text)))
        for offender in offenders:
            self.forced[offender] = self.forced.get(offender, 0) + times
        # One that has no look-alike keeps the text in UCS-2, whatever becomes of the others.
        if not offenders or not offenders <= self._typed or Encoding.GSM7 not in policy.encodings:
            return None
        replaced = substitute(text, policy=policy)
        saved = times * (count.segments - replaced.after.segments)
        alone = next(iter(offenders)) if len(offenders) == 1 else ""
        self.saved += saved
        if alone:
            self.saves[alone] = self.saves.get(alone, 0) + saved
        return Replaced(replaced.text, replaced.after, alone) if saved else None

    def as_dict(self) -> dict[str, Any]:
        """Return the totals as values of JSON: characters in most messages first."""
        return {
            "messages": self.messages,
            "segments": self.segments,
            "ucs2_messages": self.ucs2,
            "segments_saved": self.saved,
            "characters": [
                {
                    "character": offender,
                    "name": character(offender).name,
                    "messages": self.forced[offender],
                    "replacement": next(iter(character(offender).replacements), None),
                    "segments_saved": self.saves.get(offender, 0),
                }
                for offender in sorted(self.forced, key=lambda each: (-self.forced[each], each))
            ],
        }
