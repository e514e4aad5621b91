"""A file as readers get it: decoded, with its name, its locale and its lines.

Formats are not known here, only the encoding that they ask for.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from ..files import UnknownEncodingError, read_octets, read_text
from ..files.strict_json import problem_of
from .entries import Conventions, Entry, Piece, Place, Remark
from .errors import CatalogError
from .places import line_starts, place_at

__all__ = ["LARGEST_OCTETS", "CatalogFile", "decoded", "octets_of"]

LARGEST_OCTETS = 16 << 20
"""Catalogs kept by hand or by a translation service are far smaller; a dump may be larger."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_REVERSIBLE = frozenset(name for _, name in _MARKS)


class CatalogFile:
    """A decoded file.

    Attributes:
        path: as named by the caller.
        text: without a byte order mark.
        locale: as the caller or the path names it; "" where neither does.
        encoding: of its octets.
        mark: its byte order mark.
        conventions: by which the program reads it.
        only: tells whether the text of a key is wanted; `None` where all are.
        left_out: how many texts are left out because they are not wanted.
        unread: where values stand that the program computes, so that no reader can know them.
    """

    __slots__ = ("conventions", "encoding", "left_out", "locale", "mark", "only", "path", "text", "unread")

    def __init__(
        self, path: str, text: str, *, locale: str = "", encoding: str = "utf-8", mark: bytes = b""
    ) -> None:
        self.path = path
        self.text = text
        self.locale = locale
        self.encoding = encoding
        self.mark = mark
        self.conventions = Conventions()
        self.only: Callable[[str], bool] | None = None
        self.left_out = 0
        self.unread: list[Place] = []

    def line(self, offset: int) -> int:
        """Return the line of a place in the text, from 1."""
        return bisect_right(line_starts(self.text), offset)

    def place(self, offset: int) -> Place:
        """Return line and column of a place in the text."""
        return place_at(self.text, offset)

    def text_of(self, pieces: Sequence[Piece]) -> str:
        """Return the text that pieces make up."""
        if len(pieces) == 1:
            [(start, stop, notation)] = pieces
            return notation.text(self.text[start:stop])
        return "".join([notation.text(self.text[start:stop]) for start, stop, notation in pieces])

    def entry(
        self,
        key: str,
        pieces: tuple[Piece, ...],
        /,
        *,
        offset: int = 0,
        text: str | None = None,
        **facts: Any,
    ) -> Entry:
        """Return an entry whose text stands in some pieces; `offset` is its place where there are none."""
        facts.setdefault("locale", self.locale)
        line = self.line(pieces[0].start if pieces else offset)
        return Entry(key, self.text_of(pieces) if text is None else text, line, pieces=pieces, **facts)

    def remark(self, offset: int, text: str) -> Remark:
        """Return the comment that begins at a place in the text."""
        return Remark(self.line(offset), text.strip())

    def error(self, offset: int, problem: str, remedy: str) -> CatalogError:
        """Return the error that something is wrong at a place in the text."""
        line, column = self.place(offset)
        return CatalogError(problem, remedy, path=self.path, line=line, column=column)

    def too_deep(self, offset: int = 0) -> CatalogError:
        """Return the error that what begins at a place in the text is nested too deeply."""
        return self.error(offset, problem_of(RecursionError()), "leave it out: catalogs are not")


def octets_of(path: str) -> bytes:
    """Read a file; one too large to be a catalog is read only as far as shows that.

    Raises:
        UnreadableFileError: it is missing, is a folder, or may not be read.
    """
    return read_octets(path, LARGEST_OCTETS + 1)


def decoded(path: str, octets: bytes, encoding: str, *, locale: str) -> CatalogFile:
    """Decode a file. A byte order mark wins over what its format says.

    Raises:
        UndecodableFileError: an octet is wrong.
        CatalogError: there is no such encoding, or the file is too large to be a catalog.
    """
    if len(octets) > LARGEST_OCTETS:
        remedy = "split it, or leave it out"
        problem = f"larger than the {LARGEST_OCTETS >> 20} MiB that are read"
        raise CatalogError(problem, remedy, path=path, line=1)
    mark, encoding = next((pair for pair in _MARKS if octets.startswith(pair[0])), (b"", encoding))
    body = octets[len(mark) :]
    try:
        text = body.decode(encoding)
        reversible = encoding in _REVERSIBLE or text.encode(encoding) == body
    except (UnicodeError, LookupError, ValueError):
        try:
            text = "".join(read_text(BytesIO(body), path=path, encoding=encoding))  # names the place
        except UnknownEncodingError as error:
            raise CatalogError(error.problem, "save the file as UTF-8", path=path, line=1) from None
        reversible = False
    if not reversible:
        problem = f"its octets are not those that Python writes for {encoding}"
        raise CatalogError(problem, "save the file as UTF-8", path=path, line=1)
    # With several octets to a character, a line may be UTF-8 by chance.
    if encoding not in _REVERSIBLE and len(text) == len(body) and not body.isascii():
        _refuse_two_encodings(path, body)
    return CatalogFile(path, text, locale=locale, encoding=encoding, mark=mark)


def _refuse_two_encodings(path: str, body: bytes) -> None:
    """Raise an error where some lines are UTF-8 and others are not: an encoding of one octet takes both."""
    utf8 = other = 0
    for number, line in enumerate(body.split(b"\n"), start=1):
        if not line.isascii():
            try:
                line.decode()
                utf8 = utf8 or number
            except UnicodeDecodeError:
                other = other or number
    if utf8 and other:
        problem = f"it has two encodings: line {utf8} is UTF-8, line {other} is not"
        raise CatalogError(problem, "save the file as UTF-8", path=path, line=other)
