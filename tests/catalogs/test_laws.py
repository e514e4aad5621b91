"""Laws of every format: places are true, edits change one text alone, bad files documented errors."""

from __future__ import annotations

import pickle
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter.catalogs import Catalog, CatalogError, UneditableError, edited, format_of, place, read
from segmenter.files import UndecodableFileError
from tests.catalogs.laws import TYPOGRAPHY, check_edit, check_places
from tests.catalogs.samples import SAMPLES, octets_of

WRITTEN = [("\n", "utf-8"), ("\r\n", "utf-8"), ("\n", "utf-8-sig"), ("\r\n", "utf-16")]
UNSPELLED = ("Your code", "Your code – %s", "%d day")  # texts that are keys

every_sample = pytest.mark.parametrize("name", SAMPLES)
every_writing = pytest.mark.parametrize(("line_end", "encoding"), WRITTEN, ids=str)


def catalog_of(name: str) -> Catalog:
    return read(name, octets_of(name))


@every_sample
@every_writing
def test_places_are_true(name: str, line_end: str, encoding: str) -> None:
    catalog = read(name, octets_of(name, line_end=line_end, encoding=encoding))
    assert catalog.entries
    check_places(catalog)


@every_sample
@every_writing
def test_texts_do_not_depend_on_line_ends_and_encoding(name: str, line_end: str, encoding: str) -> None:
    def told(catalog: Catalog) -> list[tuple[object, ...]]:
        return [
            (entry[:3], *(value for value in entry[3:-1] if isinstance(value, str)))
            for entry in (each._replace(text=each.text.replace("\r\n", "\n")) for each in catalog.entries)
        ]

    assert told(read(name, octets_of(name, line_end=line_end, encoding=encoding))) == told(catalog_of(name))


@every_sample
def test_entries_differ_in_what_names_them(name: str) -> None:
    names = [(each.key, each.locale, each.context, each.variant) for each in catalog_of(name).entries]
    assert len(set(names)) == len(names)


@every_sample
@every_writing
def test_typography_is_replaced_in_place(name: str, line_end: str, encoding: str) -> None:
    catalog = read(name, octets_of(name, line_end=line_end, encoding=encoding))
    changes = [
        (
            entry,
            tuple((at, at + 1, TYPOGRAPHY[sign]) for at, sign in enumerate(entry.text) if sign in TYPOGRAPHY),
        )
        for entry in catalog.entries
        if entry.key not in UNSPELLED or entry.locale == "fr"
    ]
    octets = edited(catalog, changes)
    renewed = read(name, octets)
    for entry, new in zip(catalog.entries, renewed.entries, strict=True):
        if entry.key not in UNSPELLED:
            assert new.text == "".join(TYPOGRAPHY.get(sign, sign) for sign in entry.text)
    assert edited(renewed, [(entry, ()) for entry in renewed.entries]) == octets
    assert octets.count(b"\r") == octets_of(name, line_end=line_end, encoding=encoding).count(b"\r")


@settings(max_examples=150)
@given(st.data())
def test_any_edit_is_exact_or_refused(data: st.DataObject) -> None:
    catalog = catalog_of(data.draw(st.sampled_from([*SAMPLES])))
    entry = data.draw(st.sampled_from(catalog.entries))
    start = data.draw(st.integers(0, len(entry.text)))
    stop = data.draw(st.integers(start, min(len(entry.text), start + 8)))
    new = data.draw(st.text(st.sampled_from("a'\"\\&<{}[ \n\t,;:#é€😀*-\u2028]|%$"), max_size=4))
    try:
        check_edit(catalog, entry, ((start, stop, new),))
    except UneditableError as error:
        assert str(error).startswith(f"{catalog.path}:")  # noqa: PT017
        assert error.key == entry.key or len(entry.pieces) > 1  # noqa: PT017


