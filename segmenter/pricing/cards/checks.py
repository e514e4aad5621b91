"""Checks: what in a rate card contradicts itself or leaves something open, before a price is asked for.

A line here knows rows, their keys and days; which row applies to a message is not known, nor how a problem
is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ...channels.findings import Finding, Location, Severity
from ...channels.rules import RULES
from ...core.results import plain, plain_fields, result
from ..errors import RateError
from .layouts import CardLayout
from .loading import CardNote, paused_collector, read_rates
from .numbering import CALLING_CODES, MOBILE_COUNTRY_CODES, countries_of_prefix
from .rates import Per, Rate

if TYPE_CHECKING:
    import os

__all__ = ["Check", "Summary", "check", "problems", "summary"]

_A_DAY = timedelta(days=1)
_NO_LAYOUT = CardLayout()
_KEPT = 1_000  # wrong cells of a file that are kept: a file of another kind has as many as it has rows


class Summary(NamedTuple):
    """What a rate card covers.

    Attributes:
        rows: how many there are.
        rejected: how many of them say that messages are rejected.
        channels: the channels named, in order of the alphabet; an empty word for rows of any channel.
        countries: likewise.
        currencies: likewise.
        first: the first day of any row; `None` where one has no start date.
        last: the last day of any row; `None` where one has no end date.
    """

    rows: int
    rejected: int
    channels: tuple[str, ...]
    countries: tuple[str, ...]
    currencies: tuple[str, ...]
    first: date | None
    last: date | None


@result
class Check(NamedTuple):
    """The result of checking a file.

    Attributes:
        path: of the file.
        summary: of its valid rows.
        findings: in it, in its order.
    """

    path: str
    summary: Summary
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return what the card covers and what is wrong in it, as ``segmenter rates check`` prints it."""
        summary = self.summary
        return {
            "path": self.path,
            **plain_fields(summary, "rows", "rejected"),
            "channels": [channel or None for channel in summary.channels],
            "countries": [country or None for country in summary.countries],
            "currencies": [*summary.currencies],
            "valid_from": plain(summary.first),
            "valid_to": plain(summary.last),
            "problems": [
                {
                    "rule": finding.rule,
                    "kind": finding.name.removeprefix("rate-"),
                    "severity": finding.severity.value,
                    "message": finding.message,
                    "places": [*map(str, finding.locations)],
                    "column": finding.field or None,
                }
                for finding in self.findings
            ],
        }

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        words = dict.fromkeys(("rule", "kind", "severity", "message"), str)
        return {
            "path": str,
            "rows": int,
            "rejected": int,
            "channels": [str | None],
            "countries": [str | None],
            "currencies": [str],
            "valid_from": date | None,
            "valid_to": date | None,
            "problems": [words | {"places": [str], "column": str | None}],
        }


def check(path: str | os.PathLike[str], *, layout: CardLayout = _NO_LAYOUT) -> Check:
    """Check a file: all its wrong cells, and what is wrong between its rows.

    Args:
        path: as for `loading.load`.
        layout: as for `loading.load`.

    Raises:
        UnreadableFileError: the system will not read the file.
        UndecodableFileError: it is not UTF-8.
    """
    with paused_collector():
        return _checked(path, layout)


def _checked(path: str | os.PathLike[str], layout: CardLayout) -> Check:
    rates: list[Rate] = []
    findings: list[Finding] = []
    wrong = 0
    try:
        for row in read_rates(path, layout=layout):
            if isinstance(row, Rate):
                rates.append(row)
            elif isinstance(row, CardNote):
                findings += [_odd(row)] if len(findings) < _KEPT else []
            else:
                wrong += 1
                findings += [_wrong(row, "SEG802")] if wrong <= _KEPT else []
    except RateError as error:
        findings.append(_wrong(error, "SEG801"))
    if wrong > _KEPT:
        message = f"{path}: {wrong - _KEPT:,} more cells are wrong; put these right first"
        findings.append(Finding("SEG802", Severity.ERROR, "", message, locations=(Location(str(path)),)))
    return Check(str(path), summary(rates), (*findings, *problems(rates)))


def _wrong(error: RateError, rule: str) -> Finding:
    location = Location(error.path, error.line or 0)
    return Finding(rule, Severity.ERROR, error.column, str(error), locations=(location,))


def _odd(note: CardNote) -> Finding:
    severity = RULES["SEG809"].severity if note.doubtful else Severity.INFO
    return Finding("SEG809", severity, "", str(note), locations=(Location(note.place),))


