"""The kit of reports: prose, labelled lines, quoted texts, lists and bars.

Shapes only: a line here knows the columns of a screen, and not what is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .display import Screen, columns_taken, cut_to_columns, paint, shown, wrap
from .outcomes import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .outcomes import Answered

__all__ = [
    "MOST_SHARES",
    "SEVERITY_COLOURS",
    "bar",
    "columns_of",
    "heading",
    "labelled",
    "numbered",
    "prose",
    "quoted",
    "rows_of_texts",
    "share_lines",
    "shortened",
]

SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "faint"}

Value = TypeVar("Value")

_LEAST = 8  # columns that are left to words, however narrow the screen
MOST_SHARES = 20
"""Countries, networks and segment counts that are written out."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


# --- Prose ------------------------------------------------------------------------------------------------


def prose(
    words: str, screen: Screen, *, first: int = 0, rest: int = 2, colour: str = "", head: str = ""
) -> list[str]:
    """Return words in lines that fit the screen.

    Args:
        words: of any characters; what has no print is shown as Python writes it.
        screen: where they are shown.
        first: columns that the first line is indented by.
        rest: the same of the others.
        colour: of the lines, or of `head` alone where one is given.
        head: what the words begin with.

    >>> prose("one two three", Screen(columns=10))
    ['one two', '  three']
    """
    room = max(screen.columns - first, _LEAST)
    hang = room - max(screen.columns - rest, _LEAST)
    words = shown(words, screen)
    lines: Iterable[str]
    if len(words) <= room and words.isascii():
        lines = [words.rstrip()] if words else []
    else:
        lines = wrap(words, screen._replace(columns=room), hang=hang, trimmed=True)
    indented = [" " * (rest if number else first) + line for number, line in enumerate(lines)]
    if not head:
        return [paint(line, colour, screen) for line in indented]
    start = " " * first + head
    if indented and indented[0].startswith(start):
        indented[0] = " " * first + paint(head, colour, screen) + indented[0].removeprefix(start)
    return indented


def heading(words: str, screen: Screen) -> list[str]:
    """Return words as a heading, bold."""
    return prose(words, screen, rest=0, colour="bold")


def labelled(
    values: Mapping[str, str] | Iterable[tuple[str, str]], screen: Screen, *, width: int, indent: int = 0
) -> list[str]:
    """Return values below each other, each beside its label; those that are empty are left out.

    >>> labelled({"encoding": "GSM-7", "because": "", "free": "1 septet"}, Screen(), width=10)
    ['encoding  GSM-7', 'free      1 septet']
    """
    lines: list[str] = []
    pairs = values if not hasattr(values, "items") else values.items()
    for label, value in pairs:
        if value:
            start, *others = prose(value, screen, first=indent + width, rest=indent + width)
            lines += [f"{'':<{indent}}{label:<{width - 1}} {start[indent + width :]}", *others]
    return lines


def quoted(text: str, screen: Screen, *, whole: bool = True) -> list[str]:
    """Return a text behind a bar: in as many lines as it takes, or the beginning that fits one."""
    stem = screen.encode("│ ", otherwise="| ")
    room = screen._replace(columns=max(screen.columns - columns_taken(stem), _LEAST))
    lines = wrap(text, room) if whole else [cut_to_columns(text, room)]
    return [paint(stem, "faint", screen) + line for line in lines]


def shortened(text: str, screen: Screen, *, most: int) -> str:
    """Return a text without its middle if it has more characters than `most`.

    >>> shortened("a rather long text", Screen(), most=8)
    'a ra…text'
    """
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}{screen.ellipsis}{text[-half:]}"


# --- Lists ------------------------------------------------------------------------------------------------


def rows_of_texts(
    header: str,
    entries: Iterable[Answered[Value]],
    screen: Screen,
    row: Callable[[Value], str],
) -> Iterator[str]:
    """Yield a header and a row for each text: its index, what `row` says of it, and its beginning."""
    room = screen._replace(columns=max(screen.columns - len(header) - 9, _LEAST))
    yield paint(f"{'index':>6} {header}  text", "bold", screen) + "\n"
    for index, (text, outcome, _) in enumerate(entries):
        if isinstance(outcome, Failure):
            yield f"{index:>6} {paint('error', 'red', screen)} {shown(outcome.message, screen)}\n"
        else:
            yield f"{index:>6} {row(outcome)}  {cut_to_columns(text, room)}\n"


def numbered(
    entries: Iterable[Answered[Value]], screen: Screen, text_of: Callable[[Value], str]
) -> Iterator[str]:
    """Yield what `text_of` says of each text, under its index."""
    for index, (_, outcome, _) in enumerate(entries):
        space = "\n" if index else ""
        yield f"{space}{paint(f'Message {index}', 'bold', screen)}\n"
        if isinstance(outcome, Failure):
            yield f"{paint('error', 'red', screen)} {shown(outcome.message, screen)}\n"
        else:
            yield text_of(outcome)


def columns_of(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows in columns: the first to the left, the others to the right.

    >>> list(columns_of([("country", "messages"), ("GB", "2")]))
    ['country  messages', 'GB              2']
    """
    widths = [max(map(columns_taken, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        right = (f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([f"{name:<{widths[0]}}", *right]).rstrip()


def share_lines(
    name: str, shares: Iterable[tuple[object, int]], total: int, screen: Screen, *, bars: bool = True
) -> Iterator[str]:
    """Yield a line for each share of the messages: what it is, how many, which part, and a bar."""
    listed = list(shares)
    room = max(screen.columns - 28, 4)
    most = max(number for _, number in listed)
    yield paint(f"{name:>8}  messages", "bold", screen)
    for key, number in listed[:MOST_SHARES]:
        name = f"{key:,}" if isinstance(key, int) else str(key)
        drawn = bar(number * room * 8 // most, screen) if bars else ""
        yield f"{name:>8}  {number:>8,}  {number / total:>6.1%}  {drawn}".rstrip()
    if len(listed) > MOST_SHARES:
        yield f"and {len(listed) - MOST_SHARES:,} more"


def bar(eighths: int, screen: Screen) -> str:
    """Return a bar of this many eighths of a column; the shortest is still visible."""
    whole, rest = divmod(max(eighths, 1), 8)
    drawn = "█" * whole + _EIGHTHS[rest].strip()
    return screen.encode(drawn, otherwise="#" * max(whole + (rest >= 4), 1))
