"""Comparisons: the same message on several channels by one rate card, and the lengths at which they change.

It asks quotes for prices and channels for limits. It must not know how a text is counted or a row is found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ...channels.excess import text_excesses
from ...channels.findings import Severity
from ...channels.measures import Measure, fitting, measure
from ...channels.messages import Channel
from ...channels.profiles import Profile
from ...channels.rcs import BASIC_OCTETS, rcs_segments
from ...core.counting import DEFAULT_POLICY, Count, count
from ...core.hints import field_types
from ...core.policy import Policy
from ...core.results import plain_fields, result
from ...core.segmentation import truncate
from ...errors import UnencodableError
from ...providers import profile_of
from ..cards.cards import RateCard, query_of
from ..cards.queries import Query
from ..errors import CurrencyError, NoRateError, RateError
from .quotes import Quote, Total, quoted, totals

__all__ = ["COMPARED", "Comparison", "Offer", "Turn", "compare", "compared"]

COMPARED = (Channel.SMS, Channel.MMS, Channel.RCS, Channel.WHATSAPP)
"""Channels that are compared unless others are named."""

_LONGEST = 40_000
"""Code points up to which lengths are compared; no SMS has as many."""

_WORD = "aaaaaaa "
"""What a longer text goes on with: one unit and one octet a character, and places for a cut."""

_BILLED_BY_LENGTH = (Channel.SMS, Channel.RCS)


@result
class Offer(NamedTuple):
    """What a message costs on one channel, or why it is not sent there.

    Attributes:
        channel: the one asked about.
        quote: its price; `None` where the card has none, or the channel does not take the text.
        problem: why there is none, with what would help; empty where there is one.
    """

    channel: Channel
    quote: Quote | None
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the channel, the prices of its quote, and why there is none; amounts are strings."""
        prices = ("expected", "low", "high")
        quote = plain_fields(self.quote, *prices) if self.quote else dict.fromkeys(prices)
        return {"channel": self.channel.value, **quote, "problem": self.problem}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        prices = dict.fromkeys(("expected", "low", "high"), Total | None)
        return {"channel": Channel, **prices, "problem": str}


