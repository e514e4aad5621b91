"""Campaigns by columns: an audience's texts are joined, counted, priced and grouped one batch at a time.

Tests compare it with the way row by row, which also takes the rows that need care. It must not know how a
tally prices, or how a kernel counts.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import islice, repeat
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..channels.excess import limits_on
from ..channels.measures import Measure
from ..channels.messages import Channel
from ..core.headers import MAX_SEGMENTS
from ..core.policy import Encoding
from ..errors import SegmenterError
from ..files import open_file
from ..pricing.campaigns.audiences import AudienceFile, CampaignError
from ..pricing.campaigns.tallies import DUPLICATE, Recipient, Trouble, TroubledRow
from ..pricing.cards.recipients import Numbers, calling_code_decides
from ..pricing.errors import AmbiguousRatesError, DateNeededError, RateError, RecipientError
from ..templates import Condition, Literal
from ..templates.rendering import is_shown
from .columns import blocks, is_text, plain_kind
from .counting import count_array
from .errors import ColumnError
from .recipients import ColumnSeen, Lengths, Prefixes, first_three

# isort: split
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ..pricing.campaigns.audiences import AudienceColumns, AudienceRow
    from ..pricing.campaigns.fillings import Filling
    from ..pricing.campaigns.tallies import Tally
    from ..pricing.campaigns.ways import Keys, Way

__all__ = ["BATCH_ROWS", "AudienceBatch", "ColumnTally", "ColumnsFile"]

BATCH_ROWS = 1 << 16
_MOST_KEYS = 4096  # different countries and networks in a batch; with more it is taken row by row
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""All characters that `str.strip` removes."""
_OF_THE_CARD = AmbiguousRatesError, DateNeededError


class _Read(NamedTuple):
    """What the columns of a batch show about each row, and what becomes of it.

    Attributes:
        batch: the rows.
        numbers: those of the recipients; 0 where a recipient must be read with care.
        wrong: whether a recipient is ``+`` and digits, but too many or too few.
        care: whether a row must be handled by itself.
        keys: the number of its country, mcc and mnc in `different`.
        different: each distinct country, mcc and mnc.
        parts: the texts inserted into the template.
        texts: the messages.
        counted: the counts of the messages.
        ways: the number of the way of each; -1 where it has none.
        repeated: whether its recipient already has a message.
    """

    batch: AudienceBatch
    numbers: NDArray[np.uint64]
    wrong: NDArray[np.bool_]
    care: NDArray[np.bool_]
    keys: NDArray[np.int64]
    different: list[Keys]
    parts: list[pa.Array]
    texts: pa.Array
    counted: _Counted
    ways: NDArray[np.int64]
    repeated: NDArray[np.bool_]


class AudienceBatch(NamedTuple):
    """Some rows of an audience, by column.

    Attributes:
        indices: int64, the rows' indices in the audience, rising.
        columns: by their wanted names, without those whose values are not all of one type.
        lines: the rows' lines in their file; empty if they have none.
        given: the rows, if they came one by one.
        broken: why a row has no values, by its position in the batch.
    """

    indices: NDArray[np.int64]
    columns: Mapping[str, pa.Array]
    lines: Sequence[int] = ()
    given: Sequence[AudienceRow] = ()
    broken: Mapping[int, str] = MappingProxyType({})

    def rows(self, places: Sequence[int]) -> Iterator[AudienceRow]:
        """Yield some rows in the form that is taken row by row."""
        if self.given:
            yield from (self.given[place] for place in places)
            return
        chosen = pa.array(places, pa.int64())
        names = tuple(self.columns)
        taken = [_plain(column).take(chosen).to_pylist() for column in self.columns.values()]
        for place, *values in zip(places, *taken, strict=True):
            yield self.broken.get(place) or dict(zip(names, values, strict=True))


