"""Writing: a file replaced at once, so that a reader sees the old content or the new, never a part.

A device or a pipe is written to directly; what is written is not known here.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import SegmenterError
from .errors import UnwritableFileError
from .octets import read_octets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["locked", "replace_file", "replacing", "require_regular"]

fcntl: Any = import_module("fcntl") if os.name == "posix" else None
_PREFIX = ".segmenter-"
_STANDARD_OUTPUT = (1, 2)


def replace_file(path: str, octets: bytes, *, read: bytes | None = None) -> None:
    """Put octets in a file at once.

    A symbolic link is followed, and the file it leads to is replaced. Permissions are kept, and owner and
    group where the system lets us; where it does not, set-id bits are dropped. A file with several hard links
    is refused: its other names would keep the old content. A device, a pipe or our own standard output is
    written into, all octets or an error.

    Args:
        path: of the file; it may be absent.
        octets: the new content.
        read: what the file held when it was read, where the new content was made from that. The file must
            still hold it, and must be a regular file.

    Raises:
        UnwritableFileError: the system refuses, or the file has changed; a regular file is as it was.
    """
    try:
        before = _status(path)
        if before is not None and not _is_replaceable(path, before):
            if read is not None:
                raise UnwritableFileError("not a regular file", path=path)
            _write_into(path, octets)
            return
        with _replacement(path, before, read) as stream:
            stream.write(octets)
    except (OSError, ValueError) as error:
        if isinstance(error, UnwritableFileError):
            raise
        raise UnwritableFileError.because(error, path) from None


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """Open a file to be written piece by piece; it takes the place of `path` at the end, if nothing fails.

    What is refused, followed and kept is as for `replace_file`. A device, a pipe or our own standard output
    is written into from the start.

    Args:
        path: of the file; it may be absent.

    Raises:
        UnwritableFileError: the system refuses; a regular file is as it was.
    """
    try:
        before = _status(path)
        whole = before is None or _is_replaceable(path, before)
        with _replacement(path, before) if whole else _opened_into(path) as stream:
            yield stream
    except (OSError, ValueError) as error:
        if isinstance(error, SegmenterError):
            raise
        raise UnwritableFileError.because(error, path) from None


def require_regular(path: str) -> None:
    """Refuse what cannot be read, changed and written back: a device, a pipe; to read a pipe may never end.

    Raises:
        UnwritableFileError: it exists and is not a regular file.
    """
    status = _status(path)
    if status is not None and not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise UnwritableFileError("not a regular file", path=path)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116  # pathlib costs 4 ms of start-up
    except FileNotFoundError:
        return None


def _is_replaceable(path: str, status: os.stat_result) -> bool:
    """Return whether a new file may take the place of this one."""
    if not stat.S_ISREG(status.st_mode) or _descriptor_of(status) is not None:
        return False
    os.close(os.open(path, os.O_WRONLY))  # raises where it is not ours to write
    if status.st_nlink > 1:
        problem = f"it has {status.st_nlink} hard links, and the others would keep the old content"
        raise UnwritableFileError(problem, "write to another file, or remove the links", path=path)
    return True


def _descriptor_of(status: os.stat_result) -> int | None:
    """Return which of our own outputs a file is, as ``/dev/stdout`` may be."""
    for descriptor in _STANDARD_OUTPUT:
        with suppress(OSError):
            if os.path.samestat(os.fstat(descriptor), status):
                return descriptor
    return None


def _write_into(path: str, octets: bytes) -> None:
    with _opened_into(path) as stream:
        stream.write(octets)


def _opened_into(path: str) -> BinaryIO:
    descriptor = _descriptor_of(os.stat(path))  # noqa: PTH116  # as above
    if descriptor is None:
        opened = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    else:
        opened = os.dup(descriptor)  # opened anew, a file would be written from its beginning
    return os.fdopen(opened, "wb")


@contextmanager
def _replacement(path: str, before: os.stat_result | None, read: bytes | None = None) -> Iterator[BinaryIO]:
    """Open a file under a temporary name, and put it in its place if nothing fails."""
    target = os.path.realpath(path)
    _sweep(os.path.dirname(target))  # noqa: PTH120  # as above
    temporary = f"{os.path.dirname(target)}/{_PREFIX}{os.getpid()}-{os.urandom(8).hex()}"  # noqa: PTH120
    try:
        with os.fdopen(_created(temporary), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            _keep_rights(stream.fileno(), before)
            if read is not None and read_octets(path, len(read) + 1) != read:  # as late as can be
                raise UnwritableFileError("it changed while it was fixed", "run again", path=path)
            os.replace(temporary, target)  # noqa: PTH105  # as above
            temporary = ""
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108  # as above


def _created(temporary: str) -> int:
    """Create a file, and hold a lock on it, so that no other run takes it for one left behind."""
    while True:
        opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        if fcntl is not None:
            with suppress(OSError):  # some network file systems have no locks
                fcntl.flock(opened, fcntl.LOCK_EX)
        if os.fstat(opened).st_nlink:
            return opened
        os.close(opened)  # swept before it was locked


def _keep_rights(opened: int, before: os.stat_result | None) -> None:
    """Give a new file the owner, group and permissions of the one it replaces, or those of any new file."""
    if before is None:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    else:
        mode = stat.S_IMODE(before.st_mode)
        if hasattr(os, "fchown"):
            for user, group in ((before.st_uid, before.st_gid), (-1, before.st_gid)):
                with suppress(PermissionError):
                    os.fchown(opened, user, group)
                    break
            now = os.fstat(opened)
            if now.st_uid != before.st_uid:
                mode &= ~stat.S_ISUID
            if now.st_gid != before.st_gid:
                mode &= ~stat.S_ISGID
    if hasattr(os, "fchmod"):
        os.fchmod(opened, mode)


@cache
def _sweep(folder: str) -> None:
    """Remove files that a killed run left in a folder: nobody holds a lock on them, and they are ours."""
    if fcntl is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.is_file(follow_symlinks=False):
                _remove_unlocked(entry.path)


def _remove_unlocked(path: str) -> None:
    with suppress(OSError):
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if os.fstat(opened).st_uid == os.geteuid():
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path)  # noqa: PTH108  # as above
        finally:
            os.close(opened)


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Keep other runs of ours from changing a file meanwhile; they wait. Nothing is left behind.

    Where the system has no locks on folders, as on Windows, others are not kept out.
    """
    opened = None
    if fcntl is not None:
        with suppress(OSError):
            opened = os.open(os.path.dirname(os.path.realpath(path)), os.O_RDONLY)  # noqa: PTH120
            fcntl.flock(opened, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if opened is not None:
            os.close(opened)
