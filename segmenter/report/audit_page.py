"""Audits as a page that stands alone: bars and tables that fit wide and narrow screens, in light and dark.

Shows what the audit has found, in the words of `audits`; nothing is compared here, and nothing is fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..channels.rules import RULES
from ..errors import many
from .audits import (
    headline,
    match_words,
    meaning,
    money_rows,
    month_rows,
    notes,
    part_words,
    place_words,
    rule_rows,
    service_rows,
)
from .markup import markup, page
from .page_kit import STYLE, Bar, bars, section, table
from .prices import amount_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..audit.audits import Audit
    from ..audit.differences import Difference

__all__ = ["audit_page"]

_DOES = "what the provider does"
_MOST_REASONS = 12
_MOST_WORST = 50
_LONGEST = 1000  # characters of an identifier or a sentence, which may quote what a provider wrote


def audit_page(audit: Audit) -> str:
    """Return an audit as a page of HTML."""
    return "".join(_page(audit))


def _page(audit: Audit) -> Iterator[str]:
    yield page("What the provider billed", STYLE)
    kind = "" if audit.agrees else ' class="bad"'
    yield f"<h1{kind}>{markup(headline(audit))}</h1>\n"
    for note in notes(audit):
        yield f"<p>{markup(note)}</p>\n"
    if audit.against is not None:
        yield f"<p>{markup(audit.against.file)}: {markup(', '.join(match_words(audit.against)))}</p>\n"
    if audit.money:
        yield from section(
            "Money", table(("currency", "charged", "too much", "too little"), money_rows(audit))
        )
    if audit.months:
        yield from section("Accuracy by month", _months(audit))
    if audit.services:
        names = ("service", "messages", "downgraded", "as SMS", "cost as SMS")
        yield from section("Services", table(names, service_rows(audit)))
    if audit.by_rule:
        yield from section("What differs", _rules(audit))
    if audit.by_reason:
        yield from section("Ways to count that give the provider's numbers", _reasons(audit))
    yield from _worst(audit)
    for broken in audit.broken:
        yield f'<p class="bad">{markup(f"{broken.path}: {broken.message}"[:_LONGEST])}</p>\n'
    yield "</body></html>\n"


def _months(audit: Audit) -> Iterator[str]:
    """Yield a picture of the part that agrees in each month, in thousandths of it, and a table."""
    yield from bars(
        "Records that agree, by month",
        [
            Bar(
                month.month, 1000 * month.agreeing // month.audited, part_words(month.agreeing, month.audited)
            )
            for month in audit.months
        ],
        full=1000,
    )
    yield from table(("month", "compared", "agree", "accuracy"), month_rows(audit))


def _rules(audit: Audit) -> Iterator[str]:
    yield from bars(
        "Differences by rule",
        [
            Bar(code, number, f"{number:,} {RULES[code].name}")
            for code, number in sorted(audit.by_rule.items(), key=lambda item: (-item[1], item[0]))
        ],
    )
    yield from table(("rule", "number", "finds"), rule_rows(audit), words="finds")


def _reasons(audit: Audit) -> Iterator[str]:
    listed = list(audit.by_reason.items())[:_MOST_REASONS]
    rows = [(reason, f"{number:,}", meaning(reason)) for reason, number in listed]
    yield from table(("way", "number", _DOES), rows, words=_DOES)


def _worst(audit: Audit) -> Iterator[str]:
    listed = audit.differences[:_MOST_WORST]
    if not listed:
        return
    more = len(audit.differences) - len(listed)
    rest = f'<p class="faint">and {many(more, "more difference")}</p>\n' if more else ""
    yield from section("The worst", ["<ul>\n", *map(_difference, listed), "</ul>\n", rest])


def _difference(difference: Difference) -> str:
    name = " ".join(filter(None, (difference.id, place_words(difference))))[:_LONGEST]
    money = ""
    if difference.over:
        word = "much" if difference.over > 0 else "little"
        money = f"; {amount_words(difference.over.copy_abs(), difference.currency)} too {word}"
    words = f"{difference.rule} {difference.message}{money}"[:_LONGEST]
    explained = difference.explanation[:_LONGEST]
    behind = f'<br><span class="faint">{markup(explained)}</span>' if explained else ""
    return f"<li><bdi>{markup(name)}</bdi>: {markup(words)}{behind}</li>\n"
