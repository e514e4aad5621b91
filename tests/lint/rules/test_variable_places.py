"""SEG514: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_words_between_variables_pass_and_six_are_not_too_many() -> None:
    assert codes("; ".join(["{#numeric#}"] * 6), syntax="dlt") == []


def test_adjacent_ones_are_found() -> None:
    finding = only("Pay {#numeric#} {#url#} now", "SEG514", syntax="dlt")
    assert (finding.start, finding.stop) == (4, 23)
    assert codes("{#numeric#}\n{#email#}", syntax="dlt") == ["SEG514"]


def test_too_many_are_found_and_how_many_that_is_can_be_set() -> None:
    assert codes("; ".join(["{#numeric#}"] * 7), syntax="dlt") == ["SEG514"]
    two = {"dlt_variables": 2}
    assert codes("{#numeric#}; {#numeric#}", two, syntax="dlt") == []
    assert codes("{#numeric#}; {#numeric#}; {#url#}", two, syntax="dlt") == ["SEG514"]
