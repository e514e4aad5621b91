"""A DLT portal may refuse a template's variables.

Two variables next to each other are refused, as a value may then stand for both. How many a template may
have differs by portal: pages say 2, 3, 5 or 6, so more than 6 are reported unless dlt_variables says how many
yours takes. Only texts with the syntax dlt are asked. Source: hasgeek/funnel issue 1741; pages of MSG91,
Sangamam and Localmail (excerpts).

:code: SEG514
:fixable: no
:asks: dlt placeholders
:options: dlt_variables syntax
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Example
from .untyped_variable import dlt_diagnoses

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Pay Rs {#numeric#} {#alphanumeric#} today.", syntax="dlt"),
    Example("On {#numeric#} or {#numeric#} or {#numeric#}.", {"dlt_variables": 2}, syntax="dlt"),
)
GOOD = (
    Example("Pay Rs {#numeric#} for {#alphanumeric#} today.", syntax="dlt"),
    Example("On {#numeric#} or {#numeric#} or {#numeric#}.", syntax="dlt"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield variables that stand next to each other, and those that are too many."""
    yield from dlt_diagnoses(message, "SEG514")
