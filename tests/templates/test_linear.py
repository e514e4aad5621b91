"""Templates take a number of steps that grows with their length; no clock is looked at."""

import pickle
import re
import sys
from contextlib import suppress

import pytest

from segmenter import Boundary, Count, NationalLanguage, Policy, count
from segmenter.errors import TemplateError
from segmenter.templates import (
    SYNTAXES,
    Template,
    Variable,
    bounds,
    enclosure,
    lookalikes,
    measured,
    parse,
    render,
)
from segmenter.templates.syntaxes import mustache

bounds_module = sys.modules["segmenter.templates.bounds"]  # the package has a function of that name


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


@pytest.mark.parametrize(
    "policy",
    [
        Policy(boundary=Boundary.GRAPHEME_CLUSTER),
        Policy(boundary=Boundary.WORD),
        Policy(single_shifts=[NationalLanguage.TURKISH], locking_shifts=[NationalLanguage.TURKISH]),
    ],
)
def test_bounds_of_n_placeholders_count_the_text_a_fixed_number_of_times(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = 0

    def counted(text: str, *, policy: Policy) -> Count:
        nonlocal counts
        counts += 1
        return count(text, policy=policy)

    for module in (bounds_module, enclosure, measured):
        monkeypatch.setattr(module, "count", counted)
    seen = []
    for number in (10, 200):
        counts = 0
        text = "".join(f"some words 😀 {{a{index}}}" for index in range(number))
        result = bounds(text, {}, policy=policy, default=Variable(shortest=1, longest=30))
        seen.append(counts)
        assert len(result.tips) == number
    assert seen[0] == seen[1]
    assert list(result.tips)[:2] == ["a0", "a1"]
    assert result.tips["a0"].rises_at
    assert counts > seen[1]  # a tip is found when it is asked for


def test_tips_are_a_mapping_of_those_there_are() -> None:
    tips = bounds("{a} {b}", {}, default=Variable(shortest=1, longest=9)).tips
    assert dict(tips) == tips == pickle.loads(pickle.dumps(tips))
    assert repr(tips) == repr(dict(tips))
    with pytest.raises(KeyError):
        tips["c"]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_twenty_thousand_blanks_in_braces_are_read_to_their_end(syntax: str) -> None:
    for opening in ("{{", "((", "{", "%(", "${", "%{", "{#"):
        text = f"{opening}{' ' * 20_000}y{' ' * 20_000}"
        with suppress(TemplateError):
            assert parse(text, syntax=syntax).text == text


def test_what_a_name_or_blanks_have_taken_is_never_given_back() -> None:
    for pattern in (mustache.SYNTAX.pattern.pattern, lookalikes._NAME):
        assert not re.search(r"\*(?!\+)", pattern.replace(r"\*", "")), pattern
