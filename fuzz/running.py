"""Runs fuzz targets: changes octets that are right, and reports what raises anything undocumented.

It must not know what the octets mean: targets, corpus and the way to change it come from the callers.
"""

from __future__ import annotations

import argparse
import random
import time
import traceback
from collections.abc import Callable, Mapping, Sequence

__all__ = ["Mutation", "Target", "run"]

Target = Callable[[bytes], None]
"""Reads octets; raises only what it has no name for."""
Mutation = Callable[[bytes, Sequence[bytes], random.Random], bytes]
"""Returns octets changed by chance, with those of others."""


def run(
    about: str,
    targets: Mapping[str, Target],
    corpus: Sequence[bytes],
    mutated: Mutation,
    arguments: Sequence[str] | None,
) -> int:
    """Run targets for a while; return 1 if one of them failed.

    Args:
        about: the docstring of the caller.
        targets: by name.
        corpus: octets that are right.
        mutated: changes them.
        arguments: of the command line.
    """
    parser = argparse.ArgumentParser(description=about.split("\n\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long (60)")
    parser.add_argument("--seed", type=int, default=None, help="repeats a run")
    parser.add_argument("--only", nargs="+", choices=targets, default=list(targets), help="which targets")
    options = parser.parse_args(arguments)
    seed = random.randrange(1 << 32) if options.seed is None else options.seed
    print(f"seed {seed}")
    choice = random.Random(seed)
    seen: set[str] = set()
    runs = 0
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        octets = mutated(choice.choice(corpus), corpus, choice)
        for name in options.only:
            runs += 1
            try:
                targets[name](octets)
            except Exception as error:
                *_, frame = traceback.extract_tb(error.__traceback__)
                place = f"{name}: {type(error).__name__} at {frame.filename}:{frame.lineno}"
                if place not in seen:
                    seen.add(place)
                    print(f"{place}: {error}\n  {octets.hex()}")
    print(f"{runs:,} runs, {len(seen)} failures")
    return 1 if seen else 0
