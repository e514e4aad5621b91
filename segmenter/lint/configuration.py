"""Configuration: ``[tool.segmenter]`` of a pyproject.toml, or a segmenter.toml, read into values.

Reads and checks what is written; which entries it is about is decided in `selection`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..catalogs.entries import Conventions
from ..channels.findings import Severity
from ..errors import ProfileError
from ..files import read_octets
from ..files.octets import TABLE_OCTETS
from .globs import any_path
from .paths import beside, folder_of, is_file, name_of, relative
from .settings import Settings, choices_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ..channels.profiles import Profile
    from ..files.toml import Table
    from ..templates import Variable

__all__ = [
    "OWN",
    "PYPROJECT",
    "Configuration",
    "ConfigurationError",
    "Configurations",
    "MessagesTable",
    "of_values",
    "read",
    "settled",
]

OWN = "segmenter.toml"
"""The name of a file that holds a configuration alone."""

PYPROJECT = "pyproject.toml"
"""The name of a file that may hold one among other tables."""

KEY = "tool.segmenter"

_OLD_KEYS = {"dearer_by": "exceeds_source_by"}
_VARIABLE = ("shortest", "longest", "alphabet", "examples")
_MOST_ROOM = 10  # times as much text; more is a slip of the hand
_MOST = 1_000_000_000  # more is a slip of the hand


_Value = TypeVar("_Value")


class ConfigurationError(ProfileError):
    """A configuration cannot be used: `path`, `line` and `key` say which value is at fault."""


class MessagesTable(NamedTuple):
    """One table of ``[[tool.segmenter.messages]]``: which entries it is about, and what holds for them.

    Attributes:
        files: globs of paths; empty where any.
        keys: globs of keys.
        contexts: of gettext's msgctxt.
        flags: of flags.
        locales: of locales. Alone they select nothing: they say what holds for what others select.
        changes: fields of `Settings`, and their values.
    """

    files: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    changes: Mapping[str, Any] = {}

    @property
    def selects(self) -> bool:
        """Whether whatever matches is a message."""
        return bool(self.files or self.keys or self.contexts or self.flags)

    def concerns(self, path: str) -> bool:
        """Return whether the table is about a file, whose path starts from the configuration's folder."""
        return not self.files or any_path(self.files).fullmatch(path) is not None


