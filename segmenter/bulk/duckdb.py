"""DuckDB: functions of a connection that count a column of texts.

It must not know how a column is counted. The extra ``duckdb`` installs what is needed. Where Python cannot
run, ``segmenter sql --dialect duckdb`` prints macros with the same results.

>>> import duckdb
>>> from segmenter.bulk.duckdb import register
>>> connection = duckdb.connect()
>>> register(connection)
>>> connection.sql("SELECT sms_segments('It’s here'), sms_encoding('It’s here')").fetchall()
[(1, 'UCS-2')]
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ..core.counting import DEFAULT_POLICY, checked
from ..errors import MissingExtraError

try:
    import duckdb
    from duckdb.func import PythonUDFType
except ImportError:
    raise MissingExtraError("duckdb", "duckdb", "counting in DuckDB") from None

from .counting import answered

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from ..core.policy import Policy

__all__ = ["register"]

_TYPES = {
    "sms_segments": "INTEGER",
    "sms_units": "INTEGER",
    "sms_encoding": "VARCHAR",
    "sms_count": "STRUCT(encoding VARCHAR, segments INTEGER, units INTEGER, free_units SMALLINT)",
}


def register(connection: duckdb.DuckDBPyConnection, *, policy: Policy = DEFAULT_POLICY) -> None:
    """Add functions to a connection, replacing any of the same names.

    ``sms_segments(text)`` and ``sms_units(text)`` return an INTEGER, ``sms_encoding(text)`` a VARCHAR, and
    ``sms_count(text)`` a STRUCT of encoding, segments, units and free_units. NULL becomes NULL.

    Args:
        connection: open.
        policy: what may be chosen.

    Raises:
        TypeError: `policy` is not a `Policy`.
    """
    allowed = checked(policy)
    for name, kind in _TYPES.items():
        with suppress(duckdb.InvalidInputException):  # it does not exist
            connection.remove_function(name)
        connection.create_function(
            name,
            _function(name, allowed),
            ["VARCHAR"],
            duckdb.sqltype(kind),
            type=PythonUDFType.ARROW,  # it removes the NULLs before the call and restores them afterwards
        )


def _function(name: str, policy: Policy) -> Callable[[pa.ChunkedArray], pa.Array]:
    # Without annotations: DuckDB evaluates them, which only works for names that it can find.
    return lambda column: answered(column, name, policy=policy)
