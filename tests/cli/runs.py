"""Runs of the command in a process of its own, from a folder that is not the source tree.

It must not know what any subcommand answers.
"""

import contextlib
import os
import pty
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import segmenter

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


def run(
    *arguments: str | bytes, stdin: bytes = b"", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(env),
        cwd=cwd or _ELSEWHERE.name,
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
