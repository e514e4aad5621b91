"""SEG110: a character that nobody sees and that changes nothing.

Asks advice which characters those are, so that the joiners of emoji and of Persian are not among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..characters import has_invisible
from ..findings import Problem
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG110",
    name="invisible-character",
    summary="An invisible character is there for nothing.",
    why="A zero width space, a soft hyphen, a byte order mark or a direction mark comes along when text "
    "is copied from a page. It costs a unit, and most often it makes the whole text UCS-2. Those that "
    "do something stay: joiners inside an emoji, in Persian and in Indic scripts, direction marks "
    "beside right-to-left letters. A no-break space is seen, as a space: it is no finding here, but "
    "may be one of SEG107.",
    severity=Severity.WARNING,
    fixable=Fixable.YES,
    bad=(Example("Your code is \u200b1234"), Example("За\u00adказ готов")),
    good=(
        Example("Your code is 1234"),
        Example("👨\u200d👩\u200d👧 می\u200cخواهم"),
    ),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out each run of invisible characters."""
    text = message.text
    if not has_invisible(text):
        return
    from ..offenders import named, proposals_of

    runs: list[list[int]] = []
    for start, stop, kind, edit, _ in proposals_of(text):
        if kind == "invisible" and edit is not None and not edit.new:
            if runs and runs[-1][1] == start:
                runs[-1][1] = stop
            else:
                runs.append([start, stop])
    for start, stop in runs:
        names = ", ".join(dict.fromkeys(named(one) for one in text[start:stop]))
        many = stop - start > 1
        said = f"{names} {'are' if many else 'is'} invisible and change{'' if many else 's'} nothing"
        yield Problem(
            said, start, stop, f"leave {'them' if many else 'it'} out", ((start, stop, ""),), safe=True
        )
