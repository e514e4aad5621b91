"""``{name}``, ``{0}`` and ``{}``, as in Python's `str.format`; ``{{`` and ``}}`` are braces.

Nothing here knows values. Conversions and formats (``{name!r:>9}``) are refused: they change the length.
"""

import re

from ..template import Part, Syntax, malformed

_REMEDY = "write {{ or }} for a brace"


def _other(match: re.Match[str]) -> Part:
    raise malformed(match, opening="{", closing="}", remedy=_REMEDY)


SYNTAX = Syntax(re.compile(r"\{(\w[\w.-]*|)\}|\{\{|\}\}|[{}]"), {"{{": "{", "}}": "}"}, _REMEDY, _other)
