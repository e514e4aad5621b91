"""Checks: what in a rate card contradicts itself or leaves something open, before a price is asked for.

A line here knows rows, their keys and days; which row applies to a message is not known, nor how a problem
is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
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
        first: the first day of any row; `None` where one is valid since ever.
        last: the last day of any row; `None` where one is valid for good.
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
    """What came of the check of a file.

    Attributes:
        path: of the file.
        summary: of its rows that are right.
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
    found: list[Finding] = []
    wrong = 0
    try:
        for row in read_rates(path, layout=layout):
            if isinstance(row, Rate):
                rates.append(row)
                continue
            if isinstance(row, CardNote):
                if len(found) < _KEPT:
                    found.append(_odd(row))
                continue
            wrong += 1
            if wrong <= _KEPT:
                found.append(_wrong(row, "SEG802"))
    except RateError as error:
        found.append(_wrong(error, "SEG801"))
    if wrong > _KEPT:
        said = f"{path}: {wrong - _KEPT:,} more cells are wrong; put these right first"
        found.append(Finding("SEG802", Severity.ERROR, "", said, locations=(Location(str(path)),)))
    return Check(str(path), summary(rates), (*found, *problems(rates)))


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
    first: date | None = None
    last: date | None = None
    if rates and all(rate.valid_from for rate in rates):
        first = min(rate.valid_from for rate in rates if rate.valid_from)
    if rates and all(rate.valid_to for rate in rates):
        last = max(rate.valid_to for rate in rates if rate.valid_to)
    return Summary(
        len(rates),
        sum(rate.price is None for rate in rates),
        tuple(sorted({str(rate.channel or "") for rate in rates})),
        tuple(sorted({rate.country or "" for rate in rates})),
        tuple(sorted({rate.currency for rate in rates})),
        first,
        last,
    )


def problems(rates: Sequence[Rate]) -> tuple[Finding, ...]:
    """Return what is wrong between rows, in their order.

    Rows of the same keys and tier that are valid on the same day are an error, for no price can be told. Of
    the others these are warnings: a day between two such rows on which neither is valid; tiers of which none
    begins at 0; prices of the same messages in several currencies on the same days, which cannot be
    compared; a network or a prefix that is not its row's country's; a network code without a country code.

    >>> rows = [Rate(price=n, currency="EUR", country="GB", path="a.csv", line=n) for n in (2, 7)]
    >>> print(problems(rows)[0].message)
    a.csv:2 and a.csv:7 have the same keys (country GB) and always both apply; remove one or date them apart
    """
    found: list[tuple[int, Finding]] = []
    for search in (_of_days, _of_tiers, _of_currencies, _of_networks, _of_prefixes):
        found += search(rates)
    return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


_Found = Iterator[tuple[int, Finding]]


def _family(rate: Rate) -> str:
    """Return what a row competes with: prices per segment and per message are each other's alternative."""
    return Per.MESSAGE if rate.per is Per.SEGMENT else rate.per


# Days


def _of_days(rates: Sequence[Rate]) -> _Found:
    first: dict[Hashable, int] = {}
    several: dict[Hashable, list[int]] = {}
    for index, rate in enumerate(rates):
        key = (*rate.keys, rate.tier_from, _family(rate))
        one = first.setdefault(key, index)
        if one != index:
            several.setdefault(key, [one]).append(index)
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


def _overlap(one: Rate, other: Rate, *, more: int) -> Finding:
    begins = max(filter(None, (one.valid_from, other.valid_from)), default=None)
    ends = min(filter(None, (one.valid_to, other.valid_to)), default=None)
    same = " at the same price" if (one.price, one.fee) == (other.price, other.fee) else ""
    apply = f"both apply {_days(begins, ends)}" if begins or ends else "always both apply"
    said = f"{one.place} and {other.place} have the same keys ({_keys(one)}) and {apply}{same}"
    said += "; remove one or date them apart"
    if more:
        said += f" ({more:,} more of these keys overlap)"
    # Of rows per session or month both are listed: no price is in doubt, but one may be owed twice.
    severity = Severity.ERROR if _family(one) == Per.MESSAGE else Severity.WARNING
    return _finding("SEG803", said, one, other)._replace(severity=severity)


def _gap(one: Rate, other: Rate) -> Finding:
    begins = one.valid_to and one.valid_to + _A_DAY
    ends = other.valid_from and other.valid_from - _A_DAY
    said = f"{_keys(one)} has no row {_days(begins, ends)}, between {one.place} and {other.place}"
    return _finding("SEG804", f"{said}; lengthen one of them", one, other)


def _days(begins: date | None, ends: date | None) -> str:
    if begins == ends and begins is not None:
        return f"on {begins}"
    said = [f"from {begins}"] if begins else []
    said += [f"to {ends}" if begins else f"until {ends}"] if ends else []
    return " ".join(said)


def _keys(rate: Rate) -> str:
    tier = f", from a volume of {rate.tier_from:,}" if rate.tier_from else ""
    return f"{rate.keys_text}{tier}"


