"""Coverage: whether the configuration of a project selects any message at all, in all files that git tracks.

Reads no more files than it takes to find a match for each table; what is wrong with a text is not known here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ..catalogs import format_of, read
from ..errors import SegmenterError
from ..files import read_octets
from .discovery import files_in
from .globs import any_path
from .paths import beside, name_of, relative
from .selection import Selection, matches, may_select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalogs.entries import Catalog
    from .configuration import Configuration, MessagesTable

__all__ = ["tracked_files", "uncovered"]

_SHOWN = 3


class _Judged(NamedTuple):
    """Whether a table matches something, and what it was compared with."""

    matched: bool
    compared: tuple[str, ...] = ()


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
    """Return what is wrong with the selection of messages: of each table that matches nothing, a sentence.

    A table that only has locales selects nothing, and is not judged.
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
        judged = _judged(table, configuration, paths)
        if not judged.matched:
            shown = ", ".join(judged.compared[:_SHOWN])
            what = f"no text in the tracked files, where keys are {shown}" if shown else "no tracked file"
            problems.append(f"messages[{at}] ({_written(table)}) matches {what}")
    return problems


def _written(table: MessagesTable) -> str:
    names = ("files", "keys", "contexts", "flags", "locales")
    return ", ".join(f"{name} = {list(globs)}" for name, globs in zip(names, table, strict=False) if globs)


def _judged(table: MessagesTable, configuration: Configuration, paths: list[str]) -> _Judged:
    pattern = any_path(table.files) if table.files else None
    chosen = [
        path for path in paths if not pattern or pattern.fullmatch(relative(path, configuration.folder))
    ]
    if table.files and not any(table[1:5]):
        return _Judged(bool(chosen))
    seen: dict[str, None] = {}
    for catalog in _catalogs(chosen, configuration):
        for entry in catalog.entries:
            if matches(table, entry):
                return _Judged(matched=True)
            if len(seen) < _SHOWN:
                seen[entry.key] = None
    return _Judged(matched=False, compared=tuple(seen))


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
