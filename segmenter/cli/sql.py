"""``segmenter sql``: statements that make a database count as segmenter does.

Connects the options to the texts that `bulk.sql` makes. It must not know what an engine understands.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from . import outputs, policies

__all__ = ["DESCRIPTION", "EPILOG", "add_options", "run"]

DESCRIPTION = "Print SQL that counts segments inside a database, exactly as count does."
EPILOG = """\
examples:
  segmenter sql --dialect duckdb > sms.sql
  segmenter sql --dialect postgres | psql mydb
  segmenter sql --dialect mariadb --functions sms_segments,sms_first_offender
  segmenter sql --dialect sqlite --inline body
  segmenter sql --dialect postgres --report --table messages --text body
      --group-by template_id --month-of sent_at

dialects: duckdb postgres spark mariadb clickhouse, each checked on the real
engine; mysql bigquery snowflake, not run here; sqlite and polars, which have
no CREATE FUNCTION and get one expression with --inline.
exit code: 0; 2 for wrong usage or what cannot be said in SQL.
"""


def add_options(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    from ..bulk.sql.statements import DEFAULT_FUNCTIONS, FUNCTIONS, names

    parser.set_defaults(texts=[])
    parser.add_argument(
        "--dialect", required=True, choices=names(), metavar="NAME", help="the engine, see below"
    )
    what = parser.add_argument_group("what to print")
    what.add_argument(
        "--functions",
        type=lambda words: words.split(","),
        metavar="NAMES",
        help=f"the functions to create, comma-separated, out of {', '.join(FUNCTIONS)}"
        f" (default: {', '.join(DEFAULT_FUNCTIONS)})",
    )
    what.add_argument(
        "--inline", metavar="COLUMN", help="one expression for the segments of a column instead"
    )
    what.add_argument(
        "--report", action="store_true", help="a query instead: segments, share of UCS-2, cost of typography"
    )
    report = parser.add_argument_group("the query of --report")
    report.add_argument("--table", metavar="NAME", help="the table of messages")
    report.add_argument("--text", metavar="COLUMN", help="its column of texts")
    report.add_argument("--group-by", metavar="COLUMN", help="a column to group by")
    report.add_argument(
        "--month-of", metavar="COLUMN", help="a date column: count the last calendar month only"
    )
    policies.add_options(parser)


def run(arguments: Namespace) -> int:
    """Print the SQL."""
    from ..bulk.sql.statements import DEFAULT_FUNCTIONS, FUNCTIONS, inline, report, statements

    policy = policies.policy_of(arguments)
    if arguments.inline and arguments.report:
        raise ArgumentTypeError("--inline and --report are two outputs: choose one")
    for option in ("table", "text", "group_by", "month_of"):
        if getattr(arguments, option) and not arguments.report:
            raise ArgumentTypeError(f"--{option.replace('_', '-')} belongs to --report")
    if arguments.functions and (arguments.inline or arguments.report):
        raise ArgumentTypeError("--functions belongs to statements, not to --inline or --report")
    if arguments.inline:
        outputs.write([inline(arguments.dialect, arguments.inline, policy)], exact=True)
        return 0
    if arguments.report:
        if not (arguments.table and arguments.text):
            raise ArgumentTypeError("--report needs --table and --text")
        query = report(
            arguments.dialect,
            table=arguments.table,
            text=arguments.text,
            group_by=arguments.group_by,
            month_of=arguments.month_of,
            policy=policy,
        )
        outputs.write([query], exact=True)
        return 0
    functions = arguments.functions or DEFAULT_FUNCTIONS
    for name in functions:
        if name not in FUNCTIONS:
            raise ArgumentTypeError(f"unknown function {name!r}; the functions are {', '.join(FUNCTIONS)}")
    outputs.write([statements(arguments.dialect, functions, policy)], exact=True)
    return 0
