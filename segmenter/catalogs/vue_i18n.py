r"""Messages of vue-i18n: plural forms between ``|``, ``{name}``, literals ``{'@'}``, links ``@:key``.

A link is shown as ``{key}``. A message that vue-i18n cannot compile stays as it is, with what is wrong as its
flaw.

Source: @intlify/message-compiler 11.4.18, as run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .entries import Notation, Piece
from .notations import Escaped, Opaque, chained
from .places import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .decoding import CatalogFile
    from .entries import Entry

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
_WRONG = {"{": "'{' begins no placeholder", "}": "'}' closes nothing", "@": "'@' begins no link"}


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _read(match: re.Match[str]) -> str:
    return _escaped(match[0][1:])


def _write(match: re.Match[str]) -> str:
    if match[0] in ("{", "}"):
        raise ValueError(f"a single {match[0]!r} would be a placeholder's")
    return f"{{'{match[0][0]}'}}"


def _read_literal(match: re.Match[str]) -> str:
    if digits := match[1] or match[2]:
        return _escaped(chr(int(digits, 16)))
    return _escaped(match[0][-1])


def _refuse(match: re.Match[str]) -> str:
    raise ValueError(f"{match[0]!r} cannot stand in a literal")


MESSAGE = Escaped(re.compile(r"\\[\\{}@|]"), _read, re.compile(r"\{\{|\}\}|[{}@|]|\\(?=[\\{}@|])"), _write)
LITERAL = Escaped(
    re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{6})|\\['\\]|[{}]"),
    _read_literal,
    re.compile(r"[\\'{}\r\n]"),
    _refuse,
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
        raise ValueError("where it stands in the file cannot be told")

    def part(low: int, high: int, inner: Notation) -> tuple[Piece, ...]:
        return cut(file.text, entry.pieces, low, high, lambda outer: chained(outer, inner))

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
