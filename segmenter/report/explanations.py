"""Explanations as text for people and as fields for programs: the text itself, marked, and what would help.

Shows what advice has found; nothing is counted or proposed here.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

from .counts import shift_words, units_in_words
from .display import columns_taken, visible
from .json_format import failure_fields, json_written
from .outcomes import Failure, count_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.edits import Edit
    from ..advice.explanation import Advice, Explanation, OffenderGroup
    from ..advice.offenders import Offender
    from .display import Screen
    from .outcomes import Entry

__all__ = [
    "Line",
    "advice_words",
    "edit_words",
    "explanation_fields",
    "explanation_json",
    "explanation_text",
    "explanation_texts",
    "group_words",
    "headline",
    "legend_groups",
    "line_of",
    "notes",
    "offender_entries",
    "segment_lines",
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
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Terminals disagree on how many columns these make a character take.
_UNSURE = re.compile(
    "[\u200c\u200d\ufe0e\ufe0f\u20e3\u0900-\u0fff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u0300-\u036f]"
)


class Piece(NamedTuple):
    """A character as it is shown: its index, what is shown, the columns, and its offender."""

    index: int  # type: ignore[assignment]  # the plain word for it; it hides tuple.index
    shown: str
    columns: int
    offender: Offender | None


class Line(NamedTuple):
    """A line of the picture: of which segment, and its pieces."""

    segment: int
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """The line as it is shown."""
        return "".join(piece.shown for piece in self.pieces)


# --- The words, for all forms ---------------------------------------------------------------------------


def headline(explanation: Explanation) -> str:
    """Say in a line what the text costs.

    >>> from segmenter.advice.explanation import explain
    >>> headline(explain("It’s here"))
    'UCS-2, 1 segment: 9 of 70 code units'
    """
    count = explanation.count
    if count is None:
        return f"Cannot be encoded: {explanation.error}"
    shifts = shift_words(count)
    encoding = f"{count.encoding} ({shifts})" if shifts else str(count.encoding)
    if count.segments == 1:
        return f"{encoding}, 1 segment: {count.units} of {units_in_words(count.segment_units, count)}"
    fewer = count.segments - 1
    over = f"{units_in_words(explanation.units_to_save, count)} over {_segments(fewer)}"
    room = units_in_words(count.segment_units, count)
    return f"{encoding}, {_segments(count.segments)} of up to {room}: {over}"


def _segments(number: int) -> str:
    return f"{number:,} segment{'' if number == 1 else 's'}"


def _named(character: str, name: str) -> str:
    code_point = f"U+{ord(character):04X}"
    return code_point if name == code_point else f"{code_point} {name}"


def _quoted(text: str, screen: Screen) -> str:
    """Return a replacement as it may be shown; a space is named."""
    if text in ("", " "):
        return "(nothing)" if not text else "(space)"
    return "".join(visible(character, screen.encoding) for character in text)


def legend_groups(explanation: Explanation) -> list[OffenderGroup]:
    """Return the groups worth naming: what only joins or colours an emoji is left out."""
    return [
        group
        for group in explanation.groups
        if not (group.kind == "emoji" and category(group.character) in ("Cf", "Mn", "Me", "Sk"))
    ]


def group_words(group: OffenderGroup, screen: Screen) -> str:
    """Say what an offender is, where it stands, why, and what to type instead."""
    shown = visible(group.character, screen.encoding)
    if columns_taken(shown) == 0:
        shown = ""
    places = ", ".join(map(str, group.indexes[:_MOST_PLACES]))
    more = f", and {len(group.indexes) - _MOST_PLACES:,} more" if len(group.indexes) > _MOST_PLACES else ""
    words = f"{shown} {_named(group.character, group.name)} at {places}{more}: {group.why}".strip()
    if group.replacements:
        words += f"; type {' or '.join(_quoted(each, screen) for each in group.replacements[:3])}"
    return words


def offender_entries(
    explanation: Explanation, screen: Screen, most: int
) -> list[tuple[str, OffenderGroup | None]]:
    """Say what keeps the text out of GSM-7, a line each; the letters of another script are told as one."""
    groups = legend_groups(explanation)
    script = [group for group in groups if group.kind == "other script"]
    told: list[tuple[str, OffenderGroup | None]] = []
    if len(script) > _MOST_LETTERS:
        groups = [group for group in groups if group.kind != "other script"]
        shown = " ".join(visible(group.character, screen.encoding) for group in script[:10])
        names = sorted({_script(group.name) for group in script})
        number = sum(len(group.indexes) for group in script)
        more = f" {screen.ellipsis}" if len(script) > 10 else ""
        words = f"{number:,} letters ({', '.join(names[:3])}), {script[0].why}: {shown}{more}"
        told.append((words, None))
    told += [(group_words(group, screen), group) for group in groups[:most]]
    if len(groups) > most:
        told.append((f"{screen.ellipsis} and {len(groups) - most:,} other characters", None))
    return told


def _script(name: str) -> str:
    first = name.split(" ")[0]
    return {"CJK": "Han", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}.get(first, first.title())


def edit_words(edits: tuple[Edit, ...], screen: Screen, *, most: int = 6) -> str:
    """Say what edits do, each once: ``’ → '``."""
    arrow = screen.encode("→", otherwise="->")
    found: dict[str, int] = {}
    for edit in edits:
        old = "".join(visible(character, screen.encoding) for character in edit.old)
        if len(old) > 24:
            old = old[:20] + screen.ellipsis
        words = f"{old} {arrow} {_quoted(edit.new, screen)}"
        found[words] = found.get(words, 0) + 1
        if len(found) > most:
            break
    times = screen.encode("×", otherwise="x")
    listed = [
        f"{words} ({number} {times})" if number > 1 else words
        for words, number in islice(found.items(), most)
    ]
    return ", ".join(listed) + (f", {screen.ellipsis}" if len(found) > most else "")


