"""Rate cards from files: what each format takes, and how each wrong cell is told."""

import gzip
import json
import os
import random
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter.files import UndecodableFileError, UnreadableFileError
from segmenter.pricing.cards.layouts import COLUMNS, CardLayout
from segmenter.pricing.cards.loading import CardNote, load, read_rates
from segmenter.pricing.cards.rates import Rate
from segmenter.pricing.errors import RateError

CSV = """\
channel,country,mcc,mnc,prefix,number_type,category,per,price,fee,currency,minimum,tier_from,valid_from,valid_to,\
charge_on,source
sms,GB,234,15,+4477,mobile,marketing,message,0.0475,0.001,EUR,0.01,1000,2026-01-01,2026-12-31,delivered,list 7
,,,,,,,,0.05,,USD,,,,,,
"""
FULL = Rate(
    price="0.0475",
    currency="EUR",
    channel="sms",
    country="GB",
    mcc="234",
    mnc="15",
    prefix="4477",
    number_type="mobile",
    category="marketing",
    per="message",
    fee="0.001",
    minimum="0.01",
    tier_from=1000,
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    charge_on="delivered",
    source="list 7",
)
PLAIN = Rate(price="0.05", currency="USD")


def loaded(folder: Path, name: str, content: str | bytes) -> tuple[Rate, ...]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(path)


def error_of(folder: Path, name: str, content: str | bytes) -> RateError:
    with pytest.raises(RateError) as caught:
        loaded(folder, name, content)
    return caught.value


# What all formats share


def test_every_column_of_csv_arrives(tmp_path: Path) -> None:
    rates = loaded(tmp_path, "rates.csv", CSV)
    assert rates == (FULL, PLAIN)
    assert [(rate.path, rate.line) for rate in rates] == [(str(tmp_path / "rates.csv"), n) for n in (2, 3)]


def test_every_column_of_toml_arrives(tmp_path: Path) -> None:
    text = """
[defaults]
currency = "EUR"
source = "list 7"

[[rates]]
channel = "sms"
country = "GB"
mcc = "234"
mnc = "15"
prefix = "+4477"
number_type = "mobile"
category = "marketing"
per = "message"
price = 0.0475
fee = "0.001"
minimum = 0.01
tier_from = 1000
valid_from = 2026-01-01
valid_to = "2026-12-31"
charge_on = "delivered"

[[rates]]
price = "0.05"
currency = "USD"
source = ""
"""
    rates = loaded(tmp_path, "rates.toml", text)
    assert rates == (FULL, PLAIN)
    assert [rate.line for rate in rates] == [6, 23]


@pytest.mark.parametrize("order", [("defaults", "rates"), ("rates", "defaults")])
def test_every_column_of_json_arrives(tmp_path: Path, order: tuple[str, ...]) -> None:
    row = {
        name: value
        for name, value in zip(CSV.splitlines()[0].split(","), CSV.splitlines()[1].split(","), strict=True)
        if name != "source"
    }
    row["tier_from"] = 1000  # type: ignore[assignment]
    parts = {
        "defaults": {"source": "list 7"},
        "rates": [row, {"price": "0.05", "currency": "USD", "mcc": None, "source": ""}],
    }
    rates = loaded(tmp_path, "rates.json", json.dumps({name: parts[name] for name in order}, indent=1))
    assert rates == (FULL, PLAIN)
    assert rates[1].line == rates[0].line + len(row) + 2


def test_json_may_be_a_list_alone(tmp_path: Path) -> None:
    text = '[\n{"price": 0.0475, "currency": "EUR"},\n{"price": 5e-2, "currency": "USD"}\n]\n'
    rates = loaded(tmp_path, "rates.json", text)
    assert [(rate.price, rate.line) for rate in rates] == [(Decimal("0.0475"), 2), (Decimal("0.05"), 3)]


