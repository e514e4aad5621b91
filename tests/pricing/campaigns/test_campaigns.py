"""Campaigns: what is counted, what is amiss, where audiences come from, and what they take in memory."""

import builtins
import json
import random
import re
import tracemalloc
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from segmenter import MissingExtraError, Policy, TemplateError, UnencodableError, UnknownProfileError, count
from segmenter.core.policy import Encoding
from segmenter.files import MalformedFileError, UndecodableFileError, UnreadableFileError
from segmenter.pricing import (
    AmbiguousRatesError,
    CurrencyError,
    DateNeededError,
    Money,
    Rate,
    RateCard,
    RateError,
)
from segmenter.pricing.campaigns.audiences import AudienceColumns, AudienceFile, CampaignError
from segmenter.pricing.campaigns.campaigns import Campaign, campaign
from segmenter.pricing.campaigns.costly import Costly, CostlyPlaceholder, Why
from segmenter.pricing.campaigns.tallies import Recipient, Tally, Trouble, TroubledRow
from segmenter.providers import profile
from segmenter.templates import parse

CARD = RateCard(
    [
        Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
        Rate(price="0.07", currency="EUR", country="DE", prefix="49"),
        Rate(price="0.05", currency="EUR", country="DE", prefix="49", mcc="262", mnc="01"),
        Rate(price="0.0079", fee="0.003", currency="USD", country="US", prefix="1"),
        Rate(price=None, currency="EUR", country="RU", prefix="7"),
    ]
)
GB, DE, US, RU = "+447700900123", "+4915112345678", "+12125550123", "+79161234567"


def people(*recipients: object, **values: object) -> list[dict[str, object]]:
    return [{"to": recipient, **values} for recipient in recipients]


def reckoned(audience: Any, template: str = "Hi", **options: Any) -> Campaign:
    return campaign(template, audience, rates=CARD, **options)


def troubles(found: Campaign) -> dict[Trouble, str]:
    return {one.trouble: one.reason for one in found.examples}


# --- Sums -------------------------------------------------------------------------------------------------


def test_one_recipient_costs_one_message() -> None:
    found = reckoned(people(GB))
    assert (found.rows, found.messages, found.segments, found.complete) == (1, 1, 1, True)
    assert found.low == found.expected == found.high == Money(Decimal("0.04"), "EUR")
    assert (found.examples, found.costly, found.beside) == ((), (), ())
    assert (found.duration, found.at, found.max_audience) == (None, None, None)


def test_the_network_makes_a_range_where_it_is_not_known() -> None:
    unknown, known = reckoned(people(DE)), reckoned([{"to": DE, "mcc": "262", "mnc": "01"}])
    assert (unknown.low.amount, unknown.expected.amount) == (Decimal("0.05"), Decimal("0.07"))
    assert known.low == known.high == Money(Decimal("0.05"), "EUR")
    assert list(unknown.by_network) == [None]
    assert list(known.by_network) == ["262-01"]


def test_two_currencies_are_never_added() -> None:
    found = reckoned(people(GB, US, US))
    assert [str(cost.expected) for cost in found.total.costs] == ["0.04 EUR", "0.0218 USD"]
    assert found.by_country["US"].costs[0].currency == "USD"
    with pytest.raises(CurrencyError, match="total"):
        _ = found.expected


def test_parts_come_most_segments_first_and_segment_counts_rise() -> None:
    found = reckoned([*people(GB, name="x"), *people(DE, DE, name="y" * 200)], "{name}")
    assert list(found.by_country) == ["DE", "GB"]
    assert list(found.by_segments) == [1, 2]
    assert list(reckoned(people(GB, DE, name="ж"), "{name}").by_encoding) == [Encoding.UCS2]


def test_the_dearest_are_kept_and_of_the_same_the_first() -> None:
    audience = [*people(GB, GB, name="a"), *people(GB, name="ж" * 71), *people(GB, GB, name="b")]
    found = reckoned(audience, "{name}", keep=3)
    assert [(one.index, one.segments) for one in found.dearest] == [(2, 2), (0, 1), (1, 1)]
    assert found.dearest[0].text == "ж" * 71
    assert reckoned(audience, "{name}", keep=0).dearest == ()


def test_the_dearest_of_each_currency_stand_apart() -> None:
    found = reckoned(people(US, GB, GB), keep=1)
    assert [(one.recipient, one.country) for one in found.dearest] == [(GB, "GB"), (US, "US")]


def test_rows_per_month_are_named_and_not_added() -> None:
    month = Rate(price=10, currency="EUR", country="GB", per="month")
    found = campaign("Hi", people(GB, GB), rates=RateCard([*CARD.rates, month]))
    assert found.beside == (month,)
    assert found.expected.amount == Decimal("0.08")


def test_whether_messages_may_be_rejected_depends_on_the_network() -> None:
    rows = (
        Rate(price="0.05", currency="EUR", country="IT"),
        Rate(price=None, currency="EUR", country="IT", mcc="222"),
    )
    found = campaign("Hi", people("+393331234567"), rates=RateCard(rows), country="IT")
    assert (found.messages, found.perhaps_rejected) == (1, 1)
    assert (
        campaign("Hi", people("+393331234567"), rates=RateCard(rows[:1]), country="IT").perhaps_rejected == 0
    )


@pytest.mark.parametrize(
    ("speed", "time"),
    [
        (1, timedelta(seconds=3)),
        (Decimal("0.5"), timedelta(seconds=6)),
        (Fraction(1, 3), timedelta(seconds=9)),
        (7, timedelta(microseconds=428_572)),
    ],
)
def test_the_time_is_exact_and_rounded_up(speed: Any, time: timedelta) -> None:
    assert reckoned(people(GB, GB, DE), segments_per_second=speed).duration == time


