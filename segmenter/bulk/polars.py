"""Polars: importing this module adds ``.sms`` to expressions and Series.

Element-wise, so that a lazy or streaming query can pass its batches one by one. It must not know how a column
is counted. The extra ``polars`` installs what is needed.

>>> import polars as pl
>>> import segmenter.bulk.polars
>>> frame = pl.DataFrame({"text": ["It's here", "It’s here", None]})
>>> frame.select(pl.col("text").sms.encoding()).to_series().to_list()
['GSM-7', 'UCS-2', None]
"""

from __future__ import annotations

from ..core.counting import DEFAULT_POLICY, checked
from ..core.policy import Policy
from ..errors import MissingExtraError

try:
    import polars as pl
except ImportError:
    raise MissingExtraError("polars", "polars", "counting Polars columns") from None

import pyarrow as pa

from .counting import count_array

__all__ = ["COUNTED", "SmsExpressions", "SmsSeries"]

COUNTED = pl.Struct(
    {"encoding": pl.Categorical, "segments": pl.Int32, "units": pl.Int32, "free_units": pl.Int16}
)
"""The type of a counted column."""


@pl.api.register_series_namespace("sms")
class SmsSeries:
    """``series.sms``: the count of each text."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def count(self, policy: Policy = DEFAULT_POLICY) -> pl.Series:
        """Return a struct for each text: ``encoding``, ``segments``, ``units``, ``free_units``.

        Raises:
            ColumnError: a text cannot be encoded under the policy.
            TypeError: the series does not hold texts.
        """
        # Chunk by chunk: `to_arrow` would join the chunks of the caller's own series in place.
        column = pa.chunked_array(self._series)
        counted = pl.Series(self._series.name, count_array(column, policy=policy))
        return counted.cast(COUNTED)


@pl.api.register_expr_namespace("sms")
class SmsExpressions:
    """``expression.sms``: the count of each text."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def count(self, policy: Policy = DEFAULT_POLICY) -> pl.Expr:
        """Return a struct for each text: ``encoding``, ``segments``, ``units``, ``free_units``.

        Args:
            policy: what may be chosen.
        """
        allowed = checked(policy)

        def counted(series: pl.Series) -> pl.Series:
            return SmsSeries(series).count(allowed)

        # Without `is_elementwise` it would be called once with the whole column, even in a streaming query.
        return self._expression.map_batches(counted, return_dtype=COUNTED, is_elementwise=True)

    def encoding(self, policy: Policy = DEFAULT_POLICY) -> pl.Expr:
        """Return the encoding of each text: ``GSM-7`` or ``UCS-2``, or another that the policy allows."""
        return self.count(policy).struct.field("encoding")

    def segments(self, policy: Policy = DEFAULT_POLICY) -> pl.Expr:
        """Return the number of segments of each text."""
        return self.count(policy).struct.field("segments")

    def units(self, policy: Policy = DEFAULT_POLICY) -> pl.Expr:
        """Return the units of each text: septets for GSM-7, 16-bit code units for UCS-2."""
        return self.count(policy).struct.field("units")

    def free_units(self, policy: Policy = DEFAULT_POLICY) -> pl.Expr:
        """Return the units left in the last segment of each text."""
        return self.count(policy).struct.field("free_units")