@pytest.mark.parametrize("price", ["0.0475", "0.04750", "0.1", "1", "0.000000000000001"])
def test_a_number_keeps_the_digits_it_is_written_with(tmp_path: Path, price: str) -> None:
    of_csv = loaded(tmp_path, "rates.csv", f"price,currency\n{price},EUR\n")
    of_toml = loaded(tmp_path, "rates.toml", f'[[rates]]\nprice = {price}\ncurrency = "EUR"\n')
    of_json = loaded(tmp_path, "rates.json", f'[{{"price": {price}, "currency": "EUR"}}]')
    assert str(of_csv[0].price) == str(of_toml[0].price) == str(of_json[0].price) == str(Decimal(price))


def test_a_rejected_row_has_no_price(tmp_path: Path) -> None:
    assert loaded(tmp_path, "rates.csv", "price,currency\nrejected,EUR\n")[0].price is None
    assert loaded(tmp_path, "r.toml", '[[rates]]\nprice="rejected"\ncurrency="EUR"\n')[0].price is None
    assert loaded(tmp_path, "r.json", '[{"price": "rejected", "currency": "EUR"}]')[0].price is None


def test_inbound_rows_are_left_out(tmp_path: Path) -> None:
    text = "direction,price,currency\ninbound,1,EUR\noutbound,2,EUR\n,3,EUR\n"
    assert [rate.price for rate in loaded(tmp_path, "rates.csv", text)] == [2, 3]
    text = '[defaults]\ndirection = "inbound"\n[[rates]]\nprice=1\ncurrency="EUR"\n'
    assert "has no rates" in str(error_of(tmp_path, "rates.toml", text))
    error = error_of(tmp_path, "rates.csv", "direction,price,currency\nboth,1,EUR\n")
    assert (error.column, error.value, error.line) == ("direction", "both", 2)


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_semicolons_and_tabs_separate_too(tmp_path: Path, delimiter: str) -> None:
    text = CSV.replace(",", delimiter)
    assert loaded(tmp_path, "rates.csv", text) == (FULL, PLAIN)


def test_a_decimal_comma_in_a_comma_separated_file_is_refused_with_the_option(tmp_path: Path) -> None:
    error = error_of(tmp_path, "rates.csv", 'price,currency\n"1,5",EUR\n')
    assert (error.column, error.value, error.line) == ("price", "1,5", 2)
    assert "price is '1,5'; give --decimal , if the comma stands before decimals" in str(error)


def test_a_price_split_in_two_by_its_comma_is_told_as_one(tmp_path: Path) -> None:
    error = error_of(tmp_path, "rates.csv", "country,price,currency\nGB,1,EUR\nGB,1,5,EUR\n")
    assert (error.column, error.value, error.line) == ("price", "1,5", 3)
    assert "write 1.5" in str(error)


@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff")])
def test_line_ends_blank_rows_quotes_and_a_byte_order_mark_do_no_harm(
    tmp_path: Path, end: str, mark: str
) -> None:
    lines = ['"price", currency,source ', "", ' 0.05 ,"EUR ","one', 'two"', ",,", '"0.06",EUR,""']
    rates = loaded(tmp_path, "rates.csv", mark + end.join(lines))
    assert [(str(rate.price), rate.source, rate.line) for rate in rates] == [
        ("0.05", f"one{end}two", 3),
        ("0.06", "", 6),
    ]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("price", "", "price is empty; a rejected destination is written rejected"),
        ("price", "NaN", "price is 'NaN'; write digits with at most one point, such as 0.0475, or rejected"),
        ("price", "-1", "write digits"),
        ("price", "1e3", "write digits"),
        ("price", "refused", "or rejected"),
        ("fee", "0,1", "fee is '0,1'"),
        ("currency", "", "currency is empty; it is needed"),
        ("currency", "euro", "it must be an ISO 4217 code, such as EUR"),
        ("currency", "EURO", "it must be an ISO 4217 code, such as EUR"),
        ("country", "UK", "country is 'UK'; write GB"),
        ("country", "XX", "it must be an ISO 3166-1 code of two letters, such as GB"),
        ("mcc", "23", "mcc is '23'; it must be three digits, such as 234"),
        ("mnc", "1", "mnc is '1'; it must be two or three digits, such as 10"),
        ("prefix", "0044", "prefix is '0044'; it must be the digits that numbers begin with"),
        ("channel", "fax", "it must be one of sms, mms"),
        ("per", "part", "it must be one of segment, message, session, month"),
        ("charge_on", "read", "it must be one of accepted, sent, delivered"),
        ("tier_from", "1.000", "tier_from is '1.000'; it must be a whole number from 0"),
        ("valid_from", "01/02/2026", "give --date-order dmy or --date-order mdy to say what it means"),
        ("valid_to", "2026-02-30", "it must be a date, such as 2026-11-22"),
        ("valid_to", "20261122", "it must be a date"),
    ],
)
def test_a_wrong_cell_is_told_with_file_line_column_and_value(
    tmp_path: Path, column: str, value: str, said: str
) -> None:
    cells = {"price": "1", "currency": "EUR", column: value}
    text = f"price,currency\n1,EUR\n{','.join(cells)}\n".splitlines()
    quoted = ",".join(f'"{cell}"' for cell in cells.values())
    error = error_of(tmp_path, "rates.csv", f"{text[2]}\n{',' * (len(cells) - 1)}\n{quoted}\n")
    path = str(tmp_path / "rates.csv")
    assert (error.path, error.line, error.column, error.value) == (path, 3, column, value)
    assert said in str(error)
    assert str(error).startswith(f"{path}:3: {column} is ")


