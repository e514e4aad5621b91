r"""Apple's .strings: ``"key" = "text";`` with comments; UTF-8, or UTF-16 as its tools write.

Formats in a text are C's. Compiled files, which are property lists, are not read.

:format: strings
:suffixes: .strings
:entry: a pair
:placeholders: `percent`, in a text with such a placeholder; otherwise the key `syntax`
:comments: `/* … */` and `//`
"""

from __future__ import annotations

import re

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import UTF16_ESCAPE, Escaped, character, hexadecimal
from ..variants import percent_syntax

__all__ = ["encoding_of", "read"]

_TOKEN = re.compile(
    r"""[\s\ufeff]*+(?:
        /\*(.*?)\*/ | //([^\r\n]*+)
      | "((?:[^"\\]|\\.)*+)" | ([\w.$/:-]++) | ([=;])
      | \Z
    )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPES = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()} | {'"': '\\"', "\\": "\\\\"}


def _read(match: re.Match[str]) -> str:
    if match[1]:
        return character(match[1])
    return character(match[2], 8) if match[2] else _SIGNS.get(match[3], match[3])


NOTATION = Escaped(
    re.compile(UTF16_ESCAPE + r"|\\(?:([0-7]{1,3})|(.))", re.DOTALL),
    _read,
    re.compile(r'["\\\n\t\r\a\b\f\v\ud800-\udfff]'),
    lambda match: _ESCAPES.get(match[0]) or hexadecimal(match).replace("u", "U"),
)


def encoding_of(octets: bytes) -> str:
    """Return UTF-8, or UTF-16 where every other one of the first octets is zero."""
    if octets[:4:2] == b"\0\0":
        return "utf-16-be"
    return "utf-16-le" if octets[1:4:2] == b"\0\0" else "utf-8"


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts."""
    entries: list[Entry] = []
    remarks: list[Remark] = []
    comments: list[str] = []
    statement: list[re.Match[str]] = []
    position = 0
    while position < len(file.text):
        match = _TOKEN.match(file.text, position)
        if not match:
            raise file.error(position, 'not "key" = "text";', "mend it there")
        position = match.end()
        if (index := match.lastindex) in (1, 2):
            comment = match[index or 0].strip()
            remarks.append(Remark(file.line(match.start(index or 0)), comment))
            comments.append(comment)
        elif match[5] == ";":
            entries.append(_entry(file, statement, tuple(comments), match.start(5)))
            statement, comments = [], []
        elif index:
            statement.append(match)
    if statement:
        raise file.error(statement[0].start(statement[0].lastindex or 0), "';' is missing", "add it")
    return entries, remarks


def _entry(file: CatalogFile, statement: list[re.Match[str]], comments: tuple[str, ...], end: int) -> Entry:
    shape = "".join("=" if match[5] else "s" for match in statement)
    if shape not in ("s=s", "s"):
        raise file.error(end, 'what ends here is not "key" = "text";', "mend it there")
    key, value = statement[0], statement[-1]
    group = value.lastindex or 0
    syntax = percent_syntax(NOTATION.text(value[group]))
    pieces = (Piece(*value.span(group), NOTATION),)
    return file.entry(NOTATION.text(key[key.lastindex or 0]), pieces, syntax=syntax, comments=comments)
