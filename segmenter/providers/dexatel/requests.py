"""Dexatel's request bodies: every error code that can be known before sending.

A line here says which key fills which field; what a message may be stands in `profile`. The codes that only
the server can know are in the profiles' `server_codes`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from ...channels.findings import Finding
from ...channels.messages import Button
from ...files.words import describe
from ..readers import Misfit, text
from ..requests import KeyGroup, KeyShape, RequestKey, RequestPlan, as_written, formatted_moment, one_of
from .profile import CAMPAIGNS, CHANNEL_NAMES, PROFILE

__all__ = ["CAMPAIGN_REQUESTS", "MESSAGE_REQUESTS", "check_campaign", "check_message"]

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _identifier(value: object) -> str:
    if isinstance(value, str) and _UUID.fullmatch(value):
        return value
    raise Misfit(f"{describe(value)} is not a UUID", "give the identifier that Dexatel shows")


_CHANNEL = RequestKey(field="channel", read=one_of(CHANNEL_NAMES), rule="SEG201", stand_in=None)
_SENDER = RequestKey(field="sender")
_SCHEDULE = RequestKey(
    field="schedule",
    read=formatted_moment("%Y-%m-%d %H:%M:%S", "yyyy-MM-dd HH:mm:ss"),
    rule="SEG401",
    stand_in=None,
)
_OF_ANY_CHANNEL = ("sender", "recipients", "schedule")

MESSAGE_REQUESTS = RequestPlan(
    reads={
        "channel": replace(_CHANNEL, required=f"give one of {', '.join(CHANNEL_NAMES)}"),
        "text": RequestKey(field="text", blank="SEG002"),
        "template": RequestKey(field="template", read=_identifier, rule="SEG501", blank="SEG501"),
        "from": _SENDER,
        "to": RequestKey(field="recipients", read=as_written, shape=KeyShape.LIST),
        "image": RequestKey(field="image"),
        "caption": RequestKey(field="caption"),
        "button": KeyGroup(
            keys={"caption": RequestKey(field="caption"), "url": RequestKey(field="url")}, make=Button
        ),
        "variables": RequestKey(field="variables", read=as_written, shape=KeyShape.LIST),
        "schedule": _SCHEDULE,
    },
    provider="dexatel",
    under="data",
    of_any_channel=_OF_ANY_CHANNEL,
)
"""The bodies of ``POST /v1/messages``."""

CAMPAIGN_REQUESTS = RequestPlan(
    reads={
        "audience": RequestKey(field="audience", read=_identifier, required="give its UUID", blank="SEG001"),
        "template": RequestKey(field="template", read=_identifier, required="give its UUID", blank="SEG001"),
        "channel": _CHANNEL,
        "from": _SENDER,
        "schedule": _SCHEDULE,
    },
    others={"name": text},
    provider="dexatel",
    under="data",
    of_any_channel=_OF_ANY_CHANNEL,
)
"""The bodies of ``POST /v1/campaigns``."""


def check_message(body: object, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Check the body of ``POST /v1/messages`` before it is sent.

    Args:
        body: ``{"data": {...}}`` as JSON text or parsed.
        now: aware; without it the schedule is not compared with any time.

    Returns:
        A finding for each thing Dexatel would refuse, its `provider_code` the documented number.

    Raises:
        ValueError: `now` is naive.

    Source: Dexatel, Messages, error codes 1503-1523.

    >>> body = {"data": {"to": [], "channel": "SMS", "text": "Hi"}}
    >>> [finding.provider_code for finding in check_message(body)]
    [1503, 1506]
    """
    return MESSAGE_REQUESTS.check(body, PROFILE, now=now).validation.findings


def check_campaign(body: object, *, now: datetime | None = None) -> tuple[Finding, ...]:
    """Check the body of ``POST /v1/campaigns`` before it is sent, as `check_message` does.

    Source: Dexatel, Campaigns, error codes 1522 and 1601-1617.

    >>> body = {"data": {"from": "Acme", "audience": "all"}}
    >>> [finding.provider_code for finding in check_campaign(body)]
    [1606, 1607]
    """
    return CAMPAIGN_REQUESTS.check(body, CAMPAIGNS, now=now).validation.findings
