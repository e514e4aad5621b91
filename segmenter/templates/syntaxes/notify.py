"""``((name))`` and ``((flag??text))``, as in GOV.UK Notify; names may hold blanks.

Nothing here knows values. A pair of closing brackets alone is plain text; there is no escape.
"""

import re

from ..template import Condition, Part, Placeholder, Syntax, malformed

_REMEDY = "write a single bracket, which is plain text"


def _other(match: re.Match[str]) -> Part:
    name, mark, text = match[0][2:-2].partition("??")
    name = name.strip()
    if not match[0].endswith("))") or not name:
        raise malformed(match, opening="((", closing="))", remedy=_REMEDY)
    if mark:
        return Condition(name, text, *match.span())
    return Placeholder(name, *match.span())


SYNTAX = Syntax(
    # The outer brackets of three are plain text, as Notify has it.
    re.compile(r"\(\((?!\()(?:([^()?\s](?:[^()?]*[^()?\s])?)\)\)|[^()]*\)\))|\(\((?!\()"),
    {},
    _REMEDY,
    _other,
)
