"""Apple's .strings: statements, quotes, escapes and encodings."""

import openstep_plist
import pytest

from segmenter.catalogs import CatalogError, read
from tests.catalogs.laws import check_edit, entry_of, texts

SAMPLES = {
    "fr.lproj/Localizable.strings": r"""/* A greeting
   in two lines */
"hello" = "L\U2019heure \"%@\"\n😀 c’est";

// segmenter: sms
otp = "Code: %1$@ …"; "same" = "line’s
break";
""",
}


NAME = "fr.lproj/Localizable.strings"


def test_texts_and_comments_are_read() -> None:
    assert texts(NAME, SAMPLES[NAME].encode()) == [
        ("hello", "", 'L’heure "%@"\n😀 c’est'),
        ("otp", "", "Code: %1$@ …"),
        ("same", "", "line’s\nbreak"),
    ]
    catalog = read(NAME, SAMPLES[NAME].encode())
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


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"\U203A"', "›"),
        (r'"\u203A"', "u203A"),
        (r'"\U41x"', "Ax"),
        (r'"\220\347\101"', "ÐñA"),
        (r"'it\'s \"x\"'", 'it\'s "x"'),
        (r'"\q\n"', "q\n"),
    ],
)
def test_escapes_are_those_of_openstep(written: str, text: str) -> None:
    octets = f"a = {written};".encode()
    assert texts("a.strings", octets) == [("a", "", text)]
    assert openstep_plist.loads(f"{{ {octets.decode()} }}") == {"a": text}


@pytest.mark.parametrize(
    "body",
    [
        "{ a = b; 'k' = 'v’s'; }",
        "{ a = b; 'k' = 'v’s' }",
        "/* x */ {\n\"a\" = \"b\";\n'k' = 'v’s';\n} // end\n",
    ],
)
def test_braces_and_single_quotes_are_read(body: str) -> None:
    assert texts("a.strings", body) == [("a", "", "b"), ("k", "", "v’s")]
    catalog = read("a.strings", body.encode())
    check_edit(catalog, entry_of(catalog, "k"), ((1, 2, "'"),))


@pytest.mark.parametrize("body", ["{ a = b;", "a = b; }", "{ a = b; } c = d;", "{ { a = b; } }"])
def test_braces_that_do_not_match_are_errors(body: str) -> None:
    with pytest.raises(CatalogError):
        read("a.strings", body.encode())


def test_an_xml_property_list_is_read() -> None:
    body = '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
    body += "<key>a</key><string>b’s &amp; %@</string><key>n</key><integer>5</integer></dict></plist>"
    assert texts("a.strings", body) == [("a", "", "b’s & %@")]
