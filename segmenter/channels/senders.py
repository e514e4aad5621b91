"""Senders: the names that a country blocks or labels, each with the date and the page that says so.

Data and one look-up; who the recipients of a message are is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from .findings import Finding, Severity

__all__ = ["SENDER_RULES", "SenderRule", "countries_of", "sender_findings"]


class SenderRule(NamedTuple):
    """What one country does with senders that are names.

    Attributes:
        country: ISO 3166-1 alpha-2.
        prefix: of its telephone numbers, without ``+``.
        since: when it began.
        names: those blocked, in lower case; empty where every name that is not registered is meant.
        effect: a sentence without the date.
        source: where that was read; an excerpt, so that nothing is more than a warning.
    """

    country: str
    prefix: str
    since: date
    names: frozenset[str]
    effect: str
    source: str


SENDER_RULES = (
    SenderRule(
        "GB",
        "44",
        date(2023, 9, 12),
        frozenset({"alert", "verify", "info"}),
        "carriers in the UK block generic senders",
        "MessageMedia, sender policy (excerpt)",
    ),
    SenderRule(
        "SG",
        "65",
        date(2023, 7, 31),
        frozenset(),
        "Singapore blocks senders that are not registered",
        "cms-law, SMS sender ID registry (excerpt)",
    ),
    SenderRule(
        "AU",
        "61",
        date(2026, 7, 1),
        frozenset(),
        "Australia shows senders that are not registered as 'Unverified'",
        "ACMA, SMS sender ID register (excerpt of its coverage)",
    ),
)
"""Countries whose rules are known; one that is not listed may have rules too."""


def countries_of(numbers: Iterable[str]) -> frozenset[str]:
    """Return the countries of `SENDER_RULES` that some of these numbers are in.

    >>> sorted(countries_of(["+447700900123", "6591234567", "+37491000000"]))
    ['GB', 'SG']
    """
    plain = [number.lstrip("+") for number in numbers]
    return frozenset(
        rule.country for rule in SENDER_RULES if any(number.startswith(rule.prefix) for number in plain)
    )


def sender_findings(sender: str, countries: Collection[str]) -> Iterator[Finding]:
    """Yield what countries do with a sender that is a name; numbers are exempt.

    >>> [finding.message for finding in sender_findings("Info", {"GB"})]
    ["carriers in the UK block generic senders (since 2023-09-12); replace 'Info' with your own name"]
    """
    if sender.lstrip("+").isdigit():
        return
    for rule in SENDER_RULES:
        if rule.country not in countries or (rule.names and sender.lower() not in rule.names):
            continue
        remedy = f"replace {sender!r} with your own name"
        if not rule.names:
            remedy = f"register {sender!r}, or ignore this if it is registered"
        problem = f"{rule.effect} (since {rule.since.isoformat()}); {remedy}"
        yield Finding("SEG305", Severity.WARNING, "sender", problem)
