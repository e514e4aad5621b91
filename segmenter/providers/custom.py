"""Profiles that users bring: TOML that extends a built-in one, in a file of its own or in pyproject.toml.

Reads values into values: what a profile means is not known here, and no key can bring code.
"""

from __future__ import annotations

import json
import os.path
import re
import tomllib
from dataclasses import replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..channels.findings import Severity
from ..channels.limits import Limit, Source
from ..channels.measures import Measure
from ..channels.profiles import Profile
from ..core.headers import MAX_SEGMENTS
from ..core.policy import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth
from ..errors import ProfileError, UnknownProfileError
from ..files import UndecodableFileError, UnreadableFileError, open_file, read_text
from . import PROFILES, profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..channels.messages import Channel
    from ..channels.profiles import ChannelRules

__all__ = ["find_profile", "load_profile", "nearest_pyproject", "profiles_in"]

PYPROJECT = "pyproject.toml"
PROFILES_KEY = "tool.segmenter.profiles"

_KEYS = (
    "extends",
    "summary",
    "prefix",
    "suffix",
    "strip",
    "max_segments",
    "max_recipients",
    "max_variable",
    "channels",
    "policy",
    "limits",
)
_POLICY_KEYS = ("encodings", "locking_shifts", "single_shifts", "boundary", "reference_width")
_VARIABLE_KEYS = ("number", "measure", "severity", "source", "read", "note")
_LIMIT_KEYS = ("channel", "field", *_VARIABLE_KEYS)
_FIELDS = (
    "sender",
    "text",
    "image",
    "template",
    "send_style",
    "header",
    "footer",
    "caption",
    "subject",
    "button.caption",
    "button.url",
)
_MOST = 1_000_000_000  # more is a slip of the hand
# TOML may hold, in hexadecimal, numbers of more than the 4,300 digits that Python agrees to write.
_SHOWN = 10**20

# ISO 639-1 codes, in the order of the identifiers.
_CODES = ("tr", "es", "pt", "bn", "gu", "hi", "kn", "ml", "or", "pa", "ta", "te", "ur")
_LANGUAGES = dict(zip(_CODES, NationalLanguage, strict=True))
_LANGUAGES |= {language.name.lower(): language for language in NationalLanguage}

_Name = TypeVar("_Name", bound=str)
_Choice = TypeVar("_Choice")
_Member = TypeVar("_Member", bound=Enum)


def load_profile(path: str | os.PathLike[str], name: str | None = None) -> Profile:
    """Read a profile from a file.

    Args:
        path: a TOML file that is one profile, or a pyproject.toml, whose profiles are the tables
            ``[tool.segmenter.profiles.NAME]``.
        name: of a pyproject.toml the one wanted, and it may be left out where there is but one; of another
            file what to call the profile, by default the file's name without its ending.

    Raises:
        ProfileError: the file cannot be read, is not TOML, or holds a wrong key, type or value.
        UnknownProfileError: the pyproject.toml has no profile of this name; a `LookupError`.
    """
    file = os.fspath(path)
    if Path(file).name != PYPROJECT:
        return _profile(_Table(_parsed(file), file, "", _KEYS), Path(file).stem if name is None else name)
    own = _own(file)
    if name is None and len(own) == 1:
        name = next(iter(own))
    if name is None or not own:
        many = f"has {len(own) or 'no'} profiles"
        raise ProfileError(file, PROFILES_KEY, many, f"name one of {', '.join(own)}" if own else "add one")
    if name not in own:
        raise UnknownProfileError(name, tuple(own))
    return _own_profile(file, name, own[name])


def profiles_in(path: str | os.PathLike[str]) -> dict[str, Profile]:
    """Return every profile of a pyproject.toml by its name, in the file's order.

    Raises:
        ProfileError: the file cannot be read, is not TOML, or one of them holds a wrong key, type or value.
    """
    file = os.fspath(path)
    return {name: _own_profile(file, name, value) for name, value in _own(file).items()}


def nearest_pyproject(start: str | os.PathLike[str] = ".") -> Path | None:
    """Return the nearest pyproject.toml that has profiles: of this folder, or of one above it.

    Raises:
        ProfileError: one on the way cannot be read or is not TOML.
    """
    try:
        folder = Path(start).absolute()
    except OSError:  # the folder we stand in is gone
        return None
    for above in (folder, *folder.parents):
        file = above / PYPROJECT
        # Path.is_file would raise where a folder may not be searched.
        if os.path.isfile(file) and _own(str(file)):  # noqa: PTH113
            return file
    return None


