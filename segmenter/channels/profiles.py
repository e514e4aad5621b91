"""Profiles: what one provider, or the standard, takes on each channel. Values only.

What a profile means is decided in `validation`; which profiles there are, in `providers`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..advice.modes import SubstitutionMode
from ..core.counting import Count
from ..core.headers import MAX_SEGMENTS, capacity
from ..core.hints import field_types
from ..core.policy import Encoding, Policy
from ..core.results import plain_fields, result
from .findings import Severity
from .limits import Limit, Source
from .measures import Measure
from .messages import Channel
from .reducing import reduced

_LINE_BREAK = re.compile("\r\n?|\n")

__all__ = ["ChannelRules", "Part", "Profile"]

_FORM = ("form", "words")
_ABOUT = ("rule", "field", "channel")

Part = str
"""One of ``text``, ``image``, ``button``, ``template`` and ``media``: what a message is made of."""


@result
@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRules:
    """What may be sent on one channel.

    Attributes:
        combinations: the parts that may go together; a message must be made of one of these sets.
        limits: on its fields.
        required: fields that must be given.
        empty_text: whether a text of no characters is something to send.
        sender: a regular expression the whole sender must match, and what it says in words.
        recipient: the same for each recipient.
        max_suggestions: how many a text may have.
        max_suggestions_of_card: how many a card may have.
        max_options: how many rows a list may have.
        min_options: how many it needs.
    """

    combinations: tuple[frozenset[Part], ...] = (frozenset({"text"}), frozenset({"template"}))
    limits: tuple[Limit, ...] = ()
    required: tuple[str, ...] = ()
    empty_text: bool = False
    sender: tuple[str, str] | None = None
    recipient: tuple[str, str] | None = None
    max_suggestions: int | None = None
    max_suggestions_of_card: int | None = None
    max_options: int | None = None
    min_options: int | None = None

    def with_limits(self, *limits: Limit) -> ChannelRules:
        """Return the same rules with other limits."""
        return replace(self, limits=limits)

    def as_dict(self) -> dict[str, Any]:
        """Return the rules by name; each form a person's number or name must have, with its words."""
        fields = plain_fields(self)
        for person in ("sender", "recipient"):
            fields[person] = fields[person] and dict(zip(_FORM, fields[person], strict=True))
        return fields

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        return field_types(cls) | dict.fromkeys(("sender", "recipient"), (dict.fromkeys(_FORM, str), None))


@result
@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a provider takes, as far as its documents say.

    Attributes:
        name: as users write it.
        summary: one line for a list.
        follows: which documents the values follow, and where newer ones differ.
        partial: what the profile cannot tell; empty where it is complete.
        channels: those offered, each with its rules.
        policy: how the provider encodes and cuts SMS.
        prefix: put before the text of an SMS by the provider, before counting.
        suffix: put after it.
        strip: whether white space at both ends goes first.
        keeps: characters outside GSM-7 that the provider sends; others become a plain form or a question
            mark. `None` where it sends all.
        newline: how it sends a line break, where it changes that.
        divides: whether it counts segments by dividing the units, not by cutting the text.
        substitution: the mode, as `SubstitutionMode` has it, in which the provider replaces characters where
            that is switched on; `None` where no page says so. It is not applied to counts.
        max_segments: of one SMS.
        max_recipients: of one message.
        max_audience: recipients of one campaign.
        max_variable: on each value of a template's variables.
        template_needs_variables: whether a template must come with its variables, be they none.
        send_styles: those known; empty where there are none.
        downgrades: the channel that a message may be moved to when the recipient cannot take the first.
        codes: the provider's error code of a rule: by (rule, field, channel), (rule, field) or (rule,).
        words: what the provider's documents say of each of its error codes.
        server_codes: those of them that only the provider's server can know.
        sources: where the values were read.
    """

    name: str
    summary: str
    channels: Mapping[Channel, ChannelRules]
    follows: str = ""
    partial: str = ""
    policy: Policy = field(default_factory=Policy)
    prefix: str = ""
    suffix: str = ""
    strip: bool = False
    keeps: str | None = None
    newline: str = ""
    divides: bool = False
    substitution: SubstitutionMode | None = None
    max_segments: int = MAX_SEGMENTS
    max_recipients: int | None = None
    max_audience: int | None = None
    max_variable: Limit | None = None
    template_needs_variables: bool = False
    send_styles: frozenset[str] = frozenset()
    downgrades: Mapping[Channel, Channel] = field(default_factory=dict)
    codes: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)
    server_codes: frozenset[int] = frozenset()
    sources: tuple[Source, ...] = ()

    def prepared(self, text: str) -> str:
        """Return an SMS text as the provider changes it before it is counted."""
        if self.strip:
            text = text.strip()
        if self.keeps is not None:
            text = reduced(text, self.keeps)
        if self.newline:
            text = _LINE_BREAK.sub(self.newline, text)
        return f"{self.prefix}{text}{self.suffix}" if self.prefix or self.suffix else text

    @property
    def changes_texts(self) -> bool:
        """Whether `prepared` may return another text."""
        return bool(self.prefix or self.suffix or self.strip or self.newline or self.keeps is not None)

    def divided(self, counted: Count) -> int:
        """Return the segments that the provider counts, where it divides the units."""
        lone = capacity(counted.encoding, udh=0)
        return 1 if counted.units <= lone else -(-counted.units // counted.segment_units)

    @property
    def segment_limit(self) -> Limit:
        """`max_segments` as a limit like the others."""
        return Limit(
            field="text", number=self.max_segments, measure=Measure.SEGMENTS, source=Source(self.follows)
        )

    def most_segments(self, channel: Channel) -> int:
        """Return how many segments a text may take at most; advice does not count."""
        limits = (self.segment_limit, *self.channels[channel].limits)
        return min(
            limit.number
            for limit in limits
            if limit.measure is Measure.SEGMENTS and limit.severity is Severity.ERROR
        )

    def code(self, rule: str, about: str, channel: Channel) -> int | None:
        """Return the provider's own code of a finding: the most specific one that the profile holds."""
        keys: tuple[tuple[str, ...], ...] = ((rule, about, channel), (rule, about), (rule,))
        return next((self.codes[key] for key in keys if key in self.codes), None)

    def as_dict(self) -> dict[str, Any]:
        """Return all that the profile holds, as ``segmenter profiles show --format json`` prints it."""
        fields = plain_fields(self) | {
            "codes": [
                dict.fromkeys(_ABOUT)
                | dict(zip(_ABOUT, about, strict=False))
                | {"code": code, "words": self.words.get(code)}
                for about, code in self.codes.items()
            ],
            "server_codes": {str(code): self.words.get(code) for code in sorted(self.server_codes)},
        }
        del fields["words"]  # they stand beside their codes
        return fields

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        """Return the type of each value of `as_dict`."""
        types = field_types(cls) | {
            "policy": {
                "encodings": [Encoding],
                "locking_shifts": [str],
                "single_shifts": [str],
                "boundary": str,
                "reference_width": int,
                "extra_elements": [{"identifier": int, "data": str}],
                "without": str,
                "numbering": str,
            },
            "codes": [dict.fromkeys(_ABOUT, str | None) | {"code": int, "words": str | None}],
            "server_codes": {"*": str | None},
        }
        del types["words"]
        return types
