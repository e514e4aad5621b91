"""What the laws measure a message by: the cost of each character, octets on the air, grapheme clusters.

It must not ask the library for any of it but the tables, nor need the outside data.
"""

from segmenter import Encoding, Message
from segmenter.core.tables.default import DEFAULT, EXTENSION
from segmenter.core.tables.locking import LOCKING
from segmenter.core.tables.single import SINGLE


def costs(message: Message) -> list[int]:
    """Return the units of each character in the encoding, and with the shifts, the message names."""
    if message.encoding is Encoding.UCS2:
        return [len(character.encode("utf-16-be")) // 2 for character in message.text]
    base = set((DEFAULT if message.locking_shift is None else LOCKING[message.locking_shift]).values())
    shifted = set((EXTENSION if message.single_shift is None else SINGLE[message.single_shift]).values())
    assert set(message.text) <= base | shifted
    return [1 if character in base else 2 for character in message.text]


def air_octets(encoding: Encoding, udh_octets: int, units: int) -> int:
    """Return the octets of a segment on the air: its header, fill bits, and user data."""
    if encoding is Encoding.UCS2:
        return udh_octets + 2 * units
    fill_bits = -8 * udh_octets % 7
    return udh_octets + -(-(fill_bits + 7 * units) // 8)


def clusters(text: str) -> list[str]:
    import regex  # here, since Pyodide has none: see tests/conftest.py

    found: list[str] = regex.findall(r"\X", text)
    return found


def cluster_boundaries(text: str) -> list[int]:
    """Return where clusters end, 0 first and the length of the text last."""
    boundaries = [0]
    for cluster in clusters(text):
        boundaries.append(boundaries[-1] + len(cluster))
    return boundaries
