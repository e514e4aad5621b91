"""Columns: the kernel against looking at the column and against a list, on one thread and two, in engines.

    python -m benchmarks.columns [--rows 1000000]

Every ratio comes from one process, the contestants in turn, the least of several rounds. Prints a table;
exits 1 where a target is missed by more than a factor of 1.3.
"""

from __future__ import annotations

import argparse
import platform
import sys
from itertools import cycle, islice
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

import duckdb
import numba
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from duckdb.func import PythonUDFType

import segmenter
import segmenter.bulk.polars
from benchmarks.inputs import corpus_messages
from benchmarks.tables import markdown_table, readable
from segmenter import NationalLanguage, Policy
from segmenter.bulk import count_array, sql
from segmenter.bulk.duckdb import register

if TYPE_CHECKING:
    from collections.abc import Callable

MARGIN: Final = 1.3
ROUNDS: Final = 15
EVERY_LANGUAGE: Final = Policy(
    locking_shifts=frozenset(NationalLanguage), single_shifts=frozenset(NationalLanguage)
)
KINDS: Final = {
    "plain": "Your parcel is out for delivery today between nine and twelve.",
    "accents and extension": "è à ñ ö ü [x] é£ größer señor {y} très déjà voilà où 5 €",
    "Cyrillic": "Ваш код подтверждения 1234, никому его не сообщайте.",
    "CJK": "您的验证码是1234，请勿告诉他人。感谢您的使用，祝您愉快。",
    "emoji": "Hi 😀😀 there 🎉 see you 👍🏽 soon",
    "all extension": "[{€}]~^|\\" * 12,
}


class Ratio(NamedTuple):
    """What is compared: ours over theirs; the target is the most it may be."""

    name: str
    ours: str
    theirs: str
    target: float | None


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    texts = list(islice(cycle(corpus_messages()), rows))
    column = pa.array(texts)
    contestants: dict[str, Callable[[], object]] = {
        "utf8_length": lambda: pc.utf8_length(column),
        "one thread": lambda: count_array(column, threads=1),
        "two threads": lambda: count_array(column, threads=2),
        "every language": lambda: count_array(column, policy=EVERY_LANGUAGE, threads=1),
        "list of count": lambda: [segmenter.count(text) for text in texts],
    }
    for kind, text in KINDS.items():
        one_kind = pa.array([text] * (rows // 4))
        contestants[kind] = lambda one_kind=one_kind: count_array(one_kind, threads=1)  # type: ignore[misc]
        contestants[f"utf8_length of {kind}"] = lambda one_kind=one_kind: pc.utf8_length(one_kind)  # type: ignore[misc]
    contestants |= engines(column)
    taken = least(contestants)
    ratios = [
        Ratio("the corpus, one thread", "one thread", "utf8_length", 2),
        Ratio("the same, of a list of count", "one thread", "list of count", 1 / 12),
        Ratio("two threads, of one", "two threads", "one thread", 1 / 1.7),
        Ratio("all 13 languages, of the default", "every language", "one thread", 6),
        *(Ratio(kind, kind, f"utf8_length of {kind}", 6) for kind in KINDS),
        Ratio("Polars, of its identity and the kernel", "Polars", "Polars identity + kernel", 1.3),
        Ratio("DuckDB, of its identity and the kernel", "DuckDB", "DuckDB identity + kernel", 1.3),
        Ratio("DuckDB's macro, of a list of count", "DuckDB macro", "list of count", 1 / 0.3),
    ]
    print(f"{rows:,} rows; {platform.python_version()}, pyarrow {pa.__version__}, numba {numba.__version__}")
    lines = []
    missed = 0
    for name, ours, theirs, target in ratios:
        ratio = taken[ours] / taken[theirs]
        missed += target is not None and ratio > target * MARGIN
        lines.append((name, readable(taken[ours]), readable(taken[theirs]), f"{ratio:.2f}", f"{target:.2f}"))
    print(markdown_table(("case", "ours", "compared with", "ratio", "at most"), lines))
    return 1 if missed else 0


def engines(column: pa.Array) -> dict[str, Callable[[], object]]:
    """Return what Polars and DuckDB do with the kernel, and with a function that does nothing."""
    frame = pl.DataFrame({"text": column})
    connection, with_macros = duckdb.connect(), duckdb.connect()
    connection.execute("SET threads = 1")
    register(connection)
    connection.create_function("nothing", nothing, ["VARCHAR"], "INTEGER", type=PythonUDFType.ARROW)
    connection.register("m", pa.table({"text": column}))
    with_macros.execute(sql.statements("duckdb"))
    with_macros.register("m", pa.table({"text": column}))
    identity = pl.col("text").map_batches(lambda series: series, return_dtype=pl.String, is_elementwise=True)
    return {
        "Polars": lambda: frame.select(pl.col("text").sms.segments().sum()),  # type: ignore[attr-defined]
        "Polars identity": lambda: frame.select(identity.is_null().sum()),
        "DuckDB": lambda: connection.execute("SELECT sum(sms_segments(text)) FROM m").fetchall(),
        "DuckDB identity": lambda: connection.execute("SELECT sum(nothing(text)) FROM m").fetchall(),
        "DuckDB macro": lambda: with_macros.execute("SELECT sum(sms_segments(text)) FROM m").fetchall(),
    }


def nothing(column):  # type: ignore[no-untyped-def]  # DuckDB evaluates annotations
    """Return a number for each row without looking at it."""
    return pa.array(bytes(len(column)), pa.int32())


def least(contestants: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return nanoseconds of each: the least of some rounds, all in turn."""
    taken: dict[str, float] = {}
    for round_number in range(ROUNDS + 1):
        for name, run in contestants.items():
            started = perf_counter()
            run()
            if round_number:  # the first compiles and warms
                taken[name] = min(taken.get(name, float("inf")), (perf_counter() - started) * 1e9)
    for engine in ("Polars", "DuckDB"):
        taken[f"{engine} identity + kernel"] = taken[f"{engine} identity"] + taken["one thread"]
    return taken


if __name__ == "__main__":
    sys.exit(main())
