"""Rate cards: which rows may apply, and which is expected."""

import pickle
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pydantic
import pytest

from segmenter.audit import Charges
from segmenter.pricing import (
    AmbiguousRatesError,
    DateNeededError,
    Match,
    NoRateError,
    Query,
    Rate,
    RateCard,
    RateError,
    campaign,
    compare,
    quote,
)
from segmenter.pricing.cards import cards
from segmenter.pricing.cards.recipients import NOWHERE
from segmenter.pricing.quotes.quotes import cost


def row(price: str | None, **keys: object) -> Rate:
    return Rate(price=price, currency="EUR", **keys)  # type: ignore[arg-type]


def expected(match: Match) -> Rate:
    return match.expected(lambda rate: rate.price or Decimal(0))


def prices(card: RateCard, query: Query) -> tuple[str, list[str]]:
    match = card.match(query)
    return str(expected(match).price), [str(rate.price) for rate in match.candidates]


def test_one_row_for_everything_prices_anything() -> None:
    assert prices(RateCard([row("1")]), Query()) == ("1", ["1"])


def test_the_more_specific_row_overrides() -> None:
    card = RateCard([row("1"), row("2", country="GB"), row("3", country="GB", mcc="234", mnc="10")])
    assert prices(card, Query(country="FR")) == ("1", ["1"])
    assert prices(card, Query(country="GB", mcc="234", mnc="20")) == ("2", ["2"])
    assert prices(card, Query(country="GB", mcc="234", mnc="10")) == ("3", ["3"])


def test_an_unknown_network_leaves_a_range_and_expects_the_row_that_needs_none() -> None:
    card = RateCard([row("1"), row("2", country="GB"), row("3", country="GB", mcc="234", mnc="10")])
    assert prices(card, Query(country="GB")) == ("2", ["2", "3"])
    assert prices(card, Query(country="GB", mcc="234")) == ("2", ["2", "3"])


def test_where_every_row_needs_a_network_the_dearest_is_expected() -> None:
    card = RateCard(
        [row("3", mcc="234", mnc="10"), row("4", mcc="234", mnc="20"), row("2", mcc="234", mnc="30")]
    )
    assert prices(card, Query()) == ("4", ["3", "4", "2"])


def test_an_unknown_category_expects_the_more_specific_row() -> None:
    card = RateCard([row("1"), row("2", category="marketing")])
    assert prices(card, Query()) == ("2", ["1", "2"])
    assert prices(card, Query(category="utility")) == ("1", ["1"])


def test_of_rows_as_specific_in_unknown_keys_the_dearest_is_expected() -> None:
    card = RateCard([row("2", number_type="mobile"), row("5", number_type="shortcode"), row("1")])
    assert prices(card, Query()) == ("5", ["2", "5", "1"])


def test_the_longest_prefix_wins() -> None:
    card = RateCard([row("1", prefix="44"), row("2", prefix="4477"), row("3", prefix="447701"), row("9")])
    assert prices(card, Query(digits="447700900123")) == ("2", ["2"])
    assert prices(card, Query(digits="441632960001")) == ("1", ["1"])
    assert prices(card, Query(digits="33612345678")) == ("9", ["9"])
    assert prices(card, Query(digits="44")) == ("1", ["1"])


def test_without_a_recipient_the_prefix_is_unknown() -> None:
    card = RateCard([row("1", country="GB"), row("2", country="GB", prefix="4477")])
    assert prices(card, Query(country="GB")) == ("2", ["1", "2"])


def test_the_network_comes_before_the_prefix() -> None:
    card = RateCard([row("1", mcc="234"), row("2", prefix="447700900")])
    assert prices(card, Query(mcc="234", digits="447700900123")) == ("1", ["1"])


