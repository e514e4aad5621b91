"""The script that compares our limits with those of the providers' packages asks for limits that there are.

Its run needs a package index, and is not of the tests.
"""

from collections import Counter

from scripts.read_sdk_limits import CARRIED, READER, ours


def test_each_limit_compared_is_one_of_ours() -> None:
    assert [carried for carried in CARRIED if ours(carried) is None] == []


def test_no_limit_is_compared_twice() -> None:
    compared = Counter(
        (carried.profile, carried.channel, carried.field, carried.beside) for carried in CARRIED
    )
    assert max(compared.values()) == 1


def test_what_runs_in_the_other_environment_is_a_program_that_answers_each_kind_of_question() -> None:
    compile(READER, "reader", "exec")
    for reader in {carried.reader for carried in CARRIED}:
        assert f'"{reader}":' in READER
