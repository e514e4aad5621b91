"""Laws of prices: sums, ranges, and specificity."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from segmenter import count
from segmenter.pricing import (
    AmbiguousRatesError,
    CurrencyError,
    DateNeededError,
    Money,
    NoRateError,
    Per,
    Query,
    Rate,
    RateCard,
    quote,
)
from segmenter.pricing.cards.rates import KEYS
from segmenter.pricing.quotes.quotes import cost, totals

_amounts = st.decimals(0, 10**6, places=6, allow_nan=False)
_days = st.dates(date(2026, 1, 1), date(2026, 1, 20))
_KEYS: dict[str, list[str | None]] = {
    "channel": [None, "sms", "viber"],
    "country": [None, "GB", "FR"],
    "mcc": [None, "234", "208"],
    "mnc": [None, "10", "20"],
    "prefix": [None, "4", "44", "4477", "33"],
    "number_type": [None, "mobile"],
    "category": [None, "otp"],
}
_keys = st.fixed_dictionaries({key: st.sampled_from(values) for key, values in _KEYS.items()})


@st.composite
def rates(draw: st.DrawFn, *, dated: bool = False, rejecting: bool = False) -> Rate:
    first, days = draw(_days), draw(st.integers(0, 5))
    keys: dict[str, Any] = draw(_keys)
    return Rate(
        price=draw(st.none() | _amounts if rejecting else _amounts),
        currency="EUR",
        fee=draw(_amounts),
        minimum=draw(st.just(Decimal(0)) | _amounts),
        per=draw(st.sampled_from([Per.SEGMENT, Per.MESSAGE])),
        tier_from=draw(st.sampled_from([0, 0, 0, 100])),
        valid_from=first if dated else None,
        valid_to=first + timedelta(days) if dated else None,
        **keys,
    )


_queries = st.builds(
    Query,
    mnc=st.sampled_from([None, "10", "30"]),
    mcc=st.sampled_from([None, "234"]),
    digits=st.sampled_from([None, "447700900123", "33612345678", "12025550123"]),
    number_type=st.sampled_from([None, "mobile", "other"]),
    category=st.sampled_from([None, "otp", "other"]),
    country=st.sampled_from([None, "GB", "US"]),
    channel=st.just("sms"),
    at=st.none(),
    volume=st.none() | st.integers(0, 200),
    others=st.just(()),  # one reading of the number: of several, each is asked by itself
)


def fits(rate: Rate, query: Query) -> bool | None:
    """Say whether a row fits; nothing where it is not known: a definition of its own, key by key."""
    unknown = False
    for key in KEYS:
        wanted = getattr(rate, key)
        if wanted is None:
            continue
        known = query.digits if key == "prefix" else getattr(query, key)
        if known is None:
            unknown = True
        elif not (known.startswith(wanted) if key == "prefix" else known == wanted):
            return False
    return None if unknown else True


def winners(rows: list[Rate], query: Query) -> Iterator[Rate]:
    """Give out the row that wins for every value that the unknown keys may have: a definition of its own."""
    values = {key: [*filter(None, known), "other"] for key, known in _KEYS.items()}
    values["prefix"] = ["447700", "4412", "41", "33", "1"]
    given = [query.digits if key == "prefix" else getattr(query, key) for key in KEYS]
    volumes = [0, 100] if query.volume is None else [query.volume]
    for known in product(*([has] if has else values[key] for key, has in zip(KEYS, given, strict=True))):
        for volume in volumes:
            fitting = [
                rate
                for rate in rows
                if rate.tier_from <= volume
                and all(
                    wanted is None or (has.startswith(wanted) if key == "prefix" else has == wanted)
                    for key, wanted, has in zip(KEYS, rate.keys, known, strict=True)
                )
            ]
            if fitting:
                yield max(fitting, key=lambda rate: (rate.specificity, rate.tier_from))


@given(st.lists(rates(rejecting=True), min_size=1, max_size=6), _queries)
def test_the_candidates_are_the_rows_that_win_for_some_value_of_the_unknown_keys(
    rows: list[Rate], query: Query
) -> None:
    try:
        match = RateCard(rows).match(query)
    except NoRateError:
        assert not list(winners(rows, query))
        return
    except AmbiguousRatesError:
        named = [(rate.keys, rate.tier_from) for rate in rows if fits(rate, query) is not False]
        assert len(set(named)) < len(named)
        return
    assert set(map(id, match.candidates)) == set(map(id, winners(rows, query)))
    assert set(map(id, match.likely)) <= set(map(id, match.candidates))


@given(st.lists(rates(), min_size=1, max_size=6), _queries)
def test_what_is_expected_is_the_most_specific_row_that_needs_no_unknown_network(
    rows: list[Rate], query: Query
) -> None:
    try:
        match = RateCard(rows).match(query)
    except (NoRateError, AmbiguousRatesError):
        return
    first = [rate for rate in match.candidates if query.volume is not None or not rate.tier_from]
    first = first or list(match.candidates)
    known = [rate for rate in first if not (rate.mcc and not query.mcc) and not (rate.mnc and not query.mnc)]
    if known:
        assert {rate.specificity for rate in match.likely} == {max(rate.specificity for rate in known)}
    else:
        assert list(match.likely) == first


@given(st.lists(rates(), min_size=1, max_size=8), st.lists(rates(dated=True), max_size=4), _queries, _days)
def test_a_day_on_which_an_undated_answer_stands_gives_the_same(
    rows: list[Rate], dated: list[Rate], query: Query, day: date
) -> None:
    card = RateCard([*rows, *dated])
    try:
        always = card.match(query)
    except (NoRateError, AmbiguousRatesError, DateNeededError):
        return
    try:
        once = card.match(query._replace(at=day))
    except NoRateError:
        return
    assert totals(once, query, 3, 3, 3)[1].money == totals(always, query, 3, 3, 3)[1].money


@given(st.lists(rates(), min_size=1, max_size=8), _queries, st.text(max_size=400))
def test_low_is_at_most_expected_is_at_most_high_and_lines_add_up(
    rows: list[Rate], query: Query, text: str
) -> None:
    asked: dict[str, Any] = query._asdict()
    recipient = asked.pop("digits")
    del asked["others"]
    try:
        found = quote(text, rates=RateCard(rows), recipient=recipient, **asked)
    except (NoRateError, AmbiguousRatesError):
        return
    assert found.low.amount <= found.expected.amount <= found.high.amount
    for total in (found.low, found.expected, found.high):
        assert sum(line.amount for line in total.lines) == total.amount
        assert all(line.each * line.times == line.amount for line in total.lines)
        assert total.amount >= total.rate.minimum
    assert found.count == count(text)


@given(rates(), rates())
def test_specificity_is_a_total_order_on_different_keys_that_can_both_match(one: Rate, other: Rate) -> None:
    both = all(
        left is None
        or right is None
        or left == right
        or (key == "prefix" and (left.startswith(right) or right.startswith(left)))
        for key, left, right in zip(KEYS, one.keys, other.keys, strict=True)
    )
    if both and one.keys != other.keys:
        assert one.specificity != other.specificity


@given(rates(), st.integers(1, 300), st.integers(0, 300))
def test_more_segments_never_cost_less(rate: Rate, segments: int, more: int) -> None:
    assert cost(rate, segments, Query()).amount <= cost(rate, segments + more, Query()).amount


@given(_amounts, _amounts, st.integers(0, 10**9))
def test_money_is_linear_and_exact(one: Decimal, other: Decimal, times: int) -> None:
    first, second = Money(one, "EUR"), Money(other, "EUR")
    assert (first + second) * times == first * times + second * times
    assert first + second - second == first
    try:
        first + Money(other, "USD")
    except CurrencyError:
        return
    raise AssertionError("two currencies were added")
