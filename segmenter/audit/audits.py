"""Audits: every record of a provider compared with our count and with a rate card, and the totals.

Texts are not kept. It must not know files, nor how anything is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ..channels.findings import BrokenFile, FileRun, Finding, Severity
from ..channels.messages import Channel
from ..channels.rules import RULES
from ..core.hints import field_types
from ..core.policy import Encoding
from ..core.results import plain_fields, result
from ..errors import UnencodableError, many
from ..pricing.campaigns.seen import Seen
from ..pricing.cards.rates import ChargeOn
from ..providers.records import Direction, Outcome, Record
from .against import Against, MatchTotals
from .charges import Bill, Charges, added, each_words, share_of, time_of
from .differences import Difference
from .pages import SavedPages, SavedRecord
from .reasons import suppositions
from .yardsticks import Yardstick, is_counted

if TYPE_CHECKING:
    from ..channels.profiles import Profile
    from ..core.policy import Policy

__all__ = ["Audit", "MoneyTotals", "MonthTotals", "ServiceTotals", "audit_records"]

_NOTHING = Decimal(0)
_DID_NOT_ARRIVE = (Outcome.FAILED, Outcome.REJECTED)
_SMS, _INBOUND = Channel.SMS, Direction.INBOUND
_GSM7, _UCS2 = Encoding.GSM7, Encoding.UCS2
_MASK = (1 << 63) - 1
_KEPT = ("recipient", "account", "segments", "charge", "fees", "currency")


@result
class MoneyTotals(NamedTuple):
    """Money of one currency.

    Attributes:
        currency: ISO 4217; `None` where no record and no card names one.
        charged: in all audited records, fees included where the records name them.
        over: charged too much.
        under: charged too little.
        estimated: whether over and under follow from the segments alone, as there is no card.
    """

    currency: str | None
    charged: Decimal
    over: Decimal
    under: Decimal
    estimated: bool

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class MonthTotals(NamedTuple):
    """The records of a month.

    Attributes:
        month: ``2026-11``, in UTC; ``unknown`` for records without a time.
        audited: how many records were compared.
        agreeing: how many of them agree.
    """

    month: str
    audited: int
    agreeing: int

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
class ServiceTotals(NamedTuple):
    """The messages of one service, of a provider that may send iMessages as SMS.

    Attributes:
        service: in the provider's word.
        messages: how many.
        downgraded: how many of them were to be iMessages.
        segments: that their texts take, or would take, as SMS.
        unpriced: how many of them the card has no price for.
        costs: what they cost, or would cost, as SMS by the card: per currency.
    """

    service: str
    messages: int
    downgraded: int
    segments: int
    unpriced: int
    costs: Mapping[str, Decimal]

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


@result
@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The result of an audit.

    Attributes:
        provider: whose records they are.
        profile: by whose rules the texts are counted.
        files: those read.
        records: how many there are, each counted once.
        duplicates: how many more there are of some of them.
        inbound: how many came in, and are not audited.
        not_auditable: how many cannot be compared, by the reason in words.
        audited: how many were compared.
        agreeing: how many of them agree in all that was compared.
        segments: that the provider bills for audited texts.
        own_segments: that these texts take.
        by_rule: how many differences there are of each rule.
        by_reason: how many of the billed segments and encodings each way of counting explains.
        unpriced: how many the card has no price for, by the reason in words.
        money: what was charged, and too much or too little of it, per currency.
        months: how many records agree in each month.
        services: what was sent by which service, of a provider that may send iMessages as SMS.
        problems: how many values are not what the provider documents.
        against: how the records match what was sent; `None` where that is not known.
        differences: the costliest first.
        broken: files that could not be read.
    """

    provider: str
    profile: str
    files: tuple[str, ...]
    records: int
    duplicates: int
    inbound: int
    not_auditable: Mapping[str, int]
    audited: int
    agreeing: int
    segments: int
    own_segments: int
    by_rule: Mapping[str, int]
    by_reason: Mapping[str, int]
    unpriced: Mapping[str, int]
    money: tuple[MoneyTotals, ...]
    months: tuple[MonthTotals, ...]
    services: tuple[ServiceTotals, ...]
    problems: int
    against: MatchTotals | None
    differences: tuple[Difference, ...]
    broken: tuple[BrokenFile, ...] = ()

    @property
    def disagreeing(self) -> int:
        """How many audited records do not agree."""
        return self.audited - self.agreeing

    @property
    def accuracy(self) -> float | None:
        """The part of the audited records that agree; `None` where none was audited."""
        return self.agreeing / self.audited if self.audited else None

    @property
    def agrees(self) -> bool:
        """Whether nothing differs; what is only worth knowing does not count."""
        return not any(
            RULES[difference.rule].severity is not Severity.INFO for difference in self.differences
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The differences as findings."""
        return tuple(difference.finding for difference in self.differences)

    @property
    def run(self) -> FileRun:
        """The audit as a run over files, which every format of findings can show."""
        return FileRun(self.findings, self.broken, self.files, self.audited, _fails)

    def as_dict(self) -> dict[str, Any]:
        """Return all of it by name, as ``segmenter audit --format json`` prints it."""
        return plain_fields(self, *_AS_JSON)

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, *_AS_JSON)


_AS_JSON = (
    *("provider", "profile", "files", "records", "duplicates", "inbound", "not_auditable", "audited"),
    *("agreeing", "disagreeing", "accuracy", "segments", "own_segments", "by_rule", "by_reason"),
    *("unpriced", "money", "months", "services", "problems", "against", "differences", "broken"),
)


def _fails(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def audit_records(
    records: Iterable[SavedRecord | Record],
    *,
    provider: str,
    profile: Profile | None = None,
    policy: Policy | None = None,
    charges: Charges | None = None,
    against: Against | None = None,
) -> Audit:
    """Compare the records of a provider with our count, a rate card, and what was sent.

    Each identifier counts once. Where two records with the same identifier differ, the one changed last
    counts, if `records` can be read twice; otherwise the first.

    Args:
        records: of the provider, such as `pages.SavedPages`.
        provider: whose they are, a name of `pages.AUDITED`.
        profile: by whose rules texts are counted; by default the provider's own.
        policy: how SMS is counted; by default the profile's.
        charges: the rate card.
        against: what was sent.

    Raises:
        LookupError: there are no records of such a provider.
        AmbiguousRatesError: two rows of the card with the same keys both apply.
        DateNeededError: rows of several dates differ, and a record has no time.

    >>> from segmenter.providers.wavix import read_messages
    >>> page = {"items": [{"message_id": "1", "message_body": {"text": "a" * 161}, "segments": 1}]}
    >>> audit = audit_records(read_messages(page), provider="wavix")
    >>> audit.disagreeing, audit.differences[0].message
    (1, 'billed as 1 segment, takes 2 (161 septets)')
    """
    from ..providers import profile as built_in

    chosen = profile or built_in(provider)

    def tallied(conflicting: frozenset[str]) -> _Tally:
        if against is not None:
            against.clear()
        tally = _Tally(provider, Yardstick(chosen, policy), charges, conflicting, against)
        for saved in records:
            tally.add(saved if type(saved) is SavedRecord else SavedRecord(saved))  # type: ignore[arg-type]  # the other kind
        tally.settle()
        return tally

    tally = tallied(frozenset())
    once = records.read_once if isinstance(records, SavedPages) else iter(records) is records
    if tally.conflicts and not once:
        tally = tallied(frozenset(tally.conflicts))
    files = records.paths if isinstance(records, SavedPages) else ()
    broken = tuple(records.broken) if isinstance(records, SavedPages) else ()
    return tally.audit(chosen.name, files, broken)


class _Money:
    __slots__ = ("charged", "over", "under")

    def __init__(self) -> None:
        self.charged = self.over = self.under = _NOTHING

    def add_over(self, amount: Decimal) -> None:
        if amount > 0:
            self.over = added(self.over, amount)
        else:
            self.under = added(self.under, amount.copy_negate())


class _Tally:
    """Takes records one by one, and keeps sums, identifiers and differences."""

    def __init__(
        self,
        provider: str,
        yardstick: Yardstick,
        charges: Charges | None,
        conflicting: frozenset[str],
        against: Against | None,
    ) -> None:
        self._provider = provider
        self._yardstick = yardstick
        self._charges = charges
        self._conflicting = conflicting
        self._against = against
        self.matches: MatchTotals | None = None
        self._held: dict[str, SavedRecord] = {}
        self._ids, self._whole = Seen(), Seen()
        self.conflicts: set[str] = set()
        self.records = self.duplicates = self.inbound = self.problems = 0
        self.audited = self.agreeing = self.segments = self.own_segments = 0
        self.not_auditable: Counter[str] = Counter()
        self.unpriced: Counter[str] = Counter()
        self.by_reason: Counter[str] = Counter()
        self.money: dict[str | None, _Money] = {}
        self.months: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.services: dict[str, Counter[str]] = defaultdict(Counter)
        self.costs: dict[str, dict[str, Decimal]] = defaultdict(dict)
        self.differences: list[Difference] = []

    # --- Once each ---------------------------------------------------------------------------------------

    def add(self, saved: SavedRecord) -> None:
        """Take a record, if its identifier is new."""
        record = saved.record
        identifier = record.id
        if identifier:
            if identifier in self._conflicting:
                self._hold(saved)
                return
            if not self._ids.add(hash(identifier) & _MASK or 1):
                self._repeated(saved)
                return
            self._whole.add(hash(_content(record)) & _MASK or 1)
        self._take(saved)

    def _repeated(self, saved: SavedRecord) -> None:
        self.duplicates += 1
        record = saved.record
        if self._whole.add(hash(_content(record)) & _MASK or 1):
            self.conflicts.add(record.id or "")
            words = "this record differs from another with the same id; only one of them is counted"
            self._note("SEG907", words, saved)
        else:
            self._note("SEG906", "this record appears more than once and is counted once", saved)

    def _hold(self, saved: SavedRecord) -> None:
        """Keep the last of several states of a record."""
        identifier = saved.record.id or ""
        held = self._held.get(identifier)
        if held is None:
            self._held[identifier] = saved
            return
        self.duplicates += 1
        if _content(held.record) == _content(saved.record):
            self._note("SEG906", "this record appears more than once and is counted once", saved)
            return
        last, other = sorted((held, saved), key=_state, reverse=True)
        self._held[identifier] = last
        self._note("SEG907", "a later state of this record is counted instead", other)

    def settle(self) -> None:
        """Take the records that were held, and match all with what was sent."""
        for saved in self._held.values():
            self._take(saved)
        if self._against is None:
            return
        self.matches, differences = self._against.settle()
        self.differences += differences
        for difference in differences:
            if difference.over is not None:
                self.money.setdefault(difference.currency, _Money()).add_over(difference.over)

    # --- One record --------------------------------------------------------------------------------------

    def _take(self, saved: SavedRecord) -> None:
        record = saved.record
        self.records += 1
        self.problems += len(record.problems)
        if record.common_direction is _INBOUND:
            self.inbound += 1
            return
        before = len(self.differences)
        self._examine(saved)
        if self._against is not None:
            over = _NOTHING
            for difference in self.differences[before:]:
                over = over if difference.over is None else added(over, difference.over)
            self._against.add(saved, over)

    def _examine(self, saved: SavedRecord) -> None:
        """Compare what can be compared of an outbound record."""
        record = saved.record
        if not record.text:
            self.not_auditable["without text"] += 1
            return
        if record.provider == "sendblue":
            self._serve(saved)
            return
        if record.segments == 0 or (record.segments is None and record.outcome is Outcome.PENDING):
            self.not_auditable["not counted by the provider yet"] += 1
            return
        before = len(self.differences)
        compared = self._compare_counts(saved)
        if compared is None:
            return
        own, compared_counts = compared
        compared_money = self._compare_money(saved, own)
        self._finish(saved, before, compared=compared_counts or compared_money)

    def _finish(self, saved: SavedRecord, before: int, *, compared: bool) -> None:
        if not compared:
            self.not_auditable["without segments, encoding or charge"] += 1
            return
        agrees = len(self.differences) == before
        self.audited += 1
        self.agreeing += agrees
        time = time_of(saved.record)
        month = self.months["unknown" if time is None else f"{time.year}-{time.month:02}"]
        month[0] += 1
        month[1] += agrees

    def _compare_counts(self, saved: SavedRecord) -> tuple[int, bool] | None:
        """Compare segments and encoding; return our segments and whether there was something to compare.

        `None` where the text cannot be counted.
        """
        record, yardstick = saved.record, self._yardstick
        if not is_counted(record):
            return 1, False
        try:
            counted = yardstick.count(record)
        except UnencodableError:
            self.not_auditable["with a text that cannot be encoded"] += 1
            return None
        own = yardstick.segments(counted)
        theirs, named = record.segments, record.encoding
        known = named if isinstance(named, Encoding) else None
        if theirs is not None:
            self.segments += theirs
            self.own_segments += own
        segments_differ = theirs is not None and theirs != own
        encoding_differs = known is not None and known is not counted.encoding
        if segments_differ or encoding_differs:
            guesses = suppositions(
                yardstick.text_of(record),
                counted,
                segments=own if theirs is None else theirs,
                encoding=known,
                policy=yardstick.policy_of(record),
                divides=yardstick.divides,
                raw=record.text,
            )
            self.by_reason.update({guess.reason.value for guess in guesses} or ["unexplained"])
            facts: dict[str, Any] = {
                "own_segments": own,
                "own_encoding": counted.encoding.value,
                "reasons": guesses,
            }
            unit = "septet" if counted.encoding is not _UCS2 else "code unit"
            takes = many(counted.units, unit)
            if segments_differ and theirs is not None:
                billed = f"billed as {many(theirs, 'segment')}"
                billed += f" of {known}" if encoding_differs else ""
                of = f"{counted.encoding}, {takes}" if encoding_differs else takes
                facts |= self._worth(record, theirs, own)
                self._note("SEG901", f"{billed}, takes {own:,} ({of})", saved, **facts)
            else:
                words = f"billed as {known}, takes {counted.encoding} ({takes})"
                self._note("SEG902", words, saved, **facts)
        return own, theirs is not None or known is not None

    def _worth(self, record: Record, theirs: int, own: int) -> dict[str, Any]:
        """Return what the difference in segments costs at the price charged, where there is no card."""
        if self._charges is not None or not record.charge or not theirs:
            return {}
        expected = share_of(record.charge, own, theirs)
        over = added(record.charge, expected.copy_negate())
        return {"expected": expected, "over": over, "currency": record.currency}

    # --- Money -------------------------------------------------------------------------------------------

    def _compare_money(self, saved: SavedRecord, own: int) -> bool:
        record, charges = saved.record, self._charges
        charge = record.charge
        if charge is None:
            return False
        bill = None if charges is None else charges.bill(record, own)
        currency = record.currency or (bill.currency if isinstance(bill, Bill) else None)
        totals = self.money.get(currency)
        if totals is None:
            totals = self.money[currency] = _Money()
        totals.charged = added(totals.charged, charge)
        if charges is None or bill is None:
            last = self.differences[-1] if self.differences else None
            if last is not None and last.over is not None and _is_of(last, saved):
                totals.add_over(last.over)
            self._charged_though_failed(saved, None, totals)
            return False
        if isinstance(bill, str):
            self.unpriced[bill] += 1
            self._charged_though_failed(saved, None, totals)
            return False
        if self._charged_though_failed(saved, bill, totals):
            return True
        if record.currency and record.currency != bill.currency:
            words = f"charged in {record.currency}, and the card is in {bill.currency}"
            self._note("SEG903", words, saved, currency=record.currency)
            return True
        self._judge(saved, bill, own, totals)
        return True

    def _charged_though_failed(self, saved: SavedRecord, bill: Bill | None, totals: _Money) -> bool:
        record = saved.record
        if record.outcome not in _DID_NOT_ARRIVE or not record.charge:
            return False
        charge_on = None if bill is None else bill.charge_on
        if charge_on is ChargeOn.ACCEPTED or (
            charge_on is ChargeOn.SENT and record.outcome is Outcome.FAILED
        ):
            return False
        over = record.charge
        currency = record.currency or (bill.currency if bill else None)
        words = f"{record.status or record.outcome}, and charged {over:f}{f' {currency}' if currency else ''}"
        help_words = "" if charge_on else "a card with charge_on says when messages are charged"
        totals.add_over(over)
        self._note("SEG905", words, saved, expected=_NOTHING, over=over, currency=currency, help=help_words)
        return True

    def _judge(self, saved: SavedRecord, bill: Bill, own: int, totals: _Money) -> None:
        record, charges = saved.record, self._charges
        assert charges is not None
        verdict = charges.judge(record, bill)
        if verdict is None or not (verdict.charge_differs or verdict.fees_differ):
            return
        totals.add_over(verdict.over)
        facts: dict[str, Any] = {
            "expected": verdict.expected,
            "over": verdict.over,
            "currency": bill.currency,
        }
        theirs = own if record.segments is None else record.segments
        if verdict.charge_differs:
            other = charges.bill(record, theirs) if theirs != own else bill
            by_their_count = theirs != own and isinstance(other, Bill) and _agrees(charges, record, other)
            if by_their_count and _is_of(self.differences[-1], saved):
                self.differences[-1] = self.differences[-1]._replace(**facts)
            else:
                at = f" for {many(theirs, 'segment')}" if is_counted(record) else ""
                words = f"charged {record.charge:f}{at}, the card says {verdict.expected:f} {bill.currency}"
                self._note("SEG903", words, saved, **facts, help=self._because(record, theirs, verdict.rate))
                return
        if verdict.fees_differ:
            words = f"fees of {record.fees:f}, the card says {verdict.fees:f} {bill.currency}"
            over = _NOTHING if verdict.charge_differs else verdict.over
            self._note("SEG904", words, saved, **facts | {"over": over})

    def _because(self, record: Record, theirs: int, rate: Any) -> str:
        assert self._charges is not None
        charge = record.charge
        assert charge is not None
        words = [each_words(charge, theirs, rate)]
        other = next((row for row in self._charges.other_rows(record, theirs) if row is not rate), None)
        if other is not None:
            words.append(f"{other.described} has that price")
        return "; ".join(words)

    # --- iMessage or SMS ---------------------------------------------------------------------------------

    def _serve(self, saved: SavedRecord) -> None:
        """Count a message as the SMS that it is or might be: the provider reports no segments, no price."""
        record = saved.record
        name = str(record.channel or "unknown")
        counts, costs = self.services[name], self.costs[name]
        before = len(self.differences)
        try:
            own = self._yardstick.segments(self._yardstick.count(record))
        except UnencodableError:
            self.not_auditable["with a text that cannot be encoded"] += 1
            return
        counts["messages"] += 1
        counts["segments"] += own
        if record.was_downgraded:
            counts["downgraded"] += 1
            if record.common_channel is Channel.IMESSAGE:
                words = "downgraded to SMS, and the service is still iMessage"
                self._note("SEG907", words, saved, own_segments=own)
        if self._charges is not None:
            bill = self._charges.bill(record, own, _SMS)
            if isinstance(bill, str):
                counts["unpriced"] += 1
                self.unpriced[bill] += 1
            else:
                price = added(bill.likely.price, bill.likely.fees)
                costs[bill.currency] = added(costs.get(bill.currency, _NOTHING), price)
        compared = record.channel is not None or record.was_downgraded is not None
        self._finish(saved, before, compared=compared)

    # --- The end -----------------------------------------------------------------------------------------

    def _note(self, rule: str, message: str, saved: SavedRecord, **facts: Any) -> None:
        record = saved.record
        known: dict[str, Any] = {name: getattr(record, name) for name in _KEPT}
        known |= {
            "id": record.id or "",
            "path": saved.path,
            "line": saved.line,
            "time": time_of(record),
            "status": record.status and str(record.status),
            "encoding": record.encoding and str(record.encoding),
        }
        self.differences.append(Difference(rule, message, **known | facts))

    def audit(self, profile: str, files: tuple[str, ...], broken: tuple[BrokenFile, ...]) -> Audit:
        """Return the result."""
        by_rule = Counter(difference.rule for difference in self.differences)
        estimated = self._charges is None
        return Audit(
            provider=self._provider,
            profile=profile,
            files=files,
            records=self.records,
            duplicates=self.duplicates,
            inbound=self.inbound,
            not_auditable=dict(sorted(self.not_auditable.items())),
            audited=self.audited,
            agreeing=self.agreeing,
            segments=self.segments,
            own_segments=self.own_segments,
            by_rule=dict(sorted(by_rule.items())),
            by_reason=dict(sorted(self.by_reason.items(), key=lambda item: (-item[1], item[0]))),
            unpriced=dict(sorted(self.unpriced.items(), key=lambda item: (-item[1], item[0]))),
            money=tuple(
                MoneyTotals(currency, sums.charged, sums.over, sums.under, estimated)
                for currency, sums in sorted(self.money.items(), key=lambda item: item[0] or "")
            ),
            months=tuple(MonthTotals(month, *counts) for month, counts in sorted(self.months.items())),
            services=tuple(
                ServiceTotals(
                    service=name,
                    **{field: counts[field] for field in ("messages", "downgraded", "segments", "unpriced")},
                    costs=dict(sorted(self.costs[name].items())),
                )
                for name, counts in sorted(self.services.items())
            ),
            problems=self.problems,
            against=self.matches,
            differences=tuple(sorted(self.differences, key=_worst_first)),
            broken=broken,
        )


def _is_of(difference: Difference, saved: SavedRecord) -> bool:
    """Return whether a difference is about the segments of a record."""
    return difference.rule == "SEG901" and (difference.id, difference.path, difference.line) == (
        saved.record.id or "",
        saved.path,
        saved.line,
    )


def _agrees(charges: Charges, record: Record, bill: Bill) -> bool:
    verdict = charges.judge(record, bill)
    return verdict is not None and not verdict.charge_differs


def _content(record: Record) -> tuple[object, ...]:
    """Return everything an audit looks at, to distinguish two states of a record."""
    return (
        record.id,
        record.segments,
        record.charge,
        record.fees,
        record.text,
        record.status and record.status[:],  # text: a member's own hash is Python code
        record.encoding and record.encoding[:],
        record.recipient,
        record.was_downgraded,
        record.updated,
    )


def _state(saved: SavedRecord) -> tuple[str, ...]:
    """Return the key that sorts the states of a record: the one changed last comes last."""
    record = saved.record
    time = record.updated or record.delivered or record.sent or record.created
    return ("" if time is None else time.isoformat(), *map(str, _content(record)))


def _worst_first(difference: Difference) -> tuple[Any, ...]:
    rank = list(Severity).index(RULES[difference.rule].severity)
    money = _NOTHING if difference.over is None else difference.over.copy_abs().copy_negate()
    counts = difference.segments, difference.own_segments
    gap = 0 if counts[0] is None or counts[1] is None else abs(counts[0] - counts[1])
    return (money, rank, -gap, difference.rule, difference.id, difference.path, difference.line)
