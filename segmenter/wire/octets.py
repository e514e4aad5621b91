"""Octets read one after the other, each by the name of its field, so that an error can say where it stands.

A line here knows places; it must not know what a field means.
"""

from __future__ import annotations

from .errors import UserDataError

__all__ = ["OctetReader"]


class OctetReader:
    """Reads octets from a place on; `at` is the next one, counted from the first that was given."""

    __slots__ = ("at", "octets", "unit")

    def __init__(self, octets: bytes, at: int = 0, *, unit: str = "TPDU") -> None:
        self.octets = octets
        self.at = at
        self.unit = unit

    def octet(self, field: str) -> int:
        """Return the next octet."""
        at = self.at
        if at >= len(self.octets):
            raise self._ended(field, 1)
        self.at = at + 1
        return self.octets[at]

    def take(self, field: str, length: int) -> bytes:
        """Return the next octets."""
        at, stop = self.at, self.at + length
        if stop > len(self.octets):
            raise self._ended(field, length)
        self.at = stop
        return self.octets[at:stop]

    def number(self, field: str, length: int) -> int:
        """Return the next octets as a number, the highest first."""
        return int.from_bytes(self.take(field, length), "big")

    def rest(self) -> bytes:
        """Return what is left."""
        at = self.at
        self.at = len(self.octets)
        return self.octets[at:]

    @property
    def left(self) -> int:
        """How many octets are left."""
        return len(self.octets) - self.at

    def _ended(self, field: str, length: int) -> UserDataError:
        needed = f"{length} octet{'s are' if length > 1 else ' is'} needed"
        left = f"{self.left or 'none'} {'are' if self.left > 1 else 'is'} left"
        return UserDataError(field, f"{needed} and {left}", f"the {self.unit} is cut short", offset=self.at)
