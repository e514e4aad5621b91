"""The engines, each behind one function: a column of texts in, what its SQL says of each out.

Servers run on loopback, as an ordinary user, in a folder that goes with them. Where an engine is not
installed the test is skipped, unless `SEGMENTER_ENGINES` names it: then that is a failure.
"""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from segmenter import Policy
from segmenter.bulk import sql
from segmenter.bulk.sql.expressions import plan_of

DEFAULT = Policy()

Row = tuple[int | None, int | None, str | None, int | None]
"""Segments, units, encoding and first offender."""

CALLS = "sms_segments(body), sms_units(body), sms_encoding(body), sms_first_offender(body)"


class Engine(NamedTuple):
    """A running engine.

    Attributes:
        answers: texts → rows, by the functions.
        inline: texts → segments, by the expression.
        query: any statement → rows.
        holds_nul: whether its texts may hold U+0000.
    """

    answers: Callable[[Sequence[str | None]], list[Row]]
    inline: Callable[[Sequence[str | None]], list[int | None]]
    query: Callable[[str], list[tuple[Any, ...]]]
    holds_nul: bool = True


def required(name: str) -> Any:
    """Import a module of an engine, or skip."""
    try:
        return import_module(name)
    except ImportError:
        absent(name)


def absent(name: str) -> None:
    """Skip, or fail where the engine was asked for."""
    if name in os.environ.get("SEGMENTER_ENGINES", "").split():
        pytest.fail(f"{name} is not installed, and SEGMENTER_ENGINES names it", pytrace=False)
    pytest.skip(f"{name} is not installed")


def statements_of(dialect: str) -> list[str]:
    """Return the statements that create every function, without comments."""
    lines = sql.statements(dialect, list(sql.FUNCTIONS)).splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--"))
    return [part for part in text.split(";") if part.strip()]  # no other semicolon stands in them


@contextmanager
def duckdb_engine(policy: Policy = DEFAULT) -> Iterator[Engine]:
    duckdb, arrow = required("duckdb"), required("pyarrow")
    with closing(duckdb.connect()) as connection:
        connection.execute(sql.statements("duckdb", list(sql.FUNCTIONS)))

        def ask(what: str, texts: Sequence[str | None]) -> list[Any]:
            columns = {"i": range(len(texts)), "body": arrow.array(texts, "string")}
            connection.register("m", arrow.table(columns))
            return connection.execute(f"SELECT {what} FROM m ORDER BY i").fetchall()  # type: ignore[no-any-return]

        yield Engine(
            answers=lambda texts: ask(CALLS, texts),
            inline=lambda texts: [row[0] for row in ask(sql.inline("duckdb", "body", policy), texts)],
            query=lambda statement: connection.execute(statement).fetchall(),
        )


@contextmanager
def sqlite_engine(policy: Policy = DEFAULT) -> Iterator[Engine]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE m (i INTEGER, body TEXT)")

        def inline(texts: Sequence[str | None]) -> list[int | None]:
            connection.execute("DELETE FROM m")
            connection.executemany("INSERT INTO m VALUES (?, ?)", enumerate(texts))
            rows = connection.execute(
                f"SELECT {sql.inline('sqlite', 'body', policy)} FROM m ORDER BY i"
            ).fetchall()
            return [row[0] for row in rows]

        yield Engine(no_functions, inline, lambda statement: connection.execute(statement).fetchall())


def no_functions(texts: Sequence[str | None]) -> list[Row]:
    raise NotImplementedError("the dialect has no functions")


@contextmanager
def polars_engine(policy: Policy = DEFAULT) -> Iterator[Engine]:
    pl = required("polars")

    def inline(texts: Sequence[str | None]) -> list[int | None]:
        frame = pl.DataFrame({"body": texts}, schema={"body": pl.String})
        expression = eval(sql.inline("polars", "body", policy), {"pl": pl})  # what the user pastes
        return frame.select(expression).to_series().to_list()  # type: ignore[no-any-return]

    yield Engine(no_functions, inline, no_query)


def no_query(statement: str) -> list[tuple[Any, ...]]:
    raise NotImplementedError("Polars runs expressions")


