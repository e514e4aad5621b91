"""Choice: which of the rows that fit a query apply on a day, and which of them to expect.

It knows keys, days, tiers and specificity, and must not know how the rows were found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, pairwise, product
from typing import NamedTuple

from ..errors import AmbiguousRatesError, DateNeededError
from .queries import Query
from .rates import KEYS, Rate

__all__ = ["COUNTRY", "PREFIX", "FittingRate", "Match", "beginnings", "days_text", "match_of", "valid"]

_A_DAY = timedelta(days=1)
PREFIX, COUNTRY = KEYS.index("prefix"), KEYS.index("country")


class Match(NamedTuple):
    """The rows that may price a message.

    Attributes:
        likely: the rows to choose the expected price from: the most specific ones that need no unknown mcc or
            mnc (several where they differ in other unknown keys), or all where every row needs a network. An
            unknown volume counts as 0, and a row with a price wins over one that only may reject the message.
        candidates: every row that may apply, in the card's order, including `likely`. A row that a more
            specific one always overrides is excluded.
        beside: rows per session or month that may be owed as well.
    """

    likely: tuple[Rate, ...]
    candidates: tuple[Rate, ...]
    beside: tuple[Rate, ...]

    def expected(self, cost: Callable[[Rate], Decimal]) -> Rate:
        """Return the likely row with the highest cost; one that rejects the message only where all do.

        Args:
            cost: returns what a message costs by a row with a price.
        """
        return max(self.likely, key=lambda rate: -1 if rate.price is None else cost(rate))


Needs = tuple[str | None, ...]
"""The values a row needs for unknown keys, in the order of `KEYS`; `None` needs nothing."""


class FittingRate(NamedTuple):
    """A row that fits what is known, and what it needs of the unknown keys."""

    rate: Rate
    needs: Needs


def match_of(fitting: Sequence[FittingRate], query: Query) -> Match | None:
    """Return the match on the query's day, or the one that holds on every day; `None` where no row applies.

    Raises:
        AmbiguousRatesError: two rows with the same keys both apply.
        DateNeededError: the query has no day, and the rows of several days differ.
    """
    return _on_any_day(fitting, query) if query.at is None else _on(query.at, fitting, query)


def valid(rate: Rate, day: date) -> bool:
    """Return whether a row is valid on a day."""
    return (rate.valid_from or day) <= day <= (rate.valid_to or day)


def days_text(rate: Rate) -> str:
    """Return the days of a row in words."""
    if rate.valid_from and rate.valid_to:
        return f"from {rate.valid_from} to {rate.valid_to}"
    if rate.valid_from:
        return f"from {rate.valid_from}"
    return f"until {rate.valid_to}" if rate.valid_to else "always"


def _on_any_day(fitting: Sequence[FittingRate], query: Query) -> Match | None:
    """Return the match of every day on which a row is valid, or raise `DateNeededError`."""
    dated = [rate for rate, _ in fitting if rate.valid_from or rate.valid_to]
    if not dated:
        return _on(None, fitting, query)
    # Nothing changes between these days; the first one stands for all days before.
    changes = {rate.valid_from for rate in dated if rate.valid_from}
    changes |= {rate.valid_to + _A_DAY for rate in dated if rate.valid_to and rate.valid_to < date.max}
    days = [min(changes) - _A_DAY, *sorted(changes)] if min(changes) > date.min else sorted(changes)
    matches = list(filter(None, (_on(day, fitting, query) for day in days)))
    for match in matches[1:]:
        if _terms(match) != _terms(matches[0]):
            first, second = _different(matches[0].candidates, match.candidates)
            raise DateNeededError(
                f"{first.place} applies {days_text(first)}", f"{second.place} {days_text(second)}"
            )
    return matches[-1] if matches else None


def _different(some: tuple[Rate, ...], others: tuple[Rate, ...]) -> tuple[Rate, Rate]:
    """Return a row of each of two days that the other day lacks, or has at another price."""
    first = next((rate for rate in some if rate not in others), some[0])
    return first, next((rate for rate in others if rate not in some), others[0])


def _terms(match: Match) -> tuple[object, ...]:
    return tuple(frozenset(rate.terms for rate in rates) for rates in (match.likely, match.candidates))


def _on(day: date | None, fitting: Sequence[FittingRate], query: Query) -> Match | None:
    """Choose among the rows of one day."""
    families: dict[tuple[str | None, ...], list[Rate]] = defaultdict(list)
    needs: dict[tuple[str | None, ...], Needs] = {}
    for rate, needed in fitting:
        if day is None or valid(rate, day):
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
    """Leave out each row that a more specific one overrides whatever the unknown keys and volume are."""
    # Several tiers start with the first of them; a known volume leaves one tier, which applies.
    firsts = {keys: 0 if query.volume is not None else tiers[0].tier_from for keys, tiers in chosen.items()}
    surest: dict[tuple[Needs, int], tuple[bool | int, ...]] = {}
    for keys, tiers in chosen.items():
        key = needs[keys], firsts[keys]
        surest[key] = max(surest.get(key, ()), tiers[0].specificity)
    starts = sorted(set(firsts.values()))
    return [
        rate
        for keys, tiers in chosen.items()
        for rate in tiers
        if not any(
            surest.get((fewer, first), ()) > rate.specificity
            for fewer in _fewer(needs[keys])
            for first in starts
            if first <= rate.tier_from
        )
    ]


def _tiers(family: list[Rate], volume: int | None) -> list[Rate]:
    """Return the row of the volume's tier among rows with the same keys; all where it is unknown."""
    tiers = sorted(family, key=lambda rate: rate.tier_from)
    for first, second in pairwise(tiers):
        if first.tier_from == second.tier_from:
            raise AmbiguousRatesError(first.described, second.described)
    if volume is None:
        return tiers
    return [rate for rate in tiers if rate.tier_from <= volume][-1:]


def beginnings(digits: str) -> list[str]:
    """Return the first digit, the first two, and so on up to all."""
    return [*accumulate(digits)]


def _fewer(needed: Needs) -> Iterator[Needs]:
    """Yield all needs that are met wherever these are."""
    less: list[tuple[str | None, ...]] = [(None,) if value is None else (None, value) for value in needed]
    prefix = needed[PREFIX]
    if prefix is not None:  # a number with this prefix has its shorter prefixes too
        less[PREFIX] = (None, *beginnings(prefix))
    return product(*less)


def _likely(
    candidates: list[Rate], needs: dict[tuple[str | None, ...], Needs], query: Query
) -> tuple[Rate, ...]:
    """Return the rows to expect; see `Match.likely`."""
    first = [rate for rate in candidates if rate.tier_from == 0 or query.volume is not None] or candidates
    sure = [rate for rate in first if rate.price is not None or not any(needs[rate.keys])]
    rows = sure or first
    of_any_network = [rate for rate in rows if (query.mnc or not rate.mnc) and (query.mcc or not rate.mcc)]
    if not of_any_network:
        return tuple(rows)
    most = max(rate.specificity for rate in of_any_network)
    return tuple(rate for rate in of_any_network if rate.specificity == most)
