"""``{{name}}`` and ``{{1}}``, as in Mustache, Handlebars and WhatsApp; blanks inside do not count.

Nothing here knows values. Sections, partials and filters are refused; there is no escape.
"""

import re

from ..template import Part, Syntax, malformed

_NAME = r"\w[\w.-]*+(?: \w[\w.-]*+)*+"  # {{First Name}}, as tables of Google and Mailchimp have it
_REMEDY = "write single braces, which are plain text"


def _other(match: re.Match[str]) -> Part:
    raise malformed(match, opening="{{", closing="}}", remedy=_REMEDY)


SYNTAX = Syntax(
    re.compile(
        rf"\{{\{{\{{\s*+({_NAME})\s*+\}}\}}\}}|\{{\{{\s*+({_NAME})\s*+\}}\}}|\{{\{{\s*+\}}\}}|\{{\{{|\}}\}}"
    ),
    {},
    _REMEDY,
    _other,
)
