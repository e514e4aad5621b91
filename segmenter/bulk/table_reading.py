"""Tables read in batches: Parquet, Arrow IPC, workbooks, CSV and JSON Lines, some also compressed.

It knows files and columns. It must not know what a text costs.
"""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from bisect import bisect_right
from codecs import getincrementaldecoder
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ..files.columnar import ColumnarTable
from ..files.errors import UnreadableFileError
from ..files.octets import open_file
from ..files.rows import SEP, delimiter_of
from ..files.sheets import SheetTexts
from ..files.strict_json import problem_of
from . import columns as _columns  # noqa: F401  # first: it names the extra if need be
from .errors import TableError

# isort: split
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..pricing.campaigns.audiences import Watcher

__all__ = ["BATCH_ROWS", "JSON_TEXT", "BadRow", "Batch", "TableKind", "TableReader", "kind_of", "open_table"]

BATCH_ROWS = 1 << 16
_START_OCTETS = 1 << 16  # of a CSV, which contain its header
_BLOCK_OCTETS = 8 << 20  # of a CSV in a batch; a row must be shorter

JSON_TEXT = {b"segmenter": b"json"}
"""Marks a column of JSON texts: the lists and objects of JSON Lines."""

_SUFFIXES = {
    ".parquet": "parquet",
    ".arrow": "ipc",
    ".feather": "ipc",
    ".arrows": "stream",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_ONLY_READ = {".tsv": "csv", ".xlsx": "xlsx"}
_COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}


class TableKind(NamedTuple):
    """The format of a file with a table, and its compression or `None`."""

    format: str
    compression: str | None


class BadRow(NamedTuple):
    """A row that cannot be counted.

    Attributes:
        row: its number in the file, from 1, a header not counted.
        problem: what is wrong with it.
        values: its values by column, or the raw row if it could not be parsed.
    """

    row: int
    problem: str
    values: object


class Batch(NamedTuple):
    """Some rows of a table.

    Attributes:
        rows: those that could be parsed.
        number_of: returns the number in the file of the row at an index.
        malformed: rows that could not be parsed.
    """

    rows: pa.RecordBatch
    number_of: Callable[[int], int]
    malformed: list[BadRow]


class TableReader(ABC):
    """A file with a table.

    Attributes:
        schema: its columns.
        delimiter: what separates the cells of a CSV; a comma in other files.
    """

    schema: pa.Schema
    delimiter = ","

    @abstractmethod
    def batches(self) -> Iterator[Batch]:
        """Yield its rows."""


def kind_of(path: str, *, read: bool = False) -> TableKind:
    """Return the kind of a file by its suffix; with `read`, also kinds that are never written.

    Raises:
        TableError: no format has such a suffix.
    """
    stem, suffix = os.path.splitext(path.lower())  # noqa: PTH122  # as elsewhere
    compression = _COMPRESSIONS.get(suffix)
    if compression:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122
    suffixes = _SUFFIXES | (_ONLY_READ if read else {})
    name = suffixes.get(suffix)
    if name is None:
        known = ", ".join(suffixes)
        raise TableError("this is not a known kind of table", f"the name must end in {known}", path=path)
    if compression and name in ("parquet", "ipc", "xlsx"):
        remedy = "compress .csv, .jsonl and .arrows"
        raise TableError(f"{suffix} is compressed inside, not as a whole", remedy, path=path)
    return TableKind(name, compression)


def open_table(
    path: str,
    *,
    text: str = "",
    delimiter: str | None = None,
    encoding: str = "utf-8",
    sheet: str | None = None,
    watcher: Watcher | None = None,
    parts: Sequence[int] | None = None,
) -> TableReader:
    """Open a table, and read its columns.

    Args:
        path: of a file, whose suffix is its format.
        text: a column that helps to find the delimiter of a CSV.
        delimiter: between the cells of a CSV; by default found in its header or Excel's line ``sep=;``.
        encoding: of a CSV.
        sheet: of a workbook, by name; by default the first.
        watcher: receives the number of octets read.
        parts: of a Parquet file, the row groups to read; by default all.

    Raises:
        UnreadableFileError: the system cannot read it, or it does not match its suffix.
        TableError: its suffix is unknown, or it is not a table.
        MissingExtraError: `pyarrow` or `numba` is not installed: the extra ``arrow``.
    """
    kind = kind_of(path, read=True)
    with _reading(path, kind):
        if kind.format == "parquet":
            return _Parquet(path, watcher, parts)
        if kind.format == "csv":
            return _Csv(path, kind, _CsvForm(text, delimiter, encoding), watcher)
        if kind.format == "xlsx":
            return _Sheet(path, sheet)
        if kind.format == "jsonl":
            return _JsonLines(path, kind, watcher)
        return _Ipc(path, kind, watcher)


