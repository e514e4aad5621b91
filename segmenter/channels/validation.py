"""Validation: a message against a given profile, as findings.

One function per question, each returning its findings. A line here must not know any provider's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from ..core.counting import Count, count
from ..core.policy import Policy
from ..errors import UnencodableError
from .excess import Excess, excess, limits_on, text_excesses
from .findings import Finding, Severity, Validation
from .limits import Limit
from .measures import Measure, measure
from .messages import LISTED, Channel, OutboundMessage
from .profiles import ChannelRules, Profile
from .rcs import RcsClass, rcs_class, rcs_segments
from .refusals import refusals

__all__ = ["check", "with_codes"]

_TEXT = frozenset({"text"})
_SENT = ("text", "header", "footer", "caption", "subject", "title", "description", "button.caption")
"""Fields that a recipient reads."""
_NAMES = {"recipients": "a recipient", "sender": "a sender"}


def check(
    message: OutboundMessage, profile: Profile, *, policy: Policy | None = None, now: datetime | None = None
) -> Validation:
    """Judge a message by a profile.

    Args:
        message: as it would be sent.
        profile: whose rules apply.
        policy: how SMS is counted; the profile's own where it is `None`.
        now: aware; without it a schedule is not compared with any time.

    Raises:
        ValueError: `now` is naive.
    """
    if not isinstance(message, OutboundMessage):
        raise TypeError(f"a message must be an OutboundMessage, not {type(message).__name__}")
    if now is not None and now.tzinfo is None:
        raise ValueError("now must be aware, such as datetime.now(UTC); a naive time cannot be compared")
    rules = profile.channels.get(message.channel)
    if rules is None:
        return Validation(with_codes([_not_offered(message, profile)], message.channel, profile))
    # A question is asked only where there is something to ask about: most messages are a text and no more.
    findings: list[Finding] = []
    more = message.image or message.button or message.template or message.media
    if more or not message.text or _TEXT not in rules.combinations:
        findings += _parts(message, rules)
    if message.text is not None and (not message.text or message.text.isspace()):
        findings += _blank(message.text, rules, profile, findings)
    if rules.required:
        findings += _required(message, rules)
    counted = None
    if message.channel is Channel.SMS:
        if message.text is not None:
            counted = _count(message.text, profile, policy, findings)
    else:
        findings += _unsendable(message)
    if rules.limits or (counted is not None and counted.segments > profile.max_segments):
        findings += _limits(message, profile, counted, findings)
    if counted is not None and profile.divides and (theirs := profile.divided(counted)) != counted.segments:
        findings.append(_divided(theirs, counted, profile))
    most = rules.max_suggestions_of_card if message.title or message.image else rules.max_suggestions
    if most is not None and len(message.suggestions) > most:
        problem = f"{len(message.suggestions)} suggestions, but {message.channel} takes at most {most} here"
        findings.append(_error("SEG304", "suggestions", f"{problem}; leave some out"))
    if message.options:
        findings += _options(message, rules)
    if message.sender is not None or message.recipients:
        findings += _people(message, rules, profile)
    findings += refusals(message, counted)
    if message.schedule is not None and now is not None:
        findings += _schedule(message.schedule, now)
    if message.template is not None or message.variables is not None:
        findings += _template(message, profile)
    if message.send_style is not None:
        findings += _style(message.send_style, profile)
    if message.channel is Channel.RCS and not any(finding.rule == "SEG101" for finding in findings):
        findings += _rcs(message)
    downgraded = None
    if profile.downgrades and message.channel in profile.downgrades:
        less = replace(message, channel=profile.downgrades[message.channel])
        downgraded = check(less, profile, policy=policy, now=now)
        findings.append(_may_be_downgraded(less, downgraded, findings))
    return Validation(with_codes(findings, message.channel, profile) if findings else (), counted, downgraded)


def with_codes(findings: Iterable[Finding], channel: Channel, profile: Profile) -> tuple[Finding, ...]:
    """Add the provider's own codes to errors. Their keys name fields without a place in them."""
    return tuple(
        finding._replace(provider_code=profile.code(finding.rule, finding.field.partition("[")[0], channel))
        if finding.severity is Severity.ERROR
        else finding
        for finding in findings
    )


