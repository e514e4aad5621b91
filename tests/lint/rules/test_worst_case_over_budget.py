"""SEG109: where it is silent, then where it finds something."""

from typing import Any

from segmenter.catalogs import Entry
from segmenter.lint.checking import check
from tests.lint.samples import ALL, catalog, codes, configuration, only


def test_without_a_word_on_its_values_a_template_is_not_guessed_at() -> None:
    done = check(
        catalog(Entry(key="a", text="Hi {name}" + "a" * 157, line=1, syntax="brace")),
        configuration({"max_segments": 1}),
        ALL,
    )
    assert (done.findings, done.unknown) == ((), ("name",))


def test_a_template_is_judged_by_its_worst_case() -> None:
    values = {"max_segments": 1, "variables": {"name": {"longest": 20, "alphabet": "gsm7-basic"}}}
    text = "Hi {name}" + "a" * 137
    assert codes(text, values, syntax="brace") == []
    found = only(text + "a", "SEG109", values, syntax="brace")
    assert found.message == "up to 2 segments (GSM-7) where 1 is allowed: 1 septet over one segment"
    assert found.help == "name of 20 characters is one too many (it may have 20); shorten the text"


def test_where_one_character_of_a_value_decides_that_is_reported() -> None:
    values = {"max_segments": 1, "variables": {"name": {"longest": 20}}}
    found = only("Hi {name}" + "a" * 100, "SEG109", values, syntax="brace")
    assert found.help == 'one ’ in name makes it UCS-2; give name alphabet = "gsm7" if that cannot be'


def test_a_template_that_is_over_with_nothing_filled_in_is_plainly_over() -> None:
    values = {"max_segments": 1, "default_variable": {"longest": 20}}
    assert codes("{name}" + "a" * 161, values, syntax="brace") == ["SEG103"]


def test_an_example_of_the_file_stands_for_the_longest_value() -> None:
    text = "Hi {name}" + "a" * 140
    assert codes(text, {"max_segments": 1}, syntax="brace", examples={"name": "a" * 17}) == []
    assert codes(text, {"max_segments": 1}, syntax="brace", examples={"name": "a" * 18}) == ["SEG109"]


def test_the_example_of_a_formatted_number_does_not_say_that_it_is_digits() -> None:
    text = "Hi {n}" + "a" * 140
    facts: dict[str, Any] = {"syntax": "brace", "examples": {"n": "1234"}}
    assert codes(text, {"max_segments": 1}, **facts) == []
    assert codes(text, {"max_segments": 1}, formatted=("n",), **facts) == ["SEG109"]


def test_a_dlt_portals_30_or_40_characters_are_a_setting_and_a_type_bounds_the_alphabet() -> None:
    for longest in (30, 40):
        values = {"max_segments": 1, "dlt_longest": longest}
        room = "a" * (160 - longest)
        assert codes(f"{room}{{#alphanumeric#}}", values, syntax="dlt") == []
        assert codes(f"{room}a{{#alphanumeric#}}", values, syntax="dlt") == ["SEG109"]
    of_any_character = {"max_segments": 1, "dlt_longest": 30}  # at worst each takes two code units
    assert codes("a" * 10 + "{#var#}", of_any_character, syntax="dlt") == ["SEG513"]
    assert codes("a" * 11 + "{#var#}", of_any_character, syntax="dlt") == ["SEG109", "SEG513"]
    assert "SEG109" not in codes("a" * 160 + "{#numeric#}", {"dlt_longest": 40}, syntax="brace")


def test_a_type_bounds_the_alphabet_of_a_default_variable_too() -> None:
    values = {"max_segments": 1, "default_variable": {"longest": 40}}
    assert codes("a" * 120 + "{#numeric#}", values, syntax="dlt") == []
    assert codes("a" * 121 + "{#numeric#}", values, syntax="dlt") == ["SEG109"]
