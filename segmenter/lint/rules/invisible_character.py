"""SEG110: a character that nobody sees and that changes nothing.

Asks which of them do nothing where they stand; what they cost is not known here.
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
    why="A zero width space, a byte order mark or a direction mark comes along when text is copied from a "
    "page. It costs a unit, and most often it makes the whole text UCS-2. Those that do something "
    "stay: joiners inside an emoji, what shapes letters or breaks lines in Persian, Indic scripts or "
    "Thai, direction marks beside right-to-left letters or placeholders, soft hyphens. Where such a "
    "character alone forces UCS-2, SEG107 tells of it. A no-break space is seen, as a space.",
    severity=Severity.WARNING,
    fixable=Fixable.YES,
    bad=(Example("Your “code” is \u200b1234"), Example("За\ufeffказ готов")),
    good=(
        Example("Your “code” is 1234"),
        Example("👨\u200d👩\u200d👧 می\u200cخواهم"),
        Example("Замо\u00adвлення готове"),
    ),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out each run of invisible characters."""
    text = message.text
    if not has_invisible(text):
        return
    from ..offenders import named, proposals_of

    told = _told_elsewhere(message)
    runs: list[list[int]] = []
    for start, stop, kind, edit, _ in proposals_of(text):
        idle = kind == "invisible" and edit is not None and not edit.new and edit.level == 1
        if idle and text[start] not in told:
            if runs and runs[-1][1] == start:
                runs[-1][1] = stop
            else:
                runs.append([start, stop])
    for start, stop in runs:
        names = list(dict.fromkeys(named(one) for one in text[start:stop]))
        if len(names) > 1:
            said, it = f"{', '.join(names[:-1])} and {names[-1]} are invisible and change nothing", "them"
        else:
            times = f", {stop - start:,} times," if stop - start > 1 else ""
            said, it = f"{names[0]}{times} is invisible and changes nothing", "it"
        yield Problem(said, start, stop, f"leave {it} out", ((start, stop, ""),), safe=True)


def _told_elsewhere(message: Message) -> str:
    """Return the characters of which SEG106 or SEG107 tells, with the same edits."""
    if message.sms and message.settings.encoding == "gsm-7":
        from ..offenders import offenders_in

        found = offenders_in(message.text)
        return "".join(found.characters) if found.remedy.edits else ""
    from .one_character_forces_ucs2 import alone

    one = alone(message)
    return one.characters[0] if one else ""