def test_the_last_day_before_the_first_is_an_error(tmp_path: Path) -> None:
    text = "price,currency,valid_from,valid_to\n1,EUR,2026-02-01,2026-01-31\n"
    error = error_of(tmp_path, "rates.csv", text)
    assert (error.line, error.column, error.value) == (2, "valid_to", date(2026, 1, 31))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no header row"),
        ("\n\n", "has no header row"),
        ("price,currency\n", "has no rates; a rate card has at least one row"),
        ("prize,currency\n1,EUR\n", "did you mean price by 'prize'?"),
        ("price,currency,\n1,EUR,x\n", "is not known; there may be price, currency"),
        ("price,currency,numbertype\n1,EUR,x\n", "numbertype is not known; did you mean number_type?"),
        ("price,currency,price\n1,EUR,1\n", "price stands twice"),
        ("country,currency\nGB,EUR\n", "price is missing; the header has 'country', 'currency'"),
        ("price\n1\n", "currency is missing"),
        ("price,currency\n1\n", "has 1 cell under 2 columns; an empty cell is a cell too"),
        ("price,currency\n1,EUR,x\n", "has 3 cells under 2 columns; quote a cell that holds ','"),
        ('price,currency\n1,"EUR\n', "a quote that opens here is never closed"),
    ],
)
def test_a_file_that_is_no_rate_card_is_told(tmp_path: Path, text: str, said: str) -> None:
    assert said in str(error_of(tmp_path, "rates.csv", text))


def test_columns_for_readers_do_not_refuse_the_card(tmp_path: Path) -> None:
    text = "Network,price,notes,currency,notes,_region\nO2,1,x,EUR,y,z\n"
    path = tmp_path / "rates.csv"
    path.write_text(text)
    assert load(path) == (Rate(price=1, currency="EUR"),)
    assert loaded(tmp_path, "a.json", '[{"price": 1, "comment": [7], "currency": "EUR"}]') == load(path)
    assert loaded(tmp_path, "a.toml", '[[rates]]\nprice = 1\nname = "x"\ncurrency = "EUR"\n') == load(path)


def test_a_column_that_may_hold_money_is_never_left_out_silently(tmp_path: Path) -> None:
    error = error_of(tmp_path, "rates.csv", "price,currency,surcharge\n1,EUR,2\n")
    assert error.column == "surcharge"
    assert str(error).endswith("begin its name with _ if it is for readers alone")


def test_remarks_may_stand_beside_the_rates_and_in_the_defaults(tmp_path: Path) -> None:
    text = '{"name": "x", "defaults": {"currency": "EUR", "notes": "x"}, "rates": [{"price": 1}]}'
    assert loaded(tmp_path, "a.json", text) == (Rate(price=1, currency="EUR"),)


