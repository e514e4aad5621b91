"""Explanations as text for people and as fields for programs: the text itself, marked, and what would help.

Shows what advice has found; nothing is counted or proposed here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from ..core.policy import Boundary
from ..errors import many
from .counts import segment_words, shift_words, unit_words
from .display import RIGHT_TO_LEFT, UNSURE, breaks, columns_taken, cut_to_columns, paint, shown, visible
from .kit import columns_of, heading, numbered, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..advice.edits import Edit
    from ..advice.explanation import Advice, BoundarySaving, Explanation, OffenderGroup
    from ..advice.offenders import Offender
    from ..advice.totals import OffenderTotals
    from .display import Screen
    from .outcomes import Answered

__all__ = [
    "ShownLine",
    "Span",
    "advice_words",
    "edit_words",
    "explanation_text",
    "explanation_texts",
    "headline",
    "lines_of",
    "notes",
    "offender_entries",
    "offender_table",
    "segment_lines",
    "totals_text",
    "totals_words",
]

# Black letters on two light grounds: explicit, so that light and dark terminals show the same.
_GROUNDS = ("48;5;153", "48;5;229")
_INK = "38;5;16"
_OFFENDER = "1;4;38;5;124"
_MOST_GROUPS = 12
_MOST_LETTERS = 6
_MOST_ADVICE = 6
_MOST_PLACES = 5
_MOST_LABELS = 4


# --- The words, for all forms ---------------------------------------------------------------------------


def headline(explanation: Explanation) -> str:
    """Return in one line what the text costs.

    >>> from segmenter.advice.explanation import explain
    >>> headline(explain("It’s here"))
    'UCS-2, 1 segment: 9 of 70 code units'
    """
    count = explanation.count
    if count is None:
        return f"Cannot be encoded: {explanation.error}"
    shifts = shift_words(count)
    encoding = f"{count.encoding} ({shifts})" if shifts else str(count.encoding)
    room = unit_words(count.segment_units, count)
    if count.segments == 1:
        return f"{encoding}, 1 segment: {count.units} of {room}"
    over = f"{unit_words(explanation.units_to_save, count)} over {segment_words(count.segments - 1)}"
    return f"{encoding}, {segment_words(count.segments)} of up to {room}: {over}"


def _quoted(text: str, screen: Screen) -> str:
    """Return a replacement as it may be shown; a space is named."""
    return {"": "(nothing)", " ": "(space)"}.get(text) or shown(text, screen)


def _times(words: str, number: int, screen: Screen) -> str:
    return f"{words} ({number} {screen.encode('×', otherwise='x')})" if number > 1 else words


def offender_entries(
    explanation: Explanation, screen: Screen, most: int
) -> list[tuple[str, OffenderGroup | None]]:
    """Describe what keeps the text out of GSM-7, one line each; letters of another script share a line.

    What only joins or colours an emoji is left out.
    """
    groups = [
        group
        for group in explanation.groups
        if not (group.kind == "emoji" and category(group.character) in ("Cf", "Mn", "Me", "Sk"))
    ]
    letters = [group for group in groups if group.kind == "other script"]
    entries: list[tuple[str, OffenderGroup | None]] = []
    if len(letters) > _MOST_LETTERS:
        groups = [group for group in groups if group.kind != "other script"]
        listed = " ".join(visible(group.character, screen.encoding) for group in letters[:10])
        scripts = ", ".join(sorted({_script(group.name) for group in letters})[:3])
        number = sum(len(group.indexes) for group in letters)
        more = f" {screen.ellipsis}" if len(letters) > 10 else ""
        entries.append((f"{number:,} letters ({scripts}), {letters[0].why}: {listed}{more}", None))
    entries += [(_group_words(group, screen), group) for group in groups[:most]]
    if len(groups) > most:
        entries.append((f"{screen.ellipsis} and {len(groups) - most:,} other characters", None))
    return entries


def _group_words(group: OffenderGroup, screen: Screen) -> str:
    """Describe an offender: where it is, why it is one, and what to type instead."""
    character = visible(group.character, screen.encoding)
    code_point = f"U+{ord(group.character):04X}"
    name = code_point if group.name == code_point else f"{code_point} {group.name}"
    places = ", ".join(map(str, group.indexes[:_MOST_PLACES]))
    more = f", and {len(group.indexes) - _MOST_PLACES:,} more" if len(group.indexes) > _MOST_PLACES else ""
    words = f"{character if columns_taken(character) else ''} {name} at {places}{more}: {group.why}".strip()
    if group.replacements:
        words += f"; type {' or '.join(_quoted(new, screen) for new in group.replacements[:3])}"
    return words


def _script(name: str) -> str:
    first = name.split(" ")[0]
    return {"CJK": "Han", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}.get(first, first.title())


def edit_words(edits: tuple[Edit, ...], screen: Screen, *, most: int = 6) -> str:
    """Describe edits, each once: ``’ → '``."""
    arrow = screen.encode("→", otherwise="->")
    numbers: Counter[str] = Counter()
    for edit in edits:
        old = shown(edit.old, screen)
        old = old if len(old) <= 24 else old[:20] + screen.ellipsis
        numbers[f"{old} {arrow} {_quoted(edit.new, screen)}"] += 1
        if len(numbers) > most:
            break
    listed = [_times(words, number, screen) for words, number in list(numbers.items())[:most]]
    return ", ".join(listed + [screen.ellipsis] * (len(numbers) > most))