@contextmanager
def clickhouse_engine() -> Iterator[Engine]:
    chdb = required("chdb")
    session = import_module("chdb.session").Session()
    del chdb
    for statement in statements_of("clickhouse"):
        session.query(statement)
    session.query("CREATE DATABASE t ENGINE = Atomic")
    session.query("CREATE TABLE t.m (i Int32, body Nullable(String)) ENGINE = Memory")

    def query(statement: str) -> list[tuple[Any, ...]]:
        answer = json.loads(str(session.query(statement, "JSONCompactStrings")))["data"]
        return [tuple(None if cell == "ᴺᵁᴸᴸ" else cell for cell in row) for row in answer]

    def ask(what: str, texts: Sequence[str | None]) -> list[tuple[Any, ...]]:
        session.query("TRUNCATE TABLE t.m")
        for start in range(0, len(texts), 500):
            part = enumerate(texts[start : start + 500], start)
            values = ", ".join(
                f"({i}, {'NULL' if text is None else f'unhex({text.encode().hex()!r})'})" for i, text in part
            )
            session.query(f"INSERT INTO t.m VALUES {values}")
        return [tuple(map(number, row)) for row in query(f"SELECT {what} FROM t.m ORDER BY i")]

    try:
        yield Engine(
            answers=lambda texts: [(row[0], row[1], row[2], row[3]) for row in ask(CALLS, texts)],
            inline=lambda texts: [row[0] for row in ask(sql.inline("clickhouse", "body"), texts)],
            query=query,
        )
    finally:
        session.cleanup()


def number(cell: Any) -> Any:
    return int(cell) if isinstance(cell, str) and cell.isdigit() else cell


