"""A country may block or label the sender's name.

The settings sender and countries say whose name messages carry and where they go. Carriers in the UK block
generic names (since 2023-09-12), Singapore blocks names that are not registered (2023-07-31), and Australia
shows them as Unverified (2026-07-01). Whether yours is registered is not known here: if it is, leave the
country out. Reported once for each file; nothing is asked where either setting is missing.

:code: SEG305
:fixable: no
:asks: sender
:options: sender countries
"""

from __future__ import annotations

from ...channels.senders import sender_findings
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Your code is 1234", {"sender": "Verify", "countries": ["GB"]}),
    Example("Your code is 1234", {"sender": "Acme", "countries": ["SG"]}),
)
GOOD = (
    Example("Your code is 1234", {"sender": "Acme", "countries": ["GB"]}),
    Example("Your code is 1234", {"sender": "447700900123", "countries": ["GB", "SG", "AU"]}),
    Example("Your code is 1234", {"sender": "Verify"}),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what the countries do with the sender."""
    if message.sms:
        for finding in sender_findings(message.settings.sender, message.settings.countries):
            yield Diagnosis(finding.message, 0, len(message.text))