@pytest.mark.parametrize("speed", [0, -1, Decimal("NaN"), Decimal("Infinity"), Decimal("1e-30")])
def test_a_speed_must_be_more_than_nothing(speed: Any) -> None:
    with pytest.raises(ValueError, match="segments"):
        reckoned(people(GB), segments_per_second=speed)


def test_a_speed_is_no_float() -> None:
    with pytest.raises(TypeError, match="not float"):
        reckoned(people(GB), segments_per_second=0.5)


# --- Costly values ----------------------------------------------------------------------------------------


def test_where_all_take_as_many_segments_no_value_is_costly() -> None:
    assert reckoned(people(GB, DE, name="ж" * 80), "{name}").costly_placeholders == ()


def test_a_character_outside_gsm7_is_told_from_length() -> None:
    text = "Hi {name}" + "!" * 100
    audience = [
        *people(GB, GB, name="Zoë’s"),
        *people(GB, name="Ann" * 30),
        *people(GB, name="Ann"),
    ]
    found = reckoned(audience, text)
    each = found.by_country["GB"].costs[0].expected.amount / found.by_country["GB"].segments
    saved = [(Money(number * each, "EUR"),) for number in (2, 1, 3)]
    assert found.costly == (
        Costly("name", "Zoë’s", Why.CHARACTERS, 2, 2, "ë’", saved[0], "type Zoe's (only by look)"),
        Costly("name", "Ann" * 30, Why.LENGTH, 1, 1, "", saved[1], ""),
    )
    assert found.costly_placeholders == (CostlyPlaceholder("name", 3, 2, 1, 3, saved[2]),)
    assert found.costly_together == 0


def test_two_values_may_only_together_be_to_blame() -> None:
    audience = [*people(GB, a="ж", b="ж"), *people(GB, a="x", b="y")]
    found = reckoned(audience, "{a}{b}" + "!" * 100)
    assert (found.costly, found.costly_together) == ((), 1)


def test_a_repeated_placeholder_is_changed_everywhere() -> None:
    audience = [*people(GB, a="x" * 80), *people(GB, a="x")]
    assert reckoned(audience, "{a} {a}").costly[0].extra_segments == 1


def test_the_text_of_a_condition_may_be_costly() -> None:
    template = parse("Dear ((name))((late?? – please pay))" + "!" * 80, syntax="notify")
    audience = [*people(GB, name="Ann", late="yes"), *people(GB, name="Ann", late="no")]
    found = campaign(template, audience, rates=CARD)
    assert [(one.name, one.value, one.characters) for one in found.costly] == [("late", " – please pay", "–")]


def test_conditions_of_one_name_may_have_several_texts() -> None:
    template = parse("((late??x))((late??" + "y" * 100 + "))" + "!" * 100, syntax="notify")
    found = campaign(template, [*people(GB, late="yes"), *people(GB, late="no")], rates=CARD)
    assert [(one.name, one.why, one.extra_segments) for one in found.costly] == [("late", Why.LENGTH, 1)]


def test_what_the_provider_adds_is_reckoned_with() -> None:
    adding = replace(profile("standard"), prefix="Acme: ", strip=True)
    audience = [*people(GB, a="x" * 154), *people(GB, a="x" * 155), *people(GB, a=" " * 200)]
    found = reckoned(audience, "{a}", profile=adding)
    assert {segments: share.messages for segments, share in found.by_segments.items()} == {1: 2, 2: 1}
    assert [one.why for one in found.costly] == [Why.LENGTH]


# --- What is amiss ----------------------------------------------------------------------------------------


def test_each_kind_of_trouble_is_counted_apart() -> None:
    audience = [
        {"to": GB, "name": "Ann"},
        {"to": GB, "name": "Ann"},
        {"to": "n/a", "name": "Bo"},
        {"to": "", "name": "Bo"},
        {"name": "Bo"},
        {"to": DE},
        {"to": DE, "name": None},
        {"to": DE, "name": "\ud800"},
        "in.csv:9: the row has 1 value, not 2",
        {"to": "+5511999998888", "name": "Cy"},
        {"to": RU, "name": "Di"},
        {"to": RU, "name": "Ed"},
        {"to": DE, "name": "Flo", "country": "Atlantis"},
    ]
    found = reckoned(audience, "Hi {name}")
    assert (found.rows, found.messages, found.duplicates, found.dropped) == (13, 2, 1, 0)
    assert (found.invalid, found.failed, found.unpriced, found.rejected) == (3, 4, 1, 2)
    assert found.wrong_keys == 1
    assert not found.complete
    rejected = [one for one in found.examples if one.trouble is Trouble.REJECTED]
    assert [(one.index, one.recipient, one.rows) for one in rejected] == [(10, RU, 2)]
    assert "rejects" in rejected[0].reason
    assert "no rate applies" in troubles(found)[Trouble.UNPRICED]


def test_only_the_first_examples_are_kept() -> None:
    found = reckoned([*people(GB), *people(*["n/a"] * 9)], keep=2)
    assert (found.invalid, len(found.examples)) == (9, 2)


