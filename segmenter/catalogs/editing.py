"""Editing: ranges of texts are replaced in the file's octets, and nothing else in it.

How a replacement is written is the notation's matter; the result is read again to prove that it is right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise, zip_longest
from typing import NamedTuple

from .entries import Catalog, Entry, Notation
from .errors import CatalogError, UneditableError
from .notations import Kept
from .places import pieces_of, written_ranges
from .reading import read

__all__ = ["edited"]


class _Patch(NamedTuple):
    """A range of the file, what is to stand there as text, and in which notation."""

    start: int
    stop: int
    text: str
    notation: Notation
    entry: Entry


def edited(catalog: Catalog, changes: Iterable[tuple[Entry, tuple[tuple[int, int, str], ...]]]) -> bytes:
    r"""Return the file's octets with ranges of texts replaced.

    Only the octets of those ranges change: comments, order, quoting, line ends and byte order mark stay.

    Args:
        catalog: that holds the entries.
        changes: entries with what to replace in their texts: start, stop and replacement, in rising order and
            without overlap. The same change of a part that several entries share may be given with each.

    Raises:
        UneditableError: a text cannot be changed so without changing more.

    >>> catalog = read("fr.strings", b'"otp" = "L\\U2019heure"; // 3\r\n')
    >>> edited(catalog, [(catalog.entries[0], ((1, 2, '"'),))])
    b'"otp" = "L\\"heure"; // 3\r\n'
    """
    patches: dict[tuple[int, int], _Patch] = {}
    requested: dict[int, tuple[Entry, list[tuple[int, int, str]]]] = {}
    for entry, replacements in changes:
        requested.setdefault(id(entry), (entry, []))[1].extend(replacements)
        for patch in _patches(catalog, entry, replacements):
            known = patches.setdefault(patch[:2], patch)
            if known.text != patch.text:
                raise _uneditable(catalog, entry, "two changes of one place differ")
    if not patches:
        return catalog.mark + catalog.text.encode(catalog.encoding)
    ordered = sorted(patches.values(), key=lambda patch: patch[:2])
    for before, after in pairwise(ordered):
        if before.stop > after.start:
            raise _uneditable(catalog, after.entry, "two changes overlap")
    wanted = {which: _replaced(entry.text, each) for which, (entry, each) in requested.items()}
    failure = None
    for within in (True, False):  # first with as few escapes as will do
        try:
            octets = _written(catalog, ordered, within=within)
            _prove(catalog, ordered, wanted, octets)
        except UneditableError as error:
            failure = failure or error
        else:
            return octets
    assert failure
    raise failure


def _patches(
    catalog: Catalog, entry: Entry, replacements: tuple[tuple[int, int, str], ...]
) -> Iterable[_Patch]:
    """Turn ranges of a text into ranges of the file; of one that spans pieces, the first gets what is new."""
    ranges = written_ranges(catalog, entry)
    if replacements and len(ranges) != len(entry.text):
        raise _uneditable(catalog, entry, "where the text stands in the file cannot be told")
    pieces = pieces_of(entry)
    for start, stop, replacement in replacements:
        if not 0 <= start <= stop <= len(ranges):
            raise IndexError(f"{start} to {stop} is not in a text of {len(ranges)} code points")
        if any(0 < at < len(ranges) and ranges[at - 1] == ranges[at] for at in (start, stop)):
            raise _uneditable(catalog, entry, "a part of what is written as one would be changed")
        if start == stop:
            offset = ranges[start][0] if start < len(ranges) else ranges[-1][1] if ranges else pieces[0].start
            notation = next(each.notation for each in pieces if each.start <= offset <= each.stop)
            yield _Patch(offset, offset, replacement, notation, entry)
            continue
        runs: list[tuple[int, int, Notation]] = []
        for low, high in ranges[start:stop]:
            notation = next(each.notation for each in pieces if each.start <= low and high <= each.stop)
            if runs and runs[-1][0] <= low <= runs[-1][1] and notation is runs[-1][2]:
                runs[-1] = (runs[-1][0], max(high, runs[-1][1]), notation)
            else:
                runs.append((low, high, notation))
        for at, (low, high, notation) in enumerate(runs):
            yield _Patch(low, high, "" if at else replacement, notation, entry)


def _written(catalog: Catalog, patches: list[_Patch], *, within: bool) -> bytes:
    parts: list[str] = []
    end = 0
    for start, stop, text, notation, entry in patches:
        if isinstance(notation, Kept):
            raise _uneditable(catalog, entry, notation.reason)
        write = notation.write
        if within:
            write = getattr(notation, "write_within", write)
        try:
            written = write(text) if text else ""
            written.encode(catalog.encoding)
        except ValueError as error:
            raise _uneditable(catalog, entry, f"the new text cannot be written there: {error}") from None
        parts += (catalog.text[end:start], written)
        end = stop
    parts.append(catalog.text[end:])
    return catalog.mark + "".join(parts).encode(catalog.encoding)


def _prove(catalog: Catalog, patches: list[_Patch], wanted: dict[int, str], octets: bytes) -> None:
    """Read the new octets, and check that every text is what it has to be and all else as it was."""
    try:
        renewed = read(catalog.path, octets, format=catalog.format, locale="")
    except CatalogError as error:
        raise _uneditable(catalog, patches[0].entry, f"the file would be broken: {error.problem}") from None
    for old, new in zip_longest(catalog.entries, renewed.entries):
        if old is None or new is None or _identity(old) != _identity(new):
            culprit = old if old is not None and id(old) in wanted else patches[0].entry
            raise _uneditable(catalog, culprit, f"the change would make another entry of it{_trap(patches)}")
        if callable(old.pieces) and id(old) not in wanted:
            expected, own = old.text, True  # put off because no other entry stands there
        else:
            expected, own = _expected(catalog, old, patches)
        if new.text != expected or (own and new.text != wanted.get(id(old), old.text)):
            raise _uneditable(catalog, old, f"the changed text would be read otherwise{_trap(patches)}")
    if [each.text for each in catalog.remarks] != [each.text for each in renewed.remarks]:
        raise _uneditable(catalog, patches[0].entry, "the change would alter a comment")


def _trap(patches: list[_Patch]) -> str:
    """Say what may have led to another reading, where a notation knows it."""
    traps = (getattr(patch.notation, "trap", "") for patch in patches if "'" in patch.text)
    return next((f": {trap}" for trap in traps if trap), "")


def _identity(entry: Entry) -> tuple[object, ...]:
    """Return all that an edit must leave as it is."""
    return entry.key, entry.variant, entry.context, entry.syntax, entry.flags, entry.comments


def _replaced(text: str, replacements: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    end = 0
    for start, stop, replacement in sorted(replacements):
        parts += (text[end:start], replacement)
        end = stop
    return "".join((*parts, text[end:]))


def _expected(catalog: Catalog, entry: Entry, patches: list[_Patch]) -> tuple[str, bool]:
    """Return the text after all changes where it stands, and whether they are the entry's own."""
    texts = []
    done: set[tuple[int, int]] = set()
    own = True
    for piece in pieces_of(entry):
        text, begins, _ = piece.notation.spans(catalog.text[piece.start : piece.stop])
        at = bisect_left(patches, piece.start, key=lambda patch: patch.start)
        inside = []
        while at < len(patches) and patches[at].stop <= piece.stop:
            patch = patches[at]
            if patch.notation is piece.notation and not (patch.start == patch.stop and patch[:2] in done):
                inside.append(patch)
            at += 1
        replacements = []
        for low, high, new, _, _ in inside:
            start, stop = (bisect_left(begins, offset - piece.start) for offset in (low, high))
            replacements.append((start, stop, new))
        texts.append(_replaced(text, replacements))
        done.update(patch[:2] for patch in inside)
        own = own and all(patch.entry is entry for patch in inside)
    return "".join(texts) if texts else entry.text, own


def _uneditable(catalog: Catalog, entry: Entry, problem: str) -> UneditableError:
    return UneditableError(
        catalog.path, entry.line, f"{entry.key}: {problem}", "change it by hand", key=entry.key
    )
