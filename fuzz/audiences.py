"""Target: audiences in CSV, TSV and JSON Lines, priced as a campaign."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from fuzz.files import file_of
from segmenter.errors import SegmenterError
from segmenter.pricing import AudienceFile, Rate, RateCard, campaign

NAMES: Final = ("people.csv", "people.tsv", "people.jsonl")
CARD: Final = RateCard([Rate(price="0.04", currency="EUR")])


def seeds() -> list[bytes]:
    rows = "phone,name\n+447700900123,Ann\n+49 151 1234567,Jörg\n0771,\n"
    return [
        b"\0" + rows.encode(),
        b"\1" + rows.replace(",", "\t").encode(),
        b'\2{"phone": "+447700900123", "name": "Zo\xc3\xab"}\n{"phone": 1, "name": null}\n',
    ]


def fuzz(octets: bytes) -> None:
    if not octets:
        return
    path = file_of(NAMES[octets[0] % len(NAMES)], octets[1:])
    with suppress(SegmenterError):
        campaign("Hi {name}", AudienceFile(path), rates=CARD)
