"""Prices of a table's messages: the expected amount and its currency for each row, by a rate card.

Ways are looked up once for each distinct recipient of a batch. It must not know how a text is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import SegmenterError
from ..pricing.campaigns.audiences import KEY_FIELDS, RECIPIENT_FIELDS, AudienceColumns
from ..pricing.campaigns.ways import Ways
from ..pricing.cards.recipients import Numbers

# isort: split
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ..pricing.campaigns.ways import Way
    from ..pricing.cards.cards import RateCard
    from ..pricing.cards.queries import Query
    from ..pricing.money import Money

__all__ = ["Pricer"]

_DIGITS = 38  # of a decimal of 128 bits


class Pricer:
    """Prices the rows of a table.

    Args:
        rates: the card.
        asked: what is known about every message, from `RateCard.query`.
        recipient_field: the column of recipients; by default the first of ``recipient``, ``to``, ``phone``
            and ``number`` that exists. Without one, the columns ``country``, ``mcc`` and ``mnc`` decide.

    Attributes:
        fields: the columns that it adds: ``price``, an exact decimal, and ``currency``.
    """

    def __init__(self, rates: RateCard, asked: Query, *, recipient_field: str | None = None) -> None:
        amounts = [amount for rate in rates.rates for amount in (rate.price, rate.fee, rate.minimum)]
        scale = max([0, *(-_exponent(amount) for amount in amounts if amount)])
        self.fields = [pa.field("price", pa.decimal128(_DIGITS, scale)), pa.field("currency", pa.string())]
        self.described = [repr(asked), [repr(rate) for rate in rates.rates], recipient_field]
        self._ways = Ways(rates, asked)
        self._known = (recipient_field,) if recipient_field else RECIPIENT_FIELDS
        self._columns = AudienceColumns((), recipient_field)
        self._numbers: dict[str | None, Numbers] = {}

    def prices(
        self, rows: pa.RecordBatch, segments: Sequence[int | None]
    ) -> tuple[list[pa.Array], dict[int, str]]:
        """Return the columns of prices, null without a text, and the problems of rows, by position."""
        recipient = next((name for name in self._known if name in rows.schema.names), None)
        wanted = [*([recipient] if recipient else []), *KEY_FIELDS]
        names = [name for name in wanted if name in rows.schema.names]
        columns = [rows.column(rows.schema.get_field_index(name)).to_pylist() for name in names]
        outcomes: dict[tuple[object, ...], Way | str] = {}
        prices: list[Money | None] = []
        problems: dict[int, str] = {}
        described = zip(*columns, strict=True) if columns else iter([()] * rows.num_rows)
        for place, (values, number) in enumerate(zip(described, segments, strict=True)):
            outcome = outcomes.get(values)
            if outcome is None:
                outcome = outcomes[values] = self._outcome(dict(zip(names, values, strict=True)), recipient)
            if isinstance(outcome, str):
                problems[place] = outcome
                outcome = None
            prices.append(None if number is None or outcome is None else outcome.cost(number).expected)
        amounts = [None if price is None else price.amount for price in prices]
        currencies = [None if price is None else price.currency for price in prices]
        kinds = [field.type for field in self.fields]
        return [*map(pa.array, (amounts, currencies), kinds)], problems

    def _outcome(self, row: dict[str, object], recipient: str | None) -> Way | str:
        """Return the way of a row, or why it has no price."""
        try:
            keys = self._columns.keys_of(row)
            if recipient is None:
                way = self._ways.of_keys(keys)
            else:
                if keys[0] not in self._numbers:
                    self._numbers[keys[0]] = Numbers(keys[0] or self._ways.home)
                written = self._columns.recipient_of(row)
                digits, second, _ = self._numbers[keys[0]].read(written)
                way = self._ways.of_either(digits, second, keys) if second else self._ways.of(digits, keys)
        except SegmenterError as error:
            return str(error)
        return way.refusal or way


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int)  # a card has no infinite prices
    return exponent
