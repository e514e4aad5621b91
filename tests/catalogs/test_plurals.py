"""Plural categories: those of CLDR, as Babel reads them."""

from pathlib import Path

import pytest
from babel import Locale

from scripts.make_plurals import table
from segmenter.catalogs import plural_table
from segmenter.catalogs.plurals import SAMPLES, categories, category, is_known

LANGUAGES = [
    "ar",
    "br",
    "cs",
    "cy",
    "da",
    "de",
    "en",
    "es",
    "fil",
    "fr",
    "ga",
    "gd",
    "he",
    "hu",
    "it",
    "ja",
    "lt",
    "lv",
    "mt",
    "pl",
    "pt",
    "pt_PT",
    "ro",
    "ru",
    "sk",
    "sl",
    "sv",
    "uk",
    "zh",
]


def test_the_table_is_what_the_script_makes() -> None:
    assert Path(plural_table.__file__).read_text("utf-8") == table(), "run python scripts/make_plurals.py"


@pytest.mark.parametrize("name", LANGUAGES)
def test_categories_are_those_of_babel(name: str) -> None:
    locale = Locale.parse(name)
    for number in SAMPLES:
        assert category(name, number) == locale.plural_form(number)
        assert category(name, number, ordinal=True) == locale.ordinal_form(number)


def test_a_region_has_the_rules_of_its_language_unless_it_has_its_own() -> None:
    assert (category("pt-BR", 0), category("pt-PT", 0), category("sr@latin", 21)) == ("one", "other", "one")


def test_an_unknown_language_has_one_category() -> None:
    assert not is_known("")
    assert categories("xx") == ("other",)
