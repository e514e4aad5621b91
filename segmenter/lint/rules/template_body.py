"""WhatsApp refuses the form of a template's body.

Meta approves no template whose body begins or ends with a variable, or whose numbered variables are not 1, 2,
3 in order. Texts with {{1}} on the channel whatsapp are taken for such templates, unless kind = "free-form";
with kind = "template", texts in any syntax are, and each variable needs an example too, in variables or in
the file itself.

:code: SEG512
:fixable: no
:asks: whatsapp placeholders
:options: channel kind variables syntax
"""

from __future__ import annotations

from ...channels.messages import MessageKind
from ...channels.template_forms import is_whatsapp_body, whatsapp_body
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

_WHATSAPP = {"channel": "whatsapp"}
_TEMPLATE = _WHATSAPP | {"kind": "template"}

BAD = (
    Example("{{1}}, your table is ready.", _WHATSAPP, syntax="mustache"),
    Example("Your table is ready, {{1}}", _WHATSAPP, syntax="mustache"),
    Example("Dear {{1}}, it is {{3}} now.", _WHATSAPP, syntax="mustache"),
    Example("Dear {name}, it is time.", _TEMPLATE, syntax="brace"),
)
GOOD = (
    Example("Dear {{1}}, it is {{2}} now.", _WHATSAPP, syntax="mustache"),
    Example("{{1}}, your table is ready.", _WHATSAPP | {"kind": "free-form"}, syntax="mustache"),
    Example("{name}, your table is ready.", _WHATSAPP, syntax="brace"),
    Example(
        "Dear {name}, it is time.",
        {**_TEMPLATE, "variables": {"name": {"longest": 30, "examples": ["Ana"]}}},
        syntax="brace",
    ),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what Meta would refuse."""
    template = message.written.template
    kind = MessageKind(message.settings.kind) if message.settings.kind else None
    if template is None or not is_whatsapp_body(template.syntax, kind):
        return
    examples = None
    if kind is MessageKind.TEMPLATE:
        variables = {name: message.variable(name) for name in message.placeholders}
        examples = {name: variable.examples if variable else () for name, variable in variables.items()}
    for finding in whatsapp_body(template, examples):
        start, stop = finding.start or 0, finding.stop or len(message.text)
        yield Diagnosis(finding.message, start, stop, severity=finding.severity)
