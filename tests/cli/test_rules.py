"""``segmenter rules`` in a process of its own."""

import json

import pytest

import segmenter.lint.rules  # noqa: F401  # registers the rules of `check`
from segmenter.channels.rules import RULES
from tests.cli.runs import run


def test_all_rules_are_listed_in_80_columns() -> None:
    done = run("rules")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert [line.split()[0] for line in lines] == list(RULES)
    assert max(map(len, lines)) <= 80
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("word", ["SEG107", "seg107", "one-character-forces-ucs2"])
def test_a_rule_is_explained_with_examples(word: str) -> None:
    text = run("rules", word).stdout.decode()
    assert text.startswith("SEG107 one-character-forces-ucs2\nOne character alone forces UCS-2.\n")
    assert '  "It’s here, and it’s yours"' in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_beginning_of_codes_names_several() -> None:
    text = run("rules", "SEG50").stdout.decode()
    assert "SEG504 unparsable-placeholder\n" in text
    assert "\n\nSEG505 missing-placeholder\n" in text


def test_json_has_every_field() -> None:
    (found,) = json.loads(run("rules", "SEG106", "--format", "json").stdout)
    assert (found["code"], found["severity"], found["fixable"]) == ("SEG106", "error", "yes")
    assert found["bad"][0]["configuration"] == {"encoding": "gsm-7"}
    assert len(json.loads(run("rules", "--format", "json").stdout)) == len(RULES)


def test_an_unknown_rule_is_wrong_usage_and_has_a_neighbour() -> None:
    done = run("rules", "SEG170")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"there is no rule 'SEG170'; `segmenter rules` lists them; did you mean SEG107?" in done.stderr


def test_a_rule_that_check_does_not_ask_is_explained_too() -> None:
    text = run("rules", "too-many-recipients").stdout.decode()
    assert text.splitlines() == [
        "SEG301 too-many-recipients",
        "There are too many recipients.",
        "error, not fixable; reported by validate",
    ]
