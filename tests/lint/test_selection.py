"""Which entries are messages, and what holds for each."""

from typing import Any

import pytest

from segmenter.catalogs import Entry, Remark, read
from segmenter.lint.selection import Options, Selection, may_select, wanted_keys
from segmenter.lint.settings import Settings
from tests.lint.samples import catalog, configuration


def settings(entry: Entry, values: dict[str, Any] | None = None, **more: Any) -> Settings | None:
    path = more.pop("path", "sms.json")
    remarks = more.pop("remarks", ())
    options = Options(overrides=more.pop("overrides", {}))
    found = catalog(path=path, remarks=remarks)
    return Selection(found, configuration(values or {}), options, **more).settings_of(entry)


def entry(**fields: Any) -> Entry:
    values: dict[str, Any] = {"key": "sms.code", "text": "Hi", "line": 1}
    return Entry(**(values | fields))


def test_by_default_nothing_is_a_message() -> None:
    assert settings(entry()) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"flags": ("sms",)},
        {"flags": ("max-segments:2",)},
        {"flags": ("max-length:9",)},
        {"context": "SMS"},
        {"comments": ("segmenter: sms",)},
        {"comments": ("About it.", "segmenter: max-segments=2")},
    ],
)
def test_what_stands_in_the_file_selects(fields: dict[str, Any]) -> None:
    assert settings(entry(**fields)) is not None


@pytest.mark.parametrize(
    "fields",
    [{"flags": ("fuzzy", "sms")}, {"flags": ("sms",), "text": ""}, {"comments": ("segmenter: ignore",)}],
)
def test_what_is_not_sent_yet_is_no_message(fields: dict[str, Any]) -> None:
    assert settings(entry(**fields)) is None


@pytest.mark.parametrize(
    ("table", "is_message"),
    [
        ({"files": ["sms.json"]}, True),
        ({"files": ["other.json"]}, False),
        ({"keys": ["sms.*"]}, True),
        ({"keys": ["ui.*"]}, False),
        ({"files": ["*.json"], "keys": ["ui.*"]}, False),
        ({"contexts": ["text*"]}, True),
        ({"flags": ["short-*"]}, True),
        ({"flags": ["long"]}, False),
        ({"locales": ["pt"]}, False),
        ({"keys": ["sms.*"], "locales": ["pt_BR"]}, True),
        ({"keys": ["sms.*"], "locales": ["fr"]}, False),
    ],
)
def test_a_table_selects_what_matches_all_it_says(table: dict[str, Any], is_message: bool) -> None:
    one = entry(context="text message", flags=("short-text",), locale="pt-BR")
    assert (settings(one, {"messages": [table]}) is not None) is is_message


def test_budgets_by_glob_and_by_locale_the_later_winning() -> None:
    values = {
        "max_segments": 1,
        "messages": [
            {"keys": ["sms.*"]},
            {"keys": ["sms.long.*"], "max_segments": 3},
            {"locales": ["ru", "el"], "max_segments": 2},
        ],
    }
    assert settings(entry(), values) == Settings(max_segments=1)
    assert settings(entry(key="sms.long.a"), values) == Settings(max_segments=3)
    assert settings(entry(key="sms.long.a", locale="ru-RU"), values) == Settings(max_segments=2)


def test_options_win_over_the_configuration_and_the_file_over_options() -> None:
    values = {"max_segments": 1, "messages": [{"keys": ["*"], "max_segments": 2}]}
    found = settings(entry(), values, overrides={"max_segments": 3})
    assert found is not None
    assert found.max_segments == 3
    found = settings(
        entry(flags=("max-segments:5",), comments=("segmenter: max-segments=6",)),
        values,
        overrides={"max_segments": 3},
        remarks=(Remark(1, "segmenter: file max-segments=4"),),
    )
    assert found is not None
    assert found.max_segments == 6


def test_a_remark_about_the_file_selects_all_of_it_and_others_none() -> None:
    assert settings(entry(), remarks=(Remark(1, "segmenter: file sms"),)) is not None
    assert settings(entry(), remarks=(Remark(1, "segmenter: sms"),)) is None


def test_variables_of_tables_are_joined_by_name() -> None:
    values = {
        "variables": {"a": {"longest": 1}, "b": {"longest": 1}},
        "messages": [{"keys": ["*"], "variables": {"b": {"longest": 2}}}],
    }
    found = settings(entry(), values)
    assert found is not None
    assert {name: one.longest for name, one in found.variables.items()} == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("octets", "may"),
    [
        (b"{}", False),
        (b'{"SMS.a": 1}', True),
        (b"# segmenter: file sms", True),
        (b'maxwidth="3"', True),
        (b"\xff\xfe", True),
    ],
)
def test_a_file_without_a_word_of_ours_is_not_read(octets: bytes, may: bool) -> None:
    assert may_select(octets, "a.json", configuration({})) is may


def test_a_file_that_a_table_may_be_about_is_read() -> None:
    assert may_select(b"", "a.json", configuration({"messages": [{"files": ["a.*"]}]}))
    assert may_select(b"", "a.json", configuration({"messages": [{"keys": ["x"]}]}))
    assert not may_select(
        b"", "a.json", configuration({"messages": [{"files": ["b.*"]}, {"locales": ["fr"]}]})
    )


def test_keys_match_as_they_are_written() -> None:
    octets = b'{"order": "a", "order_sms": "Hi {{name}}", "order_sms_one": "b", "order_sms_other": "c"}'
    found = read("en.json", octets)
    table = {"messages": [{"keys": ["*_sms"]}]}
    selected = Selection(found, configuration(table))
    assert [entry.text for entry in found.entries if selected.settings_of(entry)] == ["Hi {{name}}", "b", "c"]
    selected = Selection(found, configuration({"messages": [{"keys": ["*_one"]}]}))
    assert [entry.text for entry in found.entries if selected.settings_of(entry)] == ["b"]


@pytest.mark.parametrize(
    ("text", "tables", "answer"),
    [
        ('{"a": "x"}', [{"keys": ["a"]}], True),
        ('{"a": "x"}', [{"keys": ["a"]}, {"files": ["**"]}], None),
        ('{"a": "x"}', [{"keys": ["a"]}, {"flags": ["sms"]}], None),
        ('{"a": "x", "//": "segmenter: sms"}', [{"keys": ["a"]}], None),
        ('{"a": "x"}', [{"keys": ["a"], "files": ["other/**"]}, {"keys": ["b"]}], False),
    ],
)
def test_keys_alone_may_tell_which_texts_are_wanted(
    text: str, tables: list[dict[str, object]], answer: bool | None
) -> None:
    wanted = wanted_keys(text.encode(), "en.json", configuration({"messages": tables}))
    assert (wanted and wanted("a")) is answer
