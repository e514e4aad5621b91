"""The loops over a column of recipients: their digits, the card's longest prefix, and who was seen before.

Plain Python, compiled like the loops of `kernel`. They must not know prices or texts; all are in this file,
since numba's cache on disk does not notice an edit in another module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..pricing.cards.recipients import lengths_of
from .kernel import Int, compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from numpy.typing import NDArray

    from .columns import Block

__all__ = ["ColumnSeen", "Lengths", "Prefixes", "first_three"]

_NOT_ASKED = 1 << 31  # instead of the lengths, for a beginning that no number had yet
_LONGEST = 17  # digits: the most a number has
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def read_numbers(
    octets: Any, offsets: Any, valid: Any, lengths: Any, start: Int, out: Any, out_wrong: Any
) -> Int:
    """Read each recipient that is ``+`` and as many digits as its first three allow; others become 0.

    Args:
        octets: uint8, of all rows.
        offsets: int64, n + 1: where each row starts and the last one stops.
        valid: bool, n, false for a null; or empty where no row is null.
        lengths: uint32, 1,000: by the first three digits, a bit for each number of digits that is allowed.
        start: the row to begin with.
        out: uint64, n.
        out_wrong: bool, n: whether it is ``+`` and digits, but too many or too few.

    Returns:
        The first row whose beginning has not been looked up yet, or n.
    """
    for row in range(start, offsets.size - 1):
        first, last = offsets[row], offsets[row + 1]
        digits = last - first - 1
        out[row] = 0
        out_wrong[row] = False
        if (valid.size and not valid[row]) or not 4 <= digits <= 17 or octets[first] != 0x2B:
            continue
        number = np.uint64(0)
        head = np.int64(0)
        good = True
        for index in range(digits):
            digit: Int = np.int64(octets[first + 1 + index]) - 0x30
            good &= 0 <= digit <= 9
            number = number * np.uint64(10) + np.uint64(digit & 15)
            if index < 3:
                head = head * 10 + digit
        if not good:
            continue
        allowed: Int = np.int64(lengths[head])
        if allowed >> 31:
            return row
        if allowed >> digits & 1:
            out[row] = number
        else:
            out_wrong[row] = True
    return offsets.size - 1


def find_prefixes(numbers: Any, keys: Any, places: Any, sizes: Any, powers: Any, out: Any) -> tuple[Int, Int]:
    """Write the index of the longest prefix of each number, or -1; 0 has none.

    Args:
        numbers: uint64, n.
        keys: uint64, a power of two: a hash table of prefixes, each ``32 · digits + length``; 0 is free.
        places: int32, as many: what is written for each.
        sizes: int64, the lengths of prefixes, the longest first.
        powers: uint64, 20: of ten.
        out: int32, n.

    Returns:
        Two zeros.
    """
    last = np.uint64(keys.size - 1)
    for row in range(numbers.size):
        number = numbers[row]
        out[row] = -1
        digits = 1
        while digits < 19 and powers[digits] <= number:
            digits += 1
        for index in range(sizes.size):
            size = sizes[index]
            if size > digits:
                continue
            key = number // powers[digits - size] * np.uint64(32) + np.uint64(size)
            slot = (key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20) & last
            while keys[slot] != 0 and keys[slot] != key:
                slot = (slot + np.uint64(1)) & last
            if keys[slot] == key:
                out[row] = places[slot]
                break
    return 0, 0


def add_numbers(
    slots: Any, room: Int, numbers: Any, skipped: Any, start: Int, out_repeated: Any
) -> tuple[Int, Int]:
    """Add numbers to a hash table, and note which are already in it.

    Args:
        slots: uint64, a power of two; 0 is free.
        room: how many may be added.
        numbers: uint64, n, 0 only where skipped.
        skipped: bool, n: those to leave out.
        start: the row to begin with.
        out_repeated: bool, n.

    Returns:
        The first row for which there was no room, or n; how many were added.
    """
    last = np.uint64(slots.size - 1)
    added = 0
    for row in range(start, numbers.size):
        if skipped[row]:
            continue
        number = numbers[row]
        slot = (number * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20) & last
        while slots[slot] != 0 and slots[slot] != number:
            slot = (slot + np.uint64(1)) & last
        if slots[slot] == number:
            out_repeated[row] = True
            continue
        if added == room:
            return row, added
        slots[slot] = number
        added += 1
    return numbers.size, added


def first_three(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the first three digits of each number; 0 for 0."""
    digits = np.searchsorted(_POWERS[:19], numbers, side="right")
    return np.asarray(numbers // _POWERS[np.maximum(digits - 3, 0)], np.int64)


_POWERS: NDArray[np.uint64] = np.array([10**power for power in range(20)], np.uint64)


class Lengths:
    """How many digits a number may have, by its first three, each looked up in the numbering plans once."""

    def __init__(self) -> None:
        self._masks = np.full(1000, _NOT_ASKED, np.uint32)

    def read(self, block: Block) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        """Return the number of each recipient, 0 where it needs care, and which have a wrong length."""
        out, wrong = np.empty(block.rows, np.uint64), np.empty(block.rows, np.bool_)
        loop: Any = compiled(read_numbers)
        row = 0
        while True:
            row = loop(block.octets, block.offsets, block.valid, self._masks, row, out, wrong)
            if row == block.rows:
                return out, wrong
            first = block.offsets[row] + 1
            head = bytes(block.octets[first : first + 3]).decode()
            self._masks[int(head)] = sum(1 << digits for digits in lengths_of(head))


class Prefixes:
    """The prefixes of a card as a hash table.

    Args:
        prefixes: digits.

    Attributes:
        texts: the prefixes, in the order of their indices.
    """

    def __init__(self, prefixes: Collection[str]) -> None:
        self.texts = sorted(prefix for prefix in prefixes if len(prefix) <= _LONGEST)
        size = 1 << max(4 * len(self.texts), 8).bit_length()
        self._keys = np.zeros(size, np.uint64)
        self._places = np.zeros(size, np.int32)
        self._sizes = np.array(sorted(set(map(len, self.texts)), reverse=True), np.int64)
        for place, text in enumerate(self.texts):
            key = int(text) * 32 + len(text)
            slot = (key * int(_SPREAD) & (1 << 64) - 1) >> 20 & size - 1
            while self._keys[slot]:
                slot = slot + 1 & size - 1
            self._keys[slot], self._places[slot] = key, place

    def find(self, numbers: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Return the index of the longest prefix of each number, or -1."""
        out = np.empty(len(numbers), np.int32)
        compiled(find_prefixes)(numbers, self._keys, self._places, self._sizes, _POWERS, out)
        return out


class ColumnSeen:
    """The numbers added so far, as `Seen` has them, and by columns.

    Attributes:
        before: called before a single number is added, for example to add earlier ones.

    >>> seen = ColumnSeen()
    >>> seen.add(447700900123), seen.add(447700900123), len(seen)
    (True, False, 1)
    """

    def __init__(self) -> None:
        self._slots = np.zeros(1 << 16, np.uint64)
        self._used = 0
        self.before: Callable[[], None] | None = None

    def __len__(self) -> int:
        return self._used

    def add(self, number: int) -> bool:
        """Add a number, and return whether it is new."""
        if self.before:
            self.before()
        return not self.add_all(np.array([number], np.uint64), np.zeros(1, np.bool_))[0]

    def add_all(self, numbers: NDArray[np.uint64], skipped: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Add the numbers that are not skipped, and return which were there already."""
        repeated = np.zeros(len(numbers), np.bool_)
        loop = compiled(add_numbers)
        row = 0
        while True:
            room = len(self._slots) * 2 // 3 - self._used
            row, added = loop(self._slots, room, numbers, skipped, row, repeated)
            self._used += added
            if row == len(numbers):
                return repeated
            self._grow()

    def _grow(self) -> None:
        """Double the room: 12 to 24 octets per number, 36 while it grows."""
        old = self._slots
        self._slots = np.zeros(2 * len(old), np.uint64)
        step = 1 << 20  # limits the working memory
        loop = compiled(add_numbers)
        for start in range(0, len(old), step):
            part = old[start : start + step]
            loop(self._slots, len(old), part, part == 0, 0, np.zeros(len(part), np.bool_))
