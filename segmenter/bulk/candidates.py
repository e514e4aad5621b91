"""A policy as the numbers that the kernel needs: the units of each character in each coding, and its room.

Made only from the tables of `core`; it must not know a column.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..core.coding import Coding, codings
from .kernel import LACKING, THREE_OCTETS, is_plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..core.policy import Policy

__all__ = ["Candidates", "candidates"]

_BMP = 0x10000


class Candidates(NamedTuple):
    """Every coding a policy allows, in the order of preference, as arrays.

    Attributes:
        codings: the codings themselves, as `core` has them.
        first_costs: units of each code point of the BMP in the first coding; 0 if it is missing.
        first_by_two: the same by an octet of UTF-8 and the next one, see `kernel.count_rows`.
        classes: the class of each code point of the BMP; all of one class cost the same in every coding.
        costs: units, by coding and class; class 0 is beyond the BMP, class 1 in it but in no alphabet.
        rooms: by coding, see `kernel.count_rows_by_candidates`.
        plain_wins: see there.
        one_alphabet: whether the first coding settles every row, alone or with UCS-2 behind it.
    """

    codings: tuple[Coding, ...]
    first_costs: NDArray[np.uint8]
    first_by_two: NDArray[np.uint8]
    classes: NDArray[np.uint16]
    costs: NDArray[np.uint8]
    rooms: NDArray[np.int64]
    plain_wins: bool
    one_alphabet: bool


@lru_cache(maxsize=16)
def candidates(policy: Policy) -> Candidates:
    """Return the candidates of a policy."""
    allowed = codings(policy)
    every = np.stack([_costs(coding) for coding in allowed])
    beyond = np.array([0 if coding.alphabet else 2 for coding in allowed], np.uint8)
    in_none = np.minimum(beyond, 1)
    known = np.flatnonzero((every != in_none[:, None]).any(axis=0))  # of 65,536 columns some 1,500
    kinds, kind_of = np.unique(every[:, known], axis=1, return_inverse=True)
    classes = np.ones(_BMP, np.uint16)
    classes[known] = kind_of.reshape(-1) + 2
    plain_wins = _plain_wins(allowed[0], every[0])
    return Candidates(
        codings=allowed,
        first_costs=every[0],
        first_by_two=_by_two(every[0]),
        classes=classes,
        costs=np.column_stack([beyond, in_none, kinds]).copy(order="C"),
        rooms=np.array([_room(coding, policy) for coding in allowed], np.int64),
        plain_wins=plain_wins,
        # The septets of a segment always hold more characters of the default tables than UCS-2 has room for.
        one_alphabet=plain_wins and all(coding.alphabet is None for coding in allowed[1:]),
    )


def _costs(coding: Coding) -> NDArray[np.uint8]:
    """Return the units of each code point of the BMP in a coding; 0 if it is missing."""
    if coding.alphabet is None:
        return np.ones(_BMP, np.uint8)  # also surrogates, which UTF-8 does not have
    costs = np.zeros(_BMP, np.uint8)
    for table, units in ((coding.alphabet.shifted, 2), (coding.alphabet.base, 1)):  # the cheaper one wins
        costs[[ord(character) for character in table.values()]] = units
    return costs


def _by_two(costs: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the units of an octet by the octet that follows it."""
    by_two = np.zeros((0x100, 0x100), np.uint8)
    cost = np.where(costs == 0, np.uint8(LACKING), costs)
    by_two[:0x80] = cost[:0x80, None]
    by_two[0xC2:0xE0, 0x80:0xC0] = cost[0x80:0x800].reshape(-1, 0x40)
    by_two[0xE0:0xF0] = THREE_OCTETS
    by_two[0xF0:] = LACKING  # beyond the BMP
    return by_two.reshape(-1)


def _room(coding: Coding, policy: Policy) -> tuple[int, ...]:
    return (
        policy.encodings.index(coding.encoding),
        int(coding.alphabet is not None),
        coding.lone_units,
        coding.segment_units,
        coding.lone_udh_octets,
        coding.udh_octets,
    )


def _plain_wins(first: Coding, costs: NDArray[np.uint8]) -> bool:
    """Tell whether the first coding is an alphabet without shift tables that has every plain octet."""
    if first.alphabet is None or first.locking_shift or first.single_shift:
        return False
    return all(costs[octet] == 1 for octet in range(0x80) if is_plain(octet))
