"""Comparisons of channels as text for people: a row for each channel, and which is the cheapest by length.

Amounts are shown as they are, never rounded; nothing is priced here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..channels.messages import Channel
from .counts import segment_words
from .display import paint
from .kit import columns_of, prose, rows_of_texts
from .prices import money_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..pricing.quotes.comparison import Comparison, Offer
    from .display import Screen
    from .outcomes import Answered

__all__ = ["comparison_text", "comparisons_table"]

_MOST_TURNS = 8


def comparison_text(comparison: Comparison, screen: Screen, *, note: str = "") -> str:
    """Return a row for each channel, the cheapest marked, and the lengths at which that changes.

    >>> from segmenter.pricing import Rate, RateCard, compare
    >>> from segmenter.report.display import Screen
    >>> card = RateCard([
    ...     Rate(price="0.04", currency="EUR", channel="sms"),
    ...     Rate(price="0.07", currency="EUR", channel="viber", per="message"),
    ... ])
    >>> print(comparison_text(compare("Hi", rates=card, channels=["viber", "sms"]), Screen()), end="")
    channel  expected  billed
    viber    0.07 EUR  1 message
    sms      0.04 EUR  1 segment, GSM-7; the cheapest
    <BLANKLINE>
    The cheapest by length in characters
      1 to 160         sms, from 0.04 EUR
      161 to 1,000     viber, from 0.07 EUR
      1,001 to 39,015  sms, from 0.28 EUR
      39,016 and more  none takes it
    """
    cheapest = comparison.cheapest
    rows = [("channel", "expected", "  billed")]
    problems = []
    for offer in comparison.offers:
        if offer.quote is None:
            problems += prose(f"{offer.channel}: {offer.problem}", screen, first=0, rest=2)
            continue
        billed = _billed(offer) + ("; the cheapest" if offer is cheapest else "")
        rows.append((offer.channel.value, money_words(offer.quote.expected.money), f"  {billed}"))
    lines = [*_table(rows, screen)] if len(rows) > 1 else []
    lines += problems
    if comparison.turns:
        lines += ["", paint("The cheapest by length in characters", "bold", screen)]
        lines += _turn_lines(comparison)
    lines += prose(f"note: {note}", screen, rest=6) if note else []
    return "\n".join(lines) + "\n"


def _table(rows: list[tuple[str, str, str]], screen: Screen) -> Iterator[str]:
    head, *others = columns_of([row[:2] for row in rows])
    yield paint(f"{head}{rows[0][2]}", "bold", screen)
    for line, (_, _, billed) in zip(others, rows[1:], strict=True):
        yield from prose(f"{line}{billed}", screen, rest=len(line) + 2)


def _billed(offer: Offer) -> str:
    quote = offer.quote
    assert quote is not None
    low, high = quote.low.money, quote.high.money
    between = "" if low == high else f" ({money_words(low)} to {money_words(high)})"
    if offer.channel is Channel.SMS:
        return f"{segment_words(quote.expected.segments)}, {quote.count.encoding}{between}"
    if offer.channel is Channel.RCS:
        return f"{segment_words(quote.expected.segments)} of 160 octets of UTF-8{between}"
    return f"1 message{between}"


def _turn_lines(comparison: Comparison) -> Iterator[str]:
    turns = comparison.turns
    ends = [f"to {turn.length - 1:,}" for turn in turns[1:]] + ["and more"]
    lengths = [f"{turn.length:,} {end}" for turn, end in zip(turns, ends, strict=True)][:_MOST_TURNS]
    width = max(map(len, lengths))
    for turn, words in zip(turns, lengths, strict=False):
        price = f"{turn.channel}, from {money_words(turn.total.money)}" if turn.total else "none takes it"
        yield f"  {words:<{width}}  {price}"
    if len(turns) > _MOST_TURNS:
        yield f"  and {len(turns) - _MOST_TURNS:,} more; --format json lists them all"


def comparisons_table(entries: Iterable[Answered[Comparison]], screen: Screen) -> Iterator[str]:
    """Yield a header and a row for each text: the cheapest channel, and what it costs there."""

    def row(comparison: Comparison) -> str:
        offer = comparison.cheapest
        price = money_words(offer.quote.expected.money) if offer and offer.quote else "no price"
        return f"{offer.channel.value if offer else '':14} {price:>15}"

    yield from rows_of_texts(f"{'cheapest':14} {'expected':>15}", entries, screen, row)
