"""The page of rules is made from the rules: ``python -m tests.lint.test_rules_page`` writes it again."""

from pathlib import Path
from textwrap import fill

from segmenter.channels.rules import RULES
from segmenter.lint.rules import CODES, rule_of
from segmenter.lint.rules.rule import Example, Rule
from segmenter.report.display import Screen
from segmenter.report.rules import example_words, rules_text

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "lint-rules.md"
HEAD = """\
# Rules of check

<!-- Made by `python -m tests.lint.test_rules_page`; change the rules in segmenter/lint/rules instead. -->

What `segmenter check` looks for. A code keeps its meaning for good. [Checking files](../guides/checking.md)
says how to ignore a rule, [Configuration](configuration.md) what the keys named here take. Characters that
cannot be seen are written as JSON writes them.

"""
FIXABLE = {"yes": "yes", "unsafe": "only with a look at it", "no": "no"}
LONGEST = 100


def page() -> str:
    rules = [rule_of(code) for code in CODES]
    rows = "".join(f"| {rule.code} | `{rule.name}` | {rule.severity} | {rule.summary} |\n" for rule in rules)
    return (
        f"{HEAD}| code | name | severity | finds |\n|---|---|---|---|\n{rows}{''.join(map(section, rules))}"
    )


def section(rule: Rule) -> str:
    options = f" Reads {', '.join(f'`{name}`' for name in rule.options)}." if rule.options else ""
    default = "" if rule.by_default else " Off by default."
    about = f"Severity: {rule.severity}. Fixable: {FIXABLE[rule.fixable]}.{default}{options}"
    texts = f"{listed('Found in', rule.bad)}{listed('Not in', rule.good)}"
    paragraphs = (fill(words, 118, break_on_hyphens=False) for words in (rule.summary, rule.why, about))
    return "\n\n".join([f"\n## {rule.code} {rule.name}", *paragraphs]) + f"\n{texts}"


def listed(label: str, examples: tuple[Example, ...]) -> str:
    lines = "".join(f"{example_words(example, longest=LONGEST)}\n" for example in examples)
    return f"\n{label}:\n\n```text\n{lines}```\n"


def test_two_examples_that_differ_in_length_alone_can_be_told_apart() -> None:
    for code in ("SEG102", "SEG103"):
        for bad, good in zip(rule_of(code).bad, rule_of(code).good, strict=True):
            assert example_words(bad, longest=LONGEST) != example_words(good, longest=LONGEST)
    lines = "".join(rules_text([RULES["SEG103"]], Screen(columns=60)))
    assert "162 code points" in lines
    assert "135 code points" in lines


def test_the_page_is_what_the_rules_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.lint.test_rules_page"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
