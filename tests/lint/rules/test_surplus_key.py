"""SEG508: where it is silent, then where it finds something."""

from pathlib import Path

from tests.lint.rules.test_missing_key import ON, found


def test_it_is_off_by_default(tmp_path: Path) -> None:
    assert found(tmp_path, '{"a": "x", "b": "y", "c": "z", "d": "!"}', {}) == []


def test_a_surplus_key_is_reported_where_it_stands(tmp_path: Path) -> None:
    text = '{"a": "x",\n "b": "y",\n "c": "z",\n "d": "!"}'
    assert found(tmp_path, text, ON) == [("SEG508", "d", "4")]


def test_a_finding_may_be_ignored_by_rule(tmp_path: Path) -> None:
    text = '{"a": "x", "b": "y", "c": "z", "d": "!"}'
    assert found(tmp_path, text, {"select": ["ALL"], "ignore": ["surplus-key", "SEG108"]}) == []
