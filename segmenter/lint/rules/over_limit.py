"""A text is longer than its channel, field or flag allows.

The provider refuses or truncates it. The limits are those of the profile for the channel (see `segmenter
profiles show`) and the flag max-length:N of the entry, which XLIFF calls maxwidth; the flag counts code
points. A placeholder counts as it is written.

:code: SEG102
:fixable: no
:asks: limited
:options: channel kind profile
"""

from __future__ import annotations

from ...channels.findings import Severity
from ...errors import UnencodableError
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("So long. " * 120, {"channel": "viber"}),
    Example("So long. " * 120, {"channel": "whatsapp", "kind": "template"}),
    Example("Way too long", comment="segmenter: max-length=10"),
)
GOOD = (
    Example("So long. " * 110, {"channel": "viber"}),
    Example("So long. " * 120, {"channel": "whatsapp", "kind": "free-form"}),
    Example("Fits", comment="segmenter: max-length=10"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield each limit that the text passes."""
    settings, text = message.settings, message.text
    most = settings.max_length
    if most is not None and len(text) > most:
        said = f"{len(text):,} code points, {len(text) - most:,} more than max-length {most:,}"
        yield Diagnosis(said, most, len(text), "shorten it")
    if settings.profile is None:
        return
    from ...channels.excess import text_excesses
    from ...channels.measures import Measure
    from ...channels.messages import Channel, MessageKind

    kind = MessageKind(settings.kind) if settings.kind else None
    for more in text_excesses(text, settings.profile, Channel(settings.channel), kind=kind):
        if isinstance(more, UnencodableError):
            continue  # SEG101's
        limit = more.limit
        if message.sms and limit.measure is Measure.SEGMENTS:
            continue  # SEG103's
        takes = "takes" if limit.severity is Severity.ERROR else "advises for"
        said = f"{more.words}, {more.over:,} more than {settings.profile.name} {takes} "
        said += f"{settings.channel} ({limit.number:,})"
        yield Diagnosis(said, more.start, len(text), "shorten it", severity=limit.severity)