# Tiers


def _of_tiers(rates: Sequence[Rate]) -> _Found:
    lowest: dict[Hashable, int] = {}
    for index, rate in enumerate(rates):
        if rate.tier_from:
            one = lowest.setdefault((*rate.keys, _family(rate)), index)
            if rate.tier_from < rates[one].tier_from:
                lowest[*rate.keys, _family(rate)] = index
    if lowest:
        begun = {(*rate.keys, _family(rate)) for rate in rates if not rate.tier_from}
        for key, index in lowest.items():
            if key not in begun:
                rate = rates[index]
                said = f"{rate.keys_text} has no row from a volume of 0: the lowest, {rate.place}, begins at"
                said += f" {rate.tier_from:,}; add the row before it"
                yield index, _finding("SEG805", said, rate)


# Currencies


class _Span(NamedTuple):
    """The days of rows of one currency, and the place of the first of them in the card."""

    place: int
    begins: date
    ends: date


def _of_currencies(rates: Sequence[Rate]) -> _Found:
    spans: dict[Hashable, dict[str, _Span]] = defaultdict(dict)
    for index, rate in enumerate(rates):
        if rate.price is not None and _family(rate) == Per.MESSAGE:
            group = spans[rate.channel, rate.country, rate.number_type, rate.category]
            begins, ends = rate.valid_from or date.min, rate.valid_to or date.max
            span = group.get(rate.currency)
            if span is None:
                group[rate.currency] = _Span(index, begins, ends)
            elif begins < span.begins or ends > span.ends:
                group[rate.currency] = _Span(span.place, min(begins, span.begins), max(ends, span.ends))
    for group in spans.values():
        first, *others = sorted(group.values())
        for other in others:
            if other.begins <= first.ends and first.begins <= other.ends:
                one, two = rates[first.place], rates[other.place]
                said = f"{one.place} is in {one.currency} and {two.place} in {two.currency}, for the same"
                said += " messages where the network is not known; give both in one currency"
                yield other.place, _finding("SEG806", said, one, two)
                break


# Networks and prefixes


def _of_networks(rates: Sequence[Rate]) -> _Found:
    @cache
    def foreign(mcc: str, country: str) -> str:
        countries = MOBILE_COUNTRY_CODES.get(mcc, (country,))
        return "" if country in countries else f"mcc {mcc} is of {', '.join(countries)}, not of {country}"

    def said(rate: Rate) -> str:
        if rate.mnc is not None and rate.mcc is None:
            return "an mnc without an mcc is a network of every country; add the mcc"
        return foreign(rate.mcc, rate.country) if rate.mcc and rate.country else ""

    return _said_of(rates, said, "SEG807")


def _of_prefixes(rates: Sequence[Rate]) -> _Found:
    @cache
    def foreign(code: str, country: str) -> str:
        countries = countries_of_prefix(code) or (country,)
        whose = ", ".join(countries[:4]) + (" …" if len(countries) > 4 else "")
        return "" if country in countries else f"numbers of this prefix are of {whose}, not of {country}"

    prefixes: dict[str, set[str]] = defaultdict(set)
    for rate in rates:
        if rate.prefix and rate.country:
            prefixes[rate.country].add(rate.prefix)

    @cache
    def shared(code: str, country: str) -> str:
        """Say who share a calling code and have no prefixes of their own."""
        others = [other for other in CALLING_CODES.get(code, ()) if other != country]
        if any(code in prefixes[other] for other in others):
            return ""  # then no country is told by it
        others = [other for other in others if not any(one.startswith(code) for one in prefixes[other])]
        whose = ", ".join(others[:4]) + (" …" if len(others) > 4 else "")
        said = f"prefix {code} is of {whose} too, whose numbers are taken for {country}"
        return f"{said}; add rows of theirs with longer prefixes" if others else ""

    def said(rate: Rate) -> str:
        if not (rate.prefix and rate.country):
            return ""
        return foreign(rate.prefix[:3], rate.country) or shared(rate.prefix, rate.country)

    return _said_of(rates, said, "SEG808")


def _said_of(rates: Sequence[Rate], said: Callable[[Rate], str], rule: str) -> _Found:
    """Give out what is said of single rows, once for all rows of which the same is said."""
    first: dict[str, int] = {}
    many: dict[str, int] = defaultdict(int)
    for index, rate in enumerate(rates):
        if what := said(rate):
            first.setdefault(what, index)
            many[what] += 1
    for what, index in first.items():
        others = many[what] - 1
        more = f" ({others:,} more row{'s' * (others != 1)})" if others else ""
        rate = rates[index]
        yield index, _finding(rule, f"{rate.place}: {what}{more}", rate)


def _finding(rule: str, message: str, *rows: Rate) -> Finding:
    locations = tuple(Location(rate.path, rate.line) for rate in rows if rate.path)
    return Finding(rule, RULES[rule].severity, "", message, locations=locations)
