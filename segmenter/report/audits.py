"""Audits as text for people, as an object for programs, and their differences as rows of FOCUS.

Shows what the audit has found; nothing is compared here.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final

from ..audit.charges import added
from ..audit.reasons import REASON_WORDS, Reason
from ..channels.rules import RULES
from ..core.results import plain
from ..errors import many
from .counts import segment_words
from .csv_format import csv_rows
from .display import paint
from .kit import SEVERITY_COLOURS, columns_of, heading, prose, shortened
from .prices import amount_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..audit.against import MatchTotals
    from ..audit.audits import Audit, ServiceTotals
    from ..audit.differences import Difference
    from .display import Screen

__all__ = [
    "FOCUS_VERSION",
    "audit_csv",
    "audit_text",
    "headline",
    "match_words",
    "meaning",
    "money_rows",
    "month_rows",
    "notes",
    "part_words",
    "place_words",
    "rule_rows",
    "service_rows",
]

_MOST_WORST = 10
_LONGEST = 300  # characters of one sentence, which may quote what a provider wrote
FOCUS_VERSION: Final = "1.2"
"""Of the FinOps Open Cost and Usage Specification, whose names the columns of the CSV have."""


# --- The words, for text and page -------------------------------------------------------------------------


def headline(audit: Audit) -> str:
    """Return the result of the audit in one line."""
    if not audit.audited:
        return f"{audit.provider}: nothing to compare in {many(audit.records, 'record')}"
    agree = "all agree" if audit.agreeing == audit.audited else f"{audit.agreeing:,} agree"
    part = "" if audit.agreeing == audit.audited else f" ({part_words(audit.agreeing, audit.audited)})"
    compared = f"{many(audit.audited, 'record')} compared"
    return f"{audit.provider}: {compared}, {agree}{part}"


def part_words(some: int, of: int) -> str:
    """Return a share in per cent: 100.0% only for all of them, and 0.0% only for none.

    >>> part_words(1, 3), part_words(99_999, 100_000), part_words(3, 3), part_words(1, 10**6)
    ('33.3%', '<100%', '100.0%', '>0%')
    """
    shown = f"{some / of:.1%}"
    if shown == "100.0%" and some < of:
        return "<100%"
    return ">0%" if shown == "0.0%" and some else shown


def notes(audit: Audit) -> Iterator[str]:
    """Yield further notes about the audit as a whole."""
    if audit.segments or audit.own_segments:
        billed = f"{segment_words(audit.segments)} billed, {audit.own_segments:,} by our count"
        yield f"{billed} (profile {audit.profile})"
    others = [many(audit.inbound, "inbound record")] if audit.inbound else []
    others += [f"{number:,} {reason}" for reason, number in audit.not_auditable.items()]
    if others:
        yield f"not compared: {', '.join(others)}"
    if audit.duplicates:
        yield f"{many(audit.duplicates, 'record is', 'records are')} there twice, and counted once"
    for reason, records in list(audit.unpriced.items())[:3]:
        yield f"without a price by the card: {records:,} ({reason})"
    if audit.problems:
        yield f"{many(audit.problems, 'value is', 'values are')} not as the provider documents"


def match_words(totals: MatchTotals) -> Iterator[str]:
    """Yield how the records match what was sent; counts of zero are left out."""
    yield f"{many(totals.rows, 'row')} and {many(totals.records, 'record')}"
    by = "id" if totals.by_identifier else "recipient, text and time"
    yield f"{totals.matched:,} matched by {by}"
    numbers = (
        (totals.different, "different"),
        (totals.not_sent, "billed and not sent"),
        (totals.billed_twice, "billed twice"),
        (totals.not_billed, "sent and not billed"),
        (totals.repeated, "repeated in the rows"),
    )
    yield from (f"{number:,} {words}" for number, words in numbers if number)
    if totals.unused:
        yield f"{many(totals.unused, 'row')} not used"
    if totals.ambiguous_records or totals.ambiguous_rows:
        records, rows = totals.ambiguous_records, totals.ambiguous_rows
        yield f"ambiguous: {many(records, 'record')} and {many(rows, 'row')}"


def rule_rows(audit: Audit) -> Iterator[tuple[str, str, str]]:
    """Yield code, number and meaning of each rule that something breaks, the most frequent first."""
    for code, number in sorted(audit.by_rule.items(), key=lambda item: (-item[1], item[0])):
        yield code, f"{number:,}", RULES[code].summary


def money_rows(audit: Audit) -> Iterator[tuple[str, str, str, str]]:
    """Yield currency, charged, over and under."""
    for money in audit.money:
        charged, over, under = (
            amount_words(amount, None) for amount in (money.charged, money.over, money.under)
        )
        yield money.currency or "?", charged, over, under


def meaning(reason: str) -> str:
    """Return what a way of counting means."""
    return REASON_WORDS[Reason(reason)] if reason != "unexplained" else "no way that was tried"


def month_rows(audit: Audit) -> Iterator[tuple[str, str, str, str]]:
    """Yield month, records compared, records that agree, and their share."""
    for month in audit.months:
        numbers = f"{month.audited:,}", f"{month.agreeing:,}"
        yield month.month, *numbers, part_words(month.agreeing, month.audited)


def service_rows(audit: Audit) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield service, messages, downgraded, segments as SMS, and their cost by the card."""
    for service in audit.services:
        messages, downgraded, segments = (
            f"{number:,}" for number in (service.messages, service.downgraded, service.segments)
        )
        yield service.service, messages, downgraded, segments, _costs(service)


