"""Siblings: the same texts in the source language, in layouts where each language has a file of its own.

Finds and reads the file that belongs to another; what is compared is each rule's business.
"""

from __future__ import annotations

from collections.abc import Callable

from ..catalogs import FORMATS, read
from ..catalogs.entries import Catalog, Entry
from ..catalogs.locales import locale_of, siblings_of
from ..errors import SegmenterError
from .configuration import Configuration
from .globs import any_path
from .paths import beside, is_file, relative

__all__ = ["Siblings"]


class Siblings:
    """The files in the source language, each read once.

    Args:
        octets_of: returns the content of a file by its path; `None` to read it.
    """

    def __init__(self, octets_of: Callable[[str], bytes | None] = lambda _: None) -> None:
        self._octets_of = octets_of
        self._read: dict[str, Catalog | None] = {}

    def forget(self, path: str) -> None:
        """Read a file again when it is next needed."""
        self._read.pop(path, None)

    def with_sources(self, catalog: Catalog, configuration: Configuration) -> Catalog:
        """Return a catalog with its sibling, and with the sources that this holds for its entries.

        Nothing is added where the format itself holds sources, where the file is in the source language, and
        where there is no sibling.
        """
        if FORMATS[catalog.format].source or FORMATS[catalog.format].whole:
            return catalog
        path = self.path_of(catalog.path, configuration)
        sibling = self._of(path, catalog) if path else None
        if sibling is None:
            return catalog
        sources: dict[tuple[str, str], dict[str, Entry]] = {}
        for entry in sibling.entries:
            sources.setdefault((entry.context, entry.key), {})[entry.variant] = entry
        entries = []
        for entry in catalog.entries:
            variants = sources.get((entry.context, entry.key)) if entry.source is None else None
            if variants:
                source = variants.get(entry.variant) or variants.get("other") or [*variants.values()][-1]
                entry = entry._replace(source=source.text, syntax=entry.syntax or source.syntax)
            entries.append(entry)
        return catalog._replace(entries=tuple(entries), original=sibling)

    def path_of(self, path: str, configuration: Configuration) -> str:
        """Return the path of the file in the source language; "" where there is none beside this one."""
        here = relative(path, configuration.folder)
        for glob, source in configuration.sources:
            if any_path((glob,)).fullmatch(here):
                named = beside(configuration.folder, source)
                return named if is_file(named) and relative(named, configuration.folder) != here else ""
        locale, language = locale_of(path), configuration.source_language
        if not locale or locale.partition("-")[0].lower() == language.partition("-")[0].lower():
            return ""
        return next(filter(is_file, siblings_of(path, language)), "")

    def _of(self, path: str, catalog: Catalog) -> Catalog | None:
        if path not in self._read:
            try:
                octets, conventions = self._octets_of(path), catalog.conventions
                self._read[path] = read(path, octets, format=catalog.format, conventions=conventions)
            except SegmenterError:  # it is reported where it is itself checked
                self._read[path] = None
        return self._read[path]
