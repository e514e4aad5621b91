"""What a shape refuses, its schema refuses too, and the other way round."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.core.policy import Encoding, NationalLanguage
from segmenter.serve.errors import RequestError
from segmenter.serve.operations import OPERATIONS
from segmenter.serve.shapes import (
    DAY,
    MOMENT,
    ChoiceShape,
    Key,
    ListShape,
    MapShape,
    NumberShape,
    ObjectShape,
    TextShape,
)


@pytest.mark.parametrize(
    ("shape", "value", "meant"),
    [
        (TextShape(), "x", "x"),
        (NumberShape(0, 9), 9, 9),
        (NumberShape(0, 9), Decimal("9.0"), 9),
        (ChoiceShape(Encoding), "gsm 7", Encoding.GSM7),
        (ChoiceShape(NationalLanguage), "TURKISH", NationalLanguage.TURKISH),
        (ChoiceShape(("a-b", "c")), "A_B", "a-b"),
        (DAY, "2026-11-28", date(2026, 11, 28)),
        (MOMENT, "2026-11-28T12:00:00Z", datetime(2026, 11, 28, 12, tzinfo=UTC)),
        (ListShape(NumberShape(0, 9), 2), [1, 2], [1, 2]),
        (MapShape(TextShape(), 1), {"a": "b"}, {"a": "b"}),
        (ObjectShape({"a": Key(TextShape())}), {}, {}),
    ],
)
def test_a_value_is_read(shape: Any, value: object, meant: object) -> None:
    assert shape.read(value) == meant


@pytest.mark.parametrize(
    ("shape", "value", "words"),
    [
        (TextShape(), 3, "is 3; it must be a text"),
        (NumberShape(0, 9), 10, "is 10; it must be a whole number from 0 to 9"),
        (NumberShape(0, 9), True, "is true; it must be a whole number from 0 to 9"),
        (NumberShape(0, 9), Decimal("0.5"), "is 0.5; it must be a whole number from 0 to 9"),
        (NumberShape(0, 9), Decimal("1e999999"), "it must be a whole number from 0 to 9"),
        (ChoiceShape(Encoding), "GSM-8", "it must be one of GSM-7, UCS-2, ASCII-7; did you mean GSM-7?"),
        (ChoiceShape(Encoding), None, "is null; it must be one of"),
        (DAY, "28.11.2026", "write a date as 2026-11-22"),
        (MOMENT, "2026-11-28T12:00", "write a date, a time and an offset"),
        (ListShape(TextShape(), 2), "abc", "is 'abc'; it must be a list"),
        (ListShape(TextShape(), 2), ["a", "b", "c"], "has 3 items; it may have 0 to 2"),
        (ListShape(TextShape(), 2), ["a", 1], r"\[1\] is 1; it must be a text"),
        (MapShape(TextShape(), 1), {"a": "b", "c": "d"}, "has 2 keys; it may have 1"),
        (MapShape(TextShape(), 1), {"a b": 1}, r"\['a b'\] is 1; it must be a text"),
        (
            ObjectShape({"aim": Key(TextShape())}),
            {"amy": 1},
            "amy is not known; the keys are aim; did you mean aim?",
        ),
        (ObjectShape({"a": Key(TextShape(), "a word", required=True)}), {}, "a is missing; it is a word"),
        (
            ObjectShape({"a": Key(ObjectShape({"b": Key(TextShape())}))}),
            {"a": {"b": 1}},
            r"a\.b is 1; it must be a text",
        ),
    ],
)
def test_a_wrong_value_says_where_and_what_would_help(shape: Any, value: object, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        shape.read(value)


@pytest.mark.parametrize("name", OPERATIONS)
def test_request_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(OPERATIONS[name].request.schema)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 300) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
)
_SHAPES = st.sampled_from(
    [
        TextShape(),
        NumberShape(0, 255),
        ChoiceShape(("alpha", "beta")),
        ListShape(NumberShape(0, 9), 1),
        MapShape(TextShape(), 1),
        ObjectShape({"a": Key(TextShape(), required=True), "b": Key(ListShape(TextShape(), 1))}),
    ]
)


@given(_SHAPES, _JSON)
def test_reader_and_schema_agree(shape: Any, value: Any) -> None:
    allowed = jsonschema.Draft202012Validator(shape.schema).is_valid(json.loads(json.dumps(value)))
    try:
        shape.read(value)
    except RequestError:
        assert not allowed
    else:
        assert allowed
