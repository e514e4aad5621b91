"""Streams of strict JSON: one document or many, read value by value, a long array never held whole.

A line here knows JSON and lines; it must not know what a document means.
"""

from __future__ import annotations

import re
import zlib
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from .errors import MalformedFileError, UnreadableFileError
from .octets import DOCUMENT_OCTETS, raised_limit
from .strict_json import DECODER, KEEPER, REFUSED, SKIMMER, joined, refusal
from .words import describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["JsonStream", "unzipped"]

_BLANKS: Final = " \t\r\n"
_CHARACTERS: Final = 1 << 18
"""Held at a time; a longer value is held until it ends."""
_NEAR_THE_END: Final = 16
"""A parser that stops this near the end of the text held may only lack the rest."""
_NUMBER_CUT: Final = len("e+") + 1
"""A number read up to less than this before the end of the text held may go on, as in ``1.`` and ``1e+``."""
_GZIP: Final = b"\x1f\x8b"
_BETWEEN: Final = re.compile(r"[ \t\r\n]*([,\]])[ \t\r\n]*")


class _Unzipped:
    """The reading half of a stream that is compressed with gzip."""

    def __init__(self, stream: BinaryIO) -> None:
        from gzip import GzipFile  # here, as few streams are compressed

        self._file = GzipFile(fileobj=stream)

    def read(self, octets: int) -> bytes:
        try:
            return self._file.read1(octets)
        except (EOFError, zlib.error, OSError) as error:
            if getattr(error, "errno", None):
                raise  # of the stream itself
            cut = isinstance(error, EOFError)
            problem = "not whole: the gzip data end too early" if cut else f"not readable as gzip: {error}"
            raise OSError(problem) from None


