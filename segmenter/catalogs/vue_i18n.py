r"""Messages of vue-i18n: plural forms between ``|``, ``{name}``, literals ``{'@'}``, links ``@:key``.

A link is shown as ``{key}``. A message that vue-i18n cannot compile stays as it is, with what is wrong as its
flaw.

Source: @intlify/message-compiler 11.4.18, as run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .decoding import CatalogFile
from .entries import Entry, Piece
from .notations import Escaped, Opaque, refusing, unescaping, unless_brace, with_braces_doubled
from .places import cutter

__all__ = ["read_as_vue_i18n"]

_KEY = r"[^\s{@|()%]+"
_TOKEN = re.compile(
    rf"""\\[\\{{}}@|]
      | \{{[ \r\n]*'(?P<literal>(?:[^'\\\r\n]|\\.)*)'[ \r\n]*\}}
      | \{{[ \r\n]*(?P<name>[A-Za-z_][\w$-]*|-?[0-9]+)[ \r\n]*\}}
      | @(?:\.[a-z]+)?:(?:
            \{{[ ]*'(?P<quoted>(?:[^'\\\r\n]|\\.)*)'[ ]*\}} | \{{[ ]*(?P<by>[\w$-]+)[ ]*\}} | (?P<key>{_KEY})
        )
      | [ ]*(?P<bar>\|)[ \r\n]*
      | (?P<dropped>\{{[ \r\n]*\Z)
      | (?P<wrong>[{{}}@])
    """,
    re.VERBOSE | re.ASCII,
)
_WRONG = {
    "{": "'{' does not begin a placeholder",
    "}": "'}' closes nothing",
    "@": "'@' does not begin a link",
}


_unescaped = unescaping({}, other=lambda match: match[0])


def _read(match: re.Match[str]) -> str:
    return with_braces_doubled(_unescaped(match))


MESSAGE = Escaped(
    re.compile(r"\\[\\{}@|]"),
    _read,
    re.compile(r"\{\{|\}\}|[{}@|]|\\(?=[\\{}@|])"),
    unless_brace(lambda sign: f"{{'{sign}'}}"),
)
LITERAL = Escaped(
    re.compile(r"\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{6}|\\['\\]|[{}]"),
    _read,
    re.compile(r"[\\'{}\r\n]"),
    refusing("cannot stand in a literal"),
)


def read_as_vue_i18n(file: CatalogFile, entry: Entry) -> Iterator[Entry]:
    """Yield the plural forms of a text, ``0``, ``1`` …, or the text where it has one alone."""
    try:
        forms = _forms(file, entry)
    except ValueError as error:
        yield entry._replace(syntax="", flaw=f"vue-i18n cannot compile it: {error}")
        return
    for at, pieces in enumerate(forms):
        variant = str(at) if len(forms) > 1 else ""
        name = ",".join(filter(None, (entry.variant, variant)))
        line = file.line(pieces[0].start) if pieces else entry.line
        text = file.text_of(pieces)
        yield entry._replace(text=text, line=line, variant=name, syntax="brace", pieces=tuple(pieces))


def _forms(file: CatalogFile, entry: Entry) -> list[list[Piece]]:
    text = entry.text
    if not entry.pieces:
        raise ValueError("its place in the file is not known")
    part = cutter(file.text, entry.pieces)
    forms: list[list[Piece]] = [[]]
    end = begin = 0
    for match in _TOKEN.finditer(text):
        if match["wrong"]:
            raise ValueError(f"{_WRONG[match['wrong']]}, at index {match.start()}")
        if match.lastgroup is None:  # an escape
            continue
        forms[-1] += part(end, match.start(), MESSAGE)
        if match["bar"]:
            if match.start() == begin:
                raise ValueError(f"a plural form is empty, at index {match.start()}")
            forms.append([])
            begin = match.end()
        elif match["dropped"]:  # an opening brace at the very end is no error there, and no text
            pass
        elif match["literal"] is not None:
            forms[-1] += part(*match.span("literal"), LITERAL)
        else:
            whole = part(*match.span(), MESSAGE)
            name = next(match[group] for group in ("name", "quoted", "by", "key") if match[group] is not None)
            shown = re.sub(r"[^\w.-]", "_", name) or "value"
            forms[-1].append(Piece(whole[0].start, whole[-1].stop, Opaque(f"{{{shown}}}")))
        end = match.end()
    if len(forms) > 1 and begin == len(text):
        raise ValueError("a plural form is empty, at the end")
    forms[-1] += part(end, len(text), MESSAGE)
    return forms
