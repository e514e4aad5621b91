"""Reasons: each way of counting is found by the number it gives, and offered only where it gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Encoding, NationalLanguage, Policy, count
from segmenter.audit.reasons import REASON_WORDS, Reason, smart, suppositions
from segmenter.providers import profile
from tests.property.strategies import texts

GSM7, UCS2 = Encoding.GSM7, Encoding.UCS2
TURKISH = Policy(single_shifts={NationalLanguage.TURKISH}, locking_shifts={NationalLanguage.TURKISH})
EXAMPLES: dict[Reason, tuple[str, int, Encoding | None, Policy]] = {
    Reason.LONG_REFERENCE: ("a" * 306, 3, GSM7, Policy()),
    Reason.DIVIDED: ("a" * 152 + "€" + "a" * 150 + "€", 2, GSM7, Policy()),
    Reason.FIRST_SHORT: ("a" * 160, 2, None, Policy()),
    Reason.DIVIDED_BY_LONE: ("a" * 320, 2, None, Policy()),
    Reason.CR_LF: ("a" * 158 + "\n" + "a", 2, None, Policy()),
    Reason.LF: ("a" * 158 + "\r\n" + "a", 1, None, Policy()),
    Reason.TRIMMED: ("a" * 160 + "  ", 1, None, Policy()),
    Reason.SMART_ENCODING: ("It’s " * 20, 1, None, Policy()),
    Reason.UCS2: ("a" * 100, 2, UCS2, Policy()),
    Reason.QUESTION_MARKS: ("я" * 100, 1, GSM7, Policy()),
    Reason.STANDARD: ("a" * 305, 2, None, Policy(reference_width=16)),
    Reason.ONE_SEPTET: ("€" * 100, 1, None, Policy()),
    Reason.CODE_POINTS: ("😀" * 60, 1, None, Policy()),
    Reason.GRAPHEMES: ("a" * 64 + "👍🏽" + "b" * 65, 3, None, Policy()),
    Reason.WORDS: ("a" * 100 + " " + "b" * 100 + " " + "c" * 100, 3, None, Policy()),
    Reason.LANGUAGE: ("ş" * 100, 1, None, Policy()),
    Reason.NO_LANGUAGE: ("ş" * 100, 2, UCS2, TURKISH),
    Reason.APPENDED: ("a" * 10, 2, None, Policy()),
    Reason.ONE_PART: ("a" * 999, 1, None, Policy()),
}


@pytest.mark.parametrize("reason", EXAMPLES)
def test_a_way_of_counting_is_found_by_its_number(reason: Reason) -> None:
    text, segments, encoding, policy = EXAMPLES[reason]
    own = count(text, policy=policy)
    assert (own.segments, own.encoding) != (segments, encoding or own.encoding)
    found = suppositions(text, own, segments=segments, encoding=encoding, policy=policy)
    assert reason in [supposition.reason for supposition in found]
    assert all(str(segments) in supposition.words for supposition in found)


def test_dividing_and_smart_encoding_are_left_out_where_the_provider_does_them() -> None:
    telnyx = profile("telnyx")
    text = "a" * 152 + "[" + "a" * 150 + "["  # 306 septets, and a pair where a cut would be
    own = count(text, policy=telnyx.policy)
    assert (own.segments, telnyx.divided(own)) == (3, 2)
    found = suppositions(text, own, segments=3, policy=telnyx.policy, divides=True)
    assert Reason.EXACT in [supposition.reason for supposition in found]
    raw = "It’s " * 20
    own = count(smart(raw))
    found = suppositions(smart(raw), own, segments=2, policy=Policy(), raw=raw)
    assert found[0].reason is Reason.NO_SMART_ENCODING


def test_every_reason_has_words_and_an_example() -> None:
    assert set(REASON_WORDS) == set(Reason)
    assert set(Reason) - set(EXAMPLES) == {Reason.EXACT, Reason.NO_SMART_ENCODING}


@pytest.mark.parametrize(
    ("length", "segments", "fewest", "most"),
    [(10, 2, 151, 296), (160, 2, 1, 146), (10, 3, 297, 449), (306, 3, 1, 153), (306, 4, 154, 306)],
)
def test_the_length_of_an_appended_text_is_exact(length: int, segments: int, fewest: int, most: int) -> None:
    text = "a" * length
    found = suppositions(text, count(text), segments=segments, policy=Policy())
    words = next(each.words for each in found if each.reason is Reason.APPENDED)
    assert words == f"an appended text of {fewest} to {most} characters gives {segments}"
    for added, expected in (
        (fewest - 1, segments - 1),
        (fewest, segments),
        (most, segments),
        (most + 1, segments + 1),
    ):
        assert count(text + "b" * added).segments == expected


@given(texts(), st.integers(0, 6), st.sampled_from([None, GSM7, UCS2]))
def test_every_reason_offered_gives_the_numbers_and_is_offered_once(
    text: str, segments: int, encoding: Encoding | None
) -> None:
    found = suppositions(text, count(text), segments=segments, encoding=encoding, policy=Policy())
    named = [supposition.reason for supposition in found]
    assert len(named) == len(set(named))
    for supposition in found:
        assert f"{segments}" in supposition.words
