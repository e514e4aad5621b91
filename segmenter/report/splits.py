"""Segments as text for people: each with its room, its place, its text, and where it was cut.

Shows the cuts the core has made; nothing is cut or counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.clusters import cluster_start
from .counts import shift_words, units_in_words
from .display import columns_taken, paint, visible, wrap
from .outcomes import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..core.segmentation import Message, Segment
    from .display import Screen
    from .outcomes import Entry

__all__ = ["split_text", "split_texts"]

_CONTEXT = 12  # characters shown either side of a cut


def split_texts(entries: Iterable[Entry[Message]], screen: Screen) -> Iterator[str]:
    """Give out many messages, each under its index."""
    for index, (_, outcome) in enumerate(entries):
        space = "\n" if index else ""
        yield space + paint(f"Message {index}", "bold", screen) + "\n"
        if isinstance(outcome, Failure):
            yield f"{paint('error', 'red', screen)} {outcome.message}\n"
        else:
            yield split_text(outcome, screen)


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
    lines = _prose(_headline(message), screen)
    if because:
        lines += _prose(f"{message.encoding} because {because}", screen)
    if note:
        lines += _prose(f"Note: {note}", screen)
    for segment in message.segments:
        lines += ["", *_segment_lines(segment, message, screen)]
    return "\n".join(lines) + "\n"


def _headline(message: Message) -> str:
    count = message.count
    if count.segments == 1:
        words = [count.encoding, "1 segment", shift_words(count)]
    else:
        most = f"{count.segments} segments of up to {units_in_words(count.segment_units, count)}"
        words = [count.encoding, most, shift_words(count)]
    return ", ".join(filter(None, words))


def _prose(words: str, screen: Screen) -> list[str]:
    return [line.rstrip() for line in wrap(words, screen)]


def _segment_lines(segment: Segment, message: Message, screen: Screen) -> Iterator[str]:
    free = message.segment_units - segment.units
    units = units_in_words(segment.units, message.count)
    name = f"Segment {segment.number} of {len(message.segments)}"
    for line in _prose(f"{name}: {units}, {free} free, text[{segment.start}:{segment.stop}]", screen):
        yield paint(line, "bold", screen)
    bar = screen.encode("│ ", otherwise="| ")
    for line in wrap(segment.text, screen._replace(columns=max(screen.columns - columns_taken(bar), 8))):
        yield paint(bar, "faint", screen) + line
    if segment.stop < len(message.text):
        for line in _prose(_cut_words(segment, message.text, screen), screen):
            yield paint(line, "faint", screen)


def _cut_words(segment: Segment, text: str, screen: Screen) -> str:
    """Say where the cut after a segment stands, with the characters either side of it."""
    cut = segment.stop
    first, last = max(cut - _CONTEXT, 0), cut + _CONTEXT
    before = "".join(visible(character, screen.encoding) for character in text[first:cut])
    after = "".join(visible(character, screen.encoding) for character in text[cut:last])
    start = screen.ellipsis if first else ""
    end = screen.ellipsis if last < len(text) else ""
    return f"Cut {_cut_place(segment, text)}: {start}{before}|{after}{end}"


def _cut_place(segment: Segment, text: str) -> str:
    before, after = text[segment.stop - 1], text[segment.stop]
    if cluster_start(text, segment.stop, since=segment.start) < segment.stop:
        return "inside a character (grapheme cluster)"
    if before.isspace() or after.isspace():
        return "between words"
    # Chinese and Japanese put no space between words.
    wide = columns_taken(before) == columns_taken(after) == 2
    return "inside a word" if before.isalnum() and after.isalnum() and not wide else "between characters"
