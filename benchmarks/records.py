"""Holds the record readers to their target: 100,000 records from text in at most 4 x `json.loads` of it.

    python -m benchmarks.records

Every page is read and parsed in turn in one process, and the least of all rounds counts. Exits 1 where a
ratio misses its target by more than the margin. The pages are made here, with the keys that each provider
documents, in values that differ from record to record.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from functools import partial
from timeit import timeit
from typing import TYPE_CHECKING, Any, Final

from benchmarks.tables import markdown_table, readable, shortened
from benchmarks.timing import NANOSECONDS, Sampler, interleaved
from segmenter.providers.dexatel.records import read_campaigns
from segmenter.providers.dexatel.records import read_messages as read_dexatel
from segmenter.providers.sendblue import SendStyle
from segmenter.providers.sendblue import Status as SendblueStatus
from segmenter.providers.sendblue import read_messages as read_sendblue
from segmenter.providers.wavix import Status as WavixStatus
from segmenter.providers.wavix import read_messages as read_wavix

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET: Final = 4
HEADER: Final = ("records", "json.loads", "read", "a record", "noise", "ratio", "target", "verdict")
WORDS: Final = "Your parcel waits at the post office until Friday evening, bring this code"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--records", type=int, default=100_000, help="on each page (100,000)")
    parser.add_argument("--rounds", type=int, default=7, help="samples of each contestant (7)")
    parser.add_argument("--margin", type=float, default=1.5, help="how far a timing may miss (1.5 times)")
    options = parser.parse_args(arguments)

    rows: list[tuple[str, ...]] = []
    failed = []
    for name, (page, read) in PAGES.items():
        print(f"{name} …", file=sys.stderr)
        text = page(options.records)
        timings = interleaved(
            {"floor": _once(partial(json.loads, text)), "ours": _once(partial(read, text))},
            rounds=options.rounds,
        )
        floor, ours = timings["floor"].best, timings["ours"].best
        ratio = ours / floor
        verdict = "met" if ratio <= TARGET else "missed, in the margin"
        if ratio > TARGET * options.margin:
            verdict = "FAILED"
            failed.append(name)
        noise, each = f"{timings['ours'].noise:.1f} ×", readable(ours / options.records)
        shown = readable(floor), readable(ours), each, noise, shortened(ratio)
        rows.append((name, *shown, f"≤ {TARGET}", verdict))
    print(markdown_table(HEADER, rows, left=1))
    if failed:
        print(f"\nBeyond target and margin: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _once(call: Callable[[], object]) -> Sampler:
    """Make a sampler of one call, the garbage collector on: a caller has it on too."""
    return lambda: timeit(call, "import gc; gc.enable()", number=1) * NANOSECONDS


def dexatel_page(records: int) -> str:
    """Make a page of messages, prices as JSON numbers."""
    return _page("data", map(_dexatel_message, range(records)))


def _dexatel_message(index: int) -> dict[str, Any]:
    return {
        "id": f"48e200b7-be98-4360-b5c7-{index:012}",
        "account_id": "72e47e47-95b9-41c2-bdcd-55dd9bb04e14",
        "from": "Acme",
        "to": f"4475{index:08}",
        "channel": "SMS",
        "status": ("delivered", "sent", "failed")[index % 3],
        "text": f"{WORDS} {index}",
        "image": None,
        "caption": None,
        "button": None,
        "schedule": None,
        "template_id": None,
        "create_date": f"2023-08-29 {_clock(index)}",
        "update_date": f"2023-08-29 {_clock(index + 3)}",
        "segments": 1,
        "encoding": "GSM-7",
        "sender": {"id": "0c5ad4c8", "name": "Acme"},
        "direction": "MT",
        "source": "API",
        "country": "GB",
        "price": (400 + index % 97) / 10_000,
    }


def campaign_page(records: int) -> str:
    """Make a page of campaigns."""
    return _page("data", map(_campaign, range(records)))


def _campaign(index: int) -> dict[str, Any]:
    return {
        "id": f"48e200b7-be98-4360-b5c7-{index:012}",
        "account_id": "72e47e47-95b9-41c2-bdcd-55dd9bb04e14",
        "template_id": f"0b1ef3c8-be98-4360-b5c7-{index % 50:012}",
        "audience_id": f"bd2c9a11-be98-4360-b5c7-{index % 90:012}",
        "name": f"Campaign {index}",
        "status": "completed",
        "schedule": f"2023-08-29 {_clock(index)}",
        "channel": "SMS",
        "create_date": f"2023-08-28 {_clock(index)}",
        "update_date": f"2023-08-29 {_clock(index + 7)}",
    }


def wavix_page(records: int) -> str:
    """Make a page like the example of the documentation."""
    return _page("items", map(_wavix_message, range(records)))


def _wavix_message(index: int) -> dict[str, Any]:
    statuses = list(WavixStatus)
    return {
        "charge": f"0.0{400 + index % 97}",
        "delivered_at": f"2023-08-29T{_clock(index + 2)}.000Z",
        "direction": "outbound",
        "error_message": None,
        "from": "Sender ID.",
        "mcc": "234",
        "message_body": {"text": f"{WORDS} {index}", "media": None},
        "message_id": f"3a525ca2-6909-4c72-9399-{index:012}",
        "message_type": "sms",
        "mnc": "024",
        "segments": 1,
        "sent_at": f"2023-08-29T{_clock(index + 1)}.000Z",
        "status": statuses[index % len(statuses)],
        "submitted_at": f"2023-08-29T{_clock(index)}.000Z",
        "carrier_fees": "0.0",
        "tag": None,
        "to": f"4475{index:08}",
    }


def sendblue_page(records: int) -> str:
    """Make a page of the list's model, every key filled."""
    return _page("data", map(_sendblue_message, range(records)))


