"""Totals."""

from segmenter import Count, count, segment
from segmenter.report.outcomes import Answered, Failure
from segmenter.report.summaries import CountTotals, summary_text


def test_no_messages_total_nothing() -> None:
    assert summary_text(CountTotals([])).splitlines() == [
        "messages  0",
        "failed    0",
        "segments  0",
        "units     0",
        "GSM-7     0 messages, 0 segments",
        "UCS-2     0 messages, 0 segments",
    ]


def test_totals_are_aligned() -> None:
    entries: list[Answered[Count]] = [Answered("a", count("a" * 500))] * 9 + [Answered("", Failure("no", {}))]
    assert summary_text(CountTotals(entries)).splitlines() == [
        "messages     10",
        "failed        1",
        "segments     36",
        "units     4,500",
        "GSM-7         9 messages, 36 segments",
        "UCS-2         0 messages, 0 segments",
        "longest       4 segments, 500 units, at index 0",
    ]


def test_the_longest_is_the_first_with_most_segments_then_units() -> None:
    texts = ["a" * 150, "☃" * 71, "☃" * 72, "☃" * 72, "a" * 160]
    assert CountTotals([Answered("", count(text)) for text in texts]).longest == (2, count("☃" * 72))


def test_messages_and_counts_total_alike() -> None:
    texts = ["", "a" * 161, "☃"]
    counts = CountTotals([Answered("", count(text)) for text in texts])
    assert CountTotals([Answered("", segment(text)) for text in texts]).fields() == counts.fields()
