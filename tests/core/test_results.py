"""What results become as plain values, and tuples that are one value."""

import copy
import pickle
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cached_property
from typing import Any, NamedTuple

import pytest

from segmenter import Count, NationalLanguage, Policy, count, segment
from segmenter.core.hints import field_types
from segmenter.core.results import plain, plain_fields


class Colour(Enum):
    RED = "red"
    NONE = None


class Size(IntEnum):
    LARGE = 3


class Pair(NamedTuple):
    first: Any
    second: int

    @property
    def total(self) -> int:
        return self.second + 1

    def method(self) -> str:
        raise NotImplementedError


@dataclass
class Record:
    name: str
    amount: Decimal

    @cached_property
    def label(self) -> str:
        return f"{self.name}!"


class Shown:
    def as_dict(self) -> dict[str, Any]:
        return {"own": 1}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("é", "é"),
        (True, True),
        (7, 7),
        (0.5, 0.5),
        (Shown(), {"own": 1}),
        (Colour.RED, "red"),
        (Colour.NONE, None),
        (Size.LARGE, "LARGE"),
        (NationalLanguage.URDU, "URDU"),
        (Pair(Size.LARGE, 2), {"first": "LARGE", "second": 2}),
        (Record("a", Decimal("1E+2")), {"name": "a", "amount": "100"}),
        ({1: (Colour.RED,), "b": {}}, {"1": ["red"], "b": {}}),
        (OrderedDict(a=b"\x01"), {"a": "01"}),
        ((1, (2,), [3]), [1, [2], [3]]),
        ([], []),
        ({3, 1, 2}, [1, 2, 3]),
        (frozenset("ba"), ["a", "b"]),
        (b"\x00\xff", "00ff"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00+00:00"),
        (timedelta(minutes=1, milliseconds=500), 60.5),
        (Decimal("1E+1"), "10"),
        (Decimal("0.0000001"), "0.0000001"),
        (complex(1, 2), "(1+2j)"),
    ],
)
def test_a_value_becomes_what_json_can_hold(value: object, expected: object) -> None:
    shown = plain(value)
    assert shown == expected
    assert type(shown) is type(expected)


def test_fields_are_those_named_or_all() -> None:
    assert plain_fields(Pair("a", 1)) == {"first": "a", "second": 1}
    assert plain_fields(Pair("a", 1), "total", "first") == {"total": 2, "first": "a"}
    assert plain_fields(Record("a", Decimal(1)), "label") == {"label": "a!"}


def test_the_types_of_fields_are_those_named_or_all_and_of_properties_what_they_return() -> None:
    assert field_types(Pair) == {"first": Any, "second": int}
    assert list(field_types(Pair, "total", "second").items()) == [("total", int), ("second", int)]
    assert field_types(Record) == {"name": str, "amount": Decimal}
    assert field_types(Record, "label") == {"label": str}
    assert list(field_types(Count)) == list(Count._fields)


def test_a_count_is_one_value_that_is_copied_changed_and_compared() -> None:
    counted = count("hi")
    assert counted._asdict() == dict(zip(Count._fields, counted[:], strict=True))
    assert counted._replace(units=3, segments=2)[:3] == (counted.encoding, 2, 3)
    assert pickle.loads(pickle.dumps(counted)) == copy.copy(counted) == copy.deepcopy(counted) == counted
    for go_through in (iter, reversed):
        with pytest.raises(TypeError, match=r"a Count is not a sequence; use its fields by name, or as_dict"):
            go_through(counted)


@pytest.mark.parametrize(
    ("policy", "locking", "single"),
    [
        (Policy(), None, None),
        (Policy(["gsm-7"], locking_shifts=["tr"]), "TURKISH", None),
        (Policy(["gsm-7"], single_shifts=["tr"]), None, "TURKISH"),
    ],
)
def test_as_dict_of_a_count_names_the_languages(
    policy: Policy, locking: str | None, single: str | None
) -> None:
    counted = count("ş" * 9, policy=policy)
    shown = counted.as_dict()
    assert list(shown) == list(Count._fields)
    assert (shown.pop("locking_shift"), shown.pop("single_shift")) == (locking, single)
    assert (shown.pop("encoding"), shown) == (
        counted.encoding.value,
        {name: getattr(counted, name) for name in ("segments", "units", "segment_units", "free_units")},
    )


def test_a_message_is_equal_to_one_with_the_same_segments_and_header_elements_only() -> None:
    message = segment("hi")
    assert message == segment("hi", policy=Policy(boundary="word"))
    assert message != segment("ho")
    assert message != segment("hi", policy=Policy(extra_elements=[(0x70, b"")]))
    assert message != message[:]
    assert message.as_dict() == count("hi").as_dict() | {"parts": [message[0]._asdict()]}
    assert not message != segment("hi")  # noqa: SIM202  # the operator is the point
    assert len({message, segment("hi", policy=Policy(boundary="word")), segment("ho")}) == 2