@pytest.mark.parametrize(
    ("recipient", "invalid"),
    [
        ("+44 7700 900-123", 0),
        ("00447700900123", 0),
        (447700900123, 0),
        ("447700900123", 0),
        ("+6834000", 0),
        ("+683400", 1),
        ("07700900123", 1),
        ("+4477009001234567", 1),
        ("+44x7700900123", 1),
        ("+٤٤٧٧٠٠٩٠٠١٢٣", 1),
        (447700900123.0, 1),
        ("447700900123.0", 1),
        ("4.477E+11", 1),
        (True, 1),
        (None, 1),
    ],
)
def test_a_recipient_is_a_number_in_international_form(recipient: object, invalid: int) -> None:
    card = RateCard([Rate(price="0.01", currency="EUR")])
    assert campaign("Hi", people(recipient), rates=card).invalid == invalid


def test_duplicates_are_sent_and_priced_unless_they_are_dropped() -> None:
    audience = people(GB, "44 7700 900123", DE, "0044" + GB[3:])
    sent, dropped = reckoned(audience), reckoned(audience, drop_duplicates=True)
    assert (sent.messages, sent.duplicates, sent.dropped) == (4, 2, 0)
    assert (dropped.messages, dropped.duplicates, dropped.dropped) == (2, 2, 2)
    assert [one.index for one in sent.examples] == [1, 3]
    assert sent.complete


def test_a_row_that_failed_does_not_make_the_next_a_duplicate() -> None:
    audience = [{"to": GB}, {"to": GB, "name": "Ann"}]
    found = reckoned(audience, "Hi {name}", drop_duplicates=True)
    assert (found.failed, found.messages, found.duplicates) == (1, 1, 0)


@pytest.mark.parametrize("over", [0, 1])
def test_the_cap_on_recipients_is_checked(over: int) -> None:
    audience = people(*(f"+4477{number:08}" for number in range(100_000 + over)))
    found = reckoned(audience, profile="dexatel")
    assert (found.max_audience, found.over_audience, found.complete) == (100_000, over, not over)


def test_messages_longer_than_the_profile_takes_are_counted() -> None:
    found = reckoned([*people(GB, name="x" * 1531), *people(GB, name="x")], "{name}", profile="telnyx")
    assert (found.too_long, found.messages) == (1, 2)
    assert "11 segments, more than 10" in troubles(found)[Trouble.TOO_LONG]


def test_the_limit_of_a_text_is_checked_on_other_channels() -> None:
    card = RateCard([Rate(price="0.01", currency="EUR", channel="viber", per="message")])
    found = campaign("{n}", people(GB, n="x" * 1001), rates=card, channel="viber", profile="standard")
    assert (found.too_long, found.segments) == (1, 1)
    assert "1,001 code points, more than 1,000" in troubles(found)[Trouble.TOO_LONG]


# --- Columns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["recipient", "to", "phone", "number"])
def test_the_column_of_recipients_is_found(column: str) -> None:
    assert reckoned([{column: GB}]).messages == 1


def test_a_column_that_is_a_placeholder_is_the_last_to_be_taken_for_recipients() -> None:
    row = {"phone": "0800 1234", "number": GB}
    assert reckoned([row], "Call {phone}").messages == 1
    assert reckoned([{"phone": GB}], "We call {phone}").dearest[0].text == f"We call {GB}"


def test_the_column_of_recipients_may_be_named() -> None:
    assert reckoned([{"msisdn": GB, "to": "x"}], recipient_field="msisdn").messages == 1


def test_the_country_is_the_rows_then_the_numbers_then_the_one_given() -> None:
    card = RateCard(
        [Rate(price=number, currency="EUR", country=code) for number, code in enumerate(("GB", "FR"))]
    )
    unknown = "+8835100012345"  # of no country
    audience = [{"to": unknown, "country": "fr"}, {"to": unknown, "country": ""}]
    assert list(campaign("Hi", audience, rates=card, country="gb").by_country) == ["FR", "GB"]
    assert list(reckoned(people(DE), country="GB").by_country) == ["DE"]


def test_a_placeholder_named_country_is_a_value() -> None:
    assert reckoned(people(GB, country="the sea"), "To {country}").messages == 1


@pytest.mark.parametrize("key", [{"mcc": "26"}, {"mnc": "1"}, {"mcc": "2x2"}, {"mnc": 1}, {"country": "ZQ"}])
def test_a_wrong_country_or_network_is_counted_apart(key: Mapping[str, object]) -> None:
    found = reckoned([{"to": GB, **key}, {"to": GB}])
    assert (found.wrong_keys, found.failed, found.messages, found.complete) == (1, 0, 1, False)
    assert next(iter(key)) in troubles(found)[Trouble.WRONG_KEY]


@pytest.mark.parametrize("heading", ["country", "Country"])
def test_a_column_of_country_names_was_refused_where_the_card_reads_them(heading: str) -> None:
    result = reckoned([{"to": DE, heading: " Germany"}, {"to": GB, heading: "the United Kingdom"}])
    assert (result.wrong_keys, set(result.by_country)) == (0, {"DE", "GB"})
    assert set(reckoned(people("01512 3456789"), country="Germany").by_country) == {"DE"}


def test_a_country_that_is_none_is_shown_as_it_is_written() -> None:
    reason = troubles(reckoned([{"to": GB, "country": " Germny"}, {"to": GB}]))[Trouble.WRONG_KEY]
    assert reason.startswith("country is 'Germny'; it must be an ISO 3166-1 code")
    assert reason.endswith("or an English name; did you mean Germany?")
    reason = troubles(reckoned([{"to": GB, "country": "uk"}, {"to": GB}]))[Trouble.WRONG_KEY]
    assert reason == "country is 'uk'; write GB"


