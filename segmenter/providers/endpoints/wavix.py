"""Wavix's endpoints: the calls of its document on messages, v3.

Parameters are those of the document; how a call is sent is not known here.

Sources: Wavix, List messages, v3 (document in hand); sending: wavix-python-sdk 1.1.1.
"""

from __future__ import annotations

from typing import Any

from ..records import Record
from ..wavix import MESSAGES
from .calls import Call, Listing, call_of, listing_of

__all__ = ["messages", "send"]


def messages(
    *,
    type: str,  # noqa: A002  # the document's name
    sent_after: str | None = None,
    sent_before: str | None = None,
    from_: str | None = None,
    to: str | None = None,
    status: str | None = None,
    tag: str | None = None,
    message_type: str | None = None,
    page: int | None = None,
    per_page: int | None = None,
) -> Listing[Record]:
    """Return the list of messages: ``GET /v3/messages``, 100 a page unless `per_page` says otherwise.

    Raises:
        CallError: a value is not one that the document allows.

    >>> messages(type="outbound", sent_after="2026-11-01").request("https://api.wavix.com").url
    'https://api.wavix.com/v3/messages?sent_after=2026-11-01&type=outbound&per_page=100'
    """
    return listing_of("wavix", "messages", locals(), MESSAGES)


def send(
    *,
    from_: str,
    to: str,
    message_body: dict[str, Any],
    callback_url: str | None = None,
    validity: int | None = None,
    tag: str | None = None,
) -> Call[Record]:
    """Return the call that sends a message: ``POST /v3/messages``, by the SDK.

    Raises:
        CallError: a value has the wrong type.

    >>> send(from_="Acme", to="447700900123", message_body={"text": "Hi"}).body()
    {'from': 'Acme', 'to': '447700900123', 'message_body': {'text': 'Hi'}}
    """
    return call_of("wavix", "send", locals(), MESSAGES)
