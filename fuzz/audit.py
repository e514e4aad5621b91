"""Target: what providers and operators report of messages sent, by page and by row, and its audit."""

from __future__ import annotations

from typing import Final

from tests.audit import broken

READERS: Final = sorted(broken.TARGETS)


def seeds() -> list[bytes]:
    return [bytes([number]) + octets for octets in broken.seeds() for number in range(len(READERS))]


def fuzz(octets: bytes) -> None:
    if octets:
        broken.TARGETS[READERS[octets[0] % len(READERS)]](octets[1:])
