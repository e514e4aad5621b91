"""Sums over the quotes of many texts, in constant memory: what they cost, and what look-alikes would save.

It adds up one quote at a time and keeps no text. It must not know where texts come from, or how sums look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...advice.totals import OffenderTotals
from .quotes import cost, segments_of

if TYPE_CHECKING:
    from ...core.policy import Policy
    from ..money import Money
    from .quotes import Quote

__all__ = ["QuoteSums"]


class QuoteSums:
    """What many messages cost, and what typing look-alikes (level `TYPOGRAPHIC`) would save of it.

    Attributes:
        offenders: the characters that force UCS-2, and segments.
        costs: the least, the expected and the most that all cost together, by currency.
        saved: what replacing all such characters saves of the expected cost, by currency.
        saves: what replacing each character alone saves, by character and currency.

    >>> from segmenter import Policy
    >>> from segmenter.pricing import Rate, RateCard, quote
    >>> text = "It’s on its way." * 5
    >>> sums = QuoteSums()
    >>> sums.add(text, quote(text, rates=RateCard([Rate(price="0.04", currency="EUR")])), Policy())
    >>> str(sums.costs["EUR"][1]), str(sums.saved["EUR"]), str(sums.saves["’"]["EUR"])
    ('0.08 EUR', '0.04 EUR', '0.04 EUR')
    """

    def __init__(self) -> None:
        self.offenders = OffenderTotals()
        self.costs: dict[str, tuple[Money, Money, Money]] = {}
        self.saved: dict[str, Money] = {}
        self.saves: dict[str, dict[str, Money]] = {}

    def add(self, text: str, quote: Quote, policy: Policy) -> None:
        """Add a text with its quote, made under a policy."""
        expected = quote.expected
        ends = quote.low.money, expected.money, quote.high.money
        if before := self.costs.get(expected.currency):
            ends = before[0] + ends[0], before[1] + ends[1], before[2] + ends[2]
        self.costs[expected.currency] = ends
        if (replaced := self.offenders.add(text, quote.count, policy)) is None:
            return
        segments = segments_of(replaced.text, replaced.after, quote.query.channel)
        less = expected.money - cost(expected.rate, segments, quote.query).money
        _add(self.saved, less)
        if replaced.alone:
            _add(self.saves.setdefault(replaced.alone, {}), less)

    def as_dict(self) -> dict[str, Any]:
        """Return the sums as values of JSON; amounts are strings."""
        offenders = self.offenders.as_dict()
        for character in offenders["characters"]:
            character["saved"] = _amounts(self.saves.get(character["character"], {}))
        costs = [
            {
                "currency": currency,
                "low": f"{low.amount:f}",
                "expected": f"{expected.amount:f}",
                "high": f"{high.amount:f}",
                "saved": f"{self.saved[currency].amount:f}" if currency in self.saved else "0",
            }
            for currency, (low, expected, high) in self.costs.items()
        ]
        return {**offenders, "costs": costs}


def _add(sums: dict[str, Money], more: Money) -> None:
    before = sums.get(more.currency)
    sums[more.currency] = before + more if before else more


def _amounts(sums: dict[str, Money]) -> list[dict[str, str]]:
    return [{"amount": f"{money.amount:f}", "currency": money.currency} for money in sums.values()]
