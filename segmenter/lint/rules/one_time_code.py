"""A one-time code will not be filled in by itself.

A text that begins with <#> is meant for Android's SMS Retriever, which reads at most 140 octets that end with
the app's hash of 11 characters. A last line such as @example.com #123456 is meant for browsers, which read it
only if it has exactly this form. A placeholder may stand for the code, or for the hash at the end. Nothing is
asked of other texts.

:code: SEG121
:fixable: no
:asks: filled_in
:options: syntax
"""

from __future__ import annotations

from ...channels.one_time_codes import one_time_code
from ..messages import CatalogMessage
from .rule import Diagnoses, Diagnosis, Example

__all__ = ["BAD", "GOOD", "check"]

BAD = (
    Example("Your code is {code}.\n\n@example.com: #{code}", syntax="brace"),
    Example("<#> Your code is {code}.", syntax="brace"),
)
GOOD = (
    Example("Your code is {code}.\n\n@example.com #{code}", syntax="brace"),
    Example("<#> Your code is {code}\n{hash}", syntax="brace"),
    Example("<#> Your code is 123456\nFA+9qCX9VSu"),
)

_HASH = "0" * 11


def check(message: CatalogMessage) -> Diagnoses:
    """Yield what keeps the code from being filled in."""
    count = message.count
    if count is None:
        return
    text = message.text
    for finding in one_time_code(_filled(message), count.segments):
        start = 0 if finding.start is None else text.rstrip().rfind("\n") + 1
        yield Diagnosis(finding.message, start, len(text))


def _filled(message: CatalogMessage) -> str:
    """Return the text with something in each placeholder, and what may be a hash at the end."""
    template = message.written.template
    if template is None:
        return message.text
    from ...templates.template import Literal

    last = template.parts[-1]
    pieces = [part.text if isinstance(part, Literal) else "0" for part in template.parts]
    return "".join(pieces if isinstance(last, Literal) else [*pieces[:-1], _HASH])
