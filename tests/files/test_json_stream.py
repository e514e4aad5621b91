"""JSON that arrives in pieces: the same values, the same refusals and the same places as when it is whole."""

import gzip
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.files import MalformedFileError, UnreadableFileError
from segmenter.files.json_stream import _CHARACTERS, JsonStream, unzipped
from segmenter.files.octets import octet_chunks

scalars = st.none() | st.booleans() | st.integers() | st.decimals(-100, 100, places=2) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


def written(value: Any) -> str:
    return json.dumps(value, default=str, indent=1)


def in_pieces(text: str, size: int) -> JsonStream:
    return JsonStream((text[at : at + size] for at in range(0, len(text), size)), path="page.json")


def walked(stream: JsonStream) -> Any:
    """Read a value through every array and object by hand."""
    mark = stream.next_mark()
    if mark == "[":
        return [walked(stream) for _ in stream.positions()]
    if mark == "{":
        return {key: walked(stream) for key in stream.fields()}
    return stream.value()


@given(st.lists(values, min_size=1, max_size=4), st.integers(1, 9))
def test_values_in_pieces_are_the_values_whole(documents: list[Any], size: int) -> None:
    text = "\n".join(map(written, documents))
    plain = json.loads(f"[{','.join(map(written, documents))}]", parse_float=Decimal)
    for read in (JsonStream.value, walked):
        assert all_of(in_pieces(text, size), read) == plain


@pytest.mark.parametrize("number", ["0.10", "-12", "1e+5", "2.5E-07"])
def test_a_number_between_two_pieces_is_one_number_wherever_it_is_cut(number: str) -> None:
    full = "x" * _CHARACTERS
    for cut in range(len(number) + 1):
        stream = JsonStream([f'["{full}", {number[:cut]}', f"{number[cut:]}]"], path="page.json")
        assert list(stream.elements()) == [full, json.loads(number, parse_float=Decimal)]


@pytest.mark.parametrize("wrong", ['{"a": 1, "a": 2}', "1e9999999999999999999", "NaN", "9" * 5_000])
def test_what_cannot_be_held_is_named_where_it_stands_in_a_value_of_several_pieces(wrong: str) -> None:
    value = f'{{"wrong": {wrong}, "long": "{"x" * _CHARACTERS}", "rest": [1, 2]}}'
    assert refused(value) == refused(*(value[at : at + 1_000] for at in range(0, len(value), 1_000)))


def refused(*pieces: str) -> str:
    with pytest.raises(MalformedFileError) as caught:
        JsonStream(pieces, path="page.json").value()
    return str(caught.value)


@given(values, st.integers(1, 9), st.data())
def test_a_cut_document_is_refused_whatever_the_pieces_are(
    value: Any, size: int, data: st.DataObject
) -> None:
    text = written([value])
    cut = text[: data.draw(st.integers(1, len(text) - 1))]
    for read in (JsonStream.value, walked):
        with pytest.raises(MalformedFileError) as caught:
            read(in_pieces(cut, size))
        assert caught.value.path == "page.json"
        assert 1 <= (caught.value.line or 0) <= cut.count("\n") + 1


def all_of(stream: JsonStream, read: Callable[[JsonStream], Any]) -> list[Any]:
    found = []
    while stream.next_mark():
        found.append(read(stream))
    return found


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("read", [JsonStream.value, walked])
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"a": 1}\n{"a": 1, "a": 2}', "page.json:2:", "is given twice in its object"),
        ("[1,\n2 3]", "page.json:2:", "not JSON"),
        ('{"a": NaN}', "page.json:1:", "NaN is not a number that can be held"),
        ('{"a"\n 1}', "page.json:2:", "not JSON"),
        ("[1,]", "page.json:1:", "not JSON"),
        ('{"a": "x', "page.json:1:", "not JSON"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    text: str, place: str, words: str, read: Callable[[JsonStream], Any], size: int
) -> None:
    with pytest.raises(MalformedFileError) as caught:
        all_of(in_pieces(text, size), read)
    assert words in str(caught.value)
    assert str(caught.value).startswith(place)


def test_a_long_array_is_not_held() -> None:
    held = 0

    def chunks() -> Any:
        yield "["
        for _ in range(5000):
            yield f'{{"text": "{"x" * 1000}"}},'
        yield "1]"

    stream = JsonStream(chunks(), path="page.json")
    for _ in stream.elements():
        held = max(held, len(stream._text))
    assert held < 1_000_000


def test_the_line_of_each_value_is_known() -> None:
    stream = in_pieces("[\n1,\n\n2,\n3]", 2)
    lines = []
    for _ in stream.positions():
        stream.next_mark()
        lines.append(stream.line)
        stream.value()
    assert lines == [2, 4, 5]


def read(octets: bytes) -> bytes:
    return b"".join(octet_chunks(unzipped(io.BytesIO(octets)), "page.json.gz"))


def test_gzip_is_decompressed_and_other_octets_pass() -> None:
    plain = b'{"a": 1}' * 9999
    assert read(gzip.compress(plain)) == read(plain) == plain
    assert read(gzip.compress(plain) + gzip.compress(b"2")) == plain + b"2"
    assert read(b"") == b""
    assert read(b"{") == b"{"


@pytest.mark.parametrize("cut", [3, 12, 40, -1, -9])
def test_gzip_that_is_cut_or_broken_is_an_error_of_the_file(cut: int) -> None:
    whole = gzip.compress(bytes(range(256)) * 9)
    with pytest.raises(UnreadableFileError, match="gzip"):
        read(whole[:cut])
    broken = bytearray(whole)
    broken[len(broken) // 2] ^= 0xFF
    with pytest.raises(UnreadableFileError, match="gzip"):
        read(bytes(broken))


def test_a_walk_yields_rows_with_their_lines_and_finds_the_list_of_a_document() -> None:
    text = '{"note": "x",\n"rates": [\n{"a": 1},\n{"a": 0.5}]}'
    members, start = JsonStream.over(text, path="a.json").document("rates")
    assert members == {"note": "x", "rates": []}
    assert list(JsonStream.over(text, path="a.json", at=start).numbered()) == [
        (3, {"a": 1}),
        (4, {"a": Decimal("0.5")}),
    ]


@pytest.mark.parametrize("text", ["[1 2]", "[1,", "[1] x", '[{"a": 1, "a": 2}]', "{}"])
def test_a_walk_refuses_what_breaks_the_list(text: str) -> None:
    def walk_to_the_end() -> None:
        walk = JsonStream.over(text, path="a.json")
        list(walk.numbered())
        walk.end()

    with pytest.raises(MalformedFileError, match=r"^a\.json:1:"):
        walk_to_the_end()
