"""Globs of paths and keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.lint.globs import any_key, any_path


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("sms/*.po", "sms/fr.po", True),
        ("sms/*.po", "sms/old/fr.po", False),
        ("sms/**", "sms/old/fr.po", True),
        ("sms/**/*.po", "sms/fr.po", True),
        ("**/sms/*.po", "a/b/sms/fr.po", True),
        ("**/sms/*.po", "sms/fr.po", True),
        ("*.po", "a/b/fr.po", True),
        ("vendor", "a/vendor/b.po", True),
        ("vendor/", "vendor/b.po", True),
        ("/vendor", "a/vendor/b.po", False),
        ("./sms/*", "sms/a", True),
        ("f?.po", "fr.po", True),
        ("[df]e.po", "de.po", True),
        ("[!d]e.po", "de.po", False),
        ("a+b.po", "aab.po", False),
        ("sms", "smsx", False),
    ],
)
def test_globs_of_paths(glob: str, path: str, matches: bool) -> None:
    assert bool(any_path((glob,)).fullmatch(path)) is matches


@pytest.mark.parametrize(
    ("glob", "key", "matches"), [("sms.*", "sms.a.b", True), ("*_sms", "a_sms", True), ("sms", "SMS", False)]
)
def test_globs_of_keys(glob: str, key: str, matches: bool) -> None:
    assert bool(any_key((glob,)).fullmatch(key)) is matches


def test_no_globs_match_nothing() -> None:
    assert not any_path(()).fullmatch("")
    assert not any_key(()).fullmatch("")


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_glob_compiles(glob: str, path: str) -> None:
    any_path((glob,)).fullmatch(path)
    any_key((glob,)).fullmatch(path)


@given(st.text("ab/.", max_size=8))
def test_a_key_without_signs_matches_itself_alone(text: str) -> None:
    assert any_key((text,)).fullmatch(text)
    assert not any_key((text,)).fullmatch(text + "a")
