"""Quotes: what a message costs, with its arithmetic and its range."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import segmenter
from segmenter import Encoding, Policy
from segmenter.pricing import (
    CurrencyError,
    DateNeededError,
    NoRateError,
    Quote,
    Rate,
    RateCard,
    RateError,
    RecipientError,
    RejectedError,
    quote,
)
from segmenter.pricing.quotes.quotes import Total
from segmenter.templates import Variable, bounds

LONG = "It’s " * 30  # three segments of UCS-2


def row(price: str | None, **keys: Any) -> Rate:
    return Rate(price=price, **{"currency": "EUR", **keys})


def amounts(text: str, card: RateCard, **asked: Any) -> tuple[str, str, str]:
    found = quote(text, rates=card, **asked)
    return str(found.low.amount), str(found.expected.amount), str(found.high.amount)


def test_one_segment_costs_the_price_of_a_segment() -> None:
    found = quote("Hi", rates=RateCard([row("0.0475", country="GB")]), country="GB")
    assert (found.expected.amount, found.expected.currency) == (Decimal("0.0475"), "EUR")
    assert found.low == found.expected == found.high
    assert found.count == segmenter.count("Hi")


def test_price_and_fee_are_both_multiplied_by_segments() -> None:
    found = quote(LONG, rates=RateCard([row("0.04", fee="0.003")]))
    assert [(line.what, line.times, str(line.amount)) for line in found.lines] == [
        ("price", 3, "0.12"),
        ("fee", 3, "0.009"),
    ]
    assert found.expected.amount == Decimal("0.129")


def test_a_price_per_message_is_paid_once() -> None:
    assert amounts(LONG, RateCard([row("0.04", fee="0.01", per="message")])) == ("0.05", "0.05", "0.05")


def test_the_minimum_is_a_floor_per_message() -> None:
    card = RateCard([row("0.01", fee="0.001", minimum="0.025")])
    found = quote("Hi", rates=card)
    assert [(line.what, line.times, str(line.each), str(line.amount)) for line in found.lines] == [
        ("price", 1, "0.01", "0.01"),
        ("fee", 1, "0.001", "0.001"),
        ("minimum", 1, "0.014", "0.014"),
    ]
    assert amounts(LONG, card) == ("0.033", "0.033", "0.033")


def test_an_unknown_network_gives_a_range() -> None:
    card = RateCard(
        [
            row("0.04", country="GB"),
            row("0.05", country="GB", mcc="234", mnc="10"),
            row("0.03", country="GB", mcc="234", mnc="20"),
        ]
    )
    assert amounts("Hi", card, country="GB") == ("0.03", "0.04", "0.05")
    assert amounts("Hi", card, country="GB", mcc="234", mnc="10") == ("0.05", "0.05", "0.05")


def test_the_recipient_says_the_country_by_the_longest_prefix_of_the_card() -> None:
    card = RateCard([row("1", country="US", prefix="1"), row("2", country="CA", prefix="1204"), row("9")])
    for recipient, price in (("+12045550123", "2"), ("1 (202) 555-0123", "1"), ("00 1 204 555 0123", "2")):
        assert amounts("Hi", card, recipient=recipient) == (price, price, price)


def test_the_recipient_says_the_country_by_phonenumbers_where_the_card_has_no_prefix() -> None:
    card = RateCard([row("1", country="GB"), row("2", country="FR")])
    assert amounts("Hi", card, recipient="+33612345678") == ("2", "2", "2")
    assert amounts("Hi", card, recipient="+447700900123") == ("1", "1", "1")  # reserved for examples


def test_the_country_given_comes_before_the_recipients() -> None:
    card = RateCard([row("1", country="GB"), row("2", country="FR")])
    assert amounts("Hi", card, recipient="+33612345678", country="gb") == ("1", "1", "1")


def test_a_known_mcc_says_the_country() -> None:
    card = RateCard(
        [row("1", country="GB", mcc="234"), row("2", country="FR", mcc="208"), row("5", country="FR")]
    )
    assert amounts("Hi", card, mcc="234") == ("1", "1", "1")


@pytest.mark.parametrize(
    "recipient", ["", "+", "Ann", "0791234567", "000", "+" + "1" * 16, "+44７７00900123"]
)
def test_what_is_no_number_in_international_form_is_refused(recipient: str) -> None:
    with pytest.raises(RecipientError, match=r"as in \+447700900123"):
        quote("Hi", rates=RateCard([row("1")]), recipient=recipient)


def test_an_unknown_country_or_channel_is_refused() -> None:
    card = RateCard([row("1")])
    with pytest.raises(RateError, match="country is 'UK'"):
        quote("Hi", rates=card, country="UK")
    with pytest.raises(ValueError, match="channel is 'fax'"):
        quote("Hi", rates=card, channel="fax")


def test_no_row_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        quote("Hi", rates=RateCard([row("1", country="GB")]), country="FR")


def test_a_rejecting_row_is_an_error_that_names_it() -> None:
    card = RateCard([row(None, country="CU", path="rates.csv", line=5)])
    with pytest.raises(RejectedError, match=r"rates\.csv:5 rejects messages with channel sms, country CU"):
        quote("Hi", rates=card, country="CU")
    assert issubclass(RejectedError, NoRateError)


def test_a_row_that_may_reject_is_told_and_prices_nothing() -> None:
    found = quote(
        "Hi",
        rates=RateCard([row("1", country="GB"), row(None, country="GB", mcc="234", mnc="10")]),
        country="GB",
    )
    assert [rate.mnc for rate in found.rejecting] == ["10"]
    assert found.low.amount == found.high.amount == 1


def test_rows_of_two_currencies_are_never_compared() -> None:
    card = RateCard([row("1", country="GB"), row("1", country="US", currency="USD")])
    for rates, currencies in ((card, "EUR and USD"), (RateCard(card.rates[::-1]), "USD and EUR")):
        with pytest.raises(CurrencyError, match=currencies):
            quote("Hi", rates=rates)
    assert quote("Hi", rates=card, country="US").expected.currency == "USD"


def test_a_day_is_needed_where_prices_change() -> None:
    card = RateCard([row("1", valid_to=date(2026, 3, 31)), row("2", valid_from=date(2026, 4, 1))])
    with pytest.raises(DateNeededError):
        quote("Hi", rates=card)
    assert amounts("Hi", card, at=date(2026, 3, 31)) == ("1", "1", "1")
    assert amounts("Hi", card, at=datetime(2026, 4, 1, 12)) == ("2", "2", "2")


def test_category_number_type_and_volume_choose_rows() -> None:
    card = RateCard(
        [row("1"), row("2", category="otp"), row("3", number_type="shortcode"), row("0.5", tier_from=100)]
    )
    asked = {"category": "x", "number_type": "y"}
    assert amounts("Hi", card, **asked, volume=0) == ("1", "1", "1")
    assert amounts("Hi", card, **asked, volume=100) == ("0.5", "0.5", "0.5")
    assert amounts("Hi", card, category="otp", number_type="y", volume=0) == ("2", "2", "2")
    assert amounts("Hi", card, category="otp", number_type="shortcode", volume=0) == ("3", "3", "3")


def test_session_and_month_rows_stand_beside_the_total() -> None:
    found = quote("Hi", rates=RateCard([row("1"), row("100", per="month"), row("5", per="session")]))
    assert [str(rate.per) for rate in found.beside] == ["month", "session"]
    assert found.expected.amount == 1


def test_the_bounds_of_a_template_give_a_range_of_money() -> None:
    found = bounds(
        "Hi {name}", {"name": Variable(shortest=1, longest=200, alphabet="gsm7", examples=["Ann"])}
    )
    assert amounts("Hi {name}", RateCard([row("0.1")]), bounds=found) == ("0.1", "0.1", "0.3")


def test_without_examples_the_longest_message_is_expected() -> None:
    found = bounds("Hi {name}", {"name": Variable(longest=100)})
    quoted = quote("Hi {name}", rates=RateCard([row("0.1")]), bounds=found)
    assert (quoted.low.segments, quoted.expected.segments, quoted.high.segments) == (1, 4, 4)
    assert quoted.count == found.most.count


def test_a_segment_of_rcs_is_160_octets_of_utf_8() -> None:
    card = RateCard([row("0.01", channel="rcs")])
    assert amounts("ž" * 81, card, channel="rcs") == ("0.02", "0.02", "0.02")
    with pytest.raises(ValueError, match="octets of UTF-8"):
        quote("{a}", rates=card, channel="rcs", bounds=bounds("{a}", {"a": Variable(longest=1)}))


def test_on_other_channels_a_message_is_one_segment() -> None:
    assert amounts(LONG, RateCard([row("0.01")]), channel="whatsapp") == ("0.01", "0.01", "0.01")


def test_the_policy_decides_how_many_segments_there_are() -> None:
    policy = Policy(encodings=[Encoding.UCS2])
    assert amounts("a" * 100, RateCard([row("1")])) == ("1", "1", "1")
    assert amounts("a" * 100, RateCard([row("1")]), policy=policy) == ("2", "2", "2")


def test_the_empty_text_is_one_segment() -> None:
    assert amounts("", RateCard([row("1")])) == ("1", "1", "1")


def test_the_facade_has_quote() -> None:
    assert segmenter.quote is quote


def test_the_dearest_of_equal_rows_is_reckoned_at_the_segments_of_the_message() -> None:
    card = RateCard([row("0.10", number_type="a", per="message"), row("0.06", number_type="b")])
    assert amounts("Hi", card) == ("0.06", "0.10", "0.10")
    assert amounts(LONG, card) == ("0.10", "0.18", "0.18")


@pytest.mark.parametrize(
    "asked",
    [
        {"mcc": "xx"},
        {"mcc": " 234"},
        {"mnc": "1"},
        {"mcc": 234},
        {"mnc": 10},
        {"volume": -5},
        {"volume": "5"},
    ],
)
def test_a_network_or_volume_that_is_none_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(RateError, match=next(iter(asked))):
        quote("Hi", rates=RateCard([row("1")]), **asked)


def test_arguments_of_another_type_are_told() -> None:
    card: Any = RateCard([row("1")])
    for asked in ({"recipient": 447700900123}, {"at": "2026-01-01"}, {"rates": "rates.csv"}):
        with pytest.raises(TypeError, match="must be a"):
            quote("Hi", **{"rates": card, **asked})


def test_a_channel_may_be_written_in_capitals() -> None:
    assert amounts("Hi", RateCard([row("1", channel="sms")]), channel="SMS") == ("1", "1", "1")


def test_a_number_of_no_country_is_not_priced_as_the_dearest_country() -> None:
    card = RateCard([row("0.04", country="GB"), row("0.07", country="DE")])
    with pytest.raises(NoRateError, match="a number of no country"):
        quote("Hi", rates=card, recipient="+8835100012345")


def test_a_zero_in_brackets_is_dialled_at_home_alone() -> None:
    card = RateCard([row("1", prefix="447700"), row("9")])
    assert amounts("Hi", card, recipient="+44 (0) 7700 900125") == ("1", "1", "1")


def test_rows_of_two_currencies_say_what_would_help() -> None:
    card = RateCard([row("1", country="GB"), row("1", country="US", currency="USD")])
    with pytest.raises(CurrencyError, match="say more about the message, such as its country or recipient"):
        quote("Hi", rates=card)


def test_a_network_is_of_the_country_that_its_rows_name() -> None:
    card = RateCard([row("0.04", mcc="234"), row("0.05", country="GB", mcc="234", mnc="10")])
    assert quote("Hi", rates=card, mcc="234").query.country == "GB"


def test_a_country_that_is_given_stays_whatever_the_network_is_of() -> None:
    card = RateCard([row("1", country="JE"), row("2", country="GB", mcc="234")])
    assert quote("Hi", rates=card, country="JE", mcc="234").query.country == "JE"


def test_a_prefix_of_the_card_decides_on_the_country_of_a_number() -> None:
    card = RateCard([row("1", country="CA", prefix="1")])
    assert quote("Hi", rates=card, recipient="+12025550123").query.country == "CA"


def test_a_rejected_country_is_rejected_though_a_network_of_it_has_a_price() -> None:
    card = RateCard([row(None, country="GB"), row("0.05", country="GB", mcc="234", mnc="10")])
    with pytest.raises(RejectedError):
        quote("Hi", rates=card, country="GB")


TEMPLATE = "Hi {name}" + "a" * 150
BOUNDS = bounds(TEMPLATE, {"name": Variable(shortest=1, longest=300, examples=["Ann"])})


def test_a_quote_of_bounds_is_of_the_typical_message() -> None:
    found = quote(TEMPLATE, rates=RateCard([row("1")]), bounds=BOUNDS)
    assert found.count == (BOUNDS.typical and BOUNDS.typical.count)
    assert found.count != BOUNDS.most.count


def test_bounds_of_a_message_without_segments_are_one() -> None:
    found = quote(TEMPLATE, rates=RateCard([row("1")]), bounds=BOUNDS, channel="whatsapp")
    assert (found.low.segments, found.expected.segments, found.high.segments) == (1, 1, 1)


def test_rows_of_one_price_for_what_is_unknown_need_no_order() -> None:
    card = RateCard([row("1", category="a"), row("1", number_type="long")])
    assert amounts("Hi", card) == ("1", "1", "1")


def test_lines_are_of_what_costs_something() -> None:
    for minimum, lines in (("0", ["price"]), ("1", ["price"]), ("2", ["price", "minimum"])):
        found = quote("Hi", rates=RateCard([row("1", minimum=minimum)]))
        assert [line.what for line in found.expected.lines] == lines


def test_a_sum_as_plain_values_names_the_place_of_its_rate() -> None:
    expected = quote("Hi", rates=RateCard([row("0.04", country="GB")]), country="GB").expected
    plain = expected.as_dict()
    assert plain.pop("rate") == expected.rate.place
    assert plain.pop("lines") == [line.as_dict() for line in expected.lines]
    assert plain == {"amount": "0.04", "currency": "EUR", "segments": 1}


def test_the_types_of_a_quote_are_those_of_its_plain_values() -> None:
    found = quote("Hi", rates=RateCard([row("0.04", country="GB")]), country="GB")
    for value in (found, found.expected, found.expected.lines[0]):
        assert value.json_types().keys() == value.as_dict().keys()
    assert Quote.json_types()["recipient"] == str | None
    assert Quote.json_types()["rejecting"] == [str]
    assert (Total.json_types()["rate"], Total.json_types()["segments"]) == (str, int)
