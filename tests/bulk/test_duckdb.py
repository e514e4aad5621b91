from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from segmenter import Encoding, Policy
from segmenter.bulk import count_array

duckdb: Any = pytest.importorskip("duckdb")
sms: Any = pytest.importorskip("segmenter.bulk.duckdb")

TEXTS = ["hi", None, "Ж" * 71, "[" * 153, "", "😀" * 40]
COUNTED = count_array(TEXTS).to_pylist()


@pytest.fixture
def connection() -> Iterator[Any]:
    with duckdb.connect() as opened:
        sms.register(opened)
        opened.register("m", pa.table({"i": range(len(TEXTS)), "body": TEXTS}))
        yield opened


def test_each_function_gives_its_field(connection: Any) -> None:
    rows = connection.execute(
        "SELECT sms_encoding(body), sms_segments(body), sms_units(body), sms_count(body) FROM m ORDER BY i"
    ).fetchall()
    assert rows == [
        (row["encoding"], row["segments"], row["units"], row) if row else (None,) * 4 for row in COUNTED
    ]


def test_nulls_and_several_vectors_keep_their_rows(connection: Any) -> None:
    texts = TEXTS * 5_000
    connection.register("long", pa.table({"i": range(len(texts)), "body": texts}))
    rows = connection.execute("SELECT sms_units(body) FROM long ORDER BY i").fetchall()
    assert [row[0] for row in rows] == [row and row["units"] for row in COUNTED] * 5_000


def test_constants_and_dictionaries_are_counted(connection: Any, tmp_path: Path) -> None:
    assert connection.execute("SELECT sms_segments('[' || repeat('[', 152))").fetchall() == [(3,)]
    path = tmp_path / "m.parquet"
    connection.execute(f"COPY (SELECT body FROM m, range(5000)) TO '{path}'")
    assert connection.execute(f"SELECT sum(sms_segments(body)) FROM '{path}'").fetchall() == [(9 * 5_000,)]


def test_registering_again_replaces_the_policy(connection: Any) -> None:
    sms.register(connection, policy=Policy(encodings=[Encoding.UCS2]))
    assert connection.execute("SELECT sms_encoding('a')").fetchall() == [("UCS-2",)]


def test_what_cannot_be_encoded_is_named(connection: Any) -> None:
    sms.register(connection, policy=Policy(encodings=[Encoding.GSM7]))
    with pytest.raises(duckdb.InvalidInputException, match="U\\+2603 SNOWMAN at index 2"):
        connection.execute("SELECT sms_segments('5 ☃')")


def test_the_macros_that_sql_prints_agree(connection: Any) -> None:
    from segmenter.bulk import sql

    functions = connection.execute("SELECT sms_segments(body) FROM m ORDER BY i").fetchall()
    with duckdb.connect() as other:
        other.execute(sql.statements("duckdb"))
        other.register("m", pa.table({"i": range(len(TEXTS)), "body": TEXTS}))
        assert other.execute("SELECT sms_segments(body) FROM m ORDER BY i").fetchall() == functions


def test_a_policy_of_another_kind_is_a_type_error(connection: Any) -> None:
    with pytest.raises(TypeError, match="policy must be a Policy"):
        sms.register(connection, policy="GSM-7")
