"""TOML: a file parsed within bounds, and tables whose values are read with their type, or refused by key.

What the values mean is not known here, and no key can bring code.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import SegmenterError
from ..spelling import chosen
from .errors import MalformedFileError, UndecodableFileError
from .octets import TABLE_OCTETS, read_whole
from .text import read_text
from .words import clipped, describe, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["Table", "by_name", "by_value", "joined", "parsed", "parsed_file", "show"]

DEEPEST = 32
"""Levels of tables, lists and dotted keys. The standard parser needs 1.6 GB for a key of 40 KB."""

_Name = TypeVar("_Name", bound=str)
_Choice = TypeVar("_Choice")
_Member = TypeVar("_Member", bound=Enum)

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""' + r"|'''(?:[^']|'(?!''))*+'''"
    r'|"(?:[^"\\\n]|\\.)*+"' + r"|'[^'\n]*+'|#[^\n]*+|[\[\]{}.,=\n]",
    re.DOTALL,
)


def parsed_file(path: str, kind: type[SegmenterError] = MalformedFileError) -> dict[str, Any]:
    """Read a file of TOML.

    Raises:
        SegmenterError: it cannot be read, or is not TOML; of the kind named.
    """
    try:
        from io import BytesIO

        text = "".join(read_text(BytesIO(read_whole(path, TABLE_OCTETS)), path=path))
        return parsed(text, path=path)
    except UndecodableFileError as error:
        raise kind(error.problem, "a TOML file is UTF-8", path=path, line=error.line) from None
    except SegmenterError as error:
        raise kind.of(error) from None


def parsed(text: str, *, path: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Parse TOML.

    Raises:
        MalformedFileError: it is not TOML, is nested more than `DEEPEST` levels, or holds a number too large.
    """
    import tomllib

    _check_depth(text, path)
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except ArithmeticError:
        raise MalformedFileError("a number in it is too large", path=path) from None
    except ValueError as error:
        # Until Python 3.14 tomllib tells the place in words alone, and at the end of the text not by number.
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
        problem = str(error)[: place.start()] if place else str(error)
        line = int(place[1] or text.count("\n") + 1) if place else None
        column = int(place[2]) if place and place[2] else None
        raise MalformedFileError(f"not TOML: {problem}", path=path, line=line, column=column) from None


def _check_depth(text: str, path: str) -> None:
    depth = dots = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == ".":
            dots += 1
        elif token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
            dots = 0
        elif token in ",=\n":
            dots = 0
            if token == "\n" and depth < 0:  # not TOML, which the parser will say
                depth = 0
        if depth > DEEPEST or dots >= DEEPEST:
            line = text.count("\n", 0, match.start()) + 1
            raise MalformedFileError(f"nested too deeply, more than {DEEPEST} levels", path=path, line=line)


_NO_DEFAULT: Any = object()
_Default = TypeVar("_Default")


class Table:
    """A table that knows its place: each value is read with its type, or refused by file and key.

    A value without a default must be there.
    """

    def __init__(
        self,
        values: object,
        path: str,
        key: str,
        allowed: Sequence[str] | None,
        kind: type[SegmenterError] = MalformedFileError,
    ) -> None:
        """Take a table; `allowed` are the keys it may hold, `None` where they are names that users choose."""
        self._path = path
        self._key = key
        self._kind = kind
        if not isinstance(values, dict):
            raise kind(f"is {show(values)}", "it must be a table", path=path, key=key)
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
        value = self._values.get(name, _NO_DEFAULT)
        if value is _NO_DEFAULT and default is not _NO_DEFAULT:
            return default
        if type(value) is int and value in allowed:  # true is an int too
            return value
        raise self._wrong(name, value, f"a whole number from {allowed[0]:,} to {allowed[-1]:,}")

    def share(self, name: str, *, most: int) -> float:
        """Return a number above 0, whole or not, that says how many times as much."""
        value = self._values.get(name, _NO_DEFAULT)
        if type(value) in (int, float) and 0 < value <= most:
            return float(value)
        raise self._wrong(name, value, f"a number above 0, up to {most}, such as 0.3 for 30 %")

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
        members: list[_Choice] = []
        for place, value in enumerate(values):
            one = self._member(f"{name}[{place}]", value, allowed)
            if one in members:
                raise self.error(f"{name}[{place}]", f"is {show(value)} once more", "name each once")
            members.append(one)
        return tuple(members)

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
            raise self._wrong(name, values, f"a list of tables, each under [[{key}]]")
        return [
            Table(value, self._path, f"{key}[{place}]", allowed, self._kind)
            for place, value in enumerate(values)
        ]

    def _member(self, name: str, value: object, allowed: Mapping[Any, _Choice]) -> _Choice:
        if type(value) in (str, int) and (key := chosen(value, allowed)) is not None:
            return allowed[key]
        raise self._wrong(name, value, f"one of {_listing(allowed)}")

    def _wrong(self, name: str, value: object, must_be: str) -> SegmenterError:
        problem = "is missing" if value is _NO_DEFAULT else f"is {show(value)}"
        return self.error(name, problem, f"it must be {must_be}")

    def error(self, name: str, problem: str, remedy: str) -> SegmenterError:
        """Return the error about a value of this table."""
        return self._kind(problem, remedy, path=self._path, key=joined(self._key, name))


def _instead(name: str, allowed: Sequence[str]) -> str:
    return f"known keys are {', '.join(allowed)}{did_you_mean(name, allowed)}"


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
    from json import dumps

    bare = re.fullmatch(r"[A-Za-z0-9_-]+(\[[0-9]+\])?", name)
    step = name if bare else dumps(clipped(name))
    return f"{key}.{step}" if key else step


def show(value: object) -> str:
    """Describe a value in the terms of TOML."""
    return describe(value, mapping="a table")
