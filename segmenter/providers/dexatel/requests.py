"""Dexatel's request bodies: every error code that can be known before sending.

A line here reads the body's form; what its content may be stands in `profile`. The codes that only the
server can know are in the profiles' `server_codes`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from ...channels.findings import Finding
from ...channels.messages import Button, Channel, OutboundMessage
from ...channels.validation import check, with_codes
from ..bodies import Body, wrong
from .profile import CAMPAIGNS, CHANNEL_NAMES, PROFILE

__all__ = ["check_campaign", "check_message"]

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SCHEDULE = "%Y-%m-%d %H:%M:%S", "yyyy-MM-dd HH:mm:ss"
_ABOUT_PEOPLE = ("sender", "recipients", "schedule")


def check_message(body: object, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Check the body of ``POST /v1/messages`` before it is sent.

    Args:
        body: ``{"data": {...}}`` as JSON text or parsed.
        now: aware; without it the schedule is compared with no clock.

    Returns:
        A finding for each thing Dexatel would refuse, its `provider_code` the documented number.

    Raises:
        ValueError: `now` is naive.

    Source: Dexatel, Messages, error codes 1503-1523.

    >>> body = {"data": {"to": [], "channel": "SMS", "text": "Hi"}}
    >>> [finding.provider_code for finding in check_message(body)]
    [1503, 1506]
    """
    read = Body.read(body, under="data")
    if not read.fields and read.findings:
        return with_codes(read.findings, Channel.SMS, PROFILE)
    message = _message(read)
    findings = check(message, PROFILE, now=now).findings
    channel = CHANNEL_NAMES.get(_name(read.fields.get("channel")))
    if channel is None:
        findings = tuple(finding for finding in findings if finding.field.startswith(_ABOUT_PEOPLE))
        names = ", ".join(CHANNEL_NAMES)
        read.findings.insert(0, wrong("SEG201", "channel", f"'data.channel' should be in: {names}"))
    return with_codes(read.first(findings), message.channel, PROFILE)


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


def _message(read: Body) -> OutboundMessage:
    if read.fields.get("text") == "":
        read.findings.append(wrong("SEG002", "text", "'data.text' is required; write a text"))
    template = _id(read, "template", "SEG501")
    return OutboundMessage(
        channel=CHANNEL_NAMES.get(_name(read.fields.get("channel")), Channel.SMS),
        sender=read.text("from", "sender"),
        recipients=read.texts("to", "recipients") or (),
        text=read.text("text", "text"),
        image=read.text("image", "image"),
        button=_button(read),
        template=template or ("wrong" if read.said("template") else None),
        variables=read.texts("variables", "variables"),
        schedule=read.time("schedule", "schedule", *_SCHEDULE),
    )


def _id(read: Body, field: str, rule: str) -> str | None:
    """Return a field that must be a UUID."""
    value = read.text(field, field, rule=rule)
    if read.fields.get(field) == "" or (value is not None and not _UUID.fullmatch(value)):
        read.findings.append(wrong(rule, field, f"{field} {value or ''!r} is no identifier; write its UUID"))
        return None
    return value


def _button(read: Body) -> Button | None:
    value = read.fields.get("button")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        read.findings.append(
            wrong("SEG001", "button", "'data.button' must be an object with caption and url")
        )
        return None
    inner = Body(value, read.findings)
    return Button(inner.text("caption", "button.caption"), inner.text("url", "button.url"))


def check_campaign(body: object, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Check the body of ``POST /v1/campaigns`` before it is sent.

    Args:
        body: ``{"data": {...}}`` as JSON text or parsed.
        now: aware; without it the schedule is compared with no clock.

    Returns:
        A finding for each thing Dexatel would refuse, its `provider_code` the documented number.

    Raises:
        ValueError: `now` is naive.

    Source: Dexatel, Campaigns, error codes 1522 and 1601-1617.

    >>> body = {"data": {"from": "Acme", "audience": "all"}}
    >>> [finding.provider_code for finding in check_campaign(body)]
    [1606, 1607]
    """
    read = Body.read(body, under="data")
    if not read.fields and read.findings:
        return with_codes(read.findings, Channel.SMS, CAMPAIGNS)
    for field in ("audience", "template"):
        if _id(read, field, "SEG001") is None and not read.said(field):
            read.findings.append(wrong("SEG002", field, f"'data.{field}' is required; give its UUID"))
    channel = _name(read.fields.get("channel"))
    if read.fields.get("channel") is not None and channel not in CHANNEL_NAMES:
        names = ", ".join(CHANNEL_NAMES)
        read.findings.append(wrong("SEG201", "channel", f"'data.channel' should be in: {names}"))
    message = OutboundMessage(
        channel=CHANNEL_NAMES.get(channel, Channel.SMS),
        sender=read.text("from", "sender"),
        template="given",
        schedule=read.time("schedule", "schedule", *_SCHEDULE),
    )
    findings = check(message, CAMPAIGNS, now=now).findings
    return with_codes(read.first(findings), message.channel, CAMPAIGNS)
