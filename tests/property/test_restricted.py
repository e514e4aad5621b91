"""Laws of policies that leave characters out of GSM-7, number parts in their text, or cut between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Encoding, Policy, UnencodableError, count, segment, truncate
from tests import reference
from tests.agreement import assert_agrees, rules_of
from tests.property.strategies import Case, restricted_cases


@given(restricted_cases())
def test_it_agrees_with_the_plain_reference(case: Case) -> None:
    if not case.policy.extra_elements:  # the reference knows none
        assert_agrees(case.text, case.policy)


@given(restricted_cases())
def test_parts_join_and_no_part_is_larger_than_a_segment(case: Case) -> None:
    try:
        message = segment(case.text, policy=case.policy)
    except UnencodableError:
        return
    assert "".join(part.text for part in message.segments) == case.text
    assert message.count == count(case.text, policy=case.policy)
    total = len(message.segments)
    for part in message.segments:
        on_air = f"{part.prefix}{part.text}{part.suffix}"
        if case.policy.numbering and total > 1:
            assert str(part.number) in part.prefix + part.suffix
            alone = Policy(
                [message.encoding],
                [] if message.locking_shift is None else [message.locking_shift],
                [] if message.single_shift is None else [message.single_shift],
                extra_elements=case.policy.extra_elements,
                without=case.policy.without,
            )
            assert count(on_air, policy=alone).segments == 1
        else:
            assert on_air == part.text


@given(restricted_cases(), st.integers(1, 12))
def test_truncation_agrees_with_the_plain_reference(case: Case, segments: int) -> None:
    if case.policy.extra_elements:
        return
    expected = reference.truncate(case.text[:400], segments, rules_of(case.policy))
    if isinstance(expected, str):
        assert truncate(case.text[:400], segments=segments, policy=case.policy) == expected
    else:
        with pytest.raises(UnencodableError):
            truncate(case.text[:400], segments=segments, policy=case.policy)


@given(st.text(alphabet="ab[]€\n\x1b\0é", max_size=400))
def test_in_ascii_every_character_is_a_unit(text: str) -> None:
    policy = Policy(encodings=[Encoding.ASCII7])
    if text.isascii():
        assert count(text, policy=policy).units == len(text)
    else:
        with pytest.raises(UnencodableError, match="not in ASCII"):
            count(text, policy=policy)
