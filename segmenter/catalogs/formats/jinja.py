r"""Templates of Jinja and Django: the file is one message, and each combination of its branches a variant.

``{{ user.name|title }}`` is shown as ``{{user.name}}``; white space goes where ``{%-`` and ``-%}`` say so.

:format: jinja
:suffixes: .j2 .jinja .jinja2 .django .djt
:among: .txt .md
:sign: \{%[-+]?\s*\w|\{\{[^{}]*\|
:general: yes
:whole: yes
:files: `.j2`, `.jinja`, `.jinja2`, `.django`, `.djt`; `.txt` and `.md` with `{% … %}`
:entry: the file; branches are variants
:placeholders: `mustache`
:comment_line: {# {} #}
:comments: `{# … #}` and `{% comment %}`
:rule: a loop runs once or not at all; of a template that extends another only its blocks are sent; `{%
    trans %}` and similar tags yield their text; macros yield nothing; a tag that writes something, such as
    `{% url … %}`, `{% include … %}` or one of your own without an end, is shown as a placeholder,
    `{{url}}`; in raw blocks `{{` is shown as `{ {`, so that it is not taken for one; one line end at the
    end of the file is left out
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from ..decoding import CatalogFile
from ..entries import Entry, Notation, Piece, Remark
from ..errors import CatalogError
from ..notations import PLAIN, Escaped, Kept, Opaque
from ..variants import Choice, VariantPart, entries_of, presented
from .plain import stem_of

__all__ = ["read"]

_OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_QUOTED = re.compile(r"""(?:_\(\s*)?(?:"([^"\\]*)"|'([^'\\]*)')\s*\)?\s*(?:\|[\w|\s]+)?""")
_NAME = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_BLANK_END = re.compile(r"(?:\r\n?|\n)\Z")
# As both engines trim: white space with a line end in it becomes a blank, and goes at both ends.
_TRIMMED = Escaped(re.compile(r"\s*\n\s*"), lambda _: " ", re.compile(r"\n"), lambda _: " ")
_REASON = "it is a msgid, by which its translation is found"
_MSGID = Kept(PLAIN, _REASON)
_TRIMMED_MSGID = Kept(_TRIMMED, _REASON)
_DOUBLED = re.compile(r"\{(?=\{)|\}(?=\})")

_WHOLE = ("raw", "verbatim", "comment")
_TRANSLATED = ("trans", "translate", "blocktrans", "blocktranslate")
_BRANCHING = ("if", "for", "macro", "set", *_TRANSLATED)
_DIVIDING = ("elif", "else", "empty", "plural", "pluralize")
# Of Jinja and Django: they write nothing, and need no tag that ends them.
_SILENT = frozenset(
    (*_DIVIDING, *("break", "continue", "do", "extends", "from", "import", "load", "regroup", "resetcycle"))
)
_ASSIGNING = re.compile(r"\sas\s+\w+\s*\Z|\ssilent\s*\Z")


