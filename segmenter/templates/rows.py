"""Rows of values from files: comma-separated with a header, or an object of JSON a line.

Text arrives decoded, in pieces; what the values are for is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

from ..files import MalformedFileError, line_texts

if TYPE_CHECKING:
    from typing import Any

__all__ = ["Reading", "csv_rows", "header_of", "jsonl_rows", "matched"]

_DELIMITERS = ",;\t"
_LINE_BREAK = re.compile("\r\n|\r|\n")


class Reading:
    """A file while it is read: which columns are wanted, and where the row given out last stands.

    Args:
        wanted: names of columns, by which other separators than commas are known, and which columns have
            where they differ from these in case alone.

    Attributes:
        wanted: as given.
        columns: the header as it was written; empty where there is none.
    """

    def __init__(self, wanted: Collection[str] = ()) -> None:
        self.wanted = wanted
        self.columns: tuple[str, ...] = ()
        self._line = 0
        self._reader: Any = None

    def read_by(self, reader: Any, columns: Iterable[str]) -> None:
        """Take note of the `csv.reader` that reads the rows."""
        self._reader, self.columns = reader, tuple(columns)

    def at(self, line: int) -> None:
        """Take note of the line of the row to come."""
        self._line = line

    def line(self, values: Iterable[object] = ()) -> int:
        """Return the line in which the row of these values begins; 0 where it is not known."""
        if self._reader is None:
            return self._line
        breaks = sum(len(_LINE_BREAK.findall(value)) for value in values if isinstance(value, str))
        line: int = self._reader.line_num - breaks
        return line


def header_of(line: str, wanted: Collection[str]) -> tuple[str, list[str]]:
    r"""Return what separates the cells of a header, and these in lower case.

    Semicolons or tabs separate where more of the names wanted are found so than by commas.

    >>> header_of("Phone;name\n", {"phone", "to"})
    (';', ['phone', 'name'])
    """
    import csv

    split: dict[str, list[str]] = {}
    for delimiter in _DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter), [])
        except csv.Error:
            cells = []
        split[delimiter] = [cell.strip().lower() for cell in cells]
    best = max(_DELIMITERS, key=lambda mark: len({*wanted} & {*split[mark]}))
    return best, split[best]


def csv_rows(
    chunks: Iterable[str], *, path: str, reading: Reading | None = None, delimiter: str | None = None
) -> Iterator[dict[str, str] | str]:
    r"""Give out each row's values by column; of a row that is short or long, why it has none.

    Blank rows are skipped.

    Args:
        chunks: the text.
        path: of the file, for errors.
        reading: says which columns are wanted, and is told where each row stands.
        delimiter: what separates cells; by default as `header_of` finds it.

    Raises:
        MalformedFileError: there is no header, it names a column twice, or a row is not CSV.

    >>> list(csv_rows(["name,code\nAnn,1\nZoë\n"], path="in.csv"))
    [{'name': 'Ann', 'code': '1'}, 'in.csv:3: the row has 1 value, not 2']
    """
    import csv

    csv.field_size_limit((1 << 31) - 1)  # a long text is no error
    reading = reading or Reading()
    lines = _lines(chunks)
    first = next(lines, "")
    delimiter = delimiter or header_of(first, {name.lower() for name in reading.wanted})[0]
    rows = csv.reader(chain([first] if first else [], lines), delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
        if not header or len(set(header)) < len(header):
            reason = "a column is named twice" if header else "no header row"
            raise MalformedFileError(reason, path=path, line=max(rows.line_num, 1))
        reading.read_by(rows, header)
        header = matched(header, reading.wanted)
        for row in rows:
            # One look at the first cell spares most rows the look at all of them.
            if row and not row[0].strip() and not any(map(str.strip, row)):
                continue
            if len(row) == len(header):
                yield dict(zip(header, row, strict=True))
            elif row:
                values = f"{len(row)} value{'s' * (len(row) != 1)}"
                yield f"{path}:{reading.line(row)}: the row has {values}, not {len(header)}"
    except csv.Error as error:
        raise MalformedFileError(f"not CSV: {error}", path=path, line=rows.line_num) from None


def matched(columns: Iterable[str], wanted: Collection[str]) -> list[str]:
    """Return columns as they are wanted, where they differ in case and in blanks around them alone.

    >>> matched(["Phone", "name", "NAME"], {"phone", "name"})
    ['phone', 'name', 'NAME']
    """
    found = list(columns)
    lacking = {name.casefold(): name for name in wanted if name not in found}
    return [
        lacking.pop(name.strip().casefold(), name) if lacking and name not in wanted else name
        for name in found
    ]


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Give out lines with their ends, which a quoted field may hold; a lone CR ends one too."""
    unfinished: list[str] = []
    for chunk in chunks:
        whole, end, rest = chunk.rpartition("\n")
        if end:
            yield from StringIO("".join([*unfinished, whole, end]), newline="")
            unfinished = []
        unfinished.append(rest)
    yield from StringIO("".join(unfinished), newline="")


def jsonl_rows(
    chunks: Iterable[str], *, path: str, reading: Reading | None = None
) -> Iterator[dict[str, object] | str]:
    r"""Give out each line's object; of a line that holds something else, that it does.

    Blank lines are skipped.

    Args:
        chunks: the text.
        path: of the file, for errors.
        reading: is told where each row stands.

    Raises:
        MalformedFileError: it is one array of JSON.

    >>> list(jsonl_rows(['{"name": "Ann"}\n\n7\n'], path="in.jsonl"))
    [{'name': 'Ann'}, 'in.jsonl:3: not a JSON object']
    """
    from json import loads

    reading = reading or Reading()
    some = False
    for number, line in enumerate(line_texts(chunks), start=1):
        if not line.strip(" \t\r"):
            continue
        if not some and line.lstrip(" \t").startswith("["):
            reason = "a JSON array, not an object a line; write it so, as jq -c '.[]' does"
            raise MalformedFileError(reason, path=path, line=number)
        some = True
        reading.at(number)
        try:
            value = loads(line, parse_float=str)
        except (ValueError, RecursionError) as error:
            reason = f"{getattr(error, 'msg', error)} at column {getattr(error, 'colno', 1)}"
            yield f"{path}:{number}: not JSON: {reason}"
            continue
        yield value if isinstance(value, dict) else f"{path}:{number}: not a JSON object"
