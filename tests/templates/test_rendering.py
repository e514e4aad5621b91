"""Rendering: values put in; those missing, extra or no text are named."""

import pytest

from segmenter.errors import TemplateError, TemplateValuesError
from segmenter.templates import parse, render


def test_values_are_put_in_where_they_are_named() -> None:
    assert render("{a}-{b}-{a}", {"a": "1", "b": 2}) == "1-2-1"


def test_missing_and_extra_values_are_named_together() -> None:
    with pytest.raises(TemplateValuesError) as caught:
        render("{a} {b}", {"a": "", "c": ""})
    assert (caught.value.missing, caught.value.extra) == (("b",), ("c",))
    assert "'b'" in str(caught.value)
    assert "'c'" in str(caught.value)
    assert isinstance(caught.value, LookupError)


def test_a_missing_value_has_its_index() -> None:
    with pytest.raises(TemplateValuesError) as caught:
        render("Hi {a}", {})
    assert (caught.value.index, caught.value.missing) == (3, ("a",))


@pytest.mark.parametrize("value", [None, True, 1.5, b"a"])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(TemplateError, match="'a'"):
        render("{a}", {"a": value})


@pytest.mark.parametrize(
    ("value", "shown"), [(True, True), ("YES ", True), ("no", False), ("", False), (False, False)]
)
def test_a_condition_shows_its_text_where_its_value_says_so(value: object, shown: bool) -> None:
    template = parse("a((f??b))", syntax="notify")
    assert render(template, {"f": value}) == ("ab" if shown else "a")


def test_values_are_not_parsed_again() -> None:
    assert render("{a}", {"a": "{b}"}) == "{b}"
