"""Text: octets decoded as they come, and cut into lines or records.

Everything streams in constant memory and nothing is translated; what a text is for is not known here.
"""

from __future__ import annotations

import codecs
from io import StringIO
from typing import TYPE_CHECKING

from ..errors import SegmenterError
from .errors import MalformedFileError, UndecodableFileError, UnknownEncodingError
from .octets import octet_chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

__all__ = ["line_texts", "lines_with_ends", "nul_texts", "read_text", "text_decoder", "whole_lines"]

LONGEST_LINE = 1 << 26
"""Characters. What is longer is an endless file rather than a line, a record or a cell."""


def read_text(
    stream: BinaryIO, *, path: str, encoding: str = "utf-8", at_most: int | None = None
) -> Iterator[str]:
    r"""Decode a stream, piece by piece as it arrives.

    A byte order mark at the very start is a mark of the encoding and is left out.

    Args:
        stream: octets.
        path: its name in errors.
        encoding: any text encoding Python knows.
        at_most: octets, for a text that is read whole; `raised_limit` wins where it is set.

    Raises:
        UnknownEncodingError: there is no such encoding.
        UndecodableFileError: an octet is wrong; all text before it has been yielded.
        UnreadableFileError: the system fails to read, or there are more octets.

    >>> import io
    >>> "".join(read_text(io.BytesIO(b"\xef\xbb\xbfol\xc3\xa9\r\n"), path="greeting"))
    'olé\r\n'
    """
    decoder = text_decoder(encoding)
    texts = filter(None, _decode(octet_chunks(stream, path, at_most), decoder, path, encoding))
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
        " ".encode(encoding)  # refuses codecs that are not text encodings, such as hex
        name = codecs.lookup(encoding).name
        if name in ("idna", "punycode"):  # for host names: no stream can be decoded piece by piece
            raise UnknownEncodingError(encoding)
        return codecs.getincrementaldecoder("utf-8" if name == "utf-8-sig" else name)()
    except (LookupError, ValueError):
        raise UnknownEncodingError(encoding) from None


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


def line_texts(chunks: Iterable[str], *, path: str = "") -> Iterator[str]:
    r"""Yield one text per line. Only LF ends a line; one CR before it belongs to the line end.

    (`str.splitlines` would also break at a form feed, which is a character of the extension table.)

    Raises:
        MalformedFileError: a line is longer than `LONGEST_LINE`.

    >>> list(line_texts(["one\r", "\ntwo\fthree\n", "\nlast"]))
    ['one', 'two\x0cthree', '', 'last']
    """
    for lines in whole_lines(chunks, path=path):
        yield from lines.split("\n")


def whole_lines(
    chunks: Iterable[str], *, path: str = "", at_least: int = 0, end: str = "\n"
) -> Iterator[str]:
    r"""Yield the lines of `line_texts` many at once, with LF between them.

    Args:
        chunks: the text, in pieces of any size.
        path: of the file, for errors.
        at_least: how many characters to wait for, so that pieces are not small.
        end: what ends a line; a CR before an LF belongs to it.

    Raises:
        MalformedFileError: a line is longer than `LONGEST_LINE`; like what `chunks` raises it comes after
            the lines before it.

    >>> list(whole_lines(["one\r", "\ntwo\fthree\n", "\nlast"]))
    ['one\ntwo\x0cthree', '', 'last']
    """
    pieces: list[str] = []
    length = unfinished = 0
    has_end = False
    error: Exception | None = None
    coming = iter(chunks)
    while error is None:
        try:
            chunk = next(coming)
        except (SegmenterError, StopIteration) as stop:
            error = stop
            break
        first = chunk.find(end)
        unfinished += len(chunk) if first < 0 else first
        if unfinished > LONGEST_LINE:
            error = _endless(path)
            break
        pieces.append(chunk)
        length += len(chunk)
        if first >= 0:
            has_end, unfinished = True, len(chunk) - chunk.rfind(end) - 1
        if has_end and length > at_least:
            whole, _, rest = "".join(pieces).rpartition(end)
            yield _without_returns(whole) if end == "\n" else whole
            pieces, length, has_end = [rest], len(rest), False
    whole, ended, rest = "".join(pieces).rpartition(end)
    if ended:
        yield _without_returns(whole) if end == "\n" else whole
    if not isinstance(error, StopIteration):
        raise error
    if rest:
        yield rest


def _without_returns(lines: str) -> str:
    """Return lines without the CR before each LF, and before the one that ended them."""
    return lines.replace("\r\n", "\n").removesuffix("\r") if "\r" in lines else lines


def nul_texts(chunks: Iterable[str], *, path: str = "") -> Iterator[str]:
    """Yield one text per NUL-ended record, as ``find -print0`` writes them."""
    for records in whole_lines(chunks, path=path, end="\0"):
        yield from records.split("\0")


def lines_with_ends(chunks: Iterable[str], *, path: str = "") -> Iterator[str]:
    """Yield lines with their ends, as `csv.reader` wants them; a lone CR ends one too."""
    unfinished: list[str] = []
    length = 0
    for chunk in chunks:
        whole, end, rest = chunk.rpartition("\n")
        if end:
            yield from StringIO("".join([*unfinished, whole, end]), newline="")
            unfinished, length = [], 0
        unfinished.append(rest)
        length += len(rest)
        if length > LONGEST_LINE:
            raise _endless(path)
    yield from StringIO("".join(unfinished), newline="")


def _endless(path: str) -> MalformedFileError:
    problem = f"a line of more than {LONGEST_LINE:,} characters"
    return MalformedFileError(problem, "the file looks endless, or is not text", path=path)
