"""Tables written batch by batch, in most of the formats that are read.

It knows files and columns. It must not know what a text costs.
"""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from ..files.errors import UnwritableFileError
from ..files.writing import replacing
from .columns import plain_kind
from .table_reading import JSON_TEXT, kind_of

# isort: split
import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet
import pyarrow.types as kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["TableWriter", "written_table"]

_GROUP_ROWS, _GROUP_OCTETS = 1 << 20, 32 << 20  # of a row group, whichever is reached first


class TableWriter(ABC):
    """Writes the rows of a table, mostly with a writer of Arrow's."""

    _writer: Any = None

    @abstractmethod
    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""

    def close(self) -> None:
        """Write the rest and the end."""
        if self._writer is not None:
            self._writer.close()


@contextmanager
def written_table(path: str, schema: pa.Schema, *, delimiter: str = ",") -> Iterator[Callable[[Any], None]]:
    """Write a table, which replaces `path` at the end if nothing fails.

    Args:
        path: its suffix is the format.
        schema: its columns.
        delimiter: between the cells of a CSV.

    Yields:
        A function that writes a batch.

    Raises:
        UnwritableFileError: the system refuses, or the format cannot hold such a column.
        TableError: the suffix is unknown.
    """
    kind = kind_of(path)
    with replacing(path) as stream:
        stream.flush()
        own = os.fdopen(os.dup(stream.fileno()), "wb")  # Arrow closes its sink
        sink = None
        writer: TableWriter | None = None
        try:
            sink = pa.CompressedOutputStream(own, kind.compression) if kind.compression else own
            if kind.format == "parquet":
                writer = _Parquet(sink, schema)
            elif kind.format == "csv":
                writer = _Csv(sink, schema, delimiter)
            elif kind.format == "jsonl":
                writer = _JsonLines(sink, schema)
            else:
                writer = _Ipc(sink, schema, stream=kind.format == "stream")
            yield _located(writer.write, path)
            _located(writer.close, path)()
            sink.close()
        except BaseException:
            # An open writer would write its end later, into a closed file.
            with suppress(OSError, ValueError, pa.ArrowException):
                if writer is not None:
                    writer.close()
            raise
        finally:
            for opened in (sink, own):
                with suppress(OSError, ValueError, AttributeError):
                    opened.close()  # type: ignore[union-attr]


def _located(act: Callable[..., None], path: str) -> Callable[..., None]:
    """Return a function whose errors have the path."""

    def located(*arguments: Any) -> None:
        try:
            act(*arguments)
        except pa.ArrowException as error:
            raise UnwritableFileError(str(error).partition("\n")[0], path=path) from None

    return located


class _Parquet(TableWriter):
    """Collects batches, since small row groups would be slow to read."""

    def __init__(self, sink: Any, schema: pa.Schema) -> None:
        self._writer = pa.parquet.ParquetWriter(sink, schema)
        self._waiting: list[pa.RecordBatch] = []
        self._rows = self._octets = 0

    def write(self, batch: pa.RecordBatch) -> None:
        self._waiting.append(batch)
        self._rows += batch.num_rows
        self._octets += batch.nbytes
        if self._rows >= _GROUP_ROWS or self._octets >= _GROUP_OCTETS:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting), max(self._rows, 1))
        self._waiting.clear()
        self._rows = self._octets = 0

    def close(self) -> None:
        self._flush()
        super().close()


class _Ipc(TableWriter):
    """Writes dictionary columns in full: a file cannot change a dictionary between batches."""

    def __init__(self, sink: Any, schema: pa.Schema, *, stream: bool) -> None:
        self._schema = _without_dictionaries(schema)
        new = pa.ipc.new_stream if stream else pa.ipc.new_file
        self._writer = new(sink, self._schema)

    def write(self, batch: pa.RecordBatch) -> None:
        self._writer.write_batch(_cast(batch, self._schema))


class _Csv(TableWriter):
    """Writes lists and structs as JSON."""

    def __init__(self, sink: Any, schema: pa.Schema, delimiter: str) -> None:
        plain = _without_dictionaries(schema)
        self._schema = pa.schema(
            [field.with_type(pa.large_string()) if _is_nested(field.type) else field for field in plain]
        )
        options = pa.csv.WriteOptions(delimiter=delimiter, quoting_style="needed")
        self._writer = pa.csv.CSVWriter(sink, self._schema, write_options=options)

    def write(self, batch: pa.RecordBatch) -> None:
        arrays = [
            pa.array(
                [None if value is None else _json(value) for value in array.to_pylist()], pa.large_string()
            )
            if _is_nested(array.type)
            else array
            for array in batch.columns
        ]
        self._writer.write_batch(
            _cast(pa.RecordBatch.from_arrays(arrays, names=batch.schema.names), self._schema)
        )


class _JsonLines(TableWriter):
    """Writes an object per line with every field; dates, times and decimals become texts."""

    def __init__(self, sink: Any, schema: pa.Schema) -> None:
        self._sink = sink
        self._parsed = [
            (number, field.name) for number, field in enumerate(schema) if field.metadata == JSON_TEXT
        ]

    def write(self, batch: pa.RecordBatch) -> None:
        rows = batch.to_pylist()
        for _, name in self._parsed:
            for row in rows:
                row[name] = None if row[name] is None else json.loads(row[name])
        self._sink.write("".join(_json(row) + "\n" for row in rows).encode())


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_as_json)
    try:
        written.encode()
    except UnicodeEncodeError:  # half of a surrogate pair inside a list or an object
        return json.dumps(value, default=_as_json)
    return written


def _as_json(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _is_nested(kind: pa.DataType) -> bool:
    return bool(kinds.is_nested(kind))


def _without_dictionaries(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_type(plain_kind(field.type)) for field in schema], metadata=schema.metadata)


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    arrays = [
        array if array.type == field.type else array.cast(field.type)
        for array, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
