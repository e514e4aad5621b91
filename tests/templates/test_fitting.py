"""Texts made to fit: nothing is changed where it fits, then shortening, floors, and what may be dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Encoding, Policy, TemplateValuesError, count, fit
from segmenter.templates import parse, render

NOTE = "see you soon at the usual place " * 10


def test_nothing_is_changed_where_it_fits() -> None:
    result = fit("Hi {name}", {"name": "Zoe"}, segments=1, shorten=["name"], optional=["name"])
    assert (result.text, result.fits, result.missing_units) == ("Hi Zoe", True, 0)
    assert (dict(result.shortened), result.dropped) == ({}, ())


def test_a_value_is_shortened_at_the_end_of_a_word() -> None:
    result = fit("Hi {name}, {note}", {"name": "Zoe", "note": NOTE}, segments=1, shorten=["note"])
    assert result.fits
    assert result.text.endswith("..")
    assert NOTE.startswith(result.shortened["note"].removesuffix(".."))
    assert NOTE[len(result.shortened["note"]) - 2] == " "
    assert result.count.units > 150


def test_a_text_in_ucs2_has_an_ellipsis() -> None:
    result = fit("Привет {note}", {"note": NOTE}, segments=1, shorten=["note"])
    assert result.fits
    assert result.text.endswith("…")
    assert result.count.encoding is Encoding.UCS2


def test_names_are_shortened_in_the_order_given_and_no_further_than_needed() -> None:
    values = {"a": "one two three four", "b": NOTE}
    result = fit("{a}: {b}", values, segments=1, shorten=["b", "a"])
    assert list(result.shortened) == ["b"]
    result = fit("{a}: {b}", values, segments=1, shorten=["a", "b"])
    assert list(result.shortened) == ["a", "b"]


def test_no_value_goes_below_its_floor() -> None:
    result = fit("{a}{b}", {"a": "x" * 100, "b": "y" * 100}, segments=1, shorten=["a", "b"], floor={"a": 90})
    assert result.fits
    assert len(result.shortened["a"]) >= 90
    result = fit("{a}", {"a": "x" * 300}, segments=1, shorten=["a"], floor=200)
    assert not result.fits
    assert result.missing_units == result.count.units - 160


def test_a_tail_is_dropped_only_where_shortening_does_not_do() -> None:
    values = {"note": NOTE, "link": "https://example.com/a"}
    result = fit("{note} {link}", values, segments=1, shorten=["note"], optional=["link"])
    assert (result.fits, result.dropped) == (True, ())
    result = fit("{note} {link}", values, segments=1, shorten=["note"], floor=150, optional=["link"])
    assert (result.fits, result.dropped) == (True, ("link",))
    assert "  " not in result.text
    assert not result.text.endswith(" ")


def test_a_template_may_come_parsed_or_with_its_syntax() -> None:
    values = {"note": NOTE}
    parsed = fit(parse("{{note}}", syntax="mustache"), values, segments=1, shorten=["note"])
    assert parsed == fit("{{note}}", values, segments=1, shorten=["note"], syntax="mustache")


def test_what_is_wrong_with_a_call_is_an_error() -> None:
    with pytest.raises(ValueError, match="segments"):
        fit("{a}", {"a": ""}, segments=0, shorten=[])
    with pytest.raises(ValueError, match="floor"):
        fit("{a}", {"a": ""}, segments=1, shorten=["a"], floor=0)
    with pytest.raises(TemplateValuesError, match="no such placeholder"):
        fit("{a}", {"a": ""}, segments=1, shorten=["b"])
    with pytest.raises(TemplateValuesError):
        fit("{a}", {}, segments=1, shorten=["a"])


TEXTS = st.text(alphabet="ab   .€é😀e\u0301\n", max_size=300)


@given(TEXTS, TEXTS, TEXTS, st.integers(1, 3), st.integers(1, 60))
def test_laws_of_fitting(first: str, second: str, tail: str, segments: int, floor: int) -> None:
    template = "Hi {first}: {second} {tail}"
    values = {"first": first, "second": second, "tail": tail}
    order = ["second", "first"]
    result = fit(template, values, segments=segments, shorten=order, floor=floor, optional=["tail"])
    whole = render(template, values)
    assert result.fits == (count(result.text).segments <= segments) == (result.missing_units == 0)
    if count(whole).segments <= segments:
        assert result.text == whole
        assert not result.shortened
        assert not result.dropped
    for name, value in result.shortened.items():
        assert floor <= len(value) < len(values[name])
    assert list(result.shortened) == [name for name in order if name in result.shortened]
    if result.fits and not result.dropped:
        again = fit(template, {**values, **result.shortened}, segments=segments, shorten=order, floor=floor)
        assert again.text == result.text


def test_fitting_counts_no_more_of_a_long_value_than_could_fit() -> None:
    result = fit("{a}", {"a": "word " * 100_000}, segments=2, shorten=["a"], policy=Policy())
    assert result.fits
    assert result.count.segments == 2


def test_a_single_name_is_not_taken_for_its_letters() -> None:
    with pytest.raises(TypeError, match=r"shorten takes names, such as \['name'\], not 'name' alone"):
        fit("Hi {name}", {"name": "Zoe"}, segments=1, shorten="name")
