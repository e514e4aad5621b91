"""Laws of where a message is cut, which segments that leaves, and that no segment could have held more.

They must not need the reference: each can be checked on the message alone.
"""

from hypothesis import given

from segmenter import Boundary, Encoding, segment
from tests.property.measures import air_octets, cluster_boundaries, clusters, costs
from tests.property.strategies import Case, encodable_cases


@given(encodable_cases())
def test_parts_join_to_the_text(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    assert message.text == case.text
    assert "".join(part.text for part in message.segments) == case.text


@given(encodable_cases())
def test_start_and_stop_slice_the_text_and_leave_no_gap(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    for part in message.segments:
        assert case.text[part.start : part.stop] == part.text
    starts = [part.start for part in message.segments]
    stops = [part.stop for part in message.segments]
    assert starts == [0, *stops[:-1]]
    assert stops[-1] == len(case.text)


@given(encodable_cases())
def test_segments_are_numbered_from_one_and_none_but_that_of_the_empty_text_is_empty(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    assert isinstance(message.segments, tuple)
    assert [part.number for part in message.segments] == list(range(1, len(message.segments) + 1))
    assert all(part.text for part in message.segments) or message.segments[0].text == case.text == ""


@given(encodable_cases())
def test_no_segment_exceeds_its_capacity_or_140_octets_on_the_air(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    for part in message.segments:
        assert part.units <= message.segment_units
        assert air_octets(message.encoding, part.udh_octets, part.units) <= 140


@given(encodable_cases())
def test_capacity_is_all_that_140_octets_hold_beside_the_header(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    header = message.segments[0].udh_octets
    assert air_octets(message.encoding, header, message.segment_units) <= 140
    assert air_octets(message.encoding, header, message.segment_units + 1) > 140


@given(encodable_cases())
def test_every_segment_repeats_one_header_of_exactly_the_elements_it_needs(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    elements = 3 * (message.locking_shift is not None) + 3 * (message.single_shift is not None)
    if len(message.segments) > 1:
        elements += {8: 5, 16: 6}[case.policy.reference_width]
    expected = 1 + elements if elements else 0
    assert {part.udh_octets for part in message.segments} == {expected}


@given(encodable_cases())
def test_no_cut_falls_inside_an_escape_pair_or_a_surrogate_pair(case: Case) -> None:
    # A cut inside a pair would put one unit of its character into each of two segments, so that no slice
    # of the text has the units its segment claims.
    message = segment(case.text, policy=case.policy)
    units = costs(message)
    for part in message.segments:
        assert part.units == sum(units[part.start : part.stop])


@given(encodable_cases())
def test_units_are_the_sum_of_the_segments_and_free_units_what_the_last_one_leaves(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    assert message.units == sum(part.units for part in message.segments)
    assert message.free_units == message.segment_units - message.segments[-1].units


@given(encodable_cases(boundaries=[Boundary.CODE_POINT]))
def test_greedy_is_maximal_no_segment_could_have_taken_the_next_character(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    units = costs(message)
    for part in message.segments[:-1]:
        assert part.units + units[part.stop] > message.segment_units


@given(encodable_cases(boundaries=[Boundary.GRAPHEME_CLUSTER]))
def test_greedy_is_maximal_no_segment_could_have_taken_the_next_cluster(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    units = costs(message)
    boundaries = cluster_boundaries(case.text)
    for part in message.segments[:-1]:
        # The cluster the cut stands before or in; larger than a segment, it is filled in by code points.
        end = next(boundary for boundary in boundaries if boundary > part.stop)
        start = max(boundary for boundary in boundaries if boundary <= part.stop)
        oversized = sum(units[start:end]) > message.segment_units
        following = units[part.stop] if oversized else sum(units[part.stop : end])
        assert part.units + following > message.segment_units


@given(encodable_cases(boundaries=[Boundary.GRAPHEME_CLUSTER]))
def test_no_cut_falls_inside_a_cluster_that_a_segment_could_hold(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    units = costs(message)
    cuts = {part.stop for part in message.segments}
    start = 0
    for cluster in clusters(case.text):
        stop = start + len(cluster)
        if sum(units[start:stop]) <= message.segment_units:
            assert not cuts & set(range(start + 1, stop))
        start = stop


@given(encodable_cases())
def test_what_fits_one_segment_is_not_concatenated(case: Case) -> None:
    message = segment(case.text, policy=case.policy)
    shifts = (message.locking_shift is not None) + (message.single_shift is not None)
    alone = 70 if message.encoding is Encoding.UCS2 else {0: 160, 1: 155, 2: 152}[shifts]
    assert (len(message.segments) == 1) == (message.units <= alone)