def advice_words(advice: Advice, explanation: Explanation) -> str:
    """Say what a piece of advice does and saves."""
    if advice.language:
        from ..advice.tables.languages import LANGUAGES

        kind = f"{advice.kind} ({advice.language}: {LANGUAGES[advice.language].source})"
    else:
        kind = str(advice.kind)
    after = advice.count
    units = units_in_words(after.units, after)
    if explanation.count is None:
        return f"{kind}: then it is {after.encoding}, {_segments(after.segments)}, {units}"
    return (
        f"{kind}: saves {_segments(advice.segments_saved)} "
        f"({explanation.count.segments:,} to {after.segments:,}; {after.encoding}, {units})"
    )


def notes(explanation: Explanation, screen: Screen) -> Iterator[str]:
    """Give out what else is worth knowing: national languages, characters of two units."""
    for saving in explanation.languages[:3]:
        saved = f"saves {_segments(saving.segments_saved)}" if explanation.count else "it can be encoded"
        shifts = shift_words(saving.count)
        units = units_in_words(saving.count.units, saving.count)
        yield f"With the {shifts} table, if the receiver knows it: {saved}, {units}."
    if explanation.two_units:
        shown = " ".join(
            f"{visible(each.character, screen.encoding)}"
            + (f" ({len(each.indexes)} {screen.encode('×', otherwise='x')})" if len(each.indexes) > 1 else "")
            for each in explanation.two_units[:10]
        )
        more = f" {screen.ellipsis}" if len(explanation.two_units) > 10 else ""
        yield f"Two units each ({explanation.two_units[0].why.split(':')[0]}): {shown}{more}"


# --- The picture's lines --------------------------------------------------------------------------------


def segment_lines(explanation: Explanation, screen: Screen, columns: int) -> Iterator[tuple[int, list[Line]]]:
    """Give out each segment's number and its lines, of at most so many columns."""
    text = explanation.text
    spans = [(end.number, end.start, end.stop) for end in explanation.ends] or [(0, 0, len(text))]
    offenders = {offender.index: offender for offender in explanation.offenders}
    for number, start, stop in spans:
        lines: list[Line] = []
        pieces: list[Piece] = []
        taken = gap = 0
        for index in range(start, stop):
            shown = visible(text[index], screen.encoding)
            piece = Piece(index, shown, columns_taken(shown), offenders.get(index))
            while pieces and taken + piece.columns > columns:
                cut = gap or len(pieces)
                lines.append(Line(number, pieces[:cut]))
                pieces, gap = pieces[cut:], 0
                taken = sum(each.columns for each in pieces)
            pieces.append(piece)
            taken += piece.columns
            if text[index] == "\n":
                lines.append(Line(number, pieces))
                pieces, taken, gap = [], 0, 0
            elif text[index] == " ":
                gap = len(pieces)
        if pieces or not lines:
            lines.append(Line(number, pieces))
        yield number, lines


