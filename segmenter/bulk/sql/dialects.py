r"""What engines write differently: regular expressions, lengths, functions, and what each was seen to do.

One value for each dialect. It must not know what a text costs.

Patterns come in one form, that of RE2 and PCRE, in ASCII and without a semicolon, so that neither a client's
encoding nor a tool that splits statements can change them: ``\x{20AC}`` stands for the euro sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["DIALECTS", "Dialect"]


class Dialect(NamedTuple):
    """One engine's ways.

    Attributes:
        name: what ``--dialect`` calls it.
        title: the engine's own name.
        checked: the versions it was held to `core` on; empty where it was not run.
        pattern: a pattern → the expression that gives it.
        matches: a text and a pattern → whether the pattern is found.
        replace_all: a text, a pattern and a replacement → the text with every match replaced.
        replace: a text, a literal and a replacement → the same for a literal.
        length: a text → its code points.
        function: name, body, type (``int`` or ``text``) → the statement; `None` where there is none.
        parameter: how a function's body names its argument.
        last_month: a column → the condition that it lies in the last calendar month.
        text: how an argument is brought into the form that the rest relies on.
        notes: what a reader should know, each a sentence.
    """

    name: str
    title: str
    checked: str
    matches: Callable[[str, str], str]
    replace_all: Callable[[str, str, str], str]
    replace: Callable[[str, str, str], str]
    length: Callable[[str], str]
    function: Callable[[str, str, str], str] | None
    last_month: Callable[[str], str]
    parameter: str = "body"
    text: Callable[[str], str] = str
    notes: tuple[str, ...] = ()


def literal(text: str) -> str:
    """Return an SQL string of ASCII without backslashes."""
    return "'" + text.replace("'", "''") + "'"


def without_backslash(character: str) -> Callable[[str], str]:
    """Return a way to write patterns whatever the engine does with backslashes: added when it runs."""

    def written(pattern: str) -> str:
        if "\\" not in pattern:
            return literal(pattern)
        return f"replace({literal(pattern.replace(chr(92), '~'))}, '~', {character})"

    return written


def as_postgres(pattern: str) -> str:
    r"""Return a pattern in PostgreSQL's form: ``\u20AC`` for ``\x{20AC}``; a dot matches anything there.

    >>> as_postgres(r"(?s)[\x{20AC}\x{10000}-\x{10FFFF}].")
    "'[\\u20AC\\U00010000-\\U0010FFFF].'"
    """

    def escape(match: re.Match[str]) -> str:
        number = int(match[1], 16)
        return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"

    return literal(re.sub(r"\\x\{([0-9A-F]+)\}", escape, pattern.removeprefix("(?s)")))


# --- DuckDB -------------------------------------------------------------------------------------------------


def _duckdb_function(name: str, body: str, _: str) -> str:
    return f"CREATE OR REPLACE MACRO {name}(body) AS {body}"


DUCKDB = Dialect(
    name="duckdb",
    title="DuckDB",
    checked="2.0.1",
    matches=lambda text, pattern: f"regexp_matches({text}, {literal(pattern)})",
    replace_all=lambda text, pattern, by: f"regexp_replace({text}, {literal(pattern)}, {literal(by)}, 'g')",
    replace=lambda text, old, by: f"replace({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"length({text})",
    function=_duckdb_function,
    last_month=lambda column: (
        f"{column} >= date_trunc('month', current_date) - INTERVAL 1 MONTH"
        f" AND {column} < date_trunc('month', current_date)"
    ),
)

# --- PostgreSQL ---------------------------------------------------------------------------------------------


def _postgres_function(name: str, body: str, returned: str) -> str:
    kind = "integer" if returned == "int" else "text"
    return (
        f"CREATE OR REPLACE FUNCTION {name}(body text) RETURNS {kind}\n"
        f"    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE\n    RETURN {body}"
    )


POSTGRES = Dialect(
    name="postgres",
    title="PostgreSQL",
    checked="15",
    matches=lambda text, pattern: f"({text} ~ {as_postgres(pattern)})",
    replace_all=lambda text, pattern, by: (
        f"regexp_replace({text}, {as_postgres(pattern)}, {literal(by)}, 'g')"
    ),
    replace=lambda text, old, by: f"replace({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"length({text})",
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


SPARK = Dialect(
    name="spark",
    title="Spark SQL",
    checked="4.3.0",
    matches=lambda text, pattern: f"({text} RLIKE {_spark(pattern)})",
    replace_all=lambda text, pattern, by: f"regexp_replace({text}, {_spark(pattern)}, {literal(by)})",
    replace=lambda text, old, by: f"replace({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"length({text})",
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


MARIADB = Dialect(
    name="mariadb",
    title="MariaDB",
    checked="10.11",
    matches=lambda text, pattern: f"({text} REGEXP {_mariadb(pattern)})",
    replace_all=lambda text, pattern, by: f"REGEXP_REPLACE({text}, {_mariadb(pattern)}, {literal(by)})",
    replace=lambda text, old, by: f"REPLACE({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"CHAR_LENGTH({text})",
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


CLICKHOUSE = Dialect(
    name="clickhouse",
    title="ClickHouse",
    checked="chdb 4.4.0",
    matches=lambda text, pattern: f"match({text}, {_clickhouse(pattern)})",
    replace_all=lambda text, pattern, by: f"replaceRegexpAll({text}, {_clickhouse(pattern)}, {literal(by)})",
    replace=lambda text, old, by: f"replaceAll({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"toInt32(lengthUTF8({text}))",
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

BIGQUERY = Dialect(
    name="bigquery",
    title="BigQuery",
    checked="",
    matches=lambda text, pattern: f"REGEXP_CONTAINS({text}, {_bigquery(pattern)})",
    replace_all=lambda text, pattern, by: f"REGEXP_REPLACE({text}, {_bigquery(pattern)}, {literal(by)})",
    replace=lambda text, old, by: f"REPLACE({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"CHAR_LENGTH({text})",
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


SNOWFLAKE = Dialect(
    name="snowflake",
    title="Snowflake",
    checked="",
    matches=lambda text, pattern: f"(REGEXP_INSTR({text}, {_snowflake(pattern)}) > 0)",
    replace_all=lambda text, pattern, by: (
        f"REGEXP_REPLACE({text}, {_snowflake(pattern.removeprefix('(?s)'))}, {literal(by)}, 1, 0, 's')"
    ),
    replace=lambda text, old, by: f"REPLACE({text}, {literal(old)}, {literal(by)})",
    length=lambda text: f"LENGTH({text})",
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
