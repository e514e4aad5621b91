r"""Java's .properties: one entry per key, escapes and continued lines resolved; UTF-8, or else Latin-1.

Only a text with an argument such as ``{0}`` goes through MessageFormat, so only there are quotes resolved:
``''`` is one apostrophe, and what stands between single ones is literal. Arguments with a format are shown as
``{0}``.

:format: properties
:suffixes: .properties
:entry: a key
:placeholders: `brace`, in a text with an argument such as `{0}`; otherwise the key `syntax`
:comments: `#` and `!`
:rule: `''` is one apostrophe only in a text with an argument such as `{0}`, for only such a text goes
    through MessageFormat
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import UTF16_ESCAPE, Chained, Escaped, Opaque, character, hexadecimal

__all__ = ["encoding_of", "read"]

_LINE = re.compile(
    r"""[ \t\f]*+(?:
        (?:\r\n?|\n)
      | [\#!]([^\r\n]*+)(?:\r\n?|\n|\Z)
      | ((?:[^\\ \t\f\r\n=:]|\\(?:\r\n|.|\Z))*+)
        (?:[ \t\f]|\\(?:\r\n?|\n))*+(?:[=:](?:[ \t\f]|\\(?:\r\n?|\n))*+)?
        ((?:[^\\\r\n]|\\(?:\r\n|.|\Z))*+)(?:\r\n?|\n|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_ESCAPES = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()} | {"\\": "\\\\", " ": "\\ "}


def _read(match: re.Match[str]) -> str:
    if match[1]:
        return character(match[1])
    if match[2] == "u":
        raise ValueError(f"{match.string[match.start() : match.start() + 6]!r} is no character")
    return "" if match[2] is None else _SIGNS.get(match[2], match[2])


def _write(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or hexadecimal(match)


class _Properties(Escaped):
    __slots__ = ()

    def write_within(self, text: str) -> str:
        """Leave a blank without its escape, which only a text that begins with it needs."""
        return super().write(text).replace("\\ ", " ")


_ESCAPE = re.compile(UTF16_ESCAPE.replace("[uU]", "u") + r"|\\(?:(?:\r\n?|\n)[ \t\f]*|([^\r\n])|\Z)")
_UTF8 = _Properties(_ESCAPE, _read, re.compile(r"[\\\n\t\r\f\ud800-\udfff]|\A "), _write)
_LATIN1 = _Properties(_ESCAPE, _read, re.compile(r"[\\\n\t\r\f]|\A |[^\x00-\xff]"), _write)

_QUOTED = re.compile(r"''|'([^']*+(?:''[^']*+)*+)(?:'|\Z)")
_ARGUMENT = re.compile(r"\{\s*(\w+)\s*(?:,[^{}]*)?\}")


def _unquoted(match: re.Match[str]) -> str:
    if match[0] == "''":
        return "'"
    return match[1].replace("''", "'").replace("{", "{{").replace("}", "}}")


def _quoted(match: re.Match[str]) -> str:
    if match[0] in ("{", "}"):
        raise ValueError(f"a single {match[0]!r} would be a placeholder's")
    return "''" if match[0] == "'" else f"'{match[0][0]}'"


MESSAGE_FORMAT = Escaped(_QUOTED, _unquoted, re.compile(r"\{\{|\}\}|[{}']"), _quoted)
_FORMATS = {each: Chained(each, MESSAGE_FORMAT) for each in (_UTF8, _LATIN1)}


def encoding_of(octets: bytes) -> str:
    """Return UTF-8, as since Java 9, or Latin-1 where the octets are none."""
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError:
        return "iso8859-1"
    return "utf-8"


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all keys."""
    notation = _LATIN1 if file.encoding == "iso8859-1" else _UTF8
    entries: list[Entry] = []
    remarks: list[Remark] = []
    comments: list[str] = []
    position = 0
    while position < len(file.text):
        match = _LINE.match(file.text, position)
        assert match, file.text[position:]
        position = match.end()
        if match[1] is not None:
            comment = match[1].lstrip("#!").strip()
            remarks.append(Remark(file.line(match.start()), comment))
            comments.append(comment)
        elif match[2] is None:
            comments = []
        elif match[2] or match[3]:
            start, stop = match.span(3)
            try:
                key = notation.text(match[2])
                pieces = tuple(_pieces(file, start, stop, notation))
                file.text_of(pieces)
            except ValueError as error:
                raise file.error(match.start(2), str(error), r"write \\ for a backslash") from None
            syntax = "brace" if pieces[0].notation is not notation else ""
            entries.append(file.entry(key, pieces, syntax=syntax, comments=tuple(comments)))
            comments = []
    return entries, remarks


def _pieces(file: CatalogFile, start: int, stop: int, notation: _Properties) -> Iterator[Piece]:
    """Cut a text at its arguments, unless it has none."""
    written = file.text[start:stop]
    if not _ARGUMENT.search(written):
        yield Piece(start, stop, notation)
        return
    end = 0
    literal = _FORMATS[notation]
    for match in re.finditer(rf"{_QUOTED.pattern}|{_ARGUMENT.pattern}", written):
        if not match[2]:
            continue
        yield Piece(start + end, start + match.start(), literal)
        yield Piece(start + match.start(), start + match.end(), Opaque(f"{{{match[2]}}}"))
        end = match.end()
    yield Piece(start + end, stop, literal)
