r"""TOML as go-i18n and Hugo keep translations: `tomllib` reads values, tree-sitter-toml finds their places.

Which strings are forms of one message follows from the tables; what a text costs is not known here.

:format: toml
:suffixes: .toml
:package: tree_sitter_toml
:extra: code
:general: yes
:entry: a string; a table with plural forms (`one`, `other` …) gives variants
:placeholders: `mustache`, in a text with `{{`; otherwise the key `syntax`
:comment_line: # {}
:comments: `#` and the `description` of a message
:rule: `description`, `hash`, `leftDelim` and `rightDelim` of a message are not texts; of an array of tables
    with `id`, that is the key, and `translation` holds the text or its forms; `{{ .Name }}` is shown as
    `{{Name}}`; a text with conditions or loops of Go's templates is counted as not read; the program's own
    configuration, `pyproject.toml` and the like, has no texts
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import tree_sitter_toml
from tree_sitter import Node

from ..decoding import CatalogFile
from ..entries import Entry, Piece, Remark
from ..errors import CatalogError
from ..notations import NOTHING, Escaped, Opaque, escaping, refusing, unescaping
from ..places import cutter
from ..plurals import CATEGORIES
from ..syntax_trees import ParsedCode, WrittenText

__all__ = ["read"]

_SIGNS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_READ = unescaping(_SIGNS | {"e": "\x1b"} | dict.fromkeys(" \t\r\n", ""))
_WRITE = escaping(_SIGNS, otherwise=lambda match: f"\\u{ord(match[0]):04X}")
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_ESCAPE = r'\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[btnfre"\\])'
BASIC = Escaped(re.compile(_ESCAPE), _READ, re.compile(rf'["\\\n\r{_CONTROLS}]'), _WRITE)
MULTILINE = Escaped(
    re.compile(rf"{_ESCAPE}|\\[ \t]*(?:\r\n|\n)[ \t\r\n]*|\r\n"),
    _READ,
    re.compile(rf'["\\\r{_CONTROLS}]'),
    _WRITE,
)
_REFUSE = refusing("cannot stand in a literal string; it needs double quotes")
LITERAL = Escaped(NOTHING, lambda match: match[0], re.compile(rf"['\n\r{_CONTROLS}]"), _REFUSE)


class _Lines(Escaped):
    __slots__ = ()

    def write_within(self, text: str) -> str:
        """Only three apostrophes end it; reading it again shows whether they do."""
        return re.sub(rf"[\r{_CONTROLS}]", _REFUSE, text)


MULTILINE_LITERAL = _Lines(re.compile(r"\r\n"), lambda _: "\n", re.compile(rf"['\r{_CONTROLS}]"), _REFUSE)
_NOTATIONS = {'"""': MULTILINE, "'''": MULTILINE_LITERAL, '"': BASIC, "'": LITERAL}
_ABOUT = frozenset(("description", "hash", "leftdelim", "rightdelim", "id", "translation"))
_OWN = re.compile(r"(?:^|/)(?:pyproject|segmenter|Cargo|hugo|config|netlify|uv|poetry)\.toml$")


def read(file: CatalogFile) -> tuple[list[Entry], list[Remark]]:
    """Read all texts."""
    if _OWN.search(file.path.replace("\\", "/")):
        return [], []
    try:
        values = tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(file, error) from None
    source = ParsedCode(file, tree_sitter_toml.language(), "TOML", checked=True)
    places = dict(_places(source, source.root, ()))
    reader = _Reader(file, source, places)
    return sorted(reader.entries(values, ()), key=lambda entry: entry.line), source.remarks


def _broken(file: CatalogFile, error: tomllib.TOMLDecodeError) -> CatalogError:
    words = str(error)
    match = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", words)
    problem = f"not TOML: {words[: match.start()] if match else words}".replace("TOML: E", "TOML: e")
    if match and match[1]:
        # tomllib counts in lines that LF ends.
        offset = sum(len(line) + 1 for line in file.text.split("\n")[: int(match[1]) - 1])
        return file.error(offset + int(match[2]) - 1, problem, "correct it there")
    return file.error(len(file.text), problem, "correct it there")


_Path = tuple[str | int, ...]


class _String(NamedTuple):
    """Where a string stands, and what is before it on its line."""

    start: int
    piece: Piece


def _places(source: ParsedCode, node: Node, path: _Path) -> Iterator[tuple[_Path, _String]]:
    """Yield the strings of a document with their paths."""
    arrays: dict[_Path, int] = {}
    for child in node.named_children:
        if child.type in ("table", "table_array_element"):
            written = _keys(source, child.named_children[0])
            inner: _Path = ()
            for at, key in enumerate(written):
                inner = (*inner, key)
                last = at == len(written) - 1
                if last and child.type == "table_array_element":
                    arrays[inner] = arrays.get(inner, -1) + 1
                if inner in arrays:
                    inner = (*inner, arrays[inner])
            yield from _pairs(source, child.named_children[1:], inner)
        else:
            yield from _pairs(source, [child], path)


def _pairs(source: ParsedCode, nodes: list[Node], path: _Path) -> Iterator[tuple[_Path, _String]]:
    for node in nodes:
        if node.type == "pair":
            key, *rest = [child for child in node.named_children if child.type != "comment"]
            if rest:
                yield from _of_value(source, rest[0], (*path, *_keys(source, key)), source.start(node))


