"""Cell broadcast: 15 pages of 93 septets or 41 code units, and what makes them smaller."""

import pytest

from segmenter import Channel, OutboundMessage, validate
from segmenter.channels.broadcast import pages_of


def broadcast(text: str) -> OutboundMessage:
    return OutboundMessage(channel=Channel.CELL_BROADCAST, text=text)


@pytest.mark.parametrize(
    ("text", "pages"),
    [("", 1), ("a" * 93, 1), ("a" * 94, 2), ("a" * 1395, 15), ("я" * 41, 1), ("я" * 615, 15)],
)
def test_pages_hold_93_septets_or_41_code_units(text: str, pages: int) -> None:
    assert pages_of(text).pages == pages


def test_no_character_is_cut_between_pages() -> None:
    assert pages_of("a" * 92 + "€").pages == 2
    assert pages_of("я" * 40 + "😀").pages == 2


@pytest.mark.parametrize(("fits", "not_so"), [("a" * 1395, "a" * 1396), ("я" * 615, "я" * 616)])
def test_a_broadcast_has_15_pages(fits: str, not_so: str) -> None:
    assert validate(broadcast(fits)).fits
    (finding,) = validate(broadcast(not_so)).findings
    assert (finding.rule, finding.field) == ("SEG103", "text")
    assert "16 pages" in finding.message


def test_what_keeps_it_out_of_gsm7_is_named() -> None:
    (finding,) = validate(broadcast("a" * 700 + "ş’")).findings
    assert "not in GSM-7: 'ş' (U+015F), '’' (U+2019)" in finding.message