class _Token(NamedTuple):
    """Plain or raw text, a tag, or an expression; what stands in it, from where on; its place in the file."""

    kind: str
    name: str
    rest: str
    rest_start: int
    start: int
    stop: int


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read the one message."""
    remarks: list[Remark] = []
    tokens = list(_tokens(file, remarks))
    silent = _SILENT.union(token.name[3:] for token in tokens if token.name.startswith("end"))
    tokens = [_shown_tag(token) if _is_written(token, silent) else token for token in tokens]
    if any(token.name == "extends" for token in tokens):
        tokens = list(_inside_blocks(tokens))
    tokens.reverse()  # the next one last
    parts = _parts(file, tokens, PLAIN, {})
    if tokens:
        name = tokens[-1].name
        raise file.error(
            tokens[-1].start, f"{{% {name} %}} closes or divides nothing", "remove it, or open one"
        )
    comments = tuple(remark.text for remark in remarks)
    key = stem_of(file.path)
    return list(entries_of(file, key, parts, offset=0, comments=comments, syntax="mustache")), remarks


def _inside_blocks(tokens: list[_Token]) -> Iterator[_Token]:
    """Yield what stands in blocks: a child template sends nothing else, though what it defines is known."""
    depth = defining = 0
    for token in tokens:
        depth += token.name == "block"
        defining += token.name in ("set", "macro") and not _is_line(token)
        if depth or defining:
            yield token
        depth -= token.name == "endblock"
        defining -= token.name in ("endset", "endmacro")


def _tokens(file: CatalogFile, remarks: list[Remark]) -> Iterator[_Token]:
    """Cut the file; comments go to the remarks."""
    text = file.text
    end = stop = 0
    length = len(text) - len(match[0]) if (match := _BLANK_END.search(text)) else len(text)
    trim = ""
    while opening := _OPENING.search(text, stop):
        close = text.find(_CLOSING[opening[0]], opening.end())
        if close < 0:
            break
        inner = text[opening.end() : close]
        before, after = (sign if sign in "-+" else "" for sign in (inner[:1], inner[1:][-1:]))
        inner = inner[len(before) : len(inner) - len(after)]
        begin = opening.end() + len(before) + len(inner) - len(inner.lstrip())
        inner = inner.strip()
        yield from _literal(text, end, opening.start(), trim, before)
        end = stop = close + 2
        trim = after
        if opening[0] == "{#":
            remarks.append(Remark(file.line(opening.start()), inner))
            continue
        if opening[0] == "{{":
            yield _Token("{{", "", inner, begin, opening.start(), stop)
            continue
        name, _, rest = inner.partition(" ")
        name = name.strip()
        if name in _WHOLE:
            closing = re.compile(rf"\{{%[-+]?\s*end{name}\b[^%]*%\}}").search(text, stop)
            if not closing:
                raise _unclosed(file, opening.start(), name)
            if name == "comment":
                remarks.append(file.remark(stop, text[stop : closing.start()]))
            else:
                raw = _literal(text, stop, closing.start(), trim, "")
                yield from (token._replace(kind="raw") for token in raw)
            end = stop = closing.end()
            trim = "-" if closing[0].endswith("-%}") else ""
            continue
        yield _Token("{%", name, rest, begin + len(inner) - len(rest), opening.start(), stop)
    yield from _literal(text, end, max(length, end), trim, "")


def _literal(text: str, start: int, stop: int, after: str, before: str) -> Iterator[_Token]:
    """Yield what stands between two tags, without the blanks that a ``-`` in them removes."""
    if after == "-":
        start = stop - len(text[start:stop].lstrip())
    if before == "-":
        stop = start + len(text[start:stop].rstrip())
    if start < stop:
        yield _Token("", "", "", start, start, stop)


def _parts(
    file: CatalogFile, tokens: list[_Token], literal: Notation, assigned: _Assigned
) -> list[VariantPart]:
    """Read up to a tag that divides or closes what is open, and leave that tag."""
    parts: list[VariantPart] = []
    while tokens:
        token = tokens[-1]
        name = token.name
        if name in _DIVIDING or (name.startswith("end") and name[3:] in _BRANCHING):
            break
        tokens.pop()
        if not token.kind:
            parts.append(Piece(token.start, token.stop, literal))
        elif token.kind == "raw":  # two braces would be taken for a placeholder's
            parts += presented(file, token.start, token.stop, literal, _DOUBLED, lambda brace: f"{brace[0]} ")
        elif token.kind == "{{" and token.rest in assigned:
            parts += assigned[token.rest]
        elif token.kind == "{{":
            keep = isinstance(literal, Kept)
            parts += _kept(_alternatives(token)) if keep else _alternatives(token)
        elif name in _BRANCHING and not _is_line(token):
            parts += _branches(file, tokens, token, literal, assigned)
        elif name in _TRANSLATED and (match := _QUOTED.match(token.rest)) and " as " not in token.rest:
            parts.append(_quoted(token, match, _MSGID))
    return parts


def _is_written(token: _Token, silent: frozenset[str]) -> bool:
    """Return whether a tag writes something that is not known here: one that opens or ends nothing."""
    if token.kind != "{%" or token.name in silent or token.name.startswith("end"):
        return False
    if token.name in ("trans", "translate"):  # with a variable; a text is known, and nothing begins a block
        return bool(token.rest) and not _QUOTED.match(token.rest)
    return token.name not in _BRANCHING and not _ASSIGNING.search(token.rest)


def _shown_tag(token: _Token) -> _Token:
    """Show a tag as the placeholder of its name."""
    name = _NAME.match(token.name)
    return token._replace(kind="{{", name="", rest=name[0] if name else "")


def _is_line(token: _Token) -> bool:
    """Return whether a tag that may open a block does not: ``{% trans "…" %}``, ``{% set x = 1 %}``."""
    if token.name in ("trans", "translate"):
        return _QUOTED.match(token.rest) is not None or token.name == "translate"
    return token.name == "set" and "=" in token.rest


def _branches(
    file: CatalogFile, tokens: list[_Token], opened: _Token, literal: Notation, assigned: _Assigned
) -> list[VariantPart]:
    """Read a block up to its end."""
    if opened.name in _TRANSLATED:
        trimmed = re.search(r"\btrimmed\b(?!\s*=)", opened.rest) is not None
        literal = _TRIMMED_MSGID if trimmed else _MSGID
    condition = opened.rest.strip() if opened.name == "if" else opened.name
    branches: dict[str, list[VariantPart]] = {}
    while True:
        branch = _parts(file, tokens, literal, assigned)
        branches.setdefault(condition, _stripped(file, branch) if literal is _TRIMMED_MSGID else branch)
        if not tokens or tokens[-1].name not in (*_DIVIDING, f"end{opened.name}"):
            raise _unclosed(file, opened.start, opened.name)
        divider = tokens.pop()
        if divider.name.startswith("end"):
            break
        condition = divider.rest.strip() if divider.name == "elif" else divider.name
    if opened.name == "set":
        assigned[opened.rest.split("|")[0].strip()] = branches[condition]
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


_Assigned: TypeAlias = dict[str, list[VariantPart]]
"""What blocks of ``set`` hold, by the names that they are written as afterwards."""
_LITERAL = r"""(?:"[^"\\]*"|'[^'\\]*')"""
_INLINE_IF = re.compile(rf"({_LITERAL}|[^'\"]+?)\s+if\s+([^'\"]+?)(?:\s+else\s+({_LITERAL}|[^'\"]+))?")
_OR_DEFAULT = re.compile(
    rf"([^'\"]+?)\s*(?:\s+or\s+|\|\s*(?:default|d|default_if_none)\s*[:(]\s*)({_LITERAL})\s*(?:,[^)]*)?\)?"
)


