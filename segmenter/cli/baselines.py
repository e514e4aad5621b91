"""The baselines of a run of ``segmenter check``: which findings are known, and which of those are gone.

It must not know how a finding is recognised, which is for `lint`.
"""

from __future__ import annotations

import os
from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from ..files import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..channels.findings import Finding
    from ..lint.baseline import Baseline
    from ..lint.configuration import Configuration
    from .checker import CheckedFile

__all__ = ["Baselines"]


class Baselines:
    """The baselines of a run: the one named, or those of the configurations."""

    def __init__(self, arguments: Namespace, checked: list[CheckedFile]) -> None:
        self._arguments = arguments
        self._of_file: dict[str, Baseline] = {}
        self._done: dict[str, list[CheckedFile]] = {}
        for done in checked:
            path = arguments.baseline or done.configuration.baseline
            if path:
                self._done.setdefault(path, []).append(done)
        if arguments.update_baseline and not self._done:
            raise ArgumentTypeError("--update-baseline needs --baseline FILE")
        for path in self._done or filter(None, [arguments.baseline]):
            is_new = arguments.update_baseline and not os.path.exists(path)  # noqa: PTH110  # as above
            from ..lint.baseline import Baseline, load

            try:
                self._of_file[path] = Baseline(path) if is_new else load(path)
            except UnreadableFileError as error:
                if os.path.exists(path):  # noqa: PTH110  # as above
                    raise
                remedy = "create it with --update-baseline"
                raise UnreadableFileError(error.problem, remedy, path=_shown_path(path)) from None

    def is_new(self, done: CheckedFile, finding: Finding) -> bool:
        """Return whether a file's baseline does not record a finding."""
        baseline = self._of_file.get(self._arguments.baseline or done.configuration.baseline)
        return baseline is None or baseline.of(finding) not in baseline.known

    def _asked(self, path: str) -> tuple[list[Finding], list[tuple[str, frozenset[str]]]]:
        done = self._done.get(path, [])
        findings = [finding for file in done for finding in file.checked.findings]
        return findings, [(file.checked.path, file.codes) for file in done]

    def update(self) -> Iterator[str]:
        """Record the findings in each baseline, and yield what changed."""
        from ..files.writing import locked
        from ..lint.baseline import Baseline, load

        for path in self._of_file:
            if not self._arguments.baseline:
                _refuse_outside(path, self._done[path][0].configuration)
            with locked(path):  # and read again: another run may have written since
                old = load(path) if os.path.exists(path) else Baseline(path)  # noqa: PTH110  # as above
                new = old.updated(*self._asked(path))
                new.write()
            self._of_file[path] = new
            added, gone = len(new.known - old.known), len(old.known - new.known)
            yield f"{_shown_path(path)}: {len(new.known):,} recorded ({added:,} new, {gone:,} gone)"

    def stale(self) -> Iterator[str]:
        """Yield the recorded findings that are gone; none for standard input, which may be part of a file."""
        if self._arguments.stdin_filename is not None:
            return
        for path, baseline in self._of_file.items():
            gone = baseline.stale(*self._asked(path))
            if gone:
                shown = ", ".join(f"{entry.rule} in {entry.path} {entry.key}" for entry in gone[:3])
                more = f" and {len(gone) - 3:,} more" if len(gone) > 3 else ""
                words = f"{len(gone):,} recorded but gone: {shown}{more}"
                yield f"{_shown_path(path)}: {words}; --update-baseline removes them"


def _refuse_outside(path: str, configuration: Configuration) -> None:
    """Refuse to write where a configuration, perhaps a stranger's, leads out of its repository or folder."""
    from ..lint.configuration import ConfigurationError
    from ..lint.paths import repository_of

    root, real = os.path.realpath(repository_of(configuration.folder)), os.path.realpath(path)
    if os.path.commonpath([root, real]) != root:
        problem = f"leads to {real}, outside {root}"
        remedy = "to write there, name it with --baseline FILE"
        raise ConfigurationError(problem, remedy, path=configuration.path, key="baseline")


def _shown_path(path: str) -> str:
    """Return a path relative to the current folder, if it is inside."""
    from ..lint.paths import relative

    near = relative(path, ".")
    return path if near.startswith("../") else near
