"""What holds for the catalog of any format, as functions that tests of one format call too.

Formats are not known here.
"""

from __future__ import annotations

from typing import Any

from segmenter.catalogs import Catalog, Entry, edited, place, read, span
from segmenter.catalogs.notations import Escaped
from segmenter.catalogs.places import line_starts, written_ranges

__all__ = ["check_edit", "check_places", "entry_of", "texts"]

TYPOGRAPHY = {"’": "'", "“": '"', "”": '"', "…": "...", "–": "-", "\xa0": " "}


def texts(name: str, octets: bytes | str, **options: Any) -> list[tuple[str, str, str]]:
    """Return key, variant and text of each entry of a file."""
    catalog = read(name, octets.encode() if isinstance(octets, str) else octets, **options)
    check_places(catalog)
    return [(entry.key, entry.variant, entry.text) for entry in catalog.entries]


def entry_of(catalog: Catalog, key: str, *, variant: str = "", locale: str | None = None) -> Entry:
    [found] = [
        entry
        for entry in catalog.entries
        if (entry.key, entry.variant) == (key, variant) and locale in (None, entry.locale)
    ]
    return found


def check_places(catalog: Catalog) -> None:
    """Every code point's place is where the file holds it."""
    starts = line_starts(catalog.text)
    for entry in catalog.entries:
        assert 1 <= entry.line <= len(starts)
        pieces = entry.pieces
        if not pieces:
            assert place(catalog, entry, len(entry.text)) == (entry.line, 1)
            assert not entry.text or span(catalog, entry, 0, 1) is None
            continue
        for start, stop, notation in pieces:
            written = catalog.text[start:stop]
            assert notation.text(written) == notation.spans(written)[0]
        ranges = written_ranges(catalog, entry)
        assert len(ranges) == len(entry.text)
        for index, (character, (start, stop)) in enumerate(zip(entry.text, ranges, strict=True)):
            assert span(catalog, entry, index, index + 1) == (start, stop)
            line, column = place(catalog, entry, index)
            assert starts[line - 1] + column - 1 == start
            notation = next(each.notation for each in pieces if each.start <= start and stop <= each.stop)
            if isinstance(notation, Escaped):
                assert character in notation.spans(catalog.text[start:stop])[0]
        place(catalog, entry, len(entry.text))


def check_edit(catalog: Catalog, entry: Entry, replacements: tuple[tuple[int, int, str], ...]) -> Catalog:
    """Edit one text, and hold the octets outside the edit to what they were."""
    octets = edited(catalog, [(entry, replacements)])
    renewed = read(catalog.path, octets, format=catalog.format, conventions=catalog.conventions)
    at = next(index for index, each in enumerate(catalog.entries) if each is entry)
    expected = entry.text
    for start, stop, text in reversed(replacements):
        expected = expected[:start] + text + expected[stop:]
    assert renewed.entries[at].text == expected
    low = span(catalog, entry, replacements[0][0], replacements[0][0])
    found = span(catalog, entry, replacements[-1][0], replacements[-1][1])
    assert low
    if found and len(entry.pieces) == 1:
        before, after = catalog.text[: low[0]], catalog.text[found[1] :]
        assert renewed.text.startswith(before)
        assert renewed.text.endswith(after)
    assert octets.startswith(catalog.mark)
    return renewed
