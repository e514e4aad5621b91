"""Timing on machines that do other work too: samples of every contestant in turn, and the least of each.

Must not know what is timed: a sampler is any function that answers nanoseconds per call.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from timeit import Timer
from typing import Final, TypeVar

Sampler = Callable[[], float]
"""Takes one sample and answers nanoseconds per call."""

Key = TypeVar("Key", bound=Hashable)

SECONDS_OF_A_SAMPLE: Final = 0.004
NANOSECONDS: Final = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the rounds gave, in nanoseconds per call."""

    best: float
    worst: float

    @property
    def noise(self) -> float:
        """How far the rounds lay apart: worst / best."""
        return self.worst / self.best


def interleaved(samplers: Mapping[Key, Sampler], *, rounds: int) -> dict[Key, Timing]:
    """Let every sampler take its turn, `rounds` times; every other round runs backwards."""
    samples: dict[Key, list[float]] = {key: [] for key in samplers}
    order = list(samplers)
    for _ in range(rounds):
        for key in order:
            samples[key].append(samplers[key]())
        order.reverse()
    return {key: Timing(best=min(taken), worst=max(taken)) for key, taken in samples.items()}


def statement(source: str, names: Mapping[str, object]) -> Sampler:
    """Make a sampler of a Python statement, with the garbage collector off as `timeit` has it.

    A statement and not a function: calling a function takes as long as half the floor.
    """
    return repeated(Timer(source, globals=dict(names)).timeit)


def repeated(seconds_of: Callable[[int], float]) -> Sampler:
    """Make a sampler from a function that answers the seconds of that many calls.

    The number of calls is settled here, so that one sample takes about `SECONDS_OF_A_SAMPLE`.
    """
    calls = 1
    while (seconds := seconds_of(calls)) < SECONDS_OF_A_SAMPLE:
        calls = max(2 * calls, int(calls * SECONDS_OF_A_SAMPLE / max(seconds, 1e-6) / 2))
    return lambda: seconds_of(calls) / calls * NANOSECONDS
