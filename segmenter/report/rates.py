"""What the check of a rate card has found: text for people, and objects for programs.

Shows a finished check; what is wrong with a rate card is decided elsewhere.
"""

from __future__ import annotations

from collections import Counter
from json import JSONEncoder
from typing import TYPE_CHECKING, Any

from ..channels.rules import RULES
from .display import paint
from .findings import hanging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..channels.findings import Finding
    from ..pricing.cards.checks import Check, Summary
    from .display import Screen

__all__ = ["check_fields", "check_json", "check_text"]

_LABEL = 12  # columns of what a value is called
_ALIKE = 10  # problems of one kind that are written out
_LONGEST = 400  # characters of one sentence, which may quote what stands in a file
_NAMED = 40  # countries that are written out
_COLOURS = {"error": "red", "warning": "yellow", "info": "faint"}


def check_fields(check: Check) -> dict[str, Any]:
    """Return what was found in a file by name, as programs see it."""
    summary = check.summary
    return {
        "path": check.path,
        "rows": summary.rows,
        "rejected": summary.rejected,
        "channels": [channel or None for channel in summary.channels],
        "countries": [country or None for country in summary.countries],
        "currencies": [*summary.currencies],
        "valid_from": summary.first and summary.first.isoformat(),
        "valid_to": summary.last and summary.last.isoformat(),
        "problems": [
            {
                "rule": finding.rule,
                "kind": _kind(finding),
                "severity": finding.severity.value,
                "message": finding.message,
                "places": [*map(str, finding.locations)],
                "column": finding.field or None,
            }
            for finding in check.findings
        ],
    }


def _kind(finding: Finding) -> str:
    """Return the kind of a rate card's finding, which is its rule's name after ``rate-``."""
    return RULES[finding.rule].name.removeprefix("rate-")


def check_json(checks: Iterable[Check], *, ascii_only: bool = False) -> Iterator[str]:
    """Give out an array with an object for each file, on a line of its own."""
    encode = JSONEncoder(ensure_ascii=ascii_only).encode
    yield "[\n"
    for index, each in enumerate(checks):
        yield (",\n" if index else "") + encode(check_fields(each))
    yield "\n]\n"


def check_text(check: Check, screen: Screen) -> str:
    """Return the verdict on a file, what it covers, and its problems.

    >>> from segmenter.pricing.cards.checks import Check, summary
    >>> from segmenter.pricing.cards.rates import Rate
    >>> from segmenter.report.display import Screen
    >>> rates = [Rate(price="0.04", currency="EUR", channel="sms", country="GB")]
    >>> print(check_text(Check("rates.csv", summary(rates), ()), Screen()), end="")
    rates.csv: no problems
      rows        1
      channels    sms
      countries   1: GB
      currencies  EUR
      dates       always
    """
    return "\n".join(_lines(check, screen)) + "\n"


def _lines(check: Check, screen: Screen) -> Iterator[str]:
    verdict = ", ".join(_tallies(check.findings)) or "no problems"
    for line in hanging(f"{check.path}: {verdict}", screen):
        yield paint(line, "bold", screen)
    for label, value in _values(check.summary).items():
        head, *others = hanging(value, screen, first=2 + _LABEL, rest=2 + _LABEL)
        yield f"  {label:<{_LABEL - 1}} {head.lstrip()}"
        yield from others
    if check.findings:
        yield ""
    seen: Counter[str] = Counter()
    for finding in check.findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= _ALIKE:
            yield from _finding_lines(finding, screen)
    for rule, many in seen.items():
        if many > _ALIKE:
            yield from hanging(f"and {many - _ALIKE:,} more {rule}; --format json has all of them", screen)


def _finding_lines(finding: Finding, screen: Screen) -> Iterator[str]:
    message = finding.message
    if len(message) > _LONGEST:
        message = message[:_LONGEST] + screen.ellipsis
    severity = finding.severity.value
    head, *others = hanging(f"{severity} {finding.rule} {message}", screen)
    yield paint(severity, _COLOURS[severity], screen) + head.removeprefix(severity)
    yield from others


def _tallies(findings: Sequence[Finding]) -> Iterator[str]:
    for severity, many in Counter(finding.severity.value for finding in findings).items():
        yield f"{many:,} {severity}{'s' * (many != 1)}"


def _values(summary: Summary) -> dict[str, str]:
    rejected = f", {summary.rejected:,} of them rejected" if summary.rejected else ""
    values = {"rows": f"{summary.rows:,}{rejected}"}
    if summary.rows:
        values |= {
            "channels": _named(summary.channels),
            "countries": _countries(summary.countries),
            "currencies": ", ".join(summary.currencies),
            "dates": _dates(summary),
        }
    return values


def _named(words: Sequence[str]) -> str:
    return ", ".join([*filter(None, words), *["any"] * ("" in words)])


def _countries(countries: Sequence[str]) -> str:
    named = [*filter(None, countries)]
    shown = f"{len(named):,}: {', '.join(named[:_NAMED])}" + (", …" if len(named) > _NAMED else "")
    return f"{shown}, and any" if named and "" in countries else shown if named else "any"


def _dates(summary: Summary) -> str:
    if summary.first and summary.last:
        return f"{summary.first} to {summary.last}"
    if summary.first:
        return f"from {summary.first}"
    return f"until {summary.last}" if summary.last else "always"