def test_the_column_of_recipients_is_suggested_with_its_option() -> None:
    with pytest.raises(CampaignError, match=r"--recipient-column \(recipient_field=\), such as 'Mobile No'"):
        reckoned([{"Name": "Ann", "Mobile No": GB}])
    with pytest.raises(CampaignError, match="such as 'msisdn'"):
        reckoned([{"msisdn": GB}], recipient_field="msidn")


def test_rows_whose_number_is_of_another_country_than_they_say_are_counted() -> None:
    audience = [
        *({"to": recipient, "country": "DE"} for recipient in (GB, DE, GB)),
        {"to": "+14165550123", "country": "CA"},  # who shares a calling code with the US
        {"to": GB, "country": ""},
        {"to": GB, "country": "US"},
        {"to": GB, "country": "BR"},  # which the card has no rate for
    ]
    assert reckoned(audience).other_country == 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (7, "7"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 9, 30), "2026-11-22 09:30:00"),
    ],
)
def test_values_that_are_no_text_are_written_as_people_write_them(value: object, text: str) -> None:
    assert reckoned(people(GB, v=value), "{v}").dearest[0].text == text


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "the value of 'v' is missing; give it one, or leave the row out"),
        (1.5, "the value of 'v' is 1.5, a number that can be written in several ways; store it as text"),
        (Decimal("NaN"), "a number that can be written"),
        (True, "the value of 'v' is True (yes or no), not a text; store it as text"),
        ([1], "the value of 'v' is [1] (list), not a text; store it as text"),
    ],
)
def test_values_that_cannot_be_written_fail_in_words_for_people(value: object, reason: str) -> None:
    found = reckoned([*people(GB, v=value), *people(GB, v="x")], "{v}")
    assert (found.failed, found.messages) == (1, 1)
    assert reason in troubles(found)[Trouble.FAILED]
    assert found.examples[0].recipient == GB


def test_a_recipient_may_be_a_decimal_without_decimals() -> None:
    assert reckoned(people(Decimal(GB[1:]))).messages == 1
    assert reckoned(people(Decimal("4477009001.5"))).invalid == 1


def test_blank_values_are_counted_by_placeholder() -> None:
    audience = [*people(GB, a="", b="x"), *people(GB, a=" \t", b=""), *people(GB, a="x", b="x")]
    assert reckoned(audience, "{a}{b}{a}").blank == {"a": 2, "b": 1}
    notify = parse("((a))((b??!))", syntax="notify")
    assert campaign(notify, people(GB, a="x", b="no"), rates=CARD).blank == {}


def test_countries_come_by_money_where_all_is_in_one_currency() -> None:
    audience = [*people(GB, GB, GB, name="x"), *people(DE, DE, name="y")]
    assert list(reckoned(audience, "{name}").by_country) == ["DE", "GB"]
    assert list(reckoned([*audience, *people(US, name="z")], "{name}").by_country) == ["GB", "DE", "US"]


def test_the_count_of_the_template_alone_is_told() -> None:
    fixed = reckoned(people(GB, name="x" * 200), "Hi {name}!").fixed
    assert fixed is not None
    assert (fixed.segments, fixed.units) == (1, 4)
    card = RateCard([Rate(price="0.01", currency="EUR", channel="viber", per="message")])
    assert campaign("Hi", people(GB), rates=card, channel="viber").fixed is None


# --- Errors -----------------------------------------------------------------------------------------------


def test_an_empty_audience_is_an_error() -> None:
    with pytest.raises(CampaignError, match="has no rows"):
        reckoned([])
    with pytest.raises(ValueError, match="has no rows"):
        reckoned(iter(()))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"to": GB}, "no column for placeholders 'city', 'name'; the columns are 'to'"),
        ({"tel": GB, "name": "", "city": ""}, "no column 'recipient' or 'to' or 'phone' or 'number'"),
    ],
)
def test_a_column_that_no_row_has_is_an_error(row: dict[str, object], said: str) -> None:
    with pytest.raises(CampaignError, match=said) as caught:
        reckoned([row, row], "Hi {name} from {city}")
    assert caught.value.columns == tuple(row)


def test_a_column_that_some_rows_lack_is_none() -> None:
    assert reckoned([{"to": GB}, {"to": GB, "name": "Ann"}], "Hi {name}").failed == 1
    assert reckoned([{"to": "n/a"}, {"to": "n/a", "name": "Ann"}], "Hi {name}").messages == 0


def test_what_is_wrong_with_the_card_is_an_error_and_not_a_row() -> None:
    row = Rate(price="0.04", currency="EUR")
    with pytest.raises(AmbiguousRatesError):
        campaign("Hi", people(GB), rates=RateCard([row, row]))
    dated = Rate(price="0.05", currency="EUR", valid_from=date(2026, 7, 1))
    ended = Rate(price="0.04", currency="EUR", valid_to=date(2026, 6, 30))
    card = RateCard([dated, ended])
    with pytest.raises(DateNeededError):
        campaign("Hi", people(GB), rates=card)
    assert campaign("Hi", people(GB), rates=card, at=date(2026, 8, 1)).expected.amount == Decimal("0.05")


def test_one_recipient_of_an_unknown_country_does_not_end_a_campaign_in_two_currencies() -> None:
    card = RateCard(
        [
            Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
            Rate(price="0.05", currency="EUR"),
            Rate(price="0.01", currency="USD", mcc="310"),
        ]
    )
    found = campaign("Hi", [{"to": GB, "mcc": "234"}, *people("+8835100012345")], rates=card)
    assert (found.messages, found.unpriced, found.complete) == (1, 1, False)
    assert [(one.index, one.recipient) for one in found.examples] == [(1, "+8835100012345")]
    assert "in EUR and" in troubles(found)[Trouble.UNPRICED]
    assert "give the " in troubles(found)[Trouble.UNPRICED]


