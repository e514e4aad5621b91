"""Tables of texts with their counts as new columns, from file to file and batch by batch.

Connects the readers and writers of tables with `count_array`. It must not know how a file is read or a text
counted.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..core.counting import DEFAULT_POLICY
from ..core.policy import Encoding, Policy
from ..files.words import did_you_mean
from ..files.writing import replacing
from .columns import is_text, plain_kind
from .counting import FIELDS, count_array
from .errors import ColumnError, TableError
from .table_reading import BadRow, Batch, TableReader, kind_of, open_table
from .table_writing import written_table

# isort: split
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from ..pricing.campaigns.audiences import Watcher
    from .prices import Pricer

__all__ = ["GroupTotals", "TableJob", "TableTotals", "count_table"]


@dataclass(slots=True)
class GroupTotals:
    """The totals of a group of texts.

    Attributes:
        rows: how many texts there are.
        segments: their segments.
        ucs2_rows: how many are sent in UCS-2.
    """

    rows: int = 0
    segments: int = 0
    ucs2_rows: int = 0

    def merge(self, other: GroupTotals) -> None:
        """Add the totals of other rows."""
        self.rows += other.rows
        self.segments += other.segments
        self.ucs2_rows += other.ucs2_rows


@dataclass(slots=True)
class TableTotals:
    """What became of the rows of a table: `rows` is the sum of `written` and `rejected`.

    Attributes:
        rows: how many were read.
        written: how many were written to the new table.
        rejected: how many could not be counted.
        total: the totals of the written rows.
        groups: the same by the values of a column, in the order of appearance.
    """

    rows: int = 0
    written: int = 0
    rejected: int = 0
    total: GroupTotals = field(default_factory=GroupTotals)
    groups: dict[object, GroupTotals] = field(default_factory=dict)

    def merge(self, other: TableTotals) -> None:
        """Add the totals of other rows."""
        self.rows += other.rows
        self.written += other.written
        self.rejected += other.rejected
        self.total.merge(other.total)
        for key, group in other.groups.items():
            self.groups.setdefault(key, GroupTotals()).merge(group)

    def check(self) -> None:
        """Check that no row was lost."""
        if self.rows != self.written + self.rejected:
            raise AssertionError(f"{self.rows} rows became {self.written} and {self.rejected}")


def count_table(
    paths: Sequence[str],
    out: str,
    *,
    rejects: str | None = None,
    watcher: Watcher | None = None,
    **options: Any,
) -> TableTotals:
    """Count the texts of tables, and write one table with their columns and the counts.

    The suffix of each file is its format: ``.parquet``; ``.arrow``, ``.feather`` and ``.arrows`` (a stream);
    ``.csv``; ``.jsonl`` and ``.ndjson``; the last three and a stream also with ``.gz`` or ``.zst``. ``.xlsx``
    and ``.tsv`` are only read. Only a few batches are in memory at a time. Files are replaced at the end, if
    nothing fails.

    Args:
        paths: the tables to read, all with the same columns.
        out: the table to write.
        rejects: a file of JSON Lines for rows that cannot be counted; without it the first such row is an
            error.
        watcher: receives the number of octets read.
        options: the other fields of `TableJob`; ``text`` is required.

    Raises:
        TableError: a row cannot be counted, a column is missing or has the wrong type, or the tables differ.
        UnreadableFileError: a file cannot be read, or does not match its suffix.
        UnwritableFileError: a file cannot be written.
        MissingExtraError: `pyarrow` or `numba` is not installed: the extra ``arrow``.
    """
    kind_of(out)
    job = TableJob(paths, **options)
    first = job.opened(paths[0], watcher)
    totals = TableTotals()
    with job.writing(first, out, rejects) as counted:
        for path, batch in job.batches(first, watcher):
            totals.merge(counted(path, batch))
    totals.check()
    return totals


@dataclass(frozen=True, slots=True)
class TableJob:
    """What to do with some tables.

    Attributes:
        paths: the tables to read, all with the same columns.
        text: the column of texts. A null gets null, an empty cell of a CSV counts as an empty text.
        add: the columns to add, from `counting.FIELDS`.
        group_by: a column to total by.
        policy: what may be chosen.
        delimiter: between the cells of a CSV, read or written; by default that of the first table.
        encoding: that of CSV files to read.
        sheet: that of workbooks, by name; by default the first.
        pricer: also adds the price of each message and its currency. A row without a price is a bad row.
    """

    paths: Sequence[str]
    text: str
    add: Sequence[str] = ("segments", "encoding")
    group_by: str | None = None
    policy: Policy = DEFAULT_POLICY
    delimiter: str | None = None
    encoding: str = "utf-8"
    sheet: str | None = None
    pricer: Pricer | None = None

    @property
    def fields(self) -> list[pa.Field]:
        """The columns that are added."""
        priced = self.pricer.fields if self.pricer else []
        return [*(pa.field(name, FIELDS[name]) for name in self.add), *priced]

    def opened(
        self, path: str, watcher: Watcher | None = None, parts: Sequence[int] | None = None
    ) -> TableReader:
        """Open a table, or some row groups of a Parquet file; errors are those of `count_table`."""
        table = open_table(
            path,
            text=self.text,
            delimiter=self.delimiter,
            encoding=self.encoding,
            sheet=self.sheet,
            watcher=watcher,
            parts=parts,
        )
        _require_texts(table, self.text, path)
        return table

    def schema(self, first: TableReader) -> pa.Schema:
        """Return the columns of the new table; errors are those of `count_table`."""
        path, schema = self.paths[0], first.schema
        if taken := [field.name for field in self.fields if field.name in schema.names]:
            raise TableError(
                f"there is already a column {taken[0]!r}", "leave it out of what is added", path=path
            )
        if self.group_by is not None:
            _place(schema, self.group_by, path)
        return self._longer(schema)

    def _longer(self, schema: pa.Schema) -> pa.Schema:
        return pa.schema([*schema, *self.fields], metadata=schema.metadata)

    def batches(self, first: TableReader, watcher: Watcher | None = None) -> Iterator[tuple[str, Batch]]:
        """Yield the batches of all tables, each with its path; all have the columns of the first."""
        for number, path in enumerate(self.paths):
            table = self.opened(path, watcher) if number else first
            self.require_same(first, table, path)
            for batch in table.batches():
                yield path, batch

    def require_same(self, first: TableReader, table: TableReader, path: str) -> None:
        """Check that a table has the columns of the first."""
        if table.schema.equals(first.schema):
            return
        columns = [f"{field.name} ({field.type})" for field in first.schema]
        others = [f"{field.name} ({field.type})" for field in table.schema]
        if columns != others:
            here = next((name for name in others if name not in columns), "other columns, or another order")
            reason = f"it has {here}, but {self.paths[0]} does not"
            raise TableError(reason, "count tables of different columns apart", path=path)

    @contextmanager
    def writing(
        self, first: TableReader, out: str, rejects: str | None
    ) -> Iterator[Callable[[str, Batch], TableTotals]]:
        """Write the new table and, if wanted, the rejects; both appear at the end.

        Yields:
            A function that counts and writes a batch of a path, and returns its totals.
        """
        with (
            replacing(rejects) if rejects is not None else nullcontext() as rejected,
            written_table(out, self.schema(first), delimiter=first.delimiter) as write,
        ):
            yield lambda path, batch: self.counted(path, batch, write, rejected)

    def counted(
        self, path: str, batch: Batch, write: Callable[[pa.RecordBatch], None], rejected: BinaryIO | None
    ) -> TableTotals:
        """Count a batch, write it and its rejects, and return its totals."""
        totals = TableTotals(rows=batch.rows.num_rows + len(batch.malformed))

        def reject(bad: BadRow) -> None:
            if rejected is None:
                remedy = "correct it, or write such rows to a file with --rejects"
                if bad.problem.endswith("are not UTF-8") and kind_of(path, read=True).format == "csv":
                    remedy = f"name the encoding, such as --input-encoding cp1252; or {remedy}"
                raise TableError(bad.problem, remedy, row=bad.row, path=path)
            entry = {"file": path, "row": bad.row, "problem": bad.problem, "values": bad.values}
            rejected.write(f"{json.dumps(entry, default=str)}\n".encode())
            totals.rejected += 1

        for bad in batch.malformed:
            reject(bad)
        empty = "" if kind_of(path, read=True).format in ("csv", "xlsx") else None
        rows, counted, why = _counted(batch, self.text, self.policy, empty)
        prices: list[pa.Array] = []
        if self.pricer:
            places = [place for place in range(batch.rows.num_rows) if place not in why]
            prices, problems = self.pricer.prices(rows, counted.field("segments").to_pylist())
            why |= {places[place]: problem for place, problem in problems.items()}
            if problems:
                kept = pa.array([place not in problems for place in range(rows.num_rows)], pa.bool_())
                rows, counted = rows.filter(kept), counted.filter(kept)
                prices = [column.filter(kept) for column in prices]
        for place, problem in sorted(why.items()):
            reject(BadRow(batch.number_of(place), problem, _values(batch.rows, place)))
        added = [*(counted.field(name).cast(FIELDS[name]) for name in self.add), *prices]
        schema = self._longer(batch.rows.schema)
        write(pa.RecordBatch.from_arrays([*rows.columns, *added], schema=schema))
        totals.written = rows.num_rows
        _total(totals, rows, counted, self.group_by)
        return totals


def _require_texts(table: TableReader, text: str, path: str) -> None:
    """Check that a table has the column and that it holds texts."""
    kind = table.schema.field(_place(table.schema, text, path)).type
    if not (is_text(plain_kind(kind)) or pa.types.is_null(plain_kind(kind))):
        raise TableError(f"column {text!r} holds {kind}, not texts", "name the column of texts", path=path)


def _place(schema: pa.Schema, name: str, path: str) -> int:
    places = schema.get_all_field_indices(name)
    if len(places) == 1:
        return int(places[0])
    if places:
        raise TableError(f"there are {len(places)} columns {name!r}", "rename all but one", path=path)
    names = list(schema.names)
    hint = did_you_mean(name, names).removeprefix("; ") or f"there are {', '.join(names)}"
    raise TableError(f"there is no column {name!r}", hint, path=path)


def _counted(
    batch: Batch, text: str, policy: Policy, empty: str | None
) -> tuple[pa.RecordBatch, pa.StructArray, dict[int, str]]:
    """Count a batch; return the rows that can be counted, their counts, and the problems of others."""
    rows = batch.rows
    bad = {index: f"column {name!r}: its octets are not UTF-8" for index, name in _invalid(rows)}
    texts = rows.column(rows.schema.get_field_index(text))
    if empty is not None:
        texts = pc.fill_null(texts, empty)
    if not bad:
        try:
            return rows, count_array(texts, policy=policy), {}
        except ColumnError:
            pass  # find all such rows
    start = 0
    while start < rows.num_rows:
        stop = next((index for index in sorted(bad) if index >= start), rows.num_rows)
        try:
            count_array(texts.slice(start, stop - start), policy=policy)
            start = stop + 1
        except ColumnError as error:
            index = start + (error.row or 0)
            bad[index] = f"column {text!r}: {error.message}"
            start = index + 1
    kept = pa.array([index not in bad for index in range(rows.num_rows)], pa.bool_())
    return rows.filter(kept), count_array(texts.filter(kept), policy=policy), bad


def _invalid(rows: pa.RecordBatch) -> Iterator[tuple[int, str]]:
    """Yield the rows with a text that is not UTF-8, and the name of the column."""
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if is_text(column.type):
            yield from ((index, name) for index in _invalid_texts(column, 0))


def _invalid_texts(column: pa.Array, start: int) -> Iterator[int]:
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        if len(column) == 1:
            yield start
            return
        half = len(column) // 2
        yield from _invalid_texts(column.slice(0, half), start)
        yield from _invalid_texts(column.slice(half), start + half)


def _values(rows: pa.RecordBatch, index: int) -> dict[str, object]:
    """Return a row as a dict; octets that are not UTF-8 become escapes."""
    values: dict[str, object] = {}
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        if is_text(column.type):
            wide = column.slice(index, 1).cast(pa.large_binary())[0].as_py()
            values[name] = None if wide is None else wide.decode(errors="backslashreplace")
        else:
            values[name] = column[index].as_py()
    return values


def _total(totals: TableTotals, rows: pa.RecordBatch, counted: pa.StructArray, group_by: str | None) -> None:
    segments = counted.field("segments").cast(pa.int64())
    wide = pc.equal(counted.field("encoding").cast(pa.string()), Encoding.UCS2.value).cast(pa.int64())
    whole = GroupTotals(rows.num_rows, pc.sum(segments).as_py() or 0, pc.sum(wide).as_py() or 0)
    totals.total.merge(whole)
    if group_by is None:
        return
    keys = rows.column(rows.schema.get_field_index(group_by))
    keys = keys.cast(plain_kind(keys.type))
    table = pa.table({"key": keys, "segments": segments, "wide": wide})
    sums = table.group_by("key").aggregate([([], "count_all"), ("segments", "sum"), ("wide", "sum")])
    for row in sums.to_pylist():
        group = GroupTotals(row["count_all"], row["segments_sum"] or 0, row["wide_sum"] or 0)
        totals.groups.setdefault(row["key"], GroupTotals()).merge(group)
