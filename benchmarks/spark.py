"""Spark: counting in `mapInArrow` and in an Arrow function against doing nothing there, and campaigns.

    python -m benchmarks.spark [--rows 1000000] [--campaign-rows 1000000] [--rounds 5]

One session on two cores does everything; its start is timed apart. The contestants take turns, and the least
of the rounds counts. Processor time is that of this process and all it started: the JVM and its Python
workers. Prints tables; exits 1 where a target is missed by more than a factor of 1.3 in processor time.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyspark
from pyspark.sql import SparkSession
from pyspark.sql import functions as spark_functions

from benchmarks.campaigns import CALLING, CITIES, DEAR, PLAIN, TEMPLATE, card
from benchmarks.inputs import corpus_messages
from benchmarks.processes import processor_seconds
from benchmarks.tables import markdown_table, readable
from segmenter.bulk import spark as sms
from segmenter.bulk import spark_campaigns
from segmenter.pricing.campaigns.campaigns import campaign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyspark.sql import DataFrame

MARGIN: Final = 1.3
OF_A_FILE: Final = 250_000
SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "3g",
    "spark.log.level": "ERROR",
}


class Ratio(NamedTuple):
    """What is compared: ours over theirs; the target is the most it may be."""

    name: str
    ours: str
    theirs: str
    target: float


class Taken(NamedTuple):
    """Seconds on the clock, and of the processors."""

    clock: float
    processor: float


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000, help="texts to count (1,000,000)")
    parser.add_argument("--campaign-rows", type=int, default=1_000_000, help="recipients (1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the maps and functions (5)")
    parser.add_argument("--campaign-rounds", type=int, default=2, help="rounds of the campaign (2)")
    options = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    missed = 0
    with TemporaryDirectory(prefix="sms-spark-") as folder:
        started = perf_counter()
        builder = SparkSession.builder.master("local[2]").config("spark.local.dir", folder)
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        spark.range(1).count()
        print(
            f"Python {platform.python_version()}, Spark {pyspark.__version__}, pyarrow {pa.__version__},"
            f" local[2] on {os.cpu_count()} processors; start {perf_counter() - started:.1f} s"
        )
        try:
            if options.rows:
                write_texts(Path(folder, "texts"), options.rows)
                frame = spark.read.parquet(f"{folder}/texts")
                contestants = counting(frame)
                for warm in contestants.values():
                    warm()
                missed += judge(f"{options.rows:,} texts", contestants, COUNTING, options.rounds)
            if options.campaign_rows:
                audience = Path(folder, "audience.parquet")
                write_audience(audience, options.campaign_rows)
                small = Path(folder, "small.parquet")
                write_audience(small, 50_000)
                for warm in campaigns(spark, small).values():
                    warm()
                contestants = campaigns(spark, audience)
                rows = f"{options.campaign_rows:,} recipients"
                missed += judge(rows, contestants, CAMPAIGNS, options.campaign_rounds)
        finally:
            spark.stop()
    return 1 if missed else 0


# --- What is timed ------------------------------------------------------------------------------------------

COUNTING: Final = [
    Ratio("`with_count`, of a map that changes nothing", "with_count", "identity map", 1.2),
    Ratio(
        "`sms_segments`, of an Arrow function that changes nothing", "sms_segments", "identity function", 1.3
    ),
    Ratio("`sms_count`, of the same", "sms_count", "identity function", 1.3),
]
CAMPAIGNS: Final = [Ratio("campaign on Spark, of one by columns", "on Spark", "by columns", 2)]


def counting(frame: DataFrame) -> dict[str, Callable[[], object]]:
    """Return what counts the texts of a frame, and what only hands them over."""
    functions = sms.register(frame.sparkSession)
    nothing = spark_functions.arrow_udf(unchanged_column, "string")
    counted = sms.with_count(frame, "text")
    mapped = frame.mapInArrow(unchanged, frame.schema)
    return {
        "identity map": lambda: run(mapped),
        "with_count": lambda: run(counted),
        "identity function": lambda: run(frame.select(nothing("text"))),
        "sms_segments": lambda: run(frame.select(functions.sms_segments("text"))),
        "sms_count": lambda: run(frame.select(functions.sms_count("text"))),
    }


def unchanged(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield batches as they come."""
    yield from batches