class Span(NamedTuple):
    """Neighbouring pieces of a line that are alike: offenders of one kind, or none."""

    text: str
    column: int
    columns: int
    offender: Offender | None
    alone: bool


def line_of(line: Line) -> list[Span]:
    """Gather a line into spans; the parts of an emoji, and runs of one script, are one."""
    spans: list[Span] = []
    column = 0
    for piece in line.pieces:
        last = spans[-1] if spans else None
        offender = piece.offender
        if last is not None and _alike(last.offender, offender):
            alone = last.alone and (
                offender is None
                or (last.offender is not None and last.offender.character == offender.character)
            )
            spans[-1] = last._replace(
                text=last.text + piece.shown, columns=last.columns + piece.columns, alone=alone
            )
        else:
            spans.append(Span(piece.shown, column, piece.columns, offender, alone=True))
        column += piece.columns
    return spans


def _alike(one: Offender | None, other: Offender | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.kind == other.kind and (
        one.kind in ("emoji", "other script") or one.character == other.character
    )


# --- Text -----------------------------------------------------------------------------------------------


def explanation_texts(entries: Iterable[Entry[Explanation]], screen: Screen) -> Iterator[str]:
    """Give out many explanations, each under its index."""
    for index, (_, outcome) in enumerate(entries):
        yield ("\n" if index else "") + _styled(f"Message {index}", "1", screen) + "\n"
        if isinstance(outcome, Failure):
            yield f"{_styled('error', '31', screen)} {outcome.message}\n"
        else:
            yield explanation_text(outcome, screen)


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
    lines = [_styled(line, "1", screen) for line in _prose(headline(explanation), screen)]
    if note:
        lines += _prose(f"Note: {note}", screen)
    lines += ["", *_picture(explanation, screen)]
    if explanation.offenders:
        lines += ["", *_offender_lines(explanation, screen)]
    if explanation.advice:
        lines += ["", _styled("Advice, best first", "1", screen), *_advice_lines(explanation, screen)]
    extra = list(notes(explanation, screen))
    if extra:
        lines.append("")
        for each in extra:
            lines += _prose(each, screen)
    return "\n".join(lines) + "\n"


def _styled(text: str, codes: str, screen: Screen) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if screen.colour and text else text


def _prose(words: str, screen: Screen, *, first: str = "", rest: str | None = None) -> list[str]:
    """Wrap words, the first line begun with `first`, the others with `rest`."""
    rest = first if rest is None else rest
    lines: list[str] = []
    line, taken = first, columns_taken(first)
    fresh = True
    for word in words.split(" "):
        need = columns_taken(word)
        if not fresh and taken + 1 + need > screen.columns:
            lines.append(line)
            line, taken, fresh = rest, columns_taken(rest), True
        line += word if fresh else f" {word}"
        taken += need + (not fresh)
        fresh = False
    return [*lines, line]


def _picture(explanation: Explanation, screen: Screen) -> Iterator[str]:
    bar = screen.encode("│", otherwise="|")
    digits = len(str(len(explanation.ends)))
    room = max(screen.columns - digits - 3, 8)
    for (number, lines), end in zip(
        segment_lines(explanation, screen, room), [*explanation.ends, None], strict=False
    ):
        for place, line in enumerate(lines):
            label = str(number) if place == 0 and number else ""
            yield _styled(f"{label:>{digits}} {bar}", "2", screen) + f" {_shaded(line, screen)}"
            for marks in _marks(line, room, screen):
                yield _styled(f"{'':>{digits}} {bar}", "2", screen) + f" {marks}"
        if end is not None and end.cut is not None and explanation.count is not None:
            words = f"{units_in_words(end.units, explanation.count)}, cut {end.cut}"
            for each in _prose(words, screen, first=" " * (digits + 3)):
                yield _styled(each, "2", screen)


def _shaded(line: Line, screen: Screen) -> str:
    if not screen.colour:
        return line.text.rstrip()
    ground = f"{_INK};{_GROUNDS[(line.segment - 1) % 2]}"
    return "".join(
        f"\x1b[{ground}{';' + _OFFENDER if span.offender else ''}m{span.text}\x1b[0m"
        for span in line_of(line)
    )


def _marks(line: Line, room: int, screen: Screen) -> list[str]:
    """Return what stands under a line: carets, and names where there is room for them.

    Where terminals disagree on columns, or letters run from right to left, carets would point elsewhere.
    """
    spans = [span for span in line_of(line) if span.offender]
    if not spans or _RIGHT_TO_LEFT.search(line.text) or _UNSURE.search(line.text):
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
        return [_styled(carets.rstrip(), "31", screen)] if carets.strip() else []
    stem = screen.encode("│", otherwise="|")
    lines = [_styled(carets, "31", screen) + " " + labels[-1]]
    for number in range(len(spans) - 2, -1, -1):
        stems = ""
        for span in spans[:number]:
            stems += " " * (span.column - len(stems)) + stem
        stems += " " * (spans[number].column - len(stems))
        lines.append(_styled(stems, "31", screen) + labels[number])
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
    number = len(explanation.offenders)
    kept_out = (
        f"{number:,} character{'' if number == 1 else 's'} {'is' if number == 1 else 'are'} not in GSM-7"
    )
    if explanation.count is not None and explanation.count.segments == 1:
        without = "it" if number == 1 else "them"
        kept_out += f"; without {without} a segment would hold 160 septets"
    elif explanation.count is not None and explanation.edits:
        saved = explanation.saving(explanation.offenders[0]).all
        kept_out += f"; replacing all that has a replacement saves {_segments(max(saved, 0))}"
    for line in _prose(kept_out, screen):
        yield _styled(line, "1", screen)
    several = len(explanation.groups) > 1 and explanation.count is not None and explanation.count.segments > 1
    for words, group in offender_entries(explanation, screen, _MOST_GROUPS):
        if group is not None and several and group.replacements:
            saving = explanation.saving(group)
            if max(saving.alone, saving.kind) > 0:
                words += f" (alone saves {max(saving.alone, 0)}, with its kind {max(saving.kind, 0)})"
        yield from _prose(words, screen, first="  ", rest="      ")


def _advice_lines(explanation: Explanation, screen: Screen) -> Iterator[str]:
    for number, advice in enumerate(explanation.advice[:_MOST_ADVICE], 1):
        first = f"  {number}. "
        yield from _prose(advice_words(advice, explanation), screen, first=first, rest="     ")
        yield from _prose(edit_words(advice.edits, screen), screen, first="     ")


# --- JSON -----------------------------------------------------------------------------------------------


def explanation_fields(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as fields that JSON can hold."""
    count = explanation.count
    fields: dict[str, Any] = count_fields(count) if count else {"error": {"message": str(explanation.error)}}
    return fields | {
        "units_to_save": explanation.units_to_save,
        "offenders": [each._asdict() for each in explanation.offenders],
        "groups": [
            {**each._asdict(), "saves": explanation.saving(each)._asdict()}
            if number < _MOST_SAVINGS
            else each._asdict()
            for number, each in enumerate(explanation.groups)
        ],
        "advice": [
            {
                "kind": each.kind,
                "language": each.language or None,
                "segments_saved": each.segments_saved,
                "count": count_fields(each.count),
                "edits": [_edit_fields(edit) for edit in each.edits],
            }
            for each in explanation.advice
        ],
        "languages": [
            {
                "language": each.language.name,
                "segments_saved": each.segments_saved,
                "count": count_fields(each.count),
            }
            for each in explanation.languages
        ],
        "ends": [each._asdict() for each in explanation.ends],
        "two_units": [each._asdict() for each in explanation.two_units],
    }


_MOST_SAVINGS = 100  # each is three counts of the whole text


def _edit_fields(edit: Edit) -> dict[str, Any]:
    return edit._asdict() | {"level": edit.level and edit.level.name}


def explanation_json(
    entries: Iterable[Entry[Explanation]], *, many: bool, lines: bool, ascii_only: bool = False
) -> Iterator[str]:
    """Give out explanations as JSON: one object, an array for many, or an object a line."""
    fields = (
        failure_fields(outcome) if isinstance(outcome, Failure) else explanation_fields(outcome)
        for _, outcome in entries
    )
    return json_written(fields, many=many, lines=lines, ascii_only=ascii_only)
