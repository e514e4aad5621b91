"""SEG106: a text that is not in the encoding its project asks for.

Asks the count; why a character is outside GSM-7 is advice's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.policy import Encoding
from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG106",
    name="wrong-encoding",
    summary="A text has to be GSM-7 and is not.",
    why='Where encoding = "gsm-7" is configured, no character may stand in a text that GSM-7 lacks: a '
    "segment then holds 160 septets, and 70 code units otherwise.",
    severity=Severity.ERROR,
    fixable=Fixable.YES,
    bad=(Example("“Déjà vu” – it’s back", {"encoding": "gsm-7"}),),
    good=(Example('"Déjà vu" - it\'s back', {"encoding": "gsm-7"}),),
    options=("encoding",),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out that a text is not GSM-7, at its first offender."""
    count = message.count if message.sms and message.settings.encoding == "gsm-7" else None
    if count is None or count.encoding is Encoding.GSM7:
        return
    from ..offenders import offenders_in

    found = offenders_in(message.text)
    if not found.characters:  # in what the provider adds
        yield Problem("UCS-2 because of what the profile adds; GSM-7 is asked for", 0, len(message.text))
        return
    shown = ", ".join(found.named(3))
    remedy = found.remedy
    start, stop = found.places[0]
    yield Problem(f"not GSM-7: {shown}", start, stop, remedy.help, remedy.edits, remedy.safe)
