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