def summary(rates: Sequence[Rate]) -> Summary:
    """Return what rows cover.

    >>> summary([Rate(price=None, currency="EUR", country="GB")]).countries
    ('GB',)
    """
    starts = [rate.valid_from for rate in rates]
    ends = [rate.valid_to for rate in rates]
    return Summary(
        len(rates),
        sum(rate.price is None for rate in rates),
        tuple(sorted({str(rate.channel or "") for rate in rates})),
        tuple(sorted({rate.country or "" for rate in rates})),
        tuple(sorted({rate.currency for rate in rates})),
        None if None in starts else min(filter(None, starts), default=None),
        None if None in ends else max(filter(None, ends), default=None),
    )


def problems(rates: Sequence[Rate]) -> tuple[Finding, ...]:
    """Return what is wrong between rows, in their order.

    Rows of the same keys and tier that are valid on the same day are an error: either may be the price. These
    are warnings: a day between two such rows on which neither is valid; tiers of which none begins at 0;
    prices of the same messages in several currencies on the same days, which cannot be compared; a network or
    a prefix of another country than the row's; a network code without a country code.

    >>> rows = [Rate(price=n, currency="EUR", country="GB", path="a.csv", line=n) for n in (2, 7)]
    >>> print(problems(rows)[0].message)
    a.csv:2 and a.csv:7 have the same keys (country GB) and always both apply; remove one or date them apart
    """
    checks = (_of_days, _of_tiers, _of_currencies, _of_networks, _of_prefixes)
    found = chain.from_iterable(check(rates) for check in checks)
    return tuple(finding for _, finding in sorted(found, key=itemgetter(0)))


_Found = Iterator[tuple[int, Finding]]
"""Findings, each with the place in the card of the row it belongs to."""


def _family(rate: Rate) -> str:
    """Return what a row competes with: prices per segment and per message are each other's alternative."""
    return Per.MESSAGE if rate.per is Per.SEGMENT else rate.per


# Days


def _of_days(rates: Sequence[Rate]) -> _Found:
    first: dict[Hashable, int] = {}
    several: dict[Hashable, list[int]] = {}
    for index, rate in enumerate(rates):
        key = (*rate.keys, rate.tier_from, _family(rate))
        known = first.setdefault(key, index)
        if known != index:
            several.setdefault(key, [known]).append(index)
    for indexes in several.values():
        yield from _of_days_of(rates, sorted(indexes, key=lambda index: rates[index].valid_from or date.min))


def _of_days_of(rates: Sequence[Rate], indexes: list[int]) -> _Found:
    """Find where rows of the same keys overlap, and where they leave days out."""
    longest, *others = indexes  # the row valid longest of those that began before
    overlaps: list[tuple[int, int]] = []
    for index in others:
        last, begins = rates[longest].valid_to, rates[index].valid_from or date.min
        if last is None or begins <= last:
            overlaps.append((longest, index))
        elif begins - last > _A_DAY:
            yield max(longest, index), _gap(rates[longest], rates[index])
        if last is not None and (rates[index].valid_to or date.max) > last:
            longest = index
    if overlaps:
        one, other = sorted(overlaps[0])
        yield other, _overlap(rates[one], rates[other], more=len(overlaps) - 1)


def _overlap(first: Rate, second: Rate, *, more: int) -> Finding:
    begins = max(filter(None, (first.valid_from, second.valid_from)), default=None)
    ends = min(filter(None, (first.valid_to, second.valid_to)), default=None)
    same = " at the same price" if (first.price, first.fee) == (second.price, second.fee) else ""
    apply = f"both apply {_days(begins, ends)}" if begins or ends else "always both apply"
    message = f"{first.place} and {second.place} have the same keys ({_keys(first)}) and {apply}{same}"
    message += "; remove one or date them apart"
    if more:
        message += f" ({more:,} more of these keys overlap)"
    # Of rows per session or month both are listed: no price is in doubt, but one may be owed twice.
    severity = Severity.ERROR if _family(first) == Per.MESSAGE else Severity.WARNING
    return _finding("SEG803", message, first, second)._replace(severity=severity)


def _gap(before: Rate, after: Rate) -> Finding:
    begins = before.valid_to and before.valid_to + _A_DAY
    ends = after.valid_from and after.valid_from - _A_DAY
    message = f"{_keys(before)} has no row {_days(begins, ends)}, between {before.place} and {after.place}"
    return _finding("SEG804", f"{message}; lengthen one of them", before, after)


def _days(begins: date | None, ends: date | None) -> str:
    if begins == ends and begins is not None:
        return f"on {begins}"
    if begins is None:
        return f"until {ends}"
    return f"from {begins} to {ends}" if ends else f"from {begins}"


