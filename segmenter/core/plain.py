"""Results as plain values: what JSON can hold, by the names of their fields.

A line here knows kinds of values, not particular results; one that looks different says so with `as_dict`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any

__all__ = ["plain", "plain_fields"]


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it.

    Named tuples and dataclasses become objects, other collections arrays; amounts, dates and members of
    enumerations strings (of an `IntEnum`, its name), lengths of time seconds, octets hexadecimal digits.

    >>> from decimal import Decimal
    >>> from segmenter import NationalLanguage
    >>> plain((Decimal("1E+1"), NationalLanguage.TURKISH, frozenset("a"), None))
    ['10', 'TURKISH', ['a'], None]
    """
    if value is None or value.__class__ in (str, int, bool, float):
        return value
    if hasattr(value, "as_dict"):
        return value.as_dict()
    if isinstance(value, Enum):
        return value.name if isinstance(value, IntEnum) else value.value
    if hasattr(value, "_fields") or is_dataclass(value):
        return plain_fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, frozenset | set):
        return sorted(map(plain, value))
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def plain_fields(value: Any, *names: str) -> dict[str, Any]:
    """Return the fields of a named tuple or a dataclass as JSON can hold them.

    Args:
        value: any result.
        names: of the fields wanted, or of properties; by default all fields.

    >>> from segmenter import count
    >>> plain_fields(count("hi"), "encoding", "segments")
    {'encoding': 'GSM-7', 'segments': 1}
    """
    names = names or getattr(value, "_fields", None) or tuple(field.name for field in fields(value))
    return {name: plain(getattr(value, name)) for name in names}
