"""Reading: which format and locale a file has, where its octets come from, and what is refused."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from segmenter import MissingExtraError, SegmenterError
from segmenter.catalogs import FORMATS, CatalogError, UneditableError, UnknownFormatError, format_of, read
from segmenter.catalogs.decoding import LARGEST_OCTETS
from segmenter.catalogs.locales import is_locale, locale_of
from segmenter.files import UndecodableFileError, UnreadableFileError
from tests.catalogs.samples import SAMPLES, octets_of


@pytest.mark.parametrize(
    ("path", "name", "locale"),
    [
        ("locale/fr/LC_MESSAGES/django.po", "gettext", "fr"),
        ("locale/sr@latin/LC_MESSAGES/x.po", "gettext", "sr@latin"),
        ("po/pt_BR.po", "gettext", "pt-BR"),
        ("django.pot", "gettext", ""),
        ("locales/fr.json", "json", "fr"),
        ("locales/fr/translation.json", "json", "fr"),
        ("_locales/zh_CN/messages.json", "webext", "zh-CN"),
        ("lib/l10n/app_de.arb", "arb", "de"),
        ("config/locales/devise.fr.yml", "yaml", "fr"),
        ("res/values-pt-rBR/strings.xml", "android", "pt-BR"),
        ("res/values-b+sr+Latn/strings.xml", "android", "sr-Latn"),
        ("res/values-land/strings.xml", "android", ""),
        ("res/values/strings.xml", "android", ""),
        ("fr.lproj/Localizable.strings", "strings", "fr"),
        ("Base.lproj/Localizable.stringsdict", "stringsdict", ""),
        ("Localizable.xcstrings", "xcstrings", ""),
        ("messages_fr_CA.properties", "properties", "fr-CA"),
        ("l10n\\fr\\app.ftl", "fluent", "fr"),
        ("a.xliff", "xliff", ""),
        ("a.TSV", "tsv", ""),
        ("templates/sms/otp.fr.j2", "jinja", "fr"),
        ("templates/otp.txt", "plain", ""),
        ("src/ui/app.json", "json", ""),
        ("README", None, ""),
        ("a.py", None, ""),
    ],
)
def test_name_tells_format_and_locale(path: str, name: str | None, locale: str) -> None:
    assert (format_of(path), locale_of(path)) == (name, locale)


def test_a_locale_begins_with_a_language() -> None:
    assert [
        text for text in ("fr", "zh-Hant-TW", "pt_BR", "es-419", "sms", "fr-", "french") if is_locale(text)
    ] == [
        "fr",
        "zh-Hant-TW",
        "pt_BR",
        "es-419",
    ]


def test_every_sample_is_read_by_the_reader_of_its_format() -> None:
    assert {read(name, octets_of(name)).format for name in SAMPLES} == set(FORMATS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"@@locale": "fr", "a": "b"}', "arb"),
        ('{"a": {"message": "b"}}', "webext"),
        ('{"sourceLanguage": "en", "strings": {}}', "xcstrings"),
        ('{"a_one": "b", "a_other": "c"}', "i18next"),
        ('{"a": {"b": "c"}}', "json"),
    ],
)
def test_content_tells_the_kind_of_json(text: str, name: str) -> None:
    assert read("x.json", text.encode()).format == name


def test_caller_names_format_and_locale() -> None:
    catalog = read("a.json", b'{"a_one": "b"}', format="json", locale="de")
    assert (catalog.format, catalog.entries[0].key, catalog.entries[0].locale) == ("json", "a_one", "de")


def test_the_file_is_read_where_no_octets_are_given(tmp_path: Path) -> None:
    path = tmp_path / "fr.json"
    path.write_bytes(b'{"a": "b"}')
    assert read(str(path)).entries == read(str(path), b'{"a": "b"}').entries


def test_what_is_not_there_or_no_file_is_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "no.json", tmp_path):
        with pytest.raises(UnreadableFileError):
            read(str(path), format="json")


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(
        UnknownFormatError,
        match=r"a\.py:1: its name does not show its format; files that are read end in \.arb, ",
    ):
        read("a.py", b"")
    with pytest.raises(LookupError, match="no format 'docx'; formats are android, arb"):
        read("a.py", b"", format="docx")


@pytest.mark.parametrize(
    "text",
    [
        "<project><build><resources></resources></build></project>",
        '<?xml version="1.0"?>\n<!-- <resources> -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg><text/></svg>',
        "not XML <resources>",
    ],
)
def test_an_xml_with_resources_inside_is_not_taken_for_androids(text: str) -> None:
    with pytest.raises(UnknownFormatError, match="not in format android or xliff; leave it out"):
        read("pom.xml", text.encode())


def test_a_comment_before_the_root_hides_no_android() -> None:
    text = '<?xml version="1.0"?>\n<!-- <a> -->\n<resources/>'
    assert read("strings.xml", text.encode()).format == "android"
    assert read("a.xml", b'<x:xliff xmlns:x="y" version="1.2"/>').format == "xliff"


def test_a_file_too_large_to_be_a_catalog_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(CatalogError, match="larger than the 16 MiB"):
        read(str(path))
    with pytest.raises(CatalogError, match="larger"):
        read("a.txt", b"a" * (LARGEST_OCTETS + 1))


def test_nesting_without_end_is_an_error() -> None:
    with pytest.raises(CatalogError, match=r"a\.json:1:1: nested too deeply"):
        read("a.json", b'{"a":' * 100_000)


def test_octets_that_are_no_text_are_an_error_with_their_line() -> None:
    with pytest.raises(UndecodableFileError, match=r"a\.json:2: octet 0xE9"):
        read("a.json", b'{"a":\n"\xe9"}')


def test_an_encoding_that_python_would_write_otherwise_is_refused() -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-7\\n"\n'
    with pytest.raises(CatalogError, match="not those that Python writes"):
        read("a.po", header + b'msgid "a"\nmsgstr "+AGE-"\n')


def test_errors_survive_pickling() -> None:
    for error in (
        CatalogError("b", "c", path="a", line=1),
        UneditableError("b", "c", path="a", line=1, column=2, key="k"),
        UnknownFormatError("b", "c", path="a", line=1),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
        assert isinstance(again, SegmenterError)


def test_a_missing_package_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fluent.syntax", None)
    monkeypatch.delitem(sys.modules, "segmenter.catalogs.formats.ftl", raising=False)
    with pytest.raises(
        MissingExtraError,
        match=r"fluent needs fluent\.syntax: pip install",
    ):
        read("a.ftl", b"")


def test_json_loads_no_package_of_another_format() -> None:
    code = "import sys; from segmenter.catalogs import read; read('a.json', b'{}'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "segmenter.catalogs.formats.json_keys" in loaded
    assert not loaded & {"polib", "ruamel.yaml", "fluent.syntax", "dataclasses", "inspect", "pathlib"}
