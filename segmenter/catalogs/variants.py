"""Variants: a text with plurals, selects or branches, as all the texts that a recipient may get.

Parts know where they stand and how they are written; how a format writes choices is in its reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from .decoding import CatalogFile
from .entries import Entry, Notation, Piece
from .notations import Opaque

__all__ = ["MOST_VARIANTS", "Choice", "VariantPart", "entries_of", "percent_syntax", "presented"]

MOST_VARIANTS = 64
"""Six independent choices of two make so many; more cannot be read as a list."""


class Choice(NamedTuple):
    """A place where one of several branches stands.

    Attributes:
        selector: what decides; places of one selector in one text are decided alike.
        branches: by name.
    """

    selector: str
    branches: Mapping[str, list[VariantPart]]


VariantPart: TypeAlias = Piece | Choice


def entries_of(
    file: CatalogFile,
    key: str,
    parts: Iterable[VariantPart],
    /,
    *,
    offset: int,
    variant: str = "",
    **facts: Any,
) -> Iterator[Entry]:
    """Yield an entry for each combination of branches, named in order: ``one``, ``male,other``.

    Args:
        file: that holds the parts.
        key: of the text.
        parts: of the text, in order.
        offset: where in the file it begins.
        variant: what names its entries before the branches do.
        facts: of all of its entries.

    Raises:
        CatalogError: there are more than `MOST_VARIANTS`.
    """
    for names, pieces in _combinations(file, parts, offset, {}):
        name = ",".join(filter(None, (variant, *names.values())))
        yield file.entry(key, tuple(pieces), offset=offset, variant=name, **facts)


def _combinations(
    file: CatalogFile, parts: Iterable[VariantPart], offset: int, chosen: dict[str, str]
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
                for inner, added in _combinations(file, branch, offset, names | {part.selector: name}):
                    grown.append((inner, pieces + added))
        if len(grown) > MOST_VARIANTS:
            problem = f"its branches combine to more than {MOST_VARIANTS} texts"
            raise file.error(offset, problem, "split it, or leave the file out")
        found = grown
    return found


def presented(
    file: CatalogFile,
    start: int,
    stop: int,
    notation: Notation,
    pattern: re.Pattern[str],
    show: Callable[[re.Match[str]], str | None],
) -> list[Piece]:
    """Cut a range of the file at placeholders, each to be shown in another way: `None` leaves it as it is."""
    pieces: list[Piece] = []
    end = start
    for match in pattern.finditer(file.text, start, stop):
        shown = show(match)
        if shown is None or shown == match[0]:
            continue
        if match.start() > end:
            pieces.append(Piece(end, match.start(), notation))
        pieces.append(Piece(match.start(), match.end(), Opaque(shown)))
        end = match.end()
    if end < stop or not pieces:
        pieces.append(Piece(end, stop, notation))
    return pieces


_CONVERSION = re.compile(r"%(?:\d+\$)?(?:l{0,2}|hh?|[qzj])[@diuxXofFeEgGcs](?![A-Za-z])|%\(\w+\)[sd]")


def percent_syntax(text: str) -> str:
    """Return ``percent`` for a text with a conversion, as C writes it; "" for one that may be no format."""
    return "percent" if _CONVERSION.search(text) else ""
