"""Discovery: the files of folders that may hold messages.

Walks and leaves out; what stands in a file is not known here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from ..files import UnreadableFileError
from .paths import beside

__all__ = ["files_in"]

_NEVER = frozenset({"node_modules", "__pycache__", "site-packages"})


def files_in(folder: str, is_excluded: Callable[[str], bool]) -> Iterator[str]:
    """Yield the files of known formats in a folder and its folders, in the order of their names.

    Excluded and hidden files (their names begin with a dot) and what is installed or compiled are left out.
    Links to folders are not followed.

    Raises:
        UnreadableFileError: a folder may not be read.
    """
    from ..catalogs import format_of

    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        raise UnreadableFileError.because(error, folder) from None
    for name, is_folder in found:
        path = beside(folder, name) if folder != "." else name
        if name.startswith(".") or name in _NEVER or is_excluded(path):
            continue
        if is_folder:
            yield from files_in(path, is_excluded)
        elif format_of(path) is not None and os.path.isfile(path):  # noqa: PTH113  # pathlib costs 4 ms
            yield path
