"""SEG111: line ends of two characters where one would save a segment.

Counts the text with and without them; how a file ends its lines is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Problem
from ..remedies import segments
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

_LINES = "Your order:\r\n" + "One bag of flour\r\n" * 7 + "Collect it today, please.\r\n"

RULE = Rule(
    code="SEG111",
    name="crlf-costs-segment",
    summary="Line ends of CR LF cost a segment that LF alone would not.",
    why="CR and LF are a septet each, and a phone shows the two as one line break. A template that an "
    "editor on Windows saved may so take a segment more.",
    severity=Severity.WARNING,
    fixable=Fixable.UNSAFE,
    bad=(Example(_LINES),),
    good=(Example(_LINES.replace("\r", "")),),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out that line ends cost segments, at the first of them."""
    text = message.text
    if "\r\n" not in text or not message.sms:
        return
    count, plain = message.count, message.with_text(text.replace("\r\n", "\n")).count
    if count is None or plain is None or plain.segments >= count.segments:
        return
    places = [index for index in range(len(text) - 1) if text[index] == "\r" and text[index + 1] == "\n"]
    said = f"{segments(count.segments)} with lines ended by CR LF, {plain.segments:,} with LF"
    edits = tuple((place, place + 1, "") for place in places)
    yield Problem(said, places[0], places[0] + 2, "end lines with LF", edits)
