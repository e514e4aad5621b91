"""A message's cost in a few words: beside its text, and in the panel that explains it."""

from typing import Any

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.messages import CatalogMessage
from segmenter.lint.settings import Settings
from segmenter.providers import profile
from segmenter.report.in_place import about_words, cost_words
from segmenter.templates import Variable


def message(text: str, settings: Settings | None = None, **fields: Any) -> CatalogMessage:
    return CatalogMessage(Entry("a", text, 1, **fields), settings or Settings())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hi", "1 segment, GSM-7"),
        ("a" * 161, "2 segments, GSM-7"),
        ("It’s", "1 segment, UCS-2: ’"),
        ("a\u200bb", "1 segment, UCS-2: U+200B"),
        ("’“”–… ·", "1 segment, UCS-2: ’ “ ” – …"),
        ("Ваш заказ готов", "1 segment, UCS-2"),
        ("ab ą", "1 segment, UCS-2: ą"),
        ("x" * 30_000 + "’", "448 segments, UCS-2"),
        ("half \ud83d", "cannot be encoded: \\ud83d"),
    ],
)
def test_a_message_says_what_it_takes(text: str, words: str) -> None:
    assert cost_words(message(text)) == words


def test_a_template_says_its_range_where_its_values_are_known() -> None:
    text = "Hi {name}, it is on its way"
    assert cost_words(message(text, syntax="brace")) == "at least 1 segment, GSM-7"
    settings = Settings(variables={"name": Variable(longest=60)})
    assert cost_words(message(text, settings, syntax="brace")) == "1 to 3 segments, GSM-7 or UCS-2"
    settings = Settings(variables={"name": Variable(longest=60, alphabet="gsm7-basic")})
    assert cost_words(message(text, settings, syntax="brace")) == "1 segment, GSM-7"


def test_on_another_channel_characters_count() -> None:
    settings = Settings(profile=profile("standard"), channel="whatsapp")
    assert cost_words(message("It’s", settings)) == "4 characters, whatsapp"
    assert list(about_words(message("It’s", settings))) == ["4 characters, whatsapp"]


def test_the_panel_of_a_template_counts_its_shortest_values() -> None:
    settings = Settings(variables={"name": Variable(longest=60)})
    first, *rest = about_words(message("Hi {name}, it’s here", settings, syntax="brace"))
    assert first.startswith("1 to 2 segments, UCS-2: ’; with values at their shortest: 1 segment, UCS-2")
    assert any("type '" in line for line in rest)


def test_signs_that_the_program_adds_are_explained_without_advice() -> None:
    lines = list(about_words(message("Hi {name}", isolated=((3, 9),), syntax="brace")))
    assert "UCS-2" in lines[0]
    assert any("U+2068" in line for line in lines)
    assert not any("saves" in line for line in lines)


def test_a_very_long_text_is_not_explained() -> None:
    assert list(about_words(message("x" * 30_000 + "’"))) == ["448 segments, UCS-2"]
