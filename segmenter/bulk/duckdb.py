"""DuckDB: functions of a connection that count a column of texts.

It must not know how a column is counted. The extra ``duckdb`` brings what is needed. Where Python cannot run,
``segmenter sql --dialect duckdb`` prints macros that answer the same.

>>> import duckdb
>>> from segmenter.bulk.duckdb import register
>>> connection = duckdb.connect()
>>> register(connection)
>>> connection.sql("SELECT sms_segments('It’s here'), sms_encoding('It’s here')").fetchall()
[(1, 'UCS-2')]
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ..core.counting import DEFAULT_POLICY, checked
from ..errors import MissingExtraError

try:
    import duckdb
    from duckdb.func import PythonUDFType
except ImportError:
    raise MissingExtraError("duckdb", "duckdb", "counting in DuckDB") from None

import pyarrow as pa

from .counting import count_array

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..core.policy import Policy

__all__ = ["register"]

_FIELDS = {"sms_segments": "segments", "sms_units": "units", "sms_encoding": "encoding"}
_STRUCT = pa.struct(
    [("encoding", pa.string()), ("segments", pa.int32()), ("units", pa.int32()), ("free_units", pa.int16())]
)


def register(connection: duckdb.DuckDBPyConnection, *, policy: Policy = DEFAULT_POLICY) -> None:
    """Add functions to a connection, in place of any that it has of the same names.

    ``sms_segments(text)`` and ``sms_units(text)`` give an INTEGER, ``sms_encoding(text)`` a VARCHAR, and
    ``sms_count(text)`` a STRUCT of encoding, segments, units and free_units. NULL gives NULL.

    Args:
        connection: open.
        policy: what may be chosen.

    Raises:
        TypeError: `policy` is not a `Policy`.
    """
    allowed = checked(policy)
    integer, text = duckdb.sqltype("INTEGER"), duckdb.sqltype("VARCHAR")
    struct = duckdb.sqltype("STRUCT(encoding VARCHAR, segments INTEGER, units INTEGER, free_units SMALLINT)")
    for name, kind in {"sms_segments": integer, "sms_units": integer, "sms_encoding": text}.items():
        _create(connection, name, partial(_field, name=_FIELDS[name], policy=allowed), kind)
    _create(connection, "sms_count", partial(_struct, policy=allowed), struct)


def _create(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    function: Callable[[pa.ChunkedArray], pa.Array],
    kind: duckdb.sqltypes.DuckDBPyType,
) -> None:
    with suppress(duckdb.InvalidInputException):  # there was none
        connection.remove_function(name)
    connection.create_function(
        name,
        # Without annotations: DuckDB evaluates those there are, which works only for names it can find.
        lambda column: function(column),
        ["VARCHAR"],
        kind,
        type=PythonUDFType.ARROW,  # it takes the NULLs out before the call and puts them back afterwards
    )


def _field(column: pa.ChunkedArray, *, name: str, policy: Policy) -> pa.Array:
    numbers = count_array(column, policy=policy, threads=1).field(name)
    return numbers.cast(pa.string()) if name == "encoding" else numbers


def _struct(column: pa.ChunkedArray, *, policy: Policy) -> pa.Array:
    return count_array(column, policy=policy, threads=1).cast(_STRUCT)
