"""Records: what a provider's API answers about messages, read from JSON into one shape.

A line here knows JSON, money, dates and fields; which key of a provider fills which field, and with which
words, stands in that provider's own file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, partial
from json import JSONDecodeError, JSONDecoder
from types import MappingProxyType
from typing import Any, Final, Generic, NamedTuple, NoReturn, TypeVar

from ..errors import SegmenterError

__all__ = [
    "NO_EXTRA",
    "STRICT",
    "Choices",
    "Direction",
    "Document",
    "Plan",
    "Reader",
    "Record",
    "RecordError",
    "Unfit",
    "choices",
    "code",
    "filled",
    "flag",
    "hash_of",
    "kind",
    "locator",
    "moment",
    "money",
    "number",
    "place",
    "reduction_of",
    "text",
    "texts",
    "utc_moment",
]

Document = str | bytes | bytearray | Mapping[str, Any] | Sequence[Any]
"""A response body: JSON as text or UTF-8 octets, or what a parser made of it."""

NO_EXTRA: Final[Mapping[str, object]] = MappingProxyType({})


class RecordError(SegmenterError, ValueError):
    """A document cannot be read as the provider's records.

    Attributes:
        path: where in the document, ``items[3].charge``; empty where it is about the document as a whole.
        value: what stands there, where that is known.
        reason: what is wrong with it.
        remedy: what would help.
        line: where the text stops being JSON, counted from 1; `None` for other errors.
        column: likewise.

    >>> from segmenter.providers.wavix.records import read_messages
    >>> try:
    ...     read_messages({"items": [{"charge": 0.0475}]})
    ... except RecordError as error:
    ...     print(error.path, error.value, isinstance(error, ValueError))
    items[0].charge 0.0475 True
    """

    def __init__(
        self,
        path: str,
        value: object,
        reason: str,
        remedy: str,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = path
        self.value = value
        self.reason = reason
        self.remedy = remedy
        self.line = line
        self.column = column
        super().__init__(path, value, reason, remedy, line, column)

    def __str__(self) -> str:
        where = self.path or "the document"
        if self.line is not None:
            where += f", line {self.line}, column {self.column}"
        return f"{where}: {self.reason}; {self.remedy}"

    def under(self, path: str) -> RecordError:
        """Return this error as one of a larger document, in which the value stands at a path."""
        below = f".{self.path}" if path and self.path and not self.path.startswith("[") else self.path
        return RecordError(path + below, self.value, self.reason, self.remedy, self.line, self.column)


class Direction(StrEnum):
    """Which way a message went, seen from the account."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


def hash_of(record: tuple[Any, ...]) -> int:
    """Hash a record that ends in `extra` and `problems`."""
    return hash(record[:-2])  # a mapping has no hash; equal records have equal fields before it


def reduction_of(record: tuple[Any, ...]) -> tuple[object, ...]:
    """Pickle or copy such a record."""
    *values, extra, problems = record  # a mapping proxy cannot be pickled
    return _restored, (type(record), values, dict(extra), problems)


def _restored(kind: Any, values: list[object], extra: dict[str, object], problems: tuple[str, ...]) -> object:
    return kind(*values, MappingProxyType(extra), problems)


class Record(NamedTuple):
    """A message as its provider keeps it; a field is `None` where the document has none. Read-only, hashable.

    Words a provider chooses from are members of a `StrEnum` in its own spelling, or the `str` as it stands
    where the value is not a documented one.

    Attributes:
        id: the provider's identifier.
        channel: how it travelled.
        direction: which way.
        status: how far it came.
        text: what it says.
        segments: how many the provider counted.
        encoding: the one the provider chose.
        charge: what the provider takes, exact, never through a float.
        fees: what carriers take.
        currency: of both, an ISO 4217 code.
        mcc: mobile country code, with its leading zeros.
        mnc: mobile network code, with its leading zeros.
        sender: a number or a name.
        recipient: a number.
        account: the account, by identifier or e-mail.
        created: when it was submitted; this and the other times are aware.
        updated: when anything last changed.
        scheduled: when it was to be sent.
        sent: when it was.
        delivered: when it arrived.
        error_code: the provider's own.
        error_message: in words.
        template: identifier of the template it was made from.
        tag: what the sender marked it with.
        country: of the recipient.
        media: addresses of files.
        send_style: an iMessage effect.
        was_downgraded: whether an iMessage went as SMS.
        message_type: whether it went to one person or a group.
        group: identifier of that group.
        participants: the numbers of a group; or the recipients, where they are several.
        extra: every key of the document that has no field here, or whose value does not fit its field.
        problems: a sentence on each value that is not what the documentation says.
    """

    id: str | None = None
    channel: str | None = None
    direction: str | None = None
    status: str | None = None
    text: str | None = None
    segments: int | None = None
    encoding: str | None = None
    charge: Decimal | None = None
    fees: Decimal | None = None
    currency: str | None = None
    mcc: str | None = None
    mnc: str | None = None
    sender: str | None = None
    recipient: str | None = None
    account: str | None = None
    created: datetime | None = None
    updated: datetime | None = None
    scheduled: datetime | None = None
    sent: datetime | None = None
    delivered: datetime | None = None
    error_code: int | str | None = None
    error_message: str | None = None
    template: str | None = None
    tag: str | None = None
    country: str | None = None
    media: tuple[str, ...] | None = None
    send_style: str | None = None
    was_downgraded: bool | None = None
    message_type: str | None = None
    group: str | None = None
    participants: tuple[str, ...] | None = None
    extra: Mapping[str, object] = NO_EXTRA
    problems: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash_of(self)

    def __reduce__(self) -> tuple[object, ...]:
        return reduction_of(self)


