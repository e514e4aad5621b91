"""Documents: JSON of a provider, parsed exactly; what says two things, or cannot be held, is refused.

A line here knows JSON; what a document means is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NamedTuple, NoReturn

from .readers import clipped
from .records import RecordError

__all__ = ["parsed"]


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


def parsed(document: str | bytes | bytearray) -> Any:
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
            raise RecordError(reason, "decode it first, and give the text") from None
    document = document.removeprefix("\ufeff")
    try:
        return _decode(document)
    except RecursionError:
        raise _too_deep() from None
    except (_DubiousError, ValueError, ArithmeticError):
        # int() refuses more than 4,300 digits, Decimal() an exponent of more than 18.
        raise _refusal(document) from None


def _too_deep() -> RecordError:
    return RecordError("nested too deeply", "no provider answers so; look where it comes from")


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
        return RecordError(reason, remedy, line=error.lineno, column=error.colno)
    except RecursionError:
        return _too_deep()
    while waiting:
        for path, value in waiting[-1]:
            if isinstance(value, _Unheld):
                reason = f"{clipped(value.written)} is not a number that can be held"
                remedy = "no provider writes so; ask for the page again"
                return RecordError(reason, remedy, key=path, value=value.written)
            if isinstance(value, list):
                if (
                    isinstance(value, _Pairs)
                    and (twice := _first_repeated(key for key, _ in value)) is not None
                ):
                    return RecordError(
                        "the key stands twice in its object, and which value counts cannot be known",
                        "ask for the page again",
                        key=_joined(path, twice),
                        value=[item for key, item in value if key == twice],
                    )
                waiting.append(_children(path, value))
                break
        else:
            waiting.pop()
    return RecordError("not JSON that can be held", "give the body of the response as it came")


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
    if not key.isidentifier() or len(key) > 40:
        return f"{path}[{clipped(repr(key))}]"
    return f"{path}.{key}" if path else key
