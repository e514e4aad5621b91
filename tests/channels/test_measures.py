"""Measures: six ways to count, each where it differs from the others."""

from typing import Any

import pytest

from segmenter import Measure, UnencodableError, measure
from segmenter.channels.measures import fitting

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "segments", "septets", "utf16", "utf8", "code_points", "clusters"),
    [
        ("", 1, 0, 0, 0, 0, 0),
        ("hello", 1, 5, 5, 5, 5, 5),
        ("d€jà", 1, 5, 4, 7, 4, 4),
        ("[]" * 80, 3, 320, 160, 160, 160, 160),
        ("a\r\nb", 1, 4, 4, 4, 4, 3),
        (FAMILY, 1, None, 8, 18, 5, 1),
        ("🇩🇪🇫🇷", 1, None, 8, 16, 4, 2),
        ("e\u0301", 1, None, 2, 3, 2, 1),
        ("я" * 71, 2, None, 71, 142, 71, 71),
    ],
)
def test_each_measure_counts_its_own_thing(
    text: str, segments: int, septets: int | None, utf16: int, utf8: int, code_points: int, clusters: int
) -> None:
    assert measure(text, Measure.SEGMENTS) == segments
    assert measure(text, Measure.UTF16_UNITS) == utf16
    assert measure(text, Measure.UTF8_OCTETS) == utf8
    assert measure(text, Measure.CODE_POINTS) == code_points
    assert measure(text, Measure.GRAPHEME_CLUSTERS) == clusters
    if septets is not None:
        assert measure(text, Measure.SEPTETS) == septets


def test_what_is_not_in_the_default_alphabet_has_no_septets() -> None:
    with pytest.raises(UnencodableError, match="SNOWMAN") as caught:
        measure("ab☃", Measure.SEPTETS)
    assert caught.value.index == 2


@pytest.mark.parametrize("by", [Measure.SEGMENTS, Measure.SEPTETS, Measure.UTF16_UNITS, Measure.UTF8_OCTETS])
def test_a_surrogate_is_told_by_every_measure_that_encodes(by: Measure) -> None:
    with pytest.raises(UnencodableError) as caught:
        measure("ab\ud800", by)
    assert caught.value.index == 2


def test_code_points_and_clusters_of_a_surrogate_are_counted_as_they_stand() -> None:
    assert measure("ab\ud800", Measure.CODE_POINTS) == 3
    assert measure("ab\ud800", Measure.GRAPHEME_CLUSTERS) == 3


def test_a_measure_may_be_given_by_its_value() -> None:
    value: Any = "utf16-units"
    assert measure("😀", value) == 2
    with pytest.raises(ValueError, match="characters"):
        measure("😀", Measure("characters"))


def test_what_is_not_a_text_is_refused() -> None:
    value: Any = b"x"
    with pytest.raises(TypeError, match="str, not bytes"):
        measure(value, Measure.CODE_POINTS)


@pytest.mark.parametrize("by", Measure)
def test_the_fitting_prefix_is_the_longest(by: Measure) -> None:
    text = "ab€[" * 100 if by is Measure.SEPTETS else ("ab€[" + FAMILY) * 600
    for number in (1, 2, 3, 7, 50):
        length = fitting(text, by, number)
        assert measure(text[:length], by) <= number
        longer = next(
            (stop for stop in range(length + 1, length + 9) if measure(text[:stop], by) > number), None
        )
        assert longer is not None


def test_nothing_fits_into_no_segment() -> None:
    assert fitting("abc", Measure.SEGMENTS, 0) == 0
    assert fitting("abc", Measure.CODE_POINTS, 0) == 0


def test_all_of_a_text_within_a_measure_fits() -> None:
    for by in Measure:
        assert fitting("abc", by, 300) == 3
