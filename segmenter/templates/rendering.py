"""Rendering: a template with its values put in.

The text is exact; what it costs is the core's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ..core.counting import exact_text, text_remedy
from ..errors import TemplateError, TemplateValuesError
from .template import (
    Condition,
    Literal,
    Part,
    Placeholder,
    Template,
    as_template,
    interpolation_name,
    is_template_string,
)

__all__ = [
    "fill",
    "is_shown",
    "listed",
    "missing_names",
    "part_texts",
    "place_of",
    "quoted",
    "render",
    "render_row",
]

_YES = frozenset(["yes", "y", "true", "t", "1", "include", "show"])
"""What shows a conditional text, in any case; anything else hides it (GOV.UK Notify)."""


def render(template: str | Template, values: Mapping[str, object] = MappingProxyType({})) -> str:
    """Return the text of a template with its values put in.

    Args:
        template: from `parse`; a text is parsed with syntax ``brace``. A template string of
            Python 3.14 brings its own values, written by their formats; values given by name, such as
            ``name`` or ``price:.2f``, win over them.
        values: by name, for each placeholder a text, a whole number, a `Decimal`, a `date` or a `datetime`; a
            float is refused: it can be written in several ways. A condition takes a `bool`, or a text:
            yes, y, true, t, 1, include and show mean that its text is shown.

    Raises:
        TemplateValuesError: a value is missing, or one has no placeholder; a `LookupError`.
        TemplateError: a value is none of these; so `None` is never sent as a word.

    >>> render("Hi {name}, {{your}} code is {code}", {"name": "Zoë", "code": 1234})
    'Hi Zoë, {your} code is 1234'
    """
    if is_template_string(template):  # its own values, where none are given
        own = {interpolation_name(part): _own_value(part) for part in template.interpolations}  # type: ignore[union-attr]
        values = own | dict(values)
    template = as_template(template)
    names = frozenset(template.names)  # which looks at every part
    extra = tuple(str(name) for name in values if name not in names)
    if extra:
        missing = missing_names(template, values)
        raise TemplateValuesError(
            f"no placeholder takes {listed('the value', extra)}",
            hint=f"leave out what is not used; nothing is given for {quoted(missing)}"
            if missing
            else "leave out what is not used",
            missing=missing,
            extra=extra,
        )
    return render_row(template, values)


_CONVERSIONS: dict[str, Callable[[object], str]] = {"s": str, "r": repr, "a": ascii}


def _own_value(interpolation: Any) -> object:
    """Return the value of an interpolation, written by its conversion and format where it has them."""
    value = interpolation.value
    if interpolation.conversion:
        value = _CONVERSIONS[interpolation.conversion](value)
    return format(value, interpolation.format_spec) if interpolation.format_spec else value


def render_row(template: Template, values: Mapping[str, object]) -> str:
    """Return the text of a template; values without a placeholder are ignored."""
    texts = iter(part_texts(template, values))
    return "".join([part.text if isinstance(part, Literal) else next(texts) for part in template.parts])


def part_texts(template: Template, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the text of each part of a template that is not a literal; errors as of `render`."""
    if missing := missing_names(template, values):
        raise TemplateValuesError(
            f"nothing is given for {listed('placeholder', missing)}{', the first' * (len(missing) > 1)}",
            hint="give it a value" if len(missing) == 1 else "give each a value",
            index=place_of(template, missing[0]),
            missing=missing,
        )
    return tuple(
        part.text * is_shown(values[part.name])
        if isinstance(part, Condition)
        else _text(values[part.name], part)
        for part in template.parts
        if not isinstance(part, Literal)
    )


def missing_names(template: Template, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of a template that nothing is given for."""
    return tuple(name for name in template.names if name not in values)


def place_of(template: Template, name: str) -> int:
    """Return where a name stands first."""
    return next(part.start for part in template.parts if not isinstance(part, Literal) and part.name == name)


def fill(parts: Iterable[Part], texts: Mapping[str, str], shown: Container[str]) -> str:
    """Return the text of these parts with their texts put in, and the conditions of these names shown."""
    return "".join(
        [
            part.text
            if isinstance(part, Literal)
            else texts[part.name]
            if isinstance(part, Placeholder)
            else part.text * (part.name in shown)
            for part in parts
        ]
    )


def is_shown(value: object) -> bool:
    """Return whether a condition's value shows its text."""
    return value is True or str(value).strip().lower() in _YES


def _text(value: object, part: Placeholder) -> str:
    """Return a value as it is put into a text: numbers in digits, days in ISO 8601."""
    if isinstance(value, str):
        return exact_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if value is None:
        problem, hint = "is missing", "give it one, or leave the row out"
    elif isinstance(value, float | Decimal):
        problem = f"is {repr(value)[:60]}, a number that can be written in several ways"
        hint = "store it as text or as an exact decimal"
    elif remedy := text_remedy(value):  # without its words: those of a lazy string may not be at hand yet
        problem, hint = f"is of type {type(value).__name__}, not a text", remedy.removeprefix("; ")
    else:
        kind = "yes or no" if isinstance(value, bool) else type(value).__name__
        problem, hint = f"is {repr(value)[:60]} ({kind}), not a text", "store it as text"
    raise TemplateError(f"the value of {part.name!r} {problem}", hint=hint)


def listed(kind: str, names: tuple[str, ...]) -> str:
    """Return names after what they are, ``placeholders 'a', 'b'``."""
    return f"{kind}{'s' * (len(names) > 1)} {quoted(names)}"


def quoted(names: tuple[str, ...]) -> str:
    """Return the first few of some names, in quotes."""
    shown = ", ".join(map(repr, names[:10]))
    return f"{shown} and {len(names) - 10} more" if len(names) > 10 else shown
