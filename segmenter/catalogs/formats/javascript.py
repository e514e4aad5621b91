r"""Modules of JavaScript and TypeScript that export an object of texts, read by tree-sitter-typescript.

What the program computes is not a text of the file, and counted as not read.

:format: javascript
:among: .js .mjs .cjs .ts .mts .cts
:sign: \bexport\s+(?:default\b|const\b|let\b|var\b|\{|=)|\bexports\s*(?:\.\s*\w+\s*)?=(?!=)
:package: tree_sitter_typescript
:extra: code
:general: yes
:files: `.js`, `.mjs`, `.cjs`, `.ts`, `.mts`, `.cts` that export an object
:entry: a string; its key is the path with dots, after the name of an export that is not the default
:placeholders: by what a text has: `mustache` for `{{name}}`, `brace` for `{name}`, `dollar` for `${name}`;
    otherwise the key `syntax`
:comment_line: // {}
:comments: `//` and `/* … */`
:rule: strings and templates without substitutions are texts, also joined by `+`; of equal keys the last
    counts; variables, calls and functions are counted as not read, except a `const` of the same module and
    functions such as `defineMessages({…})` and `Object.freeze({…})`; locales, where all keys at the top or an
    export's name are such, are not part of the key; `message_format` and `vue_i18n` in the configuration say
    what plural forms are
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import tree_sitter_typescript
from tree_sitter import Node

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..locales import is_locale
from ..notations import UTF16_ESCAPE, Escaped, hexadecimal, octets_of_numbers, unescaping
from ..syntax_trees import ParsedCode, Tree, TreeReader, WrittenText, children_of

__all__ = ["read"]

_LINE_ENDS = "\n\r\u2028\u2029"
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"} | dict.fromkeys(_LINE_ENDS, "")
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\u2028": r"\u2028", "\u2029": r"\u2029"}
_ESCAPE = rf"{UTF16_ESCAPE}|\\(?:u\{{[0-9a-fA-F]+\}}|x[0-9a-fA-F]{{2}}|[0-3][0-7]{{1,2}}|[1-7][0-7]?|\r\n|.)"
_READ = unescaping(_SIGNS, numbers=partial(octets_of_numbers, encoding="latin-1"))


def _write(match: re.Match[str]) -> str:
    sign = match[0]
    return _ESCAPES.get(sign) or (hexadecimal(match) if "\ud800" <= sign <= "\udfff" else f"\\{sign}")


SINGLE, DOUBLE = (
    Escaped(
        re.compile(_ESCAPE, re.DOTALL),
        _READ,
        re.compile(rf"[{quote}\\\n\r\u2028\u2029\ud800-\udfff]"),
        _write,
    )
    for quote in "'\""
)
TEMPLATE = Escaped(
    re.compile(rf"{_ESCAPE}|\r\n?", re.DOTALL),
    _READ,
    re.compile(r"[`\\\r\ud800-\udfff]|\$(?=\{)"),
    _write,
)


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all strings."""
    if file.path.lower().endswith("ts"):
        source = ParsedCode(file, tree_sitter_typescript.language_typescript(), "TypeScript")
    else:  # the same with JSX, and without the types that would be read as such
        source = ParsedCode(file, tree_sitter_typescript.language_tsx(), "JavaScript")
    entries: list[Entry] = []
    for locale, tree in _Reader(source).trees():
        for key, literal, text in source.texts(tree):
            entries.append(
                file.entry(
                    key,
                    literal.pieces,
                    offset=literal.start,
                    locale=locale or file.locale,
                    syntax=_syntax(text),
                    comments=source.comments(literal),
                )
            )
    return sorted(entries, key=lambda entry: entry.pieces[0].start), source.remarks


def _syntax(text: str) -> str:
    if re.search(r"\{\{-?\s*\w", text):
        return "mustache"
    match = re.search(r"(\$?)\{\w[\w.-]*\}", text)
    return "" if not match else "dollar" if match[1] else "brace"


