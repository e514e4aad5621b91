"""The error of a column: which row, what is wrong with it, and what would help.

Facts only; nothing here reads a column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.counting import count
from ..errors import SegmenterError, UnencodableError

if TYPE_CHECKING:
    from ..core.policy import Policy

__all__ = ["ColumnError", "unencodable_row"]


class ColumnError(SegmenterError, ValueError):
    """A row of a column cannot be counted.

    Attributes:
        row: its number in the column, from 0.
    """

    def __init__(self, row: int, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.row = row

    def _sentence(self) -> str:
        return f"row {self.row}: {self.problem}"


def unencodable_row(row: int, text: str, policy: Policy) -> ColumnError | None:
    """Return the error of a row that the policy cannot encode, or `None`; its cause is `count`'s error."""
    try:
        count(text, policy=policy)
    except UnencodableError as cause:
        error = ColumnError(
            row, f"{cause.character_name} at index {cause.index} {cause.problem}", cause.remedy
        )
        error.__cause__ = cause
        return error
    return None
