"""The same message on several channels: which is the cheapest, and from which length on another is."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter import Boundary, Channel, Encoding, Policy, count
from segmenter.channels.rcs import rcs_segments
from segmenter.pricing import CurrencyError, Rate, RateCard, RateError, quote
from segmenter.pricing.quotes.comparison import Comparison, compare
from tests.property.strategies import texts


def card(**prices: str) -> RateCard:
    """Return a card of a row for each channel; what is not billed by length is per message."""
    return RateCard(
        Rate(
            price=price,
            currency="EUR",
            channel=channel,
            per="segment" if channel in ("sms", "rcs") else "message",
        )
        for channel, price in prices.items()
    )


def turns(found: Comparison) -> list[tuple[int, str | None]]:
    return [(turn.length, turn.channel and turn.channel.value) for turn in found.turns]


def test_one_channel_is_the_cheapest_until_it_refuses() -> None:
    found = compare("Hi", rates=card(viber="0.03"), channels=["viber"])
    assert turns(found) == [(1, "viber"), (1001, None)]
    assert [offer.channel for offer in found.offers] == [Channel.VIBER]


def test_offers_are_the_quotes_of_their_channels() -> None:
    rates = card(sms="0.04", mms="0.09", rcs="0.03", whatsapp="0.07")
    text = "It’s here! " * 12
    found = compare(text, rates=rates)
    for offer in found.offers:
        assert offer.quote == quote(text, rates=rates, channel=offer.channel)
    assert found.cheapest is not None
    assert found.cheapest.channel is Channel.RCS


def test_the_length_is_that_at_which_a_segment_begins() -> None:
    rates = card(sms="0.04", whatsapp="0.07")
    channels = ["sms", "whatsapp"]
    assert turns(compare("Hi", rates=rates, channels=channels))[:2] == [(1, "sms"), (161, "whatsapp")]
    assert turns(compare("я", rates=rates, channels=channels))[:2] == [(1, "sms"), (71, "whatsapp")]
    assert turns(compare("€", rates=rates, channels=channels))[:2] == [(1, "sms"), (160, "whatsapp")]


def test_rcs_is_billed_by_octets() -> None:
    rates = card(rcs="0.03", whatsapp="0.05")
    found = compare("я" * 100, rates=rates, channels=["rcs", "whatsapp"])
    assert turns(found)[:2] == [(1, "rcs"), (81, "whatsapp")]
    assert [offer.quote and offer.quote.expected.segments for offer in found.offers] == [2, 1]


def test_a_shorter_text_is_the_beginning_of_this_one() -> None:
    text = "a" * 100 + "я" * 100
    found = compare(text, rates=card(sms="0.04", whatsapp="0.05"), channels=["sms", "whatsapp"])
    assert turns(found)[:2] == [(1, "sms"), (101, "whatsapp")]


def test_of_equal_prices_the_first_counts_and_the_one_before_stays() -> None:
    found = compare("Hi", rates=card(whatsapp="0.04", sms="0.04"), channels=["whatsapp", "sms"])
    assert turns(found)[0] == (1, "whatsapp")
    found = compare("Hi", rates=card(whatsapp="0.08", sms="0.04"), channels=["whatsapp", "sms"])
    assert turns(found)[:2] == [(1, "sms"), (307, "whatsapp")]


def test_a_channel_without_a_price_says_why_and_is_never_the_cheapest() -> None:
    rates = RateCard([*card(sms="0.04").rates, Rate(price=None, currency="EUR", channel="mms")])
    found = compare("Hi", rates=rates)
    assert [bool(offer.quote) for offer in found.offers] == [True, False, False, False]
    assert "rejects" in found.offers[1].problem
    assert "no rate applies" in found.offers[2].problem
    assert turns(found) == [(1, "sms"), (39016, None)]


def test_without_any_price_there_is_no_cheapest() -> None:
    found = compare("Hi", rates=card(line="1"))
    assert (found.cheapest, found.turns) == (None, ())
    assert found.as_dict()["cheapest"] is None


def test_a_text_too_long_for_a_channel_has_no_price_there() -> None:
    found = compare("a" * 1025, rates=card(sms="0.04", whatsapp="0.07"), channels=["whatsapp", "sms"])
    assert found.cheapest is not None
    assert found.cheapest.channel is Channel.SMS
    assert found.offers[0].problem == "the text is 1,025 code points, more than whatsapp takes (1,024)"


def test_what_cannot_be_encoded_has_no_price_as_sms() -> None:
    rates = card(sms="0.04", whatsapp="0.07")
    gsm7 = Policy(encodings=[Encoding.GSM7])
    found = compare("abя", rates=rates, policy=gsm7, channels=["sms", "whatsapp"])
    assert "U+044F" in found.offers[0].problem
    assert turns(found)[:2] == [(1, "sms"), (3, "whatsapp")]


def test_the_limits_are_those_of_the_profile() -> None:
    rates = card(sms="0.04", whatsapp="0.07")
    found = compare("Hi", rates=rates, channels=["sms", "whatsapp"], profile="vonage")
    assert turns(found)[:3] == [(1, "sms"), (161, "whatsapp"), (4097, None)]


def test_a_category_gives_whatsapp_its_row() -> None:
    rates = RateCard(
        Rate(price=price, currency="EUR", channel="whatsapp", category=category, per="message")
        for category, price in (("marketing", "0.1"), ("utility", "0.02"), ("service", "0.01"))
    )
    for category, price in (("marketing", "0.1"), ("service", "0.01")):
        found = compare("Hi", rates=rates, channels=["whatsapp"], category=category)
        assert found.cheapest is not None
        assert found.cheapest.quote is not None
        assert found.cheapest.quote.expected.amount == Decimal(price)


def test_two_currencies_cannot_be_compared() -> None:
    rates = RateCard([*card(sms="0.04").rates, Rate(price="0.01", currency="USD", channel="mms")])
    with pytest.raises(CurrencyError, match="leave out mms"):
        compare("Hi", rates=rates)


@pytest.mark.parametrize("channels", [["fax"], [], ["sms", "SMS"]])
def test_wrong_channels_are_refused(channels: list[str]) -> None:
    with pytest.raises(RateError):
        compare("Hi", rates=card(sms="1"), channels=channels)


@pytest.mark.parametrize("arguments", [{"rates": "rates.csv"}, {"rates": card(sms="1"), "channels": [1]}])
def test_wrong_types_are_refused(arguments: Any) -> None:
    with pytest.raises((TypeError, RateError)):
        compare("Hi", **arguments)


BOUNDARIES = st.sampled_from([Boundary.CODE_POINT, Boundary.GRAPHEME_CLUSTER])


@settings(deadline=None, max_examples=40)
@given(texts(), BOUNDARIES, st.integers(1, 400))
def test_between_turns_the_cheapest_channel_stays_the_same(
    text: str, boundary: Boundary, length: int
) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    prices = {"sms": Decimal("0.04"), "rcs": Decimal("0.03"), "whatsapp": Decimal("0.07")}
    policy = Policy(boundary=boundary)
    rates = card(**{name: str(price) for name, price in prices.items()})
    found = compare(text, rates=rates, policy=policy, channels=[*prices])
    there = [turn for turn in found.turns if turn.length <= length][-1]
    longer = text + "aaaaaaa " * 60
    counted = count(longer[:length] if length > len(text) else text[:length], policy=policy)
    octets = rcs_segments(longer[:length])
    expected = min(prices["sms"] * counted.segments, prices["rcs"] * octets, prices["whatsapp"])
    assert there.channel is not None
    costs = {"sms": counted.segments, "rcs": octets, "whatsapp": 1}
    assert prices[there.channel.value] * costs[there.channel.value] == expected
