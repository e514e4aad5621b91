"""ICU's MessageFormat: arguments become ``{name}``, plurals and selects choices, ``#`` the number's argument.

A message that is not well-formed stays as it is: who checks placeholders will say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .entries import Notation, Piece
from .notations import Escaped, Opaque
from .variants import Choice, VariantPart

__all__ = ["ICU", "formatted_in", "parts_of"]

_QUOTED = r"''|'(?P<quoted>[{}#|][^']*+(?:''[^']*+)*+)(?:'|\Z)"
_TOKEN = re.compile(rf"{_QUOTED}|(?P<sign>[{{}}#])")
_ARGUMENT = re.compile(r"\s*([^\s,{}'#|]+)\s*(?:,\s*(\w+)\s*(,)?\s*(?:offset:\s*(\d+)\s*)?)?")
_KINDS = {"plural": "plural", "selectordinal": "ordinal", "select": "word"}
_SELECTOR = re.compile(r"\s*([^\s{}]+)\s*\{|\s*\}")


def _read(match: re.Match[str]) -> str:
    """Take the quotes off; a brace that is no placeholder is doubled, as syntax ``brace`` has it."""
    if match[0] == "''":
        return "'"
    return match["quoted"].replace("''", "'").replace("{", "{{").replace("}", "}}")


def _write(match: re.Match[str]) -> str:
    if match[0] in ("{", "}"):
        raise ValueError(f"a single {match[0]!r} would be a placeholder's")
    if match[0] == "'":
        raise ValueError(_TRAP)
    return f"'{match[0][0]}'"


_TRAP = "an apostrophe before a brace, a # or another apostrophe is not read as one everywhere"


class _Icu(Escaped):
    """Literal text of a message, apostrophes single: Flutter shows two as two, unless told to read ICU's."""

    __slots__ = ()
    trap = _TRAP


ICU = _Icu(re.compile(_QUOTED), _read, re.compile(r"\{\{|\}\}|[{}]|'(?=[{}#|'])"), _write)


_FORMATTED = re.compile(r"\{\s*(\w+)\s*,\s*(?:number|date|time|spellout|duration|plural|selectordinal)\b")


def formatted_in(text: str) -> tuple[str, ...]:
    """Return the arguments that a message formats as numbers or dates, in order.

    >>> formatted_in("{when, date, short}: {n, plural, other{# of {name}}}")
    ('when', 'n')
    """
    return tuple(dict.fromkeys(match[1] for match in _FORMATTED.finditer(text)))


def parts_of(text: str, piece: Callable[[int, int, Notation], Piece]) -> list[VariantPart] | None:
    """Cut a message at its arguments.

    Args:
        text: the message.
        piece: makes a piece of a range of it, in a notation of this module.

    Returns:
        the parts; `None` where the message is not well-formed.

    >>> parts = parts_of("{n, plural, one{# day} other{# days}}", Piece)
    >>> [branch for branch in parts[0].branches] if parts else None
    ['one', 'other']
    """

    def message(position: int, number: str, *, inside: bool) -> tuple[list[VariantPart], int]:
        parts: list[VariantPart] = []
        end = position
        for_literal = end
        while token := _TOKEN.search(text, end):
            end = token.end()
            sign = token["sign"]
            if not sign or (sign == "#" and not number):
                continue
            if token.start() > for_literal:
                parts.append(piece(for_literal, token.start(), ICU))
            if sign == "}":
                if not inside:
                    raise ValueError(text)
                return parts, end
            if sign == "#":
                parts.append(piece(token.start(), end, Opaque(f"{{{number}}}")))
            else:
                part, end = argument(token.start(), number)
                parts.append(part)
            for_literal = end
        if inside:
            raise ValueError(text)
        if for_literal < len(text) or not parts:
            parts.append(piece(for_literal, len(text), ICU))
        return parts, len(text)

    def argument(start: int, number: str) -> tuple[VariantPart, int]:
        match = _ARGUMENT.match(text, start + 1)
        if not match:
            raise ValueError(text)
        name, kind = match[1], match[2]
        position = match.end()
        if not match[3] or kind not in ("plural", "select", "selectordinal"):
            stop = text.index("}", position)
            if "{" in text[position:stop]:
                raise ValueError(text)
            return piece(start, stop + 1, Opaque(f"{{{name}}}")), stop + 1
        branches: dict[str, list[VariantPart]] = {}
        while True:
            selector = _SELECTOR.match(text, position)
            if not selector or (not selector[1] and not branches):
                raise ValueError(text)
            position = selector.end()
            if not selector[1]:
                return Choice(name, branches, _KINDS[kind], offset=int(match[4] or 0)), position
            inner = number if kind == "select" else name
            branches[selector[1]], position = message(position, inner, inside=True)

    try:
        return message(0, "", inside=False)[0]
    except ValueError:
        return None
