"""Workbooks: the rows of one sheet, cell by cell; what a column means is not known here.

The library that reads them, an extra, is imported here alone.
"""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

from ..errors import MissingExtraError
from .errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["SheetRows", "SheetTexts", "sheet_csv", "sheet_text"]


class SheetRows:
    """The rows of a sheet of a workbook, and the header above them; iterating yields each row's cells.

    A workbook holds every number as a float: whole numbers are given as `int`, others as `Decimal`. Dates are
    dates, and empty cells ``""``. Rows without a cell above the header are left out.

    Args:
        stream: the workbook's octets.
        path: its name in errors.
        sheet: the name of the sheet; by default the first.

    Attributes:
        header: cells of the first row, as texts; empty where the sheet is.
        line: the row of the sheet that was yielded last, from 1.
        title: the file, and its sheet where it has several.

    Raises:
        MissingExtraError: the library is not installed.
        UnreadableFileError: it is not a workbook, or has no sheet of this name.
    """

    def __init__(self, stream: BinaryIO, *, path: str, sheet: str | None = None) -> None:
        try:
            from python_calamine import CalamineError, CalamineWorkbook
        except ImportError:
            raise MissingExtraError("python-calamine", "excel", "reading .xlsx") from None
        self._path, self._errors = path, (CalamineError, OSError, ValueError)
        self.line = 0
        try:
            workbook = CalamineWorkbook.from_filelike(stream)
            names = workbook.sheet_names
            name = names[0] if sheet is None else sheet
            rows = workbook.get_sheet_by_name(name).iter_rows() if name in names else None
        except (*self._errors, IndexError) as error:
            raise self._not_readable(error) from None
        if rows is None:
            remedy = f"its sheets are {', '.join(map(repr, names))}"
            raise UnreadableFileError(f"has no sheet {name!r}", remedy, path=path)
        self._rows = enumerate(rows, start=1)
        others = ", ".join(repr(other) for other in names if other != name)
        self.title = f"{path} (sheet {name!r}; --sheet names another: {others})" if others else path
        self.header = next((texts for row in self if any(texts := [sheet_text(cell) for cell in row])), [])

    def __iter__(self) -> Iterator[list[object]]:
        try:
            for line, row in self._rows:
                self.line = line
                yield [_value(cell) for cell in row]
        except self._errors as error:
            raise self._not_readable(error) from None

    def _not_readable(self, error: Exception) -> UnreadableFileError:
        return UnreadableFileError(f"not readable as .xlsx: {error}", path=self._path)


class SheetTexts:
    """The rows of a sheet as texts, as `CsvRows` has them; arguments and errors as of `SheetRows`."""

    def __init__(self, stream: BinaryIO, *, path: str, sheet: str | None = None) -> None:
        self._rows = SheetRows(stream, path=path, sheet=sheet)
        self.header = self._rows.header

    @property
    def line(self) -> int:
        """The row yielded last, from 1."""
        return self._rows.line

    def __iter__(self) -> Iterator[list[str]]:
        for row in self._rows:
            texts = [sheet_text(value) for value in row]
            if any(texts):
                yield texts


def _value(cell: object) -> object:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    return cell


def sheet_csv(stream: BinaryIO, *, path: str, decimal: str = ".", sheet: str | None = None) -> Iterator[str]:
    """Yield a sheet of a workbook as comma-separated lines, one for each row.

    Args:
        stream: of the workbook's octets.
        path: its name in errors.
        decimal: the mark before the decimals of its numbers, as the reader of the lines expects it.
        sheet: its name; by default the first.

    Raises:
        MissingExtraError, UnreadableFileError: as for `SheetRows`.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    rows = SheetRows(stream, path=path, sheet=sheet)
    yield "\n" * (rows.line - 1) if rows.header else ""
    header: list[list[object]] = [[*rows.header]] if rows.header else []
    for row in chain(header, rows):
        # On one line, so that a line is a row.
        writer.writerow([" ".join(sheet_text(value, decimal).splitlines()) for value in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def sheet_text(value: object, decimal: str = ".") -> str:
    """Return a cell as it would be typed."""
    if isinstance(value, float | Decimal):
        value = _value(value)
        return f"{value:f}".replace(".", decimal) if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
