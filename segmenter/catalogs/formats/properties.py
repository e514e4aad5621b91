r"""Java's .properties: one entry per key, escapes and continued lines resolved; UTF-8, or else Latin-1.

Only a text with an argument such as ``{0}`` goes through MessageFormat, unless the project says that all do:
there ``''`` is one apostrophe, and what stands between single ones is literal. With a name as argument it is
ICU's MessageFormat, where a single apostrophe stays. Arguments with a format are shown as ``{0}``.

:format: properties
:suffixes: .properties
:entry: a key
:placeholders: `brace`, in a text with an argument such as `{0}`; otherwise the key `syntax`
:comments: `#` and `!`
:rule: `''` is one apostrophe only in a text with an argument such as `{0}`, for only such a text goes
    through MessageFormat, unless `message_format` in the configuration names the file; two encodings in one
    file are an error
"""

from __future__ import annotations

import re
from typing import Any

from ..decoding import CatalogFile
from ..entries import Entry, Notation, Piece, Remark
from ..icu import LITERALS, flaw_of, formatted_in, is_java, parts_of
from ..notations import UTF16_ESCAPE, Chained, Escaped, character, hexadecimal
from ..variants import VariantPart, entries_of

__all__ = ["encoding_of", "read"]

_LINE = re.compile(
    r"""[ \t\f]*+(?:
        (?:\r\n?|\n)
      | [\#!]([^\r\n]*+)(?:\r\n?|\n|\Z)
      | ((?:[^\\ \t\f\r\n=:]|\\(?:\r\n?|\n)[ \t\f]*+|\\(?:.|\Z))*+)
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

_ARGUMENT = re.compile(r"\{\s*\w+\s*[,}]")
_IN_FILE = {
    (id(escapes), id(inner)): Chained(escapes, inner) for escapes in (_UTF8, _LATIN1) for inner in LITERALS
}


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
                key, text = notation.text(match[2]), notation.text(match[3])
                is_message = file.conventions.message_format or _ARGUMENT.search(text) is not None
                parts = _parts(file, start, stop, notation) if is_message else None
            except ValueError as error:
                raise file.error(match.start(2), str(error), r"write \\ for a backslash") from None
            facts: dict[str, Any] = {"syntax": "brace" if is_message else "", "comments": tuple(comments)}
            if parts:
                facts |= {"flaw": flaw_of(text), "formatted": formatted_in(text)}
            whole = [Piece(start, stop, notation)]
            entries += entries_of(file, key, parts or whole, offset=start, **facts)
            comments = []
    return entries, remarks


def _parts(file: CatalogFile, start: int, stop: int, notation: _Properties) -> list[VariantPart] | None:
    """Cut a text at its arguments; nothing where it is malformed."""
    text, begins, _ = notation.spans(file.text[start:stop])
    bounds = [*begins, stop - start]

    def piece(low: int, high: int, inner: Notation) -> Piece:
        places = start + bounds[low], start + bounds[high]
        return Piece(*places, _IN_FILE.get((id(notation), id(inner)), inner))

    return parts_of(text, piece, java=is_java(text))
