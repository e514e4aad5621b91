"""Workbooks: the rows of the first sheet, cell by cell; what a column means is not known here.

The library that reads them, an extra, is imported here alone.
"""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from ..errors import MissingExtraError
from .errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["sheet_csv", "sheet_rows"]


def sheet_rows(stream: BinaryIO, *, path: str) -> Iterator[list[object]]:
    """Yield the rows of the first sheet of a workbook, the header first.

    A workbook holds every number as a float: whole numbers are given as `int`, others as `Decimal`. Dates are
    dates, and empty cells ``""``.

    Raises:
        MissingExtraError: the library is not installed.
        UnreadableFileError: it is not a workbook.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingExtraError("python-calamine", "excel", "reading .xlsx") from None
    try:
        sheet = CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0)
        for row in sheet.iter_rows():
            yield [_value(cell) for cell in row]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError(f"not readable as .xlsx: {error}", path=path) from None


def _value(cell: object) -> object:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    return cell


def sheet_csv(stream: BinaryIO, *, path: str, decimal: str = ".") -> Iterator[str]:
    """Yield the first sheet of a workbook as comma-separated lines, one for each row.

    Args:
        stream: of the workbook's octets.
        path: its name in errors.
        decimal: the mark before the decimals of its numbers, as whoever reads the lines expects it.

    Raises:
        MissingExtraError, UnreadableFileError: as for `sheet_rows`.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    for row in sheet_rows(stream, path=path):
        writer.writerow([_cell(value, decimal) for value in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def _cell(value: object, decimal: str) -> str:
    """Return a cell as it would be typed, on one line, so that a line is a row."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", decimal)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).splitlines())
