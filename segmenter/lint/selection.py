"""Selection: which entries of a catalog are messages, what applies to each, and which rules it ignores.

Matches globs, flags and comments; what is wrong with a message is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..catalogs.detection import FORMATS
from ..catalogs.entries import Catalog, Entry
from .configuration import Configuration, MessagesTable, settled
from .globs import any_key
from .marks import NO_MARKS, SIGN, Marks, marks_of_comment, marks_of_comments, marks_of_flags
from .paths import relative
from .settings import Settings

__all__ = ["NO_OPTIONS", "Options", "Selection", "is_named", "matches", "may_select", "wanted_keys"]

_CONTEXT = "sms"
_HINTS = (b"segmenter:", b"sms", b"max-segments", b"max-length", b"maxwidth")


class Options(NamedTuple):
    """What a run asks for, whatever the configuration says.

    Attributes:
        everything: whether every entry is a message.
        overrides: fields of `Settings`, and their values. They win over the configuration's; what stands in
            the file wins over them.
        select: the rules that are on, in place of the configuration's.
        ignore: rules that are off, in addition to the configuration's.
        per_file_ignores: the same by glob, from the current folder.
    """

    everything: bool = False
    overrides: Mapping[str, Any] = {}
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()


NO_OPTIONS = Options()


def is_named(path: str, configuration: Configuration) -> bool:
    """Return whether a messages table names a file, so that it has to be a catalog."""
    here = relative(path, configuration.folder)
    return any(table.files and table.concerns(here) for table in configuration.messages)


def _selecting(path: str, configuration: Configuration) -> list[tuple[int, MessagesTable]]:
    """Return the tables that select entries of a file, with their numbers."""
    here = relative(path, configuration.folder)
    tables = enumerate(configuration.messages)
    return [(at, table) for at, table in tables if table.selects and table.concerns(here)]


def may_select(octets: bytes, path: str, configuration: Configuration) -> bool:
    """Return whether a file can hold a message at all, by its name and a look at its octets.

    In a folder, or among all files of a commit, only files that may matter need to be read.
    """
    if _selecting(path, configuration):
        return True
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16: the words below look otherwise
        return True
    lowered = octets.lower()
    return any(hint in lowered for hint in _HINTS)


def wanted_keys(octets: bytes, path: str, configuration: Configuration) -> Callable[[str], bool] | None:
    """Return a function that tells of a JSON file's keys which may be messages; `None` where all may be.

    Keys alone decide where no table is about other things, and no comment addresses segmenter.
    """
    if not path.endswith(".json") or SIGN.encode() in octets or octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    tables = [table for _, table in _selecting(path, configuration)]
    if not all(table.keys for table in tables):
        return None
    pattern = any_key(tuple(key for table in tables for key in table.keys))
    return lambda key: pattern.fullmatch(key) is not None


class Selection:
    """Which entries of one catalog are messages."""

    def __init__(
        self,
        catalog: Catalog,
        configuration: Configuration,
        options: Options = NO_OPTIONS,
    ) -> None:
        """Look at what is said about the whole file.

        Args:
            catalog: whose entries are asked about.
            configuration: that applies to it.
            options: of the run.
        """
        here = relative(catalog.path, configuration.folder)
        self._base: dict[str, Any] = dict(configuration.changes)
        # A table that is only about files applies to every entry, so it is not asked about each.
        self._tables: list[MessagesTable] = []
        self._all = self._everything = options.everything
        self._named = _selecting(catalog.path, configuration)
        for table in configuration.messages:
            if not table.concerns(here):
                continue
            if any(table[1:5]) or self._tables:
                self._tables.append(table)
            else:
                self._all = True
                self._base = _merged(self._base, table.changes)
        self._overrides = dict(options.overrides)
        self._options = frozenset(self._overrides)
        self._path = configuration.path
        self._settings: dict[Any, Settings] = {}
        self.ignored: tuple[str, ...] = ()
        self.remarks: list[tuple[int, Marks]] = []
        for remark in catalog.remarks:
            if SIGN in remark.text:
                for marks in marks_of_comment(remark.text):
                    if marks.file or FORMATS[catalog.format].whole:
                        self._take(marks, remark.line)

    def _take(self, marks: Marks, line: int) -> None:
        self.remarks.append((line, marks))
        self.ignored += marks.ignore
        self._all = self._all or marks.selects
        self._overrides |= marks.changes

    def settings_of(self, entry: Entry) -> Settings | None:
        """Return what applies to an entry; `None` where it is not a message, or is not sent yet.

        A text that is empty or marked fuzzy is not sent: gettext uses its source instead.
        """
        if self._all and not (self._tables or entry.flags or entry.comments):  # 0.3 µs, not 1
            return (self._settings.get(()) or self._of((), {})) if entry.text else None
        flags = marks_of_flags(entry.flags) if entry.flags else NO_MARKS
        own = flags.changes
        selects = self._all or flags.selects or entry.context.lower() == _CONTEXT
        for marks in marks_of_comments(entry):
            selects = selects or marks.selects
            own = {**own, **marks.changes}
        matched: tuple[int, ...] = ()
        if self._tables:
            matched = tuple(place for place, table in enumerate(self._tables) if matches(table, entry))
            selects = selects or any(self._tables[place].selects for place in matched)
        if not selects or not entry.text or "fuzzy" in entry.flags:
            return None
        return self._of(matched, own)

    def selected_by(self, entry: Entry) -> str:
        """Return what makes an entry a message: a table, as ``messages[0]``, or ``--all``, or its marks."""
        if self._everything:
            return "--all"
        for at, table in self._named:
            if matches(table, entry):
                return f"messages[{at}]"
        if entry.context.lower() == _CONTEXT:
            return "context"
        return "flag" if entry.flags and marks_of_flags(entry.flags).selects else "comment"

    def _of(self, matched: tuple[int, ...], own: Mapping[str, Any]) -> Settings:
        key = (matched, tuple(own.items())) if own else matched
        found = self._settings.get(key)
        if found is None:
            changes = self._base
            for place in matched:
                changes = _merged(changes, self._tables[place].changes)
            found = settled({**changes, **self._overrides, **own}, self._path, self._options)
            self._settings[key] = found
        return found


def matches(table: MessagesTable, entry: Entry) -> bool:
    """Return whether an entry matches one glob of each list of a table, apart from the files."""
    return (
        (not table.keys or _has_key(table.keys, entry))
        and (not table.contexts or any_key(table.contexts).fullmatch(entry.context) is not None)
        and (not table.locales or _is_locale(table.locales, entry.locale))
        and (not table.flags or any(map(any_key(table.flags).fullmatch, entry.flags)))
    )


def _has_key(globs: tuple[str, ...], entry: Entry) -> bool:
    """Return whether a key matches; a plural form may do so with its suffix, as i18next writes it, too."""
    pattern = any_key(globs)
    written = f"{entry.key}_{entry.variant}"
    return pattern.fullmatch(entry.key) is not None or bool(entry.variant and pattern.fullmatch(written))


def _is_locale(globs: tuple[str, ...], locale: str) -> bool:
    """Return whether a locale matches, with ``-`` or ``_``; a glob ``pt`` matches ``pt-BR`` too."""
    pattern = any_key(tuple(glob.lower().replace("_", "-") for glob in globs))
    plain = locale.lower().replace("_", "-")
    return bool(plain) and any(map(pattern.fullmatch, (plain, plain.partition("-")[0])))


def _merged(changes: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with others over them; variables are replaced one by one."""
    merged = {**changes, **more}
    if "variables" in changes and "variables" in more:
        merged["variables"] = {**changes["variables"], **more["variables"]}
    return merged
