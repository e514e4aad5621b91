"""Quotes as text for people and as objects for programs: the arithmetic, the range, and what would save.

Amounts are shown as they are, never rounded; nothing is priced here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ..channels.messages import Channel
from ..core.headers import MAX_SEGMENTS
from ..errors import many
from .counts import segment_words
from .display import cut_to_columns, paint
from .kit import labelled, prose, rows_of_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..pricing.cards.rates import Rate
    from ..pricing.money import Money
    from ..pricing.quotes.quotes import Quote, Total, Worth
    from ..pricing.quotes.sums import QuoteSums
    from .display import Screen
    from .outcomes import Answered

__all__ = ["amount_words", "money_words", "quote_text", "quotes_table", "saving_words", "sums_text"]

_MOST_SAVINGS = 3
_MOST_EDITS = 4
_LABEL = 10


def money_words(money: Money, *, decimals: int = 2) -> str:
    """Return an amount with its currency: all its decimals, at least this many, and thousands separated.

    >>> from segmenter.pricing import Money
    >>> money_words(Money(Decimal("1234.5"), "EUR")), money_words(Money(Decimal("0.047500"), "EUR"))
    ('1,234.50 EUR', '0.0475 EUR')
    """
    return amount_words(money.amount, money.currency, decimals=decimals)


def amount_words(amount: Decimal, currency: str | None, *, decimals: int = 2) -> str:
    """Return an amount like `money_words`; its currency may be unknown.

    >>> amount_words(Decimal("1234.5"), "EUR"), amount_words(Decimal("0.0475"), None)
    ('1,234.50 EUR', '0.0475')
    """
    whole, _, fraction = f"{amount:,f}".partition(".")
    return f"{whole}.{fraction.rstrip('0'):0<{decimals}}{f' {currency}' if currency else ''}"


def saving_words(segments: int, *amounts: Money) -> str:
    """Return segments and money in words, ``3 segments and 0.19 EUR``."""
    return " and ".join([segment_words(segments), *map(money_words, amounts)])


def quote_text(
    quote: Quote, screen: Screen, *, worths: Sequence[Worth] = (), because: str = "", note: str = ""
) -> str:
    """Return a quote in a few aligned lines: what is expected and why, the range, and what would save.

    >>> from segmenter.pricing import Rate, RateCard, quote
    >>> from segmenter.report.display import Screen
    >>> card = RateCard([Rate(price="0.04", fee="0.001", currency="EUR", country="GB")])
    >>> print(quote_text(quote("Hi " * 60, rates=card, country="GB"), Screen()), end="")
    expected  0.082 EUR
              price: 2 segments × 0.04 = 0.08 EUR
              fee: 2 segments × 0.001 = 0.002 EUR
    by        the rate for country GB
    segments  2, GSM-7
    to        GB
    """
    channel, ranged = quote.query.channel, quote.low.amount != quote.high.amount
    billed = channel in (Channel.SMS, Channel.RCS)
    several = billed and quote.high.segments > MAX_SEGMENTS
    pairs = [
        *((" ", words) for words in _arithmetic(quote.expected, screen)),
        ("by", _rate_words(quote.expected.rate)),
        ("note", highest_words(quote)),
        ("at least", _end_words(quote.low) if ranged else ""),
        ("at most", _end_words(quote.high) if ranged else ""),
        *(("or", f"rejected, {_rate_words(rate)}") for rate in quote.rejecting),
        *(("besides", _beside_words(rate)) for rate in quote.beside),
        ("segments", _segments_words(quote) if billed else ""),
        ("note", f"no message has more than {MAX_SEGMENTS} segments: it would be several" if several else ""),
        ("because", because if channel == Channel.SMS else ""),
        ("to", _known_words(quote)),
        ("note", note),
    ]
    expected = paint(f"{'expected':<{_LABEL}}{money_words(quote.expected.money)}", "bold", screen)
    lines = [expected, *labelled(pairs, screen, width=_LABEL), *_savings_lines(worths, screen)]
    return "\n".join(lines) + "\n"


def highest_words(quote: Quote) -> str:
    """Return the note that the expected price is the highest of several countries; empty if it is not."""
    number = len(quote.countries)
    return f"the highest price of {number:,} countries; the recipient's is not known" if number > 1 else ""


def quotes_table(entries: Iterable[Answered[Quote]], screen: Screen) -> Iterator[str]:
    """Yield a header, a row for each text, and the totals of each currency."""
    totals: dict[str, list[Money]] = {}
    rejecting = 0
    beside: dict[Rate, None] = {}
    highest: dict[str, None] = {}

    def row(quote: Quote) -> str:
        nonlocal rejecting
        rejecting += bool(quote.rejecting)
        highest.update(dict.fromkeys(filter(None, [highest_words(quote)])))
        beside.update(dict.fromkeys(quote.beside))
        ends = [quote.low.money, quote.expected.money, quote.high.money]
        before = totals.get(quote.expected.currency)
        totals[quote.expected.currency] = (
            [total + more for total, more in zip(before, ends, strict=True)] if before else ends
        )
        ranged = "~" if quote.low.amount != quote.high.amount else " "
        expected = f"{ranged}{money_words(quote.expected.money):>15}"
        return f"{quote.count.encoding:5} {quote.expected.segments:>4} {expected}"

    yield from rows_of_texts(f"{'enc':5} {'segs':>4} {'expected':>16}", entries, screen, row)
    for low, expected_sum, high in totals.values():
        between = "" if low == high else f" (~ at least {money_words(low)}, at most {money_words(high)})"
        yield f"{'total':>17} {money_words(expected_sum):>16}{between}\n"
    notes = [f"{rejecting:,} of them may be rejected; that depends on the network"] * bool(rejecting)
    notes += list(highest)
    notes += [f"besides {_beside_words(rate)}" for rate in beside]
    for note in notes:
        yield "".join(f"{line}\n" for line in prose(note, screen))


def _arithmetic(total: Total, screen: Screen) -> Iterator[str]:
    times = screen.encode("×", otherwise="x")
    for line in total.lines:
        sum_words = money_words(line.money)
        if line.what == "minimum":
            yield f"minimum: {sum_words} more, to {line.rate.minimum:f}"
            continue
        when = f", when {line.rate.charge_on}" if line.rate.charge_on else ""
        yield f"{line.what}: {many(line.times, line.rate.per)} {times} {line.each:f} = {sum_words}{when}"


def _rate_words(rate: Rate) -> str:
    days = [f"from {rate.valid_from}" * bool(rate.valid_from), f"to {rate.valid_to}" * bool(rate.valid_to)]
    tier = [f"volume from {rate.tier_from:,}" * bool(rate.tier_from)]
    return ", ".join(filter(None, [rate.described, *days, *tier]))


def _end_words(total: Total) -> str:
    return f"{money_words(total.money)}, {segment_words(total.segments)}, by {_rate_words(total.rate)}"


def _beside_words(rate: Rate) -> str:
    price = "rejected" if rate.price is None else f"{rate.price:f} {rate.currency}"
    return f"{price} per {rate.per}, {_rate_words(rate)}"


def _segments_words(quote: Quote) -> str:
    low, expected, high = quote.low.segments, quote.expected.segments, quote.high.segments
    between = f" ({low:,} to {high:,})" if low != high else ""
    how = f", {quote.count.encoding}" if quote.query.channel == Channel.SMS else ", of 160 octets of UTF-8"
    return f"{expected:,}{between}{how}"


def _known_words(quote: Quote) -> str:
    query = quote.query
    number = f"+{query.digits}" if query.digits else ""
    network = "-".join(filter(None, [query.mcc, query.mnc]))
    country = " or ".join(query.countries) or ("an unknown country" if number else "")
    known = ", ".join(filter(None, [number, country, f"network {network}" if network else ""]))
    return f"{known or 'any recipient'} on {query.at}" if query.at else known


def _savings_lines(worths: Sequence[Worth], screen: Screen) -> Iterator[str]:
    if worths:
        yield ""
        yield "What would save money"
    for worth in worths[:_MOST_SAVINGS]:
        edits = dict.fromkeys(
            f"{_shown(edit.old, screen)} {screen.encode('→', otherwise='->')} "
            f"{_shown(edit.new, screen) or 'nothing'}"
            for edit in getattr(worth.by, "edits", ())
        )
        more = f", {screen.ellipsis}" if len(edits) > _MOST_EDITS else ""
        listed = f": {', '.join([*edits][:_MOST_EDITS])}{more}" if edits else ""
        words = f"{money_words(worth.saved)} less, {money_words(worth.total.money)}: {worth.way}{listed}"
        yield from prose(words, screen, first=2)


def _shown(text: str, screen: Screen) -> str:
    return cut_to_columns(text, screen._replace(columns=20))


def sums_text(sums: QuoteSums, screen: Screen) -> Iterator[str]:
    """Yield what many messages cost, which characters force UCS-2, and what replacing them would save."""
    from .explanations import lines_of, offender_table, totals_words

    yield from lines_of(prose(totals_words(sums.offenders), screen))
    for low, expected, high in sums.costs.values():
        between = "" if low == high else f"; at least {money_words(low)}, at most {money_words(high)}"
        yield from lines_of(prose(f"cost {money_words(expected)}{between}", screen))
    if not sums.offenders.forced:
        return
    yield "\n"
    segments = {each: f"{number:,}" for each, number in sums.offenders.saves.items()}
    money = {each: _all_money(saves) for each, saves in sums.saves.items()}
    columns = {"segments saved": (segments, "0"), "saved": (money, "0")}
    yield from offender_table(sums.offenders, columns, screen)
    yield "\n"
    words = f"typing look-alikes would save {many(sums.offenders.saved, 'segment')} in all"
    amount = f", {_all_money(sums.saved)}" if sums.saved else ""
    yield from lines_of(prose(words + amount, screen))


def _all_money(sums: Mapping[str, Money]) -> str:
    return " + ".join(map(money_words, sums.values()))
