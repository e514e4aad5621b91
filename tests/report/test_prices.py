"""Quotes as text and as fields: amounts exact, lines within the screen."""

import json
from datetime import date
from decimal import Decimal

import pytest

from segmenter import explain
from segmenter.pricing import Money, Quote, Rate, RateCard, quote
from segmenter.pricing.quotes.savings import savings
from segmenter.report.display import Screen, columns_taken
from segmenter.report.json_format import json_outcomes
from segmenter.report.outcomes import Answered, Failure
from segmenter.report.prices import money_words, quote_text, quotes_table

CARD = RateCard(
    [
        Rate(
            price="0.04",
            currency="EUR",
            country="GB",
            path="prices/of/2026/rates-of-our-provider.csv",
            line=2,
        ),
        Rate(
            price="0.05",
            fee="0.002",
            currency="EUR",
            country="GB",
            mcc="234",
            mnc="10",
            path="rates.csv",
            line=3,
        ),
        Rate(price=None, currency="EUR", country="GB", mcc="234", mnc="99", path="rates.csv", line=4),
        Rate(price=90, currency="EUR", per="month", path="rates.csv", line=5),
    ]
)
TEXT = "It’s 快递 on its way 📦. " * 6


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0.00 EUR"),
        ("1234567.5", "1,234,567.50 EUR"),
        ("0.00000001", "0.00000001 EUR"),
        ("1E+3", "1,000.00 EUR"),
        ("0.0790", "0.079 EUR"),
    ],
)
def test_amounts_are_never_rounded(amount: str, words: str) -> None:
    assert money_words(Money(Decimal(amount), "EUR")) == words


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_quote_fits_the_screen_and_its_encoding(columns: int, encoding: str) -> None:
    screen = Screen(columns, encoding=encoding)
    quoted = quote(TEXT, rates=CARD, country="GB")
    shown = quote_text(quoted, screen, worths=savings(quoted, explain(TEXT)), note="counted")
    shown.encode(encoding)
    assert max(columns_taken(line) for line in shown.splitlines()) <= columns
    assert not any(line.endswith(" ") for line in shown.splitlines())


def test_a_quote_tells_its_range_rejections_and_what_is_owed_beside() -> None:
    shown = quote_text(quote(TEXT, rates=CARD, country="GB"), Screen(200))
    assert "at least  0.12 EUR, 3 segments" in shown
    assert "at most   0.156 EUR, 3 segments, by rates.csv:3 (country GB, mcc 234, mnc 10)" in shown
    assert "or        rejected, rates.csv:4" in shown
    assert "besides   90 EUR per month" in shown


def test_the_line_of_the_recipient_held_only_a_day_where_none_was_named() -> None:
    shown = quote_text(quote("a", rates=CARD, at=date(2026, 11, 22)), Screen(200))
    assert "\nto        any recipient on 2026-11-22\n" in shown


def test_a_table_of_quotes_ends_with_exact_totals_and_keeps_failures() -> None:
    entries: list[Answered[Quote]] = [
        Answered(text, quote(text, rates=CARD, country="GB")) for text in ("a", TEXT)
    ]
    entries.insert(1, Answered("", Failure("no rate", {})))
    lines = "".join(quotes_table(entries, Screen())).splitlines()
    assert "error no rate" in lines[2]
    assert " ".join(lines[4].split()) == "total 0.16 EUR (~ at least 0.16 EUR, at most 0.208 EUR)"
    assert lines[5].startswith("2 of them may be rejected")
    assert lines[6].startswith("besides 90 EUR per month")
    assert max(columns_taken(line) for line in lines) <= 80


def test_amounts_are_strings_for_programs() -> None:
    fields = json.loads(json.dumps(quote("a", rates=CARD, country="GB").as_dict()))
    assert (fields["expected"]["amount"], fields["high"]["amount"]) == ("0.04", "0.052")
    assert fields["beside"][0]["per"] == "month"


def test_many_quotes_are_an_array_or_lines() -> None:
    entries = [
        Answered("a", quote("a", rates=CARD, country="GB")),
        Answered("", Failure("no rate", {"line": 3})),
    ]
    array = json.loads("".join(json_outcomes(entries, many=True, lines=False)))
    assert array == [json.loads(line) for line in json_outcomes(entries, many=True, lines=True)]
    assert array[1] == {"index": 1, "error": {"message": "no rate", "line": 3}}
