"""A key of the source language is missing in a translation.

Where each language has a file of its own, a key that only the file in the source language has is sent in
that language, or as its bare name. Projects that translate later expect such gaps, so this rule is off by
default: select = ["ALL"], or a list that names it, turns it on. It is reported in the translation, at the
key before it, and only for keys that would be messages there.

:code: SEG507
:severity: warning
:fixable: no
:asks: absent
:default: off
:options: source_language sources
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_ON = {"select": ["SEG507"]}

BAD = (Example("Bonjour", _ON, original={"key": "Hello", "bye": "Goodbye"}),)
GOOD = (
    Example("Bonjour", _ON, original={"key": "Hello"}),
    Example("Bonjour", original={"key": "Hello", "bye": "Goodbye"}),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that the key is missing."""
    yield Diagnosis(f"the key {message.entry.key} of the source language is missing", 0, 0, "translate it")
