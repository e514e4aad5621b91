"""Errors: their facts, their words, and that they survive a trip between processes."""

import copy
import pickle

import pytest

from segmenter import Encoding, NationalLanguage, Policy, SegmenterError, UnencodableError, count
from segmenter.errors import TooManySegmentsError

GSM7 = Policy(encodings=(Encoding.GSM7,))


def failure(text: str, policy: Policy) -> UnencodableError:
    with pytest.raises(UnencodableError) as caught:
        count(text, policy=policy)
    return caught.value


def test_an_error_says_what_where_and_what_would_help() -> None:
    error = failure("It’s", GSM7)
    assert str(error) == (
        "U+2019 RIGHT SINGLE QUOTATION MARK at index 2 is not in the GSM 7 bit default alphabet; "
        "allow UCS-2 or substitution"
    )
    assert (error.index, error.code_point, error.character) == (2, 0x2019, "’")


def test_a_character_without_a_name_is_told_by_its_number() -> None:
    assert str(failure("a\x07", GSM7)).startswith("U+0007 at index 1 is not in")


def test_with_national_languages_the_error_speaks_of_all_alphabets() -> None:
    policy = Policy(encodings=(Encoding.GSM7,), single_shifts={NationalLanguage.TURKISH})
    assert "any alphabet the policy allows" in str(failure("☃", policy))


def test_each_error_is_the_built_in_a_caller_expects() -> None:
    assert issubclass(UnencodableError, SegmenterError)
    assert issubclass(UnencodableError, ValueError)
    assert issubclass(TooManySegmentsError, SegmenterError)
    assert issubclass(TooManySegmentsError, ValueError)


def test_errors_survive_pickling_and_copying() -> None:
    error = failure("It’s", GSM7)
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (str(other), other.index) == (str(error), error.index)
