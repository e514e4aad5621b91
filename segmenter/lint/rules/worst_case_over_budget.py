"""A template's values can push it over the segment limit.

The text fits, but a long name, or one outside GSM-7, pushes it over the limit. Describe the possible
values in variables and default_variable; without them, a template is judged by its own text alone, and a
note says so.

:code: SEG109
:severity: error
:fixable: no
:asks: placeholders
:options: max_segments variables default_variable syntax profile
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..causes import forcing, over
from ..messages import CatalogMessage
from ..remedies import segments
from .rule import Diagnoses, Diagnosis, Example
from .too_many_segments import budget

if TYPE_CHECKING:
    from ...templates import Bounds

__all__ = ["BAD", "GOOD", "check"]

_TEXT = "Hello {name}, your table is ready. We keep it for you for fifteen minutes."


def _with(**name: object) -> Example:
    return Example(_TEXT, {"max_segments": 1, "variables": {"name": name}}, syntax="brace")


BAD = (_with(longest=30),)
GOOD = (_with(longest=30, alphabet="gsm7"),)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield that the most expensive filling is over the budget, where the cheapest is not."""
    count, most = message.count, budget(message)
    if count is None or count.segments > most:
        return
    found = message.bounds()
    if found is None or not message.written.names:
        return
    if found.most.segments > most:
        words = f"up to {segments(found.most.segments)} ({found.most.count.encoding}) where {most:,} "
        words += "is allowed" if most == 1 else "are allowed"
        facts = "; ".join(filter(None, (over(found.most.count, most, message.policy), forcing(message))))
        yield Diagnosis(words + f": {facts}" * bool(facts), 0, len(message.text), _why(found))


def _why(found: Bounds) -> str:
    """Return which value decides, in words."""
    flips = [(name, tip.flips) for name, tip in found.tips.items() if tip.flips is not None]
    if flips and found.most.count.encoding != found.fewest.count.encoding:
        name, sign = flips[0]
        return f'one {sign} in {name} makes it UCS-2; give {name} alphabet = "gsm7" if that cannot be'
    for name, one in found.variables.items():
        at = found.tips[name].rises_at
        if at is not None:
            return (
                f"{name} of {at:,} characters is one too many (it may have {one.longest:,}); shorten the text"
            )
    return "shorten the text, or say in variables how long values are"