@contextmanager
def _reading(path: str, kind: TableKind) -> Iterator[None]:
    """Add the file to each error of a reader."""
    try:
        yield
    except (TableError, UnreadableFileError):
        raise
    except OSError as error:
        if error.errno:
            raise UnreadableFileError(os.strerror(error.errno), path=path) from None
        raise _not_readable(error, path, kind) from None
    except (pa.ArrowException, ValueError) as error:
        raise _not_readable(error, path, kind) from None


def _not_readable(error: Exception, path: str, kind: TableKind) -> UnreadableFileError:
    names = {"ipc": "Arrow IPC", "stream": "Arrow IPC", "csv": "CSV", "xlsx": ".xlsx"}
    reason = str(error).partition("\n")[0].removeprefix("CSV parse error: ").rstrip(".")
    form = f"{kind.compression} of " if kind.compression else ""
    name = names.get(kind.format, "JSON Lines")
    remedy = "name its encoding, such as --input-encoding cp1252" if isinstance(error, UnicodeError) else ""
    return UnreadableFileError(f"not readable as {form}{name}: {reason}", remedy, path=path)


class _Stream:
    """The octets of a file, decompressed, and how far the file itself has been read."""

    def __init__(self, path: str, kind: TableKind, watcher: Watcher | None = None) -> None:
        self._raw = pa.OSFile(path, "rb")
        self.octets = pa.CompressedInputStream(self._raw, kind.compression) if kind.compression else self._raw
        self._watcher = watcher
        self._told = 0

    def tell(self) -> None:
        """Report to the watcher how far the file has been read."""
        if self._watcher and not self._raw.closed:
            at = self._raw.tell()
            self._watcher.advance(at - self._told)
            self._told = at


class _Parquet(TableReader):
    def __init__(self, path: str, watcher: Watcher | None, parts: Sequence[int] | None) -> None:
        self._table = ColumnarTable(path, watcher=watcher)
        self._parts = parts
        self.schema = self._table.schema

    def batches(self) -> Iterator[Batch]:
        before = sum(map(self._table.rows_of, range(self._parts[0]))) if self._parts else 0
        return _numbered(self._table.batches(BATCH_ROWS, parts=self._parts), before + 1)


class _Ipc(TableReader):
    def __init__(self, path: str, kind: TableKind, watcher: Watcher | None) -> None:
        self._path, self._kind = path, kind
        self._stream = _Stream(path, kind, watcher)
        if kind.format == "ipc":
            self._file = pa.ipc.open_file(self._stream.octets)
        else:
            self._file = pa.ipc.open_stream(self._stream.octets)
        self.schema = self._file.schema

    def _parts(self) -> Iterator[pa.RecordBatch]:
        whole = (
            map(self._file.get_batch, range(self._file.num_record_batches))
            if self._kind.format == "ipc"
            else self._file
        )
        for batch in whole:
            for start in range(0, batch.num_rows, BATCH_ROWS):
                yield batch.slice(start, BATCH_ROWS)

    def batches(self) -> Iterator[Batch]:
        with _reading(self._path, self._kind):
            for batch in _numbered(self._parts()):
                yield batch
                self._stream.tell()
            while self._kind.compression and self._stream.octets.read(1 << 20):
                pass  # only the end of a compressed file shows whether it is complete


def _numbered(batches: Iterable[pa.RecordBatch], start: int = 1) -> Iterator[Batch]:
    for batch in batches:
        yield Batch(batch, start.__add__, [])
        start += batch.num_rows


