r"""PHP that returns an array of texts, as Laravel, Symfony and Yii keep them, read by tree-sitter-php.

A value is read where PHP writes it out: a string in single or double quotes, a heredoc, a nowdoc, or several
joined by dots. What the program computes (variables, constants, calls) is no text of the file, and counted
as not read. In Laravel's folder ``lang``, a text with plural forms gives a variant for each.

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
:comments: `//`, `#` and `/* … */`
:rule: strings, heredocs and nowdocs without variables are texts, also joined by dots; of equal keys the last
    counts; variables, constants and calls are counted as not read; in a folder `lang`, as Laravel has it, a
    text with `|` is plural forms (`0`, `1` …, or `{0}` and `[1,19]` as they are written), unless all its `|`
    stand between blanks and it has neither such a number nor `:count`
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import tree_sitter_php

from ..entries import Entry, Piece, Remark
from ..notations import Escaped
from ..places import cut
from ..syntax_trees import ParsedCode, Tree, WrittenText, leaves_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from ..decoding import CatalogFile

__all__ = ["read"]

_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"'}
_ESCAPES = {sign: f"\\{letter}" for letter, sign in _SIGNS.items()}
_NUMBERS = re.compile(r"\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2}))")


def _read(match: re.Match[str]) -> str:
    r"""Read an escape; octets written as numbers make characters of UTF-8 together."""
    if match["code"]:
        return chr(int(match["code"], 16))
    if match["sign"]:
        return _SIGNS[match["sign"]]
    numbers = _NUMBERS.findall(match[0])
    return bytes(int(octal, 8) & 255 if octal else int(digits, 16) for octal, digits in numbers).decode()


_FIRST, _NEXT = r"\\(?:3[0-7]{2}|x[c-fC-F][0-9a-fA-F])", r"\\(?:2[0-7]{2}|x[89abAB][0-9a-fA-F])"
_OCTET = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2})"
_NUMBERED = rf"\\u\{{(?P<code>[0-9a-fA-F]+)\}}|{_FIRST}(?:{_NEXT})+|{_OCTET}"
_UNSAFE = r"\\$\r\v\f\x1b"
SINGLE = Escaped(
    re.compile(r"\\([\\'])"), lambda match: match[1], re.compile(r"[\\']"), lambda match: f"\\{match[0]}"
)
DOUBLE = Escaped(
    re.compile(rf'\\(?P<sign>[ntrvef\\$"])|{_NUMBERED}'),
    _read,
    re.compile(rf'[{_UNSAFE}"\n]'),
    lambda match: _ESCAPES[match[0]],
)
HEREDOC = Escaped(
    re.compile(rf"\\(?P<sign>[ntrvef\\$])|{_NUMBERED}"),
    _read,
    re.compile(rf"[{_UNSAFE}\n]"),
    lambda match: _ESCAPES[match[0]],
)


def _refuse(match: re.Match[str]) -> str:
    raise ValueError(f"U+{ord(match[0]):04X} needs an escape, and a nowdoc has none")


NOWDOC = Escaped(re.compile(r"(?!)"), lambda match: match[0], re.compile(r"[\r\n]"), _refuse)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all strings."""
    source = ParsedCode(file, tree_sitter_php.language_php(), "PHP")
    reader = _Reader(source)
    literals = sorted(leaves_of(reader.tree()), key=lambda pair: pair[1].start)
    in_lang = re.search(r"(?:^|/)lang/", file.path.replace("\\", "/")) is not None
    is_laravel = in_lang and not any(file.conventions[:3])
    entries: list[Entry] = []
    for path, literal in literals:
        try:
            text = file.text_of(literal.pieces)
        except ValueError:
            problem = "an escape stands for no character"
            raise file.error(literal.pieces[0].start, problem, "correct it there") from None
        syntax = _syntax(text, is_laravel=is_laravel)
        comments = source.comments(literal)
        facts: dict[str, Any] = {"offset": literal.start, "syntax": syntax, "comments": comments}
        for variant, pieces in _forms(file, literal, text) if is_laravel else [("", literal.pieces)]:
            entries.append(file.entry(".".join(path), pieces, variant=variant, **facts))
    return entries, source.remarks


def _syntax(text: str, *, is_laravel: bool) -> str:
    if is_laravel:
        return "colon" if re.search(r":[^\W\d]", text) else ""
    return "brace" if re.search(r"\{\w[\w.-]*\}", text) else ""


