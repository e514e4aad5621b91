"""Policies: what they accept, refuse and keep."""

import contextlib
import copy
import pickle
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segmenter import (
    Boundary,
    Encoding,
    NationalLanguage,
    Policy,
    ReferenceWidth,
    UnencodableError,
    count,
    segment,
    truncate,
)

WILD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary(max_size=9)
    | st.sampled_from(["gsm7", "UCS-2", "word", "turkish", "8", 16, "({number}/{total})", (5, b"ab"), "€"]),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
"""Whatever a caller may pass by mistake, and sometimes what is right."""


def test_the_default_allows_both_encodings_and_no_national_language() -> None:
    policy = Policy()
    assert policy.encodings == (Encoding.GSM7, Encoding.UCS2)
    assert policy.locking_shifts == policy.single_shifts == frozenset()
    assert policy.boundary is Boundary.CODE_POINT
    assert policy.reference_width is ReferenceWidth.EIGHT_BITS


def test_equal_choices_are_equal_and_hash_alike() -> None:
    one = Policy(single_shifts=[NationalLanguage.TURKISH, NationalLanguage.URDU])
    other = Policy(single_shifts={13, 1})
    assert one == other
    assert hash(one) == hash(other)
    assert one != Policy()


def test_a_policy_is_read_only() -> None:
    policy: Any = Policy()
    with pytest.raises(AttributeError):
        policy.encodings = (Encoding.UCS2,)
    with pytest.raises(AttributeError):
        policy.anything = 1


def test_a_policy_survives_pickling_and_copying() -> None:
    policy = Policy(locking_shifts={NationalLanguage.HINDI}, boundary=Boundary.GRAPHEME_CLUSTER)
    assert pickle.loads(pickle.dumps(policy)) == policy
    assert copy.deepcopy(policy) == policy


def test_a_replaced_field_is_checked_too() -> None:
    assert Policy()._replace(encodings=(Encoding.UCS2,)).encodings == (Encoding.UCS2,)
    with pytest.raises(ValueError, match="at least one"):
        Policy()._replace(encodings=())


