"""Counting a column: the result of `count` for each text, as an Arrow struct array.

Passes the column's blocks to the kernel, and the rows that the kernel must not decide to `core`. It must not
know how either works.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.counting import DEFAULT_POLICY, Count, checked, count
from ..core.policy import Boundary, Policy
from ..errors import MissingExtraError
from .columns import BLOCK_ROWS, Block, as_chunks, blocks, distinct  # first: it names the extra if need be
from .errors import ColumnError, unencodable_row

# isort: split
import numpy as np
import pyarrow as pa
import pyarrow.compute

from . import kernel
from .candidates import Candidates, candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["FIELDS", "answered", "count_array", "count_kinds"]

FIELDS = {"encoding": pa.string(), "segments": pa.int32(), "units": pa.int32(), "free_units": pa.int16()}
"""The fields of a counted text, and their types in tables and engines."""

_WORTH_A_THREAD = 4 * BLOCK_ROWS
_PARTS_OF_A_THREAD = 8


class AnswerColumns(NamedTuple):
    """The kernel's answers, one per row."""

    candidate: NDArray[np.int8] | NDArray[np.int16]
    segments: NDArray[np.int32]
    units: NDArray[np.int32]
    free_units: NDArray[np.int16]

    @classmethod
    def of(cls, rows: int, allowed: Candidates) -> AnswerColumns:
        """Make room for the answers of some rows."""
        candidate = np.int8 if allowed.one_alphabet else np.int16
        return cls(
            _room(rows, candidate), _room(rows, np.int32), _room(rows, np.int32), _room(rows, np.int16)
        )

    def part(self, start: int, rows: int) -> AnswerColumns:
        """Return the room of some rows."""
        return AnswerColumns._make(column[start : start + rows] for column in self)


def _room(rows: int, kind: type[np.signedinteger[Any]]) -> NDArray[Any]:
    """Return an array in Arrow's memory, which Arrow reuses: numpy's new memory takes 5 ns a row more."""
    return np.frombuffer(pa.allocate_buffer(max(rows, 1) * np.dtype(kind).itemsize), kind)[:rows]


def count_array(
    column: Any, *, policy: Policy = DEFAULT_POLICY, shifts: bool = False, threads: int | None = None
) -> pa.StructArray:
    """Count each text of a column, as `segmenter.count` would.

    Args:
        column: an Arrow array or chunked array of string, large_string or string_view, plain or
            dictionary-encoded; a Polars or pandas Series; a list.
        policy: what may be chosen.
        shifts: whether to add the national languages, by number, null for none.
        threads: how many to use; by default all processors if the column is long.

    Returns:
        A struct for each row: ``encoding`` (a dictionary of strings), ``segments`` and ``units`` (int32;
        septets for GSM-7, 16-bit code units for UCS-2), ``free_units`` (int16, left in the last segment). A
        null row gives a null struct.

    Raises:
        ColumnError: a row is not UTF-8, or cannot be encoded under the policy; it has the row's number.
        TypeError: the column does not hold texts.
        MissingExtraError: `pyarrow` or `numba` is not installed: the extra ``arrow``.

    >>> from segmenter.bulk import count_array
    >>> counted = count_array(["It's here", "It’s here", None])
    >>> counted.field("encoding").to_pylist(), counted.field("units").to_pylist()
    (['GSM-7', 'UCS-2', None], [9, 9, None])
    """
    allowed = candidates(checked(policy))
    chunks = as_chunks(column)
    parts, start = [], 0
    for chunk in chunks:
        parts.append(_count_chunk(chunk, start, allowed, policy, shifts=shifts, threads=threads))
        start += len(chunk)
    return parts[0] if len(parts) == 1 else pa.concat_arrays(parts)


def answered(column: Any, function: str, *, policy: Policy) -> pa.Array:
    """Return the result of an engine's function for some texts, on one thread: engines have their own.

    Args:
        column: as for `count_array`.
        function: ``sms_count`` for a struct of `FIELDS`; ``sms_segments`` and so on for one of them.
        policy: what may be chosen.
    """
    counted = count_array(column, policy=policy, threads=1)
    if function == "sms_count":
        return counted.cast(pa.struct(FIELDS.items()))
    field = function.removeprefix("sms_")
    return counted.field(field).cast(FIELDS[field])


