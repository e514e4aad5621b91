"""Laws of `truncate`: the longest prefix that fits, of whole code points or whole clusters.

They must not assume that no longer prefix fits where a shorter one does not; the reference tries them all.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmenter
from segmenter import Boundary, Policy, UnencodableError, truncate
from tests import reference
from tests.agreement import facts_of_error, rules_of
from tests.property.measures import cluster_boundaries
from tests.property.strategies import FAMILY, Case, cases, encodable_cases, texts
from tests.reference import ends_a_word

SEGMENTS = st.integers(1, 5)


def next_prefix(case: Case, prefix: str) -> str:
    """Return the text up to the end of the code point or cluster after a prefix."""
    if case.policy.boundary is Boundary.CODE_POINT:
        return case.text[: len(prefix) + 1]
    if case.policy.boundary is Boundary.WORD:
        ends = (stop for stop in cluster_boundaries(case.text) if stop > len(prefix))
        return case.text[: next(stop for stop in ends if ends_a_word(case.text, stop))]
    return case.text[: next(stop for stop in cluster_boundaries(case.text) if stop > len(prefix))]


@given(encodable_cases(), SEGMENTS)
def test_it_is_a_prefix_and_fits(case: Case, segments: int) -> None:
    prefix = truncate(case.text, segments=segments, policy=case.policy)
    assert case.text.startswith(prefix)
    assert segmenter.count(prefix, policy=case.policy).segments <= segments


@given(encodable_cases(), SEGMENTS)
def test_the_next_character_or_cluster_would_not_fit(case: Case, segments: int) -> None:
    prefix = truncate(case.text, segments=segments, policy=case.policy)
    if prefix != case.text:
        assert segmenter.count(next_prefix(case, prefix), policy=case.policy).segments > segments


@given(encodable_cases(), SEGMENTS)
def test_a_text_that_fits_comes_back_whole_and_no_other(case: Case, segments: int) -> None:
    fits = segmenter.count(case.text, policy=case.policy).segments <= segments
    assert (truncate(case.text, segments=segments, policy=case.policy) == case.text) == fits


@given(encodable_cases(), SEGMENTS)
def test_it_is_idempotent(case: Case, segments: int) -> None:
    once = truncate(case.text, segments=segments, policy=case.policy)
    assert truncate(once, segments=segments, policy=case.policy) == once


@given(encodable_cases(), SEGMENTS, SEGMENTS)
def test_more_segments_never_leave_less_of_the_text(case: Case, segments: int, more: int) -> None:
    shorter = truncate(case.text, segments=segments, policy=case.policy)
    longer = truncate(case.text, segments=segments + more, policy=case.policy)
    assert longer.startswith(shorter)


@given(encodable_cases(boundaries=[Boundary.GRAPHEME_CLUSTER]), SEGMENTS)
def test_it_ends_where_a_cluster_ends(case: Case, segments: int) -> None:
    prefix = truncate(case.text, segments=segments, policy=case.policy)
    assert len(prefix) in cluster_boundaries(case.text)


@given(texts(), SEGMENTS)
def test_the_default_policy_is_the_one_without_arguments(text: str, segments: int) -> None:
    assert truncate(text, segments=segments) == truncate(text, segments=segments, policy=Policy())


# One language and 350 characters at most: the reference counts every prefix under every candidate.
@given(cases(surrogates=True, largest=1), st.integers(1, 4))
def test_it_agrees_with_the_reference(case: Case, segments: int) -> None:
    text = case.text[:350]
    expected = reference.truncate(text, segments, rules_of(case.policy))
    try:
        actual: str | reference.Unencodable = truncate(text, segments=segments, policy=case.policy)
    except UnencodableError as error:
        actual = facts_of_error(error)
    assert actual == expected


def test_a_first_cluster_larger_than_the_segments_leaves_nothing() -> None:
    policy = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
    assert truncate("\u200d".join(["👩"] * 40), segments=1, policy=policy) == ""
    assert truncate("a" + "\u0301" * 70, segments=1, policy=policy) == ""


@pytest.mark.parametrize("marks", [66, 200, 255, 256, 600, 1_100])
def test_a_cluster_of_hundreds_of_characters_is_kept_whole_or_left_out(marks: int) -> None:
    policy = Policy(boundary=Boundary.GRAPHEME_CLUSTER)
    text = "Ж" * 67 + "e" + "\u0301" * marks + "Ж" * 80
    for segments in (1, 2, 4, 9, 12, 18):
        expected = reference.truncate(text, segments, rules_of(policy))
        assert truncate(text, segments=segments, policy=policy) == expected


def test_a_family_at_the_end_goes_as_a_whole() -> None:
    text = "Ж" * 60 + FAMILY
    assert truncate(text, segments=1, policy=Policy(boundary=Boundary.GRAPHEME_CLUSTER)) == "Ж" * 60
    assert truncate(text, segments=1) == "Ж" * 60 + FAMILY[:6]


def test_a_prefix_may_need_another_encoding_than_the_text() -> None:
    # The last character forces UCS-2 on the whole, three segments; without it, GSM-7 takes the rest in one.
    assert truncate("a" * 160 + "Ж", segments=1) == "a" * 160


@pytest.mark.parametrize("boundary", Boundary)
def test_a_text_that_cannot_be_encoded_is_an_error_even_where_a_prefix_fits(boundary: Boundary) -> None:
    text = "a" * 400 + "\ud800"
    with pytest.raises(UnencodableError) as caught:
        truncate(text, segments=1, policy=Policy(boundary=boundary))
    assert caught.value.index == 400


@pytest.mark.parametrize("segments", [0, -1])
@pytest.mark.parametrize("text", ["", "a", "a" * 500])
def test_fewer_than_one_segment_is_a_value_error(text: str, segments: int) -> None:
    with pytest.raises(ValueError, match="segments"):
        truncate(text, segments=segments)


@pytest.mark.parametrize("segments", [1.0, "1", None, True])
def test_segments_that_are_no_int_are_a_type_error(segments: object) -> None:
    with pytest.raises(TypeError, match="segments"):
        truncate("a", segments=segments)  # type: ignore[arg-type]
