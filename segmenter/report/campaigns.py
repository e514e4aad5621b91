"""Campaigns as text for people and as an object for programs: totals, tables, bars, and what went wrong.

Amounts are shown as they are, never rounded; nothing is counted or priced here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import many
from .counts import segment_words
from .display import columns_taken, cut_to_columns, paint
from .kit import MOST_SHARES, columns_of, prose, quoted, share_lines
from .prices import money_words, saving_words
from .templates import own_text_words

if TYPE_CHECKING:
    from datetime import timedelta

    from ..pricing.campaigns.campaigns import Campaign
    from ..pricing.campaigns.shares import Share
    from ..pricing.campaigns.tallies import Recipient, TroubledRow
    from ..pricing.cards.rates import Rate
    from .display import Screen

__all__ = [
    "ShareRow",
    "campaign_text",
    "costly_rows",
    "costly_title",
    "example_words",
    "first_of_each",
    "headline",
    "notes",
    "over_words",
    "own_words",
    "recipient_words",
    "rows_of",
    "time_words",
    "together_words",
    "troubles",
]

_MOST_RECIPIENTS = _MOST_UNCERTAIN = 3
_MOST_CHARACTERS = 6
_TROUBLES = {
    "invalid": "{rows} no number in international form",
    "failed": "{rows} no text that can be sent",
    "wrong-key": "{rows} a country, mcc or mnc that does not exist",
    "unpriced": "the rate card has no price for {rows}",
    "rejected": "the rate card says that {rows} rejected",
    "duplicate": "{rows} the recipient of an earlier row; {done}",
    "too-long": "{rows} a message longer than may be sent",
    "uncertain": "{rows} a number that can be read in several ways; the cost is then a range",
}
_VERBS = {"rejected": ("row is", "rows are"), "unpriced": ("row", "rows")}


# --- The words, for text and page -------------------------------------------------------------------------


class ShareRow(NamedTuple):
    """A line of a table: what it is of, and its cells; a share of several currencies has one for each."""

    name: str
    messages: str
    segments: str
    expected: str
    low: str
    high: str


def rows_of(shares: Mapping[Any, Share], total: Share, *, most: int = MOST_SHARES) -> Iterator[ShareRow]:
    """Yield the lines of a table: the first few shares, how many others there are, and the total.

    All amounts have as many decimals as the one that has the most, so that their points stand in line.
    """
    decimals = max(
        (
            -int(money.amount.normalize().as_tuple().exponent)
            for share in (*shares.values(), total)
            for cost in share.costs
            for money in cost
        ),
        default=2,
    )
    for name, share in list(shares.items())[:most]:
        yield from _rows("unknown" if name is None else str(name), share, max(decimals, 2))
    if len(shares) > most:
        yield ShareRow(f"and {len(shares) - most:,} more", "", "", "", "", "")
    if len(shares) > 1:
        yield from _rows("total", total, max(decimals, 2))


def _rows(name: str, share: Share, decimals: int) -> Iterator[ShareRow]:
    cells = name, f"{share.messages:,}", f"{share.segments:,}"
    for cost in share.costs:
        amounts = (money_words(money, decimals=decimals) for money in (cost.expected, cost.low, cost.high))
        yield ShareRow(*cells, *amounts)
        cells = "", "", ""


def headline(campaign: Campaign) -> str:
    """Return in one line what would be sent.

    >>> from segmenter.pricing import Rate, RateCard
    >>> from segmenter.pricing.campaigns.campaigns import campaign
    >>> card = RateCard([Rate(price="0.04", currency="EUR")])
    >>> headline(campaign("Hi", [{"to": "+447700900123"}], rates=card))
    '1 message, 1 segment: 0.04 EUR expected'
    """
    amounts = " and ".join(money_words(cost.expected) for cost in campaign.total.costs)
    words = f"{many(campaign.messages, 'message')}, {segment_words(campaign.segments)}"
    return f"{words}: {amounts} expected" if amounts else words


def notes(campaign: Campaign) -> Iterator[str]:
    """Yield what else matters about the whole: the range, the day, the time, and what is uncertain."""
    costs = campaign.total.costs
    if any(cost.low != cost.high for cost in costs):
        low, high = (
            " and ".join(money_words(getattr(cost, end)) for cost in costs) for end in ("low", "high")
        )
        yield f"at least {low}, at most {high}"
    cards = f" in {', '.join(campaign.cards)}" if campaign.cards else ""
    if campaign.at or cards:
        yield f"at the prices{f' of {campaign.at}' if campaign.at else ''}{cards}"
    if campaign.audience:
        yield f"to the {many(campaign.rows, 'row')} of {campaign.audience}"
    if campaign.fixed:
        units = f"{many(campaign.fixed.units, 'unit')} of {campaign.fixed.encoding}"
        yield f"the template without values: {segment_words(campaign.fixed.segments)}, {units}"
    if campaign.duration is not None:
        yield f"sending takes {time_words(campaign.duration)}"
    if campaign.perhaps_rejected:
        yield f"{many(campaign.perhaps_rejected, 'message')} may be rejected; that depends on the network"
    if campaign.other_country:
        rows = many(campaign.other_country, "row has a number", "rows have numbers")
        yield f"{rows} of another country than the column says; the column is used"
    if campaign.cleaned:
        rows = many(campaign.cleaned, "row has", "rows have")
        yield f"{rows} an apostrophe, a formula or invisible characters around the number; these are ignored"
    for name, number in campaign.blank.items():
        yield f"{many(number, 'row has', 'rows have')} a blank {name}"
    for rate in campaign.beside:
        yield f"besides, {_beside_words(rate)}"


def own_words(campaign: Campaign) -> Iterator[str]:
    """Yield what the template's own characters cost, and what to type instead."""
    if campaign.unused:
        yield campaign.unused
    if campaign.line_break_saving and campaign.line_break_saving.segments:
        cost = share_words(campaign.line_break_saving)
        yield f"the line break at the end of the template costs {cost}; --drop-line-break leaves it out"
    own = campaign.own_text
    if own is None:
        return
    typed, plain = (
        share_words(saving) if saving and saving.segments else ""
        for saving in (campaign.typed_saving, campaign.plain_saving)
    )
    if own.offenders or plain:
        yield from own_text_words(own, typed=typed, plain=plain)


