"""Changes the code of a room in one place at a time, runs its tests, and reports what none of them noticed.

    pip install cosmic-ray coverage
    python -m tests.mutation --room core --sample 300 --seed 13
    python -m tests.mutation --room core --sample 300 --seed 13 --resume

The changes are cosmic-ray's, made in memory. Changes inside annotations, which are never evaluated, are left
out; survivors that change no answer stand in equivalent.toml with the reason. Each verdict is kept at once:
a run that was stopped goes on with --resume; --again tries survivors that are not listed there once more.
Exits 1 where one of these survived.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]


class Room(NamedTuple):
    """Files to change, and the tests that should notice; both from the root, as globs."""

    code: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS: Final = {
    "core": Room(
        ("segmenter/core/*.py",),
        (
            "tests/core",
            "tests/test_results.py",
            "tests/conformance/test_peer_cases.py",
            *(
                f"tests/property/test_{name}.py"
                for name in ("agreement", "counting", "cutting", "truncation", "restricted")
            ),
        ),
    ),
    "pricing": Room(
        (
            "segmenter/pricing/money.py",
            "segmenter/pricing/cards/[cq]*.py",
            "segmenter/pricing/quotes/quotes.py",
            "segmenter/pricing/campaigns/ways.py",
            "segmenter/pricing/campaigns/tallies.py",
        ),
        ("tests/pricing", "tests/property/test_pricing.py", "tests/property/test_campaigns.py"),
    ),
    "templates": Room(
        tuple(f"segmenter/templates/{name}.py" for name in ("bounds", "enclosure", "measured")),
        ("tests/templates", "tests/property/test_templates.py"),
    ),
    "advice": Room(
        ("segmenter/advice/substitution.py", "segmenter/advice/edits.py"),
        ("tests/advice", "tests/property/test_advice.py"),
    ),
    "catalogs": Room(("segmenter/catalogs/editing.py",), ("tests/catalogs", "tests/lint/test_fixing.py")),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--room", choices=ROOMS, required=True)
    parser.add_argument("--sample", type=int, help="so many changes, chosen by the seed; without it, all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--resume", action="store_true", help="keep the verdicts of an earlier run")
    parser.add_argument("--again", action="store_true", help="keep them, but try again what survived")
    parser.add_argument(
        "--slowest",
        type=float,
        default=float("inf"),
        help="leave out slower tests, and what a function does at import",
    )
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutation", help="of the verdicts")
    options = parser.parse_args(arguments)
    if missing := [name for name in ("cosmic_ray", "coverage") if not find_spec(name)]:
        parser.error(f"not installed: {', '.join(missing)}; pip install cosmic-ray coverage")
    options.folder.mkdir(parents=True, exist_ok=True)
    verdicts = options.folder.resolve() / f"{options.room}.jsonl"
    if not (options.resume or options.again):
        verdicts.unlink(missing_ok=True)
    return _run(options, verdicts)


def _run(options: argparse.Namespace, verdicts: Path) -> int:
    room, sample, seed = options.room, options.sample, options.seed
    from tests.mutation.changes import Change, described, read_changes, sampled, statement_lines
    from tests.mutation.trials import Trials, Verdict

    files = sorted({str(path.relative_to(ROOT)) for glob in ROOMS[room].code for path in ROOT.glob(glob)})
    sources = {file: (ROOT / file).read_text(encoding="utf-8") for file in files}
    stamps = {file: hashlib.sha256(source.encode()).hexdigest()[:12] for file, source in sources.items()}
    every = list(read_changes(ROOT, files))
    chosen = sampled(ROOT, every, len(every) if sample is None else sample, seed)
    kept = _read_verdicts(verdicts, stamps)
    listed = _read_equivalent(room)

    def is_equivalent(change: Change) -> bool:
        source = sources[change.file]
        return (change.file, described(source, change.made(source))) in listed

    again = [change for change in chosen if options.again and kept.get(change.name) == Verdict.SURVIVED]
    left = [change for change in again if not is_equivalent(change)]
    left += [change for change in chosen if change.name not in kept]
    if left:
        with tempfile.TemporaryDirectory() as examples, verdicts.open("a", encoding="utf-8") as written:
            os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = examples
            os.environ.setdefault("HYPOTHESIS_PROFILE", "short")
            trials = Trials(ROOT, files, ROOMS[room].tests, options.slowest)
            start = time.monotonic()
            for number, change in enumerate(left, 1):
                source = sources[change.file]
                lines = statement_lines(source, change.line, change.column)
                trial = trials.try_change(change.file, change.made(source), lines)
                kept[change.name] = trial.verdict
                entry = change._asdict() | {"stamp": stamps[change.file]} | trial._asdict()
                print(json.dumps(entry), file=written, flush=True)
                if number % 20 == 0 or number == len(left):
                    pace = (time.monotonic() - start) / number
                    print(f"{number:,} of {len(left):,}, {pace:.2f} s each", file=sys.stderr, flush=True)
    outcomes: Counter[str] = Counter()
    for change in chosen:
        outcome = kept[change.name]
        if outcome == Verdict.SURVIVED:
            if is_equivalent(change):
                outcome = "equivalent"
            else:
                words = described(sources[change.file], change.made(sources[change.file]))
                print(f"{change.file}:{change.line}: {words}")
        outcomes[outcome] += 1
    noticed = outcomes[Verdict.NOTICED] + outcomes[Verdict.ENDLESS]
    survived = outcomes[Verdict.SURVIVED]
    rate = f"{noticed / (noticed + survived):.1%}" if noticed + survived else "none"
    counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    print(f"{room}: {len(chosen):,} of {len(every):,} changes, seed {seed}: {counts}")
    print(f"noticed: {rate} of those not equivalent")
    return 1 if survived else 0


def _read_verdicts(path: Path, stamps: dict[str, str]) -> dict[str, str]:
    """Return the last verdict on each change of the sources as they are now."""
    from tests.mutation.changes import Change

    kept = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if stamps.get(entry["file"]) == entry["stamp"]:
                kept[Change(*(entry[field] for field in Change._fields)).name] = entry["verdict"]
    return kept


def _read_equivalent(room: str) -> set[tuple[str, str]]:
    listed = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text(encoding="utf-8"))
    return {(entry["file"], words) for entry in listed.get(room, []) for words in entry["changes"]}


if __name__ == "__main__":
    sys.exit(main())
