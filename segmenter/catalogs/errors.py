"""The errors of catalogs: a file that does not follow its format, a text that cannot be changed in it.

Facts only; nothing here reads or writes.
"""

from __future__ import annotations

from ..errors import SegmenterError

__all__ = ["CatalogError", "UneditableError", "UnknownFormatError"]


class CatalogError(SegmenterError, ValueError):
    """A file does not follow its format: `path` and `line` say where, often also `column`.

    Attributes:
        is_certain: whether the file certainly has that format: it begins as only such files do.
    """

    is_certain = False


class UnknownFormatError(CatalogError, LookupError):
    """Neither the name nor the content of a file shows a format that is read here."""


class UneditableError(CatalogError):
    """A text cannot be changed in its file without changing more than that text; `key` is its entry's."""

    def _sentence(self) -> str:
        return ": ".join(filter(None, (self.key, self.problem)))
