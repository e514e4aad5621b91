"""The documents that an editor has open, as it has them: unsaved text and all, each analysed once a version.

A line here knows versions; it must not know the protocol's messages.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .analysis import Analysis, analysed, octets_of_text
from .lines import Lines, Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .lines import Encoding
    from .project import Project

__all__ = ["Document", "Documents"]


class Document:
    """An open document.

    Attributes:
        uri: as the client names it.
        path: of its file.
        version: as the client counts.
        lines: its text.
    """

    def __init__(self, uri: str, path: str, version: int, lines: Lines) -> None:
        self.uri = uri
        self.path = path
        self.version = version
        self.lines = lines
        self.edition = 0
        self._analysis: Analysis | None = None

    def change(self, version: int, start: Position | None, end: Position | None, text: str) -> None:
        """Replace a range, or without one the whole text."""
        if start is None or end is None:
            self.lines = Lines(text, self.lines.encoding)
        else:
            self.lines.change(start, end, text)
        self.version = version
        self.forget()

    def forget(self) -> None:
        """Analyse it again when that is next needed."""
        self._analysis = None
        self.edition += 1

    @property
    def is_analysed(self) -> bool:
        """Whether its analysis is of the present text."""
        return self._analysis is not None

    def analysis(self, project: Project) -> Analysis:
        """Return what is known of the present text, found now where it is not known yet."""
        if self._analysis is None:
            self._analysis = analysed(self.path, self.lines.text, project)
        return self._analysis


class Documents:
    """All open documents, by their URIs."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def open(self, uri: str, path: str, version: int, text: str, encoding: Encoding) -> Document:
        """Take a document as open."""
        document = self._documents[uri] = Document(uri, path, version, Lines(text, encoding))
        return document

    def close(self, uri: str) -> None:
        """Forget a document."""
        self._documents.pop(uri, None)

    def of(self, uri: str) -> Document | None:
        """Return a document; nothing where it is not open, or is not a file."""
        return self._documents.get(uri)

    def octets_of(self, path: str) -> bytes | None:
        """Return the content of an open file by its path; nothing where it is not open."""
        for document in self._documents.values():
            if os.path.abspath(document.path) == os.path.abspath(path):  # noqa: PTH100  # resolve() follows links
                return octets_of_text(document.lines.text)
        return None

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents.values())
