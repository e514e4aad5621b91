"""Sendblue's endpoints: the calls of its document on messages.

Parameters are those of the document and of the SDK; how a call is sent is not known here.

Sources: Sendblue, Messages (document in hand); list parameters, body of a send: sendblue 1.33.0, PyPI.
"""

from __future__ import annotations

from typing import Any

from ..records import Record
from ..sendblue import MESSAGES
from .calls import Call, Listing, call_of, listing_of

__all__ = ["message", "messages", "send", "status"]


def messages(
    *,
    account_email: str | None = None,
    created_at_gte: str | None = None,
    created_at_lte: str | None = None,
    from_number: str | None = None,
    group_id: str | None = None,
    is_outbound: str | None = None,
    limit: int | None = None,
    message_type: str | None = None,
    number: str | None = None,
    offset: int | None = None,
    order_by: str | None = None,
    order_direction: str | None = None,
    sendblue_number: str | None = None,
    sent_at_gte: str | None = None,
    sent_at_lte: str | None = None,
    service: str | None = None,
    status: str | None = None,
    to_number: str | None = None,
    updated_at_gte: str | None = None,
    updated_at_lte: str | None = None,
    worker_id: str | None = None,
) -> Listing[Record]:
    """Return the list of messages: ``GET /api/v2/messages``.

    The oldest come first unless the order is given: what arrives meanwhile comes last, and no page shifts.

    Raises:
        CallError: a value is not one that the SDK allows.

    >>> messages(is_outbound="true", limit=50).request("https://api.sendblue.co").url.partition("?")[2]
    'is_outbound=true&limit=50&order_by=createdAt&order_direction=asc'
    """
    return listing_of("sendblue", "messages", locals(), MESSAGES)


def message(message_id: str) -> Call[Record]:
    """Return the call that gets one message: ``GET /api/v2/messages/{message_id}``.

    >>> message("a1b2").request("https://api.sendblue.co").url
    'https://api.sendblue.co/api/v2/messages/a1b2'
    """
    return call_of("sendblue", "message", locals(), MESSAGES)


def status(handle: str) -> Call[Record]:
    """Return the call that gets a message's status: ``GET /api/status``.

    >>> status("a1b2").request("https://api.sendblue.co").url
    'https://api.sendblue.co/api/status?handle=a1b2'
    """
    return call_of("sendblue", "status", locals(), MESSAGES)


def send(
    *,
    number: str,
    from_number: str | None = None,
    content: str | None = None,
    media_url: str | None = None,
    send_style: str | None = None,
    status_callback: str | None = None,
    seat_id: str | None = None,
    pre_reply_override: bool | None = None,
    reply_to: dict[str, Any] | None = None,
    app_card: dict[str, Any] | None = None,
) -> Call[Record]:
    """Return the call that sends a message: ``POST /api/send-message``.

    Raises:
        CallError: a value is not one that the SDK allows.

    >>> send(number="+15550100002", content="Hi").body()
    {'number': '+15550100002', 'content': 'Hi'}
    """
    return call_of("sendblue", "send", locals(), MESSAGES)
