"""Explanations as people and programs read them."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.advice.explanation import explain
from segmenter.advice.substitution import SubstitutionMode, substitute
from segmenter.errors import UnknownLanguageError
from segmenter.report.display import Screen, columns_taken
from segmenter.report.explanations import explanation_text, explanation_texts
from segmenter.report.json_format import json_outcomes
from segmenter.report.outcomes import Answered, Failure, failure
from segmenter.report.pictures import explanation_html, explanation_svg

TEXT = "It’s “so” late that these characters no longer fit into one segment, alas"
TEXTS = [
    "",
    TEXT,
    "שלום “א” 😀👨‍👩‍👧" * 8,
    "您好，您的订单已发货。" * 9,
    "Съешь ещё этих булок 😀 " * 9,
    "a\nb\x07\r\n[€]" * 30,
    "a\ud800",
    "कृपया " * 20,
]


def test_offenders_are_named_under_the_line() -> None:
    lines = explanation_text(explain(TEXT), Screen(columns=100)).splitlines()
    assert lines[2:6] == [
        "1 │ It’s “so” late that these characters no longer fit into one segment",
        '  │   ^  ^  ^ RIGHT DOUBLE QUOTATION MARK → "',
        '  │   │  LEFT DOUBLE QUOTATION MARK → "',
        "  │   RIGHT SINGLE QUOTATION MARK → '",
    ]


def test_no_carets_where_they_would_point_elsewhere() -> None:
    assert "^" not in explanation_text(explain("שלום “א”"), Screen())
    assert "^" not in explanation_text(explain("👨‍👩‍👧 ’"), Screen())
    assert "^^" in explanation_text(explain("字"), Screen())


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("columns", [40, 80])
def test_every_line_fits_its_screen(text: str, columns: int) -> None:
    for line in explanation_text(explain(text), Screen(columns=columns)).splitlines():
        assert columns_taken(line) <= columns


@pytest.mark.parametrize("text", TEXTS)
def test_pictures_are_well_formed(text: str) -> None:
    ElementTree.fromstring(explanation_svg(explain(text), name="<x>"))
    page = "".join(explanation_html([("a & b", explain(text))]))
    assert page.count("<section>") == 1
    page.encode()


@given(st.text(st.characters(), max_size=200))
def test_any_text_can_be_shown(text: str) -> None:
    explanation = explain(text)
    explanation_text(explanation, Screen(columns=40, colour=True, encoding="ascii"))
    ElementTree.fromstring(explanation_svg(explanation))
    "".join(explanation_html([("", explanation)])).encode()
    json.loads("".join(json_outcomes([Answered(text, explanation)], many=False, lines=False)))


def test_many_explanations_stand_under_their_index() -> None:
    entries = [Answered("a", explain("a")), Answered("", Failure("bad row", {}))]
    shown = "".join(explanation_texts(entries, Screen()))
    assert shown.startswith("Message 0\n")
    assert shown.endswith("Message 1\nerror bad row\n")
    assert [
        each.get("error") for each in json.loads("".join(json_outcomes(entries, many=True, lines=False)))
    ] == [
        None,
        {"message": "bad row"},
    ]


def test_substitutions_are_json() -> None:
    done = substitute("’", mode=SubstitutionMode.ALWAYS)
    fields = json.loads("".join(json_outcomes([Answered("’", done)], many=False, lines=False)))
    assert (fields["text"], fields["changes"][0]["new"], fields["left_over"]) == ("'", "'", [])
    failed = Answered("’", failure(UnknownLanguageError("xx", ("el",))))
    assert "error" in json.loads("".join(json_outcomes([failed], many=True, lines=True)))