def _keys(rate: Rate) -> str:
    tier = f", from a volume of {rate.tier_from:,}" if rate.tier_from else ""
    return f"{rate.keys_text}{tier}"


# Tiers


def _of_tiers(rates: Sequence[Rate]) -> _Found:
    lowest: dict[Hashable, int] = {}
    for index, rate in enumerate(rates) if any(rate.tier_from for rate in rates) else ():
        first = lowest.setdefault((*rate.keys, _family(rate)), index)
        if rate.tier_from < rates[first].tier_from:
            lowest[*rate.keys, _family(rate)] = index
    for index in lowest.values():
        rate = rates[index]
        if rate.tier_from:
            message = f"{rate.keys_text} has no row from a volume of 0: the lowest, {rate.place}, begins at"
            message += f" {rate.tier_from:,}; add the row before it"
            yield index, _finding("SEG805", message, rate)


# Currencies


def _of_currencies(rates: Sequence[Rate]) -> _Found:
    # Of the rows of a group in one currency: the place of the first, and the first and last day of any.
    groups: dict[Hashable, dict[str, tuple[int, date, date]]] = defaultdict(dict)
    for index, rate in enumerate(rates):
        if rate.price is not None and _family(rate) == Per.MESSAGE:
            days = groups[rate.channel, rate.country, rate.number_type, rate.category]
            starts, ends = rate.valid_from or date.min, rate.valid_to or date.max
            place, first, last = days.get(rate.currency, (index, starts, ends))
            days[rate.currency] = place, min(first, starts), max(last, ends)
    for days in groups.values():
        (place, first, last), *others = sorted(days.values())
        for other, starts, ends in others:
            if starts <= last and first <= ends:
                one, two = rates[place], rates[other]
                message = f"{one.place} is in {one.currency} and {two.place} in {two.currency}, for the same"
                message += " messages where the network is not known; give both in one currency"
                yield other, _finding("SEG806", message, one, two)
                break


# Networks and prefixes


def _of_networks(rates: Sequence[Rate]) -> _Found:
    def problem(rate: Rate) -> str:
        if rate.mnc is not None and rate.mcc is None:
            return "an mnc without an mcc is a network of every country; add the mcc"
        countries = MOBILE_COUNTRY_CODES.get(rate.mcc or "")
        if not countries or rate.country in (None, *countries):
            return ""
        return f"mcc {rate.mcc} is of {', '.join(countries)}, not of {rate.country}"

    return _each_once(rates, problem, "SEG807")


def _of_prefixes(rates: Sequence[Rate]) -> _Found:
    prefixes: dict[str, set[str]] = defaultdict(set)
    for rate in rates:
        if rate.prefix and rate.country:
            prefixes[rate.country].add(rate.prefix)

    @cache
    def problem_of(prefix: str, country: str) -> str:
        countries = countries_of_prefix(prefix) or (country,)
        if country not in countries:
            return f"numbers of this prefix are of {_few(countries)}, not of {country}"
        others = [other for other in CALLING_CODES.get(prefix, ()) if other != country]
        if any(prefix in prefixes[other] for other in others):
            return ""  # the prefix does not decide on the country then
        others = [other for other in others if not any(own.startswith(prefix) for own in prefixes[other])]
        problem = f"prefix {prefix} is of {_few(others)} too, whose numbers are taken for {country}"
        return f"{problem}; add rows of theirs with longer prefixes" if others else ""

    def problem(rate: Rate) -> str:
        return problem_of(rate.prefix, rate.country) if rate.prefix and rate.country else ""

    return _each_once(rates, problem, "SEG808")


def _few(countries: Sequence[str]) -> str:
    return ", ".join(countries[:4]) + (" …" if len(countries) > 4 else "")


def _each_once(rates: Sequence[Rate], problem: Callable[[Rate], str], rule: str) -> _Found:
    """Yield each problem of single rows once, at the first row that has it."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, rate in enumerate(rates):
        rows[problem(rate)].append(index)
    rows.pop("", None)
    for message, (index, *others) in rows.items():
        more = f" ({len(others):,} more row{'s' * (len(others) != 1)})" if others else ""
        rate = rates[index]
        yield index, _finding(rule, f"{rate.place}: {message}{more}", rate)


def _finding(rule: str, message: str, *rows: Rate) -> Finding:
    locations = tuple(Location(rate.path, rate.line) for rate in rows if rate.path)
    return Finding(rule, RULES[rule].severity, "", message, locations=locations)