def find_profile(wanted: str, start: str | os.PathLike[str] = ".") -> Profile:
    """Return the profile that a user means.

    Args:
        wanted: a file, where it ends in ``.toml`` or names a folder; otherwise the name of a built-in
            profile, or of one in the nearest pyproject.toml.
        start: the folder to look for that pyproject.toml from.

    Raises:
        ProfileError: a file that had to be read is not as it must be.
        UnknownProfileError: there is no profile of this name; a `LookupError`.

    >>> find_profile("gov-uk-notify").name
    'gov-uk-notify'
    """
    if wanted.endswith(".toml") or os.path.dirname(wanted):  # noqa: PTH120  # Path drops a "/" at the end
        return load_profile(wanted)
    pyproject = nearest_pyproject(start)
    own = _own(str(pyproject)) if pyproject else {}
    if wanted in own:
        return _own_profile(str(pyproject), wanted, own[wanted])
    if wanted in PROFILES:
        return profile(wanted)
    raise UnknownProfileError(wanted, (*PROFILES, *own))


def _parsed(file: str) -> dict[str, Any]:
    try:
        with open_file(file) as stream:
            text = "".join(read_text(stream, path=file))
    except UnreadableFileError as error:
        raise ProfileError(file, "", error.reason) from None
    except UndecodableFileError as error:
        raise ProfileError(file, "", error.reason, "a TOML file is UTF-8", line=error.line) from None
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ProfileError(file, "", "is nested too deeply") from None
    except ValueError as error:
        # Until Python 3.14 tomllib tells the place in words alone, and at the end of the text not by number.
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = int(place[1] or text.count("\n") + 1) if place else None
        reason = str(error)[: place.start()] if place else str(error)
        raise ProfileError(file, "", f"not TOML: {reason}", line=line) from None


def _own(file: str) -> dict[str, Any]:
    """Return what stands under `PROFILES_KEY`, unread."""
    value = _parsed(file)
    place = ""
    for step in PROFILES_KEY.split("."):
        value = value.get(step, {})
        place = _joined(place, step)
        if not isinstance(value, dict):
            raise ProfileError(file, place, f"is {_shown(value)}", "it must be a table")
    return value


def _own_profile(file: str, name: str, value: object) -> Profile:
    key = _joined(PROFILES_KEY, name)
    if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        raise ProfileError(file, key, "cannot be a profile's name", "use letters, digits, - and _")
    if name in PROFILES:
        raise ProfileError(file, key, "has the name of a built-in profile", "choose another name")
    return _profile(_Table(value, file, key, _KEYS), name)


def _profile(table: _Table, name: str) -> Profile:
    base = profile(table.choice("extends", _by_name(PROFILES), "standard"))
    kept = table.choices("channels", _by_name(base.channels), base.channels)
    return replace(
        base,
        name=name,
        summary=table.text("summary", f"extends {base.name}"),
        follows=f"{table.file_name}, which extends {base.name}; {base.follows}",
        prefix=table.text("prefix", base.prefix),
        suffix=table.text("suffix", base.suffix),
        strip=table.flag("strip", base.strip),
        max_segments=table.number("max_segments", range(1, MAX_SEGMENTS + 1), base.max_segments),
        max_recipients=table.number("max_recipients", range(1, _MOST + 1), base.max_recipients),
        max_variable=_max_variable(table, base.max_variable),
        policy=_policy(table, base.policy),
        channels=_limited(table, {channel: base.channels[channel] for channel in kept}),
        downgrades={more: less for more, less in base.downgrades.items() if {more, less} <= {*kept}},
    )


def _policy(table: _Table, base: Policy) -> Policy:
    inner = table.table("policy", _POLICY_KEYS)
    if inner is None:
        return base
    return Policy(
        inner.choices("encodings", _by_value(Encoding), base.encodings),
        inner.choices("locking_shifts", _LANGUAGES, base.locking_shifts, empty=True),
        inner.choices("single_shifts", _LANGUAGES, base.single_shifts, empty=True),
        inner.choice("boundary", _by_value(Boundary), base.boundary),
        inner.choice("reference_width", _by_value(ReferenceWidth), base.reference_width),
    )


def _max_variable(table: _Table, base: Limit | None) -> Limit | None:
    inner = table.table("max_variable", _VARIABLE_KEYS)
    return base if inner is None else _limit(inner, "variables")


def _limited(table: _Table, channels: Mapping[Channel, ChannelRules]) -> dict[Channel, ChannelRules]:
    """Add the table's limits; one on the same field, measure and severity replaces the inherited one."""
    limited = dict(channels)
    for entry in table.tables("limits", _LIMIT_KEYS):
        channel = entry.choice("channel", _by_name(channels))
        limit = _limit(entry, entry.choice("field", _by_name(_FIELDS)))
        limits = {_kind(old): old for old in limited[channel].limits} | {_kind(limit): limit}
        limited[channel] = replace(limited[channel], limits=tuple(limits.values()))
    return limited


def _kind(limit: Limit) -> tuple[str, Measure, Severity]:
    return limit.field, limit.measure, limit.severity


def _limit(table: _Table, field: str) -> Limit:
    return Limit(
        field=field,
        number=table.number("number", range(_MOST + 1)),
        measure=table.choice("measure", _by_value(Measure)),
        severity=table.choice("severity", _by_value(Severity), Severity.ERROR),
        source=Source(table.text("source", table.file_name), table.day("read")),
        note=table.text("note", ""),
    )


