"""SEG107: where it is silent, then where it finds something."""

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.checking import check
from tests.lint.samples import ALL, catalog, codes, only


@pytest.mark.parametrize("text", ["“Hello”", "Привет", "Zażółć", "It’s – late", "👍🏽❤️", "👍🏽", "яя"])
def test_two_characters_or_nothing_else_are_not_one_alone(text: str) -> None:
    assert codes(text) == []


def test_one_character_however_often() -> None:
    found = only("It’s Ann’s", "SEG107")
    assert found.message.startswith("’ U+2019 RIGHT SINGLE QUOTATION MARK, 2 times, alone forces UCS-2")
    assert found.edits == ((2, 3, "'"), (8, 9, "'"))
    assert (found.start, found.stop, found.help, found.safe) == (2, 3, "type '", True)


@pytest.mark.parametrize("text", ["Hi 👍🏽", "Hi ❤️", "Hi 👨‍👩‍👧", "Hi 🇫🇷", "cafe\u0301"])
def test_an_emoji_or_a_letter_with_its_mark_is_one_character(text: str) -> None:
    assert codes(text) == ["SEG107"]


def test_an_accent_by_look_is_not_a_safe_edit() -> None:
    found = only("Twój kod: 1234", "SEG107")
    assert (found.edits, found.safe) == (((2, 3, "o"),), False)


def test_what_it_costs_is_reported_in_segments() -> None:
    assert only("It’s " + "a" * 100, "SEG107").message.endswith(
        "2 segments, 1 without it; 35 code units over one segment"
    )


def test_a_character_in_an_address_has_no_edit() -> None:
    found = only("See www.a.b/ą", "SEG107")
    assert (found.edits, found.help) == ((), "it stands in a URL")


def test_a_character_that_breaks_lines_is_not_a_safe_edit_of_one_character_alone() -> None:
    found = only("Your par\u00adcel", "SEG107")
    assert (found.edits, found.safe) == (((8, 9, ""),), False)
    assert only("Your par\u200bcel", "SEG107").safe
    assert not only("Hi \u200e{name}", "SEG107").safe


def test_one_character_may_be_ignored_where_it_costs_nothing_or_cannot_be_typed() -> None:
    long = "a" * 80
    assert codes("Great ❤️") == ["SEG107"]
    for text, asked, found in (
        ("Great ❤️", "typographic", []),
        (f"Great ❤️ {long}", "typographic", []),
        ("It’s", "typographic", ["SEG107"]),
        ("Cancel·la", "typographic", []),
        ("It’s", "costly", []),
        (f"It’s {long}", "costly", ["SEG107"]),
        (f"Great ❤️ {long}", "costly", ["SEG107"]),
        ("Great ❤️", "always", ["SEG107"]),
    ):
        assert codes(text, {"forced_ucs2": asked}) == found, (text, asked)
    tables = {"messages": [{"keys": ["key"], "forced_ucs2": "costly"}]}
    assert codes("It’s", tables) == []


@pytest.mark.parametrize("text", ["Cancel·la", "5 ‰ more", "3 × 4", "n.º 5", "1ª vez", "5 ¬ 6", "no.† 1"])
def test_a_sign_with_a_meaning_of_its_own_is_not_replaced_safely(text: str) -> None:
    assert not only(text, "SEG107").safe


@pytest.mark.parametrize(
    "text", ["5″", "3′", "«Hi»", "a – b", "5 − 3", "well…", "5\u202f000", "• one", "l´eau", "e\u0301te\u0301"]
)
def test_the_same_mark_of_a_typewriter_is_safe(text: str) -> None:
    for found in check(catalog(Entry(key="key", text=text, line=1)), options=ALL).findings:
        assert found.safe


def test_an_emoji_of_several_parts_is_not_named_by_its_first() -> None:
    assert only("Hi 👩‍💻", "SEG107").message.startswith("👩‍💻 (3 code points) alone forces UCS-2")
    assert only("Hi ❤️", "SEG107").message.startswith("❤️ U+2764 HEAVY BLACK HEART alone forces UCS-2")


def test_a_selector_to_be_left_out_is_named_by_its_code_point() -> None:
    assert only("Hi\ufe0f you", "SEG107").help == "leave out U+FE0F"


def test_a_registered_text_is_reported_as_such() -> None:
    assert not only("It’s", "SEG107").registered
    found = only("It’s", "SEG107", {"registered": True})
    assert (found.safe, found.registered, found.edits) == (True, True, ((2, 3, "'"),))
    assert only("It’s {#var#}", "SEG107", syntax="dlt").registered


def test_a_c1_control_is_not_invisible_but_decoded_wrongly() -> None:
    finding = only("L\x92heure", "SEG107")
    assert (finding.edits, finding.safe) == (((1, 2, "'"),), False)
    assert finding.help == "type ' for U+0092; decoded wrongly: Windows-1252 or UTF-8 was read as Latin-1"
    assert codes("За\x92каз") == []


def test_a_sign_of_quotation_between_blanks_is_a_separator() -> None:
    """It was offered as an apostrophe, which is wrong there; so was » as a quotation mark."""
    for sign, plain in ("›>", "‹<", "»>", "«<"):
        finding = only(f"Home {sign} Shop", "SEG107")
        assert (finding.safe, finding.help, finding.edits) == (False, f"type {plain}", ((5, 6, plain),))
    assert only("l›heure", "SEG107").safe
