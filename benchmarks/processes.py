"""Processor time of this process and of what it started: an engine often computes in processes of its own.

Must not know what they do.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ticks: dict[tuple[int, str], int] = {}
"""Of every other process seen: its number and start, and its processor time."""


def processor_seconds(servers: Iterable[int] = ()) -> float:
    """Return the processor time of this process and all it started, as far as they were seen.

    A process that ends keeps the time it had when it was last seen: Spark ends Python workers that wait for a
    minute, and nobody inherits their times. Times of others come in hundredths of a second.

    Args:
        servers: processes that left this one's family, each with its own.
    """
    parents: dict[int, int] = {}
    seen: dict[int, tuple[str, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        number = int(stat.parent.name)
        parents[number] = int(fields[1])
        seen[number] = fields[19], int(fields[11]) + int(fields[12])
    family = {os.getpid(), *servers} & seen.keys()
    while more := {number for number, parent in parents.items() if parent in family} - family:
        family |= more
    for number in family - {os.getpid()}:
        start, ticks = seen[number]
        _ticks[number, start] = ticks
    return process_time() + sum(_ticks.values()) / os.sysconf("SC_CLK_TCK")
