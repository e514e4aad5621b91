"""Ways: recipients that cost the same by a rate card, looked up and priced once.

It knows what makes two recipients cost the same, and must not know texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..cards.cards import RateCard
from ..cards.choice import Match
from ..cards.numbering import CALLING_CODES
from ..cards.queries import Query
from ..cards.rates import Rate
from ..cards.recipients import NOWHERE
from ..errors import NoRateError, RejectedError
from ..quotes.quotes import totals
from .shares import Cost

__all__ = ["Cell", "Keys", "Way", "Ways"]

Keys = tuple[str | None, str | None, str | None]
"""Country, mcc and mnc of a row; `None` where it has none."""


class Cell:
    """Messages of one way with the same number of segments: they cost the same.

    Attributes:
        cost: of each.
        rank: orders messages of a currency by cost.
        leads: whether one of them may still be among those that cost the most.
        counts: how many there are in GSM-7, and in UCS-2.
    """

    __slots__ = ("cost", "counts", "leads", "rank")

    def __init__(self, cost: Cost, segments: int) -> None:
        self.cost = cost
        self.rank = (cost.expected.amount, segments)
        self.leads = True
        self.counts = [0, 0]


class Way:
    """Recipients that cost the same by the card.

    Attributes:
        query: what is known about the first of them; all but its digits holds for all.
        match: the rows that may apply.
        refusal: why they have no price, in place of `match`; empty where they have one.
        rejected: whether the card rejects them.
        other_country: whether number and row of the audience name different countries.
        country: ISO 3166-1 alpha-2; `None` where it is not known, or the number belongs to none.
        network: mcc and mnc, ``234-10``.
        cells: messages by segments.
        changed: messages that a change of the template shortens, with the segments before and after.
        uncertain: why the price is a range as long as the country is not known; empty where it is not.
        refused: how many messages were refused.
        first_refused: index, recipient and place of the first of them.
    """

    def __init__(
        self, query: Query, match: Match | None, refusal: str = "", *, rejected: bool = False
    ) -> None:
        self.query = query
        self.match = match
        self.refusal = refusal
        self.rejected = rejected
        self.other_country = False
        self.uncertain = ""
        self.country = None if query.country == NOWHERE else query.country
        self.network = "-".join(filter(None, (query.mcc, query.mnc))) or None
        self.cells: dict[int, Cell] = {}
        self._costs: dict[int, Cost] = {}
        self.changed: Counter[tuple[str, int, int]] = Counter()
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

    def merge(self, other: Way) -> None:
        """Add the messages of the same way elsewhere."""
        for segments, cell in other.cells.items():
            counts = self.cell(segments).counts
            counts[:] = [own + more for own, more in zip(counts, cell.counts, strict=True)]
        self.changed += other.changed
        if other.refused:
            self.refuse(other.refused, *other.first_refused)
            if self.first_refused == other.first_refused:
                self.refusal = other.refusal  # it names the first number

    def refuse(self, messages: int, index: int, recipient: str, place: str) -> None:
        """Note messages that have no price, the first of them at this index."""
        if not self.refused or index < self.first_refused[0]:
            self.first_refused = index, recipient, place
        self.refused += messages

    def cell(self, segments: int) -> Cell:
        """Return the messages of so many segments, which are priced the first time."""
        if segments not in self.cells:
            self.cells[segments] = Cell(self.cost(segments), segments)
        return self.cells[segments]

    def cost(self, segments: int) -> Cost:
        """Return what a message of so many segments costs."""
        if segments not in self._costs:
            assert self.match is not None  # one without a match is refused
            low, expected, high = totals(self.match, self.query, segments, segments, segments)
            self._costs[segments] = Cost(low.money, expected.money, high.money)
        return self._costs[segments]


class Ways:
    """The way of each recipient; their number depends on the card, not on the audience.

    Args:
        rates: the rate card.
        asked: what is known about every message; its country is for recipients without one of their own.

    Attributes:
        prefixes: those of the card: of a number only the longest that it begins with matters, or none.
    """

    def __init__(self, rates: RateCard, asked: Query) -> None:
        self._rates = rates
        self._asked = asked
        # The longest prefix of the card that a number begins with decides which rows match: any shorter one
        # is a beginning of it.
        self.prefixes = frozenset(rate.prefix for rate in rates.rates if rate.prefix)
        self._lengths = sorted(set(map(len, self.prefixes)), reverse=True)
        self._known: dict[tuple[str, Keys], Way | None] = {}
        self._by_countries: dict[tuple[str, tuple[str, ...], str | None, str | None], Way] = {}
        self._of_two: dict[tuple[Way, Way], Way] = {}
        self._without_number: dict[Keys, Way] = {}

    def __iter__(self) -> Iterator[Way]:
        yield from filter(None, self._known.values())
        yield from self._by_countries.values()
        yield from self._of_two.values()

    @property
    def home(self) -> str | None:
        """The country of recipients whose number does not say otherwise."""
        return self._asked.country

    @property
    def other_country(self) -> int:
        """How many rows have a number of another country than their column says."""
        return sum(way.messages + way.refused for way in self if way.other_country)

    def merge(self, other: Ways) -> dict[Way, Way]:
        """Add all messages of the same card's ways elsewhere; return which of ours each of theirs is."""
        ours: dict[Way, Way] = {}
        for key, way in other._known.items():
            if way is None:
                self._known.setdefault(key, None)
            else:
                ours[way] = self._known.get(key) or way
                self._known[key] = ours[way]
        for by_countries, way in other._by_countries.items():
            ours[way] = self._by_countries.setdefault(by_countries, way)
        for (first, second), way in other._of_two.items():
            ours[way] = self._of_two.setdefault((ours[first], ours[second]), way)
        for way, own in ours.items():
            if own is not way:
                own.merge(way)
        return ours

    def place_in_card(self, rate: Rate) -> int:
        """Return where a row stands in the card."""
        return self._rates.rates.index(rate)

    def decided_by(self, head: str, keys: Keys) -> bool:
        """Return whether a prefix, once a number was looked up, decides the way of all numbers with it."""
        return self._known.get((head, keys)) is not None

    def of_either(self, digits: str, second: str, keys: Keys) -> Way:
        """Return the way of a recipient whose number can be read in two ways; errors as of `of`."""
        first, other = self.of(digits, keys), self.of(second, keys)
        if first is other:
            return first
        if (first, other) not in self._of_two:
            others = (*first.query.others, other.query._replace(others=()), *other.query.others)
            self._of_two[first, other] = self._way(first.query._replace(others=others))
        return self._of_two[first, other]

    def of_keys(self, keys: Keys) -> Way:
        """Return the way of messages of which only country and network are known; errors as of `of`."""
        if keys not in self._without_number:
            own, mcc, mnc = keys
            country = own or (self._rates.country_of_mcc(mcc) if mcc else None) or self._asked.country
            query = self._asked._replace(country=country, mcc=mcc, mnc=mnc)
            self._without_number[keys] = self._way(query)
        return self._without_number[keys]

    def of(self, digits: str, keys: Keys) -> Way:
        """Return the way of a recipient.

        Raises:
            AmbiguousRatesError: two rows with the same keys both apply.
            DateNeededError: rows of several dates differ, and the query has no day.
        """
        beginnings = (digits[:length] for length in self._lengths)
        head = next((beginning for beginning in beginnings if beginning in self.prefixes), "")
        known = self._known.get((head, keys))
        if known is not None:
            return known
        own, mcc, mnc = keys
        asked = self._asked._replace(digits=digits, mcc=mcc, mnc=mnc)
        home = asked.country
        if (head, keys) not in self._known:
            country = own or (mcc and self._rates.country_of_mcc(mcc))
            country = country or self._rates.country_by_prefix(head, home)
            # Without a country, digits beyond the card's prefixes may decide it.
            known = self._way(asked._replace(country=country)) if country else None
            if known and own:
                known.other_country = self._contradicts(head, own)
            self._known[head, keys] = known
        if known:
            return known
        countries = self._rates.countries_of(digits, home)
        key = head, countries, mcc, mnc
        if key not in self._by_countries:
            first, *others = (asked._replace(country=country) for country in countries or (home,))
            self._by_countries[key] = self._way(first._replace(others=tuple(others)))
        return self._by_countries[key]

    def _way(self, query: Query) -> Way:
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
        way = Way(query, match)
        if query.others and len(set(map(self._terms, (query, *query.others)))) > 1:
            way.uncertain = "may be a number of " + " or ".join(query.countries)
        return way

    def _terms(self, query: Query) -> frozenset[tuple[object, ...]] | None:
        """Return what recipients of one country would pay; `None` where they have no price."""
        try:
            match = self._rates.match(query._replace(others=()))
        except NoRateError:
            return None
        return frozenset(rate.terms for rate in match.candidates)

    def _contradicts(self, head: str, country: str) -> bool:
        """Return whether the card's prefixes place a number in another country than its row does."""
        own = self._rates.country_of(head)
        # Countries that share a calling code may all use its prefix.
        return own is not None and own != country and country not in CALLING_CODES.get(head, ())


def _in_two(first: Rate, second: Rate, query: Query) -> str:
    """Return why there is no price where rows of two currencies may apply."""
    network = "category or number type" if query.mcc and query.mnc else "network"
    unknown = network if query.country else "country"
    return (
        f"the {unknown} of +{query.digits} is not known, and {first.place} in {first.currency} and "
        f"{second.place} in {second.currency} may apply; give the {unknown}, or price both in one currency"
    )
