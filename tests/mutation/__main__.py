"""Changes the code of a room in one place at a time, runs its tests, and reports what none of them noticed.

    pip install cosmic-ray
    python -m tests.mutation --room core --sample 300 --seed 1
    python -m tests.mutation --room core --resume

Works on a copy, by cosmic-ray. Changes inside annotations, which are never evaluated, are left out; survivors
that change no answer stand in equivalent.toml with the reason. A run that was stopped goes on with --resume.
Exits 1 where a change survived that is not listed there.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]
COPIED: Final = (
    "segmenter",
    "tests",
    "docs",
    "scripts",
    "benchmarks",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
)
SECONDS_OF_A_RUN: Final = 300  # a change that makes the tests run longer is endless


class Room(NamedTuple):
    """Files to change, and the tests that should notice; both from the root, as globs."""

    code: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS: Final = {
    "core": Room(
        ("segmenter/core/*.py",),
        ("tests/core", "tests/property/test_counting.py", "tests/property/test_cutting.py"),
    ),
    "pricing": Room(
        (
            "segmenter/pricing/money.py",
            "segmenter/pricing/cards/[cq]*.py",
            "segmenter/pricing/quotes/quotes.py",
            "segmenter/pricing/campaigns/ways.py",
            "segmenter/pricing/campaigns/tallies.py",
        ),
        ("tests/pricing", "tests/property/test_pricing.py"),
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
    parser.add_argument("--resume", action="store_true", help="go on with the run that was stopped")
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutation", help="of copies and results")
    options = parser.parse_args(arguments)
    if shutil.which("cosmic-ray") is None:
        parser.error("cosmic-ray is not installed: pip install cosmic-ray")
    folder = options.folder.resolve() / options.room
    if not options.resume:
        _begin(folder, ROOMS[options.room], options.sample, options.seed)
    _run("exec", folder)
    return _report(folder, options.room)


def _begin(folder: Path, room: Room, sample: int | None, seed: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    tree = folder / "tree"
    tree.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
        elif source.exists():
            shutil.copy(source, tree / name)
    files = sorted(str(path.relative_to(tree)) for glob in room.code for path in tree.glob(glob))
    tests = f"{sys.executable} -m pytest -x -q -p no:cacheprovider --hypothesis-seed=0 {' '.join(room.tests)}"
    (folder / "config.toml").write_text(
        f"[cosmic-ray]\nmodule-path = {files!r}\ntimeout = {SECONDS_OF_A_RUN}.0\nexcluded-modules = []\n"
        f'test-command = "{tests}"\n[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )
    if subprocess.run(tests.split(), cwd=tree, env=_environment(tree), check=False).returncode:
        sys.exit("the tests fail without a change")
    _run("init", folder)
    with closing(sqlite3.connect(folder / "session.sqlite")) as session:
        kept = list(_evaluated(session, tree))
        total = len(kept)
        if sample is not None and sample < total:
            kept = random.Random(seed).sample(kept, sample)
        for table in ("mutation_specs", "work_items"):
            marks = ",".join("?" * len(kept))
            session.execute(f"DELETE FROM {table} WHERE job_id NOT IN ({marks})", kept)
        session.commit()
    (folder / "sample.txt").write_text(f"{len(kept)} of {total} changes, seed {seed}\n", encoding="utf-8")
    print(f"{len(kept):,} of {total:,} changes, seed {seed}")


def _environment(tree: Path) -> dict[str, str]:
    # Two changes of a file may fall in one second, and bytecode would be that of the first.
    own = {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "HYPOTHESIS_PROFILE": "short"}
    return os.environ | own


def _run(command: str, folder: Path) -> None:
    arguments = ["cosmic-ray", command, str(folder / "config.toml"), str(folder / "session.sqlite")]
    subprocess.run(arguments, cwd=folder / "tree", env=_environment(folder / "tree"), check=True)


def _evaluated(session: sqlite3.Connection, tree: Path) -> Iterator[str]:
    """Yield the jobs of changes that are not in annotations, in the order of their places."""
    ranges: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]] = {}
    columns = "job_id, module_path, start_pos_row, start_pos_col"
    order = "module_path, start_pos_row, start_pos_col, operator_name, occurrence"
    for job, path, row, column in session.execute(f"SELECT {columns} FROM mutation_specs ORDER BY {order}"):
        if path not in ranges:
            ranges[path] = list(_annotations((tree / path).read_text(encoding="utf-8")))
        if not any(start <= (row, column) < stop for start, stop in ranges[path]):
            yield job


def _annotations(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where annotations begin and end, by line and column; and the blocks that only checkers read."""
    for node in ast.walk(ast.parse(source)):
        found: list[ast.AST | None] = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            found.append(node)
        for part in found:
            if isinstance(part, ast.expr | ast.stmt) and part.end_lineno and part.end_col_offset:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)


def _report(folder: Path, room: str) -> int:
    listed = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text(encoding="utf-8"))
    equivalent = {(entry["file"], entry["change"]) for entry in listed.get(room, [])}
    outcomes: Counter[str] = Counter()
    survivors = []
    with closing(sqlite3.connect(folder / "session.sqlite")) as session:
        query = (
            "SELECT module_path, start_pos_row, worker_outcome, test_outcome, diff FROM mutation_specs"
            " LEFT JOIN work_results USING (job_id)"
            " ORDER BY module_path, start_pos_row, operator_name, occurrence"
        )
        for path, row, worker, test, diff in session.execute(query):
            change = _change(diff or "")
            if worker is None:
                outcomes["not run"] += 1
            elif "SURVIVED" not in str(test).upper():
                outcomes["noticed"] += 1
            elif (path, change) in equivalent:
                outcomes["equivalent"] += 1
            else:
                outcomes["survived"] += 1
                survivors.append(f"{path}:{row}: {change}")
    print("\n".join(survivors))
    judged = outcomes["noticed"] + outcomes["survived"]
    rate = f"{outcomes['noticed'] / judged:.1%}" if judged else "none"
    sample = (folder / "sample.txt").read_text(encoding="utf-8").strip()
    print(f"{room}, {sample}: {dict(outcomes)}; noticed: {rate} of those not equivalent")
    return 1 if survivors else 0


def _change(diff: str) -> str:
    """Return a difference on one line: what was there, and what took its place."""
    lines = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("---", "+++")]
    old, new = ([line[1:].strip() for line in lines if line[0] == sign] for sign in "-+")
    return f"{' '.join(old)} → {' '.join(new)}"


if __name__ == "__main__":
    sys.exit(main())
