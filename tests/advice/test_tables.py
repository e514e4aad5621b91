"""The tables are what the script makes, every replacement is GSM-7, and a published list is covered."""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from scripts import make_substitutions
from segmenter.advice import tables
from segmenter.advice.characters import GSM7, LOOKS, replacements
from segmenter.advice.edits import SubstitutionLevel
from segmenter.advice.proposals import _ALPHABETS, _RIGHT_TO_LEFT, _UNREPLACED
from segmenter.advice.substitution import SubstitutionMode, substitute
from segmenter.advice.tables.languages import LANGUAGES

LETTERS = replacements(SubstitutionLevel.LETTERS)

# The code points that Twilio's Smart Encoding is published to replace: the facts, not its replacements.
TWILIO = """
00AB 00BB 201C 201D 02BA 02EE 201F 201E 275D 275E 301D 301E FF02 2018 2019 02BB 02C8 02BC 02BD 02B9 201B
FF07 00B4 02CA 0060 02CB 275B 275C 0313 0314 FE10 FE11 00F7 29F8 0337 0338 2044 2215 FF0F 00BC 00BD 00BE
29F9 29F5 20E5 FE68 FF3C 0332 FF3F 2017 20D2 20D3 2223 FF5C 23B8 23B9 23D0 239C 239F 23BC 23BD 2015 FE63
FF0D 2010 2043 2014 2013 2022 FE6B FF20 FE69 FF04 01C3 FE15 FE57 FF01 FE5F FF03 FE6A FF05 FE60 FF06 201A
0326 FE50 FE51 FF0C FF64 3001 2768 276A FE59 FF08 27EE 2985 2769 276B FE5A FF09 27EF 2986 204E 2217 229B
2722 2723 2724 2725 2731 2732 2733 273A 273B 273C 273D 2743 2749 274A 274B 29C6 FE61 FF0A 02D6 FE62 FF0B
3002 FE52 FF0E FF61 FF10 FF11 FF12 FF13 FF14 FF15 FF16 FF17 FF18 FF19 02D0 02F8 2982 A789 FE13 FF1A 204F
FE14 FE54 FF1B FE64 FF1C 2039 0347 A78A FE66 FF1D FE65 FF1E 203A FE16 FE56 FF1F FF21 1D00 FF22 0299 FF23
1D04 FF24 1D05 FF25 1D07 FF26 A730 FF27 0262 FF28 029C FF29 026A FF2A 1D0A FF2B 1D0B FF2C 029F FF2D 1D0D
FF2E 0274 FF2F 1D0F FF30 1D18 FF31 FF32 0280 FF33 A731 FF34 1D1B FF35 1D1C FF36 1D20 FF37 1D21 FF38 FF39
028F FF3A 1D22 02C6 0302 FF3E 1DCD 2774 FE5B FF5B 2775 FE5C FF5D FF3B FF3D 02DC 02F7 0303 0330 0334 223C
FF5E 00A0 2000 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F 205F 3000 008D 009F 0080 0090 009B 0010
0000 0003 0004 0017 0019 0011 0012 0013 0014 2060 200B 200C FEFF 0009 203C 2028 2029 2001 2026
"""
# What that list lacks and real catalogs hold.
BEYOND = "2011 2012 2212 00B7 2122 00A9 00AE 2116 00B0 20B9 20BA 00AD 200D 200E 00E1 00ED 00F3 00FA 00E2 00EA"
BEYOND += " 00E7 00E3 00F5 015F 011F 0131 0142 010D 0159 011B 0301"


@pytest.mark.parametrize("code_point", (TWILIO + BEYOND).split())
def test_a_character_that_providers_replace_is_replaced_at_level_letters(code_point: str) -> None:
    done = substitute(chr(int(code_point, 16)), level=SubstitutionLevel.LETTERS, mode=SubstitutionMode.ALWAYS)
    assert GSM7.issuperset(done.text)
    assert len(done.changes) == 1
    assert done.left_over == ()


def test_every_replacement_is_gsm7_and_no_character_of_gsm7_is_replaced() -> None:
    assert all(GSM7.issuperset(plain) for plain in LETTERS.values())
    assert GSM7.isdisjoint(LETTERS)
    assert GSM7.issuperset(LOOKS.values())
    assert GSM7.isdisjoint(LOOKS)


def test_what_languages_write_is_gsm7() -> None:
    for code, rules in LANGUAGES.items():
        assert all(GSM7.issuperset(latin) for latin in rules.letters.values()), code
        assert all(GSM7.issuperset(sequence[3]) for sequence in rules.sequences), code
        assert GSM7.isdisjoint(rules.letters), code


def test_levels_contain_those_before() -> None:
    tables = [replacements(level) for level in SubstitutionLevel]
    for smaller, larger in pairwise(tables):
        assert smaller.items() <= larger.items()


@cache
def _made() -> dict[str, str]:  # not as tests are collected: it takes a second of every process that does
    return make_substitutions.modules()


@pytest.mark.parametrize("file", ["classes.py", "compatibility.py", "letters.py", "typographic.py"])
def test_the_tables_are_what_the_script_makes(file: str) -> None:
    written = (Path(tables.__file__).parent / file).read_text(encoding="utf-8")
    version = re.search(r"^Unicode (\S+);", written, re.MULTILINE)
    assert version is not None
    if version[1] != unicodedata.unidata_version or file == "classes.py":
        pytest.skip(f"made from Unicode {version[1]}; this Python has {unicodedata.unidata_version}")
    made = _made()
    assert sorted(made) == ["classes.py", "compatibility.py", "letters.py", "typographic.py"]
    assert written == made[file]


def test_no_letter_taken_for_unreplaced_is_replaced() -> None:
    unreplaced = re.compile(f"[{_UNREPLACED}]")
    spelled = {letter for rules in LANGUAGES.values() for letter in rules.letters}
    assert [each for each in {*LETTERS, *LOOKS, *spelled} if unreplaced.match(each)] == []
    assert all(each in range(0x370, 0x650) for codes in _ALPHABETS for each in (codes[0], codes[-1]))


def test_no_right_to_left_letter_is_replaced() -> None:
    # Direction marks stay while such letters do: a second substitution must find them as the first did.
    assert [each for each in LETTERS if _RIGHT_TO_LEFT.match(each)] == []
