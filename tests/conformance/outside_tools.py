"""Where tools of other projects are, and what a test does where one is absent: it skips, but fails under CI.

It must not know what a tool is asked.
"""

import os
import shutil
from pathlib import Path

import pytest

from tests.shared_data import in_ci

NODE_MODULES = "SEGMENTER_NODE_MODULES"
"""The environment variable that names a folder `node_modules` with the npm packages smpp and pdu.ts."""


def absent(reason: str) -> None:
    """Skip the caller, or fail it under CI."""
    if in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def command(name: str) -> str:
    """Return the path of a command."""
    path = shutil.which(name)
    if path is None:
        absent(f"there is no command {name}")
    return str(path)


def node_package(name: str) -> Path:
    """Return the folder of an npm package."""
    folder = Path(os.environ.get(NODE_MODULES, "/nowhere")) / name
    if not folder.is_dir():
        absent(f"{NODE_MODULES} names no folder that holds the npm package {name}")
    return folder
