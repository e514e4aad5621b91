"""Files as spreadsheets write them: Excel's CSV and workbooks, for every command that reads them.

The workbooks are written by openpyxl, and by pandas with XlsxWriter.
"""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.cli.runs import run

RATES = "channel,country,prefix,price,currency\nsms,GB,44,0.04,EUR\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rates.csv").write_text(RATES, encoding="utf-8")
    with pd.ExcelWriter(tmp_path / "two.xlsx", engine="xlsxwriter") as book:
        pd.DataFrame({"note": ["made up"]}).to_excel(book, sheet_name="Notes", index=False)
        people = {"phone": ["+447700900123", "+447700900124"], "name": ["Ann", "Zoë’s"], "age": [31, 2.5]}
        pd.DataFrame(people).to_excel(book, sheet_name="People", index=False)
        card = {"Land": ["GB"], "Preis": [0.04]}
        pd.DataFrame(card).to_excel(book, sheet_name="Card", index=False)
    return tmp_path


def words_of(octets: bytes) -> str:
    return " ".join(octets.decode().split())


EXCEL = "sep=;\r\nid;body\r\n1;Grüße’\r\n2;\r\n"


@pytest.mark.parametrize(
    ("text", "encoding", "options"),
    [
        (EXCEL, "utf-8", []),
        (EXCEL.removeprefix("sep=;\r\n"), "utf-8-sig", []),
        (EXCEL, "cp1252", ["--input-encoding", "cp1252"]),
        (EXCEL.removeprefix("sep=;\r\n").replace(";", "\t"), "utf-16", ["--input-encoding", "utf-16"]),
        (EXCEL.removeprefix("sep=;\r\n").replace(";", "|"), "utf-8", ["--delimiter", "|"]),
    ],
    ids=["sep", "mark", "cp1252", "unicode text", "pipe"],
)
def test_a_table_or_messages_as_excel_saves_them_had_one_column(
    text: str, encoding: str, options: list[str], tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_bytes(text.encode(encoding))
    done = run("table", "in.csv", "out.jsonl", "--text", "body", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert rows[0] == {"id": "1", "body": "Grüße’", "segments": 1, "encoding": "UCS-2"}
    assert (rows[1]["segments"], rows[1]["encoding"]) == (1, "GSM-7")
    words = ["--csv", "body", "--file", "in.csv", "--format", "jsonl", "--keep", "id"]
    counts = [json.loads(line) for line in run("count", *words, *options, cwd=tmp_path).stdout.splitlines()]
    assert [(count["id"], count["segments"], count["encoding"]) for count in counts] == [
        ("1", 1, "UCS-2"),
        ("2", 1, "GSM-7"),
    ]


def test_a_table_written_as_csv_has_the_delimiter_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("sep=;\nid;body\n1;Hi\n1;2;3\n")
    done = run("table", "in.csv", "out.csv", "--text", "body", "--rejects", "bad.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "out.csv").read_text().splitlines()[0] == '"id";"body";"segments";"encoding"'
    assert json.loads((tmp_path / "bad.jsonl").read_text())["row"] == 2


def test_a_wrong_encoding_of_a_table_has_a_hint_that_works(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes("id,body\n1,Grüße\n".encode("cp1252"))
    done = run("table", "in.csv", "out.csv", "--text", "body", cwd=tmp_path)
    assert done.returncode == 2
    assert b"in.csv, row 1: column 'body': its octets are not UTF-8; name the encoding" in done.stderr
    assert not (tmp_path / "out.csv").exists()
    done = run("table", "in.csv", "out.csv", "--text", "body", "--input-encoding", "cp1252", cwd=tmp_path)
    assert done.returncode == 0
    wrong = run("table", "in.csv", "out.csv", "--text", "body", "--input-encoding", "cp999", cwd=tmp_path)
    assert b"unknown text encoding 'cp999'" in wrong.stderr


CAMPAIGN = ["campaign", "Hi {name}", "--rates", "rates.csv", "--audience", "two.xlsx"]
SHEETS = [
    CAMPAIGN,
    ["template", "Hi {name}", "--audience", "two.xlsx"],
    ["count", "--csv", "name", "--file", "two.xlsx"],
    ["price", "--csv", "name", "--file", "two.xlsx", "--rates", "rates.csv", "--country", "GB"],
    ["table", "two.xlsx", "out.csv", "--text", "name"],
]


@pytest.mark.parametrize("command", SHEETS, ids=lambda words: words[0])
def test_only_the_first_sheet_of_a_workbook_could_be_read(command: list[str], folder: Path) -> None:
    first = run(*command, cwd=folder)
    assert (first.returncode, b"'name'" in first.stderr) == (2, True)
    assert run(*command, "--sheet", "People", cwd=folder).returncode == 0
    wrong = run(*command, "--sheet", "Peple", cwd=folder)
    assert wrong.returncode == 2
    assert "two.xlsx: has no sheet 'Peple'; its sheets are 'Notes', 'People', 'Card'" in words_of(
        wrong.stderr
    )


def test_a_column_that_the_first_sheet_lacks_names_the_other_sheets(folder: Path) -> None:
    said = words_of(run(*CAMPAIGN, cwd=folder).stderr)
    assert "two.xlsx (sheet 'Notes'; --sheet names another: 'People', 'Card'): no column for" in said


def test_a_table_above_which_lines_are_empty_is_found_and_its_lines_are_right(folder: Path) -> None:
    book = pytest.importorskip("openpyxl").Workbook()
    sheet = book.active
    for place, value in {"B3": "phone", "C3": "name", "B4": "0151", "C4": "A", "B6": "+447700900124"}.items():
        sheet[place] = value
    book.save(folder / "low.xlsx")
    done = run(*CAMPAIGN[:-1], "low.xlsx", cwd=folder)
    assert b"low.xlsx:4: recipient '0151' has no country code" in done.stdout
    assert done.stdout.startswith(b"1 message, 1 segment: 0.04 EUR expected")
    (folder / "low.csv").write_text(",,\n,,\nphone,name,\n0151,A,\n\n+447700900124,B,\n")
    done = run(*CAMPAIGN[:-1], "low.csv", cwd=folder)
    assert b"low.csv:4: recipient '0151' has no country code" in done.stdout


def test_numbers_of_a_workbook_are_texts_of_a_table(folder: Path) -> None:
    done = run("table", "two.xlsx", "out.jsonl", "--text", "name", "--sheet", "People", cwd=folder)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["age"], row["segments"], row["encoding"]) for row in rows] == [
        ("31", 1, "GSM-7"),
        ("2.5", 1, "UCS-2"),
    ]
    refused = run("table", "two.xlsx", "out.xlsx", "--text", "name", cwd=folder)
    assert b"the name must end in .parquet, .arrow" in refused.stderr


def test_a_card_in_another_encoding_or_sheet_has_a_hint_that_works(folder: Path) -> None:
    (folder / "preise.csv").write_bytes("Land;Preis €\nGB;0,04\n".encode("cp1252"))
    mapped = ["--column", "country=Land", "--column", "price=Preis €", "--currency", "EUR"]
    for command in (["price", "Hi", "--rates", "preise.csv"], ["rates", "check", "preise.csv"]):
        done = run(*command, *mapped, cwd=folder)
        assert done.returncode == 2
        assert b"preise.csv:1: octet 0x80 at offset 11 is not utf-8" in done.stderr
        assert b"name the card's encoding with --rates-encoding" in done.stderr
        assert b"--input-encoding" not in done.stderr
        assert run(*command, *mapped, "--rates-encoding", "cp1252", cwd=folder).returncode == 0
    (folder / "preise.csv.toml").write_text(
        'encoding = "cp1252"\ncurrency = "EUR"\n[columns]\ncountry = "Land"\nprice = "Preis €"\n'
    )
    assert run("price", "Hi", "--rates", "preise.csv", cwd=folder).returncode == 0

    mapped = ["--column", "country=Land", "--column", "price=Preis", "--currency", "EUR"]
    done = run("price", "Hi", "--rates", "two.xlsx", "--rates-sheet", "Card", *mapped, cwd=folder)
    assert done.stdout.startswith(b"expected  0.04 EUR")
    wrong = run("price", "Hi", "--rates", "two.xlsx", "--rates-sheet", "Cards", *mapped, cwd=folder)
    assert b"two.xlsx: has no sheet 'Cards'; its sheets are 'Notes', 'People', 'Card'" in wrong.stderr
    unknown = run("price", "Hi", "--rates", "preise.csv", "--rates-encoding", "cp999", cwd=folder)
    assert (unknown.returncode, b"unknown text encoding 'cp999'" in unknown.stderr) == (2, True)


def test_a_workbook_is_not_rewritten_by_fix(folder: Path) -> None:
    before = (folder / "two.xlsx").read_bytes()
    done = run("fix", "--csv", "name", "--sheet", "People", "--file", "two.xlsx", "--write", cwd=folder)
    assert (done.returncode, b"a workbook cannot be rewritten; save it as CSV" in done.stderr) == (2, True)
    assert (folder / "two.xlsx").read_bytes() == before
    words = ["--csv", "name", "--sheet", "People", "--file", "two.xlsx", "--format", "jsonl"]
    fixed = run("fix", *words, "--mode", "always", cwd=folder).stdout.splitlines()
    assert json.loads(fixed[1])["text"] == "Zoë's"
