"""Holds advice to its targets, as ratios to `count` timed in the same process, in turn, least of many.

    python -m benchmarks.advice

Prints a table and exits 1 where a timing misses its target by more than the margin.
"""

from __future__ import annotations

import argparse
import sys
from time import process_time
from timeit import Timer
from typing import TYPE_CHECKING, Final

from benchmarks.gate import FAILED, HEADER, Case, Target
from benchmarks.inputs import named_texts
from benchmarks.tables import markdown_table, readable, shortened
from benchmarks.timing import NANOSECONDS, interleaved
from segmenter.advice.edits import SubstitutionLevel
from segmenter.advice.explanation import explain
from segmenter.advice.substitution import SubstitutionMode, substitute
from segmenter.core.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.timing import Sampler

SECONDS_OF_A_SAMPLE: Final = 0.0002

QUOTED: Final = ("It’s “late” – call me… Señor João, naïve café 😀 ½ price, ok? " * 4)[:160]
"""160 characters, one in eight an offender."""

LONG: Final = {
    "plain": "The quick brown fox jumps over the lazy dog, twice. ",
    "quotes": "It’s “late” – call me later, will you… ",
    "Cyrillic": "Съешь ещё этих мягких французских булок. ",
    "emoji": "ok 😀🚀 go 🎉 ",
    "families": "👩‍👩‍👧‍👦",
    "decomposed": "e\u0301a\u0323\u0301 ",
    "URLs": "see http://example.com/é?q=ü or mail é@x.org ",
    "CR LF": "one line\r\nand “another”\r\n",
    "spaces": " \u00a0",
    "letters and @": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@",
    "braces": "{{“",
}


def sampler(call: str, text: str, **names: object) -> Sampler:
    """Make a sampler of a statement about a text, on processor time."""
    known = {"count": count, "explain": explain, "substitute": substitute, "text": text}
    # Processor time, in short samples: others use the machine too, and a long sample is often interrupted.
    timer = Timer(call, globals=known | names, timer=process_time)
    calls = 1
    while (seconds := timer.timeit(calls)) < SECONDS_OF_A_SAMPLE:
        calls = max(2 * calls, int(calls * SECONDS_OF_A_SAMPLE / max(seconds, 1e-7) / 2))
    return lambda: timer.timeit(calls) / calls * NANOSECONDS


def cases() -> Iterator[Case]:
    texts = named_texts()
    plain = texts["a"]
    yield _case("explain, 160 plain", "explain(text)", plain, plain, 40)
    everything = (
        "e = explain(text); e.count, e.offenders, e.groups, e.advice, e.languages, e.ends, e.two_units"
    )
    yield _case("explain, 160 with offenders", everything, QUOTED, plain, 1000)
    yield _case("explain, 160 Cyrillic", everything, (LONG["Cyrillic"] * 4)[:160], plain, 1000)
    yield _case("explain, 160 of emoji", everything, (LONG["emoji"] * 14)[:160], plain, 1000)
    for name, text in {
        "160 plain": plain,
        "160 mixed GSM": texts["b"],
        "70 Cyrillic": texts["c"],
        "300 Cyrillic": (LONG["Cyrillic"] * 8)[:300],
        "300 Cyrillic and quotes": ("“Съешь” ещё этих булок – да… " * 11)[:300],
        "500 with emoji": texts["e"],
    }.items():
        yield _case(f"substitute, nothing changes, {name}", "substitute(text)", text, text, 3)
    letters = {"level": SubstitutionLevel.LETTERS, "mode": SubstitutionMode.ALWAYS}
    yield _case(
        "substitute, letters, always, 300 ASCII and Cyrillic ж",
        "substitute(text, level=level, mode=mode)",
        "ж" * 300,
        "ж" * 300,
        3,
        **letters,
    )


def _case(name: str, call: str, text: str, floor: str, most: float, **names: object) -> Case:
    return Case(
        name=name,
        floor_name=f"`count` of {len(floor)}",
        floor=sampler("count(text)", floor),
        ours=sampler(call, text, **names),
        target=Target(at_most=most),
    )


def linear(code_points: int) -> Iterator[Case]:
    """Ten times the text may take twelve times as long."""
    for kind, unit in LONG.items():
        long, short = (
            (unit * (length // len(unit) + 1))[:length] for length in (code_points, code_points // 10)
        )
        for call in ("explain(text)", "substitute(text, mode=mode)"):
            yield Case(
                name=f"{call.split('(')[0]} of {kind}, {code_points:,}",
                floor_name=f"the same, {code_points // 10:,}",
                floor=sampler(call, short, mode=SubstitutionMode.ALWAYS),
                ours=sampler(call, long, mode=SubstitutionMode.ALWAYS),
                target=Target(at_most=12),
            )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    parser.add_argument("--rounds", type=int, default=200, help="samples of each contestant (200)")
    parser.add_argument(
        "--code-points", type=int, default=1_000_000, help="length of the long texts (1,000,000)"
    )
    parser.add_argument("--only", choices=("ratios", "linear"), help="leave the other out")
    options = parser.parse_args(arguments)
    rows: list[tuple[str, ...]] = []
    if options.only != "linear":
        rows += _timed(list(cases()), options.rounds, options.margin)
    if options.only != "ratios":
        for case in linear(options.code_points):  # one by one: the texts are large
            rows += _timed([case], 3, options.margin)
    print(markdown_table(HEADER, rows, left=2))
    failed = [row[0] for row in rows if row[-1] == FAILED]
    if failed:
        print(f"\nBeyond target and margin: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _timed(these: list[Case], rounds: int, margin: float) -> list[tuple[str, ...]]:
    samplers = {
        (case.name, side): sampler
        for case in these
        for side, sampler in (("floor", case.floor), ("ours", case.ours))
    }
    timings = interleaved(samplers, rounds=rounds)
    rows: list[tuple[str, ...]] = []
    for case in these:
        floor, ours = timings[case.name, "floor"], timings[case.name, "ours"]
        ratio = case.target.ratio(ours.best, floor.best)
        rows.append(
            (
                case.name,
                case.floor_name,
                readable(floor.best),
                readable(ours.best),
                f"{ours.noise:.1f}",
                shortened(ratio),
                str(case.target),
                case.target.verdict(ratio, margin),
            )
        )
    return rows


if __name__ == "__main__":
    sys.exit(main())
