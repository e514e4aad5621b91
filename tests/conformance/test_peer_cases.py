"""What the test suites of other libraries assert, where `count`, `segment` and `truncate` can answer.

Nothing expected here may be changed to suit the library; DESIGN.md decides where the standard leaves room.
"""

from collections import Counter
from itertools import chain
from operator import attrgetter

import pytest

from segmenter import (
    Encoding,
    Policy,
    ReferenceWidth,
    TooManySegmentsError,
    UnencodableError,
    count,
    segment,
    truncate,
)
from segmenter.core.tables.default import DEFAULT, EXTENSION
from segmenter.core.tables.locking import LOCKING
from segmenter.core.tables.single import SINGLE
from tests.agreement import answer_of, count_of, counted
from tests.conformance.peer_cases import (
    LEFT_OUT,
    PeerCase,
    assert_expected,
    cases_asking,
    policy_of,
    question_of,
    read_cases,
)

CASE_ID = attrgetter("id")


def test_every_case_is_asked_or_left_out_for_a_reason() -> None:
    cases = read_cases()
    assert Counter(case.verdict for case in cases) == {"standard": 367, "policy": 49, "wrong": 8}
    assert Counter(question_of(case) for case in cases) == {
        "facts": 371,
        "tables": 26,
        "error": 5,
        "truncation": 4,
        "capacity": 2,
        "offenders": 1,
        "decided": 7,
        "left out": 8,
    }
    assert sorted(case.id for case in cases_asking("left out")) == sorted(
        chain.from_iterable(LEFT_OUT.values())
    )
    assert Counter(case.verdict for case in cases_asking("left out")) == {"standard": 4, "policy": 4}


@pytest.mark.parametrize("case", cases_asking("facts"), ids=CASE_ID)
def test_the_facts_of_a_case_hold(case: PeerCase) -> None:
    policy = policy_of(case)
    message = segment(case.the_text, policy=policy)
    assert_expected(answer_of(message), case)
    assert counted(case.the_text, policy) == count_of(answer_of(message))


@pytest.mark.parametrize("case", cases_asking("error"), ids=CASE_ID)
def test_what_must_be_refused_is_refused(case: PeerCase) -> None:
    assert case.expect == {"error": True}
    policy = policy_of(case)
    if case.id == "ofono-0010":
        # One character more than 255 segments hold.
        assert count(case.the_text, policy=policy).segments == 256
        with pytest.raises(TooManySegmentsError):
            segment(case.the_text, policy=policy)
        return
    with pytest.raises(UnencodableError):
        count(case.the_text, policy=policy)
    with pytest.raises(UnencodableError):
        segment(case.the_text, policy=policy)


@pytest.mark.parametrize("case", cases_asking("truncation"), ids=CASE_ID)
def test_the_longest_prefix_is_the_one_expected(case: PeerCase) -> None:
    cut = truncate(case.the_text, segments=case.options["max_segments"], policy=policy_of(case))
    assert cut == case.expect["truncated"]


@pytest.mark.parametrize("case", cases_asking("offenders"), ids=CASE_ID)
def test_the_first_character_outside_the_alphabet_is_named(case: PeerCase) -> None:
    with pytest.raises(UnencodableError) as caught:
        count(case.the_text, policy=Policy(encodings=(Encoding.GSM7,)))
    assert caught.value.character == case.expect["non_gsm7"][0]
    assert count(case.the_text).encoding is Encoding.UCS2


@pytest.mark.parametrize("case", cases_asking("capacity"), ids=CASE_ID)
def test_a_segment_holds_what_is_expected(case: PeerCase) -> None:
    alone = case.options.get("udh_octets", 0) == 0
    message = segment("a" if alone else "a" * 161)
    assert message.segments[0].udh_octets == case.options.get("udh_octets", 0)
    assert message.segment_units == message.count.segment_units == case.expect["capacity"]


@pytest.mark.parametrize("case", cases_asking("tables"), ids=CASE_ID)
def test_a_pair_of_tables_in_use_holds_what_is_expected(case: PeerCase) -> None:
    # Tables in use are not a policy: `count` might find others cheaper. So the tables themselves are asked;
    # which of two septets is sent for a character that has two, the octets of a later issue will show.
    in_use = case.options["tables"]
    base = LOCKING[in_use["locking"]] if in_use["locking"] else DEFAULT
    shifted = SINGLE[in_use["single"]] if in_use["single"] else EXTENSION
    if "encodable_gsm7" in case.expect:
        encodable = set(case.the_text) <= {*base.values(), *shifted.values()}
        assert encodable == case.expect["encodable_gsm7"]
        return
    septets = iter(bytes.fromhex(case.expect["septets_hex"]))
    read = ""
    for septet in septets:
        if septet == 0x1B:
            position = next(septets)
            read += shifted[position]
            assert position == min(each for each in shifted if shifted[each] == read[-1])
        else:
            read += base[septet]
    assert read == case.text


def test_the_default_tables_read_septets_back_as_the_text() -> None:
    with_septets = [case for case in cases_asking("facts") if "septets_hex" in case.expect]
    assert len(with_septets) == 23
    for case in with_septets:
        septets = iter(bytes.fromhex(case.expect["septets_hex"]))
        read = [EXTENSION[next(septets)] if septet == 0x1B else DEFAULT[septet] for septet in septets]
        assert "".join(read) == case.text


@pytest.mark.parametrize("case", cases_asking("decided"), ids=CASE_ID)
def test_where_the_standard_leaves_room_design_decides(case: PeerCase) -> None:
    match case.choice:
        case "unmappable-to-space":
            for function in (count, segment):
                with pytest.raises(UnencodableError) as caught:
                    function(case.the_text, policy=policy_of(case))
                assert (caught.value.index, caught.value.character) == (0, case.the_text[0])
        case "unpacked-140-octets":
            counted_160 = count(case.the_text, policy=policy_of(case))
            assert (counted_160.segments, counted_160.units, counted_160.free_units) == (1, 160, 0)
        case "strict-ucs2":
            assert count(case.the_text, policy=policy_of(case)).units == 2
        case "single-part-with-header":
            message = segment(case.the_text, policy=policy_of(case))
            assert [part.udh_octets for part in message.segments] == [0]
        case _:
            pytest.fail(f"no test for the choice {case.choice}")


def test_sixteen_bits_of_reference_are_asked_of_the_policy() -> None:
    wide = [case for case in read_cases() if case.options.get("concat_ref_bits") == 16]
    assert len(wide) == 5
    assert {policy_of(case).reference_width for case in wide} == {ReferenceWidth.SIXTEEN_BITS}
