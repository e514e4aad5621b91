"""Units, segments and the first offender as expressions over a text, in a given dialect.

The arithmetic of `core` in regular expressions; it must not know one engine from another.

A coded text has one character per unit. An extension character becomes two, the first a marker that no cut
may follow, and so does a character beyond the BMP. A regular expression that takes up to one character less
than a segment holds, and then one that is not a marker, fills segments greedily: each match is a segment.
Every match becomes one character, and the length of the result is their number. (There is no bounded
repetition inside another, which engines refuse.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...core.coding import Coding, codings
from ...core.policy import Boundary, Encoding, Policy
from ...errors import SegmenterError
from .patterns import ASTRAL, class_of

if TYPE_CHECKING:
    from .dialects import Dialect

__all__ = [
    "MARKER",
    "Plan",
    "SqlError",
    "encoding_of",
    "first_offender",
    "one_segment",
    "plan_of",
    "segments",
    "units",
]

MARKER = "`"
"""The first character of a pair; no alphabet without shift tables has it."""


class SqlError(SegmenterError, ValueError):
    """What was asked for cannot be written in SQL."""


class Plan(NamedTuple):
    """A policy in the form that SQL needs.

    Attributes:
        alphabet: the coding tried first, `None` if only UCS-2 is allowed.
        wide: UCS-2.
        letters: every character of the alphabet.
        shifted: its characters of two septets.
    """

    alphabet: Coding | None
    wide: Coding
    letters: frozenset[str]
    shifted: frozenset[str]


def plan_of(policy: Policy) -> Plan:
    """Return the plan of a policy.

    Raises:
        SqlError: it allows shift tables, protects more than code points from cuts, or forbids UCS-2.
    """
    if policy.locking_shifts or policy.single_shifts:
        raise SqlError("national language tables cannot be counted in SQL", "count them with segmenter.bulk")
    if policy.boundary is not Boundary.CODE_POINT:
        raise SqlError(
            f"cuts at {policy.boundary.name.lower().replace('_', ' ')}s cannot be found in SQL",
            "leave the boundary at code points, or count with segmenter.bulk",
        )
    if policy.numbering:
        raise SqlError("numbered parts cannot be counted in SQL", "count them with segmenter.bulk")
    if policy.encodings[-1] is not Encoding.UCS2 or len(policy.encodings) > 2:
        raise SqlError(
            f"the encodings {', '.join(policy.encodings)} cannot be counted in SQL",
            "allow UCS-2 alone, or another encoding and then UCS-2",
        )
    *first, wide = codings(policy)
    coding = first[0] if first else None
    if coding is None or coding.alphabet is None:
        return Plan(None, wide, frozenset(), frozenset())
    base = frozenset(coding.alphabet.base.values())
    shifted = frozenset(coding.alphabet.shifted.values()) - base
    return Plan(coding, wide, base | shifted, shifted)


def is_wide(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return whether a text must be sent as UCS-2."""
    return dialect.matches(text, class_of(plan.letters, without=True))


