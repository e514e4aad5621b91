"""The registry of rules: every SEG code with its name, what it finds, its severity, and who reports it.

Data and look-up only: how a rule is checked, and why it matters, is known in the room that checks it.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from ..errors import SegmenterError
from ..files.words import nearest
from ..spelling import Spelled

__all__ = [
    "RULES",
    "RegisteredRule",
    "Severity",
    "UnknownRuleError",
    "codes_of",
    "codes_reported_by",
    "register",
]


class Severity(Spelled, StrEnum):
    """How bad a finding is. A message `fits` where none is an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class RegisteredRule(NamedTuple):
    """A rule as all reports know it.

    Attributes:
        code: ``SEG`` and three digits; never given another meaning.
        name: in words, for people who select rules; stable.
        summary: a sentence: what it finds.
        severity: of its findings, where neither a limit nor a configuration says otherwise.
        reported_by: the commands that report it.
        aliases: names it had before, still accepted.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    reported_by: tuple[str, ...]
    aliases: tuple[str, ...] = ()


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_COMMANDS = {
    "validate": {
        "SEG001": ("wrong-type", "A value is not of the type or form its field takes.", _ERROR),
        "SEG002": ("missing-field", "A required field is missing.", _ERROR),
        "SEG003": ("unknown-key", "A body has a key that its provider's documents do not.", _WARNING),
        "SEG101": ("unencodable", "A character cannot be encoded, so the text cannot be sent.", _ERROR),
        "SEG102": ("over-limit", "A text is longer than its channel, field or flag allows.", _ERROR),
        "SEG103": ("too-many-segments", "A text takes more segments than allowed.", _ERROR),
        "SEG104": ("may-be-downgraded", "A message may be sent on another channel.", _INFO),
        "SEG105": ("costlier-class", "A message falls into a more expensive class.", _INFO),
        "SEG120": ("provider-counts-otherwise", "The provider counts a different number of segments.", _INFO),
        "SEG121": ("one-time-code", "A one-time code will not be filled in by itself.", _WARNING),
        "SEG201": ("channel-not-offered", "The profile does not offer the channel.", _ERROR),
        "SEG202": ("nothing-to-send", "There is nothing to send.", _ERROR),
        "SEG203": ("unsupported-part", "The channel does not support a part.", _ERROR),
        "SEG204": ("missing-part", "A part is missing that the others need.", _ERROR),
        "SEG205": ("blank-text", "A text is empty or white space alone.", _WARNING),
        "SEG301": ("too-many-recipients", "There are too many recipients.", _ERROR),
        "SEG302": ("invalid-recipient", "A recipient is not valid.", _ERROR),
        "SEG303": ("invalid-sender", "The sender is not valid.", _ERROR),
        "SEG304": ("too-many-suggestions", "There are too many suggestions.", _ERROR),
        "SEG305": ("sender-blocked", "A country may block or label the sender's name.", _WARNING),
        "SEG401": ("invalid-schedule", "The schedule is not a date and time.", _ERROR),
        "SEG402": ("schedule-in-the-past", "The schedule is not in the future.", _ERROR),
        "SEG501": ("invalid-template", "The template is not valid.", _ERROR),
        "SEG502": ("missing-variables", "The template's variables are missing.", _ERROR),
        "SEG503": ("variable-over-limit", "A variable's value is longer than allowed.", _ERROR),
        "SEG511": ("parameter-form", "WhatsApp refuses a parameter's form.", _ERROR),
        "SEG512": ("template-body", "WhatsApp refuses the form of a template's body.", _ERROR),
        "SEG513": ("untyped-variable", "A DLT template has a variable without a type.", _WARNING),
        "SEG514": ("variable-places", "A DLT portal may refuse a template's variables.", _WARNING),
        "SEG601": ("unknown-send-style", "The provider does not know the send style.", _ERROR),
    },
    "rates check": {
        "SEG801": ("rate-file", "A rate card as a whole cannot be read.", _ERROR),
        "SEG802": ("rate-cell", "A cell of a rate card is wrong.", _ERROR),
        "SEG803": ("rate-overlap", "Two rows of a rate card apply to the same messages.", _ERROR),
        "SEG804": ("rate-gap", "A rate card leaves days without a row.", _WARNING),
        "SEG805": ("rate-tiers", "A rate card's tiers do not begin at a volume of 0.", _WARNING),
        "SEG806": ("rate-currency", "The same messages have prices in several currencies.", _WARNING),
        "SEG807": ("rate-network", "A row's network is not of its country.", _WARNING),
        "SEG808": ("rate-prefix", "A row's prefix is not of its country alone.", _WARNING),
        "SEG809": ("rate-unread", "A part of a rate card is not read.", _WARNING),
    },
    "audit": {
        "SEG901": ("billed-segments", "The provider bills a different number of segments.", _ERROR),
        "SEG902": ("billed-encoding", "The provider names a different encoding.", _WARNING),
        "SEG903": ("billed-charge", "A charge is not what the rate card says.", _ERROR),
        "SEG904": ("billed-fees", "Carrier fees are not what the rate card says.", _ERROR),
        "SEG905": ("charged-though-failed", "A message that did not arrive is charged.", _ERROR),
        "SEG906": ("duplicate-record", "A record appears twice and is counted once.", _INFO),
        "SEG907": ("contradictory-record", "A record contradicts itself or another.", _WARNING),
        "SEG911": ("billed-not-sent", "A message is billed that was not sent.", _ERROR),
        "SEG912": ("sent-not-billed", "A message was sent that is not billed.", _WARNING),
        "SEG913": ("sent-differs", "What is billed differs from what was sent.", _ERROR),
        "SEG914": ("billed-twice", "A message is billed more often than it was sent.", _ERROR),
        "SEG915": ("ambiguous-match", "Several pairs of sent and billed are possible.", _WARNING),
        "SEG916": ("unused-sent-row", "A row of what was sent cannot be used.", _WARNING),
    },
}

RULES = {
    code: RegisteredRule(code, *facts, (command,))
    for command, rules in _COMMANDS.items()
    for code, facts in rules.items()
}
"""Every rule by its code, in the order of codes. A higher room that has rules of its own registers them."""


def register(rule: RegisteredRule) -> None:
    """Add a rule; for a known one, add only the commands that report it.

    Raises:
        ValueError: the code is another rule's.
    """
    known = RULES.get(rule.code)
    if known is None:
        RULES[rule.code] = rule
        for code in sorted(RULES):  # in order again
            RULES[code] = RULES.pop(code)
    elif (known.name, known.summary) != (rule.name, rule.summary):
        raise ValueError(f"{rule.code} is {known.name}, not {rule.name}")
    else:
        commands = dict.fromkeys((*known.reported_by, *rule.reported_by))
        RULES[rule.code] = known._replace(reported_by=tuple(commands))


class UnknownRuleError(SegmenterError, LookupError):
    """No rule has this code or name.

    Attributes:
        name: the one asked for.
        nearest: the code most like it.
    """

    def __init__(self, name: str, nearest: str) -> None:
        near = f"; did you mean {nearest}?" if nearest else ""
        super().__init__(f"there is no rule {name!r}", f"`segmenter rules` lists them{near}")
        self.name = name
        self.nearest = nearest


def codes_reported_by(command: str) -> tuple[str, ...]:
    """Return the codes that a command reports.

    >>> codes_reported_by("rates check")[0]
    'SEG801'
    """
    return tuple(code for code, rule in RULES.items() if command in rule.reported_by)


def codes_of(word: str, among: Collection[str] = RULES) -> tuple[str, ...]:
    """Return the codes that a word names: a code, the beginning of codes, a name, or ``ALL``.

    Args:
        word: in any case.
        among: the codes that may be named.

    Raises:
        UnknownRuleError: it names none; a `LookupError`.

    >>> codes_of("SEG50", among=("SEG502", "SEG503")), codes_of("over-limit")
    (('SEG502', 'SEG503'), ('SEG102',))
    """
    upper, lower = word.upper(), word.lower()
    if upper == "ALL":
        return tuple(among)
    matches = tuple(
        code
        for code in among
        if lower in (RULES[code].name, *RULES[code].aliases)
        or (upper.startswith("S") and code.startswith(upper))
    )
    if matches:
        return matches
    raise UnknownRuleError(word, _nearest(word, among))


_LIKE_DIGITS = str.maketrans("OI", "01")


def _nearest(word: str, among: Collection[str]) -> str:
    """Return the code of the rule most like a word; best with its digits in another order."""
    from difflib import get_close_matches
    from operator import eq

    upper = word.upper().translate(_LIKE_DIGITS)
    if close := get_close_matches(upper, among, n=len(among)):
        return max(close, key=lambda code: (sorted(code) == sorted(upper), sum(map(eq, code, upper))))
    names = {RULES[code].name: code for code in among}
    return names.get(nearest(word.lower(), names), "")
