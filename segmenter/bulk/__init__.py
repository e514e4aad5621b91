"""Columns of texts, counted about as fast as they are read: Arrow arrays and the engines that hold them.

The extra ``arrow`` brings what is needed (`pyarrow`, `numba`). Nothing is imported before it is asked for,
and a law holds every answer to `core`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .counting import count_array
    from .errors import ColumnError
    from .texts import (
        ColumnSummary,
        fits_array,
        measure_array,
        offenders_array,
        split_array,
        substitute_array,
        summary,
    )

__all__ = [
    "ColumnError",
    "ColumnSummary",
    "count_array",
    "fits_array",
    "measure_array",
    "offenders_array",
    "split_array",
    "substitute_array",
    "summary",
]

_MODULE_OF = dict.fromkeys(__all__, "texts") | {"ColumnError": "errors", "count_array": "counting"}


def __getattr__(name: str) -> object:
    """Load a name from its module, once."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    globals()[name] = value
    return value
