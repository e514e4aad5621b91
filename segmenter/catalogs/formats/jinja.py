"""Templates of Jinja and Django: the file is one message, and each combination of its branches a variant.

A loop runs once or not at all. ``{{ user.name|title }}`` is shown as ``{{user.name}}``; ``{% trans "…" %}``
gives its text, and so do the blocks of that name. Other tags give nothing: what is included is not read.
White space goes where ``{%-`` and ``-%}`` say so, and the last line end of the file goes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..entries import Entry, Notation, Piece, Remark
from ..errors import CatalogError
from ..notations import PLAIN, Escaped, Fixed
from ..sources import Source
from ..variants import Choice, Part, entries_of
from .plain import stem_of

__all__ = ["read"]

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BODY = re.compile(r"([-+]?)\s*(.*?)\s*([-+]?)", re.DOTALL)
_QUOTED = re.compile(r"""(?:_\(\s*)?(?:"([^"\\]*)"|'([^'\\]*)')\s*\)?\s*(?:\|[\w|\s]+)?""")
_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_BLANK_END = re.compile(r"(?:\r\n?|\n)\Z")
_TRIMMED = Escaped(re.compile(r"\s*\n\s*"), lambda _: " ", re.compile(r"\n"), lambda _: " ")

_WHOLE = ("raw", "verbatim", "comment")
_TRANSLATED = ("trans", "translate", "blocktrans", "blocktranslate")
_BRANCHING = ("if", "for", "macro", "set", *_TRANSLATED)
_DIVIDING = ("elif", "else", "empty", "plural", "pluralize")


class _Token(NamedTuple):
    """Plain text, a tag, or an expression; what stands in it, from where on; its place in the file."""

    kind: str
    name: str
    rest: str
    rest_start: int
    start: int
    stop: int


def read(source: Source) -> tuple[list[Entry], list[Remark]]:
    """Read the one message."""
    remarks: list[Remark] = []
    tokens = list(_tokens(source, remarks))
    tokens.reverse()  # the next one last
    parts = _parts(source, tokens, PLAIN)
    if tokens:
        name = tokens[-1].name
        raise source.error(
            tokens[-1].start, f"{{% {name} %}} closes or divides nothing", "remove it, or open one"
        )
    comments = tuple(remark.text for remark in remarks)
    facts = {"key": stem_of(source.path), "comments": comments, "syntax": "mustache"}
    return list(entries_of(source, parts, offset=0, **facts)), remarks


def _tokens(source: Source, remarks: list[Remark]) -> Iterator[_Token]:
    """Cut the file; comments go to the remarks."""
    text = source.text
    end = stop = 0
    length = len(text) - len(match[0]) if (match := _BLANK_END.search(text)) else len(text)
    trim = ""
    while opening := _OPENING.search(text, stop):
        close = text.find(_CLOSING[opening[0]], opening.end())
        if close < 0:
            break
        body = _BODY.fullmatch(text, opening.end(), close)
        assert body
        yield from _literal(text, end, opening.start(), trim, body[1])
        end = stop = close + 2
        trim = body[3]
        if opening[0] == "{#":
            remarks.append(Remark(source.line(opening.start()), body[2]))
            continue
        if opening[0] == "{{":
            yield _Token("{{", "", body[2], body.start(2), opening.start(), stop)
            continue
        name, _, rest = body[2].partition(" ")
        name = name.strip()
        if name in _WHOLE:
            closing = re.compile(rf"\{{%[-+]?\s*end{name}\b[^%]*%\}}").search(text, stop)
            if not closing:
                raise _unclosed(source, opening.start(), name)
            if name == "comment":
                remarks.append(Remark(source.line(stop), text[stop : closing.start()].strip()))
            else:
                yield from _literal(text, stop, closing.start(), trim, "")
            end = stop = closing.end()
            trim = "-" if closing[0].endswith("-%}") else ""
            continue
        yield _Token("{%", name, rest, body.end(2) - len(rest), opening.start(), stop)
    yield from _literal(text, end, max(length, end), trim, "")


def _literal(text: str, start: int, stop: int, after: str, before: str) -> Iterator[_Token]:
    """Give out what stands between two tags, without the blanks that a ``-`` in them takes away."""
    if after == "-":
        start = stop - len(text[start:stop].lstrip())
    if before == "-":
        stop = start + len(text[start:stop].rstrip())
    if start < stop:
        yield _Token("", "", "", start, start, stop)


def _parts(source: Source, tokens: list[_Token], literal: Notation) -> list[Part]:
    """Read up to a tag that divides or closes what is open, and leave that tag."""
    parts: list[Part] = []
    while tokens:
        token = tokens[-1]
        name = token.name
        if name in _DIVIDING or (name.startswith("end") and name[3:] in _BRANCHING):
            break
        tokens.pop()
        if not token.kind:
            parts.append(Piece(token.start, token.stop, literal))
        elif token.kind == "{{":
            parts.append(_shown(token))
        elif name in _BRANCHING and not _is_line(token):
            parts += _branches(source, tokens, token)
        elif name in _TRANSLATED and (match := _QUOTED.match(token.rest)) and " as " not in token.rest:
            parts.append(_quoted(token, match))
    return parts


def _is_line(token: _Token) -> bool:
    """Say whether a tag that may open a block does not: ``{% trans "…" %}``, ``{% set x = 1 %}``."""
    if token.name in ("trans", "translate"):
        return _QUOTED.match(token.rest) is not None or token.name == "translate"
    return token.name == "set" and "=" in token.rest


def _branches(source: Source, tokens: list[_Token], opened: _Token) -> list[Part]:
    """Read a block up to its end."""
    literal = PLAIN
    if opened.name.startswith("block") and "trimmed" in opened.rest.split():
        literal = _TRIMMED
    condition = opened.rest.strip() if opened.name == "if" else opened.name
    branches: dict[str, list[Part]] = {}
    while True:
        branches[condition] = _parts(source, tokens, literal)
        if not tokens or tokens[-1].name not in (*_DIVIDING, f"end{opened.name}"):
            raise _unclosed(source, opened.start, opened.name)
        divider = tokens.pop()
        if divider.name.startswith("end"):
            break
        condition = divider.rest.strip() if divider.name == "elif" else divider.name
    if opened.name in ("macro", "set"):
        return []
    if opened.name in ("if", "for"):
        if not branches.keys() & {"else", "empty"}:
            branches["else"] = []
        return [Choice(" ".join((opened.name, opened.rest, *branches)), branches)]
    if len(branches) > 1:
        one, *others = branches.values()
        return [Choice("plural", {"one": one, "other": others[-1]})]
    return branches[condition]


def _shown(token: _Token) -> Piece:
    """Show an expression as the placeholder of its first name; a quoted text is text."""
    if match := _QUOTED.fullmatch(token.rest):
        return _quoted(token, match)
    name = _NAME.search(token.rest)
    return Piece(token.start, token.stop, Fixed(f"{{{{{name[0] if name else 'value'}}}}}"))


def _quoted(token: _Token, match: re.Match[str]) -> Piece:
    start, stop = match.span(1 if match[1] is not None else 2)
    return Piece(token.rest_start + start, token.rest_start + stop, PLAIN)


def _unclosed(source: Source, start: int, name: str) -> CatalogError:
    return source.error(start, f"{{% {name} %}} is never closed", f"close it with {{% end{name} %}}")
