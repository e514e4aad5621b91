"""Loading: rate cards from files, row by row, each wrong cell named by file, line, column and value.

A line here knows files and cells; which row applies to a message, and what one costs, is not known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, compress
from typing import TYPE_CHECKING, Any, NamedTuple

from ...files import MalformedFileError, UndecodableFileError, open_file, read_text
from ...files.json_stream import JsonStream
from ...files.octets import DOCUMENT_OCTETS
from ...files.rows import CsvRows
from ...files.sheets import sheet_csv
from ...files.toml import parsed as parsed_toml
from ...files.words import describe, nearest
from ..errors import RateError
from .layouts import (
    COLUMNS,
    DIRECTION,
    CardLayout,
    cell_of,
    folded,
    headed,
    layout_beside,
    leftovers,
    settled,
)
from .published import didww, reader_of, without_price
from .published.documents import JsonPlace, refuse_answer
from .rates import READERS, Per, Rate, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["REMARKS", "CardNote", "load", "paused_collector", "rates_in", "read_rates"]

REMARKS = frozenset(
    ["note", "notes", "comment", "network", "operator", "carrier", "name", "country_name", "description"],
)
"""Columns for those who read the file; they are not looked at, nor are those whose names begin with ``_``."""

_CONVERSIONS = {".gz": "; unpack it first", ".zip": "; unpack it first"} | dict.fromkeys(
    (".xls", ".xlsm", ".xlsb", ".ods", ".numbers"), "; save it as .xlsx"
)
_NO_LAYOUT = CardLayout()
_MISSING: Any = object()
_BLANK: dict[str, Any] = dict.fromkeys(READERS) | {
    "price": _MISSING,
    "currency": _MISSING,
    "per": Per.SEGMENT,
    "fee": Decimal(0),
    "minimum": Decimal(0),
    "tier_from": 0,
    "source": "",
    DIRECTION: "outbound",
}
"""What a column holds where a row says nothing."""

_REJECTED = "rejected"
# Of each column so many different cells are kept as read: a million rows in 6 s rather than 15, and each
# currency, country and price in memory once.
_KEPT = 10_000


class CardNote(NamedTuple):
    """What is odd about a file, though every row is read: where, what, and whether it may be wrong."""

    place: str
    problem: str
    doubtful: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


def load(path: str | os.PathLike[str], *, layout: CardLayout = _NO_LAYOUT) -> tuple[Rate, ...]:
    """Read the rows of a rate card from a file.

    Args:
        path: a file whose name ends in ``.csv``, ``.tsv``, ``.xlsx`` (its first sheet counts), ``.toml`` or
            ``.json``. JSON may also be an answer of Twilio's or Vonage's pricing API or of DIDWW's price
            list, and CSV a price file of DIDWW's.
        layout: how it is written; what it does not say is taken from a TOML file beside the card.

    Returns:
        The rows, in order. Rows whose direction is inbound are left out.

    Raises:
        RateError: a cell, or the file as a whole, is wrong.
        UnreadableFileError: the system will not read the file, or it is not the workbook it is called.
        UndecodableFileError: it is not UTF-8.
        MissingExtraError: a workbook needs the extra ``excel``.
    """
    with paused_collector():
        return tuple(_rates_of(read_rates(path, layout=layout)))


def _rates_of(rows: Iterator[Rate | RateError | CardNote]) -> Iterator[Rate]:
    for row in rows:
        if isinstance(row, RateError):
            raise row
        if isinstance(row, Rate):
            yield row


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the search for cycles: rows have none, and for a million of them it takes 4 s of 11."""
    import gc

    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def read_rates(
    path: str | os.PathLike[str], *, layout: CardLayout = _NO_LAYOUT
) -> Iterator[Rate | RateError | CardNote]:
    """Yield the rows of a file; for a wrong row an error for each wrong cell; and remarks.

    Args:
        path: as for `load`.
        layout: as for `load`.

    Raises:
        RateError: the file as a whole cannot be used: its ending is unknown, it is not CSV, TOML or JSON,
            has no header or no rows.
        UnreadableFileError: the system will not read the file.
        UndecodableFileError: it is not UTF-8.
    """
    file = os.fspath(path)
    ending = os.path.splitext(file)[1].lower()  # noqa: PTH122  # Path drops a "/" at the end
    if ending not in _KINDS:
        remedy = f"a rate card is one of {', '.join(_KINDS)}{_CONVERSIONS.get(ending, '')}"
        problem = f"is {ending}, which is not read" if ending else "has no ending that says what it is"
        raise RateError(problem, remedy, path=file)
    with open_file(file) as stream:
        layout = layout.over(layout_beside(file))
        if file.lower().endswith(".xlsx"):
            layout = layout._replace(delimiter=",")
            sheet = layout.sheet or None
            chunks = sheet_csv(stream, path=file, decimal=layout.decimal or ".", sheet=sheet)
        else:
            encoding = layout.encoding or "utf-8"
            chunks = read_text(stream, path=file, encoding=encoding, at_most=DOCUMENT_OCTETS)
        try:
            yield from _rows(chunks, file, layout)
        except UndecodableFileError as error:
            remedy = "name the card's encoding with --rates-encoding (encoding=), such as cp1252"
            raise UndecodableFileError(
                error.problem, remedy, path=error.path, line=error.line, offset=error.offset
            ) from None


