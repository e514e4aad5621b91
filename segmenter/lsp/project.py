"""What applies to a file that is being written: its configuration, baseline, sources and rate card.

They are read from disk, and again when they have changed there. What an editor has open is not known here.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..lint.baseline import Baseline
from ..lint.baseline import load as load_baseline
from ..lint.checking import Memory, Options, codes_for
from ..lint.configuration import OWN, PYPROJECT, Configurations, read
from ..lint.siblings import Siblings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..catalogs.entries import Catalog
    from ..channels.findings import Finding
    from ..lint.configuration import Configuration
    from ..pricing import RateCard

__all__ = ["Circumstances", "Project"]

_Stamp = tuple[int, int] | None
_Loaded = TypeVar("_Loaded")


class Circumstances(NamedTuple):
    """What applies to one file.

    Attributes:
        configuration: of the file, as `check` finds it.
        options: of the server's command line.
        baseline: the findings that are known; `None` without one.
        memory: of the file's earlier versions under this configuration.
    """

    configuration: Configuration
    options: Options
    baseline: Baseline | None
    memory: Memory

    def is_new(self, finding: Finding) -> bool:
        """Return whether the baseline does not record a finding."""
        return self.baseline is None or self.baseline.of(finding) not in self.baseline.known


class Project:
    """The files that apply to others, each read once until one of them changes."""

    def __init__(
        self,
        *,
        config: str = "",
        everything: bool = False,
        open_texts: Callable[[str], bytes | None] = lambda _: None,
    ) -> None:
        """Begin with nothing read.

        Args:
            open_texts: returns the unsaved content of a file by its path; `None` where it is not open.
            config: a configuration for all files; empty for the nearest of each.
            everything: whether every entry is a message.
        """
        self._open_texts = open_texts
        self._config = config
        self._options = Options(everything=everything)
        self._stamps: dict[str, _Stamp] = {}
        self.forget()

    def forget(self) -> None:
        """Read everything again when it is next needed."""
        self._configurations: Configurations | None = None
        self._siblings = Siblings(self._open_texts)
        self._sources: dict[str, str] = {}
        self._loaded: dict[tuple[str, object], Any] = {}
        self._memories: dict[str, Memory] = {}
        self._stamps.clear()

    def refresh(self) -> bool:
        """Forget everything where a file that was read, or would have been, has changed; return whether."""
        if all(stamp == _stamp(path) for path, stamp in self._stamps.items()):
            return False
        self.forget()
        return True

    def close(self, path: str) -> None:
        """Forget what is kept about a file that is no longer open."""
        self._memories.pop(path, None)
        self._sources.pop(path, None)

    def depends_on(self, path: str) -> bool:
        """Return whether a change of a file may change what applies to others."""
        return path in self._stamps or path.endswith(".toml")  # a profile may be in any

    def of(self, path: str) -> Circumstances:
        """Return what applies to a file.

        Raises:
            SegmenterError: a configuration or a baseline cannot be used.
        """
        if self._configurations is None:
            if self._config:
                self._watch(self._config)
            self._configurations = Configurations(read(self._config) if self._config else None)
        for folder in Path(os.path.abspath(path)).parents:  # noqa: PTH100  # resolve() follows links
            self._watch(str(folder / OWN))
            self._watch(str(folder / PYPROJECT))
        configuration = self._configurations.of(path)
        codes_for(path, configuration, self._options)
        return Circumstances(
            configuration,
            self._options,
            self._once(configuration.baseline, load_baseline),
            self._memories.setdefault(path, Memory()),
        )

    def with_sources(self, catalog: Catalog, configuration: Configuration) -> Catalog:
        """Return a catalog with the texts of its source language, where another file has them."""
        self._sources[catalog.path] = path = self._siblings.path_of(catalog.path, configuration)
        if path:
            self._watch(path)
        return self._siblings.with_sources(catalog, configuration)

    def translations_of(self, path: str) -> set[str]:
        """Return the files that are compared with a file, which has changed and is read again."""
        real = os.path.abspath(path)  # noqa: PTH100  # as above
        sources = {source for source in self._sources.values() if source and os.path.abspath(source) == real}  # noqa: PTH100  # as above
        for source in sources:
            self._siblings.forget(source)
        return {other for other, source in self._sources.items() if source in sources}

    def card(self, configuration: Configuration) -> RateCard | None:
        """Return the rate card that a configuration names; `None` where it names none.

        Raises:
            SegmenterError: it cannot be used.
        """
        from ..pricing import RateCard

        return self._once(configuration.rates, RateCard.load)

    def _once(self, path: str, load: Callable[[str], _Loaded]) -> _Loaded | None:
        """Return what a file holds, loaded once; `None` without a path."""
        if path and (path, load) not in self._loaded:
            self._watch(path)
            self._loaded[path, load] = load(path)
        return self._loaded.get((path, load))

    def _watch(self, path: str) -> None:
        if path not in self._stamps:
            self._stamps[path] = _stamp(path)


def _stamp(path: str) -> _Stamp:
    """Return what changes when a file does; `None` where there is no file."""
    try:
        status = os.stat(path)  # noqa: PTH116  # 3 µs, not 6, many times a keystroke
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
