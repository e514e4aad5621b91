import re

import pytest
import sqlglot

from segmenter import Boundary, Encoding, NationalLanguage, Policy, ReferenceWidth, count
from segmenter.bulk import sql
from segmenter.bulk.sql.patterns import class_of
from segmenter.bulk.sql.statements import EXPRESSIONS_ONLY, names
from tests.bulk.sql import engines


@pytest.mark.parametrize("dialect", sql.DIALECTS)
def test_each_statement_ends_a_line_with_the_only_semicolons(dialect: str) -> None:
    text = sql.statements(dialect, list(sql.FUNCTIONS))
    assert text.count(";") == len(sql.FUNCTIONS)
    assert text.count(";\n") == len(sql.FUNCTIONS)
    assert all(re.search(rf"\b{name}\b", text) for name in sql.FUNCTIONS)


@pytest.mark.parametrize("dialect", names())
def test_the_text_is_ascii_so_that_no_client_can_change_it(dialect: str) -> None:
    assert sql.inline(dialect, "body").isascii()
    if dialect in sql.DIALECTS:
        assert sql.statements(dialect).isascii()
        assert sql.report(dialect, table="m", text="body", group_by="g", month_of="d").isascii()


@pytest.mark.parametrize("dialect", ["mysql", "bigquery", "snowflake"])
def test_a_parser_understands_what_no_engine_here_runs(dialect: str) -> None:
    report = sql.report(dialect, table="m", text="body", group_by="g", month_of="d")
    inline = f"SELECT {sql.inline(dialect, 'body')} FROM m"
    functions = sql.statements(dialect, list(sql.FUNCTIONS))
    for text, number in ((functions, len(sql.FUNCTIONS)), (inline, 1), (report, 1)):
        parsed = sqlglot.parse(text, dialect=dialect)
        assert len(parsed) == number
        assert all(statement and not statement.find(sqlglot.exp.Command) for statement in parsed)
    if dialect == "snowflake":  # there a function's body is a text
        for body in functions.split("$$")[1::2]:
            sqlglot.parse_one(f"SELECT {body}", dialect=dialect)


def test_an_apostrophe_is_written_as_bigquery_reads_it() -> None:
    # Two of them in a row do not stand for one there: four open a string of three quotes.
    report = sql.report("bigquery", table="m", text="body")
    assert "''''" not in report
    assert """, "'")""" in report


@pytest.mark.parametrize("dialect", sql.DIALECTS)
def test_the_report_asks_for_the_month_once(dialect: str) -> None:
    report = sql.report(dialect, table="m", text="body", month_of="sent_at")
    assert report.count("sent_at") == 2  # from its first day, and before the next one's


@pytest.mark.parametrize("dialect", sql.DIALECTS)
def test_the_comment_says_policy_and_how_it_was_checked(dialect: str) -> None:
    first, second, *_ = sql.statements(dialect).splitlines()
    assert first.startswith("-- SMS segments as segmenter ")
    assert ("not run here" in first) == (dialect in ("mysql", "bigquery", "snowflake"))
    assert second == "-- Encodings GSM-7, UCS-2, reference of 8 bits, cut at code points."


@pytest.mark.parametrize("dialect", EXPRESSIONS_ONLY)
def test_without_functions_the_command_says_so(dialect: str) -> None:
    with pytest.raises(sql.SqlError, match="has no CREATE FUNCTION; print one expression with --inline"):
        sql.statements(dialect)
    with pytest.raises(sql.SqlError, match="has no CREATE FUNCTION"):
        sql.report(dialect, table="m", text="body")


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        (Policy(single_shifts=[NationalLanguage.TURKISH]), "national language tables"),
        (Policy(locking_shifts=[NationalLanguage.TURKISH]), "national language tables"),
        (Policy(boundary=Boundary.GRAPHEME_CLUSTER), "grapheme clusters"),
        (Policy(boundary=Boundary.WORD), "words"),
        (Policy(numbering="({number}/{total})"), "numbered parts"),
        (Policy(encodings=[Encoding.GSM7]), "the encodings GSM-7 cannot"),
        (Policy(encodings=[Encoding.UCS2, Encoding.GSM7]), "the encodings UCS-2, GSM-7 cannot"),
    ],
)
def test_what_sql_cannot_say_is_refused_plainly(policy: Policy, problem: str) -> None:
    with pytest.raises(sql.SqlError, match=problem):
        sql.inline("duckdb", "body", policy)


@pytest.mark.parametrize("name", ["a b", "a;b", "a'b", 'a"b', "1a", "", "a.", "é", "a-b", "a)"])
def test_a_name_that_would_have_to_be_quoted_is_refused(name: str) -> None:
    with pytest.raises(sql.SqlError, match="is not a plain column name"):
        sql.inline("duckdb", name)
    with pytest.raises(sql.SqlError, match="is not a plain table name"):
        sql.report("duckdb", table=name, text="body")


@pytest.mark.parametrize("name", ["polars", "sqlite", "duckdb"])
@pytest.mark.parametrize(
    "policy",
    [
        Policy(reference_width=ReferenceWidth.SIXTEEN_BITS),
        Policy(encodings=[Encoding.UCS2]),
        Policy(encodings=[Encoding.ASCII7, Encoding.UCS2]),
        Policy(without="Ç¤§€\f"),
        Policy(without="^[]-\\"),
        Policy(extra_elements=[(0x05, bytes(4))]),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_other_capacities_and_encodings_are_parameters(name: str, policy: Policy) -> None:
    texts = [
        filler * length for filler in "a€Ж😀`" for length in (66, 67, 70, 71, 133, 152, 153, 160, 161, 305)
    ]
    expected = [count(text, policy=policy).segments for text in texts]
    started = {
        "polars": engines.polars_engine,
        "sqlite": engines.sqlite_engine,
        "duckdb": engines.duckdb_engine,
    }
    if name == "sqlite" and Encoding.ASCII7 in policy.encodings:  # which has U+0000
        with pytest.raises(sql.SqlError, match="ASCII-7 cannot be counted in SQLite"):
            sql.inline(name, "body", policy)
        return
    with started[name](policy) as engine:
        assert engine.inline(texts) == expected


def test_a_class_of_characters_is_written_in_ascii() -> None:
    assert class_of("^]-\\") == r"[\x{2D}\x{5C}-\x{5E}]"
    assert class_of(";", without=True) == r"[^\x{3B}]"
