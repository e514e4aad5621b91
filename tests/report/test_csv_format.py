"""Outcomes as comma-separated values: any CSV reader gets the fields back."""

import csv
import io

from segmenter import Count, Message, Segment, count, segment
from segmenter.report.csv_format import csv_counts, csv_segments, csv_summary
from segmenter.report.outcomes import Answered, Failure
from segmenter.report.summaries import CountTotals


def read(strings: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(strings), newline="")))  # type: ignore[arg-type]


def test_a_count_is_a_header_and_a_row() -> None:
    assert "".join(csv_counts([Answered("hi", count("hi"))], many=False)) == (
        "encoding,segments,units,segment_units,free_units,locking_shift,single_shift,error\nGSM-7,1,2,160,158,,,\n"
    )


def test_many_begin_with_their_index_and_failures_stand_in_place() -> None:
    failed: Answered[Count] = Answered("", Failure("no, never", {}))
    rows = read(csv_counts([failed, Answered("", count("a"))], many=True))
    assert [(row["index"], row["segments"], row["error"]) for row in rows] == [
        ("0", "", "no, never"),
        ("1", "1", ""),
    ]
    assert next(iter(rows[0])) == "index"


def test_none_is_a_header_alone() -> None:
    assert read(csv_counts([], many=True)) == []


def test_a_message_is_a_row_for_each_segment() -> None:
    failed: Answered[Message] = Answered("", Failure("no", {}))
    text = 'a "quoted"\r\nline, ' * 20
    rows = read(csv_segments([failed, Answered(text, segment(text))]))
    assert list(rows[0]) == ["index", *Segment._fields, "error"]
    assert (rows[0]["index"], rows[0]["error"]) == ("0", "no")
    assert [(row["index"], row["number"]) for row in rows[1:]] == [("1", "1"), ("1", "2"), ("1", "3")]
    assert "".join(row["text"] for row in rows[1:]) == text


def test_totals_are_one_row() -> None:
    (row,) = read(csv_summary(CountTotals([Answered("hi", count("hi")), Answered("", count("☃" * 71))])))
    assert row == {
        "messages": "2",
        "failed": "0",
        "blank": "1",
        "segments": "3",
        "units": "73",
        "gsm7_messages": "1",
        "gsm7_segments": "1",
        "gsm7_units": "2",
        "ucs2_messages": "1",
        "ucs2_segments": "2",
        "ucs2_units": "71",
        "longest_index": "1",
        "longest_segments": "2",
        "longest_units": "71",
    }


def test_totals_of_none_have_the_same_columns() -> None:
    (row,) = read(csv_summary(CountTotals([])))
    assert len(row) == 14
    assert (row["messages"], row["longest_index"]) == ("0", "")
