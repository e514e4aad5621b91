"""gettext's .po and .pot: one entry per translated text and plural form.

Read as gettext's own lexer reads them: strings may stand beside each other, directly after a keyword or on
later lines, and a comment after a message.

:format: gettext
:suffixes: .po .pot
:source: yes
:entry: a translation or a plural form (variant `0`, `1` …); in a `.pot` a msgid
:placeholders: by the flag: `python-format`, `c-format` and others; otherwise the key `syntax`
:comment_line: # {}
:comments: `#` and `#.`
:rule: obsolete and untranslated entries, and plural forms beyond `nplurals`, are left out; `fuzzy` and all
    other flags are kept; a repeated msgid, an unknown escape, an unclosed quote are errors, as for `msgfmt`
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..icu import flaw_of, formatted_in, is_java, message_parts
from ..notations import Escaped, escaping, octets_of_numbers, unescaping
from ..variants import entries_of

__all__ = ["encoding_of", "notation_of", "read"]

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*?charset=([\w.:-]+)')
_SPACE = r"[ \t\r\n\f\v]*+"
_STRING = r'"(?:[^"\\\r\n]++|\\[^\r\n])*+"'
_STRINGS = rf"(?:{_SPACE}{_STRING})++"
_FORM = r"\s*\[\s*\d+\s*\]"
# A whole message at once, or the comments after the last one. Reading token by token took twice as long.
_MESSAGE = re.compile(
    rf"""
    ((?:{_SPACE}\#[^\r\n]*+)*+){_SPACE}
    (?: (?:msgctxt({_STRINGS}){_SPACE})?+ (msgid)({_STRINGS}){_SPACE}
        (?: (msgstr)({_STRINGS}) | (msgid_plural)({_STRINGS})((?:{_SPACE}msgstr{_FORM}{_STRINGS})++) )
      | domain({_STRINGS})
      | \Z
    )""",
    re.VERBOSE,
)
_CONTEXT, _MSGID, _MSGSTR, _PLURAL, _FORMS, _DOMAIN = 2, 3, 5, 7, 9, 10  # groups; strings follow keywords
_LINE_END = re.compile(r"\r\n?|\n")
_PLURAL_FORM = re.compile(rf"msgstr\s*\[\s*(\d+)\s*\]({_STRINGS})")
_TOKEN = re.compile(
    rf"{_SPACE}(?:(\#[^\r\n]*+)|({_STRING})"
    rf"|((?:msgid_plural|msgid|msgctxt|msgstr|domain)(?:{_FORM})?)|\Z)"
)
_SIGNS = {"n": "\n", "t": "\t", "v": "\v", "b": "\b", "r": "\r", "f": "\f", "a": "\a", "\\": "\\", '"': '"'}
_NUMBER = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]+)"
_BETWEEN = r'"[ \t\r\n\f\v]*+"'  # two strings
_ESCAPE = re.compile(rf'\\[ntvbrfa\\"]|{_NUMBER}(?:(?:{_BETWEEN})*+{_NUMBER})*|{_BETWEEN}')
_BAD_ESCAPE = re.compile(r'(?:[^\\]|\\(?:[ntvbrfa\\"0-7]|x[0-9a-fA-F]))*+')


@lru_cache(maxsize=8)
def notation_of(encoding: str) -> Escaped:
    """Return how strings are written, and what stands between two that are read as one.

    Octets written as numbers are text in the file's encoding.
    """
    return Escaped(
        _ESCAPE,
        unescaping(_SIGNS, numbers=lambda written: octets_of_numbers(written, encoding), other=lambda _: ""),
        re.compile(r'[\\\n\t\v\b\r\f\a"]'),
        escaping(_SIGNS),
        maker=(notation_of, (encoding,)),
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


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all translations, or all msgids of a template."""
    remarks: list[Remark] = []
    entries: list[Entry] = []
    template = file.path.endswith(".pot")
    locale, forms = "" if template else file.locale, None
    known: dict[tuple[str, str | None, str], int] = {}
    flags_of: dict[str, tuple[tuple[str, ...], str]] = {}
    domain = ""
    notation = notation_of(file.encoding)
    for match in _messages(file):
        comments, listed = _comments(file, match, remarks)
        start = match.start(_MSGID)
        if start < 0:
            domain = _text(file, match.span(_DOMAIN)) if match[_DOMAIN] else domain
            continue
        key = _text(file, match.span(_MSGID + 1))
        context = _text(file, match.span(_CONTEXT)) if match[_CONTEXT] else None
        if (first := known.setdefault((domain, context, key), start)) != start:
            problem = f"the msgid {key[:60]!r} is defined twice, first in line {file.line(first)}"
            raise file.error(start, problem, "remove one of the two")
        if not key and context is None:
            header = _text(file, match.span(_MSGSTR + 1)) if match[_MSGSTR] else ""
            if not template and (named := re.search(r"^Language: *([\w@-]+)", header, re.MULTILINE)):
                locale = named[1].replace("_", "-")
            if plurals := re.search(r"nplurals\s*=\s*(\d+)", header):
                forms = int(plurals[1])
            continue
        if listed not in flags_of:
            flags = tuple(filter(None, map(str.strip, listed.split(","))))
            flags_of[listed] = flags, next((_SYNTAXES[flag] for flag in flags if flag in _SYNTAXES), "")
        flags, syntax = flags_of[listed]
        plural = _text(file, match.span(_PLURAL + 1)) if match[_PLURAL] else None
        for variant, start, low, high in _of_template(match) if template else _translations(file, match):
            text = _text(file, (low, high))
            if not text or (variant and forms and int(variant) >= forms):
                continue
            source = key if plural is None or (variant == "0" and forms != 1) else plural
            pieces = (Piece(file.text.index('"', low) + 1, high - 1, notation),)
            names = key, text, file.line(start), locale, variant, context or "", source
            entry = _new(Entry, (*names, syntax, flags, comments, *_NOTHING_MORE, pieces))
            entries += _java_entries(file, entry, start) if "java-format" in flags else [entry]
    return entries, remarks


def _messages(file: CatalogFile) -> Iterator[re.Match[str]]:
    """Yield the messages and domains, each with the comments before it, and the comments at the end."""
    before = end = 0
    while match := _MESSAGE.match(file.text, end):
        yield match
        if match.lastindex == 1:  # comments alone
            return
        before, end = end, match.end()
    raise _refusal(file, before)


def _comments(file: CatalogFile, match: re.Match[str], remarks: list[Remark]) -> tuple[tuple[str, ...], str]:
    """Return a message's comments and flags; every comment goes to the remarks."""
    block = match[1]
    if not block:
        return (), ""
    comments: list[str] = []
    flags: list[str] = []
    rows = _LINE_END.split(block) if "\r" in block else block.split("\n")
    for line, row in enumerate(rows, start=file.line(match.start(1))):
        words = row.lstrip()
        sign = words[1:2]
        if sign == ",":
            flags.append(words[2:])
        elif sign == "~":  # an obsolete message, whose comments stand before it
            comments, flags = [], []
        elif words and sign not in _NO_COMMENT:  # "" is a comment too, an empty one
            comments.append(words.lstrip("#. \t").rstrip())
            remarks.append(_new(Remark, (line, comments[-1])))
    return tuple(comments), ",".join(flags)


def _translations(file: CatalogFile, match: re.Match[str]) -> Iterable[tuple[str, int, int, int]]:
    """Yield each text of a message: its plural form, where its keyword begins, where its strings stand."""
    if match[_MSGSTR]:
        return (("", match.start(_MSGSTR), *match.span(_MSGSTR + 1)),)
    forms = [*_PLURAL_FORM.finditer(match.string, *match.span(_FORMS))]
    for index, form in enumerate(forms):
        if int(form[1]) != index:
            problem = f"msgstr[{int(form[1])}] stands where msgstr[{index}] is expected"
            raise file.error(form.start(), problem, "number the plural forms from 0, in order")
    return ((str(index), form.start(), *form.span(2)) for index, form in enumerate(forms))


def _of_template(match: re.Match[str]) -> Iterable[tuple[str, int, int, int]]:
    """Yield the same for a template: what is to be translated."""
    yield "0" if match[_PLURAL] else "", match.start(_MSGID), *match.span(_MSGID + 1)
    if match[_PLURAL]:
        yield "1", match.start(_PLURAL), *match.span(_PLURAL + 1)


def _text(file: CatalogFile, span: tuple[int, int]) -> str:
    """Return the text of strings that stand beside each other."""
    written = file.text[span[0] : span[1]]
    if "\\" not in written:
        return "".join(written.split('"')[1::2])
    start = span[0] + written.index('"') + 1
    match = _BAD_ESCAPE.match(file.text, start, span[1])
    assert match
    if match.end() < span[1]:
        escape = file.text[match.end() : match.end() + 2]
        raise file.error(match.end(), f"{escape} is not an escape", "write \\\\ for a backslash")
    try:
        return notation_of(file.encoding).text(file.text[start : span[1] - 1])
    except UnicodeError:
        problem = f"its numbers are not octets of {file.encoding}"
        raise file.error(start, problem, "write the characters themselves") from None


_new = tuple.__new__  # past the named tuples' own constructors: 0.3 µs each against 1.1
_NOTHING_MORE = Entry("", "", 0)[Entry._fields.index("comments") + 1 : -1]
_AFTER = {"domain": "", "msgctxt": "", "msgid": "msgctxt"}
_SHAPE = re.compile(r"domain|(?:msgctxt )?msgid (?:msgstr|msgid_plural(?: msgstr\[\])+)")


def _refusal(file: CatalogFile, start: int) -> CatalogError:
    """Return the error that something from a place on is not a message."""
    keywords: list[str] = []
    commented = has_string = False
    at = end = start
    while match := _TOKEN.match(file.text, end):
        comment, string, keyword = match.groups()
        begin, end = match.start(match.lastindex or 0), match.end()
        if comment:
            commented = True
        elif string:
            if commented or not keywords:
                return file.error(begin, "a string without a keyword", "write msgid or msgstr before it")
            has_string = True
        else:
            name, bracket, _ = (keyword or "").partition("[")
            name = name.rstrip()
            if keywords and not has_string:
                return file.error(at, "no string behind the keyword", 'write it as "…"')
            if keywords and (not name or keywords[-1] not in _AFTER.get(name, keywords)):
                shape = " ".join(keywords)
                if not _SHAPE.fullmatch(shape):
                    problem = f"{shape} is not a message"
                    return file.error(begin, problem, "write msgid and msgstr; msgfmt -c says more")
                keywords = []
            if keywords and commented:
                return file.error(begin, "a comment stands inside a message", "put it before the message")
            if not name:
                break
            keywords.append(name + "[]" * bool(bracket))
            at, commented, has_string = begin, False, False
    end += len(file.text[end:]) - len(file.text[end:].lstrip(" \t\r\n\f\v"))
    closed = file.text[end : end + 1] != '"'
    problem = "a keyword or a string is expected" if closed else "the string is not closed"
    return file.error(end, problem, 'write it as "…"; msgfmt -c says more')


def _java_entries(file: CatalogFile, entry: Entry, start: int) -> Iterator[Entry]:
    """Read a text as MessageFormat does: one entry for each combination of branches."""
    facts: dict[str, Any] = {name: value for name, value in entry._asdict().items() if name in _SHARED}
    facts |= {"flaw": flaw_of(entry.text), "formatted": formatted_in(entry.text)}
    parts = message_parts(file, entry.pieces, entry.text, java=is_java(entry.text))
    return entries_of(file, entry.key, parts, offset=start, **facts)


_SHARED = ("locale", "variant", "context", "source", "syntax", "flags", "comments")
