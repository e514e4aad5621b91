"""Against: both sides of a bill matched, and what is reported about each record and row.

It puts what `matching` decided into words. It must not know how a record is compared with our count.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.results import plain_fields, result
from ..errors import many
from ..pricing.cards.rates import country_given
from ..pricing.cards.recipients import Numbers
from .charges import added, time_of
from .differences import Difference
from .matching import Ending, MatchedRows, MatchFate, Pairing, matched
from .sent import number_of, seconds_of, text_number

if TYPE_CHECKING:
    from datetime import datetime

    from .pages import SavedRecord
    from .sent import SentRows

__all__ = ["Against", "MatchTotals"]

_NOTHING = Decimal(0)


@result
class MatchTotals(NamedTuple):
    """How the records match what was sent; each record and each row is counted once.

    Attributes:
        file: of what was sent.
        rows: how many it has.
        records: outbound records, each once.
        matched: pairs that agree.
        different: pairs whose text, recipient or segments differ.
        not_sent: records of no row.
        billed_twice: records of a row that another record bills.
        not_billed: rows of no record.
        ambiguous_records: records that may belong to several rows, or whose row may belong to several.
        ambiguous_rows: rows likewise.
        repeated: further rows of an identifier.
        unused: rows that cannot be used.
        by_identifier: whether identifiers decided.
    """

    file: str
    rows: int
    records: int
    matched: int
    different: int
    not_sent: int
    billed_twice: int
    not_billed: int
    ambiguous_records: int
    ambiguous_rows: int
    repeated: int
    unused: int
    by_identifier: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


class Against:
    """What was sent, and the records matched with it.

    Args:
        sent: the rows.
        delay: how much later than a row its record may be, in seconds.
        country: whose plan national numbers of records are read by.
    """

    def __init__(self, sent: SentRows, *, delay: float, country: str | None = None) -> None:
        self.sent = sent
        self.delay = delay
        self._numbers = Numbers(country_given(country) if country else None)
        self.clear()

    def clear(self) -> None:
        """Forget the records, so that they can be read again."""
        self._billed = MatchedRows()
        self._paths: list[str] = []
        self._places, self._lines = array("L"), array("L")
        self._money: list[tuple[Decimal | None, Decimal, str | None]] = []
        self._known_money: dict[tuple[Decimal | None, Decimal, str | None], Any] = {}

    def add(self, saved: SavedRecord, over: Decimal) -> None:
        """Take an outbound record, and how much too high its charge is."""
        record = saved.record
        time: datetime | None = time_of(record)
        self._billed.add(
            record.id or "",
            number_of(record.recipient, self._numbers),
            text_number(record.text),
            seconds_of(time),
            record.segments or -1,
        )
        if not self._paths or self._paths[-1] != saved.path:
            self._paths.append(saved.path)
        self._places.append(len(self._paths) - 1)
        self._lines.append(saved.line)
        money = (record.charge, over, record.currency)
        self._money.append(self._known_money.setdefault(money, money))
        if len(self._known_money) > _MOST_AMOUNTS:
            self._known_money.clear()

    def settle(self) -> tuple[MatchTotals, list[Difference]]:
        """Return the totals and what does not match."""
        sent, billed = self.sent, self._billed
        records: Counter[MatchFate] = Counter()
        rows: Counter[MatchFate] = Counter()
        differences: list[Difference] = []
        for ending in matched(Pairing(billed, sent, self.delay)):
            records[ending.fate] += len(ending.billed)
            rows[ending.fate] += len(ending.sent)
            differences += self._words(ending)
        if records.total() != len(billed) or rows.total() != len(sent):
            raise AssertionError(f"{len(billed)} and {len(sent)} became {records} and {rows}")
        for row in sent.unread:
            differences.append(Difference("SEG916", f"not used: {row.reason}", path=sent.path, line=row.line))
        own = set(filter(None, sent.ids))
        totals = MatchTotals(
            file=sent.path,
            rows=len(sent) + len(sent.unread),
            records=len(billed),
            matched=records[MatchFate.MATCHED],
            different=records[MatchFate.DIFFERENT],
            not_sent=records[MatchFate.NOT_SENT],
            billed_twice=records[MatchFate.BILLED_TWICE],
            not_billed=rows[MatchFate.NOT_BILLED],
            ambiguous_records=records[MatchFate.AMBIGUOUS],
            ambiguous_rows=rows[MatchFate.AMBIGUOUS],
            repeated=rows[MatchFate.REPEATED],
            unused=len(sent.unread),
            by_identifier=any(identifier in own for identifier in billed.ids),
        )
        return totals, differences

    def _words(self, ending: Ending) -> Iterator[Difference]:
        fate = ending.fate
        if fate is MatchFate.NOT_SENT or fate is MatchFate.BILLED_TWICE:
            (index,) = ending.billed
            rule = "SEG911" if fate is MatchFate.NOT_SENT else "SEG914"
            words = "not among what was sent" if rule == "SEG911" else "billed once more than it was sent"
            yield self._of_record(rule, words, index, unsent=True)
        elif fate is MatchFate.NOT_BILLED or fate is MatchFate.REPEATED:
            (row,) = ending.sent
            words = "not billed" if fate is MatchFate.NOT_BILLED else "an earlier row has this id"
            yield self._of_row("SEG912" if fate is MatchFate.NOT_BILLED else "SEG916", words, row)
        elif fate is MatchFate.DIFFERENT:
            (index,), (row,) = ending.billed, ending.sent
            yield self._of_record("SEG913", self._difference(ending.differs, index, row), index, row=row)
        elif fate is MatchFate.AMBIGUOUS:
            yield from self._ambiguous(ending)

    def _ambiguous(self, ending: Ending) -> Iterator[Difference]:
        rows = many(len(ending.sent), "row")
        places = _listed([self._place(row) for row in ending.sent])
        billed = _listed([self._billed.ids[index] or self._place_of(index) for index in ending.billed])
        words = f"may bill any of {rows}: {places}"
        if len(ending.sent) == 1:
            words = f"is one of {len(ending.billed):,} records that may bill {places}"
        for index in ending.billed:
            yield self._of_record("SEG915", words, index)
        words = f"may be billed by any of {len(ending.billed):,} records: {billed}"
        if len(ending.billed) == 1:
            words = f"is one of {rows} that may be billed by {billed}"
        for row in ending.sent:
            yield self._of_row("SEG915", words, row)

    def _difference(self, differs: str, index: int, row: int) -> str:
        place = self._place(row)
        if differs == "segments":
            billed = many(self._billed.segments[index], "segment")
            return f"billed as {billed}, and the text sent takes {self.sent.segments[row]:,} ({place})"
        return f"a different {differs} from the one sent ({place})"

    def _place(self, row: int) -> str:
        line = self.sent.lines[row]
        return f"{self.sent.path}:{line}" if line else f"row {row + 1:,} of {self.sent.path}"

    def _place_of(self, index: int) -> str:
        return f"{self._paths[self._places[index]]}:{self._lines[index]}"

    def _of_record(
        self, rule: str, words: str, index: int, *, row: int | None = None, unsent: bool = False
    ) -> Difference:
        charge, over, currency = self._money[index]
        recipient, segments = self._billed.recipients[index], self._billed.segments[index]
        unpaid = None
        if unsent and charge is not None:
            unpaid = added(charge, over.copy_negate()) if over > 0 else charge
        return Difference(
            rule,
            words,
            id=self._billed.ids[index],
            path=self._paths[self._places[index]],
            line=self._lines[index],
            recipient=_shown(recipient),
            segments=None if segments < 0 else segments,
            own_segments=self.sent.segments[row] or None if row is not None else None,
            charge=charge,
            expected=_NOTHING if unpaid is not None else None,
            currency=currency,
            over=unpaid,
        )

    def _of_row(self, rule: str, words: str, row: int) -> Difference:
        sent = self.sent
        recipient, line = sent.recipients[row], sent.lines[row]
        return Difference(
            rule,
            words if line else f"row {row + 1:,}: {words}",
            id=sent.ids[row],
            path=sent.path,
            line=line,
            recipient=_shown(recipient),
            own_segments=sent.segments[row] or None,
        )


_MOST_AMOUNTS = 10_000
_MOST_LISTED = 3
_NO_NUMBER = 10**15  # numbers have at most 15 digits (ITU-T E.164)


def _shown(recipient: int) -> str | None:
    """Return a recipient as a number; `None` where there is none, or it was not digits."""
    return f"+{recipient}" if 0 < recipient < _NO_NUMBER else None


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more:,} more" if more > 0 else "")