def advice_words(advice: Advice, explanation: Explanation) -> str:
    """Describe what a piece of advice does and saves."""
    kind, after = str(advice.kind), advice.count
    if advice.language:
        from ..advice.tables.languages import LANGUAGES

        kind += f" ({advice.language}: {LANGUAGES[advice.language].source})"
    units = unit_words(after.units, after)
    if explanation.count is None:
        return f"{kind}: then it is {after.encoding}, {segment_words(after.segments)}, {units}"
    segments = f"{explanation.count.segments:,} to {after.segments:,}"
    return f"{kind}: saves {segment_words(advice.segments_saved)} ({segments}; {after.encoding}, {units})"


def _boundary_words(saving: BoundarySaving) -> str:
    """Describe what keeping words or clusters whole costs, compared with cutting anywhere."""
    kept = "words" if saving.boundary is Boundary.WORD else "grapheme clusters"
    if not saving.segments_saved:
        return f"Keeping {kept} whole adds no segment."
    units = unit_words(saving.count.units, saving.count)
    anywhere = f"cut anywhere, the text takes {segment_words(saving.count.segments)} ({units})"
    return f"Keeping {kept} whole adds {segment_words(saving.segments_saved)}: {anywhere}."


def notes(explanation: Explanation, screen: Screen) -> Iterator[str]:
    """Yield what else is worth knowing: the boundary, national languages, characters of two units."""
    if explanation.boundary and explanation.count and explanation.count.segments > 1:
        yield _boundary_words(explanation.boundary)
    for saving in explanation.languages[:3]:
        saved = f"saves {segment_words(saving.segments_saved)}" if explanation.count else "it can be encoded"
        units = unit_words(saving.count.units, saving.count)
        table = shift_words(saving.count)
        yield f"With the {table} table, if the receiver knows it: {saved}, {units}."
    if explanation.two_units:
        listed = " ".join(
            _times(visible(group.character, screen.encoding), len(group.indexes), screen)
            for group in explanation.two_units[:10]
        )
        more = f" {screen.ellipsis}" if len(explanation.two_units) > 10 else ""
        yield f"Two units each ({explanation.two_units[0].why.split(':')[0]}): {listed}{more}"


# --- The picture's lines --------------------------------------------------------------------------------


class Span(NamedTuple):
    """Neighbouring characters of a line that are alike: offenders of one kind, or none.

    Attributes:
        text: as it is shown.
        column: where it begins in its line.
        columns: that it takes.
        offender: the first of them.
        alone: whether all are the same character.
    """

    text: str
    column: int
    columns: int
    offender: Offender | None
    alone: bool


class ShownLine(NamedTuple):
    """A line of a segment: its spans, and whether it ends in a line feed."""

    spans: list[Span]
    ended: bool

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return "".join(span.text for span in self.spans)


def segment_lines(
    explanation: Explanation, screen: Screen, columns: int
) -> Iterator[tuple[int, list[ShownLine]]]:
    """Yield each segment's number and its lines, of at most this many columns."""
    text, room = explanation.text, screen._replace(columns=columns)
    offenders = {offender.index: offender for offender in explanation.offenders}
    segments = [(end.number, end.start, end.stop) for end in explanation.ends] or [(0, 0, len(text))]
    for number, first, last in segments:
        lines = [
            ShownLine(
                _spans(range(first + start, first + stop), text, offenders, screen),
                text[first + stop - 1] == "\n",
            )
            for start, stop in breaks(text[first:last], room)
        ]
        yield number, lines or [ShownLine([], ended=False)]


