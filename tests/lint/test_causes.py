"""Causes: where there is nothing to say, then by how much and because of which characters."""

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.causes import causes, forcing
from segmenter.lint.messages import CatalogMessage
from segmenter.lint.settings import DEFAULTS
from segmenter.providers import profile


def message(text: str, **fields: object) -> CatalogMessage:
    return CatalogMessage(Entry("a", text, 1, **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["a" * 160, "€" * 80])
def test_a_text_that_fits_has_no_cause(text: str) -> None:
    assert causes(message(text), 1) == ""


def test_units_lost_at_cuts_are_no_excess() -> None:
    found = message("€" * 153)
    assert found.count is not None
    assert (found.count.segments, causes(found, 2)) == (3, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It’s", "’ U+2019 RIGHT SINGLE QUOTATION MARK forces UCS-2"),
        ("a\u200bb", "U+200B ZERO WIDTH SPACE forces UCS-2"),
        ("“ą”", "“ ą ” force UCS-2"),
        ("Заказ готов", "З а к and 5 more force UCS-2"),
        ("Great ❤️", "❤️ U+2764 HEAVY BLACK HEART forces UCS-2"),
        ("plain", ""),
    ],
)
def test_the_characters_that_force_ucs2_are_named(text: str, words: str) -> None:
    assert forcing(message(text)) == words


def test_the_name_of_a_placeholder_forces_nothing() -> None:
    assert forcing(message("Code ’ {zażółć}", syntax="brace")).startswith("’ U+2019")


def test_isolates_are_named_where_they_alone_force_ucs2() -> None:
    found = message("Code {c}.", syntax="brace", isolated=((5, 8),))
    assert forcing(found) == "U+2068 and U+2069 around placeholders force UCS-2"


def test_what_the_policy_of_a_profile_allows_forces_nothing() -> None:
    settings = DEFAULTS._replace(profile=profile("telnyx"))
    found = CatalogMessage(Entry("a", "Cost: 5 €", 1), settings)
    assert found.count is not None
    assert found.count.encoding == "UCS-2"
    assert forcing(found) == "€ U+20AC EURO SIGN forces UCS-2"
