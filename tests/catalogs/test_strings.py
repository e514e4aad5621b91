"""Apple's .strings: statements, quotes, escapes and encodings."""

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
