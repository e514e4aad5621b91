"""Units, segments and the first offender as expressions over a text, in a dialect's words.

The arithmetic of `core` once more, in regular expressions; it must not know one engine from another.

A coded text has one character to a unit. An extension character becomes two, the first a marker that a cut
may not follow, and so does a character beyond the BMP. A regular expression that takes up to one character
less than a segment holds, and then one that is not a marker, fills segments greedily: each match is a
segment. Every match becomes one character, and the length of the result is their number. (No bounded
repetition inside another: engines refuse those.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...core.coding import Coding, codings
from ...core.policy import Boundary, Encoding, Policy
from ...errors import SegmenterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .dialects import Dialect

__all__ = [
    "ASTRAL",
    "MARKER",
    "Plan",
    "SqlError",
    "class_of",
    "encoding_of",
    "first_offender",
    "one_segment",
    "plan_of",
    "segments",
    "units",
]

MARKER = "`"
"""Stands in front of the second character of a pair; no alphabet without shift tables has it."""

ASTRAL = r"[\x{10000}-\x{10FFFF}]"


class SqlError(SegmenterError, ValueError):
    """What was asked for cannot be said in SQL."""


class Plan(NamedTuple):
    """A policy as SQL needs it.

    Attributes:
        alphabet: the coding tried first, `None` where only UCS-2 is allowed.
        wide: UCS-2.
        letters: every character of the alphabet.
        shifted: those of two septets.
    """

    alphabet: Coding | None
    wide: Coding
    letters: frozenset[str]
    shifted: frozenset[str]


def plan_of(policy: Policy) -> Plan:
    """Return what a policy asks for.

    Raises:
        SqlError: it allows shift tables, keeps more than code points whole, or forbids UCS-2.
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


def class_of(characters: Iterable[str], *, without: bool = False) -> str:
    r"""Return the pattern of one of these characters, or of any but these, in ASCII and without a semicolon.

    >>> class_of("abc€-;"), class_of("abc", without=True)
    ('[\\x{2D}\\x{3B}a-c\\x{20AC}]', '[^a-c]')
    """
    return f"[{'^' * without}{''.join(_ranges(sorted(map(ord, characters))))}]"


def _ranges(numbers: list[int]) -> Iterator[str]:
    start = stop = None
    for number in [*numbers, None]:
        if start is not None and stop is not None and number != stop + 1:
            yield _written(start) if start == stop else f"{_written(start)}-{_written(stop)}"
            start = None
        if start is None:
            start = number
        stop = number


def _written(number: int) -> str:
    character = chr(number)
    return character if character.isascii() and character.isalnum() else f"\\x{{{number:02X}}}"


def is_wide(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return whether a text must go out as UCS-2."""
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
    wide = f"{dialect.length(text)} + {_astral(text, dialect)}"
    if plan.alphabet is None:
        return wide
    narrow = f"{dialect.length(text)} + {_shifted(text, plan, dialect)}"
    return f"CASE WHEN {is_wide(text, plan, dialect)} THEN {wide} ELSE {narrow} END"


def _astral(text: str, dialect: Dialect) -> str:
    """Return how many characters lie beyond the BMP."""
    return f"({dialect.length(text)} - {dialect.length(dialect.replace_all(text, ASTRAL, ''))})"


def _shifted(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return how many characters take two septets."""
    if not plan.shifted:
        return "0"
    return (
        f"({dialect.length(text)} - {dialect.length(dialect.replace_all(text, class_of(plan.shifted), ''))})"
    )


def segments(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return how many segments a text takes."""
    pair = f"{MARKER}a"
    plain = dialect.replace(text, MARKER, "a")
    wide = _filled(dialect.replace_all(plain, ASTRAL, pair), plan.wide, dialect)
    if plan.alphabet is None:
        return wide
    coded = dialect.replace_all(text, class_of(plan.shifted), pair) if plan.shifted else text
    narrow = _filled(coded, plan.alphabet, dialect, marked=bool(plan.shifted))
    return f"CASE WHEN {is_wide(text, plan, dialect)} THEN {wide} ELSE {narrow} END"


def _filled(coded: str, coding: Coding, dialect: Dialect, *, marked: bool = True) -> str:
    """Return how many segments a coded text fills."""
    matches = dialect.replace_all(coded, one_segment(coding, marked=marked), "x")
    return (
        f"CASE WHEN {dialect.length(coded)} <= {coding.lone_units} THEN 1 ELSE {dialect.length(matches)} END"
    )


def one_segment(coding: Coding, *, marked: bool) -> str:
    """Return the pattern of what one segment of a coded text holds, the markers of pairs in it or not."""
    room = coding.segment_units
    return f"(?s).{{0,{room - 1}}}[^{MARKER}]" if marked else f"(?s).{{1,{room}}}"


def first_offender(text: str, plan: Plan, dialect: Dialect) -> str:
    """Return where the first character stands that the alphabet lacks, in code points from 0; else null."""
    if plan.alphabet is None:
        raise SqlError("there is no first offender where only UCS-2 is allowed", "allow GSM-7 too")
    pattern = f"(?s){class_of(plan.letters, without=True)}.*"
    before = dialect.length(dialect.replace_all(text, pattern, ""))
    return f"CASE WHEN {is_wide(text, plan, dialect)} THEN {before} END"
