"""Records of each provider, in the keys that it documents; and pages of them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PLAIN: dict[str, dict[str, Any]] = {
    "dexatel": {
        "id": "48e200b7",
        "from": "Acme",
        "to": "447700900123",
        "channel": "SMS",
        "status": "delivered",
        "text": "Hi",
        "create_date": "2026-11-01 09:00:00",
        "segments": 1,
        "encoding": "GSM-7",
        "direction": "MT",
    },
    "wavix": {
        "message_id": "3a525ca2",
        "message_type": "sms",
        "direction": "outbound",
        "status": "delivered",
        "message_body": {"text": "Hi", "media": None},
        "segments": 1,
        "charge": "0.0400",
        "to": "447700900123",
        "submitted_at": "2026-11-01T09:00:00.000Z",
    },
    "sendblue": {
        "message_handle": "99DCC379",
        "content": "Hi",
        "is_outbound": True,
        "service": "SMS",
        "was_downgraded": True,
        "status": "DELIVERED",
        "to_number": "+447700900123",
        "date_sent": "2026-11-01T09:00:00.000Z",
    },
    "twilio": {
        "sid": "SM" + "a" * 32,
        "body": "Hi",
        "num_segments": "1",
        "direction": "outbound-api",
        "from": "+15017122661",
        "to": "+447700900123",
        "price": "-0.0400",
        "price_unit": "USD",
        "num_media": "0",
        "status": "delivered",
        "date_created": "Sun, 01 Nov 2026 09:00:00 +0000",
        "uri": "/2010-04-01/Accounts/AC/Messages/SM.json",
    },
    "telnyx": {
        "record_type": "message",
        "id": "40385f64",
        "direction": "outbound",
        "type": "SMS",
        "from": {"phone_number": "+18445550001", "carrier": "TELNYX", "line_type": "VoIP"},
        "to": [{"phone_number": "+447700900123", "status": "delivered", "carrier": "EE"}],
        "text": "Hi",
        "encoding": "GSM-7",
        "parts": 1,
        "cost": {"amount": "0.0400", "currency": "USD"},
        "received_at": "2026-11-01T09:00:00.000+00:00",
    },
    "infobip": {
        "messageId": "1688025180464000013",
        "sender": "InfoSMS",
        "destination": "447700900123",
        "sentAt": "2026-11-01T09:00:00.000+0000",
        "messageCount": 1,
        "price": {"pricePerMessage": 0.04, "currency": "USD"},
        "status": {"groupId": 3, "groupName": "DELIVERED", "id": 5, "name": "DELIVERED_TO_HANDSET"},
        "error": {"groupId": 0, "groupName": "OK", "id": 0, "name": "NO_ERROR", "description": "No Error"},
        "content": {"text": "Hi"},
        "mccMnc": "23410",
    },
}
"""One outbound SMS of each provider that agrees."""

WITHIN = {
    "dexatel": "data",
    "wavix": "items",
    "sendblue": "data",
    "twilio": "messages",
    "telnyx": "data",
    "infobip": "results",
}
KEYS = {
    "dexatel": {"id": "id", "text": "text", "segments": "segments"},
    "wavix": {"id": "message_id", "segments": "segments", "charge": "charge"},
    "sendblue": {"id": "message_handle", "text": "content"},
    "twilio": {"id": "sid", "text": "body", "segments": "num_segments"},
    "telnyx": {"id": "id", "text": "text", "segments": "parts"},
    "infobip": {"id": "messageId", "segments": "messageCount"},
}
"""The provider's key of each thing, where it is not inside another."""


def record(provider: str, **changes: Any) -> dict[str, Any]:
    """Return a record of a provider; `id`, `text`, `segments` by our names, others by the provider's."""
    made: dict[str, Any] = json.loads(json.dumps(PLAIN[provider]))
    for name, value in changes.items():
        if name == "text" and provider in ("wavix", "infobip"):
            made["message_body" if provider == "wavix" else "content"]["text"] = value
        elif name == "segments" and provider == "twilio":
            made["num_segments"] = str(value)
        else:
            made[KEYS[provider].get(name, name)] = value
    return made


def page(provider: str, records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return records as the provider answers them."""
    return {WITHIN[provider]: list(records), "pagination": {"current_page": 1}}


def saved(path: Path, provider: str, *records: dict[str, Any]) -> Path:
    """Save a page."""
    path.write_text(json.dumps(page(provider, records), indent=1), "utf-8")
    return path