def mutated(octets: bytes, chance: random.Random) -> bytes:
    signs = [
        b'"',
        b"'",
        b"\\",
        b"{",
        b"}",
        b"{%",
        b"<",
        b"&",
        b";",
        b"&#x110000;",
        b"\\ud800",
        b"]]>",
        b"<!--",
    ]
    signs += [b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b": ", b"- ", b"*a", b"\t", b",", b"[", b"%#@n@"]
    found = bytearray(octets)
    for _ in range(chance.choice((1, 1, 2, 4))):
        start = chance.randrange(len(found) + 1)
        stop = start + chance.choice((0, 1, 5, 30))
        other = chance.randrange(len(found) + 1)
        found[start:stop] = chance.choice((*signs, b"", bytes(found[other : other + 20])))
    return bytes(found)


def check_reads_or_says_why(name: str, octets: bytes) -> None:
    try:
        catalog = read(name, octets)
    except (CatalogError, UndecodableFileError) as error:
        assert str(error).startswith(f"{name}:{error.line}:")  # noqa: PT017
        assert error.line  # noqa: PT017
    else:
        for entry in catalog.entries:
            place(catalog, entry, len(entry.text) // 2)


@every_sample
def test_broken_files_give_documented_errors(name: str) -> None:
    chance = random.Random(name)
    for _ in range(60):
        check_reads_or_says_why(name, mutated(octets_of(name), chance))


@every_sample
@settings(max_examples=20)
@given(octets=st.binary(max_size=60))
def test_noise_gives_documented_errors(name: str, octets: bytes) -> None:
    check_reads_or_says_why(name, octets)


@every_sample
def test_an_empty_file_gives_a_catalog_or_a_documented_error(name: str) -> None:
    for octets in (b"", b"\n", b"\xef\xbb\xbf"):
        check_reads_or_says_why(name, octets)


@every_sample
def test_catalogs_can_be_pickled_and_edited_afterwards(name: str) -> None:
    catalog = catalog_of(name)
    again = pickle.loads(pickle.dumps(catalog))
    assert again == catalog
    for old, new in zip(catalog.entries, again.entries, strict=True):
        at = next((at for at, sign in enumerate(old.text) if sign in TYPOGRAPHY), None)
        if at is not None:
            change = ((at, at + 1, TYPOGRAPHY[old.text[at]]),)
            try:
                expected = edited(catalog, [(old, change)])
            except UneditableError:
                continue
            assert edited(again, [(new, change)]) == expected


ONE_BAD_LINE = sorted({format_of(name): name for name in SAMPLES}.values())


@pytest.mark.parametrize("name", ONE_BAD_LINE)
def test_a_file_that_is_utf_8_but_for_a_line_is_refused_and_names_it(name: str) -> None:
    octets = octets_of(name)
    line = octets.count(b"\n") + 1
    with pytest.raises((CatalogError, UndecodableFileError)) as refusal:
        read(name, octets + "# é\n# L’heure à Orléans\n".encode() + b"# L'\xe9t\xe9\n")
    assert refusal.value.line == line + 2


DECLARED = b'<?xml version="1.0" encoding="%s"?>\n'
ENCODED = [
    ("fr.po", b'msgid ""\nmsgstr "Content-Type: text/plain; charset=%s\\n"\n# %s\n# %s\n'),
    ("values-fr/strings.xml", DECLARED + b"<resources><!--%s-->\n<!--%s--></resources>"),
    ("fr.stringsdict", DECLARED + b"<plist><dict><!--%s-->\n<!--%s--></dict></plist>"),
]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "iso-8859-15"])
@pytest.mark.parametrize(("name", "form"), ENCODED, ids=str)
def test_a_file_of_two_encodings_is_refused_whatever_it_declares(
    name: str, form: bytes, encoding: str
) -> None:
    one = [part.encode(encoding) for part in (encoding, "été", "à la mer")]
    assert read(name, form % tuple(one)).encoding != "utf-8"
    with pytest.raises(CatalogError, match=r": it has two encodings: line \d+ is UTF-8, line \d+ is not"):
        read(name, form % (one[0], "été".encode(), one[2]))
