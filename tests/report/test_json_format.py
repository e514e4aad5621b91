"""Outcomes as JSON: any JSON reader gets the fields back."""

import json
from itertools import islice, repeat

from hypothesis import given
from hypothesis import strategies as st

from segmenter import Count, Message, count, segment
from segmenter.report.json_format import json_line, json_outcomes
from segmenter.report.outcomes import Answered, Failure
from segmenter.report.summaries import CountTotals


def test_one_count_is_one_object() -> None:
    (line,) = json_outcomes([Answered("hi", count("hi"))], many=False, lines=True)
    assert json.loads(line) == count("hi").as_dict()


def test_a_message_has_parts() -> None:
    message = segment("☃" * 80)
    (line,) = json_outcomes([Answered("", message)], many=False, lines=True)
    expected = message.count.as_dict() | {"parts": [part._asdict() for part in message.segments]}
    assert json.loads(line) == expected


def test_many_begin_with_their_index() -> None:
    lines = list(json_outcomes([Answered("", count("a")), Answered("", count("b"))], many=True, lines=True))
    assert [json.loads(line)["index"] for line in lines] == [0, 1]
    assert all(line.startswith('{"index": ') and line.endswith("}\n") for line in lines)


def test_an_array_of_none_is_empty() -> None:
    assert json.loads("".join(json_outcomes([], many=True, lines=False))) == []


def test_an_array_is_given_out_as_it_grows() -> None:
    assert (
        len([*islice(json_outcomes(repeat(Answered("", count("a"))), many=True, lines=False), 1000)]) == 1000
    )


def test_a_failure_stands_in_its_place() -> None:
    failed: Answered[Count | Message] = Answered("", Failure("no", {"index": 4, "character": "\ud800"}))
    first, second = json.loads(
        "".join(json_outcomes([failed, Answered("", count("a"))], many=True, lines=False))
    )
    assert first == {"index": 0, "error": {"message": "no", "index": 4, "character": "\ud800"}}
    assert second["segments"] == 1


def test_text_is_kept_as_it_is_unless_ascii_is_asked_for() -> None:
    entries = [Answered("", segment("Grüße"))]
    assert "Grüße" in "".join(json_outcomes(entries, many=False, lines=True))
    assert "".join(json_outcomes(entries, many=False, lines=True, ascii_only=True)).isascii()


def test_totals_are_one_object() -> None:
    summary = CountTotals(
        [Answered("", count("hi")), Answered("", Failure("no", {})), Answered("", count("☃" * 71))]
    )
    assert json.loads(json_line(summary.fields())) == {
        "messages": 3,
        "failed": 1,
        "blank": 2,
        "segments": 3,
        "units": 73,
        "encodings": {
            "GSM-7": {"messages": 1, "segments": 1, "units": 2},
            "UCS-2": {"messages": 1, "segments": 2, "units": 71},
        },
        "longest": {"index": 2, "segments": 2, "units": 71},
    }


@given(texts=st.lists(st.text(st.characters(codec="utf-8"))))
def test_the_parts_of_any_text_join_to_it(texts: list[str]) -> None:
    objects = json.loads(
        "".join(json_outcomes([Answered(text, segment(text)) for text in texts], many=True, lines=False))
    )
    assert ["".join(part["text"] for part in item["parts"]) for item in objects] == texts
