"""The plain reference against the same outside cases, so that agreement with it means something.

It must not ask the library for any answer.
"""

from operator import attrgetter

import pytest

from tests import reference
from tests.agreement import rules_of
from tests.conformance.peer_cases import PeerCase, assert_expected, cases_asking, policy_of

CASE_ID = attrgetter("id")


@pytest.mark.parametrize("case", cases_asking("facts"), ids=CASE_ID)
def test_the_facts_of_a_case_hold_for_the_reference(case: PeerCase) -> None:
    answer = reference.answer(case.the_text, rules_of(policy_of(case)))
    assert isinstance(answer, reference.Answer)
    assert_expected(answer, case)


@pytest.mark.parametrize("case", cases_asking("error"), ids=CASE_ID)
def test_the_reference_refuses_what_must_be_refused(case: PeerCase) -> None:
    answer = reference.answer(case.the_text, rules_of(policy_of(case)))
    assert isinstance(answer, reference.Unencodable) or answer.segments > 255


@pytest.mark.parametrize("case", cases_asking("truncation"), ids=CASE_ID)
def test_the_reference_cuts_to_the_longest_prefix_expected(case: PeerCase) -> None:
    rules = rules_of(policy_of(case))
    assert reference.truncate(case.the_text, case.options["max_segments"], rules) == case.expect["truncated"]


@pytest.mark.parametrize(
    ("header", "septets", "code_units"),
    # data/README.md, "For implementers".
    [
        (0, 160, 70),
        (4, 155, None),
        (6, 153, 67),
        (7, 152, 66),
        (9, 149, None),
        (10, 148, None),
        (12, 146, None),
        (13, 145, None),
    ],
)
def test_capacities_of_the_reference_are_those_of_the_data(
    header: int, septets: int, code_units: int | None
) -> None:
    assert reference.capacity(reference.Candidate(reference.GSM7, None, None), header) == septets
    if code_units is not None:
        assert reference.capacity(reference.Candidate(reference.UCS2, None, None), header) == code_units
