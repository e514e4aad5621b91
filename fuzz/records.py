"""Target: the records of every provider that has a reader."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from segmenter.errors import SegmenterError
from segmenter.providers import dexatel, sendblue, wavix

READERS: Final[tuple[Any, ...]] = (
    dexatel.read_messages,
    dexatel.read_campaigns,
    sendblue.read_messages,
    wavix.read_messages,
    dexatel.check_message,
)
DOCUMENTS: Final = (
    '{"data": [{"id": "1", "to": "447700900123", "text": "hi", "price": 0.04, "status": "sent"}]}',
    '{"data": {"from": "Info", "to": ["447700900123"], "text": "It’s", "channel": "SMS"}}',
    '[{"content": "hi", "number": "+15551234567", "status": "DELIVERED", "date_sent": "2026-01-01T00:00Z"}]',
    '{"items": [{"message_id": "a", "from": "x", "to": "y", "segments": 1, "message_body": {"text": "hi"}}]}',
)


def seeds() -> list[bytes]:
    return [bytes([number]) + text.encode() for number in range(len(READERS)) for text in DOCUMENTS]


def fuzz(octets: bytes) -> None:
    if octets:
        with suppress(SegmenterError):
            READERS[octets[0] % len(READERS)](octets[1:].decode(errors="replace"))
