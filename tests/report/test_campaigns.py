"""Campaigns as text and page: amounts as they are, words that fit one and many, and bars."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from segmenter.pricing import Rate, RateCard
from segmenter.pricing.campaigns.campaigns import Campaign, campaign
from segmenter.report.campaign_page import campaign_page
from segmenter.report.campaigns import campaign_text, time_words
from segmenter.report.display import Screen, columns_taken
from segmenter.report.json_format import json_line

CARD = RateCard(
    [
        Rate(price="0.0395", currency="EUR", country="GB", prefix="44"),
        Rate(price="1200.5", currency="EUR", country="DE", prefix="49"),
        Rate(price="0.01", currency="USD", country="US", prefix="1"),
        Rate(price=5, currency="EUR", country="GB", per="month"),
    ]
)


def of(*recipients: str, template: str = "Hi", **options: Any) -> Campaign:
    rows = [{"to": recipient, "name": "Ann"} for recipient in recipients]
    return campaign(template, rows, rates=CARD, **options)


def test_points_stand_in_line_and_nothing_is_rounded() -> None:
    shown = campaign_text(of("+447700900123", "+4915112345678", "+12125550123"), Screen())
    assert (
        "country  messages  segments        expected\n"
        "DE              1         1  1,200.5000 EUR\n"
        "GB              1         1      0.0395 EUR\n"
        "US              1         1      0.0100 USD\n"
        "total           3         3  1,200.5395 EUR\n"
        "                                 0.0100 USD\n"
    ) in shown
    assert "besides, 5 EUR a month may be owed" in shown


def test_networks_are_a_table_where_one_is_known() -> None:
    rows = [{"to": "+447700900123", "mcc": "234", "mnc": "10"}, {"to": "+447700900124"}]
    shown = campaign_text(campaign("Hi", rows, rates=CARD), Screen())
    assert "\nnetwork  messages" in shown
    assert "\n234-10          1" in shown
    assert "\nunknown         1" in shown


def test_more_countries_than_are_shown_are_told() -> None:
    countries = re.findall("..", "ADAEAFAGAIALAMAOARASATAUAWAZBABBBDBEBFBGBHBI")
    card = RateCard([Rate(price=1, currency="EUR", country=country) for country in countries])
    rows = [
        {"to": f"+{12025550100 + place}", "country": country} for place, country in enumerate(countries, 1)
    ]
    found = campaign("Hi", rows, rates=card)
    assert "\nand 2 more\ntotal" in campaign_text(found, Screen())
    assert "and 2 more" in campaign_page(found, "Hi")


def test_a_campaign_without_a_message_says_why() -> None:
    found = of("n/a")
    assert campaign_text(found, Screen()).startswith("0 messages, 0 segments\nthe template")
    assert "<h1>0 messages, 0 segments</h1>" in campaign_page(found, "Hi")
    assert '"costs": []' in json_line(found.as_dict())


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_the_range_is_shown_however_narrow_the_screen(columns: int) -> None:
    card = RateCard(
        [
            Rate(price="1200.123456789012345", currency="EUR", country="GB", prefix="44"),
            Rate(price="1300.123456789012345", currency="EUR", country="GB", prefix="44", mcc="234"),
        ]
    )
    found = campaign("Hi", [{"to": "+447700900123"}], rates=card)
    shown = " ".join(campaign_text(found, Screen(columns=columns)).split("country", 1)[1].split())
    assert "at least 1,200.123456789012345 EUR, at most 1,300.123456789012345 EUR" in shown


def test_the_range_names_every_currency() -> None:
    card = RateCard([*CARD.rates, Rate(price=2000, currency="EUR", country="DE", prefix="49", mcc="262")])
    rows = [{"to": "+4915112345678"}, {"to": "+12125550123"}]
    shown = campaign_text(campaign("Hi", rows, rates=card), Screen())
    assert "at least 1,200.50 EUR and 0.01 USD, at most 2,000.00 EUR and 0.01 USD\n" in shown


def test_where_most_recipients_are_invalid_their_column_is_named() -> None:
    said = "recipients were taken from the column 'to' (--recipient-column names another)"
    wide = Screen(columns=200)
    assert said in campaign_text(of("n/a", "x", "+447700900123"), wide)
    assert said not in campaign_text(of("n/a", "+447700900124", "+447700900123"), wide)


def test_blank_values_are_told() -> None:
    rows = [{"to": "+447700900123", "name": value} for value in (" ", "", "Ann")]
    shown = campaign_text(campaign("Hi {name}", rows, rates=CARD), Screen())
    assert "\n2 rows have a blank name\n" in shown


def test_the_page_names_its_files_and_its_bars_do_not_shrink(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("to\n+447700900123\n", encoding="utf-8")
    page = campaign_page(campaign("Hi", tmp_path / "people.csv", rates=CARD), "Hi")
    assert f"to the 1 row of {tmp_path}/people.csv" in page
    assert "<svg" not in page
    assert '<i style="width:100.0%"></i>' in page
    assert '<td data-head="at most">0.0395 EUR</td>' in page


def test_colour_changes_nothing_but_colour() -> None:
    found = of("+447700900123", "n/a", "+33612345678")
    plain, painted = (campaign_text(found, Screen(colour=colour)) for colour in (False, True))
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == plain
    assert "\x1b" not in plain


def test_wide_and_control_characters_keep_the_columns() -> None:
    rows = [
        {"to": f"+4477009001{place:02}", "name": name}
        for place, name in enumerate(["王小明" * 9, "\x1b[31m", "a"])
    ]
    shown = campaign_text(campaign("{name}" + "!" * 100, rows, rates=CARD), Screen())
    assert "\x1b" not in shown
    assert all(columns_taken(line) <= 80 for line in shown.splitlines())


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(0), "0 s"),
        (timedelta(milliseconds=59_999), "59.999 s"),
        (timedelta(seconds=60), "1 min 0 s"),
        (timedelta(seconds=60, microseconds=1), "1 min 1 s"),
        (timedelta(days=1200, hours=1), "1,200 d 1 h 0 min 0 s"),
    ],
)
def test_times_in_words(time: timedelta, words: str) -> None:
    assert time_words(time) == words


def test_the_page_reads_right_to_left_where_the_text_does() -> None:
    found = campaign("مرحبا {name}", [{"to": "+447700900123", "name": "محمد"}], rates=CARD)
    page = campaign_page(found, "مرحبا {name}")
    assert page.count('<blockquote dir="auto">مرحبا') == 2
    assert "prefers-color-scheme: dark" in page


def test_the_page_escapes_lone_surrogates_of_rows_that_failed() -> None:
    found = campaign("{name}", [{"to": "+447700900123\ud800", "name": ""}, {"to": "1234567"}], rates=CARD)
    campaign_page(found, "{name}").encode()
    assert "\\ud800" in campaign_page(found, "{name}")
