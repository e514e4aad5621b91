"""Fluent's .ftl, read by fluent.syntax: messages and attributes, an entry for each combination of variants.

A placeable of a variable is shown as ``{name}``, a term or message of the same file as its text. Terms alone
are no entries: nobody gets them by themselves.

:format: fluent
:suffixes: .ftl
:package: fluent.syntax
:entry: a message or an attribute; selects are variants
:placeholders: `brace`
:comments: `#`, `##` and `###`
:rule: terms and messages of the same file are inserted; terms are not entries of their own
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fluent.syntax import FluentParser, ast

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import LINES, Escaped, Opaque
from ..variants import Choice, VariantPart, entries_of

__all__ = ["read"]

_BREAK = re.compile(r"\r\n|\n")
_DEEPEST = 50


def _refuse(match: re.Match[str]) -> str:
    raise ValueError(f"{match[0]!r} needs a placeable")


class _Text(Escaped):
    __slots__ = ()

    def write_within(self, text: str) -> str:
        """Only a line must not begin with a sign of syntax; reading again tells."""
        return re.sub(r"[{}\r\n]", _refuse, text)


TEXT = _Text(re.compile(r"(?!)"), lambda match: match[0], re.compile(r"[{}\r\n]|\A[\[.* ]| \Z"), _refuse)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all messages and attributes."""
    body = FluentParser().parse(file.text).body
    patterns: dict[str, Any] = {}
    for each in body:
        if isinstance(each, ast.Junk):
            note = each.annotations[0] if each.annotations else None
            at = note.span.start if note and note.span else 0
            raise file.error(
                min(at, len(file.text)), f"not Fluent: {note.message if note else 'junk'}", "mend it"
            )
        if isinstance(each, ast.Message | ast.Term):
            prefix = "-" if isinstance(each, ast.Term) else ""
            patterns[prefix + each.id.name] = each.value
            patterns |= {f"{prefix}{each.id.name}.{one.id.name}": one.value for one in each.attributes}
    entries: list[Entry] = []
    remarks: list[Remark] = []
    file_comments: tuple[str, ...] = ()
    group_comments: tuple[str, ...] = ()
    for each in body:
        comment = each if isinstance(each, ast.BaseComment) else getattr(each, "comment", None)
        said: tuple[str, ...] = ()
        if comment is not None and comment.span:
            lines = (comment.content or "").split("\n")
            first = file.line(comment.span.start)
            remarks += [Remark(first + at, line.strip()) for at, line in enumerate(lines)]
            said = tuple(line.strip() for line in lines)
        if isinstance(each, ast.ResourceComment):
            file_comments += said
        elif isinstance(each, ast.GroupComment):
            group_comments = said
        elif isinstance(each, ast.Message):
            named: list[tuple[str, Any]] = [(each.id.name, each.value)]
            named += [(f"{each.id.name}.{one.id.name}", one.value) for one in each.attributes]
            for key, pattern in named:
                if pattern is not None:
                    parts = _parts(file, pattern, patterns, 0)
                    comments = said + group_comments + file_comments
                    offset = pattern.span.start
                    entries += entries_of(file, key, parts, offset=offset, syntax="brace", comments=comments)
    return entries, remarks


def _parts(file: CatalogFile, pattern: Any, patterns: dict[str, Any], depth: int) -> list[VariantPart]:
    if depth > _DEEPEST:
        raise file.error(pattern.span.start, "its references never end", "let no message hold itself")
    parts: list[VariantPart] = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts += _literals(file, element)
        else:
            parts += _placeable(file, element, patterns, depth)
    return parts


def _literals(file: CatalogFile, element: Any) -> Iterator[Piece]:
    """Find the lines of a text, which the parser has freed of their indentation."""
    start, stop = element.span.start, element.span.end
    values = element.value.split("\n")
    ends = [match.span() for match in _BREAK.finditer(file.text, start, stop)]
    ends = ends[len(ends) - len(values) + 1 :] if len(values) > 1 else []
    bounds = [*(low for low, _ in ends), stop]
    for index, (value, high) in enumerate(zip(values, bounds, strict=False)):
        while index == len(values) - 1 and high > start and not file.text[start:high].endswith(value):
            high -= 1  # blanks at the end of a pattern are no text
        yield Piece(high - len(value), high, TEXT)
        if index < len(ends):
            yield Piece(*ends[index], LINES)


def _placeable(file: CatalogFile, element: Any, patterns: dict[str, Any], depth: int) -> list[VariantPart]:
    expression: Any = element.expression if isinstance(element, ast.Placeable) else element
    start, stop = element.span.start, element.span.end
    shown = "{value}"
    match expression:
        case ast.Placeable():
            return _placeable(file, expression, patterns, depth + 1)
        case ast.SelectExpression():
            selector: Any = expression.selector.span
            branches: dict[str, list[VariantPart]] = {}
            for variant in expression.variants:
                key = variant.key
                name = key.name if isinstance(key, ast.Identifier) else key.value
                branches[name] = _parts(file, variant.value, patterns, depth + 1)
            return [Choice(file.text[selector.start : selector.end], branches)]
        case ast.StringLiteral():
            shown = expression.parse()["value"].replace("{", "{{").replace("}", "}}")
        case ast.NumberLiteral():
            shown = expression.value
        case ast.VariableReference():
            shown = f"{{{expression.id.name}}}"
        case ast.FunctionReference():
            names = [
                each.id.name
                for each in expression.arguments.positional
                if isinstance(each, ast.VariableReference)
            ]
            shown = f"{{{names[0] if names else expression.id.name.lower()}}}"
        case ast.TermReference() | ast.MessageReference():
            name = "-" * isinstance(expression, ast.TermReference) + expression.id.name
            pattern = patterns.get(f"{name}.{expression.attribute.name}" if expression.attribute else name)
            if pattern is not None:
                return _parts(file, pattern, patterns, depth + 1)
            shown = f"{{{expression.id.name}}}"
    return [Piece(start, stop, Opaque(shown))]
