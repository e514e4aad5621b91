"""Quotes: what a message costs before it is sent: the least, the expected and the most, with the arithmetic.

It multiplies segments by rates. It must not know which rows apply (the card does) or how texts are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from ...channels.messages import Channel
from ...channels.rcs import rcs_segments
from ...core.counting import DEFAULT_POLICY, Count, count
from ...core.hints import field_types
from ...core.policy import Policy
from ...core.results import Later, plain_fields, result
from ..cards.cards import RateCard, query_of
from ..cards.choice import Match
from ..cards.queries import Query
from ..cards.rates import OWED_BESIDE, Per, Rate, owed_beside
from ..errors import CurrencyError, RejectedError
from ..money import Money

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ... import templates
    from ...advice import explanation as advised
else:
    templates = Later("...templates", __package__)
    advised = Later("...advice.explanation", __package__)

__all__ = ["Line", "Quote", "Total", "Worth", "cost", "quote", "quoted", "segments_of", "totals"]


_OF_A_TOTAL = ("amount", "currency", "segments", "lines")
_KNOWN = ("channel", "country", "category", "number_type", "volume", "mcc", "mnc", "at")


@result
class Line(NamedTuple):
    """One step of the arithmetic: a number of times an amount.

    Attributes:
        what: ``price``, ``fee`` or ``minimum``; the last is the amount up to the minimum of a message.
        times: segments, or 1 for a message.
        each: the amount for one.
        money: `times` by `each`.
        rate: the row it comes from.
    """

    what: str
    times: int
    each: Decimal
    money: Money
    rate: Rate

    @property
    def amount(self) -> Decimal:
        """The amount of `money`."""
        return self.money.amount

    def as_dict(self) -> dict[str, Any]:
        """Return the arithmetic by name; amounts are strings."""
        return plain_fields(self, "what", "times", "each", "amount")

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, "what", "times", "each", "amount")


@result
class Total(NamedTuple):
    """What a message costs by one row, and how it is calculated.

    Attributes:
        money: the sum of the lines.
        segments: that are priced.
        rate: the row.
        lines: the arithmetic.
    """

    money: Money
    segments: int
    rate: Rate
    lines: tuple[Line, ...]

    @property
    def amount(self) -> Decimal:
        """The amount, never rounded."""
        return self.money.amount

    @property
    def currency(self) -> str:
        """ISO 4217 code."""
        return self.money.currency

    def as_dict(self) -> dict[str, Any]:
        """Return the sum and its arithmetic; the rate is the place of its row."""
        return plain_fields(self, *_OF_A_TOTAL) | {"rate": self.rate.place}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, *_OF_A_TOTAL) | {"rate": str}


@result
class Worth(NamedTuple):
    """A way to a cheaper message, and what it saves of the price expected.

    Attributes:
        by: edits to the text, a national language to be allowed, or cutting it anywhere.
        total: what the message then costs.
        saved: how much less that is.
    """

    by: advised.Advice | advised.LanguageSaving | advised.BoundarySaving
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
        from ...advice.explanation import Advice, BoundarySaving

        if isinstance(self.by, Advice):
            return str(self.by.kind)
        if isinstance(self.by, BoundarySaving):
            return f"cut anywhere, not only between {self.by.boundary.value}s"
        return f"allow the {self.by.language.name.title()} tables, if the receiver knows them"


@result
@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a message costs before it is sent.

    Attributes:
        low: the least, over all rows that may apply and all segments it may take.
        expected: by the most specific row that needs no unknown network.
        high: the most.
        count: of the text as an SMS; with bounds, of the expected message.
        query: what was known about the message.
        likely: the rows that the expected price was chosen from: it is the highest of theirs.
        candidates: the rows that may apply, including those that reject it.
        beside: rows per session or month that may be owed as well; they are in no total.
    """

    low: Total
    expected: Total
    high: Total
    count: Count
    query: Query
    likely: tuple[Rate, ...]
    candidates: tuple[Rate, ...]
    beside: tuple[Rate, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The arithmetic of the expected price; the amounts add up to ``expected.amount``."""
        return self.expected.lines

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that the expected price is the highest of, where the recipient's is not known."""
        if self.query.country is not None:
            return ()
        return tuple(sorted({rate.country for rate in self.likely if rate.country}))

    @property
    def rejecting(self) -> tuple[Rate, ...]:
        """Rows that may apply, and would reject the message."""
        return tuple(rate for rate in self.candidates if rate.price is None)

    def as_dict(self, savings: Iterable[Any] = ()) -> dict[str, Any]:
        """Return the quote by name, as ``segmenter price --format json`` prints it; amounts are strings.

        Args:
            savings: each `Worth` that `savings.savings` found, to be listed beside it.
        """
        query = self.query
        return {
            **plain_fields(self, "expected", "low", "high"),
            "rejecting": [rate.place for rate in self.rejecting],
            "beside": [owed_beside(rate) for rate in self.beside],
            "recipient": query.digits and f"+{query.digits}",
            **plain_fields(query, *_KNOWN),
            "countries": [*(self.countries or query.countries)],
            "count": self.count.as_dict(),
            "savings": [worth.as_dict() for worth in savings],
        }

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return {
            **field_types(cls, "expected", "low", "high"),
            "rejecting": [str],
            "beside": [OWED_BESIDE],
            "recipient": str | None,
            **field_types(Query, *_KNOWN),
            "countries": [str],
            "count": Count,
            "savings": [Worth],
        }


def quote(
    text: str,
    *,
    rates: RateCard,
    channel: Channel | str = Channel.SMS,
    recipient: str | None = None,
    country: str | None = None,
    mcc: str | None = None,
    mnc: str | None = None,
    at: date | None = None,
    policy: Policy = DEFAULT_POLICY,
    category: str | None = None,
    number_type: str | None = None,
    volume: int | None = None,
    bounds: templates.Bounds | None = None,
) -> Quote:
    """Return what a message will cost, before it is sent.

    Whatever is not given may be anything: `low` and `high` range over all rows that may apply.

    Args:
        text: the message; with `bounds`, the template, which is not counted.
        rates: the rate card.
        channel: how it travels. A segment of RCS is 160 octets of UTF-8, as in the US; on channels other than
            SMS and RCS, a message is one segment.
        recipient: their number, such as ``+447700900123``. It gives the country where `country` does not: by
            the longest prefix of the rate card, or by `phonenumbers` where that is installed.
        country: of the recipient, ISO 3166-1 alpha-2.
        mcc: of the recipient's network.
        mnc: of the recipient's network.
        at: the day it is sent.
        policy: how it may be encoded and cut.
        category: ``marketing``, ``utility`` ..., in the card's words.
        number_type: of the sender, in the card's words.
        volume: how much has been sent before, counted as the card's tiers do.
        bounds: of a template (`templates.bounds`): the range of segments, and so of money. The expected price
            is that of its typical message, or of the longest where it has none.

    Raises:
        NoRateError: no row applies; a `LookupError`. Its kind `RejectedError`: the row rejects the message.
        AmbiguousRatesError: two rows with the same keys both apply.
        DateNeededError: rows of several dates differ, and `at` is not given.
        CurrencyError: rows that may apply are in two currencies.
        RecipientError: `recipient` is not a number in international form.
        RateError: an unknown country or channel, or a malformed mcc, mnc or volume.
        UnencodableError: the text cannot be encoded under the policy.

    >>> card = RateCard([
    ...     Rate(price="0.04", currency="EUR", country="GB"),
    ...     Rate(price="0.05", fee="0.002", currency="EUR", country="GB", mcc="234", mnc="10"),
    ... ])
    >>> price = quote("Your parcel – it’s here" + "!" * 60, rates=card, country="GB")
    >>> str(price.low.money), str(price.expected.money), str(price.high.money)
    ('0.08 EUR', '0.08 EUR', '0.104 EUR')
    """
    query = query_of(
        rates,
        channel=channel,
        recipient=recipient,
        country=country,
        mcc=mcc,
        mnc=mnc,
        at=at,
        category=category,
        number_type=number_type,
        volume=volume,
    )
    return quoted(text, query, rates=rates, policy=policy, bounds=bounds)


def quoted(
    text: str,
    query: Query,
    *,
    rates: RateCard,
    policy: Policy = DEFAULT_POLICY,
    bounds: templates.Bounds | None = None,
    counted: Count | None = None,
) -> Quote:
    """Return what a message will cost by a query that was built before, such as for many texts sent one way.

    Args:
        text: as for `quote`.
        query: what is known about the message, from `RateCard.query`.
        rates: as for `quote`.
        policy: as for `quote`.
        bounds: as for `quote`.
        counted: the count of the text under the policy, where the caller has it already.

    Raises:
        SegmenterError: as for `quote`, except for what `RateCard.query` raises.
    """
    if bounds is None:
        counted = counted or count(text, policy=policy)
        fewest = expected = most = segments_of(text, counted, query.channel)
    else:
        counted = (bounds.typical or bounds.most).count
        fewest, expected, most = segments_between(bounds, query.channel)
    match = rates.match(query)
    low, likely, high = totals(match, query, fewest, expected, most)
    return Quote(
        low=low,
        expected=likely,
        high=high,
        count=counted,
        query=query,
        likely=match.likely,
        candidates=match.candidates,
        beside=match.beside,
    )


def totals(match: Match, query: Query, fewest: int, expected: int, most: int) -> tuple[Total, Total, Total]:
    """Return the least, the expected and the most that a message may cost.

    Args:
        match: the rows that may apply.
        query: what is known about the message.
        fewest: segments it takes at least.
        expected: segments it is expected to take.
        most: segments it takes at most.

    Raises:
        RejectedError: the expected row rejects such messages.
        CurrencyError: rows that may apply are in two currencies.
    """
    priced = [rate for rate in match.candidates if rate.price is not None]
    for rate in priced[1:]:
        if rate.currency != priced[0].currency:
            first = priced[0]
            remedy = "say more about the message, such as its country or recipient"
            raise CurrencyError(first.currency, rate.currency, f"{first.place}, {rate.place}", remedy)
    likely = cost(match.expected(lambda rate: cost(rate, expected, query).amount), expected, query)
    ends = [cost(rate, segments, query) for rate in priced for segments in {fewest, most}]
    by_amount = sorted([likely, *ends], key=attrgetter("amount"))
    return by_amount[0], likely, by_amount[-1]


def segments_of(text: str, counted: Count, channel: str | None) -> int:
    """Return how many segments a message is billed as on its channel."""
    if channel == Channel.SMS:
        return counted.segments
    return rcs_segments(text) if channel == Channel.RCS else 1


def segments_between(bounds: templates.Bounds, channel: str | None) -> tuple[int, int, int]:
    """Return the fewest, the expected and the most segments that a template is billed as on its channel."""
    if channel == Channel.RCS:
        message = "bounds count SMS segments; RCS is billed by octets of UTF-8, so quote its texts one by one"
        raise ValueError(message)
    if channel != Channel.SMS:
        return 1, 1, 1
    expected = bounds.typical or bounds.most
    return bounds.fewest.segments, expected.segments, bounds.most.segments


def cost(rate: Rate, segments: int, query: Query) -> Total:
    """Return what a message of so many segments costs by one row.

    Raises:
        RejectedError: the row rejects such messages.

    >>> rate = Rate(price="0.01", fee="0.003", minimum="0.05", currency="USD")
    >>> [(line.what, str(line.money)) for line in cost(rate, 2, Query()).lines]
    [('price', '0.02 USD'), ('fee', '0.006 USD'), ('minimum', '0.024 USD')]
    """
    if rate.price is None:
        raise RejectedError(str(query), rate.place)
    times = segments if rate.per is Per.SEGMENT else 1
    money = Money(rate.price, rate.currency) * times
    lines = [Line("price", times, rate.price, money, rate)]
    if rate.fee:
        fees = Money(rate.fee, rate.currency) * times
        lines.append(Line("fee", times, rate.fee, fees, rate))
        money += fees
    least = Money(rate.minimum, rate.currency)
    if money < least:
        lacking = least - money
        lines.append(Line("minimum", 1, lacking.amount, lacking, rate))
        money = least
    return Total(money, segments, rate, tuple(lines))
