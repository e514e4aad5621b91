"""Tables of TOML that users write: each value is given out with its type, or refused by file and key.

Reads values; what they mean is not known here, and no key can bring code.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import ProfileError
from ..files import UndecodableFileError, UnreadableFileError, open_file, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Table", "by_name", "by_value", "joined", "parsed", "shown"]

# TOML may hold, in hexadecimal, numbers of more than the 4,300 digits that Python agrees to write.
_SHOWN = 10**20

_Name = TypeVar("_Name", bound=str)
_Choice = TypeVar("_Choice")
_Member = TypeVar("_Member", bound=Enum)


def parsed(file: str, error: type[ProfileError] = ProfileError) -> dict[str, Any]:
    """Read a file of TOML.

    Raises:
        ProfileError: it cannot be read, or is not TOML; of the kind named.
    """
    try:
        with open_file(file) as stream:
            text = "".join(read_text(stream, path=file))
    except UnreadableFileError as found:
        raise error.of(found) from None
    except UndecodableFileError as found:
        raise error(found.problem, "a TOML file is UTF-8", path=file, line=found.line) from None
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise error("is nested too deeply", path=file) from None
    except ValueError as found:
        # Until Python 3.14 tomllib tells the place in words alone, and at the end of the text not by number.
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(found))
        line = int(place[1] or text.count("\n") + 1) if place else None
        reason = str(found)[: place.start()] if place else str(found)
        raise error(f"not TOML: {reason}", path=file, line=line) from None


_NO_DEFAULT: Any = object()
_Default = TypeVar("_Default")


class Table:
    """A table that knows its place: each value is given out with its type, or refused by file and key.

    A value without a default must be there.
    """

    def __init__(
        self,
        values: object,
        path: str,
        key: str,
        allowed: Sequence[str] | None,
        error: type[ProfileError] = ProfileError,
    ) -> None:
        """Take a table; `allowed` are the keys it may hold, `None` where they are names that users choose."""
        self._path = path
        self._key = key
        self._kind = error
        if not isinstance(values, dict):
            raise error(f"is {shown(values)}", "it must be a table", path=path, key=key)
        self._values = values
        for name in values:
            if allowed is not None and name not in allowed:
                raise self.error(name, "is not known", _instead(name, allowed))

    @property
    def values(self) -> dict[str, Any]:
        """The table as TOML gave it."""
        return self._values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    @property
    def file_name(self) -> str:
        """The file's name without its folders."""
        return Path(self._path).name

    def strings(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of strings."""
        values = self._values.get(name, list(default))
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self._wrong(name, values, "a list of strings")
        return tuple(values)

    def text(self, name: str, default: str) -> str:
        """Return a string."""
        value = self._values.get(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, value, "a string")
        return value

    def flag(self, name: str, default: bool) -> bool:  # noqa: FBT001  # it is the value itself
        """Return true or false."""
        value = self._values.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def number(self, name: str, allowed: range, default: _Default = _NO_DEFAULT) -> int | _Default:
        """Return a whole number."""
        """Return true or false."""
        value = self._values.get(name, _NO_DEFAULT)
        if value is _NO_DEFAULT and default is not _NO_DEFAULT:
            return default
        if type(value) is int and value in allowed:  # true is an int too
            return value
        raise self._wrong(name, value, f"a whole number from {allowed[0]:,} to {allowed[-1]:,}")

    def day(self, name: str) -> date | None:
        """Return a date."""
        value = self._values.get(name)
        if value is None or type(value) is date:  # a datetime is a date too
            return value
        raise self._wrong(name, value, "a date without quotes, such as 2026-11-22")

    def choice(self, name: str, allowed: Mapping[Any, _Choice], default: _Choice = _NO_DEFAULT) -> _Choice:
        """Return one of what is allowed."""
        value = self._values.get(name, _NO_DEFAULT)
        if value is _NO_DEFAULT and default is not _NO_DEFAULT:
            return default
        return self._member(name, value, allowed)

    def choices(
        self, name: str, allowed: Mapping[Any, _Choice], default: Iterable[_Choice], *, empty: bool = False
    ) -> tuple[_Choice, ...]:
        """Return a list of what is allowed, each once."""
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
                raise self.error(f"{name}[{place}]", f"is {shown(value)} once more", "name each once")
            chosen.append(one)
        return tuple(chosen)

    def table(self, name: str, allowed: Sequence[str] | None) -> Table | None:
        """Return an inner table, where there is one."""
        if name not in self._values:
            return None
        return Table(self._values[name], self._path, joined(self._key, name), allowed, self._kind)

    def tables(self, name: str, allowed: Sequence[str]) -> list[Table]:
        """Return a list of tables."""
        key = joined(self._key, name)
        values = self._values.get(name, [])
        if not isinstance(values, list):
            raise self._wrong(name, values, f"a list of tables, each begun with [[{key}]]")
        return [
            Table(value, self._path, f"{key}[{place}]", allowed, self._kind)
            for place, value in enumerate(values)
        ]

    def _member(self, name: str, value: object, allowed: Mapping[Any, _Choice]) -> _Choice:
        if type(value) in (str, int) and value in allowed:
            return allowed[value]
        raise self._wrong(name, value, f"one of {_listing(allowed)}")

    def _wrong(self, name: str, value: object, must_be: str) -> ProfileError:
        problem = "is missing" if value is _NO_DEFAULT else f"is {shown(value)}"
        return self.error(name, problem, f"it must be {must_be}")

    def error(self, name: str, problem: str, remedy: str) -> ProfileError:
        """Return the error about a value of this table."""
        return self._kind(problem, remedy, path=self._path, key=joined(self._key, name))


def _instead(name: str, allowed: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, allowed, n=1)
    return f"here may stand {', '.join(allowed)}" + (f"; did you mean {near[0]}?" if near else "")


def by_name(names: Iterable[_Name]) -> dict[str, _Name]:
    """Return names by how they are written."""
    return {str(name): name for name in names}


def by_value(kind: type[_Member]) -> dict[Any, _Member]:
    """Return the members of an enumeration by their values."""
    return {member.value: member for member in kind}


def _listing(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def joined(key: str, name: str) -> str:
    """Return the path of a key, quoted where TOML would need it quoted."""
    bare = re.fullmatch(r"[A-Za-z0-9_-]+(\[[0-9]+\])?", name)
    step = name if bare else json.dumps(_cut(name))
    return f"{key}.{step}" if key else step


def shown(value: object) -> str:
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