class Configuration(NamedTuple):
    """What one file of configuration says; without one, nothing.

    Attributes:
        path: of the file; empty where there is none.
        folder: that its globs start from.
        changes: fields of `Settings` that hold for all messages, and their values.
        messages: the tables that choose messages, in order.
        select: the rules that are on, as written; `None` for those that are on by default.
        ignore: the rules that are not.
        per_file_ignores: rules ignored in files, by glob.
        fail_level: from which severity on a finding fails the run.
        exclude: globs of files and folders to leave out.
        baseline: path of the baseline; empty where there is none.
        rates: path of the rate card that editors show prices by; empty where there is none.
        source_language: the language of the texts that others translate.
        sources: by glob, the file in the source language of those that match, from the folder.
        nothing_to_check: whether the project has no messages, so that a hook need not find any.
        message_format: globs of files whose every text goes through MessageFormat.
        message_format_2: globs of files whose every text is a message in MessageFormat 2.
        vue_i18n: globs of files whose every text is a message of vue-i18n.
        collapse_whitespace: globs of XLIFF files whose white space the program collapses.
    """

    path: str = ""
    folder: str = "."
    changes: Mapping[str, Any] = {}
    messages: tuple[MessagesTable, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_level: Severity = Severity.WARNING
    exclude: tuple[str, ...] = ()
    baseline: str = ""
    source_language: str = "en"
    sources: tuple[tuple[str, str], ...] = ()
    message_format: tuple[str, ...] = ()
    message_format_2: tuple[str, ...] = ()
    vue_i18n: tuple[str, ...] = ()
    collapse_whitespace: tuple[str, ...] = ()
    nothing_to_check: bool = False
    rates: str = ""

    def conventions_of(self, path: str) -> Conventions:
        """Return how the program reads a file."""
        return Conventions(*(self._holds(path, getattr(self, name)) for name in Conventions._fields))

    def excludes(self, path: str) -> bool:
        """Return whether a file or a folder is left out."""
        return self._holds(path, self.exclude)

    def _holds(self, path: str, globs: tuple[str, ...]) -> bool:
        return bool(globs) and any_path(globs).fullmatch(relative(path, self.folder)) is not None


# The keys of a configuration are the fields that they become.
_SETTINGS = tuple(name for name in Settings._fields if name != "max_length")
_CRITERIA = MessagesTable._fields[:-1]
_KEYS = (*_SETTINGS, *Configuration._fields[3:], "profiles")
_GLOBS = ("exclude", *Conventions._fields)


class Configurations:
    """The configuration of each file: that of its folder, or of the nearest folder above that has one."""

    def __init__(self, only: Configuration | None = None) -> None:
        """Look for configurations, or take this one for all files."""
        self._only = only
        self._found: dict[str, Configuration] = {}

    def of(self, path: str) -> Configuration:
        """Return the configuration that holds for a file.

        Raises:
            ConfigurationError: it cannot be taken as it stands.
        """
        return self._only or self.of_folder(folder_of(path))

    def of_folder(self, folder: str) -> Configuration:
        """Return the configuration that holds in a folder."""
        if self._only:
            return self._only
        if folder not in self._found:
            above = folder_of(folder)
            own = _in_folder(folder)
            if own is None:
                own = Configuration(folder=folder) if above == folder else self.of_folder(above)
            self._found[folder] = own
        return self._found[folder]


def _in_folder(folder: str) -> Configuration | None:
    own = beside(folder, OWN)
    if is_file(own):
        return read(own)
    pyproject = beside(folder, PYPROJECT)
    # Most say nothing about us: looking for the word takes 0.1 ms, parsing the file 5.
    if is_file(pyproject) and _mentions(pyproject):
        return _read(pyproject)
    return None


def _mentions(path: str) -> bool:
    try:
        return b"segmenter" in read_octets(path, TABLE_OCTETS)
    except OSError:
        return False  # no matter to us, as long as nobody names it


def read(path: str) -> Configuration:
    """Read a configuration: a pyproject.toml, or any other file of TOML that holds the same keys at its top.

    Args:
        path: of the file.

    Raises:
        ConfigurationError: it cannot be read, is not TOML, or holds a wrong key, type or value.
    """
    found = _read(path)
    if found is None:
        raise ConfigurationError("is missing", f"add a table [{KEY}]", path=path, key=KEY)
    return found


def _read(path: str) -> Configuration | None:
    """Read a configuration; `None` where a pyproject.toml says nothing about segmenter."""
    from ..files.toml import Table, parsed_file

    values, key = parsed_file(path, ConfigurationError), ""
    if name_of(path) == PYPROJECT:
        for step in KEY.split("."):
            if step not in values:
                return None
            key = f"{key}.{step}" if key else step
            values = Table(values, path, "", None, ConfigurationError).values[step]
            if not isinstance(values, dict):
                break
    return of_values(values, path, key)


def of_values(values: object, path: str, key: str = "") -> Configuration:
    """Return the configuration that a table holds, as TOML gave it.

    Raises:
        ConfigurationError: a key, type or value is wrong.
    """
    from ..files.toml import Table

    table = Table(_renamed(values), path, key, _KEYS, ConfigurationError)
    folder = folder_of(path)
    reader = _Reader(table, path, folder)
    levels = {level.value: level for level in Severity}
    baseline, rates = table.text("baseline", ""), table.text("rates", "")
    found = Configuration(
        path=path,
        folder=folder,
        changes=reader.changes(table),
        messages=tuple(map(reader.messages, table.tables("messages", (*_CRITERIA, *_SETTINGS)))),
        select=_rules(table, "select") if "select" in table else None,
        ignore=_rules(table, "ignore"),
        per_file_ignores=_by_glob(table, "per_file_ignores", _rules),
        fail_level=table.choice("fail_level", levels, Severity.WARNING),
        baseline=beside(folder, baseline) if baseline else "",
        source_language=table.text("source_language", "en"),
        sources=_by_glob(table, "sources", lambda inner, glob: inner.text(glob, "")),
        nothing_to_check=table.flag("nothing_to_check", default=False),
        rates=beside(folder, rates) if rates else "",
        **{name: table.strings(name) for name in _GLOBS},
    )
    settled(found.changes, path)
    return found


def _renamed(values: object) -> object:
    """Return a table with the present names of keys and values; old ones stay valid."""
    if not isinstance(values, dict):
        return values
    renamed = {_OLD_KEYS.get(name, name): value for name, value in values.items()}
    if renamed.get("forced_ucs2") == "dearer":
        renamed["forced_ucs2"] = "costly"
    if isinstance(tables := renamed.get("messages"), list):
        renamed["messages"] = [_renamed(table) for table in tables]
    return renamed


def _rules(table: Table, key: str) -> tuple[str, ...]:
    from .rules import UnknownRuleError, matching

    words = table.strings(key)
    for place, word in enumerate(words):
        try:
            matching(word)
        except UnknownRuleError as error:
            near = f"; did you mean {error.nearest}?" if error.nearest else ""
            raise table.error(
                f"{key}[{place}]", f"is {word!r}, which is not a rule", f"`segmenter rules` lists them{near}"
            ) from None
    return words


def _by_glob(
    table: Table, key: str, value_of: Callable[[Table, str], _Value]
) -> tuple[tuple[str, _Value], ...]:
    inner = table.table(key, None)
    return () if inner is None else tuple((glob, value_of(inner, glob)) for glob in inner)


class _Reader:
    """Reads the settings of the tables of one file."""

    def __init__(self, table: Table, path: str, folder: str) -> None:
        self._path = path
        self._folder = folder
        self._table = table

    def messages(self, table: Table) -> MessagesTable:
        """Return a table that chooses messages."""
        files, keys, contexts, flags, locales = (table.strings(name) for name in _CRITERIA)
        found = MessagesTable(files, keys, contexts, flags, locales, self.changes(table))
        if not any(found[:-1]):
            raise table.error("files", "is missing", f"say which entries are meant: {', '.join(_CRITERIA)}")
        for place, locale in enumerate(locales):
            if not _may_be_locale(locale):
                remedy = "write it as files name it, such as fr, pt-BR or zh-*"
                raise table.error(f"locales[{place}]", f"is {locale!r}, which is not a locale", remedy)
        return found

    def changes(self, table: Table) -> dict[str, Any]:
        """Return the settings that a table changes."""
        return {name: self._value(table, name) for name in _SETTINGS if name in table}

    def _value(self, table: Table, name: str) -> Any:
        match name:
            case "profile":
                return self._profile(table)
            case "max_segments" | "exceeds_source_by" | "dlt_variables" | "dlt_longest":
                return table.number(name, range(1, _MOST + 1))
            case "registered" | "isolating":
                return table.flag(name, default=False)
            case "variables":
                inner = table.table(name, None)
                assert inner is not None
                return {variable: self._variable(inner, variable) for variable in inner}
            case "default_variable":
                return self._variable(table, name)
            case "sender" | "rates_country":
                text = table.text(name, "")
                if name == "rates_country" and not re.fullmatch("[A-Z]{2}", text):
                    raise table.error(name, f"is {text!r}", "write a code of ISO 3166-1, such as GB")
                return text
            case "countries":
                from ..channels.senders import SENDER_RULES

                return table.choices(
                    name, {rule.country: rule.country for rule in SENDER_RULES}, (), empty=True
                )
            case "translation_room":
                return table.share(name, most=_MOST_ROOM)
        return table.choice(name, {choice: choice for choice in choices_of(name)})

    def _profile(self, table: Table) -> Profile:
        from ..errors import UnknownProfileError
        from ..providers.custom import find_profile, own_profile

        name = table.text("profile", "")
        own = self._table.table("profiles", None)
        if own is not None and name in own and name_of(self._path) != PYPROJECT:
            inner = own.table(name, None)
            return own_profile(self._path, name, inner.values if inner else {}, "profiles")
        if name.endswith(".toml"):
            name = beside(self._folder, name)
        try:
            return find_profile(name, self._folder)
        except UnknownProfileError as error:
            raise table.error("profile", f"is {name!r}", f"there are {', '.join(error.known)}") from None

    def _variable(self, table: Table, name: str) -> Variable:
        from ..errors import TemplateError
        from ..templates.variables import Alphabet, Variable

        inner = table.table(name, _VARIABLE)
        assert inner is not None
        alphabets = {each.value: each for each in Alphabet}
        examples = inner.strings("examples")
        longest = inner.number("longest", range(_MOST + 1), max(map(len, examples), default=None))
        if longest is None:
            raise inner.error("longest", "is missing", "say how many characters a value may have")
        try:
            return Variable(
                shortest=inner.number("shortest", range(_MOST + 1), 0),
                longest=longest,
                alphabet=inner.choice("alphabet", alphabets, Alphabet.ANY),
                examples=examples,
            )
        except TemplateError as error:
            raise table.error(name, error.problem, error.hint) from None


def _may_be_locale(glob: str) -> bool:
    """Return whether a glob is a locale, or has a wildcard so that it may be anything."""
    from ..catalogs.locales import is_locale

    match = re.fullmatch(r"([A-Za-z]{2,3})([-_@.][A-Za-z0-9]+)*", glob)
    return re.search(r"[*?\[]", glob) is not None or (
        match is not None and (len(match[1]) == 3 or is_locale(match[1].lower()))
    )


def settled(changes: Mapping[str, Any], path: str, options: Collection[str] = ()) -> Settings:
    """Return settings with these changes, the profile and the channel fitting together.

    Args:
        changes: fields of `Settings`, and their values.
        path: of the configuration that they are from.
        options: the fields among them that the command line gave, and not that configuration.

    Raises:
        ConfigurationError: the profile does not offer the channel.
    """
    profile, channel = changes.get("profile"), changes.get("channel")
    if profile is None:
        if channel in (None, "sms"):
            return Settings(**changes)
        from ..providers import profile as built_in

        profile = built_in("standard")
    offered = [str(each) for each in profile.channels]
    if channel is None:
        channel = "sms" if "sms" in offered else offered[0]
    if channel not in offered:
        key, problem = "channel", f"is {channel!r}, which profile {profile.name} does not offer"
        if "channel" in options:
            path, key = "options", "--channel"
        elif "profile" in options:
            path, key = "options", "--profile"
            problem = f"is {profile.name!r}, which does not offer channel {channel}"
        raise ConfigurationError(problem, f"it has {', '.join(offered)}", path=path or "options", key=key)
    return Settings(**{**changes, "profile": profile, "channel": channel})
