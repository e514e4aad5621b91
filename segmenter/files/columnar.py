"""Parquet and Arrow files, for audiences and tables alike; rows come in batches.

Only this module reads Parquet, with `pyarrow`; what the columns are for is not known here.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import MissingExtraError
from .errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    import pyarrow as pa

__all__ = ["Advancing", "ColumnarTable"]


class Advancing(Protocol):
    """Is notified of the octets that are read."""

    def advance(self, octets: int) -> None:
        """Count octets that were read."""


class ColumnarTable:
    """A table in a file of columns: Arrow IPC by the end of its name, ``.arrow`` or ``.feather``, or Parquet.

    Args:
        path: of the file.
        stream: the file where it is open already; it is not closed here.
        watcher: notes the octets that are read, by the share of the rows.

    Attributes:
        schema: its columns.

    Raises:
        UnreadableFileError: the system cannot read it, or it is not what its name says.
        MissingExtraError: `pyarrow` is not installed: the extra ``arrow``.
    """

    def __init__(
        self, path: str, stream: BinaryIO | None = None, *, watcher: Advancing | None = None
    ) -> None:
        self._name = "Arrow IPC" if path.lower().endswith((".arrow", ".feather")) else "Parquet"
        self._path, self._watcher = path, watcher
        try:
            import pyarrow.ipc
            import pyarrow.parquet as parquet
        except ImportError:
            raise MissingExtraError("pyarrow", "arrow", f"reading {self._name}") from None
        self._file: Any
        with _reading(path, self._name):
            if self._name == "Parquet":
                source = stream or path
                self._file = parquet.ParquetFile(
                    source, memory_map=False, pre_buffer=False, buffer_size=1 << 20
                )
                self.schema: pa.Schema = self._file.schema_arrow
            else:
                self._file = pyarrow.ipc.open_file(stream or path)
                self.schema = self._file.schema
        self._octets = (os.fstat(stream.fileno()) if stream else os.stat(path)).st_size  # noqa: PTH116

    @property
    def parts(self) -> int:
        """How many parts it has that can be read apart: row groups, or record batches."""
        if self._name == "Parquet":
            return int(self._file.metadata.num_row_groups)
        return int(self._file.num_record_batches)

    def rows_of(self, part: int) -> int:
        """Return how many rows a part has."""
        if self._name == "Parquet":
            return int(self._file.metadata.row_group(part).num_rows)
        return int(self._file.get_batch(part).num_rows)

    def batches(
        self, rows: int, *, columns: Sequence[str] | None = None, parts: Sequence[int] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Yield batches of at most this many rows; by default from all columns and parts."""
        reported, done = 0, 0
        every = None
        with _reading(self._path, self._name):
            for batch in self._parts(rows, columns, range(self.parts) if parts is None else parts):
                yield batch
                if self._watcher:
                    every = every or max(sum(map(self.rows_of, range(self.parts))), 1)
                    done += batch.num_rows
                    self._watcher.advance(self._octets * done // every - reported)
                    reported = self._octets * done // every

    def _parts(
        self, rows: int, columns: Sequence[str] | None, parts: Sequence[int]
    ) -> Iterator[pa.RecordBatch]:
        if self._name == "Parquet":
            yield from self._file.iter_batches(rows, columns=columns, row_groups=parts)
            return
        for part in parts:
            batch = self._file.get_batch(part)
            batch = batch if columns is None else batch.select(columns)
            for start in range(0, batch.num_rows, rows):
                yield batch.slice(start, rows)


@contextmanager
def _reading(path: str, name: str) -> Iterator[None]:
    from pyarrow import ArrowException

    try:
        yield
    except UnreadableFileError:
        raise
    except OSError as error:
        if error.errno:
            raise UnreadableFileError(os.strerror(error.errno), path=path) from None
        raise _not_readable(error, path, name) from None
    except (ArrowException, ValueError) as error:
        raise _not_readable(error, path, name) from None


def _not_readable(error: Exception, path: str, name: str) -> UnreadableFileError:
    reason = str(error).partition("\n")[0].rstrip(".")
    return UnreadableFileError(f"not readable as {name}: {reason}", path=path)
