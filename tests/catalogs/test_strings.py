"""Apple's .strings and .stringsdict."""

import plistlib

import pytest

from segmenter.catalogs import CatalogError, read
from tests.catalogs.laws import check_edit, entry_of, texts
from tests.catalogs.samples import octets_of

NAME = "fr.lproj/Localizable.strings"
DICT = "fr.lproj/Localizable.stringsdict"


def test_texts_and_comments_are_read() -> None:
    assert texts(NAME, octets_of(NAME)) == [
        ("hello", "", 'L’heure "%@"\n😀 c’est'),
        ("otp", "", "Code: %1$@ …"),
        ("same", "", "line’s\nbreak"),
    ]
    catalog = read(NAME, octets_of(NAME))
    assert [each.line for each in catalog.remarks] == [1, 5]
    assert entry_of(catalog, "otp").comments == ("segmenter: sms",)
    assert (catalog.entries[0].locale, catalog.entries[0].syntax) == ("fr", "percent")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_edits_keep_encoding_and_mark(encoding: str) -> None:
    octets = '"a" = "x’y";\n'.encode(encoding)
    catalog = read("a.strings", octets)
    renewed = check_edit(catalog, catalog.entries[0], ((1, 2, '"'),))
    assert (renewed.encoding, renewed.mark) == (catalog.encoding, catalog.mark)
    assert renewed.text == '"a" = "x\\"y";\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('"a" = "b"\n"c" = "d";', 2),
        ('"a" = "b"', 1),
        ('\n"a" "b";', 2),
        ("/* x", 1),
        ("bplist00\0\1", 1),
        ('"a" = ;', 1),
    ],
)
def test_broken_files_tell_the_line(text: str, line: int) -> None:
    with pytest.raises(CatalogError) as caught:
        read("a.strings", text.encode())
    assert caught.value.line == line


def test_plural_forms_of_a_stringsdict_are_variants() -> None:
    assert texts(DICT, octets_of(DICT)) == [
        ("files", "one", "L’état : %d fichier & %@"),
        ("files", "other", "L’état : %d fichiers… & %@"),
    ]
    catalog = read(DICT, octets_of(DICT))
    assert (catalog.entries[0].comments, catalog.entries[0].locale) == (("files",), "fr")


def test_the_forms_are_those_of_plistlib() -> None:
    table = plistlib.loads(octets_of(DICT))["files"]
    for entry in read(DICT, octets_of(DICT)).entries:
        form = table["files"][entry.variant]
        assert entry.text == table["NSStringLocalizedFormatKey"].replace("%#@files@", form)


@pytest.mark.parametrize(
    "text",
    [
        "<plist><array/></plist>",
        "<plist><dict><key>a</key></dict></plist>",
        "<plist><dict><key>a</key><dict><key>b</key><string>c</string></dict></dict></plist>",
        "<plist><dict><string>a</string><dict/></dict></plist>",
    ],
)
def test_another_property_list_is_an_error(text: str) -> None:
    with pytest.raises(CatalogError, match=r"a\.stringsdict:1: "):
        read("a.stringsdict", text.encode())


def test_a_variable_that_holds_itself_is_an_error() -> None:
    text = """<plist><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@b@</string>
    <key>b</key><dict><key>one</key><string>%#@b@</string></dict></dict></dict></plist>"""
    with pytest.raises(CatalogError, match="nested too deeply"):
        read("a.stringsdict", text.encode())