def test_two_rows_with_the_same_keys_are_an_error_that_names_both() -> None:
    card = RateCard(
        [row("1", country="GB", path="a.csv", line=2), row("1", country="GB", path="a.csv", line=9)]
    )
    with pytest.raises(AmbiguousRatesError, match=r"a\.csv:2 .*country GB.* and a\.csv:9"):
        card.match(Query(country="GB"))
    with pytest.raises(NoRateError):
        card.match(Query(country="FR"))


def test_no_row_is_a_lookup_error_that_says_what_was_asked() -> None:
    card = RateCard([row("1", country="GB", channel="sms")])
    with pytest.raises(LookupError, match=r"channel sms, country FR; the card has rows for GB"):
        card.match(Query(channel="sms", country="FR"))


def test_both_days_of_a_row_belong_to_it() -> None:
    card = RateCard([row("1", valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 31))])
    for day in (date(2026, 1, 1), date(2026, 3, 31)):
        assert prices(card, Query(at=day)) == ("1", ["1"])
    for day in (date(2025, 12, 31), date(2026, 4, 1)):
        with pytest.raises(NoRateError, match=r"applies from 2026-01-01 to 2026-03-31"):
            card.match(Query(at=day))


def test_rows_of_two_times_that_differ_need_a_day() -> None:
    card = RateCard([row("1", valid_to=date(2026, 3, 31)), row("2", valid_from=date(2026, 4, 1))])
    with pytest.raises(DateNeededError, match=r"until 2026-03-31.*from 2026-04-01"):
        card.match(Query())
    assert prices(card, Query(at=date(2026, 4, 1))) == ("2", ["2"])


def test_rows_of_two_times_that_agree_need_none() -> None:
    card = RateCard([row("1", valid_to=date(2026, 3, 31)), row("1", valid_from=date(2026, 4, 1))])
    assert prices(card, Query()) == ("1", ["1"])


def test_a_dated_row_beside_another_for_always_needs_a_day() -> None:
    card = RateCard([row("1"), row("2", country="GB", valid_from=date(2026, 4, 1))])
    with pytest.raises(DateNeededError):
        card.match(Query(country="GB"))
    assert prices(card, Query(country="FR")) == ("1", ["1"])


def test_the_first_and_last_days_of_the_calendar_are_days() -> None:
    card = RateCard([row("1", valid_from=date(1, 1, 1), valid_to=date(9999, 12, 31))])
    assert prices(card, Query()) == ("1", ["1"])
    assert prices(card, Query(at=date.max)) == ("1", ["1"])


def test_the_tier_of_a_volume_is_the_last_begun() -> None:
    card = RateCard([row("3"), row("2", tier_from=1000), row("1", tier_from=5000)])
    for volume, price in ((0, "3"), (999, "3"), (1000, "2"), (5000, "1"), (10**9, "1")):
        assert prices(card, Query(volume=volume)) == (price, [price])


def test_without_a_volume_the_first_tier_is_expected_and_all_may_be() -> None:
    card = RateCard([row("2", tier_from=1000), row("3"), row("1", tier_from=5000)])
    assert prices(card, Query()) == ("3", ["3", "2", "1"])


def test_a_tier_not_yet_reached_is_not_reckoned_with_where_the_volume_is_unknown() -> None:
    card = RateCard([row("0.10"), row("0.04", prefix="447", tier_from=100_000)])
    assert prices(card, Query(digits="447700900123")) == ("0.10", ["0.10", "0.04"])
    assert prices(card, Query(digits="447700900123", volume=0)) == ("0.10", ["0.10"])
    assert prices(card, Query(digits="447700900123", volume=100_000)) == ("0.04", ["0.04"])


def test_where_all_need_a_network_a_dearer_row_of_the_whole_country_is_expected() -> None:
    card = RateCard([row("1.00", mcc="234"), row("0.04", mcc="234", mnc="10")])
    assert prices(card, Query()) == ("1.00", ["1.00", "0.04"])


def test_one_rejecting_row_for_certain_senders_does_not_reject_all() -> None:
    card = RateCard([row("0.04", country="GB"), row(None, country="GB", number_type="from 4477")])
    match = card.match(Query(country="GB"))
    assert (expected(match).price, len(match.candidates)) == (Decimal("0.04"), 2)
    match = card.match(Query(country="GB", number_type="from 4477"))
    assert expected(match).price is None


