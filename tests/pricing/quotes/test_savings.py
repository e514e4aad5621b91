"""Savings: advice in money."""

import pytest

from segmenter import Boundary, NationalLanguage, Policy, explain
from segmenter.pricing import Rate, RateCard, quote
from segmenter.pricing.quotes.savings import savings

CARD = RateCard([Rate(price="0.04", fee="0.001", currency="EUR")])


def test_a_text_without_advice_saves_nothing() -> None:
    assert savings(quote("Hi", rates=CARD), explain("Hi")) == ()


def test_a_saved_segment_is_worth_its_price_and_fee() -> None:
    text = "We’ll leave it next door. " * 5
    worth = savings(quote(text, rates=CARD), explain(text))[0]
    assert (str(worth.saved), str(worth.total.money), worth.total.segments) == ("0.041 EUR", "0.041 EUR", 1)


def test_where_a_message_has_one_price_nothing_is_saved() -> None:
    text = "We’ll leave it next door. " * 5
    card = RateCard([Rate(price="0.04", currency="EUR", per="message")])
    assert savings(quote(text, rates=card), explain(text)) == ()


def test_a_language_that_would_save_is_worth_money_too() -> None:
    text = "Sayın müşterimiz, siparişiniz kargoya verildi. Takip için: example.com/t/8841"
    found = savings(quote(text, rates=CARD), explain(text))
    assert any(getattr(worth.by, "language", "") is NationalLanguage.TURKISH for worth in found)
    assert sorted(found, key=lambda worth: -worth.saved.amount) == list(found)


@pytest.mark.parametrize(
    ("text", "policy", "way"),
    [
        ("We’ll leave it next door. " * 5, Policy(), "replace typographic characters"),
        (
            "Sayın müşterimiz, siparişiniz kargoya verildi. Takip için: example.com/t/8841",
            Policy(),
            "allow the Turkish tables, if the receiver knows them",
        ),
        (
            "Your order has left our warehouse and reaches you tomorrow. " * 5,
            Policy(boundary=Boundary.WORD),
            "cut anywhere, not only between words",
        ),
    ],
)
def test_what_saves_is_named_in_words(text: str, policy: Policy, way: str) -> None:
    worths = savings(quote(text, rates=CARD, policy=policy), explain(text, policy=policy))
    assert way in [worth.way for worth in worths]
    assert way in [worth.as_dict()["by"] for worth in worths]
