"""Tallies: takes the rows of a campaign one by one, and keeps sums and a few examples.

Only the number of each row is kept. It must not know files and columns (`audiences`) or prices (`ways`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import partial
from heapq import heappush, heappushpop
from typing import Any, NamedTuple, Protocol

from ...core.counting import Count
from ...core.hints import field_types
from ...core.policy import Encoding
from ...core.results import plain_fields, result
from ...errors import SegmenterError
from ..cards.rates import Rate
from ..cards.recipients import Numbers
from ..errors import AmbiguousRatesError, DateNeededError, RateError, RecipientError
from .audiences import AudienceColumns, AudienceRow
from .costly import CostlyFinder, Weight
from .fillings import Filling
from .seen import Seen
from .shares import Cost, Share, Sum, shares
from .ways import Cell, Way, Ways

__all__ = ["DUPLICATE", "Recipient", "Shares", "Tally", "Trouble", "TroubledRow"]

_UCS2 = Encoding.UCS2  # members are looked up, and hashed, by Python code: 0.1 µs each
_OF_THE_CARD = AmbiguousRatesError, DateNeededError
"""Errors of the rate card, not of a row."""
DUPLICATE = "an earlier row has a message for this recipient"


@result
class Recipient(NamedTuple):
    """One of the recipients whose messages cost the most.

    Attributes:
        index: of the row, from 0.
        recipient: as the row has it.
        country: ISO 3166-1 alpha-2; `None` where it is not known.
        network: mcc and mnc, ``234-10``; `None` where they are not known.
        cost: of the message.
        segments: that it is billed as.
        count: of the text.
        text: as it would be sent.
        place: of the row, ``people.csv:5``; empty where it has no line.
    """

    index: int  # type: ignore[assignment]  # as `count`; it hides tuple.index
    recipient: str
    country: str | None
    network: str | None
    cost: Cost
    segments: int
    count: Count  # type: ignore[assignment]  # as elsewhere; it hides tuple.count
    text: str
    place: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name; ``place`` is null where the row has no line."""
        return plain_fields(self) | {"place": self.place or None}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls) | {"place": str | None}


class Trouble(StrEnum):
    """What can be wrong with a row."""

    INVALID = "invalid"
    FAILED = "failed"
    WRONG_KEY = "wrong-key"
    UNPRICED = "unpriced"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    UNCERTAIN = "uncertain"
    TOO_LONG = "too-long"


@result
class TroubledRow(NamedTuple):
    """One of the first rows with a trouble, as an example.

    Attributes:
        trouble: what is wrong.
        index: of the row, from 0.
        recipient: as the row has it; empty where it has none.
        reason: in words.
        rows: how many rows this one stands for: all that have no price, or are rejected, for the same reason.
        place: of the row, ``people.csv:5``; empty where it has no line.
    """

    trouble: Trouble
    index: int  # type: ignore[assignment]  # as `count`; it hides tuple.index
    recipient: str
    reason: str
    rows: int = 1
    place: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name; ``place`` is null where the row has no line."""
        return plain_fields(self) | {"place": self.place or None}

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls) | {"place": str | None}


class SeenNumbers(Protocol):
    """Numbers seen before."""

    def add(self, number: int) -> bool:
        """Add a number, and return whether it is new."""


class Shares(NamedTuple):
    """All messages of a campaign, added up in five ways; the fields are those of `Campaign`."""

    total: Share
    by_country: Mapping[str | None, Share]
    by_network: Mapping[str | None, Share]
    by_encoding: Mapping[Encoding, Share]
    by_segments: Mapping[int, Share]
    perhaps_rejected: int
    beside: tuple[Rate, ...]


class _Highest:
    """The recipients of one currency with the highest cost, then the most segments, then the lowest index."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._heap: list[tuple[tuple[Decimal, int], int, Recipient]] = []

    def takes(self, cell: Cell, index: int) -> bool:
        """Return whether a message at this index would be among them; of a cell, no later one if not."""
        if len(self._heap) < self._keep:
            return True
        return bool(self._heap) and (cell.rank, -index) > self._heap[0][:2]

    def take(self, cell: Cell, recipient: Recipient) -> None:
        if self.takes(cell, recipient.index):
            self._push((cell.rank, -recipient.index, recipient))
        else:
            cell.leads = False  # nor will a later one: the lowest of the heap only rises

    def merge(self, other: _Highest) -> None:
        """Take those of another."""
        for entry in other._heap:
            self._push(entry)

    def _push(self, entry: tuple[tuple[Decimal, int], int, Recipient]) -> None:
        if len(self._heap) < self._keep:
            heappush(self._heap, entry)
        else:
            heappushpop(self._heap, entry)

    def renumber(self, index_of: Callable[[int], int]) -> None:
        """Give the rows other indices, in the same order."""
        self._heap = [
            (rank, -index_of(recipient.index), recipient._replace(index=index_of(recipient.index)))
            for rank, _, recipient in self._heap
        ]

    def sorted(self) -> list[Recipient]:
        return [recipient for *_, recipient in sorted(self._heap, reverse=True)]


