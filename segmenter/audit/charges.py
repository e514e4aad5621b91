"""Charges: what the rate card says about a record, and how the amount charged differs from it.

It knows money and the rows of a card. It must not know how texts are counted or how a difference is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..channels.messages import Channel
from ..channels.rcs import rcs_segments
from ..pricing.campaigns.ways import Ways
from ..pricing.cards.cards import query_of
from ..pricing.cards.queries import Query
from ..pricing.cards.rates import ChargeOn, Per
from ..pricing.cards.recipients import Numbers
from ..pricing.cards.tables.codes import COUNTRIES
from ..pricing.errors import RecipientError
from ..pricing.quotes.quotes import cost

if TYPE_CHECKING:
    from ..pricing.campaigns.ways import Way
    from ..pricing.cards.cards import RateCard
    from ..pricing.cards.rates import Rate
    from ..providers.records import Record

__all__ = ["Bill", "Charges", "Price", "Verdict", "added", "day_of", "each_words", "share_of", "time_of"]

_EXACT = Context(prec=60)
_SHOWN = Context(prec=6)
_NO_MONEY = Decimal(0)
_MILLIONTH = Decimal("0.000001")
_WORDS = {
    2: "twice",
    3: "three times",
    4: "four times",
    5: "five times",
    6: "six times",
    7: "seven times",
    8: "eight times",
    9: "nine times",
    10: "ten times",
    100: "a hundred times",
    1000: "a thousand times",
}
_PARTS = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth", 10: "a tenth", 100: "a hundredth"}


def time_of(record: Record) -> datetime | None:
    """Return when a message was submitted; where the record does not say, when sent or changed; in UTC."""
    time = record.created or record.sent or record.scheduled or record.updated or record.delivered
    if time is None or time.tzinfo is UTC:
        return time
    try:
        return time.astimezone(UTC)
    except OverflowError:  # an hour before the year 1, or after 9999
        return time


def day_of(record: Record) -> date | None:
    """Return the day on which a message was sent, in UTC."""
    time = time_of(record)
    return None if time is None else time.date()


def added(amount: Decimal, other: Decimal) -> Decimal:
    """Return a sum, exact whatever the caller's decimal context is."""
    return _EXACT.add(amount, other)


def share_of(charge: Decimal, own: int, theirs: int) -> Decimal:
    """Return what a charge for their segments would be for ours; rounded where that has no end.

    >>> share_of(Decimal("0.1425"), 2, 3), share_of(Decimal("0.10"), 1, 3)
    (Decimal('0.0950'), Decimal('0.033333'))
    """
    share = _EXACT.divide(_EXACT.multiply(charge, Decimal(own)), Decimal(theirs))
    return share if _is_short(share) else share.quantize(_MILLIONTH, context=_EXACT)


class Price(NamedTuple):
    """What one row of the card says about a message.

    Attributes:
        price: without fees.
        fees: of carriers.
        rate: the row.
    """

    price: Decimal
    fees: Decimal
    rate: Rate


class Bill(NamedTuple):
    """What the card says about a message.

    Attributes:
        likely: by the row that is expected.
        prices: by each row that may apply.
        currency: of all.
        charge_on: when the likely row is charged, where it says so.
    """

    likely: Price
    prices: tuple[Price, ...]
    currency: str
    charge_on: ChargeOn | None


class Verdict(NamedTuple):
    """How a charge compares with the card.

    Attributes:
        expected: the charge that it should have been: the nearest one that the card allows.
        fees: that should have been charged; `None` where the record names none.
        charge_differs: whether the charge does.
        fees_differ: whether the fees do.
        over: what was charged too much, fees included; negative where too little.
        rate: the row.
    """

    expected: Decimal
    fees: Decimal | None
    charge_differs: bool
    fees_differ: bool
    over: Decimal
    rate: Rate


