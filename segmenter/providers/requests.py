"""Requests: the JSON of a message to be sent, read by a declared plan; a wrong form becomes a finding.

A line here knows JSON, keys and fields; what a provider calls them stands in its own file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, NamedTuple

from ..channels.findings import Finding, Severity, Validation
from ..channels.messages import Button, Channel, MessageKind, OutboundMessage
from ..channels.profiles import Profile
from ..channels.validation import check, with_codes
from ..core.policy import Policy
from ..files.words import describe
from ..spelling import chosen
from .documents import parsed
from .readers import Misfit, Reader, text
from .records import RecordError

__all__ = [
    "OWN",
    "CheckedRequest",
    "KeyShape",
    "RequestKey",
    "RequestPlan",
    "as_written",
    "formatted_moment",
    "iso_moment",
    "one_of",
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
        shape: whether there are several.
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


class CheckedRequest(NamedTuple):
    """What came of a request.

    Attributes:
        validation: what is wrong with the form first, then with the message.
        message: as far as it could be read; `None` where the body is not an object with a known channel.
    """

    validation: Validation
    message: OutboundMessage | None


class RequestPlan:
    """How the body of a request becomes a message.

    Args:
        keys: how the value of each is read; or, for one that holds an object, those inside it.
        under: the key that holds the others, where one does.
        closed: whether a key that is not in the plan is a finding.
        blanks: whether an empty text is a value like any other.
        of_any_channel: fields that are checked where the channel is not known.
    """

    def __init__(
        self,
        keys: Mapping[str, RequestKey | Mapping[str, RequestKey]],
        *,
        under: str = "",
        closed: bool = False,
        blanks: bool = False,
        of_any_channel: tuple[str, ...] = (),
    ) -> None:
        self._keys = keys
        self._under = under
        self._closed = closed
        self._blanks = blanks
        self._of_any_channel = of_any_channel

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
            channel: how it travels where the body does not say.
            policy: as for `check`.
            now: likewise.

        Raises:
            ValueError: `now` is naive.
        """
        findings: list[Finding] = []
        values = self._values(body, findings)
        if values is None:
            return CheckedRequest(Validation(with_codes(findings, channel, profile)), None)
        channel_known = not any(finding.field == "channel" for finding in findings)
        if not channel_known and not self._of_any_channel:
            return CheckedRequest(Validation(tuple(findings)), None)
        given = {name: value for name, value in values.items() if name in _FIELDS and value is not None}
        message = OutboundMessage(**{"channel": channel} | given)
        # What another channel would make of half a message does not help.
        rules = replace(profile, downgrades={}) if findings else profile
        validation = check(message, rules, policy=policy, now=now)
        wrong = [finding.field for finding in findings]
        judged = [finding for finding in validation.findings if not _inside(finding.field, wrong)]
        if not channel_known:
            judged = [finding for finding in judged if finding.field.startswith(self._of_any_channel)]
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
            form = f"{{{self._under!r}: {{…}}}}" if self._under else "the fields in braces"
            problem = f"the body is {describe(body)}, not an object; send {form}"
            findings.append(_wrong("SEG001", "body", problem))
            return None
        if self._under:
            inner = body.get(self._under)
            if not isinstance(inner, Mapping):
                problem = "is missing" if inner is None else f"is {describe(inner)}, not an object"
                problem = f"{self._under!r} {problem}; put the fields in it"
                findings.append(_wrong("SEG002", self._under, problem))
                return None
            body = inner
        start = f"{self._under}." if self._under else ""
        return dict(self._read(body, self._keys, start, "", findings))

    def _read(
        self,
        given: Mapping[str, Any],
        keys: Mapping[str, RequestKey | Mapping[str, RequestKey]],
        start: str,
        under: str,
        findings: list[Finding],
    ) -> Iterator[tuple[str, Any]]:
        """Yield each field that the keys of an object fill, and its value."""
        if self._closed:
            known = ", ".join(keys)
            findings += [
                _wrong("SEG001", f"{under}{name}", f"there is no field {name!r}; there are {known}")
                for name in given
                if name not in keys
            ]
        for name, key in keys.items():
            value = given.get(name)
            if not isinstance(key, RequestKey):
                if isinstance(value, Mapping):
                    yield (
                        name,
                        Button(**dict(self._read(value, key, f"{start}{name}.", f"{name}.", findings))),
                    )
                elif value is not None:
                    problem = f"{start}{name} is {describe(value)}, not an object with {' and '.join(key)}"
                    findings.append(_wrong("SEG001", name, problem))
                    yield name, Button(_STAND_IN, _STAND_IN)
                continue
            field, path = under + key.field, start + name
            if value is None or (value == "" and not self._blanks and not key.blank):
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


def _wrong(rule: str, field: str, message: str) -> Finding:
    return Finding(rule, Severity.ERROR, field, message)


def _inside(field: str, others: list[str]) -> bool:
    """Say whether a field is one of others, or a part of it."""
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


_FIELDS = {field.name for field in fields(OutboundMessage)}
_SPECIAL: dict[str, RequestKey | Mapping[str, RequestKey]] = {
    "channel": RequestKey(
        field="channel",
        read=one_of({str(channel): channel for channel in Channel}, spelled=True),
        rule="SEG201",
        stand_in=None,
    ),
    "recipients": RequestKey(field="recipients", shape=KeyShape.LIST),
    "media": RequestKey(field="media", shape=KeyShape.LIST),
    "suggestions": RequestKey(field="suggestions", shape=KeyShape.LIST),
    "options": RequestKey(field="options", shape=KeyShape.LIST),
    "option_descriptions": RequestKey(field="option_descriptions", shape=KeyShape.LIST),
    "cards": RequestKey(field="cards", shape=KeyShape.LIST),
    "kind": RequestKey(
        field="kind",
        read=one_of({str(name): name for name in MessageKind}, spelled=True),
        stand_in=None,
    ),
    "variables": RequestKey(field="variables", shape=KeyShape.NAMED),
    "button": {field.name: RequestKey(field=field.name) for field in fields(Button)},
    "schedule": RequestKey(field="schedule", read=iso_moment, rule="SEG401", stand_in=None),
}

OWN = RequestPlan(
    {field.name: _SPECIAL.get(field.name, RequestKey(field=field.name)) for field in fields(OutboundMessage)},
    closed=True,
    blanks=True,
)
"""A body with the names of our own fields."""
