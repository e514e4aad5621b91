"""Names of countries: each way a price list writes them is read, and none that several share."""

from collections import defaultdict

import pytest

from segmenter.pricing.cards.names import _names, _plain, country_named, like_a_country
from segmenter.pricing.cards.tables.codes import COUNTRIES


def test_every_country_has_a_name_and_no_name_has_two_countries() -> None:
    assert _names().keys() == COUNTRIES
    countries = defaultdict(set)
    for country, names in _names().items():
        for name in names:
            countries[_plain(name)].add(country)
    assert not [name for name, owners in countries.items() if len(owners) > 1]


@pytest.mark.parametrize("library", ["babel", "phonenumbers"])
def test_names_that_other_tables_have_are_read(library: str) -> None:
    pytest.importorskip(library)
    if library == "babel":
        from babel import Locale

        theirs = dict(Locale("en").territories)
    else:
        from phonenumbers.geodata.locale import LOCALE_DATA

        theirs = {country: names.get("en", "") for country, names in LOCALE_DATA.items()}
    named = {
        country: name for country, name in theirs.items() if country in COUNTRIES and name[:1] not in "*"
    }
    assert {country: country_named(name) for country, name in named.items()} == {one: one for one in named}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Czechia", "CZ"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("North Macedonia", "MK"),
        ("Eswatini", "SZ"),
        ("Swaziland", "SZ"),
        ("Viet Nam", "VN"),
        ("Kosovo", "XK"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("UAE", "AE"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Macau", "MO"),
        ("The Netherlands", "NL"),
        ("Netherlands (Kingdom of the)", "NL"),
        ("Russian Federation (the)", "RU"),
        ("Korea (the Republic of)", "KR"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Korea, Rep.", "KR"),
        ("Congo, Dem. Rep.", "CD"),
        ("Congo (the Democratic Republic of the)", "CD"),
        ("Bolivia", "BO"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Venezuela, Bolivarian Republic of", "VE"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Tanzania, the United Republic of", "TZ"),
        ("Moldova, Republic of", "MD"),
        ("Lao People's Democratic Republic (the)", "LA"),
        ("Syrian Arab Republic", "SY"),
        ("Falkland Islands (the) [Malvinas]", "FK"),
        ("Virgin Islands (U.S.)", "VI"),
        ("Virgin Islands, British", "VG"),
        ("St Kitts & Nevis", "KN"),
        ("Taiwan (Province of China)", "TW"),
    ],
)
def test_a_well_known_name_of_a_country_was_refused(name: str, country: str) -> None:
    assert country_named(name) == country


@pytest.mark.parametrize(
    "name",
    ["Virgin Islands", "USA/Canada", "Korea", "Atlantis", "Europe", "Northern Ireland", "", "?", "Islands"],
)
def test_a_name_of_several_countries_or_none_is_not_guessed(name: str) -> None:
    assert country_named(name) is None


def test_the_nearest_name_is_suggested() -> None:
    assert like_a_country("GERMNY") == "; did you mean Germany?"
    assert like_a_country("xyzzy") == ""