class Charges:
    """Prices records by a card, and caches the results.

    Args:
        rates: the card.
        country: of recipients whose number does not say otherwise.
        category: of the messages, in the card's words.
        number_type: of the senders, in the card's words.
        volume: how much was sent before.
        fees_in_charge: whether the provider's charge holds the fees that a record names.
    """

    def __init__(
        self,
        rates: RateCard,
        *,
        country: str | None = None,
        category: str | None = None,
        number_type: str | None = None,
        volume: int | None = None,
        fees_in_charge: bool = False,
    ) -> None:
        self.rates = rates
        self._asked = query_of(
            rates, country=country, category=category, number_type=number_type, volume=volume
        )._replace(channel=None)
        self._fees_in_charge = fees_in_charge
        self._numbers = Numbers(self._asked.country)
        self._ways: dict[tuple[Channel, date | None], Ways] = {}
        self._bills: dict[tuple[int, int], Bill] = {}
        self._networks = {(rate.mcc, rate.mnc) for rate in rates.rates if rate.mnc}

    def bill(self, record: Record, segments: int, channel: Channel | None = None) -> Bill | str:
        """Return what the card says about a record of so many segments, or why it says nothing.

        Args:
            record: of the provider.
            segments: of an SMS.
            channel: how it travelled, where that is not what the record says.

        Raises:
            AmbiguousRatesError: two rows with the same keys both apply.
            DateNeededError: rows of several dates differ, and the record has no date.
        """
        channel = channel or record.common_channel or Channel.SMS
        if channel is Channel.RCS:
            segments = rcs_segments(record.text or "")
        elif channel is not Channel.SMS:
            segments = 1
        way = self._way(record, channel)
        if isinstance(way, str):
            return way
        if way.match is None:
            return way.refusal
        known = self._bills.get((id(way), segments))
        if known is None:
            known = self._bills[id(way), segments] = _bill(way, segments)
        return known

    def _way(self, record: Record, channel: Channel) -> Way | str:
        if not record.recipient:
            return "the record has no recipient"
        try:
            digits, second, _ = self._numbers.read(record.recipient)
        except RecipientError as error:
            return str(error)
        day = day_of(record)
        ways = self._ways.get((channel, day))
        if ways is None:
            asked = self._asked._replace(channel=channel, at=day)
            ways = self._ways[channel, day] = Ways(self.rates, asked)
        keys = self._keys(record)
        try:
            return ways.of_either(digits, second, keys) if second else ways.of(digits, keys)
        except RecipientError as error:
            return str(error)

    def _keys(self, record: Record) -> tuple[str | None, str | None, str | None]:
        mcc, mnc = record.mcc or None, record.mnc or None
        if mnc and mnc[0] == "0" and len(mnc) == 3 and (mcc, mnc) not in self._networks:
            mnc = mnc[1:]  # some write every network with three digits
        country = record.country
        return (country if country in COUNTRIES else None), mcc, mnc

    def judge(self, record: Record, bill: Bill) -> Verdict | None:
        """Compare what was charged with what the card says; `None` where nothing was charged yet."""
        charge = record.charge
        if charge is None:
            return None
        own = record.fees
        for price in bill.prices:
            totals = self._expected(price)
            if charge in totals and (own is None or own == price.fees):
                return _right(charge, own, price.rate)
        price = bill.likely
        totals = self._expected(price)
        expected = min(totals, key=lambda total: _EXACT.subtract(total, charge).copy_abs())
        fees = None if own is None else price.fees
        over = _EXACT.subtract(charge, expected)
        fees_differ = own is not None and own != price.fees
        if own is not None and not (self._fees_in_charge or expected > price.price):
            over = _EXACT.add(over, _EXACT.subtract(own, price.fees))
        return Verdict(expected, fees, charge != expected, fees_differ, over, price.rate)

    def _expected(self, price: Price) -> tuple[Decimal, ...]:
        """Return the charges that agree with a row: with its fees, and unless they belong there, without."""
        whole = _EXACT.add(price.price, price.fees)
        return (whole,) if self._fees_in_charge or not price.fees else (price.price, whole)

    def other_rows(self, record: Record, segments: int) -> Iterator[Rate]:
        """Yield rows of the card that do not apply, but would make the charge right."""
        for rate in self.rates.rates:
            if rate.price is not None and rate.currency == (record.currency or rate.currency):
                price = _price(rate, segments, self._asked)
                if record.charge in self._expected(price) and record.charge:
                    yield rate


def _right(charge: Decimal, fees: Decimal | None, rate: Rate) -> Verdict:
    return Verdict(charge, fees, charge_differs=False, fees_differ=False, over=_NO_MONEY, rate=rate)


def _bill(way: Way, segments: int) -> Bill:
    assert way.match is not None  # `bill` says why there is none
    likely = way.match.expected(lambda rate: cost(rate, segments, way.query).amount)
    prices = tuple(
        _price(rate, segments, way.query) for rate in way.match.candidates if rate.price is not None
    )
    return Bill(_price(likely, segments, way.query), prices, likely.currency, likely.charge_on)


def _price(rate: Rate, segments: int, query: Query) -> Price:
    total = cost(rate, segments, query)
    fees = sum((line.amount for line in total.lines if line.what == "fee"), _NO_MONEY)
    return Price(_EXACT.subtract(total.amount, fees), fees, rate)


def each_words(charge: Decimal, segments: int, rate: Rate) -> str:
    """Return the price of one segment that a charge implies, beside that of the card.

    >>> from segmenter.pricing import Rate
    >>> each_words(Decimal("0.150"), 2, Rate(price="0.0075", currency="USD"))
    'that is 0.0750 a segment, where the card says 0.0075: ten times'
    """
    times = segments if rate.per is Per.SEGMENT and segments else 1
    price = rate.price or _NO_MONEY
    implied = _EXACT.divide(charge, Decimal(times))
    places = max(-int(price.as_tuple().exponent), 0)
    about = "" if _is_short(implied) else "about "
    shown = implied if _is_short(implied) else _SHOWN.plus(implied)
    written = f"{shown.normalize(_EXACT):f}"
    whole, _, fraction = written.partition(".")
    written = f"{whole}.{fraction:0<{places}}" if places or fraction else whole
    a_segment = " a segment" if rate.per is Per.SEGMENT else " a message"
    ratio = _ratio_words(implied, price)
    return f"that is {about}{written}{a_segment}, where the card says {price:f}{ratio}"


def _is_short(amount: Decimal) -> bool:
    return len(amount.normalize(_EXACT).as_tuple().digits) <= 12


def _ratio_words(implied: Decimal, price: Decimal) -> str:
    if not (implied and price):
        return ""
    ratio = _EXACT.divide(implied, price)
    if ratio == int(ratio):
        return f": {_WORDS.get(int(ratio), f'{int(ratio):,} times')}" if ratio != 1 else ""
    inverse = _EXACT.divide(price, implied)
    if inverse == int(inverse) and int(inverse) in _PARTS:
        return f": {_PARTS[int(inverse)]} of it"
    rounded = Context(prec=3).plus(ratio)
    return f": {rounded.normalize(_EXACT):f} times"