def test_a_price_of_too_many_digits_says_so(tmp_path: Path) -> None:
    for price in ("1234567890123456", "0.1234567890123456"):
        said = f"price is '{price}'; an amount has at most 15 digits on either side of the point"
        assert str(error_of(tmp_path, "a.csv", f"price,currency\n{price},EUR\n")).endswith(said)
    error = error_of(tmp_path, "a.json", '[{"price": 1234567890123456, "currency": "EUR"}]')
    assert "at most 15 digits" in str(error)


def test_a_number_that_is_none_in_our_own_json_asks_for_digits(tmp_path: Path) -> None:
    error = error_of(tmp_path, "a.json", '[{"price": NaN, "currency": "EUR"}]')
    assert str(error).endswith(
        "a.json:1: [0].price NaN is not a number that can be held; write digits, such as 0.0475"
    )


def test_all_wrong_cells_are_given_out_and_the_right_rows_between(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("price,currency,country\nx,EUR,UK\n1,EUR,GB\n2,,\n")
    rows = [row for row in read_rates(path) if not isinstance(row, CardNote)]
    found = [(row.line, row.column) if isinstance(row, RateError) else row.price for row in rows]
    assert found == [(2, "price"), (2, "country"), 1, (4, "currency")]


# TOML and JSON


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("rates = 1", None, "rates", "is 1; it must be a list"),
        ("", None, "rates", "is missing"),
        ("rates = []", None, "", "has no rates"),
        ("[[rates]]\nprice = 1", 1, "rates[0].currency", "is empty"),
        (
            '[[rates]]\nprice = 1\ncurrency = "EUR"\nmcc = 234',
            1,
            "rates[0].mcc",
            "three digits, such as 234, in",
        ),
        ('[[rates]]\nprice = true\ncurrency = "EUR"', 1, "rates[0].price", "is true"),
        ('[[rates]]\nprice = nan\ncurrency = "EUR"', 1, "rates[0].price", "is NaN"),
        ('[[rates]]\nprice = inf\ncurrency = "EUR"', 1, "rates[0].price", "is Infinity"),
        ('[[rates]]\nprice = 1e999999999\ncurrency = "EUR"', 1, "rates[0].price", "is 1E+999999999"),
        (f'[[rates]]\nprice = 0x{"f" * 5000}\ncurrency = "EUR"', 1, "rates[0].price", "a number too large"),
        ('[[rates]]\nprice = [1]\ncurrency = "EUR"', 1, "rates[0].price", "is a list"),
        ('[[rates]]\nprice = 1\ncurrency = ["EUR"]', 1, "rates[0].currency", "is a list"),
        ('[[rates]]\nprice = 1\ncurrency = "EUR"\ncountry = {}', 1, "rates[0].country", "is an empty object"),
        ('[[rates]]\nprice = 1\ncurrency = "EUR"\nsource = 7', 1, "rates[0].source", "it must be text"),
        ('[[rates]]\nprice = 1\ncurrency = "EUR"\ntier_from = true', 1, "rates[0].tier_from", "is true"),
        (
            '[[rates]]\nprice = 1\ncurrency = "EUR"\nvalid_to = 2026-01-01T00:00:00',
            1,
            "rates[0].valid_to",
            "it must be a date",
        ),
        ('[[rates]]\npice = 1\ncurrency = "EUR"', 1, "rates[0].pice", "did you mean price?"),
        ('[[rate]]\nprice = 1\ncurrency = "EUR"', None, "rate", "did you mean rates?"),
        ('rates = [{price = 1, currency = "EUR"}, 7]', None, "rates[1]", "is 7; it must be a table"),
        ('defaults = 7\nrates = [{price = 1, currency = "EUR"}]', None, "defaults", "is 7"),
        ('[defaults]\nper = "part"\n[[rates]]\nprice = 1', None, "defaults.per", "it must be one of"),
        ("[[rates]]\nprice = 1,5\n", 2, "", "not TOML"),
        ("price = 1\nprice = 2", 2, "", "not TOML"),
    ],
)
def test_wrong_toml_is_told_with_its_line_and_key(
    tmp_path: Path, text: str, line: int, column: str, said: str
) -> None:
    error = error_of(tmp_path, "rates.toml", text)
    assert (error.line, error.column) == (line, column)
    assert said in str(error)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, "", "not JSON"),
        ("7", None, "", "is 7; it must be a list of rates"),
        ("[]", None, "", "has no rates"),
        ('{"rates": []}', None, "", "has no rates"),
        ('{"message": "no"}', None, "message", "is not known"),
        ('{"rates": [], "data": []}', None, "data", "is not known"),
        (
            '[\n{"price": 1, "currency": "EUR"},\n{"price": "1,5", "currency": "EUR"}]',
            3,
            "rates[1].price",
            "1,5",
        ),
        ('{"rates": [\n{"price": NaN, "currency": "EUR"}]}', 2, "[0].price", "NaN is not a number"),
        (
            '[{"price": 1e999999999999999999999, "currency": "EUR"}]',
            1,
            "[0].price",
            "is not a number that can be held",
        ),
        (f'[{{"price": {"1" * 5000}, "currency": "EUR"}}]', 1, "[0].price", "is not a number"),
        ('[{"price": 1, "price": 2, "currency": "EUR"}]', 1, "[0].price", "is given twice"),
        ('{"rates": [], "rates": []}', 1, "rates", "is given twice"),
        ('[{"price": 1, "currency": "EUR"}', 1, "", "not JSON"),
        ('[{"price": 1, "currency": "EUR"}] x', 1, "", "'x' follows its end"),
        ('{"rates": [{"price": 1, "currency": "EUR"}]} x', 1, "", "'x' follows its end"),
        ("[" * 100_000, 1, "", "nested too deeply"),
        ('[[{"price": 1}]]', 1, "rates[0]", "is a list; it must be a table"),
        ('{"rates": 7}', None, "rates", "is 7; it must be a list"),
        ('[{"price": null, "currency": "EUR"}]', 1, "rates[0].price", "is empty"),
    ],
)
def test_wrong_json_is_told_with_its_line_and_key(
    tmp_path: Path, text: str, line: int, column: str, said: str
) -> None:
    error = error_of(tmp_path, "rates.json", text)
    assert (error.line, error.column) == (line, column)
    assert said in str(error)


