"""gettext's .po and .pot, read by polib: one entry per translated text and plural form.

In a template, .pot, the msgid is the text. Where a text stands is sought only when it is asked for.

:format: gettext
:suffixes: .po .pot
:package: polib
:source: yes
:entry: a translation or a plural form (variant `0`, `1` …); in a `.pot` a msgid
:placeholders: by the flag: `python-format`, `c-format` and others; otherwise the key `syntax`
:comments: `#` and `#.`
:rule: obsolete and untranslated entries are left out; `fuzzy` and all other flags are kept
"""

from __future__ import annotations

import codecs
import re
from functools import partial
from typing import SupportsIndex

import polib  # type: ignore[import-untyped]

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..notations import Escaped
from ..places import line_starts

__all__ = ["encoding_of", "read"]

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([\w.:-]+)')
_ERROR_LINE = re.compile(r"\(line (\d+)\)")
_KEYWORD = re.compile(r'\s*(msgstr(?:\[\d\])?|msgid(?:_plural)?)\s*(?=")')
_QUOTED = re.compile(r'\s*"(.*)"\s*', re.DOTALL)

_NO_COMMENT = frozenset((",", ":", "|", "~"))
_LINE_END = re.compile(r"\r\n?|\n")

_SIGNS = {"n": "\n", "t": "\t", "v": "\v", "b": "\b", "r": "\r", "f": "\f", "\\": "\\", '"': '"'}
_ESCAPES = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()}
NOTATION = Escaped(
    re.compile(r'\\([\\ntrvbf"])'),
    lambda match: _SIGNS[match[1]],
    re.compile(r'[\\\n\t\v\b\r\f"]'),
    lambda match: _ESCAPES[match[0]],
)

_SYNTAXES = {
    **dict.fromkeys(("python-format", "c-format", "objc-format", "php-format", "perl-format"), "percent"),
    **dict.fromkeys(("java-printf-format", "javascript-format", "lua-format", "qt-plural-format"), "percent"),
    **dict.fromkeys(("python-brace-format", "java-format", "csharp-format", "perl-brace-format"), "brace"),
    **dict.fromkeys(("sh-format", "php-laravel-dollar"), "dollar"),
    "ruby-format": "ruby",
}


class _Lines(str):
    """What polib splits into lines: at CR and LF alone, where `str.splitlines` also breaks at U+2028.

    The text itself names no file, or polib would open it.
    """

    __slots__ = ("lines",)
    lines: list[str]

    def splitlines(self, keepends: SupportsIndex = False) -> list[str]:  # noqa: ARG002, FBT002
        return self.lines


def encoding_of(octets: bytes) -> str:
    """Return the charset that the header names, UTF-8 where it names none."""
    match = _CHARSET.search(octets)
    name = match[1].decode("ascii", "replace") if match else "CHARSET"
    try:
        return "utf-8" if name == "CHARSET" else codecs.lookup(name).name
    except LookupError:
        return name


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all translations; of a template, all msgids.

    Obsolete entries and those without a translation give none.
    """
    lines = _LINE_END.split(file.text) if "\r" in file.text else file.text.split("\n")
    book = _parsed(file, lines)
    locale = book.metadata.get("Language", "").replace("_", "-") or file.locale
    template = file.path.endswith(".pot")
    if template:
        locale = ""
    one_form = re.search(r"nplurals\s*=\s*1\b", book.metadata.get("Plural-Forms", "")) is not None
    entries: list[Entry] = []
    flags_of: dict[str, tuple[tuple[str, ...], str]] = {}
    said = _said(lines)
    last = len(lines) - 1
    start = next((at for at, line in enumerate(lines) if line.lstrip().startswith("msg")), 0)
    for each in book:
        if each.obsolete:
            continue
        context = each.msgctxt or ""
        at = each.linenum - 1 if each.linenum else start
        first = at
        while first and lines[first - 1][:1] == "#" and lines[first - 1][1:2] != "~":
            first -= 1
        comments = tuple([said[number] for number in range(first, at) if number in said])
        listed = "".join([lines[number][1:] for number in range(first, at) if lines[number][1:2] == ","])
        if listed not in flags_of:
            flags = tuple(filter(None, map(str.strip, listed.split(","))))
            flags_of[listed] = flags, next((_SYNTAXES[flag] for flag in flags if flag in _SYNTAXES), "")
        flags, syntax = flags_of[listed]
        forms: list[tuple[str, str, str]]  # keyword, variant, text
        if template:
            forms = [("msgid", "0" if each.msgid_plural else "", each.msgid)]
            forms += [("msgid_plural", "1", each.msgid_plural)] if each.msgid_plural else []
        elif each.msgid_plural:
            plurals = sorted(each.msgstr_plural.items())
            forms = [(f"msgstr[{index}]", str(index), text) for index, text in plurals]
        else:
            forms = [("msgstr", "", each.msgstr)]
        for keyword, variant, text in forms:
            if not text:
                continue
            while at < last and not (keyword in lines[at] and lines[at].lstrip().startswith(keyword)):
                at += 1
            entries.append(
                Entry(
                    *(each.msgid, text, at + 1, locale, variant, context),
                    source=each.msgid_plural if variant and (variant != "0" or one_form) else each.msgid,
                    syntax=syntax,
                    flags=flags,
                    comments=comments,
                    pieces=partial(_pieces, file.text, lines, at, text),
                )
            )
    return entries, [Remark(at + 1, text) for at, text in said.items()]


def _parsed(file: CatalogFile, lines: list[str]) -> polib.POFile:
    content = _Lines("\0")
    # Comments and flags are found here, obsolete entries not wanted: without them polib is faster by a fifth.
    content.lines = ["" if line[:1] == "#" else line for line in lines]
    try:
        return polib.pofile(content, encoding="utf-8")
    except Exception as error:  # polib promises no kinds
        found = _ERROR_LINE.search(str(error))
        problem = str(error).rpartition(": ")[2] if ": " in str(error) else "not what gettext writes"
        line = int(found[1]) if found else 1
        remedy = "correct it there; msgfmt -c says more"
        raise CatalogError(problem, remedy, path=file.path, line=line) from None


def _pieces(text: str, lines: list[str], at: int, expected: str) -> tuple[Piece, ...]:
    """Find the quoted parts of a text from its keyword's line on; none if they do not make it up."""
    starts = line_starts(text)
    found = []
    keyword = _KEYWORD.match(lines[at]) if at < len(lines) else None
    skipped = keyword.end() if keyword else 0
    for number in range(at, len(lines)):
        quoted = _QUOTED.fullmatch(lines[number], skipped)
        skipped = 0
        if not quoted:
            if lines[number].strip():
                break
            continue
        found.append(Piece(starts[number] + quoted.start(1), starts[number] + quoted.end(1), NOTATION))
    read_back = "".join(NOTATION.text(text[piece.start : piece.stop]) for piece in found)
    return tuple(found) if read_back == expected else ()


def _said(lines: list[str]) -> dict[int, str]:
    """Return the comments by the indices of their lines."""
    return {
        at: line.lstrip("#. \t").rstrip()
        for at, line in enumerate(lines)
        if line[:1] == "#" and line[1:2] not in _NO_COMMENT
    }
