"""Fluent's .ftl, read by fluent.syntax: messages and attributes, an entry for each combination of variants.

A placeable of a variable is shown as ``{name}``, a term or message of the same file as its text. Terms
are not entries of their own: nobody receives them alone.

:format: fluent
:suffixes: .ftl
:package: fluent.syntax
:entry: a message or an attribute; selects are variants
:placeholders: `brace`
:comment_line: # {}
:comments: `#`, `##` and `###`
:rule: terms and messages of the same file are inserted; terms are not entries of their own
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from fluent.syntax import FluentParser, ast

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import LINES, NOTHING, Escaped, Opaque, refusing, with_braces_doubled
from ..plurals import CATEGORIES
from ..variants import Choice, VariantPart, entries_of

__all__ = ["read"]

_BREAK = re.compile(r"\r\n|\n")
_DEEPEST = 50


_REFUSE = refusing("needs a placeable")


class _Text(Escaped):
    __slots__ = ()

    def write_within(self, text: str) -> str:
        """Only a line must not begin with a sign of syntax; reading it again shows whether one does."""
        return re.sub(r"[{}\r\n]", _REFUSE, text)


TEXT = _Text(NOTHING, lambda match: match[0], re.compile(r"[{}\r\n]|\A[\[.* ]| \Z"), _REFUSE)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all messages and attributes."""
    body = FluentParser().parse(file.text).body
    patterns: dict[str, Any] = {}
    for node in body:
        if isinstance(node, ast.Junk):
            note = node.annotations[0] if node.annotations else None
            at = note.span.start if note and note.span else 0
            problem = f"not Fluent: {note.message if note else 'junk'}"
            raise file.error(min(at, len(file.text)), problem, "correct it there")
        if isinstance(node, ast.Message | ast.Term):
            prefix = "-" if isinstance(node, ast.Term) else ""
            patterns[prefix + node.id.name] = node.value
            patterns |= {f"{prefix}{node.id.name}.{one.id.name}": one.value for one in node.attributes}
    entries: list[Entry] = []
    remarks: list[Remark] = []
    file_comments: tuple[str, ...] = ()
    group_comments: tuple[str, ...] = ()
    for node in body:
        comment = node if isinstance(node, ast.BaseComment) else getattr(node, "comment", None)
        own: tuple[str, ...] = ()
        if comment is not None and comment.span:
            first = file.line(comment.span.start)
            own = tuple(line.strip() for line in (comment.content or "").split("\n"))
            remarks += [Remark(first + at, line) for at, line in enumerate(own)]
        if isinstance(node, ast.ResourceComment):
            file_comments += own
        elif isinstance(node, ast.GroupComment):
            group_comments = own
        elif isinstance(node, ast.Message):
            named: list[tuple[str, Any]] = [(node.id.name, node.value)]
            named += [(f"{node.id.name}.{one.id.name}", one.value) for one in node.attributes]
            comments = own + group_comments + file_comments
            for key, pattern in named:
                if pattern is not None:
                    parts = _Scope(file, patterns).parts(pattern)
                    offset = pattern.span.start
                    found = entries_of(file, key, parts, offset=offset, syntax="brace", comments=comments)
                    entries += map(partial(_with_isolates, file), found) if len(parts) > 1 else found
    return entries, remarks


class _Mark(Opaque):
    """Where a runtime writes U+2068 or U+2069: not a text of the file."""

    __slots__ = ()


_OPEN, _CLOSE = _Mark(""), _Mark("")


def _with_isolates(file: CatalogFile, entry: Entry) -> Entry:
    """Return an entry with the ranges of its text that a runtime isolates, in place of their marks."""
    length = 0
    begun: list[int] = []
    ranges: list[tuple[int, int]] = []
    pieces = entry.pieces
    for start, stop, notation in pieces:
        if notation is _OPEN:
            begun.append(length)
        elif notation is _CLOSE:
            ranges.append((begun.pop(), length))
        else:
            length += len(notation.spans(file.text[start:stop])[0])
    if not ranges:
        return entry
    kept = tuple(piece for piece in pieces if not isinstance(piece.notation, _Mark))
    return entry._replace(pieces=kept, isolated=tuple(sorted(ranges)))


_Arguments = dict[str, Any]  # expressions that a message gives to a term, by name


