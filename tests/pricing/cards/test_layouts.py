"""Layouts: rate cards as Excel and price pages write them are read, or refused with what settles it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from segmenter.pricing import Rate, RateCard, RateError
from segmenter.pricing.cards.layouts import made
from segmenter.pricing.cards.loading import CardNote, read_rates


def card(tmp_path: Path, text: str, **options: object) -> tuple[Rate, ...]:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return RateCard.load(path, **options).rates  # type: ignore[arg-type]


def refusal(tmp_path: Path, text: str, **options: object) -> str:
    with pytest.raises(RateError) as caught:
        card(tmp_path, text, **options)
    return str(caught.value)


def test_headings_in_any_case_are_ours(tmp_path: Path) -> None:
    (rate,) = card(tmp_path, "Country,Number Type,PRICE,Currency,Valid-From\nGB,mobile,0.04,EUR,2026-01-01\n")
    assert (rate.country, rate.number_type, rate.price) == ("GB", "mobile", Decimal("0.04"))
    assert rate.valid_from == date(2026, 1, 1)


def test_semicolons_are_seen_whatever_the_headings(tmp_path: Path) -> None:
    columns = {"price": "Preis", "currency": "Währung", "country": "Land"}
    (rate,) = card(tmp_path, "Land;Preis;Währung\nDE;0,0750;EUR\n", columns=columns)
    assert (rate.country, rate.price) == ("DE", Decimal("0.0750"))


def test_a_mapping_wins_over_a_heading_and_what_is_left_over_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("country,price,Price (EUR),region\nGB,1,0.04,Europe\n")
    layout = made(columns={"price": "Price (EUR)"}, currency="EUR")
    note, rate = read_rates(path, layout=layout)
    assert isinstance(rate, Rate)
    assert (rate.price, rate.currency) == (Decimal("0.04"), "EUR")
    assert isinstance(note, CardNote)
    assert note.problem == "these columns are not read: 'price', 'region'"


def test_a_foreign_header_is_reported_once(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("Land,Netz,Preis,Mindestpreis\nDE,x,1,2\n")
    errors = list(read_rates(path))
    assert len(errors) == 1
    assert "price and currency are missing; say which column each is, such as --column" in str(errors[0])


def test_a_layout_beside_the_card_is_used_and_options_win(tmp_path: Path) -> None:
    (tmp_path / "rates.csv.toml").write_text(
        'currency = "EUR"\ndecimal = ","\n[columns]\nprice = "Preis"\ncountry = "Land"\n'
    )
    (rate,) = card(tmp_path, "Land;Preis\nDE;0,075\n")
    assert (rate.price, rate.currency) == (Decimal("0.075"), "EUR")
    (rate,) = card(tmp_path, "Land;Preis\nDE;0,075\n", currency="USD")
    assert rate.currency == "USD"
    (tmp_path / "rates.csv.toml").write_text('colour = "red"\n')
    assert "rates.csv.toml: colour is not known" in refusal(tmp_path, "price,currency\n1,EUR\n")


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("0,0750", "0.0750"),
        (".04", "0.04"),
        (",04", "0.04"),
        ("0.05", "0.05"),
        ("12,5", "12.5"),
        ("0,075", "0.075"),
    ],
)
def test_an_amount_in_a_semicolon_file_is_read_where_it_is_unambiguous(
    written: str, price: str, tmp_path: Path
) -> None:
    (rate,) = card(tmp_path, f"price;currency\n{written};EUR\n")
    assert rate.price == Decimal(price)


def test_an_amount_that_could_be_a_thousand_is_refused_with_the_option(tmp_path: Path) -> None:
    text = "price;currency\n1,234;EUR\n"
    assert "price is '1,234'; give --decimal , or --decimal ." in refusal(tmp_path, text)
    assert card(tmp_path, text, decimal=",")[0].price == Decimal("1.234")
    assert card(tmp_path, text, decimal=".")[0].price == Decimal(1234)
    assert card(tmp_path, "price;currency\n1.234,50;EUR\n", decimal=",")[0].price == Decimal("1234.50")


def test_two_decimal_marks_in_a_card_are_refused(tmp_path: Path) -> None:
    text = "price;currency\n0,05;EUR\n1.234;EUR\n"
    assert "writes both '0,05' and '1.234'; give --decimal" in refusal(tmp_path, text)


@pytest.mark.parametrize("written", ["0.05€", "€0.05", "0.05 EUR", "EUR 0.05", "0.05 eur"])
def test_a_currency_beside_an_amount_is_read_where_it_is_the_rows(written: str, tmp_path: Path) -> None:
    assert card(tmp_path, f"price,currency\n{written},EUR\n")[0].price == Decimal("0.05")
    assert card(tmp_path, f"price,currency\n{written},\n")[0].currency == "EUR"
    assert "the row is in USD" in refusal(tmp_path, f"price,currency\n{written},USD\n")


def test_a_dollar_sign_needs_the_currency(tmp_path: Path) -> None:
    assert "$ is the sign of several currencies" in refusal(tmp_path, "price,currency\n$0.05,\n")
    assert card(tmp_path, "price,currency\n$0.05,\n", currency="USD")[0].currency == "USD"


def test_codes_in_small_letters_and_english_names_are_read(tmp_path: Path) -> None:
    text = "country,price,currency\ngb,1,eur\nGermany,1,EUR\nUnited States,1,EUR\nCôte d'Ivoire,1,EUR\n"
    assert [rate.country for rate in card(tmp_path, text)] == ["GB", "DE", "US", "CI"]
    assert "country is 'Atlantis'" in refusal(tmp_path, "country,price,currency\nAtlantis,1,EUR\n")


def test_a_network_that_lost_its_zero_gets_it_back_by_its_mcc(tmp_path: Path) -> None:
    rows = card(tmp_path, "mcc,mnc,price,currency\n234,1,1,EUR\n310,4,1,EUR\n")
    assert [rate.mnc for rate in rows] == ["01", "004"]
    assert "mnc is '1'" in refusal(tmp_path, "mcc,mnc,price,currency\n,1,1,EUR\n")


def test_a_day_is_read_where_one_order_is_possible(tmp_path: Path) -> None:
    text = "price,currency,valid_from\n1,EUR,{}\n"
    assert card(tmp_path, text.format("31.12.2026"))[0].valid_from == date(2026, 12, 31)
    assert card(tmp_path, text.format("2026/11/01"))[0].valid_from == date(2026, 11, 1)
    assert "give --date-order dmy or --date-order mdy" in refusal(tmp_path, text.format("01.11.2026"))
    assert card(tmp_path, text.format("01.11.2026"), date_order="dmy")[0].valid_from == date(2026, 11, 1)
    assert card(tmp_path, text.format("01/11/2026"), date_order="mdy")[0].valid_from == date(2026, 1, 11)


def test_excels_own_line_names_the_delimiter(tmp_path: Path) -> None:
    (rate,) = card(tmp_path, "sep=;\r\nprice;currency\r\n0,05;EUR\r\n")
    assert (rate.price, rate.line) == (Decimal("0.05"), 3)


def test_a_tsv_is_a_card(tmp_path: Path) -> None:
    path = tmp_path / "rates.tsv"
    path.write_text("price\tcurrency\n0,05\tEUR\n")
    assert RateCard.load(path).rates[0].price == Decimal("0.05")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"currency": "EURO"}, "currency is 'EURO'"),
        ({"decimal": ";"}, "decimal is ';'"),
        ({"date_order": "ydm"}, "date_order is 'ydm'"),
        ({"columns": {"preis": "x"}}, "preis is not a column of ours"),
        ({"columns": {"price": "Preis"}}, "'Preis' is not there; the header has 'price', 'currency'"),
    ],
)
def test_a_wrong_layout_is_refused(options: dict[str, object], said: str, tmp_path: Path) -> None:
    assert said in refusal(tmp_path, "price,currency\n1,EUR\n", **options)


@pytest.mark.parametrize(
    ("decimal", "written"),
    [
        (",", "0.045"),
        (",", "1.25"),
        (",", "1.2500"),
        (",", "1,2.500"),
        (".", "0,045"),
        (".", "1,25"),
        (".", "1.2,500"),
    ],
)
@pytest.mark.parametrize("sign", ["", " EUR"])
def test_an_amount_that_contradicts_the_decimal_mark_was_read_all_the_same(
    decimal: str, written: str, sign: str, tmp_path: Path
) -> None:
    message = refusal(
        tmp_path, f'price,currency\n"1{decimal}5",EUR\n"{written}{sign}",EUR\n', decimal=decimal
    )
    assert f"rates.csv:3: price is {written!r}; it contradicts --decimal {decimal}: a" in message


@pytest.mark.parametrize(("decimal", "grouping"), [(",", "."), (".", ",")])
def test_a_mark_that_groups_three_digits_is_read_with_the_decimal_mark(
    decimal: str, grouping: str, tmp_path: Path
) -> None:
    text = f'price,currency\n"1{grouping}250",EUR\n"1{grouping}250{decimal}5",EUR\n"0{decimal}045",EUR\n'
    prices = [rate.price for rate in card(tmp_path, text, decimal=decimal)]
    assert prices == [Decimal(1250), Decimal("1250.5"), Decimal("0.045")]


@pytest.mark.parametrize("ending", [".xls", ".ODS", ".pdf", ".gz"])
def test_a_card_with_an_ending_that_is_not_read_was_said_to_have_none(ending: str) -> None:
    with pytest.raises(RateError) as caught:
        RateCard.load(f"rates{ending}")
    message = str(caught.value)
    assert f"rates{ending}: is {ending.lower()}, which is not read; a rate card is one of .csv" in message
    assert message.endswith("; save it as .xlsx") == (ending in {".xls", ".ODS"})


def test_a_refused_country_did_not_say_that_names_are_read(tmp_path: Path) -> None:
    message = refusal(tmp_path, "country,price,currency\nGermny,1,EUR\n")
    assert message.endswith("such as GB, or an English name; did you mean Germany?")
    assert "or an English name" in refusal(tmp_path, "country,price,currency\nVirgin Islands,1,EUR\n")


def test_a_query_refused_the_country_names_that_cards_are_read_with(tmp_path: Path) -> None:
    rates = RateCard(card(tmp_path, "country,price,currency\nThe Netherlands,1,EUR\n"))
    assert rates.query(country="netherlands").country == rates.query(home="Netherlands").country == "NL"
    with pytest.raises(RateError, match="did you mean Netherlands"):
        rates.query(country="Nederlands")
    with pytest.raises(RateError, match="write NL"):
        Rate(price=1, currency="EUR", country="The Netherlands")
