"""SQLite, which has no regular expressions: one expression for the segments, with GLOB and jumps.

No other dialect may need it.

``length`` stops at U+0000, and so does GLOB; ``instr`` does not. A text with one is sent as UCS-2 and is
walked octet by octet, as is one with characters beyond the BMP, unless its octets show that they cannot
matter. All others need arithmetic or jumps from cut to cut. The bounds, and a short class for
ASCII, took a real message from 20.6 µs to 7.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .expressions import MARKER, SqlError
from .patterns import ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .expressions import Plan

__all__ = ["segments"]


def segments(text: str, plan: Plan) -> str:
    """Return the expression that counts the segments of a text.

    Raises:
        SqlError: the alphabet has U+0000, which GLOB cannot look for.
    """
    if "\0" in plan.letters:
        raise SqlError(
            "ASCII-7 cannot be counted in SQLite", "count with segmenter.bulk, or in another engine"
        )
    lone, room = plan.wide.lone_units, plan.wide.segment_units
    length, octets = f"length({text})", f"length(CAST({text} AS BLOB))"
    has_nul = f"instr({text}, char(0))"
    # An astral character has four octets, every other at least one.
    most = f"({length} + ({octets} - {length}) / 3)"
    has_astral = f"{text} GLOB '*[' || char(65536) || '-' || char(1114111) || ']*'"
    wide = (
        f"CASE WHEN {has_nul} THEN {_walk(text, lone, room)}\n"
        f"    WHEN {most} <= {lone} THEN 1\n"
        f"    WHEN {length} > {lone} AND {_rounded_up(length, room)} = {_rounded_up(most, room - 1)}"
        f" THEN {_rounded_up(length, room)}\n"
        f"    WHEN {has_astral} THEN {_walk(text, lone, room)}\n"
        f"    ELSE {_divided(length, lone, room)} END"
    )
    if plan.alphabet is None:
        return f"CASE WHEN {text} IS NOT NULL THEN {wide} END"
    # GLOB looks at every part of a class for every character, so texts of ASCII get a short one.
    ascii_letters = _class_of(set(filter(str.isascii, plan.letters)))
    outside = (
        f"CASE WHEN {octets} = {length} THEN {text} GLOB '*[^' || {ascii_letters} || ']*'"
        f" ELSE {text} GLOB '*[^' || {_class_of(plan.letters)} || ']*' END"
    )
    short = min(lone, plan.alphabet.lone_units) // 2
    return (
        f"CASE WHEN {text} IS NULL THEN NULL\n  WHEN {octets} <= {short} THEN 1\n"
        f"  WHEN {has_nul} OR {outside} THEN {wide}\n  ELSE {_narrow(text, plan)} END"
    )


def _narrow(text: str, plan: Plan) -> str:
    assert plan.alphabet is not None
    lone, room = plan.alphabet.lone_units, plan.alphabet.segment_units
    plain = _divided(f"length({text})", lone, room)
    if not plan.shifted:
        return plain
    coded = text
    for character in sorted(plan.shifted):
        coded = f"replace({coded}, char({ord(character)}), '{MARKER}a')"
    jump = (
        f"(WITH RECURSIVE jump(coded, place, number) AS (SELECT {coded}, 1, 1\n"
        f"      UNION ALL SELECT coded,\n"
        f"        place + {room} - (substr(coded, place + {room - 1}, 1) = '{MARKER}'), number + 1\n"
        f"      FROM jump WHERE length(coded) - place >= {room} AND length(coded) > {lone})\n"
        f"    SELECT max(number) FROM jump)"
    )
    is_shifted = f"{text} GLOB '*[' || {_class_of(plan.shifted)} || ']*'"
    return (
        f"CASE WHEN length({text}) <= {lone // 2} THEN 1\n"
        f"    WHEN NOT {is_shifted} THEN {plain}\n    ELSE {jump} END"
    )


def _divided(units: str, lone: int, room: int) -> str:
    return f"CASE WHEN {units} <= {lone} THEN 1 ELSE {_rounded_up(units, room)} END"


def _rounded_up(units: str, room: int) -> str:
    return f"({units} + {room - 1}) / {room}"


def _walk(text: str, lone: int, room: int) -> str:
    """Return the segments of code units: one for an octet that begins a character, two for four octets."""
    octet = f"substr(CAST({text} AS BLOB), place, 1)"
    cost = f"(({octet} < x'80' OR {octet} >= x'C0') + ({octet} >= x'F0'))"
    return (
        f"(WITH RECURSIVE walk(place, units, number, filled) AS (SELECT 1, 0, 1, 0\n"
        f"      UNION ALL SELECT place + 1, units + {cost}, number + (filled + {cost} > {room}),\n"
        f"        CASE WHEN filled + {cost} > {room} THEN {cost} ELSE filled + {cost} END\n"
        f"      FROM walk WHERE place <= length(CAST({text} AS BLOB)))\n"
        f"    SELECT CASE WHEN max(units) <= {lone} THEN 1 ELSE max(number) END FROM walk)"
    )


def _class_of(characters: Iterable[str]) -> str:
    """Return the inside of a GLOB class as an expression in ASCII: ``]`` must come first, ``-`` last."""
    parts = [
        f"char({start})" if start == stop else f"char({start}, 45, {stop})"
        for start, stop in ranges(set(characters) - set("]^-"))
    ]
    special = set("]^-") & set(characters)
    first = ["']'"] if "]" in special else []
    last = ["'" + "".join(mark for mark in "^-" if mark in special) + "'"] if special - {"]"} else []
    return " || ".join([*first, *parts, *last])