@pytest.mark.parametrize(
    ("choices", "error", "said"),
    [
        ({"encodings": ()}, ValueError, "at least one"),
        ({"encodings": (Encoding.GSM7, Encoding.GSM7)}, ValueError, "once"),
        ({"encodings": "GSM-7"}, TypeError, "collection of Encoding"),
        ({"encodings": ["latin-1"]}, ValueError, "latin-1"),
        ({"locking_shifts": NationalLanguage.TURKISH}, TypeError, "collection of NationalLanguage"),
        ({"single_shifts": [14]}, ValueError, "14"),
        ({"boundary": "line"}, ValueError, "line"),
        ({"reference_width": 12}, ValueError, "12"),
        ({"encodings": 7}, TypeError, "collection"),
        ({"single_shifts": None}, TypeError, "None"),
        ({"boundary": []}, ValueError, r"boundary: \[\] is not a Boundary"),
        ({"reference_width": None}, ValueError, "reference_width: None is not a ReferenceWidth"),
        ({"encodings": [None]}, ValueError, "encodings: None is not an Encoding|encodings: None"),
        ({"extra_elements": 5}, TypeError, "extra_elements takes pairs"),
        ({"extra_elements": {5: b""}}, TypeError, "extra_elements takes pairs"),
        ({"extra_elements": [5]}, TypeError, "5 is not a pair of an int and bytes"),
        ({"extra_elements": [{"identifier": 5}]}, TypeError, "is not a pair of an int and bytes"),
        ({"extra_elements": [(5,)]}, TypeError, r"\(5,\) is not a pair of an int and bytes"),
        ({"extra_elements": [[]]}, TypeError, r"\[\] is not a pair of an int and bytes"),
        ({"extra_elements": [(5, 4)]}, TypeError, "is not a pair of an int and bytes"),
        ({"extra_elements": [(5.0, b"")]}, TypeError, "is not a pair of an int and bytes"),
        ({"extra_elements": [(5, "a", 1)]}, TypeError, "is not a pair of an int and bytes"),
        ({"without": 5}, TypeError, "without takes a str of characters"),
        ({"without": b"a"}, TypeError, "without takes a str of characters"),
        ({"without": ["€", 1]}, TypeError, "not 1 among them"),
        ({"without": ["ab"]}, ValueError, "'ab' is not one character"),
        ({"without": "€a"}, ValueError, "'a' is a letter or digit"),
        ({"numbering": 5}, TypeError, "numbering takes a str"),
        ({"numbering": None}, TypeError, "numbering takes a str"),
        ({"numbering": "{number}{x}"}, ValueError, "numbering: '{number}{x}' must hold"),
        ({"numbering": "\ud800{number}"}, ValueError, "half of a surrogate pair"),
        ({"numbering": "{number}\udfff"}, ValueError, "half of a surrogate pair"),
    ],
)
def test_a_wrong_choice_is_refused(choices: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Policy(**choices)


CHOICES = {
    "encodings": st.lists(st.sampled_from(Encoding), min_size=1, unique=True),
    "locking_shifts": st.frozensets(st.sampled_from(NationalLanguage)),
    "single_shifts": st.sets(st.sampled_from(NationalLanguage)),
    "boundary": st.sampled_from(Boundary),
    "reference_width": st.sampled_from(ReferenceWidth),
}
"""What the first version had; who builds policies of these alone must not need to know of others."""


@given(st.builds(Policy, **CHOICES))
def test_policies_may_be_built_of_any_of_their_choices(policy: Policy) -> None:
    assert (policy.extra_elements, policy.without, policy.numbering) == ((), "", "")
    assert policy._replace() == policy == pickle.loads(pickle.dumps(policy)) == Policy(*policy)
    assert hash(policy._replace()) == hash(policy)


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(Policy.__match_args__), WILD))
def test_any_values_give_a_policy_or_an_error_that_names_the_choice(choices: dict[str, Any]) -> None:
    problem = ""
    try:
        policy = Policy(**choices)
    except (ValueError, TypeError) as error:
        problem = str(error)
    if problem:
        assert problem.startswith(tuple(choices))
        return
    for text in ("", "a", "{}" * 200, "ş😀" * 90):
        with contextlib.suppress(UnencodableError):
            assert count(text, policy=policy).segments >= 1


@pytest.mark.parametrize("wrong", [None, "gsm7", Policy])
def test_what_is_no_policy_is_a_type_error_that_says_so(wrong: Any) -> None:
    for function in (count, segment, lambda text, policy: truncate(text, segments=1, policy=policy)):
        with pytest.raises(TypeError, match="policy must be a Policy"):
            function("hello", policy=wrong)


def test_extra_elements_take_their_room_before_anything_is_counted() -> None:
    ports = Policy(extra_elements=[(0x05, bytes.fromhex("0b8423f0"))])
    assert (ports.extra_octets, ports.extra_elements[0].identifier) == (6, 0x05)
    assert [Policy(extra_elements=[(octet, b"")]).extra_octets for octet in (0x01, 0xFF)] == [2, 2]
    assert count("a", policy=ports).segment_units == 152  # a header of 7 octets
    assert count("a" * 152, policy=ports).segments == 1
    many = segment("a" * 153, policy=ports)
    assert (many.segment_units, many.segments[0].udh_octets) == (146, 12)
    assert count("я" * 67, policy=ports).segment_units == 64


def test_extra_elements_go_with_shifts_and_clusters() -> None:
    policy = Policy(
        single_shifts={NationalLanguage.TURKISH},
        boundary=Boundary.GRAPHEME_CLUSTER,
        reference_width=ReferenceWidth.SIXTEEN_BITS,
        extra_elements=[(0x05, bytes(4)), (0x70, b"")],
    )
    assert count("ş" * 200, policy=policy).segment_units == (140 - 7 - 3 - 8) * 8 // 7
    assert count("é" * 90 + "😀" * 30, policy=policy).segment_units == (140 - 7 - 8) // 2


