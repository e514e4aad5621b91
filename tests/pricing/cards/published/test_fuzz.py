"""Published shapes: nothing that a provider might answer brings a reader down."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter.pricing.cards.published import read_didww, read_twilio, read_vonage
from segmenter.pricing.cards.rates import Rate
from segmenter.pricing.errors import RateError
from tests.pricing.cards.published import test_didww as didww
from tests.pricing.cards.published import test_twilio as twilio
from tests.pricing.cards.published import test_vonage as vonage

READERS = [
    (read_twilio, twilio.answer()),
    (read_vonage, vonage.answer()),
    (read_didww, didww.listed(didww.price())),
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def read(reader: Callable[[Any], tuple[Rate, ...]], document: Any) -> None:
    with suppress(RateError):
        assert all(type(rate) is Rate for rate in reader(document))


@pytest.mark.parametrize(("reader", "good"), READERS)
@given(st.data())
def test_no_value_in_a_good_answer_brings_it_down(
    reader: Callable[[Any], tuple[Rate, ...]], good: dict[str, Any], data: st.DataObject
) -> None:
    document = json.loads(json.dumps(good))
    inner: Any = document
    while data.draw(st.booleans()) or inner is document:
        if not isinstance(inner, dict | list) or not inner:
            break
        key = data.draw(st.sampled_from([*inner] if isinstance(inner, dict) else [*range(len(inner))]))
        outer, inner = inner, inner[key]
    outer[key] = data.draw(values)
    read(reader, document)


@pytest.mark.parametrize(("reader", "good"), READERS)
@given(st.binary(max_size=60), st.integers(0, 600))
def test_no_octets_bring_it_down(
    reader: Callable[[Any], tuple[Rate, ...]], good: dict[str, Any], octets: bytes, place: int
) -> None:
    read(reader, octets)
    text = json.dumps(good).encode()
    read(reader, text[:place] + octets + text[place + len(octets) :])


@pytest.mark.parametrize("reader", [reader for reader, _ in READERS])
@given(values)
def test_no_other_document_brings_it_down(reader: Callable[[Any], tuple[Rate, ...]], document: Any) -> None:
    read(reader, document)