class _CsvForm(NamedTuple):
    """What the caller says about a CSV: the column of texts, the delimiter and the encoding."""

    text: str
    delimiter: str | None
    encoding: str

    def of(self, octets: bytes) -> tuple[int, str]:
        """Return the number of lines above the header, and the delimiter, from the beginning of the file."""
        start = octets.removeprefix(b"\xef\xbb\xbf") if self.encoding == "utf-8" else octets
        decoder = getincrementaldecoder(self.encoding)(errors="replace")
        lines = decoder.decode(start).split("\n", 2)
        excel = SEP.fullmatch(f"{lines[0]}\n")
        header = lines[1] if excel and len(lines) > 1 else lines[0]
        own = excel[1] if excel else delimiter_of(header.lstrip("\ufeff"), {self.text})
        return int(excel is not None), self.delimiter or own


class _Csv(TableReader):
    """A CSV with a header row: every cell is a text; an empty one without quotes is null."""

    def __init__(self, path: str, kind: TableKind, form: _CsvForm, watcher: Watcher | None) -> None:
        self._path, self._kind = path, kind
        self._encoding = "utf8" if form.encoding == "utf-8" else form.encoding
        self._above, self.delimiter = form.of(_Stream(path, kind).octets.read(_START_OCTETS))
        self._malformed: list[BadRow] = []
        # The types can only be given by name, so the names are read first.
        names = self._opened(_Stream(path, kind), []).schema.names
        self._malformed.clear()
        self._stream = _Stream(path, kind, watcher)
        self._reader = self._opened(self._stream, names)
        self.schema = self._reader.schema

    def _opened(self, stream: _Stream, names: list[str]) -> Any:
        return pa.csv.open_csv(
            stream.octets,
            read_options=pa.csv.ReadOptions(
                use_threads=False,
                block_size=_BLOCK_OCTETS,
                skip_rows=self._above,
                encoding=self._encoding,
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=self.delimiter, newlines_in_values=True, invalid_row_handler=self._skip
            ),
            convert_options=pa.csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )

    def _skip(self, row: Any) -> str:
        problem = f"it has {row.actual_columns} cells, but the header has {row.expected_columns}"
        self._malformed.append(BadRow(row.number - 1 - self._above, problem, row.text))
        return "skip"

    def batches(self) -> Iterator[Batch]:
        start, told = 0, 0
        with _reading(self._path, self._kind):
            for rows in self._reader:
                known = self._malformed[:]  # the reader is ahead of us
                before = [bad.row - number for number, bad in enumerate(known, 1)]

                def number_of(index: int, start: int = start, before: list[int] = before) -> int:
                    good = start + index
                    return good + 1 + bisect_right(before, good)

                yield Batch(rows, number_of, known[told:])
                told = len(known)
                start += rows.num_rows
                self._stream.tell()
            if rest := self._malformed[told:]:
                empty = pa.RecordBatch.from_pylist([], self.schema)
                yield Batch(empty, (start + 1).__add__, rest)


class _Sheet(TableReader):
    """A sheet of a workbook: every cell is a text; an empty one is null."""

    def __init__(self, path: str, sheet: str | None) -> None:
        with open_file(path) as stream:  # the library has all of it in memory
            self._rows = SheetTexts(stream, path=path, sheet=sheet)
        self._above = self._rows.line
        self.schema = pa.schema([pa.field(name, pa.string()) for name in self._rows.header])

    def batches(self) -> Iterator[Batch]:
        rows = ((self._rows.line - self._above, row) for row in self._rows)
        while some := list(islice(rows, BATCH_ROWS)):
            numbers = [number for number, _ in some]
            columns = zip(*(row for _, row in some), strict=True)
            arrays = [pa.array([cell or None for cell in column], pa.string()) for column in columns]
            batch = pa.RecordBatch.from_arrays(arrays, schema=self.schema)
            yield Batch(batch, numbers.__getitem__, [])


