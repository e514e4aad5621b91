"""Sums of quotes: what many texts cost together, and what replacing characters saves of it."""

import json
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from segmenter import Policy, substitute
from segmenter.pricing import Rate, RateCard, quote
from segmenter.pricing.quotes.sums import QuoteSums
from tests.cli.runs import run

LONG = " and so on, until the seventieth character makes two segments of it all"
CARD = RateCard(
    [
        Rate(price="0.04", fee="0.001", currency="EUR", country="GB"),
        Rate(price="0.05", currency="EUR", country="GB", mcc="234", mnc="10"),
    ]
)


@given(st.lists(st.text(st.sampled_from("abc’“”…☃é€ "), max_size=200), max_size=8))
def test_sums_are_those_of_the_quotes_before_and_after_substitution(texts: list[str]) -> None:
    sums = QuoteSums()
    quotes = [quote(text, rates=CARD, country="GB") for text in texts]
    for text, price in zip(texts, quotes, strict=True):
        sums.add(text, price, Policy())
    low, expected, high = sums.costs.get("EUR", (None, None, None))
    for total, amounts in (
        (low, [price.low.amount for price in quotes]),
        (expected, [price.expected.amount for price in quotes]),
        (high, [price.high.amount for price in quotes]),
    ):
        assert (total.amount if total else Decimal(0)) == sum(amounts)
    after = sum(quote(substitute(text).text, rates=CARD, country="GB").expected.amount for text in texts)
    saved = sums.saved["EUR"].amount if sums.saved else Decimal(0)
    assert (expected.amount if expected else Decimal(0)) - saved == after


def test_the_command_adds_up_what_texts_cost_and_what_replacing_saves(tmp_path: Path) -> None:
    card = tmp_path / "rates.csv"
    card.write_text("country,price,currency\nGB,0.04,EUR\n")
    stdin = f"It’s{LONG}\n☃\nfine\n“It’s”{LONG}\n".encode()
    options = "--lines", "--country", "GB", "--rates", str(card), "--summary"
    done = run("price", *options, stdin=stdin)
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == ["4 messages, 6 segments; 3 sent as UCS-2", "cost 0.24 EUR"]
    assert lines[-1] == "typing look-alikes would save 2 segments in all, 0.08 EUR"
    assert next(line for line in lines if line.startswith("’")).split()[-3:] == ["1", "0.04", "EUR"]
    totals = json.loads(run("price", *options, "--format", "json", stdin=stdin).stdout)
    assert totals["costs"] == [
        {"currency": "EUR", "low": "0.24", "expected": "0.24", "high": "0.24", "saved": "0.08"}
    ]
    assert totals["characters"][0]["saved"] == [{"amount": "0.04", "currency": "EUR"}]


def test_a_text_without_a_price_is_counted_as_failed_and_the_others_are_summed(tmp_path: Path) -> None:
    card = tmp_path / "rates.csv"
    card.write_text("country,price,currency\nGB,0.04,EUR\n")
    done = run(
        *("price", "--lines", "--country", "GB", "--rates", str(card), "--summary", "--encoding", "gsm-7"),
        stdin="fine\n☃\n".encode(),
    )
    assert (done.returncode, done.stdout.decode()) == (
        1,
        "1 message, 1 segment; 0 sent as UCS-2\ncost 0.04 EUR\n",
    )
    assert done.stderr.decode() == "segmenter: 1 of 2 messages have no price\n"


def test_what_cannot_be_summed_is_refused(tmp_path: Path) -> None:
    card = tmp_path / "rates.csv"
    card.write_text("price,currency\n0.04,EUR\n")
    for options, words in (
        (["--var", "name=1..3"], "leave out --compare and --var"),
        (["--to", "+447700900123", "--to", "+447700900124"], "--summary takes one --to"),
    ):
        done = run("price", "Hi {name}", "--rates", str(card), "--summary", *options)
        assert done.returncode == 2
        assert words in done.stderr.decode()
