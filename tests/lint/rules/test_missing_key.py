"""SEG507: where it is silent, then where it finds something."""

from collections.abc import Mapping
from pathlib import Path

from segmenter.catalogs import read
from segmenter.lint.checking import check
from segmenter.lint.siblings import Siblings
from tests.lint.samples import ALL, configuration

ON = {"select": ["SEG507", "SEG508"]}
EN = '{\n "a": "Hello",\n "b": "Your order",\n "c": "Bye"\n}'


def found(
    folder: Path, text: str, values: Mapping[str, object], name: str = "fr.json"
) -> list[tuple[str, ...]]:
    (folder / "en.json").write_text(EN, "utf-8")
    path = folder / name
    path.write_text(text, "utf-8")
    settings = configuration(values, str(folder / "segmenter.toml"))
    catalog = Siblings().with_sources(read(str(path)), settings)
    findings = check(catalog, settings, ALL).findings
    return [(finding.rule, finding.entry.key, str(finding.locations[0].line)) for finding in findings]


def test_it_is_off_by_default(tmp_path: Path) -> None:
    assert found(tmp_path, '{"a": "Bonjour"}', {}) == []


def test_what_has_every_key_is_not_reported(tmp_path: Path) -> None:
    assert found(tmp_path, EN, ON) == []
    assert found(tmp_path, '{"a": "Hello"}', ON, name="en-GB.json") == []
    assert found(tmp_path, '{"x": "y"}', ON, name="texts.json") == []


def test_a_missing_key_is_reported_at_the_key_before_it(tmp_path: Path) -> None:
    text = '{\n "b": "Commande",\n "a": "Bonjour"\n}'
    assert found(tmp_path, text, ON) == [("SEG507", "c", "2")]


def test_all_turns_it_on(tmp_path: Path) -> None:
    assert ("SEG507", "b", "1") in found(tmp_path, '{"a": "Bonjour", "c": "x"}', {"select": ["ALL"]})


def test_only_keys_that_would_be_messages_are_missing(tmp_path: Path) -> None:
    (tmp_path / "en.json").write_text('{"sms.a": "x", "ui.b": "y"}', "utf-8")
    path = tmp_path / "fr.json"
    path.write_text('{"other": "z"}', "utf-8")
    values = {"select": ["SEG507"], "messages": [{"keys": ["sms.*"]}]}
    settings = configuration(values, str(tmp_path / "segmenter.toml"))
    catalog = Siblings().with_sources(read(str(path)), settings)
    assert [finding.entry.key for finding in check(catalog, settings).findings] == ["sms.a"]


def test_plural_forms_of_one_key_are_one_key(tmp_path: Path) -> None:
    (tmp_path / "en.json").write_text('{"n_one": "{{count}} day", "n_other": "{{count}} days"}', "utf-8")
    path = tmp_path / "ja.json"
    path.write_text('{"n_other": "{{count}}日"}', "utf-8")
    settings = configuration(ON, str(tmp_path / "segmenter.toml"))
    catalog = Siblings().with_sources(read(str(path)), settings)
    assert check(catalog, settings, ALL).findings == ()