def _count_chunk(
    chunk: pa.Array, start: int, allowed: Candidates, policy: Policy, *, shifts: bool, threads: int | None
) -> pa.StructArray:
    if (pair := distinct(chunk)) is not None:  # each different text once
        texts, indices = pair
        used = pa.compute.unique(indices).drop_null()
        try:
            counted = _count_chunk(texts.take(used), 0, allowed, policy, shifts=shifts, threads=threads)
        except ColumnError as error:
            row = pa.compute.index(indices, used[error.row]).as_py()
            raise ColumnError(error.problem, error.remedy, row=start + row) from error.__cause__
        return counted.take(pa.compute.index_in(indices, used))
    answers = _answers(chunk, start, allowed, policy, threads=threads)
    return _struct(answers, chunk, allowed, shifts=shifts)


def count_kinds(texts: pa.Array, *, policy: Policy) -> tuple[NDArray[np.int64], list[Count]]:
    """Count texts, most of which have the same count as another.

    Args:
        texts: string or large_string, at least one and no nulls.
        policy: what may be chosen.

    Returns:
        The index of each text's kind, and the result of `segmenter.count` for each kind.

    Raises:
        ColumnError: a text cannot be encoded under the policy.

    >>> kinds, counts = count_kinds(pa.array(["hi", "It’s here", "yo"]), policy=Policy())
    >>> kinds.tolist(), [counted.units for counted in counts]
    ([0, 1, 0], [2, 9])
    """
    answers = _answers(texts, 0, candidates(checked(policy)), policy, threads=None)
    # The four numbers of a row as one. A row of 2^27 octets is the longest that is read: 63 bits are enough.
    key = np.zeros(len(texts), np.int64)
    for numbers in answers:
        key = key * (int(numbers.max()) + 1) + numbers
    kinds = pa.array(key).dictionary_encode().indices.to_numpy()
    first = np.empty(int(kinds.max()) + 1, np.int64)
    first[kinds[::-1]] = np.arange(len(texts))[::-1]
    return kinds, [count(texts[row].as_py(), policy=policy) for row in first.tolist()]


