"""SEG113: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_several_typographic_characters_are_found_where_they_cost_a_segment() -> None:
    assert codes("“Hi” – it’s us") == []
    found = only("“Hi” – it’s us" + "a" * 60, "SEG113")
    assert found.safe
    assert found.message == (
        "2 segments, 1 with plain characters: 4 code units over one segment; “ ” – ’ force UCS-2"
    )
    assert codes("“Hi” – it’s us" + "a" * 60 + "ż") == []
    assert codes("“Hi” – it’s us" + "a" * 150) == ["SEG113"]
