"""The types of a result's fields, for its JSON Schema.

It knows annotations, and must not know how a schema is written.
"""

from __future__ import annotations

from typing import Any, get_type_hints

__all__ = ["field_types"]


def field_types(cls: type, *names: str) -> dict[str, Any]:
    """Return the types of a class's fields, those named or all; for a property, the type it returns."""
    hints = get_type_hints(cls)
    properties = {name: getattr(cls, name) for name in names if name not in hints}
    for name, prop in properties.items():
        hints[name] = get_type_hints(prop.fget if isinstance(prop, property) else prop.func)["return"]
    return {
        name: hints[name]
        for name in names or getattr(cls, "_fields", cls.__dict__.get("__match_args__")) or hints
    }
