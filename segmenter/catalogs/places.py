"""Places: from a code point of an entry's text to where it is written in the file, and to line and column.

Asks notations for their spans; no particular notation is known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeAlias

from .entries import Catalog, Entry, Notation, Piece, Place
from .notations import chained

__all__ = ["cutter", "line_starts", "place", "place_after", "place_at", "span", "written_ranges"]

Cut: TypeAlias = Callable[[int, int, Notation | None], tuple[Piece, ...]]

_LINE_END = re.compile(r"\r\n?|\n")


_last: tuple[str, list[int]] = ("", [0])


def line_starts(text: str) -> list[int]:
    r"""Return where each line begins. CRLF, LF and a lone CR end one.

    The lines of the last text are kept. It is recognised by identity: to compare two equal files at every
    entry made reading a file again, unchanged, 11 times slower at 10,000 entries.

    >>> line_starts("a\r\nb\n")
    [0, 3, 5]
    """
    global _last
    known, starts = _last
    if known is not text:
        if "\r" in text:
            starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        else:
            starts = [*accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0)]
        _last = text, starts
    return starts


@lru_cache(maxsize=16)  # the findings of one entry ask for the same pieces again and again
def _spans(notation: Notation, written: str) -> tuple[str, Sequence[int], Sequence[int]]:
    return notation.spans(written)


def written_ranges(catalog: Catalog, entry: Entry) -> list[tuple[int, int]]:
    """Return for each code point of an entry's text where in the file it is written; empty where unknown."""
    ranges: list[tuple[int, int]] = []
    for start, stop, notation in entry.pieces:
        _, begins, ends = _spans(notation, catalog.text[start:stop])  # type: ignore[arg-type]  # by identity
        ranges += [(start + begin, start + end) for begin, end in zip(begins, ends, strict=True)]
    return ranges


def cutter(text: str, pieces: Sequence[Piece]) -> Cut:
    r"""Return a function that returns the pieces of a part of a text.

    Its arguments are where the part begins and ends, in code points of the text that the pieces make up, and
    how the part is written inside the notation of the whole; `None` where it is not. It raises `ValueError`
    where the part begins or ends within what is written as one.

    Args:
        text: of the file.
        pieces: of the whole text.

    >>> from segmenter.catalogs.notations import JSON
    >>> cutter(r'"a\u2019b"', [Piece(1, 9, JSON)])(1, 2, None)[0][:2]
    (2, 8)
    """
    cutters = [_cutter_of_one(text, piece) for piece in pieces]
    if len(cutters) == 1:
        return cutters[0][1]

    def cut(start: int, stop: int, inner: Notation | None = None) -> tuple[Piece, ...]:
        parts: tuple[Piece, ...] = ()
        for length, cut_one in cutters:
            parts += cut_one(max(start, 0), min(stop, length), inner)
            start, stop = start - length, stop - length
        return parts

    return cut


def _cutter_of_one(text: str, piece: Piece) -> tuple[int, Cut]:
    """Return how many code points a piece stands for, and what cuts it."""
    at, end, notation = piece
    _, begins, ends = notation.spans(text[at:end])
    length = len(begins)

    def cut(start: int, stop: int, inner: Notation | None = None) -> tuple[Piece, ...]:
        if start >= stop:
            return ()
        first = begins[start]
        if (start and begins[start - 1] == first) or (stop < length and begins[stop - 1] == begins[stop]):
            raise ValueError("part of what is written as one")
        whole = chained(notation, inner) if inner else notation
        return (Piece(at + first, at + ends[stop - 1], whole),)

    return length, cut


def place(catalog: Catalog, entry: Entry, index: int) -> Place:
    r"""Return line and column of a code point of an entry's text.

    Args:
        catalog: that holds the entry.
        entry: one of its texts.
        index: 0 to ``len(entry.text)``; the last is the place after the text.

    Returns:
        where it is written; the entry's line and column 1 where that is not known.

    Raises:
        IndexError: there is no such code point.

    >>> from segmenter.catalogs import read
    >>> catalog = read("en.json", rb'{"hi": "It\u2019s"}')
    >>> place(catalog, catalog.entries[0], 3)
    Place(line=1, column=17)
    """
    if not 0 <= index <= len(entry.text):
        raise IndexError(f"index {index} is not in a text of {len(entry.text)} code points")
    found = _range_at(catalog, entry.pieces, index) or span(catalog, entry, index, index)
    return Place(entry.line, 1) if found is None else place_at(catalog.text, found[0])


def place_after(catalog: Catalog, entry: Entry, index: int) -> Place:
    r"""Return where the code point before an index ends, which may be lines before the next one begins.

    >>> from segmenter.catalogs import read
    >>> catalog = read("fr.po", b'msgid "a"\nmsgstr ""\n"It"\n"is"\n')
    >>> place(catalog, catalog.entries[0], 2), place_after(catalog, catalog.entries[0], 2)
    (Place(line=4, column=2), Place(line=3, column=4))
    """
    found = _range_at(catalog, entry.pieces, index - 1) or span(catalog, entry, index - 1, index)
    return Place(entry.line, 1) if found is None else place_at(catalog.text, found[1])


def place_at(text: str, offset: int) -> Place:
    """Return line and column of an offset in a text."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1] + 1)


def span(catalog: Catalog, entry: Entry, start: int, stop: int) -> tuple[int, int] | None:
    r"""Return where in `Catalog.text` a part of an entry's text is written.

    Args:
        catalog: that holds the entry.
        entry: one of its texts.
        start: of the part, in code points of the text.
        stop: where it ends there.

    Returns:
        offsets of the first and after the last; `None` where they are not known.

    >>> from segmenter.catalogs import read
    >>> catalog = read("en.json", rb'{"hi": "It\u2019s"}')
    >>> span(catalog, catalog.entries[0], 2, 3)
    (10, 16)
    """
    pieces = entry.pieces
    if not pieces:
        return None
    first, last = _range_at(catalog, pieces, start), _range_at(catalog, pieces, stop - 1)
    low = first[0] if first else last[1] if last else pieces[0].start
    high = last[1] if last and stop > start else low
    return (low, high) if low <= high else None


def _range_at(catalog: Catalog, pieces: tuple[Piece, ...], index: int) -> tuple[int, int] | None:
    """Return where one code point is written; `None` before the first and after the last."""
    for start, stop, notation in pieces if index >= 0 else ():
        _, begins, ends = _spans(notation, catalog.text[start:stop])  # type: ignore[arg-type]  # by identity
        if index < len(begins):
            return start + begins[index], start + ends[index]
        index -= len(begins)
    return None
