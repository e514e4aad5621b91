"""Placeholders of catalog texts: parsed strictly, or with their formats left out.

Catalogs hold what templates refuse, as its length is not known: ``%05.2f``, ``{n:>9}``, ``{{ a|b }}``. Here
that is a placeholder like any other; what it costs is not known here.
"""

from __future__ import annotations

import re
from functools import cache

from ..errors import TemplateError
from ..templates.template import parse
from .written import PLAIN, Written

__all__ = ["conversions", "written"]

_FORMATTED = {
    "percent": (
        re.compile(
            r"%%|%n|%(?P<name>\([^()%]+\)|\d+\$|<)?(?:[#0 +',-]|\((?=[-,.\d]|[doxXeEfgG](?!\w)))*"
            r"(?P<width>\d+|\*(?:\d+\$)?)?(?:\.(?P<precision>\d+|\*(?:\d+\$)?)?)?"
            r"(?:(?:hh?|ll?|[qjztL])?(?P<conversion>[diouxXeEfFgGcCrsaAp@]|(?<! )[bS])"
            r"|[tT](?P<part>[A-Za-z]))"
        ),
        r"%\g<name>s",
    ),
    "brace": (
        re.compile(r"\{\{|\}\}|\{\s*(?P<name>[\w.-]*)(?:\[[^\][{}]*\])*\s*(?:![rsa])?(?::[^{}]*|,[^{}]*)?\}"),
        r"{\g<name>}",
    ),
    "mustache": (re.compile(r"\{\{\{?[#^/&>-]?\s*(?P<name>[\w.-]+)[^{}]*\}?\}\}"), r"{{\g<name>}}"),
    "ruby": (
        re.compile(r"%%|%[#0 +-]*\d*<(?P<name>\w+)>[#0 +-]*\d*(?:\.\d+)?[bBdiouxXeEfgGaAcps]"),
        r"%{\g<name>}",
    ),
}
# A date, as xgettext flags it python-format for its %d: directives of strftime, and nothing else.
_DATE = re.compile(r"(?:[^%]|(?<![0-9])%[_-]?[EO]?[aAbBcCdDeFgGhHIjklmMnpPrRSTtuUVwWxXyYzZ]|%%)*")
# Each of its branches is a message of its own.
_BRANCHES = re.compile(r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal)\s*,")


def written(text: str, syntax: str) -> Written:
    """Find the placeholders of a text.

    >>> written("Hi %(name)s, %.2f", "percent").names
    ('name', '1')
    >>> written("Hi {name", "brace").error is None, written("%b %d, %Y", "percent").names
    (False, ())
    """
    if not syntax:
        return PLAIN
    try:
        template = parse(text, syntax=syntax)
    except TemplateError:
        if syntax == "brace" and _BRANCHES.search(text):
            return Written((), None, None, branched=True)
        if syntax == "percent" and _DATE.fullmatch(text):
            return PLAIN
        try:
            template = parse(_without_formats(text, syntax), syntax=syntax)
        except TemplateError as second:
            index = None if second.index is None else _index_before(second.index, text, syntax)
            return Written((), None, TemplateError(second.problem, hint=second.hint, index=index))
    names = template.names
    # Without placeholders, its escapes are parts of it still.
    return Written(names, template if names or len(template.parts) > 1 else None, None)


def _plain_percent(match: re.Match[str]) -> str:
    """Return a conversion without its format: ``%n`` is a line end, ``%<s`` repeats the value before it."""
    if match[0] in ("%%", "%n"):
        return "%%" if match[0] == "%%" else "\n"
    name = match["name"] or ""
    stars = "".join(f"%{star[1:]}d" for star in _stars(match))
    return stars if name == "<" else f"{stars}%{name}s"


def _stars(match: re.Match[str]) -> list[str]:
    """Return the width and the precision that are values of their own: ``*``, or ``*2$``."""
    return [star for star in (match["width"], match["precision"]) if star and star[0] == "*"]


def _plain(match: re.Match[str], syntax: str) -> str:
    if syntax == "percent":
        return _plain_percent(match)
    return match[0] if match["name"] is None else match.expand(_FORMATTED[syntax][1])


def _without_formats(text: str, syntax: str) -> str:
    if syntax not in _FORMATTED:
        return text
    return _FORMATTED[syntax][0].sub(lambda match: _plain(match, syntax), text)


def _index_before(index: int, text: str, syntax: str) -> int:
    """Return where in a text stands what is at an index once its formats are left out."""
    shorter = 0
    for match in _FORMATTED[syntax][0].finditer(text) if syntax in _FORMATTED else ():
        start, plain = match.start() - shorter, _plain(match, syntax)
        if index < start:
            break
        if index < start + len(plain):
            return match.start()
        shorter += len(match[0]) - len(plain)
    return index + shorter


@cache
def _kinds() -> dict[str, str]:
    """Return the first conversion of each kind that takes the same values; the others are their own kind."""
    return {one: kind[0] for kind in ("diuoxX", "feEFgG", "sr") for one in kind}


def conversions(text: str) -> dict[str, set[str]]:
    """Return what the placeholders of syntax ``percent`` take, by name: ``d`` for any whole number.

    >>> conversions("%(name)s: %(n)05i %%")
    {'name': {'s'}, 'n': {'d'}}
    """
    found: dict[str, set[str]] = {}
    unnamed = 0
    for match in _FORMATTED["percent"][0].finditer(text):
        for star in _stars(match):
            unnamed += star == "*"
            found.setdefault(star[1:-1] or str(unnamed), set()).add("d")
        conversion = match["conversion"] or ("t" if match["part"] else "")
        if conversion and match["name"] != "<":
            unnamed += not match["name"]
            name = (match["name"] or str(unnamed)).strip("()$")
            found.setdefault(name, set()).add(_kinds().get(conversion, conversion))
    return found