def share_words(share: Share) -> str:
    """Return the segments and the expected money of a share in words."""
    return saving_words(share.segments, *(cost.expected for cost in share.costs))


def over_words(campaign: Campaign) -> str:
    """Return the warning that a profile allows fewer recipients; empty if it does not."""
    if not campaign.over_audience or campaign.max_audience is None:
        return ""
    return (
        f"{many(campaign.messages, 'message is', 'messages are')} {campaign.over_audience:,} more than a "
        f"campaign may have ({campaign.max_audience:,}); send several campaigns"
    )


def troubles(campaign: Campaign) -> Iterator[tuple[str, int, list[TroubledRow]]]:
    """Yield what is wrong with rows, how many there are of each kind, and examples."""
    done = "left out" if campaign.dropped else "sent and priced"
    for trouble, words in _TROUBLES.items():
        number = _number(campaign, trouble)
        if number:
            rows = many(number, *_VERBS.get(trouble, ("row has", "rows have")))
            words = words.format(rows=rows, done=done)
            if trouble == "invalid" and 2 * number > campaign.rows and campaign.recipient_column:
                words += f"; recipients were taken from the column {campaign.recipient_column!r}"
                words += " (--recipient-column names another)"
            examples = [example for example in campaign.examples if example.trouble == trouble]
            yield words, number, examples[: _MOST_UNCERTAIN if trouble == "uncertain" else None]


def _number(campaign: Campaign, trouble: str) -> int:
    plurals = {"duplicate": "duplicates", "wrong-key": "wrong_keys"}
    number: int = getattr(campaign, plurals.get(trouble, trouble.replace("-", "_")))
    return number


