"""Septets and code units as text, by the rules that receivers follow (TS 23.038 §6.2.1).

This module knows characters; it must not know where the octets come from, or what precedes them.

An escape before an undefined position shows the base table's character there, an escape before an escape and
one that ends the text show a space, and a position without any character shows U+FFFD.
"""

from __future__ import annotations

from codecs import charmap_decode
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..core.alphabets import ESCAPE, alphabet
from .septets import slots_of

if TYPE_CHECKING:
    from ..core.policy import NationalLanguage

__all__ = ["UNDEFINED", "TextFault", "code_units_text", "decoding_table", "septets_problem", "septets_text"]

UNDEFINED = "\ufffe"  # what CPython's charmap codec takes for "no character here"


@cache
def decoding_table(
    locking: NationalLanguage | None, single: NationalLanguage | None, *, strict: bool = False
) -> str:
    """Return the character of each slot; `strict` has none where a receiver would show another slot's."""
    tables = alphabet(locking, single)
    base = [tables.base.get(position, UNDEFINED) for position in range(0x80)]
    if strict:
        return "".join([*base, *(tables.shifted.get(position, UNDEFINED) for position in range(0x80))])
    shown = dict(enumerate(base)) | {ESCAPE: " "} | tables.shifted
    return "".join([*base, *(shown[position] for position in range(0x80))])


_DEFAULT = decoding_table(None, None)


def septets_text(septets: bytes, locking: NationalLanguage | None, single: NationalLanguage | None) -> str:
    r"""Return what a receiver shows for septets, one per octet.

    >>> septets_text(b"5 \x1b\x65 \x1b\x61\x1b", None, None)
    '5 € a '
    """
    table = _DEFAULT if locking is None is single else decoding_table(locking, single)
    if ESCAPE not in septets:
        return charmap_decode(septets, "replace", table)[0]
    slots, cut = slots_of(septets)
    text = charmap_decode(slots, "replace", table)[0]
    return text + " " if cut else text


class TextFault(NamedTuple):
    """Where a text cannot be read: the unit, and what is wrong."""

    unit: int
    words: str


def septets_problem(
    septets: bytes, locking: NationalLanguage | None, single: NationalLanguage | None
) -> TextFault | None:
    """Return the first septet that no receiver has a character for, if there is one."""
    slots, _ = slots_of(septets)
    try:
        charmap_decode(slots, "strict", decoding_table(locking, single))
    except UnicodeDecodeError as error:
        before = slots[: error.start]
        unit = len(before) + sum(slot >= 0x80 for slot in before)
        return TextFault(unit, f"septet 0x{slots[error.start] & 0x7F:02X} has no character in its table")
    return None


def code_units_text(octets: bytes, *, first: bool, last: bool) -> tuple[str, TextFault | None]:
    """Return UTF-16BE octets as text, with U+FFFD for broken units; and the first fault.

    Args:
        octets: two for each code unit.
        first: whether the message begins here; otherwise it may begin with half a character.
        last: whether the message ends here.
    """
    try:
        return octets.decode("utf-16-be"), None
    except UnicodeDecodeError:
        text = octets.decode("utf-16-be", "replace")
    if len(octets) % 2:
        return text, TextFault(len(octets) // 2, "half a code unit is left over")
    start, stop = 0, len(octets)
    if not first and 0xDC <= octets[0] <= 0xDF:
        start = 2
    if not last and 0xD8 <= octets[stop - 2] <= 0xDB:
        stop -= 2
    try:
        octets[start:stop].decode("utf-16-be")
    except UnicodeDecodeError as error:
        return text, TextFault((start + error.start) // 2, "half a surrogate pair stands alone")
    return text, None
