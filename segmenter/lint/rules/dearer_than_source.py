"""SEG108: a translation that takes more segments than its source.

Compares two counts; why one is more is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Problem
from ..remedies import segments
from .rule import Example, Fixable, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..messages import Message

__all__ = ["RULE", "check"]

RULE = Rule(
    code="SEG108",
    name="dearer-than-source",
    summary="A translation takes more segments than its source.",
    why="Who plans a campaign counts the text they wrote; a translation of it may cost twice as much. In "
    "scripts that GSM-7 lacks that cannot be helped, so it is told and fails nothing, until dearer_by "
    "= N says that N segments more are too many: then it is an error.",
    severity=Severity.INFO,
    fixable=Fixable.NO,
    bad=(
        Example(
            "Bonjour ! Votre commande a été préparée et sera livrée aujourd’hui entre midi et deux heures.",
            source="Hello! Your order is packed and will be delivered today between noon and two o'clock.",
        ),
    ),
    good=(
        Example(
            "Bonjour ! Votre commande a été préparée et sera livrée aujourd'hui entre midi et deux heures.",
            source="Hello! Your order is packed and will be delivered today between noon and two o'clock.",
        ),
    ),
    options=("dearer_by",),
)


def check(message: Message) -> Iterator[Problem]:
    """Give out that the translation is dearer, where there is a source."""
    count = message.count if message.sms else None
    source = message.source_count if count else None
    if count is None or source is None:
        return
    asked = message.settings.dearer_by
    more = count.segments - source.segments
    if more >= (asked or 1):
        said = f"{segments(count.segments)} ({count.encoding}), {more:,} more than its source"
        severity = None if asked is None else Severity.ERROR
        yield Problem(said, 0, len(message.text), "shorten it, or plan for it", severity=severity)
