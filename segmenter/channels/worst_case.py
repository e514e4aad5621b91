"""Templates on a channel: the most expensive message that a template can become, judged like any other.

A line here knows bounds and findings; it must not know how either is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from ..core.policy import Policy
from ..templates import Template, Variable, bounds
from ..templates.template import as_template
from .findings import Finding, Severity, Validation
from .messages import Channel, MessageKind, OutboundMessage
from .profiles import Profile
from .template_forms import dlt_template, is_whatsapp_body, parameter, whatsapp_body
from .validation import check, with_codes

__all__ = ["check_template"]


def check_template(
    message: OutboundMessage,
    template: str | Template,
    variables: Mapping[str, Variable],
    profile: Profile,
    *,
    policy: Policy | None = None,
    now: datetime | None = None,
) -> Validation:
    """Judge a message whose text is the most expensive filling of a template.

    That filling has every variable at its longest, so it is also the longest by any other measure. Where the
    bounds are proved but not attained, the bound is compared with the profile's segments.

    Raises:
        TemplateError, TemplateValuesError: as `bounds`.
        ValueError: `now` is naive.
    """
    template = as_template(template)
    sms = message.channel is Channel.SMS
    limit = profile.max_variable
    filled = bounds(
        template,
        variables,
        policy=(policy or profile.policy) if sms else Policy(),
        default=Variable(longest=limit.number) if limit else None,
    )
    most_expensive = replace(message, text=filled.most.example)
    validation = check(most_expensive, profile, policy=policy, now=now)
    findings = [
        Finding("SEG101", Severity.ERROR, "text", _unencodable(gap.name, gap.character))
        for gap in filled.unencodable
    ]
    if sms and not filled.exact and filled.most.segments > (most := profile.most_segments(message.channel)):
        words = f"text may take {filled.most.segments:,} segments, more than {most}; shorten it"
        findings.append(Finding("SEG103", Severity.ERROR, "text", words))
    findings += _form_of(message, template, variables)
    coded = with_codes(findings, message.channel, profile)
    return validation._replace(findings=(*validation.findings, *coded))


def _form_of(
    message: OutboundMessage, template: Template, variables: Mapping[str, Variable]
) -> Iterator[Finding]:
    """Check whether WhatsApp or a DLT portal takes the form of a template."""
    if message.channel is Channel.WHATSAPP and is_whatsapp_body(template.syntax, message.kind):
        examples = {name: variable.examples for name, variable in variables.items()}
        asked = message.kind is MessageKind.TEMPLATE or any(examples.values())
        yield from whatsapp_body(template, examples if asked else None)
        for name, values in examples.items():
            for value in values:
                yield from parameter(value, f"variables[{name}]")
    if template.syntax == "dlt":
        yield from dlt_template(template)


def _unencodable(name: str, character: str) -> str:
    return f"{name} may hold {character!r}, which cannot be encoded; allow UCS-2 or restrict the alphabet"
