"""Dexatel's records: messages and campaigns as its API and its webhooks give them.

A line here holds documented names and values; how they are read stands in `segmenter.providers.plans`.

Sources: Dexatel, Messages and Campaigns, Query (`seeds/000`, `002`); developers.dexatel.com, messages-query
and messages-get (``segments_count``, ``to`` as an array, MT and MO), webhooks-delivery and webhooks-message
(``message_id``, ``mccmnc``, ``price``, ``timestamp``, upper-case statuses, channels); FACTS.md section 4.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from ...channels.messages import Channel as OurChannel
from ...core.policy import Encoding
from ...core.results import plain_fields
from ..plans import RecordPlan
from ..readers import choices, filled, locator, money, number, text, texts, utc_moment
from ..records import (
    NO_EXTRA,
    STRICT,
    Document,
    Outcome,
    ProviderWord,
    Record,
    field_index,
    record_kind,
    set_network,
)
from ..records import Direction as CommonDirection

__all__ = [
    "CAMPAIGN_RECORDS",
    "MESSAGE_RECORDS",
    "CampaignRecord",
    "CampaignStatus",
    "Channel",
    "Direction",
    "Status",
    "read_campaigns",
    "read_messages",
]


class Status(ProviderWord):
    """How far a message came. Delivery webhooks add the last two, and may write any in upper case."""

    SCHEDULED = "scheduled", Outcome.PENDING
    ENROUTE = "enroute", Outcome.SENT
    SENT = "sent", Outcome.SENT
    RECEIVED = "received", Outcome.RECEIVED
    DELIVERED = "delivered", Outcome.DELIVERED
    FAILED = "failed", Outcome.FAILED
    REJECTED = "rejected", Outcome.REJECTED
    EXPIRED = "expired", Outcome.FAILED


class Channel(ProviderWord):
    """How a message travels: error 1515 of the older pages, then those of the newer ones."""

    SMS = "SMS", OurChannel.SMS
    WHATSAPP = "WHATSAPP", OurChannel.WHATSAPP
    VIBER = "VIBER", OurChannel.VIBER
    TELEGRAM = "TELEGRAM", OurChannel.TELEGRAM
    G_RCS = "G_RCS", OurChannel.RCS
    EMAIL_OTP = "EMAIL_OTP"
    VOICE = "VOICE"


class Direction(ProviderWord):
    """Which way, as the filter of the query has it: to a mobile (MT) or from one (MO)."""

    MT = "MT", CommonDirection.OUTBOUND
    MO = "MO", CommonDirection.INBOUND


class CampaignStatus(StrEnum):
    """How far a campaign came."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELED = "canceled"


@record_kind
class CampaignRecord(NamedTuple):
    """One text to an audience; a field is `None` where the document has none. Read-only, hashable.

    Attributes:
        id: Dexatel's identifier.
        account: identifier of the account.
        name: the sender's word for it, unique.
        channel: how its messages travel, in Dexatel's word.
        status: how far it came.
        template: identifier of the template.
        audience: identifier of the audience.
        scheduled: when it is to be sent; this and the other times are aware.
        created: when it was made.
        updated: when it was last changed.
        provider: ``dexatel``.
        common_channel: how its messages travel, in our words.
        extra: every key that has no field here, or whose value does not fit its field.
        problems: a sentence on each value that is not what the documentation says.
    """

    id: str | None = None
    account: str | None = None
    name: str | None = None
    channel: str | None = None
    status: str | None = None
    template: str | None = None
    audience: str | None = None
    scheduled: datetime | None = None
    created: datetime | None = None
    updated: datetime | None = None
    provider: str | None = None
    common_channel: OurChannel | None = None
    extra: Mapping[str, object] = NO_EXTRA
    problems: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the fields by name, as JSON can hold them."""
        return plain_fields(self)


_RECIPIENT, _PARTICIPANTS = map(field_index, ("recipient", "participants"))


def _recipient(value: object) -> object:
    """Read one recipient, or the array of them that the newer pages document."""
    return texts(value) if isinstance(value, list | tuple) else text(value)


def _finish(values: list[Any], rest: dict[str, Any], problems: list[str]) -> None:
    if isinstance(values[_RECIPIENT], tuple):
        recipients = values[_RECIPIENT]
        values[_RECIPIENT] = recipients[0] if len(recipients) == 1 else None
        values[_PARTICIPANTS] = recipients if len(recipients) > 1 else None
    if network := values[-1]:
        set_network(network, "mccmnc", values, rest, problems)


MESSAGE_RECORDS = RecordPlan(
    "dexatel",
    Record,
    what="Dexatel message",
    within="data",
    fields={
        "id": ("id", text),
        "account_id": ("account", text),
        "from": ("sender", text),
        "to": ("recipient", _recipient),
        "channel": ("channel", choices(Channel)),
        "status": ("status", choices(Status, **{word.value.upper(): word for word in Status})),
        "text": ("text", text),
        "image": ("media", texts),
        "schedule": ("scheduled", utc_moment),
        "template_id": ("template", filled),
        "create_date": ("created", utc_moment),
        "update_date": ("updated", utc_moment),
        "segments": ("segments", number),
        "encoding": ("encoding", choices(Encoding)),
        "direction": ("direction", choices(Direction)),
        "country": ("country", filled),
        "price": ("charge", money),
        "mccmnc": ("mccmnc", locator),
    },
    also={
        "message_id": "id",
        "segments_count": "segments",
        "timestamp": "update_date",
        "url": "image",
    },
    words=(Channel, Direction, Status),
    strict=STRICT | {"mccmnc"},
    finish=_finish,
)

CAMPAIGN_RECORDS = RecordPlan(
    "dexatel",
    CampaignRecord,
    what="Dexatel campaign",
    within="data",
    fields={
        "id": ("id", text),
        "account_id": ("account", text),
        "name": ("name", text),
        "channel": ("channel", choices(Channel)),
        "status": ("status", choices(CampaignStatus)),
        "template_id": ("template", text),
        "audience_id": ("audience", text),
        "schedule": ("scheduled", utc_moment),
        "create_date": ("created", utc_moment),
        "update_date": ("updated", utc_moment),
    },
    words=(Channel,),
    strict=frozenset({"id", "name", "channel", "status"}),
)


def read_messages(document: Document) -> tuple[Record, ...]:
    """Read messages as Dexatel answers them: one, an array, a page, or what a webhook is sent.

    A price is in the currency of the account, which no document names, so `currency` is `None`. Of
    ``mccmnc`` the first three digits are the country.

    Arguments and errors: `RecordPlan.read`.

    >>> event = '{"data": {"event": "delivery", "status": "delivered", "mccmnc": "310670", "price": 0.1230}}'
    >>> (sent,) = read_messages(event)
    >>> sent.status, sent.mcc, sent.mnc, sent.charge, dict(sent.extra)
    (<Status.DELIVERED: 'delivered'>, '310', '670', Decimal('0.1230'), {'event': 'delivery'})
    """
    return MESSAGE_RECORDS.read(document)


def read_campaigns(document: Document) -> tuple[CampaignRecord, ...]:
    """Read campaigns as Dexatel answers them: one, an array or a page.

    Arguments and errors: `RecordPlan.read`.

    >>> (campaign,) = read_campaigns({"data": [{"id": "48e2", "name": "May", "status": "in_progress"}]})
    >>> campaign.name, campaign.status
    ('May', <CampaignStatus.IN_PROGRESS: 'in_progress'>)
    """
    return CAMPAIGN_RECORDS.read(document)
