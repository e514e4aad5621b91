"""Money: an amount with its currency.

Nothing here rounds, and amounts of two currencies are never added; what is paid for is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow

from .errors import CurrencyError

__all__ = ["Money"]

# A caller's own decimal context must not round our sums: these are exact, or they fail loudly.
_EXACT = Context(prec=200, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation, Overflow])


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency, exact.

    Attributes:
        amount: never rounded.
        currency: ISO 4217 code.

    >>> Money(Decimal("0.0475"), "EUR") * 3 + Money(Decimal("0.01"), "EUR")
    Money(amount=Decimal('0.1525'), currency='EUR')
    >>> print(Money(Decimal("0.0475"), "EUR"))
    0.0475 EUR
    """

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(_EXACT.add(self.amount, other.amount), self.currency)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other)
        return Money(_EXACT.subtract(self.amount, other.amount), self.currency)

    def __mul__(self, times: int) -> Money:
        if not isinstance(times, int):
            return NotImplemented
        return Money(_EXACT.multiply(self.amount, Decimal(times)), self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyError(str(self), str(other))
