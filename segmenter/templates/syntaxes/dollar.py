"""``${name}``, as in shells, JavaScript, Java and Alibaba Cloud; ``$$`` is a dollar sign.

Nothing here knows values. A dollar sign before anything else, as in ``$5``, is plain text.
"""

import re

from ..template import Part, Syntax, malformed

_REMEDY = "write $$ for a dollar sign"


def _other(match: re.Match[str]) -> Part:
    raise malformed(match, opening="${", closing="}", remedy=_REMEDY)


SYNTAX = Syntax(re.compile(r"\$\{(\w[\w.-]*)\}|\$\$|\$\{\s*\}|\$\{"), {"$$": "$"}, _REMEDY, _other)