class _Reader:
    """Reads the arrays of a file."""

    def __init__(self, source: ParsedCode) -> None:
        self._source = source
        self._file = source.file
        self._variables: dict[str, Tree] = {}

    def tree(self) -> Tree:
        """Return what the file returns; without a ``return``, what it puts into its arrays."""
        returned: Tree | None = None
        for statement in _statements(self._source.root):
            if statement.type == "return_statement":
                value = next(iter(statement.named_children), None)
                value = _bare(value) if value is not None else None
                if value is not None and value.type == "variable_name":
                    returned = self._variables.get(self._source.written(value), {})
                elif value is not None:
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
            value = _bare(right)
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
            self._put(tree, keys[-1], right, self._source.start(first))

    def _value(self, node: Node, start: int | None = None) -> WrittenText | Tree | None:
        """Return a text or an array; nothing of a number, and of what the program computes."""
        node = _bare(node)
        if node.type == "array_creation_expression":
            return self._array(node)
        pieces = self._pieces(node)
        if pieces is not None:
            return WrittenText(self._source.start(node) if start is None else start, tuple(pieces))
        if node.type not in _NO_TEXTS:
            self._file.unread.append(self._source.at(self._source.start(node)))
        return None

    def _array(self, node: Node) -> Tree:
        tree: Tree = {}
        following = 0
        for element in node.named_children:
            if element.type != "array_element_initializer":
                continue
            children = [child for child in element.named_children if child.type != "comment"]
            if not children or children[0].type in ("variadic_unpacking", "by_ref"):
                self._file.unread.append(self._source.at(self._source.start(element)))
                continue
            if len(children) == 1:
                key: str | None = str(following)
            else:
                key = self._key(children[0])
            if key is None:
                self._file.unread.append(self._source.at(self._source.start(element)))
                continue
            if re.fullmatch(r"0|[1-9]\d{0,17}", key):
                following = max(following, int(key) + 1)
            self._put(tree, key, children[-1], self._source.start(element))
        return tree

    def _put(self, tree: Tree, key: str, node: Node, start: int) -> None:
        value = self._value(node, start)
        tree.pop(key, None)
        if value is not None:
            tree[key] = value

    def _key(self, node: Node) -> str | None:
        node = _bare(node)
        pieces = self._pieces(node)
        if pieces is not None:
            return self._file.text_of(pieces)
        written = self._source.written(node)
        if node.type == "integer" and written.isdecimal() and (written == "0" or written[0] != "0"):
            return written
        return None

    def _pieces(self, node: Node) -> list[Piece] | None:
        """Return where a string stands; nothing where it is not written out."""
        node = _bare(node)
        source = self._source
        if node.type == "string":
            return [Piece(source.start(node) + 1, source.stop(node) - 1, SINGLE)]
        if node.type == "encapsed_string":
            if not all(child.type in _PARTS for child in node.named_children):
                return None
            return [Piece(source.start(node) + 1, source.stop(node) - 1, DOUBLE)]
        if node.type in ("heredoc", "nowdoc"):
            body = [each for child in node.named_children for each in child.named_children]
            if all(child.type in _PARTS for child in body):
                return list(self._lines(node, HEREDOC if node.type == "heredoc" else NOWDOC))
        if node.type == "binary_expression" and source.written(node.children[1]) == ".":
            left, right = (self._pieces(child) for child in (node.children[0], node.children[2]))
            return None if left is None or right is None else left + right
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
_NO_TEXTS = ("integer", "float", "boolean", "null", "unary_op_expression")


def _statements(node: Node) -> Iterator[Node]:
    """Yield the statements of a file, those in a namespace too."""
    for child in node.named_children:
        if child.type in ("namespace_definition", "compound_statement"):
            yield from _statements(child)
        else:
            yield child


def _bare(node: Node) -> Node:
    """Return what stands in brackets."""
    while node.type == "parenthesized_expression" and node.named_children:
        node = node.named_children[-1]
    return node


_FORM = re.compile(r"[{\[][^{}\[\]]*[}\]]")  # as Laravel's MessageSelector: none after a blank


def _forms(file: CatalogFile, literal: WrittenText, text: str) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return the plural forms of a text as Laravel's trans_choice cuts them; the whole where it has none."""
    whole = [("", literal.pieces)]
    segments = text.split("|")
    if len(segments) == 1:
        return whole
    numbered = [_FORM.match(segment) for segment in segments]
    apart = all(" " in (left[-1:], right[:1]) for left, right in pairwise(segments))
    if apart and not any(numbered) and ":count" not in text:
        return whole
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
            forms.append((name, cut(file.text, literal.pieces, start, stop)))
        except ValueError:  # a sign of a form is within a run of escapes
            return whole
        begin += len(segment) + 1
    return forms


_TRIMMED = " \t\n\r\0\v"
