"""Laws of templates: every filling lies within the bounds, witnesses attain them, no text breaks a parser.

Bounds are compared with an exhaustive search over small lengths and a character of every cost.
"""

import string
from collections.abc import Iterator
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from segmenter import Boundary, Encoding, NationalLanguage, Policy, UnencodableError, count
from segmenter.errors import TemplateError
from segmenter.templates import (
    SYNTAXES,
    Alphabet,
    Bounds,
    Condition,
    Literal,
    Placeholder,
    Template,
    Variable,
    bounds,
    parse,
    render,
)
from segmenter.templates.outline import costly
from segmenter.templates.recounting import Recount
from segmenter.templates.template import Part
from segmenter.templates.variables import characters
from tests.property.strategies import ENCODINGS, policies, texts

NAMES = "abc"
FLAGS = "fg"
# A character of every cost, and those that make clusters.
KINDS = {
    Alphabet.DIGITS: "7",
    Alphabet.ASCII: "x[`",
    Alphabet.GSM7_BASIC: "x\r\n",
    Alphabet.GSM7: "x€\n",
    Alphabet.ANY: "x€ж😀\u0301",
}
PLAIN = [Policy(encodings=encodings) for encodings in ENCODINGS]


def made_of(pieces: list[tuple[type[Part], str, str]]) -> Template:
    """Make a template of pieces without a syntax, whose escapes are tested elsewhere."""
    parts: list[Part] = []
    text = ""
    for kind, name, body in pieces:
        written = body if kind is Literal else f"<{name}|{body}>"
        start, stop = len(text), len(text) + len(written)
        text += written
        if kind is Literal:
            parts.append(Literal(body, start, stop))
        elif kind is Placeholder:
            parts.append(Placeholder(name, start, stop))
        else:
            parts.append(Condition(name, body, start, stop))
    return Template(text, "brace", tuple(parts))


@st.composite
def templates(draw: st.DrawFn, policy: Policy | None = None, *, most: int = 3) -> Template:
    """Draw a template of a few literals, often of an edge's length, placeholders and conditions."""
    edge = st.builds(
        lambda unit, length: unit * length,
        st.sampled_from("a€ж😀"),
        st.sampled_from([1, 64, 66, 67, 69, 75, 76, 133, 150, 152, 153, 158, 160, 300]),
    )
    literal = st.one_of(
        st.text("ab €", max_size=8), edge, texts(policy), st.sampled_from(["\r", "\n", "\u0301"])
    )
    piece = st.one_of(
        literal.map(lambda body: (Literal, "", body)),
        st.sampled_from(NAMES[:most]).map(lambda name: (Placeholder, name, "")),
        st.sampled_from(NAMES[:most]).map(lambda name: (Placeholder, name, "")),
        st.builds(lambda name, body: (Condition, name, body), st.sampled_from(FLAGS), literal),
    )
    return made_of(draw(st.lists(piece, max_size=6)))


def variables_of(template: Template, *, longest: int) -> st.SearchStrategy[dict[str, Variable]]:
    lengths = st.tuples(st.integers(0, longest), st.integers(0, longest)).map(sorted)
    one = st.builds(
        lambda pair, alphabet: Variable(shortest=pair[0], longest=pair[1], alphabet=alphabet),
        lengths,
        st.sampled_from(Alphabet),
    )
    names = {part.name for part in template.parts if isinstance(part, Placeholder)}
    return st.fixed_dictionaries(dict.fromkeys(sorted(names), one))


def values_of(one: Variable) -> st.SearchStrategy[str]:
    letters = (
        st.characters(codec="utf-8")
        if one.alphabet is Alphabet.ANY
        else st.sampled_from(sorted(characters(one.alphabet)))
    )
    odd = st.sampled_from(KINDS[one.alphabet])
    return st.one_of(
        st.text(st.one_of(letters, odd), min_size=one.shortest, max_size=one.longest),
        st.builds(lambda unit, length: unit * length, odd, st.integers(one.shortest, one.longest)),
        st.builds(
            lambda unit, length: (unit * length)[:length],
            st.sampled_from(["e\u0301", "👩\u200d", "🇩"]) if one.alphabet is Alphabet.ANY else odd,
            st.integers(one.shortest, one.longest),
        ),
    )


def flags_of(template: Template) -> list[str]:
    return sorted({part.name for part in template.parts if isinstance(part, Condition)})


def bounds_or_skip(template: Template, variables: dict[str, Variable], policy: Policy) -> Bounds:
    try:
        return bounds(template, variables, policy=policy)
    except UnencodableError:
        assume(False)  # the template's own text cannot be sent
        raise


def segments_or_none(text: str, policy: Policy) -> int | None:
    try:
        return count(text, policy=policy).segments
    except UnencodableError:
        return None


