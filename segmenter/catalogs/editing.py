"""Editing: ranges of texts are replaced in the file's octets, and nothing else in it.

How a replacement is written is the notation's matter; the result is read again to prove that it is right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple, TypeAlias

from .entries import Catalog, Entry, Notation, Piece
from .errors import CatalogError, UneditableError
from .notations import Kept
from .places import written_ranges
from .reading import read

__all__ = ["Change", "Edited", "edited", "edited_as_far_as_possible"]

Change: TypeAlias = tuple[Entry, Sequence[tuple[int, int, str]]]
"""An entry and what to replace in its text: start, stop, replacement; in rising order, without overlap."""


class _Patch(NamedTuple):
    """A range of the file, what is to stand there as text, and in which notation."""

    start: int
    stop: int
    text: str
    notation: Notation
    entry: Entry


class _Request:
    """The changes of one entry, the patches they come to, and how those may be written, best way first."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.replacements: list[tuple[int, int, str]] = []
        self.patches: list[_Patch] = []
        self.ways: list[list[str]] = []


class Edited(NamedTuple):
    """A catalog with as many changes as can be made.

    Attributes:
        octets: the whole file.
        catalog: what is read from them.
        failures: why an entry could not be changed, by the `id` of the entry.
        postponed: ids of entries that can be changed, but not together with others: try them afterwards.
        uncertain: ids of entries that failed perhaps because of what else stands in the file.
    """

    octets: bytes
    catalog: Catalog
    failures: Mapping[int, UneditableError]
    postponed: frozenset[int]
    uncertain: frozenset[int]


def edited(catalog: Catalog, changes: Iterable[Change]) -> bytes:
    r"""Return the file's octets with ranges of texts replaced.

    Only the octets of those ranges change: comments, order, quoting, line ends and byte order mark stay.

    Args:
        catalog: that holds the entries.
        changes: entries and replacements. The same change of a part that several entries share may be given
            with each.

    Raises:
        UneditableError: a text cannot be changed so without changing more.

    >>> catalog = read("fr.strings", b'"otp" = "L\\U2019heure"; // 3\r\n')
    >>> edited(catalog, [(catalog.entries[0], ((1, 2, '"'),))])
    b'"otp" = "L\\"heure"; // 3\r\n'
    """
    result = edited_as_far_as_possible(catalog, changes)
    for error in result.failures.values():
        raise error
    return result.octets


def edited_as_far_as_possible(catalog: Catalog, changes: Iterable[Change]) -> Edited:
    """Make those changes that can be made. Where all can, the file is read once; see `edited`."""
    requests: dict[int, _Request] = {}
    for entry, replacements in changes:
        requests.setdefault(id(entry), _Request(entry)).replacements.extend(replacements)
    attempt = _Attempt(catalog)
    for request in requests.values():
        try:
            request.patches += _patches(catalog, request.entry, sorted(request.replacements))
            request.ways += _ways(catalog, request)
        except UneditableError as error:
            attempt.failures[id(request.entry)] = error
    octets, renewed = attempt.made(attempt.possible(requests.values()))
    return Edited(
        octets, renewed, attempt.failures, frozenset(attempt.postponed), frozenset(attempt.uncertain)
    )


