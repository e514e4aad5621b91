"""Text from files and streams: octets are decoded as they come, and rows of text are found among them.

All of it streams in constant memory, nothing is translated, and what a text costs on the air is unknown here.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from .errors import SegmenterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, BinaryIO, Self

__all__ = [
    "Absence",
    "MalformedFileError",
    "UndecodableFileError",
    "UnknownEncodingError",
    "UnreadableFileError",
    "UnwritableFileError",
    "csv_texts",
    "jsonl_texts",
    "line_texts",
    "nul_texts",
    "open_file",
    "read_octets",
    "read_text",
    "text_decoder",
    "write_atomically",
]

_CHUNK_OCTETS = 1 << 16


class _FileError(SegmenterError):
    """An error about a file."""

    @property
    def reason(self) -> str:
        """The problem."""
        return self.problem

    @classmethod
    def because(cls, error: Exception, path: str) -> Self:
        """Return the error for what the system said about a file."""
        return cls(getattr(error, "strerror", None) or str(error), path=path)


class UnreadableFileError(_FileError, OSError):
    """A file cannot be opened or read; the problem is what the system says."""


class UnwritableFileError(_FileError, OSError):
    """A file cannot be written; its old content is still there."""

    def _sentence(self) -> str:
        return f"cannot be written: {self.problem}"


class MalformedFileError(_FileError, ValueError):
    """A file does not have the format it should have, so the rest of it cannot be trusted."""


class UndecodableFileError(MalformedFileError):
    """A file's octets are not text in the encoding named.

    Attributes:
        offset: of the first wrong octet, from the start of the file.
    """

    def __init__(self, problem: str, remedy: str = "", *, offset: int, **place: Any) -> None:
        super().__init__(problem, remedy, **place)
        self.offset = offset


class UnknownEncodingError(SegmenterError, LookupError):
    """Python has no text encoding of this name."""

    def __init__(self, encoding: str) -> None:
        remedy = "utf-8, utf-16, cp1252 and latin-1 are common ones"
        super().__init__(f"unknown text encoding {encoding!r}", remedy)
        self.encoding = encoding


class Absence(NamedTuple):
    """A row without its text: which file, which line, and why."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


def open_file(path: str) -> BinaryIO:
    """Open a file for reading octets.

    Raises:
        UnreadableFileError: it is absent, a directory, or not ours to read.
    """
    try:
        return open(path, "rb")  # noqa: PTH123  # pathlib costs 4 ms of start-up
    except (OSError, ValueError) as error:
        raise UnreadableFileError.because(error, path) from None


def read_octets(path: str, at_most: int = -1) -> bytes:
    """Read a file, or of a longer one so many octets.

    Raises:
        UnreadableFileError: it is absent, a directory, or not ours to read.
    """
    with open_file(path) as stream:
        try:
            return stream.read(at_most)
        except OSError as error:
            raise UnreadableFileError.because(error, path) from None


def read_text(stream: BinaryIO, *, path: str, encoding: str = "utf-8") -> Iterator[str]:
    r"""Decode a stream, piece by piece as it arrives.

    A byte order mark at the very start is a mark of the encoding and is left out.

    Args:
        stream: octets.
        path: its name in errors.
        encoding: any text encoding Python knows.

    Raises:
        UnknownEncodingError: there is no such encoding.
        UndecodableFileError: an octet is wrong; all text before it has been given out.
        UnreadableFileError: the system fails to read.

    >>> import io
    >>> "".join(read_text(io.BytesIO(b"\xef\xbb\xbfol\xc3\xa9\r\n"), path="greeting"))
    'olé\r\n'
    """
    decoder = text_decoder(encoding)
    texts = filter(None, _decode(_chunks(stream, path), decoder, path, encoding))
    if codecs.lookup(encoding).name.startswith("utf"):
        yield next(texts, "").removeprefix("\ufeff")
    yield from texts