def example_words(example: TroubledRow) -> str:
    """Return an example in words."""
    rows = f" ({many(example.rows, 'row')})" if example.rows > 1 else ""
    who = f", {example.recipient}" if example.recipient and example.recipient not in example.reason else ""
    return f"{_place_words(example)}{who}: {example.reason}{rows}"


def _place_words(row: TroubledRow | Recipient) -> str:
    return row.place or f"index {row.index:,}"


def costly_rows(campaign: Campaign) -> Iterator[tuple[str, str, str, str, str, bool]]:
    """Yield the costly: name or value, messages, segments, why, money and cure, whether it is a value."""
    for placeholder in campaign.costly_placeholders:
        numbers = (placeholder.by_characters, "characters"), (placeholder.by_length, "length")
        why = ", ".join(f"{number:,} for {words}" for number, words in numbers if number)
        saved = f"{placeholder.extra_segments:,}"
        money = " and ".join(map(money_words, placeholder.saved))
        yield placeholder.name, f"{placeholder.messages:,}", saved, why, money, False
        for value in campaign.costly:
            if value.name == placeholder.name:
                few = value.characters[:_MOST_CHARACTERS]
                few += "…" * (len(value.characters) > len(few))
                why = f"characters: {few}" if value.why == "characters" else "length"
                money = " and ".join(map(money_words, value.saved))
                cure = f"{money}: {value.cure}" if value.cure else money
                yield value.value, f"{value.messages:,}", f"{value.extra_segments:,}", why, cure, True


def costly_title(campaign: Campaign) -> str:
    """Return the title of the costly values."""
    cheapest = segment_words(next(iter(campaign.by_segments)))
    return f"values without which messages of more than {cheapest} would take fewer:"


def together_words(campaign: Campaign) -> str:
    """Return in words how many messages are longer because of several values; empty if none are."""
    number = campaign.costly_together
    return f"in {number:,} more, no single value is the cause" if number else ""


def recipient_words(recipient: Recipient) -> str:
    """Describe one of the most expensive recipients, with the cost."""
    who = ", ".join(filter(None, (recipient.country, recipient.network)))
    name = f"{recipient.recipient} ({who})" if who else recipient.recipient
    costs = f"{money_words(recipient.cost.expected)}, {segment_words(recipient.segments)}"
    return f"{_place_words(recipient)}, {name}: {costs}, {recipient.count.encoding}"