IN_DOLLARS = Rate(price="0.04", currency="USD", country="GB", mcc="234", mnc="10")


@pytest.mark.parametrize(
    ("dollars", "keys", "unknown"),
    [
        (IN_DOLLARS, {}, "network"),
        (IN_DOLLARS._replace(currency="CHF"), {}, "network"),  # before EUR in the alphabet
        (IN_DOLLARS, {"mcc": "234"}, "network"),
        (IN_DOLLARS, {"mnc": "10"}, "network"),
        (IN_DOLLARS._replace(mcc=None, mnc=None, category="otp"), {}, "network"),
        (IN_DOLLARS._replace(category="otp"), {"mcc": "234", "mnc": "10"}, "category or number type"),
    ],
)
def test_where_two_currencies_may_apply_what_would_help_is_named(
    dollars: Rate, keys: dict[str, str], unknown: str
) -> None:
    euros = Rate(price="0.04", currency="EUR", country="GB")
    other = Rate(price="0.07", currency="EUR", country="DE", prefix="49")
    found = campaign("Hi", [*people(DE), *people(GB, **keys)], rates=RateCard([euros, dollars, other]))
    assert troubles(found)[Trouble.UNPRICED] == (
        f"the {unknown} of {GB} is not known, and {euros.place} in EUR and {dollars.place} "
        f"in {dollars.currency} may apply; "
        f"give the {unknown}, or price both in one currency"
    )


def test_messages_to_a_number_of_no_country_are_of_none() -> None:
    card = RateCard([Rate(price="0.04", currency="EUR")])
    assert list(campaign("Hi", people("+8835100012345"), rates=card).by_country) == [None]


def test_an_error_of_the_card_names_the_row_at_which_it_arose(tmp_path: Path) -> None:
    row = Rate(price="0.05", currency="EUR", country="DE", prefix="49")
    card = RateCard([Rate(price="0.04", currency="EUR", country="GB", prefix="44"), row, row])
    path = tmp_path / "people.csv"
    path.write_text(f'to,name\n{GB},"A\nB"\n{DE},C\n', encoding="utf-8")
    for audience, where in ((people(GB, DE), "index 1"), (path, f"{path}:4")):
        with pytest.raises(AmbiguousRatesError) as caught:
            campaign("Hi", audience, rates=card)
        assert caught.value.__notes__ == [f"found at {where}, recipient {DE}"]


def test_wrong_arguments_are_errors() -> None:
    with pytest.raises(TemplateError):
        reckoned(people(GB), "Hi {name")
    with pytest.raises(RateError, match="ZQ"):
        reckoned(people(GB), country="ZQ")
    with pytest.raises(RateError, match="pigeon"):
        reckoned(people(GB), channel="pigeon")
    with pytest.raises(UnknownProfileError):
        reckoned(people(GB), profile="nobody")
    with pytest.raises(CampaignError, match="does not offer viber"):
        reckoned(people(GB), profile="twilio", channel="viber")
    with pytest.raises(UnencodableError):
        reckoned(people(GB), "☃", policy=Policy(encodings=(Encoding.GSM7,)))
    with pytest.raises(ValueError, match="keep"):
        reckoned(people(GB), keep=-1)
    with pytest.raises(TypeError, match="one mapping"):
        reckoned({"to": GB})
    with pytest.raises(TypeError, match="row 0"):
        reckoned([GB.encode()])


@pytest.mark.parametrize(
    ("package", "make", "call"),
    [
        ("pandas", "DataFrame", 'to_dict("records")'),
        ("polars", "DataFrame", "to_dicts()"),
        ("pyarrow", "table", "to_pylist()"),
    ],
)
def test_a_data_frame_is_not_read_as_the_names_of_its_columns(package: str, make: str, call: str) -> None:
    frame = getattr(pytest.importorskip(package), make)({"phone": [GB, DE], "name": ["Ann", "Bo"]})
    with pytest.raises(TypeError, match=re.escape(f"pass frame.{call}")):
        reckoned(frame)
    given = eval(f"frame.{call}", {"frame": frame})  # what the message says to pass
    assert reckoned(given).messages == 2


@pytest.mark.parametrize("row", [(GB, "Ann"), (0, GB, "Ann"), ()])
def test_a_row_without_names_of_columns_is_refused(row: Any) -> None:
    kind = type(row).__name__
    with pytest.raises(TypeError, match=f"row 1 must be a mapping of values by column, not {kind}"):
        reckoned([{"phone": GB, "name": "Ann"}, row])


def test_an_audience_of_texts_alone_is_refused() -> None:
    with pytest.raises(TypeError, match="mappings of values by column, not texts alone"):
        reckoned([GB, DE])


def test_a_campaign_without_a_message_has_no_price() -> None:
    found = reckoned(people("n/a"))
    assert (found.messages, found.total.costs, dict(found.by_country)) == (0, (), {})
    with pytest.raises(CampaignError, match="no message has a price"):
        _ = found.expected


# --- Files ------------------------------------------------------------------------------------------------

ROWS = [{"phone": GB, "name": "Zoë", "n": "1"}, {"phone": DE, "name": "Bo", "n": "2"}]