def _of_value(source: ParsedCode, node: Node, path: _Path, start: int) -> Iterator[tuple[_Path, _String]]:
    if node.type == "string":
        low, high = source.start(node), source.stop(node)
        quote = next(mark for mark in _NOTATIONS if source.file.text.startswith(mark, low))
        begin = low + len(quote)
        if len(quote) == 3 and (line := re.compile(r"\r?\n").match(source.file.text, begin)):
            begin = line.end()  # a line end at the very beginning is left out
        yield path, _String(start, Piece(begin, high - len(quote), _NOTATIONS[quote]))
    elif node.type == "inline_table":
        yield from _pairs(source, node.named_children, path)
    elif node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for at, child in enumerate(items):
            yield from _of_value(source, child, (*path, at), source.start(child))


def _keys(source: ParsedCode, node: Node) -> list[str]:
    """Return the names of a key, which dots separate."""
    if node.type == "dotted_key":
        return [name for child in node.named_children for name in _keys(source, child)]
    written = source.written(node)
    if node.type == "quoted_key":
        return [_NOTATIONS[written[0]].text(written[1:-1])]
    return [written]


class _Reader:
    """Turns the values of a file into entries."""

    def __init__(self, file: CatalogFile, source: ParsedCode, places: dict[_Path, _String]) -> None:
        self._file = file
        self._source = source
        self._places = places

    def entries(self, value: Any, path: _Path, key: tuple[str, ...] = ()) -> Iterator[Entry]:
        """Yield the texts in a value.

        Args:
            value: as `tomllib` reads it.
            path: of it in the file.
            key: of it as the program names it.
        """
        if isinstance(value, str):
            yield from self._entry(value, path, key)
        elif isinstance(value, list):
            for at, item in enumerate(value):
                if isinstance(item, dict) and isinstance(item.get("id"), str):
                    yield from self._message(item, (*path, at), (item["id"],))
                else:
                    yield from self.entries(item, (*path, at), (*key, str(at)))
        elif isinstance(value, dict):
            if path and _is_message(value):
                yield from self._message(value, path, key)
            else:
                for name, inner in value.items():
                    yield from self.entries(inner, (*path, name), (*key, name))

    def _message(self, value: dict[str, Any], path: _Path, key: tuple[str, ...]) -> Iterator[Entry]:
        description = value.get("description")
        comments = (description,) if isinstance(description, str) and description else ()
        for name, inner in value.items():
            if name.lower() in CATEGORIES and isinstance(inner, str):
                yield from self._entry(inner, (*path, name), key, variant=name.lower(), comments=comments)
            elif name == "translation" and isinstance(inner, dict):
                yield from self._message(inner, (*path, name), key)
            elif name == "translation":
                yield from self._entry(inner, (*path, name), key, comments=comments)
            elif name.lower() not in _ABOUT:
                yield from self.entries(inner, (*path, name), (*key, name))

    def _entry(
        self,
        text: str,
        path: _Path,
        key: tuple[str, ...],
        *,
        variant: str = "",
        comments: tuple[str, ...] = (),
    ) -> Iterator[Entry]:
        string = self._places.get(path)
        if string is not None and self._file.text_of([string.piece]) != text:
            string = None
        pieces: tuple[Piece, ...] = (string.piece,) if string else ()
        start = string.start if string else 0
        is_go = not any(self._file.conventions[:3])
        if string and is_go and _CONTROL.search(text):
            self._file.unread.append(self._file.place(string.start))
            return
        if string:
            comments += self._source.comments(WrittenText(start, pieces))
            pieces = tuple(_shown(self._file.text, pieces, text)) if is_go else pieces
        shown = self._file.text_of(pieces) if string else text
        yield self._file.entry(
            ".".join(key),
            pieces,
            offset=start,
            text=shown,
            variant=variant,
            comments=comments,
            syntax="mustache" if "{{" in shown else "",
        )


_CONTROL = re.compile(r"\{\{-?\s*(?:if|else|end|range|with|define|template|block|break|continue)\b")
_ACTION = re.compile(r"\{\{(-?)(?:\s*/\*.*?\*/)?[^{}]*?(?:\.(\w[\w.]*))?[^{}.\w]*?(-?)\}\}", re.DOTALL)


def _shown(written: str, pieces: tuple[Piece, ...], text: str) -> Iterator[Piece]:
    """Yield the pieces of a text, with the fields of Go's templates as placeholders by their names."""
    cut = cutter(written, pieces)
    end = 0
    for match in _ACTION.finditer(text):
        shown = "{{" + (match[2] or "value") + "}}"
        if shown == match[0]:
            continue
        yield from cut(end, match.start(), None)
        for low, high, _ in cut(*match.span(), None):
            yield Piece(low, high, Opaque(shown))
        end = match.end()
    yield from cut(end, len(text), None)


def _is_message(value: dict[str, Any]) -> bool:
    """Return whether a table is a message, as go-i18n has it: one of its own keys holds a string."""
    own = {name.lower(): inner for name, inner in value.items()}
    return any(isinstance(own.get(name), str) for name in (*CATEGORIES, "translation")) or (
        isinstance(own.get("id"), str) and isinstance(own.get("translation"), dict)
    )