def _answers(
    chunk: pa.Array, start: int, allowed: Candidates, policy: Policy, *, threads: int | None
) -> AnswerColumns:
    answers = AnswerColumns.of(len(chunk), allowed)
    run = _Chunk(chunk, start, allowed, policy, answers).count_rows
    wanted = _threads(threads, len(chunk))
    if wanted == 1:
        run(range(len(chunk)))
        return answers
    from concurrent.futures import ThreadPoolExecutor

    # More parts than threads, since parts with longer texts take longer. The error of the first row wins.
    rows = max(len(chunk) // (_PARTS_OF_A_THREAD * wanted), BLOCK_ROWS)
    parts = [range(first, min(first + rows, len(chunk))) for first in range(0, len(chunk), rows)]
    with ThreadPoolExecutor(wanted) as pool:
        for _ in pool.map(run, parts):
            pass
    return answers


def _threads(wanted: int | None, rows: int) -> int:
    if wanted is None:
        return min(os.cpu_count() or 1, rows // _WORTH_A_THREAD) or 1
    if type(wanted) is not int or wanted < 1:
        raise ValueError(f"threads must be an int of at least 1, not {wanted!r}")
    return wanted


class _Chunk(NamedTuple):
    """Some texts to be counted.

    Attributes:
        texts: string, large_string or string_view.
        start: the number of the first in the column.
        allowed: the policy's candidates.
        policy: what may be chosen.
        answers: where the answers go.
    """

    texts: pa.Array
    start: int
    allowed: Candidates
    policy: Policy
    answers: AnswerColumns

    def count_rows(self, rows: range) -> None:
        """Count some of the texts, block by block."""
        marks = np.empty(0, np.uint8)
        for block in blocks(self.texts.slice(rows.start, len(rows)), rows.start):
            octets = int(max(block.offsets[-1] - block.offsets[0], 0))
            if len(marks) < octets + 16:
                marks = np.empty(octets // 8 * 8 + 16, np.uint8)
            self._count_block(block, marks)

    def _count_block(self, block: Block, marks: NDArray[np.uint8]) -> None:
        allowed, policy = self.allowed, self.policy
        part = self.answers.part(block.start, block.rows)
        rows = block.octets, block.offsets, block.valid
        if allowed.one_alphabet:
            loop = _compiled(kernel.count_rows)
            costs = allowed.first_costs, allowed.first_by_two, allowed.rooms
            ended, row = loop(*rows, *costs, marks, *part)
        else:
            loop = _compiled(kernel.count_rows_by_candidates)
            classes = allowed.classes, allowed.costs, allowed.rooms, allowed.plain_wins
            ended, row = loop(*rows, *classes, marks, *part)
        if ended != kernel.FINE:
            raise self._error(ended, block.start + row)
        if policy.boundary is not Boundary.CODE_POINT or policy.numbering:
            self._ask_core(block, part)

    def _error(self, ended: int, place: int) -> ColumnError:
        row = self.start + place
        if ended == kernel.INVALID_UTF8:
            return ColumnError("its octets are not UTF-8", "decode the column again from its source", row=row)
        if ended == kernel.BROKEN_OFFSETS:
            return ColumnError("its offsets lie outside the column's octets", "rebuild the array", row=row)
        error = unencodable_row(row, self.texts[place].as_py(), self.policy)
        if error is None:
            raise AssertionError(f"the kernel cannot encode row {row}, and core can")
        return error

    def _ask_core(self, block: Block, part: AnswerColumns) -> None:
        """Count the rows of more than one segment again, by `core`: only there can a cut move."""
        number_of = {
            (coding.encoding, coding.locking_shift, coding.single_shift): number
            for number, coding in enumerate(self.allowed.codings)
        }
        for row in np.flatnonzero(part.segments > 1).tolist():
            counted = count(self.texts[block.start + row].as_py(), policy=self.policy)
            part.candidate[row] = number_of[counted.encoding, counted.locking_shift, counted.single_shift]
            part.segments[row], part.units[row] = counted.segments, counted.units
            part.free_units[row] = counted.free_units


def _compiled(loop: Callable[..., tuple[int, int]]) -> Callable[..., tuple[int, int]]:
    try:
        return kernel.compiled(loop)
    except ImportError:
        raise MissingExtraError("numba", "arrow", "counting columns") from None


def _struct(answers: AnswerColumns, chunk: pa.Array, allowed: Candidates, *, shifts: bool) -> pa.StructArray:
    encodings = list(dict.fromkeys(coding.encoding for coding in allowed.codings))
    number_of = np.array([encodings.index(coding.encoding) for coding in allowed.codings], np.int8)
    names = pa.array([encoding.value for encoding in encodings], pa.string())
    # The fields of a null are null too: `StructArray.field` ignores the mask of the struct.
    nulls = chunk.is_null().to_numpy(zero_copy_only=False) if chunk.null_count else None
    in_order = len(encodings) == len(allowed.codings) and answers.candidate.dtype == np.int8
    numbers = pa.array(answers.candidate if in_order else number_of[answers.candidate], mask=nulls)
    fields: dict[str, pa.Array] = {
        "encoding": pa.DictionaryArray.from_arrays(numbers, names),
        "segments": pa.array(answers.segments, mask=nulls),
        "units": pa.array(answers.units, mask=nulls),
        "free_units": pa.array(answers.free_units, mask=nulls),
    }
    if shifts:
        for name in ("locking_shift", "single_shift"):
            languages: Sequence[int | None] = [getattr(coding, name) for coding in allowed.codings]
            of_rows = np.array([language or 0 for language in languages], np.int8)[answers.candidate]
            fields[name] = pa.array(of_rows, mask=of_rows == 0)
    mask = None if nulls is None else pa.array(nulls)
    return pa.StructArray.from_arrays(list(fields.values()), names=list(fields), mask=mask)
