"""The errors of catalogs: a file that is not what its format asks for, a text that cannot be changed in it.

Facts only; nothing here reads or writes.
"""

from __future__ import annotations

from typing import Any

from ..errors import SegmenterError

__all__ = ["CatalogError", "UneditableError", "UnknownFormatError"]


class CatalogError(SegmenterError, ValueError):
    """A file is not what its format asks for.

    Attributes:
        path: the file as named by the caller.
        line: where, counted from 1.
        problem: what is wrong there.
        remedy: what would help.
        column: where in the line, counted from 1; `None` where it is not known.
    """

    def __init__(self, path: str, line: int, problem: str, remedy: str, *, column: int | None = None) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy
        self.column = column
        super().__init__(path, line, problem, remedy)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}; {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), vars(self).copy())


class UnknownFormatError(CatalogError, LookupError):
    """Neither the name nor the content of a file tells a format that is read here."""


class UneditableError(CatalogError):
    """A text cannot be changed in its file without changing more than that text.

    Attributes:
        key: of the entry.
    """

    def __init__(
        self, path: str, line: int, problem: str, remedy: str, *, key: str, column: int | None = None
    ) -> None:
        super().__init__(path, line, problem, remedy, column=column)
        self.key = key


def _rebuild(kind: type[CatalogError], facts: dict[str, Any]) -> CatalogError:
    """Build the error again from its facts, so that it survives pickling between processes."""
    return kind(**facts)
