"""Typographic characters alone add a segment.

Curly quotes, dashes and similar characters keep the text out of GSM-7, and all of them have a plain
equivalent there. With plain characters, the text takes fewer segments. If it is a single character,
SEG107 reports it; with encoding = "gsm-7", SEG106 does; if it adds no segment, nothing is reported.

:code: SEG113
:severity: error
:fixable: yes
:asks: many outside
:options: encoding
"""

from __future__ import annotations

from ..causes import causes
from ..characters import few_outside
from ..messages import CatalogMessage
from ..remedies import segments
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_TEXT = "“Ladies’ night” is tonight – come and bring a friend, and the first drink is on the house"

BAD = (Example(_TEXT),)
GOOD = (
    Example('"Ladies\' night" is tonight - come and bring a friend'),
    Example("“Ladies’ night” is tonight"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that plain characters would save segments, at the first that is not."""
    message = message.without_isolates()
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
    words = f"{segments(count.segments)}, {plain.segments:,} with plain characters"
    words += causes(message, plain.segments)
    yield Diagnosis(words, start, stop, found.remedy.help, found.remedy.edits, safe=True)