def _error(rule: str, field: str, message: str, start: int | None = None, stop: int | None = None) -> Finding:
    return Finding(rule, Severity.ERROR, field, message, start, stop)


def _not_offered(message: OutboundMessage, profile: Profile) -> Finding:
    offered = ", ".join(profile.channels)
    return _error(
        "SEG201", "channel", f"{profile.name} does not offer {message.channel}; it offers {offered}"
    )


def _parts(message: OutboundMessage, rules: ChannelRules) -> Iterator[Finding]:
    """Check whether the parts that are there may be sent together."""
    given = {
        "text": message.text or (message.text is not None and rules.empty_text),
        "image": message.image,
        "button": message.button and (message.button.caption or message.button.url),
        "template": message.template,
        "media": message.media,
    }
    parts = {part for part, value in given.items() if value}
    if parts in rules.combinations:
        return
    channel, together = message.channel, " and ".join(sorted(parts))
    larger = [combination for combination in rules.combinations if combination > parts]
    if not parts - {"button"}:
        sets = [parts for parts in rules.combinations if parts != {"button"}]
        smallest = [parts for parts in sets if not any(other < parts for other in sets)]
        needed = " or ".join(" and ".join(sorted(parts)) for parts in smallest)
        yield _error("SEG202", "text", f"there is nothing to send: {channel} needs {needed}")
    elif unsupported := parts.difference(*rules.combinations):
        for part in sorted(unsupported):
            problem = f"{channel} does not accept {part} here; leave it out or change the channel"
            yield _error("SEG203", part, problem)
    elif not larger:
        yield _error("SEG203", min(parts), f"{channel} does not accept {together} together")
    else:
        for part in sorted(min(larger, key=len) - parts):
            yield _error("SEG204", part, f"{together} on {channel} needs a {part} too; add one")


def _options(message: OutboundMessage, rules: ChannelRules) -> Iterator[Finding]:
    """Check whether a list has as many rows as the channel takes."""
    given, channel = len(message.options), message.channel
    if rules.max_options is not None and given > rules.max_options:
        problem = f"{given:,} options, but {channel} takes at most {rules.max_options}; leave some out"
        yield _error("SEG304", "options", problem)
    if rules.min_options is not None and given < rules.min_options:
        yield _error("SEG204", "options", f"{channel} needs at least {rules.min_options} options; add some")


def _required(message: OutboundMessage, rules: ChannelRules) -> Iterator[Finding]:
    for field in rules.required:
        if not getattr(message, field):
            yield _error("SEG002", field, f"{_NAMES.get(field, field)} is required; add one")


def _blank(text: str, rules: ChannelRules, profile: Profile, known: Iterable[Finding]) -> Iterable[Finding]:
    """Report a text of nothing but white space: an error where the provider takes that for no text."""
    if any(finding.rule == "SEG202" for finding in known):
        return
    what = "is white space alone" if text else "is empty"
    refused = profile.strip and not rules.empty_text and text
    problem = f"text {what}, which {profile.name} strips" if refused else f"text {what}"
    severity = Severity.ERROR if refused else Severity.WARNING
    yield Finding("SEG205", severity, "text", f"{problem}; give the text to send")


def _unsendable(message: OutboundMessage) -> Iterator[Finding]:
    """Check whether the texts can be coded at all; only a surrogate cannot."""
    for field in _SENT:
        try:
            measure(_field(message, field) or "", Measure.UTF8_OCTETS)
        except UnencodableError as error:
            yield _unencodable(error, field)


