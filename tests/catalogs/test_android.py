"""Android's resources: escapes, white space, quotes, tags, CDATA and what is no text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moz.l10n.formats import Format
from moz.l10n.model import Entry, PatternMessage, SelectMessage
from moz.l10n.resource import parse_resource

from segmenter.catalogs import CatalogError, UnknownFormatError, edited, place, read
from segmenter.catalogs.formats.android import NOTATION
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "res/values-fr/strings.xml": r"""<?xml version="1.0" encoding="utf-8"?>
<!-- The shop -->
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
    <!-- segmenter: sms -->
    <string name="otp">L\'heure :\n<xliff:g example="123456">%1$s</xliff:g> – "  gardé  " \u2026</string>
    <string name="html">Un <b>mot’</b> et&#160;plus &amp; encore</string>
    <string name="cdata"><![CDATA[<p>C\'est “ça”</p>]]></string>
    <string name="spaces">
        Deux
        lignes’
    </string>
    <string name="app" translatable="false">Shop</string>
    <string name="ref">@string/otp</string>
    <string name="at">\@home \\ \"x\"</string>
    <string-array name="days"><item>Lundi</item><item>Mardi 😀</item></string-array>
    <plurals name="items">
        <!-- one only -->
        <item quantity="one">%d objet</item>
        <item quantity="other">%d objets…</item>
    </plurals>
</resources>
""",
}


NAME = "res/values-fr/strings.xml"


def one(content: str) -> str:
    [(_, _, text)] = texts("strings.xml", f'<resources><string name="a">{content}</string></resources>')
    return text


def test_strings_arrays_and_plurals_are_entries() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ("otp", "", "L'heure :\n%1$s –   gardé   …"),
        ("html", "", "Un mot’ et\xa0plus & encore"),
        ("cdata", "", "<p>C'est “ça”</p>"),
        ("spaces", "", "Deux lignes’"),
        ("at", "", '@home \\ "x"'),
        ("days.0", "", "Lundi"),
        ("days.1", "", "Mardi 😀"),
        ("items", "one", "%d objet"),
        ("items", "other", "%d objets…"),
    ]


def test_comments_examples_and_locale_are_kept() -> None:
    catalog = read(NAME, SAMPLES[NAME].encode())
    entry = entry_of(catalog, "otp")
    assert (entry.locale, entry.syntax, entry.comments) == ("fr", "percent", ("segmenter: sms",))
    assert entry.examples == {"1": "123456"}
    assert entry_of(catalog, "items", variant="one").comments == ("one only",)
    assert [each.line for each in catalog.remarks] == [2, 4, 17]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("  a  b\n c ", "a b c"),
        ('"  a  b "', "  a  b "),
        (r"a\nb\tc\\d\'e\"f\@g\?h", "a\nb\tc\\d'e\"f@g?h"),
        (r"\u00e9\ud83d\ude00", "é😀"),
        ("a <b>b</b> c<br/>d", "a b cd"),
        ("a<!-- no -->b", "ab"),
        ("<![CDATA[a & <b>]]> c", "a & <b> c"),
        ("&lt;&#x41;&#65;&gt;", "<AA>"),
    ],
)
def test_content_is_read_as_a_device_shows_it(content: str, text: str) -> None:
    assert one(content) == text


def test_an_apostrophe_is_escaped_and_tags_stay() -> None:
    content = "<resources><string name='a'>L’<b>été’</b> “&amp;”</string></resources>"
    catalog = read("strings.xml", content.encode())
    entry = catalog.entries[0]
    octets = edited(catalog, [(entry, ((1, 2, "'"), (5, 6, "'"), (7, 8, '"'), (8, 9, "<"), (9, 10, '"')))])
    assert octets.decode() == (
        "<resources><string name='a'>L\\'<b>été\\'</b> \\\"&lt;\\\"</string></resources>"
    )


def test_blanks_stay_plain_where_they_can() -> None:
    catalog = read("strings.xml", "<resources><string name='a'>a\xa0b\xa0 c</string></resources>".encode())
    entry = catalog.entries[0]
    assert ">a b\xa0 c<" in check_edit(catalog, entry, ((1, 2, " "),)).text
    assert r">a b\u0020 c<" in check_edit(catalog, entry, ((1, 2, " "), (3, 4, " "))).text.replace(
        r"a\u0020b", "a b"
    )


def test_places_skip_tags() -> None:
    catalog = read("strings.xml", b"<resources><string name='a'>a<b>b</b></string></resources>")
    entry = catalog.entries[0]
    assert [place(catalog, entry, index).column for index in range(3)] == [29, 33, 34]


def test_other_xml_is_not_taken_for_android() -> None:
    with pytest.raises(UnknownFormatError, match="not in format android or xliff"):
        read("pom.xml", b"<project/>")
    with pytest.raises(CatalogError, match="not <resources>"):
        read("pom.xml", b"<project/>", format="android")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE r [<!ENTITY a 'b'>]><resources/>",
        "<!DOCTYPE r [<!ENTITY % a SYSTEM 'http://x'> %a;]><resources/>",
        "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><resources>&a;</resources>",
        "<!DOCTYPE r SYSTEM 'http://x'><resources><string name='a'>&a;</string></resources>",
    ],
)
def test_entities_of_the_file_or_outside_it_are_refused(text: str) -> None:
    with pytest.raises(CatalogError, match="which is not read"):
        read("strings.xml", text.encode())


def test_what_defusedxml_forbids_is_refused() -> None:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    lol = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><resources>&b;</resources>"
    with pytest.raises(DefusedXmlException):
        fromstring(lol)
    with pytest.raises(CatalogError, match="of its own"):
        read("strings.xml", lol.encode())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<resources>\n<string name='a'>b</resources>", 2),
        ("<resources>\n&nbsp;</resources>", 2),
        ("<resources>" + "\n<a>" * 300 + "</a>" * 300 + "</resources>", 200),
    ],
)
def test_broken_files_tell_the_line(text: str, line: int) -> None:
    with pytest.raises(CatalogError) as caught:
        read("strings.xml", text.encode())
    assert caught.value.line == line


def test_the_declared_encoding_is_used() -> None:
    text = "<?xml version='1.0' encoding='iso-8859-1'?><resources><string name='a'>é</string></resources>"
    catalog = read("strings.xml", text.encode("latin-1"))
    assert (catalog.encoding, catalog.entries[0].text) == ("iso8859-1", "é")


def test_texts_are_those_of_moz_l10n() -> None:
    octets = SAMPLES[NAME].encode()
    ours = {(each.key, each.variant): each.text for each in read(NAME, octets).entries}
    checked = 0
    for entry in parse_resource(Format.android, octets).sections[0].entries:
        assert isinstance(entry, Entry)
        value = entry.value
        key = ".".join(entry.id)
        if isinstance(value, PatternMessage):
            parts = [part for part in value.pattern if isinstance(part, str)]
            assert key in ("app", "ref") or all(part in ours[key, ""].replace("\xa0", " ") for part in parts)
            checked += 1
        else:
            assert isinstance(value, SelectMessage)
            assert {each for name, each in ours if name == key} == {"one", "other"}
    assert checked == 9


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("@%1$s mentioned you", "@%1$s mentioned you"),
        ("@home", "@home"),
        ("@foo/bar", "@foo/bar"),
        ("?", "?"),
        ("a <b> c </b> d", "a  c  d"),
        ("a <xliff:g> %s </xliff:g> b", "a %s b"),
        ("  <b> x </b>  ", "  x  "),
        ('"a" <b>"b  c"</b>', "a b  c"),
        ('"a <b>  b</b>"', "a   b"),
        ("a  \\n  b", "a \n b"),
        ("&#32; a", "a"),
        ('x"y  "z', "xy  z"),
    ],
)
def test_white_space_and_signs_are_those_of_aapt2(content: str, text: str) -> None:
    """Source: aapt2 2.19 of Debian 12, `aapt2 dump resources`."""
    assert one(content) == text


@pytest.mark.parametrize(
    "content", ["@null", "@empty", "@string/x", "@a:string/x", "@+id/x", "@*b:attr/c", "?name", "?attr/name"]
)
def test_references_are_not_texts(content: str) -> None:
    assert texts("strings.xml", f'<resources><string name="a">{content}</string></resources>') == []


@pytest.mark.parametrize("content", ["it's", "a&apos;b", "<![CDATA[it's]]>", "\\uZZZZ", "\\u12"])
def test_what_aapt2_refuses_is_an_error_with_its_line(content: str) -> None:
    with pytest.raises(CatalogError, match=r"strings\.xml:2:18: a: "):
        read("strings.xml", f'<resources>\n<string name="a">{content}</string></resources>'.encode())


def test_the_error_of_a_half_escape_does_not_show_the_blanks_around_the_text() -> None:
    for read_text in (NOTATION.text, NOTATION.spans):
        with pytest.raises(ValueError, match=r"^'\\\\u12' is not a character$"):
            read_text(" \\u12  ")


@given(st.text(st.sampled_from(list("ab \t\n\\'\"n@u0e9é")), max_size=12))
def test_a_text_without_its_places_is_the_text_with_them(written: str) -> None:
    def outcome(read: Callable[[], str]) -> str:
        try:
            return read()
        except ValueError as error:
            return str(error)

    assert outcome(lambda: NOTATION.text(written)) == outcome(lambda: NOTATION.spans(written)[0])
