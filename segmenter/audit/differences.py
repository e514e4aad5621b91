"""Differences: where a provider's record disagrees with our count or with the rate card.

Values and their words; each is a finding too. It must not know how records are compared.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ..channels.findings import NO_TEXT, Finding, Location
from ..channels.rules import RULES
from ..core.hints import field_types
from ..core.results import plain_fields, result
from .reasons import Supposition

__all__ = ["Difference"]


@result
class Difference(NamedTuple):
    """One thing in a record that does not agree.

    Attributes:
        rule: a code of `segmenter.channels.rules.RULES`, SEG901 and up.
        message: a sentence that says what differs.
        id: the provider's identifier of the message; of a sent row, its own.
        path: of the file; empty where the record is in none.
        line: where in it, from 1; 0 where that is not known.
        recipient: a number.
        time: when it was sent.
        account: at the provider.
        status: how far it came, in the provider's word.
        segments: that the provider bills.
        own_segments: that the text takes.
        encoding: in the provider's word.
        own_encoding: that the text takes.
        charge: of the provider.
        fees: of carriers.
        expected: the charge that the card, or the count, asks for.
        currency: of both, ISO 4217; `None` where neither record nor card names one.
        over: what was charged too much, negative where too little; `None` where that is not known.
        reasons: ways of counting that give the provider's number, the likeliest first.
        help: what else explains it.
    """

    rule: str
    message: str
    id: str = ""
    path: str = ""
    line: int = 0
    recipient: str | None = None
    time: datetime | None = None
    account: str | None = None
    status: str | None = None
    segments: int | None = None
    own_segments: int | None = None
    encoding: str | None = None
    own_encoding: str | None = None
    charge: Decimal | None = None
    fees: Decimal | None = None
    expected: Decimal | None = None
    currency: str | None = None
    over: Decimal | None = None
    reasons: tuple[Supposition, ...] = ()
    help: str = ""

    @property
    def name(self) -> str:
        """The name of the rule."""
        return RULES[self.rule].name

    @property
    def severity(self) -> str:
        """The severity of the rule."""
        return RULES[self.rule].severity.value

    @property
    def explanation(self) -> str:
        """What may explain it, in words; empty where nothing does."""
        words = [supposition.words for supposition in self.reasons[:_MOST_REASONS]]
        more = len(self.reasons) - len(words)
        also = [f"and {more} more"] if more else []
        return "; ".join(
            [*([self.help] if self.help else []), *([" or ".join([*words, *also])] if words else [])]
        )

    @property
    def finding(self) -> Finding:
        """The difference as a finding, as every format of findings shows it."""
        return Finding(
            rule=self.rule,
            severity=RULES[self.rule].severity,
            field=_FIELDS.get(self.rule, "id"),
            message=self.message,
            help=self.explanation,
            locations=(Location(self.path, self.line),) if self.path else (),
            entry=NO_TEXT._replace(key=self.id),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self, "rule", "name", "severity", *self._fields[1:])

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls, "rule", "name", "severity", *cls._fields[1:])


_MOST_REASONS = 3
_FIELDS = {
    "SEG901": "segments",
    "SEG902": "encoding",
    "SEG903": "charge",
    "SEG904": "fees",
    "SEG905": "status",
    "SEG913": "text",
}
