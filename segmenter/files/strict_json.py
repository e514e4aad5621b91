"""Strict JSON: numbers exact, each key once, nothing that JSON does not have; and where a text breaks that.

A line here knows JSON; what a document means is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NamedTuple, NoReturn

from .errors import MalformedFileError
from .words import clipped, describe

__all__ = ["DECODER", "REFUSED", "JsonWalk", "joined", "parsed", "problem_of", "refusal"]


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


DECODER: Final = JSONDecoder(object_pairs_hook=_unique, parse_float=Decimal, parse_constant=_no_constant)
"""Reads strict JSON; what it refuses, `refusal` explains."""

_SKIMMER: Final = JSONDecoder()
REFUSED: Final = (_DubiousError, ValueError, ArithmeticError, RecursionError)
"""What `DECODER` raises: int() refuses more than 4,300 digits, Decimal() an exponent of more than 18."""


def problem_of(error: Exception) -> str:
    """Return what is wrong with a text that a JSON parser refused, without the line."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"not JSON: {getattr(error, 'msg', error)} at column {getattr(error, 'colno', 1)}"


def parsed(document: str | bytes | bytearray, *, path: str = "", remedy: str = "") -> Any:
    """Parse JSON, its numbers with a point as `Decimal`.

    Args:
        document: text or UTF-8 octets; a byte order mark is left out.
        path: of the file, for errors.
        remedy: what would help where it is not JSON.

    Raises:
        MalformedFileError: it is not JSON, says a thing twice, or holds a number that cannot be held; with
            line and column, or the key of the value at fault.

    >>> parsed('{"price": 0.10}')
    {'price': Decimal('0.10')}
    """
    if not isinstance(document, str):
        from io import BytesIO

        from .text import read_text

        document = "".join(read_text(BytesIO(document), path=path, encoding="UTF-8"))
    document = document.removeprefix("\ufeff")
    try:
        return DECODER.decode(document)
    except REFUSED:
        raise refusal(document, path, remedy) from None


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


_KEEPER: Final = JSONDecoder(
    object_pairs_hook=_Pairs, parse_float=_held(Decimal), parse_int=_held(int), parse_constant=_Unheld
)


def refusal(document: str, path: str, remedy: str, at: int = 0) -> MalformedFileError:
    """Return why the value at an offset is refused: parse it again, keeping all, and look for the place."""
    try:
        root, _ = _KEEPER.raw_decode(document, len(document) - len(document[at:].lstrip(" \t\n\r")))
        if not at:
            _KEEPER.decode(document)  # refuses what follows
    except JSONDecodeError as error:
        problem, line, column = f"not JSON: {error.msg}", error.lineno, error.colno
        return MalformedFileError(problem, remedy, path=path, line=line, column=column)
    except RecursionError as error:
        return MalformedFileError(problem_of(error), remedy, path=path)
    waiting = [iter([("", root)])]
    while waiting:
        for key, value in waiting[-1]:
            if isinstance(value, _Unheld):
                problem = f"{clipped(value.written, 40)} is not a number that can be held"
                return MalformedFileError(problem, remedy, path=path, key=key, value=value.written)
            if isinstance(value, list):
                if isinstance(value, _Pairs) and (twice := _repeated(name for name, _ in value)) is not None:
                    return MalformedFileError(
                        "is given twice in its object, and which value counts cannot be known",
                        remedy,
                        path=path,
                        key=joined(key, twice),
                        value=[item for name, item in value if name == twice],
                    )
                waiting.append(_children(key, value))
                break
        else:
            waiting.pop()
    return MalformedFileError("not JSON that can be held", remedy, path=path)


def _repeated(names: Iterable[str]) -> str | None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def _children(key: str, value: list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, _Pairs):
        yield from ((joined(key, name), item) for name, item in value)
    else:
        yield from ((f"{key}[{index}]", item) for index, item in enumerate(value))


def joined(key: str, name: str) -> str:
    """Return the key of a value inside another.

    >>> joined("items[3]", "charge"), joined("items[3]", "a b")
    ('items[3].charge', "items[3]['a b']")
    """
    if not name.isidentifier() or len(name) > 40:
        return f"{key}[{clipped(repr(name), 40)}]"
    return f"{key}.{name}" if key else name


class JsonWalk:
    """A walk through JSON, so that each row is known by its line, and only one is held at a time.

    Args:
        text: of the document.
        path: of the file, for errors.
        at: the offset at which to begin.
        remedy: what would help where a value is refused.
    """

    def __init__(self, text: str, path: str, at: int = 0, *, remedy: str = "") -> None:
        self._text = text
        self._path = path
        self._remedy = remedy
        self._at = at
        self._line = text.count("\n", 0, at) + 1
        self._counted = at

    def next_mark(self) -> str:
        """Return the next character that is not a space, and stay before it."""
        match = _SPACES.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._text[self._at : self._at + 1]

    def value(self, decoder: JSONDecoder = DECODER) -> Any:
        """Return the next value, and go past it."""
        self.next_mark()
        try:
            value, self._at = decoder.raw_decode(self._text, self._at)
        except REFUSED:
            raise refusal(self._text, self._path, self._remedy, self._at).under(line=self.line()) from None
        return value

    def line(self) -> int:
        """Return the line of the place reached."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def elements(self, decoder: JSONDecoder = DECODER) -> Iterator[tuple[int, Any]]:
        """Yield the elements of a list, each with its line."""
        self._take("[")
        mark = self._take("]") if self.next_mark() == "]" else ","
        index = 0
        while mark == ",":
            line = self.line()
            try:
                value = self.value(decoder)
            except MalformedFileError as error:
                raise error.under(f"[{index}]" if error.key else "") from None
            yield line, value
            index += 1
            match = _BETWEEN.match(self._text, self._at)
            mark = match[1] if match else self._take(",]")
            self._at = match.end() if match else self._at

    def document(self, rows: str) -> tuple[dict[str, Any], int]:
        """Return an object with the list under one key left empty, and the offset where that list begins."""
        members: dict[str, Any] = {}
        start = 0
        self._take("{")
        mark = self._take("}") if self.next_mark() == "}" else ","
        while mark == ",":
            name = self.value()
            if not isinstance(name, str) or name in members:
                raise self._error(f"the key {describe(name)} is given twice or is not text")
            self._take(":")
            if name == rows and self.next_mark() == "[":
                start = self._at
                members[name] = []
                for _ in self.elements(_SKIMMER):  # read again later: a third of the time of exact numbers
                    pass
            else:
                members[name] = self.value()
            mark = self._take(",}")
        self.end()
        return members, start

    def end(self) -> None:
        """Refuse what follows."""
        if mark := self.next_mark():
            raise self._error(f"not JSON: {describe(mark)} follows its end")

    def _take(self, marks: str) -> str:
        """Go past the next character, which must be one of these."""
        mark = self.next_mark()
        if not mark or mark not in marks:
            found = describe(mark) if mark else "the end"
            raise self._error(f"not JSON: {' or '.join(marks)} is expected here, not {found}")
        self._at += 1
        return mark

    def _error(self, problem: str) -> MalformedFileError:
        return MalformedFileError(problem, "a file is one document", path=self._path, line=self.line())


_SPACES = re.compile(r"[ \t\n\r]*")
_BETWEEN = re.compile(r"[ \t\n\r]*([,\]])[ \t\n\r]*")