class _Reader(TreeReader):
    """Reads what a module exports."""

    joining = "+"
    no_texts = ("number", "true", "false", "null", "undefined", "unary_expression", "regex")

    def __init__(self, source: ParsedCode) -> None:
        super().__init__(source)
        self._constants: dict[str, Node] = {}
        self._exports: dict[str, Node] = {}
        self._following: set[str] = set()  # constants that are being read, so that none contains itself

    def trees(self) -> Iterator[tuple[str, Tree]]:
        """Yield the texts that the module exports, by locales as far as it names them."""
        for statement in self._source.root.named_children:
            self._note(statement)
        # An object with several names is read once: by its locale, or else as the default.
        names = sorted(self._exports, key=lambda name: (not _locale(name), name != "default"))
        seen: set[int] = set()
        for name in names:
            node = self._resolved(self._exports[name])
            if node.id in seen or not (node.type in ("object", "array") or self._pieces(node)):
                continue
            seen.add(node.id)
            value = self._value(node)
            if isinstance(value, WrittenText):
                yield "", {name: value}
            elif value is None:
                continue
            elif name != "default":
                locale = _locale(name)
                yield locale, (value if locale else {name: value})
            elif value and all(_locale(key) and isinstance(inner, dict) for key, inner in value.items()):
                for key, inner in value.items():
                    yield _locale(key), inner  # type: ignore[misc]  # none is a literal
            else:
                yield "", value

    def _note(self, statement: Node) -> None:
        """Note what a statement declares and exports."""
        if statement.type in ("lexical_declaration", "variable_declaration"):
            for name, value in self._declared(statement):
                self._constants[name] = value
        elif statement.type == "export_statement":
            self._note_export(statement)
        elif statement.type == "expression_statement" and statement.named_children:
            node = statement.named_children[0]
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            if node.type == "assignment_expression" and left is not None and right is not None:
                name = re.sub(r"\s", "", self._source.written(left))
                if name in ("module.exports", "exports.default", "exports"):
                    self._exports["default"] = right
                elif match := re.fullmatch(r"(?:module\.)?exports\.(\w+)", name):
                    self._exports[match[1]] = right

    def _note_export(self, statement: Node) -> None:
        value = statement.child_by_field_name("value")
        declaration = statement.child_by_field_name("declaration")
        if value is not None:
            self._exports["default"] = value
        elif declaration is not None:
            if declaration.type in ("lexical_declaration", "variable_declaration"):
                for name, node in self._declared(declaration):
                    self._constants[name] = self._exports[name] = node
        elif statement.child_by_field_name("source") is None:
            for child in children_of(statement):
                if child.type == "export_clause":
                    for specifier in child.named_children:
                        if names := children_of(specifier):
                            self._exports[self._source.written(names[-1])] = names[0]
                elif any(sign.type == "=" for sign in statement.children):  # export = {…}
                    self._exports["default"] = child

    def _declared(self, declaration: Node) -> Iterator[tuple[str, Node]]:
        for declarator in declaration.named_children:
            name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
            if name is not None and value is not None and name.type == "identifier":
                yield self._source.written(name), value

    def _bare(self, node: Node) -> Node:
        """Return an expression without brackets, types, and functions that change nothing."""
        while True:
            inner: Node | None = None
            children = children_of(node)
            if node.type in _WRAPPERS and children:
                inner = children[0] if node.type != "type_assertion" else children[-1]
            elif node.type == "call_expression":
                function, arguments = (node.child_by_field_name(name) for name in ("function", "arguments"))
                if function and arguments and _SAME.fullmatch(self._written(function)):
                    given = children_of(arguments)
                    inner = self._given(given[0]) if len(given) == 1 else None
            if inner is None:
                return node
            node = inner

    def _resolved(self, node: Node) -> Node:
        """Return an expression, or where it is the name of a constant of the module, the constant's."""
        node = self._bare(node)
        seen: set[str] = set()
        while node.type == "identifier" and (name := self._written(node)) in self._constants.keys() - seen:
            seen.add(name)
            node = self._bare(self._constants[name])
        return node

    def _written(self, node: Node) -> str:
        return self._source.written(node)

    def _given(self, node: Node) -> Node:
        """Return an argument; for a function that only returns something, what it returns."""
        body = node.child_by_field_name("body") if node.type == "arrow_function" else None
        if body is None:
            return node
        if body.type != "statement_block":
            return body
        statements = children_of(body)
        if len(statements) == 1 and statements[0].type == "return_statement" and statements[0].named_children:
            return statements[0].named_children[0]
        return node

    def _tree(self, node: Node) -> Tree | None:
        if node.type == "object":
            return self._object(node)
        if node.type != "array":
            return None
        tree: Tree = {}
        for at, child in enumerate(children_of(node)):
            self._put(tree, str(at), self._value(child))
        return tree

    def _value(self, node: Node, start: int | None = None) -> WrittenText | Tree | None:
        node = self._bare(node)
        name = self._written(node) if node.type == "identifier" else ""
        if name in self._constants.keys() - self._following:
            self._following.add(name)
            value = self._value(self._constants[name])
            self._following.remove(name)
            return value
        return None if name == "undefined" else super()._value(node, start)

    def _object(self, node: Node) -> Tree:
        tree: Tree = {}
        for member in node.named_children:
            value: WrittenText | Tree | None = None
            key: str | None = None
            if member.type == "pair":
                name, written = member.child_by_field_name("key"), member.child_by_field_name("value")
                key = self._key(name) if name is not None else None
                if key is None or written is None:
                    self._unread(member)
                    continue
                value = self._value(written, self._source.start(member))
            elif member.type == "shorthand_property_identifier":
                key = self._written(member)
                if key in self._constants:
                    value = self._value(self._constants[key])
                else:
                    self._unread(member)
            elif member.type == "spread_element":
                spread = self._value(member.named_children[0])
                for inner, text in spread.items() if isinstance(spread, dict) else ():
                    self._put(tree, inner, text)
                continue
            elif member.type == "method_definition":
                self._unread(member)
                name = member.child_by_field_name("name")
                key = self._key(name) if name is not None else None
            if key is not None:
                self._put(tree, key, None if key == "__proto__" else value)
        return tree

    def _key(self, node: Node) -> str | None:
        if node.type == "computed_property_name":
            pieces = self._pieces(self._bare(node.named_children[0]))
        else:
            pieces = self._pieces(node)
        if pieces is not None:
            return self._file.text_of(pieces)
        written = self._written(node)
        if node.type == "number":
            return written if re.fullmatch(r"0|[1-9]\d{0,15}", written) else None
        if node.type in ("property_identifier", "private_property_identifier"):
            return SINGLE.text(written)
        return None

    def _literal(self, node: Node) -> list[Piece] | None:
        if node.type == "string":
            return self._inside(node, SINGLE if self._written(node)[0] == "'" else DOUBLE)
        if node.type == "template_string" and not any(
            child.type == "template_substitution" for child in node.named_children
        ):
            return self._inside(node, TEMPLATE)
        return None


_WRAPPERS = (
    "parenthesized_expression",
    "as_expression",
    "satisfies_expression",
    "non_null_expression",
    "type_assertion",
)
_SAME = re.compile(r"(?:\w+\.)*define(?:[A-Z]\w*)?|Object\.(?:freeze|seal)|\w*[dD]eepFreeze")


def _locale(name: str) -> str:
    """Return the locale that a name is: ``ptBR`` and ``pt_BR`` are ``pt-BR``; "" for none."""
    name = re.sub(r"^([a-z]{2})([A-Z]{2})$", r"\1-\2", name)
    return name.replace("_", "-") if is_locale(name) else ""
