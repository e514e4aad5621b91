"""SEG103: where it is silent, then where it finds something."""

from tests.lint.samples import codes, only


def test_without_a_budget_a_message_may_have_255_segments() -> None:
    assert codes("a" * 153 * 255) == []
    assert codes("a" * (153 * 255 + 1)) == ["SEG103"]


def test_a_flag_is_a_budget_of_its_own() -> None:
    assert codes("a" * 161, {"max_segments": 1}, flags=("max-segments:2",)) == []


def test_a_budget_of_one_segment_holds_160_septets_and_no_more() -> None:
    assert codes("a" * 160, {"max_segments": 1}) == []
    assert codes("a" * 161, {"max_segments": 1}) == ["SEG103"]
    found = only("a" * 161, "SEG103", {"max_segments": 1})
    assert found.message == "2 segments (GSM-7) where 1 is allowed: 1 septet over one segment"
    assert found.help == "shorten it by 1 septet"
    assert (found.start, found.stop) == (160, 161)


def test_a_budget_of_two_segments_holds_306_septets_and_no_more() -> None:
    assert codes("a" * 306, {"max_segments": 2}) == []
    assert codes("a" * 307, {"max_segments": 2}) == ["SEG103"]


def test_typographic_characters_over_the_budget_have_a_safe_remedy() -> None:
    found = only("“Zoé” – it’s " + "a" * 80, "SEG103", {"max_segments": 1})
    assert found.safe
    assert [new for _, _, new in found.edits] == ['"', '"', "-", "'"]
    assert found.help.startswith('replace typographic characters: type " for “')


def test_what_a_profile_puts_before_a_text_is_counted() -> None:
    values = {"max_segments": 1, "profile": "own", "profiles": {"own": {"prefix": "Acme: "}}}
    assert codes("a" * 154, values) == []
    assert codes("a" * 155, values) == ["SEG103"]


def test_a_finding_says_by_how_much_and_which_characters_force_ucs2() -> None:
    found = only("It’s " + "a" * 81, "SEG103", {"max_segments": 1})
    assert found.message == (
        "2 segments (UCS-2) where 1 is allowed: 16 code units over one segment; "
        "’ U+2019 RIGHT SINGLE QUOTATION MARK forces UCS-2"
    )
