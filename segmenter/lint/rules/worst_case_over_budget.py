"""SEG109: a template that passes its budget when its values are long.

Asks the bounds of the template; what is known of its values comes with the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import TemplateError, UnencodableError
from ..findings import Problem
from ..remedies import segments
from .rule import Example, Fixable, Rule, Severity
from .too_many_segments import budget

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...templates import Bounds, Template, Variable
    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG109",
    name="worst-case-over-budget",
    summary="A template can take more segments than allowed, by its values.",
    why="The text fits, but a long name, or one that GSM-7 cannot hold, makes it pass the budget. What "
    "values may be is said in variables and default_variable; without that, a template is judged by "
    "its own text alone, and a note says so.",
    severity=Severity.ERROR,
    fixable=Fixable.NO,
    bad=(
        Example(
            "Hello {name}, your table is ready. We keep it for you for fifteen minutes.",
            {"max_segments": 1, "variables": {"name": {"longest": 30}}},
            syntax="brace",
        ),
    ),
    good=(
        Example(
            "Hello {name}, your table is ready. We keep it for you for fifteen minutes.",
            {"max_segments": 1, "variables": {"name": {"longest": 30, "alphabet": "gsm7"}}},
            syntax="brace",
        ),
    ),
    options=("max_segments", "variables", "default_variable", "syntax", "profile"),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out that the dearest filling is over the budget, where the cheapest is not."""
    template = message.written.template
    if template is None or not message.written.names or not message.sms:
        return
    count, most = message.count, budget(message)
    variables = _variables(message)
    if count is None or count.segments > most or variables is None:
        return
    from ...templates.bounds import bounds

    try:
        found = bounds(_prepared(message, template), variables, policy=message.policy)
    except (TemplateError, UnencodableError):
        return
    if found.most.segments > most:
        said = f"up to {segments(found.most.segments)} ({found.most.count.encoding}) where {most:,} "
        said += f"{'is' if most == 1 else 'are'} allowed"
        yield Problem(said, 0, len(message.text), _why(variables, found))


def _variables(message: Message) -> Mapping[str, Variable] | None:
    known = {name: message.variable(name) for name in message.placeholders}
    found = {name: one for name, one in known.items() if one is not None}
    return found if len(found) == len(known) else None


def _prepared(message: Message, template: Template) -> Template:
    """Return a template with what its profile puts around it."""
    profile = message.settings.profile
    if profile is None or not (profile.prefix or profile.suffix):
        return template
    from ...templates.template import Literal

    parts = (Literal(profile.prefix, 0, 0), *template.parts, Literal(profile.suffix, 0, 0))
    return template._replace(parts=parts)


def _why(variables: Mapping[str, Variable], found: Bounds) -> str:
    """Say which value decides."""
    flips = [(name, tip.flips) for name, tip in found.tips.items() if tip.flips is not None]
    if flips and found.most.count.encoding != found.fewest.count.encoding:
        name, sign = flips[0]
        return f'one {sign} in {name} makes it UCS-2; give {name} alphabet = "gsm7" if that cannot be'
    for name, one in variables.items():
        at = found.tips[name].rises_at
        if at is not None:
            return (
                f"{name} of {at:,} characters is one too many (it may have {one.longest:,}); shorten the text"
            )
    return "shorten the text, or say in variables how long values are"
