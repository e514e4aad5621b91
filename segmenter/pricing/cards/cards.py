"""Rate cards: the rows of a card, indexed, and the queries it answers.

It finds the rows that fit a query, and must not know which of them win (`choice`) or what a message costs.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from operator import itemgetter
from typing import Any

from ...channels.messages import Channel
from ...core.results import accepted
from ..errors import NoRateError, RateError
from .choice import COUNTRY, PREFIX, FittingRate, Match, beginnings, days_text, match_of, valid
from .numbering import countries_of_prefix
from .queries import Query
from .rates import KEYS, READERS, Per, Rate, Unfit, country_given
from .recipients import NOWHERE, Numbers, regions_of

__all__ = ["RateCard", "query_of"]

_CHARGED = (Per.SEGMENT, Per.MESSAGE)
_MOST_MATCHES = 10_000  # kept, because many messages have the same query


@accepted
class RateCard:
    """The rows of a rate card, indexed for queries.

    Args:
        rates: at least one.

    Attributes:
        rates: all rows, in order.

    Raises:
        RateError: there are no rows.

    >>> card = RateCard([
    ...     Rate(price="0.04", currency="EUR", country="GB"),
    ...     Rate(price="0.05", currency="EUR", country="GB", mcc="234", mnc="10"),
    ... ])
    >>> match = card.match(Query(country="GB"))
    >>> str(match.likely[0].price), len(match.candidates)
    ('0.04', 2)
    """

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.rates = tuple(rates)
        for kind in set(map(type, self.rates)):
            if not issubclass(kind, Rate):
                raise TypeError(f"a rate card takes Rates, not {kind.__name__}; RateCard.load reads a file")
        if not self.rates:
            raise RateError("there are no rates", "a rate card has at least one row")
        self._matches: dict[Query, Match] = {}

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        columns: Mapping[str, str] | None = None,
        currency: str = "",
        decimal: str = "",
        date_order: str = "",
        encoding: str = "",
        sheet: str = "",
    ) -> RateCard:
        """Read a rate card from a file: ``.csv``, ``.tsv``, ``.xlsx``, ``.toml`` or ``.json``.

        What is not given is taken from the TOML file beside the card, ``rates.csv.toml``, where there is one.

        Args:
            path: of the file.
            columns: headings by our name of the column, ``{"price": "Price (EUR)"}``; they win over headings
                that have this name. Headings left over are then not read.
            currency: of rows that name none.
            decimal: the mark before decimals, ``.`` or ``,``.
            date_order: of days such as 01.11.2026: ``dmy``, ``mdy`` or ``ymd``.
            encoding: of its text, such as ``cp1252``; by default UTF-8.
            sheet: of a workbook, by name; by default the first.

        Raises:
            RateError: a cell is wrong; it says which file, line, column and value.
            UnreadableFileError: the file cannot be read, or has no such sheet.
            UndecodableFileError: its text is not in that encoding.
            UnknownEncodingError: there is no such encoding.
        """
        from .layouts import made
        from .loading import load

        layout = made(
            columns=dict(columns or {}),
            currency=currency,
            decimal=decimal,
            date_order=date_order,
            encoding=encoding,
            sheet=sheet,
        )
        return cls(load(path, layout=layout))

    def as_dict(self) -> dict[str, Any]:
        """Return the rows, as JSON can hold them; amounts are strings."""
        return {"rates": [rate.as_dict() for rate in self.rates]}

    @classmethod
    def input_types(cls) -> dict[str, Any]:
        """Return the type of each value that JSON may give."""
        return {"rates": [Rate]}

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
        home: str | None = None,
        mcc: str | None = None,
        mnc: str | None = None,
        at: date | None = None,
        category: str | None = None,
        number_type: str | None = None,
        volume: int | None = None,
    ) -> Query:
        """Build the query of a message, once for all texts sent this way.

        Args:
            channel: as for `quote`, and so the others.
            recipient: their number; national ones are read by the plan of `country` or `home`.
            country: of the recipient, whatever the number says: a code, or a name in English.
            home: of the recipient, where the number does not say otherwise.
            mcc: of the recipient's network.
            mnc: of the recipient's network.
            at: the day it is sent.
            category: of the message.
            number_type: of the sender.
            volume: how much has been sent before.

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
        country, home = country and country_given(country), home and country_given(home)
        channel = channel.lower()
        given: dict[str, object] = {"channel": channel, "country": country, "mcc": mcc, "mnc": mnc}
        given |= {"category": category, "number_type": number_type, "tier_from": volume or 0}
        for column, value in [*given.items(), ("country", home)]:
            try:
                READERS[column](value)
            except Unfit as unfit:
                raise unfit.at("volume" if column == "tier_from" else column) from None
        country = country or (home if recipient is None else None)
        if country is None and mcc is not None:
            country = self.country_of_mcc(mcc)
        day = at.date() if isinstance(at, datetime) else at
        query = Query(mnc, mcc, None, number_type, category, country, Channel(channel), day, volume)
        if recipient is None:
            return query
        digits, second, _ = Numbers(country or home).read(recipient)
        readings = [query._replace(digits=reading) for reading in (digits, second) if reading]
        if country is None:
            readings = [
                reading._replace(country=owner)
                for reading in readings
                for owner in self.countries_of(reading.digits or "", home) or (None,)
            ]
        return readings[0]._replace(others=tuple(readings[1:]))

    def countries_of(self, digits: str, home: str | None = None) -> tuple[str, ...]:
        """Return the countries a number may belong to, the likeliest first; empty where none is known.

        The card's longest prefix decides; then `phonenumbers`, where it is installed; then `home`, which also
        wins over a prefix of the card that is the calling code of both.
        """
        if decided := self.country_by_prefix(digits, home):
            return (decided,)
        own, regions = self.country_of(digits), regions_of(digits)
        if home and (home in regions or regions in ((), (NOWHERE,))):
            return (home,)
        return (own,) if own else regions

    def country_by_prefix(self, digits: str, home: str | None = None) -> str | None:
        """Return the country that the card's prefixes give a number; `None` where `home` may win over it."""
        own = self.country_of(digits)
        return None if home and home != own and home in countries_of_prefix(digits) else own

    def country_of(self, digits: str) -> str | None:
        """Return the country of a number by the card's longest prefix; `None` where several share it."""
        for length in range(min(len(digits), self.prefix_digits), 0, -1):
            countries = self._countries.get(digits[:length])
            if countries:
                return next(iter(countries)) if len(countries) == 1 else None
        return None

    def country_of_mcc(self, mcc: str) -> str | None:
        """Return the country of an mcc; `None` where rows of several countries have it."""
        countries = self._mccs.get(mcc, set())
        return next(iter(countries)) if len(countries) == 1 else None

    @cached_property
    def prefix_digits(self) -> int:
        """The digits of the longest prefix: no more digits of a number matter."""
        return max(len(rate.prefix or "") for rate in self.rates)

    def match(self, query: Query) -> Match:
        """Return the rows that may price a message.

        Raises:
            NoRateError: no row applies; a `LookupError`.
            AmbiguousRatesError: two rows with the same keys both apply.
            DateNeededError: the rows depend on the day, and the query has none.
        """
        key = query if query.digits is None else query._replace(digits=query.digits[: self.prefix_digits])
        if key not in self._matches:
            if len(self._matches) > _MOST_MATCHES:
                self._matches.clear()
            self._matches[key] = self._match(query)
        return self._matches[key]

    def _match(self, query: Query) -> Match:
        if query.others:
            return self._match_of_any((query._replace(others=()), *query.others))
        fitting = list(self._fitting(query))
        charged = [row for row in fitting if row.rate.per in _CHARGED]
        match = match_of(charged, query)
        if match is None:
            raise NoRateError(str(query), self._nearest(query))
        beside = (rate for rate, _ in fitting if rate.per not in _CHARGED)
        return match._replace(
            beside=tuple(rate for rate in beside if query.at is None or valid(rate, query.at))
        )

    def _match_of_any(self, queries: tuple[Query, ...]) -> Match:
        """Return the rows that may apply to any of these, those of the first being the likely ones."""
        matches: list[Match] = []
        errors: list[NoRateError] = []
        for query in queries:
            try:
                matches.append(self.match(query))
            except NoRateError as error:
                errors.append(error)
        if not matches:
            raise errors[0]
        candidates = dict.fromkeys(rate for match in matches for rate in match.candidates)
        beside = dict.fromkeys(rate for match in matches for rate in match.beside)
        return Match(matches[0].likely, tuple(candidates), tuple(beside))

    @cached_property
    def _buckets(self) -> dict[str | None, dict[str | None, list[tuple[int, Rate]]]]:
        """The rows by country and prefix, each with its index in the card."""
        buckets: dict[str | None, dict[str | None, list[tuple[int, Rate]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for index, rate in enumerate(self.rates):
            buckets[rate.country][rate.prefix].append((index, rate))
        return buckets

    @cached_property
    def _countries(self) -> dict[str, set[str]]:
        """The countries of each prefix."""
        return self._countries_by("prefix")

    @cached_property
    def _mccs(self) -> dict[str, set[str]]:
        """The countries of each mcc."""
        return self._countries_by("mcc")

    def _countries_by(self, column: str) -> dict[str, set[str]]:
        countries: dict[str, set[str]] = defaultdict(set)
        for rate in self.rates:
            value = getattr(rate, column)
            if value and rate.country:
                countries[value].add(rate.country)
        return countries

    def _fitting(self, query: Query) -> Iterator[FittingRate]:
        """Yield the rows that fit what is known, in the card's order."""
        buckets = self._buckets
        countries: Iterable[str | None] = buckets
        if query.country is not None:
            countries = [country for country in (query.country, None) if country in buckets]
        prefixes: list[str | None] | None = None
        if query.digits is not None:
            prefixes = [None, *beginnings(query.digits[: self.prefix_digits])]
        rows: list[tuple[int, Rate]] = []
        for country in countries:
            by_prefix = buckets[country]
            for prefix in by_prefix if prefixes is None else prefixes:
                rows += by_prefix.get(prefix, ())
        asked = [getattr(query, "digits" if key == "prefix" else key) for key in KEYS]
        for _, rate in sorted(rows, key=itemgetter(0)):
            pairs = list(zip(rate.keys, asked, strict=True))
            # The buckets take care of prefix and country.
            if all(
                key in (PREFIX, COUNTRY) or wanted is None or known is None or wanted == known
                for key, (wanted, known) in enumerate(pairs)
            ):
                yield FittingRate(rate, tuple(wanted if known is None else None for wanted, known in pairs))

    def _nearest(self, query: Query) -> str:
        """Return words for what the card has instead of what was asked for."""
        if query.at is not None and any(self._fitting(query._replace(at=None))):
            days = [rate for rate, _ in self._fitting(query)]
            return f"{days[0].place} applies {days_text(days[0])}"
        if query.country is not None and query.country not in self._buckets:
            known = sorted(country for country in self._buckets if country)
            shown = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
            return f"the card has rows for {shown}" if known else ""
        return ""


def query_of(rates: RateCard, **known: Any) -> Query:
    """Return the query of a message, by a rate card that a caller brought.

    Args:
        rates: the card.
        known: as for `RateCard.query`.

    Raises:
        TypeError: `rates` is something else, such as the name of a file.
        SegmenterError: as for `RateCard.query`.
    """
    if not isinstance(rates, RateCard):
        raise TypeError(f"rates must be a RateCard, not {type(rates).__name__}; RateCard.load reads a file")
    return rates.query(**known)
