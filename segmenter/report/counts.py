"""Counts as text for people: a few lines for one message, a table for many.

Each row of the table is given out as soon as it is known, so its columns are fixed; nothing is printed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .outcomes import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.counting import Count
    from ..core.policy import NationalLanguage
    from .display import Screen
    from .outcomes import Entry

__all__ = ["count_table", "count_text", "shift_words", "units_in_words"]

_MIN_PREVIEW_COLUMNS = 8


def count_text(count: Count, *, because: str = "", note: str = "") -> str:
    """Return a count in a few aligned lines, with what decided the encoding where that is known.

    >>> from segmenter import count
    >>> print(count_text(count("It’s here")), end="")
    encoding  UCS-2
    segments  1
    units     9 of 70 code units
    free      61 code units
    """
    capacity = units_in_words(count.segments * count.segment_units, count)
    lines = {
        "encoding": count.encoding,
        "because": because,
        "segments": f"{count.segments:,}",
        "units": f"{count.units:,} of {capacity}",
        "free": units_in_words(count.free_units, count),
        "lost": _lost(count),
        "shifts": shift_words(count),
        "note": note,
    }
    if count.segments > 1:
        lines["segments"] += f", of up to {units_in_words(count.segment_units, count)} each"
        lines["free"] += " in the last segment"
    return "".join(f"{label:<8}  {value}\n" for label, value in lines.items() if value)


def _lost(count: Count) -> str:
    """Say how many units no segment could use, lest an escape or a surrogate pair be cut."""
    lost = count.segments * count.segment_units - count.units - count.free_units
    return f"{units_in_words(lost, count)} before cuts, to keep characters whole" if lost else ""


def units_in_words(units: int, count: Count) -> str:
    """Return a number of units with their measure, ``1 septet``."""
    measure = "septet" if count.encoding == "GSM-7" else "code unit"
    return f"{units:,} {measure}{'' if units == 1 else 's'}"


def shift_words(count: Count) -> str:
    """Return the national language tables a message uses; nothing where it uses none."""
    tables = {"locking": count.locking_shift, "single": count.single_shift}
    return ", ".join(f"{language.name.title()} {kind}" for kind, language in tables.items() if language)


def count_table(entries: Iterable[Entry[Count]], screen: Screen, *, shifts: bool = False) -> Iterator[str]:
    """Give out a header and a row for each text, its beginning last.

    Args:
        entries: the texts and their outcomes.
        screen: where the table is shown; previews are cut to its width.
        shifts: whether national languages may be used, and have a column (``locking/single``).
    """
    from .display import cut_to_columns, paint

    header = f"{'index':>6} {'enc':5} {'segs':>4} {'units':>5} {'free':>4}  {'shifts ' * shifts}text"
    room = screen._replace(columns=max(screen.columns - header.index("text"), _MIN_PREVIEW_COLUMNS))
    yield paint(header, "bold", screen) + "\n"
    for index, (text, outcome) in enumerate(entries):
        if isinstance(outcome, Failure):
            yield f"{index:>6} {paint('error', 'red', screen)} {outcome.message}\n"
            continue
        ucs2 = outcome.encoding == "UCS-2"
        encoding = paint(outcome.encoding, "yellow", screen) if ucs2 else outcome.encoding
        numbers = f"{outcome.segments:>4} {outcome.units:>5} {outcome.free_units:>4}"
        tables = f"{_codes(outcome):6} " if shifts else ""
        yield f"{index:>6} {encoding} {numbers}  {tables}{cut_to_columns(text, room)}\n"


def _codes(count: Count) -> str:
    return "/".join(_code(language) for language in (count.locking_shift, count.single_shift))


def _code(language: NationalLanguage | None) -> str:
    from ..core.languages import LANGUAGE_CODES

    return LANGUAGE_CODES[language] if language else "-"
