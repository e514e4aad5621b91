"""Strict JSON: numbers exact, each key once, nothing that JSON does not have; and where a text breaks that.

A line here knows JSON; what a document means is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NamedTuple, NoReturn

from .errors import MalformedFileError
from .words import clipped

__all__ = ["DECODER", "KEEPER", "REFUSED", "SKIMMER", "joined", "parsed", "problem_of", "refusal"]


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

SKIMMER: Final = JSONDecoder()
"""Reads JSON that is read again later, in a third of the time that exact numbers take."""
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
        MalformedFileError: it is not JSON, repeats a key, or has a number that cannot be held; with
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


KEEPER: Final = JSONDecoder(
    object_pairs_hook=_Pairs, parse_float=_held(Decimal), parse_int=_held(int), parse_constant=_Unheld
)
"""Reads all that is JSON by its form, whether or not it can be held."""


def refusal(document: str, path: str, remedy: str, at: int = 0) -> MalformedFileError:
    """Return why the value at an offset is refused: parse it again, keeping all, and look for the place."""
    try:
        root, _ = KEEPER.raw_decode(document, len(document) - len(document[at:].lstrip(" \t\n\r")))
        if not at:
            KEEPER.decode(document)  # refuses what follows
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
