"""pyperf over single texts: the inputs a to f, grapheme mode, national languages.

    python -m benchmarks.scalar --fast --output scalar.json

`--match "count(a)"` takes only the benchmarks whose name holds that; `python -m pyperf compare_to` compares
two such files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyperf

from benchmarks.inputs import ASCII_OF_255_SEGMENTS, named_texts, shifted_texts
from benchmarks.ours import GRAPHEMES, count_source, names, segment_source
from segmenter import NationalLanguage, Policy

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator


def main() -> None:
    # Each worker is a new process that must come to the same choice.
    runner = pyperf.Runner(program_args=("-m", "benchmarks.scalar"), add_cmdline_args=_hand_on)
    runner.argparser.description = (__doc__ or "").split("\n\n")[0]
    runner.argparser.add_argument("--match", default="", help="only benchmarks whose name contains this")
    wanted: str = runner.parse_args().match
    for name, source_of, text, policy in benchmarks():
        if wanted in name:
            runner.timeit(name, source_of(policy), globals=names(text, policy))


def benchmarks() -> Iterator[tuple[str, Callable[[Policy | None], str], str, Policy | None]]:
    """Yield name, source, text and policy of each."""
    texts = named_texts()
    for mode, policy in {"": None, ", graphemes": GRAPHEMES}.items():
        for letter, text in texts.items():
            yield f"count({letter}){mode}", count_source, text, policy
        for letter, text in texts.items():
            yield f"segment({letter}){mode}", segment_source, text[:ASCII_OF_255_SEGMENTS], policy
    for language, text in shifted_texts().items():
        allowed = frozenset({NationalLanguage[language]})
        policy = Policy(locking_shifts=allowed, single_shifts=allowed)
        yield f"count({language.title()}), its two tables", count_source, text, policy
        yield f"segment({language.title()}), its two tables", segment_source, text, policy
        yield f"count({language.title()}), every table", count_source, text, EVERY_TABLE
    yield "count(a), every table", count_source, texts["a"], EVERY_TABLE


EVERY_TABLE = Policy(locking_shifts=frozenset(NationalLanguage), single_shifts=frozenset(NationalLanguage))


def _hand_on(command: list[str], options: Namespace) -> None:
    command += ["--match", options.match]


if __name__ == "__main__":
    main()