place: Final = Record._fields.index
"""Where a field stands in a `Record`."""

STRICT: Final = frozenset(Record._fields[: place("account")])
"""What an audit stands on: where one of these cannot be read, the document is refused."""


# --- Values ---------------------------------------------------------------------------------------------


class Unfit(Exception):  # noqa: N818  # never seen by a caller: it becomes a RecordError or a problem
    """A value is not what its field takes.

    Attributes:
        reason: what it is.
        remedy: what would help.
        kept: whether the field takes the value as it stands.
    """

    def __init__(self, reason: str, remedy: str = "give the response as it came", *, kept: bool = False):
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.kept = kept


Reader = Callable[[Any], object]
"""Makes a field of a JSON value that is not null, or raises `Unfit`."""

_KINDS: Final = {type(None): "null", dict: "an object", list: "an array", tuple: "an array"}
_LONGEST_SHOWN: Final = 40


def kind(value: object) -> str:
    """Name a JSON value for a message: what it is, and where it is short what it says."""
    if type(value) in _KINDS:
        return _KINDS[type(value)]
    if isinstance(value, str):
        shown, said = repr(value[: _LONGEST_SHOWN + 1]), "the text"
    elif isinstance(value, bool):
        shown, said = repr(value).lower(), ""
    elif isinstance(value, int):
        if value.bit_length() > _LONGEST_SHOWN * 3:  # one too long cannot even be written in decimal
            return f"a number of {value.bit_length()} bits"
        shown, said = str(value), "the number"
    elif isinstance(value, float | Decimal):
        shown, said = str(value), "the float" if isinstance(value, float) else "the number"
    else:
        return f"a value of type {type(value).__name__}"
    return f"{said} {_clipped(shown)}".lstrip()


def _clipped(shown: str) -> str:
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"


def text(value: object) -> str:
    """Read text, as it stands."""
    if not isinstance(value, str):
        raise Unfit(f"{kind(value)} is not text")
    return value


def filled(value: object) -> str | None:
    """Read text, the empty one as none."""
    return text(value) or None


def texts(value: object) -> tuple[str, ...] | None:
    """Read an array of texts; one text alone is an array of one, the empty text is none."""
    if isinstance(value, str):
        return (value,) if value else None
    if isinstance(value, list | tuple):
        for item in value:
            if not isinstance(item, str):
                raise Unfit(f"{kind(item)} in the array is not text")
        return tuple(value)
    raise Unfit(f"{kind(value)} is not an array of texts")


_LARGEST: Final = 2**53 - 1  # what every JSON parser holds exactly (RFC 8259 §6)


def number(value: object) -> int:
    """Read a count."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST:
        return value
    raise Unfit(f"{kind(value)} is not a count: a whole number, 0 or more")


def code(value: object) -> int | str | None:
    """Read a code, a number or text, the empty text as none."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return value
    raise Unfit(f"{kind(value)} is neither a whole number nor text")


def flag(value: object) -> bool:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    raise Unfit(f"{kind(value)} is neither true nor false")


def locator(value: object) -> str:
    """Read a mobile country or network code."""
    if isinstance(value, str):
        return value
    raise Unfit(f"{kind(value)} is not text, and a number has lost its leading zeros")


