"""WebExtension messages: placeholders with their examples."""

import pytest
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, read
from tests.catalogs.laws import entry_of, texts

SAMPLES = {
    "_locales/fr/messages.json": r"""{
  "hello": {
    "message": "Hello $USER$, you owe $1 or $$5 – “now”",
    "description": "A greeting",
    "placeholders": {"user": {"content": "$1", "example": "Ann"}}
  },
  "bye": {"message": "Bye"}
}""",
}


def test_placeholders_are_shown_in_a_syntax_that_templates_know() -> None:
    assert texts("_locales/fr/messages.json", SAMPLES["_locales/fr/messages.json"].encode()) == [
        ("hello", "", "Hello ${user}, you owe ${1} or $$5 – “now”"),
        ("bye", "", "Bye"),
    ]
    catalog = read("_locales/pt_BR/messages.json", SAMPLES["_locales/fr/messages.json"].encode())
    entry = entry_of(catalog, "hello")
    assert (catalog.format, entry.locale, entry.syntax) == ("webext", "pt-BR", "dollar")
    assert (entry.comments, entry.examples) == (("A greeting",), {"user": "Ann"})


def test_a_member_without_a_message_is_an_error() -> None:
    with pytest.raises(CatalogError, match="hello has no message"):
        read("_locales/fr/messages.json", b'{"hello": {"description": "x"}}')


def test_texts_are_those_of_moz_l10n() -> None:
    octets = SAMPLES["_locales/fr/messages.json"].encode()
    theirs = {}
    for section in parse_resource(Format.webext, octets).sections:
        for each in section.entries:
            assert isinstance(each, Entry)
            assert isinstance(each.value, PatternMessage)
            theirs[each.id[0]] = [part for part in each.value.pattern if isinstance(part, str)]
    for entry in read("_locales/fr/messages.json", octets).entries:
        text = entry.text.replace("$$", "$")
        assert all(part in text for part in theirs[entry.key])
