"""Campaigns as text for people and as an object for programs: totals, tables, bars, and what is amiss.

Amounts are shown as they are, never rounded; nothing is counted or priced here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from json import JSONEncoder
from typing import TYPE_CHECKING, Any, NamedTuple

from .display import columns_taken, cut_to_columns, paint
from .findings import hanging
from .outcomes import count_fields
from .prices import money_words

if TYPE_CHECKING:
    from datetime import timedelta

    from ..pricing.campaigns.campaigns import Campaign
    from ..pricing.campaigns.shares import Cost, Share
    from ..pricing.campaigns.tallies import Recipient, TroubledRow
    from ..pricing.cards.rates import Rate
    from ..pricing.money import Money
    from .display import Screen

__all__ = [
    "Row",
    "campaign_json",
    "campaign_text",
    "costly_rows",
    "costly_title",
    "example_words",
    "first_of_each",
    "headline",
    "in_messages",
    "in_segments",
    "notes",
    "over_words",
    "recipient_words",
    "rows_of",
    "time_words",
    "together_words",
    "troubles",
]

MOST_ROWS = 20
"""Countries, networks and segment counts that are written out."""

_MOST_DEAREST = 3
_MOST_CHARACTERS = 6
_EIGHTHS = " ▏▎▍▌▋▊▉"
_TROUBLES = {
    "invalid": "{rows} no number in international form",
    "failed": "{rows} no text that can be sent",
    "wrong-key": "{rows} a country, mcc or mnc that is none",
    "unpriced": "the rate card has no price for {rows}",
    "rejected": "the rate card says that {rows} rejected",
    "duplicate": "{rows} a recipient who has a message of an earlier row already; {done}",
    "too-long": "{rows} a message longer than may be sent",
}
_VERBS = {"rejected": ("row is", "rows are"), "unpriced": ("row", "rows")}


# --- The words, for text and page -------------------------------------------------------------------------


class Row(NamedTuple):
    """A line of a table: what it is of, and its cells; a share of several currencies has one for each."""

    name: str
    messages: str
    segments: str
    expected: str
    low: str
    high: str


def rows_of(shares: Mapping[Any, Share], total: Share, *, most: int = MOST_ROWS) -> Iterator[Row]:
    """Give out the lines of a table: the first few shares, how many others there are, and the total.

    All amounts have as many decimals as the one that has the most, so that their points stand in line.
    """
    decimals = max(
        (-int(money.amount.normalize().as_tuple().exponent) for money in _moneys([*shares.values(), total])),
        default=2,
    )
    for name, share in list(shares.items())[:most]:
        yield from _rows("unknown" if name is None else str(name), share, max(decimals, 2))
    if len(shares) > most:
        yield Row(f"and {len(shares) - most:,} more", "", "", "", "", "")
    if len(shares) > 1:
        yield from _rows("total", total, max(decimals, 2))


def _moneys(shares: Iterable[Share]) -> Iterator[Money]:
    for share in shares:
        for cost in share.costs:
            yield from cost


def _rows(name: str, share: Share, decimals: int) -> Iterator[Row]:
    cells = name, f"{share.messages:,}", f"{share.segments:,}"
    for cost in share.costs:
        expected, low, high = (
            _padded(money_words(money), decimals) for money in (cost.expected, cost.low, cost.high)
        )
        yield Row(*cells, expected, low, high)
        cells = "", "", ""


def _padded(words: str, decimals: int) -> str:
    amount, currency = words.split(" ")
    whole, _, rest = amount.partition(".")
    return f"{whole}.{rest:0<{decimals}} {currency}"


def headline(campaign: Campaign) -> str:
    """Say in a line what there is to be sent.

    >>> from segmenter.pricing import Rate, RateCard
    >>> from segmenter.pricing.campaigns.campaigns import campaign
    >>> card = RateCard([Rate(price="0.04", currency="EUR")])
    >>> headline(campaign("Hi", [{"to": "+447700900123"}], rates=card))
    '1 message, 1 segment: 0.04 EUR expected'
    """
    amounts = " and ".join(money_words(cost.expected) for cost in campaign.total.costs)
    words = f"{in_messages(campaign.messages)}, {in_segments(campaign.segments)}"
    return f"{words}: {amounts} expected" if amounts else words


def notes(campaign: Campaign) -> Iterator[str]:
    """Give out what else is to be said of the whole: the range, the day, the time, and what is uncertain."""
    costs = campaign.total.costs
    if any(cost.low != cost.high for cost in costs):
        low, high = (" and ".join(money_words(getattr(one, end)) for one in costs) for end in ("low", "high"))
        yield f"at least {low}, at most {high}"
    cards = f" in {', '.join(campaign.cards)}" if campaign.cards else ""
    if campaign.at or cards:
        yield f"at the prices{f' of {campaign.at}' if campaign.at else ''}{cards}"
    if campaign.audience:
        yield f"to the {_rows_words(campaign.rows)} of {campaign.audience}"
    if campaign.fixed:
        units = f"{campaign.fixed.units:,} units of {campaign.fixed.encoding}"
        yield f"the template without values: {in_segments(campaign.fixed.segments)}, {units}"
    if campaign.duration is not None:
        yield f"sending takes {time_words(campaign.duration)}"
    if campaign.perhaps_rejected:
        yield f"{in_messages(campaign.perhaps_rejected)} may be rejected: that depends on the network"
    if campaign.other_country:
        rows = f"{_rows_words(campaign.other_country)} is of another country than"
        whose = "its" if campaign.other_country == 1 else "their"
        yield f"the number of {rows} {whose} column says; the column is believed"
    for name, number in campaign.blank.items():
        yield f"{_rows_words(number)} {'has' if number == 1 else 'have'} a blank {name}"
    for rate in campaign.beside:
        yield f"besides, {_beside_words(rate)}"


def _rows_words(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def over_words(campaign: Campaign) -> str:
    """Say that there are more recipients than the profile allows; nothing where there are not."""
    if not campaign.over_audience or campaign.max_audience is None:
        return ""
    return (
        f"{campaign.messages:,} messages are {campaign.over_audience:,} more than a campaign may have "
        f"({campaign.max_audience:,}); send several campaigns"
    )


def troubles(campaign: Campaign) -> Iterator[tuple[str, list[TroubledRow]]]:
    """Give out what is amiss with rows, each with examples."""
    numbers = {
        "invalid": campaign.invalid,
        "failed": campaign.failed,
        "wrong-key": campaign.wrong_keys,
        "unpriced": campaign.unpriced,
        "rejected": campaign.rejected,
        "too-long": campaign.too_long,
        "duplicate": campaign.duplicates,
    }
    done = "left out" if campaign.dropped else "sent and priced"
    for trouble, number in numbers.items():
        if number:
            one, many = _VERBS.get(trouble, ("row has", "rows have"))
            rows = f"{number:,} {one if number == 1 else many}"
            words = _TROUBLES[trouble].format(rows=rows, done=done)
            if trouble == "invalid" and 2 * number > campaign.rows and campaign.recipient_column:
                words += f"; recipients were taken from the column {campaign.recipient_column!r}"
                words += " (--recipient-column names another)"
            yield words, [one for one in campaign.examples if one.trouble == trouble]


def example_words(example: TroubledRow) -> str:
    """Return an example in words."""
    rows = f" ({example.rows:,} rows)" if example.rows > 1 else ""
    who = f", {example.recipient}" if example.recipient and example.recipient not in example.reason else ""
    return f"{_place_words(example)}{who}: {example.reason}{rows}"


def _place_words(one: TroubledRow | Recipient) -> str:
    return one.place or f"index {one.index:,}"


def costly_rows(campaign: Campaign) -> Iterator[tuple[str, str, str, str, bool]]:
    """Give out the costly: name or value, messages, segments saved, why, and whether it is a value."""
    for one in campaign.costly_placeholders:
        numbers = (one.by_characters, "characters"), (one.by_length, "length")
        why = ", ".join(f"{number:,} for {words}" for number, words in numbers if number)
        yield one.name, f"{one.messages:,}", f"{one.extra_segments:,}", why, False
        for value in campaign.costly:
            if value.name == one.name:
                few = value.characters[:_MOST_CHARACTERS]
                few += "…" * (len(value.characters) > len(few))
                why = f"characters: {few}" if value.why == "characters" else "length"
                yield value.value, f"{value.messages:,}", f"{value.extra_segments:,}", why, True


def costly_title(campaign: Campaign) -> str:
    """Say what the costly values are."""
    cheapest = in_segments(next(iter(campaign.by_segments)))
    return f"values without which messages of more than {cheapest} would take fewer:"


def together_words(campaign: Campaign) -> str:
    """Say how many messages no single value makes dear; nothing where there are none."""
    number = campaign.costly_together
    return f"in {number:,} more, no value alone is to blame" if number else ""


def recipient_words(one: Recipient) -> str:
    """Say what one of the dearest recipients costs."""
    who = ", ".join(filter(None, (one.country, one.network)))
    words = f"{_place_words(one)}, {one.recipient}{f' ({who})' if who else ''}: "
    return f"{words}{money_words(one.cost.expected)}, {in_segments(one.segments)}, {one.count.encoding}"


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


def in_messages(number: int) -> str:
    """Return a number of messages in words."""
    return f"{number:,} message{'' if number == 1 else 's'}"


def in_segments(number: int) -> str:
    """Return a number of segments in words."""
    return f"{number:,} segment{'' if number == 1 else 's'}"


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
    for line in hanging(headline(campaign), screen):
        yield paint(line, "bold", screen)
    for note in notes(campaign):
        yield from hanging(note, screen)
    if over := over_words(campaign):
        for line in hanging(over, screen):
            yield paint(line, "red", screen)
    if campaign.messages:
        yield ""
        yield from _table("country", campaign.by_country, campaign.total, screen)
        if set(campaign.by_network) != {None}:
            yield ""
            yield from _table("network", campaign.by_network, campaign.total, screen)
        for name, shares in (("segments", campaign.by_segments), ("encoding", campaign.by_encoding)):
            yield ""
            yield from _bars(name, shares, campaign.messages, screen)
    yield from _costly_lines(campaign, screen)
    if campaign.dearest:
        yield ""
        yield "the dearest:"
        bar = screen.encode("│ ", otherwise="| ")
        for one in first_of_each(campaign.dearest):
            yield from hanging(recipient_words(one), screen)
            room = screen._replace(columns=max(screen.columns - len(bar), 8))
            yield paint(bar, "faint", screen) + cut_to_columns(one.text, room)
    for words, examples in troubles(campaign):
        yield ""
        few = ", such as:" if sum(one.rows for one in examples) < _number(campaign, examples) else ":"
        for line in hanging(words + (few if examples else ""), screen):
            yield paint(line, "red", screen)
        for example in examples:
            yield from hanging(example_words(example), screen, first=2, rest=4)


def first_of_each(dearest: Iterable[Recipient]) -> Iterator[Recipient]:
    """Give out the first few of each currency."""
    shown: dict[str, int] = {}
    for one in dearest:
        shown[one.cost.currency] = shown.get(one.cost.currency, 0) + 1
        if shown[one.cost.currency] <= _MOST_DEAREST:
            yield one


def _number(campaign: Campaign, examples: list[TroubledRow]) -> int:
    if not examples:
        return 0
    name = {"duplicate": "duplicates", "too-long": "too_long", "wrong-key": "wrong_keys"}
    number: int = getattr(campaign, name.get(examples[0].trouble, examples[0].trouble))
    return number


def _costly_lines(campaign: Campaign, screen: Screen) -> Iterator[str]:
    if not campaign.costly_placeholders:
        return
    yield ""
    yield from hanging(costly_title(campaign), screen)
    width = min(max(screen.columns - 44, 8), 26)
    yield paint(f"{'':<{width}}  messages  segments saved  why", "bold", screen)
    for name, messages, segments, why, inner in costly_rows(campaign):
        shown = _shown(name, screen._replace(columns=width - 2 * inner))
        left = " " * 2 * inner + shown + " " * (width - 2 * inner - columns_taken(shown))
        line = f"{left}  {messages:>8}  {segments:>14}  "
        yield line + cut_to_columns(why, screen._replace(columns=max(screen.columns - width - 28, 8)))
    if words := together_words(campaign):
        yield from hanging(words, screen)


def _shown(value: str, screen: Screen) -> str:
    return cut_to_columns(value, screen) or '""'


def _table(name: str, shares: Mapping[Any, Share], total: Share, screen: Screen) -> Iterator[str]:
    """Give out a table of shares. Where the lines would not fit, the range has lines of its own."""
    header = Row(name, "messages", "segments", "expected", "at least", "at most")
    ranged = any(cost.low != cost.high for share in shares.values() for cost in share.costs)
    table = [header, *rows_of(shares, total)]
    widths = [max(map(columns_taken, column)) for column in zip(*table, strict=True)]
    fits = sum(widths) + 2 * len(widths) - 2 <= screen.columns
    if not (ranged and fits):
        widths = widths[:4]
    for number, row in enumerate(table):
        first, *others = zip(row[: len(widths)], widths, strict=True)
        cells = [f"{first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in others)]
        line = "  ".join(cells).rstrip()
        yield paint(line, "bold", screen) if number == 0 else line
        if ranged and not fits and number and row.low != row.high:
            yield from hanging(f"at least {row.low}, at most {row.high}", screen, first=2, rest=4)


def _bars(name: str, shares: Mapping[Any, Share], messages: int, screen: Screen) -> Iterator[str]:
    """Give out a bar for each share of the messages."""
    yield paint(f"{name:>8}  messages", "bold", screen)
    room = max(screen.columns - 28, 4)
    most = max(share.messages for share in shares.values())
    for key, share in list(shares.items())[:MOST_ROWS]:
        shown = f"{key:,}" if isinstance(key, int) else str(key)
        bar = _bar(share.messages * room * 8 // most, screen)
        yield f"{shown:>8}  {share.messages:>8,}  {share.messages / messages:>6.1%}  {bar}".rstrip()
    if len(shares) > MOST_ROWS:
        yield f"and {len(shares) - MOST_ROWS:,} more"


def _bar(eighths: int, screen: Screen) -> str:
    """Return a bar so many eighths of a column long; the shortest can still be seen."""
    whole, rest = divmod(max(eighths, 1), 8)
    bar = "█" * whole + _EIGHTHS[rest].strip()
    return screen.encode(bar, otherwise="#" * max(whole + (rest >= 4), 1))


# --- JSON -------------------------------------------------------------------------------------------------


def campaign_json(campaign: Campaign, *, ascii_only: bool = False) -> str:
    """Return a campaign as one object on one line; amounts are strings."""
    return JSONEncoder(ensure_ascii=ascii_only).encode(_fields(campaign)) + "\n"


def _fields(campaign: Campaign) -> dict[str, Any]:
    return {
        "rows": campaign.rows,
        "audience": campaign.audience or None,
        "cards": [*campaign.cards],
        "recipient_column": campaign.recipient_column or None,
        "fixed": campaign.fixed and count_fields(campaign.fixed),
        "at": campaign.at and campaign.at.isoformat(),
        **_share_fields(campaign.total),
        "by_country": _shares_fields("country", campaign.by_country),
        "by_network": _shares_fields("network", campaign.by_network),
        "by_encoding": _shares_fields("encoding", campaign.by_encoding),
        "by_segments": _shares_fields("segments_each", campaign.by_segments),
        "dearest": [_recipient_fields(one) for one in campaign.dearest],
        "costly_placeholders": [one._asdict() for one in campaign.costly_placeholders],
        "costly": [one._asdict() for one in campaign.costly],
        "costly_together": campaign.costly_together,
        "complete": campaign.complete,
        "invalid": campaign.invalid,
        "failed": campaign.failed,
        "wrong_keys": campaign.wrong_keys,
        "unpriced": campaign.unpriced,
        "rejected": campaign.rejected,
        "duplicates": campaign.duplicates,
        "dropped": campaign.dropped,
        "too_long": campaign.too_long,
        "perhaps_rejected": campaign.perhaps_rejected,
        "other_country": campaign.other_country,
        "blank": dict(campaign.blank),
        "max_audience": campaign.max_audience,
        "over_audience": campaign.over_audience,
        "examples": [
            {
                "trouble": one.trouble,
                "index": one.index,
                "place": one.place or None,
                "recipient": one.recipient,
                "reason": one.reason,
                "rows": one.rows,
            }
            for one in campaign.examples
        ],
        "beside": [
            {
                "per": rate.per,
                "amount": None if rate.price is None else f"{rate.price:f}",
                "currency": rate.currency,
                "rate": rate.place,
            }
            for rate in campaign.beside
        ],
        "duration_seconds": campaign.duration and campaign.duration.total_seconds(),
    }


def _shares_fields(name: str, shares: Mapping[Any, Share]) -> list[dict[str, Any]]:
    return [{name: key, **_share_fields(share)} for key, share in shares.items()]


def _share_fields(share: Share) -> dict[str, Any]:
    return {
        "messages": share.messages,
        "segments": share.segments,
        "costs": [_cost_fields(cost) for cost in share.costs],
    }


def _cost_fields(cost: Cost) -> dict[str, str]:
    amounts = {name: f"{getattr(cost, name).amount:f}" for name in ("low", "expected", "high")}
    return {"currency": cost.currency, **amounts}


def _recipient_fields(one: Recipient) -> dict[str, Any]:
    return {
        "index": one.index,
        "place": one.place or None,
        "recipient": one.recipient,
        "country": one.country,
        "network": one.network,
        "cost": _cost_fields(one.cost),
        "segments": one.segments,
        "count": count_fields(one.count),
        "text": one.text,
    }
