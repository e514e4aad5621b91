"""Septets: an alphabet's slots as septets and back, and septets packed into octets (TS 23.038 §6.1.2).

This module knows bits; it must not know a text, a header or a segment. No loop runs over septets: all of them
are one big integer, shifted three times, which packs 160 in 1.0 µs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..core.alphabets import ESCAPE
from .errors import in_range

__all__ = ["pack_blocks", "pack_septets", "septets_of", "slots_of", "unpack_septets", "unpacked"]

_BLOCK = 160  # septets in one short message, 140 octets
_CHUNK = 255 * _BLOCK

_SHIFTED = bytes(range(0x80, 0x100))
_NO_SEPTET = b"\xff"
_FIRST = bytes(0 if slot == ESCAPE else slot for slot in range(0x80)) + bytes([ESCAPE]) * 0x80
_SECOND = _NO_SEPTET * 0x80 + bytes(range(0x80))
_ESCAPE = bytes([ESCAPE])
_AFTER_ESCAPE = bytes(0x80 if septet == ESCAPE else 0 for septet in range(256))


def septets_of(slots: bytes) -> bytes:
    """Return an alphabet's slots as septets, one an octet; a shifted slot becomes two.

    >>> from segmenter.core.alphabets import alphabet
    >>> septets_of(alphabet(None, None).slots("@€")).hex()
    '001b65'
    """
    if slots.isascii():
        return slots.translate(_FIRST) if ESCAPE in slots else slots
    both = bytearray(2 * len(slots))
    both[::2] = slots.translate(_FIRST)
    both[1::2] = slots.translate(_SECOND)
    return bytes(both.translate(None, _NO_SEPTET))


def slots_of(septets: bytes) -> tuple[bytes, bool]:
    """Return septets as slots, those after an escape as 0x80 plus their position; and whether one is cut off.

    An escape at the end shifts nothing: it is dropped, and the second value is true.
    """
    if ESCAPE not in septets:
        return septets, False
    if b"\x1b\x1b" in septets:  # no sender writes this on purpose, so speed does not matter
        slots = re.sub(rb"\x1b([^\x80-\xff])", lambda pair: bytes([0x80 + pair[1][0]]), septets)
        cut = slots.endswith(_ESCAPE)
        return slots[:-1] if cut else slots, cut
    marks = int.from_bytes(septets.translate(_AFTER_ESCAPE), "little") << 8
    marked = int.from_bytes(septets, "little") | marks
    octets = marked.to_bytes(len(septets) + 1, "little")
    cut = septets.endswith(_ESCAPE)
    return octets[:-1].translate(None, _ESCAPE), cut


class _Masks(NamedTuple):
    """What each of the three shifts keeps and moves, when packing and when unpacking."""

    keep: tuple[int, int, int]
    move: tuple[int, int, int]
    back: tuple[int, int, int]


@lru_cache(maxsize=300)
def _masks(groups: int) -> _Masks:
    """Return the masks for a number of groups of eight septets."""

    def every(bits: int, pattern: int) -> int:
        return int.from_bytes(pattern.to_bytes(bits // 8, "little") * (groups * 64 // bits), "little")

    sizes = (16, 7), (32, 14), (64, 28)
    return _Masks(
        keep=tuple(every(lane, (1 << width) - 1) for lane, width in sizes),  # type: ignore[arg-type]
        move=tuple(every(lane, ((1 << width) - 1) << lane // 2) for lane, width in sizes),  # type: ignore[arg-type]
        back=tuple(every(lane, ((1 << width) - 1) << width) for lane, width in sizes),  # type: ignore[arg-type]
    )


def pack_blocks(septets: bytes) -> bytes:
    """Pack septets in whole groups of eight, at most 255 times 160, the first septet in the low bits."""
    groups = len(septets) >> 3
    keep, move, _ = _masks(groups)
    packed = int.from_bytes(septets, "little")
    packed = packed & keep[0] | (packed & move[0]) >> 1
    packed = packed & keep[1] | (packed & move[1]) >> 2
    packed = packed & keep[2] | (packed & move[2]) >> 4
    octets = bytearray(packed.to_bytes(len(septets), "little"))
    del octets[7::8]  # the one that each group of eight has left over
    return bytes(octets)


def _unpack_blocks(octets: bytes) -> bytes:
    """Unpack octets in whole groups of seven, at most 255 times 140."""
    groups = len(octets) // 7
    keep, _, back = _masks(groups)
    spread = bytearray(8 * groups)
    for place in range(7):
        spread[place::8] = octets[place::7]
    packed = int.from_bytes(spread, "little")
    packed = packed & keep[2] | (packed & back[2]) << 4
    packed = packed & keep[1] | (packed & back[1]) << 2
    packed = packed & keep[0] | (packed & back[0]) << 1
    return packed.to_bytes(8 * groups, "little")


def _padded(length: int, group: int) -> int:
    """Return a length rounded up to whole groups, or beyond a block to whole blocks, to need few masks."""
    block = 20 * group
    return -(-length // group) * group if length <= block else -(-length // block) * block


def pack_septets(septets: bytes, *, fill_bits: int = 0) -> bytes:
    """Pack septets into octets, first septet in the low bits.

    Args:
        septets: n values, each 0..127, one an octet.
        fill_bits: zero bits before the first septet, 0..6, so that text after a header starts on a septet
            boundary.

    Returns:
        ceil((7n + fill_bits) / 8) octets.

    Raises:
        UserDataError: a value is out of range.

    Source: TS 23.038 §6.1.2.1; TS 23.040 §9.2.3.24.

    >>> pack_septets(b"hi").hex()
    'e834'
    """
    in_range("fill bits", fill_bits, 6)
    septets = bytes(septets)
    if not septets.isascii():
        in_range("septets", max(septets), 0x7F)
    octets = b"".join(
        pack_blocks(chunk.ljust(_padded(len(chunk), 8), b"\0"))
        for chunk in (septets[at : at + _CHUNK] for at in range(0, len(septets), _CHUNK))
    )
    length = (7 * len(septets) + fill_bits + 7) // 8
    if fill_bits:
        return (int.from_bytes(octets, "little") << fill_bits).to_bytes(len(octets) + 1, "little")[:length]
    return octets[:length]


def unpack_septets(octets: bytes, *, count: int | None = None, fill_bits: int = 0) -> bytes:
    """Unpack octets into septets, one an octet.

    Args:
        octets: as packed.
        count: the number of septets; by default as many as fit.
        fill_bits: bits before the first septet, 0..6.

    Raises:
        UserDataError: the octets hold fewer septets, or a value is out of range.

    >>> unpack_septets(bytes.fromhex("e834"))
    b'hi'
    """
    in_range("fill bits", fill_bits, 6)
    octets = bytes(octets)
    room = max(0, (8 * len(octets) - fill_bits) // 7)
    count = room if count is None else in_range("count of septets", count, room)
    return unpacked(octets, count, fill_bits)


def unpacked(octets: bytes, count: int, fill_bits: int) -> bytes:
    """Unpack a number of septets that the octets are known to hold."""
    if fill_bits:
        octets = (int.from_bytes(octets, "little") >> fill_bits).to_bytes(len(octets), "little")
    length = len(octets)
    if length <= _BLOCK * 7 // 8:
        return _unpack_blocks(octets.ljust(-(-length // 7) * 7, b"\0"))[:count]
    chunks = (octets[at : at + _CHUNK * 7 // 8] for at in range(0, len(octets), _CHUNK * 7 // 8))
    septets = b"".join(_unpack_blocks(chunk.ljust(_padded(len(chunk), 7), b"\0")) for chunk in chunks)
    return septets[:count]
