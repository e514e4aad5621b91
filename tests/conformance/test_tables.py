"""The library's 27 tables against the shared data, which was compared with eight sources cell by cell.

It must not know how the tables are used.
"""

import json
from typing import NamedTuple

import pytest

from segmenter import NationalLanguage
from segmenter.core.tables.default import DEFAULT, EXTENSION
from segmenter.core.tables.locking import LOCKING
from segmenter.core.tables.single import SINGLE
from tests import shared_data

ESCAPE_SEPTET = 0x1B
CR2 = 0x0D
DATA = json.loads(shared_data.path("gsm_alphabets.json").read_text(encoding="utf-8"))


def table_of(cells: dict[str, str]) -> dict[int, str]:
    """Read one table of the data, without the escape septet, which is written there as U+001B."""
    table = {int(position, 16): chr(int(name.removeprefix("U+"), 16)) for position, name in cells.items()}
    return {position: character for position, character in table.items() if position != ESCAPE_SEPTET}


class Misprint(NamedTuple):
    """A cell in which the data departs from what 3GPP prints."""

    table: str
    language: str
    position: int
    used: str


def misprints() -> list[Misprint]:
    return [
        Misprint(
            entry["table"],
            entry["language"],
            int(entry["position"], 16),
            chr(int(entry["used"].removeprefix("U+"), 16)),
        )
        for entry in DATA["misprints"]
    ]


def test_the_default_alphabet_is_the_data_s() -> None:
    assert table_of(DATA["default"]) == DEFAULT
    assert len(DEFAULT) == 127


def test_the_extension_table_is_the_data_s() -> None:
    assert table_of(DATA["default_extension"]) == EXTENSION
    assert len(EXTENSION) == 10


def test_there_is_a_locking_table_for_every_language_but_spanish() -> None:
    assert set(LOCKING) == set(NationalLanguage) - {NationalLanguage.SPANISH}
    assert set(LOCKING) == {language["id"] for language in DATA["locking"].values()}


def test_there_is_a_single_shift_table_for_every_language() -> None:
    assert set(SINGLE) == set(NationalLanguage)
    assert set(SINGLE) == {language["id"] for language in DATA["single"].values()}


@pytest.mark.parametrize("name", DATA["locking"])
def test_a_locking_table_is_the_data_s(name: str) -> None:
    assert table_of(DATA["locking"][name]["table"]) == LOCKING[DATA["locking"][name]["id"]]


@pytest.mark.parametrize("name", DATA["single"])
def test_a_single_shift_table_is_the_data_s(name: str) -> None:
    assert table_of(DATA["single"][name]["table"]) == SINGLE[DATA["single"][name]["id"]]


@pytest.mark.parametrize("language", NationalLanguage)
def test_a_language_is_numbered_as_in_the_data(language: NationalLanguage) -> None:
    # The data calls ODIA by its name before 2011.
    name = {"odia": "oriya"}.get(language.name.lower(), language.name.lower())
    assert DATA["single"][name]["id"] == int(language)


def test_no_table_holds_an_escape_or_anything_but_one_character_in_a_septet() -> None:
    for table in (DEFAULT, EXTENSION, *LOCKING.values(), *SINGLE.values()):
        assert ESCAPE_SEPTET not in table
        assert all(0 <= position <= 127 and type(position) is int for position in table)
        assert all(len(character) == 1 for character in table.values())
        assert not {"\x1b", "\0"} & set(table.values())


def test_nothing_follows_an_escape_at_the_reserved_position_of_cr2() -> None:
    for table in (EXTENSION, *SINGLE.values()):
        assert CR2 not in table


@pytest.mark.parametrize("misprint", misprints(), ids=lambda each: f"{each.language}-{each.table}")
def test_a_misprint_of_the_standard_is_not_followed(misprint: Misprint) -> None:
    tables = {"locking": LOCKING, "single": SINGLE}[misprint.table]
    language_id = DATA[misprint.table][misprint.language]["id"]
    assert tables[language_id][misprint.position] == misprint.used


def test_the_two_variants_are_as_3gpp_has_them() -> None:
    assert DEFAULT[0x09] == "Ç"
    assert "ç" not in DEFAULT.values()
    assert 0x65 not in SINGLE[NationalLanguage.TELUGU]
