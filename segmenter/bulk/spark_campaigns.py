"""Campaigns on Spark: an audience of a DataFrame rendered, counted and priced on the executors.

Rows are distributed by the recipient's number, so that duplicates meet; each partition has its own tally, and
the driver adds the tallies up. It must not know how a tally prices.
"""

from __future__ import annotations

import pickle
import re
from collections import Counter
from contextlib import suppress
from copy import copy
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtraError, SegmenterError
from ..pricing.campaigns.audiences import CampaignError
from ..pricing.campaigns.campaigns import campaign as priced_campaign
from ..pricing.campaigns.seen import Seen
from ..pricing.cards.recipients import Numbers

try:
    import pyspark.sql.functions as spark_functions
    from pyspark import TaskContext, cloudpickle
    from pyspark.sql.types import BinaryType, LongType, StringType, StructField, StructType
except ImportError:
    raise MissingExtraError("pyspark", "spark", "campaigns on Spark") from None

from .campaigns import AudienceBatch, ColumnsFile, ColumnTally
from .columns import blocks
from .recipients import Lengths

# isort: split
import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import DataFrame, SparkSession

    from ..pricing import RateCard
    from ..pricing.campaigns import Campaign
    from ..pricing.campaigns.audiences import AudienceColumns
    from ..pricing.campaigns.tallies import Tally
    from ..templates import Template

__all__ = ["SparkAudience", "campaign"]

_ROW, _LINE, _BROKEN, _SPREAD = "_segmenter_row", "_segmenter_line", "_segmenter_broken", "_segmenter_spread"
_IN_A_PARTITION = 33  # bits, as in Spark's own `monotonically_increasing_id`
_PLACE = re.compile(r"(found at (?:index |.*:))(\d+)")
"""The row of an error in the note that a tally adds to it: its number, or its line."""
_PARTIAL = StructType([StructField("partial", BinaryType())])


def campaign(frame: DataFrame, template: str | Template, *, rates: RateCard, **options: Any) -> Campaign:
    """Return what it costs to send a template to every row of a DataFrame, as `segmenter.campaign` does.

    Texts are rendered, counted and priced on the executors, which return totals, examples and the most
    expensive recipients. Rows are numbered in the order of the partitions. If a partition has more than 2,048
    distinct costly values, the first ones are kept.

    Args:
        frame: a row per recipient, with the values in columns.
        template: as for `segmenter.pricing.campaign`.
        rates: the rate card, which is sent to each executor once.
        options: as for `segmenter.pricing.campaign`.

    Raises:
        CampaignError: the audience is empty, or lacks a column.
        SegmenterError: as for `segmenter.pricing.campaign`.
    """
    return priced_campaign(template, SparkAudience(frame), rates=rates, **options)


class SparkAudience(ColumnsFile):
    """An audience in a DataFrame.

    Args:
        frame: a row per recipient.
        path: the name of the audience in reports.
    """

    def __init__(self, frame: DataFrame, path: str = "") -> None:
        super().__init__(path or "a DataFrame.parquet")
        self.path = path
        self._frame = frame

    @classmethod
    def read(cls, spark: SparkSession, file: ColumnsFile) -> SparkAudience:
        """Return the audience in a file that every executor can open: Spark reads Parquet, a task CSV.

        Raises:
            CampaignError: it is a file of another kind.
        """
        if file.path.lower().endswith(".parquet"):
            return cls(spark.read.parquet(file.path), file.path)
        if not file.path.lower().endswith((".csv", ".tsv")):
            raise CampaignError(
                f"{file.path}: Spark does not read this kind of audience",
                "give a .parquet, .csv or .tsv, or leave --engine out",
            )
        audience = cls(spark.createDataFrame([(0,)], "n INT").coalesce(1), file.path)
        audience._file = file
        return audience

    _file: ColumnsFile | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the DataFrame, which stays with the driver."""
        return {name: value for name, value in self.__dict__.items() if name not in ("_frame", "_file")}

    def take_all(self, columns: AudienceColumns, tally: Tally) -> int:
        """Take every row on the executors, and return their number."""
        frame = self._wanted(columns)
        spark = frame.sparkSession
        tally.place_of = self.place
        job = cloudpickle.dumps((columns, tally, self))
        sent = spark.sparkContext.broadcast(job)
        schema = StructType(
            [*frame.schema.fields, *(StructField(name, LongType()) for name in (_ROW, _SPREAD))]
        )
        try:
            partials = [
                pickle.loads(row["partial"])  # written by ourselves, on the executors
                for row in frame.mapInArrow(partial(_numbered, sent=sent), schema)
                .repartition(_SPREAD)
                .sortWithinPartitions(_ROW)
                .mapInArrow(partial(_tallied, sent=sent), _PARTIAL)
                .collect()
            ]
        finally:
            sent.unpersist()
        rows: Counter[int] = Counter()
        for counts, _, _ in partials:
            rows += counts
        if not rows:
            raise CampaignError(f"{self.path or 'the audience'} has no rows", "give at least one recipient")
        starts = dict(zip(sorted(rows), accumulate((rows[p] for p in sorted(rows)), initial=0), strict=False))

        def index_of(row: int) -> int:
            return starts[row >> _IN_A_PARTITION] + (row & (1 << _IN_A_PARTITION) - 1)

        self._raise_first([(row, error) for _, row, error in partials if row is not None], index_of)
        for _, _, other in partials:
            other.renumber(index_of)
            tally.merge(other)
        return rows.total()

    def _wanted(self, columns: AudienceColumns) -> DataFrame:
        """Return the wanted columns under their wanted names."""
        if self._file is not None:
            here = copy(self._file)  # the one that is sent must not be open
            rows = here.rows(columns.wanted)
            if any(not isinstance(row, str) for row in rows):  # or there are no columns to check
                self.columns = here.columns
                columns.begin(self.columns, self.path)
            rows.close()  # type: ignore[attr-defined]  # it is a generator
            names = [name for name in self.wanted_columns(columns.wanted).values() if name in columns.wanted]
            fields = [StructField(name, StringType()) for name in names]
            fields += [StructField(_LINE, LongType()), StructField(_BROKEN, StringType())]
            reading = partial(_read_rows, file=self._file, names=names, wanted=frozenset(columns.wanted))
            return self._frame.mapInArrow(reading, StructType(fields))
        self.columns = tuple(self._frame.columns)
        columns.begin(self.columns, self.path)
        named = self.wanted_columns(columns.wanted)
        quoted = [spark_functions.col("`" + own.replace("`", "``") + "`") for own in named]
        return self._frame.select(quoted).toDF(*named.values())

    @staticmethod
    def _raise_first(errors: list[tuple[int, SegmenterError]], index_of: Any) -> None:
        """Raise the error of the first row that has one, with its index instead of Spark's number."""
        if not errors:
            return
        _, error = min(errors, key=lambda pair: pair[0])
        error.__notes__ = [
            _PLACE.sub(lambda match: match[1] + str(index_of(int(match[2]))), note)
            if "found at index" in note
            else note
            for note in getattr(error, "__notes__", [])
        ]
        raise error


