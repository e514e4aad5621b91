"""Numbers seen before: a set of positive integers in little memory, to find duplicates.

It must not know what the numbers mean.
"""

from __future__ import annotations

from array import array

__all__ = ["Seen"]


class Seen:
    """The numbers added so far, each below 2 ** 64.

    A hash table in one array, at most two thirds full: 12 to 24 octets a number, 36 while it grows; Python's
    own set takes 59 to 85, and 112. The hash of a tuple spreads neighbouring numbers, which audiences often
    have; their own hashes are neighbours too.

    >>> seen = Seen()
    >>> seen.add(447700900123), seen.add(447700900123), len(seen)
    (True, False, 1)
    """

    def __init__(self) -> None:
        self._slots = array("Q", [0]) * 1024
        self._used = 0

    def __len__(self) -> int:
        return self._used

    def add(self, number: int) -> bool:
        """Add a number, and return whether it is new."""
        slots = self._slots
        last = len(slots) - 1
        place = hash((number,)) & last
        while slots[place]:
            if slots[place] == number:
                return False
            place = place + 1 & last
        slots[place] = number
        self._used += 1
        if self._used * 3 > last * 2:
            self._grow()
        return True

    def _grow(self) -> None:
        slots = array("Q", [0]) * (2 * len(self._slots))
        last = len(slots) - 1
        for number in filter(None, self._slots):
            place = hash((number,)) & last
            while slots[place]:
                place = place + 1 & last
            slots[place] = number
        self._slots = slots
