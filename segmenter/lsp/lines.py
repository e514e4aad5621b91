r"""The lines of an open document, and places in them in the units that the client counts.

It knows line ends and code units; it must not know messages.

LSP ends lines at LF, CR LF and CR alone; `str.splitlines` also at U+2028, U+0085, VT and others. A
character is counted in UTF-8, UTF-16 or UTF-32, as negotiated.

Source: Language Server Protocol 3.17, "Text Documents" and "Position".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Literal, NamedTuple

__all__ = ["Encoding", "Lines", "Position"]

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Position(NamedTuple):
    """A place as LSP has it: both from 0, the character in units of the client's encoding."""

    line: int
    character: int


class Lines:
    r"""A text as lines, which changes where a client says so.

    >>> lines = Lines("a\u2028👍b\r\nc", "utf-16")
    >>> len(lines), lines.offset(Position(0, 4)), lines.position(3)
    (2, 3, Position(line=0, character=4))
    >>> lines.change(Position(0, 4), Position(1, 0), "!")
    >>> lines.text
    'a\u2028👍!c'
    """

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.encoding = encoding
        self._lines = _lines(text)
        self._text: str | None = None
        self._starts: list[int] | None = None

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def text(self) -> str:
        """The whole text; the same object until it changes."""
        if self._text is None:
            self._text = "".join(self._lines)
        return self._text

    @property
    def starts(self) -> list[int]:
        """Where each line begins, in code points."""
        if self._starts is None:
            self._starts = [0, *accumulate(map(len, self._lines[:-1]))]
        return self._starts

    def line(self, number: int) -> str:
        """Return a line, from 0, without its end."""
        return self._lines[number].rstrip("\r\n")

    def change(self, start: Position, end: Position, new: str) -> None:
        """Replace a range; lines around it are cut anew, others stay as they are."""
        (first, from_), (last, to) = sorted((self._place(start), self._place(end)))
        before, after = self._lines[first][:from_], self._lines[last][to:]
        if not before and first and new[:1] in ("", "\n"):  # it may join a CR before it
            first -= 1
            before = self._lines[first]
        region = before + new + after
        if _SURROGATES.search(region):  # halves that came one by one
            region = region.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        cut = _lines(region)
        if last + 1 < len(self._lines):  # then what is replaced ends in a line end
            cut.pop()
        self._lines[first : last + 1] = cut
        self._text = self._starts = None

    def offset(self, position: Position) -> int:
        """Return a place in code points from the text's start; one behind a line's end is that end."""
        line, index = self._place(position)
        return self.starts[line] + index

    def position(self, offset: int) -> Position:
        """Return the place of an offset, which is 0 to the text's length."""
        line = bisect_right(self.starts, offset) - 1
        return Position(line, self._units(self._lines[line], offset - self.starts[line]))

    def position_of(self, line: int, column: int) -> Position:
        """Return the place of a line and column as editors count: both from 1, in code points."""
        line = min(max(line, 1), len(self._lines))
        return Position(line - 1, self._units(self._lines[line - 1], max(column - 1, 0)))

    def end_of(self, line: int) -> Position:
        """Return where a line, from 0, ends."""
        return Position(line, self._units(self.line(line), len(self._lines[line])))

    def _place(self, position: Position) -> tuple[int, int]:
        """Return the line and the index in it that a position names."""
        line, character = position
        if line >= len(self._lines):
            return len(self._lines) - 1, len(self._lines[-1])
        return line, self._index(self.line(max(line, 0)), max(character, 0))

    def _units(self, line: str, index: int) -> int:
        if self.encoding == "utf-32" or line.isascii():
            return min(index, len(line))
        octets = line[:index].encode(_CODEC[self.encoding], "surrogatepass")
        return len(octets) // _WIDTH[self.encoding]

    def _index(self, line: str, character: int) -> int:
        """Return the code point at so many units; within a character, its start."""
        if self.encoding == "utf-32" or line.isascii():
            return min(character, len(line))
        octets = line.encode(_CODEC[self.encoding], "surrogatepass")
        cut = min(character * _WIDTH[self.encoding], len(octets))
        if self.encoding == "utf-8":
            while cut < len(octets) and 0x80 <= octets[cut] < 0xC0:
                cut -= 1
        elif cut < len(octets) and 0xDC <= octets[cut + 1] < 0xE0 and cut and 0xD8 <= octets[cut - 1] < 0xDC:
            cut -= 2
        return len(octets[:cut].decode(_CODEC[self.encoding], "surrogatepass"))


_CODEC = {"utf-8": "utf-8", "utf-16": "utf-16-le"}
_WIDTH = {"utf-8": 1, "utf-16": 2}


def _lines(text: str) -> list[str]:
    """Cut a text behind each line end; the last line, which has none, may be empty."""
    lines = text.split("\n") if "\r" not in text else None
    if lines is not None:
        return [f"{line}\n" for line in lines[:-1]] + [lines[-1]]
    cut: Iterable[str] = _LINE.findall(text)
    return [*cut, ""] if text.endswith(("\r", "\n")) else [*cut]
