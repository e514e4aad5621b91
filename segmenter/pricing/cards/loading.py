"""Loading: rate cards from files, row by row, each wrong cell named by file, line, column and value.

A line here knows files and cells; which row applies to a message, and what one costs, is not known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, NamedTuple

from ...files import MalformedFileError, UndecodableFileError, open_file, read_text
from ...files.octets import DOCUMENT_OCTETS
from ...files.rows import CsvRows
from ...files.strict_json import JsonWalk
from ...files.toml import parsed as parsed_toml
from ...files.words import describe, nearest
from ..errors import RateError
from .published import didww, reader_of, without_price
from .published.documents import Place, refuse_answer
from .rates import READERS, Per, Rate, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["COLUMNS", "REMARKS", "Remark", "load", "paused_collector", "read_rates"]

_DIRECTION = "direction"
COLUMNS = (*READERS, _DIRECTION)
"""The columns a file may have."""

REMARKS = frozenset(
    ["note", "notes", "comment", "network", "operator", "carrier", "name", "country_name", "description"],
)
"""Columns for those who read the file; they are not looked at, nor are those whose names begin with ``_``."""

_MISSING: Any = object()
_BLANK: dict[str, Any] = dict.fromkeys(READERS) | {
    "price": _MISSING,
    "currency": _MISSING,
    "per": Per.SEGMENT,
    "fee": Decimal(0),
    "minimum": Decimal(0),
    "tier_from": 0,
    "source": "",
    _DIRECTION: "outbound",
}
"""What a column holds where a row says nothing."""

_REJECTED = "rejected"
# Of each column so many different cells are kept as read: a million rows in 6 s rather than 15, and each
# currency, country and price in memory once.
_KEPT = 10_000


class Remark(NamedTuple):
    """What is odd about a file, and keeps no row from being read: where, and what."""

    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


def load(path: str | os.PathLike[str]) -> tuple[Rate, ...]:
    """Read the rows of a rate card from a file.

    Args:
        path: a file whose name ends in ``.csv``, ``.toml`` or ``.json``. JSON may also be an answer of
            Twilio's or Vonage's pricing API or of DIDWW's price list, and CSV a price file of DIDWW's.

    Returns:
        The rows, in order. Rows whose direction is inbound are left out.

    Raises:
        RateError: a cell, or the file as a whole, is wrong.
        UnreadableFileError: the system will not read the file.
        UndecodableFileError: it is not UTF-8.
    """
    with paused_collector():
        return tuple(_rates_of(read_rates(path)))


def _rates_of(rows: Iterator[Rate | RateError | Remark]) -> Iterator[Rate]:
    for row in rows:
        if isinstance(row, RateError):
            raise row
        if isinstance(row, Rate):
            yield row


@contextmanager
def paused_collector() -> Iterator[None]:
    """Let no cycles be looked for: rows have none, and for a million of them it takes 4 s of 11."""
    import gc

    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read_rates(path: str | os.PathLike[str]) -> Iterator[Rate | RateError | Remark]:
    """Give out the rows of a file, in place of a row that is wrong an error for each wrong cell, and remarks.

    Args:
        path: as for `load`.

    Raises:
        RateError: the file as a whole cannot be taken: its ending is unknown, it is not CSV, TOML or JSON,
            has no header or no rows.
        UnreadableFileError: the system will not read the file.
        UndecodableFileError: it is not UTF-8.
    """
    file = os.fspath(path)
    read = _KINDS.get(os.path.splitext(file)[1].lower())  # noqa: PTH122  # Path drops a "/" at the end
    if read is None:
        remedy = f"a rate card is one of {', '.join(_KINDS)}"
        if file.endswith(".gz"):
            remedy += "; unpack it first"
        raise RateError("has no ending that says what it is", remedy, path=file)
    some = False
    try:
        with open_file(file) as stream:
            for row in read(read_text(stream, path=file, at_most=DOCUMENT_OCTETS), file):
                some = some or not isinstance(row, Remark)
                yield row
    except UndecodableFileError:
        raise
    except MalformedFileError as error:
        raise RateError.of(error) from None
    if not some:
        raise RateError("has no rates", "a rate card has at least one row", path=file)


# Cells


def _read(column: str, value: Any) -> Any:
    """Return what a row holds for a value as a file has it, or raise `Unfit`."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        if _BLANK[column] is _MISSING:
            raise Unfit(
                "", "a rejected destination is written rejected" if column == "price" else "it is needed"
            )
        return _BLANK[column]
    if column == _DIRECTION:
        if value not in ("outbound", "inbound"):
            raise Unfit(value, "it must be outbound, or inbound for a row to be left out")
        return value
    if column == "price":
        return _price(value)
    if isinstance(value, str):
        value = _plain(column, value)
    return _typed(column, value)