def test_the_longest_extra_elements_leave_room_for_one_character() -> None:
    policy = Policy(
        single_shifts={NationalLanguage.TURKISH},
        locking_shifts={NationalLanguage.TURKISH},
        reference_width=ReferenceWidth.SIXTEEN_BITS,
        extra_elements=[(0x70, bytes(121))],
    )
    assert count("😀" * 3, policy=policy).segments == 1
    assert count("😀" * 20, policy=policy).segments == 10
    assert count("şŞ" * 20, policy=policy._replace(encodings=(Encoding.GSM7,))).segment_units == 8


# A UCS-2 segment holds 70 code units without a header. Of these two numbers of seven digits and a character
# beyond the BMP take 16.
@pytest.mark.parametrize(
    ("extra", "room"),
    [((), 54), ([(5, b"")], 52), ([(5, b"a")], 52), ([(5, bytes(4))], 50), ([(5, bytes(90))], 7)],
)
def test_the_form_of_numbers_leaves_room_for_two_numbers_and_a_character(extra: Any, room: int) -> None:
    for signs in ("x" * room, "é" * (room - 2) + "😀", "😀" * (room // 2) + "x" * (room % 2)):
        policy = Policy(numbering="{number}" + signs + "{text}{total}", extra_elements=extra)
        assert count("😀" * 40, policy=policy).segments > 1
        with pytest.raises(ValueError, match="leaves no room for text; shorten it"):
            policy._replace(numbering=policy.numbering + ".")


@pytest.mark.parametrize(
    ("choices", "simple", "restricted"),
    [
        ({}, True, False),
        ({"encodings": ["ucs-2"], "reference_width": 16, "extra_elements": [(5, b"")]}, True, False),
        ({"boundary": "word"}, False, False),
        ({"boundary": "grapheme cluster"}, False, False),
        ({"locking_shifts": ["tr"]}, False, False),
        ({"single_shifts": ["tr"]}, False, False),
        ({"numbering": "{number}"}, False, False),
        ({"without": "€"}, False, True),
        ({"encodings": ["gsm-7", "ascii-7"]}, False, True),
    ],
)
def test_a_policy_is_simple_or_restricted_by_its_choices(
    choices: dict[str, Any], simple: bool, restricted: bool
) -> None:
    policy = Policy(**choices)
    assert (policy.is_simple, policy.is_restricted) == (simple, restricted)


def test_choices_by_name_are_all_there_are() -> None:
    choices = Policy(without="€")._asdict()
    assert list(choices) == list(Policy.__match_args__)
    assert Policy(**choices) == Policy(without="€")


def test_a_message_carries_its_policy() -> None:
    policy = Policy(reference_width=ReferenceWidth.SIXTEEN_BITS)
    assert segment("a", policy=policy).policy is policy
    assert segment("я" * 99).policy == Policy()


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        ([(256, b"")], "one octet"),
        ([(-1, b"")], "one octet"),
        ([(0x00, bytes(3))], "reference_width"),
        ([(0x08, bytes(4))], "reference_width"),
        ([(0x24, b"\1")], "single_shifts"),
        ([(0x25, b"\1")], "locking_shifts"),
        ([(0x70, bytes(60)), (0x71, bytes(60))], "124 octets"),
    ],
)
def test_an_extra_element_out_of_range_is_refused(elements: list[tuple[int, bytes]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Policy(extra_elements=elements)


@given(st.builds(Policy, boundary=st.sampled_from(Boundary)))
def test_hypothesis_draws_only_the_choices_that_a_caller_names(policy: Policy) -> None:
    assert policy == Policy(boundary=policy.boundary)
    assert pickle.loads(pickle.dumps(policy)) == copy.deepcopy(policy) == policy


def test_a_reference_width_is_its_number_of_bits() -> None:
    assert [width.value for width in ReferenceWidth] == [8, 16]
    assert ReferenceWidth(8) is ReferenceWidth.EIGHT_BITS
