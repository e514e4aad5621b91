"""Quotes as text for people and as objects for programs: the arithmetic, the range, and what would save.

Amounts are shown as they are, never rounded; nothing is priced here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..channels.messages import Channel
from ..core.headers import MAX_SEGMENTS
from .display import cut_to_columns, paint
from .findings import hanging
from .json_format import failure_fields, json_written
from .outcomes import Failure, count_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..pricing.cards.rates import Rate
    from ..pricing.money import Money
    from ..pricing.quotes.quotes import Quote, Total
    from ..pricing.quotes.savings import Worth
    from .display import Screen
    from .outcomes import Entry

__all__ = ["money_words", "quote_fields", "quote_text", "quotes_json", "quotes_table"]

_MOST_SAVINGS = 3
_MOST_EDITS = 4
_LABEL = 10
_MIN_PREVIEW_COLUMNS = 8


def money_words(money: Money) -> str:
    """Return an amount with its currency: at least two decimals, as many as it has, thousands apart.

    >>> from decimal import Decimal
    >>> from segmenter.pricing import Money
    >>> money_words(Money(Decimal("1234.5"), "EUR")), money_words(Money(Decimal("0.047500"), "EUR"))
    ('1,234.50 EUR', '0.0475 EUR')
    """
    whole, _, decimals = f"{money.amount:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2} {money.currency}"


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
    lines = [("", words) for words in _arithmetic(quote.expected, screen)]
    lines.append(("by", _rate_words(quote.expected.rate)))
    if quote.low.amount != quote.high.amount:
        lines += [("at least", _end_words(quote.low)), ("at most", _end_words(quote.high))]
    lines += [("or", f"rejected, {_rate_words(rate)}") for rate in quote.rejecting]
    lines += [("besides", _beside_words(rate)) for rate in quote.beside]
    billed = quote.query.channel in (Channel.SMS, Channel.RCS)
    lines += [("segments", _segments_words(quote))] if billed else []
    because = because if quote.query.channel == Channel.SMS else ""
    if quote.high.segments > MAX_SEGMENTS and billed:
        lines.append(("note", f"no message has more than {MAX_SEGMENTS} segments: it would be several"))
    known = _known_words(quote)
    lines += [
        (label, words) for label, words in (("because", because), ("to", known), ("note", note)) if words
    ]
    expected = paint(f"{'expected':<{_LABEL}}{money_words(quote.expected.money)}", "bold", screen)
    text = "".join(_labelled(label, words, screen) for label, words in lines)
    return f"{expected}\n{text}" + _savings_text(worths, screen)


def quotes_table(entries: Iterable[Entry[Quote]], screen: Screen) -> Iterator[str]:
    """Give out a header, a row for each text, and the totals of each currency."""
    header = f"{'index':>6} {'enc':5} {'segs':>4} {'expected':>16}  text"
    room = screen._replace(columns=max(screen.columns - header.index("text"), _MIN_PREVIEW_COLUMNS))
    yield paint(header, "bold", screen) + "\n"
    totals: dict[str, list[Money]] = {}
    rejecting = 0
    beside: dict[Rate, None] = {}
    for index, (text, outcome) in enumerate(entries):
        if isinstance(outcome, Failure):
            yield f"{index:>6} {paint('error', 'red', screen)} {outcome.message}\n"
            continue
        expected = money_words(outcome.expected.money)
        ranged = "~" if outcome.low.amount != outcome.high.amount else " "
        yield (
            f"{index:>6} {outcome.count.encoding:5} {outcome.expected.segments:>4} {ranged}{expected:>15}  "
            f"{cut_to_columns(text, room)}\n"
        )
        rejecting += bool(outcome.rejecting)
        beside |= dict.fromkeys(outcome.beside)
        ends = [outcome.low.money, outcome.expected.money, outcome.high.money]
        before = totals.get(outcome.expected.currency)
        totals[outcome.expected.currency] = (
            [one + other for one, other in zip(before, ends, strict=True)] if before else ends
        )
    for low, expected_sum, high in totals.values():
        between = "" if low == high else f" (~ at least {money_words(low)}, at most {money_words(high)})"
        yield f"{'total':>17} {money_words(expected_sum):>16}{between}\n"
    if rejecting:
        yield from _notes(
            f"{rejecting:,} of them may turn out to be rejected, once the network is known", screen
        )
    for rate in beside:
        yield from _notes(f"besides {_beside_words(rate)}", screen)


def _notes(words: str, screen: Screen) -> Iterator[str]:
    for one in hanging(words, screen):
        yield one + "\n"


def quotes_json(entries: Iterable[Entry[Quote]], *, lines: bool, ascii_only: bool = False) -> Iterator[str]:
    """Give out the quotes of many texts as an array, or an object a line; amounts are strings."""
    fields = (
        failure_fields(outcome) if isinstance(outcome, Failure) else quote_fields(outcome)
        for _, outcome in entries
    )
    return json_written(fields, many=True, lines=lines, ascii_only=ascii_only)


def quote_fields(quote: Quote, worths: Iterable[Worth] = ()) -> dict[str, Any]:
    """Return a quote by the names of its fields, as programs see it, and what would save."""
    query = quote.query
    return {
        "expected": _total_fields(quote.expected),
        "low": _total_fields(quote.low),
        "high": _total_fields(quote.high),
        "rejecting": [rate.place for rate in quote.rejecting],
        "beside": [
            {"per": rate.per, "amount": _plain(rate.price), "currency": rate.currency, "rate": rate.place}
            for rate in quote.beside
        ],
        "channel": query.channel,
        "recipient": query.digits and f"+{query.digits}",
        "country": query.country,
        "category": query.category,
        "number_type": query.number_type,
        "volume": query.volume,
        "mcc": query.mcc,
        "mnc": query.mnc,
        "at": query.at and query.at.isoformat(),
        "count": count_fields(quote.count),
        "savings": [_worth_fields(worth) for worth in worths],
    }


def _total_fields(total: Total) -> dict[str, Any]:
    return {
        "amount": _plain(total.amount),
        "currency": total.currency,
        "segments": total.segments,
        "rate": total.rate.place,
        "lines": [
            {"what": line.what, "times": line.times, "each": _plain(line.each), "amount": _plain(line.amount)}
            for line in total.lines
        ],
    }


def _worth_fields(worth: Worth) -> dict[str, Any]:
    return {
        "by": _way(worth),
        "segments": worth.total.segments,
        "amount": _plain(worth.total.amount),
        "saved": _plain(worth.saved.amount),
        "currency": worth.saved.currency,
    }


def _way(worth: Worth) -> str:
    from ..advice.explanation import Advice

    if isinstance(worth.by, Advice):
        return str(worth.by.kind)
    return f"allow the {worth.by.language.name.title()} tables, if the receiver knows them"


def _plain(amount: object) -> str | None:
    return None if amount is None else f"{amount:f}"


def _arithmetic(total: Total, screen: Screen) -> Iterator[str]:
    times = screen.encode("×", otherwise="x")
    for line in total.lines:
        sum_words = money_words(line.money)
        if line.what == "minimum":
            yield f"minimum: {sum_words} more, to {line.rate.minimum:f}"
            continue
        per = line.rate.per
        number = f"{line.times:,} {per}{'s' * (line.times != 1)}"
        when = f", when {line.rate.charge_on}" if line.rate.charge_on else ""
        yield f"{line.what}: {number} {times} {line.each:f} = {sum_words}{when}"


def _rate_words(rate: Rate) -> str:
    days = [f"from {rate.valid_from}" * bool(rate.valid_from), f"to {rate.valid_to}" * bool(rate.valid_to)]
    tier = [f"volume from {rate.tier_from:,}" * bool(rate.tier_from)]
    return ", ".join(filter(None, [rate.described, *days, *tier]))


def _end_words(total: Total) -> str:
    segments = f"{total.segments:,} segment{'s' * (total.segments != 1)}"
    return f"{money_words(total.money)}, {segments}, by {_rate_words(total.rate)}"


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
    country = query.country or ("a country not known" if number else "")
    said = ", ".join(filter(None, [number, country, f"network {network}" if network else ""]))
    day = f"on {query.at}" if query.at else ""
    return " ".join(filter(None, [said, day]))


def _savings_text(worths: Sequence[Worth], screen: Screen) -> str:
    if not worths:
        return ""
    arrow = screen.encode("→", otherwise="->")
    lines = ["\nWhat would save money\n"]
    for worth in worths[:_MOST_SAVINGS]:
        edits = dict.fromkeys(
            f"{_shown(edit.old, screen)} {arrow} {_shown(edit.new, screen) or 'nothing'}"
            for edit in getattr(worth.by, "edits", ())
        )
        more = f", {screen.ellipsis}" if len(edits) > _MOST_EDITS else ""
        shown = f": {', '.join([*edits][:_MOST_EDITS])}{more}" if edits else ""
        words = f"{money_words(worth.saved)} less, {money_words(worth.total.money)}: {_way(worth)}{shown}"
        lines.append(_labelled("", words, screen, indent=2))
    return "".join(lines)


def _shown(text: str, screen: Screen) -> str:
    return cut_to_columns(text, screen._replace(columns=20))


def _labelled(label: str, words: str, screen: Screen, *, indent: int = _LABEL) -> str:
    """Return words after a label, wrapped, what follows set in."""
    first, *others = hanging(words, screen, first=indent, rest=indent)
    return "\n".join([f"{label:<{indent}}{first[indent:]}", *others]) + "\n"
