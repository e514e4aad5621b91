import sqlite3
from contextlib import closing

import pytest

from tests.cli.runs import run


def test_statements_come_out_as_the_library_makes_them() -> None:
    from segmenter.bulk import sql

    result = run("sql", "--dialect", "duckdb")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == sql.statements("duckdb")


def test_the_functions_are_chosen() -> None:
    result = run("sql", "--dialect", "postgres", "--functions", "sms_first_offender,sms_units")
    lines = result.stdout.decode().splitlines()
    assert [line.split("(")[0].split()[-1] for line in lines if line.startswith("CREATE")] == [
        "sms_first_offender",
        "sms_units",
    ]


def test_an_expression_works_where_it_is_pasted() -> None:
    expression = run("sql", "--dialect", "sqlite", "--inline", "body").stdout.decode()
    with closing(sqlite3.connect(":memory:")) as connection:
        rows = connection.execute(f"SELECT {expression} FROM (SELECT ? AS body)", ["[" * 153])
        assert rows.fetchall() == [(3,)]


def test_a_report_names_what_was_given() -> None:
    names = "--table", "outbox", "--text", "body", "--group-by", "template_id", "--month-of", "sent_at"
    text = run("sql", "--dialect", "mariadb", "--report", *names).stdout.decode()
    assert "FROM outbox\nWHERE body IS NOT NULL AND sent_at >= " in text
    assert text.endswith("GROUP BY template_id\nORDER BY segments DESC;\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--dialect"),
        (["--dialect", "oracle"], "invalid choice: 'oracle'"),
        (["--dialect", "sqlite"], "sqlite has no CREATE FUNCTION; print one expression with --inline COLUMN"),
        (["--dialect", "duckdb", "--language", "tr"], "national language tables cannot be counted in SQL"),
        (["--dialect", "duckdb", "--graphemes"], "grapheme clusters cannot be found in SQL"),
        (["--dialect", "duckdb", "--encoding", "gsm-7"], "the encodings GSM-7 cannot be counted in SQL"),
        (["--dialect", "duckdb", "--functions", "sms_x"], "unknown function 'sms_x'"),
        (["--dialect", "duckdb", "--report"], "--report needs --table and --text"),
        (["--dialect", "duckdb", "--table", "m"], "--table belongs to --report"),
        (["--dialect", "duckdb", "--inline", "body", "--report"], "choose one"),
        (["--dialect", "duckdb", "--inline", "body", "--functions", "sms_units"], "--functions belongs"),
        (["--dialect", "duckdb", "--inline", "a; DROP TABLE m"], "is not a plain column name"),
    ],
)
def test_what_cannot_be_printed_exits_2_and_says_why(arguments: list[str], message: str) -> None:
    result = run("sql", *arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert message in result.stderr.decode()