def _spans(indexes: range, text: str, offenders: Mapping[int, Offender], screen: Screen) -> list[Span]:
    """Gather a line into spans; the parts of an emoji, and runs of one script, are one."""
    spans: list[Span] = []
    column = 0
    for index in indexes:
        piece, offender = visible(text[index], screen.encoding), offenders.get(index)
        columns = columns_taken(piece)
        last = spans[-1] if spans else None
        if last is not None and _alike(last.offender, offender):
            alone = last.alone and (
                offender is None or (last.offender or offender).character == offender.character
            )
            spans[-1] = last._replace(text=last.text + piece, columns=last.columns + columns, alone=alone)
        else:
            spans.append(Span(piece, column, columns, offender, alone=True))
        column += columns
    return spans


def _alike(one: Offender | None, other: Offender | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.kind == other.kind and (
        one.kind in ("emoji", "other script") or one.character == other.character
    )


# --- Text -----------------------------------------------------------------------------------------------


def explanation_texts(entries: Iterable[Answered[Explanation]], screen: Screen) -> Iterator[str]:
    """Yield many explanations, each under its index."""
    return numbered(entries, screen, lambda explanation: explanation_text(explanation, screen))


def explanation_text(explanation: Explanation, screen: Screen, *, note: str = "") -> str:
    """Return an explanation: the text by segments, its offenders marked and named, and the advice.

    >>> from segmenter.advice.explanation import explain
    >>> from segmenter.report.display import Screen
    >>> print(explanation_text(explain("It’s here"), Screen()), end="")
    UCS-2, 1 segment: 9 of 70 code units
    <BLANKLINE>
    1 │ It’s here
      │   ^ RIGHT SINGLE QUOTATION MARK → '
    <BLANKLINE>
    1 character is not in GSM-7; without it a segment would hold 160 septets
      ’ U+2019 RIGHT SINGLE QUOTATION MARK at 2: a typographic form of what GSM-7
          has; type '
    """
    lines = heading(headline(explanation), screen)
    if note:
        lines += prose(f"Note: {note}", screen, rest=0)
    lines += ["", *_picture(explanation, screen)]
    if explanation.offenders:
        lines += ["", *_offender_lines(explanation, screen)]
    if explanation.advice:
        lines += ["", paint("Advice, best first", "bold", screen), *_advice_lines(explanation, screen)]
    extra = [line for words in notes(explanation, screen) for line in prose(words, screen, rest=0)]
    return "\n".join([*lines, *[""] * bool(extra), *extra]) + "\n"


def _picture(explanation: Explanation, screen: Screen) -> Iterator[str]:
    bar = screen.encode("│", otherwise="|")
    digits = len(str(len(explanation.ends)))
    room = max(screen.columns - digits - 3, 8)
    empty = paint(f"{'':>{digits}} {bar}", "faint", screen)
    for (number, lines), end in zip(
        segment_lines(explanation, screen, room), [*explanation.ends, None], strict=False
    ):
        stem = paint(f"{number or '':>{digits}} {bar}", "faint", screen)
        for line in lines:
            yield f"{stem} {_shaded(line, number, screen)}"
            yield from (f"{empty} {marks}" for marks in _marks(line, room, screen))
            stem = empty
        if end is not None and end.cut is not None and explanation.count is not None:
            words = f"{unit_words(end.units, explanation.count)}, cut {end.cut}"
            yield from prose(words, screen, first=digits + 3, rest=digits + 3, colour="faint")


def _shaded(line: ShownLine, number: int, screen: Screen) -> str:
    if not screen.colour:
        return line.text.rstrip()
    ground = f"{_INK};{_GROUNDS[(number - 1) % 2]}"
    return "".join(
        paint(span.text, f"{ground};{_OFFENDER}" if span.offender else ground, screen) for span in line.spans
    )


def _marks(line: ShownLine, room: int, screen: Screen) -> list[str]:
    """Return what stands under a line: carets, and names where there is room for them.

    Where terminals disagree on columns, or letters run from right to left, carets would point elsewhere.
    """
    spans = [span for span in line.spans if span.offender]
    if not spans or re.search(RIGHT_TO_LEFT, line.text) or re.search(UNSURE, line.text):
        return []
    carets = ""
    for span in spans:
        carets += " " * (span.column - len(carets)) + "^" * span.columns
    labels = [_label(span, screen) for span in spans]
    fits = all(
        span.column + span.columns + 1 + columns_taken(label) <= room
        for span, label in zip(spans, labels, strict=True)
    )
    if len(spans) > _MOST_LABELS or not fits:
        return [paint(carets.rstrip(), "red", screen)] if carets.strip() else []
    stem = screen.encode("│", otherwise="|")
    lines = [f"{paint(carets, 'red', screen)} {labels[-1]}"]
    for number in range(len(spans) - 2, -1, -1):
        stems = ""
        for span in spans[:number]:
            stems += " " * (span.column - len(stems)) + stem
        stems += " " * (spans[number].column - len(stems))
        lines.append(paint(stems, "red", screen) + labels[number])
    return lines


def _label(span: Span, screen: Screen) -> str:
    offender = span.offender
    assert offender is not None
    if not span.alone:
        return "emoji" if offender.kind == "emoji" else "letters of another script"
    arrow = screen.encode("→", otherwise="->")
    instead = f" {arrow} {_quoted(offender.replacements[0], screen)}" if offender.replacements else ""
    return f"{offender.name}{instead}"


def _offender_lines(explanation: Explanation, screen: Screen) -> Iterator[str]:
    number, count = len(explanation.offenders), explanation.count
    words = f"{many(number, 'character is', 'characters are')} not in GSM-7"
    if count is not None and count.segments == 1:
        words += f"; without {'it' if number == 1 else 'them'} a segment would hold 160 septets"
    elif count is not None and explanation.edits:
        saved = max(explanation.saving(explanation.offenders[0]).all, 0)
        words += f"; replacing all that can be replaced saves {segment_words(saved)}"
    yield from heading(words, screen)
    several = len(explanation.groups) > 1 and count is not None and count.segments > 1
    for words, group in offender_entries(explanation, screen, _MOST_GROUPS):
        if group is not None and several and group.replacements:
            saving = explanation.saving(group)
            if max(saving.alone, saving.kind) > 0:
                words += f" (alone saves {max(saving.alone, 0)}, with its kind {max(saving.kind, 0)})"
        yield from prose(words, screen, first=2, rest=6)


def _advice_lines(explanation: Explanation, screen: Screen) -> Iterator[str]:
    for number, advice in enumerate(explanation.advice[:_MOST_ADVICE], 1):
        yield from prose(f"{number}. {advice_words(advice, explanation)}", screen, first=2, rest=5)
        yield from prose(edit_words(advice.edits, screen), screen, first=5, rest=5)


# --- Totals -----------------------------------------------------------------------------------------------

_MOST_CHARACTERS = 20


def totals_text(totals: OffenderTotals, screen: Screen) -> Iterator[str]:
    """Yield which characters force UCS-2 over many texts, those in most messages first."""
    yield from lines_of(prose(totals_words(totals), screen))
    if not totals.forced:
        return
    yield "\n"
    saved = {each: f"{number:,}" for each, number in totals.saves.items()}
    yield from offender_table(totals, {"segments saved": (saved, "0")}, screen)
    yield "\n"
    yield from lines_of(
        prose(f"typing look-alikes would save {many(totals.saved, 'segment')} in all", screen)
    )


def totals_words(totals: OffenderTotals) -> str:
    """Return how many messages there are, what they take, and how many are sent as UCS-2."""
    words = f"{many(totals.messages, 'message')}, {many(totals.segments, 'segment')}; "
    return f"{words}{totals.ucs2:,} sent as UCS-2"


def offender_table(
    totals: OffenderTotals, columns: Mapping[str, tuple[Mapping[str, str], str]], screen: Screen
) -> Iterator[str]:
    """Yield a line for each character that forces UCS-2, those in most messages first.

    Args:
        totals: with the characters.
        columns: by heading, a cell for each character, and one for those that have none.
        screen: where it is shown.
    """
    listed = totals.as_dict()["characters"]
    rows = [("character", "messages", *columns)]
    for offender in listed[:_MOST_CHARACTERS]:
        new = offender["replacement"]
        instead = f" → {visible(new, screen.encoding)}" if new else ""
        shown = f"{visible(offender['character'], screen.encoding)} {offender['name']}{instead}"
        cells = (known.get(offender["character"], otherwise) for known, otherwise in columns.values())
        rows.append((shown, f"{offender['messages']:,}", *cells))
    taken = sum(max(columns_taken(cell) for cell in column) + 2 for column in [*zip(*rows, strict=True)][1:])
    room = screen._replace(columns=max(screen.columns - taken, 8))
    yield from lines_of(columns_of([(cut_to_columns(row[0], room), *row[1:]) for row in rows]))
    if len(listed) > _MOST_CHARACTERS:
        yield f"and {len(listed) - _MOST_CHARACTERS:,} more; --format json has all of them\n"


def lines_of(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, each with its end."""
    return (f"{line}\n" for line in lines)
