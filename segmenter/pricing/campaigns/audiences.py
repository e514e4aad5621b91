"""Audiences: rows of recipients and values, streamed from CSV, JSON Lines, Parquet, Arrow or a workbook.

It knows files and columns, and must not know what a message costs.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import BinaryIO, Protocol

from ...errors import SegmenterError
from ...files import MalformedFileError, UnreadableFileError, open_file, read_text
from ...files.columnar import ColumnarTable
from ...files.rows import RowReading, csv_rows, jsonl_rows, matched
from ...files.sheets import SheetRows
from ...files.words import nearest
from ..cards.rates import Unfit, country_written
from ..cards.tables.codes import COUNTRIES
from ..errors import RateError, RecipientError

__all__ = [
    "KEY_FIELDS",
    "RECIPIENT_FIELDS",
    "AudienceColumns",
    "AudienceFile",
    "AudienceRow",
    "CampaignError",
    "Watcher",
    "check_values",
]

RECIPIENT_FIELDS = ("recipient", "to", "phone", "number")
"""Names of the column of recipients, where the caller names none; the first that exists is used."""

KEY_FIELDS = ("country", "mcc", "mnc")
"""Columns that describe a recipient beyond their number."""

AudienceRow = Mapping[str, object] | str
"""Values by column; or a text that says why a row has none."""

_KEY_FORMS = {
    "mcc": ((3,), "three digits, such as 234"),
    "mnc": ((2, 3), "two or three digits, such as 10"),
}
_NOTHING_MORE = (None, None, None)
_BATCH_ROWS = 4096
_OF_COLUMNS = (".parquet", ".arrow", ".feather")
_SHAPES_KEPT = 1000
_LIKE_RECIPIENTS = ("phone", "mobile", "msisdn", "tel", "cell", "number", "recipient")


def recipient_text(value: object) -> str:
    """Return a cell of recipients as it is written, empty for `None`.

    Raises:
        RecipientError: it is neither text nor a whole number.

    >>> recipient_text(447700900123)
    '447700900123'
    """
    if isinstance(value, str):
        return value
    if value is None or type(value) is int:
        return "" if value is None else str(value)
    if isinstance(value, Decimal) and value.is_finite() and value == int(value):
        return f"{int(value)}"
    raise RecipientError(str(value), "is neither text nor a whole number")


class CampaignError(SegmenterError, ValueError):
    """A campaign cannot be priced: the audience is empty, lacks a column, or cannot be sent this way.

    Attributes:
        columns: those the audience has, where one is missing.
    """

    def __init__(self, problem: str, remedy: str, columns: tuple[str, ...] = ()) -> None:
        super().__init__(problem, remedy)
        self.columns = columns


class Watcher(Protocol):
    """Notes the octets that are read."""

    def watch(self, stream: BinaryIO) -> BinaryIO:
        """Return a stream whose octets are noted as they are read."""

    def advance(self, octets: int) -> None:
        """Note octets that were read."""


class AudienceColumns:
    """What each column of a row is used for.

    Args:
        names: of the template's placeholders.
        recipient_field: the column of recipients; `None` is the first of `RECIPIENT_FIELDS`.

    Attributes:
        wanted: all columns that may be used.
        others: columns that are neither placeholders nor about the recipient.
        taken: the column recipients are taken from, as it is written; empty before the first row.

    >>> columns = AudienceColumns(("name",), None)
    >>> columns.recipient_of(columns.named({"name": "Ann", "Phone": "+447700900123"}))
    '+447700900123'
    """

    def __init__(self, names: Iterable[str], recipient_field: str | None) -> None:
        self._names = frozenset(names)
        known = RECIPIENT_FIELDS if recipient_field is None else (recipient_field,)
        self._recipients = tuple(sorted(known, key=lambda name: name in self._names))
        self._country, self._mcc, self._mnc = (name not in self._names for name in KEY_FIELDS)
        self._keyed = True
        self._shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.wanted = self._names.union(self._recipients, KEY_FIELDS)
        self.taken = ""
        self.others: tuple[str, ...] = ()

    def named(self, row: Mapping[str, object]) -> Mapping[str, object]:
        """Return a row whose columns have the wanted names, where they differ only in case."""
        shape = tuple(row)
        names = self._shapes.get(shape)
        if names is None:
            if len(self._shapes) >= _SHAPES_KEPT:
                self._shapes.clear()
            matching = tuple(matched(map(str, shape), self.wanted))
            names = self._shapes[shape] = matching if matching != shape else ()
            self.see(matching or shape, shape)
        return dict(zip(names, row.values(), strict=True)) if names else row

    def see(self, columns: Iterable[str], written: Iterable[str]) -> None:
        """Note the column that recipients are taken from, the first time one exists."""
        there = dict(zip(columns, written, strict=True))
        self.others = tuple(str(own) for name, own in there.items() if name not in self.wanted)
        self.taken = self.taken or str(next((there[name] for name in self._recipients if name in there), ""))

    def settle(self, columns: Collection[str]) -> None:
        """Note that every row has exactly these columns, so that no others are looked for."""
        self._recipients = tuple(name for name in self._recipients if name in columns)
        self._keyed = any(name in columns for name in KEY_FIELDS)

    def begin(self, written: tuple[str, ...], path: str) -> None:
        """Check and note the columns of a file whose rows have the same ones; errors as of `check`."""
        named = matched(written, self.wanted)
        self.check(named, written, path)
        self.see(named, written)
        self.settle(named)

    def recipient_of(self, row: Mapping[str, object]) -> str:
        """Return a row's recipient as it is written, or raise `RecipientError`."""
        for field in self._recipients:
            if field in row:
                return recipient_text(row[field])
        raise RecipientError("", f"is missing: the row has no {' or '.join(self._recipients)}")

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that describe a recipient and are not placeholders."""
        used = zip(KEY_FIELDS, (self._country, self._mcc, self._mnc), strict=True)
        return tuple(name for name, is_key in used if is_key)

    @property
    def recipient_field(self) -> str:
        """The column of recipients by its wanted name: once they are settled, or for pairs that name none."""
        return self._recipients[0]

    def keys_of(self, row: Mapping[str, object]) -> tuple[str | None, str | None, str | None]:
        """Return a row's country, mcc and mnc, `None` where it has none, or raise `RateError`."""
        if not self._keyed:
            return _NOTHING_MORE
        get = row.get
        country = self._country and get("country")
        mcc = self._mcc and get("mcc")
        mnc = self._mnc and get("mnc")
        if not (country or mcc or mnc):
            return _NOTHING_MORE
        return _key("country", country), _key("mcc", mcc), _key("mnc", mnc)

    def check(self, there: Collection[str], shown: tuple[str, ...], path: str) -> None:
        """Check that every required column exists.

        Args:
            there: the columns that exist.
            shown: those to name in the error.
            path: of the audience, where it is a file.

        Raises:
            CampaignError: one is missing.
        """
        check_values(self._names, there, shown, path)
        place, known = f"{path}: " if path else "", _columns_words(shown)
        if not any(name in there for name in self._recipients):
            listed = " or ".join(map(repr, self._recipients))
            like = (name for name in shown if any(word in name.lower() for word in _LIKE_RECIPIENTS))
            near = nearest(self._recipients[0], shown) or next(like, "")
            remedy = "name it with --recipient-column (recipient_field=)"
            remedy += f", such as {near!r}" if near else ""
            raise CampaignError(f"{place}no column {listed} of recipients", f"{remedy}; {known}", shown)


