"""Standard output and standard error: what they can show, and writing to them.

Strings come in finished; what they say is not known here.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

    from ..report.display import Screen

__all__ = [
    "abandon_output",
    "add_options",
    "complain",
    "output_is_utf8",
    "output_screen",
    "prepare_output",
    "write",
]


def add_options(parser: ArgumentParser) -> None:
    """Add the options that choose what is written."""
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "csv"),
        default="text",
        help="text for people (the default), or one of the others for programs",
    )
    group.add_argument("--summary", action="store_true", help="write totals instead of each message")


def prepare_output() -> None:
    """Let standard output take any text: what its encoding lacks is written as Python writes it."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace", newline="\n")


def write(strings: Iterable[str]) -> None:
    """Write strings to standard output as they come."""
    put = sys.stdout.write
    for string in strings:
        put(string)


def complain(message: str) -> None:
    """Write a message to standard error, where there is one."""
    if sys.stderr is not None:
        sys.stderr.write(f"segmenter: {message}\n")  # at once, lest two processes tear a line


def abandon_output() -> None:
    """Send what is still buffered nowhere, or the interpreter would fail once more at its exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def output_is_utf8() -> bool:
    """Say whether standard output takes all Unicode text as it is."""
    return _encoding().lower().replace("_", "-") in ("utf-8", "utf8")


def output_screen() -> Screen:
    """Return what standard output is as a screen; 80 columns where it is no terminal."""
    from shutil import get_terminal_size

    from ..report.display import Screen

    return Screen(get_terminal_size().columns, _in_colour(), _encoding())


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _in_colour() -> bool:
    """Follow no-color.org and force-color.org; otherwise there is colour on terminals."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
