"""Rate cards: which rows may price a message, and which of them is the most likely to.

A line here knows keys, days, tiers and specificity; how many segments a text takes, and sums, are not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .errors import AmbiguousRatesError, DateNeededError, NoRateError, RateError
from .rates import KEYS, Per, Rate

if TYPE_CHECKING:
    import os

__all__ = ["Match", "Query", "RateCard"]

_A_DAY = timedelta(days=1)
_MOST_MATCHES = 10_000  # kept, for many messages ask the same


class Query(NamedTuple):
    """What is known of a message when its price is asked for; `None` is not known, and may be anything.

    Attributes:
        mnc: of the recipient's network.
        mcc: of the recipient's network.
        digits: the recipient's number, without ``+``.
        number_type: of the sender.
        category: of the message.
        country: of the recipient.
        channel: how it travels.
        at: the day on which it is sent.
        volume: how much has been sent before, counted as the rate card does.
    """

    mnc: str | None = None
    mcc: str | None = None
    digits: str | None = None
    number_type: str | None = None
    category: str | None = None
    country: str | None = None
    channel: str | None = None
    at: date | None = None
    volume: int | None = None

    def __str__(self) -> str:
        named = zip(
            ("channel", "country", "mcc", "mnc"),
            (self.channel, self.country, self.mcc, self.mnc),
            strict=True,
        )
        said = [f"{name} {value}" for name, value in named if value is not None]
        said += [f"+{self.digits}"] if self.digits else []
        said += [
            f"{KEYS[place].replace('_', ' ')} {self[place]}" for place in (3, 4) if self[place] is not None
        ]
        said += [f"on {self.at}"] if self.at else []
        said += [f"volume {self.volume}"] if self.volume is not None else []
        return ", ".join(said) or "anything"


class Match(NamedTuple):
    """The rows that may price a message.

    Attributes:
        expected: the row to reckon with: the most specific one that needs no unknown mcc or mnc; among
            several as specific, which differ in other unknown keys, the dearest.
        candidates: every row that may turn out to apply, `expected` among them, in the card's order. One that
            a more specific row surely overrides is none.
        beside: rows per session or month that may apply; they are owed beside the message.
    """

    expected: Rate
    candidates: tuple[Rate, ...]
    beside: tuple[Rate, ...]


class _Fitting(NamedTuple):
    """A row that fits what is known; `sure` where it fits whatever is unknown."""

    rate: Rate
    sure: bool


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
    >>> str(found.expected.price), len(found.candidates)
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
        for _, rate in sorted(found, key=lambda row: row[0]):
            sure = True
            for place in (0, 1, 3, 4, 6):  # country and prefix are seen to by the buckets
                wanted = rate.keys[place]
                if wanted is not None and wanted != query[place]:
                    if query[place] is not None:
                        break
                    sure = False
            else:
                sure = sure and not (rate.country and query.country is None)
                yield _Fitting(rate, sure and not (rate.prefix and query.digits is None))

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
            first, second = matches[0].expected, match.expected
            if first is second:
                first, second = next(
                    (one, other)
                    for one in matches[0].candidates
                    for other in match.candidates
                    if _term(one) != _term(other)
                )
            raise DateNeededError(f"{first.place} applies {_days(first)}", f"{second.place} {_days(second)}")
    return matches[-1] if matches else None


def _term(rate: Rate) -> tuple[object, ...]:
    return rate.price, rate.fee, rate.minimum, rate.currency, rate.per


def _terms(match: Match) -> tuple[object, ...]:
    return _term(match.expected), frozenset(map(_term, match.candidates))


def _on(day: date | None, fitting: list[_Fitting], query: Query) -> Match | None:
    """Choose among the rows of one day."""
    rows = [one for one in fitting if day is None or _valid(one.rate, day)]
    families: dict[tuple[str | None, ...], list[_Fitting]] = defaultdict(list)
    for one in rows:
        families[one.rate.keys].append(one)
    chosen = [tier for family in families.values() for tier in _tiers(family, query.volume)]
    if not chosen:
        return None
    sure = max((one.rate.specificity for one in chosen if one.sure), default=())
    # A sure row overrides all that are less specific; one as specific has the same keys.
    candidates = [one.rate for one in chosen if one.rate.specificity >= sure]
    return Match(_expected(candidates, query), tuple(candidates), ())


def _tiers(family: list[_Fitting], volume: int | None) -> list[_Fitting]:
    """Return, of rows with the same keys, the one of the volume's tier; all where it is unknown."""
    tiers = sorted(family, key=lambda one: one.rate.tier_from)
    for one, other in pairwise(tiers):
        if one.rate.tier_from == other.rate.tier_from:
            raise AmbiguousRatesError(one.rate.described, other.rate.described)
    if volume is None:
        return tiers
    return [one for one in tiers if one.rate.tier_from <= volume][-1:]


def _expected(candidates: list[Rate], query: Query) -> Rate:
    """Return the row to reckon with; see `Match.expected`."""
    known = [
        rate for rate in candidates if (query.mnc or not rate.mnc) and (query.mcc or not rate.mcc)
    ] or candidates
    most = max(rate.specificity for rate in known)
    rows = [rate for rate in known if rate.specificity == most]
    lowest = {rate.keys: min(one.tier_from for one in rows if one.keys == rate.keys) for rate in rows}
    first_tiers = [rate for rate in rows if rate.tier_from == lowest[rate.keys]]
    return max(first_tiers, key=lambda rate: -1 if rate.price is None else rate.price + rate.fee)
