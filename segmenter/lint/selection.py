"""Selection: which entries of a catalog are messages, what holds for each, and which rules it ignores.

Matches globs, flags and comments; what is wrong with a message is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..catalogs.detection import FORMATS
from .configuration import settled
from .globs import any_key, any_path
from .marks import NO_MARKS, SIGN, Marks, marks_of_comment, marks_of_comments, marks_of_flags
from .paths import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..catalogs.entries import Catalog, Entry
    from .configuration import Configuration, MessagesTable
    from .settings import Settings

__all__ = ["Selection", "is_named", "matches", "may_select", "wanted_keys"]

_CONTEXT = "sms"
_HINTS = (b"segmenter:", b"sms", b"max-segments", b"max-length", b"maxwidth")


def is_named(path: str, configuration: Configuration) -> bool:
    """Say whether a messages table names a file, so that it has to be a catalog."""
    here = relative(path, configuration.folder)
    return any(table.files and any_path(table.files).fullmatch(here) for table in configuration.messages)


def may_select(octets: bytes, path: str, configuration: Configuration) -> bool:
    """Say whether a file can hold a message at all, by its name and a look at its octets.

    So that of a folder, or of all files of a commit, only those are read that may matter.
    """
    here = relative(path, configuration.folder)
    for table in configuration.messages:
        if table.selects and (not table.files or any_path(table.files).fullmatch(here)):
            return True
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16: the words below look otherwise
        return True
    lowered = octets.lower()
    return any(hint in lowered for hint in _HINTS)


def wanted_keys(octets: bytes, path: str, configuration: Configuration) -> Callable[[str], bool] | None:
    """Return what says of a key of a JSON file whether its entry can be a message; `None` where all may be.

    That is so where nothing but keys selects: no table is about other things, and no comment speaks to us.
    """
    if not path.endswith(".json") or SIGN.encode() in octets or octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    here = relative(path, configuration.folder)
    keys: list[str] = []
    for table in configuration.messages:
        if table.selects and (not table.files or any_path(table.files).fullmatch(here)):
            if not table.keys:
                return None
            keys += table.keys
    pattern = any_key(tuple(keys))
    return lambda key: pattern.fullmatch(key) is not None


class Selection:
    """Which entries of one catalog are messages."""

    def __init__(
        self,
        catalog: Catalog,
        configuration: Configuration,
        *,
        everything: bool = False,
        overrides: Mapping[str, Any] | None = None,
    ) -> None:
        """Look at what is said of the whole file.

        Args:
            catalog: whose entries are asked about.
            configuration: that holds for it.
            everything: whether all its entries are messages.
            overrides: settings that win over the configuration's; what stands in the file wins over them.
        """
        here = relative(catalog.path, configuration.folder)
        tables = [
            each for each in configuration.messages if not each.files or any_path(each.files).fullmatch(here)
        ]
        self._base: dict[str, Any] = dict(configuration.changes)
        # A table that is only about files holds for every entry: it is not asked about each.
        self._tables: list[MessagesTable] = []
        self._all = self._everything = everything
        self._named = [
            (at, table)
            for at, table in enumerate(configuration.messages)
            if table.selects and (not table.files or any_path(table.files).fullmatch(here))
        ]
        for table in tables:
            if any(table[1:5]) or self._tables:
                self._tables.append(table)
            else:
                self._all = True
                self._base = _merged(self._base, table.changes)
        self._overrides = dict(overrides or {})
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
        """Return what holds for an entry; nothing where it is no message, or is not sent yet.

        A text that is empty or marked fuzzy is not sent: gettext gives its source instead.
        """
        if self._all and not (self._tables or entry.flags or entry.comments):  # 0.3 µs, not 1
            return self._of_all() if entry.text else None
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

    def _of_all(self) -> Settings:
        return self._settings.get(()) or self._of((), {})

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
    """Say whether a key matches; of a plural form, as i18next writes it, with the suffix or without."""
    pattern = any_key(globs)
    written = f"{entry.key}_{entry.variant}"
    return pattern.fullmatch(entry.key) is not None or bool(entry.variant and pattern.fullmatch(written))


def _is_locale(globs: tuple[str, ...], locale: str) -> bool:
    """Say whether a locale matches; it may be written with ``-`` or ``_``, and ``pt`` is ``pt-BR`` too."""
    pattern = any_key(tuple(glob.lower().replace("_", "-") for glob in globs))
    plain = locale.lower().replace("_", "-")
    return bool(plain) and any(map(pattern.fullmatch, (plain, plain.partition("-")[0])))


def _merged(changes: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with others over them; of variables each by its name."""
    merged = {**changes, **more}
    if "variables" in changes and "variables" in more:
        merged["variables"] = {**changes["variables"], **more["variables"]}
    return merged
