"""gettext's .po and .pot: one entry per translated text and plural form.

Read as gettext's own lexer reads them: strings may stand beside each other, directly behind a keyword or in
later lines, and a comment behind a message. In a template, .pot, the msgid is the text.

:format: gettext
:suffixes: .po .pot
:source: yes
:entry: a translation or a plural form (variant `0`, `1` …); in a `.pot` a msgid
:placeholders: by the flag: `python-format`, `c-format` and others; otherwise the key `syntax`
:comments: `#` and `#.`
:rule: obsolete and untranslated entries, and plural forms beyond `nplurals`, are left out; `fuzzy` and all
    other flags are kept; a repeated msgid, an unknown escape, an unclosed quote are errors, as for `msgfmt`
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any, NamedTuple

from ..decoding import CatalogFile
from ..entries import Entry, Notation, Piece, Remark
from ..icu import flaw_of, formatted_in, is_java, parts_of
from ..notations import Chained, Escaped
from ..variants import VariantPart, entries_of

__all__ = ["encoding_of", "notation_of", "read"]

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([\w.:-]+)')
_TOKEN = re.compile(
    r"""[ \t\r\n\f\v]*+(?:
        \#([^\r\n]*+)
      | "((?:[^"\\\r\n]++|\\[^\r\n])*+)"
      | (msgid_plural|msgid|msgctxt|msgstr|domain)(?:\s*\[\s*(\d+)\s*\])?
      | (\Z)
    )""",
    re.VERBOSE,
)
_SIGNS = {"n": "\n", "t": "\t", "v": "\v", "b": "\b", "r": "\r", "f": "\f", "a": "\a", "\\": "\\", '"': '"'}
_ESCAPES = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()}
_ESCAPE = r'\\([ntvbrfa\\"])|(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]+))+'
_BETWEEN = r'|"[ \t\r\n\f\v]*+"'  # two strings
_BAD_ESCAPE = re.compile(r'(?:[^\\]|\\(?:[ntvbrfa\\"0-7]|x[0-9a-fA-F]))*+')


@lru_cache(maxsize=8)
def notation_of(encoding: str, *, joined: bool = False) -> Escaped:
    """Return how strings are written; octets written as numbers are text in the file's encoding.

    Args:
        encoding: of the file.
        joined: whether several strings are read as one, with what stands between them.
    """

    def read(match: re.Match[str]) -> str:
        if match[1]:
            return _SIGNS[match[1]]
        if match[0][0] == '"':
            return ""
        numbers = re.findall(r"\\(?:x([0-9a-fA-F]+)|([0-7]{1,3}))", match[0])
        octets = bytes((int(octal, 8) if octal else int(digits, 16)) & 255 for digits, octal in numbers)
        return octets.decode(encoding)

    return Escaped(
        re.compile(_ESCAPE + (_BETWEEN if joined else "")),
        read,
        re.compile(r'[\\\n\t\v\b\r\f\a"]'),
        lambda match: _ESCAPES[match[0]],
        maker=(partial(notation_of, joined=True) if joined else notation_of, (encoding,)),
    )


_SYNTAXES = {
    **dict.fromkeys(("python-format", "c-format", "objc-format", "php-format", "perl-format"), "percent"),
    **dict.fromkeys(("java-printf-format", "javascript-format", "lua-format", "qt-plural-format"), "percent"),
    **dict.fromkeys(("python-brace-format", "java-format", "csharp-format", "perl-brace-format"), "brace"),
    **dict.fromkeys(("sh-format", "php-laravel-dollar"), "dollar"),
    "ruby-format": "ruby",
}
_NO_COMMENT = frozenset(",:|~=")


def encoding_of(octets: bytes) -> str:
    """Return the charset that the header names, UTF-8 where it names none."""
    match = _CHARSET.search(octets)
    name = match[1].decode("ascii", "replace") if match else "CHARSET"
    try:
        return "utf-8" if name == "CHARSET" else codecs.lookup(name).name
    except LookupError:
        return name


class _Part(NamedTuple):
    """A keyword with its strings: where it stands, its plural form, the text, the places of the strings."""

    keyword: str
    start: int
    form: str | None
    text: str
    pieces: tuple[Piece, ...]


class _Message(NamedTuple):
    """A message with the comments before it, as they stand behind their number signs."""

    parts: list[_Part]
    comments: list[str]

    def get(self, keyword: str) -> _Part | None:
        return next((part for part in self.parts if part.keyword == keyword), None)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all translations; of a template, all msgids."""
    remarks: list[Remark] = []
    entries: list[Entry] = []
    template = file.path.endswith(".pot")
    locale, forms = "" if template else file.locale, None
    lines: dict[tuple[str, str, str], int] = {}
    flags_of: dict[str, tuple[tuple[str, ...], str]] = {}
    domain = ""
    for message in _messages(file, remarks):
        first = message.parts[0]
        if first.keyword == "domain":
            domain = first.text
            continue
        msgid, context, plural = (message.get(name) for name in ("msgid", "msgctxt", "msgid_plural"))
        assert msgid
        key, named = msgid.text, context.text if context else ""
        known = lines.setdefault((domain, "" if context is None else f"={named}", key), msgid.start)
        if known != msgid.start:
            problem = f"the msgid {key[:60]!r} is defined twice, first in line {file.line(known)}"
            raise file.error(msgid.start, problem, "remove one of the two")
        if not key and context is None:
            header = "".join(part.text for part in message.parts if part.keyword == "msgstr")
            if not template and (match := re.search(r"^Language: *([\w@-]+)", header, re.MULTILINE)):
                locale = match[1].replace("_", "-")
            if match := re.search(r"nplurals\s*=\s*(\d+)", header):
                forms = int(match[1])
            continue
        listed = ",".join([comment[1:] for comment in message.comments if comment[:1] == ","])
        if listed not in flags_of:
            flags = tuple(filter(None, map(str.strip, listed.split(","))))
            flags_of[listed] = flags, next((_SYNTAXES[flag] for flag in flags if flag in _SYNTAXES), "")
        flags, syntax = flags_of[listed]
        comments = tuple([_said(comment) for comment in message.comments if comment[:1] not in _NO_COMMENT])
        for part in message.parts:
            if template:
                variant = {"msgid": "0" if plural else "", "msgid_plural": "1"}.get(part.keyword)
            else:
                variant = (part.form or "") if part.keyword == "msgstr" else None
            if variant is None or not part.text or (variant and forms and int(variant) >= forms):
                continue
            singular = not plural or (variant == "0" and forms != 1)
            entry = Entry(
                *(key, part.text, file.line(part.start), locale, variant, named),
                source=key if singular or not plural else plural.text,
                syntax=syntax,
                flags=flags,
                comments=comments,
                pieces=part.pieces,
            )
            entries += _java_entries(file, part, entry) if "java-format" in flags else [entry]
    return entries, remarks


