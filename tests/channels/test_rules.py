"""The registry of rules: each code once, and the docs, `check` and the formats know the same."""

import re
from pathlib import Path

import pytest

import segmenter
from segmenter.channels.rules import RULES, UnknownRuleError, codes_of, codes_reported_by
from segmenter.lint.rules import CODES

ROOT = Path(__file__).parents[2]
PACKAGE = Path(segmenter.__file__).parent  # the installed one, where the tests run against a wheel
PAGES = {
    "validate": "guides/channels.md",
    "check": "reference/lint-rules.md",
    "rates check": "reference/rates.md",
    "audit": "guides/audit.md",
}


def test_codes_are_sorted_and_their_form_is_fixed() -> None:
    assert list(RULES) == sorted(RULES)
    assert all(re.fullmatch("SEG[0-9]{3}", code) and rule.code == code for code, rule in RULES.items())


def test_no_name_names_two_rules() -> None:
    names = [name for rule in RULES.values() for name in (rule.name, *rule.aliases)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+|unencodable", name) for name in names)


def test_a_summary_is_a_sentence_that_fits_a_list_of_80_columns() -> None:
    for rule in RULES.values():
        assert rule.summary[0].isupper(), rule.code
        assert rule.summary.endswith("."), rule.code
        assert len(rule.summary) <= 62, rule.code


def test_check_asks_the_rules_that_the_registry_says_it_reports() -> None:
    assert codes_reported_by("check") == CODES


def test_every_code_in_the_sources_is_registered() -> None:
    sources = [*PACKAGE.rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    for path in sources:
        named = set(re.findall("\\bSEG[0-9]{3}\\b", path.read_text("utf-8")))
        assert named <= set(RULES) | {"SEG170"}, path  # SEG170 is the slip that an example makes


def test_every_rule_is_named_by_the_code_that_reports_it() -> None:
    registry = PACKAGE / "channels" / "rules.py"
    text = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path != registry)
    assert [code for code in RULES if code not in text] == []


@pytest.mark.parametrize(("command", "page"), PAGES.items())
def test_the_page_of_a_command_lists_every_rule_it_reports(command: str, page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    assert [code for code in codes_reported_by(command) if f"| {code} |" not in text] == []


def test_every_rule_is_reported_by_a_command_that_has_a_page() -> None:
    assert {command for rule in RULES.values() for command in rule.reported_by} == set(PAGES)


def test_a_rule_is_named_by_code_beginning_or_name_in_any_case() -> None:
    assert codes_of("seg107") == codes_of("One-Character-Forces-UCS2") == ("SEG107",)
    assert codes_of("SEG80") == codes_reported_by("rates check")
    assert codes_of("all") == tuple(RULES)


def test_an_unknown_rule_has_a_neighbour_among_those_that_may_be_named() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean SEG301"):
        codes_of("SEG310")
    with pytest.raises(UnknownRuleError) as caught:
        codes_of("rate-gap", among=CODES)
    assert caught.value.nearest not in codes_reported_by("rates check")
