"""Java's .properties: separators, continuation, escapes, encodings, and MessageFormat's quotes."""

import pytest
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, Conventions, edited, read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "messages_fr.properties": r"""# The shop
! sms
otp=Votre code\u00a0: {0} – it''s '{'ok'}' {1,number,integer}
plain = it''s l’été \
    continued\tand \ud83d\ude00
empty=
key\ with\:signs : value’s
spaced   value = with sign
  indented=\  two
last""",
}


NAME = "messages_fr.properties"


def test_keys_and_texts_are_read() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ("otp", "", "Votre code\xa0: {0} – it's {{ok}} {1}"),
        ("plain", "", "it''s l’été continued\tand 😀"),
        ("key with:signs", "", "value’s"),
        ("spaced", "", "value = with sign"),
        ("indented", "", "  two"),
    ]
    catalog = read(NAME, SAMPLES[NAME].encode())
    assert (entry_of(catalog, "otp").comments, entry_of(catalog, "otp").syntax) == (
        ("The shop", "sms"),
        "brace",
    )
    assert (entry_of(catalog, "plain").syntax, entry_of(catalog, "plain").locale) == ("", "fr")


def test_quotes_are_those_of_message_format_where_an_argument_stands() -> None:
    assert texts("a.properties", "a=it''s {0}\nb=it''s\nc=it's {0} no'!\n") == [
        ("a", "", "it's {0}"),
        ("b", "", "it''s"),
        ("c", "", "its {{0}} no!"),
    ]


def test_an_apostrophe_is_doubled_only_there() -> None:
    catalog = read("a.properties", "a=it’s {0}\nb=it’s\n".encode())
    assert check_edit(catalog, catalog.entries[0], ((2, 3, "'"),)).text == "a=it''s {0}\nb=it’s\n"
    assert check_edit(catalog, catalog.entries[1], ((2, 3, "'"),)).text == "a=it’s {0}\nb=it's\n"


def test_latin_1_is_read_where_utf_8_fails() -> None:
    catalog = read("a.properties", b"a=\xe9t\\u00e9\n")
    assert (catalog.encoding, catalog.entries[0].text) == ("iso8859-1", "été")
    assert check_edit(catalog, catalog.entries[0], ((1, 2, "€"),)).text == "a=é\\u20ac\\u00e9\n"


@pytest.mark.parametrize("separator", ["=", ":", " ", "\t", " = ", " : ", "  "])
def test_separators(separator: str) -> None:
    assert texts("a.properties", f" a{separator}b c\n") == [("a", "", "b c")]


def test_a_half_escape_is_an_error() -> None:
    with pytest.raises(CatalogError, match=r"a\.properties:2:1: .*not a character"):
        read("a.properties", b"a=b\nc=\\u12\n")


def test_texts_are_those_of_moz_l10n() -> None:
    octets = SAMPLES[NAME].encode()
    ours = {entry.key: entry.text for entry in read(NAME, octets).entries}
    theirs = {}
    for entry in parse_resource(Format.properties, octets).sections[0].entries:
        assert isinstance(entry, Entry)
        assert isinstance(entry.value, PatternMessage)
        text = "".join(map(str, entry.value.pattern))
        theirs[entry.id[0]] = text.encode("utf-16", "surrogatepass").decode("utf-16")
    del ours["otp"], theirs["otp"]  # has an argument, whose quotes moz.l10n does not read
    assert ours == {key: text for key, text in theirs.items() if text}


def test_a_continuation_inside_a_key_joins_it() -> None:
    assert texts("a.properties", "a\\\n  b=text\n") == [("ab", "", "text")]


def test_a_file_of_two_encodings_is_an_error_that_names_both() -> None:
    octets = "a=é\n".encode() + "b=é\n".encode("latin-1")
    with pytest.raises(
        CatalogError, match=r"a\.properties:2: it has two encodings: line 1 is UTF-8, line 2 is not"
    ):
        read("a.properties", octets)


@pytest.mark.parametrize(
    ("written", "text", "flaw"),
    [
        ("L''code {0}", "L'code {0}", ""),
        ("L'code {0}", "Lcode {{0}}", "an apostrophe makes {0} literal text; write two apostrophes for one"),
        ("Write '{0}' {1}", "Write {{0}} {1}", ""),
        ("{name}, d'accord", "{name}, d'accord", ""),
        ("'#5' and '|' {0}", "#5 and | {0}", ""),
        ("'#5' and '|' {n}", "'#5' and '|' {n}", ""),
    ],
)
def test_apostrophes_are_those_of_java_or_of_icu(written: str, text: str, flaw: str) -> None:
    """Source: java.text.MessageFormat of the JDK, and ICU 72 (PyICU) for names."""
    [entry] = read("a.properties", f"a={written}\n".encode()).entries
    assert (entry.text, entry.flaw, entry.syntax) == (text, flaw, "brace")


def test_a_choice_gives_its_texts() -> None:
    assert texts("a.properties", "a={0,choice,0#none|1#one {1}|1<many}.\n") == [
        ("a", "0", "none."),
        ("a", "1", "one {1}."),
        ("a", "1<", "many."),
    ]


def test_every_text_may_be_a_message() -> None:
    octets = "a=L''heure d'été".encode()
    assert [entry.text for entry in read("a.properties", octets).entries] == ["L''heure d'été"]
    catalog = read("a.properties", octets, conventions=Conventions(message_format=True))
    assert [entry.text for entry in catalog.entries] == ["L'heure dété"]
    assert edited(catalog, [(catalog.entries[0], ((1, 2, "’"),))]) == "a=L’heure d'été".encode()