_NO_DEFAULT: Any = object()
_Default = TypeVar("_Default")


class _Table:
    """A table that knows its place: each value is given out with its type, or refused by file and key.

    A value without a default must be there.
    """

    def __init__(self, values: object, path: str, key: str, allowed: Sequence[str]) -> None:
        self._path = path
        self._key = key
        if not isinstance(values, dict):
            raise ProfileError(path, key, f"is {_shown(values)}", "it must be a table")
        self._values = values
        for name in values:
            if name not in allowed:
                raise self._error(name, "is not known", f"here may stand {', '.join(allowed)}")

    @property
    def file_name(self) -> str:
        return Path(self._path).name

    def text(self, name: str, default: str) -> str:
        value = self._values.get(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, value, "a string")
        return value

    def flag(self, name: str, default: bool) -> bool:  # noqa: FBT001  # it is the value itself
        value = self._values.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def number(self, name: str, allowed: range, default: _Default = _NO_DEFAULT) -> int | _Default:
        value = self._values.get(name, _NO_DEFAULT)
        if value is _NO_DEFAULT and default is not _NO_DEFAULT:
            return default
        if type(value) is int and value in allowed:  # true is an int too
            return value
        raise self._wrong(name, value, f"a whole number from {allowed[0]:,} to {allowed[-1]:,}")

    def day(self, name: str) -> date | None:
        value = self._values.get(name)
        if value is None or type(value) is date:  # a datetime is a date too
            return value
        raise self._wrong(name, value, "a date without quotes, such as 2026-11-22")

    def choice(self, name: str, allowed: Mapping[Any, _Choice], default: _Choice = _NO_DEFAULT) -> _Choice:
        value = self._values.get(name, _NO_DEFAULT)
        if value is _NO_DEFAULT and default is not _NO_DEFAULT:
            return default
        return self._member(name, value, allowed)

    def choices(
        self, name: str, allowed: Mapping[Any, _Choice], default: Iterable[_Choice], *, empty: bool = False
    ) -> tuple[_Choice, ...]:
        values = self._values.get(name, _NO_DEFAULT)
        if values is _NO_DEFAULT:
            return tuple(default)
        if not isinstance(values, list) or not (values or empty):
            least = "" if empty else " with at least one"
            raise self._wrong(name, values, f"a list{least} of {_listing(allowed)}")
        chosen: list[_Choice] = []
        for place, value in enumerate(values):
            one = self._member(f"{name}[{place}]", value, allowed)
            if one in chosen:
                raise self._error(f"{name}[{place}]", f"is {_shown(value)} once more", "name each once")
            chosen.append(one)
        return tuple(chosen)

    def table(self, name: str, allowed: Sequence[str]) -> _Table | None:
        if name not in self._values:
            return None
        return _Table(self._values[name], self._path, _joined(self._key, name), allowed)

    def tables(self, name: str, allowed: Sequence[str]) -> list[_Table]:
        key = _joined(self._key, name)
        values = self._values.get(name, [])
        if not isinstance(values, list):
            raise self._wrong(name, values, f"a list of tables, each begun with [[{key}]]")
        return [_Table(value, self._path, f"{key}[{place}]", allowed) for place, value in enumerate(values)]

    def _member(self, name: str, value: object, allowed: Mapping[Any, _Choice]) -> _Choice:
        if type(value) in (str, int) and value in allowed:
            return allowed[value]
        raise self._wrong(name, value, f"one of {_listing(allowed)}")

    def _wrong(self, name: str, value: object, must_be: str) -> ProfileError:
        problem = "is missing" if value is _NO_DEFAULT else f"is {_shown(value)}"
        return self._error(name, problem, f"it must be {must_be}")

    def _error(self, name: str, problem: str, remedy: str) -> ProfileError:
        return ProfileError(self._path, _joined(self._key, name), problem, remedy)


def _by_name(names: Iterable[_Name]) -> dict[str, _Name]:
    return {str(name): name for name in names}


def _by_value(kind: type[_Member]) -> dict[Any, _Member]:
    return {member.value: member for member in kind}


def _listing(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def _joined(key: str, name: str) -> str:
    """Return the path of a key, quoted where TOML would need it quoted."""
    bare = re.fullmatch(r"[A-Za-z0-9_-]+(\[[0-9]+\])?", name)
    step = name if bare else json.dumps(_cut(name))
    return f"{key}.{step}" if key else step


def _shown(value: object) -> str:
    """Return a value as a reader of TOML knows it, and no longer than a line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(_cut(value))
    if isinstance(value, int) and abs(value) > _SHOWN:
        return "a number too large"
    if isinstance(value, list | dict):
        return f"{'a' if value else 'an empty'} {'list' if isinstance(value, list) else 'table'}"
    return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
