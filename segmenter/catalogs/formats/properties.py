r"""Java's .properties: one entry per key, escapes and continued lines resolved; UTF-8, or else Latin-1.

Which apostrophes are literal depends on the argument: with a name it is ICU's MessageFormat, where a single
one stays. Arguments with a format are shown as ``{0}``.

:format: properties
:suffixes: .properties
:entry: a key
:placeholders: `brace`, in a text with an argument such as `{0}`; otherwise the key `syntax`
:comment_line: # {}
:comments: `#` and `!`
:rule: `''` is one apostrophe only in a text with an argument such as `{0}`, for only such a text goes
    through MessageFormat, unless `message_format` in the configuration names the file; two encodings in one
    file are an error
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..icu import flaw_of, formatted_in, is_java, message_parts
from ..notations import UTF16_ESCAPE, Escaped, escaping, unescaping
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
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "\\": "\\", " ": " "}


class _Properties(Escaped):
    __slots__ = ()

    def write_within(self, text: str) -> str:
        """Leave a blank without its escape, which only a text that begins with it needs."""
        return super().write(text).replace("\\ ", " ")


_ESCAPE = re.compile(UTF16_ESCAPE + r"|\\(?:(?:\r\n?|\n)[ \t\f]*|[^\r\n]|\Z)")
_UTF8, _LATIN1 = (
    _Properties(
        _ESCAPE,
        unescaping({**_SIGNS, "\n": "", "\r": ""}, with_digits="u"),
        re.compile(rf"[\\\n\t\r\f]|\A |{unsafe}"),
        escaping(_SIGNS),
    )
    for unsafe in (r"[\ud800-\udfff]", r"[^\x00-\xff]")
)

_ARGUMENT = re.compile(r"\{\s*\w+\s*[,}]")


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
            whole = (Piece(*match.span(3), notation),)
            try:
                key, text = notation.text(match[2]), notation.text(match[3])
            except ValueError as error:
                raise file.error(match.start(2), str(error), r"write \\ for a backslash") from None
            parts: Sequence[VariantPart] = whole
            facts: dict[str, Any] = {"comments": tuple(comments)}
            if file.conventions.message_format or _ARGUMENT.search(text):
                parts = message_parts(file, whole, text, java=is_java(text))
                facts["syntax"] = "brace"
                if parts[0] is not whole[0]:
                    facts |= {"flaw": flaw_of(text), "formatted": formatted_in(text)}
            entries += entries_of(file, key, parts, offset=match.start(3), **facts)
            comments = []
    return entries, remarks
