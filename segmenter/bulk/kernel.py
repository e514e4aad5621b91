"""The loops over a column's octets: each row's coding, segments, units and free room.

Plain Python, compiled by numba if that is installed and run as it is in the tests. The loops receive tables
and numbers; they must not know a policy, a language or an Arrow array. All are in this file, since numba's
cache on disk does not notice an edit in another module.

A block of rows is first read octet by octet, with nothing but comparisons, so that the compiler tests 32 at a
time: which octets are not plain, how many code units begin with each, and whether all are UTF-8. Then row by
row:

1. A row of plain octets has one septet per octet in every alphabet: its length is its units. The position of
   the next octet that is not plain is known, so that most such rows take one comparison.
2. Any other row is counted in the first alphabet, or in code units where that lacks a character. This is
   enough for a policy of one alphabet, alone or followed by UCS-2 (`count_rows`).
3. Under any other policy each candidate is tried, by how often each class of character occurs; the row is
   filled into segments only where necessary (`count_rows_by_candidates`).
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
"""How a run ended; the row returned with it is the one at fault."""

NOT_PLAIN, WRONG, CODE_UNITS, PAIRS = 1, 2, 12, 8
"""The bits of a mark; those of `CODE_UNITS` hold how many begin with the octet, 0, 1 or 2."""

EACH = 0x0101010101010101
"""Multiplied by a mark: eight of them."""

LACKING, THREE_OCTETS = 0x40, 0x80
"""Values in a table of costs by two octets that are not costs: no such character; look at the third octet."""

Int = Any
"""An integer of Python's or numpy's: the loops run with both."""

Bool = Any
"""A truth value of Python's or numpy's."""

_Function = TypeVar("_Function", bound="Callable[..., Any]")

try:
    from numba.extending import register_jitable
except ImportError:  # the tests run the loops uncompiled

    def register_jitable(function: _Function) -> _Function:  # type: ignore[no-redef]  # numba's stands in
        return function


@register_jitable
def is_plain(octet: Int) -> Bool:
    """Tell whether an octet is an ASCII character of one septet in the default alphabet."""
    upper = (octet >= 0x20) & (octet <= 0x5A)  # space to Z
    lower = (octet >= 0x61) & (octet <= 0x7A)
    return upper | lower | (octet == 0x0A) | (octet == 0x0D) | (octet == 0x5F)


@register_jitable
def is_wrong(octet: Int, before: Int, second: Int, third: Int) -> Bool:
    """Tell whether an octet cannot follow the three before it, the nearest first, in UTF-8."""
    continues = (octet & 0xC0) == 0x80
    wanted = (before >= 0xC0) | (second >= 0xE0) | (third >= 0xF0)
    never = (octet == 0xC0) | (octet == 0xC1) | (octet >= 0xF5)
    overlong = ((before == 0xE0) & (octet < 0xA0)) | ((before == 0xF0) & (octet < 0x90))
    surrogate = (before == 0xED) & (octet >= 0xA0)
    beyond = (before == 0xF4) & (octet >= 0x90)
    return (continues != wanted) | never | overlong | surrogate | beyond


@register_jitable
def mark_of(octet: Int, before: Int, second: Int, third: Int) -> Int:
    """Return the mark of an octet, which is 4 for the first of a plain character."""
    code_units = (((octet & 0xC0) != 0x80) << 2) + ((octet >= 0xF0) << 2)
    return (not is_plain(octet)) | (is_wrong(octet, before, second, third) << 1) | code_units


@register_jitable
def mark(octets: Any, start: Int, stop: Int, marks: Any) -> None:
    """Write the mark of each octet."""
    before, second, third = 0, 0, 0
    for index in range(min(3, stop - start)):
        octet: Int = np.int64(octets[start + index])
        marks[index] = mark_of(octet, before, second, third)
        before, second, third = octet, before, second
    # Four views one octet apart, all read at the same index: arithmetic on the index would be checked each
    # time, and the loop would run octet by octet.
    first, nearest, next_nearest, furthest = (
        octets[start + 3 : stop],
        octets[start + 2 : stop],
        octets[start + 1 : stop],
        octets[start:stop],
    )
    written = marks[3:]
    for index in range(first.size):
        written[index] = mark_of(first[index], nearest[index], next_nearest[index], furthest[index])


@register_jitable
def next_not_plain(words: Any, start: Int) -> Int:
    """Return the position of the next octet that is not plain: there is one after the last octet."""
    index = np.uint64(start) >> np.uint64(3)
    not_plain = np.uint64(NOT_PLAIN * EACH)
    word = (words[index] & not_plain) >> np.uint64(8 * (start & 7))
    if word:
        return start + octets_before_mark(word)
    index += np.uint64(1)
    while words[index] & not_plain == 0:
        index += np.uint64(1)
    return np.int64(8) * np.int64(index) + octets_before_mark(words[index] & not_plain)


@register_jitable
def octets_before_mark(word: Int) -> Int:
    """Return how many octets of a word, the lowest first, come before the first one marked with a 1."""
    lowest = word & (~word + np.uint64(1))
    # Each lower octet is now a 1; the remainder by 255 is their sum.
    return np.int64(((lowest - np.uint64(1)) & np.uint64(EACH)) % np.uint64(255))


@register_jitable
def code_units(words: Any, start: Int, stop: Int) -> tuple[Int, Int]:
    """Sum the code units of marks[start:stop], eight octets at a time; also, not 0 if there are pairs."""
    units: Int = 0
    pairs, index = np.uint64(0), start >> 3
    last = (stop - 1) >> 3
    each = np.uint64(3 * EACH)
    sixteen = np.uint64(0x00FF00FF00FF00FF)
    skipped = np.uint64(8 * (start & 7))
    while index <= last:
        sums = np.uint64(0)
        for place in range(np.uint64(index), np.uint64(min(index + 63, last) + 1)):  # of 8 bits each
            word = words[place]
            if place == np.uint64(start >> 3):
                word = word >> skipped << skipped
            if place == np.uint64(last):
                left = np.uint64(8 * (7 - ((stop - 1) & 7)))
                word = word << left >> left
            sums += (word >> np.uint64(2)) & each
            pairs |= word
        sums = (sums & sixteen) + ((sums >> np.uint64(8)) & sixteen)
        sums += sums >> np.uint64(32)
        units += np.int64((sums + (sums >> np.uint64(16))) & np.uint64(0xFFFF))
        index += 64
    return units, pairs & np.uint64(PAIRS * EACH)


@register_jitable
def any_wrong(words: Any, octets: Int) -> Bool:
    """Tell whether any octet is marked as wrong."""
    found = np.uint64(0)
    for index in range((octets + 7) >> 3):
        found |= words[index]
    return (found & np.uint64(WRONG * EACH)) != 0


@register_jitable
def is_utf8(octets: Any, start: Int, stop: Int) -> Bool:
    """Tell whether a row's octets are UTF-8 on their own."""
    before, second, third = 0, 0, 0
    for index in range(start, stop):
        octet: Int = np.int64(octets[index])
        if is_wrong(octet, before, second, third):
            return False
        before, second, third = octet, before, second
    return before < 0xC0 and second < 0xE0 and third < 0xF0


