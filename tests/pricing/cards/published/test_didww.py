"""DIDWW's prices: wildcards, codes that lost their zeros, rejected destinations, and the price file."""

import json
from pathlib import Path
from typing import Any

import pytest

from segmenter.pricing.cards.loading import load
from segmenter.pricing.cards.published import read_didww
from segmenter.pricing.errors import RateError


def price(**changes: Any) -> dict[str, Any]:
    return {
        "source_prefix": None,
        "destination_prefix": "44",
        "country": "United Kingdom",
        "mcc": 234,
        "mcc_name": "United Kingdom",
        "mnc": 2,
        "mnc_name": "O2",
        "reject_sms": False,
        "price": "0.0525",
    } | changes


def listed(*prices: dict[str, Any]) -> dict[str, Any]:
    return {"data": [{"id": "7", "type": "prices", "attributes": each} for each in prices], "meta": {}}


def test_a_price_becomes_a_row_in_dollars() -> None:
    (row,) = read_didww(listed(price()))
    assert (row.country, row.prefix, row.mcc, row.mnc, str(row.price)) == ("GB", "44", "234", "02", "0.0525")
    assert (row.currency, row.channel, row.per, row.number_type) == ("USD", "sms", "segment", None)


def test_null_applies_to_any() -> None:
    blank = dict.fromkeys(("destination_prefix", "country", "mcc", "mcc_name", "mnc", "mnc_name"))
    (row,) = read_didww(listed(price(**blank)))
    assert row.keys == (None, None, None, None, None, None, "sms")


@pytest.mark.parametrize(
    ("changes", "country"),
    [
        ({"mcc": None, "mnc": None, "country": "Germany", "destination_prefix": "49"}, "DE"),
        ({"mcc": None, "mnc": None, "country": "U.S. Virgin Islands", "destination_prefix": "1340"}, "VI"),
        ({"mcc": None, "mnc": None, "country": "St. Kitts & Nevis", "destination_prefix": "1869"}, "KN"),
        ({"mcc": None, "mnc": None, "country": "Russian Federation", "destination_prefix": "7"}, "RU"),
        ({"mcc": None, "mnc": None, "country": None}, None),
        ({"mcc": 234, "country": "Jersey"}, "JE"),
        ({"mcc": 262, "country": None, "destination_prefix": None}, "DE"),
    ],
)
def test_the_country_is_what_prefix_network_and_name_leave(
    changes: dict[str, Any], country: str | None
) -> None:
    assert read_didww(listed(price(**changes)))[0].country == country


def test_a_rejected_destination_is_a_row_that_says_so() -> None:
    (row,) = read_didww(listed(price(reject_sms=True, price=None)))
    assert row.price is None
    with pytest.raises(RateError, match="one of the two is wrong"):
        read_didww(listed(price(reject_sms=True)))
    with pytest.raises(RateError, match="price is empty"):
        read_didww(listed(price(price=None)))


def test_a_price_for_certain_senders_has_a_number_type_of_its_own() -> None:
    rows = read_didww(listed(price(), price(source_prefix="4477", price="0.04")))
    assert [row.number_type for row in rows] == [None, "from 4477"]


def test_rows_that_say_the_same_are_one() -> None:
    assert len(read_didww(listed(price(), price(), price(price="0.06")))) == 2


def test_prices_of_inbound_messages_are_refused() -> None:
    with pytest.raises(RateError, match="belongs to prices of inbound SMS"):
        read_didww(listed(price(source_number_length_min=1)))


def test_the_price_file_says_the_same_as_the_look_up(tmp_path: Path) -> None:
    (tmp_path / "prices.csv").write_text(
        "Source prefix,Destination prefix,Country,MCC,MCC name,MNC,MNC name,Reject SMS,Price\n"
        ",44,United Kingdom,234,United Kingdom,2,O2,false,0.0525\n"
        ",49,Germany,,,,,true,\n"
    )
    (tmp_path / "prices.json").write_text(
        json.dumps(
            listed(
                price(),
                price(destination_prefix="49", country="Germany", mcc=None, mnc=None)
                | {"reject_sms": True, "price": None},
            )
        )
    )
    rates = load(tmp_path / "prices.csv")
    assert rates == load(tmp_path / "prices.json")
    assert [rate.line for rate in rates] == [2, 3]


@pytest.mark.parametrize(
    ("row", "line", "column"),
    [
        (",44,,,,,,no,1,5\n", 2, "price"),
        (",44,,,,,,perhaps,1\n", 2, "reject_sms"),
        (",44,,,,,,,x\n", 2, "price"),
    ],
)
def test_a_wrong_cell_of_the_price_file_is_told(tmp_path: Path, row: str, line: int, column: str) -> None:
    header = "Source prefix,Destination prefix,Country,MCC,MCC name,MNC,MNC name,Reject SMS,Price\n"
    (tmp_path / "prices.csv").write_text(header + row)
    with pytest.raises(RateError) as caught:
        load(tmp_path / "prices.csv")
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"errors": []}, "data is missing"),
        ({"data": [{}]}, "attributes is not an object"),
        ({"data": 7}, "data is not a list"),
        (listed(price(mcc=23.4)), "is 23.4; it must be text"),
        (listed(price(price=0.5)), "is a float"),
        (listed(price(reject_sms="maybe")), "it must be true or false"),
        (listed(price(reject_sms=7)), "it must be true or false"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(document: Any, said: str) -> None:
    with pytest.raises(RateError) as caught:
        read_didww(document)
    assert said in str(caught.value)
