"""The run of ``segmenter check`` over files: each is found, read, checked and, if asked, fixed.

It must not know what is wrong with a text, which is for `lint`, or how findings are shown.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import files
from ..errors import MissingExtraError, ProfileError, SegmenterError, many
from . import outputs, policies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..catalogs import CatalogError, UndecodableFileError
    from ..catalogs.entries import Catalog
    from ..channels.findings import BrokenFile, FileRun, Finding
    from ..lint.checking import Checked, Options
    from ..lint.configuration import Configuration
    from ..lint.fixing import Fixed
    from ..lint.inventory import ListedMessage

__all__ = ["LEVELS", "CheckedFile", "Checker", "is_hook"]

LEVELS = ("error", "warning", "info")


def is_hook(arguments: Namespace) -> bool:
    """Return whether a hook, such as pre-commit's, runs the command."""
    return arguments.hook or os.environ.get("PRE_COMMIT") == "1"


class _File(NamedTuple):
    """A file to check, and whether the command line names the file itself."""

    path: str
    named: bool


class CheckedFile(NamedTuple):
    """A checked file: its findings, the rules in use, its configuration and, for fixing, its content."""

    checked: Checked
    codes: frozenset[str]
    configuration: Configuration
    read: tuple[bytes, Catalog] | None = None