def _price(value: Any) -> Decimal | None:
    if value == _REJECTED:
        return None
    try:
        price: Decimal = _typed("price", value)
    except Unfit as unfit:
        other = f", or {_REJECTED}" if unfit.remedy.startswith("write") else ""
        raise Unfit(unfit.value, f"{unfit.remedy}{other}") from None
    return price


def _typed(column: str, value: Any) -> Any:
    try:
        return READERS[column](value)
    except TypeError:
        raise Unfit(value, "write digits with at most one point, such as 0.0475") from None


def _plain(column: str, text: str) -> Any:
    """Return a cell's text as what its column holds; as it stands where it cannot be."""
    if column == "prefix":
        return text.removeprefix("+")
    if column == "tier_from" and re.fullmatch(r"[0-9]{1,16}", text):
        return int(text)
    if column in ("valid_from", "valid_to") and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:  # there is no such day
            return text
    return text


class _Memory(dict[str, Any]):
    """The cells of one column, each read once."""

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, cell: str) -> Any:
        if len(self) >= _KEPT:
            self.clear()
        value = self[cell] = _read(self.column, cell)
        return value


class _Rows:
    """Makes rows of cells.

    Args:
        path: of the file.
        blank: what each of `COLUMNS` holds where a row says nothing, in their order.
    """

    def __init__(self, path: str, blank: Mapping[str, Any]) -> None:
        self._path = path
        self._blank = list(blank.values())
        self._memory = {column: (place, _Memory(column)) for place, column in enumerate(COLUMNS)}

    def columns(self, names: Iterable[str]) -> list[tuple[int, _Memory]]:
        """Return where the cells of columns go, and what has been read of them."""
        return [self._memory[name] for name in names]

    def row(
        self, columns: list[tuple[int, _Memory]], cells: Iterable[Any], *, line: int, key: str = ""
    ) -> Sequence[Rate | RateError]:
        """Return the row, nothing where it is inbound, or what is wrong with each wrong cell."""
        values = self._blank.copy()
        try:
            for (place, memory), cell in zip(columns, cells, strict=True):
                # Of a dict, true and 1 would be the same key.
                values[place] = memory[cell] if type(cell) is str else _read(memory.column, cell)
            if values.pop() == "inbound":
                return ()
            values += self._path, line
            return (Rate.of(values),)
        except Unfit:
            return tuple(self._wrong(columns, cells, line, key))
        except RateError as error:
            return (error.under(key, line=line),)

    def _wrong(
        self, columns: list[tuple[int, _Memory]], cells: Iterable[Any], line: int, key: str
    ) -> Iterator[RateError]:
        for (_, memory), cell in zip(columns, cells, strict=True):
            try:
                _read(memory.column, cell)
            except Unfit as unfit:
                yield unfit.at(memory.column, path=self._path, line=line).under(key)


def _odd(name: str, path: str, line: int, column: str = "") -> RateError | None:
    """Return the error of a column that is none of ours; nothing where it is for readers alone.

    To leave it out unasked could leave out a surcharge.
    """
    if name.strip().lower() in REMARKS or name.startswith("_"):
        return None
    return _unknown(name, COLUMNS, path, line, column)


