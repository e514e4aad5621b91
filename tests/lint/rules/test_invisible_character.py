"""SEG110: where it is silent, then where it finds something."""

import pytest

from segmenter.catalogs import Entry
from segmenter.lint.checking import check
from tests.lint.samples import ALL, catalog, codes, only


@pytest.mark.parametrize(
    "text",
    [
        "ការ\u200bទិញ របស់អ្នក",
        "ขอบคุณ\u200bค่ะ",
        "ຂອບໃຈ\u200bຫຼາຍ",
        "ကျေးဇူး\u200bတင်",
        "Здравей, \u2068{name}\u2069",
        "Здравей \u200e%(name)s",
        "Код \u200f123 да",
        "\u202bЗдравей!\u202c",
        "\u202eЗдравей\u202c",
        "ᠮᠣᠩᠭᠣᠯ\u180eᠠ",
        "Замо\u00adвлення",
        "на\u2060пример",
        "می\u064e\u200cخواهم",
        "葛\U000e0100飾",
        "❤\u200b\ufe0f да",
        "👩\u200d\u200b⚕ да",
        "ㅤ하나",
    ],
)
def test_what_acts_on_lines_direction_or_form_is_kept(text: str) -> None:
    assert "SEG110" not in codes(text)


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧 да", "می\u200cخواهم برم", "שלום\u200f!", "❤\ufe0f да", "क्\u200dष"]
)
def test_joiners_and_marks_that_do_something_are_kept(text: str) -> None:
    assert "SEG110" not in codes(text)


def test_a_run_of_invisible_characters_is_one_finding() -> None:
    found = only("За\u200b\ufeffказ", "SEG110")
    assert found.edits == ((2, 4, ""),)
    assert found.message == (
        "U+200B ZERO WIDTH SPACE and U+FEFF ZERO WIDTH NO-BREAK SPACE are invisible and change nothing"
    )


def test_one_invisible_character_several_times_is_spoken_of_in_the_singular() -> None:
    found = only("За\u200b\u200bказ", "SEG110")
    assert found.message == "U+200B ZERO WIDTH SPACE, 2 times, is invisible and changes nothing"


@pytest.mark.parametrize(
    "text",
    [
        "Здравей\u200b, Иван",
        "Γειά\u200b σου",
        "你好\u200b世界",
        "Здра\ufeffвей",
        "Здравей\ufe0f, Иван",
        "\u200eЗдравей, Иван",
        "\u2068Здравей\u2069, Иван",
        "Здравей\u200f, Иван",
    ],
)
def test_what_does_nothing_in_a_text_goes_safely(text: str) -> None:
    found = check(catalog(Entry(key="key", text=text, line=1)), options=ALL).findings
    assert found
    assert all(one.rule == "SEG110" and one.safe for one in found)


def test_an_invisible_character_alone_is_reported_once() -> None:
    assert codes("Your par\u200bcel") == ["SEG107"]
    assert codes("Your par\u200bcel", {"forced_ucs2": "costly"}) == ["SEG110"]
    assert codes("Your par\u200bcel", {"encoding": "gsm-7"}) == ["SEG106"]