def every_filling(template: Template, variables: dict[str, Variable], policy: Policy) -> Iterator[int]:
    """Give out the segments of every filling with a character of every cost."""
    values = [
        [
            "".join(each)
            for length in range(one.shortest, one.longest + 1)
            for each in product(KINDS[one.alphabet], repeat=length)
        ]
        for one in variables.values()
    ]
    flags = flags_of(template)
    for chosen in product(*values, *[[False, True]] * len(flags)):
        filling = dict(zip([*variables, *flags], chosen, strict=True))
        segments = segments_or_none(render(template, filling), policy)
        if segments is not None:
            yield segments


@given(st.data(), st.sampled_from(PLAIN))
def test_bounds_are_those_of_an_exhaustive_search(data: st.DataObject, policy: Policy) -> None:
    template = data.draw(templates(most=2))
    variables = data.draw(variables_of(template, longest=2))
    found = bounds_or_skip(template, variables, policy)
    taken = set(every_filling(template, variables, policy))
    assert found.exact
    assert (found.fewest.segments, found.most.segments) == (min(taken), max(taken))


@given(st.data(), policies(largest=3))
def test_an_exhaustive_search_stays_within_the_bounds_under_every_policy(
    data: st.DataObject, policy: Policy
) -> None:
    template = data.draw(templates(policy, most=2))
    variables = data.draw(variables_of(template, longest=2))
    found = bounds_or_skip(template, variables, policy)
    taken = set(every_filling(template, variables, policy))
    assert found.fewest.segments <= min(taken)
    assert max(taken) <= found.most.segments


@given(st.data(), policies(largest=3))
def test_every_filling_lies_within_the_bounds(data: st.DataObject, policy: Policy) -> None:
    template = data.draw(templates(policy))
    variables = data.draw(variables_of(template, longest=data.draw(st.sampled_from([3, 40, 200]))))
    found = bounds_or_skip(template, variables, policy)
    filling: dict[str, object] = {name: data.draw(values_of(one)) for name, one in variables.items()}
    filling |= {name: data.draw(st.booleans()) for name in flags_of(template)}
    segments = segments_or_none(render(template, filling), policy)
    if segments is None:
        assert found.unencodable
    else:
        assert found.fewest.segments <= segments <= found.most.segments


@given(st.data(), policies(largest=3))
def test_witnesses_are_fillings_and_attain_the_bounds_that_are_exact(
    data: st.DataObject, policy: Policy
) -> None:
    template = data.draw(templates(policy))
    variables = data.draw(variables_of(template, longest=data.draw(st.sampled_from([3, 40, 200]))))
    found = bounds_or_skip(template, variables, policy)
    for end in (found.fewest, found.most):
        assert render(template, end.values) == end.example
        assert count(end.example, policy=policy).segments == end.count.segments
        for name, one in variables.items():
            value = end.values[name]
            assert isinstance(value, str)
            assert one.shortest <= len(value) <= one.longest
            assert one.alphabet is Alphabet.ANY or set(value) <= characters(one.alphabet)
    assert found.fewest.segments <= found.fewest.count.segments <= found.most.segments
    attained = (found.fewest.count.segments, found.most.count.segments)
    assert found.exact == (attained == (found.fewest.segments, found.most.segments))
    if policy.boundary is Boundary.CODE_POINT:
        assert found.fewest.count.segments == found.fewest.segments
        if not policy.locking_shifts | policy.single_shifts:
            assert found.exact


@given(st.data(), policies(largest=2))
def test_the_length_at_which_the_count_rises_is_the_smallest(data: st.DataObject, policy: Policy) -> None:
    template = data.draw(templates(policy))
    variables = data.draw(variables_of(template, longest=data.draw(st.sampled_from([5, 30, 90]))))
    found = bounds_or_skip(template, variables, policy)
    refused = {one.name for one in found.unencodable}
    filling: dict[str, object] = {name: "0" * one.longest for name, one in variables.items()}
    filling |= {name: name not in refused for name in flags_of(template)}
    for name, one in variables.items():
        lengths = range(one.shortest, one.longest + 1)
        taken = [segments_or_none(render(template, filling | {name: "0" * each}), policy) for each in lengths]
        if None in taken:
            continue
        least = taken[0] or 0
        rises = [(length, each) for length, each in zip(lengths, taken, strict=True) if (each or 0) > least]
        tip = found.tips[name]
        assert (tip.rises_at, tip.rises_to) == (rises[0] if rises else (None, None))


@given(st.data(), policies(encodings=[tuple(Encoding)], largest=2))
def test_what_is_said_to_flip_the_encoding_does(data: st.DataObject, policy: Policy) -> None:
    template = data.draw(templates(policy))
    variables = data.draw(variables_of(template, longest=9))
    found = bounds_or_skip(template, variables, policy)
    refused = {one.name for one in found.unencodable}
    filling: dict[str, object] = {name: "0" * one.longest for name, one in variables.items()}
    filling |= {name: name not in refused for name in flags_of(template)}
    for name in variables:
        tip = found.tips[name]
        if tip.flips:
            value = "0" * (variables[name].longest - 1) + tip.flips
            counted = count(render(template, filling | {name: value}), policy=policy)
            assert (counted.encoding, counted.segments) == (Encoding.UCS2, tip.flips_to)


