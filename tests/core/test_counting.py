"""Counting: the edges of every capacity, and the fast path against the general one."""

import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import segmenter
from segmenter import (
    Count,
    Encoding,
    OutboundMessage,
    Policy,
    UnencodableError,
    count,
    explain,
    segment,
    substitute,
)
from segmenter.core import counting
from segmenter.core.choice import lay_out
from segmenter.core.counting import layout_count
from segmenter.core.tables.default import DEFAULT, EXTENSION

LETTERS = {"basic": "a", "accented": "é", "Greek": "Ω"}


def test_the_empty_text_is_one_segment_of_no_units() -> None:
    assert count("") == Count(Encoding.GSM7, 1, 0, 160, 160, None, None)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS.keys())
@pytest.mark.parametrize(
    ("units", "segments", "room", "free"),
    [
        (1, 1, 160, 159),
        (152, 1, 160, 8),
        (153, 1, 160, 7),
        (154, 1, 160, 6),
        (159, 1, 160, 1),
        (160, 1, 160, 0),
        (161, 2, 153, 145),
        (305, 2, 153, 1),
        (306, 2, 153, 0),
        (307, 3, 153, 152),
        (459, 3, 153, 0),
        (460, 4, 153, 152),
    ],
)
def test_septets_at_every_edge(letter: str, units: int, segments: int, room: int, free: int) -> None:
    assert count(letter * units) == Count(Encoding.GSM7, segments, units, room, free, None, None)


@pytest.mark.parametrize("letter", ["я", "中", "☃"])
@pytest.mark.parametrize(
    ("units", "segments", "room", "free"),
    [
        (1, 1, 70, 69),
        (66, 1, 70, 4),
        (67, 1, 70, 3),
        (68, 1, 70, 2),
        (70, 1, 70, 0),
        (71, 2, 67, 63),
        (133, 2, 67, 1),
        (134, 2, 67, 0),
        (135, 3, 67, 66),
    ],
)
def test_code_units_at_every_edge(letter: str, units: int, segments: int, room: int, free: int) -> None:
    assert count(letter * units) == Count(Encoding.UCS2, segments, units, room, free, None, None)


@pytest.mark.parametrize("character", "^{}\\[~]|€\f")
def test_an_extension_character_costs_two_septets(character: str) -> None:
    assert count(character).units == 2
    assert count("a" * 159 + character).segments == 2
    assert count("a" * 158 + character).segments == 1


@pytest.mark.parametrize("character", "[]|€")
def test_an_extension_character_is_one_unit_once_the_text_is_ucs2(character: str) -> None:
    assert count("я" + character).units == 2


@pytest.mark.parametrize("character", "[€")
def test_an_escape_on_the_edge_moves_to_the_next_segment(character: str) -> None:
    # 306 septets would be two segments by division; the pair at 153 and 154 may not be cut.
    counted = count("a" * 152 + character + "a" * 152)
    assert (counted.units, counted.segments, counted.free_units) == (306, 3, 152)


def test_a_surrogate_pair_on_the_edge_moves_to_the_next_segment() -> None:
    counted = count("я" * 66 + "😀" + "я" * 66)
    assert (counted.units, counted.segments, counted.free_units) == (134, 3, 66)


def test_153_brackets_are_three_segments_as_providers_bill_them() -> None:
    assert count("[" * 153).segments == 3


def test_67_emoji_are_three_segments() -> None:
    assert count("😀" * 67).segments == 3


def test_one_curly_apostrophe_makes_two_segments_of_one() -> None:
    assert count("it's " * 20).segments == 1
    assert count("it's " * 19 + "it’s ").segments == 2


@pytest.mark.parametrize("character", ["`", "\t", "\0", "ç", "\x1b", "\x7f", "\u00a0", "\ufeff"])
def test_what_is_not_in_the_alphabet_needs_ucs2(character: str) -> None:
    for text in (character, "a" + character + "a", "é" + character):
        assert count(text).encoding is Encoding.UCS2


@pytest.mark.parametrize(
    "beside", ["a", "é", "Ω", "a" * 200 + "Ω"], ids=["ASCII", "Latin-1", "Greek", "long"]
)
def test_every_character_of_the_alphabet_costs_one_septet_or_two_beside_any_other(beside: str) -> None:
    costs = dict.fromkeys(DEFAULT.values(), 1) | dict.fromkeys(EXTENSION.values(), 2)
    assert len(costs) == 137
    for character, septets in costs.items():
        counted = count(beside + character)
        assert (counted.encoding, counted.units) == (Encoding.GSM7, len(beside) + septets), character
    for character in "`\t\0ç\x7f\u00a0я":
        assert count(beside + character).encoding is Encoding.UCS2, character


