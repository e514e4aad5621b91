"""Shares: some messages of a campaign added up, with what they cost in each currency.

It adds, and must not know which messages belong together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import add
from typing import Any, NamedTuple, TypeVar

from ...core.results import plain, plain_fields, result
from ..money import Money

__all__ = ["Cost", "Share", "Sum", "shares"]

Key = TypeVar("Key")


@result
class Cost(NamedTuple):
    """What messages cost in one currency.

    Attributes:
        low: at least, over all rows of the rate card that may turn out to apply.
        expected: by the row expected of each message.
        high: at most.
    """

    low: Money
    expected: Money
    high: Money

    @property
    def currency(self) -> str:
        """ISO 4217 code."""
        return self.expected.currency

    def as_dict(self) -> dict[str, Any]:
        """Return the currency and the amounts as strings."""
        return {
            "currency": self.currency,
            **{name: plain(getattr(self, name).amount) for name in self._fields},
        }

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return {"currency": str, **dict.fromkeys(cls._fields, Decimal)}


@result
class Share(NamedTuple):
    """Some messages of a campaign, and what they cost.

    Attributes:
        messages: how many.
        segments: that they are billed as.
        costs: one per currency, ordered by its code; amounts of two currencies are never added.
    """

    messages: int
    segments: int
    costs: tuple[Cost, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


class Sum:
    """A share in the making.

    >>> from decimal import Decimal
    >>> total, price = Sum(), Money(Decimal("0.04"), "EUR")
    >>> total.add(3, 2, Cost(price, price, price))
    >>> total.share().segments, str(total.share().costs[0].expected)
    (6, '0.12 EUR')
    """

    def __init__(self) -> None:
        self.messages = self.segments = 0
        self._costs: dict[str, Cost] = {}

    def add(self, messages: int, segments: int, cost: Cost) -> None:
        """Add messages that take as many segments, and cost as much, each."""
        self.messages += messages
        self.segments += messages * segments
        more = Cost(cost.low * messages, cost.expected * messages, cost.high * messages)
        old = self._costs.get(cost.currency)
        self._costs[cost.currency] = more if old is None else Cost(*map(add, old, more))

    def add_saving(self, messages: int, segments: int, cost: Cost, less: Cost) -> None:
        """Add what messages save that would take so many segments fewer, and cost less, each."""
        self.add(messages, segments, Cost(*(high - low for high, low in zip(cost, less, strict=True))))

    @property
    def currencies(self) -> Iterable[str]:
        """The currencies of what was added so far."""
        return self._costs

    def share(self) -> Share:
        """Return what was added so far."""
        return Share(self.messages, self.segments, tuple(cost for _, cost in sorted(self._costs.items())))


def shares(
    sums: Mapping[Key, Sum], *, key: Callable[[tuple[Key, Sum]], Any] | None = None
) -> dict[Key, Share]:
    """Return the shares of sums: the highest cost first; with several currencies, the most segments first."""
    mixed = len({currency for added in sums.values() for currency in added.currencies}) > 1

    def most_first(item: tuple[Any, Sum]) -> tuple[Any, ...]:
        name, added = item
        # Fractions, so that the caller's decimal context has no effect.
        money = 0 if mixed else sum(Fraction(cost.expected.amount) for cost in added.share().costs)
        return -money, -added.segments, -added.messages, name or "~"

    return {name: added.share() for name, added in sorted(sums.items(), key=key or most_first)}