def time_words(time: timedelta) -> str:
    """Return a length of time; from a minute on in whole seconds, rounded up.

    >>> from datetime import timedelta
    >>> time_words(timedelta(seconds=12.5)), time_words(timedelta(seconds=7203.1))
    ('12.5 s', '2 h 0 min 4 s')
    """
    if time.total_seconds() < 60:
        return f"{time.total_seconds():g} s"
    seconds = time.days * 86_400 + time.seconds + (time.microseconds > 0)
    days, seconds = divmod(seconds, 86_400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    words = [f"{days:,} d"] * (days > 0) + [f"{hours} h"] * (days + hours > 0)
    return " ".join([*words, f"{minutes} min", f"{seconds} s"])


def _beside_words(rate: Rate) -> str:
    price = "" if rate.price is None else f"{rate.price:f} {rate.currency} "
    return f"{price}a {rate.per} may be owed ({rate.place})"


# --- Text -------------------------------------------------------------------------------------------------


def campaign_text(campaign: Campaign, screen: Screen) -> str:
    """Return a campaign in lines that fit the screen.

    >>> from segmenter.pricing import Rate, RateCard
    >>> from segmenter.pricing.campaigns.campaigns import campaign
    >>> from segmenter.report.display import Screen
    >>> card = RateCard([Rate(price="0.04", currency="EUR", country="GB", prefix="44")])
    >>> people = [{"to": "+447700900123", "name": "Ann"}, {"to": "+447700900124", "name": "Bo"}]
    >>> print(campaign_text(campaign("Hi {name}!", people, rates=card, keep=0), Screen()), end="")
    2 messages, 2 segments: 0.08 EUR expected
    the template without values: 1 segment, 4 units of GSM-7
    <BLANKLINE>
    country  messages  segments  expected
    GB              2         2  0.08 EUR
    <BLANKLINE>
    segments  messages
           1         2  100.0%  ████████████████████████████████████████████████████
    <BLANKLINE>
    encoding  messages
       GSM-7         2  100.0%  ████████████████████████████████████████████████████
    """
    return "\n".join(_lines(campaign, screen)) + "\n"


def _lines(campaign: Campaign, screen: Screen) -> Iterator[str]:
    yield from prose(headline(campaign), screen, colour="bold")
    for words in own_words(campaign):
        yield from prose(words, screen, colour="yellow")
    for note in notes(campaign):
        yield from prose(note, screen)
    if over := over_words(campaign):
        yield from prose(over, screen, colour="red")
    if campaign.messages:
        yield ""
        yield from _table("country", campaign.by_country, campaign.total, screen)
        if set(campaign.by_network) != {None}:
            yield ""
            yield from _table("network", campaign.by_network, campaign.total, screen)
        for name, shares in (("segments", campaign.by_segments), ("encoding", campaign.by_encoding)):
            yield ""
            numbers = ((key, share.messages) for key, share in shares.items())
            yield from share_lines(name, numbers, campaign.messages, screen)
    yield from _costly_lines(campaign, screen)
    if campaign.dearest:
        yield ""
        yield "the most expensive:"
        for recipient in first_of_each(campaign.dearest):
            yield from prose(recipient_words(recipient), screen)
            yield from quoted(recipient.text, screen, whole=False)
    for words, number, examples in troubles(campaign):
        yield ""
        few = ", such as:" if sum(example.rows for example in examples) < number else ":"
        yield from prose(words + (few if examples else ""), screen, colour="red")
        for example in examples:
            yield from prose(example_words(example), screen, first=2, rest=4)


def first_of_each(recipients: Iterable[Recipient]) -> Iterator[Recipient]:
    """Yield the first few of each currency."""
    listed: dict[str, int] = {}
    for recipient in recipients:
        currency = recipient.cost.currency
        listed[currency] = listed.get(currency, 0) + 1
        if listed[currency] <= _MOST_RECIPIENTS:
            yield recipient


def _costly_lines(campaign: Campaign, screen: Screen) -> Iterator[str]:
    if not campaign.costly_placeholders:
        return
    yield ""
    yield from prose(costly_title(campaign), screen)
    width = min(max(screen.columns - 44, 8), 26)
    yield paint(f"{'':<{width}}  messages  segments saved  why", "bold", screen)
    for name, messages, segments, why, cure, inner in costly_rows(campaign):
        value = cut_to_columns(name, screen._replace(columns=width - 2 * inner)) or '""'
        left = " " * 2 * inner + value + " " * (width - 2 * inner - columns_taken(value))
        right = cut_to_columns(why, screen._replace(columns=max(screen.columns - width - 28, 8)))
        yield f"{left}  {messages:>8}  {segments:>14}  {right}"
        yield from prose(cure, screen, first=2 + 2 * inner, rest=4 + 2 * inner)
    if words := together_words(campaign):
        yield from prose(words, screen)


def _table(name: str, shares: Mapping[Any, Share], total: Share, screen: Screen) -> Iterator[str]:
    """Yield a table of shares. Where the lines would not fit, the range has lines of its own."""
    header = ShareRow(name, "messages", "segments", "expected", "at least", "at most")
    ranged = any(cost.low != cost.high for share in shares.values() for cost in share.costs)
    rows = [header, *rows_of(shares, total)]
    lines = list(columns_of(rows))
    fits = max(map(columns_taken, lines)) <= screen.columns
    if not (ranged and fits):
        lines = list(columns_of([row[:4] for row in rows]))
    yield paint(lines[0], "bold", screen)
    for row, line in zip(rows[1:], lines[1:], strict=True):
        yield line
        if ranged and not fits and row.low != row.high:
            yield from prose(f"at least {row.low}, at most {row.high}", screen, first=2, rest=4)