def _limits(
    message: OutboundMessage, profile: Profile, counted: Count | None, findings: Iterable[Finding]
) -> list[Finding]:
    """Check whether every field that can be coded keeps within its limits."""
    unsendable = {finding.field for finding in findings if finding.rule == "SEG101"}
    exceeded: list[Finding] = []
    over: list[Excess | UnencodableError] = []
    if message.text and "text" not in unsendable:
        kind, alone = message.kind, _is_alone(message)
        channel, others = message.channel, _others(message)
        over += text_excesses(
            message.text, profile, channel, counted=counted, kind=kind, alone=alone, beside=others
        )
    if over:
        refused = [_number(more) for more in over if not _is_advice(more)]
        exceeded += [
            _beyond(more, "text", message.channel)
            for more in over
            # The same number by another measure, where that is advice, adds nothing to the error.
            if not (_is_advice(more) and _number(more) in refused)
        ]
    limits = profile.channels[message.channel].limits
    for field in dict.fromkeys(limit.field for limit in limits if limit.field not in {"text", *unsendable}):
        for limit in limits_on(limits, field, kind=message.kind):
            exceeded += _over(message, limit)
    return exceeded


def _is_advice(more: Excess | UnencodableError) -> bool:
    return isinstance(more, Excess) and more.limit.severity is not Severity.ERROR


def _number(more: Excess | UnencodableError) -> int | None:
    return more.limit.number if isinstance(more, Excess) else None


def _over(message: OutboundMessage, limit: Limit) -> Iterator[Finding]:
    """Check whether a field, or each item of one that holds several, keeps within its limit."""
    texts = {limit.field: _field(message, limit.field)}
    if limit.field in LISTED:
        listed = enumerate(getattr(message, limit.field))
        texts = {f"{limit.field}[{place}]": text for place, text in listed}
    for field, text in texts.items():
        if text and (over := excess(text, limit)):
            yield _beyond(over, field, message.channel)


def _is_alone(message: OutboundMessage) -> bool:
    """Return whether a message is a body and nothing else."""
    more = message.header, message.footer, message.button, message.image, message.media
    return not any((*more, *_others(message)))


def _others(message: OutboundMessage) -> list[str]:
    """Return the fields of several texts that a message has."""
    return [field for field in LISTED if getattr(message, field)]


def _field(message: OutboundMessage, name: str) -> str | None:
    """Return the text of a field, ``button.caption`` too."""
    value: object = message
    for step in name.split("."):
        value = getattr(value, step, None)
    return value if isinstance(value, str) else None


def _beyond(more: Excess | UnencodableError, field: str, channel: Channel) -> Finding:
    """Return the finding that a text exceeds a limit: by how much, and where."""
    if isinstance(more, UnencodableError):
        return _unencodable(more, field)
    limit = more.limit
    takes = f"{channel} takes" if limit.severity is Severity.ERROR else "is advised"
    if limit.measure is Measure.SEGMENTS:
        message = f"{field} takes {more.words}, more than {takes} ({limit.number:,}); shorten it"
        return Finding("SEG103", limit.severity, field, message)
    message = f"{field} is {more.words}, {more.over:,} more than {takes} ({limit.number:,}); shorten it"
    return Finding("SEG102", limit.severity, field, message, more.start, len(more.text))


def _unencodable(error: UnencodableError, field: str) -> Finding:
    return _error("SEG101", field, str(error), error.index, error.index + 1)


def _count(text: str, profile: Profile, policy: Policy | None, findings: list[Finding]) -> Count | None:
    """Count an SMS as the provider would send it."""
    try:
        return count(profile.prepared(text), policy=policy or profile.policy)
    except UnencodableError as error:
        findings.append(_unencodable(_placed(error, text, profile), "text"))
        return None


def _placed(error: UnencodableError, text: str, profile: Profile) -> UnencodableError:
    """Return the error with its place in the text as written, before the provider changed it."""
    stripped = len(text) - len(text.lstrip()) if profile.strip else 0
    index = error.index - len(profile.prefix) + stripped
    if not (0 <= index < len(text) and text[index] == error.character):
        return error  # in what the provider adds
    return UnencodableError(
        index=index, character=error.character, problem=error.problem, remedy=error.remedy
    )


def _divided(theirs: int, counted: Count, profile: Profile) -> Finding:
    problem = f"{profile.name} divides the total and counts {theirs:,} segments; cut, the text takes "
    return Finding("SEG120", Severity.INFO, "text", f"{problem}{counted.segments:,}")