def test_a_file_whose_lines_end_in_cr_alone_is_read(tmp_path: Path) -> None:
    assert loaded(tmp_path, "a.csv", "price,currency\r1,EUR\r") == (Rate(price=1, currency="EUR"),)


# Files


@pytest.mark.parametrize("name", ["rates", "rates.xls", "rates.yaml", "rates.csv.gz"])
def test_other_endings_are_refused_with_those_that_are_read(tmp_path: Path, name: str) -> None:
    said = str(error_of(tmp_path, name, "price,currency\n1,EUR\n"))
    assert "a rate card is one of .csv, .tsv, .xlsx, .toml, .json" in said
    assert ("unpack it first" in said) == name.endswith(".gz")


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert len(loaded(tmp_path, "RATES.CSV", "price,currency\n1,EUR\n")) == 1


def test_what_cannot_be_read_or_decoded_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        load(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UnreadableFileError):
        load(tmp_path / "folder.csv")
    with pytest.raises(UndecodableFileError) as caught:
        loaded(tmp_path, "rates.csv", b"price,currency\n1,EUR\n\xff,EUR\n")
    assert caught.value.line == 3
    with pytest.raises(UndecodableFileError, match="gzip"):
        loaded(tmp_path, "packed.csv", gzip.compress(b"price,currency\n"))


# Fuzz


VALID = {
    "rates.csv": CSV,
    "rates.toml": '[defaults]\nper = "message"\n[[rates]]\nprice = 0.5\ncurrency = "EUR"\nmcc = "234"\n',
    "rates.json": '{"defaults": {"per": "message"}, "rates": [{"price": 0.5, "currency": "EUR"}]}',
}


