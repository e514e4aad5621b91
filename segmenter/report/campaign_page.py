"""Campaigns as a page that stands alone: tables and bars that fit wide and narrow screens, in light and dark.

Shows what pricing has found, in the words of `campaigns`; nothing is counted here, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

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
from .page_kit import STYLE, Bar, bars, section
from .page_kit import cells as row_cells
from .page_kit import heads as head_cells

if TYPE_CHECKING:
    from ..pricing.campaigns.campaigns import Campaign
    from ..pricing.campaigns.shares import Share
    from ..pricing.campaigns.tallies import Recipient

__all__ = ["campaign_page"]


def campaign_page(campaign: Campaign, template: str) -> str:
    """Return a campaign as a page of HTML.

    Args:
        campaign: what is shown.
        template: its text, as it was written.
    """
    return "".join(_page(campaign, template))


def _page(campaign: Campaign, template: str) -> Iterator[str]:
    yield page("What the campaign costs", STYLE)
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
        yield from section("The most expensive", map(_recipient, first_of_each(campaign.dearest)))
    for words, _, examples in troubles(campaign):
        items = "".join(f"<li>{markup(example_words(example))}</li>\n" for example in examples)
        bad = not any(example.trouble in ("duplicate", "uncertain") for example in examples)
        yield from section(words, [f"<ul>{items}</ul>\n"], bad=bad)
    yield "</body></html>\n"


def _recipient(recipient: Recipient) -> str:
    words, text = markup(recipient_words(recipient)), markup(recipient.text)
    return f'<p>{words}</p>\n<blockquote dir="auto">{text}</blockquote>\n'


def _shares(name: str, title: str, shares: Mapping[Any, Share], total: Share) -> Iterator[str]:
    """Yield a picture of the segments of each share, and a table of all its numbers."""
    yield f"<section><h2>{title}</h2>\n"
    yield from bars(
        f"Segments by {name}",
        [
            Bar("unknown" if key is None else str(key), share.segments, segment_words(share.segments))
            for key, share in list(shares.items())[:MOST_SHARES]
        ],
    )
    heads = (name, "messages", "segments", "expected", "at least", "at most")
    yield f"<table><thead><tr>{head_cells(heads)}</tr></thead>\n<tbody>\n"
    summed = False
    for row in rows_of(shares, total):
        summed = summed or (row.name == "total" and len(shares) > 1)
        kind = " ".join(["total"] * summed + ["more"] * (not row.name))
        yield (
            f'<tr class="{kind}">{row_cells(row, heads)}</tr>\n'
            if kind
            else f"<tr>{row_cells(row, heads)}</tr>\n"
        )
    yield "</tbody></table></section>\n"


def _messages(title: str, shares: Mapping[Any, Share], messages: int) -> Iterator[str]:
    """Yield a picture of how many messages there are of each share."""
    listed = [
        Bar(str(key), share.messages, f"{many(share.messages, 'message')}, {share.messages / messages:.1%}")
        for key, share in list(shares.items())[:MOST_SHARES]
    ]
    yield from section(title, bars(title, listed))


def _costly(campaign: Campaign) -> Iterator[str]:
    title = costly_title(campaign).removesuffix(":")
    yield f"<section><h2>{markup(title[:1].upper() + title[1:])}</h2>\n"
    heads = ("value", "messages", "segments saved")
    words = "".join(f'<th class="start">{word}</th>' for word in ("why", "saves"))
    yield f"<table><thead><tr>{head_cells(heads)}{words}</tr></thead>\n<tbody>\n"
    for name, count, segments, why, cure, inner in costly_rows(campaign):
        first = f'<td class="inner"><bdi>{markup(name)}</bdi></td>' if inner else f"<td>{markup(name)}</td>"
        numbers = row_cells((count, segments), heads[1:])
        yield f'<tr>{first}{numbers}<td class="start" data-head="why">{markup(why)}</td>'
        yield f'<td class="start" data-head="saves">{markup(cure)}</td></tr>\n'
    yield "</tbody></table>\n"
    if words := together_words(campaign):
        yield f'<p class="faint">{markup(words)}</p>\n'
    yield "</section>\n"
