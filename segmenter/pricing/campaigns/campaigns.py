"""Campaigns: what it costs to send a template to an audience: at least, as expected, and at most.

It joins the audience, the template and the rate card; `tallies` takes the rows one by one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Protocol, runtime_checkable

from ...advice.own_text import OwnText, own_text, unbroken
from ...channels.messages import Channel
from ...channels.profiles import Profile
from ...core.counting import DEFAULT_POLICY, Count
from ...core.hints import field_types
from ...core.policy import Encoding, Policy
from ...core.results import plain, plain_fields, result
from ...templates import Template
from ...templates.lookalikes import look_alike
from ...templates.template import as_template
from ..cards.cards import RateCard, query_of
from ..cards.rates import OWED_BESIDE, Rate, owed_beside
from ..errors import CurrencyError
from ..money import Money
from .audiences import AudienceColumns, AudienceFile, AudienceRow, CampaignError
from .costly import Costly, CostlyFinder, CostlyPlaceholder
from .fillings import Filling
from .shares import Cost, Share
from .tallies import Recipient, Tally, Trouble, TroubledRow
from .ways import Ways

__all__ = ["Campaign", "TakesItself", "campaign"]

_SHARES = {
    "by_country": "country",
    "by_network": "network",
    "by_encoding": "encoding",
    "by_segments": "segments_each",
}
_CHANGED = {"total", "audience", "recipient_column", "beside", "duration", *_SHARES}


@runtime_checkable
class TakesItself(Protocol):
    """An audience that hands its rows to the tally itself, such as by columns."""

    def take_all(self, columns: AudienceColumns, tally: Tally) -> int:
        """Take every row, and return how many there are."""


_Given = AudienceRow | tuple[str, Mapping[str, object]]
_ROWS_OF_FRAMES = {"to_dicts": "to_dicts()", "to_pylist": "to_pylist()", "to_dict": 'to_dict("records")'}
"""How data frames of Polars, Arrow and pandas give their rows, by a method that tells them apart."""


@result
@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """What it costs to send a template to an audience.

    ``messages + invalid + failed + wrong_keys + unpriced + rejected + dropped == rows``, always.

    Attributes:
        rows: of the audience.
        total: all messages.
        by_country: by ISO 3166-1 alpha-2, the highest cost first; with several currencies, the most segments
            first. `None` is an unknown country.
        by_network: by mcc and mnc, ``234-10``, in the same order; `None` is an unknown network.
        by_encoding: by encoding of the text.
        by_segments: by billed segments of a message, in rising order.
        dearest: the recipients whose messages cost the most, for each currency.
        own_text: what the template's own characters cost, whatever the values; SMS only.
        typed_saving: the messages, segments and money saved by typing their replacements; `None` where none
            has one.
        plain_saving: what the template's own characters of two septets cost: the same, with letters instead.
        line_break_saving: what the line break at the end of the template costs; `None` where there is none.
        costly: values that add segments to messages longer than the audience's shortest, those that add the
            most first; SMS only.
        costly_placeholders: the same for all values of a placeholder together.
        costly_together: messages longer than the shortest in which no single value adds a segment.
        invalid: rows whose recipient is not a number in international form.
        failed: rows without a text: a value is missing, the text cannot be encoded, the row is broken.
        wrong_keys: rows with an unknown country, or a malformed mcc or mnc.
        unpriced: rows for which the rate card has no price, or prices in two currencies.
        rejected: rows that the rate card rejects.
        duplicates: rows whose recipient already has a message from an earlier row.
        dropped: those of them that were left out, because the caller asked for it.
        too_long: messages longer than the profile allows.
        perhaps_rejected: messages that may be rejected, depending on the network.
        other_country: rows whose country column and number (by the card's prefixes) disagree.
        uncertain: messages whose country or number can be read in several ways; where the prices differ, the
            cost is a range.
        cleaned: rows with a formula, an apostrophe or invisible characters around the number.
        blank: rows with an empty or white-space value, by placeholder.
        max_audience: the most recipients that the profile allows in a campaign.
        beside: rates per session or month that may be owed as well; they are in no total.
        examples: of rows with a trouble, by trouble.
        at: the day it is sent, as given.
        duration: how long sending takes, rounded up to a microsecond; `None` where no speed was given.
        fixed: the count of the template's own text, without values; `None` for channels other than SMS.
        recipient_column: the column that recipients were taken from; empty where there is none.
        unused: what the template seems to miss: text that looks like a placeholder of another syntax, or the
            columns of the audience where it has no placeholder; empty where it misses nothing.
        audience: the name of its file; empty where it is not a file.
        cards: the names of the rate card's files.
    """

    rows: int
    total: Share
    by_country: Mapping[str | None, Share]
    by_network: Mapping[str | None, Share]
    by_encoding: Mapping[Encoding, Share]
    by_segments: Mapping[int, Share]
    dearest: tuple[Recipient, ...]
    own_text: OwnText | None
    typed_saving: Share | None
    plain_saving: Share | None
    line_break_saving: Share | None
    costly: tuple[Costly, ...]
    costly_placeholders: tuple[CostlyPlaceholder, ...]
    costly_together: int
    invalid: int
    failed: int
    wrong_keys: int
    unpriced: int
    rejected: int
    duplicates: int
    dropped: int
    too_long: int
    perhaps_rejected: int
    other_country: int
    uncertain: int
    cleaned: int
    blank: Mapping[str, int]
    max_audience: int | None
    beside: tuple[Rate, ...]
    examples: tuple[TroubledRow, ...]
    at: date | None
    duration: timedelta | None
    fixed: Count | None
    recipient_column: str
    unused: str
    audience: str = field(compare=False)
    cards: tuple[str, ...] = field(compare=False)

    @property
    def messages(self) -> int:
        """How many would be sent."""
        return self.total.messages

    @property
    def segments(self) -> int:
        """How many would be billed."""
        return self.total.segments

    @property
    def over_audience(self) -> int:
        """How many messages there are beyond the profile's most in a campaign."""
        return 0 if self.max_audience is None else max(0, self.messages - self.max_audience)

    @property
    def complete(self) -> bool:
        """Whether every row yields a message that may be sent; duplicates may."""
        troubled = (
            self.invalid + self.failed + self.wrong_keys + self.unpriced + self.rejected + self.too_long
        )
        return not troubled and not self.over_audience

    @property
    def low(self) -> Money:
        """The least it costs; a `CurrencyError` where there are several currencies, as `total.costs` has."""
        return self._cost.low

    @property
    def expected(self) -> Money:
        """What it is expected to cost; errors as of `low`."""
        return self._cost.expected

    @property
    def high(self) -> Money:
        """The most it costs; errors as of `low`."""
        return self._cost.high

    @property
    def _cost(self) -> Cost:
        costs = self.total.costs
        if not costs:
            raise CampaignError("no message has a price", "examples says what is wrong with the rows")
        if len(costs) > 1:
            raise CurrencyError(costs[0].currency, costs[1].currency, "total.costs has each")
        return costs[0]

    def as_dict(self) -> dict[str, Any]:
        """Return the campaign by name, as ``segmenter campaign`` prints it; amounts are strings."""
        others = [name for name in self.__dataclass_fields__ if name not in _CHANGED]
        return {
            "rows": self.rows,
            "audience": self.audience or None,
            "recipient_column": self.recipient_column or None,
            **self.total.as_dict(),
            **{
                name: [{key: plain(value), **share.as_dict()} for value, share in getattr(self, name).items()]
                for name, key in _SHARES.items()
            },
            "beside": [owed_beside(rate) for rate in self.beside],
            "duration_seconds": plain(self.duration),
            **plain_fields(self, "complete", "over_audience", *others),
        }

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        shared = field_types(Share)
        others = [name for name in cls.__dataclass_fields__ if name not in _CHANGED]
        keys = {
            "country": str | None,
            "network": str | None,
            "encoding": Encoding,
            "segments_each": int,
        }
        return {
            "audience": str | None,
            "recipient_column": str | None,
            **shared,
            **{name: [{key: keys[key], **shared}] for name, key in _SHARES.items()},
            "beside": [OWED_BESIDE],
            "duration_seconds": timedelta | None,
            **field_types(cls, "complete", "over_audience", *others),
        }


def campaign(
    template: str | Template,
    audience: Iterable[_Given] | str | os.PathLike[str] | AudienceFile,
    *,
    rates: RateCard,
    profile: Profile | str | None = None,
    channel: Channel | str = Channel.SMS,
    at: date | None = None,
    country: str | None = None,
    category: str | None = None,
    number_type: str | None = None,
    volume: int | None = None,
    policy: Policy | None = None,
    recipient_field: str | None = None,
    drop_duplicates: bool = False,
    segments_per_second: int | Decimal | Fraction | None = None,
    keep: int = 5,
) -> Campaign:
    """Return what it costs to send a template to every row of an audience, before it is sent.

    Rows stream: memory grows by at most 45 octets per recipient, to find duplicates.

    Args:
        template: from `parse`; a text is parsed with syntax ``brace``.
        audience: rows of values by column, the recipient among them, or pairs of a recipient and the values;
            a text in place of a row says why there is none, and not every row may be one. Or the name of a
            file: ``.csv``, ``.jsonl`` or ``.parquet``. The columns ``country``, ``mcc`` and ``mnc`` describe
            the recipient, unless they are placeholders of the template. Column names match in any case.
        rates: the rate card.
        profile: a provider, or its name: what it adds to messages, how it encodes and limits them, and the
            most recipients of a campaign.
        channel: how it travels.
        at: the day it is sent.
        country: of recipients where neither row nor number says otherwise; national numbers are read by its
            plan, where `phonenumbers` is installed.
        category: ``marketing``, ``utility`` ..., in the card's words.
        number_type: of the sender, in the card's words.
        volume: how much was sent before, counted as the card's tiers do. The whole campaign is priced in the
            tier in which it starts.
        policy: how texts may be encoded and cut; by default the profile's.
        recipient_field: the column of recipients; by default the first of ``recipient``, ``to``, ``phone``
            and ``number`` that exists, preferring those that are not placeholders.
        drop_duplicates: leave out further rows of a recipient. By default they are messages too, and counted.
        segments_per_second: how fast it is sent.
        keep: how many examples of each trouble, recipients in `dearest` and values in `costly` to keep.

    Raises:
        CampaignError: the audience is empty, or lacks a column; or the profile has no such channel.
        TypeError: the audience is a data frame, or its rows are not mappings of values.
        AmbiguousRatesError: two rows of the card with the same keys both apply; a note names the row.
        DateNeededError: rows of several dates differ, and `at` is not given; a note names the row.
        RateError: an unknown country or channel.
        TemplateError: a placeholder is malformed.
        UnencodableError: the template's own text cannot be encoded under the policy.
        UnknownProfileError: there is no profile of this name.
        UnreadableFileError: the file cannot be read.
        MalformedFileError: it is not CSV, or is a JSON array; its kind `UndecodableFileError`: an octet is
            wrong.
        MissingExtraError: it is Parquet, and `pyarrow` is not installed.

    >>> card = RateCard([
    ...     Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
    ...     Rate(price="0.07", currency="EUR", country="DE", prefix="49"),
    ... ])
    >>> people = [
    ...     {"phone": "+447700900123", "name": "Ann"},
    ...     {"phone": "+4915112345678", "name": "Jörg"},
    ...     {"phone": "0151 12345", "name": "Bo"},
    ... ]
    >>> priced = campaign("Hi {name}!", people, rates=card)
    >>> priced.messages, str(priced.expected), priced.invalid
    (2, '0.11 EUR', 1)
    >>> {country: share.segments for country, share in priced.by_country.items()}
    {'DE': 1, 'GB': 1}
    """
    if keep < 0:
        raise ValueError(f"keep is {keep}; it must be 0 or more")
    template = as_template(template)
    rules = _profile(profile)
    policy = policy or (rules.policy if rules else DEFAULT_POLICY)
    asked = query_of(
        rates,
        channel=channel,
        country=country,
        at=at,
        category=category,
        number_type=number_type,
        volume=volume,
    )
    channel = Channel(asked.channel or Channel.SMS)
    if rules and channel not in rules.channels:
        offered = ", ".join(rules.channels)
        raise CampaignError(f"{rules.name} does not offer {channel}", f"it has {offered}")
    speed = None if segments_per_second is None else _speed(segments_per_second)
    columns = AudienceColumns(template.names, recipient_field)
    filling = Filling(template, rules, policy, channel)
    finder = CostlyFinder(template, filling) if channel is Channel.SMS else None
    own = own_text(template, policy=policy) if channel is Channel.SMS else None
    changed = {"typed": own.typed, "plain": own.plain, "unbroken": unbroken(template)} if own else {}
    others = {name: Filling(other, rules, policy, channel) for name, other in changed.items() if other}
    ways = Ways(rates, asked)
    if isinstance(audience, str | os.PathLike):
        audience = AudienceFile(audience)
    file = audience if isinstance(audience, AudienceFile) else None
    place_of = file.place if file else lambda _: ""
    tally = Tally(
        *(columns, filling, ways, finder),
        keep=keep,
        drop=drop_duplicates,
        place_of=place_of,
        others=others,
    )
    rows = _taken(audience, columns, tally)
    shares, examples = tally.shares(), tally.examples()
    cheapest = min(shares.by_segments, default=0)
    return Campaign(
        rows=rows,
        **shares._asdict(),
        dearest=tally.dearest(),
        own_text=own,
        typed_saving=tally.saving("typed"),
        plain_saving=tally.saving("plain"),
        line_break_saving=tally.saving("unbroken"),
        costly=finder.values(cheapest, keep) if finder else (),
        costly_placeholders=finder.placeholders(cheapest) if finder else (),
        costly_together=finder.together(cheapest) if finder else 0,
        invalid=tally.numbers[Trouble.INVALID],
        failed=tally.numbers[Trouble.FAILED],
        unpriced=tally.numbers[Trouble.UNPRICED],
        rejected=tally.numbers[Trouble.REJECTED],
        duplicates=tally.numbers[Trouble.DUPLICATE],
        dropped=tally.dropped,
        wrong_keys=tally.numbers[Trouble.WRONG_KEY],
        other_country=ways.other_country,
        uncertain=tally.numbers[Trouble.UNCERTAIN],
        cleaned=tally.cleaned,
        blank=dict(sorted(tally.blank.items())),
        too_long=tally.numbers[Trouble.TOO_LONG],
        max_audience=rules.max_audience if rules else None,
        examples=examples,
        at=asked.at,
        duration=None if speed is None else _time(shares.total.segments, speed),
        fixed=filling.fixed,
        recipient_column=columns.taken,
        unused=_unused(template, columns),
        audience=file.path if file else "",
        cards=tuple(sorted({rate.path for rate in rates.rates if rate.path})),
    )


def _unused(template: Template, columns: AudienceColumns) -> str:
    """Return what a template without placeholders seems to miss, in words."""
    if problem := look_alike(template):
        return problem
    others = "" if template.names else ", ".join(columns.others)
    return f"the template has no placeholder, so these columns are not used: {others}" if others else ""


def _taken(
    audience: Iterable[_Given] | AudienceFile,
    columns: AudienceColumns,
    tally: Tally,
) -> int:
    """Take every row of an audience, and return how many there are."""
    file = audience if isinstance(audience, AudienceFile) else None
    if file and file.uniform and isinstance(file, TakesItself):
        return file.take_all(columns, tally)
    rows = file.rows(columns.wanted) if file else _rows(audience, columns.recipient_field)  # type: ignore[arg-type]
    path = file.path if file else ""
    if not (file and file.uniform):
        rows = (row if isinstance(row, str) else columns.named(row) for row in rows)
    index, first = -1, None
    for index, row in enumerate(rows):
        if first is None and not isinstance(row, str):
            first = tuple(map(str, row))
            if file and file.uniform:
                columns.begin(file.columns, file.title)
        tally.take(index, row)
    if index < 0:
        raise CampaignError(f"{path or 'the audience'} has no rows", "give at least one recipient")
    if first is None and not file:
        raise TypeError("the rows of an audience are mappings of values by column, not texts alone")
    if first is not None and not (file and file.uniform):
        # Rows may have different columns; a column that no row has is missing.
        columns.check(columns.wanted.difference(tally.lacking), first, path)
    return index + 1


def _profile(profile: Profile | str | None) -> Profile | None:
    if not isinstance(profile, str):
        return profile
    from ...providers import profile_of

    return profile_of(profile)


def _rows(rows: Iterable[_Given], field: str) -> Iterator[AudienceRow]:
    if isinstance(rows, Mapping):
        raise TypeError("an audience is several rows, such as a list of dicts, not one mapping")
    for method, call in _ROWS_OF_FRAMES.items():
        if hasattr(rows, method) and (hasattr(rows, "columns") or hasattr(rows, "column_names")):
            kind = type(rows).__name__
            raise TypeError(f"an audience is rows, such as a list of dicts, not a {kind}; pass frame.{call}")
    for index, row in enumerate(rows):
        if isinstance(row, tuple) and _is_pair(row):
            recipient, values = row
            yield {**values, field: recipient}
        elif isinstance(row, Mapping | str):
            yield row
        else:
            raise TypeError(f"row {index} must be a mapping of values by column, not {type(row).__name__}")


def _is_pair(row: tuple[Any, ...]) -> bool:
    return [isinstance(value, Mapping) for value in row] == [False, True]


def _speed(per_second: int | Decimal | Fraction) -> Fraction:
    if isinstance(per_second, bool) or not isinstance(per_second, int | Decimal | Fraction):
        kind = type(per_second).__name__
        raise TypeError(f"segments_per_second must be an int, a Decimal or a Fraction, not {kind}")
    if (isinstance(per_second, Decimal) and not per_second.is_finite()) or per_second <= 0:
        raise ValueError(f"segments_per_second is {per_second}; it must be more than 0")
    return Fraction(per_second)


def _time(segments: int, per_second: Fraction) -> timedelta:
    try:
        return timedelta(microseconds=ceil(segments * 1_000_000 / per_second))
    except OverflowError:
        raise ValueError(
            f"{segments:,} segments at {per_second} a second take longer than a timedelta can hold"
        ) from None