def test_a_row_that_a_more_specific_one_overrides_in_any_case_is_no_candidate() -> None:
    card = RateCard(
        [
            row("0.04", country="GB"),
            row("9", country="GB", mcc="234"),
            row("0.05", country="GB", mcc="234", number_type="mobile"),
        ]
    )
    assert prices(card, Query(country="GB", number_type="mobile")) == ("0.04", ["0.04", "0.05"])
    prefixes = RateCard([row("9", prefix="4477", country="GB"), row("1", prefix="44", mcc="234")])
    assert prices(prefixes, Query(country="GB", mcc="234")) == ("1", ["1"])


def test_the_dearest_row_depends_on_the_segments() -> None:
    card = RateCard([row("0.10", number_type="a", per="message"), row("0.06", number_type="b")])
    match = card.match(Query())
    assert str(match.expected(lambda rate: cost(rate, 1, Query()).amount).price) == "0.10"
    assert str(match.expected(lambda rate: cost(rate, 6, Query()).amount).price) == "0.06"


def test_a_number_of_no_country_is_priced_by_rows_for_any_country_alone() -> None:
    query = Query(digits="99912345678", country=NOWHERE)
    with pytest.raises(NoRateError, match="a number of no country"):
        RateCard([row("1", country="GB")]).match(query)
    assert prices(RateCard([row("1", country="GB"), row("2")]), query) == ("2", ["2"])


def test_many_rows_that_may_apply_are_chosen_among_in_one_pass() -> None:
    card = RateCard([row(str(number), prefix=f"44{number:05}", country="GB") for number in range(1, 20_001)])
    match = card.match(Query(country="GB"))  # took minutes when each row was held against each
    assert len(match.candidates) == 20_000


def test_a_volume_below_all_tiers_has_no_rate() -> None:
    with pytest.raises(NoRateError, match="volume 5"):
        RateCard([row("1", tier_from=10)]).match(Query(volume=5))


def test_rows_per_session_or_month_stand_beside() -> None:
    card = RateCard([row("1"), row("9", per="month"), row("2", per="session", country="GB")])
    match = card.match(Query(country="GB"))
    assert (str(expected(match).price), [str(rate.price) for rate in match.beside]) == ("1", ["9", "2"])
    with pytest.raises(NoRateError):
        RateCard([row("9", per="month")]).match(Query())


def test_a_rejecting_row_is_a_candidate() -> None:
    card = RateCard([row("1", country="GB"), row(None, country="GB", mcc="234", mnc="10")])
    assert [rate.price for rate in card.match(Query(country="GB")).candidates] == [1, None]


def test_the_country_of_a_number_is_that_of_the_longest_prefix() -> None:
    card = RateCard(
        [row("1", country="US", prefix="1"), row("1", country="CA", prefix="1204"), row("1", prefix="12")]
    )
    assert card.country_of("12025550123") == "US"
    assert card.country_of("12045550123") == "CA"
    assert card.country_of("33612345678") is None


def test_a_prefix_of_two_countries_says_neither() -> None:
    card = RateCard([row("1", country="US", prefix="1"), row("1", country="CA", prefix="1")])
    assert card.country_of("12025550123") is None
    assert prices(card, Query(digits="12025550123")) == ("1", ["1", "1"])


def test_the_country_of_an_mcc_is_the_only_one_with_it() -> None:
    card = RateCard(
        [row("1", country="GB", mcc="234"), row("1", country="GB", mcc="235"), row("1", country="FR")]
    )
    assert (card.country_of_mcc("234"), card.country_of_mcc("208")) == ("GB", None)


def test_a_card_has_at_least_one_row() -> None:
    with pytest.raises(RateError, match="no rates"):
        RateCard([])


