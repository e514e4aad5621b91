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
    recounting,
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


under_policies_that_are_counted_whole = pytest.mark.parametrize(
    "policy",
    [
        Policy(boundary=Boundary.GRAPHEME_CLUSTER),
        Policy(boundary=Boundary.WORD),
        Policy(single_shifts=[NationalLanguage.TURKISH], locking_shifts=[NationalLanguage.TURKISH]),
    ],
)


@under_policies_that_are_counted_whole
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


@under_policies_that_are_counted_whole
def test_reading_every_tip_cuts_as_much_for_each_variable_of_a_longer_text(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = 0
    clean_cuts = recounting._Chain._clean_cuts

    def counted(chain: recounting._Chain, piece: str, *, whole: bool) -> object:
        nonlocal cut
        cut += len(piece)
        return clean_cuts(chain, piece, whole=whole)

    monkeypatch.setattr(recounting._Chain, "_clean_cuts", counted)
    seen = []
    for number in (50, 100, 150):
        cut = 0
        text = "".join(f"{'şimdi ж 😀 ' * 10}{{a{index}}}" for index in range(number))
        found = bounds(text, {}, policy=policy, default=Variable(shortest=1, longest=4))
        assert len(dict(found.tips)) == number
        seen.append(cut)
    first, second = seen[1] - seen[0], seen[2] - seen[1]
    assert 0 < second <= 1.2 * first  # 1.7 times if it grew with the square


@pytest.mark.parametrize("boundary", Boundary)
@pytest.mark.parametrize("languages", [[], [NationalLanguage.TURKISH]])
@pytest.mark.parametrize("numbering", ["", "{number}/{total} "])
@pytest.mark.parametrize("words", ["Hello, you. ", "şimdi ı ", "e\u0301 👩\u200d👧 ", "[€] x\r\n"])
def test_tips_of_a_long_template_are_those_of_counting_all_of_it(
    words: str,
    numbering: str,
    languages: list[NationalLanguage],
    boundary: Boundary,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = Policy(locking_shifts=languages, single_shifts=languages, boundary=boundary, numbering=numbering)
    text = f"((a))((f??{words}))((b)){words * 40}((c))((g??x))((a)){words * 90}((c))((d))"
    template = parse(text, syntax="notify")
    variables = {
        "a": Variable(shortest=1, longest=9),
        "b": Variable(longest=40, alphabet="ascii"),
        "c": Variable(shortest=3, longest=80, alphabet="gsm7"),
        "d": Variable(longest=99, alphabet="digits"),
    }
    tips = dict(bounds(template, variables, policy=policy).tips)
    monkeypatch.setattr(measured, "_LONG", sys.maxsize)
    assert dict(bounds(template, variables, policy=policy).tips) == tips


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
