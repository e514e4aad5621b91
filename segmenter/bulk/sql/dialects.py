"""What engines write differently: regular expressions, lengths, functions, and what each was checked on.

One value for each dialect. It must not know what a text costs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .patterns import as_clickhouse, as_postgres, class_of, literal, quoted, spelled, without_backslash

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["DIALECTS", "Dialect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How an engine writes things: SQL with the names of what is filled in.

    Attributes:
        name: what ``--dialect`` calls it.
        title: the engine's own name.
        checked: the version whose results were compared with `core`; empty if it was not run.
        match: whether a text has a match of a pattern.
        substitution: a text with every match of a pattern replaced.
        function: the statement that creates a function of one text, ``body``.
        kinds: the types of whole numbers and of texts in it.
        division: how often a part goes into a whole; both are whole numbers, and not negative.
        last_month: the condition that a column lies in the last calendar month.
        pattern: how a pattern is written.
        string: how a string is written.
        literal_substitution: a text with every occurrence of a string replaced.
        code_points: the length of a text.
        code_units: its code units of UTF-16, if the engine knows them; else a pattern counts them.
        exact: a text in the form that the other templates need.
        translates: whether `translate` removes characters, which is faster than a pattern.
        brief: whether a function pays for every pattern in it, needed or not, so that tests that avoid work
            cost more than they save.
        notes: sentences for the reader.
    """

    name: str
    title: str
    checked: str
    match: str
    substitution: str
    function: str
    kinds: tuple[str, str]
    division: str
    last_month: str
    pattern: Callable[[str], str] = literal
    string: Callable[[str], str] = literal
    literal_substitution: str = "replace({text}, {old}, {by})"
    code_points: str = "length({text})"
    code_units: str = ""
    exact: str = "{text}"
    translates: bool = False
    brief: bool = False
    notes: tuple[str, ...] = ()

    def matches(self, text: str, pattern: str) -> str:
        """Return whether a text has a match of a pattern."""
        return self.match.format(text=text, pattern=self.pattern(pattern))

    def replace_all(self, text: str, pattern: str, by: str) -> str:
        """Return a text with every match of a pattern replaced."""
        return self.substitution.format(text=text, pattern=self.pattern(pattern), by=self.string(by))

    def replace(self, text: str, old: str, by: str) -> str:
        """Return a text with every occurrence of a string replaced."""
        return self.literal_substitution.format(text=text, old=self.string(old), by=self.string(by))

    def replace_each(self, text: str, characters: Sequence[str], by: str) -> str:
        """Return a text with each of some characters replaced."""
        if self.translates and not by:
            return f"translate({text}, {spelled(characters, 'chr({})')}, '')"
        return self.replace_all(text, class_of(characters), by)

    def length(self, text: str) -> str:
        """Return the code points of a text."""
        return self.code_points.format(text=text)

    def create(self, name: str, body: str, returned: type) -> str:
        """Return the statement that creates a function, which returns an `int` or a `str`."""
        return self.function.format(name=name, body=body, kind=self.kinds[returned is str])


DUCKDB = Dialect(
    name="duckdb",
    title="DuckDB",
    checked="2.0.1",
    match="regexp_matches({text}, {pattern})",
    substitution="regexp_replace({text}, {pattern}, {by}, 'g')",
    translates=True,
    division="({whole} // {part})",
    function="CREATE OR REPLACE MACRO {name}(body) AS {body}",
    kinds=("", ""),
    last_month=(
        "{column} >= date_trunc('month', current_date) - INTERVAL 1 MONTH"
        " AND {column} < date_trunc('month', current_date)"
    ),
)

POSTGRES = Dialect(
    name="postgres",
    title="PostgreSQL",
    checked="15",
    match="({text} ~ {pattern})",
    substitution="regexp_replace({text}, {pattern}, {by}, 'g')",
    pattern=as_postgres,
    translates=True,
    division="({whole} / {part})",
    # Not STRICT: PostgreSQL does not put a strict function's CASE into the query, and each call takes ten
    # times as long.
    function=(
        "CREATE OR REPLACE FUNCTION {name}(body text) RETURNS {kind}\n"
        "    LANGUAGE sql IMMUTABLE PARALLEL SAFE\n    RETURN {body}"
    ),
    kinds=("integer", "text"),
    exact='({text}) COLLATE "C"',
    last_month=(
        "{column} >= date_trunc('month', current_date) - interval '1 month'"
        " AND {column} < date_trunc('month', current_date)"
    ),
    notes=("The encoding of the database must be UTF8.",),
)

SPARK = Dialect(
    name="spark",
    title="Spark SQL",
    checked="4.3.0",
    match="({text} RLIKE {pattern})",
    substitution="regexp_replace({text}, {pattern}, {by})",
    pattern=without_backslash("chr(92)"),
    division="({whole} div {part})",
    function="CREATE OR REPLACE TEMPORARY FUNCTION {name}(body STRING) RETURNS {kind} RETURN {body}",
    kinds=("INT", "STRING"),
    last_month=(
        "{column} >= add_months(trunc(current_date(), 'MM'), -1) AND {column} < trunc(current_date(), 'MM')"
    ),
    notes=("SQL functions need Spark 4.0 or later, --inline serves before that.",),
)

