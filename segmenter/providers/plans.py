"""Plans of records: how one provider's objects become records, declared once and compiled.

A line here knows objects, keys and fields; what the keys are called stands in each provider's file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, TypeVar

from ..channels.messages import Channel
from ..files.words import describe
from .readers import Choices, Misfit, Reader, chosen, locator, text
from .records import NO_EXTRA, Direction, Document, ProviderWord, RecordError, parsed

__all__ = ["RecordPlan"]

R = TypeVar("R", bound=tuple[Any, ...])
Field = tuple[str, Reader | Choices]
"""The name of a field, and how the value that fills it is read."""
Finish = Callable[[list[Any], dict[str, Any], list[str]], None]

_GIVE = "give the response as it came"
_NONE: Final[Mapping[Any, Any]] = MappingProxyType({})
_new = tuple.__new__  # past the named tuple's own constructor: 0.4 µs a record against 2.1


class RecordPlan(Generic[R]):
    """How one provider's objects become records of one kind, compiled once.

    Args:
        provider: whose they are.
        record: the kind; a named tuple that ends in `extra` and `problems`.
        what: an object in words, for messages.
        within: the key under which a page holds its objects.
        fields: the field each key fills; or, for a key that holds an object, those its keys fill. A field
            that the record does not have is for `finish`.
        also: further keys, and the one of `fields` each stands for.
        words: the enumerations of the provider's words for a channel, direction and status. A word means what
            its `ProviderWord` says; one of another enumeration, our channel of the same name.
        strict: fields whose value must be read; in the others one that does not fit is a problem.
        fees_in_charge: whether the provider says that its charge holds the carriers' fees.
        finish: changes the fields (those of the record, then the others in order), the keys left over and
            the problems.
    """

    def __init__(
        self,
        provider: str,
        record: type[R],
        *,
        what: str,
        within: str,
        fields: Mapping[str, Field | Mapping[str, Field]],
        also: Mapping[str, str] = _NONE,
        words: tuple[type[StrEnum], ...] = (),
        strict: frozenset[str],
        fees_in_charge: bool = False,
        finish: Finish | None = None,
    ) -> None:
        names: tuple[str, ...] = record._fields  # type: ignore[attr-defined]  # a named tuple has them
        places = {field: index for index, field in enumerate(names)}
        self.provider = provider
        self.what = what
        self.within = within
        self.fees_in_charge = fees_in_charge
        self._record = record
        self._finish = finish
        self._level = _Level.of(fields, also, places, strict)
        self._width = len(names)
        self._blank: list[Any] = [None] * len(places)
        self._blank[places["provider"]] = provider
        self._meanings: dict[Any, StrEnum] = _meanings(words)
        self._common = [(places[ours], places[theirs]) for ours, theirs in _OURS if ours in names]

    def read(self, document: Document) -> tuple[R, ...]:
        """Read a document: an object, an array of them, or a page that holds either.

        Args:
            document: JSON text or UTF-8 octets; or parsed JSON, in which no amount may be a float.

        Raises:
            RecordError: it is not JSON or not such a document, or a value that an audit relies on cannot be
                read; a `ValueError`.
        """
        ours = isinstance(document, str | bytes | bytearray)
        inner: Any = parsed(document) if isinstance(document, str | bytes | bytearray) else document
        path = ""
        if isinstance(inner, Mapping) and self.within in inner:
            path, inner = self.within, inner[self.within]
        if isinstance(inner, Mapping):
            try:
                return (self.record(inner),)
            except RecordError as error:
                raise error.under(path) from None
        if not isinstance(inner, list | tuple):
            raise self.refusal(inner, path)
        records: list[R] = []
        try:
            for index, item in enumerate(inner):
                if type(item) is not dict and not isinstance(item, Mapping):
                    raise self.refusal(item)
                records.append(self.record(item))
                if ours and isinstance(inner, list):
                    inner[index] = None  # its memory serves the next record: a fifth less time
        except RecordError as error:
            raise error.under(f"{path}[{len(records)}]") from None
        return tuple(records)

    def refusal(self, value: object, key: str = "") -> RecordError:
        """Return the error for what is neither a record nor a page."""
        remedy = f"give a {self.what}, an array of them, or a page with them under {self.within!r}"
        return RecordError(f"{describe(value)} is not an object", remedy, key=key, value=value)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of an object that are read, not those inside others."""
        level = self._level
        return frozenset((*level.entries, *level.also, *level.inner))

    def record(self, given: Mapping[str, Any]) -> R:
        """Make a record of one object.

        Raises:
            RecordError: the value of a strict field cannot be read, or no field is in it.
        """
        values = self._blank.copy()
        problems: list[str] = []
        rest = _fill(given, self._level, values, problems)
        if len(rest) == len(given) and not problems:
            reason = f"no field of a {self.what} is in it"
            raise RecordError(reason, "this may be another answer, such as an error", value=given)
        if self._finish is not None:
            self._finish(values, rest, problems)
            if len(values) > self._width:
                del values[self._width :]
        for ours, theirs in self._common:
            values[ours] = self._meanings.get(values[theirs])
        values[-2] = MappingProxyType(rest) if rest else NO_EXTRA
        values[-1] = tuple(problems) if problems else ()
        return _new(self._record, values)


