"""Rate cards: which rows may price a message, and which of them is the most likely to.

A line here knows keys, days, tiers and specificity; how many segments a text takes, and sums, are not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise, product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ...channels.messages import Channel
from ..errors import AmbiguousRatesError, DateNeededError, NoRateError, RateError
from .queries import Query
from .rates import KEYS, READERS, Per, Rate, Unfit
from .recipients import country_of_digits, digits_of

if TYPE_CHECKING:
    import os
    from decimal import Decimal

__all__ = ["Match", "Query", "RateCard"]

_A_DAY = timedelta(days=1)
_MOST_MATCHES = 10_000  # kept, for many messages ask the same


class Match(NamedTuple):
    """The rows that may price a message.

    Attributes:
        likely: the rows of which the dearest is to be reckoned with: the most specific that need no unknown
            mcc or mnc, of which there are several where they differ in other unknown keys; where every row
            needs a network, all. Tiers are those of a volume of 0 where it is unknown, and a row that only
            may turn out to reject the message is not reckoned with beside one that prices it.
        candidates: every row that may turn out to apply, in the card's order, those of `likely` among them.
            One is none where a more specific row applies whatever the unknown keys are.
        beside: rows per session or month that may apply; they are owed beside the message.
    """

    likely: tuple[Rate, ...]
    candidates: tuple[Rate, ...]
    beside: tuple[Rate, ...]

    def expected(self, cost: Callable[[Rate], Decimal]) -> Rate:
        """Return the dearest of the likely rows; one that rejects the message only where all do.

        Args:
            cost: says what a message costs by a row that prices it.
        """
        return max(self.likely, key=lambda rate: -1 if rate.price is None else cost(rate))


Needs = tuple[str | None, ...]
"""What a row needs of the keys that are unknown, in the order of `KEYS`; `None` is nothing."""

_PREFIX, _COUNTRY = KEYS.index("prefix"), KEYS.index("country")


class _Fitting(NamedTuple):
    """A row that fits what is known, and what it needs of the rest."""

    rate: Rate
    needs: Needs


class RateCard:
    """The rows of a rate card, ready to be asked.

    Args:
        rates: at least one.

    Attributes:
        rates: all rows, in order.

    Raises:
        RateError: there is no row.

    >>> card = RateCard([
    ...     Rate(price="0.04", currency="EUR", country="GB"),
    ...     Rate(price="0.05", currency="EUR", country="GB", mcc="234", mnc="10"),
    ... ])
    >>> found = card.match(Query(country="GB"))
    >>> str(found.likely[0].price), len(found.candidates)
    ('0.04', 2)
    """

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.rates = tuple(rates)
        if not self.rates:
            raise RateError("there are no rates", "a rate card has at least one row")
        self._matches: dict[Query, Match] = {}

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> RateCard:
        """Read a rate card from a file: ``.csv``, ``.toml`` or ``.json``.

        Raises:
            RateError: a cell is wrong; it says which file, line, column and value.
            UnreadableFileError: the file cannot be read.
            UndecodableFileError: it is not UTF-8.
        """
        from .loading import load

        return cls(load(path))

    def __reduce__(self) -> tuple[object, ...]:
        return RateCard, (self.rates,)

    def __repr__(self) -> str:
        return f"<RateCard of {len(self.rates)} rows>"

    def query(
        self,
        *,
        channel: Channel | str = Channel.SMS,
        recipient: str | None = None,
        country: str | None = None,
        mcc: str | None = None,
        mnc: str | None = None,
        at: date | None = None,
        category: str | None = None,
        number_type: str | None = None,
        volume: int | None = None,
    ) -> Query:
        """Build the query of a message, once for all texts sent this way; arguments as of `quote`.

        Raises:
            RecipientError: `recipient` is not a number in international form.
            RateError: an unknown country or channel, or a malformed mcc, mnc or volume.
            TypeError: an argument is of another type.

        >>> card = RateCard([Rate(price="0.04", currency="EUR", country="GB", prefix="44")])
        >>> print(card.query(recipient="+44 7700 900123"))
        channel sms, country GB, +447700900123
        """
        if at is not None and not isinstance(at, date):
            raise TypeError(f"at must be a date, not {type(at).__name__}")
        digits = None if recipient is None else digits_of(recipient)
        country = country and country.upper()
        channel = channel.lower()
        given: dict[str, object] = {"channel": channel, "country": country, "mcc": mcc, "mnc": mnc}
        given |= {"category": category, "number_type": number_type, "tier_from": volume or 0}
        for column, value in given.items():
            try:
                READERS[column](value)
            except Unfit as unfit:
                raise unfit.at("volume" if column == "tier_from" else column) from None
        if country is None and mcc is not None:
            country = self.country_of_mcc(mcc)
        if country is None and digits is not None:
            country = self.country_of_number(digits)
        day = at.date() if isinstance(at, datetime) else at
        return Query(mnc, mcc, digits, number_type, category, country, Channel(channel), day, volume)

    def country_of_number(self, digits: str) -> str | None:
        """Return the country of a number by `country_of`, else by `phonenumbers` where that is installed."""
        return self.country_of(digits) or country_of_digits(digits)

    def country_of(self, digits: str) -> str | None:
        """Return the country of a number by the longest prefix of the card that is one country's alone."""
        for length in range(min(len(digits), self.prefix_digits), 0, -1):
            countries = self._countries.get(digits[:length])
            if countries:
                return next(iter(countries)) if len(countries) == 1 else None
        return None

    def country_of_mcc(self, mcc: str) -> str | None:
        """Return the country whose rows alone have this mcc."""
        countries = self._mccs.get(mcc, set())
        return next(iter(countries)) if len(countries) == 1 else None

    @cached_property
    def prefix_digits(self) -> int:
        """How many digits the longest prefix has: no more of a number matter."""
        return max(len(rate.prefix or "") for rate in self.rates)

    def match(self, query: Query) -> Match:
        """Find the rows that may price a message.

        Raises:
            NoRateError: there is none; a `LookupError`.
            AmbiguousRatesError: two rows with the same keys both apply.
            DateNeededError: the answer depends on the day, and the query has none.
        """
        key = query if query.digits is None else query._replace(digits=query.digits[: self.prefix_digits])
        if key not in self._matches:
            if len(self._matches) > _MOST_MATCHES:
                self._matches.clear()
            self._matches[key] = self._match(query)
        return self._matches[key]

    def _match(self, query: Query) -> Match:
        fitting = list(self._fitting(query))
        charged = [one for one in fitting if one.rate.per in (Per.SEGMENT, Per.MESSAGE)]
        if query.at is None:
            match = _on_any_day(charged, query)
        else:
            match = _on(query.at, charged, query)
            fitting = [one for one in fitting if _valid(one.rate, query.at)]
        if match is None:
            raise NoRateError(str(query), self._nearest(query))
        return match._replace(
            beside=tuple(rate for rate, _ in fitting if rate.per not in (Per.SEGMENT, Per.MESSAGE))
        )

    @cached_property
    def _buckets(self) -> dict[str | None, dict[str | None, list[tuple[int, Rate]]]]:
        """The rows by country and prefix, each with its place in the card."""
        buckets: dict[str | None, dict[str | None, list[tuple[int, Rate]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for place, rate in enumerate(self.rates):
            buckets[rate.country][rate.prefix].append((place, rate))
        return buckets

    @cached_property
    def _countries(self) -> dict[str, set[str]]:
        countries: dict[str, set[str]] = defaultdict(set)
        for rate in self.rates:
            if rate.prefix and rate.country:
                countries[rate.prefix].add(rate.country)
        return countries

    @cached_property
    def _mccs(self) -> dict[str, set[str]]:
        countries: dict[str, set[str]] = defaultdict(set)
        for rate in self.rates:
            if rate.mcc and rate.country:
                countries[rate.mcc].add(rate.country)
        return countries

    def _fitting(self, query: Query) -> Iterator[_Fitting]:
        """Give out the rows that fit what is known, in the card's order."""
        buckets = self._buckets
        countries = (
            buckets if query.country is None else [one for one in (query.country, None) if one in buckets]
        )
        prefixes: list[str | None] | None = None
        if query.digits is not None:
            prefixes = [
                None,
                *(query.digits[:end] for end in range(1, min(len(query.digits), self.prefix_digits) + 1)),
            ]
        found: list[tuple[int, Rate]] = []
        for country in countries:
            rows = buckets[country]
            for prefix in rows if prefixes is None else prefixes:
                found += rows.get(prefix, ())
        given = [getattr(query, "digits" if key == "prefix" else key) for key in KEYS]
        for _, rate in sorted(found, key=itemgetter(0)):
            pairs = list(zip(rate.keys, given, strict=True))
            # Prefix and country are seen to by the buckets.
            if all(
                place in (_PREFIX, _COUNTRY) or wanted is None or has is None or wanted == has
                for place, (wanted, has) in enumerate(pairs)
            ):
                yield _Fitting(rate, tuple(wanted if has is None else None for wanted, has in pairs))

    def _nearest(self, query: Query) -> str:
        """Say what the card has in place of what was asked for."""
        if query.at is not None and any(self._fitting(query._replace(at=None))):
            days = [rate for rate, _ in self._fitting(query)]
            return f"{days[0].place} applies {_days(days[0])}"
        if query.country is not None and query.country not in self._buckets:
            known = sorted(country for country in self._buckets if country)
            shown = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
            return f"the card has rows for {shown}" if known else ""
        return ""


def _valid(rate: Rate, day: date) -> bool:
    return (rate.valid_from or day) <= day <= (rate.valid_to or day)


def _days(rate: Rate) -> str:
    if rate.valid_from and rate.valid_to:
        return f"from {rate.valid_from} to {rate.valid_to}"
    return (
        f"from {rate.valid_from}"
        if rate.valid_from
        else f"until {rate.valid_to}"
        if rate.valid_to
        else "always"
    )


def _on_any_day(fitting: list[_Fitting], query: Query) -> Match | None:
    """Return the match that holds on every day on which any row does, or raise `DateNeededError`."""
    dated = [rate for rate, _ in fitting if rate.valid_from or rate.valid_to]
    if not dated:
        return _on(None, fitting, query)
    # Between these days nothing changes; the first of them stands for all before it.
    changes = {rate.valid_from for rate in dated if rate.valid_from}
    changes |= {rate.valid_to + _A_DAY for rate in dated if rate.valid_to and rate.valid_to < date.max}
    days = [min(changes) - _A_DAY, *sorted(changes)] if min(changes) > date.min else sorted(changes)
    matches = list(filter(None, (_on(day, fitting, query) for day in days)))
    for match in matches[1:]:
        if _terms(match) != _terms(matches[0]):
            first, second = _different(matches[0].candidates, match.candidates)
            raise DateNeededError(f"{first.place} applies {_days(first)}", f"{second.place} {_days(second)}")
    return matches[-1] if matches else None


def _different(some: tuple[Rate, ...], others: tuple[Rate, ...]) -> tuple[Rate, Rate]:
    """Return a row of each of two days that the other day has not, or has at another price."""
    first = next((one for one in some if one not in others), some[0])
    return first, next((other for other in others if other not in some), others[0])


def _term(rate: Rate) -> tuple[object, ...]:
    return rate.price, rate.fee, rate.minimum, rate.currency, rate.per


def _terms(match: Match) -> tuple[object, ...]:
    return frozenset(map(_term, match.likely)), frozenset(map(_term, match.candidates))


def _on(day: date | None, fitting: list[_Fitting], query: Query) -> Match | None:
    """Choose among the rows of one day."""
    families: dict[tuple[str | None, ...], list[Rate]] = defaultdict(list)
    needs: dict[tuple[str | None, ...], Needs] = {}
    for rate, needed in fitting:
        if day is None or _valid(rate, day):
            families[rate.keys].append(rate)
            needs[rate.keys] = needed
    chosen = {keys: tiers for keys, family in families.items() if (tiers := _tiers(family, query.volume))}
    if not chosen:
        return None
    candidates = _not_overridden(chosen, needs, query)
    return Match(_likely(candidates, needs, query), tuple(candidates), ())


def _not_overridden(
    chosen: dict[tuple[str | None, ...], list[Rate]], needs: dict[tuple[str | None, ...], Needs], query: Query
) -> list[Rate]:
    """Leave out each row where a more specific one applies whatever the unknown keys and volume are."""
    # A row with several tiers begins with its first; of a known volume one tier is left, which holds.
    firsts = {keys: 0 if query.volume is not None else tiers[0].tier_from for keys, tiers in chosen.items()}
    surest: dict[tuple[Needs, int], tuple[bool | int, ...]] = {}
    for keys, tiers in chosen.items():
        place = needs[keys], firsts[keys]
        surest[place] = max(surest.get(place, ()), tiers[0].specificity)
    begun = sorted(set(firsts.values()))
    return [
        rate
        for keys, tiers in chosen.items()
        for rate in tiers
        if not any(
            surest.get((fewer, first), ()) > rate.specificity
            for fewer in _fewer(needs[keys])
            for first in begun
            if first <= rate.tier_from
        )
    ]


def _tiers(family: list[Rate], volume: int | None) -> list[Rate]:
    """Return, of rows with the same keys, the one of the volume's tier; all where it is unknown."""
    tiers = sorted(family, key=lambda rate: rate.tier_from)
    for one, other in pairwise(tiers):
        if one.tier_from == other.tier_from:
            raise AmbiguousRatesError(one.described, other.described)
    if volume is None:
        return tiers
    return [one for one in tiers if one.tier_from <= volume][-1:]


def _fewer(needed: Needs) -> Iterator[Needs]:
    """Give out all needs that are met wherever these are: those that ask for no more."""
    less: list[tuple[str | None, ...]] = [(None,) if value is None else (None, value) for value in needed]
    prefix = needed[_PREFIX]
    if prefix is not None:  # a number that begins so begins with its beginnings too
        less[_PREFIX] = (None, *(prefix[:end] for end in range(1, len(prefix) + 1)))
    return product(*less)


def _likely(
    candidates: list[Rate], needs: dict[tuple[str | None, ...], Needs], query: Query
) -> tuple[Rate, ...]:
    """Return the rows to reckon with; see `Match.likely`."""
    first = [rate for rate in candidates if rate.tier_from == 0 or query.volume is not None] or candidates
    sure = [rate for rate in first if rate.price is not None or not any(needs[rate.keys])]
    rows = sure or first
    of_any_network = [rate for rate in rows if (query.mnc or not rate.mnc) and (query.mcc or not rate.mcc)]
    if not of_any_network:
        return tuple(rows)
    most = max(rate.specificity for rate in of_any_network)
    return tuple(rate for rate in of_any_network if rate.specificity == most)
