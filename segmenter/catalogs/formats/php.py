r"""PHP that returns an array of texts, as Laravel, Symfony and Yii keep them, read by tree-sitter-php.

What the program computes (variables, constants, calls) is not a text of the file, and counted as not read.

:format: php
:among: .php
:sign: (?m)(?:^|<\?php|;)[ \t]*(?:return\b[\s(]*|\$\w+\s*=\s*|\$\w+\s*(?=\[))(?:\[|array\s*\(|\$\w+\s*;)
:package: tree_sitter_php
:extra: code
:general: yes
:files: `.php` that returns an array, or fills `$lang['key']`
:entry: a string; its key is the path with dots
:placeholders: `colon`, in a text with `:name` in a folder `lang`; `brace`, in a text with `{name}` elsewhere;
    otherwise the key `syntax`
:comment_line: // {}
:comments: `//`, `#` and `/* … */`
:rule: strings, heredocs and nowdocs without variables are texts, also joined by dots; of equal keys the last
    counts; variables, constants and calls are counted as not read; in a folder `lang`, as Laravel has it, a
    text with `|` is plural forms (`0`, `1` …, or `{0}` and `[1,19]` as they are written), unless all its `|`
    stand between blanks and it has neither such a number nor `:count`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

import tree_sitter_php
from tree_sitter import Node

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..notations import NOTHING, Escaped, escaping, octets_of_numbers, refusing, unescaping
from ..places import cutter
from ..syntax_trees import ParsedCode, Tree, TreeReader, WrittenText, children_of

__all__ = ["read"]

_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"'}
_READ = unescaping(_SIGNS, numbers=partial(octets_of_numbers, encoding="utf-8"))
_FIRST, _NEXT = r"\\(?:3[0-7]{2}|x[c-fC-F][0-9a-fA-F])", r"\\(?:2[0-7]{2}|x[89abAB][0-9a-fA-F])"
_OCTET = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2})"
_NUMBERED = rf"\\u\{{[0-9a-fA-F]+\}}|{_FIRST}(?:{_NEXT})+|{_OCTET}"
_UNSAFE = r"\\$\r\v\f\x1b\n"
SINGLE = Escaped(re.compile(r"\\[\\']"), unescaping({}), re.compile(r"[\\']"), lambda match: f"\\{match[0]}")
DOUBLE, HEREDOC = (
    Escaped(
        re.compile(rf"\\[ntrvef\\${quote}]|{_NUMBERED}"),
        _READ,
        re.compile(f"[{_UNSAFE}{quote}]"),
        escaping(_SIGNS),
    )
    for quote in ('"', "")
)
_REFUSE = refusing("needs an escape, and a nowdoc has none")
NOWDOC = Escaped(NOTHING, lambda match: match[0], re.compile(r"[\r\n]"), _REFUSE)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all strings."""
    source = ParsedCode(file, tree_sitter_php.language_php(), "PHP")
    in_lang = re.search(r"(?:^|/)lang/", file.path.replace("\\", "/")) is not None
    is_laravel = in_lang and not any(file.conventions[:3])
    entries: list[Entry] = []
    for key, literal, text in source.texts(_Reader(source).tree()):
        syntax = _syntax(text, is_laravel=is_laravel)
        comments = source.comments(literal)
        facts: dict[str, Any] = {"offset": literal.start, "syntax": syntax, "comments": comments}
        for variant, pieces in _forms(file, literal, text) if is_laravel else [("", literal.pieces)]:
            entries.append(file.entry(key, pieces, variant=variant, **facts))
    return entries, source.remarks


def _syntax(text: str, *, is_laravel: bool) -> str:
    if is_laravel:
        return "colon" if re.search(r":[^\W\d]", text) else ""
    return "brace" if re.search(r"\{\w[\w.-]*\}", text) else ""


