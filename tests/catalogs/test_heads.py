"""Heads: what a reader says about its format, held to what it reads."""

from __future__ import annotations

import zipfile
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from segmenter.catalogs import FORMATS, Format, formats, read
from segmenter.catalogs.heads import heads_of
from tests.catalogs.samples import SAMPLES, octets_of

CATALOGS = {name: read(name, octets_of(name)) for name in SAMPLES}


def test_a_module_without_fields_has_no_head(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('"""One."""\nx = ":format: none"\n')
    package = ModuleType("package")
    package.__path__ = [str(tmp_path)]
    assert heads_of(package) == {}


def test_a_field_goes_on_in_indented_lines(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('r"""One.\n\n:a: b\n    c\n:d: \\n: e\n"""\n')
    package = ModuleType("package")
    package.__path__ = [str(tmp_path)]
    assert heads_of(package) == {"one": {"summary": "One.", "text": "", "a": "b c", "d": r"\n: e"}}


def test_heads_are_read_from_an_archive_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("headed_package/__init__.py", "")
        archive.writestr("headed_package/one.py", '"""One.\n\n:a: b\n"""\n')
    monkeypatch.syspath_prepend(tmp_path / "a.zip")
    assert heads_of(import_module("headed_package")) == {"one": {"summary": "One.", "text": "", "a": "b"}}


def test_a_module_in_an_archive_is_not_imported_for_its_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("needy_package/__init__.py", "")
        archive.writestr("needy_package/one.py", '"""One.\n\n:a: b\n"""\nimport no_such_package\n')
    monkeypatch.syspath_prepend(tmp_path / "b.zip")
    assert heads_of(import_module("needy_package"))["one"]["a"] == "b"


@pytest.mark.parametrize("module", heads_of(formats))
def test_a_head_has_known_fields_alone(module: str) -> None:
    fields = heads_of(formats)[module]
    assert fields.keys() - {"format", "summary", "text"} <= set(Format._fields) - {"module"}
    assert {fields.get(name, "yes") for name in ("general", "whole", "source")} == {"yes"}
    assert fields["entry"]
    assert fields["placeholders"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_what_its_head_says(name: str) -> None:
    catalogs = [catalog for catalog in CATALOGS.values() if catalog.format == name]
    entries = [entry for catalog in catalogs for entry in catalog.entries]
    assert any(entry.source is not None for entry in entries) is FORMATS[name].source
    assert any(entry.comments for entry in entries) is bool(FORMATS[name].comments)
    if FORMATS[name].whole:
        assert {len({entry.key for entry in catalog.entries}) for catalog in catalogs} == {1}
