"""Twilio's prices: what of an answer becomes a row, and what is refused."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from segmenter.pricing.cards.checks import check
from segmenter.pricing.cards.loading import load
from segmenter.pricing.cards.published import read_didww, read_twilio, read_vonage
from segmenter.pricing.errors import RateError


def answer(**changes: Any) -> dict[str, Any]:
    return {
        "country": "United Kingdom",
        "inbound_sms_prices": [{"base_price": "0.0075", "current_price": "0.0075", "number_type": "mobile"}],
        "iso_country": "GB",
        "outbound_sms_prices": [
            {
                "carrier": "O2",
                "mcc": "234",
                "mnc": "2",
                "prices": [
                    {"number_type": "mobile", "base_price": "0.042", "current_price": "0.0400"},
                    {"number_type": "shortcode", "base_price": "0.042", "current_price": "0.0410"},
                ],
            },
            {
                "carrier": "Other",
                "mcc": "234",
                "mnc": "994",
                "prices": [{"number_type": "mobile", "base_price": "0.05", "current_price": "0.05"}],
            },
        ],
        "price_unit": "USD",
        "url": "https://pricing.twilio.com/v1/Messaging/Countries/GB",
    } | changes


def one(**changes: Any) -> dict[str, Any]:
    price = {"number_type": "mobile", "base_price": "0.05", "current_price": "0.05"}
    return answer(
        outbound_sms_prices=[{"carrier": "O2", "mcc": "234", "mnc": "10", "prices": [price]} | changes]
    )


def test_each_network_and_type_of_sender_has_a_row_at_the_current_price() -> None:
    rows = read_twilio(answer())
    assert [(row.mcc, row.mnc, row.number_type, str(row.price)) for row in rows] == [
        ("234", "02", "mobile", "0.0400"),
        ("234", "02", "shortcode", "0.0410"),
        ("234", "994", "mobile", "0.05"),
    ]
    assert {(row.channel, row.country, row.currency, row.per) for row in rows} == {
        ("sms", "GB", "USD", "segment")
    }
    assert rows[0].source == "Twilio Pricing API: O2"


def test_text_octets_and_parsed_json_are_read_alike() -> None:
    text = json.dumps(answer())
    assert read_twilio(text) == read_twilio(text.encode()) == read_twilio(answer())
    assert read_twilio([answer(), answer(iso_country="IE")])[3].country == "IE"


def test_a_file_of_it_is_a_rate_card(tmp_path: Path) -> None:
    for name, content in {"one.json": answer(), "many.json": [answer()]}.items():
        (tmp_path / name).write_text(json.dumps(content))
        rates = load(tmp_path / name)
        assert rates == read_twilio(answer())
        assert rates[0].path == str(tmp_path / name)


def test_several_network_codes_of_a_carrier_have_a_row_each() -> None:
    assert [row.mnc for row in read_twilio(one(mnc=["10", "11"]))] == ["10", "11"]


def test_a_carrier_without_codes_is_of_any_network() -> None:
    rows = read_twilio(one(mcc=None, mnc=""))
    assert [(row.mcc, row.mnc) for row in rows] == [(None, None)]


def test_rows_that_say_the_same_are_one() -> None:
    twice = answer()
    twice["outbound_sms_prices"] *= 2
    assert read_twilio(twice) == read_twilio(answer())


def test_zeros_come_back_where_networks_have_three_digits() -> None:
    assert read_twilio(one(mcc="310", mnc="10"))[0].mnc == "010"


def test_numbers_of_json_keep_their_digits_and_floats_are_refused() -> None:
    text = json.dumps(one()).replace('"current_price": "0.05"', '"current_price": 0.0500')
    assert str(read_twilio(text)[0].price) == "0.0500"
    assert read_twilio(one(prices=[{"current_price": Decimal("0.05")}]))[0].price == Decimal("0.05")
    with pytest.raises(RateError, match="is a float, which holds no exact amount; parse the JSON with"):
        read_twilio(json.loads(text))


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"outbound_sms_prices": {}}, "outbound_sms_prices", "is not a list"),
        ({"outbound_sms_prices": [7]}, "outbound_sms_prices[0].mcc", "is not an object"),
        ({"iso_country": None}, "iso_country", "is missing"),
        ({"price_unit": None}, "price_unit", "is empty"),
        ({"price_unit": 7}, "price_unit", "is '7'"),
        ({"iso_country": "UK"}, "iso_country", "is 'UK'; write GB"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(changes: dict[str, Any], column: str, said: str) -> None:
    with pytest.raises(RateError) as caught:
        read_twilio(answer(**changes), path="gb.json")
    assert (caught.value.path, caught.value.column.startswith(column.partition(".")[0])) == ("gb.json", True)
    assert said in str(caught.value)


def test_a_country_whose_prices_are_null_has_no_row(tmp_path: Path) -> None:
    assert read_twilio(answer(outbound_sms_prices=None)) == ()
    without = {key: value for key, value in answer().items() if key != "outbound_sms_prices"}
    with pytest.raises(RateError, match="outbound_sms_prices is missing"):
        read_twilio(without)
    path = tmp_path / "two.json"
    path.write_text(json.dumps([answer(), answer(iso_country="FJ", outbound_sms_prices=None)]))
    (found,) = check(path).findings
    assert (found.rule, found.severity) == ("SEG809", "warning")
    assert "FJ is listed without a price" in found.message


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            {"code": 20003, "message": "Authenticate", "status": 401},
            "a failed request, not a price list: 'Authenticate'; ask again",
        ),
        ({"error-code": "401", "error-code-label": "authentication failed"}, "authentication failed"),
        (
            {"type": "https://x", "title": "Unauthorized", "detail": "wrong key"},
            "a failed request, not a price list: 'wrong key'",
        ),
        (
            {"errors": [{"title": "Forbidden", "status": "403"}]},
            "a failed request, not a price list: 'Forbidden'",
        ),
        (
            {"countries": [{"country": "UK", "iso_country": "GB", "url": "x"}]},
            "is Twilio's list of countries",
        ),
        ({"page": "1", "_embedded": {"countries": [{"price": "1"}]}}, "Vonage's Pricing API v2"),
    ],
)
def test_what_is_no_price_list_is_told_as_what_it_is(
    document: dict[str, Any], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document))
    for read in (read_twilio, read_vonage, read_didww):
        with pytest.raises(RateError) as caught:
            read(document)
        assert said in str(caught.value)
    with pytest.raises(RateError) as caught:
        load(path)
    assert said in str(caught.value)


def test_an_error_without_a_file_does_not_begin_with_a_line() -> None:
    with pytest.raises(RateError, match=r"^line 1, column 1: not JSON: Expecting value; give the answer"):
        read_twilio("nope")


def test_a_wrong_price_is_told_with_its_place() -> None:
    with pytest.raises(RateError) as caught:
        read_twilio(one(prices=[{"current_price": "0,05", "number_type": "mobile"}]))
    assert caught.value.column == "outbound_sms_prices[0].prices[0].current_price"
    assert caught.value.value == "0,05"
    with pytest.raises(RateError, match="current_price is empty"):
        read_twilio(one(prices=[{"base_price": "0.05"}]))


@pytest.mark.parametrize(
    "text", ["", "{", "7", "null", '{"code": 20404}', '{"a": NaN}', b"\xff", '{"a":1,"a":2}']
)
def test_what_is_no_answer_is_refused(text: str | bytes) -> None:
    with pytest.raises(RateError):
        read_twilio(text, path="gb.json")
