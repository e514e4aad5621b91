"""Laws of what cannot be counted: the facts an error carries, and that every function gives the same.

They must not pin the wording of a message beyond the facts a reader needs.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmenter
from segmenter import (
    Boundary,
    Encoding,
    Policy,
    ReferenceWidth,
    SegmenterError,
    TooManySegmentsError,
    UnencodableError,
)
from tests.property import strategies
from tests.property.strategies import Case, cases

FUNCTIONS: dict[str, Callable[[str, Policy], object]] = {
    "count": lambda text, policy: segmenter.count(text, policy=policy),
    "segment": lambda text, policy: segmenter.segment(text, policy=policy),
    "truncate": lambda text, policy: segmenter.truncate(text, segments=1, policy=policy),
}


def offence(function: Callable[[str, Policy], object], text: str, policy: Policy) -> UnencodableError | None:
    try:
        function(text, policy)
    except UnencodableError as error:
        return error
    return None


@given(cases(surrogates=True))
def test_an_error_names_a_character_of_the_text_and_where_it_stands(case: Case) -> None:
    error = offence(FUNCTIONS["count"], *case)
    if error is not None:
        assert error.character == case.text[error.index]
        assert error.code_point == ord(error.character)
        assert isinstance(error, SegmenterError)
        assert isinstance(error, ValueError)


@given(cases(encodings=[(Encoding.GSM7,), (Encoding.GSM7,), (Encoding.UCS2,)]), st.data())
def test_the_text_before_the_first_offender_can_be_encoded_and_not_a_character_more(
    case: Case, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(case.text)))
    text = case.text[:place] + "\ud800" + case.text[place:]
    error = offence(FUNCTIONS["count"], text, case.policy)
    assert error is not None
    assert error.index <= place
    assert offence(FUNCTIONS["count"], text[: error.index], case.policy) is None
    further = offence(FUNCTIONS["count"], text[: error.index + 1], case.policy)
    assert further is not None
    assert further.index == error.index


@given(cases(surrogates=True))
def test_count_segment_and_truncate_refuse_the_same_texts_for_the_same_reason(case: Case) -> None:
    found = [offence(function, *case) for function in FUNCTIONS.values()]
    facts = {None if error is None else (error.index, error.code_point) for error in found}
    assert len(facts) == 1


@pytest.mark.parametrize("name", FUNCTIONS)
@given(
    case=cases(encodings=strategies.BOTH_ENCODINGS),
    surrogate=st.sampled_from(strategies.SURROGATES),
    data=st.data(),
)
def test_a_lone_surrogate_is_named_by_its_index(
    name: str, case: Case, surrogate: str, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(case.text)))
    text = case.text[:index] + surrogate + case.text[index:]
    error = offence(FUNCTIONS[name], text, case.policy)
    assert error is not None
    assert (error.index, error.code_point) == (index, ord(surrogate[0]))


@pytest.mark.parametrize("encodings", strategies.ENCODINGS[1:])
@pytest.mark.parametrize("boundary", Boundary)
def test_a_pair_of_surrogate_code_points_is_not_a_character(
    encodings: tuple[Encoding, ...], boundary: Boundary
) -> None:
    error = offence(FUNCTIONS["count"], "ab\ud83d\ude00", Policy(encodings=encodings, boundary=boundary))
    assert error is not None
    assert (error.index, error.code_point) == (2, 0xD83D)


@given(st.sampled_from(strategies.NEVER_GSM7), cases(encodings=[(Encoding.GSM7,)]))
def test_escape_nul_tab_and_backtick_are_not_in_the_default_alphabet(character: str, case: Case) -> None:
    error = offence(FUNCTIONS["count"], "abc" + character, Policy(encodings=(Encoding.GSM7,)))
    assert error is not None
    assert (error.index, error.character) == (3, character)
    if character == "\x1b":
        with_languages = offence(FUNCTIONS["count"], character, case.policy)
        assert with_languages is not None
        assert with_languages.index == 0


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("text", [None, b"bytes", bytearray(b"x"), 5, ["a"], ("a", "b")])
def test_what_is_no_text_is_a_type_error_that_says_so(name: str, text: object) -> None:
    says_so = rf"\bstr\b.*{type(text).__name__}|{type(text).__name__}.*\bstr\b"
    for policy in (Policy(), Policy(boundary=Boundary.GRAPHEME_CLUSTER)):
        with pytest.raises(TypeError, match=says_so):
            FUNCTIONS[name](text, policy)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, b"bytes", 5])
def test_what_is_no_text_is_a_type_error_without_a_policy_too(text: object) -> None:
    with pytest.raises(TypeError, match=r"\bstr\b"):
        segmenter.count(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"\bstr\b"):
        segmenter.segment(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"\bstr\b"):
        segmenter.truncate(text, segments=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("boundary", Boundary)
@pytest.mark.parametrize(
    ("unit", "longest", "width"),
    [
        ("a", 255 * 153, ReferenceWidth.EIGHT_BITS),
        ("a", 255 * 152, ReferenceWidth.SIXTEEN_BITS),
        ("€", 255 * 76, ReferenceWidth.EIGHT_BITS),
        ("Ж", 255 * 67, ReferenceWidth.EIGHT_BITS),
        ("Ж", 255 * 66, ReferenceWidth.SIXTEEN_BITS),
        ("😀", 255 * 33, ReferenceWidth.EIGHT_BITS),
    ],
)
def test_the_256th_segment_is_counted_but_not_given(
    unit: str, longest: int, width: ReferenceWidth, boundary: Boundary
) -> None:
    policy = Policy(reference_width=width, boundary=boundary)
    text = unit * longest
    assert len(segmenter.segment(text, policy=policy).segments) == 255
    assert segmenter.count(text + unit, policy=policy).segments == 256
    with pytest.raises(TooManySegmentsError) as caught:
        segmenter.segment(text + unit, policy=policy)
    assert (caught.value.segments, caught.value.limit) == (256, 255)
    assert isinstance(caught.value, SegmenterError)
    assert isinstance(caught.value, ValueError)
    assert segmenter.truncate(text + unit, segments=255, policy=policy) == text
    assert segmenter.truncate(text + unit, segments=256, policy=policy) == text + unit