class _Reader(TreeReader):
    """Reads the arrays of a file."""

    joining = "."
    no_texts = ("integer", "float", "boolean", "null", "unary_op_expression")

    def __init__(self, source: ParsedCode) -> None:
        super().__init__(source)
        self._variables: dict[str, Tree] = {}

    def tree(self) -> Tree:
        """Return what the file returns; without a ``return``, what it puts into its arrays."""
        returned: Tree | None = None
        for statement in _statements(self._source.root):
            if statement.type == "return_statement":
                for child in statement.named_children[:1]:
                    value = self._bare(child)
                    if value.type == "variable_name":
                        returned = self._variables.get(self._source.written(value), {})
                    else:
                        returned = self._top(value)
                break
            if statement.type == "expression_statement" and statement.named_children:
                self._assign(statement.named_children[0])
        if returned is not None:
            return returned
        tree: Tree = {}
        for variable in self._variables.values():
            tree |= variable
        return tree

    def _top(self, node: Node) -> Tree:
        value = self._value(node)
        return value if isinstance(value, dict) else {}

    def _assign(self, node: Node) -> None:
        if node.type != "assignment_expression":
            return
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        if left.type == "variable_name":
            value = self._bare(right)
            if value.type == "array_creation_expression":
                self._variables[self._source.written(left)] = self._top(value)
            return
        keys: list[str] = []
        first = left
        while left.type == "subscript_expression":
            variable, *index = left.named_children
            key = self._key(index[0]) if index else None
            if key is None:
                return
            keys.insert(0, key)
            left = variable
        if left.type == "variable_name" and keys:
            tree = self._variables.setdefault(self._source.written(left), {})
            for key in keys[:-1]:
                inner = tree.get(key)
                tree = inner if isinstance(inner, dict) else tree.setdefault(key, {})  # type: ignore[assignment]
            self._put(tree, keys[-1], self._value(right, self._source.start(first)))

    def _tree(self, node: Node) -> Tree | None:
        if node.type != "array_creation_expression":
            return None
        tree: Tree = {}
        following = 0
        for element in node.named_children:
            if element.type != "array_element_initializer":
                continue
            children = children_of(element)
            key: str | None = None
            if children and children[0].type not in ("variadic_unpacking", "by_ref"):
                key = str(following) if len(children) == 1 else self._key(children[0])
            if key is None:
                self._unread(element)
                continue
            if re.fullmatch(r"0|[1-9]\d{0,17}", key):
                following = max(following, int(key) + 1)
            self._put(tree, key, self._value(children[-1], self._source.start(element)))
        return tree

    def _key(self, node: Node) -> str | None:
        node = self._bare(node)
        pieces = self._pieces(node)
        if pieces is not None:
            return self._file.text_of(pieces)
        written = self._source.written(node)
        if node.type == "integer" and written.isdecimal() and (written == "0" or written[0] != "0"):
            return written
        return None

    def _bare(self, node: Node) -> Node:
        while node.type == "parenthesized_expression" and node.named_children:
            node = node.named_children[-1]
        return node

    def _literal(self, node: Node) -> list[Piece] | None:
        if node.type == "string":
            return self._inside(node, SINGLE)
        if node.type == "encapsed_string" and all(child.type in _PARTS for child in node.named_children):
            return self._inside(node, DOUBLE)
        if node.type in ("heredoc", "nowdoc"):
            body = [part for child in node.named_children for part in child.named_children]
            if all(child.type in _PARTS for child in body):
                return list(self._lines(node, HEREDOC if node.type == "heredoc" else NOWDOC))
        return None

    def _lines(self, node: Node, notation: Escaped) -> Iterator[Piece]:
        """Yield the lines of a heredoc, without the indentation of its end and the last line end."""
        text = self._file.text
        end = self._source.start(node.named_children[-1])  # of the closing name
        bounds = [match.end() for match in _BREAK.finditer(text, self._source.start(node), end)]
        indent = end - bounds[-1]
        for low, high in pairwise(bounds):
            if high == bounds[-1]:
                high -= 2 if text[high - 2 : high] == "\r\n" else 1
            blank = re.compile(r"[ \t]*").match(text, low, high)
            yield Piece(min(low + indent, blank.end() if blank else low), high, notation)


_BREAK = re.compile(r"\r\n?|\n")
_PARTS = ("string_content", "escape_sequence", "nowdoc_string")


def _statements(node: Node) -> Iterator[Node]:
    """Yield the statements of a file, including those in a namespace."""
    for child in node.named_children:
        if child.type in ("namespace_definition", "compound_statement"):
            yield from _statements(child)
        else:
            yield child


_FORM = re.compile(r"[{\[][^{}\[\]]*[}\]]")  # as Laravel's MessageSelector: none after a blank


def _forms(file: CatalogFile, literal: WrittenText, text: str) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return the plural forms of a text as Laravel's trans_choice cuts them, or the whole text."""
    whole = [("", literal.pieces)]
    segments = text.split("|")
    if len(segments) == 1:
        return whole
    numbered = [_FORM.match(segment) for segment in segments]
    apart = all(" " in (left[-1:], right[:1]) for left, right in pairwise(segments))
    if apart and not any(numbered) and ":count" not in text:
        return whole
    cut = cutter(file.text, literal.pieces)
    forms = []
    begin = plain = 0
    for segment, match in zip(segments, numbered, strict=True):
        start, stop = begin, begin + len(segment)
        if match:  # what stands behind a number is trimmed
            stop = start + len(segment.rstrip(_TRIMMED))
            start += len(segment) - len(segment[match.end() :].lstrip(_TRIMMED))
        name = match[0] if match else str(plain)
        plain += match is None
        try:
            forms.append((name, cut(start, stop, None)))
        except ValueError:  # a sign of a form is within a run of escapes
            return whole
        begin += len(segment) + 1
    return forms


_TRIMMED = " \t\n\r\0\v"
