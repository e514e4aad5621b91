"""SEG701: a comment or a flag to segmenter that it does not understand.

Asks the marks of the entry; how they are read is not known here.
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
    code="SEG701",
    name="unknown-instruction",
    summary="A comment or a flag to segmenter is not understood.",
    why="A slip in `segmenter: ignore SEG170` or `max-segments:x` would silently do nothing, and the text "
    "would be checked in another way than its author thinks.",
    severity=Severity.ERROR,
    fixable=Fixable.NO,
    bad=(
        Example("Your code is 1234", comment="segmenter: max-segment=2"),
        Example("It's here", comment="segmenter: ignore SEG170"),
    ),
    good=(
        Example("Your code is 1234", comment="segmenter: max-segments=2"),
        Example("It’s here", comment="segmenter: ignore SEG107 because the brand writes it so"),
    ),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out what is not understood of the comments and flags of an entry."""
    from ..marks import SIGN, marks_of_comment, marks_of_flags

    entry = message.entry
    marks = [each for comment in entry.comments if SIGN in comment for each in marks_of_comment(comment)]
    if entry.flags:
        marks.append(marks_of_flags(entry.flags))
    for each in marks:
        if each.file:
            continue  # said of the file, once
        for problem in (*each.problems, *unknown_rules(each.ignore)):
            yield Problem(problem, 0, 0)


def unknown_rules(words: tuple[str, ...]) -> Iterator[str]:
    """Give out what is wrong with the rules that a comment names."""
    from . import UnknownRuleError, matching

    for word in words:
        try:
            matching(word)
        except UnknownRuleError as error:
            yield str(error)
