"""The baselines of a run of ``segmenter check``: which findings are known, and which of those are gone.

How a finding is known again stands in `lint`.
"""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from ..files import UnreadableFileError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from ..channels.findings import Finding
    from ..lint.baseline import Baseline
    from .checker import Done

__all__ = ["Baselines"]


class Baselines:
    """The baselines of a run: the one named, or those of the configurations."""

    def __init__(self, arguments: Namespace, checked: list[Done]) -> None:
        self._arguments = arguments
        self._of_file: dict[str, Baseline] = {}
        self._done: dict[str, list[Done]] = {}
        for done in checked:
            path = arguments.baseline or done.configuration.baseline
            if path:
                self._done.setdefault(path, []).append(done)
        if arguments.update_baseline and not self._done:
            raise ArgumentTypeError("--update-baseline needs to know the file: give --baseline FILE")
        for path in self._done or filter(None, [arguments.baseline]):
            is_new = arguments.update_baseline and not os.path.exists(path)  # noqa: PTH110  # as above
            from ..lint.baseline import Baseline, load

            try:
                self._of_file[path] = Baseline(path) if is_new else load(path)
            except UnreadableFileError as error:
                if os.path.exists(path):  # noqa: PTH110  # as above
                    raise
                reason = f"{error.reason}; make it with --update-baseline"
                raise UnreadableFileError(_shown_path(path), reason) from None

    def is_new(self, done: Done, finding: Finding) -> bool:
        """Say whether the baseline of a file does not hold a finding of it."""
        baseline = self._of_file.get(self._arguments.baseline or done.configuration.baseline)
        return baseline is None or baseline.of(finding) not in baseline.known

    def _asked(self, path: str) -> tuple[list[Finding], list[tuple[str, frozenset[str]]]]:
        done = self._done.get(path, [])
        return [one for each in done for one in each.checked.findings], [
            (each.checked.path, each.codes) for each in done
        ]

    def update(self) -> Iterator[str]:
        """Write what was found into each baseline, and say so."""
        for path, old in self._of_file.items():
            new = old.updated(*self._asked(path))
            new.write()
            self._of_file[path] = new
            added, gone = len(new.known - old.known), len(old.known - new.known)
            yield f"{_shown_path(path)}: {len(new.known):,} known ({added:,} new, {gone:,} gone)"

    def stale(self) -> Iterator[str]:
        """Say what is known and was not found again; of standard input, which is half a file, nothing."""
        if self._arguments.stdin_filename is not None:
            return
        for path, baseline in self._of_file.items():
            gone = baseline.stale(*self._asked(path))
            if gone:
                shown = ", ".join(f"{one.rule} in {one.path} {one.key}" for one in gone[:3])
                more = f" and {len(gone) - 3:,} more" if len(gone) > 3 else ""
                where = _shown_path(path)
                said = f"{len(gone):,} known but gone: {shown}{more}"
                yield f"{where}: {said}; --update-baseline takes them out"


def _shown_path(path: str) -> str:
    """Return a path from the folder we stand in, where it is inside."""
    from ..lint.paths import relative

    near = relative(path, ".")
    return path if near.startswith("../") else near
