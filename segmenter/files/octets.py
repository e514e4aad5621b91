"""Octets: files opened and read, as far as a limit; what the octets mean is not known here.

A file read whole has a limit, so that an endless one (a device, a pipe) is an error.
"""

from __future__ import annotations

import os
import stat
from contextvars import ContextVar
from typing import TYPE_CHECKING

from .errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = [
    "DOCUMENT_OCTETS",
    "TABLE_OCTETS",
    "octet_chunks",
    "octets_in",
    "open_file",
    "raised_limit",
    "read_octets",
    "read_whole",
]

_CHUNK_OCTETS = 1 << 16

TABLE_OCTETS = 1 << 20
"""The most that is read of a configuration or a profile."""

DOCUMENT_OCTETS = 256 << 20
"""The most that is read of a rate card, baseline, request body or template."""

raised_limit: ContextVar[int | None] = ContextVar("raised_limit", default=None)
"""Octets that replace these limits if the user raised them."""


def octets_in(*streams: str | int) -> int | None:
    """Return the size of files, by path or descriptor, together; `None` where one is not a regular file."""
    total = 0
    for stream in streams:
        try:
            status = os.stat(stream)  # noqa: PTH116  # pathlib costs 4 ms of start-up
        except (OSError, ValueError):
            return None  # the attempt to read it will say why
        if not stat.S_ISREG(status.st_mode):
            return None
        total += status.st_size
    return total


def open_file(path: str) -> BinaryIO:
    """Open a file for reading octets.

    Raises:
        UnreadableFileError: it is absent, a directory, or not ours to read.
    """
    try:
        return open(path, "rb")  # noqa: PTH123  # pathlib costs 4 ms of start-up
    except (OSError, ValueError) as error:
        raise UnreadableFileError.because(error, path) from None


def read_octets(path: str, at_most: int = -1) -> bytes:
    """Read a file, or the first octets of a longer one.

    Raises:
        UnreadableFileError: it is absent, a directory, or not ours to read.
    """
    with open_file(path) as stream:
        try:
            return stream.read(at_most)
        except OSError as error:
            raise UnreadableFileError.because(error, path) from None


def read_whole(source: str | BinaryIO, at_most: int, *, path: str = "") -> bytes:
    """Read a file or a stream that has to end within a limit.

    Args:
        source: the path of a file, or an open stream.
        at_most: octets; `raised_limit` wins where it is set.
        path: the stream's name in errors.

    Raises:
        UnreadableFileError: it cannot be read, or is larger.
    """
    if not isinstance(source, str):
        return b"".join(octet_chunks(source, path, at_most))
    with open_file(source) as stream:
        return b"".join(octet_chunks(stream, source, at_most))


def _larger_than(limit: int, path: str) -> UnreadableFileError:
    size = f"{limit >> 20:,} MiB" if limit >= 1 << 20 else f"{limit:,} octets"
    problem = f"larger than {size}, the most that is read of it"
    return UnreadableFileError(problem, "raise that with --read-limit MIB", path=path)


def octet_chunks(stream: BinaryIO, path: str, at_most: int | None = None) -> Iterator[bytes]:
    """Yield octets as they arrive, without waiting for more; the last chunk is empty.

    Raises:
        UnreadableFileError: the system fails to read, or there are more octets than the limit.
    """
    limit = None if at_most is None else raised_limit.get() or at_most
    read = getattr(stream, "read1", stream.read)
    octets, total = b" ", 0
    while octets:
        try:
            octets = read(_CHUNK_OCTETS)
        except OSError as error:
            raise UnreadableFileError.because(error, path) from None
        total += len(octets)
        if limit is not None and total > limit:
            raise _larger_than(limit, path)
        yield octets