class ColumnsFile(AudienceFile):
    """An audience in a file that a campaign reads by columns, with the results of an `AudienceFile`.

    It reads Parquet, CSV and workbooks by columns, and JSON Lines, whose rows may differ in their columns,
    row by row. It also reads Arrow IPC, ``.arrow`` and ``.feather``.
    """

    _line = 0

    def place(self, row: AudienceRow) -> str:
        """Return the file and line of the last row, ``people.csv:5``; an empty text for columns."""
        if self._line and not isinstance(row, str):
            return f"{self.path}:{self._line}"
        return super().place(row)

    def take_all(self, columns: AudienceColumns, tally: Tally) -> int:
        """Take every row of the audience, and return their number."""
        taker = ColumnTally(columns, tally, self.stand_at)
        rows = 0
        for batch in self._batches(columns):
            with self.decoding():
                taker.take(batch)
            rows += len(batch.indices)
        if not rows:
            raise CampaignError(f"{self.path} has no rows", "give at least one recipient")
        return rows

    def stand_at(self, line: int) -> None:
        """Note the line of the next row; 0 if it has none."""
        self._line = line

    def _batches(self, columns: AudienceColumns) -> Iterator[AudienceBatch]:
        if not self.has_columns:
            settled = False
            for batch in self.batches_of_rows(columns.wanted):
                if not settled and any(not isinstance(row, str) for row in batch.given):
                    columns.begin(self.columns, self.title)
                    settled = True
                yield batch
            return
        start = 0
        with open_file(self.path) as stream:
            table = self.table_of(stream)
            named = self.wanted_columns(columns.wanted)
            for rows in table.batches(BATCH_ROWS, columns=[*named]):
                if not start:
                    columns.begin(self.columns, self.path)
                names = (named[own] for own in rows.schema.names)
                indices = np.arange(start, start + rows.num_rows)
                yield AudienceBatch(indices, dict(zip(names, rows.columns, strict=True)))
                start += rows.num_rows

    def batches_of_rows(self, wanted: Collection[str]) -> Iterator[AudienceBatch]:
        """Yield the rows of a file that does not store columns, as columns with the wanted names."""
        numbered = ((row, self.line) for row in self.rows(wanted))
        start = 0
        while some := list(islice(numbered, BATCH_ROWS)):
            given = [row for row, _ in some]
            first = next((row for row in given if not isinstance(row, str)), {})
            of_rows = {
                name: _array([None if isinstance(row, str) else row[name] for row in given])
                for name in first
                if name in wanted
            }
            arrays = {name: array for name, array in of_rows.items() if array is not None}
            indices = np.arange(start, start + len(some))
            yield AudienceBatch(indices, arrays, [line for _, line in some], given)
            start += len(some)


def _array(values: list[object]) -> pa.Array | None:
    """Return values as an array; `None` if they are not all texts."""
    try:
        return pa.array(values, pa.large_string())
    except (pa.ArrowException, UnicodeEncodeError):
        return None


def _plain(column: pa.Array) -> pa.Array:
    """Return a column in a form from which Arrow can select rows: no dictionary, no string views."""
    kind = plain_kind(column.type)
    kind = pa.large_string() if kinds.is_string_view(kind) else kind
    return column if column.type == kind else column.cast(kind)


def _texts(column: pa.Array) -> pa.Array | None:
    """Return values as they are inserted into a text; `None` if each must be looked at."""
    column = _plain(column)
    if kinds.is_large_string(column.type):
        return column
    fits = kinds.is_string(column.type) or kinds.is_integer(column.type) or kinds.is_date32(column.type)
    return column.cast(pa.large_string()) if fits or kinds.is_null(column.type) else None


class _Counted(NamedTuple):
    """The kernel's result for each text; 0 where there is none.

    Attributes:
        segments: its segments.
        units: its units.
        encoding: the index of its encoding in `encodings`.
        encodings: all encodings that occur.
    """

    segments: NDArray[np.int64]
    units: NDArray[np.int64]
    encoding: NDArray[np.int64]
    encodings: list[Encoding]

    @property
    def is_ucs2(self) -> NDArray[np.bool_]:
        """Whether each is sent in UCS-2."""
        ucs2 = np.array([encoding is Encoding.UCS2 for encoding in self.encodings], np.bool_)
        return np.asarray(ucs2[self.encoding], np.bool_)


class _Weight(NamedTuple):
    """The part of a text's count that shows what makes it cost more."""

    encoding: Encoding
    segments: int
    units: int


