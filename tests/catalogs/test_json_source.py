"""JSON with places agrees with `json.loads` on every value and on what is no JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.catalogs import CatalogError
from segmenter.catalogs.decoding import CatalogFile
from segmenter.catalogs.json_source import Members, Node, Text, members_of, parsed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def plain(node: Node) -> Any:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Members):
        return {key: plain(value) for key, value in node.pairs}
    return [plain(inner) for inner in node] if isinstance(node, list) else node


def texts_in(node: Node) -> list[Text]:
    inner = [value for _, value in node.pairs] if isinstance(node, Members) else node
    if isinstance(inner, list):
        return [text for value in inner for text in texts_in(value)]
    return [inner] if isinstance(inner, Text) else []


def without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_numbers(inner) for inner in value]
    small = isinstance(value, int) and 0 <= value < 10**9
    return value if isinstance(value, str | bool) or small else None


@given(VALUES, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_values_are_those_of_json(value: Any, ascii_alone: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_alone, indent=indent)
    tree = parsed(CatalogFile("a.json", text))
    assert plain(tree) == without_numbers(json.loads(text))
    for found in texts_in(tree):
        assert json.loads(f'"{text[found.start : found.stop]}"') == found.value


@given(st.text(st.sampled_from('{}[]",:\\ \n\ttruefalsn0123.-+eE\u00a0ux')))
def test_what_json_refuses_is_refused(text: str) -> None:
    try:
        expected = without_numbers(json.loads(text))
    except ValueError:
        with pytest.raises(CatalogError, match="not JSON"):
            parsed(CatalogFile("a.json", text))
    else:
        assert plain(parsed(CatalogFile("a.json", text))) == expected


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a": "b",\n  }', 2, 3),
        ('{"a": "b"\n "c": "d"}', 2, 2),
        ('{"a": "b\n"}', 1, 9),
        ('{"a": "\\x"}', 1, 8),
        ('{"a" "b"}', 1, 6),
        ("[1,]", 1, 4),
        ("", 1, 1),
        ("{} x", 1, 4),
    ],
)
def test_the_place_of_an_error_is_told(text: str, line: int, column: int) -> None:
    with pytest.raises(CatalogError, match="correct it there") as caught:
        parsed(CatalogFile("a.json", text))
    assert (caught.value.line, caught.value.column) == (line, column)


def test_equal_names_are_all_kept_and_the_last_is_found() -> None:
    root = members_of(CatalogFile("a.json", '{"a": "1", "a": "2"}'))
    assert [key for key, _ in root.pairs] == ["a", "a"]
    assert root.text("a") == "2"
    assert root.text("b") is None


def test_a_list_is_no_catalog() -> None:
    with pytest.raises(CatalogError, match="not an object"):
        members_of(CatalogFile("a.json", "[]"))
