"""SEG101: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_half_a_surrogate_pair_cannot_be_sent() -> None:
    found = only("Well done \ud83d!", "SEG101")
    assert (found.start, found.stop) == (10, 11)


def test_a_profile_that_allows_gsm7_alone_refuses_the_rest() -> None:
    values = {"profile": "own", "profiles": {"own": {"policy": {"encodings": ["GSM-7"]}}}}
    assert codes("It’s", values) == ["SEG101"]
    assert codes("It's", values) == []
