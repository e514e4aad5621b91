"""JSON Schema of types: each kind of hint, results within results, and a result within itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, Literal, NamedTuple, Optional

import pytest

from segmenter import Count, Message, Segment
from segmenter.core.inputs import chosen_from, octets
from segmenter.core.policy import Encoding, ReferenceWidth
from segmenter.core.schemas import inlined_schema, schema_of


class Colour(Enum):
    RED = "red"


class Size(IntEnum):
    LARGE = 3


class Leaf(NamedTuple):
    name: str


class Branch(NamedTuple):
    leaf: Leaf
    others: tuple[Leaf, ...]


class Tree(NamedTuple):
    inner: Tree | None


class Couple(NamedTuple):
    tree: Tree


class Stated:
    """One that says itself what `as_dict` holds."""

    @classmethod
    def json_types(cls) -> dict[str, Any]:
        return {"a?": [int], "b": (str, None), "c": {"*": bool}, "d": {"x": int, "y?": [Leaf]}}


def properties(hint: object) -> Any:
    return inlined_schema(type("Some", (), {"json_types": lambda: {"field": hint}}))["properties"]["field"]


STRING, INTEGER, NULL = {"type": "string"}, {"type": "integer"}, {"type": "null"}
LEAF = {
    "title": "Leaf",
    "type": "object",
    "properties": {"name": STRING},
    "required": ["name"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, STRING),
        (bool, {"type": "boolean"}),
        (int, INTEGER),
        (float, {"type": "number"}),
        (bytes, {"type": "string", "pattern": "^([0-9a-f]{2})*$"}),
        (Decimal, {"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}),
        (datetime, {"type": "string", "format": "date-time"}),
        (date, {"type": "string", "format": "date"}),
        (timedelta, {"type": "number"}),
        (None, NULL),
        (Any, {}),
        (object, {}),
        (int | None, {"type": ["integer", "null"]}),
        (Optional[str], {"type": ["string", "null"]}),  # noqa: UP045  # the old spelling is the point
        (date | None, {"anyOf": [{"type": "string", "format": "date"}, NULL]}),
        (Literal["a", 1], {"enum": ["a", 1]}),
        (Mapping[str, int], {"type": "object", "additionalProperties": INTEGER}),
        (dict[int, str], {"type": "object", "additionalProperties": STRING}),
        (list[int], {"type": "array", "items": INTEGER}),
        (Sequence[str], {"type": "array", "items": STRING}),
        (frozenset[int], {"type": "array", "items": INTEGER}),
        (tuple[int, ...], {"type": "array", "items": INTEGER}),
        (
            tuple[int, str],
            {"type": "array", "prefixItems": [INTEGER, STRING], "minItems": 2, "maxItems": 2},
        ),
        (Colour, {"type": "string", "enum": ["red"]}),
        (Size, {"type": "string", "enum": ["LARGE"]}),
        (Leaf, LEAF),
        ([Leaf], {"type": "array", "items": LEAF}),
        ((str, None), {"type": ["string", "null"]}),
        ({"*": int}, {"type": "object", "additionalProperties": INTEGER}),
    ],
)
def test_every_kind_of_type_has_its_schema(hint: object, schema: object) -> None:
    assert properties(hint) == schema


def test_a_class_that_states_its_types_is_taken_at_its_word() -> None:
    inner = {"x": INTEGER, "y": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}}}
    assert schema_of(Stated) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Stated",
        "type": "object",
        "properties": {
            "a": {"type": "array", "items": INTEGER},
            "b": {"type": ["string", "null"]},
            "c": {"type": "object", "additionalProperties": {"type": "boolean"}},
            "d": {"type": "object", "properties": inner, "required": ["x"], "additionalProperties": False},
        },
        "required": ["b", "c", "d"],
        "additionalProperties": False,
        "$defs": {"Leaf": LEAF},
    }


def test_a_result_without_others_has_no_definitions() -> None:
    assert schema_of(Leaf) == {"$schema": "https://json-schema.org/draft/2020-12/schema", **LEAF}


def test_results_within_a_result_are_defined_once() -> None:
    schema = schema_of(Branch)
    leaf = {"$ref": "#/$defs/Leaf"}
    assert schema["properties"] == {"leaf": leaf, "others": {"type": "array", "items": leaf}}
    assert schema["$defs"] == {"Leaf": LEAF}


def test_a_message_is_a_count_and_its_parts() -> None:
    schema = schema_of(Message)
    assert schema["properties"] == schema_of(Count)["properties"] | {
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Segment"}}
    }
    assert list(schema["$defs"]["Segment"]["properties"]) == list(Segment._fields)


def test_a_result_that_holds_itself_refers_to_itself() -> None:
    tree = {"$ref": "#/$defs/Tree"}
    own = {"anyOf": [tree, NULL]}
    assert schema_of(Tree)["$defs"]["Tree"]["properties"] == {"inner": own}
    assert (schema_of(Tree)["title"], schema_of(Tree)["$ref"]) == ("Tree", "#/$defs/Tree")
    assert schema_of(Couple)["properties"] == {"tree": tree}
    assert list(schema_of(Couple)["$defs"]) == ["Tree"]


def test_without_references_a_result_within_itself_ends_after_four() -> None:
    schema: Any = inlined_schema(Tree)
    for _ in range(4):
        assert schema["title"] == "Tree"
        schema = schema["properties"]["inner"]
        schema = schema.get("anyOf", [schema])[0]
    assert schema == {"type": ["object", "null"]}


def test_a_choice_of_numbers_is_written_as_a_number() -> None:
    assert chosen_from(ReferenceWidth).schema == {"type": "integer", "enum": [8, 16]}
    assert chosen_from(Encoding).schema == {"type": "string", "enum": ["GSM-7", "UCS-2", "ASCII-7"]}
    assert chosen_from(Size, lambda size: size.name).schema == {"type": "string", "enum": ["LARGE"]}


@pytest.mark.parametrize("value", ["0a0B", "0a 0b", b"\n\x0b", bytearray(b"\n\x0b"), memoryview(b"\n\x0b")])
def test_octets_are_read_as_such_or_in_hexadecimal(value: object) -> None:
    assert octets(value) == b"\n\x0b"


@pytest.mark.parametrize(
    ("value", "words"),
    [("0", "'0' is not octets in hexadecimal, such as '0a0b'"), (5, "write octets in hexadecimal")],
)
def test_what_is_not_octets_is_refused(value: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        octets(value)
