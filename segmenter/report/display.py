"""What a terminal shows of a text: control characters made visible, columns taken, cutting and wrapping.

A line here knows terminal columns; it must not know segments or units.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Screen", "columns_taken", "cut_to_columns", "paint", "visible", "wrap"]

# `str.isprintable` refuses these, yet shown raw they do no harm and belong to the text's look:
# the joiners of emoji, Persian and the Indic scripts, and the space of Chinese and Japanese.
_KEPT = {"\u200c", "\u200d", "\u3000"}
_COLOURS = {"bold": "1", "faint": "2", "red": "31", "yellow": "33"}


class Screen(NamedTuple):
    """Where a text is shown."""

    columns: int = 80
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def ellipsis(self) -> str:
        """What stands for text left out."""
        return self.encode("…", otherwise="...")

    def encode(self, mark: str, *, otherwise: str) -> str:
        """Return a mark, or another where the screen's encoding has none."""
        try:
            mark.encode(self.encoding)
        except UnicodeEncodeError:
            return otherwise
        return mark


def paint(text: str, colour: str, screen: Screen) -> str:
    """Return the text in a colour, where there are colours."""
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if screen.colour else text


def visible(character: str, encoding: str = "utf-8") -> str:
    r"""Return a character as it may be shown: no print, or one the encoding lacks, as Python writes it.

    >>> visible("\x1b"), visible("é"), visible("é", "ascii")
    ('\\x1b', 'é', '\\xe9')
    """
    if not character.isprintable() and character not in _KEPT:
        return repr(character)[1:-1]
    return character.encode(encoding, "backslashreplace").decode(encoding)


def columns_taken(shown: str) -> int:
    """Return how many columns a visible text takes; where terminals differ, the most.

    >>> columns_taken("abc"), columns_taken("한글"), columns_taken("e\u0301")
    (3, 4, 1)
    """
    return len(shown) if shown.isascii() else sum(map(_columns, shown))


@lru_cache(maxsize=4096)  # a look-up costs 0.1 µs, the work 1.2
def _piece(character: str, encoding: str) -> tuple[str, int]:
    shown = visible(character, encoding)
    return shown, columns_taken(shown)


def _columns(character: str) -> int:
    if character == "\ufe0f":  # asks for an emoji, which makes a narrow character wide
        return 1
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def cut_to_columns(text: str, screen: Screen) -> str:
    r"""Return the beginning of a text that fits in so many columns on one line, its cut marked.

    >>> cut_to_columns("Call me later", Screen(columns=8)), cut_to_columns("Hi\n", Screen())
    ('Call me…', 'Hi\\n')
    """
    room = screen.columns - len(screen.ellipsis)
    head = text[: screen.columns + 1]
    if head.isascii() and head.isprintable():  # a column each
        return text if len(text) <= screen.columns else head[:room] + screen.ellipsis
    shown: list[str] = []
    taken = fitting = 0
    for character in text:
        piece, columns = _piece(character, screen.encoding)
        taken += columns
        if taken > screen.columns:
            return "".join(shown[:fitting]) + screen.ellipsis
        shown.append(piece)
        if taken <= room:
            fitting = len(shown)
    return "".join(shown)


def wrap(text: str, screen: Screen) -> Iterator[str]:
    r"""Give out a text in lines of so many columns: after a line feed, else a space, else where it must be.

    >>> list(wrap("one two\nthree", Screen(columns=5)))
    ['one ', 'two\\n', 'three']
    """
    line: list[str] = []
    taken = gap = 0  # columns of the line, and where its last space ends
    for character in text:
        piece, columns = _piece(character, screen.encoding)
        while line and taken + columns > screen.columns:
            end = gap or len(line)
            yield "".join(line[:end])
            line, gap = line[end:], 0
            taken = sum(map(columns_taken, line))
        line.append(piece)
        taken += columns
        if character == "\n":
            yield "".join(line)
            line, taken, gap = [], 0, 0
        elif character == " ":
            gap = len(line)
    if line:
        yield "".join(line)
