"""Segments as text for people: each with its room, its place, its text, and where it was cut.

Shows the cuts the core has made; nothing is cut or counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.clusters import cluster_start
from .counts import segment_words, shift_words, unit_words
from .display import columns_taken, shown
from .kit import heading, numbered, prose, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.segmentation import Message, Segment
    from .display import Screen
    from .outcomes import Answered

__all__ = ["split_text", "split_texts"]

_CONTEXT = 12  # characters shown either side of a cut


def split_texts(entries: Iterable[Answered[Message]], screen: Screen) -> Iterator[str]:
    """Yield many messages, each under its index."""
    return numbered(entries, screen, lambda message: split_text(message, screen))


def split_text(message: Message, screen: Screen, *, because: str = "", note: str = "") -> str:
    """Return a message's segments, one below the other.

    >>> from segmenter import segment
    >>> from segmenter.report.display import Screen
    >>> print(split_text(segment("See you at eight"), Screen()), end="")
    GSM-7, 1 segment
    <BLANKLINE>
    Segment 1 of 1: 16 septets, 144 free, text[0:16]
    │ See you at eight
    """
    lines = prose(_headline(message), screen, rest=0)
    if because:
        lines += prose(f"{message.encoding} because {because}", screen, rest=0)
    if note:
        lines += prose(f"Note: {note}", screen, rest=0)
    for segment in message.segments:
        lines += ["", *_segment_lines(segment, message, screen)]
    return "\n".join(lines) + "\n"


def _headline(message: Message) -> str:
    count = message.count
    several = count.segments > 1
    most = f" of up to {unit_words(count.segment_units, count)}" if several else ""
    return ", ".join(
        filter(None, [count.encoding, f"{segment_words(count.segments)}{most}", shift_words(count)])
    )


def _segment_lines(segment: Segment, message: Message, screen: Screen) -> Iterator[str]:
    free = message.segment_units - segment.units
    units = unit_words(segment.units, message.count)
    name = f"Segment {segment.number} of {len(message.segments)}"
    yield from heading(f"{name}: {units}, {free} free, text[{segment.start}:{segment.stop}]", screen)
    yield from quoted(segment.text, screen)
    if segment.stop < len(message.text):
        yield from prose(_cut_words(segment, message.text, screen), screen, rest=0, colour="faint")


def _cut_words(segment: Segment, text: str, screen: Screen) -> str:
    """Describe where the cut after a segment is, with the characters on either side."""
    cut = segment.stop
    first, last = max(cut - _CONTEXT, 0), cut + _CONTEXT
    start = screen.ellipsis if first else ""
    end = screen.ellipsis if last < len(text) else ""
    sides = f"{shown(text[first:cut], screen)}|{shown(text[cut:last], screen)}"
    return f"Cut {_cut_place(segment, text)}: {start}{sides}{end}"


def _cut_place(segment: Segment, text: str) -> str:
    before, after = text[segment.stop - 1], text[segment.stop]
    if cluster_start(text, segment.stop, since=segment.start) < segment.stop:
        return "inside a character (grapheme cluster)"
    if before.isspace() or after.isspace():
        return "between words"
    # Chinese and Japanese put no space between words.
    wide = columns_taken(before) == columns_taken(after) == 2
    return "inside a word" if before.isalnum() and after.isalnum() and not wide else "between characters"
