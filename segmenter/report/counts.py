"""Counts as text for people: a few lines for one message, a table for many.

Each row of the table is shown as soon as it is known, so its columns are fixed; nothing is counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import many
from .display import Screen, paint
from .kit import labelled, rows_of_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.counting import Count
    from ..core.policy import NationalLanguage
    from .outcomes import Answered

__all__ = [
    "count_lines",
    "count_table",
    "count_text",
    "count_words",
    "segment_words",
    "shift_words",
    "unit_words",
]

_SCREEN = Screen()


def count_text(count: Count, *, because: str = "", note: str = "", screen: Screen = _SCREEN) -> str:
    """Return a count in a few aligned lines, with what decided the encoding where that is known.

    >>> from segmenter import count
    >>> print(count_text(count("It’s here")), end="")
    encoding  UCS-2
    segments  1
    units     9 of 70 code units
    free      61 code units
    """
    return "".join(f"{line}\n" for line in count_lines(count, screen, because=because, note=note))


def count_lines(count: Count, screen: Screen, *, because: str = "", note: str = "") -> list[str]:
    """Return the lines of `count_text`."""
    several = count.segments > 1
    each = f", of up to {unit_words(count.segment_units, count)} each" if several else ""
    values = {
        "encoding": str(count.encoding),
        "because": because,
        "segments": f"{count.segments:,}{each}",
        "units": f"{count.units:,} of {unit_words(count.segments * count.segment_units, count)}",
        "free": unit_words(count.free_units, count) + " in the last segment" * several,
        "lost": _lost(count),
        "shifts": shift_words(count),
        "note": note,
    }
    return labelled(values, screen, width=10)


def _lost(count: Count) -> str:
    """Return in words how many units no segment could use without cutting an escape or a surrogate pair."""
    lost = count.segments * count.segment_units - count.units - count.free_units
    return f"{unit_words(lost, count)} before cuts, to keep characters whole" if lost else ""


def unit_words(units: int, count: Count) -> str:
    """Return a number of units with their measure, ``1 septet``."""
    return many(units, "septet" if count.encoding == "GSM-7" else "code unit")


def segment_words(number: int) -> str:
    """Return a number of segments in words, ``1 segment``."""
    return many(number, "segment")


def shift_words(count: Count) -> str:
    """Return the national language tables a message uses; nothing where it uses none."""
    tables = {"locking": count.locking_shift, "single": count.single_shift}
    return ", ".join(f"{language.name.title()} {kind}" for kind, language in tables.items() if language)


def count_words(count: Count) -> str:
    """Return a count in a line, ``1 segment, GSM-7, 2 of 160 septets``."""
    capacity = unit_words(count.segments * count.segment_units, count)
    words = f"{segment_words(count.segments)}, {count.encoding}, {count.units:,} of {capacity}"
    return ", ".join(filter(None, [words, shift_words(count)]))


def count_table(entries: Iterable[Answered[Count]], screen: Screen, *, shifts: bool = False) -> Iterator[str]:
    """Yield a header and a row for each text, its beginning last.

    Args:
        entries: the texts and their outcomes.
        screen: where the table is shown; previews are cut to its width.
        shifts: whether national languages may be used, and have a column (``locking/single``).
    """

    def row(count: Count) -> str:
        encoding = paint(count.encoding, "yellow" if count.encoding == "UCS-2" else "", screen)
        tables = f"  {_codes(count):6}" if shifts else ""
        return f"{encoding} {count.segments:>4} {count.units:>5} {count.free_units:>4}{tables}"

    header = f"{'enc':5} {'segs':>4} {'units':>5} {'free':>4}{'  shifts' * shifts}"
    return rows_of_texts(header, entries, screen, row)


def _codes(count: Count) -> str:
    return "/".join(_code(language) for language in (count.locking_shift, count.single_shift))


def _code(language: NationalLanguage | None) -> str:
    from ..core.policy import LANGUAGE_CODES

    return LANGUAGE_CODES[language] if language else "-"
