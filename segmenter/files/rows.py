"""Rows: separated values with a header, or an object of JSON a line; one reader for each.

Text arrives decoded, in pieces, and is never held whole; what the values are for is not known here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from .errors import MalformedFileError
from .text import LONGEST_LINE, line_texts, lines_with_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

__all__ = [
    "SEP",
    "Absence",
    "CsvRows",
    "KeptRow",
    "RowReading",
    "changed_csv",
    "csv_rows",
    "csv_texts",
    "delimiter_of",
    "json_lines",
    "jsonl_rows",
    "jsonl_texts",
    "matched",
]

_DELIMITERS = ",;\t"
_MOST_DIGITS = 4300  # that Python makes a number of
_LINE_BREAK = re.compile("\r\n|\r|\n")
SEP = re.compile("sep=(.)\r?\n?", re.IGNORECASE)


class Absence(NamedTuple):
    """A row without its text: which file, which line, and why."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class KeptRow(NamedTuple):
    """The text of a row, or why it has none, with its line and the columns that are kept beside it."""

    text: str | Absence
    columns: Mapping[str, object]


LINE = "line"
"""The name of a row's line among the columns kept."""


# Separated values


def delimiter_of(header: str, wanted: Collection[str]) -> str:
    r"""Return what separates the cells of a header.

    Semicolons or tabs do where they separate more of the wanted names, in any case, than commas do; of
    names that are not known, where they separate more cells.

    >>> delimiter_of("Phone;name\n", {"phone", "to"})
    ';'
    """
    import csv

    names = {name.casefold() for name in wanted}

    def found(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return len(names.intersection(cell.strip().casefold() for cell in cells)), len(cells)

    return max(_DELIMITERS, key=found)


class CsvRows:
    r"""Rows of separated values, and the header above them; iterating yields each row's cells.

    Args:
        chunks: the text.
        path: of the file, for errors.
        delimiter: what separates cells; by default as `delimiter_of` finds it.
        wanted: names by which it is found.
        written: whether `as_written` is asked for each row.

    Attributes:
        delimiter: what separates cells.
        header: cells of the first row; empty where the file is.
        line: where the row yielded last begins, from 1.

    Raises:
        MalformedFileError: it is not CSV, or a cell is longer than `LONGEST_LINE`; where a quote is never
            closed the line is the one in which it opens.

    >>> rows = CsvRows(['name;code\n"An\n', 'n";1\n'], path="in.csv", wanted={"name", "code"})
    >>> rows.delimiter, rows.header, list(rows), rows.line
    (';', ['name', 'code'], [['An\nn', '1']], 2)
    """

    def __init__(
        self,
        chunks: Iterable[str],
        *,
        path: str,
        delimiter: str | None = None,
        wanted: Collection[str] = (),
        written: bool = False,
    ) -> None:
        import csv
        from itertools import chain

        csv.field_size_limit(LONGEST_LINE)
        lines = lines_with_ends(chunks, path=path)
        first = next(lines, "")
        excel = SEP.fullmatch(first)  # Excel's own line, which names the delimiter
        self._skipped = int(excel is not None)
        self._written: list[str] | None = [first] * self._skipped if written else None
        if excel:
            delimiter, first = delimiter or excel[1], next(lines, "")
        self.delimiter = delimiter or delimiter_of(first, wanted)
        self._path = path
        self._error = csv.Error
        self._end = self._skipped
        self._opens = 0
        watched = self._watched(chain([first] if first else [], lines))
        self._reader = csv.reader(watched, delimiter=self.delimiter, strict=True)
        self.line = 0
        # Rows without a cell above it are what is left of an empty line of a spreadsheet.
        self.header: list[str] = next((row for row in self if any(map(str.strip, row))), [])

    def _watched(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines, and note where the quote opens in a row of several."""
        number, before = self._skipped, ""
        for number, line in enumerate(lines, start=1 + self._skipped):
            if number > self._end + 1:
                self._note(before, number - 1)
            before = line
            if self._written is not None:
                self._written.append(line)
            yield line
        if number > self._end:
            self._note(before, number)

    def _note(self, line: str, number: int) -> None:
        """Note whether a quote is open after a line of the present row, and where it opened."""
        quotes = line.replace('""', "").count('"')
        was_open = self._opens > self._end
        if (quotes % 2 == 1) != was_open:
            self._opens = number if quotes or not was_open else self._opens
        else:
            self._opens = 0

    def __iter__(self) -> Iterator[list[str]]:
        reader = self._reader
        try:
            for row in reader:
                self.line, self._end = self._end + 1, reader.line_num + self._skipped
                yield row
        except self._error as error:
            raise self._malformed(str(error)) from None

    def as_written(self) -> str:
        """Return the row yielded last as it stands in the text, its line end included.

        Before the first row it is the header, and the line above it that names the delimiter.
        """
        written = "".join(self._written or ())
        if self._written is not None:
            self._written.clear()
        return written

    def _malformed(self, problem: str) -> MalformedFileError:
        line, remedy = max(self._reader.line_num + self._skipped, 1), ""
        if "unexpected end" in problem or "field larger" in problem:
            within = f" within {LONGEST_LINE:,} characters" if "larger" in problem else ""
            problem = f"a quote that opens here is never closed{within}"
            line, remedy = max(self._opens, self._end + 1), "close it, or write it twice inside quotes"
        else:
            problem = f"not CSV: {problem}"
        return MalformedFileError(problem, remedy, path=self._path, line=line)


class TableRows(Protocol):
    """Rows of cells under a header; iterating yields each row's cells."""

    header: list[str]

    @property
    def line(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


def csv_texts(
    chunks: Iterable[str],
    column: str,
    *,
    path: str,
    delimiter: str | None = None,
    keep: Sequence[str] = (),
) -> Iterator[str | Absence | KeptRow]:
    r"""Yield the texts of one column of separated values with a header row; blank rows are skipped.

    Args:
        chunks: the text.
        column: of the texts; its case does not matter.
        path: of the file, for errors.
        delimiter: what separates cells; by default as `delimiter_of` finds it.
        keep: other columns; where there are any, each row is a `KeptRow`.

    Raises:
        MalformedFileError: the header lacks a column, or a row is not CSV.

    >>> for text in csv_texts(['id,body\n1,"two\n', 'lines"\n2\n'], "body", path="messages.csv"):
    ...     text
    'two\nlines'
    Absence(path='messages.csv', line=4, reason="the row ends before column 'body'")
    >>> list(csv_texts(["id,body\n7,Hi\n"], "body", path="messages.csv", keep=["id"]))
    [KeptRow(text='Hi', columns={'line': 2, 'id': '7'})]
    """
    rows = CsvRows(chunks, path=path, delimiter=delimiter, wanted={column, *keep})
    return column_texts(rows, column, path=path, keep=keep, delimiter=rows.delimiter)


def column_texts(
    rows: TableRows, column: str, *, path: str, keep: Sequence[str] = (), delimiter: str = ""
) -> Iterator[str | Absence | KeptRow]:
    """Yield the texts of one column of a table; arguments and errors as of `csv_texts`."""
    place, *others = _places(rows, (column, *keep), path)
    header, places = rows.header, list(zip(keep, others, strict=True))
    for row in rows:
        if not row:
            continue
        text = row[place] if place < len(row) <= len(header) else _absence(rows, row, column, path, delimiter)
        if keep:
            cells = {name: row[index] for name, index in places if index < len(row) <= len(header)}
            yield KeptRow(text, {LINE: rows.line, **cells})
        else:
            yield text


def _places(rows: TableRows, columns: Sequence[str], path: str) -> list[int]:
    """Return where columns stand; errors as of `csv_texts`."""
    header = matched(rows.header, columns)
    for name in columns:
        if header.count(name) != 1:
            raise MalformedFileError(_column_problem(rows.header, name), path=path, line=max(rows.line, 1))
    return [header.index(name) for name in columns]


def _absence(rows: TableRows, row: list[str], column: str, path: str, delimiter: str) -> Absence:
    """Return the row without a text, with the reason."""
    if len(row) > len(rows.header):  # its text may have been cut at an unquoted separator
        reason = f"{len(row)} cells under {len(rows.header)} columns; quote a text that holds {delimiter!r}"
    else:
        reason = f"the row ends before column {column!r}"
    return Absence(path, rows.line, reason)


def changed_csv(
    chunks: Iterable[str],
    column: str,
    change: Callable[[str | Absence, int], str],
    *,
    path: str,
    delimiter: str | None = None,
) -> Iterator[str]:
    r"""Yield separated values row by row with the texts of one column changed; all else stays as written.

    A changed cell keeps its quotes, and gets some where it needs them.

    Args:
        chunks: the text.
        column: of the texts; its case does not matter.
        change: returns the new text for each, given its line too; for a row without one, the result is not
            used.
        path: of the file, for errors.
        delimiter: what separates cells; by default as `delimiter_of` finds it.

    Raises:
        MalformedFileError: as of `csv_texts`.

    >>> table = ['id;body\r\n1; hi \r\n2;"a;b"\r\n']
    >>> "".join(changed_csv(table, "body", lambda text, _: text.upper(), path="in.csv"))
    'id;body\r\n1; HI \r\n2;"A;B"\r\n'
    """
    rows = CsvRows(chunks, path=path, delimiter=delimiter, wanted={column}, written=True)
    place = _places(rows, [column], path)[0]
    delimiter = re.escape(rows.delimiter)
    cell = re.compile(rf'"(?:[^"]|"")*"|(?!")[^{delimiter}\r\n]*')
    yield rows.as_written()
    for row in rows:
        written = rows.as_written()
        if not place < len(row) <= len(rows.header):
            if row:
                change(_absence(rows, row, column, path, rows.delimiter), rows.line)
            yield written
            continue
        new = change(row[place], rows.line)
        if new == row[place]:
            yield written
            continue
        start = 0
        for _ in range(place):
            start = cell.match(written, start).end() + 1  # type: ignore[union-attr]  # it matches nothing too
        end = cell.match(written, start).end()  # type: ignore[union-attr]
        alone = len(row) == 1 and not new
        quoted = written.startswith('"', start) or alone or re.search(rf'[{delimiter}"\r\n]', new)
        yield written[:start] + (_quoted(new) if quoted else new) + written[end:]


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _column_problem(header: list[str], column: str) -> str:
    if not header:
        return "no header row"
    if column in header:
        return f"more than one column {column!r}"
    problem = f"no column {column!r}; the columns are {', '.join(map(repr, header))}"
    other = next((mark for mark in ";\t|" if len(header) == 1 and mark in header[0]), None)
    return f"{problem}; separated by {other!r}? name it with --delimiter" if other else problem


class RowReading:
    """A file while it is read: which columns are wanted, and where the row yielded last begins.

    Args:
        wanted: names of columns, by which other separators than commas are known, and which columns have
            where they differ from these in case alone.

    Attributes:
        wanted: as given.
        columns: the header as it was written; empty where there is none.
        line: of the row yielded last, from 1; 0 where it is not known.
    """

    def __init__(self, wanted: Collection[str] = ()) -> None:
        self.wanted = wanted
        self.columns: tuple[str, ...] = ()
        self._number = 0
        self._rows: CsvRows | None = None

    def of(self, rows: CsvRows) -> None:
        """Remember the reader of the rows."""
        self._rows, self.columns = rows, tuple(rows.header)

    def at(self, line: int) -> None:
        """Remember the line of the next row."""
        self._number = line

    @property
    def line(self) -> int:
        """The line in which the row yielded last begins; 0 where it is not known."""
        return self._number if self._rows is None else self._rows.line


def csv_rows(
    chunks: Iterable[str], *, path: str, reading: RowReading | None = None, delimiter: str | None = None
) -> Iterator[dict[str, str] | str]:
    r"""Yield each row's values by column; for a row that is short or long, why it has none.

    Blank rows are skipped.

    Args:
        chunks: the text.
        path: of the file, for errors.
        reading: names the columns wanted, and remembers where each row begins.
        delimiter: what separates cells; by default as `delimiter_of` finds it.

    Raises:
        MalformedFileError: there is no header, it names a column twice, or a row is not CSV.

    >>> list(csv_rows(["name,code\nAnn,1\nZoë\n"], path="in.csv"))
    [{'name': 'Ann', 'code': '1'}, 'in.csv:3: the row has 1 value, not 2']
    """
    reading = reading or RowReading()
    rows = CsvRows(chunks, path=path, delimiter=delimiter, wanted=reading.wanted)
    header = rows.header
    named = [*filter(None, header)]  # columns without a heading are left over from a spreadsheet
    if not header or len(set(named)) < len(named):
        problem = "a column is named twice" if header else "no header row"
        raise MalformedFileError(problem, path=path, line=max(rows.line, 1))
    reading.of(rows)
    header = matched(header, reading.wanted)
    for row in rows:
        # One look at the first cell spares most rows the look at all of them.
        if row and not row[0].strip() and not any(map(str.strip, row)):
            continue
        if len(row) == len(header):
            yield dict(zip(header, row, strict=True))
        elif row:
            values = f"{len(row)} value{'s' * (len(row) != 1)}"
            yield f"{path}:{rows.line}: the row has {values}, not {len(header)}"


def matched(columns: Iterable[str], wanted: Collection[str]) -> list[str]:
    """Return columns by their wanted names, where they differ from these only in case and blanks around them.

    >>> matched(["Phone", "name", "NAME"], {"phone", "name"})
    ['phone', 'name', 'NAME']
    """
    names = list(columns)
    lacking = {name.casefold(): name for name in wanted if name not in names}
    return [
        lacking.pop(name.strip().casefold(), name) if lacking and name not in wanted else name
        for name in names
    ]


# JSON Lines


def json_lines(
    chunks: Iterable[str],
    *,
    path: str,
    parse_int: Callable[[str], object] | None = None,
    parse_float: Callable[[str], object] | None = None,
) -> Iterator[tuple[int, Any]]:
    """Yield the value of each line with its number; for a line that is not JSON, the error.

    Blank lines are skipped.

    Raises:
        MalformedFileError: it is one array of JSON.
    """
    from json import JSONDecoder

    decode = JSONDecoder(parse_int=parse_int, parse_float=parse_float).decode
    some = False
    for number, line in enumerate(line_texts(chunks, path=path), start=1):
        if not line.strip(" \t\r"):
            continue
        try:
            yield number, decode(line)
        except (ValueError, RecursionError) as error:
            from .strict_json import problem_of

            if not some and line.lstrip(" \t").startswith("["):
                raise _array(path, number) from None
            yield number, MalformedFileError(problem_of(error), path=path, line=number)
        some = True


def _array(path: str, line: int) -> MalformedFileError:
    problem = "a JSON array, not an object a line"
    return MalformedFileError(problem, "write it as jq -c '.[]' does", path=path, line=line)


def jsonl_texts(
    chunks: Iterable[str], field: str, *, path: str, keep: Sequence[str] = ()
) -> Iterator[str | Absence | KeptRow]:
    r"""Yield the texts of one field of JSON objects, one a line; blank lines are skipped.

    Args:
        chunks: the text.
        field: of the texts; ``a.b`` is a field of an object within.
        path: of the file, for errors.
        keep: other fields; where there are any, each line is a `KeptRow`, with `None` for one it lacks. A
            number that Python cannot hold as it is written is kept as text.

    Raises:
        MalformedFileError: a line is not JSON, or the first is an array.

    >>> list(jsonl_texts(['{"body": "caf\\u00e9"}\n\n{"id": 7}\n'], "body", path="in"))
    ['café', Absence(path='in', line=3, reason="no field 'body'")]
    """
    # int refuses more than 4,300 digits
    parse: dict[str, Any] = {"parse_int": _whole, "parse_float": _exact} if keep else {"parse_int": float}
    for number, value in json_lines(chunks, path=path, **parse):
        if isinstance(value, MalformedFileError):
            raise value
        inner, last = _inner(value, field)
        reason = _no_text(inner, last)
        text = Absence(path, number, reason) if reason else inner[last]
        yield KeptRow(text, {LINE: number, **dict(_fields(value, keep))}) if keep else text


def _fields(value: Any, keep: Sequence[str]) -> Iterator[tuple[str, object]]:
    """Yield the fields kept; None for one that is not there."""
    for name in keep:
        inner, last = _inner(value, name)
        yield name, inner.get(last) if isinstance(inner, dict) else None


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < _MOST_DIGITS else digits


def _exact(digits: str) -> float | str:
    """Return a number, or its digits where no float is that number."""
    from decimal import Decimal

    number = float(digits)
    return number if Decimal(repr(number)) == Decimal(digits) else digits


def _inner(value: Any, field: str) -> tuple[Any, str]:
    """Follow the dots of a field into objects, unless a field has this name, dots included."""
    while "." in field and isinstance(value, dict) and field not in value:
        first, field = field.split(".", 1)
        value = value.get(first)
    return value, field


def _no_text(value: object, field: str) -> str:
    """Return why there is no text; empty if there is one."""
    if not isinstance(value, dict):
        return "not a JSON object"
    if field not in value:
        return f"no field {field!r}"
    return "" if isinstance(value[field], str) else f"field {field!r} is not a string"


def jsonl_rows(
    chunks: Iterable[str], *, path: str, reading: RowReading | None = None
) -> Iterator[dict[str, object] | str]:
    r"""Yield each line's object, its floats as text; for a line that holds something else, that it does.

    Blank lines are skipped.

    Args:
        chunks: the text.
        path: of the file, for errors.
        reading: remembers where each row begins.

    Raises:
        MalformedFileError: it is one array of JSON.

    >>> list(jsonl_rows(['{"name": "Ann"}\n\n7\n'], path="in.jsonl"))
    [{'name': 'Ann'}, 'in.jsonl:3: not a JSON object']
    """
    reading = reading or RowReading()
    for index, (number, value) in enumerate(json_lines(chunks, path=path, parse_float=str)):
        if not index and isinstance(value, list):
            raise _array(path, number)
        reading.at(number)
        if isinstance(value, MalformedFileError):
            yield str(value)
        else:
            yield value if isinstance(value, dict) else f"{path}:{number}: not a JSON object"
