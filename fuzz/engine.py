"""Runs a target on input after input and notes what raised; atheris chooses the inputs, or a plain mutator.

A target is a function of octets that raises only where it found something. What it reads is not known here.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

__all__ = ["Target", "mutated", "run"]

Target = Callable[[bytes], None]

_SECONDS_BETWEEN_NOTES: Final = 1.0
_SIGNS: Final = (0, 1, 0x0A, 0x0D, 0x1B, 0x22, 0x27, 0x28, 0x5B, 0x5C, 0x7B, 0x7D, 0x7F, 0x80, 0xE2, 0xFF)


class _Notes:
    """How many inputs there were, each place that raised, with the first input that did; kept in a file."""

    def __init__(self, target: Target, path: Path) -> None:
        self._target, self._path = target, path
        self._begin = self._written = time.monotonic()
        self.inputs = 0
        self.findings: dict[str, str] = {}

    def __call__(self, octets: bytes) -> None:
        self.inputs += 1
        try:
            self._target(octets)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{type(error).__name__} at {frames[-1].filename}:{frames[-1].lineno}"
            if place not in self.findings:
                self.findings[place] = octets.hex()
                self.write()
        if time.monotonic() - self._written > _SECONDS_BETWEEN_NOTES:
            self.write()

    def write(self) -> None:
        self._written = time.monotonic()
        seconds = self._written - self._begin
        notes = {"inputs": self.inputs, "seconds": round(seconds, 1), "findings": self.findings}
        temporary = self._path.with_suffix(".new")
        temporary.write_text(json.dumps(notes), encoding="utf-8")
        os.replace(temporary, self._path)  # noqa: PTH105  # a run may be killed at any moment


def run(
    target: Target, seeds: Sequence[bytes], *, seconds: float, seed: int, notes: Path, corpus: Path
) -> None:
    """Run a target for a while.

    Args:
        target: what is run.
        seeds: inputs that are right, to start from.
        seconds: how long.
        seed: of the choice of inputs; repeats a run of the plain mutator.
        notes: the file for what happened, as JSON: inputs, seconds, findings.
        corpus: the folder where atheris keeps inputs that reached new code.
    """
    noted = _Notes(target, notes)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, octets in enumerate(seeds):
        noted(octets)
        (corpus / f"seed-{number}").write_bytes(octets)
    noted.write()
    try:
        import atheris
    except ImportError:
        _mutate(noted, seeds, seconds, seed)
        return
    options = [
        f"-max_total_time={int(seconds)}",
        f"-seed={seed % (1 << 32)}",
        "-max_len=4096",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options, "-timeout=60", "-rss_limit_mb=2048"], noted)
    atheris.Fuzz()  # ends the process


def _mutate(noted: _Notes, seeds: Sequence[bytes], seconds: float, seed: int) -> None:
    choice = random.Random(seed)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        noted(mutated(choice.choice(seeds), seeds, choice))
    noted.write()


def mutated(octets: bytes, corpus: Sequence[bytes], choice: random.Random, most: int = 4096) -> bytes:
    """Return octets changed in one to six places."""
    changed = bytearray(octets)
    for _ in range(choice.randint(1, 6)):
        at = choice.randrange(len(changed) + 1)
        way = choice.randrange(7)
        if way == 0 and at < len(changed):
            changed[at] ^= 1 << choice.randrange(8)
        elif way == 1:
            del changed[at:]
        elif way == 2:
            del changed[at : at + choice.randint(1, 8)]
        elif way == 3:
            changed[at:at] = choice.randbytes(choice.randint(1, 4))
        elif way == 4 and at < len(changed):
            changed[at] = choice.choice(_SIGNS)
        elif way == 5:
            other = choice.choice(corpus)
            changed[at:] = other[choice.randrange(len(other) + 1) :]
        else:
            changed[at:at] = changed[at : at + choice.randint(1, 20)]
    return bytes(changed[:most])


def instrumented() -> Any:
    """Return a context in which imports of this package are watched by atheris, where it is installed."""
    try:
        import atheris
    except ImportError:
        from contextlib import nullcontext

        return nullcontext()
    return atheris.instrument_imports(include=["segmenter"])
