"""Every rule finds something in its own bad examples, and nothing in its good ones."""

from pathlib import Path

import pytest

from segmenter.channels.rules import RULES
from segmenter.lint.rules import CODES, matching, rule_of
from segmenter.lint.rules.rule import Example, Fixable
from tests.lint.samples import checked

HERE = Path(__file__).parent
BAD = [(code, example) for code in CODES for example in rule_of(code).bad]
GOOD = [(code, example) for code in CODES for example in rule_of(code).good]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_says_who_it_is_and_has_examples_of_both_kinds(code: str) -> None:
    found = rule_of(code)
    assert (found.code, found.name, found.summary, found.severity) == RULES[code][:4]
    assert found.bad
    assert found.good
    assert found.summary.endswith(".")
    assert len(found.summary) <= 62, "a list of 80 columns has no more room"
    assert found.why.endswith(".")


@pytest.mark.parametrize(("code", "example"), BAD)
def test_a_bad_example_is_found(code: str, example: Example) -> None:
    found = [finding for finding in checked(example).findings if finding.rule == code]
    assert found
    if rule_of(code).fixable is Fixable.NO:
        assert not any(finding.edits for finding in found)


@pytest.mark.parametrize(
    ("code", "index", "message", "remedy"),
    [
        (
            "SEG101",
            0,
            "U+D83D is half of a surrogate pair, not a character",
            "repair the text where it was decoded",
        ),
        ("SEG102", 0, "1,080 code points, 80 more than standard takes viber (1,000)", "shorten it"),
        ("SEG102", 2, "12 code points, 2 more than max-length 10", "shorten it"),
        (
            "SEG103",
            0,
            "2 segments (GSM-7) where 1 is allowed: 2 septets over one segment",
            "shorten it by 2 septets",
        ),
        (
            "SEG106",
            0,
            (
                "not GSM-7: “ U+201C LEFT DOUBLE QUOTATION MARK, ” U+201D RIGHT DOUBLE QUOTATION MARK, "
                "– U+2013 EN DASH, and 1 more"
            ),
            'type " for “, type " for ”, type - for –, type \' for ’',
        ),
        (
            "SEG107",
            2,
            (
                "❤️ U+2764 HEAVY BLACK HEART alone forces UCS-2: a segment holds 70 code units, "
                "160 septets without it; it costs nothing now"
            ),
            "leave it out, or reword: no fix removes an emoji",
        ),
        (
            "SEG108",
            0,
            (
                "2 segments (UCS-2), 1 more than its source: 23 code units over one segment; "
                "’ U+2019 RIGHT SINGLE QUOTATION MARK forces UCS-2"
            ),
            "shorten it, or plan for it",
        ),
        (
            "SEG109",
            0,
            "up to 2 segments (UCS-2) where 1 is allowed: 58 code units over one segment",
            'one ’ in name makes it UCS-2; give name alphabet = "gsm7" if that cannot be',
        ),
        ("SEG110", 0, "U+200B ZERO WIDTH SPACE is invisible and changes nothing", "leave it out"),
        ("SEG111", 0, "2 segments with lines ended by CR LF, 1 with LF", "end lines with LF"),
        (
            "SEG112",
            0,
            "segment 1 ends in the middle of a URL",
            "put it elsewhere in the text, or shorten what stands before it",
        ),
        (
            "SEG113",
            0,
            "2 segments, 1 with plain characters: 19 code units over one segment; “ ’ ” – force UCS-2",
            'type " for “, type \' for ’, type " for ”, type - for –',
        ),
        (
            "SEG114",
            0,
            (
                "U+2068 and U+2069 around placeholders force UCS-2: a segment holds 70 code units, "
                "160 septets without them"
            ),
            "call messageformat with bidiIsolation: 'none' (ICU4J needs nothing), and set isolating = false",
        ),
        (
            "SEG115",
            0,
            "136 units in 1 segment: 30% more text needs 41, and 1 segment has 24 free",
            "shorten it, or allow translations another segment",
        ),
        (
            "SEG121",
            0,
            "the last line is not exactly '@domain #code', so no browser fills in the code",
            "",
        ),
        (
            "SEG305",
            0,
            (
                "carriers in the UK block generic senders (since 2023-09-12); "
                "replace 'Verify' with your own name"
            ),
            "",
        ),
        (
            "SEG504",
            0,
            "'{' is not closed before the next one (index 23)",
            "placeholders cannot be nested: close the first with '}', or write {{ or }} for a brace",
        ),
        ("SEG505", 0, "placeholder code of the source is missing", "put it in"),
        (
            "SEG506",
            0,
            "plural forms few, many of ru are missing",
            "add them: without them, the form other is used",
        ),
        ("SEG507", 0, "the key bye of the source language is missing", "translate it"),
        (
            "SEG508",
            0,
            "the source language does not have this key",
            "remove it, or add it to the source language",
        ),
        (
            "SEG511",
            0,
            (
                "the example of 1 has a line break or a tab, which whatsapp refuses; "
                "put a comma or one blank there"
            ),
            "",
        ),
        (
            "SEG512",
            0,
            "whatsapp refuses a body that begins with a variable ({{1}}); write some words before it",
            "",
        ),
        (
            "SEG513",
            0,
            (
                "{#var#} has no type, and portals refuse that since January 2026; write what it holds: "
                "{#numeric#}, {#alphanumeric#}, {#url#}, {#urlott#}, {#cbn#} or {#email#}"
            ),
            "",
        ),
        ("SEG514", 1, "3 variables, more than a portal takes (2); leave some out", ""),
        (
            "SEG701",
            1,
            "there is no rule 'SEG170'; `segmenter rules` lists them; did you mean SEG107?",
            "",
        ),
    ],
)
def test_a_bad_example_is_reported_in_these_words(code: str, index: int, message: str, remedy: str) -> None:
    example = rule_of(code).bad[index]
    found = next(finding for finding in checked(example).findings if finding.rule == code)
    assert (found.message, found.help) == (message, remedy)


def test_the_words_of_every_rule_are_held() -> None:
    [mark] = [
        mark
        for mark in test_a_bad_example_is_reported_in_these_words.pytestmark  # type: ignore[attr-defined]
        if mark.name == "parametrize"
    ]
    assert {code for code, *_ in mark.args[1]} == {*CODES}


@pytest.mark.parametrize(("code", "example"), GOOD)
def test_a_good_example_is_clean(code: str, example: Example) -> None:
    assert [finding.message for finding in checked(example).findings if finding.rule == code] == []


@pytest.mark.parametrize("code", [code for code in CODES if rule_of(code).fixable is not Fixable.NO])
def test_a_fixable_rule_has_an_example_that_it_fixes(code: str) -> None:
    safe = rule_of(code).fixable is Fixable.YES
    found = [one for example in rule_of(code).bad for one in checked(example).findings if one.rule == code]
    if code != "SEG103":  # its example is plain words too many
        assert any(finding.edits and finding.safe is safe for finding in found)


def test_every_rule_has_a_file_of_tests() -> None:
    names = {rule_of(code).name.replace("-", "_") for code in CODES}
    assert {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")} == {
        *names,
        "examples",
        "silence",
    }


def test_an_old_name_of_a_rule_is_still_accepted() -> None:
    assert matching("dearer-than-source") == matching("costs-more-than-source") == ("SEG108",)
