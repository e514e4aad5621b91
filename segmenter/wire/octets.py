"""Octets read one after another, each with the name of its field, so that errors and drawings can locate it.

This module knows positions; it must not know what a field means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .errors import UserDataError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["OctetReader", "OutliningReader"]

Value = TypeVar("Value")


class OctetReader:
    """Reads octets from a place on; `at` is the next one, counted from 0."""

    __slots__ = ("at", "octets", "unit")

    def __init__(self, octets: bytes, at: int = 0, *, unit: str = "TPDU") -> None:
        self.octets = octets
        self.at = at
        self.unit = unit

    def octet(self, field: str) -> int:
        """Return the next octet."""
        at = self.at
        try:
            value = self.octets[at]
        except IndexError:
            raise self.ended(field, 1) from None
        self.at = at + 1
        return value

    def take(self, field: str, length: int) -> bytes:
        """Return the next octets."""
        at, stop = self.at, self.at + length
        if stop > len(self.octets):
            raise self.ended(field, length)
        self.at = stop
        return self.octets[at:stop]

    def number(self, field: str, length: int) -> int:
        """Return the next octets as a number, the highest first."""
        octets = self.octets[self.at : self.at + length]
        if len(octets) < length:
            raise self.ended(field, length)
        self.at += length
        return int.from_bytes(octets, "big")

    def value(self, field: str, read: Callable[[bytes, int, str], tuple[Value, int]]) -> Value:
        """Return the value that a function reads from here on; the function also returns where it ends."""
        value, self.at = read(self.octets, self.at, field)
        return value

    def rest(self) -> bytes:
        """Return what is left."""
        at = self.at
        self.at = len(self.octets)
        return self.octets[at:]

    @property
    def left(self) -> int:
        """How many octets are left."""
        return len(self.octets) - self.at

    def ended(self, field: str, length: int) -> UserDataError:
        """Return the error of a field whose octets are missing."""
        needed = f"{length} octet{'s are' if length > 1 else ' is'} needed"
        left = f"{self.left or 'none'} {'are' if self.left > 1 else 'is'} left"
        return UserDataError(field, f"{needed}, but {left}", f"the {self.unit} is cut short", offset=self.at)


def _noting(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method of a reader that also notes where its field stands."""

    def noting(reader: OutliningReader, field: str, *arguments: Any) -> Any:
        start = reader.at
        value = read(reader, field, *arguments)
        if reader.places and reader.places[-1][0] == field:
            start = reader.places.pop()[1]
        if reader.at > start:
            reader.places.append((field, start, reader.at))
        return value

    return noting


class OutliningReader(OctetReader):
    """Notes where each named field stands.

    Attributes:
        places: the name, start and stop of each field; of octets that go on a field, those of the whole.
    """

    __slots__ = ("places",)

    def __init__(self, octets: bytes) -> None:
        super().__init__(octets)
        self.places: list[tuple[str, int, int]] = []

    octet = _noting(OctetReader.octet)
    take = _noting(OctetReader.take)
    value = _noting(OctetReader.value)
