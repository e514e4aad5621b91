"""Statistics: how many findings of each rule, and how many messages of each locale, by encoding.

Adds up what was found or listed; how it looks is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..channels.findings import FileRun
from ..channels.rules import RULES
from .inventory import ListedMessage

__all__ = ["LocaleStatistic", "RuleStatistic", "Statistics", "of_findings", "of_messages"]


class RuleStatistic(NamedTuple):
    """The findings of one rule in a run.

    Attributes:
        rule: its code.
        name: its name.
        findings: how many there are.
        failing: how many of them fail the run.
        fixable: how many of them `--fix` can fix.
    """

    rule: str
    name: str
    findings: int
    failing: int
    fixable: int


class LocaleStatistic(NamedTuple):
    """The messages of one locale in one encoding.

    Attributes:
        locale: as the inventory has it; may be empty.
        encoding: likewise.
        messages: how many there are.
        segments: how many they take together, with every value at its shortest.
        longest: how many the longest takes.
    """

    locale: str
    encoding: str
    messages: int
    segments: int
    longest: int


class Statistics(NamedTuple):
    """A table of statistics.

    Attributes:
        fields: the names of its columns.
        rows: one for each rule or locale.
    """

    fields: tuple[str, ...]
    rows: tuple[RuleStatistic, ...] | tuple[LocaleStatistic, ...]


def of_findings(run: FileRun) -> Statistics:
    """Return a row for each rule that found something, most findings first."""
    rows: dict[str, RuleStatistic] = {}
    for finding in run.findings:
        row = rows.get(finding.rule) or RuleStatistic(finding.rule, RULES[finding.rule].name, 0, 0, 0)
        rows[finding.rule] = row._replace(
            findings=row.findings + 1,
            failing=row.failing + run.fails(finding),
            fixable=row.fixable + finding.is_fixable,
        )
    ordered = sorted(rows.values(), key=lambda row: (-row.findings, row.rule))
    return Statistics(RuleStatistic._fields, tuple(ordered))


def of_messages(messages: Iterable[ListedMessage]) -> Statistics:
    """Return a row for each locale and encoding, in the order of their names."""
    rows: dict[tuple[str, str], LocaleStatistic] = {}
    for message in messages:
        about = message.locale, message.encoding
        row = rows.get(about) or LocaleStatistic(*about, 0, 0, 0)
        taken = message.segments or 0
        rows[about] = row._replace(
            messages=row.messages + 1, segments=row.segments + taken, longest=max(row.longest, taken)
        )
    return Statistics(LocaleStatistic._fields, tuple(rows[about] for about in sorted(rows)))
