"""Money: an amount with its currency.

Nothing here rounds, and amounts of two currencies are never added. It must not know what is paid for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import TYPE_CHECKING, Any

from ..core.results import accepted, plain_fields
from .errors import CurrencyError

__all__ = ["Money"]

_CODE = re.compile("[A-Z]{3}")
_AMOUNT = "^-?[0-9]+([.][0-9]+)?$"
# A caller's own decimal context must not round our sums: these are exact, or they fail loudly.
_EXACT = Context(prec=200, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation, Overflow])


@accepted
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one currency, exact. Amounts of one currency can be added, also with `sum`, and compared.

    A format specification is that of `Decimal` and applies to the amount.

    Args:
        amount: never rounded: a `Decimal`, a whole number, or a text of digits such as ``"0.0475"``.
        currency: ISO 4217 code, three capital letters.

    Raises:
        TypeError: the amount is a float, which holds no exact amount, or of another type.
        ValueError: the amount is not a finite number, or the currency not a code.

    >>> Money("0.0475", "EUR") * 3 + Money("0.01", "EUR")
    Money(amount=Decimal('0.1525'), currency='EUR')
    >>> print(sum([Money("0.0475", "EUR"), Money(1, "EUR")]), f"{Money('0.0475', 'EUR'):.2f}")
    1.0475 EUR 0.05 EUR
    """

    amount: Decimal
    currency: str

    if TYPE_CHECKING:

        def __init__(self, amount: Decimal | str | int, currency: str) -> None: ...

    def __post_init__(self) -> None:
        amount = self.amount
        if type(amount) is not Decimal:
            object.__setattr__(self, "amount", _exact(amount))
        elif not amount.is_finite():
            raise ValueError(f"{amount} is not an amount of money; write digits, such as 0.0475")
        if not _CODE.fullmatch(self.currency):
            raise ValueError(f"{self.currency!r} is not a currency; write its ISO 4217 code, such as EUR")

    def __add__(self, other: Money) -> Money:
        if not self._same(other):
            return NotImplemented
        return Money(_EXACT.add(self.amount, other.amount), self.currency)

    def __radd__(self, other: object) -> Money:
        return self if other == 0 else NotImplemented  # where `sum` starts

    def __sub__(self, other: Money) -> Money:
        if not self._same(other):
            return NotImplemented
        return Money(_EXACT.subtract(self.amount, other.amount), self.currency)

    def __mul__(self, times: int) -> Money:
        if not isinstance(times, int):
            return NotImplemented
        return Money(_EXACT.multiply(self.amount, Decimal(times)), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.amount < other.amount if self._same(other) else NotImplemented

    def __le__(self, other: Money) -> bool:
        return self.amount <= other.amount if self._same(other) else NotImplemented

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __format__(self, specification: str) -> str:
        return f"{self.amount:{specification or 'f'}} {self.currency}"

    def _same(self, other: object) -> bool:
        """Return whether the other is money too; that of another currency raises."""
        if not isinstance(other, Money):
            return False
        if self.currency != other.currency:
            raise CurrencyError(str(self), str(other))
        return True

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        from ..core.inputs import Read

        form = {"anyOf": [{"type": "string", "pattern": _AMOUNT}, {"type": "integer"}]}
        return {"amount": Read(_exact, form), "currency": str}


def _exact(amount: object) -> Decimal:
    """Return a whole number, or a text of digits, as a `Decimal`."""
    if isinstance(amount, bool) or not isinstance(amount, str | int | Decimal):
        kind = type(amount).__name__
        raise TypeError(f"an amount of money must be a Decimal, an int or a str, not {kind}")
    try:
        exact = Decimal(amount)
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        raise ValueError(f"{amount!r} is not an amount of money; write digits, such as 0.0475")
    return exact
