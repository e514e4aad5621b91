"""Refusals: what channels, phones and countries refuse in a message whatever its length.

Asks each question of a message where its channel has it; which provider carries it is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..core.counting import Count
from ..core.policy import Encoding
from .broadcast import MOST_PAGES, pages_of
from .findings import Finding, Severity
from .messages import Channel, OutboundMessage
from .one_time_codes import one_time_code

__all__ = ["refusals"]


def refusals(message: OutboundMessage, counted: Count | None) -> Iterator[Finding]:
    """Yield what is refused in a message."""
    if message.channel is Channel.WHATSAPP and message.variables:
        from .template_forms import parameter  # brings the templates room, which few messages need

        values = message.variables
        for name, value in values.items() if isinstance(values, Mapping) else enumerate(values):
            yield from parameter(value, f"variables[{name}]")
    if message.channel is Channel.CELL_BROADCAST and message.text:
        yield from _broadcast(message.text)
    if message.channel is Channel.SMS:
        if message.text and counted is not None:
            yield from one_time_code(message.text, counted.segments)
        if message.sender is not None and message.recipients:
            from .senders import countries_of, sender_findings

            yield from sender_findings(message.sender, countries_of(message.recipients))


def _broadcast(text: str) -> Iterator[Finding]:
    """Check whether a text keeps within 15 pages, and name what makes them smaller."""
    try:
        pages = pages_of(text)
    except UnicodeEncodeError:
        return  # SEG101's
    if pages.pages > MOST_PAGES:
        unit = "septets" if pages.encoding is Encoding.GSM7 else "code units"
        problem = f"text takes {pages.pages:,} pages of {pages.page_units} {unit}, more than {MOST_PAGES}"
        if pages.offenders:
            names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in pages.offenders[:5])
            problem += f"; not in GSM-7: {names}{' and more' if len(pages.offenders) > 5 else ''}"
        yield Finding("SEG103", Severity.ERROR, "text", f"{problem}; shorten it")
