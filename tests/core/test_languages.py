"""The numbers and the codes of the languages."""

from typing import Any

import pytest

from segmenter import NationalLanguage

# TS 23.038 §6.2.1.2.4 and ISO 639-1.
LANGUAGES = [
    ("TURKISH", 1, "tr"),
    ("SPANISH", 2, "es"),
    ("PORTUGUESE", 3, "pt"),
    ("BENGALI", 4, "bn"),
    ("GUJARATI", 5, "gu"),
    ("HINDI", 6, "hi"),
    ("KANNADA", 7, "kn"),
    ("MALAYALAM", 8, "ml"),
    ("ODIA", 9, "or"),
    ("PUNJABI", 10, "pa"),
    ("TAMIL", 11, "ta"),
    ("TELUGU", 12, "te"),
    ("URDU", 13, "ur"),
]


def test_every_language_has_its_number_of_the_standard() -> None:
    assert [(language.name, int(language)) for language in NationalLanguage] == [
        (name, number) for name, number, _ in LANGUAGES
    ]


@pytest.mark.parametrize(("name", "number", "code"), LANGUAGES)
def test_a_language_is_named_by_number_name_or_code(name: str, number: int, code: str) -> None:
    values: list[Any] = [number, name, name.title(), code, code.upper()]
    assert {NationalLanguage(value).name for value in values} == {name}
