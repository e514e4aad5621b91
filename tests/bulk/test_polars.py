from typing import Any

import pyarrow as pa
import pytest

from segmenter import Encoding, Policy, count
from segmenter.bulk import ColumnError, count_array

pl: Any = pytest.importorskip("polars")
sms: Any = pytest.importorskip("segmenter.bulk.polars")

TEXTS = ["hi", None, "Ж" * 71, "[" * 153, "", "😀" * 40]
COUNTED = count_array(TEXTS).to_pylist()


def test_a_series_is_counted() -> None:
    counted = pl.Series("text", TEXTS).sms.count()
    assert (counted.name, counted.dtype, counted.to_list()) == ("text", sms.COUNTED, COUNTED)


@pytest.mark.parametrize("name", ["encoding", "segments", "units", "free_units"])
def test_an_expression_gives_each_field(name: str) -> None:
    frame = pl.DataFrame({"text": TEXTS})
    values = frame.select(getattr(pl.col("text").sms, name)()).to_series().to_list()
    assert values == [row and row[name] for row in COUNTED]


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_lazy_and_streaming_queries_agree(engine: str) -> None:
    frame = pl.DataFrame({"text": TEXTS * 10_000})
    lazy = frame.lazy().select(pl.col("text").sms.count())
    assert lazy.collect(engine=engine).to_series().to_list() == COUNTED * 10_000


def test_groups_filters_and_conditions_work() -> None:
    frame = pl.DataFrame({"text": TEXTS, "who": list("aabbcc")})
    grouped = frame.group_by("who", maintain_order=True).agg(pl.col("text").sms.segments().sum())
    assert grouped["segments"].to_list() == [1, 5, 3]
    assert frame.filter(pl.col("text").sms.segments() > 1)["text"].to_list() == [TEXTS[2], TEXTS[3], TEXTS[5]]
    guarded = frame.select(pl.when(pl.col("who") == "a").then(pl.col("text").sms.segments()))
    assert guarded.to_series().to_list() == [1, None, None, None, None, None]


def test_a_policy_is_taken_into_account() -> None:
    policy = Policy(encodings=[Encoding.UCS2])
    frame = pl.DataFrame({"text": ["a" * 71]})
    assert (
        frame.select(pl.col("text").sms.segments(policy)).item()
        == count("a" * 71, policy=policy).segments
        == 2
    )


def test_the_chunks_of_the_callers_series_stay_as_they_are() -> None:
    series = pl.Series(["a"]).append(pl.Series(["b"]))
    series.sms.count()
    assert series.n_chunks() == 2


def test_what_cannot_be_encoded_is_named_with_its_row() -> None:
    frame = pl.DataFrame({"text": ["a", "☃"]})
    with pytest.raises(ColumnError, match="row 1: U\\+2603 SNOWMAN"):
        frame.select(pl.col("text").sms.segments(Policy(encodings=[Encoding.GSM7])))


def test_a_column_of_numbers_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="a column of texts must be string"):
        pl.Series([1, 2]).sms.count()


@pytest.mark.parametrize(
    ("made", "handed"),
    [
        (lambda: pl.Series(["a"]), "string_view"),
        (
            lambda: pl.Series(["a"], dtype=pl.Categorical),
            "dictionary<string_view, uint32>",
        ),
        (
            lambda: pl.Series(["a"], dtype=pl.Enum(["a"])),
            "dictionary<string_view, uint8>",
        ),
    ],
)
def test_what_polars_hands_over_is_counted(made: Any, handed: str) -> None:
    kind = pa.chunked_array(made()).type
    is_plain = not pa.types.is_dictionary(kind)
    assert handed == (str(kind) if is_plain else f"dictionary<{kind.value_type}, {kind.index_type}>")
    assert made().sms.count().struct.field("units").to_list() == [1]
