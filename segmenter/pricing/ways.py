"""Ways: recipients that a rate card does not tell apart, so that each is looked up and priced once.

A line here knows what makes two recipients cost the same; texts are not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from ..channels.messages import Channel
from ..errors import SegmenterError
from .cards import Match, Query, RateCard
from .errors import CurrencyError, NoRateError, RejectedError
from .quotes import cost, query_of
from .recipients import country_of_digits
from .shares import Cost

__all__ = ["Cell", "Keys", "Way", "Ways"]

Keys = tuple[str | None, str | None, str | None]
"""Country, mcc and mnc, as far as a row has them."""

# Its cache of 65,536 numbers would take more memory than finding duplicates does.
_country_of_digits: Callable[[str], str | None] = getattr(country_of_digits, "__wrapped__", country_of_digits)


class Cell:
    """Messages of one way and as many segments: they cost the same.

    Attributes:
        cost: of each.
        rank: by which the dearest are found, within a currency.
        leads: whether one of them may still be among the dearest.
        counts: how many there are in GSM-7, and in UCS-2.
    """

    __slots__ = ("cost", "counts", "leads", "rank")

    def __init__(self, cost: Cost, segments: int) -> None:
        self.cost = cost
        self.rank = (cost.expected.amount, segments)
        self.leads = True
        self.counts = [0, 0]


class Way:
    """Recipients that the card does not tell apart.

    Attributes:
        query: what is known of the first of them; all but its digits, of all.
        match: the rows that may apply.
        refusal: why they have no price, in place of `match`.
        network: mcc and mnc, ``234-10``.
        cells: messages by segments.
        refused: how many messages were refused.
        first_refused: the place and the recipient of the first of them.
    """

    def __init__(self, query: Query, match: Match | None, refusal: SegmenterError | None) -> None:
        self.query = query
        self.match = match
        self.refusal = refusal
        self.network = "-".join(filter(None, (query.mcc, query.mnc))) or None
        self.cells: dict[int, Cell] = {}
        self.refused = 0
        self.first_refused = (0, "")

    @property
    def perhaps_rejected(self) -> bool:
        """Whether a row that rejects may turn out to apply."""
        return self.match is not None and any(rate.price is None for rate in self.match.candidates)

    def cell(self, segments: int) -> Cell:
        """Return the messages of so many segments; the first time they are priced.

        Raises:
            CurrencyError: rows that may apply are in two currencies.
        """
        found = self.cells.get(segments)
        if found is None:
            found = self.cells[segments] = Cell(self._cost(segments), segments)
        return found

    def _cost(self, segments: int) -> Cost:
        assert self.match is not None  # one without a match is refused
        expected = cost(self.match.expected, segments, self.query).money
        moneys = [expected]
        for rate in self.match.candidates:
            if rate.price is not None:
                if rate.currency != expected.currency:
                    where = f"{self.match.expected.place}, {rate.place}"
                    raise CurrencyError(expected.currency, rate.currency, where)
                moneys.append(cost(rate, segments, self.query).money)
        moneys.sort(key=attrgetter("amount"))
        return Cost(moneys[0], expected, moneys[-1])


class Ways:
    """The way of each recipient: as many as the card tells apart, however many recipients there are.

    Args:
        rates: the rate card.
        asked: what is known of every message; its country is for recipients of whom nothing else tells it.
    """

    def __init__(self, rates: RateCard, asked: Query) -> None:
        self._rates = rates
        self._asked = asked
        # Which rows match follows from the longest of the card's prefixes that a number begins with: all
        # others that it begins with are beginnings of that.
        self._prefixes = {rate.prefix for rate in rates.rates if rate.prefix}
        self._lengths = sorted(set(map(len, self._prefixes)), reverse=True)
        self._known: dict[tuple[str, Keys], Way | None] = {}
        self._by_country: dict[tuple[str, Keys], Way] = {}

    def __iter__(self) -> Iterator[Way]:
        yield from filter(None, self._known.values())
        yield from self._by_country.values()

    def of(self, digits: str, keys: Keys) -> Way:
        """Return the way of a recipient.

        Raises:
            RateError: there is no such country.
            AmbiguousRatesError: two rows with the same keys both apply.
            DateNeededError: rows of several dates differ, and no day is asked for.
        """
        head = ""
        for length in self._lengths:
            if digits[:length] in self._prefixes:
                head = digits[:length]
                break
        known = self._known.get((head, keys))
        if known is not None:
            return known
        country, mcc, mnc = keys
        if (head, keys) not in self._known:
            country = country or (mcc and self._rates.country_of_mcc(mcc)) or self._rates.country_of(head)
            # Without a country it may be told by digits beyond the card's prefixes.
            known = self._way(digits, (country, mcc, mnc)) if country else None
            self._known[head, keys] = known
        return known or self._of_number(head, digits, (None, mcc, mnc))

    def _of_number(self, head: str, digits: str, keys: Keys) -> Way:
        key = (head, (_country_of_digits(digits) or self._asked.country, *keys[1:]))
        way = self._by_country.get(key)
        if way is None:
            way = self._by_country[key] = self._way(digits, key[1])
        return way

    def _way(self, digits: str, keys: Keys) -> Way:
        asked = self._asked
        query = query_of(
            self._rates,
            channel=asked.channel or Channel.SMS,
            country=keys[0],
            mcc=keys[1],
            mnc=keys[2],
            at=asked.at,
            category=asked.category,
            number_type=asked.number_type,
            volume=asked.volume,
        )._replace(digits=digits)
        try:
            match = self._rates.match(query)
        except NoRateError as error:
            return Way(query, None, error)
        if match.expected.price is None:
            return Way(query, None, RejectedError(str(query), match.expected.place))
        return Way(query, match, None)
