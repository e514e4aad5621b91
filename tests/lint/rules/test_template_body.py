"""SEG512: where it is silent, then where it finds something."""

import pytest

from segmenter.channels.findings import Severity
from tests.lint.samples import codes, only

WHATSAPP: dict[str, object] = {"channel": "whatsapp"}


@pytest.mark.parametrize(
    "text",
    ["Hello.", "Dear {{1}}, hello.", "Dear {{1}}, {{2}} {{1}}.", "Dear {{name}}, {{time}}.", "😀 {{1}} 😀"],
)
def test_a_right_body_passes(text: str) -> None:
    assert codes(text, WHATSAPP, syntax="mustache") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{{1}} is ready", (0, 5)),
        (" {{1}} is ready", (1, 6)),
        ("Ready: {{1}}\n", (7, 12)),
        ("For {{2}}.", (4, 9)),
        ("For {{1}} and {{3}}.", (14, 19)),
        ("For {{0}} and {{1}}.", (4, 9)),
        ("For {{1}} and {{name}}.", (14, 22)),
    ],
)
def test_a_wrong_body_is_found_at_its_place(text: str, place: tuple[int, int]) -> None:
    finding = only(text, "SEG512", WHATSAPP, syntax="mustache")
    assert (finding.start, finding.stop) == place
    assert finding.severity is Severity.ERROR


def test_another_order_is_a_warning() -> None:
    assert only("For {{2}} and {{1}}.", "SEG512", WHATSAPP, syntax="mustache").severity is Severity.WARNING


def test_a_body_of_one_variable_begins_and_ends_with_it() -> None:
    assert codes("{{1}}", WHATSAPP, syntax="mustache") == ["SEG512"] * 2


def test_examples_are_asked_for_where_the_kind_says_template() -> None:
    values = {**WHATSAPP, "kind": "template"}
    assert codes("For {{1}}.", values, syntax="mustache") == ["SEG512"]
    assert codes("For {n}.", values, syntax="brace", examples={"n": "Ana"}) == []


def test_texts_that_a_program_fills_in_are_free() -> None:
    assert codes("{{1}}", {**WHATSAPP, "kind": "free-form"}, syntax="mustache") == []
    assert codes("{name}", WHATSAPP, syntax="brace") == []
    assert codes("{{1}}", {"channel": "viber"}, syntax="mustache") == []
