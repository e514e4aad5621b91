"""Ways: recipients that a rate card does not tell apart, so that each is looked up and priced once.

A line here knows what makes two recipients cost the same; texts are not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..cards.cards import Match, RateCard
from ..cards.numbering import CALLING_CODES
from ..cards.queries import Query
from ..cards.rates import Rate
from ..cards.recipients import NOWHERE, country_of_digits
from ..errors import NoRateError, RejectedError
from ..quotes.quotes import totals
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
        refusal: why they have no price, in place of `match`; empty where they have one.
        rejected: whether that is because the card says that they are rejected.
        other_country: whether the number says another country than the row of the audience does.
        country: ISO 3166-1 alpha-2; `None` where it is not known, or the number is of none.
        network: mcc and mnc, ``234-10``.
        cells: messages by segments.
        refused: how many messages were refused.
        first_refused: the index, the recipient and the place of the first of them.
    """

    def __init__(
        self, query: Query, match: Match | None, refusal: str = "", *, rejected: bool = False
    ) -> None:
        self.query = query
        self.match = match
        self.refusal = refusal
        self.rejected = rejected
        self.other_country = False
        self.country = None if query.country == NOWHERE else query.country
        self.network = "-".join(filter(None, (query.mcc, query.mnc))) or None
        self.cells: dict[int, Cell] = {}
        self.refused = 0
        self.first_refused = (0, "", "")

    @property
    def messages(self) -> int:
        """How many have a price."""
        return sum(sum(cell.counts) for cell in self.cells.values())

    @property
    def perhaps_rejected(self) -> bool:
        """Whether a row that rejects may turn out to apply."""
        return self.match is not None and any(rate.price is None for rate in self.match.candidates)

    def cell(self, segments: int) -> Cell:
        """Return the messages of so many segments; the first time they are priced."""
        found = self.cells.get(segments)
        if found is None:
            found = self.cells[segments] = Cell(self._cost(segments), segments)
        return found

    def _cost(self, segments: int) -> Cost:
        assert self.match is not None  # one without a match is refused
        low, expected, high = totals(self.match, self.query, segments, segments, segments)
        return Cost(low.money, expected.money, high.money)


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

    @property
    def other_country(self) -> int:
        """How many rows have a number of another country than they say."""
        return sum(way.messages + way.refused for way in self if way.other_country)

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
            if known and keys[0]:
                known.other_country = self._contradicts(head, keys[0])
            self._known[head, keys] = known
        return known or self._of_number(head, digits, (None, mcc, mnc))

    def _of_number(self, head: str, digits: str, keys: Keys) -> Way:
        found = _country_of_digits(digits)
        country = self._asked.country or found if found == NOWHERE else found or self._asked.country
        key = (head, (country, *keys[1:]))
        way = self._by_country.get(key)
        if way is None:
            way = self._by_country[key] = self._way(digits, key[1])
        return way

    def _way(self, digits: str, keys: Keys) -> Way:
        country, mcc, mnc = keys
        query = self._asked._replace(digits=digits, country=country, mcc=mcc, mnc=mnc)
        try:
            match = self._rates.match(query)
        except NoRateError as error:
            return Way(query, None, str(error))
        if all(rate.price is None for rate in match.likely):
            return Way(query, None, str(RejectedError(str(query), match.likely[0].place)), rejected=True)
        priced = [rate for rate in match.candidates if rate.price is not None]
        other = next((rate for rate in priced if rate.currency != priced[0].currency), None)
        if other:
            return Way(query, None, _in_two(priced[0], other, query))
        return Way(query, match)

    def _contradicts(self, head: str, country: str) -> bool:
        """Say whether a number is of another country by the prefix of the card than a row says."""
        told = self._rates.country_of(head)
        # All who share a calling code may be in rows of it.
        return told is not None and told != country and country not in CALLING_CODES.get(head, ())


def _in_two(one: Rate, other: Rate, query: Query) -> str:
    """Say why there is no price where rows of two currencies may apply."""
    network = "category or number type" if query.mcc and query.mnc else "network"
    unknown = network if query.country else "country"
    return (
        f"the {unknown} of +{query.digits} is not known, and {one.place} in {one.currency} and {other.place} "
        f"in {other.currency} may apply; give the {unknown}, or price both in one currency"
    )
