"""What engines write differently: regular expressions, lengths, functions, and what each was seen to do.

One value for each dialect. It must not know what a text costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .patterns import as_postgres, class_of, literal, quoted, spelled, without_backslash

__all__ = ["DIALECTS", "Dialect"]


class Dialect(NamedTuple):
    """One engine's ways.

    Attributes:
        name: what ``--dialect`` calls it.
        title: the engine's own name.
        checked: the versions it was held to `core` on; empty where it was not run.
        matches: a text and a pattern → whether the pattern is found.
        replace_all: a text, a pattern and a replacement → the text with every match replaced.
        replace: a text, a literal and a replacement → the same for a literal.
        replace_each: a text, characters and a replacement → the text with each of them replaced.
        length: a text → its code points.
        quotient: two whole numbers, none negative → how often the second goes into the first.
        function: name, body, type (``int`` or ``text``) → the statement; `None` where there is none.
        parameter: how a function's body names its argument.
        last_month: a column → the condition that it lies in the last calendar month.
        text: how an argument is brought into the form that the rest relies on.
        code_units: a text → its code units of UTF-16, where the engine can say them; else they are counted
            by a pattern.
        brief: whether a function pays for every pattern in it, needed or not: then a slack costs more than it
            saves.
        notes: what a reader should know, each a sentence.
    """

    name: str
    title: str
    checked: str
    matches: Callable[[str, str], str]
    replace_all: Callable[[str, str, str], str]
    replace: Callable[[str, str, str], str]
    replace_each: Callable[[str, Sequence[str], str], str]
    length: Callable[[str], str]
    quotient: Callable[[str, int], str]
    function: Callable[[str, str, str], str] | None
    last_month: Callable[[str], str]
    parameter: str = "body"
    text: Callable[[str], str] = str
    code_units: Callable[[str], str] | None = None
    brief: bool = False
    notes: tuple[str, ...] = ()


def by_pattern(replace_all: Callable[[str, str, str], str]) -> Callable[[str, Sequence[str], str], str]:
    """Return a way to replace each of some characters: by one pattern."""
    return lambda text, characters, by: replace_all(text, class_of(characters), by)


def translated(replace_all: Callable[[str, str, str], str]) -> Callable[[str, Sequence[str], str], str]:
    """Return a way to replace each of some characters: `translate` takes them out, else a pattern."""

    def replaced(text: str, characters: Sequence[str], by: str) -> str:
        if by:
            return replace_all(text, class_of(characters), by)
        return f"translate({text}, {spelled(characters, 'chr({})')}, '')"

    return replaced


# --- DuckDB -------------------------------------------------------------------------------------------------


def _duckdb_function(name: str, body: str, _: str) -> str:
    return f"CREATE OR REPLACE MACRO {name}(body) AS {body}"


def _duckdb_replace_all(text: str, pattern: str, by: str) -> str:
    return f"regexp_replace({text}, {literal(pattern)}, {literal(by)}, 'g')"


DUCKDB = Dialect(
    name="duckdb",
    title="DuckDB",
    checked="2.0.1",
    matches=lambda text, pattern: f"regexp_matches({text}, {literal(pattern)})",
    replace_all=_duckdb_replace_all,
    replace=lambda text, old, by: f"replace({text}, {literal(old)}, {literal(by)})",
    replace_each=translated(_duckdb_replace_all),
    length=lambda text: f"length({text})",
    quotient=lambda whole, part: f"({whole} // {part})",
    function=_duckdb_function,
    last_month=lambda column: (
        f"{column} >= date_trunc('month', current_date) - INTERVAL 1 MONTH"
        f" AND {column} < date_trunc('month', current_date)"
    ),
)

# --- PostgreSQL ---------------------------------------------------------------------------------------------


def _postgres_function(name: str, body: str, returned: str) -> str:
    # Not STRICT: PostgreSQL does not put a strict function's CASE into the query, and each call takes ten
    # times as long.
    kind = "integer" if returned == "int" else "text"
    return (
        f"CREATE OR REPLACE FUNCTION {name}(body text) RETURNS {kind}\n"
        f"    LANGUAGE sql IMMUTABLE PARALLEL SAFE\n    RETURN {body}"
    )


def _postgres_replace_all(text: str, pattern: str, by: str) -> str:
    return f"regexp_replace({text}, {as_postgres(pattern)}, {literal(by)}, 'g')"


POSTGRES = Dialect(
    name="postgres",
    title="PostgreSQL",
    checked="15",
    matches=lambda text, pattern: f"({text} ~ {as_postgres(pattern)})",
    replace_all=_postgres_replace_all,
    replace=lambda text, old, by: f"replace({text}, {literal(old)}, {literal(by)})",
    replace_each=translated(_postgres_replace_all),
    length=lambda text: f"length({text})",
    quotient=lambda whole, part: f"({whole} / {part})",
    function=_postgres_function,
    text=lambda text: f'({text}) COLLATE "C"',
    last_month=lambda column: (
        f"{column} >= date_trunc('month', current_date) - interval '1 month'"
        f" AND {column} < date_trunc('month', current_date)"
    ),
    notes=("The encoding of the database must be UTF8.",),
)

# --- Spark --------------------------------------------------------------------------------------------------

_spark = without_backslash("chr(92)")


def _spark_function(name: str, body: str, returned: str) -> str:
    kind = "INT" if returned == "int" else "STRING"
    return f"CREATE OR REPLACE TEMPORARY FUNCTION {name}(body STRING) RETURNS {kind} RETURN {body}"


def _spark_replace_all(text: str, pattern: str, by: str) -> str:
    return f"regexp_replace({text}, {_spark(pattern)}, {literal(by)})"


SPARK = Dialect(
    name="spark",
    title="Spark SQL",
    checked="4.3.0",
    matches=lambda text, pattern: f"({text} RLIKE {_spark(pattern)})",
    replace_all=_spark_replace_all,
    replace=lambda text, old, by: f"replace({text}, {literal(old)}, {literal(by)})",
    replace_each=by_pattern(_spark_replace_all),
    length=lambda text: f"length({text})",
    quotient=lambda whole, part: f"({whole} div {part})",
    function=_spark_function,
    last_month=lambda column: (
        f"{column} >= add_months(trunc(current_date(), 'MM'), -1) AND {column} < trunc(current_date(), 'MM')"
    ),
    notes=("SQL functions need Spark 4.0 or later, --inline serves before that.",),
)

# --- MariaDB and MySQL --------------------------------------------------------------------------------------

_mariadb = without_backslash("CHAR(92 USING utf8mb4)")


def _mariadb_function(name: str, body: str, returned: str) -> str:
    kind = "INT" if returned == "int" else "VARCHAR(8) CHARACTER SET ascii"
    parameter = "body LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
    return (
        f"CREATE OR REPLACE FUNCTION {name}({parameter}) RETURNS {kind}\n"
        f"    DETERMINISTIC NO SQL\n    RETURN {body}"
    )


def _mariadb_replace_all(text: str, pattern: str, by: str) -> str:
    return f"REGEXP_REPLACE({text}, {_mariadb(pattern)}, {literal(by)})"


MARIADB = Dialect(
    name="mariadb",
    title="MariaDB",
    checked="10.11",
    matches=lambda text, pattern: f"({text} REGEXP {_mariadb(pattern)})",
    replace_all=_mariadb_replace_all,
    replace=lambda text, old, by: f"REPLACE({text}, {literal(old)}, {literal(by)})",
    replace_each=by_pattern(_mariadb_replace_all),
    # A function compiles every pattern in it at each call, 2 to 4 µs each.
    brief=True,
    code_units=lambda text: f"(LENGTH(CONVERT({text} USING utf16)) DIV 2)",
    length=lambda text: f"CHAR_LENGTH({text})",
    quotient=lambda whole, part: f"({whole} DIV {part})",
    function=_mariadb_function,
    # Binary, or letters of either case and many accents would be one; utf8mb4, or emoji would be four "?".
    text=lambda text: f"(CONVERT({text} USING utf8mb4) COLLATE utf8mb4_bin)",
    last_month=lambda column: (
        f"{column} >= DATE_FORMAT(CURRENT_DATE - INTERVAL 1 MONTH, '%Y-%m-01')"
        f" AND {column} < DATE_FORMAT(CURRENT_DATE, '%Y-%m-01')"
    ),
)


def _mysql_function(name: str, body: str, returned: str) -> str:
    return _mariadb_function(name, body, returned).replace("CREATE OR REPLACE FUNCTION", "CREATE FUNCTION")


MYSQL = MARIADB._replace(
    name="mysql",
    title="MySQL",
    checked="",
    function=_mysql_function,
    notes=("For MySQL 8.0 or later. Drop a function of the same name first.",),
)

# --- ClickHouse ---------------------------------------------------------------------------------------------


def _clickhouse(pattern: str) -> str:
    return literal(pattern.replace("\\", "\\\\"))


def _clickhouse_function(name: str, body: str, _: str) -> str:
    # A String may hold any octets there, and the regular expressions would count those of no character.
    refusal = "throwIf(ifNull(NOT isValidUTF8(body), 0), 'a text is not UTF-8')"
    return f"CREATE OR REPLACE FUNCTION {name} AS (body) -> CASE WHEN {refusal} = 0 THEN {body} END"


def _clickhouse_replace_all(text: str, pattern: str, by: str) -> str:
    return f"replaceRegexpAll({text}, {_clickhouse(pattern)}, {literal(by)})"


CLICKHOUSE = Dialect(
    name="clickhouse",
    title="ClickHouse",
    checked="chdb 4.4.0",
    matches=lambda text, pattern: f"match({text}, {_clickhouse(pattern)})",
    replace_all=_clickhouse_replace_all,
    replace=lambda text, old, by: f"replaceAll({text}, {literal(old)}, {literal(by)})",
    replace_each=by_pattern(_clickhouse_replace_all),
    length=lambda text: f"toInt32(lengthUTF8({text}))",
    quotient=lambda whole, part: f"intDiv({whole}, {part})",
    function=_clickhouse_function,
    last_month=lambda column: (
        f"{column} >= toStartOfMonth(today()) - toIntervalMonth(1) AND {column} < toStartOfMonth(today())"
    ),
    notes=("A text that is not UTF-8 is an error.",),
)

# --- Those that cannot be run here --------------------------------------------------------------------------


def _bigquery_function(name: str, body: str, returned: str) -> str:
    kind = "INT64" if returned == "int" else "STRING"
    return f"CREATE TEMP FUNCTION {name}(body STRING) RETURNS {kind} AS (\n{body}\n)"


_bigquery = without_backslash("CHR(92)")


def _bigquery_replace_all(text: str, pattern: str, by: str) -> str:
    return f"REGEXP_REPLACE({text}, {_bigquery(pattern)}, {quoted(by)})"


BIGQUERY = Dialect(
    name="bigquery",
    title="BigQuery",
    checked="",
    matches=lambda text, pattern: f"REGEXP_CONTAINS({text}, {_bigquery(pattern)})",
    replace_all=_bigquery_replace_all,
    replace=lambda text, old, by: f"REPLACE({text}, {quoted(old)}, {quoted(by)})",
    replace_each=by_pattern(_bigquery_replace_all),
    length=lambda text: f"CHAR_LENGTH({text})",
    quotient=lambda whole, part: f"DIV({whole}, {part})",
    function=_bigquery_function,
    last_month=lambda column: (
        f"DATE({column}) >= DATE_SUB(DATE_TRUNC(CURRENT_DATE(), MONTH), INTERVAL 1 MONTH)"
        f" AND DATE({column}) < DATE_TRUNC(CURRENT_DATE(), MONTH)"
    ),
)

_snowflake = without_backslash("CHR(92)")


def _snowflake_function(name: str, body: str, returned: str) -> str:
    kind = "NUMBER" if returned == "int" else "VARCHAR"
    return f"CREATE OR REPLACE FUNCTION {name}(body VARCHAR) RETURNS {kind} AS $$\n{body}\n$$"


def _snowflake_replace_all(text: str, pattern: str, by: str) -> str:
    return f"REGEXP_REPLACE({text}, {_snowflake(pattern.removeprefix('(?s)'))}, {literal(by)}, 1, 0, 's')"


SNOWFLAKE = Dialect(
    name="snowflake",
    title="Snowflake",
    checked="",
    matches=lambda text, pattern: f"(REGEXP_INSTR({text}, {_snowflake(pattern)}) > 0)",
    replace_all=_snowflake_replace_all,
    replace=lambda text, old, by: f"REPLACE({text}, {literal(old)}, {literal(by)})",
    replace_each=by_pattern(_snowflake_replace_all),
    length=lambda text: f"LENGTH({text})",
    quotient=lambda whole, part: f"FLOOR({whole} / {part})",
    function=_snowflake_function,
    last_month=lambda column: (
        f"{column} >= DATEADD(month, -1, DATE_TRUNC('month', CURRENT_DATE()))"
        f" AND {column} < DATE_TRUNC('month', CURRENT_DATE())"
    ),
)

DIALECTS = {
    dialect.name: dialect
    for dialect in (DUCKDB, POSTGRES, SPARK, MARIADB, CLICKHOUSE, MYSQL, BIGQUERY, SNOWFLAKE)
}
"""Those with regular expressions in SQL. SQLite and Polars differ in kind and have modules of their own."""
