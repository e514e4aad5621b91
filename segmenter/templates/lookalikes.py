"""Look-alikes: what in a text looks like a placeholder of a syntax other than the one it was read with.

It knows how placeholders look, and must not know values.
"""

from __future__ import annotations

import re

from .template import Literal, Template

__all__ = ["look_alike"]

_NAME = r"\w[\w.-]*+(?: \w[\w.-]*+)*+"
_FORMS = (
    ("mustache", rf"\{{\{{\s*+{_NAME}\s*+\}}\}}"),
    ("dlt", r"\{#\w*#\}"),
    ("dollar", rf"\$\{{{_NAME}\}}"),
    ("ruby", rf"%\{{{_NAME}\}}"),
    ("percent", rf"%\({_NAME}\)s|%\d\$s|%s"),
    ("notify", rf"\(\({_NAME}\)\)"),
    ("brace", rf"(?<![{{$%])\{{{_NAME}\}}(?!\}})"),
    ("", rf"<<{_NAME}>>|\*\|\w+\|\*|\[[A-Za-z]\w*(?: \w+)*\]|%[A-Za-z]\w*%"),
)
"""Forms of placeholders by the syntax that reads them; none reads the last."""


def look_alike(template: Template) -> str:
    """Say what looks like a placeholder, and which syntax reads it; nothing where the template has one.

    >>> from segmenter.templates import parse
    >>> look_alike(parse("Hi {{name}}!"))
    "'{{name}}' is sent as it stands; --syntax mustache (syntax='mustache') reads it as a placeholder"
    >>> look_alike(parse("Hi [name]!"))
    "'[name]' is sent as it stands; no syntax reads it as a placeholder: write {name}"
    """
    if any(not isinstance(part, Literal) for part in template.parts):
        return ""
    for syntax, form in _FORMS:
        match = re.search(form, template.text)
        if match and syntax != template.syntax:
            start = f"{match[0]!r} is sent as it stands"
            if not syntax:
                return f"{start}; no syntax reads it as a placeholder: write {{{match[0].strip('<>*|[]%')}}}"
            return f"{start}; --syntax {syntax} (syntax={syntax!r}) reads it as a placeholder"
    return ""
