"""Templates: a text with places to be filled in, as its parts in order; and what every syntax shares.

How placeholders are written is in `syntaxes`; what a template costs is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from ..core.counting import exact_text
from ..errors import TemplateError

__all__ = [
    "SYNTAXES",
    "Condition",
    "Literal",
    "Part",
    "Placeholder",
    "Syntax",
    "Template",
    "as_template",
    "interpolation_name",
    "is_template_string",
    "malformed",
    "nested",
    "parse",
]

SYNTAXES = ("brace", "percent", "mustache", "dollar", "colon", "ruby", "notify", "dlt")
"""How placeholders may be written: each is a module of `syntaxes`."""


class Literal(NamedTuple):
    """Text that stands as it is; of an escape, what it stands for.

    Attributes:
        text: as it is sent.
        start: where it begins in the template, in code points.
        stop: where it ends there.
    """

    text: str
    start: int
    stop: int


class Placeholder(NamedTuple):
    """A place for a value.

    Attributes:
        name: of the value; ``"1"``, ``"2"`` … in order, where it is written without one.
        start: where it begins in the template, in code points.
        stop: where it ends there.
    """

    name: str
    start: int
    stop: int


class Condition(NamedTuple):
    """Text that is shown or left out.

    Attributes:
        name: of the value that decides.
        text: what may be shown.
        start: where it begins in the template, in code points.
        stop: where it ends there.
    """

    name: str
    text: str
    start: int
    stop: int


Part = Literal | Placeholder | Condition


class Template(NamedTuple):
    """A text with places to be filled in. `parse` makes one.

    Attributes:
        text: as it was written.
        syntax: how its placeholders are written; one of `SYNTAXES`.
        parts: in order; their places in `text` follow each other without a gap.
    """

    text: str
    syntax: str
    parts: tuple[Part, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names to be given a value, conditions included, each once and in order."""
        return tuple(dict.fromkeys(part.name for part in self.parts if not isinstance(part, Literal)))


class Syntax(NamedTuple):
    """A way to write placeholders.

    Attributes:
        pattern: finds all that is not plain text. A group that matched is a placeholder's name, or is empty
            where it is written without one; without a group it is an escape, or for `other`.
        escapes: what stands for itself, and how it is sent.
        remedy: how to write plain text that looks like a placeholder.
        other: makes a part of a match that is neither, or raises `TemplateError`.
    """

    pattern: re.Pattern[str]
    escapes: Mapping[str, str]
    remedy: str
    other: Callable[[re.Match[str]], Part]


_new = tuple.__new__  # past the named tuples' own constructors: 0.2 µs each against 0.3


def parse(text: str, *, syntax: str = "brace") -> Template:
    """Find the placeholders of a template.

    Args:
        text: of any length; the time is proportional to it.
        syntax: how placeholders are written: ``brace``, ``percent``, ``mustache``, ``dollar``, ``colon``,
            ``ruby``, ``notify`` or ``dlt``.

    Raises:
        TemplateError: a placeholder is malformed, or there is no such syntax.
        TypeError: `text` is not a `str`.

    >>> parse("Hi {name}!").parts[:2]
    (Literal(text='Hi ', start=0, stop=3), Placeholder(name='name', start=3, stop=9))
    """
    if type(text) is not str:
        text = exact_text(text, "a template")
    pattern, escapes, remedy, other = _syntax(syntax)
    parts: list[Part] = []
    end = unnamed = 0
    for match in pattern.finditer(text):
        start, stop = match.span()
        if start > end:
            parts.append(_new(Literal, (text[end:start], end, start)))
        end = stop
        if group := match.lastindex:
            name = match[group]
            if not name:
                unnamed += 1
                name = str(unnamed)
            parts.append(_new(Placeholder, (name, start, stop)))
        elif sign := escapes.get(match[0]):
            parts.append(_new(Literal, (sign, start, stop)))
        else:
            parts.append(other(match))
    if end < len(text):
        parts.append(_new(Literal, (text[end:], end, len(text))))
    template = _new(Template, (text, syntax, tuple(parts)))
    if unnamed:
        _refuse_numbers_beside_unnamed(template, pattern, remedy)
    return template