def test_a_card_survives_pickling() -> None:
    card = RateCard([row("1", country="GB")])
    card.match(Query(country="GB"))
    assert pickle.loads(pickle.dumps(card)).rates == card.rates


JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize("gap", [None, 2])
def test_a_day_without_a_row_is_a_change_of_price(gap: int | None) -> None:
    after = [] if gap is None else [row("4", country="GB", valid_from=JANUARY + timedelta(gap))]
    card = RateCard([row("4", country="GB", valid_to=JANUARY), *after, row("9")])
    with pytest.raises(DateNeededError, match="applies until 2026-01-01"):
        card.match(Query(country="GB"))


def test_rows_of_one_price_without_a_gap_are_no_change() -> None:
    after = row("4", country="GB", valid_from=JANUARY + timedelta(1))
    card = RateCard([row("4", country="GB", valid_to=JANUARY), after, row("9")])
    assert str(expected(card.match(Query(country="GB"))).price) == "4"


def test_the_error_names_the_countries_there_are_and_only_where_they_are_what_is_wrong() -> None:
    countries = ["AT", "BE", "CH", "DE", "ES", "FR", "GB", "IT"]
    with pytest.raises(NoRateError, match=r"the card has rows for AT, BE, CH, DE, ES, FR, GB, IT$"):
        RateCard([row("1", country=country) for country in countries]).match(Query(country="US"))
    with pytest.raises(NoRateError, match=r"GB, IT …$"):
        RateCard([row("1", country=country) for country in [*countries, "PL"]]).match(Query(country="US"))
    with pytest.raises(NoRateError) as raised:
        RateCard([row("1", country="GB", category="a")]).match(Query(country="GB", category="b"))
    assert "the card has rows for" not in str(raised.value)


@pytest.mark.parametrize(
    "ask",
    [
        lambda card: quote("Hi", rates=card),
        lambda card: compare("Hi", rates=card),
        lambda card: campaign("Hi", [{"to": "+447700900123"}], rates=card),
        lambda card: Charges(card),
    ],
)
def test_a_file_name_in_place_of_a_rate_card_is_refused_everywhere(ask: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match=r"rates must be a RateCard, not str; RateCard\.load reads a file"):
        ask("rates.csv")


def test_a_card_takes_rates_alone() -> None:
    with pytest.raises(TypeError, match="a rate card takes Rates, not str"):
        RateCard([Rate(price="0.04", currency="EUR"), "0.04"])  # type: ignore[list-item]  # what is tested


def test_answers_are_kept_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_MOST_MATCHES", 2)
    card = RateCard([Rate(price="0.04", currency="EUR")])
    kept = []
    for country in ("GB", "GB", "DE", "FR", "IT", "IT"):
        card.match(Query(country=country))
        kept.append(len(card._matches))
    assert kept == [1, 1, 2, 3, 1, 1]


def test_a_prefix_decides_unless_home_shares_it() -> None:
    card = RateCard(
        [
            Rate(price="0.01", currency="USD", country="US", prefix="1"),
            Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
        ]
    )
    assert card.country_by_prefix("12025550123", "FR") == "US"
    assert card.country_by_prefix("12025550123", "CA") is None
    assert card.country_by_prefix("12025550123", "US") == "US"
    assert card.country_by_prefix("447700900123", "".join(["G", "B"])) == "GB"
    assert card.country_by_prefix("447700900123") == "GB"


def test_a_number_of_either_country_is_priced_where_one_has_a_rate() -> None:
    card = RateCard(
        [Rate(price="0.02", currency="EUR", country="JE"), Rate(price="0.04", currency="EUR", country="GB")]
    )
    of_two = Query(country="FR", digits="441534000000", others=(Query(country="JE", digits="441534000000"),))
    assert [rate.country for rate in card.match(of_two).candidates] == ["JE"]
    of_none = Query(country="FR", others=(Query(country="IT"),))
    with pytest.raises(NoRateError, match="country FR"):
        card.match(of_none)