def _decode(
    chunks: Iterable[bytes], decoder: codecs.IncrementalDecoder, path: str, encoding: str
) -> Iterator[str]:
    line, offset = 1, 0
    for octets in chunks:
        state = decoder.getstate()
        try:
            text = decoder.decode(octets, final=not octets)
        except UnicodeError as error:
            start = getattr(error, "start", 0) - len(state[0])  # negative among octets held back
            decoder.setstate(state)
            try:
                text = decoder.decode(octets[: max(start, 0)])
            except UnicodeError:  # utf-16 without a mark: what is before is not read either
                text = ""
            yield text
            line, offset = line + text.count("\n"), offset + start
            problem = _wrong_octet(error, encoding, offset)
            raise UndecodableFileError(problem, path=path, line=line, offset=offset) from None
        yield text
        line, offset = line + text.count("\n"), offset + len(octets)


def text_decoder(encoding: str) -> codecs.IncrementalDecoder:
    """Return a new decoder of a text encoding, or raise `UnknownEncodingError`."""
    try:
        " ".encode(encoding)  # refuses what codecs.lookup finds but is no text encoding, such as hex
        name = codecs.lookup(encoding).name
        if name in ("idna", "punycode"):  # for host names: no stream can be decoded piece by piece
            raise UnknownEncodingError(encoding)
        return codecs.getincrementaldecoder("utf-8" if name == "utf-8-sig" else name)()
    except (LookupError, ValueError):
        raise UnknownEncodingError(encoding) from None


def _chunks(stream: BinaryIO, path: str) -> Iterator[bytes]:
    """Give out what is there without waiting for more; the empty chunk at the end is given out too."""
    read = getattr(stream, "read1", stream.read)
    octets = b" "
    while octets:
        try:
            octets = read(_CHUNK_OCTETS)
        except OSError as error:
            raise UnreadableFileError.because(error, path) from None
        yield octets


