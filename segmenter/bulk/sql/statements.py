"""The output: statements that create functions, one expression, or the query of a report.

Combines dialects and expressions. Each output shows which version made it, for which policy, and how it was
checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...advice.characters import replacements
from ...advice.edits import SubstitutionLevel
from ...core.counting import DEFAULT_POLICY
from . import expressions, polars_text, sqlite
from .dialects import DIALECTS, Dialect
from .expressions import Plan, SqlError, plan_of
from .patterns import class_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...core.policy import Policy

__all__ = ["EXPRESSIONS_ONLY", "FUNCTIONS", "inline", "names", "report", "statements"]

FUNCTIONS: dict[str, tuple[Callable[[str, Plan, Dialect], str], type]] = {
    "sms_segments": (expressions.segments, int),
    "sms_units": (expressions.units, int),
    "sms_encoding": (expressions.encoding_of, str),
    "sms_first_offender": (expressions.first_offender, int),
}
"""The functions that can be created: how each is computed, and its type."""

DEFAULT_FUNCTIONS = ("sms_segments", "sms_units", "sms_encoding")

EXPRESSIONS_ONLY = {"sqlite": "SQLite 3.40", "polars": "Polars 2.1.0"}
"""Dialects without functions, and what each was checked on."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


def names() -> tuple[str, ...]:
    """Return every dialect's name."""
    return (*DIALECTS, *EXPRESSIONS_ONLY)


def statements(
    dialect: str, functions: Sequence[str] = DEFAULT_FUNCTIONS, policy: Policy = DEFAULT_POLICY
) -> str:
    """Return the statements that create the functions, each with a semicolon at the end of a line.

    Raises:
        SqlError: the dialect has no functions, or the policy cannot be written in SQL.
        LookupError: there is no such dialect or function.

    >>> print(statements("duckdb", ["sms_encoding"]).splitlines()[-1][:55])
    CREATE OR REPLACE MACRO sms_encoding(body) AS CASE WHEN
    """
    if dialect in EXPRESSIONS_ONLY:
        raise SqlError(f"{dialect} has no CREATE FUNCTION", "print one expression with --inline COLUMN")
    engine, plan = DIALECTS[dialect], plan_of(policy)
    text = engine.exact.format(text="body")
    parts = [_comment(engine.title, engine.checked, engine.notes, policy)]
    for name in functions:
        body, returned = FUNCTIONS[name]
        parts.append(engine.create(name, body(text, plan, engine), returned) + ";\n")
    return "".join(parts)


def inline(dialect: str, column: str, policy: Policy = DEFAULT_POLICY) -> str:
    """Return one expression for the segments of a column.

    Raises:
        SqlError: the policy cannot be written in SQL, or the column is not a plain name.
        LookupError: there is no such dialect.
    """
    plan = plan_of(policy)
    if dialect == "polars":
        return polars_text.segments(column, plan) + "\n"
    name = _identifier(column, "column")
    if dialect == "sqlite":
        return sqlite.segments(name, plan) + "\n"
    engine = DIALECTS[dialect]
    return expressions.segments(engine.exact.format(text=name), plan, engine) + "\n"


def report(  # what the query names
    dialect: str,
    *,
    table: str,
    text: str,
    group_by: str | None = None,
    month_of: str | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> str:
    """Return the query of a report: messages, segments, the share of UCS-2, and what typography costs.

    It uses the functions that `statements` creates.

    Args:
        dialect: an engine's name.
        table: the table of messages.
        text: the column of texts.
        group_by: a column to group by.
        month_of: a column of dates; only the last calendar month counts.
        policy: as for the functions.

    Raises:
        SqlError: a name is not plain, the dialect has no functions, or the policy cannot be written in SQL.
    """
    if dialect in EXPRESSIONS_ONLY:
        raise SqlError(f"{dialect} has no CREATE FUNCTION, which the report uses", "choose another dialect")
    engine = DIALECTS[dialect]
    plan_of(policy)
    column, source = _identifier(text, "column"), _identifier(table, "table")
    cheaper = _without_typography(engine.exact.format(text=column), engine)
    group = _identifier(group_by, "column") if group_by else None
    lines = [
        _comment(engine.title, engine.checked, engine.notes, policy)
        + "-- Uses sms_segments and sms_encoding: create them first, with the same command without --report.",
        "SELECT" + (f" {group}," if group else ""),
        f"    count({column}) AS messages,",
        f"    sum(sms_segments({column})) AS segments,",
        f"    avg(CASE WHEN sms_encoding({column}) = 'UCS-2' THEN 1.0 ELSE 0.0 END) AS share_of_ucs2,",
        f"    sum(sms_segments({column}) - sms_segments({cheaper})) AS segments_for_typography",
        f"FROM {source}",
        f"WHERE {column} IS NOT NULL",
    ]
    if month_of:
        condition = engine.last_month.format(column=_identifier(month_of, "column"))
        lines[-1] += f" AND {condition}"
    if group:
        lines.append(f"GROUP BY {group}")
    lines.append("ORDER BY segments DESC;")
    return "\n".join(lines) + "\n"


def _without_typography(text: str, engine: Dialect) -> str:
    """Return a text with quotes, dashes, ellipses and spaces as typed on a keyboard."""
    kept = {"'", '"', "-", "...", " "}
    groups: dict[str, list[str]] = {}
    for character, replacement in replacements(SubstitutionLevel.TYPOGRAPHIC).items():
        if replacement in kept and ord(character) > 0x9F:
            groups.setdefault(replacement, []).append(character)
    for replacement, characters in sorted(groups.items()):
        text = engine.replace_all(text, class_of(characters), replacement)
    return text


def _comment(title: str, checked: str, notes: Sequence[str], policy: Policy) -> str:
    from ... import __version__

    held = f"held to it on {title} {checked}" if checked else f"not run here: check it on your {title} first"
    allowed = ", ".join(policy.encodings)
    lines = [
        f"SMS segments as segmenter {__version__} counts them, {held}.",
        f"Encodings {allowed}, reference of {policy.reference_width.value} bits, cut at code points.",
        *notes,
    ]
    return "".join(f"-- {line}\n" for line in lines)


def _identifier(name: str, what: str) -> str:
    """Return a name that SQL needs no quotes for.

    Raises:
        SqlError: it would need quotes, which engines write differently.
    """
    if not _PLAIN.fullmatch(name):
        raise SqlError(f"{name!r} is not a plain {what} name", "use letters, digits, _ and dots, or a view")
    return name
