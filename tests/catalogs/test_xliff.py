"""XLIFF 1.2 and 2.0: targets, sources, inline codes and lengths."""

import pytest
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, UneditableError, edited, read
from tests.catalogs.laws import check_edit, texts
from tests.catalogs.samples import octets_of


def test_targets_of_version_1_2_are_read() -> None:
    assert texts("fr.xlf", octets_of("fr.xlf")) == [
        ("otp", "", "Votre code’ {code} gras & “gros”"),
        ("ph", "", "%s restant…"),
    ]
    first, second = read("fr.xlf", octets_of("fr.xlf")).entries
    assert (first.flags, first.comments, first.locale) == (("max-length:160",), ("An OTP",), "fr")
    assert (first.source, second.flags, second.syntax) == ("Your code {code}", ("fuzzy",), "percent")


def test_targets_of_version_2_are_read_and_segments_joined() -> None:
    assert texts("fr2.xliff", octets_of("fr2.xliff")) == [("u1", "", "Salut’ %d. Adieu là…\x0c")]
    [entry] = read("fr2.xliff", octets_of("fr2.xliff")).entries
    assert (entry.flags, entry.comments, entry.locale) == (("max-length:70",), ("Short",), "fr")
    assert entry.source == "Hello %d. Bye now"


def test_sources_are_read_where_no_target_language_is_named() -> None:
    text = """<xliff version="1.2"><file source-language="en"><body>
    <trans-unit id="a"><source>Hi</source></trans-unit></body></file></xliff>"""
    assert texts("en.xlf", text) == [("a", "", "Hi")]
    assert read("en.xlf", text.encode()).entries[0].locale == "en"


def test_an_inline_code_stays_when_text_beside_it_changes() -> None:
    catalog = read("fr.xlf", octets_of("fr.xlf"))
    entry = catalog.entries[0]
    assert 'code&lt; <x id="1" equiv-text="{code}"/> <g' in check_edit(catalog, entry, ((10, 11, "<"),)).text
    with pytest.raises(UneditableError, match="written otherwise"):
        edited(catalog, [(entry, ((12, 18, "{x}"),))])


def test_maxwidth_in_other_units_is_no_length() -> None:
    text = '<xliff version="1.2"><file source-language="en"><body><trans-unit id="a" maxwidth="9">'
    text += "<source>x</source></trans-unit></body></file></xliff>"
    assert read("a.xlf", text.encode()).entries[0].flags == ()


def test_another_root_is_an_error() -> None:
    with pytest.raises(CatalogError, match="<a> is not <xliff>"):
        read("a.xlf", b"<a/>")


def test_texts_are_those_of_moz_l10n() -> None:
    octets = octets_of("fr.xlf")
    ours = {entry.key: entry.text for entry in read("fr.xlf", octets).entries}
    for section in parse_resource(Format.xliff, octets).sections:
        for entry in section.entries:
            assert isinstance(entry, Entry)
            assert isinstance(entry.value, PatternMessage)
            parts = [part for part in entry.value.pattern if isinstance(part, str)]
            assert all(part in ours[entry.id[0]] for part in parts)


def test_a_source_is_not_edited_for_its_translations_would_be_lost() -> None:
    text = """<xliff version="1.2"><file source-language="en"><body>
    <trans-unit id="a"><source>It’s <x id="1" equiv-text="{n}"/></source></trans-unit>
    </body></file></xliff>"""
    catalog = read("en.xlf", text.encode())
    for change in (((2, 3, "'"),), ((5, 8, ""),)):
        with pytest.raises(UneditableError, match="it is a source, by which its translations are found"):
            edited(catalog, [(catalog.entries[0], change)])
