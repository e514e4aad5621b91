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