@contextmanager
def postgres_engine() -> Iterator[Engine]:
    driver = required("pg8000.dbapi")
    binaries = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))
    if not binaries:
        absent("postgres")
    with ordinary() as (user, folder):
        port = free_port()
        data = f"{folder}/data"
        run(
            user,
            f"{binaries[-1]}/initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-U",
            "sms",
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(user, f"{binaries[-1]}/pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start")
        try:
            with closing(
                driver.connect(user="sms", host="127.0.0.1", port=port, database="postgres")
            ) as connection:
                connection.autocommit = True
                yield postgres_on(connection)
        finally:
            run(user, f"{binaries[-1]}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def postgres_on(connection: Any) -> Engine:
    cursor = connection.cursor()
    for statement in statements_of("postgres"):
        cursor.execute(statement)
    cursor.execute("CREATE TABLE m (i integer, body text)")

    def query(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        cursor.execute(statement, values)
        return [tuple(row) for row in cursor.fetchall()] if cursor.description else []

    def ask(what: str, texts: Sequence[str | None]) -> list[tuple[Any, ...]]:
        query("TRUNCATE m")
        numbers = list(range(len(texts)))
        query(
            "INSERT INTO m SELECT * FROM unnest(CAST(%s AS integer[]), CAST(%s AS text[]))",
            (numbers, list(texts)),
        )
        return query(f"SELECT {what} FROM m ORDER BY i")

    return Engine(
        answers=lambda texts: (
            [(row[0], row[1], row[2], row[3]) for row in ask(CALLS, texts)] if texts else []
        ),
        inline=lambda texts: [row[0] for row in ask(sql.inline("postgres", "body"), texts)] if texts else [],
        query=query,
        holds_nul=False,
    )


@contextmanager
def mariadb_engine() -> Iterator[Engine]:
    driver = required("pymysql")
    if not shutil.which("mariadbd"):
        absent("mariadb")
    with ordinary() as (user, folder):
        data, place = f"{folder}/data", f"{folder}/socket"
        run(
            *(user, "mariadb-install-db", "--no-defaults", f"--datadir={data}"),
            *(f"--tmpdir={folder}", "--auth-root-authentication-method=normal"),
        )
        options = [
            f"--datadir={data}",
            f"--tmpdir={folder}",
            f"--socket={place}",
            "--skip-networking",
            f"--pid-file={folder}/pid",
        ]
        command = as_user(user, "mariadbd", "--no-defaults", *options)
        with (
            Path(f"{folder}/log").open("wb") as log,
            subprocess.Popen(command, stdout=log, stderr=log) as server,
        ):
            try:
                until_it_listens(place)
                with closing(driver.connect(unix_socket=place, user="root", charset="utf8mb4")) as connection:
                    yield mariadb_on(connection)
            finally:
                server.terminate()


def mariadb_on(connection: Any) -> Engine:
    cursor = connection.cursor()

    def query(statement: str) -> list[tuple[Any, ...]]:
        cursor.execute(statement)
        return list(cursor.fetchall())

    query("CREATE DATABASE t")
    query("USE t")
    for statement in statements_of("mariadb"):
        query(statement)
    # The usual collation, under which "a" is "A" and one emoji is another.
    query("CREATE TABLE m (i INT, body LONGTEXT) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci")

    def ask(what: str, texts: Sequence[str | None]) -> list[tuple[Any, ...]]:
        query("DELETE FROM m")
        for start in range(0, len(texts), 500):
            cursor.executemany(
                "INSERT INTO m VALUES (%s, %s)", list(enumerate(texts[start : start + 500], start))
            )
        return query(f"SELECT {what} FROM m ORDER BY i")

    return Engine(
        answers=lambda texts: [(row[0], row[1], row[2], row[3]) for row in ask(CALLS, texts)],
        inline=lambda texts: [row[0] for row in ask(sql.inline("mariadb", "body"), texts)],
        query=query,
    )


@contextmanager
def spark_engine() -> Iterator[Engine]:
    from tests.bulk.spark import session as shared_session

    arrow = required("pyarrow")
    session = shared_session().newSession()  # with functions of its own
    for statement in statements_of("spark"):
        session.sql(statement)

    def ask(what: str, texts: Sequence[str | None]) -> list[Any]:
        columns = {"i": arrow.array(range(len(texts)), "int32"), "body": arrow.array(texts, "string")}
        # As an Arrow table, which needs no Python worker; in one partition, so that no sort needs a shuffle.
        session.createDataFrame(arrow.table(columns)).coalesce(1).createOrReplaceTempView("m")
        return [tuple(row) for row in session.sql(f"SELECT {what} FROM m ORDER BY i").collect()]

    yield Engine(
        answers=lambda texts: ask(CALLS, texts),
        inline=lambda texts: [row[0] for row in ask(sql.inline("spark", "body"), texts)],
        query=lambda statement: [tuple(row) for row in session.sql(statement).collect()],
    )


@contextmanager
def bigquery_engine() -> Iterator[Engine]:
    """Start GoogleSQL's own implementation, as WebAssembly: its language is BigQuery's."""
    api, kinds = required("zetasql.api"), required("zetasql.types")
    language = kinds.LanguageOptions.maximum_features()
    functions = kinds.ZetaSQLBuiltinFunctionOptions(language_options=language)
    catalog = api.CatalogBuilder("c").with_builtin_functions(functions).build()
    options = kinds.AnalyzerOptions(language_options=language)

    def query(statement: str) -> list[tuple[Any, ...]]:
        builder = api.PreparedQuery.builder().set_sql(statement).set_analyzer_options(options)
        with builder.set_catalog(catalog).prepare() as prepared:
            rows = prepared.execute().content.table_data.row
        return [tuple(map(cell_of, row.cell)) for row in rows]

    def cell_of(cell: Any) -> Any:
        names = ("int64_value", "string_value", "double_value")
        return next((value for name in names if (value := getattr(cell, name)) is not None), None)

    def ask(what: str, texts: Sequence[str | None]) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(texts), 500):
            written = ", ".join(map(written_for_bigquery, texts[start : start + 500]))
            rows += query(f"SELECT {what} FROM UNNEST([{written}]) AS body WITH OFFSET i ORDER BY i")
        return rows

    plan, dialect = plan_of(DEFAULT), sql.DIALECTS["bigquery"]
    calls = ", ".join(f"({make('body', plan, dialect)})" for make, _ in sql.FUNCTIONS.values())
    yield Engine(
        answers=lambda texts: [(row[0], row[1], row[2], row[3]) for row in ask(calls, texts)],
        inline=lambda texts: [row[0] for row in ask(sql.inline("bigquery", "body"), texts)],
        query=query,
    )


def written_for_bigquery(text: str | None) -> str:
    if text is None:
        return "CAST(NULL AS STRING)"
    return "'" + re.sub(r"[^ -&(-[\]-~]", lambda match: f"\\U{ord(match[0]):08X}", text) + "'"


STARTED: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
    "duckdb": duckdb_engine,
    "sqlite": sqlite_engine,
    "polars": polars_engine,
    "clickhouse": clickhouse_engine,
    "spark": spark_engine,
    "postgres": postgres_engine,
    "mariadb": mariadb_engine,
    "bigquery": bigquery_engine,
}
"""Each dialect that runs here, with its engine; the last is not installed by an extra, and rarely run."""

# --- Servers ------------------------------------------------------------------------------------------------


@contextmanager
def ordinary() -> Iterator[tuple[str | None, str]]:
    """Make a folder for a server's ordinary user, whose name is `None` where we are one ourselves."""
    # Not pytest's own: the name of a socket in it would be too long, and others may not enter it.
    with TemporaryDirectory(prefix="sms-") as folder:
        if os.geteuid() != 0:
            yield None, folder
            return
        user = pwd.getpwnam("nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
        yield user.pw_name, folder


def as_user(user: str | None, *command: str) -> list[str]:
    return [*(["runuser", "-u", user, "--"] if user else []), *command]


def run(user: str | None, *command: str) -> None:
    subprocess.run(
        as_user(user, *command),
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


def until_it_listens(path: str) -> None:
    """Wait until a server takes connections at a socket; it gets two minutes."""
    # Not by its driver: one whose attempt fails leaves a socket open.
    for _ in range(1200):
        with socket.socket(socket.AF_UNIX) as attempt, suppress(OSError):
            attempt.connect(path)
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens at {path}")
