"""Look-alikes: what in a text looks like a placeholder of a syntax other than the one it was read with.

It knows how placeholders look, and must not know values.
"""

from __future__ import annotations

import re
from itertools import groupby

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
    ("", rf"<<{_NAME}>>|\*\|\w+\|\*|\[[A-Za-z]\w*(?: \w+)*\]|%[A-Za-z]\w*(?: \w+)*%"),
)
"""Forms of placeholders by the syntax that reads them; none reads the last."""
_SURE = re.compile(rf"\{{\{{?\s*+{_NAME}\s*+\}}\}}?|[$%]\{{{_NAME}\}}|<<{_NAME}>>|\*\|\w+\|\*")
"""What is hardly ever a text, so that it is reported beside real placeholders too."""


def look_alike(template: Template) -> str:
    """Return what is sent as text although it looks like a placeholder, and which syntax reads it.

    >>> from segmenter.templates import parse
    >>> look_alike(parse("Hi {{name}}!"))
    "'{{name}}' is sent as '{name}'; --syntax mustache (syntax='mustache') reads it as a placeholder"
    >>> look_alike(parse("Hi [name]!"))
    "'[name]' is sent as it stands; no syntax reads it as a placeholder: write {name}"
    """
    runs = [
        [part for part in parts if isinstance(part, Literal)]
        for is_text, parts in groupby(template.parts, lambda part: isinstance(part, Literal))
        if is_text
    ]
    alone = all(isinstance(part, Literal) for part in template.parts)
    for syntax, form in _FORMS:
        for run in runs if syntax != template.syntax else ():
            match = re.search(form, template.text[run[0].start : run[-1].stop])
            if match and (alone or _SURE.fullmatch(match[0])):
                sent = _sent(match[0], "".join(literal.text for literal in run))
                return f"{match[0]!r} is sent as {sent}; {_read_by(syntax, match[0])}"
    return ""


def _sent(written: str, literal: str) -> str:
    """Return how a text is sent; in some syntaxes two braces or percent signs stand for one."""
    sent = written
    if written not in literal:
        for mark in "{}%":
            sent = sent.replace(mark * 2, mark)
    return "it stands" if sent == written else repr(sent)


def _read_by(syntax: str, written: str) -> str:
    if syntax:
        return f"--syntax {syntax} (syntax={syntax!r}) reads it as a placeholder"
    name = written.strip("<>*|[]%")
    start = "no syntax reads it as a placeholder: write"
    if " " in name:
        return f"{start} {{{{{name}}}}} with --syntax mustache (syntax='mustache')"
    return f"{start} {{{name}}}"