def _unknown(name: str, known: Iterable[str], path: str, line: int, column: str = "") -> RateError:
    near = nearest(name.strip().lower().replace(" ", "_"), known, cutoff=0.7)
    apart = "; begin its name with _ if it is for readers alone" if COLUMNS is known else ""
    remedy = f"did you mean {near}?" if near else f"there may be {', '.join(known)}{apart}"
    return RateError("is not known", remedy, path=path, line=line, key=column or _bare(name), value=name)


def _bare(name: str) -> str:
    """Return a name no longer than a line's part, and on one line."""
    return repr(name[:60])[1:-1]


# CSV


def _csv_rates(chunks: Iterable[str], path: str) -> Iterator[Rate | RateError | Remark]:
    rows = CsvRows(chunks, path=path, wanted=("price", "currency"))
    header = [name.strip() for name in rows.header]
    names = {name.lower() for name in header}
    if not any(header):
        raise RateError("has no header row", "name the columns in it", path=path, line=1)
    if {"destination prefix", "price"} <= names <= {*didww.COLUMNS}:
        yield from _didww_rates(rows, [didww.COLUMNS[name.lower()] for name in header], path)
        return
    odd = list(_header_errors(header, path))
    yield from odd
    if not odd:
        yield from _cells(rows, header, path)


def _header_errors(header: list[str], path: str) -> Iterator[RateError]:
    for name in header:
        if name not in COLUMNS and (odd := _odd(name, path, 1)):
            yield odd
    for name in dict.fromkeys(name for name in header if name in COLUMNS and header.count(name) > 1):
        yield RateError("stands twice", "name each column once", path=path, line=1, key=name, value=name)
    for name in ("price", "currency"):
        if name not in header:
            said = ", ".join(map(describe, header[:20]))
            yield RateError("is missing", f"the header has {said}", path=path, line=1, key=name)


def _cells(rows: CsvRows, header: list[str], path: str) -> Iterator[Rate | RateError]:
    maker = _Rows(path, _BLANK)
    read = [name in COLUMNS for name in header]
    columns = maker.columns(compress(header, read))
    for row in rows:
        if len(row) == len(header):
            if any(row):
                cells = row if all(read) else list(compress(row, read))
                yield from maker.row(columns, cells, line=rows.line)
        elif any(row):
            yield _misfit(row, header, rows.delimiter, path, rows.line)


def _misfit(row: list[str], header: list[str], delimiter: str, path: str, line: int) -> RateError:
    """Return the error of a row with more or fewer cells than columns."""
    for name in ("price", "fee", "minimum"):
        place = header.index(name) if name in header else len(row)
        split = delimiter.join(row[place : place + 2])
        if len(row) == len(header) + 1 and re.fullmatch(r"\s*[0-9]+,[0-9]+\s*", split):
            remedy = f"write {split.strip().replace(',', '.')}"
            return RateError(f"is {describe(split)}", remedy, path=path, line=line, key=name, value=split)
    many, named = _cells_of(len(row)), len(header)
    remedy = f"quote a cell that holds {delimiter!r}" if len(row) > named else "an empty cell is a cell too"
    return RateError(f"has {many} under {named} columns", remedy, path=path, line=line, value=row)


def _cells_of(number: int) -> str:
    return f"{number} cell{'s' * (number != 1)}"


def _didww_rates(rows: CsvRows, names: list[str], path: str) -> Iterator[Rate | RateError]:
    """Read the price file that DIDWW gives beside its look-up."""
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(names):
            yield _misfit(row, names, ",", path, rows.line)
            continue
        try:
            yield didww.row(Place(dict(zip(names, row, strict=True)), "", path), line=rows.line)
        except RateError as error:
            yield error.under(line=rows.line)


# TOML


def _toml_rates(chunks: Iterable[str], path: str) -> Iterator[Rate | RateError | Remark]:
    text = "".join(chunks)
    document = parsed_toml(text, path=path, parse_float=Decimal)
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if re.match(r"""\s*\[\[\s*["']?rates["']?\s*\]\]""", line)
    ]
    rates = _top(document, path)
    # Where they differ in number, some rates are written another way, and no line is better than a wrong one.
    known = lines if len(lines) == len(rates) else [0] * len(rates)
    defaults = document.get("defaults", {})
    yield from _mappings(zip(known, rates, strict=True), defaults, path)


