"""Comparisons of channels at 80 columns and fewer, and with nothing to compare."""

from segmenter.pricing import Rate, RateCard, compare
from segmenter.report.comparisons import comparison_text
from segmenter.report.display import Screen

CARD = RateCard(
    [
        Rate(price="0.04", currency="EUR", channel="sms"),
        Rate(price="0.05", currency="EUR", channel="rcs"),
        Rate(price="0.07", currency="EUR", channel="viber", per="message"),
    ]
)


def test_no_line_is_wider_than_the_screen() -> None:
    comparison = compare("я" * 90, rates=CARD, channels=["sms", "rcs", "viber", "cell-broadcast"])
    for columns in (80, 60):
        lines = comparison_text(comparison, Screen(columns=columns)).splitlines()
        assert max(map(len, lines)) <= columns
        assert any(line.startswith("cell-broadcast: no rate applies") for line in lines)


def test_without_prices_only_the_reasons_are_shown() -> None:
    text = comparison_text(compare("Hi", rates=CARD, channels=["line", "mms"]), Screen())
    assert "channel  expected" not in text
    assert "The cheapest" not in text
    assert text.startswith("line: no rate applies to channel line")