class _JsonLines(TableReader):
    """An object per line. The file is read twice: for the fields and their types, then for the rows."""

    def __init__(self, path: str, kind: TableKind, watcher: Watcher | None) -> None:
        self._path, self._kind, self._watcher = path, kind, watcher
        types: dict[str, str] = {}
        for _, record, _ in self._records(_Stream(path, kind)):
            for name, value in (record or {}).items():
                asked = _json_type(value)
                if types.get(name) in (None, "null") or (types[name], asked) == ("int", "float"):
                    types[name] = asked
        self._types = types
        self.schema = pa.schema(
            [
                pa.field(name, _JSON_TYPES[kind][0], metadata=JSON_TEXT if kind == "json" else None)
                for name, kind in types.items()
            ]
        )

    def _records(self, stream: _Stream) -> Iterator[tuple[int, dict[str, Any] | None, BadRow | None]]:
        row = 0
        for line in _lines(stream):
            if not line.strip():
                continue
            row += 1
            try:
                record = _DECODER.decode(line.decode())
            except UnicodeDecodeError as error:
                problem = f"octet 0x{error.object[error.start]:02X} is not UTF-8"
            except (ValueError, RecursionError) as error:
                problem = problem_of(error)
            else:
                if isinstance(record, dict):
                    yield row, record, None
                    continue
                problem = "not a JSON object"
            yield row, None, BadRow(row, problem, line.decode(errors="backslashreplace"))

    def batches(self) -> Iterator[Batch]:
        stream = _Stream(self._path, self._kind, self._watcher)
        with _reading(self._path, self._kind):
            records = self._records(stream)
            while some := list(islice(records, BATCH_ROWS)):
                yield self._batch(some)
                stream.tell()

    def _batch(self, some: list[tuple[int, dict[str, Any] | None, BadRow | None]]) -> Batch:
        numbers: list[int] = []
        malformed: list[BadRow] = []
        good: list[dict[str, Any]] = []
        for row, record, bad in some:
            if record is None:
                malformed += filter(None, [bad])
            elif problem := self._mismatch(record):
                malformed.append(BadRow(row, problem, record))
            else:
                numbers.append(row)
                good.append(record)
        arrays = [
            pa.array([_as_held(record.get(name), kind) for record in good], _JSON_TYPES[kind][0])
            for name, kind in self._types.items()
        ]
        return Batch(pa.RecordBatch.from_arrays(arrays, schema=self.schema), numbers.__getitem__, malformed)

    def _mismatch(self, record: dict[str, Any]) -> str:
        """Return why a record does not fit the table, or an empty text."""
        for name, value in record.items():
            kind, asked = self._types[name], _json_type(value)
            if asked not in (kind, "null") and (kind, asked) != ("float", "int"):
                value, before = _JSON_TYPES[asked][1], _JSON_TYPES[kind][1]
                return f"field {name!r} holds {value}, but {before} in earlier rows"
            if asked == "int" and not -(1 << 63) <= value < 1 << 63:
                return f"field {name!r} holds an integer of more than 64 bits"
            if (kind, asked) == ("float", "int") and abs(value) > 1 << 53:
                return f"field {name!r} holds an integer that no floating-point number can hold"
            if asked == "str" and not _encodable(value):
                return f"field {name!r} holds half of a surrogate pair"
        return ""


_JSON_TYPES = {
    "null": (pa.null(), "null"),
    "bool": (pa.bool_(), "true or false"),
    "int": (pa.int64(), "an integer"),
    "float": (pa.float64(), "a number"),
    "str": (pa.string(), "a text"),
    "json": (pa.string(), "a list or an object"),
}
"""By Python's name: the type of a column of them, and what a message calls one."""


def _json_type(value: object) -> str:
    return "null" if value is None else name if (name := type(value).__name__) in _JSON_TYPES else "json"


def _as_held(value: object, kind: str) -> object:
    return json.dumps(value) if kind == "json" and value is not None else value


def _refused(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")


_DECODER = json.JSONDecoder(parse_constant=_refused)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _lines(stream: _Stream) -> Iterator[bytes]:
    rest = stream.octets.read(3).removeprefix(b"\xef\xbb\xbf")
    while chunk := stream.octets.read(1 << 20):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
    yield rest
