"""Variants: a text with plurals, selects or branches, as all the texts that a recipient may get.

Parts know where they stand and how they are written; how a format writes choices is in its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from .entries import Entry, Notation, Piece
from .notations import Fixed
from .sources import Source

__all__ = ["MOST_VARIANTS", "Choice", "Part", "entries_of", "percent_syntax", "presented", "text_of"]

MOST_VARIANTS = 64
"""Six independent choices of two make so many; more cannot be read as a list."""


class Choice(NamedTuple):
    """A place where one of several branches stands.

    Attributes:
        selector: what decides; places of one selector in one text are decided alike.
        branches: by name.
    """

    selector: str
    branches: Mapping[str, list[Part]]


Part: TypeAlias = Piece | Choice


def entries_of(source: Source, parts: Iterable[Part], /, *, offset: int, **facts: Any) -> Iterator[Entry]:
    """Give out an entry for each combination of branches, named in order: ``one``, ``male,other``.

    Args:
        source: that holds the parts.
        parts: of one text, in order.
        offset: where in the file it begins.
        facts: of all of its entries.

    Raises:
        CatalogError: there are more than `MOST_VARIANTS`.
    """
    facts.setdefault("locale", source.locale)
    prefix = facts.pop("variant", "")
    for names, pieces in _combinations(source, parts, offset, {}):
        variant = ",".join(filter(None, (prefix, *names.values())))
        line = source.line(pieces[0].start if pieces else offset)
        text = text_of(source, pieces)
        yield Entry(text=text, line=line, variant=variant, pieces=tuple(pieces), **facts)


def text_of(source: Source, pieces: Iterable[Piece]) -> str:
    """Return the text that pieces make up."""
    return "".join(notation.spans(source.text[start:stop])[0] for start, stop, notation in pieces)


def _combinations(
    source: Source, parts: Iterable[Part], offset: int, chosen: dict[str, str]
) -> list[tuple[dict[str, str], list[Piece]]]:
    found: list[tuple[dict[str, str], list[Piece]]] = [(chosen, [])]
    for part in parts:
        if isinstance(part, Piece):
            for _, pieces in found:
                pieces.append(part)
            continue
        grown = []
        for names, pieces in found:
            settled = names.get(part.selector)
            for name, branch in part.branches.items():
                if settled not in (None, name) and settled in part.branches:
                    continue
                for inner, added in _combinations(source, branch, offset, names | {part.selector: name}):
                    grown.append((inner, pieces + added))
        if len(grown) > MOST_VARIANTS:
            problem = f"its branches combine to more than {MOST_VARIANTS} texts"
            raise source.error(offset, problem, "split it, or leave the file out")
        found = grown
    return found


def presented(
    source: Source,
    start: int,
    stop: int,
    notation: Notation,
    pattern: re.Pattern[str],
    show: Callable[[re.Match[str]], str | None],
) -> list[Piece]:
    """Cut a range of the file at placeholders, each to be shown in another way: `None` leaves it as it is."""
    pieces: list[Piece] = []
    end = start
    for match in pattern.finditer(source.text, start, stop):
        shown = show(match)
        if shown is None or shown == match[0]:
            continue
        if match.start() > end:
            pieces.append(Piece(end, match.start(), notation))
        pieces.append(Piece(match.start(), match.end(), Fixed(shown)))
        end = match.end()
    if end < stop or not pieces:
        pieces.append(Piece(end, stop, notation))
    return pieces


_CONVERSION = re.compile(r"%(?:\d+\$)?(?:l{0,2}|hh?|[qzj])[@diuxXofFeEgGcs](?![A-Za-z])|%\(\w+\)[sd]")


def percent_syntax(text: str) -> str:
    """Return ``percent`` for a text with a conversion, as C writes it; "" for one that may be no format."""
    return "percent" if _CONVERSION.search(text) else ""