def _top(document: Mapping[str, Any], path: str) -> list[Any]:
    """Return the rates of a document, its other keys checked."""
    for name in document:
        if name not in ("defaults", "rates") and name.lower() not in REMARKS:
            raise _unknown(name, ("rates", "defaults"), path, 0)
    rates = document.get("rates", _MISSING)
    if not isinstance(rates, list):
        problem = "is missing" if rates is _MISSING else f"is {describe(rates)}"
        raise RateError(problem, "it must be a list of rates", path=path, key="rates")
    return rates


def _mappings(
    rows: Iterable[tuple[int, Any]], defaults: Any, path: str
) -> Iterator[Rate | RateError | Remark]:
    """Read rows that name their columns, each over the defaults."""
    blank = dict(_BLANK)
    if not isinstance(defaults, dict):
        raise RateError(f"is {describe(defaults)}", "it must be a table", path=path, key="defaults")
    wrong = False
    for name, value in defaults.items():
        try:
            if name in COLUMNS:
                blank[name] = _read(name, value)
            elif one := _odd(name, path, 0, f"defaults.{_bare(name)}"):
                wrong = True
                yield one
        except Unfit as unfit:
            wrong = True
            yield unfit.at(f"defaults.{name}", path=path)
    if wrong:
        return
    maker = _Rows(path, blank)
    needed = {name for name, value in blank.items() if value is _MISSING}
    known: dict[tuple[str, ...], list[tuple[int, _Memory]]] = {}  # of the sets of columns met so far
    for index, (line, row) in enumerate(rows):
        key = f"rates[{index}]"
        if not isinstance(row, dict):
            problem = f"is {describe(row)}"
            yield RateError(
                problem, "it must be a table of columns", path=path, line=line, key=key, value=row
            )
            continue
        if not row.keys() >= needed:
            row = dict.fromkeys(needed, "") | row
        names = tuple(row)
        columns = known.get(names)
        if columns is None:
            others = [name for name in names if name not in COLUMNS]
            odd = [one for name in others if (one := _odd(name, path, line, f"{key}.{_bare(name)}"))]
            yield from odd
            if odd:
                continue
            columns = known[names] = maker.columns(name for name in names if name in COLUMNS)
        cells = (value for name, value in row.items() if name in COLUMNS)
        yield from maker.row(
            columns, row.values() if len(columns) == len(names) else [*cells], line=line, key=key
        )


# JSON


def _json_rates(chunks: Iterable[str], path: str) -> Iterator[Rate | RateError | Remark]:
    text = "".join(chunks)
    reader = JsonWalk(text, path, remedy=_REMEDY)
    if (mark := reader.next_mark()) != "[":
        if mark != "{":
            raise RateError(f"is {describe(reader.value())}", "it must be a list of rates", path=path)
        document, start = reader.document("rates")
        if "rates" not in document and (read := reader_of(document)) is not None:
            yield from _published(document, read, path)
            return
        if "rates" not in document:
            refuse_answer(document, path)
        _top(document, path)
        yield from _mappings(
            JsonWalk(text, path, start, remedy=_REMEDY).elements(), document.get("defaults", {}), path
        )
        return
    elements = reader.elements()
    first = next(elements, None)
    if first is not None and (read := reader_of([first[1]])) is not None:
        yield from _published([first[1], *(value for _, value in elements)], read, path)
    elif first is not None:
        yield from _mappings(chain([first], elements), {}, path)
    reader.end()


def _published(document: Any, read: Callable[..., tuple[Rate, ...]], path: str) -> Iterator[Rate | Remark]:
    """Read what a provider publishes, and tell the countries in it that have no price."""
    rates = read(document, path=path)
    yield from rates
    for country in without_price(document, rates):
        yield Remark(path, f"{country} is listed without a price, so that it has no row")


_REMEDY = "write digits, such as 0.0475"
_KINDS: dict[str, Callable[[Iterable[str], str], Iterator[Rate | RateError | Remark]]] = {
    ".csv": _csv_rates,
    ".toml": _toml_rates,
    ".json": _json_rates,
}
