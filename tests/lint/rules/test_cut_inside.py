"""SEG112: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_a_placeholder_of_unknown_length_is_not_a_place_to_be_cut() -> None:
    text = "a" * 150 + " {code} " + "b" * 100
    assert codes(text, syntax="brace") == []
    assert codes(text) == []
    assert codes("a" * 120 + " https://example.com/{code}/track " + "b" * 100, syntax="brace") == []


def test_a_cut_at_the_edge_of_an_address_is_not_a_cut_inside() -> None:
    url = "https://example.com/" + "a" * 20
    assert "SEG112" not in codes("a" * 112 + " " + url + "\n" + "b" * 100)
    assert "SEG112" in codes("a" * 120 + " " + url + "\n" + "b" * 100)


def test_a_value_of_one_known_length_is_cut_where_it_is_cut() -> None:
    text = "a" * 150 + " {code} " + "b" * 100
    for length, found in ((2, []), (3, ["SEG112"])):
        known = {"shortest": length, "longest": length, "alphabet": "digits"}
        assert codes(text, {"variables": {"code": known}}, syntax="brace") == found
    cut = only(text, "SEG112", {"variables": {"code": known}}, syntax="brace")
    assert (cut.start, cut.stop, cut.message) == (151, 157, "segment 1 ends in the middle of a placeholder")
    url = "a" * 125 + " https://example.com/{code}/track " + "b" * 100
    cut = only(url, "SEG112", {"variables": {"code": known}}, syntax="brace")
    assert (cut.message, url[cut.start : cut.stop]) == (
        "segment 1 ends in the middle of a URL",
        "https://example.com/{code}/track",
    )
    loose = {"shortest": 3, "longest": 3}
    assert codes(text, {"variables": {"code": loose}}, syntax="brace") == []