def _alternatives(token: _Token) -> list[VariantPart]:
    """Show an expression; if it may result in a literal, each text that it may result in."""
    if match := _INLINE_IF.fullmatch(token.rest):
        names, values = ("if", "else"), (match.span(1), match.span(3))
        about = f"if {match[2].strip()}"
    elif match := _OR_DEFAULT.fullmatch(token.rest):
        names, values, about = ("value", "default"), (match.span(1), match.span(2)), f"set {match[1].strip()}"
    else:
        return [_shown(token)]
    branches: dict[str, list[VariantPart]] = {}
    for name, (start, stop) in zip(names, values, strict=True):
        rest = token.rest[start:stop]
        inner = token._replace(rest=rest, rest_start=token.rest_start + start)
        branches[name] = [_shown(inner)] if start >= 0 else []
    return [Choice(about, branches)]


def _kept(parts: list[VariantPart]) -> list[VariantPart]:
    """Return parts in which nothing may be changed."""
    return [
        part._replace(notation=Kept(part.notation, _REASON))
        if isinstance(part, Piece)
        else part._replace(branches={name: _kept(branch) for name, branch in part.branches.items()})
        for part in parts
    ]


def _stripped(file: CatalogFile, parts: list[VariantPart]) -> list[VariantPart]:
    """Return parts without white space at both ends."""
    parts = list(parts)
    if parts and isinstance(first := parts[0], Piece) and first.notation is _TRIMMED_MSGID:
        written = file.text[first.start : first.stop]
        parts[0] = first._replace(start=first.stop - len(written.lstrip()))
    if parts and isinstance(last := parts[-1], Piece) and last.notation is _TRIMMED_MSGID:
        written = file.text[last.start : last.stop]
        parts[-1] = last._replace(stop=last.start + len(written.rstrip()))
    return parts


def _shown(token: _Token) -> Piece:
    """Show an expression as the placeholder of its first name; a quoted text is text."""
    if match := _QUOTED.fullmatch(token.rest):
        return _quoted(token, match, _MSGID if token.rest.startswith("_") else PLAIN)
    name = _NAME.search(token.rest)
    return Piece(token.start, token.stop, Opaque(f"{{{{{name[0] if name else 'value'}}}}}"))


def _quoted(token: _Token, match: re.Match[str], notation: Notation) -> Piece:
    start, stop = match.span(1 if match[1] is not None else 2)
    return Piece(token.rest_start + start, token.rest_start + stop, notation)


def _unclosed(file: CatalogFile, start: int, name: str) -> CatalogError:
    return file.error(start, f"{{% {name} %}} is never closed", f"close it with {{% end{name} %}}")
