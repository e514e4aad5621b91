"""ICU's MessageFormat: arguments become ``{name}``, plurals and selects choices, ``#`` the number's argument.

A message that is not well-formed stays as it is; whoever checks placeholders reports it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .decoding import CatalogFile
from .entries import Entry, Notation, Piece
from .notations import Escaped, Opaque, unless_brace, with_braces_doubled
from .places import cutter
from .variants import Choice, VariantPart, entries_of

__all__ = [
    "JAVA",
    "flaw_of",
    "formatted_in",
    "is_java",
    "message_parts",
    "parts_of",
    "read_as_icu",
]

_ICU_QUOTED = r"''|'(?P<quoted>[{}][^']*+(?:''[^']*+)*+)(?:'|\Z)"
_IN_PLURAL = _ICU_QUOTED.replace("[{}]", "[{}#]")
_IN_CHOICE = _ICU_QUOTED.replace("[{}]", "[{}|]")
_JAVA_QUOTED = r"''|'(?P<quoted>[^']*+(?:''[^']*+)*+)(?:'|\Z)"
_ARGUMENT = re.compile(r"\s*([^\s,{}'#|]+)\s*(?:,\s*(\w+)\s*(,)?\s*(?:offset:\s*(\d+)\s*)?)?")
_KINDS = {"plural": "plural", "selectordinal": "ordinal", "select": "word"}
_SELECTOR = re.compile(r"\s*([^\s{}]+)\s*\{|\s*\}")
_CASE = re.compile(r"\s*(-?(?:\d+(?:\.\d+)?|∞))\s*([#<\u2264])")


def _read(match: re.Match[str]) -> str:
    """Remove the quotes; a brace that is not part of a placeholder is doubled, as in syntax ``brace``."""
    return "'" if match[0] == "''" else with_braces_doubled(match["quoted"].replace("''", "'"))


_TRAP = "an apostrophe before a brace, a # or another apostrophe is not read as one everywhere"


@unless_brace
def _write(sign: str) -> str:
    if sign == "'":
        raise ValueError(_TRAP)
    return f"'{sign}'"


@unless_brace
def _write_java(sign: str) -> str:
    return "''" if sign == "'" else f"'{sign}'"


class _Icu(Escaped):
    """Literal text of a message with single apostrophes: Flutter shows two as two, unless it reads ICU's."""

    __slots__ = ()
    trap = _TRAP


_UNSAFE = re.compile(r"\{\{|\}\}|[{}]|'(?=[{}#|'])")
ICU = _Icu(re.compile(_ICU_QUOTED), _read, _UNSAFE, _write)
ICU_PLURAL = _Icu(re.compile(_IN_PLURAL), _read, _UNSAFE, _write)
ICU_CHOICE = _Icu(re.compile(_IN_CHOICE), _read, _UNSAFE, _write)
JAVA = Escaped(re.compile(_JAVA_QUOTED), _read, re.compile(r"\{\{|\}\}|[{}']"), _write_java)
_TOKENS = {
    notation: re.compile(rf"{quoted}|(?P<sign>[{{}}#|])")
    for notation, quoted in (
        (ICU, _ICU_QUOTED),
        (ICU_PLURAL, _IN_PLURAL),
        (ICU_CHOICE, _IN_CHOICE),
        (JAVA, _JAVA_QUOTED),
    )
}


_FORMATTED = re.compile(r"\{\s*(\w+)\s*,\s*(?:number|date|time|spellout|duration|plural|selectordinal)\b")


def formatted_in(text: str) -> tuple[str, ...]:
    """Return the arguments that a message formats as numbers or dates, in order.

    >>> formatted_in("{when, date, short}: {n, plural, other{# of {name}}}")
    ('when', 'n')
    """
    return tuple(dict.fromkeys(match[1] for match in _FORMATTED.finditer(text)))


def flaw_of(text: str) -> str:
    """Return what is wrong with a message's apostrophes as Java's MessageFormat reads them; "" for nothing.

    >>> flaw_of("L'code {0}"), flaw_of("Write '{0}'")
    ('an apostrophe makes {0} literal text; write two apostrophes for one', '')
    """
    for match in re.finditer(_JAVA_QUOTED, text) if is_java(text) else ():
        quoted = match["quoted"] or ""
        argument = re.search(r"\{\s*\w+\s*(?:,[^{}]*)?\}", quoted)
        if argument and quoted[:1] not in "{}":
            return f"an apostrophe makes {argument[0]} literal text; write two apostrophes for one"
    return ""