def unchanged_column(texts: pa.Array) -> pa.Array:
    """Return a column as it comes."""
    return texts


def run(frame: DataFrame) -> None:
    """Compute every row, and throw it away."""
    frame.write.format("noop").mode("overwrite").save()


def campaigns(spark: SparkSession, audience: Path) -> dict[str, Callable[[], object]]:
    """Return the two ways to price an audience."""
    rates = card()
    path = str(audience)
    return {
        "by columns": lambda: campaign(TEMPLATE, path, rates=rates).total,
        "on Spark": lambda: spark_campaigns.campaign(spark.read.parquet(path), TEMPLATE, rates=rates).total,
    }


def write_texts(folder: Path, rows: int) -> None:
    """Write the corpus, over and over, as files of Parquet."""
    folder.mkdir()
    texts = pa.array(islice(cycle(corpus_messages()), min(rows, OF_A_FILE)))
    for number, start in enumerate(range(0, rows, OF_A_FILE)):
        part = texts.slice(0, min(OF_A_FILE, rows - start))
        pq.write_table(pa.table({"text": part}), folder / f"{number:04}.parquet")


def write_audience(path: Path, rows: int) -> None:
    """Write an audience as `benchmarks.campaigns` has it, a tenth of the names outside GSM-7."""
    draw = np.random.default_rng(20_261_122)
    schema = pa.schema([(name, pa.string()) for name in ("recipient", "name", "order", "city")])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, OF_A_FILE):
            size = min(OF_A_FILE, rows - start)

            def some(words: list[str], size: int = size) -> pa.Array:
                return pa.array(words).take(pa.array(draw.integers(0, len(words), size)))

            digits = pa.array(draw.integers(10**8, 10**9, size)).cast(pa.string())
            columns = [
                pc.binary_join_element_wise("+", some(CALLING), digits, ""),
                pc.if_else(pa.array(draw.random(size) < 0.1), some(DEAR), some(PLAIN)),
                pa.array(np.arange(start, start + size) + 10_000_000).cast(pa.string()),
                some(CITIES),
            ]
            writer.write_table(pa.table(columns, schema=schema))


# --- Timing -------------------------------------------------------------------------------------------------


def judge(what: str, contestants: dict[str, Callable[[], object]], ratios: list[Ratio], rounds: int) -> int:
    """Time all in turn, print the ratios, and return how many are beyond their target and the margin."""
    best = least(contestants, rounds)
    lines = []
    missed = 0
    for name, ours, theirs, target in ratios:
        mine, other = best[ours], best[theirs]
        processor = mine.processor / other.processor
        missed += processor > target * MARGIN
        times = [f"{readable(t.clock * 1e9)}, {readable(t.processor * 1e9)}" for t in (mine, other)]
        lines.append((name, *times, f"{mine.clock / other.clock:.2f}", f"{processor:.2f}", f"{target:.1f}"))
    print(f"\n{what}; load {', '.join(f'{value:.1f}' for value in os.getloadavg())}")
    header = (
        "case",
        "ours: clock, processor",
        "compared with",
        "ratio of clocks",
        "of processors",
        "at most",
    )
    print(markdown_table(header, lines), flush=True)
    return missed


def least(contestants: dict[str, Callable[[], object]], rounds: int) -> dict[str, Taken]:
    """Return the least of some rounds, all in turn."""
    taken: dict[str, list[Taken]] = {name: [] for name in contestants}
    for _ in range(rounds):
        answers = []
        for name, contestant in contestants.items():
            clock, processor = perf_counter(), processor_seconds()
            answers.append(contestant())
            taken[name].append(Taken(perf_counter() - clock, processor_seconds() - processor))
        if any(answer != answers[0] for answer in answers):
            raise AssertionError(f"the answers differ: {answers}")
    return {name: Taken(*map(min, zip(*some, strict=True))) for name, some in taken.items()}


if __name__ == "__main__":
    sys.exit(main())