@given(st.data(), policies(largest=2))
def test_a_value_said_to_be_dear_makes_the_count_rise(data: st.DataObject, policy: Policy) -> None:
    template = data.draw(templates(policy))
    variables = data.draw(variables_of(template, longest=data.draw(st.sampled_from([9, 90]))))
    found = bounds_or_skip(template, variables, policy)
    refused = {one.name for one in found.unencodable}
    filling: dict[str, object] = {name: "0" * one.longest for name, one in variables.items()}
    filling |= {name: name not in refused for name in flags_of(template)}
    longest = segments_or_none(render(template, filling), policy)
    for name, one in variables.items():
        letter = costly(one.alphabet, policy)
        taken = segments_or_none(render(template, filling | {name: letter * one.longest}), policy)
        if longest and taken:
            tip = found.tips[name]
            assert (tip.dear, tip.dear_to) == ((letter, taken) if taken > longest else (None, None))


LETTERS = "ab é€[ş😀ж🇩🇪\u0301\u200d\r\n \u00a0क्"
LANGUAGES = [NationalLanguage.TURKISH, NationalLanguage.HINDI, NationalLanguage.PORTUGUESE]


@st.composite
def long_texts(draw: st.DrawFn) -> str:
    """Draw a text of a few segments, its runs often of an edge's length."""
    lengths = st.one_of(st.integers(1, 5), st.sampled_from([30, 66, 133, 153, 306, 700]))
    unit = st.one_of(
        st.text(LETTERS, min_size=1, max_size=4),
        st.sampled_from(["a", "word ", "👩\u200d👩\u200d👧", "🇩🇪", "\u0301", "e\u0301 ", "€", "şimdi "]),
    )
    run = st.builds(lambda unit, length: (unit * length)[:length], unit, lengths)
    return "".join(draw(st.lists(run, max_size=5)))


@given(
    long_texts(),
    st.integers(0, 40),
    long_texts(),
    st.lists(st.one_of(long_texts(), st.integers(0, 60).map("a".__mul__)), min_size=1, max_size=4),
    st.builds(
        Policy,
        encodings=st.sampled_from(ENCODINGS),
        boundary=st.sampled_from(Boundary),
        locking_shifts=st.lists(st.sampled_from(LANGUAGES), max_size=2),
        single_shifts=st.lists(st.sampled_from(LANGUAGES), max_size=2),
        reference_width=st.sampled_from([8, 16]),
        extra_elements=st.just(()),
        without=st.sampled_from(["", "€["]),
        numbering=st.just(""),
    ),
)
def test_a_part_recounted_is_the_whole_counted(
    before: str, length: int, after: str, values: list[str], policy: Policy
) -> None:
    recount = Recount(before + "a" * length + after, policy)
    for value in values:
        expected = segments_or_none(before + value + after, policy)
        try:
            assert recount.segments(len(before), len(before) + length, value) == expected
        except UnencodableError:
            assert expected is None


# Parsers

MARKS = [
    "{",
    "}",
    "%",
    "$",
    ":",
    "(",
    ")",
    "??",
    "#",
    "\\",
    "%s",
    "{{",
    "}}",
    "((",
    "))",
    "{#var#}",
    "%(",
    "1$s",
]


def template_or_error(text: str, syntax: str) -> Template | TemplateError:
    try:
        return parse(text, syntax=syntax)
    except TemplateError as error:
        return error


@given(
    st.sampled_from(SYNTAXES), st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=3))).map("".join)
)
def test_a_parser_reads_all_of_a_text_or_says_where_it_cannot(syntax: str, text: str) -> None:
    template = template_or_error(text, syntax)
    if isinstance(template, TemplateError):
        assert template.index is not None
        assert 0 <= template.index < len(text)
        assert template.hint in str(template)
        return
    assert "".join(text[part.start : part.stop] for part in template.parts) == text
    assert [part.start for part in template.parts[1:]] == [part.stop for part in template.parts[:-1]]
    assert all(part.name for part in template.parts if not isinstance(part, Literal))


@given(st.text(), st.dictionaries(st.from_regex("[a-z]{1,3}", fullmatch=True), st.text()))
def test_brace_templates_render_as_python_formats_them(literal: str, values: dict[str, str]) -> None:
    escaped = literal.replace("{", "{{").replace("}", "}}")
    text = escaped.join(["", *(f"{{{name}}}" for name in values), ""])
    assert render(text, values) == text.format(**values)


@given(st.text(string.ascii_letters + "%( )s"), st.text(), st.text())
def test_percent_templates_render_as_python_formats_them(literal: str, first: str, second: str) -> None:
    text = f"%(a)s{literal.replace('%', '%%')}%(b)s"
    values = {"a": first, "b": second}
    assert render(parse(text, syntax="percent"), values) == text % values
