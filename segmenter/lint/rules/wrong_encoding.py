"""A text must be GSM-7 and is not.

With encoding = "gsm-7", no text may contain a character outside GSM-7: such a character reduces a segment
from 160 septets to 70 code units.

:code: SEG106
:severity: error
:fixable: yes
:asks: outside
:options: encoding
"""

from __future__ import annotations

from ...core.policy import Encoding
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (Example("“Déjà vu” – it’s back", {"encoding": "gsm-7"}),)
GOOD = (Example('"Déjà vu" - it\'s back', {"encoding": "gsm-7"}),)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that a text is not GSM-7, at its first offender."""
    message = message.without_isolates()
    count = message.count if message.sms and message.settings.encoding == "gsm-7" else None
    if count is None or count.encoding is Encoding.GSM7:
        return
    from ..offenders import offenders_in

    found = offenders_in(message.text)
    if not found.characters:  # in what the provider adds
        yield Diagnosis("UCS-2 because of what the profile adds; GSM-7 is required", 0, len(message.text))
        return
    shown = ", ".join(found.named(3))
    remedy = found.remedy
    start, stop = found.places[0]
    yield Diagnosis(f"not GSM-7: {shown}", start, stop, remedy.help, remedy.edits, remedy.safe)
