"""What a terminal shows of a text: control characters made visible, columns taken, cutting and wrapping.

A line here knows terminal columns; it must not know segments or units.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "RIGHT_TO_LEFT",
    "UNSURE",
    "Screen",
    "breaks",
    "columns_taken",
    "cut_to_columns",
    "paint",
    "shown",
    "visible",
    "wrap",
]

# `str.isprintable` refuses these, yet shown raw they do no harm and belong to the text's look:
# the joiners of emoji, Persian and the Indic scripts, and the space of Chinese and Japanese.
_KEPT = {"\u200c", "\u200d", "\u3000"}
_COLOURS = {"bold": "1", "faint": "2", "red": "31", "yellow": "33"}


# Letters that run from right to left.
RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
# Terminals disagree on how many columns these take, or make a character take.
UNSURE = (
    "[\u200c\u200d\ufe0e\ufe0f\u20e3\u0900-\u0fff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u0300-\u036f]"
)


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
    """Return the text in a colour, by its name or its codes, where there are colours."""
    return f"\x1b[{_COLOURS.get(colour, colour)}m{text}\x1b[0m" if screen.colour and colour and text else text


def visible(character: str, encoding: str = "utf-8") -> str:
    r"""Return a character as it may be shown: as Python writes it if it has no print here.

    >>> visible("\x1b"), visible("é"), visible("é", "ascii")
    ('\\x1b', 'é', '\\xe9')
    """
    if not character.isprintable() and character not in _KEPT:
        return repr(character)[1:-1]
    return character.encode(encoding, "backslashreplace").decode(encoding)


def shown(text: str, screen: Screen) -> str:
    r"""Return a text as it may be shown, on one line.

    >>> shown("a\x1b\n", Screen())
    'a\\x1b\\n'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_piece(character, screen.encoding)[0] for character in text)


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
    from unicodedata import category, east_asian_width  # a library to load; ASCII does not come this way

    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def cut_to_columns(text: str, screen: Screen) -> str:
    r"""Return as much of a text as fits in the columns of one line, with an ellipsis where it is cut.

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


def breaks(text: str, screen: Screen, *, hang: int = 0, trimmed: bool = False) -> Iterator[tuple[int, int]]:
    r"""Yield where each line of a text starts and stops: after a line feed, else a space, else where it must.

    Args:
        text: of any characters; each takes the columns of what is shown of it.
        screen: how many columns the first line has.
        hang: how many columns fewer the others have.
        trimmed: whether spaces at the end of a line will not be shown, and need no room.

    >>> list(breaks("one two\nthree", Screen(columns=5)))
    [(0, 4), (4, 8), (8, 13)]
    """
    room = screen.columns
    start = taken = gap = before = 0  # `gap`: where the last space ends; `before`: columns up to there
    for index, character in enumerate(text):
        columns = _piece(character, screen.encoding)[1]
        while start < index and taken + columns > room and not (trimmed and character == " "):
            if gap:
                stop, taken = gap, taken - before
            else:
                stop, kept, taken = index, taken, 0
                while kept > room and stop > start + 1:  # after a space, the room may have shrunk by `hang`
                    stop -= 1
                    width = _piece(text[stop], screen.encoding)[1]
                    kept, taken = kept - width, taken + width
            yield start, stop
            start, gap, room = stop, 0, screen.columns - hang
        taken += columns
        if character == "\n":
            yield start, index + 1
            start, taken, gap, room = index + 1, 0, 0, screen.columns - hang
        elif character == " ":
            gap, before = index + 1, taken
    if start < len(text):
        yield start, len(text)


def wrap(text: str, screen: Screen, *, hang: int = 0, trimmed: bool = False) -> Iterator[str]:
    r"""Yield the lines of a text as `breaks` finds them, each as it may be shown.

    >>> list(wrap("one two\nthree", Screen(columns=5)))
    ['one ', 'two\\n', 'three']
    """
    for start, stop in breaks(text, screen, hang=hang, trimmed=trimmed):
        line = shown(text[start:stop], screen)
        yield line.rstrip() if trimmed else line
