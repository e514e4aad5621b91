"""A placeholder cannot be parsed.

An unclosed brace, or a name with a space in it, is sent to the customer as it stands, or makes the
program that fills it in fail. Placeholders are only checked where their syntax is known: from the format,
from a flag such as python-format, or from the key syntax.

:code: SEG504
:severity: error
:fixable: no
:asks: placeholders
:options: syntax
"""

from __future__ import annotations

from ...errors import TemplateError
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Hi {name, your code is {code}", syntax="brace"),
    Example("Save 5 % (today) %(name", syntax="percent"),
)
GOOD = (
    Example("Hi {name}, your code is {code:04d}", syntax="brace"),
    Example("Save 5 %% today, %(name)s", syntax="percent"),
    Example("%b %d, %Y", syntax="percent"),
    Example("%<price>.2f and %{name}", syntax="ruby"),
)


def check(message: CatalogMessage) -> Diagnoses:
    """Yield the first placeholder that cannot be read, where its source has not the same."""
    if message.entry.flaw:
        yield Diagnosis(message.entry.flaw, 0, len(message.text), "as MessageFormat reads it")
    if message.has_placeholders_of_source() or (error := message.written.error) is None:
        return
    of_source = message.source.error if message.source is not None else None
    if of_source and _piece(message.text, error) == _piece(message.source_text or "", of_source):
        return
    hint = error.hint
    for strict, true in _HINTS:
        hint = hint.replace(strict, true)
    start = error.index
    if start is None:
        yield Diagnosis(error.problem, 0, len(message.text), hint)
    else:
        yield Diagnosis(error.problem, start, min(start + 1, len(message.text)), hint)


# Templates refuse formats, as they change the length; a catalog may have them.
_HINTS = (
    ("%s, %1$s and %(name)s, without flags, width or precision;", "%s, %1$.2f and %(name)s;"),
    ("; format the value before you give it;", ";"),
)


def _piece(text: str, error: TemplateError) -> str:
    """Return what cannot be read: a percent sign and the next character, not the words after them."""
    if error.index is not None and text[error.index] == "%":
        return text[error.index : error.index + 2]
    return error.problem
