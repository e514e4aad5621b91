"""Captures: the octets of parts as people save them, in hexadecimal, from modems, logs and packet dumps.

This module knows lines of text; it must not know what the octets mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .errors import UserDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["captured_octets"]

_DUMP = re.compile(r"([0-9A-Fa-f]{4,8})[: ] +((?:[0-9A-Fa-f]{2} ?)+)(?:  .*)?")
_OF_A_MODEM = re.compile(r"(?i)\s*(\+CMG[LRS]|\+CMT|\+CDS|\+CBM|AT|OK\b|ERROR\b|>|#|//).*")
_BETWEEN = re.compile(r"[\s:,-]|0x|\\x")


def captured_octets(lines: Iterable[str]) -> Iterator[tuple[int, bytes]]:
    r"""Yield the octets of each part, with the line it begins on, from 1.

    A line is one part, in hexadecimal with or without separators. Lines of a packet dump (``0000  07 91 …``)
    belong together, and offset 0 begins the next part. Commands, answers and headers of a modem, comments
    (``#``) and empty lines are ignored.

    Raises:
        UserDataError: a line is none of these.

    >>> lines = ["+CMGL: 1,0,,7", "0791 6121", "0000  07 91", "0002  61"]
    >>> [octets.hex() for _, octets in captured_octets(lines)]
    ['07916121', '079161']
    """
    dump = bytearray()
    begun = 0
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n\x1a ")
        match = _DUMP.fullmatch(line)
        offset = int(match[1], 16) if match else None
        if dump and offset != len(dump):
            yield begun, bytes(dump)
            dump.clear()
        if match and offset == len(dump):
            begun = begun if dump else number
            dump += bytes.fromhex(match[2])
            continue
        if not line.strip() or _OF_A_MODEM.fullmatch(line):
            continue
        yield number, _octets(line, number)
    if dump:
        yield begun, bytes(dump)


def _octets(line: str, number: int) -> bytes:
    digits = _BETWEEN.sub("", line)
    if re.fullmatch("(?:[0-9A-Fa-f]{2})+", digits):
        return bytes.fromhex(digits)
    offence = re.search("[^0-9A-Fa-f]", digits)
    if offence is None:
        raise UserDataError(f"line {number}", "has an odd number of hexadecimal digits", "a digit is missing")
    words = f"{offence[0]!r} is not a hexadecimal digit"
    raise UserDataError(f"line {number}", words, "write octets as hexadecimal digits")