def _messages(file: CatalogFile, remarks: list[Remark]) -> Iterator[_Message]:
    """Yield the messages; comments go to the remarks."""
    parts: list[_Part] = []
    comments: list[str] = []
    own: list[str] = []
    for part in _parts(file, comments, remarks):
        if part.keyword in _STARTS and parts and parts[-1].keyword not in _AFTER[part.keyword]:
            yield _checked(file, parts, own, part.start)
            parts, own = [], []
        if parts and comments:
            raise file.error(part.start, "a comment stands inside a message", "put it before the message")
        own += comments
        comments.clear()
        parts.append(part)
    if parts:
        yield _checked(file, parts, own, parts[-1].start)


_STARTS = frozenset(("domain", "msgctxt", "msgid"))
_AFTER = {"domain": (), "msgctxt": (), "msgid": ("msgctxt",)}
_SHAPE = re.compile(r"domain |(?:msgctxt )?msgid (?:msgstr |msgid_plural (?:msgstr\[\] )+)")


def _checked(file: CatalogFile, parts: list[_Part], comments: list[str], end: int) -> _Message:
    shape = "".join([part.keyword + (" " if part.form is None else "[] ") for part in parts])
    if shape not in _SHAPES and not _SHAPE.fullmatch(shape):
        problem = f"{' '.join(shape.split())} is not a message"
        raise file.error(end, problem, "write msgid and msgstr; msgfmt -c says more")
    return _Message(parts, comments)