def sendblue_camel_page(records: int) -> str:
    """Make the same page with every key in camelCase."""
    messages = map(_sendblue_message, range(records))
    return _page("data", ({_camel(key): value for key, value in each.items()} for each in messages))


def _camel(key: str) -> str:
    first, *others = key.split("_")
    return first + "".join(map(str.title, others))


def _sendblue_message(index: int) -> dict[str, Any]:
    statuses, styles = list(SendblueStatus), list(SendStyle)
    number, line = f"+1555{index:07}", "+15122164639"
    return {
        "accountEmail": "sender@example.com",
        "content": f"{WORDS} {index}",
        "date_sent": f"2025-12-12T{_clock(index)}.932Z",
        "date_updated": f"2025-12-12T{_clock(index + 1)}.995Z",
        "error_code": None,
        "error_detail": None,
        "error_message": None,
        "error_reason": None,
        "from_number": line,
        "group_display_name": None,
        "group_id": "",
        "is_outbound": True,
        "media_url": "",
        "message_handle": f"99DCC379-DD76-4712-BA65-{index:012}",
        "message_type": "message",
        "number": number,
        "opted_out": False,
        "participants": [number, line],
        "plan": "dedicated",
        "send_style": styles[index % len(styles)] if index % 5 == 0 else "",
        "sendblue_number": line,
        "service": "iMessage",
        "status": statuses[index % len(statuses)],
        "to_number": number,
        "was_downgraded": False,
    }


def _clock(index: int) -> str:
    return f"{index // 3600 % 24:02}:{index // 60 % 60:02}:{index % 60:02}"


def _page(key: str, records: Iterable[dict[str, Any]]) -> str:
    return json.dumps({key: list(records), "pagination": {"total": None}})


PAGES: Final[dict[str, tuple[Callable[[int], str], Callable[[str], object]]]] = {
    "Dexatel messages": (dexatel_page, read_dexatel),
    "Dexatel campaigns": (campaign_page, read_campaigns),
    "Wavix messages": (wavix_page, read_wavix),
    "Sendblue messages": (sendblue_page, read_sendblue),
    "Sendblue messages, camelCase": (sendblue_camel_page, read_sendblue),
}

if __name__ == "__main__":
    sys.exit(main())
