"""Requests: the JSON of a message to be sent, read by a declared plan; a wrong form becomes a finding.

A line here knows JSON, keys and fields; what a provider calls them stands in its own file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, NamedTuple

from ..channels.findings import Finding, Severity, Validation
from ..channels.messages import LISTED, Button, Channel, MessageKind, OutboundMessage
from ..channels.profiles import Profile
from ..channels.validation import check, with_codes
from ..core.policy import Policy
from ..files.words import clipped, describe, did_you_mean
from ..spelling import chosen
from .readers import Misfit, Reader, number, text
from .records import RecordError, parsed

__all__ = [
    "ONE_STAND_IN",
    "OWN",
    "CheckedRequest",
    "KeyGroup",
    "KeyShape",
    "RequestKey",
    "RequestPlan",
    "as_written",
    "formatted_moment",
    "in_own_form",
    "iso_moment",
    "one_of",
    "only_one",
    "whole_number",
    "with_keys",
]

_STAND_IN = "?"


class KeyShape(Enum):
    """What the value of a key is made of."""

    ONE = "a value"
    LIST = "a list"
    NAMED = "a list or an object"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKey:
    """How the value of one key is read.

    Attributes:
        field: of `OutboundMessage` that it fills; its findings are about that.
        read: makes the field of a JSON value that is not null, or each item of it.
        shape: whether it holds one value or several.
        rule: of the finding where the value does not fit.
        remedy: what to do then, unless `read` says.
        required: what to do where the key is missing; empty where it may be missing.
        blank: rule of the finding where the value is the empty text; without one it counts as missing.
        stand_in: what the field is where its value does not fit, so that only that is reported.
    """

    field: str
    read: Reader = text
    shape: KeyShape = KeyShape.ONE
    rule: str = "SEG001"
    remedy: str = "write it in quotes"
    required: str = ""
    blank: str = ""
    stand_in: object = _STAND_IN


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyGroup:
    """How an object inside a body is read.

    Attributes:
        keys: how the value of each of its keys is read.
        make: makes one field of them, which has the name of the object's key; without it, each key fills a
            field of its own.
        required: what to do where the object is missing; empty where it may be missing.
    """

    keys: Mapping[str, RequestKey]
    make: Callable[..., object] | None = None
    required: str = ""


Keys = Mapping[str, RequestKey | KeyGroup]


class CheckedRequest(NamedTuple):
    """The result of checking a request.

    Attributes:
        validation: what is wrong with the form first, then with the message.
        message: as far as it could be read; `None` where the body is not an object with a known channel.
    """

    validation: Validation
    message: OutboundMessage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPlan:
    """How the body of a request becomes a message, and a message the body.

    Attributes:
        reads: how the value of each key is read.
        provider: whose documents have these keys, so that another key is a warning. Empty for a body with
            names of ours, where it is an error.
        under: the key that holds the others, where one does.
        blanks: whether an empty text is a value like any other.
        of_any_channel: fields that are checked where the channel is not known.
        others: further keys of the documents, which fill no field; only the type of their values is checked.
        sent_alone: those of them that are something to send, so that nothing else is needed.
        channel_of: makes the channel of the fields, where the body does not name it.
    """

    reads: Keys
    provider: str = ""
    under: str = ""
    blanks: bool = False
    of_any_channel: tuple[str, ...] = ()
    others: Mapping[str, Reader] = field(default_factory=dict)
    sent_alone: frozenset[str] = frozenset()
    channel_of: Callable[[Mapping[str, Any]], Channel] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the body's documents have."""
        return (*self.reads, *self.others)

    def check(
        self,
        body: object,
        profile: Profile,
        *,
        channel: Channel = Channel.SMS,
        policy: Policy | None = None,
        now: datetime | None = None,
    ) -> CheckedRequest:
        """Read a body, and judge the message in it.

        Args:
            body: JSON as text or octets, or parsed.
            profile: what judges the message.
            channel: how it travels where neither the body nor the plan says.
            policy: as for `check`.
            now: likewise.

        Raises:
            ValueError: `now` is naive.
        """
        findings: list[Finding] = []
        values = self._values(body, findings)
        if values is None:
            return CheckedRequest(Validation(with_codes(findings, channel, profile)), None)
        wrong = [finding.field for finding in findings if finding.severity is Severity.ERROR]
        channel_known = "channel" not in wrong
        if not channel_known and not self.of_any_channel:
            return CheckedRequest(Validation(tuple(findings)), None)
        given = {name: value for name, value in values.items() if name in _FIELDS and value is not None}
        if self.channel_of:
            channel = self.channel_of(given)
        message = OutboundMessage(**{"channel": channel} | given)
        # What another channel would make of half a message does not help.
        rules = replace(profile, downgrades={}) if wrong else profile
        validation = check(message, rules, policy=policy, now=now)
        if "text" in wrong:
            validation = validation._replace(count=None)  # of what stands for the text
        if self.sent_alone & values.keys():
            validation = _with_something_to_send(validation)
        judged = [finding for finding in validation.findings if not _inside(finding.field, wrong)]
        if not channel_known:
            judged = [finding for finding in judged if finding.field.startswith(self.of_any_channel)]
        coded = with_codes([*findings, *judged], message.channel, profile)
        return CheckedRequest(validation._replace(findings=coded), message)

    def _values(self, body: object, findings: list[Finding]) -> dict[str, Any] | None:
        """Return the fields of a body; nothing where there are none to read."""
        if isinstance(body, str | bytes | bytearray):
            try:
                body = parsed(body)
            except RecordError as error:
                place = f"line {error.line}, column {error.column}" if error.line else error.key
                at = f" ({place})" if place else ""
                findings.append(
                    _wrong("SEG001", "body", f"the body cannot be read: {error.problem}{at}; send an object")
                )
                return None
        if not isinstance(body, Mapping):
            form = f"{{{self.under!r}: {{…}}}}" if self.under else "the fields in braces"
            problem = f"the body is {describe(body)}, not an object; send {form}"
            findings.append(_wrong("SEG001", "body", problem))
            return None
        if self.under:
            inner = body.get(self.under)
            if not isinstance(inner, Mapping):
                problem = "is missing" if inner is None else f"is {describe(inner)}, not an object"
                problem = f"{self.under!r} {problem}; put the fields in it"
                findings.append(_wrong("SEG002", self.under, problem))
                return None
            findings += self._unknown(body, (self.under,), "", "")
            body = inner
        start = f"{self.under}." if self.under else ""
        values = dict(self._read(body, self.reads, start, "", findings, tuple(self.others)))
        for name, read in self.others.items():
            if (value := body.get(name)) is not None:
                key = RequestKey(field=name, read=read)
                values[name] = _item(value, key, start + name, name, findings)
        return values

    def _unknown(
        self, given: Mapping[str, Any], known: Collection[str], start: str, under: str
    ) -> Iterator[Finding]:
        """Yield a finding for each key of an object that the documents do not have."""
        for name in given:
            if name not in known:
                field, near = f"{under}{name}", did_you_mean(str(name), known)
                if self.provider:
                    problem = f"{self.provider}'s documents have no key {clipped(repr(f'{start}{name}'))}"
                    remedy = near or f"; the keys are {', '.join(known)}"
                    yield Finding("SEG003", Severity.WARNING, field, f"{problem}{remedy}")
                else:
                    problem = f"there is no field {clipped(repr(name))}; there are {', '.join(known)}{near}"
                    yield _wrong("SEG001", field, problem)

    def _read(
        self,
        given: Mapping[str, Any],
        keys: Keys,
        start: str,
        under: str,
        findings: list[Finding],
        others: tuple[str, ...] = (),
    ) -> Iterator[tuple[str, Any]]:
        """Yield each field that the keys of an object fill, and its value."""
        findings += self._unknown(given, (*keys, *others), start, under)
        for name, key in keys.items():
            value = given.get(name)
            if isinstance(key, KeyGroup):
                yield from self._read_group(name, value, key, start, findings)
                continue
            field, path = under + key.field, start + name
            if value is None or (value == "" and not self.blanks and not key.blank):
                if key.required:
                    findings.append(_wrong("SEG002", field, f"{path} is required; {key.required}"))
                    yield key.field, key.stand_in
            elif value == "" and key.blank:
                findings.append(_wrong(key.blank, field, f"{path} is empty; {key.required or key.remedy}"))
                yield key.field, key.stand_in
            elif key.shape is KeyShape.ONE:
                yield key.field, _item(value, key, path, field, findings)
            else:
                yield key.field, _items(value, key, path, field, findings)

    def _read_group(
        self, name: str, value: object, group: KeyGroup, start: str, findings: list[Finding]
    ) -> Iterator[tuple[str, Any]]:
        """Yield the field that an object inside a body makes, or each that its keys fill."""
        path = start + name
        if isinstance(value, Mapping):
            under = f"{name}." if group.make else ""
            fields = dict(self._read(value, group.keys, f"{path}.", under, findings))
            yield from [(name, group.make(**fields))] if group.make else fields.items()
            return
        if value is None and not group.required:
            return
        problem = f"{path} is required; {group.required}"
        if value is not None:
            problem = f"{path} is {describe(value)}, not an object with {' and '.join(group.keys)}"
        stand_ins = {
            key.field: key.stand_in if key.shape is KeyShape.ONE else () for key in group.keys.values()
        }
        fields_of = [name] if group.make else list(stand_ins)
        findings.append(_wrong("SEG002" if value is None else "SEG001", fields_of[0], problem))
        yield from [(name, group.make(**stand_ins))] if group.make else stand_ins.items()


