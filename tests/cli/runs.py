"""Runs of the command in a process of its own, from a folder that is not the source tree.

It must not know what any subcommand answers.
"""

import contextlib
import functools
import os
import pty
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import segmenter
from tests.cli.keeper import Keeper, start_alike

COMMAND = [sys.executable, "-m", "segmenter"]
HANGS_AFTER_SECONDS = 600  # only a command that never ends takes this long, however busy the machine

_SLOW_CLOCK = """
import itertools, sys, time

time.monotonic = map(float, itertools.count()).__next__
from segmenter.cli import main

sys.exit(main())
"""
# A second passes between any two looks at the clock: every run is a long one, however fast the machine.
LONG_COMMAND = [sys.executable, "-c", _SLOW_CLOCK]
_UNSET = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8"}


# Python looks for modules in the folder where the command is run: none of another's may be there.
_ELSEWHERE = tempfile.TemporaryDirectory()


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which this same `segmenter` is found, and nothing decides about output."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    tree = str(Path(segmenter.__file__).parents[1])
    # Without the safe path, a file in the folder where a run starts could hide a module of Python's.
    return kept | {"PYTHONPATH": tree, "PYTHONSAFEPATH": "1", "TERM": "xterm"} | dict(extra or {})


@functools.cache
def _keeper(process_id: int) -> Keeper:  # of a process of its own: mutation testing forks the tests
    return Keeper(environment())


def run(
    *arguments: str | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end, in a fork of a process that has imported it, or else in a new one.

    A test of what the command imports, or of how it starts, starts ``COMMAND`` itself.
    """
    whole, folder = environment(env), str(cwd or _ELSEWHERE.name)
    keeper = _keeper(os.getpid())
    if start_alike(whole, keeper.environment):
        return keeper.run(arguments, stdin, whole, folder, HANGS_AFTER_SECONDS)
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        env=whole,
        cwd=folder,
        timeout=HANGS_AFTER_SECONDS,
        check=False,
    )


class Terminal:
    """A pseudo-terminal that a process may have as any of its streams."""

    def __init__(self) -> None:
        self._ours, self.theirs = pty.openpty()
        self._octets = b""
        # Read all the while: a process that fills a terminal waits, and could wait for ever.
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # Linux reports the end of a terminal as an I/O error
            while chunk := os.read(self._ours, 4096):
                self._octets += chunk

    def close(self) -> str:
        """Return all that was written to it, once the process has ended."""
        os.close(self.theirs)
        self._reader.join()
        os.close(self._ours)
        return self._octets.decode()
