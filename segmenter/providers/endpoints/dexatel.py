"""Dexatel's endpoints: the calls of its messages and campaigns documents.

Parameters are those of the documents; how a call is sent is not known here.

Sources: Dexatel, Messages: Query, Delete; Campaigns: Query (documents in hand); sending: messages-add.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..dexatel.records import CAMPAIGN_RECORDS, MESSAGE_RECORDS, CampaignRecord
from ..records import Record
from .calls import Call, Listing, call_of, listing_of

__all__ = ["campaigns", "delete_message", "messages", "send"]


def messages(
    *,
    countries: str | None = None,
    sender_ids: str | None = None,
    created_date_start: str | None = None,
    created_date_end: str | None = None,
    direction: str | None = None,
    statuses: str | None = None,
    to: str | None = None,
    from_: str | None = None,
    to_prefix: str | None = None,
    channel: str | None = None,
    page_size: str | None = None,
    page_token: str | None = None,
) -> Listing[Record]:
    """Return the list of messages: ``GET /v1/messages``.

    Every argument but the last two is one of ``filter[…]``. The document does not say how several values, or
    dates, are written; they are sent as they are given.

    Raises:
        CallError: a value is empty.

    >>> messages(direction="MT", page_size="50").request("https://api.dexatel.com").url
    'https://api.dexatel.com/v1/messages?page_size=50&filter%5Bdirection%5D=MT'
    """
    return listing_of("dexatel", "messages", locals(), MESSAGE_RECORDS)


def campaigns(
    *, channel: str | None = None, page_size: str | None = None, page_token: str | None = None
) -> Listing[CampaignRecord]:
    """Return the list of campaigns: ``GET /v1/campaigns``.

    Raises:
        CallError: a value is empty.
    """
    return listing_of("dexatel", "campaigns", locals(), CAMPAIGN_RECORDS)


def delete_message(id: str) -> Call[Record]:  # noqa: A002  # the document's name
    """Return the call that deletes a message: ``DELETE /v1/messages/{id}``; one not sent yet is canceled.

    >>> delete_message("48e2").request("https://api.dexatel.com").method
    'DELETE'
    """
    return call_of("dexatel", "delete_message", locals(), None)


def send(
    *,
    from_: str,
    to: Sequence[str],
    channel: str,
    text: str | None = None,
    image: str | None = None,
    caption: str | None = None,
    button: dict[str, Any] | None = None,
    template: str | None = None,
    variables: Sequence[str] | None = None,
    schedule: str | None = None,
) -> Call[Record]:
    """Return the call that sends a message: ``POST /v1/messages``, by the page messages-add.

    Raises:
        CallError: a value has the wrong type.

    >>> send(from_="Acme", to=["447700900123"], channel="SMS", text="Hi").body()
    {'data': {'from': 'Acme', 'to': ['447700900123'], 'channel': 'SMS', 'text': 'Hi'}}
    """
    return call_of("dexatel", "send", locals(), MESSAGE_RECORDS)
