"""Explanations as pictures that stand alone: SVG and HTML, in light and dark, for a ticket or a review.

Shows what advice has found; nothing is counted or proposed here, and no font or script is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .display import Screen
from .explanations import advice_words, edit_words, headline, notes, offender_entries, segment_lines
from .kit import prose
from .markup import markup, page, picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..advice.explanation import Explanation
    from ..advice.offenders import Offender
    from .explanations import ShownLine

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


def _right_to_left(text: str) -> bool:
    strong = _STRONG.search(text)
    return strong is not None and strong[1] is not None


def _head(explanation: Explanation, name: str) -> str:
    return f"{name}: {headline(explanation)}" if name else headline(explanation)


def _title(offender: Offender) -> str:
    new = " or ".join(text or "nothing" for text in offender.replacements[:3])
    instead = f"; type {new}" if new else ""
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
    for words in prose(_head(explanation, name), _SCREEN, rest=0):
        body.append(f'<text class="head" x="{_MARGIN}" y="{y:g}">{markup(words)}</text>')
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
        for line in lines:
            body.append(_svg_line(line, y, width))
            y += _LEADING
        end = ends.get(number)
        if end is not None and end.cut is not None:
            body.append(f'<text class="faint" x="{_MARGIN + _GUTTER}" y="{y:g}">cut {markup(end.cut)}</text>')
            y += _LEADING
        y += 6
    for title, entries in _sections(explanation):
        y += 8
        body.append(f'<text class="head" x="{_MARGIN}" y="{y:g}">{markup(title)}</text>')
        y += _LEADING
        for entry in entries:
            for place, words in enumerate(prose(entry, _SCREEN, rest=0)):
                indent = _MARGIN + (14 if place == 0 else 32)
                body.append(f'<text x="{indent}" y="{y:g}">{markup(words)}</text>')
                y += _LEADING - 4
    style = (
        f"{_COLOURS}svg {{ background: var(--page); }}\n"
        f"text {{ font: 16px {_FONT}; fill: var(--ink); white-space: pre; }}\n"
        ".head { font-weight: bold; } .faint { fill: var(--faint); } .page { fill: var(--page); }\n"
        ".one { fill: var(--one); } .two { fill: var(--two); }\n"
        ".bad { fill: var(--bad); font-weight: bold; text-decoration: underline; }\n"
    )
    return picture(headline(explanation), style, body, width=width, tall=y + _MARGIN - 14)


def _svg_line(line: ShownLine, y: float, width: int) -> str:
    inner = "".join(
        f'<tspan class="bad"><title>{markup(_title(span.offender))}</title>{markup(span.text)}</tspan>'
        if span.offender
        else markup(span.text)
        for span in line.spans
    )
    if _right_to_left(line.text):
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


# --- HTML -----------------------------------------------------------------------------------------------


def explanation_html(explanations: Iterable[tuple[str, Explanation]]) -> Iterator[str]:
    """Yield a page of explanations, each with the name of its text."""
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
    yield page("What the text costs", style)
    for name, explanation in explanations:
        text = "".join(_html_text(explanation))
        yield f"<section><h1>{markup(_head(explanation, name))}</h1>\n"
        yield f'<div class="text" dir="auto">{text}</div>\n'
        for title, entries in _sections(explanation):
            items = "".join(f"<li>{markup(entry)}</li>\n" for entry in entries)
            yield f"<h2>{markup(title)}</h2>\n<ul>{items}</ul>\n"
        yield "</section>\n"
    yield "</body></html>\n"


def _html_text(explanation: Explanation) -> Iterator[str]:
    cuts = {end.number: end.cut for end in explanation.ends}
    for number, lines in segment_lines(explanation, _SCREEN, 1 << 30):
        shade = "two" if number % 2 == 0 else "one"
        yield f'<span class="{shade}" title="segment {number}">' if number else "<span>"
        for line in lines:
            for span in line.spans:
                shown = markup(span.text)
                yield (
                    f'<mark title="{markup(_title(span.offender))}">{shown}</mark>'
                    if span.offender
                    else shown
                )
            if line.ended:
                yield "\n"
        yield "</span>"
        if cuts.get(number):
            yield f'<span class="cut" title="cut {markup(str(cuts[number]))}"> {number}|{number + 1} </span>'