def is_java(text: str) -> bool:
    """Return whether a message may be java.text's: its arguments are numbers, where ICU's have names too."""
    return re.search(r"\{\s*[^\W\d]\w*\s*[,}]", text) is None


def parts_of(
    text: str, piece: Callable[[int, int, Notation], Piece], *, java: bool = False
) -> list[VariantPart] | None:
    """Cut a message at its arguments.

    Args:
        text: the message.
        piece: makes a piece of a range of it, in a notation of this module.
        java: whether each apostrophe quotes, as java.text has it, not only one before a brace.

    Returns:
        the parts; `None` where the message is not well-formed.

    >>> parts = parts_of("{n, plural, one{# day} other{# days}}", Piece)
    >>> [branch for branch in parts[0].branches] if parts else None
    ['one', 'other']
    """

    def message(position: int, number: str, ends: str) -> tuple[list[VariantPart], int]:
        """Read up to one of the signs that end it, and leave that."""
        notation = JAVA if java else ICU_CHOICE if "|" in ends else ICU_PLURAL if number else ICU
        parts: list[VariantPart] = []
        end = for_literal = position
        while token := _TOKENS[notation].search(text, end):
            end = token.end()
            sign = token["sign"]
            if not sign or (sign == "#" and not number) or (sign == "|" and sign not in ends):
                continue
            if token.start() > for_literal:
                parts.append(piece(for_literal, token.start(), notation))
            if sign in ends:
                return parts, token.start()
            if sign == "}":
                raise ValueError(text)
            if sign == "#":
                parts.append(piece(token.start(), end, Opaque(f"{{{number}}}")))
            else:
                part, end = argument(token.start())
                parts.append(part)
            for_literal = end
        if ends:
            raise ValueError(text)
        if for_literal < len(text) or not parts:
            parts.append(piece(for_literal, len(text), notation))
        return parts, len(text)

    def argument(start: int) -> tuple[VariantPart, int]:
        match = _ARGUMENT.match(text, start + 1)
        if not match:
            raise ValueError(text)
        name, kind = match[1], match[2]
        position = match.end()
        if match[3] and kind == "choice":
            return choice(name, position)
        if not match[3] or kind not in _KINDS:
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
            # In a select, even one inside a plural, # is a sign like any other.
            branch, position = message(position, "" if kind == "select" else name, "}")
            branches.setdefault(selector[1], branch)
            position += 1

    def choice(name: str, position: int) -> tuple[VariantPart, int]:
        branches: dict[str, list[VariantPart]] = {}
        while case := _CASE.match(text, position):
            branch, position = message(case.end(), "", "|}")
            branches.setdefault(case[1] + (case[2] if case[2] == "<" else ""), branch)
            if text[position] == "}":
                return Choice(f"{name} choice", branches), position + 1
            position += 1
        raise ValueError(text)

    try:
        return message(0, "", "")[0]
    except ValueError:
        return None


def message_parts(
    file: CatalogFile, pieces: Sequence[Piece], text: str, *, java: bool = False
) -> list[VariantPart]:
    """Cut the message that stands in some pieces of a file at its arguments; a malformed one stays whole."""
    cut = cutter(file.text, pieces)

    def piece(start: int, stop: int, notation: Notation) -> Piece:
        if not isinstance(notation, Opaque):
            [part] = cut(start, stop, notation)  # a ValueError where it stands in several parts of the file
            return part
        parts = cut(start, stop, None)
        if not parts:
            raise ValueError("it stands nowhere in the file")
        return Piece(parts[0].start, parts[-1].stop, notation)

    return parts_of(text, piece, java=java) or [*pieces]


def read_as_icu(file: CatalogFile, entry: Entry) -> Iterator[Entry]:
    """Yield the variants of a text as a message; a malformed one is yielded whole."""
    parts = message_parts(file, entry.pieces, entry.text)
    if parts == [*entry.pieces]:
        yield entry
        return
    facts: dict[str, Any] = {"syntax": "brace", "comments": entry.comments, "locale": entry.locale}
    facts |= {"context": entry.context, "variant": entry.variant, "formatted": formatted_in(entry.text)}
    yield from entries_of(file, entry.key, parts, offset=entry.pieces[0].start, **facts)
