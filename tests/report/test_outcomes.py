"""Outcomes as programs see them."""

import pytest

from segmenter import (
    Encoding,
    NationalLanguage,
    Policy,
    TooManySegmentsError,
    UnencodableError,
    count,
    segment,
)
from segmenter.report.outcomes import Failure, count_of, failure


def test_the_fields_are_those_of_count_in_order() -> None:
    assert count("hi").as_dict() == {
        "encoding": "GSM-7",
        "segments": 1,
        "units": 2,
        "segment_units": 160,
        "free_units": 158,
        "locking_shift": None,
        "single_shift": None,
    }
    assert list(count("hi").as_dict()) == list(count("hi")._fields)


def test_shifts_go_by_name() -> None:
    fields = count("ş", policy=Policy(single_shifts={NationalLanguage.TURKISH})).as_dict()
    assert (fields["locking_shift"], fields["single_shift"]) == (None, "TURKISH")


def test_a_message_carries_its_count() -> None:
    assert count_of(segment("hi")) == count_of(count("hi")) == count("hi")


def test_a_failure_keeps_the_facts_of_its_error() -> None:
    with pytest.raises(UnencodableError) as caught:
        count("a☃", policy=Policy(encodings=[Encoding.GSM7]))
    facts = {"index": 1, "code_point": 0x2603, "character": "☃"}
    assert failure(caught.value) == Failure(str(caught.value), facts)
    assert failure(TooManySegmentsError(300, 255)).facts == {"segments": 300, "limit": 255}