_amount_form: Final = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d\d?)?", re.ASCII).fullmatch
_FURTHEST_DIGIT: Final = 99  # an exponent beyond it is an attack or an accident, not an amount


def money(value: object) -> Decimal:
    """Read an amount, exact: text in decimals, a whole number or a `Decimal`; never a float.

    >>> money("0.0475"), money(Decimal("0.10")), money(2)
    (Decimal('0.0475'), Decimal('0.10'), Decimal('2'))
    """
    if isinstance(value, str):
        return _amount(value)
    if isinstance(value, Decimal):
        if value.is_finite() and abs(value.adjusted()) <= _FURTHEST_DIGIT:
            return value
    elif isinstance(value, int) and not isinstance(value, bool):
        if value.bit_length() <= 3 * _FURTHEST_DIGIT:
            return Decimal(value)
    elif isinstance(value, float):
        raise Unfit(
            f"{kind(value)} is no amount: a float does not hold the one the provider wrote",
            "give the text, or parse it with json.loads(text, parse_float=decimal.Decimal)",
        )
    raise Unfit(f"{kind(value)} is not an amount")


@lru_cache(maxsize=4096)  # prices repeat: 0.1 µs against 0.7
def _amount(value: str) -> Decimal:
    if _amount_form(value) is None:
        raise Unfit(f"{kind(value)} is not an amount", 'an amount is written in decimals, "0.0475"')
    return Decimal(value)


_SEPARATORS: Final = frozenset({"-- ::", "--T::"})  # every third character of yyyy-MM-dd HH:mm:ss
_WITHOUT_OFFSET: Final = len("yyyy-MM-dd HH:mm:ss")
_from_iso: Final = datetime.fromisoformat
_misprint: Final = re.compile(r"\d{6}-\d\d \d\d:\d\d:\d\d", re.ASCII).fullmatch


def moment(value: object) -> datetime | None:
    """Read a date and time that says its offset (RFC 3339); the empty text is none.

    Digits beyond the microsecond are cut off.

    >>> moment("2023-08-29T14:32:45.120+02:00").isoformat()
    '2023-08-29T14:32:45.120000+02:00'
    """
    if isinstance(value, str):
        if not value:
            return None
        try:
            if value[4:17:3] in _SEPARATORS and (read := _from_iso(value)).tzinfo:
                return read
        except ValueError:  # the 31st of February
            pass
    raise Unfit(f"{kind(value)} is not a date and time with its offset, as in 2023-08-29T12:32:45.000Z")


def utc_moment(value: object) -> datetime | None:
    """Read a date and time that is in UTC where it does not say its offset; the empty text is none.

    >>> utc_moment("2023-08-29 12:32:45") == utc_moment("2023-08-29T12:32:45.000Z")
    True
    """
    if isinstance(value, str):
        if not value:
            return None
        try:
            if value[4:17:3] in _SEPARATORS:
                if len(value) == _WITHOUT_OFFSET:  # 0.1 µs against 0.7 of `replace`
                    return _from_iso(value + "Z")
                read = _from_iso(value)
                return read if read.tzinfo else read.replace(tzinfo=UTC)
            if _misprint(value):  # yyyyMM-dd HH:mm:ss, as Dexatel's pages have it in places
                return _from_iso(f"{value[:4]}-{value[4:]}Z")
        except ValueError:  # the 31st of February
            pass
    raise Unfit(f"{kind(value)} is not a date and time")


Choices = Mapping[object, StrEnum | None]
"""Makes a field of the text it is looked up by."""


def choices(words: type[StrEnum], **others: StrEnum) -> Choices:
    """Return the words of an enumeration by their spelling, and by others; the empty text is none."""
    table: dict[object, StrEnum | None] = {"": None}
    table.update({word.value: word for word in words}, **others)
    return table


# --- Records --------------------------------------------------------------------------------------------

R = TypeVar("R", bound=tuple[Any, ...])
Field = tuple[str, Reader | Choices]
"""The name of a field, and how the value that fills it is read."""
Finish = Callable[[list[Any], dict[str, Any], list[str]], None]

_new = tuple.__new__  # past the named tuple's own constructor: 0.4 µs a record against 2.1


