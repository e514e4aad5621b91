"""SEG113: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_several_typographic_characters_are_found_where_they_cost_a_segment() -> None:
    assert codes("“Hi” – it’s us") == []
    found = only("“Hi” – it’s us" + "a" * 60, "SEG113")
    assert (found.message, found.safe) == ("2 segments, 1 with plain characters", True)
    assert codes("“Hi” – it’s us" + "a" * 60 + "ż") == []
    assert codes("“Hi” – it’s us" + "a" * 150) == ["SEG113"]