def rates_in(text: str, *, name: str) -> tuple[Rate, ...]:
    r"""Read the rows of a rate card that is not a file, such as one that was pasted.

    Args:
        text: of the card.
        name: as of a file; its ending says how the card is written.

    Raises:
        RateError: as for `load`.

    >>> [str(rate.price) for rate in rates_in("price,currency\n0.04,EUR\n", name="pasted.csv")]
    ['0.04']
    """
    return tuple(_rates_of(_rows([text], name, _NO_LAYOUT)))


def _rows(chunks: Iterable[str], file: str, layout: CardLayout) -> Iterator[Rate | RateError | CardNote]:
    if file.lower().endswith(".tsv"):
        layout = layout._replace(delimiter="\t")
    some = False
    try:
        for row in _KINDS[os.path.splitext(file)[1].lower()](chunks, file, layout):  # noqa: PTH122  # as above
            some = some or not isinstance(row, CardNote)
            yield row
    except UndecodableFileError:
        raise
    except MalformedFileError as error:
        raise RateError.of(error) from None
    if not some:
        raise RateError("has no rates", "a rate card has at least one row", path=file)


# Cells


def _read(column: str, value: Any, layout: CardLayout = _NO_LAYOUT) -> Any:
    """Return what a row holds for a value as a file has it, or raise `Unfit`."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        if column == "currency" and layout.currency:
            return layout.currency
        if _BLANK[column] is _MISSING:
            raise Unfit(
                "", "a rejected destination is written rejected" if column == "price" else "it is needed"
            )
        return _BLANK[column]
    if column == DIRECTION:
        if value not in ("outbound", "inbound"):
            raise Unfit(value, "it must be outbound, or inbound for a row to be left out")
        return value
    if isinstance(value, str) and value != _REJECTED:
        value = cell_of(column, value, layout)
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
    return text


class _Memory(dict[str, Any]):
    """The cells of one column, each read once."""

    def __init__(self, column: str, layout: CardLayout) -> None:
        super().__init__()
        self.column = column
        self.layout = layout

    def __missing__(self, cell: str) -> Any:
        if len(self) >= _KEPT:
            self.clear()
        value = self[cell] = _read(self.column, cell, self.layout)
        return value


class _Rows:
    """Makes rows of cells.

    Args:
        path: of the file.
        blank: what each of `COLUMNS` holds where a row says nothing, in their order.
        layout: how the cells are written.
    """

    def __init__(self, path: str, blank: Mapping[str, Any], layout: CardLayout) -> None:
        self._path = path
        self._blank = list(blank.values())
        self._layout = layout
        self._memory = {column: (index, _Memory(column, layout)) for index, column in enumerate(COLUMNS)}

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
                values[place] = (
                    memory[cell] if type(cell) is str else _read(memory.column, cell, self._layout)
                )
            if values.pop() == "inbound":
                return ()
            values += self._path, line
            return (Rate.of(values),)
        except Unfit:
            return self._settled(columns, [*cells], line, key)
        except RateError as error:
            return (error.under(key, line=line),)

    def _settled(
        self, columns: list[tuple[int, _Memory]], cells: list[Any], line: int, key: str
    ) -> Sequence[Rate | RateError]:
        """Return the row where other cells explain those that are wrong, else what is wrong with them."""
        names = [memory.column for _, memory in columns]
        given = dict(zip(names, cells, strict=True))
        try:
            changed = settled(given, self._layout)
        except Unfit as unfit:
            name = next(name for name in names if given[name] is unfit.value or given[name] == unfit.value)
            return (unfit.at(name, path=self._path, line=line).under(key),)
        if changed == given:
            return tuple(self._wrong(columns, cells, line, key))
        return self.row(self.columns(changed), changed.values(), line=line, key=key)

    def mixed_marks(self) -> tuple[str, ...]:
        """Return an amount with a comma, and one with a point that may divide thousands, where both stand."""
        if self._layout.decimal:
            return ()
        cells = [cell for name in ("price", "fee", "minimum") for cell in self._memory[name][1]]
        comma = next((cell for cell in cells if "," in cell), "")
        point = next((cell for cell in cells if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", cell)), "")
        return (repr(comma), repr(point)) if comma and point else ()

    def _wrong(
        self, columns: list[tuple[int, _Memory]], cells: Iterable[Any], line: int, key: str
    ) -> Iterator[RateError]:
        for (_, memory), cell in zip(columns, cells, strict=True):
            try:
                _read(memory.column, cell, self._layout)
            except Unfit as unfit:
                yield unfit.at(memory.column, path=self._path, line=line).under(key)


def _for_readers(name: str) -> bool:
    """Return whether a column is for those who read the file."""
    return name.strip().lower() in REMARKS or name.startswith("_")


def _odd(name: str, path: str, line: int, column: str = "") -> RateError | None:
    """Return the error of an unknown column; nothing where it is for readers alone.

    Skipping it could skip a surcharge.
    """
    if _for_readers(name):
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


def _csv_rates(chunks: Iterable[str], path: str, layout: CardLayout) -> Iterator[Rate | RateError | CardNote]:
    rows = CsvRows(chunks, path=path, wanted=("price", "currency"), delimiter=layout.delimiter or None)
    header = [name.strip() for name in rows.header]
    lower = {name.lower() for name in header}
    if not any(header):
        raise RateError("has no header row", "name the columns in it", path=path, line=1)
    if {"destination prefix", "price"} <= lower <= {*didww.COLUMNS}:
        yield from _didww_rates(rows, [didww.COLUMNS[name.lower()] for name in header], path)
        return
    names, left, errors = headed(header, COLUMNS, _for_readers, layout, path)
    errors += _header_errors(header, names, [] if layout.columns else left, layout, path)
    yield from errors
    if left and layout.columns:
        yield CardNote(f"{path}:1", leftovers(left), doubtful=False)
    if not errors:
        yield from _cells(rows, names, path, layout._replace(delimiter=rows.delimiter))


def _header_errors(
    header: list[str], names: list[str], unknown: list[str], layout: CardLayout, path: str
) -> Iterator[RateError]:
    """Yield what is wrong with a header; of a foreign one a single error."""
    missing = [name for name in ("price", *([] if layout.currency else ["currency"])) if name not in names]
    if len(unknown) == 1 and not missing:
        yield _unknown(unknown[0], COLUMNS, path, 1)
    elif unknown:
        problem = f"has headings that are not known: {', '.join(map(describe, unknown[:20]))}"
        first = f"{missing[0] if missing else 'price'}={unknown[0]!r}"
        near = {name: nearest(folded(name), COLUMNS, cutoff=0.8) for name in unknown}
        hints = [f"did you mean {near[name]} by {name!r}?" for name in unknown if near[name]][:3]
        remedy = f"say which column each is, such as --column {first}; begin the names of others with _"
        lacks = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; " if missing else ""
        yield RateError(problem, "; ".join([lacks + remedy, *hints]), path=path, line=1, key="header")
    else:
        for name in missing:
            listed = ", ".join(map(describe, header[:20]))
            option = "; or give --currency" if name == "currency" else ""
            yield RateError("is missing", f"the header has {listed}{option}", path=path, line=1, key=name)


def _cells(rows: CsvRows, names: list[str], path: str, layout: CardLayout) -> Iterator[Rate | RateError]:
    maker = _Rows(path, _blank_of(layout), layout)
    read = [bool(name) for name in names]
    columns = maker.columns(compress(names, read))
    for row in rows:
        if len(row) == len(names):
            if any(row):
                cells = row if all(read) else list(compress(row, read))
                yield from maker.row(columns, cells, line=rows.line)
        elif any(row):
            yield _misfit(row, names, rows.delimiter, path, rows.line)
    if mixed := maker.mixed_marks():
        yield RateError(f"writes both {' and '.join(mixed)}", "give --decimal , or --decimal .", path=path)


def _blank_of(layout: CardLayout) -> dict[str, Any]:
    return _BLANK | ({"currency": layout.currency} if layout.currency else {})


def _misfit(row: list[str], header: list[str], delimiter: str, path: str, line: int) -> RateError:
    """Return the error of a row with more or fewer cells than columns."""
    for name in ("price", "fee", "minimum"):
        place = header.index(name) if name in header else len(row)
        split = delimiter.join(row[place : place + 2])
        if len(row) == len(header) + 1 and re.fullmatch(r"\s*[0-9]+,[0-9]+\s*", split):
            remedy = f"write {split.strip().replace(',', '.')}"
            return RateError(f"is {describe(split)}", remedy, path=path, line=line, key=name, value=split)
    cells, columns = len(row), len(header)
    remedy = f"quote a cell that holds {delimiter!r}" if cells > columns else "an empty cell is a cell too"
    problem = f"has {cells} cell{'s' * (cells != 1)} under {columns} columns"
    return RateError(problem, remedy, path=path, line=line, value=row)


def _didww_rates(rows: CsvRows, names: list[str], path: str) -> Iterator[Rate | RateError]:
    """Read the price file that DIDWW gives beside its look-up."""
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(names):
            yield _misfit(row, names, ",", path, rows.line)
            continue
        try:
            yield didww.row(JsonPlace(dict(zip(names, row, strict=True)), "", path), line=rows.line)
        except RateError as error:
            yield error.under(line=rows.line)


# TOML


def _toml_rates(
    chunks: Iterable[str], path: str, layout: CardLayout
) -> Iterator[Rate | RateError | CardNote]:
    text = "".join(chunks)
    document = parsed_toml(text, path=path, parse_float=Decimal)
    lines = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if re.match(r"""\s*\[\[\s*["']?rates["']?\s*\]\]""", line)
    ]
    rates = _top(document, path)
    # If their numbers differ, some rates are written another way, and no line is better than a wrong one.
    known = lines if len(lines) == len(rates) else [0] * len(rates)
    defaults = document.get("defaults", {})
    yield from _mappings(zip(known, rates, strict=True), defaults, path, layout)


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
    rows: Iterable[tuple[int, Any]], defaults: Any, path: str, layout: CardLayout
) -> Iterator[Rate | RateError | CardNote]:
    """Read rows that name their columns, each over the defaults."""
    blank = _blank_of(layout)
    if not isinstance(defaults, dict):
        raise RateError(f"is {describe(defaults)}", "it must be a table", path=path, key="defaults")
    wrong = False
    for name, value in defaults.items():
        try:
            if name in COLUMNS:
                blank[name] = _read(name, value, layout)
            elif error := _odd(name, path, 0, f"defaults.{_bare(name)}"):
                wrong = True
                yield error
        except Unfit as unfit:
            wrong = True
            yield unfit.at(f"defaults.{name}", path=path)
    if wrong:
        return
    maker = _Rows(path, blank, layout)
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
            errors = [*filter(None, (_odd(name, path, line, f"{key}.{_bare(name)}") for name in others))]
            yield from errors
            if errors:
                continue
            columns = known[names] = maker.columns(name for name in names if name in COLUMNS)
        cells = (value for name, value in row.items() if name in COLUMNS)
        yield from maker.row(
            columns, row.values() if len(columns) == len(names) else [*cells], line=line, key=key
        )


# JSON


def _json_rates(
    chunks: Iterable[str], path: str, layout: CardLayout
) -> Iterator[Rate | RateError | CardNote]:
    text = "".join(chunks)
    reader = JsonStream.over(text, path=path, remedy=_REMEDY)
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
        elements = JsonStream.over(text, path=path, remedy=_REMEDY, at=start).numbered()
        yield from _mappings(elements, document.get("defaults", {}), path, layout)
        return
    elements = reader.numbered()
    first = next(elements, None)
    if first is not None and (read := reader_of([first[1]])) is not None:
        yield from _published([first[1], *(value for _, value in elements)], read, path)
    elif first is not None:
        yield from _mappings(chain([first], elements), {}, path, layout)
    reader.end()


def _published(document: Any, read: Callable[..., tuple[Rate, ...]], path: str) -> Iterator[Rate | CardNote]:
    """Read what a provider publishes, and note the countries in it that have no price."""
    rates = read(document, path=path)
    yield from rates
    for country in without_price(document, rates):
        yield CardNote(path, f"{country} is listed without a price, so that it has no row")


_REMEDY = "write digits, such as 0.0475"
_KINDS: dict[str, Callable[[Iterable[str], str, CardLayout], Iterator[Rate | RateError | CardNote]]] = {
    ".csv": _csv_rates,
    ".tsv": _csv_rates,
    ".xlsx": _csv_rates,
    ".toml": _toml_rates,
    ".json": _json_rates,
}
