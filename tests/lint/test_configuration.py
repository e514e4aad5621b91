"""Configuration: what may stand in it, where it is found, and what is wrong with it."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.channels.findings import Severity
from segmenter.errors import ProfileError
from segmenter.lint.configuration import (
    _KEYS,
    ConfigurationError,
    Configurations,
    of_values,
    read,
    settled,
)
from tests.lint.samples import configuration

KEYS = [*_KEYS, "files", "keys", "longest", "shortest", "other"]


def test_an_empty_configuration_says_nothing() -> None:
    found = configuration({})
    assert (found.changes, found.messages, found.select, found.fail_level) == ({}, (), None, Severity.WARNING)


def test_all_keys(tmp_path: Path) -> None:
    file = tmp_path / "segmenter.toml"
    file.write_text(
        """
        profile = "acme"
        channel = "sms"
        select = ["SEG1", "missing-placeholder"]
        ignore = ["SEG112"]
        fail_level = "error"
        exclude = ["vendor"]
        baseline = "known.json"
        max_segments = 2
        encoding = "gsm-7"
        forced_ucs2 = "dearer"
        dearer_by = 2
        syntax = "brace"
        registered = false
        default_variable = { longest = 20 }
        [per_file_ignores]
        "old/**" = ["SEG107"]
        [variables.name]
        shortest = 1
        longest = 30
        alphabet = "gsm7"
        examples = ["Ann"]
        [[messages]]
        files = ["sms/**"]
        locales = ["fr"]
        max_segments = 3
        [profiles.acme]
        prefix = "Acme: "
        """,
        encoding="utf-8",
    )
    found = read(str(file))
    assert found.changes["profile"].prefix == "Acme: "
    assert found.changes["variables"]["name"].longest == 30
    assert found.messages[0].changes == {"max_segments": 3}
    assert found.baseline == str(tmp_path / "known.json")
    assert found.excludes(str(tmp_path / "a" / "vendor" / "b.po"))
    assert found.per_file_ignores == (("old/**", ("SEG107",)),)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"max_segment": 1}, "max_segment is not known; known keys are"),
        ({"max_segment": 1}, "did you mean max_segments?"),
        ({"max_segments": "2"}, "max_segments is '2'; it must be a whole number"),
        ({"max_segments": 0}, "max_segments is 0"),
        ({"encoding": "utf-8"}, "encoding is 'utf-8'; it must be one of gsm-7, any"),
        ({"select": ["SEG170"]}, "select[0] is 'SEG170', which is not a rule"),
        ({"select": ["SEG170"]}, "did you mean SEG107?"),
        (
            {"forced_ucs2": "never"},
            "forced_ucs2 is 'never'; it must be one of always, typographic, costly",
        ),
        (
            {"messages": [{"locales": ["french"]}]},
            "messages[0].locales[0] is 'french', which is not a locale",
        ),
        ({"messages": [{"locales": ["fr", "jp"]}]}, "messages[0].locales[1] is 'jp', which is not a locale"),
        ({"ignore": "SEG107"}, "ignore is 'SEG107'; it must be a list of strings"),
        ({"per_file_ignores": {"a": ["X"]}}, "per_file_ignores.a[0] is 'X', which is not a rule"),
        ({"fail_level": "never"}, "fail_level is 'never'; it must be one of error, warning, info"),
        ({"profile": "acne"}, "profile is 'acne'; there are standard"),
        ({"channel": "fax"}, "channel is 'fax'"),
        ({"profile": "gov-uk-notify", "channel": "viber"}, "which profile gov-uk-notify does not offer"),
        (
            {"messages": {}},
            "messages is an empty table; it must be a list of tables, each under [[messages]]",
        ),
        ({"messages": [{}]}, "messages[0].files is missing; say which entries are meant"),
        ({"messages": [{"file": ["a"]}]}, "messages[0].file is not known"),
        ({"variables": {"a": {}}}, "variables.a.longest is missing"),
        ({"variables": {"a": {"longest": 1, "shortest": 2}}}, "shortest, 2, is more than longest, 1"),
        ({"variables": {"a": 3}}, "variables.a is 3; it must be a table"),
        ({"syntax": "jinja"}, "syntax is 'jinja'; it must be one of brace"),
    ],
)
def test_a_slip_is_told_with_file_and_key(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^segmenter\.toml: ") as caught:
        configuration(values)
    assert said in str(caught.value)


@pytest.mark.parametrize("locale", ["fr", "PT-br", "pt_BR", "zh-Hant-TW", "sr@latin", "fil", "x*", "de-*"])
def test_a_locale_may_be_written_in_many_ways(locale: str) -> None:
    assert configuration({"messages": [{"locales": [locale]}]}).messages[0].locales == (locale,)


def test_an_option_that_does_not_fit_is_blamed_itself() -> None:
    own = configuration({"profile": "gov-uk-notify"}).changes
    for options, said in (
        ({"channel"}, "options: --channel is 'viber', which profile gov-uk-notify does not offer"),
        ({"profile"}, "options: --profile is 'gov-uk-notify', which does not offer channel viber"),
        (set(), "segmenter.toml: channel is 'viber', which profile gov-uk-notify does not offer"),
    ):
        with pytest.raises(ConfigurationError) as caught:
            settled({**own, "channel": "viber"}, "segmenter.toml", options)
        assert str(caught.value).startswith(said)


def test_the_nearest_configuration_wins_and_our_own_file_before_pyproject(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.segmenter]\nmax_segments = 1\n", encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nname = 'segmenter'\n", encoding="utf-8")
    found = Configurations()
    assert found.of(str(inner / "x.po")).changes == {"max_segments": 1}
    (inner / "pyproject.toml").write_text("[tool.segmenter]\nmax_segments = 2\n", encoding="utf-8")
    assert Configurations().of(str(inner / "x.po")).changes == {"max_segments": 2}
    (inner / "segmenter.toml").write_text("max_segments = 3\n", encoding="utf-8")
    assert Configurations().of(str(inner / "x.po")).changes == {"max_segments": 3}


def test_a_pyproject_named_must_speak_of_us(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[project]\nname = 'x'\n", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"tool\.segmenter is missing; add a table \[tool\.segmenter\]"
    ):
        read(str(file))


@pytest.mark.parametrize("text", ["[tool.segmenter\n", "tool = 1 # segmenter\n", "tool.segmenter = 1\n"])
def test_a_broken_pyproject_that_speaks_of_us_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="pyproject"):
        Configurations().of(str(tmp_path / "x.po"))


def test_a_broken_pyproject_that_does_not_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other\n", encoding="utf-8")
    Configurations().of(str(tmp_path / "x.po"))


def test_the_error_is_a_profile_error_and_survives_pickling() -> None:
    error = ConfigurationError("is wrong", "change it", path="a.toml", line=3, key="key")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (ConfigurationError, str(error))
    assert isinstance(error, ProfileError)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 300)
    | st.text("as.*", max_size=3)
    | st.sampled_from(["sms", "SEG107"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_any_table_is_taken_or_refused_by_file_and_key(values: dict[str, Any]) -> None:
    try:
        configuration(values)
    except ProfileError as error:
        assert str(error).startswith("segmenter.toml: ")  # noqa: PT017


def test_old_names_of_keys_and_values_are_still_accepted() -> None:
    old = {"forced_ucs2": "dearer", "messages": [{"keys": ["a"], "dearer_by": 2}]}
    new = {"forced_ucs2": "costly", "messages": [{"keys": ["a"], "exceeds_source_by": 2}]}
    assert of_values(old, "segmenter.toml") == of_values(new, "segmenter.toml")
