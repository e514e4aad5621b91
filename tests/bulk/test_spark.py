"""Columns in Spark: exactly `count`, whatever happens to partitions, workers and stages."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from segmenter import Encoding, NationalLanguage, Policy
from segmenter.bulk import count_array
from segmenter.cli import main
from segmenter.core.counting import DEFAULT_POLICY
from tests.bulk.spark import session

pytestmark = [
    pytest.mark.long,
    pytest.mark.xdist_group("spark"),
    # Spark 4.3 says so wherever Arrow data is handed over, pandas or not.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]

TEXTS = ["hi", None, "It’s here", "Ж" * 71, "[" * 153, "", "😀" * 40, "ğ" * 20]
FIELDS = ("encoding", "segments", "units", "free_units")
TURKISH = Policy(single_shifts=[NationalLanguage.TURKISH])


@pytest.fixture
def spark() -> Any:
    return session()


@pytest.fixture
def sms() -> Any:
    session()
    import segmenter.bulk.spark

    return segmenter.bulk.spark


def frame_of(spark: Any, texts: Sequence[str | None]) -> Any:
    return spark.createDataFrame(list(enumerate(texts)), "row INT, text STRING")


def expected(texts: list[str | None], policy: Policy = DEFAULT_POLICY) -> list[tuple[Any, ...]]:
    rows = count_array(texts, policy=policy).to_pylist()
    return [tuple(row[name] if row else None for name in FIELDS) for row in rows]


def counted(sms: Any, frame: Any, policy: Policy = DEFAULT_POLICY) -> list[tuple[Any, ...]]:
    rows = sms.with_count(frame, "text", add=FIELDS, policy=policy).orderBy("row").collect()
    return [tuple(row[name] for name in FIELDS) for row in rows]


@pytest.mark.parametrize("policy", [Policy(), TURKISH], ids=["default", "Turkish"])
def test_a_column_is_counted_as_the_library_counts(spark: Any, sms: Any, policy: Policy) -> None:
    frame = frame_of(spark, TEXTS)
    assert counted(sms, frame, policy) == expected(TEXTS, policy)


def test_the_other_columns_stay_and_the_new_ones_come_last(spark: Any, sms: Any) -> None:
    frame = spark.createDataFrame(
        [("hi", [1, 2], {"a": 1.5})], "text STRING, l ARRAY<INT>, m MAP<STRING,DOUBLE>"
    )
    (row,) = sms.with_count(frame, "text").collect()
    assert row.asDict() == {"text": "hi", "l": [1, 2], "m": {"a": 1.5}, "segments": 1, "encoding": "GSM-7"}


def test_more_partitions_than_cores_and_empty_ones(spark: Any, sms: Any) -> None:
    frame = frame_of(spark, TEXTS).repartition(9)
    assert counted(sms, frame) == expected(TEXTS)
    assert sms.with_count(frame.filter("row < 0"), "text").collect() == []


def test_one_partition_that_holds_nearly_all(spark: Any, sms: Any) -> None:
    texts = ["Hi"] * 30_000 + ["Ж" * 71]
    frame = frame_of(spark, texts).repartition(4, "text")  # equal texts go to the same partition
    total = sms.with_count(frame, "text").selectExpr("sum(segments)", "count(*)").first()
    assert tuple(total) == (30_002, 30_001)


def test_functions_count_in_columns_and_in_sql(spark: Any, sms: Any) -> None:
    functions = sms.register(spark)
    frame = frame_of(spark, TEXTS)
    columns = [functions.sms_encoding("text"), functions.sms_segments("text"), functions.sms_units("text")]
    rows = frame.orderBy("row").select(*columns, functions.sms_count(frame["text"])["free_units"])
    assert [tuple(row) for row in rows.collect()] == expected(TEXTS)
    assert rows.columns[:2] == ["sms_encoding(text)", "sms_segments(text)"]
    frame.createOrReplaceTempView("sms_messages")
    asked = "sms_encoding(text), sms_segments(text), sms_units(text), sms_count(text).free_units"
    rows = spark.sql(f"SELECT {asked} FROM sms_messages ORDER BY row")
    assert [tuple(row) for row in rows.collect()] == expected(TEXTS)
    (first,) = spark.sql("SELECT sms_count(CAST(NULL AS STRING)) AS counted").collect()
    assert first["counted"] is None


def test_functions_take_a_policy_and_replace_those_of_their_name(spark: Any, sms: Any) -> None:
    sms.register(spark, policy=TURKISH)
    assert spark.sql(f"SELECT sms_encoding('{'ğ' * 20}')").first()[0] == "GSM-7"
    sms.register(spark)
    assert spark.sql(f"SELECT sms_encoding('{'ğ' * 20}')").first()[0] == "UCS-2"


def test_before_spark_4_1_they_are_pandas_functions(
    spark: Any, sms: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(sms.spark_functions, "arrow_udf")
    functions = sms.register(spark)
    frame = frame_of(spark, TEXTS).coalesce(1)
    columns = [functions.sms_encoding("text"), functions.sms_segments("text"), functions.sms_units("text")]
    rows = frame.orderBy("row").select(*columns, functions.sms_count("text")["free_units"]).collect()
    assert [tuple(row) for row in rows] == expected(TEXTS)


# --- What fails ------------------------------------------------------------------------------------------


def once(marker: Path, act: Callable[[], None]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Return a map of batches that changes nothing, and acts the first time that it sees one."""
    path = str(marker)

    def acting(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                act()
            yield batch

    return acting


def test_a_worker_that_is_killed_is_replaced_and_its_rows_are_counted_once(
    spark: Any, sms: Any, tmp_path: Path
) -> None:
    frame = frame_of(spark, TEXTS * 50).repartition(4)

    def kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    # After the count: what the worker has counted when it dies is lost, and counted again.
    frame = sms.with_count(frame, "text", add=FIELDS)
    rows = frame.mapInArrow(once(tmp_path / "killed", kill), frame.schema).orderBy("row").collect()
    assert (tmp_path / "killed").exists()
    assert [tuple(row[name] for name in FIELDS) for row in rows] == expected(TEXTS * 50)


def test_a_stage_whose_file_is_lost_is_run_again(spark: Any, sms: Any, tmp_path: Path) -> None:
    folder = spark.conf.get("spark.local.dir")

    def lose() -> None:
        for path in Path(folder).rglob("shuffle_*.data"):
            path.unlink()

    frame = sms.with_count(frame_of(spark, TEXTS * 50), "text", add=FIELDS).repartition(6)
    rows = frame.mapInArrow(once(tmp_path / "lost", lose), frame.schema).collect()
    assert (tmp_path / "lost").exists()
    answers = [tuple(row[name] for name in FIELDS) for row in sorted(rows, key=lambda row: row["row"])]
    assert answers == expected(TEXTS * 50)


def test_a_stream_is_counted_exactly_once_across_a_stop_and_a_restart(
    spark: Any, sms: Any, tmp_path: Path
) -> None:
    source, out, state = tmp_path / "in", tmp_path / "out", tmp_path / "state"
    source.mkdir()

    def arrive(first: int, texts: list[str]) -> None:
        rows = list(enumerate(texts, start=first))
        spark.createDataFrame(rows, "row INT, text STRING").coalesce(1).write.mode("append").json(str(source))

    def run() -> None:
        frame = spark.readStream.schema("row INT, text STRING").json(str(source))
        query = (
            sms.with_count(frame, "text", add=FIELDS)
            .writeStream.format("parquet")
            .option("path", str(out))
            .option("checkpointLocation", str(state))
            .trigger(availableNow=True)
            .start()
        )
        query.awaitTermination()

    arrive(0, ["hi", "It’s here"])
    run()
    arrive(2, ["Ж" * 71, "[" * 153])
    run()
    run()  # nothing has come
    rows = spark.read.parquet(str(out)).orderBy("row").collect()
    texts: list[str | None] = ["hi", "It’s here", "Ж" * 71, "[" * 153]
    assert [tuple(row[name] for name in FIELDS) for row in rows] == expected(texts)


def test_what_cannot_be_encoded_ends_the_query_with_its_row(spark: Any, sms: Any) -> None:
    frame = frame_of(spark, ["fine", "Ж"]).coalesce(1)
    with pytest.raises(Exception, match=r"row 1: U\+0416") as caught:
        sms.with_count(frame, "text", policy=Policy(encodings=[Encoding.GSM7])).collect()
    assert "ColumnError" in str(caught.value)


def test_a_wrong_column_is_refused_before_anything_runs(spark: Any, sms: Any) -> None:
    frame = spark.createDataFrame([(1, "a", b"b")], "n INT, text STRING, octets BINARY")
    with pytest.raises(LookupError, match="there is no column 'txt'; the columns are n, text, octets"):
        sms.with_count(frame, "txt")
    with pytest.raises(TypeError, match="column 'octets' must hold texts, not binary; cast it first"):
        sms.with_count(frame, "octets")
    with pytest.raises(ValueError, match="there is already a column 'segments'"):
        sms.with_count(frame.selectExpr("text", "n AS segments"), "text")
    with pytest.raises(ValueError, match="unknown column 'price'"):
        sms.with_count(frame, "text", add=["price"])
    with pytest.raises(TypeError, match="policy"):
        sms.with_count(frame, "text", policy="GSM-7")


# --- Tables -------------------------------------------------------------------------------------------------


def test_a_table_is_counted_on_spark_with_the_report_of_this_machine(
    spark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from segmenter.bulk import table_parts

    monkeypatch.setattr(table_parts, "_ROWS_OF_A_TASK", 6)
    rows = [{"country": "GB" if place % 3 else "DE", "text": text} for place, text in enumerate(TEXTS * 3)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet", row_group_size=4)
    (tmp_path / "b.jsonl").write_text('{"text": "Hi"}\n7\n')
    (tmp_path / "c.jsonl").write_text('{"text": "Ж"}\n{"text": "Hi"}\n[]\n')
    for given, out, code in (("a.parquet", "out.parquet", 0), ("[bc].jsonl", "out.csv", 1)):
        command = ["table", str(tmp_path / given), str(tmp_path / out), "--text", "text"]
        command += ["--rejects", str(tmp_path / "rejects.jsonl")]
        command += ["--group-by", "country"] if code == 0 else []
        answers = []
        for more in ([], ["--engine", "spark"]):
            assert main([*command, *more]) == code
            answers.append((capsys.readouterr().out, (tmp_path / "rejects.jsonl").read_text()))
            (tmp_path / out).rename(tmp_path / f"{out}{len(answers)}")
        assert answers[0] == answers[1]
        parts = sorted((tmp_path / f"{out}2").glob("part-*"))
        assert len(parts) > 1
    whole = pq.read_table(tmp_path / "out.parquet1").to_pylist()
    parts = sorted((tmp_path / "out.parquet2").iterdir())
    assert [row for part in parts for row in pq.read_table(part).to_pylist()] == whole
    (tmp_path / "out.csv").mkdir()
    assert main([*command, "--engine", "spark"]) == 2
    assert "it exists already" in capsys.readouterr().err
    assert main([*command, "--engine", "spark", "--resume"]) == 2


def test_a_bad_row_on_an_executor_is_the_error_of_this_machine(
    spark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Hi"}\n7\n')
    command = ["table", str(tmp_path / "in.jsonl"), str(tmp_path / "out.csv"), "--text", "text"]
    codes = main(command), main([*command, "--engine", "spark"])
    assert codes == (2, 2)
    first, second = capsys.readouterr().err.splitlines()
    assert first == second
    assert not (tmp_path / "out.csv").exists()