def _items(value: object, key: RequestKey, path: str, field: str, findings: list[Finding]) -> object:
    if isinstance(value, list | tuple):
        return [
            _item(item, key, f"{path}[{place}]", f"{field}[{place}]", findings)
            for place, item in enumerate(value)
        ]
    if isinstance(value, Mapping) and key.shape is KeyShape.NAMED:
        return {
            str(name): _item(item, key, f"{path}[{name}]", f"{field}[{name}]", findings)
            for name, item in value.items()
        }
    findings.append(_wrong(key.rule, field, f"{path} is {describe(value)}, not {key.shape.value} of texts"))
    return ()


def _item(value: object, key: RequestKey, path: str, field: str, findings: list[Finding]) -> object:
    try:
        return key.read(value)
    except Misfit as misfit:
        remedy = misfit.remedy or key.remedy
        where = "" if path == field else f"{path}: "  # else the finding's field says it
        findings.append(_wrong(key.rule, field, f"{where}{misfit.reason}; {remedy}"))
        return key.stand_in


def _with_something_to_send(validation: Validation) -> Validation:
    """Return a validation without the finding that there is nothing to send."""
    findings = tuple(finding for finding in validation.findings if finding.rule != "SEG202")
    less = validation.downgraded and _with_something_to_send(validation.downgraded)
    return validation._replace(findings=findings, downgraded=less)