class Checker:
    """Checks file by file; one that is broken does not stop the others."""

    def __init__(self, arguments: Namespace) -> None:
        from ..lint.configuration import Configurations, read
        from ..lint.siblings import Siblings

        self._arguments = arguments
        self._configurations = Configurations(read(arguments.config) if arguments.config else None)
        self._options = _options(arguments)
        self.broken: list[BrokenFile] = []
        self.complaints: list[str] = []
        self._entries = self._skipped = 0
        self._unfixed: list[str] = []
        self._left_out: list[str] = []
        self._needy: dict[str, list[str]] = {}  # why files that may be catalogs were not read
        self.checked: list[CheckedFile] = []
        self._siblings = Siblings()

    def check_all(self) -> None:
        """Check standard input, or every file."""
        name = self._arguments.stdin_filename
        if name is not None:
            if sys.stdin is None:
                raise ArgumentTypeError("standard input is closed")
            self._check(_File(name, named=True), sys.stdin.buffer.read())
            return
        for file in self._files():
            self._check(file, None)

    def _files(self) -> Iterator[_File]:
        from ..lint.discovery import files_in

        seen = _Seen()
        for path in self._arguments.texts:
            if os.path.isdir(path):  # noqa: PTH112  # pathlib costs 4 ms of start-up
                try:
                    for inner in files_in(path, self._excludes):
                        if seen.is_new(inner):
                            yield _File(inner, named=inner in self._arguments.texts)
                except files.UnreadableFileError as error:
                    self._break(error, error.path)
            elif self._arguments.force_exclude and self._excludes(path):
                self._skipped += 1
            elif seen.is_new(path):
                yield _File(path, named=True)

    def _excludes(self, path: str) -> bool:
        return self._configurations.of(path).excludes(path)

    def _check(self, file: _File, octets: bytes | None) -> None:
        from ..catalogs import CatalogError, UndecodableFileError, format_of, read
        from ..catalogs.decoding import octets_of
        from ..lint.checking import check, codes_for
        from ..lint.rules import UnknownRuleError
        from ..lint.selection import may_select, wanted_keys

        path = file.path
        configuration = self._configurations.of(path)
        try:
            if octets is None:
                if self._arguments.fix:
                    files.require_regular(path)
                octets = octets_of(path)
            asked_for = self._options.everything or not self._is_found(file)
            if not asked_for and not (format_of(path) and may_select(octets, path, configuration)):
                self._skipped += 1
                return
            fixing = self._arguments.fix or self._arguments.diff
            only = None if self._options.everything or fixing else wanted_keys(octets, path, configuration)
            conventions = configuration.conventions_of(path)
            catalog = read(path, octets, conventions=conventions, only=only)
            catalog = self._siblings.with_sources(catalog, configuration)
            self._entries += len(catalog.entries) + catalog.left_out
            codes = codes_for(path, configuration, self._options)
            done = CheckedFile(check(catalog, configuration, self._options), codes, configuration)
            keeps = fixing or self._arguments.list
            self.checked.append(done._replace(read=(octets, catalog)) if keeps else done)
        except (ProfileError, UnknownRuleError):
            raise  # of the configuration, which is one for many files
        except (CatalogError, UndecodableFileError) as error:
            if not self._is_found(file) or not self._leaves_out(path, error, configuration):
                self._break(error, path)
        except MissingExtraError as error:
            if self._is_found(file) and self._may_be_no_catalog(path, configuration):
                self._needy.setdefault(str(error), []).append(path)
                self._skipped += 1
            else:
                self._break(error, path)
        except SegmenterError as error:
            self._break(error, path)

    def fix(self, is_new: Callable[[CheckedFile, Finding], bool]) -> Iterator[str]:
        """Fix the findings that are new and can be fixed: in the files, or as the lines of a diff."""
        from ..report.diffs import unified_diff

        texts = changed = 0
        for number, done in enumerate(self.checked):
            if done.read is None or not any(finding.edits for finding in done.checked.findings):
                continue
            octets, catalog = done.read
            fixed = self._fixed(done, octets, catalog, is_new)
            self._unfixed += dict.fromkeys(map(str, fixed.failures))
            if fixed.octets == octets:
                continue
            if self._arguments.diff:
                yield from unified_diff(catalog.path, catalog.text, fixed.catalog.text)
                continue
            try:
                files.replace_file(catalog.path, fixed.octets, read=octets)
            except (files.UnreadableFileError, files.UnwritableFileError) as error:
                self._break(error, catalog.path)
                continue
            self.checked[number] = done._replace(checked=fixed.checked, read=(fixed.octets, fixed.catalog))
            texts, changed = texts + fixed.made, changed + 1
        if changed:
            outputs.complain(f"fixed {many(texts, 'text')} in {many(changed, 'file')}")

    def _fixed(
        self,
        done: CheckedFile,
        octets: bytes,
        catalog: Catalog,
        is_new: Callable[[CheckedFile, Finding], bool],
    ) -> Fixed:
        from ..lint.checking import check
        from ..lint.fixing import fix

        return fix(
            catalog,
            done.checked,
            lambda renewed: check(renewed, done.configuration, self._options),
            octets=octets,
            prepare=lambda renewed: self._siblings.with_sources(renewed, done.configuration),
            wanted=lambda finding: is_new(done, finding),
            unsafe=self._arguments.unsafe_fixes,
            registered=self._arguments.fix_registered,
        )

    def _is_found(self, file: _File) -> bool:
        """Return whether a file was found in a folder or by a hook, not named by a person."""
        return not file.named or is_hook(self._arguments)

    def _leaves_out(
        self, path: str, error: CatalogError | UndecodableFileError, configuration: Configuration
    ) -> bool:
        """Return whether an unreadable file that was found may not be a catalog at all, and note it."""
        from ..catalogs import CatalogError, UnknownFormatError

        if not isinstance(error, UnknownFormatError):
            certain = isinstance(error, CatalogError) and error.is_certain
            if certain or not self._may_be_no_catalog(path, configuration):
                return False
            self._left_out.append(f"{path}:{error.line}: {error.problem}")
        self._skipped += 1
        return True

    def _may_be_no_catalog(self, path: str, configuration: Configuration) -> bool:
        """Return whether most files with such a name are not catalogs, and no table names this one."""
        from ..catalogs import FORMATS, format_of
        from ..lint.selection import is_named

        name = format_of(path)
        return bool(name) and FORMATS[name or ""].general and not is_named(path, configuration)

    def _break(self, error: SegmenterError, path: str) -> None:
        from ..channels.findings import BrokenFile

        error.under(path=path)
        self.broken.append(BrokenFile(path, error.line or 1, error.message))
        self.complaints.append(str(error))

    def run_of(self, is_new: Callable[[CheckedFile, Finding], bool]) -> FileRun:
        """Return the findings that are new."""
        from ..channels.findings import FileRun

        levels = {}
        for done in self.checked:
            level = self._arguments.fail_level or done.configuration.fail_level
            levels[done.checked.path] = LEVELS.index(level)
        return FileRun(
            tuple(
                finding for done in self.checked for finding in done.checked.findings if is_new(done, finding)
            ),
            tuple(self.broken),
            tuple(done.checked.path for done in self.checked),
            sum(done.checked.messages for done in self.checked),
            lambda finding: LEVELS.index(finding.severity) <= levels[finding.path],
        )

    def notes(self) -> Iterator[str]:
        """Yield what else the user should know."""
        yield from self._unfixed
        if count := len(self._left_out):
            what = many(count, "file is not a catalog and was", "files are not catalogs and were")
            more = f"; and {count - 3:,} more" if count > 3 else ""
            yield f"note: {what} skipped: {'; '.join(self._left_out[:3])}{more}"
        for reason, paths in self._needy.items():
            more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
            yield f"note: {paths[0]}{more} may hold messages, but {reason}"
        unread = [f"{done.checked.path}:{line}" for done in self.checked for line in done.checked.unread]
        if count := len(unread):
            what = many(count, "value is", "values are")
            more = f"; and {count - 3:,} more" if count > 3 else ""
            yield f"note: {what} computed by the program and not read: {'; '.join(unread[:3])}{more}"
        unknown = next((done.checked for done in self.checked if done.checked.unknown), None)
        if unknown:
            yield (
                f"note: nothing is known of values such as {', '.join(unknown.unknown[:3])} ({unknown.path}:"
                f"{unknown.unknown_line}), so they are counted as empty; set variables or default_variable"
            )

    def inventory(self) -> list[ListedMessage]:
        """Return every message of the files."""
        from ..lint.inventory import listed

        return [
            message
            for done in self.checked
            if done.read
            for message in listed(done.read[1], done.configuration, self._options)
        ]

    def uncovered(self, *, several: bool) -> list[str]:
        """Return which tables of the configurations in use match nothing in the whole repository.

        Args:
            several: judge only configurations with more than one table.
        """
        from ..lint.coverage import uncovered

        found = {done.configuration.path: done.configuration for done in self.checked}
        here = self._configurations.of_folder(os.path.abspath("."))  # noqa: PTH100  # as above
        found.setdefault(here.path, here)
        return [
            problem
            for configuration in found.values()
            if not several or len(configuration.messages) > 1
            for problem in uncovered(configuration)
        ]

    def what_was_seen(self) -> str:
        """Return what was searched, where no message was found."""
        looked = len(self.checked) + self._skipped
        if not looked:
            return "no file: every file is excluded or of an unknown format"
        words = f"{many(self._entries, 'entry', 'entries')} of " if self.checked else ""
        return f"{words}{many(looked, 'file')}"


