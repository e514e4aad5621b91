"""Policies: what they accept, refuse and keep."""

import copy
import pickle
from typing import Any

import pytest

from segmenter import (
    Boundary,
    Encoding,
    NationalLanguage,
    Policy,
    ReferenceWidth,
    count,
    segment,
    truncate,
)


def test_the_default_allows_both_encodings_and_no_national_language() -> None:
    policy = Policy()
    assert policy.encodings == (Encoding.GSM7, Encoding.UCS2)
    assert policy.locking_shifts == policy.single_shifts == frozenset()
    assert policy.boundary is Boundary.CODE_POINT
    assert policy.reference_width is ReferenceWidth.EIGHT_BITS


def test_equal_choices_are_equal_and_hash_alike() -> None:
    one = Policy(single_shifts=[NationalLanguage.TURKISH, NationalLanguage.URDU])
    other = Policy(single_shifts={13, 1})  # type: ignore[arg-type]  # numbers are accepted, if not advertised
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
        ({"boundary": "word"}, ValueError, "word"),
        ({"reference_width": 12}, ValueError, "12"),
        ({"encodings": 7}, TypeError, "collection"),
        ({"single_shifts": None}, TypeError, "None"),
    ],
)
def test_a_wrong_choice_is_refused(choices: dict[str, Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Policy(**choices)


@pytest.mark.parametrize("wrong", [None, "gsm7", Policy])
def test_what_is_no_policy_is_a_type_error_that_says_so(wrong: Any) -> None:
    for function in (count, segment, lambda text, policy: truncate(text, segments=1, policy=policy)):
        with pytest.raises(TypeError, match="policy must be a Policy"):
            function("hello", policy=wrong)
