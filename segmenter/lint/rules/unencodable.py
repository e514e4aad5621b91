"""SEG101: a character that no encoding allowed can carry.

Asks the count; which encodings there are is not known here.
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
    code="SEG101",
    name="unencodable",
    summary="A character cannot be encoded, so the text cannot be sent.",
    why="No encoding that the profile allows can carry it: half of a surrogate pair, as a damaged escape "
    "leaves it, or a character outside GSM-7 where only GSM-7 is allowed. The message cannot be sent.",
    severity=Severity.ERROR,
    fixable=Fixable.NO,
    bad=(Example("Well done \ud83d"),),
    good=(Example("Well done 👍🏽 to all of you"),),
    options=("profile",),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out what cannot be encoded: the first such character."""
    error = message.unencodable if message.sms else None
    if error is None:
        return
    index = message.text.find(error.character)
    start, stop = (index, index + 1) if index >= 0 else (0, len(message.text))
    yield Problem(f"{error.character_name} {error.problem}", start, stop, error.remedy)
