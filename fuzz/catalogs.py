"""Target: every catalog format. A file is read or refused, and a text that is edited reads back as edited."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from segmenter.catalogs import read
from segmenter.catalogs.editing import edited
from segmenter.errors import SegmenterError
from tests.catalogs.samples import SAMPLES

NAMES: Final = sorted(SAMPLES)


def seeds() -> list[bytes]:
    return [bytes([NAMES.index(name)]) + text.encode() for name, text in SAMPLES.items()]


def fuzz(octets: bytes) -> None:
    if not octets:
        return
    name = NAMES[octets[0] % len(NAMES)]
    with suppress(SegmenterError):
        catalog = read(name, octets[1:])
        for entry in catalog.entries[:3]:
            place = entry.text.find("’")
            if place >= 0:
                with suppress(SegmenterError):
                    read(name, edited(catalog, [(entry, ((place, place + 1, "'"),))]))