class Plan(Generic[R]):
    """How one provider's objects become records of one kind, compiled once.

    Args:
        record: the kind; a named tuple that ends in `extra` and `problems`.
        what: an object in words, for messages.
        within: the key under which a page holds its objects.
        fields: the field each key fills; or, for a key that holds an object, those its keys fill. A field
            that the record does not have is for `finish`.
        also: further keys, and the one of `fields` each stands for.
        strict: fields whose value must be read; in the others one that does not fit is a problem.
        finish: changes the fields (those of the record, then the others in order), the keys left over and
            the problems.
    """

    def __init__(
        self,
        record: type[R],
        *,
        what: str,
        within: str,
        fields: Mapping[str, Field | Mapping[str, Field]],
        also: Mapping[str, str] = MappingProxyType({}),
        strict: frozenset[str],
        finish: Finish | None = None,
    ) -> None:
        names: tuple[str, ...] = record._fields  # type: ignore[attr-defined]  # a named tuple has them
        places = {field: index for index, field in enumerate(names)}
        self._record = record
        self._what = what
        self._within = within
        self._finish = finish
        self._level = _Level.of(fields, also, places, strict)
        self._width = len(names)
        self._blank: list[Any] = [None] * len(places)

    def read(self, document: Document) -> tuple[R, ...]:
        """Read a document: an object, an array of them, or a page that holds either.

        Raises:
            RecordError: it is no such document, or the value of a strict field cannot be read.
        """
        ours = isinstance(document, str | bytes | bytearray)
        inner: Any = _parsed(document) if isinstance(document, str | bytes | bytearray) else document
        path = ""
        if isinstance(inner, Mapping) and self._within in inner:
            path, inner = self._within, inner[self._within]
        if isinstance(inner, Mapping):
            try:
                return (self._one(inner),)
            except RecordError as error:
                raise error.under(path) from None
        if not isinstance(inner, list | tuple):
            self._refuse(path, inner, " or an array of them")
        records: list[R] = []
        try:
            for index, each in enumerate(inner):
                if type(each) is not dict and not isinstance(each, Mapping):
                    self._refuse("", each, "")
                records.append(self._one(each))
                if ours and isinstance(inner, list):
                    inner[index] = None  # its memory serves the next record: a fifth less time
        except RecordError as error:
            raise error.under(f"{path}[{len(records)}]") from None
        return tuple(records)

    def _refuse(self, path: str, value: object, others: str) -> NoReturn:
        remedy = f"give a {self._what}{others}, or a page with them under {self._within!r}"
        raise RecordError(path, value, f"{kind(value)} is not an object", remedy)

    def _one(self, given: Mapping[str, Any]) -> R:
        """Make a record of an object."""
        values = self._blank.copy()
        problems: list[str] = []
        rest = _fill(given, self._level, values, problems)
        if len(rest) == len(given) and not problems:
            reason = f"no field of a {self._what} is in it"
            raise RecordError("", given, reason, "this may be another answer, such as an error")
        if self._finish is not None:
            self._finish(values, rest, problems)
            if len(values) > self._width:
                del values[self._width :]
        values[-2] = MappingProxyType(rest) if rest else NO_EXTRA
        values[-1] = tuple(problems) if problems else ()
        return _new(self._record, values)


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
                level.readers[key] = partial(_chosen, read)
            else:
                level.entries[key] = place, None, None if read in (text, locator) else read
                level.readers[key] = read
            if field in strict:
                level.strict.add(key)
        return level


def _chosen(table: Choices, value: object) -> StrEnum | None:
    if not isinstance(value, str):
        raise Unfit(f"{kind(value)} is not text")
    if value not in table:
        known = ", ".join(word for word in dict.fromkeys(table.values()) if word)
        raise Unfit(f"{kind(value)} is not a documented value ({known})", kept=True)
    return table[value]


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
                    raise RecordError("", key, f"the key {kind(key)} is not text", "in JSON every key is")
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
            except (Unfit, KeyError, TypeError):  # choices raise a TypeError for what has no hash
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
    """Say where a further key contradicts the one it stands for, which is there too."""
    known = level.also[key]
    other = given[known]
    if value is not None and not _agree(level.readers[known], value, other):
        rest[key] = value
        problems.append(f"{key}: {kind(value)} contradicts {known}, {kind(other)}; it is kept in extra")


def _agree(read: Reader, value: object, other: object) -> bool:
    try:
        return read(value) == read(other)
    except Unfit:
        return isinstance(value, str) and value == other


def _descend(
    key: str, value: object, level: _Level, values: list[Any], rest: dict[str, Any], problems: list[str]
) -> None:
    """Set the fields that an object inside fills, and keep what is left of it under its key."""
    if type(value) is not dict and not isinstance(value, Mapping):  # an ABC alone: 0.2 µs
        raise RecordError(key, value, f"{kind(value)} is not an object", "give the response as it came")
    if left := _fill(value, level, values, problems):
        rest[key] = left


