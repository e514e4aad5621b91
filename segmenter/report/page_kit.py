"""The kit of pages: the style of one that stands alone, its bars, and the cells of its tables.

Shapes only: a line here knows HTML, and not what is reported; nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .markup import markup

__all__ = ["STYLE", "Bar", "bars", "cells", "heads", "section", "table"]

STYLE = """
:root { color-scheme: light dark;
  --page: #ffffff; --ink: #1b1f24; --faint: #57606a; --bar: #2f6fb5; --line: #d5dae0; --bad: #b3001b; }
@media (prefers-color-scheme: dark) { :root {
  --page: #15191e; --ink: #e8eaed; --faint: #9aa4af; --bar: #6ea8e6; --line: #353c45; --bad: #ff9da0; } }
body { background: var(--page); color: var(--ink); margin: 2rem auto; max-width: 52rem; padding: 0 1rem;
  font: 16px/1.5 system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.3; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .2rem 0; } .faint { color: var(--faint); } .bad, .bad h2 { color: var(--bad); }
section { overflow-x: auto; }
blockquote { margin: .3rem 0 .8rem; padding: .1rem .8rem; border-inline-start: 3px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .9rem .2rem 0; text-align: end; white-space: nowrap; vertical-align: top; }
th:first-child, td:first-child, .start { text-align: start; }
td:first-child { white-space: normal; overflow-wrap: anywhere; min-width: 5rem; max-width: 20rem; }
thead th { border-bottom: 1px solid var(--line); color: var(--faint); font-weight: normal; }
tr.total td { font-weight: bold; } :not(.total) + tr.total td { border-top: 1px solid var(--line); }
td.inner { padding-inline-start: 1.2rem; }
ul { padding-inline-start: 1.2rem; margin: .3rem 0; } li { overflow-wrap: anywhere; color: var(--ink); }
.bars { font-size: .9rem; margin-bottom: .8rem; font-variant-numeric: tabular-nums; }
.bar { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr) 12rem; column-gap: .6rem; }
.bar > :first-child { text-align: end; }
.bar i { display: block; height: 1rem; margin-top: .2rem; min-width: 2px; border-radius: 2px;
  background: var(--bar); print-color-adjust: exact; }
/* On a narrow screen a caption stands under its bar, and a row of a table is a list of its cells. */
@media (max-width: 48rem) {
  .bar { grid-template-columns: 4.5rem minmax(0, 1fr); margin-bottom: .3rem; }
  .bar > .faint { grid-column: 2; }
  table, tbody, tr { display: block; } thead { display: none; }
  tr { border-top: 1px solid var(--line); padding: .3rem 0; } tr.more { border-top: 0; padding-top: 0; }
  td, td:first-child { display: flex; column-gap: 1rem; justify-content: space-between; padding: 0;
    text-align: end; white-space: normal; overflow-wrap: anywhere; max-width: none; }
  td:first-child { text-align: start; font-weight: bold; } td.inner { font-weight: normal; }
  tr td:empty { display: none; } :not(.total) + tr.total td { border-top: 0; }
  td:not(:first-child)::before { content: attr(data-head); color: var(--faint); font-weight: normal;
    white-space: nowrap; } }
"""
"""For wide and narrow screens, in light and dark."""


class Bar(NamedTuple):
    """A bar of a picture: its label, its length, and the caption after it."""

    label: str
    value: int
    caption: str


def section(title: str, inner: Iterable[str], *, bad: bool = False) -> Iterator[str]:
    """Yield a section with its title; a bad one in the colour of what went wrong."""
    kind = ' class="bad"' if bad else ""
    yield f"<section{kind}><h2>{markup(title)}</h2>\n"
    yield from inner
    yield "</section>\n"


def heads(names: Iterable[str], *, words: str = "") -> str:
    """Return the heads of a table; those of words begin where these do."""
    return "".join(f"<th{_start(name, words)}>{markup(name)}</th>" for name in names)


def cells(values: Iterable[str], names: Iterable[str], *, words: str = "") -> str:
    """Return the cells of a row, each with the head that a narrow screen shows before it.

    Args:
        values: of the cells.
        names: of the columns.
        words: the name of the column that holds words, not numbers.
    """
    pairs = zip(values, names, strict=True)
    return "".join(
        f'<td{_start(name, words)} data-head="{markup(name)}">{markup(value)}</td>' for value, name in pairs
    )


def _start(name: str, words: str) -> str:
    return ' class="start"' if words and name == words else ""


def bars(title: str, some: list[Bar], *, full: int = 0) -> Iterator[str]:
    """Yield bars as a picture; a screen reader reads its title and every caption.

    Args:
        title: of the picture.
        some: the bars.
        full: the value of a bar as long as can be; by default the greatest.
    """
    captions = "; ".join(f"{bar.label}: {bar.caption}" for bar in some)
    yield f'<div class="bars" role="img" aria-label="{markup(f"{title}: {captions}")}">\n'
    most = full or max(bar.value for bar in some) or 1
    for label, value, caption in some:
        yield (
            f'<div class="bar"><span>{markup(label)}</span>'
            f'<span><i style="width:{100 * value / most:.1f}%"></i></span>'
            f'<span class="faint">{markup(caption)}</span></div>\n'
        )
    yield "</div>\n"


def table(names: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, words: str = "") -> Iterator[str]:
    """Yield a table; `words` names the column that holds words, not numbers."""
    yield f"<table><thead><tr>{heads(names, words=words)}</tr></thead>\n<tbody>\n"
    for row in rows:
        yield f"<tr>{cells(row, names, words=words)}</tr>\n"
    yield "</tbody></table>\n"