def written(folder: Path, kind: str, rows: list[dict[str, str]]) -> Path:
    path = folder / f"people.{kind}"
    if kind == "csv":
        lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
        path.write_text("\r\n".join([*lines, ""]), encoding="utf-8-sig")
    elif kind == "jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_every_kind_of_file_gives_the_same(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind, ROWS)
    whole = reckoned(ROWS, "Hi {name}")
    found = reckoned(path, "Hi {name}")
    lines = {"csv": (3, 2), "jsonl": (2, 1), "parquet": ()}[kind]
    assert [one.place for one in found.dearest] == ([f"{path}:{line}" for line in lines] or ["", ""])
    assert [one.index for one in found.dearest] == [1, 0]
    placeless = tuple(one._replace(place="") for one in found.dearest)
    assert replace(found, dearest=placeless) == whole
    assert reckoned(str(path), "Hi {name}") == found


@pytest.mark.parametrize("mark", [";", "\t"])
def test_columns_may_be_separated_by_semicolons_and_tabs(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"phone{mark}name\n{GB}{mark}Ann, Bo\n", encoding="utf-8")
    assert reckoned(path, "Hi {name}").dearest[0].text == "Hi Ann, Bo"


def test_other_marks_between_columns_are_pointed_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"phone|name\n{GB}|Ann\n", encoding="utf-8")
    with pytest.raises(CampaignError, match=r"separated by '\|'"):
        reckoned(path, "Hi {name}")


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_names_of_columns_match_in_any_case(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind, [{"Phone": GB, "NAME": "Zoë", "Country": "de"}])
    found = reckoned(path, "Hi {name}")
    assert (found.failed, found.recipient_column) == (0, "Phone")
    assert found.unpriced == 1  # no row is for DE and +44


def test_a_column_that_is_there_as_it_is_wanted_comes_before_one_in_another_case() -> None:
    assert reckoned([{"TO": "x", "to": GB, "Name": "x", "name": "Ann"}], "{name}").dearest[0].text == "Ann"


def test_a_row_of_blanks_is_skipped_like_an_empty_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"phone,name\n , \n\n{GB},Ann\n ,,\n", encoding="utf-8")
    found = reckoned(path, "Hi {name}")
    assert (found.rows, found.dearest[0].place) == (1, f"{path}:4")


def test_a_line_that_is_no_json_is_one_row_that_failed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"to": "{GB}"}}\n{{"to": \n{{"to": "{DE}"}}\n', encoding="utf-8")
    found = reckoned(path)
    assert (found.messages, found.failed) == (2, 1)
    assert found.examples[0].place == f"{path}:2"
    assert found.examples[0].reason.startswith("not JSON: ")


def test_an_array_of_json_is_told_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'\n[{{"to": "{GB}"}}]\n', encoding="utf-8")
    with pytest.raises(MalformedFileError, match="a JSON array, not an object a line"):
        reckoned(path)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_missing_column_names_the_file_and_its_columns(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, kind, ROWS)
    said = r"people\.\w+: no column for placeholder 'nme'; did you mean 'name'\? the columns are 'phone', "
    with pytest.raises(CampaignError, match=said) as caught:
        reckoned(path, "Hi {nme}")
    assert caught.value.columns == ("phone", "name", "n")


def test_a_missing_column_of_a_table_is_known_at_its_first_row(tmp_path: Path) -> None:
    path = written(tmp_path, "csv", ROWS)
    octets = path.read_bytes()
    path.write_bytes(octets + b"\xff")  # never read
    read = 0

    class Watcher:
        def watch(self, stream: Any) -> Any:
            return stream

        def advance(self, octets: int) -> None:
            nonlocal read
            read += octets

    with pytest.raises((CampaignError, UndecodableFileError)):
        campaign("{nme}", AudienceFile(path, watcher=Watcher()), rates=CARD)
    assert read == 0


def test_broken_rows_of_a_file_are_failures(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"phone,name\n{GB}\n{GB},Ann\n", encoding="utf-8")
    found = reckoned(path, "Hi {name}")
    assert (found.failed, found.messages) == (1, 1)
    assert found.examples[0][1:] == (0, "", "the row has 1 value, not 2", 1, f"{path}:2")


@pytest.mark.parametrize(
    ("name", "octets", "error"),
    [
        ("a.csv", b"", MalformedFileError),
        ("a.csv", b"phone\n", CampaignError),
        ("a.csv", b"phone,phone\n1,2\n", MalformedFileError),
        ("a.csv", b"phone\n\xff\n", UndecodableFileError),
        ("a.jsonl", b"", CampaignError),
        ("a.jsonl", b"[", MalformedFileError),
        ("a.parquet", b"PAR1", UnreadableFileError),
        ("a.txt", b"", CampaignError),
    ],
)
def test_files_that_are_no_audience_are_errors(
    name: str, octets: bytes, error: type[Exception], tmp_path: Path
) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(octets)
    with pytest.raises(error, match="a\\."):
        reckoned(tmp_path / name)


def test_a_file_that_is_absent_is_an_error() -> None:
    with pytest.raises(UnreadableFileError):
        reckoned("absent.csv")


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").write_bytes(b"")
    original = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=r"sms-segmenter\[arrow\]"):
        reckoned(tmp_path / "a.parquet")


