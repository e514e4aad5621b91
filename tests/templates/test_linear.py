"""Templates take a number of steps that grows with their length; no clock is looked at."""

import re
from contextlib import suppress

import pytest

from segmenter.errors import TemplateError
from segmenter.templates import SYNTAXES, Template, lookalikes, parse, render
from segmenter.templates.syntaxes import mustache


def test_render_of_n_placeholders_looks_at_the_parts_a_fixed_number_of_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = Template.names
    looks = 0

    def counted(template: Template) -> tuple[str, ...]:
        nonlocal looks
        looks += 1
        found: tuple[str, ...] = names.__get__(template)
        return found

    monkeypatch.setattr(Template, "names", property(counted))
    seen = []
    for number in (10, 400):
        template = parse("".join(f"{{a{index}}}" for index in range(number)))
        looks = 0
        assert render(template, {f"a{index}": "x" for index in range(number)}) == "x" * number
        seen.append(looks)
    assert seen[0] == seen[1]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_twenty_thousand_blanks_in_braces_are_read_to_their_end(syntax: str) -> None:
    for opening in ("{{", "((", "{", "%(", "${", "%{", "{#"):
        text = f"{opening}{' ' * 20_000}y{' ' * 20_000}"
        with suppress(TemplateError):
            assert parse(text, syntax=syntax).text == text


def test_what_a_name_or_blanks_have_taken_is_never_given_back() -> None:
    for pattern in (mustache.SYNTAX.pattern.pattern, lookalikes._NAME):
        assert not re.search(r"\*(?!\+)", pattern.replace(r"\*", "")), pattern
