"""The loops over a column's octets: each row's coding, segments, units and free room.

Plain Python, compiled by numba where it is installed and run as it stands in the tests. Everything the
loops need is an argument, a table or a number; they must not know a policy, a language or an Arrow array. All
stand in this file, since numba's cache on disk does not notice an edit in another module.

A block of rows is first read in full, octet by octet with comparisons alone, so that the compiler tests 32 at
a time: which octets are not plain, and whether all are UTF-8. Then row by row:

1. A row of plain octets has one septet to an octet in every alphabet: its length is its units.
2. Any other row is counted in the first alphabet, or in code units where that lacks a character. This answers
   a policy of one alphabet, alone or followed by UCS-2 (`count_rows`).
3. Under any other policy each candidate is asked, from how often each class of character occurs; the row is
   filled into segments only where it has to be (`count_rows_by_candidates`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "BROKEN_OFFSETS",
    "FINE",
    "INVALID_UTF8",
    "UNENCODABLE",
    "compiled",
    "count_rows",
    "count_rows_by_candidates",
    "is_plain",
]

FINE, INVALID_UTF8, BROKEN_OFFSETS, UNENCODABLE = 0, 1, 2, 3
"""How a run ended; the row beside it is the one at fault."""

Int = Any
"""An integer, of Python's or of a width of numpy's: the loops run with both."""

Bool = Any
"""A truth value, of Python's or of numpy's."""

_Function = TypeVar("_Function", bound="Callable[..., Any]")

try:
    from numba.extending import register_jitable
except ImportError:  # the tests run the loops as they stand

    def register_jitable(function: _Function) -> _Function:  # type: ignore[no-redef]  # numba's stands in
        return function


@register_jitable
def is_plain(octet: Int) -> Bool:
    """Say whether an octet is an ASCII character of one septet in the default alphabet."""
    upper = (octet >= 0x20) & (octet <= 0x5A)  # space to Z
    lower = (octet >= 0x61) & (octet <= 0x7A)
    return upper | lower | (octet == 0x0A) | (octet == 0x0D) | (octet == 0x5F)


@register_jitable
def is_wrong(octet: Int, before: Int, second: Int, third: Int) -> Bool:
    """Say whether an octet cannot follow the three before it, the nearest first, in UTF-8."""
    continues = (octet & 0xC0) == 0x80
    wanted = (before >= 0xC0) | (second >= 0xE0) | (third >= 0xF0)
    never = (octet == 0xC0) | (octet == 0xC1) | (octet >= 0xF5)
    overlong = ((before == 0xE0) & (octet < 0xA0)) | ((before == 0xF0) & (octet < 0x90))
    surrogate = (before == 0xED) & (octet >= 0xA0)
    beyond = (before == 0xF4) & (octet >= 0x90)
    return (continues != wanted) | never | overlong | surrogate | beyond


@register_jitable
def mark(octets: Any, start: Int, stop: Int, marks: Any) -> None:
    """Write for each octet 1 where it is not plain, and 2 more where it is wrong in UTF-8."""
    before, second, third = 0, 0, 0
    for index in range(min(3, stop - start)):
        octet: Int = np.int64(octets[start + index])
        marks[index] = (not is_plain(octet)) + 2 * is_wrong(octet, before, second, third)
        before, second, third = octet, before, second
    # Four views one octet apart, all read at the same index: arithmetic on it would be checked each time, and
    # the loop done octet by octet.
    first, nearest, next_nearest, furthest = (
        octets[start + 3 : stop],
        octets[start + 2 : stop],
        octets[start + 1 : stop],
        octets[start:stop],
    )
    written = marks[3:]
    for index in range(first.size):
        wrong = is_wrong(first[index], nearest[index], next_nearest[index], furthest[index])
        written[index] = (not is_plain(first[index])) | (wrong << 1)


@register_jitable
def any_marked(words: Any, start: Int, stop: Int) -> Bool:
    """Say whether an octet of marks[start:stop] is set, asking eight at a time."""
    first, last = start >> 3, (stop - 1) >> 3
    word = words[first] >> np.uint64(8 * (start & 7))
    if first == last:
        return (word << np.uint64(64 - 8 * (stop - start))) != 0
    for index in range(first + 1, last):
        word |= words[index]
    return (word | (words[last] << np.uint64(8 * (7 - ((stop - 1) & 7))))) != 0


@register_jitable
def any_wrong(words: Any, octets: Int) -> Bool:
    """Say whether any octet is marked as wrong."""
    found = np.uint64(0)
    for index in range((octets + 7) >> 3):
        found |= words[index]
    return (found & np.uint64(0x0202020202020202)) != 0


@register_jitable
def is_utf8(octets: Any, start: Int, stop: Int) -> Bool:
    """Say whether a row's octets are UTF-8 on their own."""
    before, second, third = 0, 0, 0
    for index in range(start, stop):
        octet: Int = np.int64(octets[index])
        if is_wrong(octet, before, second, third):
            return False
        before, second, third = octet, before, second
    return before < 0xC0 and second < 0xE0 and third < 0xF0


