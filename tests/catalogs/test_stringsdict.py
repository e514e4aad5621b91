"""Apple's .stringsdict: plural forms of the variables in a text."""

import plistlib

import pytest

from segmenter.catalogs import CatalogError, read
from tests.catalogs.laws import texts

SAMPLES = {
    "fr.lproj/Localizable.stringsdict": r"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <!-- files -->
    <key>files</key>
    <dict>
        <key>NSStringLocalizedFormatKey</key>
        <string>L’état : %#@files@ &amp; %@</string>
        <key>files</key>
        <dict>
            <key>NSStringFormatSpecTypeKey</key>
            <string>NSStringPluralRuleType</string>
            <key>NSStringFormatValueTypeKey</key>
            <string>d</string>
            <key>one</key>
            <string>%d fichier</string>
            <key>other</key>
            <string>%d fichiers…</string>
        </dict>
    </dict>
</dict>
</plist>
""",
}


NAME = "fr.lproj/Localizable.stringsdict"


def test_plural_forms_of_a_stringsdict_are_variants() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ("files", "one", "L’état : %d fichier & %@"),
        ("files", "other", "L’état : %d fichiers… & %@"),
    ]
    catalog = read(NAME, SAMPLES[NAME].encode())
    assert (catalog.entries[0].comments, catalog.entries[0].locale) == (("files",), "fr")


def test_the_forms_are_those_of_plistlib() -> None:
    table = plistlib.loads(SAMPLES[NAME].encode())["files"]
    for entry in read(NAME, SAMPLES[NAME].encode()).entries:
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
    with pytest.raises(CatalogError, match=r"a\.stringsdict:1:\d+: "):
        read("a.stringsdict", text.encode())


def test_a_variable_that_holds_itself_is_an_error() -> None:
    text = """<plist><dict><key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@b@</string>
    <key>b</key><dict><key>one</key><string>%#@b@</string></dict></dict></dict></plist>"""
    with pytest.raises(CatalogError, match="nested too deeply"):
        read("a.stringsdict", text.encode())
