"""Paths as the rest of this room needs them: folders, names, and how a glob sees a path.

Words for `os.path`; nothing is read, only whether a file is there.
"""
# pathlib costs 4 ms of start-up.
# ruff: noqa: PTH100, PTH110, PTH118, PTH120

from __future__ import annotations

import os.path
from functools import lru_cache
from os.path import basename as name_of
from os.path import exists as is_there
from os.path import isfile as is_file
from os.path import join as beside

__all__ = [
    "beside",
    "folder_of",
    "from_repository",
    "is_file",
    "is_there",
    "name_of",
    "relative",
    "repository_of",
]


def folder_of(path: str) -> str:
    """Return the folder that a file, or a folder, stands in, from the root.

    >>> folder_of("/a/b.po"), folder_of("/a"), folder_of("/")
    ('/a', '/', '/')
    """
    return os.path.dirname(os.path.abspath(path))


def relative(path: str, folder: str) -> str:
    """Return a path from a folder, with slashes, as globs and baselines name it.

    >>> relative("a/b/c.po", "a")
    'b/c.po'
    """
    try:
        found = os.path.relpath(path, folder)
    except ValueError:  # another drive
        found = path
    return found.replace(os.sep, "/")


def repository_of(folder: str) -> str:
    """Return the nearest folder upwards that holds a repository of git; without one, the folder itself."""
    return _root_of(os.path.abspath(folder)) or os.path.abspath(folder)


@lru_cache(maxsize=256)
def _root_of(folder: str) -> str:
    while not os.path.exists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return ""
        folder = os.path.dirname(folder)
    return folder


def from_repository(path: str) -> str:
    """Return the path of a file from the root of its git repository; unchanged where it is in none."""
    root = _root_of(folder_of(path)) if path else ""
    return relative(path, root) if root else path
