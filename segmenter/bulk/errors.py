"""The errors of columns and tables: which row, what is wrong with it, and what would help.

Only facts; nothing here reads a column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.counting import count
from ..errors import SegmenterError, UnencodableError

if TYPE_CHECKING:
    from ..core.policy import Policy

__all__ = ["ColumnError", "TableError", "unencodable_row"]


class _RowError(SegmenterError, ValueError):
    """An error in a row."""

    def __init__(
        self, problem: str = "", remedy: str = "", *, row: int | None = None, path: str = ""
    ) -> None:
        # Polars raises it again with its own message as the only argument.
        super().__init__(problem, remedy, path=path)
        self.row = row

    @property
    def location(self) -> str:
        """The file, if known, and the row."""
        row = "" if self.row is None else f"row {self.row:,}"
        return ", ".join(filter(None, (self.path, row)))


class ColumnError(_RowError):
    """A row of a column cannot be counted.

    Attributes:
        row: its number in the column, from 0; `None` if it is not about one row.
    """


class TableError(_RowError):
    """A table cannot be read or counted: `path` names the file.

    Attributes:
        row: the row's number in the file, from 1, a header not counted; `None` if it is not about one row.
    """


def unencodable_row(row: int, text: str, policy: Policy) -> ColumnError | None:
    """Return the error of a row that the policy cannot encode, or `None`; its cause is `count`'s error."""
    try:
        count(text, policy=policy)
    except UnencodableError as cause:
        problem = f"{cause.character_name} at index {cause.index} {cause.problem}"
        error = ColumnError(problem, cause.remedy, row=row)
        error.__cause__ = cause
        return error
    return None