def _judge(
    key: str, value: object, level: _Level, values: list[Any], rest: dict[str, Any], problems: list[str]
) -> None:
    """Say what is wrong with a value that its field does not take."""
    path, known = level.path + key, level.also.get(key, key)
    try:
        level.readers[known](value)
    except Unfit as unfit:
        if unfit.kept:
            values[level.entries[known][0]] = value
            problems.append(f"{path}: {unfit.reason}; it is kept as it stands")
        elif known in level.strict:
            raise RecordError(path, value, unfit.reason, unfit.remedy) from None
        else:
            rest[key] = value
            problems.append(f"{path}: {unfit.reason}; it is kept in extra")


# --- JSON -----------------------------------------------------------------------------------------------


class _DubiousError(Exception):
    """The text is JSON by its form, but not one thing alone, or not one that can be held."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make a dict, refusing a key that stands twice: of two charges, neither can be trusted."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _DubiousError
    return made


def _no_constant(_name: str) -> NoReturn:
    raise _DubiousError


_decode: Final = JSONDecoder(
    object_pairs_hook=_unique, parse_float=Decimal, parse_constant=_no_constant
).decode


def _parsed(document: str | bytes | bytearray) -> Any:
    """Parse JSON, its numbers exact.

    Raises:
        RecordError: it is not JSON, or says a thing twice, or a number that cannot be held.
    """
    if not isinstance(document, str):
        try:
            document = document.decode()
        except UnicodeDecodeError as error:
            reason = (
                f"octet 0x{document[error.start]:02X} at offset {error.start} is not UTF-8 ({error.reason})"
            )
            raise RecordError("", None, reason, "decode it first, and give the text") from None
    document = document.removeprefix("\ufeff")
    try:
        return _decode(document)
    except RecursionError:
        raise _too_deep() from None
    except (_DubiousError, ValueError, ArithmeticError):
        # int() refuses more than 4,300 digits, Decimal() an exponent of more than 18.
        raise _refusal(document) from None


def _too_deep() -> RecordError:
    return RecordError("", None, "nested too deeply", "no provider answers so; look where it comes from")


class _Pairs(list[tuple[str, Any]]):
    """An object with all its keys, however often they stand there."""


class _Unheld(NamedTuple):
    """What is written where a number stands, and is none or cannot be held."""

    written: str


def _held(make: Callable[[str], object]) -> Callable[[str], object]:
    def read(written: str) -> object:
        try:
            return make(written)
        except (ValueError, ArithmeticError):
            return _Unheld(written)

    return read


_decode_all: Final = JSONDecoder(
    object_pairs_hook=_Pairs, parse_float=_held(Decimal), parse_int=_held(int), parse_constant=_Unheld
).decode


def _refusal(document: str) -> RecordError:
    """Say why a text is refused: parse it again, keeping everything, and look for the place."""
    try:
        waiting = [iter([("", _decode_all(document))])]
    except JSONDecodeError as error:
        reason, remedy = f"not JSON: {error.msg}", "give the body of the response as it came"
        return RecordError("", None, reason, remedy, error.lineno, error.colno)
    except RecursionError:
        return _too_deep()
    while waiting:
        for path, value in waiting[-1]:
            if isinstance(value, _Unheld):
                reason = f"{_clipped(value.written)} is not a number that can be held"
                return RecordError(
                    path, value.written, reason, "no provider writes so; ask for the page again"
                )
            if isinstance(value, list):
                if (
                    isinstance(value, _Pairs)
                    and (twice := _first_repeated(key for key, _ in value)) is not None
                ):
                    return RecordError(
                        _joined(path, twice),
                        [item for key, item in value if key == twice],
                        "the key stands twice in its object, and which value counts cannot be known",
                        "ask for the page again",
                    )
                waiting.append(_children(path, value))
                break
        else:
            waiting.pop()
    return RecordError("", None, "not JSON that can be held", "give the body of the response as it came")


def _first_repeated(keys: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


def _children(path: str, value: list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, _Pairs):
        yield from ((_joined(path, key), item) for key, item in value)
    else:
        yield from ((f"{path}[{index}]", item) for index, item in enumerate(value))


def _joined(path: str, key: str) -> str:
    if not key.isidentifier() or len(key) > _LONGEST_SHOWN:
        return f"{path}[{_clipped(repr(key))}]"
    return f"{path}.{key}" if path else key
