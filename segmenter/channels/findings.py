"""Findings: what is wrong with a message, where, and what to do; and the verdict over all of them.

Values only: what counts as wrong is decided elsewhere.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..core.counting import Count

__all__ = ["RULES", "Finding", "Severity", "Validation"]


class Severity(StrEnum):
    """How bad a finding is. A message `fits` where none is an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


RULES = {
    "SEG001": "a value is not of the type or form its field takes",
    "SEG002": "a required field is missing",
    "SEG101": "a character cannot be encoded",
    "SEG102": "a text is longer than the field allows",
    "SEG103": "a text takes more segments than allowed",
    "SEG104": "a message may be sent another way than asked for",
    "SEG105": "a message falls into a dearer class",
    "SEG201": "the channel is not one the profile offers",
    "SEG202": "there is nothing to send",
    "SEG203": "a part is not supported on the channel",
    "SEG204": "a part is missing beside the others",
    "SEG301": "there are too many recipients",
    "SEG302": "a recipient is not valid",
    "SEG303": "the sender is not valid",
    "SEG401": "the schedule is not a date and time",
    "SEG402": "the schedule is not in the future",
    "SEG501": "the template is not valid",
    "SEG502": "the template's variables are missing",
    "SEG503": "a variable's value is longer than allowed",
    "SEG601": "the send style is not one the provider knows",
}
"""Every rule code, with what it says. Codes are stable: they are never given another meaning."""


class Finding(NamedTuple):
    """One thing to know before sending.

    Attributes:
        rule: a code of `RULES`; stable.
        severity: an error where the message would be refused.
        field: which field it is about, such as ``text`` or ``recipients[2]``.
        message: a sentence that says what is wrong and what to do.
        start: where in the field's text it begins, in code points, if it has a place there.
        stop: where it ends there.
        provider_code: the provider's own error code, where it has one.
    """

    rule: str
    severity: Severity
    field: str
    message: str
    start: int | None = None
    stop: int | None = None
    provider_code: int | None = None


class Validation(NamedTuple):
    """What `validate` found.

    Attributes:
        findings: in the order of the message's fields.
        count: of the text as it would be sent, for SMS.
        downgraded: the same message as the channel it may be downgraded to, if any.
    """

    findings: tuple[Finding, ...]
    count: Count | None = None  # type: ignore[assignment]  # the contract's name; it hides tuple.count
    downgraded: Validation | None = None

    def __bool__(self) -> bool:
        """Say whether the message fits, so that ``if validate(message):`` means what it says."""
        return self.fits

    @property
    def fits(self) -> bool:
        """Whether no finding is an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)
