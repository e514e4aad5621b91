"""Runs the fuzz targets one after the other, each in a process, and prints inputs, rates and findings.

    python -m fuzz --seconds 60 --only catalogs templates

With `atheris` installed, inputs follow the code that they reach; otherwise inputs that are right are changed
at random. Inputs that reached new code stay in the corpus folder, and the next run starts from them. Exits 1
where anything raised what is not documented; each finding becomes a test.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from fuzz.engine import instrumented, run

TARGETS: Final = (
    *(
        "catalogs",
        "templates",
        "cards",
        "audiences",
        "records",
        "audit",
        "endpoints",
        "configuration",
        "rows",
        "wire",
    ),
    *("command", "laws"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long each target runs (60)")
    parser.add_argument("--seed", type=int, help="of the choice of inputs")
    parser.add_argument("--only", nargs="+", choices=TARGETS, default=list(TARGETS), help="which targets")
    parser.add_argument("--corpus", type=Path, default=Path(".fuzz"), help="folder of inputs kept (.fuzz)")
    parser.add_argument("--notes", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    seed = random.randrange(1 << 31) if options.seed is None else options.seed
    if options.notes is not None:
        (name,) = options.only
        with instrumented():
            target = import_module(f"fuzz.{name}")
        folder = (options.corpus / name).resolve()
        run(
            target.fuzz,
            target.seeds(),
            seconds=options.seconds,
            seed=seed,
            notes=options.notes,
            corpus=folder,
        )
        return 0
    print(f"seed {seed}")
    found = total = 0
    with tempfile.TemporaryDirectory() as folder_of_notes:
        for name in options.only:
            notes = Path(folder_of_notes).resolve() / f"{name}.json"
            own = [
                "--only",
                name,
                "--notes",
                str(notes),
                "--seed",
                str(seed),
                "--seconds",
                str(options.seconds),
            ]
            command = [sys.executable, "-m", "fuzz", *own, "--corpus", str(options.corpus.resolve())]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            if not notes.exists():
                print(f"{name}: did not start\n{ended.stderr}")
                found += 1
                continue
            result = json.loads(notes.read_text(encoding="utf-8"))
            rate = result["inputs"] / max(result["seconds"], 0.1)
            print(f"{name:<14} {result['inputs']:>12,} inputs {rate:>9,.0f} a second", flush=True)
            for place, octets in result["findings"].items():
                print(f"  {place}\n    {octets}")
            if ended.returncode and "libFuzzer" in ended.stderr and "ERROR" in ended.stderr:
                print("\n".join(ended.stderr.splitlines()[-12:]))  # a crash, or an input without end
                found += 1
            found += len(result["findings"])
            total += result["inputs"]
    print(f"{total:,} inputs, {found:,} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
