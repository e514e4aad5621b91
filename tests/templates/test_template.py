"""Syntaxes: what each finds, what its escapes stand for, and what it refuses, with the index."""

import contextlib
import pickle
import sys

import pytest

from segmenter.errors import SegmenterError, TemplateError
from segmenter.templates import SYNTAXES, Condition, Literal, Placeholder, parse, render

FOUND = [
    ("brace", "{name}", ["name"]),
    ("brace", "{} {}", ["1", "2"]),
    ("brace", "{0} {user.name}", ["0", "user.name"]),
    ("percent", "%(name)s %(n)d", ["name", "n"]),
    ("percent", "%s %d %@ %lld", ["1", "2", "3", "4"]),
    ("percent", "%2$s %1$s", ["2", "1"]),
    ("mustache", "{{name}} {{ 1 }} {{{raw}}} {x}", ["name", "1", "raw"]),
    ("dollar", "${name} $5 $name", ["name"]),
    ("colon", "at 12:30 :name https://a.b", ["name"]),
    ("ruby", "%{name} 50% off", ["name"]),
    ("notify", "((first name)) (x (y))", ["first name"]),
    ("notify", "(((name)))", ["name"]),
    ("dlt", "{#var#} {#numeric#}", ["1", "2"]),
]
ESCAPED = [
    ("brace", "{{a}}", "{a}"),
    ("percent", "5%%", "5%"),
    ("ruby", "%%{a}", "%{a}"),
    ("dollar", "$${a}", "${a}"),
    ("colon", r"\:a", ":a"),
]
REFUSED = [
    ("brace", "Hi {name", 3),
    ("brace", "Hi name}", 7),
    ("brace", "Hi {a {b}}", 3),
    ("brace", "Hi {a:>9}", 3),
    ("brace", "{} {0}", 3),
    ("percent", "50% off", 2),
    ("percent", "%(name", 0),
    ("percent", "%(a %(b)s)s", 0),
    ("percent", "%05d", 0),
    ("mustache", "Hi {{name", 3),
    ("mustache", "Hi {{a {{b}}}}", 3),
    ("mustache", "Hi {{#a}}", 3),
    ("mustache", "Hi }}", 3),
    ("mustache", "{{ }}", 0),
    ("dollar", "${a", 0),
    ("dollar", "${a ${b}}", 0),
    ("ruby", "%{a", 0),
    ("ruby", "%<a>d", 0),
    ("notify", "a ((b", 2),
    ("notify", "((a ((b))))", 0),
    ("notify", "((  ))", 0),
    ("dlt", "{#Var#}", 0),
    ("dlt", "a {#var", 2),
    ("dlt", "a #}", 2),
]


@pytest.mark.parametrize(("syntax", "text", "names"), FOUND)
def test_placeholders_are_found(syntax: str, text: str, names: list[str]) -> None:
    assert list(parse(text, syntax=syntax).names) == names


@pytest.mark.parametrize(("syntax", "text", "sent"), ESCAPED)
def test_an_escape_is_sent_as_what_it_stands_for(syntax: str, text: str, sent: str) -> None:
    assert render(parse(text, syntax=syntax), {}) == sent


@pytest.mark.parametrize(("syntax", "text", "index"), REFUSED)
def test_what_is_malformed_is_refused_with_index_and_hint(syntax: str, text: str, index: int) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(text, syntax=syntax)
    assert caught.value.index == index
    assert caught.value.hint
    assert isinstance(caught.value, SegmenterError)
    assert isinstance(caught.value, ValueError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.index) == (str(caught.value), index)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_text_without_placeholders_is_one_literal(syntax: str) -> None:
    assert parse("Hello", syntax=syntax).parts == (Literal("Hello", 0, 5),)
    assert parse("", syntax=syntax).parts == ()


def test_a_condition_has_its_text_and_its_name() -> None:
    (part,) = parse("((late?? hurry?))", syntax="notify").parts
    assert part == Condition("late", " hurry?", 0, 17)


def test_parts_have_their_places() -> None:
    assert parse("a{{{b}").parts == (Literal("a", 0, 1), Literal("{", 1, 3), Placeholder("b", 3, 6))


def test_an_unknown_syntax_names_the_known_ones() -> None:
    with pytest.raises(TemplateError, match="there are brace, percent"):
        parse("", syntax="jinja")


def test_a_template_is_a_str() -> None:
    with pytest.raises(TypeError):
        parse(b"Hi {name}")  # type: ignore[arg-type]


@pytest.mark.long
@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize(
    "unit", ["a", "{", "}", "{{", "%", "$", "${", ":", "(", "((a", "{#", "%(", "{a}", "\\:"]
)
def test_reading_takes_time_in_proportion_to_the_length(syntax: str, unit: str) -> None:
    # Counts calls, not seconds. The work inside one search cannot be counted: there a search that went back
    # over the text would keep the megabyte below from ever ending.
    parse("", syntax=syntax)  # so that importing it is not counted
    assert _calls_to_parse(unit * 4_000, syntax) <= 2.1 * _calls_to_parse(unit * 2_000, syntax)
    with contextlib.suppress(TemplateError):
        parse(unit * (1_000_000 // len(unit)), syntax=syntax)


def _calls_to_parse(text: str, syntax: str) -> int:
    calls = 0

    def note(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        with contextlib.suppress(TemplateError):
            parse(text, syntax=syntax)
    finally:
        sys.setprofile(before)
    return calls
