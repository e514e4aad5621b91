"""A plain segmentation to compare answers with: one character after the other, no speed, no shift tables.

Written apart from segmenter on purpose, and must not import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# TS 23.038 §6.2.1 and §6.2.1.1, without the escape.
BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION: Final = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The encoding, and the texts of the segments: one, empty, for an empty text."""

    encoding: str
    parts: tuple[str, ...]


def split(text: str, *, clusters: bool = False) -> Reference:
    """Fill segments greedily with whole characters, or with whole grapheme clusters."""
    pieces: Iterable[str] = _clusters(text) if clusters else text
    if BASIC.union(EXTENSION).issuperset(text):
        return Reference(encoding="GSM-7", parts=_filled(text, pieces, 160, 153))
    return Reference(encoding="UCS-2", parts=_filled(text, pieces, 70, 67))


def _filled(text: str, pieces: Iterable[str], single: int, concatenated: int) -> tuple[str, ...]:
    gsm = single == 160
    if _units(text, gsm=gsm) <= single:
        return (text,)
    parts: list[str] = []
    part, used = "", 0
    for whole in pieces:
        # A cluster larger than a segment is filled in from where the segment stands, by characters.
        fits_somewhere = _units(whole, gsm=gsm) <= concatenated
        for piece in (whole,) if fits_somewhere else whole:
            units = _units(piece, gsm=gsm)
            if used + units > concatenated:
                parts.append(part)
                part, used = "", 0
            part += piece
            used += units
    return (*parts, part)


def _units(text: str, *, gsm: bool) -> int:
    if gsm:
        return sum(2 if character in EXTENSION else 1 for character in text)
    return sum(2 if character > "\uffff" else 1 for character in text)


def _clusters(text: str) -> list[str]:
    import regex

    clusters: list[str] = regex.findall(r"\X", text)
    return clusters
