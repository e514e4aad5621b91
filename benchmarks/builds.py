"""Times this build beside another of the same package, such as a worktree of an earlier commit.

    python -m benchmarks.builds ../before

Both are loaded into one process, the other under a name of its own, and timed in turn, least of many. Exits 1
where a ratio is beyond its target and the margin.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.advice import LONG, QUOTED, sampler
from benchmarks.gate import Case, Target, judged, timed

EVERYTHING = "e = explain(text); e.count, e.offenders, e.groups, e.advice, e.languages, e.ends, e.two_units"
TEXTS = {
    "all Cyrillic": (LONG["Cyrillic"] * 4)[:160],
    "many emoji": (LONG["emoji"] * 14)[:160],
    "one offender in eight": QUOTED,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("before", type=Path, help="the folder that holds the other build's package")
    parser.add_argument("--margin", type=float, default=1.0, help="how far a timing may miss (1 times)")
    parser.add_argument("--rounds", type=int, default=200, help="samples of each contestant (200)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "segmenter_before").symlink_to((options.before / "segmenter").resolve())
        sys.path.append(folder)
        return judged(timed(list(_cases()), options))


def _cases() -> Iterator[Case]:
    before, now = (
        import_module(f"{package}.advice.explanation").explain
        for package in ("segmenter_before", "segmenter")
    )
    for kind, text in TEXTS.items():
        yield Case(
            name=f"explain, everything read, 160 characters, {kind}",
            floor_name="the other build",
            floor=sampler(EVERYTHING, text, explain=before),
            ours=sampler(EVERYTHING, text, explain=now),
            target=Target(at_most=0.5),
        )
        yield Case(
            name=f"explain, the count alone read, {kind}",
            floor_name="the other build",
            floor=sampler("explain(text).count", text, explain=before),
            ours=sampler("explain(text).count", text, explain=now),
            target=Target(at_most=0.5),
        )


if __name__ == "__main__":
    sys.exit(main())
