"""Target: the laws of texts. Segments join to the text, none is too large, and advice gives what it says."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from segmenter import Boundary, Encoding, NationalLanguage, Policy, explain, segment, substitute, truncate
from segmenter.errors import SegmenterError
from tests.agreement import assert_agrees

POLICIES: Final = (
    Policy(),
    Policy(boundary=Boundary.GRAPHEME_CLUSTER),
    Policy(boundary=Boundary.WORD),
    Policy(single_shifts=list(NationalLanguage), locking_shifts=list(NationalLanguage)),
    Policy(encodings=[Encoding.GSM7]),
)
TEXTS: Final = (
    "hello " * 40,
    "It’s “late” – 5 € [~]^{|}",
    "Съешь ещё " * 20,
    "👩‍👩‍👧‍👦e\u0301 🇬🇧 ½ ş",
    "a\r\n" * 80,
)


def seeds() -> list[bytes]:
    return [bytes([number]) + text.encode() for number in range(len(POLICIES)) for text in TEXTS]


def fuzz(octets: bytes) -> None:
    if not octets:
        return
    policy = POLICIES[octets[0] % len(POLICIES)]
    text = octets[1:400].decode(errors="replace")
    assert_agrees(text, policy)
    with suppress(SegmenterError):
        message = segment(text, policy=policy)
        assert "".join(part.text for part in message.segments) == text
        assert all(part.units <= message.segment_units for part in message.segments)
        assert text.startswith(truncate(text, segments=1, policy=policy))
    with suppress(SegmenterError):
        found = explain(text, policy=policy)
        for advice in found.advice:
            after = segment(advice.apply(text), policy=policy).count
            assert after == advice.count
            assert found.count is None or found.count.segments - after.segments == advice.segments_saved
        done = substitute(text, policy=policy)
        assert done.before is None or done.after.segments <= done.before.segments