@register_jitable
def first_wrong_row(octets: Any, offsets: Any, valid: Any, marks: Any) -> Int:
    """Mark the octets of all rows; return the first row that is not UTF-8, or -1."""
    rows = offsets.size - 1
    base, end = offsets[0], offsets[rows]
    words = marks.view(np.uint64)
    words[(end - base) >> 3] = 0
    mark(octets, base, end, marks)
    suspicious = any_wrong(words, end - base)
    # A character may also go on in the next row, or stop short at the end.
    for row in range(rows):
        if offsets[row] < end and octets[offsets[row]] & 0xC0 == 0x80:
            suspicious = True
    for before in range(1, min(4, end - base + 1)):
        if octets[end - before] >= (0, 0xC0, 0xE0, 0xF0)[before]:
            suspicious = True
    if suspicious:
        # Row by row, since a null may hide anything.
        for row in range(rows):
            if (not valid.size or valid[row]) and not is_utf8(octets, offsets[row], offsets[row + 1]):
                return row
    return -1


@register_jitable
def first_broken_row(octets: Any, offsets: Any) -> Int:
    """Return the first row whose place is not inside the octets, or -1."""
    for row in range(offsets.size - 1):
        if offsets[row] < 0 or offsets[row + 1] < offsets[row] or offsets[row + 1] > octets.size:
            return row
    return -1


@register_jitable
def code_point_at(octets: Any, index: Int) -> Int:
    """Return the code point that begins here; U+D800, which no alphabet has, for one beyond the BMP."""
    lead: Int = np.int64(octets[index])
    if lead < 0x80:
        return lead
    if lead < 0xE0:
        return (lead & 0x1F) << 6 | octets[index + 1] & 0x3F
    if lead < 0xF0:
        return (lead & 0x0F) << 12 | (octets[index + 1] & 0x3F) << 6 | octets[index + 2] & 0x3F
    return 0xD800


@register_jitable
def fill_septets(row: Any, costs: Any, room: Int) -> tuple[Int, Int, Int, Int, Int]:
    """Fill segments of so many septets, cutting no character, up to the first one that the alphabet lacks.

    Returns:
        Where that is, in octets, or the row's length; the characters before it, their septets, the segments
        they fill, and the room left in the last.
    """
    characters, units, segments, filled = 0, 0, 1, 0
    # Octet by octet: a step from character to character would wait for each one's length, 3 times as long.
    for index in range(row.size):
        octet = row[index]
        if octet < 0x80:
            cost: Int = np.int64(costs[octet])
        elif octet < 0xC0:
            continue
        else:
            cost = np.int64(costs[code_point_at(row, index)])
        if cost == 0:
            return index, characters, units, segments, room - filled
        characters += 1
        units += cost
        filled += cost
        if filled > room:
            segments += 1
            filled = cost
    return row.size, characters, units, segments, room - filled


@register_jitable
def code_units(row: Any) -> tuple[Int, Int]:
    """Count 16-bit code units and, among them, surrogate pairs."""
    characters, pairs = 0, 0
    for index in range(row.size):
        characters += (row[index] & 0xC0) != 0x80
        pairs += row[index] >= 0xF0
    return characters + pairs, pairs


@register_jitable
def fill_code_units(row: Any, room: Int) -> tuple[Int, Int]:
    """Fill segments of so many code units, cutting no pair; return how many, and the room left."""
    segments, filled = 1, np.int64(0)
    for index in range(row.size):
        cost: Int = np.int64((row[index] & 0xC0) != 0x80) + np.int64(row[index] >= 0xF0)
        filled += cost
        if filled > room:
            segments += 1
            filled = cost
    return segments, room - filled


