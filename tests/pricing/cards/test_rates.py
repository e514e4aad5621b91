"""Rates: what a row may hold, and what each wrong value is told."""

import pickle
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from segmenter.channels.messages import Channel
from segmenter.pricing import ChargeOn, Per, Rate, RateError
from segmenter.pricing.cards.rates import KEYS, amount


def test_a_rate_needs_a_price_and_a_currency_alone() -> None:
    rate = Rate(price="0.0475", currency="EUR")
    assert (rate.price, rate.per, rate.fee) == (Decimal("0.0475"), Per.SEGMENT, Decimal(0))
    assert set(rate.keys) == {None}


def test_words_become_members() -> None:
    rate = Rate(price=1, currency="EUR", channel="rcs", per="message", charge_on="delivered")
    assert (rate.channel, rate.per, rate.charge_on) == (Channel.RCS, Per.MESSAGE, ChargeOn.DELIVERED)


def test_no_price_is_a_rejection() -> None:
    assert Rate(price=None, currency="EUR").price is None


@pytest.mark.parametrize(
    "written", ["1,5", "NaN", "Infinity", "-1", "1e3", "", " 1", "1.", ".5", "１", "1" * 16]
)
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(written)}$"):
        amount(written)
    with pytest.raises(RateError) as caught:
        Rate(price=written, currency="EUR", path="rates.csv", line=3)
    assert (caught.value.column, caught.value.value, caught.value.line) == ("price", written, 3)
    assert str(caught.value).startswith("rates.csv:3: price is ")


@pytest.mark.parametrize("value", [0.5, True, None, b"1"])
def test_a_float_holds_no_exact_price(value: Any) -> None:
    with pytest.raises(TypeError):
        amount(value)


def test_a_decimal_that_is_no_amount_is_refused() -> None:
    for value in (Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal(-1), Decimal("1E+30")):
        with pytest.raises(ValueError, match=r"^(NaN|sNaN|Infinity|-1|1E\+30)$"):
            amount(value)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("currency", "EURO", "must be an ISO 4217 code"),
        ("currency", "eur", "EUR"),
        ("country", "UK", "GB"),
        ("country", "gb", "write GB"),
        ("mcc", "23", "three digits"),
        ("mnc", "1", "two or three digits"),
        ("prefix", "+44", "the digits that numbers begin with"),
        ("prefix", "044", "the digits that numbers begin with"),
        ("channel", "fax", "one of sms, mms"),
        ("per", "word", "one of segment, message, session, month"),
        ("charge_on", "read", "one of accepted, sent, delivered"),
        ("fee", "x", "write digits"),
        ("minimum", "-1", "write digits"),
        ("tier_from", -1, "whole number from 0"),
        ("tier_from", True, "whole number from 0"),
        ("valid_from", datetime(2026, 1, 1), "must be a date"),
        ("valid_to", "2026-01-01", "must be a date"),
    ],
)
def test_each_wrong_value_names_its_column_and_what_may_stand_there(
    column: str, value: Any, said: str
) -> None:
    values: dict[str, Any] = {"price": 1, "currency": "EUR", column: value}
    with pytest.raises(RateError, match=said) as caught:
        Rate(**values)
    assert (caught.value.column, caught.value.value) == (column, value)
    assert isinstance(caught.value, ValueError)


def test_days_must_be_in_order() -> None:
    with pytest.raises(RateError, match="before valid_from"):
        Rate(price=1, currency="EUR", valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 31))
    Rate(price=1, currency="EUR", valid_from=date(2026, 2, 1), valid_to=date(2026, 2, 1))


def test_specificity_follows_the_order_of_the_keys() -> None:
    values = {"mnc": "10", "mcc": "234", "prefix": "4", "number_type": "mobile", "category": "otp"}
    rates = [Rate(price=1, currency="EUR", **{key: values[key]}) for key in KEYS[:5]]  # type: ignore[arg-type]
    rates.append(Rate(price=1, currency="EUR", country="GB"))
    rates.append(Rate(price=1, currency="EUR", channel="sms"))
    rates.append(Rate(price=1, currency="EUR"))
    assert sorted(rates, key=lambda rate: rate.specificity, reverse=True) == rates


def test_a_row_names_its_place_or_its_keys() -> None:
    assert Rate(price=1, currency="EUR", path="rates.csv", line=7).place == "rates.csv:7"
    assert Rate(price=1, currency="EUR", country="GB", mcc="234").place == "the rate for country GB, mcc 234"
    assert Rate(price=1, currency="EUR").place == "the rate for everything"


def test_errors_survive_pickling() -> None:
    error = RateError("is 'x'", "write digits", path="rates.csv", line=3, key="price", value="x")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.line, again.value) == (str(error), 3, "x")