def check_values(
    names: Collection[str], there: Collection[str], shown: tuple[str, ...], path: str = ""
) -> None:
    """Check that there is a column for each placeholder; all but `names` as for `AudienceColumns.check`."""
    if missing := sorted(set(names).difference(there)):
        place = f"{path}: " if path else ""
        listed = ", ".join(map(repr, missing))
        plural = "s" * (len(missing) > 1)
        near = nearest(missing[0], shown)
        hint = f"did you mean {near!r}? " if near else ""
        problem = f"{place}no column for placeholder{plural} {listed}"
        raise CampaignError(problem, hint + _columns_words(shown), shown)


def _columns_words(shown: tuple[str, ...]) -> str:
    known = f"the columns are {', '.join(map(repr, shown))}"
    other = next((mark for mark in ";\t|" if len(shown) == 1 and mark in shown[0]), None)
    return known + (f"; separated by {other!r}? name it with --delimiter" if other else "")


def _key(field: str, value: object) -> str | None:
    """Return the value of a key column."""
    written = str(value or "").strip()
    if not written:
        return None
    if field == "country":
        country = written.upper()
        if country not in COUNTRIES:
            try:
                return country_written(written)
            except Unfit as unfit:
                raise RateError(f"is {written!r}", unfit.remedy, key=field, value=value) from None
        return country
    lengths, words = _KEY_FORMS[field]
    if not (written.isascii() and written.isdigit() and len(written) in lengths):
        raise RateError(f"is {written!r}", f"it must be {words}", key=field, value=value)
    return written


