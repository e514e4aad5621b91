"""A comment or flag for segmenter is not understood.

A slip in `segmenter: ignore SEG170` or `max-segments:x` would silently do nothing, and the text would be
checked in a different way than its author expects.

:code: SEG701
:severity: error
:fixable: no
:asks: marked
"""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Your code is 1234", comment="segmenter: max-segment=2"),
    Example("It's here", comment="segmenter: ignore SEG170"),
)
GOOD = (
    Example("Your code is 1234", comment="segmenter: max-segments=2"),
    Example("It’s here", comment="segmenter: ignore SEG107 because the brand writes it so"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what is not understood of the comments and flags of an entry."""
    from ..marks import SIGN, marks_of_comment, marks_of_flags

    entry = message.entry
    marks = [each for comment in entry.comments if SIGN in comment for each in marks_of_comment(comment)]
    if entry.flags:
        marks.append(marks_of_flags(entry.flags))
    for each in marks:
        if each.file:
            continue  # said of the file, once
        for problem in (*each.problems, *unknown_rules(each.ignore)):
            yield Diagnosis(problem, 0, 0)


def unknown_rules(words: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with the rules that a comment names."""
    from . import UnknownRuleError, matching

    for word in words:
        try:
            matching(word)
        except UnknownRuleError as error:
            yield str(error)
