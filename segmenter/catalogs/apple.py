"""What Apple's formats with plurals share: ``%#@name@`` in a text stands for one of several others.

In which file they are, and how it is quoted there, is in the readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .decoding import CatalogFile
from .entries import Notation, Piece
from .variants import Choice, VariantPart

__all__ = ["substituted"]

_SUBSTITUTION = re.compile(r"%%|%(?:\d+\$)?#@([^@\r\n]+)@")


def substituted(
    file: CatalogFile, start: int, stop: int, notation: Notation, choice: Callable[[str], Choice | None]
) -> list[VariantPart]:
    """Cut a range of the file at its substitutions; one that `choice` does not know stays as it is."""
    parts: list[VariantPart] = []
    end = start
    for match in _SUBSTITUTION.finditer(file.text, start, stop):
        found = choice(match[1]) if match[1] else None
        if found is None:
            continue
        parts += (Piece(end, match.start(), notation), found)
        end = match.end()
    parts.append(Piece(end, stop, notation))
    return parts
