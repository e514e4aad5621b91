"""Source code with places: tree-sitter parses it, and its nodes are found again in the decoded text.

What a node means is in the readers of the languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from tree_sitter import Language, Node, Parser, Query, QueryCursor

from .decoding import CatalogFile
from .entries import Notation, Piece, Remark
from .places import line_starts

__all__ = ["ParsedCode", "Tree", "TreeReader", "WrittenText", "children_of"]

_CONTINUING = bytes(range(0x80, 0xC0))
_BLOCK = 1024
_MARKS = "/*#!"
_BEGINNING = re.compile(r"[ \t]*(?:#|//|/\*)")
_SHOWN = 20


class WrittenText(NamedTuple):
    """A text in a tree of keys.

    Attributes:
        start: of the key, or of the text where it has none, in code points of the file.
        pieces: where the text stands.
    """

    start: int
    pieces: tuple[Piece, ...]


Tree: TypeAlias = "dict[str, WrittenText | Tree]"
"""Texts by key; what has the same key as something before it takes its place, as in the program."""


def children_of(node: Node) -> list[Node]:
    """Return the named children of a node that are not comments."""
    return [child for child in node.named_children if child.type != "comment"]


def _leaves_of(tree: Tree, path: tuple[str, ...] = ()) -> Iterator[tuple[str, WrittenText]]:
    for name, value in tree.items():
        if isinstance(value, WrittenText):
            yield ".".join((*path, name)), value
        else:
            yield from _leaves_of(value, (*path, name))


class ParsedCode:
    """A parsed file.

    Attributes:
        file: that was parsed.
        root: of the tree.
        remarks: every comment.
    """

    def __init__(self, file: CatalogFile, grammar: object, language: str, *, checked: bool = False) -> None:
        """Parse a file.

        Args:
            file: to be parsed.
            grammar: of tree-sitter, as the package of a language gives it.
            language: its name, for errors.
            checked: whether another parser has found that it is in that language.

        Raises:
            CatalogError: it is not in that language.
        """
        self.file = file
        self._octets = file.text.encode("utf-8", "surrogatepass")
        self._is_ascii = len(self._octets) == len(file.text)
        self._before = [0]  # how many code points are before each block of octets
        if not self._is_ascii:
            for start in range(0, len(self._octets), _BLOCK):
                self._before.append(self._before[-1] + _length(self._octets[start : start + _BLOCK]))
        of_tree = Language(grammar)
        self.root = Parser(of_tree).parse(self._octets).root_node
        if self.root.has_error and not checked:
            wrong = _first_error(self.root)
            shown = self.written(wrong).split("\n")[0][:_SHOWN].strip()
            what = f"{wrong.type!r} is missing" if wrong.is_missing else f"{shown!r} is not expected"
            raise file.error(self.start(wrong), f"not {language}: {what} here", "correct it there")
        self._comments: list[tuple[int, int, int]] = []  # first and last line, and which remark it is
        self.remarks: list[Remark] = []
        self._note_comments(of_tree)
        self._ends = {last: at for _, last, at in self._comments}

    def _offset(self, octet: int) -> int:
        if self._is_ascii:
            return octet
        block = octet // _BLOCK
        return self._before[block] + _length(self._octets[block * _BLOCK : octet])

    def start(self, node: Node) -> int:
        """Return where a node begins, in code points of the file."""
        return self._offset(node.start_byte)

    def stop(self, node: Node) -> int:
        """Return where a node ends."""
        return self._offset(node.end_byte)

    def written(self, node: Node) -> str:
        """Return a node as it is written."""
        return self._octets[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass")

    def texts(self, tree: Tree) -> Iterator[tuple[str, WrittenText, str]]:
        """Yield the texts of a tree, in the order of the file: their keys, where they stand, what they say.

        Raises:
            CatalogError: an escape stands for no character.
        """
        for key, literal in sorted(_leaves_of(tree), key=lambda leaf: leaf[1].start):
            try:
                yield key, literal, self.file.text_of(literal.pieces)
            except (ValueError, OverflowError):
                problem = "an escape stands for no character"
                raise self.file.error(literal.pieces[0].start, problem, "correct it there") from None

    def _note_comments(self, language: Language) -> None:
        # A walk over all nodes would take ten times as long.
        captures = QueryCursor(Query(language, "(comment) @comment")).captures(self.root)
        for node in sorted(captures.get("comment", []), key=lambda node: node.start_byte):  # in no order
            lines = node.start_point[0] + 1, node.end_point[0] + 1
            self._comments.append((*lines, len(self.remarks)))
            self.remarks.append(Remark(lines[0], self.written(node).strip(_MARKS + " \t\r\n")))

    def comments(self, literal: WrittenText) -> tuple[str, ...]:
        """Return the comments in the lines directly above a text, and those that end its first line."""
        if not self.remarks:
            return ()
        line = self.file.line(literal.start)
        places: list[int] = []
        above = line - 1
        while (at := self._ends.get(above)) is not None and self._is_alone(at):
            places.insert(0, at)
            above = self._comments[at][0] - 1
        if (at := self._ends.get(line)) is not None:
            places.append(at)
        return tuple(self.remarks[at].text for at in places)

    def _is_alone(self, at: int) -> bool:
        """Return whether nothing stands before a comment in its line."""
        start = line_starts(self.file.text)[self._comments[at][0] - 1]
        return _BEGINNING.match(self.file.text, start) is not None


class TreeReader:
    """Reads the texts that a program writes out in its objects or arrays; a language says how it writes them.

    Attributes:
        joining: the operator that joins strings.
        no_texts: types of nodes that are not texts, and not computed either.
    """

    joining = ""
    no_texts: tuple[str, ...] = ()

    def __init__(self, source: ParsedCode) -> None:
        self._source = source
        self._file = source.file

    def _bare(self, node: Node) -> Node:
        """Return an expression without what stands around it and changes nothing, such as brackets."""
        raise NotImplementedError

    def _tree(self, node: Node) -> Tree | None:
        """Return the texts in an object or an array; `None` where it is neither."""
        raise NotImplementedError

    def _literal(self, node: Node) -> list[Piece] | None:
        """Return where a string without brackets stands; `None` where it is not written out."""
        raise NotImplementedError

    def _value(self, node: Node, start: int | None = None) -> WrittenText | Tree | None:
        """Return a text or several; nothing of a number, and of what the program computes."""
        node = self._bare(node)
        if (tree := self._tree(node)) is not None:
            return tree
        pieces = self._pieces(node)
        if pieces is not None:
            return WrittenText(self._source.start(node) if start is None else start, tuple(pieces))
        if node.type not in self.no_texts:
            self._unread(node)
        return None

    def _pieces(self, node: Node) -> list[Piece] | None:
        """Return where a string stands, which may be joined from several."""
        node = self._bare(node)
        if node.type != "binary_expression":
            return self._literal(node)
        left, operator, right = (child for child in node.children if child.type != "comment")
        if operator.type != self.joining:
            return None
        first, second = self._pieces(left), self._pieces(right)
        return None if first is None or second is None else first + second

    def _inside(self, node: Node, notation: Notation) -> list[Piece]:
        """Return where a string stands between its quotes."""
        return [Piece(self._source.start(node) + 1, self._source.stop(node) - 1, notation)]

    def _unread(self, node: Node) -> None:
        self._file.unread.append(self._file.place(self._source.start(node)))

    def _put(self, tree: Tree, key: str, value: WrittenText | Tree | None) -> None:
        tree.pop(key, None)
        if value is not None:
            tree[key] = value


def _length(octets: bytes) -> int:
    """Return how many code points begin in octets of UTF-8."""
    return len(octets.translate(None, _CONTINUING))


def _first_error(node: Node) -> Node:
    """Return the node that is wrong, as far down as is known."""
    while not (node.is_error or node.is_missing):
        node = next(child for child in node.children if child.has_error or child.is_missing)
    while node.start_point[0] != node.end_point[0] and node.children:
        children: Sequence[Node] = node.children
        wrong = [child for child in children if child.has_error or child.is_missing]
        node = wrong[0] if wrong else children[-1]
    return node