def test_capital_c_cedilla_is_in_the_alphabet() -> None:
    assert count("Ç").encoding is Encoding.GSM7


@pytest.mark.parametrize("text", ["\ud800", "ab\udfff", "я\ud83d", "\ud83d\ude00", "é\ud800☃"])
def test_a_surrogate_is_told_with_its_place(text: str) -> None:
    index = next(place for place, character in enumerate(text) if "\ud800" <= character <= "\udfff")
    for policy in (Policy(), Policy(encodings=(Encoding.UCS2,))):
        with pytest.raises(UnencodableError, match="surrogate") as caught:
            count(text, policy=policy)
        assert (caught.value.index, caught.value.code_point) == (index, ord(text[index]))


def test_over_255_segments_are_still_counted() -> None:
    assert count("a" * 153 * 256).segments == 256
    assert count("😀" * 33 * 300).segments == 300


@pytest.mark.parametrize(
    "value", [b"bytes", bytearray(b"x"), None, 1, ["a"], type("Text", (), {"isascii": str.isascii})()]
)
def test_what_is_not_a_text_is_a_type_error_that_says_so(value: Any) -> None:
    for function in (count, segmenter.segment):
        with pytest.raises(TypeError, match=f"str, not {type(value).__name__}"):
            function(value)


def test_a_subclass_of_str_is_a_text() -> None:
    class Text(str):
        __slots__ = ()

    assert count(Text("hello")) == count("hello")
    for text in (segment(Text("hello")).text, segmenter.truncate(Text("hello"), segments=1)):
        assert type(text) is str


def test_at_most_64_policies_are_kept_for_the_next_text() -> None:
    counting._COUNTERS.clear()
    policies = [Policy(extra_elements=[(0x70, bytes(octets))]) for octets in range(100)]
    for number, policy in enumerate(policies, 1):
        assert count("a", policy=policy).segments == 1
        assert (id(policy) in counting._COUNTERS, len(counting._COUNTERS) <= 64) == (True, True)
        if number <= 64:
            assert len(counting._COUNTERS) == number


def test_a_count_is_read_only_and_can_be_pickled() -> None:
    counted: Any = count("hello")
    with pytest.raises(AttributeError):
        counted.segments = 2
    assert pickle.loads(pickle.dumps(counted)) == counted


@pytest.mark.parametrize(
    "policy",
    [
        Policy(),
        Policy(encodings=[Encoding.GSM7]),
        Policy(encodings=[Encoding.ASCII7]),
        Policy(encodings=[Encoding.ASCII7, Encoding.UCS2]),
        Policy(encodings=[Encoding.UCS2, Encoding.GSM7]),
        Policy(reference_width=16),
        Policy(without="€[~é"),
        Policy(extra_elements=[(5, bytes(4))]),
    ],
    ids=repr,
)
def test_the_fast_path_agrees_with_the_general_one(policy: Policy) -> None:
    for unit in ("a", "é", "[", "€", "Ω", "`", "я", "😀", "a€", "é€", "€é ", "Ωa[", "я😀", "é\x80"):
        for length in (0, 1, 66, 67, 70, 71, 134, 135, 152, 153, 160, 161, 199, 201, 304, 306, 307, 1000):
            text = (unit * length)[:length]
            try:
                expected = layout_count(lay_out(text, policy))
            except UnencodableError:
                with pytest.raises(UnencodableError):
                    count(text, policy=policy)
                continue
            assert count(text, policy=policy) == expected == segment(text, policy=policy).count
            if policy == Policy():
                assert count(text) == expected == segment(text).count


class Lazy:
    """A text that is made when it is asked for, as Django's translations are."""

    def __str__(self) -> str:
        return "hello"


@pytest.mark.parametrize("function", [count, segment, explain, substitute])
def test_a_lazy_string_is_refused_with_what_to_do(function: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"a text must be a str, not Lazy; call str\(\) on it"):
        function(Lazy())
    with pytest.raises(TypeError, match=r"text must be a str or None, not Lazy; call str\(\) on it"):
        OutboundMessage(channel="sms", text=Lazy())  # type: ignore[arg-type]


def test_the_signature_of_count_is_short() -> None:
    assert "policy: segmenter.core.policy.Policy = Policy())" in str(inspect.signature(count))
    assert repr(Policy(reference_width=16)) == "Policy(reference_width=<ReferenceWidth.SIXTEEN_BITS: 16>)"


@pytest.mark.parametrize(("value", "words"), [(5, "not int"), (b"x", "not bytes; decode it first")])
def test_what_is_no_text_is_named_and_only_octets_can_be_decoded(value: Any, words: str) -> None:
    with pytest.raises(TypeError, match=f"^a text must be a str, {words}$"):
        segmenter.count(value)
