"""Where the outside data lives, and what a test does where it is absent.

It must not know what the files hold.
"""

import os
from pathlib import Path

import pytest

ENVIRONMENT_VARIABLE = "SEGMENTER_SHARED_DATA"
BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[2] / "shared" / "data"


def folder() -> Path:
    """Return the folder of outside data, whether or not it exists."""
    override = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(override) if override else BESIDE_THE_REPOSITORY


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() == "true"


def path(name: str) -> Path:
    """Return the path of one file; where it is absent, skip the caller, or fail it under CI.

    It may be called in a test, or while a module is imported (then the whole module skips or fails).
    """
    found = folder() / name
    if not found.is_file():
        reason = f"no outside data at {found}; set {ENVIRONMENT_VARIABLE} to the folder that holds {name}"
        if in_ci():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason, allow_module_level=True)
    return found
