"""Target: streams of messages by line, by NUL, in CSV and in JSON Lines."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Final

from segmenter import files
from segmenter.errors import SegmenterError

ENCODINGS: Final = ("utf-8", "utf-16", "cp1252", "utf-8-sig")


def seeds() -> list[bytes]:
    texts = ('a,body\r\n1,"It’s\n“so”"\n', '{"body": "x"}\n{"body": null}\n', "one\r\ntwo\n", "a\0b\0")
    return [bytes([encoding, way]) + text.encode() for encoding in range(4) for way, text in enumerate(texts)]


def fuzz(octets: bytes) -> None:
    if len(octets) < 2:
        return
    with suppress(SegmenterError):
        encoding = ENCODINGS[octets[0] % len(ENCODINGS)]
        chunks = files.read_text(io.BytesIO(octets[2:]), path="-", encoding=encoding)
        way = octets[1] % 4
        if way == 0:
            list(files.csv_texts(chunks, "body", path="-", delimiter=","))
        elif way == 1:
            list(files.jsonl_texts(chunks, "body", path="-"))
        else:
            list((files.line_texts if way == 2 else files.nul_texts)(chunks, path="-"))