def _people(message: OutboundMessage, rules: ChannelRules, profile: Profile) -> list[Finding]:
    """Check whether sender and recipients have the form the channel needs, and are not too many."""
    findings = []
    if message.sender is not None and rules.sender and not _matches(rules.sender[0], message.sender):
        problem = f"{_quoted(message.sender)} is not a valid sender: {rules.sender[1]}"
        findings.append(_error("SEG303", "sender", problem))
    most, given = profile.max_recipients, len(message.recipients)
    if most is not None and given > most:
        problem = f"{given:,} recipients, but {profile.name} takes at most {most:,}; send several messages"
        findings.append(_error("SEG301", "recipients", problem))
    if rules.recipient:
        form, words = rules.recipient
        findings += [
            _error("SEG302", f"recipients[{place}]", f"{_quoted(number)} is not a valid recipient: {words}")
            for place, number in enumerate(message.recipients)
            if not _matches(form, number)
        ]
    return findings


def _quoted(value: str) -> str:
    """Return a value in quotes, cut where it is long."""
    return repr(value if len(value) <= 40 else f"{value[:40]}…")


def _matches(form: str, value: str) -> bool:
    return re.fullmatch(form, value) is not None


def _schedule(when: datetime, now: datetime) -> Iterator[Finding]:
    """Check whether the schedule lies ahead. Without a zone it is read as UTC."""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    if aware <= now:
        yield _error("SEG402", "schedule", f"schedule {when} is not after now ({now}); choose a later time")


def _template(message: OutboundMessage, profile: Profile) -> list[Finding]:
    """Check whether a template has its variables, and each value keeps within its limit."""
    if message.variables is None:
        if message.template is None or not profile.template_needs_variables:
            return []
        return [_error("SEG502", "variables", "a template needs its variables; add them, or an empty list")]
    limits = [profile.max_variable] if profile.max_variable else []
    limits += limits_on(profile.channels[message.channel].limits, "variables", kind=message.kind)
    values = message.variables
    named = values.items() if isinstance(values, Mapping) else enumerate(values)
    return [
        _beyond(more, f"variables[{name}]", message.channel)._replace(rule="SEG503")
        for name, value in named
        for limit in limits
        if (more := excess(value, limit))
    ]


def _style(style: str, profile: Profile) -> Iterator[Finding]:
    if style not in profile.send_styles:
        known = ", ".join(sorted(profile.send_styles))
        problem = f"{profile.name} does not know the send style {style!r}"
        yield _error(
            "SEG601", "send_style", f"{problem}; {f'use one of {known}' if known else 'leave it out'}"
        )


def _rcs(message: OutboundMessage) -> Iterator[Finding]:
    """Report the class of an RCS message if it is the more expensive one."""
    if rcs_class(message) is RcsClass.BASIC:
        return
    segments = rcs_segments(message.text or "")
    why = "its text has more than 160 octets of UTF-8" if segments > 1 else "it is more than a text"
    problem = f"goes as Single, not Basic: {why}"
    if segments > 1:
        problem += f"; carriers in the US bill {segments:,} segments"
    yield Finding("SEG105", Severity.INFO, "text", problem)


def _may_be_downgraded(less: OutboundMessage, downgraded: Validation, findings: Iterable[Finding]) -> Finding:
    """Return what the message becomes, and what is wrong only with that."""
    problem = f"may go as {less.channel} if the recipient cannot receive it"
    if counted := downgraded.count:
        problem += f": {counted.segments} segment{'s' * (counted.segments > 1)}, {counted.encoding}"
    known = {(finding.rule, finding.field) for finding in findings}
    errors = [finding for finding in downgraded.findings if finding.severity is Severity.ERROR]
    further = [finding.message for finding in errors if (finding.rule, finding.field) not in known]
    if further:
        problem += f"; {less.channel} would refuse it: {'; '.join(further)}"
    elif errors:
        problem += f"; {less.channel} would refuse it too"
    return Finding("SEG104", Severity.WARNING if errors else Severity.INFO, "channel", problem)
