"""Columns of texts, counted about as fast as they are read: Arrow arrays and the engines that use them.

The extra ``arrow`` installs what is needed (`pyarrow`, `numba`). Nothing is imported before it is used, and
tests compare every result with `core`.
"""

from typing import TYPE_CHECKING

from ..loading import lazily

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


if not TYPE_CHECKING:  # or a type checker would take any name for a public one
    __getattr__ = lazily(globals(), _MODULE_OF)