class ColumnTally:
    """Adds batches of rows to a tally: by columns if possible, and the other rows one by one.

    Args:
        columns: which columns are used for what.
        tally: receives the rows, and keeps every sum.
        stand_at: receives the line of a row before its place is asked for.
    """

    def __init__(self, columns: AudienceColumns, tally: Tally, stand_at: Callable[[int], None]) -> None:
        self._columns, self._tally, self._stand_at = columns, tally, stand_at
        self._filling = tally.filling
        self._lengths = Lengths()
        self._prefixes = Prefixes(tally.ways.prefixes)
        self._ways: list[Way] = []
        self._refused = np.zeros(1, np.bool_)
        self._next = 0
        self._numbers_of: dict[int, int] = {}
        self._heads = tally.ways.prefixes
        self._sizes = sorted(set(map(len, self._heads)), reverse=True)
        profile = self._filling.profile
        self._by_columns = tally.finder is not None and (profile is None or profile.keeps is None)
        self._seen = tally.seen = ColumnSeen()

    def take(self, batch: AudienceBatch) -> None:
        """Take some rows, which come after those of all earlier batches.

        Raises:
            AmbiguousRatesError: as `Tally.take`, and likewise the other errors of the card.
        """
        read = self._read(batch) if self._by_columns else None
        if read is None:
            places = range(len(batch.indices))
            for place, row in zip(places, batch.rows(places), strict=True):
                self._take_row(batch, place, row)
            return
        self._tally.waiting = []
        self._resolve(read)
        self._settle(read)
        self._tally.waiting = None

    def _take_row(self, batch: AudienceBatch, place: int, row: AudienceRow) -> None:
        self._stand_at(batch.lines[place] if batch.lines else 0)
        self._tally.take(int(batch.indices[place]), row)

    # What the columns show

    def _read(self, batch: AudienceBatch) -> _Read | None:
        """Read a batch by columns; `None` if that is not possible."""
        recipients = batch.columns.get(self._columns.recipient_field)
        if recipients is None or not is_text(plain_kind(recipients.type)):
            return None
        keys = self._keys(batch)
        parts = self._parts(batch)
        if keys is None or parts is None:
            return None
        recipients = _plain(recipients).cast(pa.large_string())
        texts = self._filled(self._filling, parts, len(recipients))
        try:
            counted = self._counted(self._filling, texts)
        except ColumnError:
            return None
        read = [self._lengths.read(block) for block in blocks(recipients)]
        numbers = np.concatenate([numbers for numbers, _ in read])
        wrong = np.concatenate([wrong for _, wrong in read])
        care = (numbers == 0) & ~wrong
        for part in parts:
            if part.null_count:
                care |= part.is_null().to_numpy(zero_copy_only=False)
        numbers_of_keys, different = keys
        care |= numbers_of_keys < 0
        wrong &= ~care
        ways, repeated = np.full(len(numbers), -1, np.int64), np.zeros(len(numbers), np.bool_)
        return _Read(
            batch, numbers, wrong, care, numbers_of_keys, different, parts, texts, counted, ways, repeated
        )

    def _keys(self, batch: AudienceBatch) -> tuple[NDArray[np.int64], list[Keys]] | None:
        """Return the index of each row's country, mcc and mnc, -1 where malformed, and the distinct ones."""
        rows = len(batch.indices)
        codes = np.zeros(rows, np.int64)
        columns = []
        for name in self._columns.keys:
            if name not in batch.columns:
                continue
            column = _plain(batch.columns[name])
            if not (is_text(column.type) or kinds.is_integer(column.type) or kinds.is_null(column.type)):
                return None
            coded = column.dictionary_encode()
            values = [*coded.dictionary.to_pylist(), None]
            indices = pc.fill_null(coded.indices, len(values) - 1).to_numpy(zero_copy_only=False)
            columns.append((name, values))
            codes = codes * len(values) + indices
            _, codes = np.unique(codes, return_inverse=True)
        if not columns:
            return codes, [(None, None, None)]
        _, firsts, numbers = np.unique(codes, return_index=True, return_inverse=True)
        if len(firsts) > _MOST_KEYS:
            return None
        different: list[Keys] = []
        renumbered = np.empty(len(firsts), np.int64)
        for number, row in enumerate(batch.rows(firsts.tolist())):
            renumbered[number] = len(different)
            if isinstance(row, str):
                renumbered[number] = -1
                continue
            try:
                different.append(self._columns.keys_of(row))
            except RateError:
                renumbered[number] = -1
        return renumbered[numbers], different

    def _parts(self, batch: AudienceBatch) -> list[pa.Array] | None:
        """Return the texts of each part of the template that is not literal; null where a row needs care."""
        parts = []
        for part in self._filling.parts:
            column = batch.columns.get(part.name)
            if column is None:
                return None
            if isinstance(part, Condition):
                coded = _plain(column).dictionary_encode()
                shown = [part.text * is_shown(value) for value in [*coded.dictionary.to_pylist(), None]]
                indices = pc.fill_null(coded.indices, len(shown) - 1)
                texts: pa.Array | None = pa.array(shown, pa.large_string()).take(indices)
            else:
                texts = _texts(column)
            if texts is None:
                return None
            parts.append(texts)
        return parts

    def _filled(self, filling: Filling, parts: Sequence[pa.Array], rows: int) -> pa.Array:
        """Return the texts of a template with these parts; null where one of them is null."""
        if not parts:
            return pa.repeat(pa.scalar(filling.pattern % (), pa.large_string()), rows)
        theirs = iter(parts)
        pieces = [
            pa.scalar(part.text, pa.large_string()) if isinstance(part, Literal) else next(theirs)
            for part in filling.template.parts
        ]
        return pc.binary_join_element_wise(*pieces, pa.scalar("", pa.large_string()))

    def _counted(self, filling: Filling, texts: pa.Array) -> _Counted:
        """Count texts as they would be sent."""
        profile = filling.profile
        if profile is not None:
            if profile.strip:
                texts = pc.utf8_trim(texts, characters=_BLANKS)
            if profile.newline:
                texts = pc.replace_substring_regex(texts, pattern="\r\n?|\n", replacement=profile.newline)
            if profile.prefix or profile.suffix:
                both = [pa.scalar(text, pa.large_string()) for text in (profile.prefix, profile.suffix, "")]
                texts = pc.binary_join_element_wise(both[0], texts, both[1], both[2])
        counted = count_array(texts, policy=filling.policy)
        coded = counted.field("encoding")
        return _Counted(
            _numbers(counted.field("segments")),
            _numbers(counted.field("units")),
            _numbers(coded.indices),
            [*map(Encoding, coded.dictionary.to_pylist())],
        )

    # Which way each row goes

    def _resolve(self, read: _Read) -> None:
        """Take the rows that need care; for the others find the way, and whether they are duplicates.

        Ways are looked up, and rows taken, in the order of the rows: every sum grows as it does row by row.
        """
        careful = np.flatnonzero(read.care).tolist()
        rows = dict(zip(careful, read.batch.rows(careful), strict=True))
        groups = dict(self._groups(read))
        waiting = [*careful, *groups]
        heapify(waiting)
        place, self._next = 0, 0
        self._seen.before = lambda: self._see(read, place)
        while waiting:
            place = heappop(waiting)
            if read.care[place]:
                row = rows[place] if place in rows else next(read.batch.rows([place]))
                self._take_row(read.batch, place, row)
                continue
            alike = groups.get(place, np.array([place]))
            try:
                read.ways[place], decided = self._way(read, place)
            except _OF_THE_CARD:
                raise
            except SegmenterError:
                read.care[alike] = True
                decided = False
            if decided:
                read.ways[alike] = read.ways[place]
            else:
                for other in alike[int(not read.care[place]) :].tolist():
                    heappush(waiting, other)
        self._seen.before = None
        self._see(read, len(read.ways))

    def _groups(self, read: _Read) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Yield the rows that may share a way: with the same keys, card's prefix and first three digits."""
        places = np.flatnonzero(~(read.care | read.wrong))
        if not places.size:
            return
        numbers = read.numbers[places]
        heads = self._prefixes.find(numbers).astype(np.int64) + 1
        codes = (read.keys[places] * (len(self._prefixes.texts) + 1) + heads) * 1000 + first_three(numbers)
        order = np.argsort(codes, kind="stable")
        starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
        for alike in np.split(places[order], starts[1:]):
            yield int(alike[0]), alike

    def _way(self, read: _Read, place: int) -> tuple[int, bool]:
        """Return the way of a row, and whether all of its group share it."""
        digits = str(read.numbers[place])
        keys = read.different[read.keys[place]]
        head = next((digits[:size] for size in self._sizes if digits[:size] in self._heads), "")
        try:
            way = self._tally.ways.of(digits, keys)
        except _OF_THE_CARD as error:
            where = self._place_of(read, place) or f"index {read.batch.indices[place]}"
            error.add_note(f"found at {where}, recipient +{digits}")
            raise
        number = self._numbers_of.get(id(way))
        if number is None:
            number = self._numbers_of[id(way)] = len(self._ways)
            self._ways.append(way)
            self._refused = np.append(self._refused[:number], bool(way.refusal))
        return number, self._tally.ways.decided_by(head, keys) or calling_code_decides(digits[:3])

    def _see(self, read: _Read, stop: int) -> None:
        """Note which recipients before a row already have a message, and that the others now have one."""
        part = slice(self._next, stop)
        if self._next < stop:
            skipped = read.care[part] | read.wrong[part] | self._refused[read.ways[part]]
            read.repeated[part] = self._seen.add_all(read.numbers[part], skipped)
        self._next = stop

    # What becomes of them

    def _settle(self, read: _Read) -> None:
        """Add the rows that the columns decided to the tally's sums, notes and examples."""
        tally = self._tally
        self._note_wrong(read)
        mine = ~(read.care | read.wrong)
        if mine.any():
            tally.rendered = True
        self._blanks(read, mine)
        refused = self._refused[read.ways] & mine
        self._refuse(read, np.flatnonzero(refused))
        kept = mine & ~refused
        repeated = np.flatnonzero(kept & read.repeated)
        self._note(read, Trouble.DUPLICATE, repeated, lambda _: DUPLICATE)
        if tally.drop:
            tally.dropped += len(repeated)
            kept &= ~read.repeated
        places = np.flatnonzero(kept)
        self._add(read, places)
        self._note_long(read, places)
        uncertain = np.array([bool(way.uncertain) for way in self._ways] or [False], np.bool_)
        doubtful = places[uncertain[read.ways[places]]]
        self._note(read, Trouble.UNCERTAIN, doubtful, lambda place: self._ways[read.ways[place]].uncertain)
        self._changes(read, places)
        self._costly(read, places)
        self._highest(read, places)

    def _note_wrong(self, read: _Read) -> None:
        """Note the recipients of a wrong length, with the reason for the first few."""

        def reason_of(place: int) -> str:
            try:
                Numbers(None).read(self._written(read, place))
            except RecipientError as error:
                return str(error)
            raise AssertionError(f"the loop refuses {self._written(read, place)!r}, and Numbers reads it")

        self._note(read, Trouble.INVALID, np.flatnonzero(read.wrong), reason_of)

    def _blanks(self, read: _Read, mine: NDArray[np.bool_]) -> None:
        """Count the rows whose value is empty or white space, by placeholder."""
        blank: dict[str, NDArray[np.bool_]] = {}
        for part, texts in zip(self._filling.parts, read.parts, strict=True):
            if isinstance(part, Condition):
                continue
            empty = pc.equal(pc.binary_length(pc.utf8_trim(texts, characters=_BLANKS)), 0)
            rows = _numbers(empty.cast(pa.int8())) == 1
            blank[part.name] = blank.get(part.name, rows) | rows
        for name, rows in blank.items():
            if number := int((rows & mine).sum()):
                self._tally.blank[name] += number

    def _refuse(self, read: _Read, places: NDArray[np.int64]) -> None:
        numbers, firsts, counts = np.unique(read.ways[places], return_index=True, return_counts=True)
        for number, first, count in zip(numbers, firsts, counts, strict=True):
            place = int(places[first])
            written, where = self._written(read, place), self._place_of(read, place)
            self._ways[number].refuse(int(count), int(read.batch.indices[place]), written, where)

    def _add(self, read: _Read, places: NDArray[np.int64]) -> None:
        """Add messages to the cells of their ways."""
        segments, is_ucs2 = read.counted.segments[places], read.counted.is_ucs2[places]
        for (way, number, ucs2), messages in _tallied(read.ways[places], segments, is_ucs2):
            self._ways[way].cell(number).counts[ucs2] += messages

    def _note_long(self, read: _Read, places: NDArray[np.int64]) -> None:
        """Note the messages that exceed a limit; only those that might are checked one by one."""
        profile = self._filling.profile
        segments = read.counted.segments[places]
        suspects = segments > (MAX_SEGMENTS if profile is None else profile.max_segments)
        if profile is not None:
            octets = None
            for limit in limits_on(profile.channels[Channel.SMS].limits, "text"):
                if limit.measure is Measure.SEGMENTS:
                    suspects |= segments > limit.number
                elif limit.measure is Measure.SEPTETS:
                    suspects |= True
                else:  # an octet of UTF-8 is never more than one by any measure
                    if octets is None:
                        octets = _numbers(pc.binary_length(read.texts))[places]
                    suspects |= octets > limit.number
        whys: dict[int, str] = {}
        for place in places[suspects].tolist():
            text = read.texts[place].as_py()
            if why := self._filling.too_long(text, self._filling.count(text)):
                whys[place] = why
        self._note(read, Trouble.TOO_LONG, np.array([*whys], np.int64), whys.__getitem__)

    def _changes(self, read: _Read, places: NDArray[np.int64]) -> None:
        """Count the messages that each change of the template makes shorter."""
        if not self._tally.others:
            return
        longer = places[read.counted.segments[places] > 1]
        chosen = pa.array(longer)
        parts = [part.take(chosen) for part in read.parts]
        segments = read.counted.segments[longer]
        for name, other in self._tally.others.items():
            fewer = self._counted(other, self._filled(other, parts, len(longer))).segments
            shorter = fewer < segments
            steps = _tallied(read.ways[longer][shorter], segments[shorter], fewer[shorter])
            for (way, number, less), messages in steps:
                self._ways[way].changed[name, number, less] += messages

    def _costly(self, read: _Read, places: NDArray[np.int64]) -> None:
        """Pass on, in the order of the rows, the values of messages that a single value may make longer."""
        finder, waiting = self._tally.finder, self._tally.waiting
        assert finder is not None
        assert waiting is not None
        longer = places[read.counted.segments[places] > finder.floor]
        chosen = pa.array(longer)
        texts_of = [part.take(chosen).to_pylist() for part in read.parts]
        values = zip(*texts_of, strict=True) if texts_of else repeat((), len(longer))
        weights = map(
            _Weight,
            map(read.counted.encodings.__getitem__, read.counted.encoding[longer].tolist()),
            read.counted.segments[longer].tolist(),
            read.counted.units[longer].tolist(),
        )
        indices = read.batch.indices[longer].tolist()
        theirs = (self._ways[way] for way in read.ways[longer].tolist())
        waiting += zip(indices, values, weights, theirs, strict=True)
        for _, texts, weight, way in sorted(waiting, key=itemgetter(0)):
            finder.take(texts, weight, way)

    def _highest(self, read: _Read, places: NDArray[np.int64]) -> None:
        """Take the messages that may be among the most expensive."""
        segments = read.counted.segments[places]
        top = int(segments.max(initial=0)) + 1
        codes = read.ways[places] * top + segments
        for code in np.unique(codes).tolist():
            way, number = self._ways[code // top], code % top
            rows = places[codes == code]
            by_index = dict(zip(read.batch.indices[rows].tolist(), rows.tolist(), strict=True))

            def recipient_of(
                index: int, way: Way = way, number: int = number, by_index: dict[int, int] = by_index
            ) -> Recipient:
                place = by_index[index]
                text = read.texts[place].as_py()
                facts = way.country, way.network, way.cell(number).cost, number, self._filling.count(text)
                return Recipient(index, self._written(read, place), *facts, text, self._place_of(read, place))

            self._tally.take_highest(way, number, by_index, recipient_of)

    def _note(
        self, read: _Read, trouble: Trouble, places: NDArray[np.int64], reason_of: Callable[[int], str]
    ) -> None:
        """Note rows with a trouble, and the first of them as examples."""
        examples = [
            TroubledRow(
                trouble,
                int(read.batch.indices[place]),
                self._written(read, place),
                reason_of(place),
                place=self._place_of(read, place),
            )
            for place in places[: self._tally.keep].tolist()
        ]
        if len(places):
            self._tally.note_rows(trouble, len(places), examples)

    def _written(self, read: _Read, place: int) -> str:
        """Return the recipient of a row as it is written."""
        return str(read.batch.columns[self._columns.recipient_field][place].as_py())

    def _place_of(self, read: _Read, place: int) -> str:
        """Return the file and line of a row, if it has one."""
        self._stand_at(read.batch.lines[place] if read.batch.lines else 0)
        return self._tally.place_of({})


def _tallied(*columns: NDArray[Any]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the distinct rows of columns of numbers, none negative, and how often each occurs."""
    if not len(columns[0]):
        return
    sizes = [int(column.max()) + 1 for column in columns]
    codes = np.zeros(len(columns[0]), np.int64)
    for column, size in zip(columns, sizes, strict=True):
        codes = codes * size + column
    different, counts = np.unique(codes, return_counts=True)
    for code, count in zip(different.tolist(), counts.tolist(), strict=True):
        row = []
        for size in reversed(sizes):
            code, value = divmod(code, size)
            row.append(value)
        yield tuple(reversed(row)), count


def _numbers(column: pa.Array) -> NDArray[np.int64]:
    """Return a column of numbers, 0 for null."""
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0).to_numpy(zero_copy_only=False), np.int64)
