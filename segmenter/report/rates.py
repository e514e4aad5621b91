"""What the check of a rate card has found: text for people, and objects for programs.

Shows a finished check; what is wrong with a rate card is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .findings import finding_lines, tallies, without_repeats
from .kit import heading, labelled, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..pricing.cards.checks import Check, Summary
    from .display import Screen

__all__ = ["check_text"]

_ALIKE = 10  # findings of one rule that are written out
_NAMED = 40  # countries that are written out


def check_text(check: Check, screen: Screen) -> str:
    """Return the verdict on a file, what it covers, and what is wrong in it.

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
    verdict = ", ".join(tallies(check.findings)) or "no problems"
    yield from heading(f"{check.path}: {verdict}", screen)
    yield from labelled(_values(check.summary), screen, width=12, indent=2)
    if check.findings:
        yield ""
    for finding, more in without_repeats(check.findings, most=_ALIKE):
        yield from finding_lines(finding, screen)
        if more:
            yield from prose(f"and {more:,} more {finding.rule}; --format json has all of them", screen)


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
    listed = f"{len(named):,}: {', '.join(named[:_NAMED])}" + (", …" if len(named) > _NAMED else "")
    return f"{listed}, and any" if named and "" in countries else listed if named else "any"


def _dates(summary: Summary) -> str:
    if summary.first and summary.last:
        return f"{summary.first} to {summary.last}"
    if summary.first:
        return f"from {summary.first}"
    return f"until {summary.last}" if summary.last else "always"
