"""Ranges and audiences as text and as JSON."""

import json

from segmenter import Boundary, Encoding, Policy
from segmenter.report.display import Screen
from segmenter.report.json_format import json_line
from segmenter.report.templates import distribution_text, range_text, template_fields
from segmenter.templates import Variable, bounds, distribution, parse


def test_a_bound_that_is_not_attained_says_it_is_proved() -> None:
    variables = {"a": Variable(longest=150)}
    found = bounds("{a}", variables, policy=Policy(boundary=Boundary.GRAPHEME_CLUSTER))
    assert (found.exact, found.most.segments, found.most.count.segments) == (False, 9, 8)
    lines = range_text(found, variables, Screen()).splitlines()
    assert lines[0] == "1 to 9 segments: proved limits; whether any values reach them is not known"
    assert "most: 9 segments by proof; the values shown take 8 segments, UCS-2, 300 of 536" in lines


def test_a_bound_that_is_attained_says_nothing_of_a_proof() -> None:
    variables = {"a": Variable(longest=150)}
    text = range_text(bounds("{a}", variables), variables, Screen())
    assert text.startswith("1 to 5 segments\n")
    assert "proof" not in text
    assert "proved" not in text


def test_control_characters_are_shown_as_python_writes_them() -> None:
    variables = {"a": Variable(longest=1, alphabet="digits")}
    assert "\x1b" not in range_text(bounds("\x1b{a}", variables), variables, Screen())


def test_the_typical_message_is_shown_where_there_are_examples() -> None:
    variables = {"a": Variable(longest=9, examples=["Zoë"])}
    assert "typical: 1 segment" in range_text(bounds("{a}", variables), variables, Screen())


def test_a_long_example_is_cut() -> None:
    variables = {"a": Variable(longest=9_000, alphabet="digits")}
    assert len(range_text(bounds("{a}", variables), variables, Screen())) < 3_000


def test_an_ascii_screen_gets_ascii() -> None:
    variables = {"a": Variable(longest=9)}
    assert range_text(bounds("ж{a}", variables), variables, Screen(encoding="ascii")).isascii()


def test_json_may_be_ascii_and_names_what_cannot_be_sent() -> None:
    variables = {"a": Variable(longest=9)}
    found = bounds("{a}", variables, policy=Policy(encodings=[Encoding.GSM7]))
    line = json_line(template_fields(parse("{a}"), found, None), ascii_only=True)
    assert line.isascii()
    assert json.loads(line)["range"]["unencodable"][0]["character"] == "’"


def test_an_empty_audience_is_no_message() -> None:
    assert distribution_text(distribution("{a}", []), Screen()).startswith("0 messages, 0 segments")