def _costs(service: ServiceTotals) -> str:
    return " and ".join(amount_words(amount, currency) for currency, amount in service.costs.items())


# --- Text -------------------------------------------------------------------------------------------------


def audit_text(audit: Audit, screen: Screen, *, by_month: bool = False) -> str:
    """Return an audit in lines that fit the screen.

    Args:
        audit: what is shown.
        screen: where.
        by_month: whether the accuracy of each month is shown.
    """
    return "\n".join(_lines(audit, screen, by_month=by_month)) + "\n"


def _lines(audit: Audit, screen: Screen, *, by_month: bool) -> Iterator[str]:
    yield from heading(headline(audit), screen)
    for note in notes(audit):
        yield from prose(shortened(note, screen, most=_LONGEST), screen)
    if audit.against is not None:
        yield from prose(f"{audit.against.file}: {', '.join(match_words(audit.against))}", screen)
    yield from _money_lines(audit, screen)
    if audit.services:
        heads = ("service", "messages", "downgraded", "as SMS", "cost as SMS")
        yield from _table([heads, *service_rows(audit)], screen)
    if audit.by_rule:
        yield ""
        yield paint("what differs", "bold", screen)
        for code, number, summary in rule_rows(audit):
            yield from prose(f"{number:>8}  {code}  {summary}", screen, rest=18)
    if audit.by_reason:
        yield ""
        yield paint("ways to count that give the provider's numbers", "bold", screen)
        for reason, explained in list(audit.by_reason.items())[:_MOST_WORST]:
            yield from prose(f"{explained:>8,}  {reason}: {meaning(reason)}", screen, rest=10)
    if by_month and audit.months:
        yield from _table([("month", "compared", "agree", "accuracy"), *month_rows(audit)], screen)
    yield from _worst_lines(audit, screen)


def _money_lines(audit: Audit, screen: Screen) -> Iterator[str]:
    for totals in audit.money:
        words = f"charged {amount_words(totals.charged, totals.currency)}"
        unsent = _charged_unsent(audit, totals.currency)
        about = "by its segments " if totals.estimated else ""
        differs = []
        if totals.over and totals.over == unsent:
            much = amount_words(totals.over, totals.currency)
            differs.append(f"{much} too much, for messages that were not sent, or billed twice")
        elif totals.over:
            differs.append(f"{about}{amount_words(totals.over, totals.currency)} too much")
            if unsent:
                part = amount_words(unsent, totals.currency)
                differs[0] += f" ({part} of it for messages that were not sent, or billed twice)"
        if totals.under:
            differs.append(f"{about}{amount_words(totals.under, totals.currency)} too little")
        yield from prose(", ".join([words, *differs]), screen, colour="red" if differs else "")


def _charged_unsent(audit: Audit, currency: str | None) -> Decimal:
    """Return what was charged in a currency for records that bill no message, or one billed already."""
    charges = (
        difference.over
        for difference in audit.differences
        if difference.rule in ("SEG911", "SEG914") and difference.currency == currency
    )
    return reduce(added, filter(None, charges), Decimal(0))


def _table(rows: list[tuple[str, ...]], screen: Screen) -> Iterator[str]:
    yield ""
    first, *others = columns_of(rows)
    yield paint(first, "bold", screen)
    yield from others


def _worst_lines(audit: Audit, screen: Screen) -> Iterator[str]:
    listed = audit.differences[:_MOST_WORST]  # the costliest first, then the gravest
    if not listed:
        return
    yield ""
    more = len(audit.differences) - len(listed)
    yield paint("the worst" if more else "differences", "bold", screen)
    for difference in listed:
        yield from _difference_lines(difference, screen)
    if more:
        yield from prose(f"and {more:,} more: --format csv lists all", screen)


def place_words(difference: Difference) -> str:
    """Return the file and line of a difference."""
    return f"{difference.path}:{difference.line}" if difference.line else difference.path


