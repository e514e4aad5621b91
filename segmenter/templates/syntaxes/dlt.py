"""``{#var#}`` and its typed kin, as India's DLT portals register templates; all are without a name.

Nothing here knows values. Spelling counts there, so ``{#Var#}`` is refused; there is no escape.

Source: msg91.com and fast2sms.com on variable tagging, read 2026-11-22.
"""

import re

from ...errors import TemplateError
from ..template import Part, Syntax, malformed

_REMEDY = "leave out the # beside a brace that is plain text"
_TAGS = ("var", "numeric", "number", "alphanumeric", "url", "urlott", "cbn", "email")


def _other(match: re.Match[str]) -> Part:
    text, start = match.string, match.start()
    end = text.find("#}", start + 2)
    if match[0] == "{#" and end >= 0 and "{#" not in text[start + 2 : end]:
        tags = ", ".join(f"{{#{tag}#}}" for tag in _TAGS)
        shown = text[start : end + 2] if end - start <= 40 else f"{text[start : start + 39]}…"
        hint = f"portals know {tags}, in lower case and without blanks; or {_REMEDY}"
        raise TemplateError(f"{shown!r} is no variable", hint=hint, index=start)
    raise malformed(match, opening="{#", closing="#}", remedy=_REMEDY)


SYNTAX = Syntax(re.compile(rf"\{{#()(?:{'|'.join(_TAGS)})#\}}|\{{#|#\}}"), {}, _REMEDY, _other)
