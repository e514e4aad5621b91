"""The curve of a column's count, from a thousand rows up, on one thread and two.

    python -m benchmarks.scale [--most 10000000]

Each length is counted in turn on one thread and two, the least of several rounds; the texts are those of the
corpus, over and over. Prints the table of docs/background/scale.md, with the load of the machine meanwhile.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from itertools import cycle, islice
from time import perf_counter

import numba
import pyarrow as pa

from benchmarks.inputs import corpus_messages
from benchmarks.tables import markdown_table
from segmenter.bulk import count_array

OF_A_CHUNK = 1_000_000


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=10_000_000)
    most = parser.parse_args().most
    chunk = pa.array(islice(cycle(corpus_messages()), min(most, OF_A_CHUNK)))
    count_array(chunk.slice(0, 100))  # compiles
    lines = []
    rows = 1000
    while rows <= most:
        column = column_of(chunk, rows)
        rounds = max(3, min(50, 5_000_000 // rows))
        one, two = taken(column, rounds)
        million = rows / 1e6
        lines.append((f"{rows:,}", f"{one * 1e3:,.2f} ms", f"{million / one:,.1f}", f"{million / two:,.1f}"))
        rows *= 10
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{platform.python_version()}, pyarrow {pa.__version__}, numba {numba.__version__}; load {load}")
    print(markdown_table(("rows", "one thread", "million a second", "with two threads"), lines))
    return 0


def column_of(chunk: pa.Array, rows: int) -> pa.ChunkedArray:
    """Return a column of this many rows; beyond a million the same chunk repeats."""
    if rows <= len(chunk):
        return pa.chunked_array([chunk.slice(0, rows)])
    return pa.chunked_array([chunk] * (rows // len(chunk)))


def taken(column: pa.ChunkedArray, rounds: int) -> tuple[float, float]:
    """Return seconds on one thread and on two, the least of some rounds, in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for place, threads in enumerate((1, 2)):
            started = perf_counter()
            count_array(column, threads=threads)
            best[place] = min(best[place], perf_counter() - started)
    return best[0], best[1]


if __name__ == "__main__":
    sys.exit(main())
