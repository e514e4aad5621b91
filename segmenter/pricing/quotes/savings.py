"""Savings: what the advice for a text saves in money.

It prices advice by a quote, and must not know how either was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .quotes import Worth, cost, segments_between, segments_of

if TYPE_CHECKING:
    from ...advice.explanation import Advice, BoundarySaving, Explanation, LanguageSaving
    from ...templates import Bounds
    from ..money import Money
    from .quotes import Quote

__all__ = ["saved_by", "savings"]


def savings(quote: Quote, explanation: Explanation) -> tuple[Worth, ...]:
    """Return what each advice, each language and cutting anywhere saves of a quote, the most first.

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
    ways: list[tuple[Advice | LanguageSaving | BoundarySaving, str]] = [
        *((advice, advice.apply(explanation.text)) for advice in explanation.advice),
        *((language, explanation.text) for language in explanation.languages),
    ]
    if explanation.boundary:
        ways.append((explanation.boundary, explanation.text))
    worths = []
    for by, text in ways:
        total = cost(expected.rate, segments_of(text, by.count, channel), quote.query)
        if total.amount < expected.amount:
            worths.append(Worth(by, total, expected.money - total.money))
    return tuple(sorted(worths, key=lambda worth: -worth.saved.amount))


def saved_by(quote: Quote, bounds: Bounds) -> tuple[int, Money]:
    """Return the segments and the money that another wording of a template saves of its expected price.

    Args:
        quote: of the template as it is, with its own range.
        bounds: of the other wording.

    >>> from segmenter.pricing import Rate, RateCard, quote
    >>> from segmenter.templates import bounds
    >>> text, card = "It’s on its way." * 5, RateCard([Rate(price="0.04", currency="EUR")])
    >>> segments, money = saved_by(
    ...     quote(text, rates=card, bounds=bounds(text, {})), bounds(text.replace("’", "'"), {})
    ... )
    >>> segments, str(money)
    (1, '0.04 EUR')
    """
    expected = quote.expected
    _, segments, _ = segments_between(bounds, quote.query.channel)
    total = cost(expected.rate, segments, quote.query)
    return expected.segments - segments, expected.money - total.money
