"""Numbering plans: the tables against libphonenumber's, and their look-ups."""

import pytest

from segmenter.pricing.cards.numbering import (
    CALLING_CODES,
    MOBILE_COUNTRY_CODES,
    countries_of_prefix,
    country_of,
    whole_mnc,
)
from segmenter.pricing.cards.tables.codes import COUNTRIES


def test_calling_codes_are_libphonenumbers() -> None:
    phonenumbers = pytest.importorskip("phonenumbers")
    published = {
        str(code): tuple(region for region in regions if region in COUNTRIES)
        for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    }
    assert {code: regions for code, regions in published.items() if regions} == CALLING_CODES


@pytest.mark.parametrize("table", [CALLING_CODES, MOBILE_COUNTRY_CODES])
def test_tables_hold_codes_of_countries(table: dict[str, tuple[str, ...]]) -> None:
    assert all(code.isdecimal() and len(code) <= 3 for code in table)
    assert {country for countries in table.values() for country in countries} <= COUNTRIES


def test_calling_codes_are_free_of_prefixes() -> None:
    assert not [
        one for one in CALLING_CODES for end in (1, 2) if end < len(one) and one[:end] in CALLING_CODES
    ]


def test_a_prefix_longer_or_shorter_than_its_code() -> None:
    assert countries_of_prefix("49151") == ("DE",)
    assert countries_of_prefix("1876")[0] == "US"
    assert countries_of_prefix("") == countries_of_prefix("35") == ()


def test_what_is_known_of_a_country_is_taken_together() -> None:
    assert country_of(prefix="47", mcc="242", name="Norway") == "NO"
    assert country_of(prefix="49", mcc="234") is None
    assert country_of(name="Germany") is None
    assert country_of(prefix="39", name="Holy See") == "VA"


def test_zeros_of_network_codes() -> None:
    assert [whole_mnc(mcc, "4") for mcc in ("234", "310", None)] == ["04", "004", "04"]
    assert whole_mnc("310", "410") == "410"