def _read_rows(
    _: Iterable[pa.RecordBatch], *, file: ColumnsFile, names: list[str], wanted: frozenset[str]
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a CSV, each with its line, or the reason why it has no values."""
    for batch in file.batches_of_rows(wanted):
        broken = [row if isinstance(row, str) else None for row in batch.given]
        empty = pa.nulls(len(broken), pa.large_string())
        arrays = [batch.columns.get(name, empty).cast(pa.string()) for name in names]
        arrays += [pa.array(batch.lines, pa.int64()), pa.array(broken, pa.string())]
        yield pa.RecordBatch.from_arrays(arrays, names=[*names, _LINE, _BROKEN])


def _numbered(batches: Iterable[pa.RecordBatch], *, sent: Any) -> Iterator[pa.RecordBatch]:
    """Yield batches with each row's number, and the one that distributes it: the recipient's, or its own."""
    columns, tally, _ = pickle.loads(sent.value)
    context = TaskContext.get()
    assert context is not None
    first = context.partitionId() << _IN_A_PARTITION
    lengths, readers = Lengths(), dict[str | None, Numbers]()
    for batch in batches:
        rows = np.arange(first, first + batch.num_rows)
        first += batch.num_rows
        given = _batch(batch, rows)
        spread = -1 - rows
        texts = given.columns.get(columns.recipient_field, pa.nulls(len(rows)))
        plain = np.zeros(len(rows), np.bool_)
        if pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type):
            read = [lengths.read(block) for block in blocks(texts)]
            numbers = np.concatenate([numbers for numbers, _ in read]) if read else np.zeros(0, np.uint64)
            plain = numbers > 0
            spread[plain] = numbers[plain].astype(np.int64)
        careful = np.flatnonzero(~plain).tolist()
        for place, row in zip(careful, given.rows(careful), strict=True):
            if isinstance(row, str):
                continue
            with suppress(SegmenterError):  # the tally reports it
                country = columns.keys_of(row)[0]
                if country not in readers:
                    readers[country] = Numbers(country or tally.ways.home)
                spread[place] = int(readers[country].read(columns.recipient_of(row))[0])
        arrays = [*batch.columns, pa.array(rows), pa.array(spread)]
        yield pa.RecordBatch.from_arrays(arrays, names=[*batch.schema.names, _ROW, _SPREAD])


def _tallied(batches: Iterable[pa.RecordBatch], *, sent: Any) -> Iterator[pa.RecordBatch]:
    """Tally a partition; yield its rows by source partition, and the tally or its error."""
    columns, tally, audience = pickle.loads(sent.value)
    taker = ColumnTally(columns, tally, audience.stand_at)
    counts: Counter[int] = Counter()
    row, outcome = None, tally
    for batch in batches:
        given = _batch(batch, batch.column(batch.schema.get_field_index(_ROW)).to_numpy())
        sources, numbers = np.unique(given.indices >> _IN_A_PARTITION, return_counts=True)
        counts.update(dict(zip(sources.tolist(), numbers.tolist(), strict=True)))
        if row is None:
            try:
                taker.take(given)
            except SegmenterError as error:  # of the card: the first of all partitions is raised
                match = _PLACE.search(" ".join(getattr(error, "__notes__", [])))
                row, outcome = int(match[2] if match else given.indices[0]), error
    tally.seen = Seen()
    yield pa.RecordBatch.from_arrays(
        [pa.array([cloudpickle.dumps((counts, row, outcome))])], names=["partial"]
    )


def _batch(batch: pa.RecordBatch, rows: Any) -> AudienceBatch:
    named = dict(zip(batch.schema.names, batch.columns, strict=True))
    lines = named.pop(_LINE).to_pylist() if _LINE in named else ()
    reasons = named.pop(_BROKEN, None)
    broken = {} if reasons is None else {place: why for place, why in enumerate(reasons.to_pylist()) if why}
    columns = {name: column for name, column in named.items() if name not in (_ROW, _SPREAD)}
    return AudienceBatch(np.asarray(rows), columns, lines, broken=broken)
