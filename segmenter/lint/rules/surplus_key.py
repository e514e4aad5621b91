"""A translation has a key that the source language lacks.

No program asks for it, or it was renamed in the file of the source language alone and its translation is
lost. The rule is off by default: select = ["ALL"], or a list that names it, turns it on.

:code: SEG508
:severity: warning
:fixable: no
:asks: surplus
:default: off
:options: source_language sources
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_ON = {"select": ["SEG508"]}

BAD = (Example("Bonjour", _ON, original={"greeting": "Hello"}),)
GOOD = (
    Example("Bonjour", _ON, original={"key": "Hello"}),
    Example("Bonjour", original={"greeting": "Hello"}),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that only the translation has the key."""
    words = "the source language does not have this key"
    yield Diagnosis(words, 0, len(message.text), "remove it, or add it to the source language")
