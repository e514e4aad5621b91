"""``%{name}``, as in Ruby and its I18n; ``%%`` is a percent sign.

Nothing here knows values. A percent sign before anything else, as in ``50% off``, is plain text.
"""

import re

from ...errors import TemplateError
from ..template import Part, Syntax, malformed

_REMEDY = "write %% for a percent sign"


def _other(match: re.Match[str]) -> Part:
    if match[0].startswith("%<"):
        hint = f"write %{{name}} and put the format into the value, or {_REMEDY}"
        raise TemplateError(f"{match[0]!r} asks for a format", hint=hint, index=match.start())
    raise malformed(match, opening="%{", closing="}", remedy=_REMEDY)


SYNTAX = Syntax(re.compile(r"%\{(\w[\w.-]*)\}|%%|%<\w+>|%\{\s*\}|%\{"), {"%%": "%"}, _REMEDY, _other)
