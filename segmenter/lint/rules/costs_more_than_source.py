"""A translation takes more segments than its source.

Campaigns are planned with the source text, and a translation may cost twice as much. Scripts outside
GSM-7 make this unavoidable, so it is only reported as information and fails nothing, unless
exceeds_source_by = N says how many additional segments are too many: then it is an error.

:code: SEG108
:severity: info
:fixable: no
:asks: source many
:options: exceeds_source_by
:aliases: dearer-than-source
"""

from __future__ import annotations

from ...channels.findings import Severity
from ..causes import causes
from ..messages import CatalogMessage
from ..remedies import segments
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_SOURCE = "Hello! Your order is packed and will be delivered today between noon and two o'clock."
_TEXT = "Bonjour ! Votre commande a été préparée et sera livrée aujourd’hui entre midi et deux heures."

BAD = (Example(_TEXT, source=_SOURCE),)
GOOD = (Example(_TEXT.replace("’", "'"), source=_SOURCE),)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that the translation takes more segments, where there is a source."""
    count = message.count if message.sms else None
    source = message.source_count if count else None
    if count is None or source is None:
        return
    threshold = message.settings.exceeds_source_by
    more = count.segments - source.segments
    if more >= (threshold or 1):
        words = f"{segments(count.segments)} ({count.encoding}), {more:,} more than its source"
        words += causes(message, source.segments)
        severity = None if threshold is None else Severity.ERROR
        yield Diagnosis(words, 0, len(message.text), "shorten it, or plan for it", severity=severity)
