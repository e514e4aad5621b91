"""``%(name)s``, ``%1$s`` and ``%s``, as in C, Python, PHP, Android and iOS; ``%%`` is a percent sign.

Nothing here knows values. Flags, widths and precisions (``%05d``) are refused: they change the length.
"""

import re

from ...errors import TemplateError
from ..template import Part, Syntax, nested

_REMEDY = "write %% for a percent sign"
_CONVERSION = "(?:l{1,2}|h{1,2}|[qzj])?[sdiufFeEgGxXocr@]"


def _other(match: re.Match[str]) -> Part:
    text, index = match.string, match.start()
    if text.startswith("%(", index):
        end = text.find(")", index)
        if end < 0:
            raise TemplateError("'%(' is never closed", hint=f"close it with ')s', or {_REMEDY}", index=index)
        inner = text.find("%(", index + 2, end)
        if inner >= 0:
            raise nested("%(", index, inner, closing=")s", remedy=_REMEDY)
    shown = text[index : index + 8].split("\n")[0]
    hint = f"placeholders are %s, %1$s and %(name)s, without flags, width or precision; or {_REMEDY}"
    raise TemplateError(f"{shown!r} begins no placeholder", hint=hint, index=index)


SYNTAX = Syntax(
    re.compile(rf"%\(([^()%]+)\){_CONVERSION}|%(\d+)\${_CONVERSION}|%(){_CONVERSION}|%%|%"),
    {"%%": "%"},
    _REMEDY,
    _other,
)