def as_template(template: str | Template) -> Template:
    """Return a template; a text is parsed with syntax ``brace``, a template string (PEP 750) as it is."""
    if isinstance(template, Template):
        return template
    return _of_template_string(template) if is_template_string(template) else parse(template)


def is_template_string(template: object) -> bool:
    """Return whether something is a template string of Python 3.14, without importing what 3.13 lacks."""
    return type(template).__module__ == "string.templatelib" and hasattr(template, "interpolations")


def interpolation_name(interpolation: Any) -> str:
    """Return how an interpolation is written between its braces: expression, conversion and format."""
    conversion = f"!{interpolation.conversion}" if interpolation.conversion else ""
    form = f":{interpolation.format_spec}" if interpolation.format_spec else ""
    return f"{interpolation.expression.strip()}{conversion}{form}"


def _of_template_string(template: Any) -> Template:
    """Return a template string as a template: each interpolation is a placeholder named as it is written."""
    parts: list[Part] = []
    text = ""
    for index, literal in enumerate(template.strings):
        if literal:
            parts.append(Literal(literal, len(text), len(text) + len(literal)))
            text += literal
        if index < len(template.interpolations):
            name = interpolation_name(template.interpolations[index])
            shown = "{" + name + "}"
            parts.append(Placeholder(name, len(text), len(text) + len(shown)))
            text += shown
    return Template(text, "brace", tuple(parts))


@lru_cache(maxsize=len(SYNTAXES))
def _syntax(name: str) -> Syntax:
    if name not in SYNTAXES:
        raise TemplateError(f"there is no syntax {name!r}", hint=f"there are {', '.join(SYNTAXES)}")
    found: Syntax = import_module(f".syntaxes.{name}", __package__).SYNTAX
    return found


def _refuse_numbers_beside_unnamed(template: Template, pattern: re.Pattern[str], remedy: str) -> None:
    for part in template.parts:
        if isinstance(part, Placeholder) and part.name.isdecimal():
            match = pattern.match(template.text, part.start)
            if match and match.lastindex and match[match.lastindex]:
                raise TemplateError(
                    f"placeholder {part.name} is numbered, but others have neither number nor name",
                    hint=f"number all of them or none, or {remedy}",
                    index=part.start,
                )


def malformed(match: re.Match[str], *, opening: str, closing: str, remedy: str) -> TemplateError:
    """Return the error for an opening or closing that belongs to no placeholder, with the reason."""
    text, index = match.string, match.start()
    if match[0].startswith(closing) and not match[0].startswith(opening):
        return TemplateError(f"{closing!r} closes no placeholder", hint=remedy, index=index)
    begin = index + len(opening)
    end = text.find(closing, begin)
    if end < 0:
        problem, hint = f"{opening!r} is never closed", f"close it with {closing!r}, or {remedy}"
        return TemplateError(problem, hint=hint, index=index)
    body = text[begin:end]
    if opening in body:
        return nested(opening, index, begin + body.index(opening), closing=closing, remedy=remedy)
    shown = body if len(body) <= 40 else f"{body[:39]}…"
    if not body.strip():
        return TemplateError(f"{match[0]!r} names nothing", hint=f"give it a name, or {remedy}", index=index)
    if re.fullmatch(r"\w[\w.-]*(?: \w[\w.-]*)+", body.strip()):
        other = "{{" + body.strip() + "}}"
        hint = f"only the syntaxes mustache, notify and percent read names with blanks: {other} with mustache"
        return TemplateError(f"{shown!r} is not a name", hint=f"{hint}; or {remedy}", index=index)
    hint = f"a name is letters, digits, '_', '-' and '.'; format the value before you give it; or {remedy}"
    return TemplateError(f"{shown!r} is not a name", hint=hint, index=index)


def nested(opening: str, index: int, inner: int, *, closing: str, remedy: str) -> TemplateError:
    """Return the error for an opening with another before its closing."""
    problem = f"{opening!r} is not closed before the next one (index {inner})"
    hint = f"placeholders cannot be nested: close the first with {closing!r}, or {remedy}"
    return TemplateError(problem, hint=hint, index=index)
