"""pyperf over many messages: the real corpus, and a list of 1,000,000 mixed ones; per message.

    python -m benchmarks.corpus --output corpus.json

Results are either dropped one by one or kept in a list. Kept ones the garbage collector walks again and
again, so that is measured with the collector on and off.
"""

from __future__ import annotations

import gc
import sys
from functools import cache, partial
from time import perf_counter
from typing import TYPE_CHECKING

import pyperf

import segmenter
from benchmarks.inputs import MIXED_MESSAGES, SHARED_DATA, CorpusAbsentError, corpus_messages, mixed_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Pass = Callable[[Sequence[str]], object]


def main() -> None:
    # Every value is a pass over the whole list, so a few of them say enough.
    runner = pyperf.Runner(processes=3, values=2, loops=1, program_args=("-m", "benchmarks.corpus"))
    runner.argparser.set_defaults(inherit_environ=[SHARED_DATA])  # workers are given no others
    options = runner.parse_args()
    sources: dict[str, tuple[int, Callable[[], Sequence[str]]]] = {
        f"{MIXED_MESSAGES:,} mixed": (MIXED_MESSAGES, mixed),
    }
    try:
        sources["real corpus"] = (len(real()), real)
    except CorpusAbsentError as absent:
        if not options.worker:
            print(f"Left out: {absent}", file=sys.stderr)
    for source, (rows, messages) in sources.items():
        for name, one_pass in PASSES.items():
            for collector in (True, False) if name.endswith("kept") else (True,):
                label = f"{name}, {source}" + ("" if collector else ", gc off")
                one_timing = partial(timed, one_pass, messages, collector=collector)
                runner.bench_time_func(label, one_timing, inner_loops=rows)


def count_dropped(messages: Sequence[str]) -> int:
    """Sum all segments."""
    count = segmenter.count
    return sum(count(message).segments for message in messages)


def count_kept(messages: Sequence[str]) -> list[segmenter.Count]:
    """Keep a result for every message."""
    count = segmenter.count
    return [count(message) for message in messages]


def segment_kept(messages: Sequence[str]) -> list[segmenter.Message]:
    """Keep every message with its segments."""
    segment = segmenter.segment
    return [segment(message) for message in messages]


PASSES: dict[str, Pass] = {
    "count, dropped": count_dropped,
    "count, kept": count_kept,
    "segment, kept": segment_kept,
}


def timed(one_pass: Pass, messages: Callable[[], Sequence[str]], loops: int, *, collector: bool) -> float:
    """Answer the seconds of that many passes; the messages themselves are made before."""
    rows = messages()
    gc.collect()
    if not collector:
        gc.disable()
    started = perf_counter()
    for _ in range(loops):
        one_pass(rows)
    seconds = perf_counter() - started
    gc.enable()
    return seconds


@cache
def mixed() -> Sequence[str]:
    return list(mixed_messages())


@cache
def real() -> Sequence[str]:
    return corpus_messages()


if __name__ == "__main__":
    main()
