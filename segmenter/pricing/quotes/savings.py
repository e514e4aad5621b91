"""Savings: what the advice for a text saves in money.

It prices advice by a quote, and must not know how either was made.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ...core.results import plain_fields, result
from ..money import Money
from .quotes import Total, cost, segments_of

if TYPE_CHECKING:
    from ...advice.explanation import Advice, Explanation, LanguageSaving
    from .quotes import Quote

__all__ = ["Worth", "savings"]


@result
class Worth(NamedTuple):
    """A way to a cheaper message, and what it saves of the price expected.

    Attributes:
        by: edits to the text, or a national language to be allowed.
        total: what the message then costs.
        saved: how much less that is.
    """

    by: Advice | LanguageSaving
    total: Total
    saved: Money

    def as_dict(self) -> dict[str, Any]:
        """Return what saves, the price then, and how much less that is; amounts are strings."""
        saved = plain_fields(self.saved, "amount", "currency")
        price = plain_fields(self.total, "segments", "amount")
        return {"by": self.way, **price, "saved": saved["amount"], "currency": saved["currency"]}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return {"by": str, "segments": int, "amount": Decimal, "saved": Decimal, "currency": str}

    @property
    def way(self) -> str:
        """What saves, in words."""
        from ...advice.explanation import Advice

        if isinstance(self.by, Advice):
            return str(self.by.kind)
        return f"allow the {self.by.language.name.title()} tables, if the receiver knows them"


def savings(quote: Quote, explanation: Explanation) -> tuple[Worth, ...]:
    """Return what each advice and each language of an explanation saves of a quote, the most first.

    Args:
        quote: of the same text, under the same policy.
        explanation: from `explain`. Advice that saves a segment but no money, as where a message has one
            price, is left out.

    >>> from segmenter import explain
    >>> from segmenter.pricing import Rate, RateCard, quote
    >>> text = "It’s on its way." * 5
    >>> price = quote(text, rates=RateCard([Rate(price="0.04", currency="EUR")]))
    >>> [(str(worth.by.kind), str(worth.saved)) for worth in savings(price, explain(text))]
    [('replace typographic characters', '0.04 EUR')]
    """
    expected, channel = quote.expected, quote.query.channel
    ways: list[tuple[Advice | LanguageSaving, str]] = [
        *((advice, advice.apply(explanation.text)) for advice in explanation.advice),
        *((language, explanation.text) for language in explanation.languages),
    ]
    worths = []
    for by, text in ways:
        total = cost(expected.rate, segments_of(text, by.count, channel), quote.query)
        if total.amount < expected.amount:
            worths.append(Worth(by, total, expected.money - total.money))
    return tuple(sorted(worths, key=lambda worth: -worth.saved.amount))