def outcome(folder: Path, name: str, content: bytes) -> None:
    """Load a file: rates, or errors that are ours and can be told."""
    rates: object = ()
    with suppress(RateError, UndecodableFileError):
        (folder / name).write_bytes(content)
        rates = [str(row) for row in read_rates(folder / name)]
        rates = load(folder / name)
    assert all(type(rate) is Rate for rate in rates) if isinstance(rates, tuple) else rates


@pytest.mark.parametrize("name", VALID)
@given(st.binary(max_size=200))
def test_no_octets_bring_it_down(tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes) -> None:
    outcome(tmp_path_factory.getbasetemp(), name, content)


@pytest.mark.parametrize("name", VALID)
@given(st.data())
@settings(max_examples=150)
def test_no_change_of_a_good_file_brings_it_down(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    content = VALID[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        stop = min(len(content), start + data.draw(st.integers(0, 6)))
        put = data.draw(
            st.text(max_size=4) | st.sampled_from(['"', "[", "]", "{", "}", ",", "1e9", "\n", "null"])
        )
        content = content[:start] + put + content[stop:]
    outcome(tmp_path_factory.getbasetemp(), name, content.encode("utf-8", "surrogatepass"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from([*COLUMNS, "x"]), json_values, max_size=5), max_size=3))
def test_no_values_of_columns_bring_it_down(
    tmp_path_factory: pytest.TempPathFactory, rows: list[object]
) -> None:
    outcome(tmp_path_factory.getbasetemp(), "rates.json", json.dumps(rows).encode())


def test_rows_that_do_not_repeat_are_read_as_those_that_do(tmp_path: Path) -> None:
    numbers = random.Random(7).sample(range(10**6, 10**7), 25_000)
    text = "prefix,price,currency\n" + "".join(f"{n},0.{n},EUR\n" for n in numbers)
    rates = loaded(tmp_path, "rates.csv", text)
    assert [int(rate.prefix or "") for rate in rates] == numbers
    assert [rate.line for rate in rates[::1000]] == [*range(2, 25_002, 1000)]
    assert os.fspath(tmp_path / "rates.csv") == rates[-1].path


def workbook(path: Path, *rows: list[object]) -> str:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return str(path)


def test_a_rate_card_in_a_workbook_is_read_as_the_same_one_in_csv(tmp_path: Path) -> None:
    card = workbook(
        tmp_path / "card.xlsx",
        ["country", "mcc", "mnc", "price", "currency", "valid_from"],
        ["GB", 234, "01", 0.0475, "EUR", date(2026, 11, 1)],
        ["Germany", None, None, 1, "eur", datetime(2026, 12, 1)],
        [None, None, None, None, None, None],
        ["FR", None, None, "rejected", "EUR", None],
    )
    first, second, third = load(card)
    assert (first.price, first.mcc, first.mnc, first.valid_from) == (
        Decimal("0.0475"),
        "234",
        "01",
        date(2026, 11, 1),
    )
    assert (second.price, second.country, second.currency) == (Decimal(1), "DE", "EUR")
    assert second.valid_from == date(2026, 12, 1)
    assert third.price is None


def test_a_wrong_cell_of_a_workbook_is_named_by_its_row(tmp_path: Path) -> None:
    card = workbook(
        tmp_path / "card.xlsx",
        ["country", "price", "currency"],
        ["two\nlines", 0.1, "EUR"],
        ["GB", "0,05", "EUR"],
    )
    errors = [row for row in read_rates(card) if isinstance(row, RateError)]
    assert [error.line for error in errors] == [2, 3]
    assert "--decimal ," in str(errors[1])
    rates = [row for row in read_rates(card, layout=CardLayout(decimal=",")) if isinstance(row, Rate)]
    assert [rate.price for rate in rates] == [Decimal("0.05")]


def test_what_is_only_called_a_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "card.xlsx").write_text("price,currency\n0.04,EUR\n")
    with pytest.raises(UnreadableFileError, match=r"card\.xlsx: not readable as \.xlsx"):
        load(tmp_path / "card.xlsx")
