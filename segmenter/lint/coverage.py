"""Coverage: whether the configuration of a project selects any message at all, in all files that git tracks.

Reads no more files than it takes to find a match for each table; what is wrong with a text is not known here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..catalogs import format_of, read
from ..catalogs.entries import Catalog
from ..errors import SegmenterError
from ..files import read_octets
from .configuration import Configuration, MessagesTable
from .discovery import files_in
from .paths import beside, name_of, relative
from .selection import Selection, matches, may_select

__all__ = ["tracked_files", "uncovered"]

_SHOWN = 3


def tracked_files(folder: str) -> list[str]:
    """Return the files of known formats that git tracks in a folder; without git, those that are there."""
    import subprocess

    command = ["git", "-C", folder, "ls-files", "-z", "--cached"]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
        listed = os.fsdecode(done.stdout).split("\0") if done.returncode == 0 else None
    except OSError:
        listed = None
    if listed is None:
        return list(files_in(folder, lambda _: False))
    return [beside(folder, path) for path in listed if path and format_of(path)]


def uncovered(configuration: Configuration) -> list[str]:
    """Return what is wrong with the selection of messages: a sentence for each table that matches nothing.

    A table that only has locales selects nothing, so it is left out.
    """
    if configuration.nothing_to_check:
        return []
    paths = tracked_files(configuration.folder if configuration.path else ".")
    tables = [(at, table) for at, table in enumerate(configuration.messages) if table.selects]
    if not tables:
        if any(_has_marked(path, configuration) for path in paths):
            return []
        what = f"{name_of(configuration.path)} has no" if configuration.path else "no configuration has a"
        return [f"{what} table of messages, and no tracked file marks a message"]
    problems = []
    for at, table in tables:
        compared = _compared(table, configuration, paths)
        if compared is not None:
            shown = ", ".join(compared)
            what = f"no text in the tracked files, where keys are {shown}" if shown else "no tracked file"
            problems.append(f"messages[{at}] ({_written(table)}) matches {what}")
    return problems


def _written(table: MessagesTable) -> str:
    criteria = table._asdict().items()
    return ", ".join(f"{name} = {list(globs)}" for name, globs in criteria if globs and name != "changes")


def _compared(table: MessagesTable, configuration: Configuration, paths: list[str]) -> list[str] | None:
    """Return some keys that a table does not match; `None` where it matches something."""
    chosen = [path for path in paths if table.concerns(relative(path, configuration.folder))]
    if table.files and not any(table[1:5]):
        return None if chosen else []
    seen: dict[str, None] = {}
    for catalog in _catalogs(chosen, configuration):
        for entry in catalog.entries:
            if matches(table, entry):
                return None
            if len(seen) < _SHOWN:
                seen[entry.key] = None
    return list(seen)


def _catalogs(paths: list[str], configuration: Configuration) -> Iterator[Catalog]:
    for path in paths:
        try:
            yield read(path, conventions=configuration.conventions_of(path))
        except SegmenterError:
            continue  # it is reported when it is checked


def _has_marked(path: str, configuration: Configuration) -> bool:
    """Return whether a file has an entry that a flag, a context or a comment makes a message."""
    try:
        octets = read_octets(path)
        if not may_select(octets, path, configuration):
            return False
        catalog = read(path, octets)
    except SegmenterError:
        return False
    selection = Selection(catalog, configuration)
    return any(selection.settings_of(entry) is not None for entry in catalog.entries)
