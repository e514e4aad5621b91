"""Vonage's prices: what of an answer becomes a row, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from segmenter.pricing.cards.checks import check
from segmenter.pricing.cards.loading import load
from segmenter.pricing.cards.published import read_vonage
from segmenter.pricing.errors import RateError


def answer(**changes: Any) -> dict[str, Any]:
    return {
        "countryCode": "CA",
        "countryName": "Canada",
        "countryDisplayName": "Canada",
        "currency": "EUR",
        "defaultPrice": "0.00620000",
        "dialingPrefix": "1",
        "networks": [
            {
                "type": "mobile",
                "price": "0.00590000",
                "currency": "EUR",
                "mcc": "302",
                "mnc": "530",
                "networkCode": "302530",
                "networkName": "Keewaytinook Okimakanak",
            },
            {"type": "landline", "price": "0.01", "currency": "EUR", "networkCode": "CA-FIXED"},
        ],
    } | changes


def test_the_default_price_and_each_mobile_network_have_a_row() -> None:
    rows = read_vonage(answer())
    assert [(row.country, row.prefix, row.mcc, row.mnc, str(row.price), row.currency) for row in rows] == [
        ("CA", "1", None, None, "0.00620000", "EUR"),
        ("CA", None, "302", "530", "0.00590000", "EUR"),
    ]
    assert rows[1].source == "Vonage Pricing API: Keewaytinook Okimakanak"


def test_all_its_forms_are_read_from_files_too(tmp_path: Path) -> None:
    forms: dict[str, Any] = {
        "one": answer(),
        "all": {"count": "1", "countries": [answer()]},
        "list": [answer()],
    }
    for name, form in forms.items():
        assert read_vonage(form) == read_vonage(json.dumps(form)) == read_vonage(answer())
        (tmp_path / f"{name}.json").write_text(json.dumps(form))
        assert load(tmp_path / f"{name}.json") == read_vonage(answer())


def test_a_country_without_its_code_is_known_by_prefix_and_name() -> None:
    nameless: dict[str, Any] = {"countryCode": None, "networks": []}
    assert read_vonage(answer(**nameless))[0].country == "CA"
    assert read_vonage(answer(**nameless, dialingPrefix="49", countryName="?"))[0].country == "DE"
    assert read_vonage(answer(**nameless, countryName="Nowhere"))[0].country is None


def test_a_country_without_networks_or_without_a_default_is_read() -> None:
    assert len(read_vonage(answer(networks=None))) == 1
    assert len(read_vonage(answer(defaultPrice=None))) == 1


def test_a_country_without_any_price_is_a_warning_and_not_silently_gone(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    bare = {
        key: value
        for key, value in answer(countryCode="AM", dialingPrefix="374").items()
        if key != "networks"
    }
    gone = {"countryCode": "FJ", "dialingPrefix": "679", "defaultPrice": None}
    path.write_text(json.dumps({"countries": [bare, gone]}))
    found = check(path)
    assert (found.summary.rows, found.summary.countries) == (1, ("AM",))
    assert [one.message for one in found.findings] == [
        f"{path}: FJ is listed without a price, so that it has no row"
    ]
    with pytest.raises(RateError, match="networks is missing"):
        read_vonage({"countryCode": "FJ"})


def test_the_currency_is_the_networks_own_or_the_countrys_or_the_callers() -> None:
    networks = [{"price": "1", "mcc": "302", "mnc": "530"}, {"price": "1", "mcc": "302", "currency": "USD"}]
    assert [row.currency for row in read_vonage(answer(networks=networks))] == ["EUR", "EUR", "USD"]
    bare = answer(currency=None, networks=[])
    assert read_vonage(bare, currency="USD")[0].currency == "USD"
    with pytest.raises(RateError, match="currency is empty"):
        read_vonage(bare)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"defaultPrice": "x"}, "defaultPrice"),
        ({"defaultPrice": 0.5}, "defaultPrice"),
        ({"dialingPrefix": "00"}, "dialingPrefix"),
        ({"networks": 7}, "networks"),
        ({"networks": [{"mcc": "30", "mnc": "1", "price": "1"}]}, "networks[0].mcc"),
        ({"networks": [{"mcc": "302", "mnc": "530"}]}, "networks[0].price"),
        ({"countryCode": None, "dialingPrefix": None}, "countryCode"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(changes: dict[str, Any], column: str) -> None:
    with pytest.raises(RateError) as caught:
        read_vonage(answer(**changes), path="ca.json")
    assert (caught.value.path, caught.value.column) == ("ca.json", column)
