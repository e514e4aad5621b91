"""One character alone forces UCS-2.

Everything else in the text is GSM-7, with 160 septets in a segment. Because of this one character,
however often it occurs, the whole text is sent as UCS-2, with 70 code units in a segment. It is usually a
typographic apostrophe, a dash or a no-break space that an editor inserted. To report fewer such texts,
set forced_ucs2 = "typographic" (only where the character has a plain equivalent, as --fix types it) or
"costly" (only where it adds a segment). Where it adds no segment now, it is a warning. With encoding =
"gsm-7", SEG106 reports it instead.

:code: SEG107
:severity: error
:fixable: yes
:asks: outside
:options: forced_ucs2 encoding
"""

from __future__ import annotations

from ...channels.findings import Severity
from ...core.policy import Encoding
from ..causes import over
from ..characters import few_outside, is_misdecoded
from ..messages import CatalogMessage
from ..offenders import Offenders, named, offenders_in
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "alone", "check"]

BAD = (Example("It’s here, and it’s yours"), Example("Your code is 1234\u00a0"), Example("Great ❤️"))
GOOD = (
    Example("It's here, and it's yours"),
    Example("“Привет” – it’s a Russian text"),
    Example("Great ❤️", {"forced_ucs2": "typographic"}),
    Example("It’s here, and it’s yours", {"forced_ucs2": "costly"}),
)


def alone(message: CatalogMessage) -> Offenders | None:
    """Return the one character, where this rule reports it."""
    message = message.without_isolates()
    settings, text = message.settings, message.text
    count = message.count if message.sms and settings.encoding == "any" else None
    if count is None or count.encoding is not Encoding.UCS2 or not few_outside(text):
        return None
    found = offenders_in(text)
    if len(found.characters) != 1 or not any(map(str.isalnum, text.replace(found.characters[0], ""))):
        return None  # there is more than one, or nothing else
    if settings.forced_ucs2 == "typographic":
        return found if found.remedy.safe else None
    if settings.forced_ucs2 == "costly":
        return found if message.segments_without(found.characters[0]) < count.segments else None
    return found


def check(message: CatalogMessage) -> Diagnoses:
    """Yield the one character, at its first place."""
    message = message.without_isolates()
    found = alone(message)
    if found is None:
        return
    remedy = found.remedy
    times = f", {len(found.places):,} times," if len(found.places) > 1 else ""
    start, stop = found.places[0]
    character = found.characters[0]
    without, count = message.segments_without(character), message.count
    costs = count is not None and without < count.segments
    cost = "a segment holds 70 code units, 160 septets without it; it costs nothing now"
    if count is not None and costs:
        cost = f"{count.segments:,} segments, {without:,} without it"
        if excess := over(count, without, message.policy):
            cost += f"; {excess}"
    words = f"{named(character)}{times} alone forces UCS-2: {cost}"
    help_words = remedy.help
    if remedy.edits:
        replacement = remedy.edits[0][2] if len({new for _, _, new in remedy.edits}) == 1 else None
        plain = replacement and replacement.isprintable() and not replacement.isspace()
        if plain and not is_misdecoded(character):
            help_words = f"type {replacement}"
    severity = None if costs else Severity.WARNING
    yield Diagnosis(words, start, stop, help_words, remedy.edits, remedy.safe, severity)
