"""SEG113: typographic characters that together cost a segment.

Asks advice what may stand for them, and counts the text with that; one character alone is SEG107's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..characters import few_outside
from ..findings import Problem
from ..remedies import segments
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

_TEXT = "“Ladies’ night” is tonight – come and bring a friend, and the first drink is on the house"

RULE = Rule(
    code="SEG113",
    name="typographic-costs-segment",
    summary="Typographic characters alone cost a segment.",
    why="Curly quotes, dashes and the like keep the text out of GSM-7, and all of them have a plain form "
    "there. Typed plainly, the text takes fewer segments. Where it is one character, SEG107 says so; "
    'where encoding = "gsm-7" is asked for, SEG106; where it costs no segment, nobody does.',
    severity=Severity.ERROR,
    fixable=Fixable.YES,
    bad=(Example(_TEXT),),
    good=(
        Example('"Ladies\' night" is tonight - come and bring a friend'),
        Example("“Ladies’ night” is tonight"),
    ),
    options=("encoding",),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out that plain characters would save segments, at the first that is not."""
    count = message.count if message.sms and message.settings.encoding == "any" else None
    if count is None or count.segments == 1 or count.encoding != "UCS-2":
        return
    if not few_outside(message.text):
        return
    from ..offenders import offenders_in

    found = offenders_in(message.text)
    if len(found.characters) < 2 or not found.remedy.safe:
        return
    plain = message.with_text(found.plain(message.text)).count
    if plain is None or plain.segments >= count.segments:
        return
    start, stop = found.places[0]
    said = f"{segments(count.segments)}, {plain.segments:,} with plain characters"
    yield Problem(said, start, stop, found.remedy.help, found.remedy.edits, safe=True)
