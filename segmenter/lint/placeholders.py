"""Placeholders of catalog texts: parsed strictly, or with their formats left out, or only seen.

Catalogs hold what templates refuse, as its length cannot be told: ``%05.2f``, ``{n:>9}``, ``{{ a|b }}``. Here
that is a placeholder like any other; what it costs is not known here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..advice.protection import protected
from ..errors import TemplateError
from .written import Written

if TYPE_CHECKING:
    from ..templates import Template

__all__ = ["written"]


_FORMATTED = {
    "percent": (
        re.compile(
            r"%%|%(?P<name>\([^()%]+\)|\d+\$)?[#0 +'-]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?"
            r"(?:hh?|ll?|[qjztL])?[diouxXeEfFgGcrsaAp@]"
        ),
        r"%\g<name>s",
    ),
    "brace": (
        re.compile(r"\{\{|\}\}|\{\s*(?P<name>[\w.-]*)(?:\[[^\][{}]*\])*\s*(?:![rsa])?(?::[^{}]*|,[^{}]*)?\}"),
        r"{\g<name>}",
    ),
    "mustache": (re.compile(r"\{\{\{?[#^/&>-]?\s*(?P<name>[\w.-]+)[^{}]*\}?\}\}"), r"{{\g<name>}}"),
}
# Each of its branches is a message of its own, which only the reader of the file can tell apart.
_BRANCHES = re.compile(r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*,")


def written(text: str, syntax: str) -> Written:
    """Find the placeholders of a text.

    >>> written("Hi %(name)s, %.2f", "percent").names
    ('name', '1')
    >>> written("Hi {name", "brace").error is None, written("Hi {name}", "").names
    (False, ('{name}',))
    """
    if not syntax:
        return Written(_seen(text), None, None)
    from ..templates.template import parse

    try:
        template = parse(text, syntax=syntax)
    except TemplateError as error:
        if syntax == "brace" and _BRANCHES.search(text):
            return Written(_seen(text), None, None)
        try:
            template = parse(_without_formats(text, syntax), syntax=syntax)
        except TemplateError:
            return Written(_seen(text), None, error)
    return Written(template.names, template, None) if template.names else _literal(template)


def _literal(template: Template) -> Written:
    """Return a text without placeholders; its escapes are parts of it still."""
    return Written((), template if len(template.parts) > 1 else None, None)


def _without_formats(text: str, syntax: str) -> str:
    if syntax not in _FORMATTED:
        return text
    pattern, plain = _FORMATTED[syntax]
    if syntax == "percent":
        return pattern.sub(lambda found: found[0] if found[0] == "%%" else f"%{found['name'] or ''}s", text)
    return pattern.sub(lambda found: found[0] if found["name"] is None else found.expand(plain), text)


def _seen(text: str) -> tuple[str, ...]:
    """Return what looks like a placeholder in any syntax; a percent sign alone is too often only that."""
    found = (text[each.start : each.stop] for each in protected(text, ()) if each.what == "in a placeholder")
    return tuple(dict.fromkeys(each for each in found if each[0] != "%" or each[1] == "("))