class AudienceFile:
    """A file of rows: ``.csv``, ``.tsv``, ``.xlsx`` with a header, ``.jsonl``, ``.parquet``, ``.arrow``.

    Args:
        path: its name; the ending says which kind it is.
        encoding: of its text; Parquet has its own.
        delimiter: what separates the cells of a CSV; by default a comma, semicolon or tab, as its header has.
        sheet: of a workbook, by name; by default the first.
        watcher: notes the octets that are read.

    Attributes:
        path: as given.
        title: its name in errors, with the sheet of a workbook that has several.
        uniform: whether all rows have the same columns.
        columns: those of the first row as they are written, once it was read.

    Raises:
        CampaignError: its name has another ending.

    >>> AudienceFile("people.csv").uniform, AudienceFile("people.jsonl").uniform
    (True, False)
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        encoding: str = "utf-8",
        delimiter: str | None = None,
        sheet: str | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self.path = self.title = os.fspath(path)
        self._encoding = encoding
        self._sheet = sheet
        self._delimiter = delimiter
        self._watcher = watcher
        suffix = os.path.splitext(self.path)[1].lower()  # noqa: PTH122  # pathlib costs 4 ms of start-up
        if suffix not in (".csv", ".tsv", ".xlsx", ".jsonl", *_OF_COLUMNS):
            raise CampaignError(
                f"{self.path}: this is not a known kind of audience",
                "the name must end in .csv, .tsv, .xlsx, .jsonl, .parquet, .arrow or .feather",
            )
        self._suffix = suffix
        self.uniform = suffix != ".jsonl"
        self.columns: tuple[str, ...] = ()
        self._reading = RowReading()

    @property
    def line(self) -> int:
        """The line of the row read last, from 1; 0 where it is not known."""
        return self._reading.line

    def place(self, row: AudienceRow) -> str:
        """Return the file and line of the last row, ``people.csv:5``; an empty text for Parquet."""
        if isinstance(row, str):
            line, _, _ = row[len(self.path) + 1 :].partition(":")
            return f"{self.path}:{line}" if row.startswith(f"{self.path}:") else ""
        number = self._reading.line
        return f"{self.path}:{number}" if number else ""

    def rows(self, wanted: Collection[str]) -> Iterator[AudienceRow]:
        """Yield the rows, with the wanted names of columns; of Parquet only the wanted columns are read.

        Raises:
            UnreadableFileError: the system cannot read the file, or it is not what its name says.
            MalformedFileError: it is not CSV, or is a JSON array. Its kind `UndecodableFileError`: an octet
                is wrong.
            MissingExtraError: it is a file of columns, and `pyarrow` is not installed.
        """
        with open_file(self.path) as stream:
            if self.has_columns:
                yield from self._column_rows(stream, wanted)
                return
            watched = self._watcher.watch(stream) if self._watcher else stream
            chunks = read_text(watched, path=self.path, encoding=self._encoding)
            self._reading = RowReading(wanted)
            if self._suffix == ".xlsx":
                yield from self._sheet_rows(stream, wanted)
                return
            if self._suffix in (".csv", ".tsv"):
                rows: Iterator[AudienceRow] = csv_rows(
                    chunks,
                    path=self.path,
                    reading=self._reading,
                    delimiter=self._delimiter or ("\t" if self._suffix == ".tsv" else None),
                )
            else:
                rows = jsonl_rows(chunks, path=self.path, reading=self._reading)
            for row in rows:
                if not isinstance(row, str):
                    self.columns = self._reading.columns or tuple(row)
                    yield row
                    break
                yield row
            yield from rows

    def _sheet_rows(self, stream: BinaryIO, wanted: Collection[str]) -> Iterator[AudienceRow]:
        """Yield the rows of a sheet of a workbook."""
        rows = SheetRows(stream, path=self.path, sheet=self._sheet)
        self.title = rows.title
        self.columns = tuple(rows.header)
        if len(set(filter(None, self.columns))) < len([*filter(None, self.columns)]):
            raise MalformedFileError("a column is named twice", path=self.path, line=rows.line)
        self._reading = RowReading(wanted)
        names = matched(self.columns, wanted)
        for values in rows:
            if any(value != "" for value in values):
                self._reading.at(rows.line)
                yield dict(zip(names, values, strict=True))

    @property
    def has_columns(self) -> bool:
        """Whether it is a file of columns."""
        return self._suffix in _OF_COLUMNS

    def table_of(self, stream: BinaryIO) -> ColumnarTable:
        """Return the table of a file of columns, which is open."""
        table = ColumnarTable(self.path, stream, watcher=self._watcher)
        self.columns = tuple(table.schema.names)
        return table

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """Name the file of columns in the error for octets that are not UTF-8."""
        try:
            yield
        except UnicodeDecodeError as error:
            raise UnreadableFileError(f"a text in it is not UTF-8: {error}", path=self.path) from None

    def _column_rows(self, stream: BinaryIO, wanted: Collection[str]) -> Iterator[dict[str, object]]:
        table = self.table_of(stream)
        named = self.wanted_columns(wanted)
        for batch in table.batches(_BATCH_ROWS, columns=[*named]):
            names = [named[own] for own in batch.schema.names]
            with self.decoding():
                values = [column.to_pylist() for column in batch.columns]
            yield from _dicts(names, values)

    def wanted_columns(self, wanted: Collection[str]) -> dict[str, str]:
        """Return the columns to be read, as they are written, each with its wanted name."""
        pairs = [*zip(self.columns, matched(self.columns, wanted), strict=True)]
        # Without any wanted column, rows must still come, so that the missing column can be reported.
        return dict([(own, name) for own, name in pairs if name in wanted] or pairs[:1])


def _dicts(names: Iterable[str], columns: Iterable[list[object]]) -> Iterator[dict[str, object]]:
    kept = tuple(names)
    for values in zip(*columns, strict=True):
        yield dict(zip(kept, values, strict=True))
