"""Isolates around placeholders force UCS-2.

Fluent's runtimes write U+2068 and U+2069 around each placeable of a pattern with more than one element, so
that a value in another script does not turn the text around it. GSM-7 has neither. In a text that is not
right-to-left, they are not needed: call the runtime without them (fluent.runtime: use_isolating=False;
@fluent/bundle: useIsolating: false; fluent-rs: set_use_isolating(false)), and set isolating = false in the
configuration. A placeable that is the whole pattern, and a string literal, are not isolated.

In MessageFormat 2, messageformat 4 of npm isolates every placeholder but numbers and dates in a left-to-right
language; `bidiIsolation: 'none'` stops it. ICU4J does not isolate by default: there, set isolating = false.

:code: SEG114
:severity: warning
:fixable: no
:asks: outside
:options: isolating
"""

from __future__ import annotations

from ...core.policy import Encoding
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_ISOLATED = ((13, 19),)

BAD = (Example("Your code is {code}.", syntax="brace", isolated=_ISOLATED),)
GOOD = (
    Example("Your code is {code}.", {"isolating": False}, syntax="brace", isolated=_ISOLATED),
    Example("{code}", syntax="brace"),
    Example("Ваш код {code}.", syntax="brace", isolated=((8, 14),)),
)
_CURE = "call the runtime with use_isolating=False (useIsolating: false), and set isolating = false"
_CURE_OF_MF2 = (
    "call messageformat with bidiIsolation: 'none' (ICU4J needs nothing), and set isolating = false"
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that the text would be GSM-7 without isolates, at the first of them."""
    count = message.count if message.sms and message.is_isolated else None
    plain = message.without_isolates().count if count else None
    if not count or not plain or plain.encoding is not Encoding.GSM7 or count.encoding is Encoding.GSM7:
        return
    start, stop = message.entry.isolated[0]
    cure = _CURE if message.format == "fluent" else _CURE_OF_MF2
    cost = "a segment holds 70 code units, 160 septets without them"
    if plain.segments < count.segments:
        cost = f"{count.segments:,} segments, {plain.segments:,} without them"
    yield Diagnosis(f"U+2068 and U+2069 around placeholders force UCS-2: {cost}", start, stop, cure)