class _Rewound:
    """A stream of which the first octets were read already."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first, self._read = first, getattr(stream, "read1", stream.read)

    def read(self, octets: int = -1) -> bytes:
        if self._first:
            first, self._first = self._first, b""
            return first
        return cast("bytes", self._read(octets))


def unzipped(stream: BinaryIO) -> BinaryIO:
    r"""Return a stream, decompressed where it begins as gzip does.

    >>> import gzip, io
    >>> unzipped(io.BytesIO(gzip.compress(b"{}"))).read(9)
    b'{}'
    """
    first = stream.read(len(_GZIP))
    whole = cast("BinaryIO", _Rewound(first, stream))
    return cast("BinaryIO", _Unzipped(whole)) if first == _GZIP else whole


class JsonStream:
    """A walk through JSON that arrives in pieces.

    Only the current value and some text after it are held. After an error the walk is over.

    Args:
        chunks: the text.
        path: of the file, for errors.
        remedy: what would help where it is not JSON.

    >>> stream = JsonStream(['{"a": [1, 2', '0]}'], path="page.json")
    >>> stream.step("{"), stream.key(), list(stream.elements()), stream.step("}"), stream.next_mark()
    (True, 'a', [1, 20], True, '')
    """

    def __init__(self, chunks: Iterable[str], *, path: str, remedy: str = "") -> None:
        self._chunks = iter(chunks)
        self._path = path
        self._remedy = remedy
        self._text = ""
        self._at = 0
        self._line = 1
        self._counted = 0

    @classmethod
    def over(cls, text: str, *, path: str, remedy: str = "", at: int = 0) -> JsonStream:
        """Return a walk through a text that is held whole, from an offset on."""
        stream = cls([], path=path, remedy=remedy)
        stream._text, stream._at = text, at
        return stream

    @property
    def line(self) -> int:
        """The line of the place reached, from 1."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _fill(self) -> bool:
        """Hold more text: as much again as is held, so that a long value is not tried too often."""
        held = len(self._text) - self._at
        if held > (raised_limit.get() or DOCUMENT_OCTETS):
            problem = f"one value of more than {held >> 20:,} million characters"
            raise UnreadableFileError(problem, "raise the limit with --read-limit MIB", path=self._path)
        wanted, pieces = max(_CHARACTERS, held), []
        for piece in self._chunks:
            pieces.append(piece)
            wanted -= len(piece)
            if wanted <= 0:
                break
        if not pieces:
            return False
        self._line = self.line
        self._text = "".join([self._text[self._at :], *pieces])
        self._at = self._counted = 0
        return True

    def next_mark(self) -> str:
        """Return the next character that is not a blank, and stay before it; nothing at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _BLANKS:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._fill():
                return ""

    def ahead(self, characters: int) -> str:
        """Return up to this many characters of the text ahead, and stay before them."""
        if len(self._text) - self._at < characters:
            self._fill()
        return self._text[self._at : self._at + characters]

    def step(self, mark: str) -> bool:
        """Go past a mark, if it is the next one."""
        if self.next_mark() != mark:
            return False
        self._at += 1
        return True

    def value(self, *, whole: bool = True, decoder: JSONDecoder = DECODER) -> Any:
        """Return the next value, and go past it.

        Args:
            whole: whether more text is held until the value ends; otherwise `None` stands for one that is
                longer than the text held, and the walk stays before it.
            decoder: reads the value.

        Raises:
            MalformedFileError: it is not JSON, repeats a key, or is a number that cannot be held.
        """
        self.next_mark()
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except REFUSED as error:
                if self._may_lack_the_rest(error):
                    if not whole and len(self._text) - self._at >= _CHARACTERS:
                        return None
                    if self._fill():
                        continue
                raise self._refusal() from None
            cut = len(self._text) - end < _NUMBER_CUT and type(value) not in (dict, list, str)
            if cut and self._fill():
                continue
            self._at = end
            return value

    def _may_lack_the_rest(self, error: Exception) -> bool:
        if not isinstance(error, JSONDecodeError):
            try:  # what cannot be held may stand in a value that is cut, and only the whole tells its place
                KEEPER.raw_decode(self._text, self._at)
            except JSONDecodeError as cut:
                error = cut
            except RecursionError:
                return False
            else:
                return False
        near = len(self._text) - error.pos < _NEAR_THE_END
        return near or error.msg.startswith("Unterminated string")

    def _refusal(self) -> MalformedFileError:
        line = self._line - self._text.count("\n", 0, self._counted)  # of the beginning of what is held
        error = refusal(self._text, self._path, self._remedy, self._at)
        vars(error)["line"] = self.line if error.line is None else error.line + line - 1
        return error

    def key(self) -> str:
        """Return the next key of an object, and go past it and its colon."""
        key = self.value() if self.next_mark() == '"' else None
        if type(key) is str and self.step(":"):
            return key
        raise self._unexpected("a key and a colon")

    def fields(self) -> Iterator[str]:
        """Yield the keys of an object; each value must be read before the next key is asked for.

        Raises:
            MalformedFileError: this is not an object, or a key stands in it twice.
        """
        seen: set[str] = set()
        self._expect("{")
        if self.step("}"):
            return
        while True:
            key = self.key()
            if key in seen:
                problem = "is given twice in its object, and which value counts cannot be known"
                raise MalformedFileError(
                    problem, self._remedy, path=self._path, line=self.line, key=joined("", key)
                )
            seen.add(key)
            yield key
            if self.step("}"):
                return
            self._expect(",")

    def elements(self) -> Iterator[Any]:
        """Yield the values of an array, each as soon as it is read."""
        for _ in self.positions():
            yield self.value()

    def positions(self) -> Iterator[int]:
        """Yield the index of each value of an array; the value must be read before the next is asked for."""
        self._expect("[")
        if self.step("]"):
            return
        index = 0
        while True:
            yield index
            index += 1
            if match := _BETWEEN.match(self._text, self._at):  # a third of the time of two steps
                self._at = match.end()
            if match[1] == "]" if match else self.step("]"):
                return
            if not match:
                self._expect(",")

    def numbered(self, decoder: JSONDecoder = DECODER) -> Iterator[tuple[int, Any]]:
        """Yield the values of an array, each with its line; an error about a key in one names its index."""
        for index in self.positions():
            self.next_mark()
            line = self.line
            try:
                value = self.value(decoder=decoder)
            except MalformedFileError as error:
                raise error.under(f"[{index}]" if error.key else "") from None
            yield line, value

    def document(self, rows: str) -> tuple[dict[str, Any], int]:
        """Return an object with the list under one key left empty, and the offset where that list begins."""
        members: dict[str, Any] = {}
        start = 0
        for name in self.fields():
            if name == rows and self.next_mark() == "[":
                start, members[name] = self._at, []
                for _ in self.numbered(SKIMMER):
                    pass
            else:
                members[name] = self.value()
        self.end()
        return members, start

    def end(self) -> None:
        """Refuse what follows."""
        if mark := self.next_mark():
            problem = f"not JSON: {describe(mark)} follows its end"
            raise MalformedFileError(problem, "a file is one document", path=self._path, line=self.line)

    def _expect(self, mark: str) -> None:
        if not self.step(mark):
            raise self._unexpected(repr(mark))

    def _unexpected(self, wanted: str) -> MalformedFileError:
        mark = self.next_mark()
        there = f"{wanted} expected, not {repr(mark) if mark else 'the end'}"
        column = self._at - (self._text.rfind("\n", 0, self._at) + 1) + 1
        at_line_start = "\n" in self._text[: self._at] or self._line == 1
        return MalformedFileError(
            f"not JSON: {there}",
            self._remedy,
            path=self._path,
            line=self.line,
            column=column if at_line_start else None,
        )