def _wrong(rule: str, field: str, message: str) -> Finding:
    return Finding(rule, Severity.ERROR, field, message)


def _inside(field: str, others: list[str]) -> bool:
    """Return whether a field is one of others, or a part of it."""
    return any(field == other or field.startswith((f"{other}.", f"{other}[")) for other in others)


def as_written(value: object) -> str:
    """Read a text, or a value of another type as JSON writes it."""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def one_of(table: Mapping[str, Any], *, spelled: bool = False) -> Reader:
    """Return a reader of one of some words, as what it means; exactly so, or `spelled` in any way."""

    def read(value: object) -> object:
        word = chosen(value, table) if spelled and isinstance(value, str) else value
        if isinstance(word, str) and word in table:
            return table[word]
        raise Misfit(f"{describe(value)} is not one of {', '.join(table)}", "choose one of these")

    return read


def only_one(value: object) -> tuple[str, ...]:
    """Read a text where our field holds several and a provider takes one in a request."""
    if isinstance(value, list | tuple):
        raise Misfit(f"{describe(value)} is not text", "give one in quotes; a request takes no more")
    return (text(value),)


ONE_STAND_IN = (_STAND_IN,)
"""What stands for the value of `only_one` where that does not fit."""


def whole_number(value: object) -> int:
    """Read a whole number, 0 or more."""
    try:
        return number(value)
    except Misfit as misfit:
        raise Misfit(misfit.reason, "write it without quotes") from None


def with_keys(*names: str) -> Reader:
    """Return a reader of an object that has these keys."""

    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            raise Misfit(f"{describe(value)} is not an object", "write its keys in braces")
        for name in names:
            if value.get(name) is None:
                raise Misfit(f"no {name} is in it", "add it")
        return value

    return read


def iso_moment(value: object) -> datetime:
    """Read a date and time of ISO 8601, with or without an offset."""
    try:
        return datetime.fromisoformat(text(value))
    except ValueError:
        raise Misfit(
            f"{describe(value)} is not a date and time", "write it as 2026-12-24T18:00+01:00"
        ) from None


def formatted_moment(form: str, words: str) -> Reader:
    """Return a reader of a date and time in a form of `strptime`, exactly so, in UTC."""

    def read(value: object) -> datetime:
        try:
            when = datetime.strptime(text(value), form).replace(tzinfo=UTC)
            if when.strftime(form) == value:
                return when
        except ValueError:
            pass
        raise Misfit(f"{describe(value)} is not a date and time", f"write it as {words}, in UTC")

    return read


_FIELDS = tuple(field.name for field in fields(OutboundMessage))
_SPECIAL: dict[str, RequestKey | KeyGroup] = {
    "channel": RequestKey(
        field="channel",
        read=one_of({str(channel): channel for channel in Channel}, spelled=True),
        rule="SEG201",
        stand_in=None,
    ),
    **{name: RequestKey(field=name, shape=KeyShape.LIST) for name in ("recipients", "media", *LISTED)},
    "kind": RequestKey(
        field="kind",
        read=one_of({str(name): name for name in MessageKind}, spelled=True),
        stand_in=None,
    ),
    "variables": RequestKey(field="variables", shape=KeyShape.NAMED),
    "button": KeyGroup(
        keys={field.name: RequestKey(field=field.name) for field in fields(Button)}, make=Button
    ),
    "schedule": RequestKey(field="schedule", read=iso_moment, rule="SEG401", stand_in=None),
}

OWN = RequestPlan(reads={name: _SPECIAL.get(name, RequestKey(field=name)) for name in _FIELDS}, blanks=True)
"""A body with the names of our own fields."""


def in_own_form(body: object, theirs: RequestPlan) -> bool:
    """Return whether a body has the names of our own fields, and none of a provider's.

    False where the provider's keys are in an object of their own: a body without it would be refused.
    """
    if isinstance(body, str | bytes | bytearray):
        try:
            body = parsed(body)
        except RecordError:
            return False
    names = set(body) if isinstance(body, Mapping) else set()
    return not theirs.under and bool(names) and names <= {*OWN.keys} and not names & {*theirs.keys}
