"""Spark: columns of a DataFrame counted on the executors, and functions for columns and SQL.

It must not know how a column is counted. The extra ``spark`` installs what is needed; every executor needs
this package too, since Spark sends functions by name.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.counting import DEFAULT_POLICY, checked
from ..errors import MissingExtraError

try:
    import pyspark.sql.functions as spark_functions
    from pyspark.sql.types import IntegerType, ShortType, StringType, StructField, StructType
except ImportError:
    raise MissingExtraError("pyspark", "spark", "counting in Spark") from None

from .counting import FIELDS, answered, count_array

# isort: split
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd
    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.types import DataType

    from ..core.policy import Policy

__all__ = ["SmsFunctions", "register", "with_count"]

_KINDS = {pa.string(): StringType(), pa.int32(): IntegerType(), pa.int16(): ShortType()}
_COUNTED = StructType([StructField(name, _KINDS[kind]) for name, kind in FIELDS.items()])


def with_count(
    frame: DataFrame,
    column: str,
    *,
    add: Sequence[str] = ("segments", "encoding"),
    policy: Policy = DEFAULT_POLICY,
) -> DataFrame:
    """Add the counts of a column of texts to a DataFrame, as `segmenter.count` would count them.

    Lazy, also for streaming DataFrames. Null becomes null.

    Args:
        frame: with the column.
        column: the name of the column of texts.
        add: the columns to add: ``segments`` and ``units`` (int), ``encoding`` (string), ``free_units``
            (short).
        policy: what may be chosen.

    Raises:
        LookupError: there is no such column, or there are several.
        TypeError: it does not hold texts, or `policy` is not a `Policy`.
        ValueError: a column to add is unknown, or exists already.

    When the query runs, a text that cannot be counted ends its task with a `ColumnError`.
    """
    allowed = checked(policy)
    place = _place(frame, column)
    for name in add:
        if name not in FIELDS:
            raise ValueError(f"unknown column {name!r}; there are {', '.join(FIELDS)}")
        if name in frame.columns:
            raise ValueError(f"there is already a column {name!r}; drop or rename it first")
    schema = StructType([*frame.schema.fields, *(_COUNTED[name] for name in add)])
    return frame.mapInArrow(partial(_counted_batches, place=place, add=tuple(add), policy=allowed), schema)


def _place(frame: DataFrame, column: str) -> int:
    places = [place for place, name in enumerate(frame.columns) if name == column]
    if len(places) != 1:
        reason = f"there are {len(places)} columns" if places else "there is no column"
        raise LookupError(f"{reason} {column!r}; the columns are {', '.join(frame.columns)}")
    kind = frame.schema.fields[places[0]].dataType
    if not isinstance(kind, StringType):
        raise TypeError(f"column {column!r} must hold texts, not {kind.simpleString()}; cast it first")
    return places[0]


def _counted_batches(
    batches: Iterable[pa.RecordBatch], *, place: int, add: tuple[str, ...], policy: Policy
) -> Iterator[pa.RecordBatch]:
    """Yield batches with their counts; on an executor, which has one thread per task."""
    for batch in batches:
        counted = count_array(batch.column(place), policy=policy, threads=1)
        added = [counted.field(name).cast(FIELDS[name]) for name in add]
        yield pa.RecordBatch.from_arrays([*batch.columns, *added], names=[*batch.schema.names, *add])


class SmsFunctions(NamedTuple):
    """Functions of a column of texts: each takes a column, or its name, and returns a column.

    Attributes:
        sms_segments: the number of segments.
        sms_encoding: ``GSM-7`` or ``UCS-2``, or another that the policy allows.
        sms_units: septets for GSM-7, 16-bit code units for UCS-2.
        sms_count: a struct of encoding, segments, units and free_units.
    """

    sms_segments: Callable[[Column | str], Column]
    sms_encoding: Callable[[Column | str], Column]
    sms_units: Callable[[Column | str], Column]
    sms_count: Callable[[Column | str], Column]


def register(spark: SparkSession, *, policy: Policy = DEFAULT_POLICY) -> SmsFunctions:
    """Add functions to a session's SQL, replacing any of the same names, and return them for columns.

    ``sms_segments(text)`` and ``sms_units(text)`` return an int, ``sms_encoding(text)`` a string, and
    ``sms_count(text)`` a struct of encoding, segments, units and free_units. NULL becomes NULL.

    From Spark 4.1 on they are Arrow functions. Before that they are pandas functions, and ``sms_count``
    returns a struct of NULLs for NULL.

    Args:
        spark: the session.
        policy: what may be chosen.

    Raises:
        TypeError: `policy` is not a `Policy`.
    """
    allowed = checked(policy)
    make = _arrow_function if hasattr(spark_functions, "arrow_udf") else _pandas_function
    functions = {name: make(name, allowed) for name in SmsFunctions._fields}
    for name, function in functions.items():
        spark.udf.register(name, function)
    return SmsFunctions(**functions)


def _type_of(name: str) -> DataType:
    return _COUNTED if name == "sms_count" else _COUNTED[name.removeprefix("sms_")].dataType


def _arrow_function(name: str, policy: Policy) -> Any:
    def answer(texts: pa.Array) -> pa.Array:
        return answered(texts, name, policy=policy)

    answer.__name__ = name  # the name of the column, unless the caller gives one
    return spark_functions.arrow_udf(answer, _type_of(name))


def _pandas_function(name: str, policy: Policy) -> Any:
    import pandas as pd

    def answer(texts: pd.Series[Any]) -> Any:
        answers = answered(pa.array(texts, pa.large_string(), from_pandas=True), name, policy=policy)
        return pa.Table.from_struct_array(answers).to_pandas() if name == "sms_count" else answers.to_pandas()

    answer.__name__ = name
    answer.__annotations__ = {
        "texts": pd.Series,
        "return": pd.DataFrame if name == "sms_count" else pd.Series,
    }
    return spark_functions.pandas_udf(answer, _type_of(name))
