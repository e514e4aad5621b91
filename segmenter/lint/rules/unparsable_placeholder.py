"""SEG504: a placeholder that cannot be read.

Says what the template's parser says; syntaxes are not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG504",
    name="unparsable-placeholder",
    summary="A placeholder cannot be read.",
    why="A brace that is never closed, or a name with a blank in it, is sent to the customer as it "
    "stands, or makes the program that fills it in fail. Only asked where it is known how "
    "placeholders are written: by the format, by a flag such as python-format, or by the key syntax.",
    severity=Severity.ERROR,
    fixable=Fixable.NO,
    bad=(
        Example("Hi {name, your code is {code}", syntax="brace"),
        Example("Save 5 % (today) %(name", syntax="percent"),
    ),
    good=(
        Example("Hi {name}, your code is {code:04d}", syntax="brace"),
        Example("Save 5 %% today, %(name)s", syntax="percent"),
    ),
    options=("syntax",),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out the first placeholder that cannot be read."""
    error = message.written.error
    if error is None:
        return
    start = error.index
    if start is None:
        yield Problem(error.problem, 0, len(message.text), error.hint)
    else:
        yield Problem(error.problem, start, min(start + 1, len(message.text)), error.hint)
