"""Results that travel: as plain values, through pydantic, and as tuples that are not mistaken for lists.

A line here knows kinds of values, not particular results; one that looks different says so with `as_dict`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from typing import Self

__all__ = ["Later", "Whole", "accepted", "plain", "plain_fields", "result"]

Class = TypeVar("Class", bound=type)


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it.

    Results, named tuples and dataclasses become objects, other collections arrays; amounts, dates and members
    of enumerations strings (of an `IntEnum`, its name), lengths of time seconds, octets hexadecimal digits.

    >>> from decimal import Decimal
    >>> from segmenter import NationalLanguage
    >>> plain((Decimal("1E+1"), NationalLanguage.TURKISH, frozenset("a"), None))
    ['10', 'TURKISH', ['a'], None]
    """
    if value is None or value.__class__ in (str, int, bool, float):
        return value
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if hasattr(value, "_value_"):  # a member of an enumeration
        name, own = value._name_, value._value_  # without the import of `enum`
        return name if isinstance(own, int) else own
    if hasattr(value, "_fields") or hasattr(value, "__dataclass_fields__"):
        return plain_fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value))
    if isinstance(value, bytes):
        return value.hex()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "total_seconds"):
        return value.total_seconds()
    return (
        f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    )  # a Decimal never in scientific notation


def plain_fields(value: Any, *names: str) -> dict[str, Any]:
    """Return the fields of a named tuple or a dataclass as JSON can hold them.

    Args:
        value: any result.
        names: of the fields wanted, or of properties; by default all fields.

    >>> from segmenter import count
    >>> plain_fields(count("hi"), "encoding", "segments")
    {'encoding': 'GSM-7', 'segments': 1}
    """
    names = names or getattr(value, "_fields", None) or tuple(value.__dataclass_fields__)
    return {name: plain(getattr(value, name)) for name in names}


def result(cls: Class) -> Class:
    """Let pydantic, and so FastAPI, take an instance of a class with `as_dict`, and write what that returns.

    Nothing of pydantic is imported: it asks for these methods, and its schemas are plain dictionaries.
    """
    return _hooked(cls, _core_schema, _json_schema)


def accepted(cls: Class) -> Class:
    """Let pydantic, and so FastAPI, make an instance of a class with `input_types` from what JSON holds.

    What they write, `as_dict`, is read back as the same value.
    """
    return _hooked(cls, _input_core_schema, _input_json_schema)


def _hooked(cls: Class, core_schema: Any, json_schema: Any) -> Class:
    cls.__get_pydantic_core_schema__ = classmethod(core_schema)  # type: ignore[attr-defined]  # pydantic's
    cls.__get_pydantic_json_schema__ = classmethod(json_schema)  # type: ignore[attr-defined]  # likewise
    return cls


_WRITTEN = {"type": "function-plain", "function": lambda value: _as_unicode(value)}


def _core_schema(cls: type, source: Any, handler: Any) -> dict[str, Any]:  # noqa: ARG001  # as pydantic calls it
    def taken(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        article = "an" if cls.__name__[0] in "AEIOU" else "a"
        problem = f"{article} {cls.__name__} is made by segmenter alone and is not read from JSON"
        raise ValueError(f"{problem}; read what it is made from, such as the text, and make it again")

    function = {"type": "no-info", "function": taken}
    return {"type": "function-plain", "function": function, "serialization": _WRITTEN}


def _input_core_schema(cls: type, source: Any, handler: Any) -> dict[str, Any]:  # noqa: ARG001  # likewise
    from .inputs import core_schema

    return core_schema(cls) | {"serialization": _WRITTEN}


def _input_json_schema(cls: type, core_schema: Any, handler: Any) -> dict[str, Any]:  # noqa: ARG001  # likewise
    from .inputs import json_schema

    return json_schema(cls)


def _as_unicode(value: Any) -> dict[str, Any]:
    """Return `as_dict` with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold.

    pydantic writes UTF-8 and nothing else. The result has an error that names the half and its place.
    """
    fields: dict[str, Any] = value.as_dict()
    if "\\ud" in repr(fields):  # as Python shows them
        return _without_surrogates(fields)  # type: ignore[no-any-return]  # a dictionary stays one
    return fields


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(inner) for key, inner in value.items()}
    return [_without_surrogates(inner) for inner in value] if isinstance(value, list) else value


def _json_schema(cls: type, core_schema: Any, handler: Any) -> dict[str, Any]:  # noqa: ARG001  # likewise
    from .schemas import inlined_schema

    return inlined_schema(cls)


if TYPE_CHECKING:
    _Tuple = tuple[Any, ...]
else:
    _Tuple = object


class Whole(_Tuple):
    """A named tuple that is one value: it has fields, and no items to iterate over.

    It stays a tuple inside, for speed; equality, hashes, copies and pickles are a tuple's.
    """

    __slots__ = ()

    def __iter__(self) -> NoReturn:
        """Refuse: code that iterates over a result takes it for a list."""
        name = type(self).__name__
        message = f"a {name} is not a sequence; use its fields by name, or as_dict() for all of them"
        raise TypeError(message)

    __reversed__ = __iter__

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple.__getitem__(self, slice(None))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self.__getnewargs__()

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self.__getnewargs__(), strict=True))  # type: ignore[attr-defined]  # a named tuple's

    def _replace(self, **changes: Any) -> Self:
        return type(self)(**self._asdict() | changes)


class Later:
    """A module that annotations name, loaded when `typing.get_type_hints` asks for one of its names.

    Args:
        name: relative to the package, such as ``..templates``.
        package: of the module that names it.
    """

    def __init__(self, name: str, package: str) -> None:
        self._name, self._package = name, package

    def __getattr__(self, name: str) -> Any:
        from importlib import import_module

        return getattr(import_module(self._name, self._package), name)
