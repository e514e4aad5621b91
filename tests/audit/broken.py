"""Broken pages and rows, and what feeds them to an audit: the fuzz target, and a test in short.

It raises only what an audit has no name for.
"""

from __future__ import annotations

import gzip
import json
import random
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from segmenter import SegmenterError
from segmenter.audit import AUDITED, Against, Charges, SavedRecord, SentRows, Yardstick, audit_records
from segmenter.audit.pages import records_in
from segmenter.pricing import Rate, RateCard
from segmenter.providers import PROVIDERS, profile
from segmenter.report.audit_page import audit_page
from segmenter.report.audits import audit_csv, audit_text
from segmenter.report.display import Screen
from segmenter.report.json_format import json_line
from tests.audit.samples import PLAIN, page

if TYPE_CHECKING:
    from collections.abc import Sequence

CARD: Final = RateCard([Rate(price="0.04", fee="0.001", currency="USD", country="GB", prefix="44")])
SENT: Final = b"id,recipient,text,time\n3a525ca2,+447700900123,Hi,2026-11-01T09:00:00Z\n,447700900123,Ho,\n"


def pages_of(provider: str, octets: bytes) -> None:
    records: list[SavedRecord] = []
    with suppress(SegmenterError):
        records += records_in(BytesIO(octets), "page.json", PROVIDERS[provider].record_plan())
    for charges in (None, Charges(CARD)):
        found = audit_records(records, provider=provider, charges=charges)
        json.loads(json_line(found.as_dict(), ascii_only=True))
        audit_text(found, Screen(), by_month=True).encode()
        audit_page(found).encode()
        "".join(audit_csv(found)).encode("utf-8", "backslashreplace")  # as standard output does
        assert found.records + found.duplicates == len(records)


def sent_rows(octets: bytes) -> None:
    with TemporaryDirectory() as folder:
        for name in ("sent.csv", "sent.jsonl"):
            path = Path(folder) / name
            path.write_bytes(octets)
            with suppress(SegmenterError):
                rows = SentRows(path, yardstick=Yardstick(profile("wavix")))
                record = PROVIDERS["wavix"].record_plan().record(PLAIN["wavix"])
                found = audit_records([record], provider="wavix", against=Against(rows, delay=60))
                assert found.against is not None


TARGETS: Final = {name: partial(pages_of, name) for name in AUDITED} | {"sent_rows": sent_rows}


def seeds() -> list[bytes]:
    """Return pages of every provider and rows, as they should be."""
    pages = [page(name, [PLAIN[name], PLAIN[name]]) for name in AUDITED]
    octets = [json.dumps(one, indent=indent).encode() for one in pages for indent in (None, 1)]
    octets += ["\n".join(json.dumps(one) for one in (PLAIN[name],) * 2).encode() for name in AUDITED]
    return [*octets, gzip.compress(octets[0], mtime=0), SENT, json.dumps({"id": "1", "text": "Hi"}).encode()]


def mutated(octets: bytes, corpus: Sequence[bytes], choice: random.Random) -> bytes:
    """Return octets changed in some places, or a document with other values."""
    if choice.random() < 0.6:
        with suppress(ValueError, UnicodeDecodeError):
            document = json.loads(octets)
            for _ in range(choice.randint(1, 4)):
                document = _changed(document, choice)
            return json.dumps(document).encode("utf-8", "surrogatepass")
    changed = bytearray(octets)
    for _ in range(choice.randint(1, 5)):
        at = choice.randrange(len(changed) + 1)
        way = choice.randrange(4)
        if way == 0 and at < len(changed):
            changed[at] = choice.choice(b'{}[],:"\\0-.eEnt\x00\x1f\xff\n')
        elif way == 1:
            del changed[at : at + choice.randint(1, 12)]
        elif way == 2:
            other = choice.choice(corpus)
            start = choice.randrange(len(other))
            changed[at:at] = other[start : start + choice.randint(1, 60)]
        else:
            del changed[at:]
    return bytes(changed)


_VALUES: Final[tuple[Any, ...]] = (
    *(
        None,
        True,
        0,
        -1,
        1,
        2**53,
        1.5,
        "",
        "0",
        "-0.05",
        "1e9",
        "9" * 40,
        "\ud800",
        "😀" * 80,
        "a" * 400,
        "\r\n",
    ),
    *(
        [],
        {},
        [None],
        [[]],
        {"text": 5},
        {"amount": "x"},
        "2026-02-30T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
    ),
    *(
        "9999-12-31T23:59:59-14:00",
        "Mon, 31 Feb 2026 00:00:00 +0000",
        "inbound",
        "failed",
        "GSM-7",
        "whatsapp:",
    ),
)


def _changed(document: Any, choice: random.Random) -> Any:
    """Return a document in which one value is another."""
    if isinstance(document, dict) and document and choice.random() < 0.9:
        key = choice.choice(list(document))
        return document | {key: _changed(document[key], choice)}
    if isinstance(document, list) and document and choice.random() < 0.9:
        at = choice.randrange(len(document))
        return [*document[:at], _changed(document[at], choice), *document[at + 1 :]]
    return choice.choice(_VALUES)
