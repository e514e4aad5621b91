"""The documents that an editor has open, as it has them: unsaved text and all, each analysed once a version.

It knows versions; it must not know the protocol's messages.
"""

from __future__ import annotations

import os

from .analysis import Analysis, analysed, octets_of_text
from .lines import Lines, Position
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
        """Analyse it again when its analysis is next needed."""
        self._analysis = None
        self.edition += 1

    @property
    def is_analysed(self) -> bool:
        """Whether its analysis is of the present text."""
        return self._analysis is not None

    def analysis(self, project: Project) -> Analysis:
        """Return the analysis of the present text, made now where it is not known yet."""
        if self._analysis is None:
            self._analysis = analysed(self.path, self.lines.text, project)
        return self._analysis


class Documents(dict[str, Document]):
    """All open documents, by their URIs."""

    def octets_of(self, path: str) -> bytes | None:
        """Return the content of an open file by its path; `None` where it is not open."""
        for document in self.values():
            if os.path.abspath(document.path) == os.path.abspath(path):  # noqa: PTH100  # resolve() follows links
                return octets_of_text(document.lines.text)
        return None
