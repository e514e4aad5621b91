"""CR LF line ends add a segment that LF alone would not.

CR and LF take a septet each, and a phone shows the two as one line break. A template saved by an editor
on Windows may therefore take one segment more.

:code: SEG111
:severity: warning
:fixable: unsafe
:asks: many
"""

from __future__ import annotations

from ..messages import CatalogMessage
from ..remedies import segments
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_LINES = "Your order:\r\n" + "One bag of flour\r\n" * 7 + "Collect it today, please.\r\n"

BAD = (Example(_LINES),)
GOOD = (Example(_LINES.replace("\r", "")),)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that line ends cost segments, at the first of them."""
    text = message.text
    if "\r\n" not in text or not message.sms:
        return
    count, plain = message.count, message.with_text(text.replace("\r\n", "\n")).count
    if count is None or plain is None or plain.segments >= count.segments:
        return
    places = [index for index in range(len(text) - 1) if text[index] == "\r" and text[index + 1] == "\n"]
    said = f"{segments(count.segments)} with lines ended by CR LF, {plain.segments:,} with LF"
    edits = tuple((place, place + 1, "") for place in places)
    yield Diagnosis(said, places[0], places[0] + 2, "end lines with LF", edits)
