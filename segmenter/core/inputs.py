"""Values that callers build, made from what JSON holds by pydantic, and so by FastAPI.

A line here knows types, and not particular values: a class states with ``input_types`` what it takes, by name
with ``?`` where a key may be absent. Lists, tuples and dictionaries stand there as in `schemas`. Nothing of
pydantic is imported: its schemas are plain dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from ..errors import SegmenterError
from .schemas import inlined_with

__all__ = ["Read", "chosen_from", "core_schema", "json_schema", "octets"]


@dataclass(frozen=True, slots=True)
class Read:
    """A type of input: what reads a value of it, and the JSON Schema of what it reads.

    Attributes:
        read: returns what the constructor takes, or raises a `ValueError` or a `TypeError`.
        schema: JSON Schema.
    """

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]


def chosen_from(choices: type[Enum], written: Callable[[Any], object] = lambda member: member.value) -> Read:
    """Return the type of a choice, which is read in any spelling; the schema has the one that is written."""
    words = [written(member) for member in choices]
    kind = "integer" if all(isinstance(word, int) for word in words) else "string"
    return Read(choices, {"type": kind, "enum": words})


def octets(value: object) -> bytes:
    """Read octets, as such or in hexadecimal."""
    if isinstance(value, str):
        try:
            return bytes.fromhex(value)
        except ValueError:
            raise ValueError(f"{value!r} is not octets in hexadecimal, such as '0a0b'") from None
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    raise ValueError("write octets in hexadecimal, such as '0a0b'")


_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "str", "strict": True},
    int: {"type": "int", "strict": True},
    datetime: {"type": "datetime"},
    date: {"type": "date"},
}


def core_schema(cls: Any) -> dict[str, Any]:
    """Return pydantic's schema of a class: an instance as it is, or one made of a value of its input type.

    What the constructor refuses is an error of pydantic in the same words.
    """
    form = cls.input_types()

    def built(value: Any) -> Any:
        return _refusing(lambda given: cls(**given) if isinstance(form, dict) else cls(given), value)

    def taken(value: Any, handler: Callable[[Any], Any]) -> Any:
        return value if isinstance(value, cls) else handler(value)

    taken.__qualname__ = cls.__name__  # so pydantic calls it
    made = {"type": "function-after", "function": _function(built), "schema": _schema(form)}
    return {"type": "function-wrap", "function": _function(taken), "schema": made}


def _schema(hint: Any) -> dict[str, Any]:
    if isinstance(hint, dict):
        if "*" in hint:
            return {"type": "dict", "keys_schema": _SCALARS[str], "values_schema": _schema(hint["*"])}
        fields = {
            name.rstrip("?"): {
                "type": "typed-dict-field",
                "schema": _schema(inner),
                "required": not name.endswith("?"),
            }
            for name, inner in hint.items()
        }
        return {"type": "typed-dict", "fields": fields, "extra_behavior": "forbid"}
    if isinstance(hint, list):
        return {"type": "list", "items_schema": _schema(hint[0])}
    if isinstance(hint, tuple):
        others = [inner for inner in hint if inner is not None]
        schema = _schema(others[0])
        if len(others) > 1:
            schema = {"type": "union", "choices": [_schema(inner) for inner in others]}
        return {"type": "nullable", "schema": schema} if None in hint else schema
    if isinstance(hint, Read):
        return {"type": "function-plain", "function": _function(lambda value: _refusing(hint.read, value))}
    return _SCALARS[hint] if hint in _SCALARS else core_schema(hint)


def _function(function: Callable[..., Any]) -> dict[str, Any]:
    return {"type": "no-info", "function": function}


def _refusing(make: Callable[[Any], Any], value: Any) -> Any:
    """Return what is made of a value. pydantic reports a `ValueError`, and lets a `TypeError` through."""
    try:
        return make(value)
    except (SegmenterError, ValueError, TypeError) as error:
        raise ValueError(str(error)) from None


def json_schema(cls: Any) -> dict[str, Any]:
    """Return the JSON Schema of what a class is made of, without references."""
    return inlined_with(cls.input_types(), _own_schema, title=cls.__name__)


def _own_schema(hint: Any) -> Mapping[str, Any] | None:
    if isinstance(hint, Read):
        return hint.schema
    return json_schema(hint) if hasattr(hint, "input_types") else None
