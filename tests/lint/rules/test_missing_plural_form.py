"""SEG506: where it is silent, then where it finds something."""

import pytest

from segmenter.catalogs import read
from segmenter.lint.checking import check
from tests.lint.samples import ALL, configuration

ANDROID = """<resources><plurals name="a"><item quantity="one">x</item>
<item quantity="few">y</item></plurals></resources>"""


ORDINALS = '{"a_ordinal_one": "st", "a_ordinal_two": "nd", "a_ordinal_few": "rd", "a_ordinal_other": "th"}'
FLUENT = "a = { $n ->\n    [one] x\n   *[other] y\n }\n"


def found(name: str, text: str) -> list[str]:
    findings = check(read(name, text.encode()), configuration({}), ALL).findings
    return [finding.message for finding in findings if finding.rule == "SEG506"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("en.json", '{"a_one": "x", "a_other": "y"}'),
        ("ru.json", '{"a_one": "x", "a_few": "y", "a_many": "z", "a_other": "z"}'),
        ("fr.json", '{"a_one": "x", "a_other": "y"}'),
        ("ja.yml", "ja:\n  a:\n    other: y\n"),
        ("texts.json", '{"a_one": "x", "a_other": "y"}'),
        ("ru.json", '{"a_ordinal_other": "x", "b": "y"}'),
        ("ru.arb", '{"@@locale": "ru", "a": "{n, plural, =0{x} one{a} few{b} many{c} other{d}}"}'),
        ("ru.arb", '{"@@locale": "ru", "a": "{n, selectordinal, other{#-й}}"}'),
        ("en.arb", '{"@@locale": "en", "a": "{n, plural, =1{x} other{y}}"}'),
        ("ar.arb", '{"@@locale": "ar", "a": "{s, select, a{x} other{y}}"}'),
        ("en.json", '{"reason_other": "Another reason", "b": "{{x}}"}'),
        ("en.json", '{"step_one": "First", "step_two": "Second"}'),
        ("en.ftl", FLUENT),
        ("en.json", ORDINALS),
    ],
)
def test_what_has_all_its_forms_or_no_known_language_is_not_reported(name: str, text: str) -> None:
    assert found(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("ru.json", '{"a_one": "x", "a_other": "y"}', "plural forms few, many of ru are missing"),
        ("values-pl/strings.xml", ANDROID, "plural form many of pl is missing"),
        ("cs.yml", "cs:\n  a:\n    one: x\n    other: y\n", "plural form few of cs is missing"),
        ("en.json", '{"a_one": "x"}', "plural form other of en is missing"),
        (
            "ru.arb",
            '{"@@locale": "ru", "a": "{s, select, m{a} other{b}} {n, plural, one{x} other{y}}"}',
            "plural forms few, many of ru are missing",
        ),
        (
            "ru.ftl",
            "a = { $n ->\n    [one] x\n   *[other] y\n }\n",
            "plural forms few, many of ru are missing",
        ),
        ("ru.json", '{"a_other": "{{count}} x"}', "plural forms one, few, many of ru are missing"),
        (
            "en.json",
            '{"a_ordinal_one": "st", "a_ordinal_other": "th"}',
            "plural forms two, few of en are missing",
        ),
    ],
)
def test_a_missing_form_is_reported_once(name: str, text: str, message: str) -> None:
    assert found(name, text) == [message]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("ru.json", '{"a_one": "x", "a_other": "y"}', "before version 27"),
        ("cs.yml", "cs:\n  a:\n    one: x\n    other: y\n", "Rails raises an error"),
        ("values-pl/strings.xml", ANDROID, "the form other is used"),
    ],
)
def test_what_the_program_does_without_the_form_is_said(name: str, text: str, words: str) -> None:
    findings = check(read(name, text.encode()), configuration({}), ALL).findings
    assert [words in finding.help for finding in findings if finding.rule == "SEG506"] == [True]
