"""Campaigns as a page that stands alone: tables and bars that fit wide and narrow screens, in light and dark.

Shows what pricing has found, in the words of `campaigns`; nothing is counted here, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import many
from .campaigns import (
    costly_rows,
    costly_title,
    example_words,
    first_of_each,
    headline,
    notes,
    over_words,
    own_words,
    recipient_words,
    rows_of,
    together_words,
    troubles,
)
from .counts import segment_words
from .kit import MOST_SHARES
from .markup import markup, page

if TYPE_CHECKING:
    from ..pricing.campaigns.campaigns import Campaign
    from ..pricing.campaigns.shares import Share

__all__ = ["campaign_page"]

_STYLE = """
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
  td:not(:first-child)::before { content: attr(data-head); color: var(--faint); font-weight: normal; } }
"""


class _Bar(NamedTuple):
    label: str
    value: int
    caption: str


def campaign_page(campaign: Campaign, template: str) -> str:
    """Return a campaign as a page of HTML.

    Args:
        campaign: what is shown.
        template: its text, as it was written.
    """
    return "".join(_page(campaign, template))


def _page(campaign: Campaign, template: str) -> Iterator[str]:
    yield page("What the campaign costs", _STYLE)
    yield f"<h1>{markup(headline(campaign))}</h1>\n"
    yield f'<blockquote dir="auto">{markup(template)}</blockquote>\n'
    for words in own_words(campaign):
        yield f'<p class="bad">{markup(words)}</p>\n'
    for note in notes(campaign):
        yield f"<p>{markup(note)}</p>\n"
    if over := over_words(campaign):
        yield f'<p class="bad">{markup(over)}</p>\n'
    if campaign.messages:
        yield from _shares("country", "Countries", campaign.by_country, campaign.total)
        if set(campaign.by_network) != {None}:
            yield from _shares("network", "Networks", campaign.by_network, campaign.total)
        yield from _messages("Segments of a message", campaign.by_segments, campaign.messages)
        yield from _messages("Encoding", campaign.by_encoding, campaign.messages)
    if campaign.costly_placeholders:
        yield from _costly(campaign)
    if campaign.dearest:
        yield "<section><h2>The most expensive</h2>\n"
        for recipient in first_of_each(campaign.dearest):
            yield f"<p>{markup(recipient_words(recipient))}</p>\n"
            yield f'<blockquote dir="auto">{markup(recipient.text)}</blockquote>\n'
        yield "</section>\n"
    for words, _, examples in troubles(campaign):
        items = "".join(f"<li>{markup(example_words(example))}</li>\n" for example in examples)
        kind = (
            ""
            if any(example.trouble in ("duplicate", "uncertain") for example in examples)
            else ' class="bad"'
        )
        yield f"<section{kind}><h2>{markup(words)}</h2>\n<ul>{items}</ul></section>\n"
    yield "</body></html>\n"


def _shares(name: str, title: str, shares: Mapping[Any, Share], total: Share) -> Iterator[str]:
    """Yield a picture of the segments of each share, and a table of all its numbers."""
    yield f"<section><h2>{title}</h2>\n"
    yield from _bars(
        f"Segments by {name}",
        [
            _Bar("unknown" if key is None else str(key), share.segments, segment_words(share.segments))
            for key, share in list(shares.items())[:MOST_SHARES]
        ],
    )
    heads = (name, "messages", "segments", "expected", "at least", "at most")
    yield f"<table><thead><tr>{_heads(heads)}</tr></thead>\n<tbody>\n"
    summed = False
    for row in rows_of(shares, total):
        summed = summed or (row.name == "total" and len(shares) > 1)
        kind = " ".join(["total"] * summed + ["more"] * (not row.name))
        yield (
            f'<tr class="{kind}">{_cells(row, heads)}</tr>\n' if kind else f"<tr>{_cells(row, heads)}</tr>\n"
        )
    yield "</tbody></table></section>\n"


def _messages(title: str, shares: Mapping[Any, Share], messages: int) -> Iterator[str]:
    """Yield a picture of how many messages there are of each share."""
    yield f"<section><h2>{title}</h2>\n"
    yield from _bars(
        title,
        [
            _Bar(
                str(key),
                share.messages,
                f"{many(share.messages, 'message')}, {share.messages / messages:.1%}",
            )
            for key, share in list(shares.items())[:MOST_SHARES]
        ],
    )
    yield "</section>\n"


def _costly(campaign: Campaign) -> Iterator[str]:
    title = costly_title(campaign).removesuffix(":")
    yield f"<section><h2>{markup(title[:1].upper() + title[1:])}</h2>\n"
    heads = ("value", "messages", "segments saved")
    words = "".join(f'<th class="start">{word}</th>' for word in ("why", "saves"))
    yield f"<table><thead><tr>{_heads(heads)}{words}</tr></thead>\n<tbody>\n"
    for name, count, segments, why, cure, inner in costly_rows(campaign):
        first = f'<td class="inner"><bdi>{markup(name)}</bdi></td>' if inner else f"<td>{markup(name)}</td>"
        numbers = _cells((count, segments), heads[1:])
        yield f'<tr>{first}{numbers}<td class="start" data-head="why">{markup(why)}</td>'
        yield f'<td class="start" data-head="saves">{markup(cure)}</td></tr>\n'
    yield "</tbody></table>\n"
    if words := together_words(campaign):
        yield f'<p class="faint">{markup(words)}</p>\n'
    yield "</section>\n"


def _heads(heads: Iterable[str]) -> str:
    return "".join(f"<th>{markup(head)}</th>" for head in heads)


def _cells(cells: Iterable[str], heads: Iterable[str]) -> str:
    """Return the cells of a row, each with the head that a narrow screen shows before it."""
    pairs = zip(cells, heads, strict=True)
    return "".join(f'<td data-head="{markup(head)}">{markup(cell)}</td>' for cell, head in pairs)


def _bars(title: str, bars: list[_Bar]) -> Iterator[str]:
    """Yield bars as a picture; a screen reader reads its title and every caption."""
    captions = "; ".join(f"{bar.label}: {bar.caption}" for bar in bars)
    yield f'<div class="bars" role="img" aria-label="{markup(f"{title}: {captions}")}">\n'
    most = max(bar.value for bar in bars) or 1
    for label, value, caption in bars:
        yield (
            f'<div class="bar"><span>{markup(label)}</span>'
            f'<span><i style="width:{100 * value / most:.1f}%"></i></span>'
            f'<span class="faint">{markup(caption)}</span></div>\n'
        )
    yield "</div>\n"