@result
class Turn(NamedTuple):
    """A length from which on one channel is the cheapest.

    Attributes:
        length: of the text, in code points.
        channel: the cheapest; `None` where none takes so long a text.
        total: what it costs there at this length; more segments may follow before the next turn.
    """

    length: int
    channel: Channel | None
    total: Total | None

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name; amounts are strings."""
        return plain_fields(self)


@result
class Comparison(NamedTuple):
    """The same message on several channels.

    Attributes:
        text: the message.
        offers: one of each channel, in the order asked for.
        turns: by length, from 1: which channel is the cheapest. A shorter text is the beginning of this one,
            a longer one goes on with plain words, whose characters take one unit and one octet each.
    """

    text: str
    offers: tuple[Offer, ...]
    turns: tuple[Turn, ...]

    @property
    def cheapest(self) -> Offer | None:
        """The offer with the lowest expected price, the first of equals; `None` where there is no price."""
        priced = [offer for offer in self.offers if offer.quote]
        return min(priced, key=_expected, default=None)

    def as_dict(self) -> dict[str, Any]:
        """Return the offers, which is the cheapest, and the turns; amounts are strings."""
        cheapest = self.cheapest
        channel = cheapest.channel.value if cheapest else None
        return {"text": self.text, "cheapest": channel, **plain_fields(self, "offers", "turns")}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return {"text": str, "cheapest": Channel | None, **field_types(cls, "offers", "turns")}


def _expected(offer: Offer) -> Any:
    assert offer.quote is not None
    return offer.quote.expected.amount


def compare(
    text: str,
    *,
    rates: RateCard,
    channels: Iterable[Channel | str] = COMPARED,
    recipient: str | None = None,
    country: str | None = None,
    mcc: str | None = None,
    mnc: str | None = None,
    at: date | None = None,
    policy: Policy | None = None,
    profile: str | Profile = "standard",
    category: str | None = None,
    number_type: str | None = None,
    volume: int | None = None,
) -> Comparison:
    """Return what a message costs on each channel, and the lengths at which another becomes the cheapest.

    Channels are compared by the price expected. RCS is billed by 160 octets of UTF-8, as in the US, where the
    card's row is per segment; WhatsApp and all others by message. Since 2026-10-01 that holds for WhatsApp's
    service messages and for utility templates within 24 hours too, so a card needs rows for them.

    Args:
        text: the message.
        rates: the rate card.
        channels: those compared, each once; of equal prices the first counts.
        recipient: as for `quote`, and so the others.
        country: of the recipient.
        mcc: of the recipient's network.
        mnc: of the recipient's network.
        at: the day it is sent.
        policy: how an SMS may be encoded and cut; the profile's own where it is `None`.
        profile: whose limits decide which channel takes the text, and how it changes an SMS; those of the
            standard profile hold for channels that it does not offer.
        category: ``marketing``, ``utility``, ``authentication`` or ``service``, in the card's words.
        number_type: of the sender.
        volume: how much has been sent before.

    Raises:
        CurrencyError: channels are priced in several currencies.
        RateError: an unknown country or channel, or a malformed mcc, mnc or volume; `channels` names none,
            or one twice.
        RecipientError, DateNeededError, AmbiguousRatesError: as for `quote`.
        UnknownProfileError: no profile has this name.

    >>> from segmenter.pricing import Rate
    >>> card = RateCard([
    ...     Rate(price="0.04", currency="EUR", channel="sms"),
    ...     Rate(price="0.07", currency="EUR", channel="whatsapp", per="message"),
    ... ])
    >>> comparison = compare("Hi", rates=card, channels=["sms", "whatsapp"])
    >>> comparison.cheapest.channel.value, [(turn.length, turn.channel) for turn in comparison.turns][:2]
    ('sms', [(1, <Channel.SMS: 'sms'>), (161, <Channel.WHATSAPP: 'whatsapp'>)])
    """
    query = query_of(
        rates,
        recipient=recipient,
        country=country,
        mcc=mcc,
        mnc=mnc,
        at=at,
        category=category,
        number_type=number_type,
        volume=volume,
    )
    return compared(text, query, channels, rates=rates, policy=policy, profile=profile_of(profile))


def compared(
    text: str,
    query: Query,
    channels: Iterable[Channel | str],
    *,
    rates: RateCard,
    profile: Profile,
    policy: Policy | None = None,
) -> Comparison:
    """Return the same as `compare`, by a query that was built before, whatever its channel.

    Raises:
        SegmenterError: as for `compare`, except for what `RateCard.query` raises.
    """
    named = _channels(channels)
    ways = [_Way(channel, _on(query, channel), rates, profile, policy) for channel in named]
    offers = tuple(way.offer(text) for way in ways)
    priced = [way for way in ways if way.total(1) is not None]
    currencies = {offer.channel: offer.quote.expected for offer in offers if offer.quote}
    first = next(iter(currencies.values()), None)
    for channel, total in currencies.items():
        if first is not None and total.currency != first.currency:
            places = f"{first.rate.place}, {total.rate.place}"
            remedy = f"compare channels priced in one currency; leave out {channel}"
            raise CurrencyError(first.currency, total.currency, places, remedy)
    return Comparison(text, offers, tuple(_turns(text, priced)) if priced else ())


def _channels(named: Iterable[Channel | str]) -> tuple[Channel, ...]:
    channels = [named] if isinstance(named, str) else [*named]
    known = []
    for channel in channels:
        try:
            known.append(Channel(channel))
        except ValueError as error:
            raise RateError(f"there is no channel {channel!r}", str(error).partition("; ")[2]) from None
    if not known or len(set(known)) < len(known):
        raise RateError("channels are to be compared", "name each once, and at least one")
    return tuple(known)


def _on(query: Query, channel: Channel) -> Query:
    """Return a query with another channel, its alternatives too."""
    others = tuple(_on(other, channel) for other in query.others)
    return query._replace(channel=channel, others=others)


class _Way:
    """One channel: what a text of any length costs on it."""

    def __init__(
        self, channel: Channel, query: Query, rates: RateCard, profile: Profile, policy: Policy | None
    ) -> None:
        self.channel = channel
        offered = channel in profile.channels
        self._profile = profile if offered else profile_of("standard")
        self._policy = policy or (profile.policy if offered else DEFAULT_POLICY)
        self._query, self._rates = query, rates
        self._totals: dict[int, Total | None] = {}

    def offer(self, text: str) -> Offer:
        """Return the price of a text, or why it has none."""
        try:
            policy = self._policy if self.channel is Channel.SMS else DEFAULT_POLICY
            quote = quoted(self._sent(text), self._query, rates=self._rates, policy=policy)
        except (NoRateError, UnencodableError) as error:
            return Offer(self.channel, None, str(error))
        problem = self._refusal(text)
        return Offer(self.channel, None if problem else quote, problem)

    def _sent(self, text: str) -> str:
        return self._profile.prepared(text) if self.channel is Channel.SMS else text

    def _refusal(self, text: str) -> str:
        """Return why the channel does not take a text, whatever it costs; an empty text where it does."""
        try:
            counted = self._count(text) if self.channel is Channel.SMS else None
        except UnencodableError as error:
            return str(error)
        for excess in text_excesses(text, self._profile, self.channel, counted=counted):
            if isinstance(excess, UnencodableError):
                return str(excess)
            if excess.limit.severity is Severity.ERROR:
                most = f"{excess.limit.number:,}"
                return f"the text is {excess.words}, more than {self.channel} takes ({most})"
        return ""

    def total(self, segments: int) -> Total | None:
        """Return the expected price of so many segments; `None` where the card has none."""
        if segments not in self._totals:
            try:
                match = self._rates.match(self._query)
                self._totals[segments] = totals(match, self._query, segments, segments, segments)[1]
            except NoRateError:
                self._totals[segments] = None
        return self._totals[segments]

    def steps(self, text: str) -> dict[int, int]:
        """Return from which length on the text takes how many segments; 0 where the channel refuses it."""
        lengths = range(_LONGEST)
        refused = bisect_left(lengths, 1, lo=1, key=lambda size: bool(self._refusal(_sized(text, size))))
        taken = text[: refused - 1]
        steps, length, segments = {1: 1}, 1, 1
        while self.channel in _BILLED_BY_LENGTH:
            length = max(self._longest(taken, segments, length), length) + 1
            if length >= refused:
                break
            steps[length] = segments = self._segments(_sized(taken, length))
        return steps | {refused: 0} if refused < _LONGEST else steps

    def _count(self, text: str) -> Count:
        return count(self._sent(text), policy=self._policy)

    def _segments(self, text: str) -> int:
        return rcs_segments(text) if self.channel is Channel.RCS else self._count(text).segments

    def _longest(self, text: str, segments: int, length: int) -> int:
        """Return the length up to which a text takes so many segments; it does at this one."""
        if self.channel is Channel.RCS:
            room = segments * BASIC_OCTETS
            longest = fitting(text, Measure.UTF8_OCTETS, room)
            return longest if longest < len(text) else longest + room - measure(text, Measure.UTF8_OCTETS)
        if length < len(text) and not self._profile.changes_texts:
            longest = len(truncate(text, segments=segments, policy=self._policy))
            if longest < len(text):
                return longest
        # Plain words take a unit a character, unless a cut moves: 3 counts in place of the 16 of a search.
        likely = max(length, len(text)) + self._count(_sized(text, max(length, len(text)))).free_units
        if self._segments(_sized(text, likely)) == segments < self._segments(_sized(text, likely + 1)):
            return likely
        sizes = range(_LONGEST)
        return bisect_left(sizes, segments + 1, key=lambda size: self._segments(_sized(text, size))) - 1


def _sized(text: str, length: int) -> str:
    """Return a text of a length: the beginning of this one, or with plain words behind it."""
    more = length - len(text)
    return text[:length] if more <= 0 else text + (_WORD * (more // len(_WORD) + 1))[:more]


def _turns(text: str, ways: Sequence[_Way]) -> Iterator[Turn]:
    """Yield the lengths at which the cheapest channel changes; of equals the one before stays."""
    steps = {way: way.steps(text) for way in ways}
    segments = dict.fromkeys(ways, 0)
    last: Channel | None = None
    for length in sorted({length for changes in steps.values() for length in changes}):
        for way, changes in steps.items():
            segments[way] = changes.get(length, segments[way])
        prices = {way.channel: way.total(number) for way, number in segments.items() if number}
        cheapest = _cheapest(prices, last)
        if cheapest is not last or length == 1:
            yield Turn(length, cheapest, prices[cheapest] if cheapest else None)
            last = cheapest


def _cheapest(prices: dict[Channel, Total | None], last: Channel | None) -> Channel | None:
    priced = {channel: total.amount for channel, total in prices.items() if total is not None}
    if not priced:
        return None
    least = min(priced.values())
    if last is not None and priced.get(last) == least:
        return last
    return next(channel for channel, amount in priced.items() if amount == least)
