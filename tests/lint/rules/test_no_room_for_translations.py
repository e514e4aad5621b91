"""SEG115: where it is silent, then where it finds something."""

import pytest

from tests.lint.samples import codes, only

ROOM = {"translation_room": 0.5}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a" * 106, ROOM),
        ("a" * 160, {}),
        ("я" * 46, ROOM),
        ("a" * 204, ROOM),
        ("a" * 160, {"translation_room": 0.5, "max_segments": 2}),
        ("a" * 204, {"translation_room": 0.5, "max_segments": 2}),
        ("a" * 900, {"translation_room": 0.5, "channel": "viber"}),
    ],
)
def test_there_is_room(text: str, values: dict[str, object]) -> None:
    assert codes(text, values) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a" * 107, ROOM),
        ("я" * 47, ROOM),
        ("a" * 205, ROOM),
        ("a" * 205, {"translation_room": 0.5, "max_segments": 2}),
        ("a" * 107, {"translation_room": 0.5, "max_segments": 1}),
    ],
)
def test_there_is_none(text: str, values: dict[str, object]) -> None:
    assert codes(text, values) == ["SEG115"]


def test_a_translation_needs_no_room_and_neither_does_another_language() -> None:
    assert "SEG115" not in codes("a" * 160, ROOM, source="b" * 160)
    assert codes("a" * 160, ROOM, locale="fr") == []
    assert codes("a" * 160, ROOM, locale="en_GB") == ["SEG115"]
    assert codes("a" * 160, ROOM | {"source_language": "fr"}, locale="fr-CA") == ["SEG115"]


def test_it_says_how_much_is_missing() -> None:
    finding = only("a" * 150, "SEG115", {"translation_room": 0.3})
    assert finding.message == "150 units in 1 segment: 30% more text needs 45, and 1 segment has 10 free"