class _Scope:
    """What names stand for in a pattern: in a term only its arguments, in a message variables."""

    def __init__(
        self, file: CatalogFile, patterns: dict[str, Any], arguments: _Arguments | None = None, depth: int = 0
    ) -> None:
        self._file = file
        self._patterns = patterns
        self._arguments = arguments
        self._depth = depth

    def parts(self, pattern: Any) -> list[VariantPart]:
        """Cut a pattern into texts, placeholders and choices."""
        if self._depth > _DEEPEST:
            raise self._file.error(
                pattern.span.start, "its references never end", "no message may contain itself"
            )
        parts: list[VariantPart] = []
        isolated = len(pattern.elements) > 1
        for element in pattern.elements:
            if isinstance(element, ast.TextElement):
                parts += _literals(self._file, element)
                continue
            start, stop = element.span.start, element.span.end
            inner = self._placeable(element)
            if isolated and not isinstance(element.expression, ast.StringLiteral):
                parts += [Piece(start, start, _OPEN), *inner, Piece(stop, stop, _CLOSE)]
            else:
                parts += inner
        return parts

    def _inside(self, arguments: _Arguments | None) -> _Scope:
        return _Scope(self._file, self._patterns, arguments, self._depth + 1)

    def _placeable(self, element: Any) -> list[VariantPart]:
        expression: Any = element.expression if isinstance(element, ast.Placeable) else element
        shown = "{value}"
        match expression:
            case ast.Placeable():
                return self._placeable(expression)
            case ast.SelectExpression():
                return self._select(expression)
            case ast.StringLiteral():
                shown = with_braces_doubled(expression.parse()["value"])
            case ast.NumberLiteral():
                shown = expression.value
            case ast.VariableReference():
                shown = self._variable(expression.id.name)
            case ast.FunctionReference():
                names = [
                    argument.id.name
                    for argument in expression.arguments.positional
                    if isinstance(argument, ast.VariableReference)
                ]
                shown = f"{{{names[0] if names else expression.id.name.lower()}}}"
            case ast.TermReference() | ast.MessageReference():
                if found := self._referenced(expression):
                    pattern, arguments = found
                    return self._inside(arguments).parts(pattern)
                shown = f"{{{expression.id.name}}}"
        return [Piece(element.span.start, element.span.end, Opaque(shown))]

    def _variable(self, name: str) -> str:
        if self._arguments is None:
            return f"{{{name}}}"
        # A term sees no variable of the program.
        return with_braces_doubled(
            _value(self._arguments[name]) if name in self._arguments else f"{{${name}}}"
        )

    def _referenced(self, reference: Any) -> tuple[Any, _Arguments | None] | None:
        """Return the pattern of a term, a message or an attribute of one, and the arguments it gets."""
        name = reference.id.name + (f".{reference.attribute.name}" if reference.attribute else "")
        if not isinstance(reference, ast.TermReference):
            pattern, arguments = self._patterns.get(name), self._arguments
        else:
            given = reference.arguments.named if reference.arguments else ()
            pattern, arguments = self._patterns.get(f"-{name}"), {one.name.name: one.value for one in given}
        return None if pattern is None else (pattern, arguments)

    def _select(self, expression: Any) -> list[VariantPart]:
        """Return a choice, or the variant that is known to be taken."""
        variants = {_key(variant.key): variant.value for variant in expression.variants}
        default = next(_key(variant.key) for variant in expression.variants if variant.default)
        selector = expression.selector
        if isinstance(selector, ast.TermReference | ast.VariableReference | ast.StringLiteral):
            known = self._known(selector)
            if known is not None:
                return self.parts(variants[known if known in variants else default])
        name, kind = _selector(self._file, selector)
        if kind == "plural" and not all(key[:1] == "=" or key in CATEGORIES for key in variants):
            kind = "word"
        branches = {key: self._inside(self._arguments).parts(pattern) for key, pattern in variants.items()}
        return [Choice(name, branches, kind, default)]

    def _known(self, selector: Any) -> str | None:
        """Return the variant that a selector leads to, where no program decides; "" for the default."""
        if isinstance(selector, ast.StringLiteral):
            return _value(selector)
        if isinstance(selector, ast.VariableReference):
            if self._arguments is None:
                return None
            value = self._arguments.get(selector.id.name)
            if isinstance(value, ast.NumberLiteral):
                return _key(value)
            return "" if value is None else _value(value)
        found = self._referenced(selector)
        elements: list[Any] = found[0].elements if found else []
        if len(elements) == 1 and isinstance(elements[0], ast.TextElement):
            return str(elements[0].value)
        return "" if selector.attribute or not found else None


def _selector(file: CatalogFile, selector: Any) -> tuple[str, str]:
    """Return what decides, and how: ``NUMBER($n)`` decides as ``$n`` does."""
    kind = "plural"
    if isinstance(selector, ast.FunctionReference) and selector.id.name == "NUMBER":
        options = {option.name.name: _value(option.value) for option in selector.arguments.named}
        kind = "ordinal" if options.pop("type", "") == "ordinal" else kind
        if not options and len(selector.arguments.positional) == 1:
            selector = selector.arguments.positional[0]
    return file.text[selector.span.start : selector.span.end], kind


def _key(key: Any) -> str:
    if isinstance(key, ast.Identifier):
        return str(key.name)
    return f"={int(key.value)}" if re.fullmatch(r"-?\d+(\.0+)?", key.value) else f"={key.value}"


def _value(literal: Any) -> str:
    """Return what a literal says; for a number with a format, the number."""
    return str(literal.parse()["value"] if isinstance(literal, ast.StringLiteral) else literal.value)


def _literals(file: CatalogFile, element: Any) -> Iterator[Piece]:
    """Find the lines of a text, from which the parser has removed the indentation."""
    start, stop = element.span.start, element.span.end
    if file.text[start:stop] == element.value:  # as most texts: one line, without blanks at its end
        yield Piece(start, stop, TEXT)
        return
    values = element.value.split("\n")
    ends = [match.span() for match in _BREAK.finditer(file.text, start, stop)]
    ends = ends[len(ends) - len(values) + 1 :] if len(values) > 1 else []
    bounds = [*(low for low, _ in ends), stop]
    for index, (value, high) in enumerate(zip(values, bounds, strict=False)):
        while index == len(values) - 1 and high > start and not file.text[start:high].endswith(value):
            high -= 1  # blanks at the end of a pattern are not text
        yield Piece(high - len(value), high, TEXT)
        if index < len(ends):
            yield Piece(*ends[index], LINES)
