"""SEG506: where it is silent, then where it finds something."""

import pytest

from segmenter.catalogs import read
from segmenter.lint.checking import check
from tests.lint.samples import ALL, configuration

ANDROID = """<resources><plurals name="a"><item quantity="one">x</item>
<item quantity="few">y</item></plurals></resources>"""


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
        ("ru.json", '{"a_ordinal_one": "x", "b": "y"}'),
        ("ru.arb", '{"@@locale": "ru", "a": "{n, plural, =0{x} one{a} few{b} many{c} other{d}}"}'),
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
    ],
)
def test_a_missing_form_is_reported_once(name: str, text: str, message: str) -> None:
    assert found(name, text) == [message]
