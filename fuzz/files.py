"""A file in memory for targets that read by path; it must not know what is read."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Final

FOLDER: Final = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def file_of(name: str, octets: bytes) -> Path:
    path = FOLDER / name
    path.write_bytes(octets)
    return path
