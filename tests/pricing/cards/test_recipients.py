"""Recipients: every number that `phonenumbers` ships is read as its own country's, or as one of several."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from segmenter.pricing import Rate, RateCard, RecipientError, campaign, quote
from segmenter.pricing.cards.recipients import Numbers, _exists, regions_of
from segmenter.pricing.cards.tables.codes import COUNTRIES

REGIONS = sorted(COUNTRIES & phonenumbers.SUPPORTED_REGIONS)
MOBILES = {
    region: number
    for region in REGIONS
    if (number := phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE))
}
# Whose example mobiles `phonenumbers` reports as another region's, though they are valid in both.
SHARED = {"AX", "BL", "CC", "CX", "EH", "IM", "MF", "SJ", "VA"}


def digits_of(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164).removeprefix("+")


def test_an_international_number_is_read_as_it_is() -> None:
    assert Numbers(None).read("+447700900123") == ("447700900123", "", False)
    assert Numbers(None).read("00447700900123") == ("447700900123", "", False)
    assert Numbers("US").read("+44 (0) 7700 900123") == ("447700900123", "", False)


@pytest.mark.parametrize("region", sorted(MOBILES))
def test_every_example_mobile_is_a_number_of_its_country(region: str) -> None:
    digits = digits_of(MOBILES[region])
    assert Numbers(None).read(f"+{digits}") == (digits, "", False)
    regions = regions_of(digits)
    assert region in regions
    if region in SHARED:
        assert regions[0] != region
    else:
        assert regions[0] == region


@pytest.mark.parametrize("region", sorted(MOBILES))
def test_every_example_mobile_is_read_as_its_country_writes_it(region: str) -> None:
    digits = digits_of(MOBILES[region])
    written = phonenumbers.format_number(MOBILES[region], PhoneNumberFormat.NATIONAL)
    first, second, doubtful = Numbers(region).read(written)
    assert digits in (first, second)
    assert doubtful == bool(second)


def test_nine_countries_are_uncertain_and_their_price_is_a_range() -> None:
    card = RateCard(
        [Rate(price=number, currency="EUR", country=region) for number, region in enumerate(REGIONS, start=1)]
    )
    ranged = set()
    for region, number in MOBILES.items():
        price = quote("Hi", rates=card, recipient=f"+{digits_of(number)}")
        own = REGIONS.index(region) + 1
        assert price.low.amount <= own <= price.high.amount
        if price.low.amount != price.high.amount:
            ranged.add(region)
            assert region in price.query.countries
    assert ranged >= SHARED


@given(st.sampled_from(sorted(MOBILES)), st.integers(min_value=10**5, max_value=10**12))
def test_a_number_exists_where_phonenumbers_says_that_it_is_valid(region: str, national: int) -> None:
    code = phonenumbers.country_code_for_region(region)
    number = phonenumbers.PhoneNumber(country_code=code, national_number=national)
    if not re.match("447700900|441632960", f"{code}{national}"):
        assert _exists(f"{code}{national}") == phonenumbers.is_valid_number(number)


def test_numbers_reserved_for_fiction_are_possible() -> None:
    assert Numbers(None).read("447700900123") == ("447700900123", "", False)
    assert regions_of("447700900123")[0] == "GB"


def test_a_us_number_without_plus_is_not_a_number_of_morocco() -> None:
    assert Numbers("US").read("2125550101")[0] == "12125550101"
    with pytest.raises(RecipientError, match="too few for a number of MA"):
        Numbers(None).read("2125550101")


@pytest.mark.parametrize("written", ["07700900123", "7700900123", "447700900123", "07700 900-123"])
def test_a_british_number_that_lost_its_zero_is_not_a_number_of_russia(written: str) -> None:
    assert Numbers("GB").read(written) == ("447700900123", "", False)


def test_a_national_number_without_a_country_is_refused_or_in_doubt() -> None:
    with pytest.raises(RecipientError, match="too few for a number of RU"):
        Numbers(None).read("7700900123")
    with pytest.raises(
        RecipientError, match=r"has no country code; .* name its country \(--country, country=\)"
    ):
        Numbers(None).read("07700900123")
    with pytest.raises(RecipientError, match=r"as in \+447700900123$"):
        Numbers(None).read("+7700")
    assert Numbers(None).read("15112345678") == ("15112345678", "", True)  # a German mobile without its zero


def test_a_number_that_may_be_of_either_country_has_two_readings() -> None:
    # In Alabama by the American plan, and a mobile of Singapore without its +.
    assert Numbers("US").read("6592345678") == ("16592345678", "6592345678", True)
    card = RateCard(
        [Rate(price="0.01", currency="EUR", country="US"), Rate(price="0.04", currency="EUR", country="SG")]
    )
    result = campaign("Hi", [{"to": "6592345678"}], rates=card, country="US")
    assert (str(result.low), str(result.expected), str(result.high)) == ("0.01 EUR", "0.01 EUR", "0.04 EUR")
    assert result.examples[0].reason.startswith("may be +16592345678 or +6592345678")


@pytest.mark.parametrize(
    "written",
    [
        "'+4915112345678",
        '="+4915112345678"',
        "\u202a+4915112345678\u202c",
        "\u200b+4915112345678",
        "\ufeff+49 151 12345678",
    ],
)
def test_what_excel_puts_around_a_number_is_taken_off_and_counted(written: str) -> None:
    numbers = Numbers(None)
    assert numbers.read(written) == ("4915112345678", "", False)
    assert numbers.cleaned == 1


@pytest.mark.parametrize("written", ["4.47701E+11", "4,47701E+11", "4.4E11"])
def test_scientific_notation_says_what_excel_did(written: str) -> None:
    with pytest.raises(RecipientError, match="scientific notation, which loses digits; format the"):
        Numbers(None).read(written)


def test_a_recipient_that_is_too_short_is_refused() -> None:
    card = RateCard([Rate(price="0.04", currency="EUR", country="GB", prefix="44")])
    with pytest.raises(RecipientError, match="has 4 digits, too few for a number of GB"):
        quote("Hi", rates=card, recipient="+4477")


CARD = RateCard(
    [
        Rate(price="0.0395", currency="EUR", country="GB", prefix="44"),
        Rate(price="0.0109", currency="EUR", country="US", prefix="1"),
        Rate(price="0.09", currency="EUR", country="MA", prefix="212"),
        Rate(price="0.05", currency="EUR", country="RU", prefix="7"),
    ]
)


def test_a_campaign_of_us_numbers_is_not_priced_as_morocco() -> None:
    result = campaign("Hi", [{"to": "2125550101"}, {"to": "+12125550102"}], rates=CARD, country="US")
    assert list(result.by_country) == ["US"]
    assert (result.messages, result.uncertain) == (2, 0)


def test_a_row_is_read_by_the_plan_of_its_own_country() -> None:
    rows = [{"to": "07700900123", "country": "GB"}, {"to": "2125550101", "country": "US"}]
    assert set(campaign("Hi", rows, rates=CARD).by_country) == {"GB", "US"}


def test_uncertain_rows_are_counted_shown_and_priced_as_a_range() -> None:
    card = RateCard(
        [Rate(price="0.04", currency="EUR", country="FI"), Rate(price="0.06", currency="EUR", country="AX")]
    )
    mobile = f"+{digits_of(MOBILES['AX'])}"
    result = campaign("Hi", [{"to": mobile}], rates=card)
    assert (result.messages, result.uncertain, result.complete) == (1, 1, True)
    assert (str(result.low), str(result.high)) == ("0.04 EUR", "0.06 EUR")
    assert result.examples[0].reason == "may be a number of FI or AX"


def test_a_shared_number_is_certain_where_the_country_is_given() -> None:
    card = RateCard(
        [Rate(price="0.04", currency="EUR", country="FI"), Rate(price="0.06", currency="EUR", country="AX")]
    )
    mobile = f"+{digits_of(MOBILES['AX'])}"
    result = campaign("Hi", [{"to": mobile}], rates=card, country="AX")
    assert (result.uncertain, str(result.low), str(result.high)) == (0, "0.06 EUR", "0.06 EUR")


def test_price_and_campaign_treat_a_country_alike() -> None:
    for recipient in ("+447700900123", "2125550101", "+12125550101", "07700900123"):
        for country in ("US", "GB"):
            try:
                query = CARD.query(recipient=recipient, home=country)
            except RecipientError:
                assert campaign("Hi", [{"to": recipient}], rates=CARD, country=country).invalid == 1
                continue
            result = campaign("Hi", [{"to": recipient}], rates=CARD, country=country)
            assert list(result.by_country) == [query.country]
