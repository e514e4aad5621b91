"""A column of texts as blocks of octets and offsets, whatever its Arrow type.

A string or large_string column is not copied; other types are converted to one of these block by block. It
must not know what a text costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.counting import DEFAULT_POLICY
from ..errors import MissingExtraError
from .errors import unencodable_row

try:
    import numpy as np
    import pyarrow as pa
except ImportError as error:
    raise MissingExtraError((error.name or "pyarrow").split(".")[0], "arrow", "counting columns") from None

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = [
    "BLOCK_ROWS",
    "Block",
    "as_chunks",
    "as_large",
    "blocks",
    "distinct",
    "is_text",
    "plain_kind",
]

BLOCK_ROWS = 1 << 13
"""Rows in a block: their octets and their marks stay in the processor's cache."""

_BLOCK_OCTETS = 1 << 24  # long texts make blocks of fewer rows


class Block(NamedTuple):
    """Some rows of a column.

    Attributes:
        start: the number of its first row in the column.
        octets: uint8, the octets of the whole chunk.
        offsets: int64, one more than rows: where each starts in `octets` and where the last one stops.
        valid: bool, false for a null; empty where no row is null.
    """

    start: int
    octets: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    valid: NDArray[np.bool_]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.offsets) - 1


def as_chunks(column: object) -> list[pa.Array]:
    """Return a column's chunks, each an Arrow array.

    Args:
        column: an Arrow array or chunked array; a Polars or pandas Series, or anything else that exports
            Arrow data; a list of `str` and `None`.

    Raises:
        TypeError: it is none of these, or its values are not texts.
    """
    if isinstance(column, list):
        return [_from_texts(column)]
    if isinstance(column, pa.ChunkedArray):
        chunks = column.chunks or [pa.array([], column.type)]
    elif isinstance(column, pa.Array):
        chunks = [column]
    elif hasattr(column, "__arrow_c_stream__"):
        return as_chunks(pa.chunked_array(column))
    else:
        raise TypeError(f"a column must be an Arrow array or a list of texts, not {type(column).__name__}")
    kind = plain_kind(chunks[0].type)
    if not (is_text(kind) or pa.types.is_null(kind)):
        raise TypeError(
            f"a column of texts must be string, large_string or string_view, not {kind}; cast it first"
        )
    return list(chunks)


def _from_texts(texts: list[Any]) -> pa.Array:
    """Return a list as an array.

    Raises:
        ColumnError: a text has a lone surrogate, which no column can hold.
        TypeError: an item is not a text.
    """
    wrong = next((text for text in texts if not isinstance(text, str | None)), None)
    if wrong is not None:
        raise TypeError(f"a column must hold texts and None, not {type(wrong).__name__}")
    try:
        return pa.array(texts, pa.large_string())
    except UnicodeEncodeError:
        errors = (unencodable_row(row, text, DEFAULT_POLICY) for row, text in enumerate(texts) if text)
        raise next(filter(None, errors)) from None


def plain_kind(kind: pa.DataType) -> pa.DataType:
    """Return the type of a column's values, whether it is dictionary-encoded or not."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def is_text(kind: pa.DataType) -> bool:
    """Tell whether a type is one of texts."""
    texts = pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view
    return any(is_kind(kind) for is_kind in texts)


def distinct(chunk: pa.Array) -> tuple[pa.Array, pa.Array] | None:
    """Return the texts and the indices of a dictionary-encoded chunk; `None` for any other."""
    if not pa.types.is_dictionary(chunk.type):
        return None
    texts = chunk.dictionary
    if pa.types.is_string_view(texts.type):  # Arrow cannot select rows of these
        texts = texts.cast(pa.large_string())
    return texts, chunk.indices


def as_large(chunk: pa.Array) -> pa.Array:
    """Return a chunk of texts as large_string: Arrow can select rows of that, but not of string_view."""
    coded = distinct(chunk)
    if coded is None:
        return chunk.cast(pa.large_string())
    texts, indices = coded
    return texts.cast(pa.large_string()).take(indices)


def blocks(chunk: pa.Array, start: int = 0) -> Iterator[Block]:
    """Yield the blocks of a chunk of texts."""
    if pa.types.is_null(chunk.type):
        chunk = chunk.cast(pa.string())
    if pa.types.is_string_view(chunk.type):
        for first in range(0, len(chunk), BLOCK_ROWS):
            yield from blocks(chunk.slice(first, BLOCK_ROWS).cast(pa.large_string()), start + first)
        return
    octets, offsets = _buffers(chunk)
    valid = np.empty(0, np.bool_)
    first = 0
    while first < len(chunk):
        rows = min(BLOCK_ROWS, len(chunk) - first)
        # Fewer rows of long texts: the working memory is as large as their octets.
        limit = np.searchsorted(
            offsets[first : first + rows + 1], offsets[first] + _BLOCK_OCTETS, side="right"
        )
        rows = max(min(rows, int(limit) - 1), 1)
        part = offsets[first : first + rows + 1].astype(np.int64)
        if chunk.null_count:
            valid = chunk.slice(first, rows).is_valid().to_numpy(zero_copy_only=False)
        yield Block(start + first, octets, part, valid)
        first += rows


def _buffers(chunk: pa.Array) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """Return all octets and the offsets of a string or large_string array, without a copy."""
    width: type[np.signedinteger[Any]] = np.int64 if pa.types.is_large_string(chunk.type) else np.int32
    _, offsets, octets = chunk.buffers()
    if len(chunk) == 0 or offsets is None:
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    numbers = np.frombuffer(offsets, width, offsets.size // np.dtype(width).itemsize)
    texts = np.empty(0, np.uint8) if octets is None else np.frombuffer(octets, np.uint8)
    return texts, numbers[chunk.offset : chunk.offset + len(chunk) + 1]