_OURS: Final = (
    ("common_channel", "channel"),
    ("common_direction", "direction"),
    ("outcome", "status"),
)
"""Fields in our words, each with the one in the provider's."""


def _meanings(words: tuple[type[StrEnum], ...]) -> dict[Any, StrEnum]:
    """Return the common word that each of a provider's words means, and our directions, which some use."""
    meanings: dict[Any, StrEnum] = {direction: direction for direction in Direction}
    for word in (word for kind in words for word in kind):
        if meaning := word.meaning if isinstance(word, ProviderWord) else Channel(word.lower()):
            meanings[word] = meaning
    return meanings


class _Level(NamedTuple):
    """What the keys of an object fill.

    Attributes:
        path: of the object, with a dot where it is inside another.
        entries: per key, the place of its field, and the choices or the reader of it; neither for text.
        readers: per key, what reads it and says what is wrong.
        strict: keys whose value must be read.
        also: the key each further key stands for.
        inner: keys that hold an object.
    """

    path: str
    entries: dict[str, tuple[int, Choices | None, Reader | None]]
    readers: dict[str, Reader]
    strict: set[str]
    also: dict[str, str]
    inner: dict[str, _Level]

    @classmethod
    def of(
        cls,
        fields: Mapping[str, Field | Mapping[str, Field]],
        also: Mapping[str, str],
        places: dict[str, int],
        strict: frozenset[str],
        path: str = "",
    ) -> _Level:
        """Compile fields, and give those that have no place yet the next one."""
        level = cls(path, {}, {}, set(), dict(also), {})
        for key, filling in fields.items():
            if isinstance(filling, Mapping):
                level.inner[key] = cls.of(filling, {}, places, strict, f"{path}{key}.")
                continue
            field, read = filling
            place = places.setdefault(field, len(places))
            if isinstance(read, Mapping):
                level.entries[key] = place, read, None
                level.readers[key] = partial(chosen, read)
            else:
                level.entries[key] = place, None, None if read in (text, locator) else read
                level.readers[key] = read
            if field in strict:
                level.strict.add(key)
        return level


def _fill(given: Mapping[str, Any], level: _Level, values: list[Any], problems: list[str]) -> dict[str, Any]:
    """Set the fields that an object's keys fill, and return the keys left over."""
    rest: dict[str, Any] = {}
    entries, also, inner = level.entries, level.also, level.inner
    for key, value in given.items():
        entry = entries.get(key)
        if entry is None:
            known = also.get(key)
            if known is None:
                if key in inner:
                    if value is not None:
                        _descend(key, value, inner[key], values, rest, problems)
                elif type(key) is str or isinstance(key, str):
                    rest[key] = value
                else:
                    raise RecordError(
                        f"the key {describe(key)} is not text", "in JSON every key is", value=key
                    )
                continue
            if given.get(known) is not None:
                _compare(key, value, given, level, rest, problems)
                continue
            entry = entries[known]
        if value is not None:
            place, table, read = entry
            try:
                if read is not None:
                    values[place] = read(value)
                elif table is not None:
                    values[place] = table[value]
                elif type(value) is str:
                    values[place] = value
                else:
                    values[place] = text(value)
            except (Misfit, KeyError, TypeError):  # choices raise a TypeError for what has no hash
                _judge(key, value, level, values, rest, problems)
    return rest


def _compare(
    key: str,
    value: object,
    given: Mapping[str, Any],
    level: _Level,
    rest: dict[str, Any],
    problems: list[str],
) -> None:
    """Report a further key that contradicts the one it stands for, where both are present."""
    known = level.also[key]
    other = given[known]
    if value is not None and not _agree(level.readers[known], value, other):
        rest[key] = value
        contradiction = f"{describe(value)} contradicts {known}, {describe(other)}"
        problems.append(f"{key}: {contradiction}; it is kept in extra")


def _agree(read: Reader, value: object, other: object) -> bool:
    try:
        return read(value) == read(other)
    except Misfit:
        return isinstance(value, str) and value == other


def _descend(
    key: str, value: object, level: _Level, values: list[Any], rest: dict[str, Any], problems: list[str]
) -> None:
    """Set the fields that an object inside fills, and keep what is left of it under its key."""
    if type(value) is not dict and not isinstance(value, Mapping):  # an ABC alone: 0.2 µs
        raise RecordError(f"{describe(value)} is not an object", _GIVE, key=key, value=value)
    if left := _fill(value, level, values, problems):
        rest[key] = left


def _judge(
    key: str, value: object, level: _Level, values: list[Any], rest: dict[str, Any], problems: list[str]
) -> None:
    """Report what is wrong with a value that does not fit its field."""
    path, known = level.path + key, level.also.get(key, key)
    try:
        level.readers[known](value)
    except Misfit as misfit:
        if misfit.kept:
            values[level.entries[known][0]] = value
            problems.append(f"{path}: {misfit.reason}; it is kept as it stands")
        elif known in level.strict:
            raise RecordError(misfit.reason, misfit.remedy or _GIVE, key=path, value=value) from None
        else:
            rest[key] = value
            problems.append(f"{path}: {misfit.reason}; it is kept in extra")
