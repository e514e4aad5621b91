"""Laws of the count: that it equals the segments', and how it moves when the text or the policy does.

They must not need the reference: each compares the library with itself.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import (
    Boundary,
    Count,
    Encoding,
    NationalLanguage,
    Policy,
    ReferenceWidth,
    UnencodableError,
    count,
    segment,
)
from tests.property.strategies import BOTH_ENCODINGS, Case, cases, encodable_cases, texts

FIELDS = ("encoding", "segments", "units", "segment_units", "free_units", "locking_shift", "single_shift")


def segments_or_none(text: str, policy: Policy) -> int | None:
    """Return how many segments a text takes, or None where it cannot be encoded."""
    try:
        return count(text, policy=policy).segments
    except UnencodableError:
        return None


def changed(
    policy: Policy,
    *,
    encodings: tuple[Encoding, ...] | None = None,
    locking_shifts: frozenset[NationalLanguage] | None = None,
    single_shifts: frozenset[NationalLanguage] | None = None,
    boundary: Boundary | None = None,
    reference_width: ReferenceWidth | None = None,
) -> Policy:
    return Policy(
        encodings=policy.encodings if encodings is None else encodings,
        locking_shifts=policy.locking_shifts if locking_shifts is None else locking_shifts,
        single_shifts=policy.single_shifts if single_shifts is None else single_shifts,
        boundary=policy.boundary if boundary is None else boundary,
        reference_width=policy.reference_width if reference_width is None else reference_width,
    )


def values(counted: Count) -> list[object]:
    return [getattr(counted, name) for name in FIELDS]


@given(encodable_cases())
def test_count_equals_the_count_of_the_segments(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    counted = count(case.text, policy=case.policy)
    assert counted == message.count
    assert values(counted) == values(message.count)
    assert counted.segments == len(message.segments)
    for name in FIELDS:
        if name != "segments":
            assert getattr(counted, name) == getattr(message, name)


@given(encodable_cases())
def test_fields_are_of_the_kinds_the_contract_names(case: Case) -> None:
    counted = count(case.text, policy=case.policy)
    assert isinstance(counted.encoding, Encoding)
    assert counted.encoding in case.policy.encodings
    for shift, allowed in (
        (counted.locking_shift, case.policy.locking_shifts),
        (counted.single_shift, case.policy.single_shifts),
    ):
        assert shift is None or shift in allowed
        assert type(shift) in (type(None), NationalLanguage)
    for number in (counted.segments, counted.units, counted.segment_units, counted.free_units):
        assert type(number) is int
    assert counted.segments >= 1
    assert 0 <= counted.free_units <= counted.segment_units


@given(texts())
def test_the_default_policy_is_the_one_without_arguments(text: str) -> None:
    assert count(text) == count(text, policy=Policy())
    assert segment(text) == segment(text, policy=Policy())


@given(cases(surrogates=True), st.sampled_from(NationalLanguage), st.booleans())
def test_one_more_language_allowed_never_costs_a_segment(
    case: Case, language: NationalLanguage, locking: bool
) -> None:
    if locking:
        wider = changed(case.policy, locking_shifts=case.policy.locking_shifts | {language})
    else:
        wider = changed(case.policy, single_shifts=case.policy.single_shifts | {language})
    before = segments_or_none(case.text, case.policy)
    if before is not None:
        assert count(case.text, policy=wider).segments <= before


@given(cases(encodings=[(Encoding.GSM7, Encoding.UCS2)]))
def test_two_encodings_cost_what_the_cheaper_costs(case: Case) -> None:
    gsm7 = segments_or_none(case.text, changed(case.policy, encodings=(Encoding.GSM7,)))
    ucs2 = segments_or_none(case.text, changed(case.policy, encodings=(Encoding.UCS2,)))
    assert ucs2 is not None
    cheapest = ucs2 if gsm7 is None else min(gsm7, ucs2)
    assert count(case.text, policy=case.policy).segments == cheapest


@given(cases(encodings=BOTH_ENCODINGS))
def test_the_order_of_encodings_settles_ties_alone(case: Case) -> None:
    forward = count(case.text, policy=case.policy)
    backward = count(case.text, policy=changed(case.policy, encodings=case.policy.encodings[::-1]))
    assert forward.segments == backward.segments
    if forward.encoding is not backward.encoding:
        assert forward.encoding is case.policy.encodings[0]


@given(encodable_cases(boundaries=[Boundary.CODE_POINT]), st.data())
def test_appending_never_lowers_the_count(case: Case, data: st.DataObject) -> None:
    # At code-point boundaries only: a mark appended may join two clusters that a cut stood between.
    shorter = case.text[: data.draw(st.integers(0, len(case.text)))]
    before = segments_or_none(shorter, case.policy)
    assert before is not None
    assert before <= count(case.text, policy=case.policy).segments


@given(encodable_cases(boundaries=[Boundary.CODE_POINT]), texts())
def test_appending_another_text_never_lowers_the_count(case: Case, more: str) -> None:
    after = segments_or_none(case.text + more, case.policy)
    if after is not None:
        assert count(case.text, policy=case.policy).segments <= after


@given(encodable_cases(boundaries=[Boundary.CODE_POINT]))
def test_keeping_clusters_whole_never_saves_a_segment(case: Case) -> None:
    whole = changed(case.policy, boundary=Boundary.GRAPHEME_CLUSTER)
    assert count(case.text, policy=case.policy).segments <= count(case.text, policy=whole).segments


@given(encodable_cases(boundaries=[Boundary.CODE_POINT]))
def test_a_wider_reference_never_saves_a_segment(case: Case) -> None:
    # At code-point boundaries only: a cluster of 67 units is kept whole beside 8 bits of reference, and
    # filled in beside 16, which may save a segment.
    narrow = changed(case.policy, reference_width=ReferenceWidth.EIGHT_BITS)
    wide = changed(case.policy, reference_width=ReferenceWidth.SIXTEEN_BITS)
    assert count(case.text, policy=narrow).segments <= count(case.text, policy=wide).segments


@given(cases())
def test_spanish_among_the_locking_shifts_has_no_effect(case: Case) -> None:
    without = changed(case.policy, locking_shifts=case.policy.locking_shifts - {NationalLanguage.SPANISH})
    spanish = changed(case.policy, locking_shifts=case.policy.locking_shifts | {NationalLanguage.SPANISH})
    before = segments_or_none(case.text, without)
    assert before == segments_or_none(case.text, spanish)
    if before is not None:
        assert count(case.text, policy=without) == count(case.text, policy=spanish)


@given(encodable_cases(largest=3))
def test_values_are_read_only(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    facts: list[tuple[object, str]] = [
        (message, "units"),
        (message, "segments"),
        (message.count, "units"),
        (message.count, "count"),
        (message.segments[0], "units"),
        (case.policy, "boundary"),
    ]
    for value, name in facts:
        with pytest.raises((AttributeError, TypeError)):
            setattr(value, name, None)
    assert message == segment(case.text, policy=case.policy)