def test_a_number_that_is_read_in_one_way_has_no_others() -> None:
    card = RateCard([row("0.02", country="JE"), row("0.04", country="GB")])
    assert card.query(recipient="+441534000000").others == ()


def test_a_free_row_is_expected_before_one_that_rejects() -> None:
    rejecting, free = row(None, number_type="mobile"), row("0", number_type="landline")
    assert expected(Match(likely=(rejecting, free), candidates=(rejecting, free), beside=())) == free


def test_two_rows_of_one_tier_are_ambiguous_however_high_the_tier() -> None:
    card = RateCard([row("0.02", tier_from=int("100000")), row("0.03", tier_from=int("100000"))])
    with pytest.raises(AmbiguousRatesError):
        card.match(Query(volume=200_000))


def test_without_a_day_the_rows_that_differ_are_named_with_theirs() -> None:
    card = RateCard(
        [
            Rate(price="0.04", currency="EUR", country="GB", valid_to=date(2026, 1, 1)),
            Rate(price="0.04", currency="EUR", country="GB", valid_from=date(2026, 1, 2), valid_to=date.max),
            Rate(price="0.09", currency="EUR"),
        ]
    )
    assert str(card.match(Query(country="GB")).likely[0].price) == "0.04"
    dated = RateCard(
        [
            Rate(price="0.04", currency="EUR", country="GB", valid_from=date.min, valid_to=date(2026, 1, 1)),
            Rate(price="0.05", currency="EUR", country="GB", valid_from=date(2026, 1, 2)),
        ]
    )
    with pytest.raises(DateNeededError, match=r"2026-01-01.*2026-01-02"):
        dated.match(Query(country="GB"))


def test_where_no_row_is_valid_on_the_day_the_first_that_is_on_another_is_named() -> None:
    card = RateCard([row("1", country="GB", valid_to=JANUARY), row("1", valid_from=date(2026, 3, 1))])
    with pytest.raises(NoRateError, match="the rate for country GB applies until 2026-01-01"):
        card.match(Query(country="GB", at=date(2026, 2, 1)))


def test_pydantic_takes_a_card() -> None:
    card = RateCard([row("1.50", country="GB")])
    adapter = pydantic.TypeAdapter(RateCard)
    assert adapter.dump_python(card) == card.as_dict()
    assert (
        adapter.validate_python({"rates": [{"price": "1.50", "currency": "EUR", "country": "GB"}]}).rates
        == card.rates
    )


def test_without_a_day_the_last_of_rows_that_agree_is_expected() -> None:
    later = row("1", valid_from=date(2026, 4, 1))
    card = RateCard([row("1", valid_to=date(2026, 3, 31)), later])
    assert card.match(Query()).likely[0].valid_from == later.valid_from


def test_a_row_that_ends_is_named_beside_the_first_that_goes_on() -> None:
    networks = [row(price, country="GB", mcc="234", mnc=mnc) for price, mnc in (("5", "10"), ("6", "20"))]
    ended = row("7", country="GB", mcc="234", mnc="30", valid_to=JANUARY)
    with pytest.raises(
        DateNeededError, match=r"mnc 30 applies until 2026-01-01, the rate for country GB always"
    ):
        RateCard([row("4", country="GB"), *networks, ended]).match(Query(country="GB"))


@pytest.mark.parametrize("prefix", ["4", "44", "447", "4477"])
def test_a_longer_prefix_hides_the_rows_of_each_of_its_beginnings(prefix: str) -> None:
    long = Rate(price="0.01", currency="EUR", prefix=prefix)
    for length in range(len(prefix)):
        short = Rate(price="0.09", currency="EUR", prefix=prefix[:length] or None)
        found = RateCard([short, long]).match(Query(digits="447700900123"))
        assert found.candidates == (long,)
    same = [Rate(price=price, currency="EUR", prefix=prefix) for price in ("0.01", "0.02")]
    with pytest.raises(AmbiguousRatesError):
        RateCard(same).match(Query(digits="447700900123"))
