"""Tables counted into a folder of parts, which can resume a stopped run or be spread over executors.

Each part appears complete, and is the same whoever writes it. It must not know how a table is read or
a text counted.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from ..files.columnar import ColumnarTable
from ..files.errors import UnwritableFileError
from ..files.writing import locked, replacing
from .errors import TableError
from .table_reading import kind_of
from .tables import GroupTotals, TableJob, TableTotals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import SparkSession

    from ..pricing.campaigns.audiences import Watcher

__all__ = ["count_on_spark", "count_parts"]

_MANIFEST = "_manifest.jsonl"  # readers of folders skip names that begin with an underscore
_ROWS_OF_A_TASK = 1 << 20


def count_parts(
    paths: Sequence[str],
    folder: str,
    *,
    rejects: str | None = None,
    watcher: Watcher | None = None,
    **options: Any,
) -> TableTotals:
    """Count tables into a folder of parts, one for each batch; continue where an earlier run was stopped.

    In the end the folder is the same as after a run that was never stopped.

    Args:
        paths: the tables to read, all with the same columns.
        folder: for the parts; its suffix is their format. A file beside them lists the finished ones.
        rejects: a file, written at the end.
        watcher: receives the number of octets read.
        options: the other fields of `TableJob`. Group keys that JSON cannot hold become texts.

    Raises:
        TableError: as `count_table`; or the folder was begun with other tables or options.
        UnreadableFileError: a file cannot be read, or does not match its suffix.
        UnwritableFileError: a file cannot be written, or the folder holds something else.
        MissingExtraError: `pyarrow` or `numba` is not installed: the extra ``arrow``.
    """
    kind_of(folder)
    job = TableJob(paths, **options)
    first = job.opened(paths[0], watcher)
    job.schema(first)
    totals = TableTotals()
    _make(folder)
    with locked(os.path.join(folder, _MANIFEST)):  # noqa: PTH118  # as elsewhere
        with _Manifest(folder, job, rejecting=rejects is not None) as manifest:
            for number, (path, batch) in enumerate(job.batches(first, watcher)):
                if number not in manifest.done:
                    names = _names(folder, number)
                    with job.writing(first, names.part, rejects and names.rejects) as counted:
                        done = counted(path, batch)
                    manifest.add(number, done)
                totals.merge(manifest.done[number])
        totals.check()
        if rejects is not None:
            _join_rejects(folder, len(manifest.done), rejects)
    return totals


def count_on_spark(
    spark: SparkSession, paths: Sequence[str], folder: str, *, rejects: str | None = None, **options: Any
) -> TableTotals:
    """Count tables on Spark's executors into a folder of parts, which appears at the end.

    A task is a file, or some row groups of a large Parquet file. Each executor reads and writes the files
    itself, so all must see them under the same names. A task that is repeated writes the same part again.

    Args:
        spark: the session.
        paths: the tables to read, all with the same columns.
        folder: for the parts; its suffix is their format.
        rejects: a file, written at the end.
        options: the other fields of `TableJob`.

    Raises:
        TableError: as `count_table`.
        UnreadableFileError: a file cannot be read, or does not match its suffix.
        UnwritableFileError: a file cannot be written, or the folder exists.
    """
    kind_of(folder)
    job = TableJob([*paths], **options)
    job.schema(job.opened(paths[0]))
    if os.path.lexists(folder):
        raise UnwritableFileError("it exists already; name a folder that does not", path=folder)
    growing = f"{folder}._temporary"
    _make(growing)
    tasks = [*_tasks(job)]
    task = _Task(job, growing, rejecting=rejects is not None)
    outcomes = spark.sparkContext.parallelize([*enumerate(tasks)], max(len(tasks), 1)).map(task).collect()
    totals = TableTotals()
    for outcome in outcomes:
        if not isinstance(outcome, TableTotals):
            raise outcome
        totals.merge(outcome)
    totals.check()
    if rejects is not None:
        _join_rejects(growing, len(tasks), rejects)
        for number in range(len(tasks)):
            os.unlink(_names(growing, number).rejects)  # noqa: PTH108
    os.rename(growing, folder)  # noqa: PTH104
    return totals


class _Task:
    """Counts some parts of a table on an executor; it returns errors, since Spark retries raised ones."""

    def __init__(self, job: TableJob, folder: str, *, rejecting: bool) -> None:
        self._job, self._folder, self._rejecting = job, folder, rejecting

    def __call__(self, numbered: tuple[int, tuple[str, list[int] | None]]) -> TableTotals | TableError:
        number, (path, parts) = numbered
        job, names = self._job, _names(self._folder, number)
        totals = TableTotals()
        try:
            first = job.opened(job.paths[0])
            table = first if (path, parts) == (job.paths[0], None) else job.opened(path, parts=parts)
            job.require_same(first, table, path)
            with job.writing(first, names.part, names.rejects if self._rejecting else None) as counted:
                for batch in table.batches():
                    totals.merge(counted(path, batch))
        except TableError as error:
            return error
        return totals


def _tasks(job: TableJob) -> Iterator[tuple[str, list[int] | None]]:
    """Yield what each task reads: a path, and the row groups of a Parquet file."""
    for path in job.paths:
        if kind_of(path).format != "parquet":
            yield path, None
            continue
        table = ColumnarTable(path)
        parts: list[int] = []
        rows = 0
        for part in range(table.parts):
            parts.append(part)
            rows += table.rows_of(part)
            if rows >= _ROWS_OF_A_TASK:
                yield path, parts
                parts, rows = [], 0
        if parts or not table.parts:
            yield path, parts or None


class _Names(NamedTuple):
    part: str
    rejects: str


def _names(folder: str, number: int) -> _Names:
    """Return the paths of a part and its rejects."""
    base = os.path.basename(folder.rstrip("/")).removesuffix("._temporary")  # noqa: PTH119
    kind = kind_of(base)
    dots = 2 if kind.compression else 1
    suffix = "." + ".".join(base.rsplit(".", dots)[1:])
    return _Names(
        os.path.join(folder, f"part-{number:06}{suffix}"),  # noqa: PTH118
        os.path.join(folder, f"_rejects-{number:06}.jsonl"),  # noqa: PTH118
    )


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except OSError as error:
        raise UnwritableFileError.because(error, folder) from None


def _join_rejects(folder: str, parts: int, rejects: str) -> None:
    with replacing(rejects) as joined:
        for number in range(parts):
            with open(_names(folder, number).rejects, "rb") as stream:  # noqa: PTH123
                while octets := stream.read(1 << 20):
                    joined.write(octets)


class _Manifest:
    """The finished parts of a folder: a line with the job, then one for each part.

    Attributes:
        done: the totals of the finished parts, by number.
    """

    def __init__(self, folder: str, job: TableJob, *, rejecting: bool) -> None:
        self.done: dict[int, TableTotals] = {}
        self._path = os.path.join(folder, _MANIFEST)  # noqa: PTH118
        asked = {"segmenter": 1, **_asked(job), "rejects": rejecting}
        try:
            if not os.path.exists(self._path):  # noqa: PTH110
                if strangers := [name for name in os.listdir(folder) if not name.startswith(".segmenter-")]:  # noqa: PTH208
                    reason = f"it holds {strangers[0]!r} and no parts that an earlier run began"
                    raise UnwritableFileError(reason, path=folder)
                with replacing(self._path) as stream:
                    stream.write(f"{json.dumps(asked)}\n".encode())
            self._stream = open(self._path, "r+b")  # noqa: PTH123, SIM115  # closed at exit
        except OSError as error:
            raise UnwritableFileError.because(error, self._path) from None
        lines = self._stream.read().split(b"\n")
        self._stream.seek(-len(lines[-1]), os.SEEK_END)
        self._stream.truncate()  # a line that was not finished
        begun = json.loads(lines[0])
        if begun != asked:
            self._stream.close()
            names = ", ".join(name for name in asked if begun.get(name) != asked[name])
            remedy = "give the same tables and options, or name another folder"
            raise TableError(f"it was begun with other {names}", remedy, path=folder)
        for line in lines[1:-1]:
            number, totals = _entry(line)
            self.done[number] = totals

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def add(self, number: int, totals: TableTotals) -> None:
        """Note that a part is finished, and its totals as they will be read again."""
        entry = asdict(totals)
        entry["groups"] = [[key, group] for key, group in entry["groups"].items()]
        line = f"{json.dumps({'part': number, **entry}, default=str)}\n".encode()
        self._stream.write(line)
        self._stream.flush()
        self.done[number] = _entry(line)[1]


def _asked(job: TableJob) -> dict[str, Any]:
    stats = [os.stat(path) for path in job.paths]  # noqa: PTH116
    return {
        "tables": [
            [path, stat.st_size, stat.st_mtime_ns] for path, stat in zip(job.paths, stats, strict=True)
        ],
        "column of texts": job.text,
        "columns to add": [*job.add],
        "column to group by": job.group_by,
        "policy": repr(job.policy),
        "delimiter": job.delimiter,
        "encoding": job.encoding,
        "sheet": job.sheet,
        "rates": job.pricer.described if job.pricer else None,
    }


def _entry(line: bytes) -> tuple[int, TableTotals]:
    """Return the number of a part and its totals."""
    entry = json.loads(line)
    number = entry.pop("part")
    groups = {key: GroupTotals(**group) for key, group in entry.pop("groups")}
    total = GroupTotals(**entry.pop("total"))
    return number, TableTotals(**entry, total=total, groups=groups)
