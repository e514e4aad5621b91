"""TOML: messages as go-i18n and Hugo keep them, and every kind of string."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import CatalogError, UneditableError, edited, read
from segmenter.catalogs.formats.toml import _NOTATIONS
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "i18n/fr.toml": r'''# Texts sent by SMS
hello = "Bonjour’ {{ .Name }}"  # at login

[left]
description = "attempts"
hash = "sha1-1"
one = 'Un essai…'
other = """\
  {{.Count}} essais \
     \u2026’
fin"""

[nested.b]
"k.l".m = """
"lit’" """
n = QQQ
It’s QQQ
t = {one = 'y…', other = "z {{ printf \"%d\" .Age }}"}

[[translation]]
id = "old"
translation = "ancien…"
'''.replace("QQQ", "'" * 3),
}


def test_messages_and_their_forms_are_read() -> None:
    assert texts("i18n/fr.toml", SAMPLES["i18n/fr.toml"]) == [
        ("hello", "", "Bonjour’ {{Name}}"),
        ("left", "one", "Un essai…"),
        ("left", "other", "{{Count}} essais …’\nfin"),
        ("nested.b.k.l.m", "", '"lit’" '),
        ("nested.b.n", "", "It’s "),
        ("nested.b.t", "one", "y…"),
        ("nested.b.t", "other", "z {{Age}}"),
        ("old", "", "ancien…"),
    ]


def test_comments_and_descriptions_belong_to_their_texts() -> None:
    catalog = read("i18n/fr.toml", SAMPLES["i18n/fr.toml"].encode())
    assert entry_of(catalog, "hello").comments == ("Texts sent by SMS", "at login")
    assert entry_of(catalog, "left", variant="one").comments == ("attempts",)
    assert {entry.locale for entry in catalog.entries} == {"fr"}


def test_a_text_with_a_condition_is_counted_as_not_read() -> None:
    catalog = read("fr.toml", b'a = "x"\nb = "{{ if .X }}y{{ end }}"\n')
    assert ([entry.key for entry in catalog.entries], catalog.unread) == (["a"], ((2, 1),))


def test_own_configuration_is_no_catalog() -> None:
    assert read("app/pyproject.toml", b'[project]\nname = "sms"\n').entries == ()


def test_an_edit_is_written_as_its_string_asks() -> None:
    catalog = read("i18n/fr.toml", SAMPLES["i18n/fr.toml"].encode())
    assert r"Bonjour\"\n" in check_edit(catalog, entry_of(catalog, "hello"), ((7, 8, '"\n'),)).text
    many = entry_of(catalog, "left", variant="other")
    assert r"\u2026'" in check_edit(catalog, many, ((len(many.text) - 5, len(many.text) - 4, "'"),)).text
    with pytest.raises(UneditableError, match="literal string; it needs double quotes"):
        edited(catalog, [(entry_of(catalog, "left", variant="one"), ((8, 9, "'"),))])
    with pytest.raises(UneditableError, match="written otherwise"):
        edited(catalog, [(entry_of(catalog, "hello"), ((9, 17, "{{X}}"),))])


@pytest.mark.parametrize(
    ("text", "place"),
    [('a = "x\n', (1, 7)), ("a = 1\n\nb = [\n", (4, 1)), ("a = 1\na = 2\n", (2, 6)), ('é = "x"', (1, 1))],
)
def test_a_syntax_error_is_reported_where_it_is(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(CatalogError, match="not TOML: ") as caught:
        read("fr.toml", text.encode())
    assert (caught.value.line, caught.value.column) == place


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([*_NOTATIONS]))
def test_what_is_written_is_what_tomllib_reads(text: str, quote: str) -> None:
    notation = _NOTATIONS[quote]
    try:
        written = notation.write(text)
    except ValueError:
        return
    line = "\n" if len(quote) == 3 else ""
    document = f"a = {quote}{line}{written}{quote}\n"
    if quote == "'''" and text.endswith("'"):
        return
    assert tomllib.loads(document)["a"] == text == notation.text(written)
    [*entries] = read("fr.toml", document.encode()).entries
    assert [entry.text for entry in entries if "{{" not in text] == (
        [text] if text and "{{" not in text else []
    )