def encoding_of(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return the encoding's name."""
    if plan.alphabet is None:
        return f"CASE WHEN {text} IS NULL THEN NULL ELSE '{plan.wide.encoding}' END"
    return (
        f"CASE WHEN {is_wide(text, plan, dialect)} THEN '{plan.wide.encoding}'"
        f" WHEN {text} IS NOT NULL THEN '{plan.alphabet.encoding}' END"
    )


def units(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return the units: septets, or code units for UCS-2."""
    wide = _code_units(text, dialect)
    if plan.alphabet is None:
        return wide
    return f"CASE WHEN {is_wide(text, plan, dialect)} THEN {wide} ELSE {_septets(text, plan, dialect)} END"


def _code_units(text: str, dialect: Dialect) -> str:
    """Return the code points, counting those beyond the BMP twice."""
    if dialect.code_units:
        return dialect.code_units.format(text=text)
    length = dialect.length(text)
    return f"({length} + {length} - {dialect.length(dialect.replace_all(text, ASTRAL, ''))})"


def _septets(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return the code points, counting those of two septets twice."""
    length = dialect.length(text)
    if not plan.shifted:
        return length
    return f"({length} + {length} - {dialect.length(dialect.replace_each(text, sorted(plan.shifted), ''))})"


def segments(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return how many segments a text takes.

    Cheap cases come first and settle nearly all texts: one so short that it fits even if every character were
    a pair of units; one without pairs, by division; one with pairs whose cuts cannot add a segment. Only the
    others are filled. On real messages DuckDB took 1.2 µs a text instead of 1.7, ClickHouse 1.8
    instead of 4.7, PostgreSQL 1.3 instead of 6.9.
    """
    length = dialect.length(text)
    astral = dialect.replace_all(dialect.replace(text, MARKER, "a"), ASTRAL, f"{MARKER}a")
    code_units = _code_units(text, dialect)
    wide = f"{_filled(astral, code_units, plan.wide, dialect)} END"
    if not dialect.brief:
        without_pairs = f"NOT {dialect.matches(text, ASTRAL)}"
        wide = f"WHEN {without_pairs} THEN {_divided(length, plan.wide, dialect)}\n{wide}"
    if plan.alphabet is None:
        return f"CASE {wide}"
    if plan.shifted:
        coded = dialect.replace_each(text, sorted(plan.shifted), f"{MARKER}a")
        if dialect.brief:
            narrow = _filled(coded, dialect.length(coded), plan.alphabet, dialect)
        else:
            has_none = f"NOT {dialect.matches(text, class_of(plan.shifted))}"
            narrow = (
                f"WHEN {length} <= {plan.alphabet.lone_units // 2} THEN 1\n"
                f"WHEN {has_none} THEN {_divided(length, plan.alphabet, dialect)}\n"
                f"{_filled(coded, _septets(text, plan, dialect), plan.alphabet, dialect)}"
            )
    else:
        narrow = f"ELSE {_divided(length, plan.alphabet, dialect)}"
    short = min(plan.wide.lone_units, plan.alphabet.lone_units) // 2
    return (
        f"CASE WHEN {length} <= {short} THEN 1\n"
        f"WHEN {is_wide(text, plan, dialect)} THEN CASE {wide}\n"
        f"{narrow} END"
    )


def _divided(units: str, coding: Coding, dialect: Dialect) -> str:
    """Return the number of segments for units that can be cut anywhere."""
    rounded = rounded_up(units, coding.segment_units, dialect)
    return f"CASE WHEN {units} <= {coding.lone_units} THEN 1 ELSE {rounded} END"


def _filled(coded: str, units: str, coding: Coding, dialect: Dialect) -> str:
    """Return the end of a CASE: the number of segments of a coded text with these units."""
    filled = dialect.length(dialect.replace_all(coded, one_segment(coding), "x"))
    if dialect.brief:
        return f"WHEN {units} <= {coding.lone_units} THEN 1 ELSE {filled}"
    least = rounded_up(units, coding.segment_units, dialect)
    # A cut moves back by at most one unit, so each segment but the last holds at least its room less one.
    most = rounded_up(units, coding.segment_units - 1, dialect)
    return f"WHEN {units} <= {coding.lone_units} THEN 1\nWHEN {least} = {most} THEN {least}\nELSE {filled}"


def rounded_up(units: str, room: int, dialect: Dialect) -> str:
    """Return the number of segments with this room for units that can be cut anywhere."""
    return dialect.division.format(whole=f"({units} + {room - 1})", part=room)


def one_segment(coding: Coding) -> str:
    """Return the pattern of one segment of a coded text, including the markers of pairs."""
    return f"(?s).{{0,{coding.segment_units - 1}}}[^{MARKER}]"


def first_offender(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return the index of the first character that the alphabet lacks, in code points; else null."""
    if plan.alphabet is None:
        raise SqlError("there is no first offender where only UCS-2 is allowed", "allow GSM-7 too")
    pattern = f"(?s){class_of(plan.letters, without=True)}.*"
    before = dialect.length(dialect.replace_all(text, pattern, ""))
    return f"CASE WHEN {is_wide(text, plan, dialect)} THEN {before} END"