# --- Size -------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_memory_keeps_below_100_octets_a_recipient() -> None:
    rows = 44_000  # then the table of numbers has just grown
    draw = random.Random(1)

    def audience(rows: int) -> Iterator[dict[str, str]]:
        for place in range(rows):
            name = f"name {place}" + "’" * (place % 4 == 0)
            yield {"to": f"+447{draw.randrange(10**9):09}", "name": name}

    template = "Hi {name}" + "!" * 60
    reckoned(audience(1000), template)  # what is imported or built once is no recipient's
    tracemalloc.start()
    found = reckoned(audience(rows), template)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.messages == rows
    assert peak / rows < 100


def test_rows_may_be_pairs_of_a_recipient_and_values() -> None:
    card = RateCard([Rate(price="0.04", currency="EUR", prefix="44", country="GB")])
    pairs = [("+447700900123", {"name": "Ann"}), ("+447700900124", {"name": "Bo"})]
    rows = [{"recipient": number, **values} for number, values in pairs]
    assert campaign("Hi {name}", pairs, rates=card) == campaign("Hi {name}", rows, rates=card)
    named = [("+447700900123", {"recipient": "Ann"})]  # a placeholder of the same name is a value
    found = campaign("Hi {recipient}", named, rates=card)
    assert (found.messages, found.dearest[0].text) == (1, "Hi Ann")


def test_a_channel_in_capitals_is_the_channel() -> None:
    card = RateCard([Rate(price="0.04", currency="EUR", channel="sms")])
    assert campaign("Hi", [{"phone": "+447700900123"}], rates=card, channel="SMS").messages == 1


DASHED = "Hi {name} – your order is ready"


def test_a_template_that_is_ucs2_by_itself_says_which_character_and_what_to_type() -> None:
    audience = people(GB, GB, name="x" * 60)
    result = campaign(DASHED, audience, rates=CARD)
    assert result.own_text is not None
    assert [(character.character, character.cure) for character in result.own_text.offenders] == [
        ("–", "type - (lossless)")
    ]
    typed = campaign(DASHED.replace("–", "-"), audience, rates=CARD)
    assert result.typed_saving is not None
    assert result.typed_saving.segments == result.segments - typed.segments == 2
    assert result.typed_saving.costs[0].expected == result.expected - typed.expected


def test_an_extension_character_of_the_template_that_costs_a_segment_is_named() -> None:
    result = campaign("Hi {name}, only 5 €", people(GB, name="x" * 147), rates=CARD)
    assert result.own_text is not None
    assert [character.character for character in result.own_text.two_septets] == ["€"]
    assert result.plain_saving is not None
    assert (result.plain_saving.messages, result.plain_saving.segments) == (1, 1)
    short = campaign("Hi {name}, only 5 €", people(GB, name="x"), rates=CARD)
    assert short.plain_saving is not None
    assert short.plain_saving.segments == 0


def test_the_line_break_that_ends_a_template_is_reported_where_it_adds_a_segment() -> None:
    result = campaign("Hi {name}\n", [*people(GB, name="x" * 157), *people(GB, name="x")], rates=CARD)
    assert result.line_break_saving is not None
    assert (result.line_break_saving.messages, result.line_break_saving.segments) == (1, 1)
    assert campaign("Hi {name}", people(GB, name="x"), rates=CARD).line_break_saving is None


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("Hi {{name}}", "syntax='mustache'"),
        ("Hi [name]", "write {name}"),
        ("Hi %name%", "write {name}"),
        ("Hi <<name>>", "write {name}"),
        ("Hi", "these columns are not used: name"),
        ("Hi {name}", ""),
    ],
)
def test_a_placeholder_of_another_syntax_is_not_priced_silently(template: str, said: str) -> None:
    result = campaign(template, people(GB, name="Ann"), rates=CARD)
    assert said in result.unused
    assert bool(result.unused) == bool(said)


