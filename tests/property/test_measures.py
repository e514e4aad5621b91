"""Laws of the measures: each equals a definition written a second way."""

import unicodedata

import regex
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Encoding, Measure, Policy, count, measure, segment
from segmenter.channels.measures import fitting
from tests.property.strategies import texts


def is_surrogate(character: str) -> bool:
    return unicodedata.category(character) == "Cs"


@given(texts())
def test_each_measure_equals_its_definition(text: str) -> None:
    text = "".join(character for character in text if not is_surrogate(character))
    assert measure(text, Measure.CODE_POINTS) == sum(1 for _ in text)
    assert measure(text, Measure.UTF16_UNITS) == sum(1 + (ord(character) > 0xFFFF) for character in text)
    assert measure(text, Measure.UTF8_OCTETS) == sum(
        1 + sum(ord(character) >= least for least in (0x80, 0x800, 0x10000)) for character in text
    )
    assert measure(text, Measure.GRAPHEME_CLUSTERS) == len(regex.findall(r"\X", text))
    assert measure(text, Measure.SEGMENTS) == len(segment(text).segments)
    if count(text).encoding is Encoding.GSM7:
        assert (
            measure(text, Measure.SEPTETS) == segment(text, policy=Policy(encodings=(Encoding.GSM7,))).units
        )


@given(texts(), st.sampled_from(list(Measure)), st.integers(1, 40))
def test_what_fits_fits_and_no_more_does(text: str, by: Measure, number: int) -> None:
    text = "".join(character for character in text if not is_surrogate(character))
    if by is Measure.SEPTETS and count(text).encoding is not Encoding.GSM7:
        return
    length = fitting(text, by, number)
    assert measure(text[:length], by) <= number
    if length < len(text):
        assert measure(text, by) > number
    if length < len(text) and by is not Measure.GRAPHEME_CLUSTERS:
        assert measure(text[: length + 1], by) > number