@register_jitable
def first_wrong_row(octets: Any, offsets: Any, valid: Any, marks: Any) -> Int:
    """Mark all octets, and one after them as not plain; return the first row that is not UTF-8, or -1.

    No mark shows whether a row begins in the middle of a character.
    """
    rows = offsets.size - 1
    base, end = offsets[0], offsets[rows]
    words = marks.view(np.uint64)
    words[(end - base) >> 3] = NOT_PLAIN * EACH
    mark(octets, base, end, marks)
    suspicious = any_wrong(words, end - base)
    for before in range(1, min(4, end - base + 1)):
        if octets[end - before] >= (0, 0xC0, 0xE0, 0xF0)[before]:  # a character stops short
            suspicious = True
    return first_not_utf8(octets, offsets, valid) if suspicious else -1


@register_jitable
def first_not_utf8(octets: Any, offsets: Any, valid: Any) -> Int:
    """Return the first row that is not UTF-8, or -1: row by row, since a null may hold anything."""
    for row in range(offsets.size - 1):
        if (not valid.size or valid[row]) and not is_utf8(octets, offsets[row], offsets[row + 1]):
            return row
    return -1


@register_jitable
def first_broken_row(octets: Any, offsets: Any) -> Int:
    """Return the first row that lies outside the octets, or -1."""
    for row in range(offsets.size - 1):
        if offsets[row] < 0 or offsets[row + 1] < offsets[row] or offsets[row + 1] > octets.size:
            return row
    return -1


