"""RCS: the class boundary and US segments, in octets of UTF-8."""

import pytest

from segmenter import Button, Channel, OutboundMessage
from segmenter.channels.rcs import RcsClass, rcs_class, rcs_segments


def rcs(text: str | None = None, image: str | None = None, button: Button | None = None) -> OutboundMessage:
    return OutboundMessage(channel=Channel.RCS, text=text, image=image, button=button)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 160, RcsClass.BASIC),
        ("a" * 161, RcsClass.SINGLE),
        ("ž" * 80, RcsClass.BASIC),
        ("ž" * 81, RcsClass.SINGLE),
        ("😀" * 40, RcsClass.BASIC),
        ("😀" * 40 + "a", RcsClass.SINGLE),
    ],
)
def test_the_boundary_is_160_octets(text: str, expected: RcsClass) -> None:
    assert rcs_class(rcs(text)) is expected


def test_anything_beside_text_makes_it_single() -> None:
    assert rcs_class(rcs("hi", image="https://example.com/a.png")) is RcsClass.SINGLE
    assert rcs_class(rcs("hi", button=Button("Go", "https://example.com"))) is RcsClass.SINGLE


@pytest.mark.parametrize(("text", "segments"), [("", 1), ("a" * 160, 1), ("a" * 161, 2), ("ž" * 161, 3)])
def test_the_us_bills_each_160_octets_begun(text: str, segments: int) -> None:
    assert rcs_segments(text) == segments
