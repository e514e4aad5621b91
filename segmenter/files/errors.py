"""The errors of files: one that cannot be read or written, or is not what it should be.

Facts only; nothing here opens a file.
"""

from __future__ import annotations

from typing import Any, Self

from ..errors import SegmenterError

__all__ = [
    "MalformedFileError",
    "UndecodableFileError",
    "UnknownEncodingError",
    "UnreadableFileError",
    "UnwritableFileError",
]


class _FileError(SegmenterError):
    """An error about a file."""

    @property
    def reason(self) -> str:
        """The problem."""
        return self.problem

    @classmethod
    def because(cls, error: Exception, path: str) -> Self:
        """Return the error for what the system said about a file."""
        return cls(getattr(error, "strerror", None) or str(error), path=path)


class UnreadableFileError(_FileError, OSError):
    """A file cannot be opened or read; the problem is what the system says."""


class UnwritableFileError(_FileError, OSError):
    """A file cannot be written; its old content is still there."""

    def _sentence(self) -> str:
        return f"cannot be written: {self.problem}"


class MalformedFileError(_FileError, ValueError):
    """A file does not have the format it should have, so the rest of it cannot be trusted."""


class UndecodableFileError(MalformedFileError):
    """A file's octets are not text in the encoding named.

    Attributes:
        offset: of the first wrong octet, from the start of the file.
    """

    def __init__(self, problem: str, remedy: str = "", *, offset: int, **place: Any) -> None:
        super().__init__(problem, remedy, **place)
        self.offset = offset


class UnknownEncodingError(SegmenterError, LookupError):
    """Python has no text encoding of this name."""

    def __init__(self, encoding: str) -> None:
        remedy = "utf-8, utf-16, cp1252 and latin-1 are common ones"
        super().__init__(f"unknown text encoding {encoding!r}", remedy)
        self.encoding = encoding
