"""JSON Schema of results (draft 2020-12), made from the types of their fields.

A line here knows types, and not particular results. A class whose `as_dict` is more than its fields states
the types of the values with `json_types`: by name, with ``?`` where one may be absent. There a list of one
type stands for an array, a tuple for a choice, a dictionary for an object, ``*`` in it for any name.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, Literal, Union, get_args, get_origin

from .hints import field_types

__all__ = ["DIALECT", "inlined_schema", "inlined_with", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DEPTH = 4  # of a result within itself, where references cannot be used
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bytes: {"type": "string", "pattern": "^([0-9a-f]{2})*$"},
    Decimal: {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    timedelta: {"type": "number"},
    None: {"type": "null"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}


def schema_of(cls: type) -> dict[str, Any]:
    """Return the schema of what `as_dict` of a class returns; results within it stand under ``$defs``.

    >>> from segmenter import Count
    >>> schema_of(Count)["properties"]["segments"]
    {'type': 'integer'}
    """
    definitions: dict[str, dict[str, Any]] = {}
    _Referring(definitions).schema(cls)
    own = definitions.pop(cls.__name__)
    if _mentions(definitions, cls) or _mentions(own, cls):
        definitions[cls.__name__] = own
        own = {"title": cls.__name__, "$ref": f"#/$defs/{cls.__name__}"}
    return {"$schema": DIALECT, **own} | ({"$defs": dict(sorted(definitions.items()))} if definitions else {})


def inlined_schema(cls: type) -> dict[str, Any]:
    """Return the same schema without references, for those who keep definitions of their own."""
    return _Inlining(0).schema(cls)


def inlined_with(
    hint: Any, own_schema: Callable[[Any], Mapping[str, Any] | None], *, title: str
) -> dict[str, Any]:
    """Return the schema of a type, without references, where some types within it have schemas of their own.

    Args:
        hint: the type.
        own_schema: returns that of a type which has one.
        title: of the schema.
    """
    return {"title": title, **_Inlining(0, own_schema).schema(hint)}


def _mentions(schema: object, cls: type) -> bool:
    return f"'#/$defs/{cls.__name__}'" in repr(schema)


class _Referring:
    """Makes schemas of types; each result once, among the definitions."""

    def __init__(self, definitions: dict[str, dict[str, Any]]) -> None:
        self._definitions = definitions

    def schema(self, hint: Any) -> dict[str, Any]:
        """Return the schema of a type."""
        if isinstance(hint, dict):
            return (
                {"type": "object", "additionalProperties": self.schema(hint["*"])}
                if "*" in hint
                else self._fields(hint)
            )
        if isinstance(hint, tuple):  # any of them
            return self._any_of(hint)
        if isinstance(hint, list):
            return {"type": "array", "items": self.schema(hint[0])}
        if hint in _SCALARS:
            return _SCALARS[hint]
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._any_of(arguments)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is not None and issubclass(origin, Mapping):
            return self._map(arguments[1])
        if origin is not None and issubclass(origin, Collection):
            return self._array(origin, arguments)
        if issubclass(hint, Enum):
            return {"type": "string", "enum": _members(hint)}
        return self._result(hint)

    def _map(self, hint: Any) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.schema(hint)}

    def _any_of(self, hints: Collection[Any]) -> dict[str, Any]:
        schemas = [self.schema(hint) for hint in hints]
        if all(set(schema) == {"type"} for schema in schemas):
            return {"type": [schema["type"] for schema in schemas]}
        return {"anyOf": schemas}

    def _array(self, origin: type, arguments: tuple[Any, ...]) -> dict[str, Any]:
        if issubclass(origin, tuple) and arguments[-1:] != (...,):
            items = [self.schema(argument) for argument in arguments]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        return {"type": "array", "items": self.schema(arguments[0])}

    def _result(self, cls: type) -> dict[str, Any]:
        if cls.__name__ not in self._definitions:
            self._definitions[cls.__name__] = {}  # while it is made: it may hold itself
            self._definitions[cls.__name__] = self._object(cls)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _object(self, cls: type) -> dict[str, Any]:
        hints = cls.json_types() if hasattr(cls, "json_types") else field_types(cls)
        return {"title": cls.__name__, **self._fields(hints)}

    def _fields(self, hints: Mapping[str, Any]) -> dict[str, Any]:
        properties = {name.rstrip("?"): self.schema(hint) for name, hint in hints.items()}
        return {
            "type": "object",
            "properties": properties,
            "required": [name for name in hints if not name.endswith("?")],
            "additionalProperties": False,
        }


class _Inlining(_Referring):
    """Makes schemas that hold those of the results within them."""

    def __init__(
        self, depth: int, own_schema: Callable[[Any], Mapping[str, Any] | None] = lambda _: None
    ) -> None:
        super().__init__({})
        self._depth = depth
        self._own_schema = own_schema

    def schema(self, hint: Any) -> dict[str, Any]:
        own = self._own_schema(hint)
        return super().schema(hint) if own is None else dict(own)

    def _result(self, cls: type) -> dict[str, Any]:
        if self._depth == _DEPTH:
            return {"type": "object"}
        return _Inlining(self._depth + 1)._object(cls)  # noqa: SLF001  # of the same class


def _members(enumeration: type[Enum]) -> list[str]:
    return [member.name if issubclass(enumeration, IntEnum) else member.value for member in enumeration]