def _difference_lines(difference: Difference, screen: Screen) -> Iterator[str]:
    """Yield a difference with its place and a possible explanation."""
    name = " ".join(filter(None, (place_words(difference), difference.id)))
    severity = difference.severity
    words = f"{severity} {difference.rule} {shortened(difference.message, screen, most=_LONGEST)}"
    yield from prose(shortened(name, screen, most=_LONGEST), screen, colour="faint") if name else ()
    yield from prose(words, screen, first=2, rest=4, colour=SEVERITY_COLOURS[severity], head=severity)
    if difference.explanation:
        yield from prose(shortened(difference.explanation, screen, most=_LONGEST), screen, first=4, rest=6)


# --- FOCUS ------------------------------------------------------------------------------------------------

_NO_TIME = timedelta()
_COLUMNS: Final[dict[str, Callable[[Difference, str], object]]] = {
    "BilledCost": lambda it, _: plain(it.charge),
    "BillingAccountId": lambda it, _: it.account,
    "BillingAccountName": lambda *_: None,
    "BillingCurrency": lambda it, _: it.currency,
    "BillingPeriodEnd": lambda it, _: _period(it.time)[1],
    "BillingPeriodStart": lambda it, _: _period(it.time)[0],
    "ChargeCategory": lambda *_: "Usage",
    "ChargeClass": lambda *_: None,
    "ChargeDescription": lambda _, provider: f"{provider} message",
    "ChargeFrequency": lambda *_: "Usage-Based",
    "ChargePeriodEnd": lambda it, _: _moment(it.time, timedelta(seconds=1)),
    "ChargePeriodStart": lambda it, _: _moment(it.time),
    "ConsumedQuantity": lambda it, _: it.segments,
    "ConsumedUnit": lambda it, _: None if it.segments is None else "Segments",
    "ContractedCost": lambda it, _: plain(it.charge if it.expected is None else it.expected),
    "EffectiveCost": lambda it, _: plain(it.charge),
    "InvoiceIssuerName": lambda _, provider: provider,
    "ListCost": lambda it, _: plain(it.charge),
    "PricingQuantity": lambda it, _: it.segments,
    "PricingUnit": lambda it, _: None if it.segments is None else "Segments",
    "ProviderName": lambda _, provider: provider,
    "PublisherName": lambda _, provider: provider,
    "ResourceId": lambda it, _: it.id,
    "ResourceType": lambda *_: "Message",
    "ServiceCategory": lambda *_: "Mobile",
    "ServiceName": lambda _, provider: f"{provider} Messaging",
    "x_Rule": lambda it, _: it.rule,
    "x_Severity": lambda it, _: it.severity,
    "x_Message": lambda it, _: it.message,
    "x_Explanation": lambda it, _: it.explanation,
    "x_Reasons": lambda it, _: " ".join(supposition.reason.value for supposition in it.reasons),
    "x_OwnSegments": lambda it, _: it.own_segments,
    "x_Encoding": lambda it, _: it.encoding,
    "x_OwnEncoding": lambda it, _: it.own_encoding,
    "x_ExpectedCost": lambda it, _: plain(it.expected),
    "x_OverchargedCost": lambda it, _: plain(it.over),
    "x_CarrierFees": lambda it, _: plain(it.fees),
    "x_Recipient": lambda it, _: it.recipient,
    "x_Status": lambda it, _: it.status,
    "x_Place": lambda it, _: place_words(it),
    "x_FocusVersion": lambda *_: FOCUS_VERSION,
}
"""Each column's cell, made of a difference and the name of the provider that bills it."""


def audit_csv(audit: Audit, *, safe: bool = False) -> Iterator[str]:
    """Yield a row for each difference, its columns named as FOCUS 1.2 does; ours begin with ``x_``.

    Each row is one difference, so a record with two differences has two rows: add up ``x_OverchargedCost``,
    not ``BilledCost``.

    Args:
        audit: whose differences.
        safe: put an apostrophe before texts that a spreadsheet would run as a formula.

    Source: FinOps Open Cost and Usage Specification 1.2, its columns and their formats.
    """
    provider = audit.provider.title()
    rows = (
        {name: cell(difference, provider) for name, cell in _COLUMNS.items()}
        for difference in audit.differences
    )
    return csv_rows([*_COLUMNS], rows, safe=safe)


def _moment(time: datetime | None, later: timedelta = _NO_TIME) -> str | None:
    """Return a time as FOCUS has it: UTC, to the second; `None` where it has none."""
    if time is None:
        return None
    try:
        utc = time.astimezone(UTC) + later
    except OverflowError:  # before the year 1, or after 9999
        return None
    return f"{utc.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _period(time: datetime | None) -> tuple[str | None, str | None]:
    """Return the first moment of a time's month, and that of the next."""
    if time is None:
        return None, None
    start = time.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return _moment(start), _moment(start, timedelta(days=monthrange(start.year, start.month)[1]))
