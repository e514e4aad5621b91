"""Explanations as pictures that stand alone: SVG and HTML, in light and dark, for a ticket or a review.

Shows what advice has found; nothing is counted or proposed here, and no font or script is fetched.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from .display import Screen, columns_taken
from .explanations import advice_words, edit_words, headline, line_of, notes, offender_entries, segment_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.explanation import Explanation
    from ..advice.offenders import Offender
    from .explanations import Span

__all__ = ["explanation_html", "explanation_svg"]

_SCREEN = Screen(columns=64)
_CELL, _LEADING, _MARGIN, _GUTTER = 9.65, 26, 20, 34
_MOST_GROUPS, _MOST_ADVICE = 10, 5

_COLOURS = """
:root { --page: #ffffff; --ink: #1b1f24; --faint: #57606a; --one: #cfe6ff; --two: #fdf0b8; --bad: #b3001b; }
@media (prefers-color-scheme: dark) {
  :root { --page: #15191e; --ink: #e8eaed; --faint: #9aa4af; --one: #17395c; --two: #4d4310; --bad: #ff9da0; }
}
"""
_FONT = (
    "ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace"
)
_STRONG = re.compile("[A-Za-z\u00c0-\u058f]|([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])")


def _clean(text: str) -> str:
    """Escape a text for XML, which has no place for control characters and surrogates."""
    return re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]",
        lambda found: ascii(found[0])[1:-1],
        escape(text),
    )


def _right_to_left(text: str) -> bool:
    found = _STRONG.search(text)
    return found is not None and found[1] is not None


def _title(offender: Offender) -> str:
    instead = (
        f"; type {' or '.join(each or 'nothing' for each in offender.replacements[:3])}"
        if offender.replacements
        else ""
    )
    return f"U+{ord(offender.character):04X} {offender.name}: {offender.why}{instead}"


# --- SVG ------------------------------------------------------------------------------------------------


def explanation_svg(explanation: Explanation, *, name: str = "") -> str:
    """Return an explanation as one SVG picture of fixed width.

    Args:
        explanation: what is shown.
        name: of the text, put over it.
    """
    width = 2 * _MARGIN + _GUTTER + round(_CELL * _SCREEN.columns)
    body: list[str] = []
    y = _MARGIN + 16.0
    for line in _wrapped(f"{name}: {headline(explanation)}" if name else headline(explanation)):
        body.append(f'<text class="head" x="{_MARGIN}" y="{y:g}">{_clean(line)}</text>')
        y += _LEADING
    y += 6
    ends = {end.number: end for end in explanation.ends}
    for number, lines in segment_lines(explanation, _SCREEN, _SCREEN.columns):
        shade = "two" if number % 2 == 0 else "one"
        top, height = y - 19, _LEADING * len(lines)
        body.append(
            f'<rect class="{shade}" x="{_MARGIN + _GUTTER - 6}" y="{top:g}" rx="3" '
            f'width="{width - 2 * _MARGIN - _GUTTER + 6}" height="{height:g}"/>'
        )
        if number:
            body.append(f'<text class="faint" x="{_MARGIN}" y="{y:g}">{number}</text>')
        for shown in lines:
            body.append(_svg_line(line_of(shown), shown.text, y, width))
            y += _LEADING
        end = ends.get(number)
        if end is not None and end.cut is not None:
            body.append(f'<text class="faint" x="{_MARGIN + _GUTTER}" y="{y:g}">cut {_clean(end.cut)}</text>')
            y += _LEADING
        y += 6
    for title, entries in _sections(explanation):
        y += 8
        body.append(f'<text class="head" x="{_MARGIN}" y="{y:g}">{_clean(title)}</text>')
        y += _LEADING
        for entry in entries:
            for place, line in enumerate(_wrapped(entry)):
                indent = _MARGIN + (14 if place == 0 else 32)
                body.append(f'<text x="{indent}" y="{y:g}">{_clean(line)}</text>')
                y += _LEADING - 4
    tall = y + _MARGIN - 14
    style = (
        f"{_COLOURS}svg {{ background: var(--page); }}\n"
        f"text {{ font: 16px {_FONT}; fill: var(--ink); white-space: pre; }}\n"
        ".head { font-weight: bold; } .faint { fill: var(--faint); } .page { fill: var(--page); }\n"
        ".one { fill: var(--one); } .two { fill: var(--two); }\n"
        ".bad { fill: var(--bad); font-weight: bold; text-decoration: underline; }\n"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall:g}" '
        f'viewBox="0 0 {width} {tall:g}" role="img">\n<title>{_clean(headline(explanation))}</title>\n'
        f'<style>{escape(style, quote=False)}</style>\n<rect class="page" width="100%" height="100%"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _svg_line(spans: Iterable[Span], text: str, y: float, width: int) -> str:
    inner = "".join(
        f'<tspan class="bad"><title>{_clean(_title(span.offender))}</title>{_clean(span.text)}</tspan>'
        if span.offender
        else _clean(span.text)
        for span in spans
    )
    if _right_to_left(text):
        return (
            f'<text x="{width - _MARGIN - 6}" y="{y:g}" direction="rtl" xml:space="preserve">{inner}</text>'
        )
    return f'<text x="{_MARGIN + _GUTTER}" y="{y:g}" xml:space="preserve">{inner}</text>'


def _sections(explanation: Explanation) -> Iterator[tuple[str, list[str]]]:
    entries = [words for words, _ in offender_entries(explanation, _SCREEN, _MOST_GROUPS)]
    if entries:
        yield "Not in GSM-7", entries
    if explanation.advice:
        yield (
            "Advice, best first",
            [
                f"{number}. {advice_words(advice, explanation)}: {edit_words(advice.edits, _SCREEN, most=4)}"
                for number, advice in enumerate(explanation.advice[:_MOST_ADVICE], 1)
            ],
        )
    if extra := list(notes(explanation, _SCREEN)):
        yield "Also", extra


def _wrapped(words: str) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        if line and columns_taken(line) + 1 + columns_taken(word) > _SCREEN.columns:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


# --- HTML -----------------------------------------------------------------------------------------------


def explanation_html(explanations: Iterable[tuple[str, Explanation]]) -> Iterator[str]:
    """Give out a page of explanations, each with the name of its text."""
    style = (
        f"{_COLOURS}body {{ background: var(--page); color: var(--ink); margin: 2rem auto; max-width: 46rem; "
        "padding: 0 1rem; font: 16px/1.5 system-ui, 'Noto Sans', sans-serif; }\n"
        "h1 { font-size: 1.1rem; } h2 { font-size: 1rem; margin-bottom: 0; } "
        f".text {{ font: 17px/1.8 {_FONT}; white-space: pre-wrap; overflow-wrap: anywhere; }}\n"
        ".one { background: var(--one); } .two { background: var(--two); } .one, .two { padding: .2em 0; "
        "border-radius: 3px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }\n"
        ".cut { color: var(--faint); font-size: .8rem; font-weight: bold; "
        "user-select: none; direction: ltr; unicode-bidi: isolate; }\n"
        "mark { background: none; color: var(--bad); font-weight: bold; text-decoration: underline; }\n"
        "ul { list-style: none; padding-left: 1rem; } li { overflow-wrap: anywhere; } "
        f"code {{ font-family: {_FONT}; }}\n"
    )
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>What the text costs</title>\n<style>{style}</style></head><body>\n"
    )
    for name, explanation in explanations:
        head = f"{name}: {headline(explanation)}" if name else headline(explanation)
        text = "".join(_html_text(explanation))
        yield f'<section><h1>{_clean(head)}</h1>\n<div class="text" dir="auto">{text}</div>\n'
        for title, entries in _sections(explanation):
            items = "".join(f"<li>{_clean(entry)}</li>\n" for entry in entries)
            yield f"<h2>{_clean(title)}</h2>\n<ul>{items}</ul>\n"
        yield "</section>\n"
    yield "</body></html>\n"


def _html_text(explanation: Explanation) -> Iterator[str]:
    cuts = {end.number: end.cut for end in explanation.ends}
    for number, lines in segment_lines(explanation, _SCREEN, 1 << 30):
        shade = "two" if number % 2 == 0 else "one"
        yield f'<span class="{shade}" title="segment {number}">' if number else "<span>"
        for line in lines:
            for span in line_of(line):
                shown = _clean(span.text)
                yield (
                    f'<mark title="{_clean(_title(span.offender))}">{shown}</mark>'
                    if span.offender
                    else shown
                )
            if line.text.endswith("\\n") and explanation.text[line.pieces[-1].index] == "\n":
                yield "\n"
        yield "</span>"
        if cuts.get(number):
            yield f'<span class="cut" title="cut {_clean(str(cuts[number]))}"> {number}|{number + 1} </span>'
