r"""How characters, literals and patterns are written in SQL: in ASCII, and without a semicolon.

So neither a client's encoding nor a tool that splits statements can change them. It must not know what a text
costs. Patterns come in one form, that of RE2 and PCRE: ``\x{20AC}`` stands for the euro sign.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = [
    "ASTRAL",
    "as_clickhouse",
    "as_postgres",
    "class_of",
    "literal",
    "quoted",
    "ranges",
    "spelled",
    "without_backslash",
]

ASTRAL = r"[\x{10000}-\x{10FFFF}]"


def literal(text: str) -> str:
    """Return an SQL string of ASCII without backslashes."""
    return "'" + text.replace("'", "''") + "'"


def quoted(text: str) -> str:
    """Return an SQL string, in double quotes if it has a single one: not all engines double those."""
    return f'"{text}"' if "'" in text else f"'{text}'"


def class_of(characters: Iterable[str], *, without: bool = False) -> str:
    r"""Return the pattern of one of these characters, or of any other, in ASCII and without a semicolon.

    >>> class_of("abc€-;"), class_of("abc", without=True)
    ('[\\x{2D}\\x{3B}a-c\\x{20AC}]', '[^a-c]')
    """
    parts = [
        _written(start) if start == stop else f"{_written(start)}-{_written(stop)}"
        for start, stop in ranges(characters)
    ]
    return f"[{'^' * without}{''.join(parts)}]"


def ranges(characters: Iterable[str]) -> list[tuple[int, int]]:
    """Return the first and last number of each run of characters.

    >>> ranges("dabc")
    [(97, 100)]
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(map(ord, characters)):
        start = runs.pop()[0] if runs and runs[-1][1] == number - 1 else number
        runs.append((start, number))
    return runs


def _written(number: int) -> str:
    character = chr(number)
    return character if character.isascii() and character.isalnum() else f"\\x{{{number:02X}}}"


def spelled(characters: Sequence[str], char: str, join: str = " || ") -> str:
    """Return an expression in ASCII for characters, with numbers for the awkward ones.

    >>> spelled("[€;a", "chr({})")
    "'[' || chr(8364) || chr(59) || 'a'"
    """
    plain = re.compile(r"[ -~]").fullmatch
    parts: list[str] = []
    for character in characters:
        if not plain(character) or character in "\\';":
            parts.append(char.format(ord(character)))
        elif parts and parts[-1].startswith("'"):
            parts[-1] = f"{parts[-1][:-1]}{character}'"
        else:
            parts.append(f"'{character}'")
    return join.join(parts)


def without_backslash(character: str) -> Callable[[str], str]:
    """Return a function that writes patterns whose backslashes are only added when the query runs."""

    def written(pattern: str) -> str:
        if "\\" not in pattern:
            return literal(pattern)
        return f"replace({literal(pattern.replace(chr(92), '~'))}, '~', {character})"

    return written


def as_clickhouse(pattern: str) -> str:
    """Return a pattern in ClickHouse's form: its strings have escapes of their own."""
    return literal(pattern.replace("\\", "\\\\"))


def as_postgres(pattern: str) -> str:
    r"""Return a pattern in PostgreSQL's form: ``\u20AC`` for ``\x{20AC}``; a dot matches anything there.

    >>> as_postgres(r"(?s)[\x{20AC}\x{10000}-\x{10FFFF}].")
    "'[\\u20AC\\U00010000-\\U0010FFFF].'"
    """

    def escape(match: re.Match[str]) -> str:
        number = int(match[1], 16)
        return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"

    return literal(re.sub(r"\\x\{([0-9A-F]+)\}", escape, pattern.removeprefix("(?s)")))