def count_rows(  # the block, the numbers of the policy, and where the results go
    octets: Any,
    offsets: Any,
    valid: Any,
    costs: Any,
    rooms: Any,
    marks: Any,
    out_candidate: Any,
    out_segments: Any,
    out_units: Any,
    out_free: Any,
) -> tuple[Int, Int]:
    """Count each row under one alphabet in which plain octets cost one septet, then under UCS-2 if allowed.

    Args:
        octets: uint8, of all rows.
        offsets: int64, n + 1: where each row starts and the last one stops.
        valid: bool, n, false for a null; or empty where no row is null.
        costs: uint8, 65,536: septets of each code point, 0 where the alphabet lacks it.
        rooms: int64, see `count_rows_by_candidates`: the alphabet's and, if it is allowed, that of UCS-2.
        marks: uint8, a multiple of 8 and at least 8 more than the octets of all rows: working memory.
        out_candidate: int16, n: which row of `rooms`.
        out_segments: int32, n.
        out_units: int32, n.
        out_free: int16, n.

    Returns:
        How the run ended, `FINE` or why not, and the row at which it did.
    """
    row = first_broken_row(octets, offsets)
    if row >= 0:
        return BROKEN_OFFSETS, row
    row = first_wrong_row(octets, offsets, valid, marks)
    if row >= 0:
        return INVALID_UTF8, row
    words = marks.view(np.uint64)
    base, last = offsets[0], rooms.shape[0] - 1
    lone, room, wide_lone, wide_room = rooms[0, 2], rooms[0, 3], rooms[last, 2], rooms[last, 3]
    for row in range(offsets.size - 1):
        start, stop = offsets[row], offsets[row + 1]
        if start == stop or (valid.size and not valid[row]):
            out_candidate[row], out_segments[row], out_units[row], out_free[row] = 0, 1, 0, lone
            continue
        units = stop - start
        index, segments = units, (units + room - 1) // room
        free = segments * room - units
        if any_marked(words, start - base, stop - base):
            index, characters, units, segments, free = fill_septets(octets[start:stop], costs, room)
        if index == stop - start:
            out_candidate[row] = 0
            if units <= lone:
                segments, free = 1, lone - units
        elif last == 0:
            return UNENCODABLE, row
        else:
            out_candidate[row] = last
            units, pairs = code_units(octets[start + index : stop])
            units += characters
            segments = (units + wide_room - 1) // wide_room
            free = segments * wide_room - units
            if units <= wide_lone:
                segments, free = 1, wide_lone - units
            elif pairs:
                segments, free = fill_code_units(octets[start:stop], wide_room)
        out_segments[row], out_units[row], out_free[row] = segments, units, free
    return FINE, 0


@register_jitable
def classify(row: Any, classes: Any, row_classes: Any, histogram: Any, present: Any) -> tuple[Int, Int]:
    """Write the class of each character of a row, how often each occurs, and which do.

    Returns:
        How many characters there are, and how many classes.
    """
    characters, kinds = 0, 0
    for index in range(row.size):
        octet = row[index]
        if 0x80 <= octet < 0xC0:
            continue
        kind = classes[code_point_at(row, index)] if octet < 0xF0 else np.uint16(0)
        row_classes[characters] = kind
        if histogram[kind] == 0:
            present[kinds] = kind
            kinds += 1
        histogram[kind] += 1
        characters += 1
    return characters, kinds


@register_jitable
def octets_on_air(in_septets: Bool, units: Int, udh: Int) -> Int:
    """Return the octets of user data of one segment, its header and fill bits included."""
    if in_septets:
        fill_bits = -8 * udh % 7
        return udh + (fill_bits + 7 * units + 7) // 8
    return udh + 2 * units


@register_jitable
def fill_classes(
    row_classes: Any, characters: Int, costs: Any, room: Int, udh: Int, in_septets: Bool
) -> tuple[Int, Int, Int]:
    """Fill segments with classified characters: how many, the room left, and their octets on the air."""
    segments, filled, on_air = 1, 0, 0
    for index in range(characters):
        cost: Int = np.int64(costs[row_classes[index]])
        filled += cost
        if filled > room:
            on_air += octets_on_air(in_septets, filled - cost, udh)
            segments += 1
            filled = cost
    return segments, room - filled, on_air + octets_on_air(in_septets, filled, udh)


