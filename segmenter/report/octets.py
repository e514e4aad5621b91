"""Octets drawn field by field, as a person would on paper, for a terminal and as an SVG picture.

Shows the fields it is handed; nothing is decoded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .display import Screen, columns_taken, paint, visible, wrap
from .markup import markup, picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..wire.fields import Field

__all__ = ["octets_svg", "octets_text"]

_ROW = 8  # octets in a line
_HEX = 3 * _ROW - 1
_SCREEN = Screen(columns=76)
_CELL, _LEADING, _MARGIN = 9.65, 24, 20


def octets_text(fields: Sequence[Field], screen: Screen) -> str:
    """Return fields as lines: where each begins, its octets, its name, what it says.

    >>> from segmenter.wire.fields import tpdu_fields
    >>> print(octets_text(tpdu_fields(bytes.fromhex("010005912143f5000005e8329bfd06"))[:3], Screen()), end="")
       0  01                       TP-MTI  SMS-SUBMIT
       1  00                       TP-MR   0
       2  05 91 21 43 F5           TP-DA   +12345, international
    """
    wide = max((columns_taken(field.name) for field in fields), default=0)
    lines = []
    for start, octets, name, words in _lines(fields, wide, screen):
        place = f"{start:>4}" if start is not None else "    "
        head = f"{paint(place, 'faint', screen)}  {octets:<{_HEX}}"
        lines.append(f"{head}  {paint(f'{name:<{wide}}', 'bold', screen)}  {words}".rstrip() + "\n")
    return "".join(lines)


def _lines(fields: Iterable[Field], wide: int, screen: Screen) -> Iterator[tuple[int | None, str, str, str]]:
    """Yield lines: where octets begin, the octets, the field's name and a piece of what it says."""
    room = max(12, screen.columns - 4 - 2 - _HEX - 2 - wide - 2)
    for field in fields:
        rows = [field.octets[at : at + _ROW].hex(" ").upper() for at in range(0, len(field.octets), _ROW)]
        shown = "".join(visible(character, screen.encoding) for character in field.says)
        words = (
            list(wrap(field.says, screen._replace(columns=room))) if columns_taken(shown) > room else [shown]
        )
        for at in range(max(len(rows), len(words), 1)):
            start = field.start + at * _ROW if at < len(rows) else None
            octets = rows[at] if at < len(rows) else ""
            yield start, octets, field.name if at == 0 else "", words[at] if at < len(words) else ""


_STYLE = """
:root { --page: #ffffff; --ink: #1b1f24; --faint: #57606a; --one: #cfe6ff; --two: #fdf0b8; }
@media (prefers-color-scheme: dark) {
  :root { --page: #15191e; --ink: #e8eaed; --faint: #9aa4af; --one: #17395c; --two: #4d4310; }
}
svg { background: var(--page); }
text { font: 16px ui-monospace, 'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, monospace;
  fill: var(--ink); white-space: pre; }
.head { font-weight: bold; } .faint { fill: var(--faint); } .page { fill: var(--page); }
.one { fill: var(--one); } .two { fill: var(--two); }
"""


def octets_svg(drawings: Sequence[tuple[str, Sequence[Field]]]) -> str:
    """Return fields as one SVG picture of fixed width; each octet stands on the colour of its field.

    Args:
        drawings: a title and the fields of each part.
    """
    width = 2 * _MARGIN + round(_CELL * (_SCREEN.columns + 2))
    body: list[str] = []
    y = _MARGIN + 14.0
    for title, fields in drawings:
        body.append(f'<text class="head" x="{_MARGIN}" y="{y:g}">{markup(title)}</text>')
        y += _LEADING + 4
        wide = max((columns_taken(field.name) for field in fields), default=0)
        shade = "two"
        for start, octets, name, words in _lines(fields, wide, _SCREEN):
            if name:
                shade = "one" if shade == "two" else "two"
            if octets:
                x = _MARGIN + 6 * _CELL
                body.append(
                    f'<rect class="{shade}" x="{x - 4:g}" y="{y - 17:g}" rx="3" '
                    f'width="{len(octets) * _CELL + 8:g}" height="{_LEADING - 1}"/>'
                )
            for column, piece, kind in (
                (0, f"{start:>4}" if start is not None else "", ' class="faint"'),
                (6, octets, ""),
                (6 + _HEX + 2, name, ' class="head"'),
                (6 + _HEX + 2 + wide + 2, words, ""),
            ):
                if piece.strip():
                    x = _MARGIN + column * _CELL
                    body.append(
                        f'<text{kind} x="{x:g}" y="{y:g}" xml:space="preserve">{markup(piece)}</text>'
                    )
            y += _LEADING
        y += 14
    title = drawings[0][0] if drawings else ""
    return picture(title, _STYLE, body, width=width, tall=y + _MARGIN - 30)
