r"""WhatsApp refuses a parameter's form.

A value of a template may not be empty, nor hold a line break, a tab or more than four blanks in a row:
WhatsApp refuses the whole message. This is asked of the examples of values, which come from
variables in the configuration or from the file itself, on the channel whatsapp alone.

:code: SEG511
:fixable: no
:asks: whatsapp placeholders
:options: channel variables syntax
"""

from __future__ import annotations

from ...channels.template_forms import parameter
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]


def _with(example: str, channel: str = "whatsapp") -> Example:
    settings = {"channel": channel, "variables": {"1": {"longest": 30, "examples": [example]}}}
    return Example("Hello {{1}}, it is ready.", settings, syntax="mustache")


BAD = (_with("Ana\nand Jo"), _with("Ana     Jo"))
GOOD = (_with("Ana and Jo"), _with("Ana\nand Jo", "sms"))


def check(message: CatalogMessage) -> Diagnoses:
    """Yield the examples that WhatsApp would refuse."""
    for name in message.placeholders:
        variable = message.variable(name)
        for example in variable.examples if variable else ():
            for finding in parameter(example, f"the example of {name}"):
                yield Diagnosis(finding.message, 0, len(message.text))