class _Seen:
    """The files seen so far."""

    def __init__(self) -> None:
        self._files: set[tuple[str, str]] = set()
        # With their real paths: most files share a folder, and links are rare.
        self._folders: dict[str, str] = {}

    def is_new(self, path: str) -> bool:
        """Return whether a file is new, also by another name or a link, and remember it."""
        if os.path.islink(path):  # noqa: PTH114  # as above
            path = os.path.realpath(path)
        folder, name = os.path.split(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        real = self._folders[folder], name
        known = real in self._files
        self._files.add(real)
        return not known


def _options(arguments: Namespace) -> Options:
    from ..lint.checking import Options
    from ..lint.rules import matching

    for words in (arguments.select, arguments.ignore, *(rules for _, rules in arguments.per_file_ignores)):
        for word in words or ():
            matching(word)
    changes: dict[str, Any] = {}
    if arguments.profile is not None:
        changes["profile"] = policies.profile_named(arguments.profile)
    for name in ("channel", "max_segments", "encoding"):
        if getattr(arguments, name) is not None:
            changes[name] = getattr(arguments, name)
    return Options(
        everything=arguments.all,
        overrides=changes,
        select=tuple(arguments.select) if arguments.select is not None else None,
        ignore=tuple(arguments.ignore or ()),
        per_file_ignores=tuple(arguments.per_file_ignores),
    )