MARIADB = Dialect(
    name="mariadb",
    title="MariaDB",
    checked="10.11",
    match="({text} REGEXP {pattern})",
    substitution="REGEXP_REPLACE({text}, {pattern}, {by})",
    pattern=without_backslash("CHAR(92 USING utf8mb4)"),
    literal_substitution="REPLACE({text}, {old}, {by})",
    brief=True,  # it compiles every pattern of a function at each call, 2 to 4 µs each
    code_units="(LENGTH(CONVERT({text} USING utf16)) DIV 2)",
    code_points="CHAR_LENGTH({text})",
    division="({whole} DIV {part})",
    function=(
        "CREATE OR REPLACE FUNCTION {name}(body LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin)"
        " RETURNS {kind}\n    DETERMINISTIC NO SQL\n    RETURN {body}"
    ),
    kinds=("INT", "VARCHAR(8) CHARACTER SET ascii"),
    # Binary, or letters of either case and many accents would be one; utf8mb4, or emoji would be four "?".
    exact="(CONVERT({text} USING utf8mb4) COLLATE utf8mb4_bin)",
    last_month=(
        "{column} >= DATE_FORMAT(CURRENT_DATE - INTERVAL 1 MONTH, '%Y-%m-01')"
        " AND {column} < DATE_FORMAT(CURRENT_DATE, '%Y-%m-01')"
    ),
)

CLICKHOUSE = Dialect(
    name="clickhouse",
    title="ClickHouse",
    checked="chdb 4.4.0",
    match="match({text}, {pattern})",
    substitution="replaceRegexpAll({text}, {pattern}, {by})",
    pattern=as_clickhouse,
    literal_substitution="replaceAll({text}, {old}, {by})",
    code_points="toInt32(lengthUTF8({text}))",
    division="intDiv({whole}, {part})",
    # A String may hold any octets there, and the regular expressions would count those too.
    function=(
        "CREATE OR REPLACE FUNCTION {name} AS (body) -> CASE WHEN"
        " throwIf(ifNull(NOT isValidUTF8(body), 0), 'a text is not UTF-8') = 0 THEN {body} END"
    ),
    kinds=("", ""),
    last_month=(
        "{column} >= toStartOfMonth(today()) - toIntervalMonth(1) AND {column} < toStartOfMonth(today())"
    ),
    notes=("A text that is not UTF-8 is an error.",),
)

# --- Engines that cannot be run here ----------------------------------------------------------------------

MYSQL = replace(
    MARIADB,
    name="mysql",
    title="MySQL",
    checked="",
    function=MARIADB.function.replace("CREATE OR REPLACE", "CREATE"),
    notes=("For MySQL 8.0 or later. Drop a function of the same name first.",),
)

BIGQUERY = Dialect(
    name="bigquery",
    title="BigQuery",
    checked="",
    match="REGEXP_CONTAINS({text}, {pattern})",
    substitution="REGEXP_REPLACE({text}, {pattern}, {by})",
    pattern=without_backslash("CHR(92)"),
    string=quoted,
    literal_substitution="REPLACE({text}, {old}, {by})",
    code_points="CHAR_LENGTH({text})",
    division="DIV({whole}, {part})",
    function="CREATE TEMP FUNCTION {name}(body STRING) RETURNS {kind} AS (\n{body}\n)",
    kinds=("INT64", "STRING"),
    last_month=(
        "DATE({column}) >= DATE_SUB(DATE_TRUNC(CURRENT_DATE(), MONTH), INTERVAL 1 MONTH)"
        " AND DATE({column}) < DATE_TRUNC(CURRENT_DATE(), MONTH)"
    ),
)

SNOWFLAKE = Dialect(
    name="snowflake",
    title="Snowflake",
    checked="",
    match="(REGEXP_INSTR({text}, {pattern}) > 0)",
    substitution="REGEXP_REPLACE({text}, {pattern}, {by}, 1, 0, 's')",
    pattern=lambda pattern: without_backslash("CHR(92)")(pattern.removeprefix("(?s)")),
    literal_substitution="REPLACE({text}, {old}, {by})",
    code_points="LENGTH({text})",
    division="FLOOR({whole} / {part})",
    function="CREATE OR REPLACE FUNCTION {name}(body VARCHAR) RETURNS {kind} AS $$\n{body}\n$$",
    kinds=("NUMBER", "VARCHAR"),
    last_month=(
        "{column} >= DATEADD(month, -1, DATE_TRUNC('month', CURRENT_DATE()))"
        " AND {column} < DATE_TRUNC('month', CURRENT_DATE())"
    ),
)

DIALECTS = {
    dialect.name: dialect
    for dialect in (DUCKDB, POSTGRES, SPARK, MARIADB, CLICKHOUSE, MYSQL, BIGQUERY, SNOWFLAKE)
}
"""Engines with regular expressions in SQL. SQLite and Polars work differently and have their own modules."""