@register_jitable
def code_point_at(octets: Any, index: Int) -> Int:
    """Return the code point that begins here; U+D800, which is in no alphabet, for one beyond the BMP."""
    lead: Int = np.int64(octets[index])
    if lead < 0x80:
        return lead
    if lead < 0xE0:
        return (lead & 0x1F) << 6 | octets[index + 1] & 0x3F
    if lead < 0xF0:
        return (lead & 0x0F) << 12 | (octets[index + 1] & 0x3F) << 6 | octets[index + 2] & 0x3F
    return 0xD800


@register_jitable
def cost_of_three(octets: Any, index: Int, costs: Any) -> Int:
    """Return the septets of a character of three octets, or `LACKING`."""
    cost: Int = np.int64(costs[np.uint64(code_point_at(octets, index))])
    return cost if cost else np.int64(LACKING)


@register_jitable
def fill_septets(
    octets: Any, start: Int, stop: Int, costs: Any, by_two: Any, room: Int, before: Int
) -> tuple[Int, Int, Int]:
    """Fill segments with septets, after some plain octets, without splitting a character.

    Returns:
        All septets, the segments they fill, and the room left in the last; -1 septets if the alphabet lacks a
        character.
    """
    segments = 1 if before <= room else (before + room - 1) // room
    units, end = before, segments * room
    # Octet by octet, each with the next one, so that no step waits for the length of a character. Indices are
    # unsigned, since signed ones would be checked for negative values; a `for` over a range would divide,
    # 20 ns a row. The steps are written twice: a function for them would double the time.
    index, last = start, stop - 1
    while index < last:
        # No octet adds more than two, so up to there no cut is possible; not looking for one saves a third.
        far = min(last, index + ((end - units) >> 1))
        while index < far:
            pair = np.int64(octets[np.uint64(index)]) << 8 | np.int64(octets[np.uint64(index + 1)])
            cost: Int = np.int64(by_two[np.uint64(pair)])
            if cost >= LACKING:
                cost = LACKING if cost == LACKING else cost_of_three(octets, index, costs)
                if cost == LACKING:
                    return -1, segments, 0
            index += 1
            units += cost
        if index < last:
            pair = np.int64(octets[np.uint64(index)]) << 8 | np.int64(octets[np.uint64(index + 1)])
            cost = np.int64(by_two[np.uint64(pair)])
            if cost >= LACKING:
                cost = LACKING if cost == LACKING else cost_of_three(octets, index, costs)
                if cost == LACKING:
                    return -1, segments, 0
            index += 1
            if units + cost > end:
                segments += 1
                end = units + room
            units += cost
    # The last octet begins no character of several.
    cost = np.int64(by_two[np.uint64(np.int64(octets[np.uint64(last)]) << 8)])
    if cost == LACKING:
        return -1, segments, 0
    if units + cost > end:
        segments += 1
        end = units + room
    return units + cost, segments, end - units - cost


@register_jitable
def fill_code_units(row: Any, room: Int) -> tuple[Int, Int]:
    """Fill segments with code units without splitting a pair; return how many, and the room left."""
    segments, filled = 1, np.int64(0)
    for index in range(row.size):
        cost: Int = np.int64((row[index] & 0xC0) != 0x80) + np.int64(row[index] >= 0xF0)
        filled += cost
        if filled > room:
            segments += 1
            filled = cost
    return segments, room - filled


