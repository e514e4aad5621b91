"""A DLT template has a variable without a type.

India's portals ask since January 2026 what each variable holds: {#numeric#}, {#alphanumeric#}, {#url#},
{#urlott#}, {#cbn#} or {#email#}. A template with {#var#} is no longer approved. Only texts with the syntax
dlt are asked. Source: TRAI's direction of 2025-11-18, as told by fyno and textguru (excerpts).

:code: SEG513
:fixable: no
:asks: dlt placeholders
:options: syntax
"""

from __future__ import annotations

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check", "dlt_diagnoses"]

BAD = (Example("Pay Rs {#var#} to Acme by today.", syntax="dlt"),)
GOOD = (Example("Pay Rs {#numeric#} to Acme by today.", syntax="dlt"),)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield each variable that has no type."""
    yield from dlt_diagnoses(message, "SEG513")


def dlt_diagnoses(message: CatalogMessage, code: str) -> Diagnoses:
    """Yield what a DLT portal refuses according to one rule."""
    from ...channels.template_forms import MOST_DLT_VARIABLES, dlt_template

    template = message.written.template
    if template is not None:
        most = message.settings.dlt_variables or MOST_DLT_VARIABLES
        for finding in dlt_template(template, most=most):
            if finding.rule == code:
                yield Diagnosis(finding.message, finding.start or 0, finding.stop or 0)
