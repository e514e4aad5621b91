"""One version of a document, read and checked: its catalog, its findings, or why it cannot be read.

It asks the check as the command does. Requests and their answers are not known here.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ..catalogs import FORMATS, CatalogError, UndecodableFileError, UnknownFormatError, format_of, read, span
from ..catalogs.entries import Catalog, Entry
from ..catalogs.places import line_starts
from ..channels.findings import Finding
from ..errors import MissingExtraError, SegmenterError
from ..lint.checking import Checked, check
from ..lint.selection import Selection, is_named, may_select
from ..lint.settings import Settings
from .project import Circumstances, Project

__all__ = ["Analysis", "MessageInFile", "analysed", "octets_of_text"]

_MARK = "\ufeff"
_MOST_LINES = 200


class MessageInFile(NamedTuple):
    """A message of a document, and where in the document's text it is written, in code points."""

    entry: Entry
    settings: Settings
    start: int
    stop: int


class Analysis:
    """What is known about one version of a document.

    Attributes:
        catalog: as read; `None` where it is not read, or cannot be.
        circumstances: what applies to the file; `None` where that cannot be read.
        checked: what check has found.
        findings: those that no baseline records.
        error: why it cannot be checked; `None` where it can be, or need not.
    """

    def __init__(
        self,
        catalog: Catalog | None = None,
        circumstances: Circumstances | None = None,
        checked: Checked | None = None,
        error: Exception | None = None,
    ) -> None:
        self.catalog = catalog
        self.circumstances = circumstances
        self.checked = checked
        self.findings: tuple[Finding, ...] = ()
        if checked is not None and circumstances is not None:
            self.findings = tuple(filter(circumstances.is_new, checked.findings))
        self.error = error

    @cached_property
    def _selection(self) -> Selection:
        assert self.catalog is not None
        assert self.circumstances is not None
        return Selection(self.catalog, self.circumstances.configuration, self.circumstances.options)

    def all_messages(self) -> Iterator[tuple[Entry, Settings]]:
        """Yield every message with its settings, in the file's order."""
        if self.catalog is not None and self.circumstances is not None:
            for entry in self.catalog.entries:
                settings = self._selection.settings_of(entry)
                if settings is not None:
                    yield entry, settings

    def messages(self, first: int, last: int) -> Iterator[MessageInFile]:
        """Yield the messages written on some lines, from 1, in the file's order."""
        if self.catalog is None or self.circumstances is None:
            return
        starts = line_starts(self.catalog.text)
        low = starts[min(first, len(starts)) - 1]
        high = starts[last] if last < len(starts) else len(self.catalog.text) + 1
        for entry in self.catalog.entries:
            # An entry begins on its line; how long it is shows its place, which costs more to find.
            if entry.line > last or (entry.line < first and not _may_reach(entry, first)):
                continue
            place = span(self.catalog, entry, 0, len(entry.text))
            if place is None or place[1] < low or place[0] >= high:
                continue
            settings = self._selection.settings_of(entry)
            if settings is not None:
                yield MessageInFile(entry, settings, *place)


def _may_reach(entry: Entry, line: int) -> bool:
    """Return whether a text that begins before a line may be written there too: few take so many lines."""
    return entry.line + max(len(entry.text), _MOST_LINES) >= line


def octets_of_text(text: str) -> bytes:
    """Return a document as readers take it.

    A byte order mark makes it UTF-8 for every reader, whatever its header says: it is the editor that knows
    how the file will be saved.
    """
    return codecs.BOM_UTF8 + text.removeprefix(_MARK).encode("utf-8", "surrogatepass")


def analysed(path: str, text: str, project: Project) -> Analysis:
    """Read and check a version of a document; whatever goes wrong is in the result."""
    circumstances = None
    try:
        circumstances = project.of(path)
        if not _may_hold_messages(path, text, circumstances):
            return Analysis()
        conventions = circumstances.configuration.conventions_of(path)
        catalog = read(path, octets_of_text(text), conventions=conventions)
        catalog = project.with_sources(catalog, circumstances.configuration)
        checked = check(
            catalog, circumstances.configuration, circumstances.options, memory=circumstances.memory
        )
    except (CatalogError, MissingExtraError, UndecodableFileError) as error:
        if (
            circumstances
            and not circumstances.options.everything
            and _is_left_out(path, error, circumstances)
        ):
            return Analysis()
        return Analysis(error=error)
    except Exception as error:  # a reader's crash must not end the server
        return Analysis(error=error)
    return Analysis(catalog, circumstances, checked)


def _may_hold_messages(path: str, text: str, circumstances: Circumstances) -> bool:
    if format_of(path) is None or circumstances.configuration.excludes(path):
        return False
    octets = text.encode("utf-8", "surrogatepass")
    return circumstances.options.everything or may_select(octets, path, circumstances.configuration)


def _is_left_out(path: str, error: SegmenterError, circumstances: Circumstances) -> bool:
    """Return whether an unreadable file may not be a catalog at all, as `check` has it."""
    name = format_of(path)
    if isinstance(error, UnknownFormatError):
        return True
    return bool(name and FORMATS[name].general and not is_named(path, circumstances.configuration))
