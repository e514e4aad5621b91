"""Each engine counts exactly as the library does: laws, edges, real messages, and what engines get wrong."""

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter import Encoding, Policy, UnencodableError, count
from segmenter.bulk import sql
from tests.bulk.sql import engines
from tests.bulk.sql.engines import Engine, Row
from tests.conformance.test_corpus import messages as real_messages
from tests.property.strategies import texts

EDGES = [0, 1, 66, 67, 68, 69, 70, 71, 133, 134, 135, 152, 153, 154, 159, 160, 161, 305, 306, 307, 459, 460]
FILLERS = ["a", "é", "€", "Ж", "😀", "`", "\n", "\r\n"]
AFTER = ["", "€", "€€", "😀", "😀😀", "a€", "ж😀", "`"]
AWKWARD: list[str | None] = [
    None,
    "",
    " ",
    "ÀÇçàAa",  # case and accents, which a collation may fold
    "\\x{41} \\d $1 ~ ; ' \" `",
    "\t\x1b\x7f\ufeff\ue000\U0010ffff",
    "a" * 39_015,  # 255 segments
    "a" * 39_016,
    "[" * 19_380,
    "a[" * 13_005,
    "Ж" * 17_085,
    "😀" * 8_415,
    "Ж😀" * 5_700,
]
WITH_NUL = ["a\0b", "\0" * 71, "Ж\0" * 40, "\0😀" * 40, "a" * 200 + "\0" + "😀" * 70]


@cache
def expected(text: str | None) -> Row:
    if text is None:
        return None, None, None, None
    counted = count(text)
    first = None
    if counted.encoding is Encoding.UCS2:
        try:
            count(text, policy=Policy(encodings=[Encoding.GSM7]))
        except UnencodableError as error:
            first = error.index
    return counted.segments, counted.units, counted.encoding.value, first


def assert_counted(engine: Engine, column: list[str | None], *, functions: bool) -> None:
    if not engine.holds_nul:
        column = [text and text.replace("\0", "") for text in column]
    rows = [expected(text) for text in column]
    if functions:
        assert engine.answers(column) == rows
    assert engine.inline(column) == [row[0] for row in rows]


# All in one process, so that the library counts the real messages once; Spark in that which has started it.
GROUPED = {
    name: pytest.param(name, marks=pytest.mark.xdist_group("spark" if name == "spark" else "sql"))
    for name in engines.STARTED
}


@pytest.fixture(params=GROUPED.values())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(name: str) -> Iterator[Engine]:
    with engines.STARTED[name]() as started:
        yield started


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")  # those of drivers, which are none of ours
def test_the_engine_counts_as_the_library_does(name: str, engine: Engine) -> None:
    functions = name in sql.DIALECTS
    edges: list[str | None] = [
        filler * (edge // len(filler.encode("utf-16-le")) * 2 if filler == "😀" else edge) + after
        for edge in EDGES
        for filler in FILLERS
        for after in AFTER
    ]
    assert_counted(engine, edges[:: 23 if name == "bigquery" else 1], functions=functions)
    assert_counted(engine, AWKWARD, functions=functions)
    if engine.holds_nul:
        assert_counted(engine, [*WITH_NUL], functions=functions)
    if name == "bigquery":  # a text takes it a quarter of a second
        return
    real = real_messages()
    assert_counted(
        engine, [*real[:: 1 if name in ("duckdb", "polars", "sqlite") else 23]], functions=functions
    )

    slow = name in ("spark", "mariadb")

    @settings(max_examples=5 if slow else 40)
    @given(st.lists(texts(), min_size=20 if slow else 0, max_size=40))
    def law(column: list[str]) -> None:
        assert_counted(engine, [*column], functions=functions)

    law()


# --- What is asked of single engines ------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
def test_mariadb_counts_alike_under_any_collation_and_mode() -> None:
    column = ["ÀÇçàAa", "😀" * 36, "😁😀" * 36, "a" * 152 + "€", "é[€]"]
    with engines.mariadb_engine() as engine:
        for mode in ("", "NO_BACKSLASH_ESCAPES", "ANSI"):
            engine.query(f"SET sql_mode = '{mode}'")
            for statement in engines.statements_of("mariadb"):
                engine.query(statement)
            for collation in ("utf8mb4_unicode_ci", "utf8mb4_general_ci", "utf8mb4_bin"):
                engine.query(
                    f"CREATE OR REPLACE TABLE c (i INT, body TEXT) CHARACTER SET utf8mb4 COLLATE {collation}"
                )
                for i, text in enumerate(column):
                    engine.query(f"INSERT INTO c VALUES ({i}, x'{text.encode().hex()}')")
                inline = sql.inline("mariadb", "body")
                rows = engine.query(f"SELECT sms_segments(body), sms_units(body), {inline} FROM c ORDER BY i")
                counted = [count(text) for text in column]
                assert rows == [(one.segments, one.units, one.segments) for one in counted]
        engine.query("CREATE TABLE l (body VARCHAR(200)) CHARACTER SET latin1")
        engine.query("INSERT INTO l VALUES (x'E95B805D')")  # é[€] in cp1252, which is MariaDB's latin1
        assert engine.query(f"SELECT sms_units(body), {sql.inline('mariadb', 'body')} FROM l") == [(7, 1)]
        assert engine.query("SHOW WARNINGS") == []


def test_clickhouse_refuses_octets_that_are_not_utf8() -> None:
    with engines.clickhouse_engine() as engine, pytest.raises(Exception, match="a text is not UTF-8"):
        engine.query("SELECT sms_segments(unhex('61FF62'))")


REPORTED = ["It’s here", "It's here", "“Two” " * 25, "Привет", None]


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "name", [GROUPED[name] for name in ("duckdb", "postgres", "mariadb", "clickhouse", "spark")]
)
def test_the_report_says_what_typography_costs(name: str, engine: Engine) -> None:
    engine.answers([*REPORTED])
    query = (
        sql.report(name, table="t.m" if name == "clickhouse" else "m", text="body").rstrip().removesuffix(";")
    )
    ((messages, segments, share, saved),) = engine.query(
        "\n".join(line for line in query.splitlines() if not line.startswith("--"))
    )
    assert (int(messages), int(segments), float(share), int(saved)) == (4, 6, 0.75, 2)