def test_a_workbook_is_an_audience(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    for row in (
        ["Phone", "name", "sum", "day"],
        [447700900123, "Ann_x000D_\nBo", 12.5, date(2026, 11, 22)],
        [None] * 4,
    ):
        book.active.append(row)
    path = tmp_path / "people.xlsx"
    book.save(path)
    result = campaign("{name} {sum} {day}", path, rates=CARD)
    assert result.messages == 1
    assert result.dearest[0].text == "Ann\r\nBo 12.5 2026-11-22"
    assert result.dearest[0].place == f"{path}:2"


def test_a_broken_workbook_is_reported(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"phone\n1\n")
    with pytest.raises(UnreadableFileError, match=r"not readable as \.xlsx"):
        campaign("Hi", path, rates=CARD)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.tsv", f"phone\tname\n{GB}\tAnn\n"),
        ("people.csv", f"sep=;\r\nphone;name\r\n{GB};Ann\r\n"),
        ("people.csv", f'phone;name\n="{GB}";Ann\n'),
    ],
)
def test_an_audience_is_read_as_excel_saves_it(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    result = campaign("Hi {name}", path, rates=CARD)
    assert (result.messages, result.dearest[0].text) == (1, "Hi Ann")


# --- In parts ---------------------------------------------------------------------------------------------


class Parts(AudienceFile):
    """Takes its rows in several tallies, those of a recipient in one, and merges them, as a cluster does."""

    parts = 1

    def take_all(self, columns: AudienceColumns, tally: Tally) -> int:
        self.here = ""
        tally.place_of = self.place
        others = [deepcopy(tally, {id(self): self}) for _ in range(self.parts)]
        if self.parts == 5:  # then the tally that takes those of others has rows of its own
            others[0] = tally
        indices: list[list[int]] = [[] for _ in others]
        count = 0
        for index, row in enumerate(super().rows(columns.wanted)):
            if not index:
                columns.begin(self.columns, self.path)
                for other in others:
                    other.columns = columns
            assert not isinstance(row, str)
            part = sum(ord(sign) for sign in str(row["to"]) if sign.isdigit()) % self.parts
            self.here = super().place(row)
            others[part].take(len(indices[part]), row)
            indices[part].append(index)
            count += 1
        for other, own in zip(others, indices, strict=True):
            other.renumber(own.__getitem__)
            if other is not tally:
                tally.merge(other)
        return count

    def place(self, row: object) -> str:
        return "" if isinstance(row, str) else self.here


MANY_KINDS = RateCard(
    [
        *CARD.rates,
        Rate(price="0.02", currency="EUR", country="JE", prefix="441534"),
        Rate(price="0.5", currency="EUR", country="FR", per="month"),
        Rate(price="0.06", currency="EUR", country="FR", prefix="33"),
        Rate(price=None, currency="EUR", country="FR", mcc="208", mnc="01"),
        Rate(price="0.09", currency="USD", country="CA", prefix="1204"),
    ]
)
HEADS = [
    "+4477009",
    "+441534",
    "+4915",
    "+1202",
    "+1204",
    "+336",
    "+7916",
    "+3906",
    "0044 7700 ",
    "44(0)77",
    "'+4479",
    "x",
]
NAMES = ["Ann", "Zoë", "Şule", "李", "", " ", "Bartholomew the long-winded " * 5, "’" * 30]


@pytest.mark.parametrize("parts", [1, 2, 5])
@pytest.mark.parametrize("seed", range(4))
def test_parts_of_an_audience_merge_into_the_whole(tmp_path: Path, seed: int, parts: int) -> None:
    drawn = random.Random(seed)
    lines = ["to,name,country,mcc,mnc"]
    for _ in range(120):
        number = drawn.choice(HEADS) + str(drawn.randrange(30)).rjust(6, "0")
        keys = drawn.choice(
            [",,", ",,", ",,", "GB,,", "DE,,", "DE,262,01", ",208,01", "FR,208,01", "XX,,", ",2,"]
        )
        lines.append(f"{number},{drawn.choice(NAMES)},{keys}")
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    options: dict[str, Any] = {"rates": MANY_KINDS, "keep": 4, "drop_duplicates": seed % 2 == 1}
    template = "Hi {name}, " + "your table is ready; " * 6 + "– {name}"
    whole = campaign(template, path, **options)
    audience = Parts(path)
    audience.parts = parts
    merged = campaign(template, audience, **options)
    assert merged.as_dict() == whole.as_dict()
    assert whole.invalid
    assert whole.duplicates
    assert whole.rejected
    assert whole.blank
    assert whole.cleaned > 1


def test_a_row_without_a_line_has_no_place() -> None:
    found = campaign("Hi", people(GB, "x"), rates=CARD)
    (dearest,), (example,) = found.dearest, found.examples
    facts = {"index": 0, "recipient": GB, "country": "GB", "network": None, "segments": 1, "text": "Hi"}
    counted = {"cost": dearest.cost.as_dict(), "count": dearest.count.as_dict(), "place": None}
    assert dearest.as_dict() == facts | counted
    assert example.as_dict()["place"] is None
    assert dearest._replace(place="a.csv:2").as_dict()["place"] == "a.csv:2"
    told = {"trouble": "invalid", "index": 1, "recipient": "x", "reason": example.reason, "rows": 1}
    assert example._replace(place="a.csv:3").as_dict() == told | {"place": "a.csv:3"}


@pytest.mark.parametrize("kind", [Recipient, TroubledRow])
def test_the_place_of_a_row_may_be_missing(kind: type[Recipient | TroubledRow]) -> None:
    types = kind.json_types()
    assert types["place"] == str | None
    assert set(types) == set(kind._fields)
    assert types["index"] is int


def test_of_the_troubles_those_of_most_rows_come_first() -> None:
    found = campaign("Hi", people("+79160000001", "+3906000000", "+3906000001", "+3906000002"), rates=CARD)
    assert [(one.trouble, one.rows) for one in found.examples] == [
        (Trouble.UNPRICED, 3),
        (Trouble.REJECTED, 1),
    ]
    found = campaign("Hi", people(GB, "+3906000000", *["+5511999998888"] * 2), rates=CARD)
    assert [(one.index, one.rows) for one in found.examples if one.trouble is Trouble.UNPRICED] == [
        (2, 2),
        (1, 1),
    ]


class Block(AudienceFile):
    """Hands over its rows as one block of the same way, as columns do."""

    def take_all(self, columns: AudienceColumns, tally: Tally) -> int:
        rows = list(super().rows(columns.wanted))
        columns.begin(self.columns, self.path)
        way = tally.ways.of(GB[1:], (None, None, None))
        way.cell(1).counts[0] = len(rows)
        self.asked: list[int] = []
        tally.take_highest(way, 1, range(len(rows)), self.recipient_of)
        return len(rows)

    def recipient_of(self, index: int) -> Recipient:
        self.asked.append(index)
        cost = campaign("Hi", people(GB), rates=CARD).total.costs[0]
        return Recipient(index, GB, "GB", None, cost, 1, count("Hi"), "Hi")


def test_of_a_block_of_messages_that_cost_the_same_only_the_first_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("to\n" + f"{GB}\n" * 9, encoding="utf-8")
    block = Block(path)
    found = campaign("Hi", block, rates=CARD, keep=2)
    assert (found.messages, block.asked) == (9, [0, 1])
    assert [recipient.index for recipient in found.dearest] == [0, 1]
