"""A comment or flag for segmenter is not understood.

A slip in `segmenter: ignore SEG170` or `max-segments:x` would silently do nothing, and the text would be
checked in a different way than its author expects.

:code: SEG701
:severity: error
:fixable: no
:asks: marked
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Your code is 1234", comment="segmenter: max-segment=2"),
    Example("It's here", comment="segmenter: ignore SEG170"),
)
GOOD = (
    Example("Your code is 1234", comment="segmenter: max-segments=2"),
    Example("It’s here", comment="segmenter: ignore SEG107 because the brand writes it so"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what is not understood of the comments and flags of an entry."""
    for slip in message.slips:
        yield Diagnosis(slip, 0, 0)