class _Attempt:
    """Tries changes together, and finds out which of them cannot be made."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.failures: dict[int, UneditableError] = {}
        self.postponed: set[int] = set()
        self.uncertain: set[int] = set()

    def possible(self, requests: Iterable[_Request]) -> list[_Request]:
        """Return those that have not failed."""
        return [request for request in requests if id(request.entry) not in self.failures]

    def made(self, requests: list[_Request]) -> tuple[bytes, Catalog]:
        """Make changes, as far as they can be made."""
        while requests:
            patches = self._merged(requests)
            requests = self.possible(requests)
            if patches is None:
                continue
            if not patches:
                break
            try:
                octets = _octets(self._catalog, requests, patches)
                renewed = self._read(octets)
                problem, culprits = _misread(self._catalog, renewed, requests, patches)
            except CatalogError as error:
                problem, culprits = f"the file would be broken: {error.problem}", {}
            if not problem and not culprits:
                return octets, renewed
            blamed = [request for request in requests if problem or id(request.entry) in culprits]
            if any(len(request.ways) > 1 for request in blamed):
                for request in blamed:
                    del request.ways[:-1]
            elif not problem:
                self.failures |= culprits
            elif len(requests) > 1:
                return self._halves(requests)
            else:
                self._fail(requests[0].entry, problem)
            requests = self.possible(requests)
        return self._catalog.mark + self._catalog.text.encode(self._catalog.encoding), self._catalog

    def _read(self, octets: bytes) -> Catalog:
        old = self._catalog
        return read(old.path, octets, format=old.format, conventions=old.conventions)

    def _halves(self, requests: list[_Request]) -> tuple[bytes, Catalog]:
        """Make changes of which some break the file, and nothing shows which: each half is tried alone."""
        middle = len(requests) // 2
        first, second = self.made(requests[:middle]), self.made(requests[middle:])
        if first[1] is self._catalog or second[1] is self._catalog:
            return second if first[1] is self._catalog else first
        left = [request for request in self.possible(requests) if id(request.entry) not in self.postponed]
        if len(left) < len(requests):
            together = _Attempt(self._catalog)
            both = together.made(left)
            if not together.failures and not together.postponed:
                return both
        # Each half can be made and both cannot, as they share a place: the second is for later.
        self.postponed |= {id(request.entry) for request in self.possible(requests[middle:])}
        return first

    def _merged(self, requests: list[_Request]) -> list[_Patch] | None:
        """Return the patches of all requests in order; `None` where one contradicts another, and fails."""
        known: dict[tuple[int, int], _Patch] = {}
        for request in requests:
            if any(known.get(patch[:2], patch).text != patch.text for patch in request.patches):
                self._fail(request.entry, "two changes of one place differ")
                continue
            for patch in request.patches:
                known.setdefault(patch[:2], patch)
        patches = sorted(known.values(), key=lambda patch: patch[:2])
        for before, after in pairwise(patches):
            if before.stop > after.start:
                self._fail(after.entry, "two changes overlap")
                return None
        return patches

    def _fail(self, entry: Entry, problem: str) -> None:
        self.failures[id(entry)] = _uneditable(self._catalog, entry, problem)
        self.uncertain.add(id(entry))


def _patches(
    catalog: Catalog, entry: Entry, replacements: Sequence[tuple[int, int, str]]
) -> Iterable[_Patch]:
    """Turn ranges of a text into ranges of the file; of one that spans pieces, the first gets what is new."""
    ranges = written_ranges(catalog, entry)
    if replacements and len(ranges) != len(entry.text):
        raise _uneditable(catalog, entry, "where the text stands in the file is not known")
    pieces = entry.pieces
    for start, stop, replacement in replacements:
        if not 0 <= start <= stop <= len(ranges):
            raise IndexError(f"{start} to {stop} is not in a text of {len(ranges)} code points")
        if any(0 < at < len(ranges) and ranges[at - 1] == ranges[at] for at in (start, stop)):
            raise _uneditable(catalog, entry, "a part of what is written as one would be changed")
        if start == stop:
            offset = ranges[start][0] if start < len(ranges) else ranges[-1][1]
            notation = next(piece.notation for piece in pieces if piece.start <= offset <= piece.stop)
            yield _Patch(offset, offset, replacement, notation, entry)
            continue
        runs: list[tuple[int, int, Notation]] = []
        for low, high in ranges[start:stop]:
            notation = next(piece.notation for piece in pieces if piece.start <= low and high <= piece.stop)
            if runs and runs[-1][0] <= low <= runs[-1][1] and notation is runs[-1][2]:
                runs[-1] = (runs[-1][0], high, notation)
            else:
                runs.append((low, high, notation))
        for at, (low, high, notation) in enumerate(runs):
            yield _Patch(low, high, "" if at else replacement, notation, entry)


def _ways(catalog: Catalog, request: _Request) -> list[list[str]]:
    """Return how the patches of a request may be written: with as few escapes as possible, or safely."""
    ways: list[list[str]] = []
    problem = ""
    for method in ("write_within", "write"):
        try:
            way = [_written(catalog, patch, method) for patch in request.patches]
        except ValueError as error:
            problem = problem or str(error)
        else:
            ways += [way] if way not in ways else []
    if not ways:
        raise _uneditable(catalog, request.entry, problem)
    return ways


def _written(catalog: Catalog, patch: _Patch, method: str) -> str:
    notation = patch.notation
    if isinstance(notation, Kept):
        raise ValueError(notation.reason)  # noqa: TRY004  # as a notation that cannot write a text
    try:
        text: str = getattr(notation, method, notation.write)(patch.text) if patch.text else ""
        text.encode(catalog.encoding)
    except ValueError as error:
        raise ValueError(f"the new text cannot be written there: {error}") from None
    return text


def _octets(catalog: Catalog, requests: list[_Request], patches: list[_Patch]) -> bytes:
    written = {
        patch[:2]: text
        for request in requests
        for patch, text in zip(request.patches, request.ways[0], strict=True)
    }
    parts: list[str] = []
    end = 0
    for patch in patches:
        parts += (catalog.text[end : patch.start], written[patch[:2]])
        end = patch.stop
    parts.append(catalog.text[end:])
    return catalog.mark + "".join(parts).encode(catalog.encoding)


def _misread(
    catalog: Catalog, renewed: Catalog, requests: list[_Request], patches: list[_Patch]
) -> tuple[str, dict[int, UneditableError]]:
    """Compare what is read with what every text has to be.

    Returns:
        what is wrong where nothing shows by which change, and the changes of texts that are read otherwise.
    """
    wanted = {id(request.entry): _replaced(request.entry.text, request.replacements) for request in requests}
    culprits: dict[int, UneditableError] = {}
    trap = _trap(patches)
    for old, new in zip_longest(catalog.entries, renewed.entries):
        if old is None or new is None or _identity(old) != _identity(new):
            return f"the change would make another entry of it{trap}", {}
        inside = [_inside(piece, patches) for piece in old.pieces]
        owners = {id(patch.entry) for patch in chain.from_iterable(inside)}
        alone = owners <= {id(old)}
        expected = wanted.get(id(old), old.text) if alone else _expected(catalog, old, inside)
        if new.text != expected:
            near = owners | {id(old)} & wanted.keys()
            problem = f"the changed text would be read otherwise{trap}"
            if not near:
                return problem, {}
            culprits |= dict.fromkeys(near, _uneditable(catalog, old, problem))
    return "", culprits


def _inside(piece: Piece, patches: list[_Patch]) -> list[_Patch]:
    """Return the patches in a piece, which several entries may share."""
    first = bisect_left(patches, piece.start, key=lambda patch: patch.start)
    return patches[first : bisect_right(patches, piece.stop, key=lambda patch: patch.stop)]


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


def _expected(catalog: Catalog, entry: Entry, inside: list[list[_Patch]]) -> str:
    """Return the text after changes of several entries, which are in these pieces of it."""
    texts = []
    for piece, patches in zip(entry.pieces, inside, strict=True):
        text, begins, _ = piece.notation.spans(catalog.text[piece.start : piece.stop])
        replacements = []
        for low, high, new, notation, _ in patches:
            if notation is piece.notation:
                start, stop = (bisect_left(begins, offset - piece.start) for offset in (low, high))
                replacements.append((start, stop, new))
        texts.append(_replaced(text, replacements))
    return "".join(texts)


def _uneditable(catalog: Catalog, entry: Entry, problem: str) -> UneditableError:
    return UneditableError(problem, "change it by hand", path=catalog.path, line=entry.line, key=entry.key)
