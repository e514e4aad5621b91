"""Target: the command line. Words end at a NUL; the last is standard input. It exits with 0, 1 or 2."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import Final

from fuzz.files import FOLDER
from segmenter.cli import main
from segmenter.files.steering import STEERING
from tests.property.test_hostile_commands import RUNS

_STEERS: Final = re.compile(f"[{STEERING}]")


def seeds() -> list[bytes]:
    runs = [arguments for several in RUNS.values() for arguments in several]
    return ["\0".join([*arguments, "It’s\n"]).encode(errors="replace") for arguments in runs]


def fuzz(octets: bytes) -> None:
    *words, text = octets.decode(errors="surrogateescape").split("\0")
    # Nothing outside the folder of the run is read or written.
    if any(
        word.startswith(("/", "-o", "-f/")) or ".." in word or "=/" in word or ":/" in word for word in words
    ):
        return
    os.chdir(FOLDER)
    kept = sys.stdin, sys.stdout, sys.stderr
    streams = [
        io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", write_through=True) for _ in range(2)
    ]
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode(errors="surrogateescape")), "utf-8")
    sys.stdout, sys.stderr = streams
    try:
        code = main(words)
        written = streams[1].buffer.getvalue().decode()
    finally:
        sys.stdin, sys.stdout, sys.stderr = kept
    assert code in (0, 1, 2), code
    assert not _STEERS.search(written), written
    assert "Traceback" not in written, written