def _wrong_octet(error: UnicodeError, encoding: str, offset: int) -> str:
    if isinstance(error, UnicodeDecodeError):
        octet = error.object[error.start]
        said = f"octet 0x{octet:02X} at offset {offset} is not {encoding} ({error.reason})"
        if offset == 0 and error.object[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            said += "; the file begins as UTF-16 does"
        elif offset == 1 and error.object[:2] == b"\x1f\x8b":
            said += "; the file begins as gzip does: unpack it first"
        return said
    return f"not {encoding}: {error}"


def line_texts(chunks: Iterable[str]) -> Iterator[str]:
    r"""Give out one text per line. Only LF ends a line, and one CR before it goes with it.

    (`str.splitlines` would also break at a form feed, which is a character of the extension table.)

    >>> list(line_texts(["one\r", "\ntwo\fthree\n", "\nlast"]))
    ['one', 'two\x0cthree', '', 'last']
    """
    return _split(chunks, "\n", "\r")


def nul_texts(chunks: Iterable[str]) -> Iterator[str]:
    """Give out one text per NUL-ended record, as ``find -print0`` writes them."""
    return _split(chunks, "\0", "")


def _split(chunks: Iterable[str], end: str, before_end: str) -> Iterator[str]:
    unfinished: list[str] = []
    for chunk in chunks:
        first, *others = chunk.split(end)
        unfinished.append(first)
        if others:
            yield "".join(unfinished).removesuffix(before_end)
            *whole, last = others
            for text in whole:
                yield text.removesuffix(before_end)
            unfinished = [last]
    if text := "".join(unfinished):
        yield text


def csv_texts(
    chunks: Iterable[str], column: str, *, path: str, delimiter: str = ","
) -> Iterator[str | Absence]:
    r"""Give out the texts of one column of separated values with a header row; blank rows are skipped.

    Raises:
        MalformedFileError: the header lacks the column, or a row is not CSV.

    >>> for text in csv_texts(['id,body\n1,"two\n', 'lines"\n2\n'], "body", path="messages.csv"):
    ...     text
    'two\nlines'
    Absence(path='messages.csv', line=4, reason="the row ends before column 'body'")
    """
    import csv

    csv.field_size_limit((1 << 31) - 1)  # a long text is no error; more does not fit a C long everywhere
    rows = csv.reader(_csv_lines(chunks), delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
        if header.count(column) != 1:
            raise MalformedFileError(_column_reason(header, column), path=path, line=max(rows.line_num, 1))
        place = header.index(column)
        for row in rows:
            if len(row) > len(header):  # its text may have been cut at an unquoted separator
                reason = (
                    f"{len(row)} cells under {len(header)} columns; quote a text that holds {delimiter!r}"
                )
                yield Absence(path, rows.line_num, reason)
            elif len(row) > place:
                yield row[place]
            elif row:
                yield Absence(path, rows.line_num, f"the row ends before column {column!r}")
    except csv.Error as error:
        raise MalformedFileError(f"not CSV: {error}", path=path, line=rows.line_num) from None


def _csv_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Give out lines with their ends, as `csv.reader` wants them: a lone CR ends one too."""
    from io import StringIO

    for line in _split(chunks, "\n", ""):
        yield from StringIO(line + "\n", newline="") if "\r" in line else (line + "\n",)


def _column_reason(header: list[str], column: str) -> str:
    if not header:
        return "no header row"
    if column in header:
        return f"more than one column {column!r}"
    said = f"no column {column!r}; the columns are {', '.join(map(repr, header))}"
    other = next((mark for mark in ";\t|" if len(header) == 1 and mark in header[0]), None)
    return f"{said}; separated by {other!r}? name it with --delimiter" if other else said


def jsonl_texts(chunks: Iterable[str], field: str, *, path: str) -> Iterator[str | Absence]:
    r"""Give out the texts of one field of JSON objects, one a line; blank lines are skipped.

    Raises:
        MalformedFileError: a line is not JSON.

    >>> list(jsonl_texts(['{"body": "caf\\u00e9"}\n\n{"id": 7}\n'], "body", path="in"))
    ['café', Absence(path='in', line=3, reason="no field 'body'")]
    """
    from json import loads

    for number, line in enumerate(line_texts(chunks), start=1):
        if not line.strip(" \t\r"):
            continue
        try:
            value = loads(line, parse_int=float)  # int refuses more than 4,300 digits
        except (ValueError, RecursionError) as error:
            raise MalformedFileError(_json_reason(error), path=path, line=number) from None
        value, last = _inner(value, field)
        reason = _no_text(value, last)
        yield Absence(path, number, reason) if reason else value[last]


def _inner(value: Any, field: str) -> tuple[Any, str]:
    """Go into objects along a field's dots, unless the field is there with dots in its name."""
    while "." in field and isinstance(value, dict) and field not in value:
        first, field = field.split(".", 1)
        value = value.get(first)
    return value, field


def _json_reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"not JSON: {getattr(error, 'msg', error)} at column {getattr(error, 'colno', 1)}"


def _no_text(value: object, field: str) -> str:
    """Say why there is no text; nothing where there is one."""
    if not isinstance(value, dict):
        return "not a JSON object"
    if field not in value:
        return f"no field {field!r}"
    return "" if isinstance(value[field], str) else f"field {field!r} is not a string"


def write_atomically(path: str, octets: bytes) -> None:
    """Put octets in a file at once: whoever reads it sees the old content or the new, never a part.

    A link is followed; the permissions of a file that exists are kept.

    Raises:
        UnwritableFileError: the system refuses; the old content still stands.
    """
    import os
    import stat
    from tempfile import NamedTemporaryFile

    temporary = ""
    try:
        target = os.path.realpath(path)
        try:
            mode = stat.S_IMODE(os.stat(target).st_mode)  # noqa: PTH116
            if not os.access(target, os.W_OK):
                raise UnwritableFileError("Permission denied", path=path)
        except FileNotFoundError:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        with NamedTemporaryFile(dir=os.path.dirname(target), prefix=".segmenter-", delete=False) as stream:  # noqa: PTH120
            temporary = stream.name
            stream.write(octets)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101
        os.replace(temporary, target)  # noqa: PTH105
        temporary = ""
    except (OSError, ValueError) as error:
        if isinstance(error, UnwritableFileError):
            raise
        raise UnwritableFileError.because(error, path) from None
    finally:
        if temporary:
            import contextlib

            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