def count_rows(  # the block, the policy's numbers, and where the results go
    octets: Any,
    offsets: Any,
    valid: Any,
    costs: Any,
    by_two: Any,
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
        by_two: uint8, 65,536: the same by an octet and the one after it, 0 for an octet that begins nothing;
            `LACKING` or `THREE_OCTETS`.
        rooms: int64, see `count_rows_by_candidates`: the alphabet's and, if it is allowed, that of UCS-2.
        marks: uint8, a multiple of 8 and at least 8 more than the octets of all rows: working memory.
        out_candidate: int8, n: which row of `rooms`.
        out_segments: int32, n.
        out_units: int32, n.
        out_free: int16, n.

    Returns:
        How the run ended, `FINE` or not, and the row at which it did.
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
    not_plain, checked = -1, False
    stop = base
    for row in range(offsets.size - 1):
        start, stop = stop, offsets[row + 1]
        if start < stop and not checked and octets[start] & 0xC0 == 0x80:  # the previous row may stop short
            wrong = first_not_utf8(octets, offsets, valid)
            if wrong >= 0:
                return INVALID_UTF8, wrong
            checked = True
        if start == stop or (valid.size and not valid[row]):
            out_candidate[row], out_segments[row], out_units[row], out_free[row] = 0, 1, 0, lone
            continue
        if not_plain < start - base:
            not_plain = next_not_plain(words, start - base)
        candidate, segments, units = 0, 1, stop - start
        if not_plain >= stop - base:
            if units > lone:
                segments = (units + room - 1) // room
            free = (room * segments if units > lone else lone) - units
        else:
            first = base + not_plain
            units, segments, free = fill_septets(octets, first, stop, costs, by_two, room, first - start)
            if units >= 0:
                if units <= lone:
                    segments, free = 1, lone - units
            elif last == 0:
                return UNENCODABLE, row
            else:
                candidate, segments = last, 1
                units, pairs = code_units(words, start - base, stop - base)
                free = wide_lone - units
                if free < 0 and pairs:
                    segments, free = fill_code_units(octets[start:stop], wide_room)
                elif free < 0:
                    segments = (units + wide_room - 1) // wide_room
                    free = segments * wide_room - units
        out_candidate[row], out_segments[row], out_units[row], out_free[row] = (
            candidate,
            segments,
            units,
            free,
        )
    return FINE, 0


@register_jitable
def classify(row: Any, classes: Any, row_classes: Any, histogram: Any, present: Any) -> tuple[Int, Int]:
    """Write the class of each character of a row, how often each class occurs, and which classes occur.

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
    """Return the units of a row in a candidate; -1 if it lacks one of the characters."""
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
        octets: as in `count_rows`, like the other arguments of the same names.
        offsets: int64, n + 1.
        valid: bool, n or empty.
        classes: uint16, 65,536: the class of each code point; class 0 is beyond the BMP.
        costs: uint8, candidates by classes: units, 0 where the candidate lacks the class.
        rooms: int64, candidates by 6: the rank of its encoding, septets (1) or code units (0), the units of a
            lone segment and of one of many, and the octets of the header of each.
        plain_wins: whether plain octets cost one septet in the first candidate, which has no header and the
            preferred encoding: then no other can be better if no character costs two.
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
    base, not_plain, checked = offsets[0], -1, False
    histogram, present = np.zeros(costs.shape[1], np.int64), np.zeros(costs.shape[1], np.int64)
    row_classes = np.empty(1024, np.uint16)
    for row in range(offsets.size - 1):
        start, stop = offsets[row], offsets[row + 1]
        if start < stop and not checked and octets[start] & 0xC0 == 0x80:  # the previous row may stop short
            wrong = first_not_utf8(octets, offsets, valid)
            if wrong >= 0:
                return INVALID_UTF8, wrong
            checked = True
        if valid.size and not valid[row]:
            start = stop
        if not_plain < start - base:
            not_plain = next_not_plain(words, start - base)
        if plain_wins and not_plain >= stop - base:
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
    """Compile a loop, and keep the result on disk if possible.

    Raises:
        ImportError: numba is not installed.
    """
    from numba import njit

    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:  # no place for the cache, neither beside this file nor in the user's folder
        return njit(nogil=True)(function)