@register_jitable
def total_units(histogram: Any, present: Any, kinds: Int, costs: Any) -> Int:
    """Return the units of a row in a candidate; -1 where that lacks a character of it."""
    units = 0
    for position in range(kinds):
        cost: Int = np.int64(costs[present[position]])
        if cost == 0:
            return -1
        units += cost * histogram[present[position]]
    return units


def count_rows_by_candidates(  # as `count_rows`, with the table of candidates
    octets: Any,
    offsets: Any,
    valid: Any,
    classes: Any,
    costs: Any,
    rooms: Any,
    plain_wins: Bool,
    marks: Any,
    out_candidate: Any,
    out_segments: Any,
    out_units: Any,
    out_free: Any,
) -> tuple[Int, Int]:
    """Count each row of a block in the cheapest candidate: fewest segments, then encoding, then octets.

    Args:
        octets: as in `count_rows`, and so are the others that stand there.
        offsets: int64, n + 1.
        valid: bool, n or empty.
        classes: uint16, 65,536: the class of each code point; class 0 is beyond the BMP.
        costs: uint8, candidates by classes: units, 0 where the candidate lacks the class.
        rooms: int64, candidates by 6: the rank of its encoding, septets (1) or code units (0), the units of a
            lone segment and of one of many, and the octets of the header of each.
        plain_wins: whether plain octets cost one septet in the first candidate, which has no header and is of
            the encoding named first: then no other can do better where no character costs two.
        marks: uint8.
        out_candidate: int16, n: which candidate.
        out_segments: int32, n.
        out_units: int32, n.
        out_free: int16, n.

    Returns:
        As `count_rows`.
    """
    row = first_broken_row(octets, offsets)
    if row >= 0:
        return BROKEN_OFFSETS, row
    row = first_wrong_row(octets, offsets, valid, marks)
    if row >= 0:
        return INVALID_UTF8, row
    words = marks.view(np.uint64)
    base = offsets[0]
    histogram, present = np.zeros(costs.shape[1], np.int64), np.zeros(costs.shape[1], np.int64)
    row_classes = np.empty(1024, np.uint16)
    for row in range(offsets.size - 1):
        start, stop = offsets[row], offsets[row + 1]
        if valid.size and not valid[row]:
            start = stop
        if plain_wins and (start == stop or not any_marked(words, start - base, stop - base)):
            units = stop - start
            lone, room = rooms[0, 2], rooms[0, 3]
            segments = 1 if units <= lone else (units + room - 1) // room
            free = (lone if units <= lone else segments * room) - units
            out_candidate[row], out_segments[row], out_units[row], out_free[row] = 0, segments, units, free
            continue
        if row_classes.size < stop - start:
            row_classes = np.empty(2 * (stop - start), np.uint16)
        characters, kinds = classify(octets[start:stop], classes, row_classes, histogram, present)
        winner, least, least_rank, least_on_air = -1, 0, 0, 0
        for candidate in range(costs.shape[0]):
            units = total_units(histogram, present, kinds, costs[candidate])
            if units < 0:
                continue
            rank, lone, room = rooms[candidate, 0], rooms[candidate, 2], rooms[candidate, 3]
            in_septets = rooms[candidate, 1] == 1
            if units <= lone:
                segments, free = 1, lone - units
                on_air = octets_on_air(in_septets, units, rooms[candidate, 4])
            elif winner >= 0 and (units + room - 1) // room > least:
                continue
            else:
                segments, free, on_air = fill_classes(
                    row_classes, characters, costs[candidate], room, rooms[candidate, 5], in_septets
                )
            if winner < 0 or (segments, rank, on_air) < (least, least_rank, least_on_air):
                winner, least, least_rank, least_on_air = candidate, segments, rank, on_air
                out_candidate[row], out_segments[row], out_units[row], out_free[row] = (
                    candidate,
                    segments,
                    units,
                    free,
                )
            if candidate == 0 and plain_wins and units == characters:
                break
        for position in range(kinds):
            histogram[present[position]] = 0
        if winner < 0:
            return UNENCODABLE, row
    return FINE, 0


@cache
def compiled(function: Callable[..., tuple[int, int]]) -> Callable[..., tuple[int, int]]:
    """Return a loop compiled, and kept on disk where that can be written.

    Raises:
        ImportError: numba is not installed.
    """
    from numba import njit

    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:  # no place for the cache: neither beside this file nor in the user's own folder
        return njit(nogil=True)(function)
