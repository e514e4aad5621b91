r"""Apple's .strings: ``"key" = "text";`` with comments; UTF-8, or UTF-16 as its tools write.

Compiled files are not read. Formats in a text are C's.

:format: strings
:suffixes: .strings
:entry: a pair
:placeholders: `percent`, in a text with such a placeholder; otherwise the key `syntax`
:comment_line: /* {} */
:comments: `/* … */` and `//`
:rule: `\U203A` is an escape and `\u` is not; octal escapes are NeXTSTEP's; `{ … }`, `'…'` and XML property
    lists are read
"""

from __future__ import annotations

import re
from functools import cache

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import UTF16_ESCAPE, Escaped, escaping, hexadecimal, unescaping
from ..variants import percent_syntax
from ..xml_source import XML, property_list
from ..xml_source import encoding_of as xml_encoding_of

__all__ = ["encoding_of", "read"]

_TOKEN = re.compile(
    r"""[\s\ufeff]*+(?:
        /\*(.*?)\*/ | //([^\r\n]*+)
      | "((?:[^"\\]|\\.)*+)" | '((?:[^'\\]|\\.)*+)' | ([\w.$/:-]++) | ([=;{}])
      | \Z
    )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_SIGNS |= {sign: sign for sign in "\"'\\"}
# What octal escapes from 0o200 on stand for: NeXTSTEP's encoding, as openstep-plist 0.5 reads them.
_NEXTSTEP = (
    "\xa0\xc0\xc1\xc2\xc3\xc4\xc5\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd9\xda\xdb\xdc\xdd\xde\xb5\xd7\xf7"
    "\xa9\xa1\xa2\xa3\u2044\xa5\u0192\xa7\xa4\u2019\u201c\xab\u2039\u203a\ufb01\ufb02\xae\u2013\u2020\u2021\xb7\xa6\xb6\u2022\u201a\u201e\u201d\xbb\u2026\u2030\xac\xbf"
    "\xb9\u02cb\xb4\u02c6\u02dc\xaf\u02d8\u02d9\xa8\xb2\u02da\xb8\xb3\u02dd\u02db\u02c7\u2014\xb1\xbc\xbd\xbe\xe0\xe1\xe2\xe3\xe4\xe5\xe7\xe8\xe9\xea\xeb"
    "\xec\xc6\xed\xaa\xee\xef\xf0\xf1\u0141\xd8\u0152\xba\xf2\xf3\xf4\xf5\xf6\xe6\xf9\xfa\xfb\u0131\xfc\xfd\u0142\xf8\u0153\xdf\xfe\xff\ufffd\ufffd"
)


_UTF16 = UTF16_ESCAPE.replace("u", "U").replace("{4})", "{1,4})")


def _of_octal(written: str) -> str:
    code = int(written[1:], 8) & 255
    return chr(code) if code < 128 else _NEXTSTEP[code - 128]


@cache
def _notation(unsafe: str) -> Escaped:
    return Escaped(
        re.compile(_UTF16 + r"|\\(?:[0-7]{1,3}|.)", re.DOTALL),
        unescaping(_SIGNS, numbers=_of_octal),
        re.compile(rf"[{unsafe}\\\n\t\r\a\b\f\v\ud800-\udfff]"),
        escaping(_SIGNS, otherwise=lambda match: hexadecimal(match).replace("u", "U")),
        maker=(_notation, (unsafe,)),
    )


NOTATION = _notation('"')
_NOTATIONS = {3: NOTATION, 4: _notation("'"), 5: NOTATION}  # by the group of a token


def encoding_of(octets: bytes) -> str:
    """Return UTF-8, or UTF-16 where every other one of the first octets is zero, or what XML declares."""
    if octets[:4:2] == b"\0\0":
        return "utf-16-be"
    if octets[1:4:2] == b"\0\0":
        return "utf-16-le"
    return xml_encoding_of(octets) if octets.lstrip()[:1] == b"<" else "utf-8"


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts."""
    if file.text.lstrip()[:1] == "<":
        return _property_list(file)
    entries: list[Entry] = []
    remarks: list[Remark] = []
    comments: list[str] = []
    statement: list[re.Match[str]] = []
    opened = closed = False
    position = 0
    while position < len(file.text):
        match = _TOKEN.match(file.text, position)
        if not match or (closed and (match.lastindex or 0) > 2):
            raise file.error(position, 'not "key" = "text";', "correct it there")
        position = match.end()
        if (index := match.lastindex) in (1, 2):
            comment = match[index or 0].strip()
            remarks.append(Remark(file.line(match.start(index or 0)), comment))
            comments.append(comment)
        elif match[6] == ";":
            entries.append(_entry(file, statement, tuple(comments), match.start(6)))
            statement, comments = [], []
        elif match[6] == "{" and not (opened or entries or statement):
            opened = True
        elif match[6] == "}" and opened:
            closed = True
            if statement:  # the last semicolon may be left out
                entries.append(_entry(file, statement, tuple(comments), match.start(6)))
                statement = []
        elif index:
            statement.append(match)
    if statement or opened is not closed:
        start = statement[0].start(statement[0].lastindex or 0) if statement else len(file.text)
        missing = "';'" if statement else "'}'"
        raise file.error(start, f"{missing} is missing", "add it")
    return entries, remarks


def _entry(file: CatalogFile, statement: list[re.Match[str]], comments: tuple[str, ...], end: int) -> Entry:
    shape = "".join(match[6] or "s" for match in statement)
    if shape not in ("s=s", "s"):
        raise file.error(end, 'what ends here is not "key" = "text";', "correct it there")
    texts = []
    for match in (statement[0], statement[-1]):
        group = match.lastindex or 0
        texts.append((match.span(group), _NOTATIONS[group], _NOTATIONS[group].text(match[group])))
    (_, _, key), (place, notation, text) = texts
    pieces = (Piece(*place, notation),)
    return file.entry(key, pieces, syntax=percent_syntax(text), comments=comments)


def _property_list(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read an XML property list: the strings of its dictionary."""
    pairs, remarks = property_list(file)
    entries = []
    for key, comments, value in pairs:
        if value.name == "string":
            syntax = percent_syntax(value.text(file))
            pieces = (Piece(value.inner, value.inner_stop, XML),)
            entries.append(file.entry(key, pieces, syntax=syntax, comments=comments))
    return entries, remarks
