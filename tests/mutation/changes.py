"""The changes of a file: cosmic-ray's operators, applied to one place at a time.

It must not know how a change is tried, nor which tests there are.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names


class Change(NamedTuple):
    """One place of a file that one operator changes."""

    file: str  # from the root
    operator: str  # cosmic-ray's name
    occurrence: int  # which of the operator's places in the file, from 0
    line: int
    column: int

    @property
    def name(self) -> str:
        """What tells this change from the others of the same source."""
        return f"{self.file} {self.operator} {self.occurrence}"

    def made(self, source: str) -> str:
        """Return the source of the file with this change made."""
        return str(mutate_code(source, get_operator(self.operator)(), self.occurrence))


def read_changes(root: Path, files: Sequence[str]) -> Iterator[Change]:
    """Yield every change of the files, except in annotations and blocks for type checkers."""
    for file in files:
        source = (root / file).read_text(encoding="utf-8")
        unused = list(_never_run(source))
        nodes = list(ast_nodes(get_ast(source)))
        for name in operator_names():
            kind = get_operator(name)
            if kind.arguments() or name == "core/NoOp":
                continue
            operator = kind()
            places = (start for node in nodes for start, _ in operator.mutation_positions(node))
            for occurrence, place in enumerate(places):
                if not any(start <= place < stop for start, stop in unused):
                    yield Change(file, name, occurrence, *place)


def sampled(root: Path, changes: Sequence[Change], size: int, seed: int) -> list[Change]:
    """Choose by a hash of the seed and the change: an edit of other code leaves the sample as it is.

    Returns `size` changes, or all where there are fewer, in the order of their places.
    """
    lines = {
        file: (root / file).read_text(encoding="utf-8").splitlines() for file in {c.file for c in changes}
    }
    ranks = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for change in changes:
        place = change.file, change.operator, lines[change.file][change.line - 1], change.column
        seen[place] += 1
        ranks[change] = hashlib.sha256(repr((seed, place, seen[place])).encode()).digest()
    chosen = sorted(ranks, key=ranks.__getitem__)[:size]
    return sorted(chosen, key=lambda change: (change.file, change.line, change.column, change.operator))


def described(source: str, changed: str) -> str:
    """Return a change on one line: what was there, and what took its place."""
    lines = list(difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm=""))[2:]
    old, new = ([line[1:].strip() for line in lines if line[0] == sign] for sign in "-+")
    return f"{' '.join(old)} → {' '.join(new)}"


def statement_lines(source: str, line: int, column: int) -> frozenset[int]:
    """Return the lines of the smallest statement around a place, without those of statements inside it."""
    smallest: ast.stmt | None = None
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and _around(node, line, column):
            smallest = node  # the walk goes outside in
    if smallest is None:
        return frozenset({line})
    inner = (node for node in ast.walk(smallest) if isinstance(node, ast.stmt) and node is not smallest)
    return frozenset(_lines(smallest)).difference(*map(_lines, inner))


def _around(node: ast.stmt, line: int, column: int) -> bool:
    stop = node.end_lineno or node.lineno, node.end_col_offset or 0
    return (node.lineno, node.col_offset) <= (line, column) < stop


def _lines(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _never_run(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where annotations begin and end, by line and column; and the blocks that only checkers read."""
    for node in ast.walk(ast.parse(source)):
        parts: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            parts.append(node)
        for part in parts:
            if isinstance(part, ast.expr | ast.stmt) and part.end_lineno and part.end_col_offset:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)