_SHAPES = frozenset(("msgid msgstr ", "msgctxt msgid msgstr "))


def _parts(file: CatalogFile, comments: list[str], remarks: list[Remark]) -> Iterator[_Part]:
    """Yield keywords with their strings. Comments are added to those that wait for a message."""
    notation = notation_of(file.encoding)
    text = file.text
    keyword, start = "", 0
    form: str | None = None
    strings: list[str] = []
    pieces: list[Piece] = []
    waiting: list[str] = []  # comments behind the keyword, which are of the next message
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        which = match.lastindex
        if which == 1:
            comment = match[1]
            if comment[:1] == "~":
                waiting.clear()
                comments.clear()
            else:
                waiting.append(comment)
                if comment[:1] not in _NO_COMMENT:
                    remarks.append(Remark(file.line(match.start(1)), _said(comment)))
        elif which == 2:
            if not keyword or waiting:
                at = match.start(2) - 1
                raise file.error(at, "a string without a keyword", "write msgid or msgstr before it")
            strings.append(match[2])
            pieces.append(Piece(*match.span(2), notation))
        else:
            if keyword:
                joined = _joined(file, notation, strings, pieces, start)
                yield _Part(keyword, start, form, joined, tuple(pieces))
                strings, pieces = [], []
            comments += waiting
            waiting.clear()
            if which == 5:
                return
            keyword, start, form = match[3], match.start(3), match[4]
    at = end + len(text[end:]) - len(text[end:].lstrip(" \t\r\n\f\v"))
    problem = "the string is not closed" if text[at : at + 1] == '"' else "a keyword or a string is expected"
    raise file.error(at, problem, 'write it as "…"; msgfmt -c says more')


def _joined(file: CatalogFile, notation: Escaped, strings: list[str], pieces: list[Piece], start: int) -> str:
    """Return the text of a keyword's strings."""
    if not strings:
        raise file.error(start, "no string behind the keyword", 'write it as "…"')
    joined = strings[0] if len(strings) == 1 else "".join(strings)
    if "\\" not in joined:
        return joined
    for piece in pieces:
        match = _BAD_ESCAPE.match(file.text, piece.start, piece.stop)
        assert match
        if match.end() < piece.stop:
            escape = file.text[match.end() : match.end() + 2]
            raise file.error(match.end(), f"{escape} is not an escape", "write \\\\ for a backslash")
    try:
        return "".join([notation.text(string) for string in strings])
    except UnicodeError:
        problem = f"its numbers are not octets of {file.encoding}"
        raise file.error(start, problem, "write the characters themselves") from None


def _java_entries(file: CatalogFile, part: _Part, entry: Entry) -> Iterator[Entry]:
    """Read a text as MessageFormat does: an entry for each combination of its branches."""
    facts: dict[str, Any] = {name: value for name, value in entry._asdict().items() if name in _SHARED}
    facts |= {"flaw": flaw_of(part.text), "formatted": formatted_in(part.text)}
    return entries_of(file, entry.key, _java_parts(file, part), offset=part.start, **facts)


_SHARED = ("locale", "variant", "context", "source", "syntax", "flags", "comments")


def _java_parts(file: CatalogFile, part: _Part) -> list[VariantPart]:
    """Cut a text for MessageFormat at its arguments; one that is malformed stays whole."""
    (start, _, notation), (_, stop, _) = part.pieces[0], part.pieces[-1]
    if len(part.pieces) > 1:
        notation = notation_of(file.encoding, joined=True)
    bounds = [*notation.spans(file.text[start:stop])[1], stop - start]

    def piece(low: int, high: int, inner: Notation) -> Piece:
        chained = Chained(notation, inner) if isinstance(inner, Escaped) else inner
        return Piece(start + bounds[low], start + bounds[high], chained)

    return parts_of(part.text, piece, java=is_java(part.text)) or [*part.pieces]


def _said(comment: str) -> str:
    return comment.lstrip("#. \t").rstrip()