class Tally:
    """Takes rows one by one.

    Args:
        columns: which columns are for what.
        filling: turns rows into texts.
        ways: prices them.
        finder: looks at values; `None` where no value can cost a segment.
        keep: how many examples of each kind to keep.
        drop: whether further rows of a recipient are left out.
        place_of: returns the place of the row just read.
        others: what turns rows into texts with the template's own characters changed, by name.

    Attributes:
        rendered: whether a row has given a text.
        seen: the numbers that have a message.
        waiting: where values for `finder` wait for those of rows that are taken by columns; `None` where they
            are taken at once.
        numbers: rows by trouble.
        dropped: rows left out because their recipient already has a message.
        blank: rows whose value is empty or white space, by placeholder.
    """

    def __init__(
        self,
        columns: AudienceColumns,
        filling: Filling,
        ways: Ways,
        finder: CostlyFinder | None,
        *,
        keep: int,
        drop: bool,
        place_of: Callable[[AudienceRow], str],
        others: Mapping[str, Filling],
    ) -> None:
        self.columns = columns
        self.filling = filling
        self.ways = ways
        self.finder = finder
        self.keep = keep
        self.drop = drop
        self.place_of = place_of
        self.others = others
        self._numbers: dict[str | None, Numbers] = {}
        self.seen: SeenNumbers = Seen()
        self.waiting: list[tuple[int, Sequence[str], Weight, Way]] | None = None
        self._examples: dict[Trouble, list[TroubledRow]] = defaultdict(list)
        self._highest: dict[str, _Highest] = defaultdict(partial(_Highest, keep))
        self.rendered = False
        self._cleaned = 0
        self.numbers: Counter[Trouble] = Counter()
        self.dropped = 0
        self.blank: Counter[str] = Counter()
        self._lacking = columns.wanted

    def take(self, index: int, row: AudienceRow) -> None:
        """Take a row; what is wrong with it is counted.

        Raises:
            AmbiguousRatesError: two rows of the card with the same keys both apply. For this and the other
                errors of the card that `Ways.of` raises, a note names the row of the audience.
        """
        if isinstance(row, str):
            self._note(Trouble.FAILED, index, "", row, row)
            return
        filling = self.filling
        written = ""
        try:
            written = self.columns.recipient_of(row)
            keys = self.columns.keys_of(row)
            numbers = self._numbers.get(keys[0]) or self._numbers_of(keys[0])
            digits, second, doubtful = numbers.read(written)
            values = filling.values(row)
            self.rendered = True
            text = filling.pattern % values
            counted = filling.count(text)
            if not all(map(str.strip, values)):
                self.blank.update(filling.blank(values))
            way = self.ways.of_either(digits, second, keys) if second else self.ways.of(digits, keys)
        except SegmenterError as error:
            if isinstance(error, _OF_THE_CARD):
                error.add_note(f"found at {self.place_of(row) or f'index {index}'}, recipient {written}")
                raise
            if not self.rendered:
                self._lacking = self._lacking.difference(row)
            trouble = Trouble.INVALID if isinstance(error, RecipientError) else Trouble.FAILED
            trouble = Trouble.WRONG_KEY if isinstance(error, RateError) else trouble
            self._note(trouble, index, written, error, row)
            return
        if way.refusal:
            way.refuse(1, index, written, self.place_of(row))
            return
        if not self.seen.add(int(digits)):
            self._note(Trouble.DUPLICATE, index, written, DUPLICATE, row)
            if self.drop:
                self.dropped += 1
                return
        segments = counted.segments if self.finder else filling.segments(text, counted)
        cell = way.cells.get(segments) or way.cell(segments)
        cell.counts[counted.encoding is _UCS2] += 1
        if why := filling.too_long(text, counted):
            self._note(Trouble.TOO_LONG, index, written, why, row)
        if doubtful or way.uncertain:
            self._note(Trouble.UNCERTAIN, index, written, _doubt(digits, second, way), row)
        if segments > 1 and self.others:
            for name, other in self.others.items():
                fewer = other.count(other.pattern % values).segments
                if fewer < segments:
                    way.changed[name, segments, fewer] += 1
        if self.finder and counted.segments > self.finder.floor:
            if self.waiting is None:
                self.finder.take(values, counted, way)
            else:
                self.waiting.append((index, values, counted, way))
        if cell.leads:
            facts = way.country, way.network, cell.cost, segments, counted, text, self.place_of(row)
            self._highest[cell.cost.currency].take(cell, Recipient(index, written, *facts))

    def take_highest(
        self, way: Way, segments: int, indices: Iterable[int], recipient_of: Callable[[int], Recipient]
    ) -> None:
        """Take messages of one way and number of segments, in their order, while they cost enough."""
        cell = way.cell(segments)
        highest = self._highest[cell.cost.currency]
        for index in indices:
            if not highest.takes(cell, index):
                return
            highest.take(cell, recipient_of(index))

    def note_rows(self, trouble: Trouble, rows: int, examples: Iterable[TroubledRow]) -> None:
        """Note a trouble of so many rows, of which these are the first; earlier ones may have come before."""
        self.numbers[trouble] += rows
        both = sorted([*self._examples[trouble], *examples], key=lambda row: row.index)
        self._examples[trouble] = both[: self.keep]

    def merge(self, other: Tally) -> None:
        """Add what became of rows elsewhere, under the same card; their indices are others than ours."""
        ways = self.ways.merge(other.ways)
        if self.finder and other.finder:
            self.finder.merge(other.finder, ways)
        self.numbers += other.numbers
        self.dropped += other.dropped
        self.blank += other.blank
        self._cleaned += other.cleaned
        self.rendered = self.rendered or other.rendered
        for trouble, rows in other._examples.items():
            self.note_rows(trouble, 0, rows)
        for currency, highest in other._highest.items():
            self._highest[currency].merge(highest)

    def renumber(self, index_of: Callable[[int], int]) -> None:
        """Give the rows of all examples other indices, in the same order."""
        for rows in self._examples.values():
            rows[:] = [row._replace(index=index_of(row.index)) for row in rows]
        for highest in self._highest.values():
            highest.renumber(index_of)
        for way in self.ways:
            if way.refused:
                index, recipient, place = way.first_refused
                way.first_refused = index_of(index), recipient, place

    def _numbers_of(self, country: str | None) -> Numbers:
        """Return the reader of numbers for rows of a country; `None` takes that of the whole campaign."""
        numbers = self._numbers[country] = Numbers(country or self.ways.home)
        return numbers

    @property
    def cleaned(self) -> int:
        """How many recipients had something around their number."""
        return self._cleaned + sum(numbers.cleaned for numbers in self._numbers.values())

    @property
    def lacking(self) -> frozenset[str]:
        """The columns that no row had; none once a row has given a text."""
        return frozenset() if self.rendered else self._lacking

    def shares(self) -> Shares:
        """Add all messages up."""
        total, perhaps_rejected = Sum(), 0
        by_country: dict[str | None, Sum] = defaultdict(Sum)
        by_network: dict[str | None, Sum] = defaultdict(Sum)
        by_encoding: dict[Encoding, Sum] = defaultdict(Sum)
        by_segments: dict[int, Sum] = defaultdict(Sum)
        beside: dict[Rate, None] = {}
        for way in self.ways:
            for segments, cell in way.cells.items():
                for encoding, messages in zip((Encoding.GSM7, _UCS2), cell.counts, strict=True):
                    if messages:
                        total.add(messages, segments, cell.cost)
                        by_country[way.country].add(messages, segments, cell.cost)
                        by_network[way.network].add(messages, segments, cell.cost)
                        by_encoding[encoding].add(messages, segments, cell.cost)
                        by_segments[segments].add(messages, segments, cell.cost)
                        perhaps_rejected += messages * way.perhaps_rejected
            if way.match and way.cells:
                beside |= dict.fromkeys(way.match.beside)
        return Shares(
            total.share(),
            shares(by_country),
            shares(by_network),
            shares(by_encoding, key=lambda item: list(Encoding).index(item[0])),
            shares(by_segments, key=lambda item: item[0]),
            perhaps_rejected,
            tuple(sorted(beside, key=self.ways.place_in_card)),
        )

    def saving(self, name: str) -> Share | None:
        """Return what one of the other templates saves: messages, segments and money."""
        saved = Sum()
        for way in self.ways:
            for (changed, segments, fewer), messages in way.changed.items():
                if changed == name:
                    saved.add_saving(messages, segments - fewer, way.cost(segments), way.cost(fewer))
        return saved.share() if name in self.others else None

    def dearest(self) -> tuple[Recipient, ...]:
        """Return the recipients of each currency that cost the most."""
        return tuple(recipient for _, few in sorted(self._highest.items()) for recipient in few.sorted())

    def examples(self) -> tuple[TroubledRow, ...]:
        """Return examples of every trouble, and add the refused rows to `numbers`; call it once."""
        examples = defaultdict(list, self._examples)
        for way in self.ways:
            if way.refusal:
                trouble = Trouble.REJECTED if way.rejected else Trouble.UNPRICED
                self.numbers[trouble] += way.refused
                index, recipient, place = way.first_refused
                row = TroubledRow(trouble, index, recipient, way.refusal, way.refused, place)
                examples[trouble].append(row)
        for rows in examples.values():
            rows.sort(key=lambda row: (-row.rows, row.index))
        return tuple(row for trouble in Trouble for row in examples[trouble][: self.keep])

    def _note(self, trouble: Trouble, index: int, recipient: str, why: object, row: AudienceRow) -> None:
        self.numbers[trouble] += 1
        examples = self._examples[trouble]
        if len(examples) < self.keep:
            place = self.place_of(row)
            reason = str(why).removeprefix(f"{place}: ")
            examples.append(TroubledRow(trouble, index, recipient, reason, place=place))


def _doubt(digits: str, second: str, way: Way) -> str:
    """Return what is uncertain about a recipient's number."""
    if second:
        return f"may be +{digits} or +{second}; write numbers with + and the country code"
    if way.uncertain:
        return way.uncertain
    return f"does not exist as +{digits}; write numbers with + and the country code, or give --country"
