import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet
import pytest

from segmenter import Encoding, Policy, count
from segmenter.bulk import tables
from segmenter.bulk.errors import TableError
from segmenter.bulk.prices import Pricer
from segmenter.bulk.table_reading import kind_of, open_table
from segmenter.files import UnreadableFileError, UnwritableFileError
from segmenter.pricing import Rate, RateCard, quote

TEXTS = ["It’s here", "", 'two\nlines, "quoted"', "[" * 153, "Ж" * 71, "0012"]
ROWS = [{"id": f"{number:03}", "text": text, "note": None} for number, text in enumerate(TEXTS)]
NAMES = ["t.parquet", "t.arrow", "t.arrows.zst", "t.csv", "t.csv.gz", "t.jsonl", "t.ndjson.zst"]
ADDED = ("segments", "encoding", "units", "free_units")


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [row for batch in open_table(str(path)).batches() for row in batch.rows.to_pylist()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.parquet"
    schema = pa.schema([("id", pa.string()), ("text", pa.string()), ("note", pa.string())])
    pa.parquet.write_table(pa.Table.from_pylist(ROWS, schema), path)
    return path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_every_format_becomes_every_other_and_counts_are_those_of_count(
    name: str, other: str, source: Path, tmp_path: Path
) -> None:
    middle, end = str(tmp_path / name), str(tmp_path / f"end-{other}")
    tables.count_table([str(source)], middle, text="text", add=())
    totals = tables.count_table([middle], end, text="text", add=ADDED)
    assert (totals.rows, totals.written, totals.rejected) == (6, 6, 0)
    for row, text in zip(rows_of(Path(end)), TEXTS, strict=True):
        counted = count(text)
        assert row["text"] == text
        assert [str(row[name]) for name in ADDED] == [
            str(counted.segments),
            counted.encoding.value,
            str(counted.units),
            str(counted.free_units),
        ]
    assert [row["id"] for row in rows_of(Path(end))] == ["000", "001", "002", "003", "004", "005"]
    assert list(rows_of(Path(end))[0]) == ["id", "text", "note", *ADDED]


def test_cells_of_a_csv_come_out_as_they_went_in(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "b.csv"
    path.write_bytes(b'id,text,price,day\r\n007,NULL,1.50,2026-01-02\r\n-0,hi,,""\r\n')
    tables.count_table([str(path)], str(out), text="text", add=["units"])
    assert out.read_bytes() == (
        b'"id","text","price","day","units"\n"007","NULL","1.50","2026-01-02",4\n"-0","hi",,"",2\n'
    )


def test_a_null_is_counted_as_null_and_an_empty_cell_as_an_empty_text(tmp_path: Path) -> None:
    parquet, csv, out = tmp_path / "a.parquet", tmp_path / "a.csv", tmp_path / "b.parquet"
    pa.parquet.write_table(pa.table({"text": pa.array([None, ""], pa.string())}), parquet)
    csv.write_text("id,text\n1,\n")
    tables.count_table([str(parquet)], str(out), text="text", add=["segments"])
    assert [row["segments"] for row in rows_of(out)] == [None, 1]
    tables.count_table([str(csv)], str(out), text="text", add=["segments"])
    assert [row["segments"] for row in rows_of(out)] == [1]


def csv(path: Path) -> Path:
    path = path.with_suffix(".csv")
    path.write_bytes(b"id,text\n1,a\n2\n3,\xff\n4,\n\n5\xff,b\n6,c,d\n")
    return path


def jsonl(path: Path) -> Path:
    path = path.with_suffix(".jsonl")
    path.write_bytes(
        b'{"id": 1, "text": "a"}\n[]\n{"id": 3, "text": "\xff"}\n{"id": 4}\n\n{"id": 5, "text": 7}\n{\n'
    )
    return path


def parquet(path: Path) -> Path:
    path = path.with_suffix(".parquet")
    offsets = b"".join(offset.to_bytes(4, "little") for offset in (0, 1, 2, 3, 3, 4, 5))
    texts = pa.StringArray.from_buffers(6, pa.py_buffer(offsets), pa.py_buffer(b"a\xff\xfe\xfd\xfc"))
    pa.parquet.write_table(pa.table({"id": [1, 2, 3, 4, 5, 6], "text": texts}), path)
    return path


@pytest.mark.parametrize("write", [csv, jsonl, parquet])
def test_bad_rows_go_to_the_rejects_with_file_and_row(write: Callable[[Path], Path], tmp_path: Path) -> None:
    path, out, rejects = write(tmp_path / "a"), tmp_path / "out.jsonl", tmp_path / "rejects.jsonl"
    totals = tables.count_table([str(path)], str(out), text="text", rejects=str(rejects))
    rejected = [json.loads(line) for line in rejects.read_text().splitlines()]
    assert (totals.rows, totals.written, totals.rejected) == (6, 2, 4)
    assert sorted(entry["row"] for entry in rejected) == [2, 3, 5, 6]
    assert {entry["file"] for entry in rejected} == {str(path)}
    assert [int(row["id"]) for row in rows_of(out)] == [1, 4]


@pytest.mark.parametrize("write", [csv, jsonl, parquet])
def test_without_rejects_a_bad_row_is_an_error_and_nothing_is_written(
    write: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = write(tmp_path / "a")
    with pytest.raises(TableError, match="row ") as caught:
        tables.count_table([str(path)], str(tmp_path / "out.csv.gz"), text="text")
    assert (caught.value.path, caught.value.row) == (str(path), 2)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_text_that_the_policy_cannot_encode_is_a_bad_row(source: Path, tmp_path: Path) -> None:
    out, rejects = tmp_path / "out.csv", tmp_path / "rejects.jsonl"
    gsm7 = Policy(encodings=(Encoding.GSM7,))
    totals = tables.count_table([str(source)], str(out), text="text", policy=gsm7, rejects=str(rejects))
    entries = [json.loads(line) for line in rejects.read_text().splitlines()]
    assert (totals.written, [entry["row"] for entry in entries]) == (4, [1, 5])
    assert entries[0]["problem"].startswith("column 'text': U+2019 RIGHT SINGLE QUOTATION MARK at index 2")
    assert entries[0]["values"] == ROWS[0]


def test_rows_are_numbered_in_the_file_across_batches(tmp_path: Path) -> None:
    path, rejects = tmp_path / "a.csv", tmp_path / "rejects.jsonl"
    lines = [f"{number},{'x' * 400}" for number in range(1, 60_001)]
    bad = [7, 30_000, 55_000, 59_999]
    for number in bad[::2]:
        lines[number - 1] = str(number)
    octets = "\n".join(["id,text", *lines]).encode()
    for number in bad[1::2]:
        octets = octets.replace(f"\n{number},x".encode(), f"\n{number},".encode() + b"\xff")
    path.write_bytes(octets)
    totals = tables.count_table([str(path)], str(tmp_path / "o.parquet"), text="text", rejects=str(rejects))
    assert (totals.rows, totals.rejected) == (60_000, 4)
    assert sorted(json.loads(line)["row"] for line in rejects.read_text().splitlines()) == bad


def test_json_values_stay_what_they_are(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    records: list[dict[str, object]] = [
        {"text": "a", "day": "2026-01-02", "tags": ["x", {"y": None}], "n": 1, "ok": True},
        {"text": "b", "day": "later", "tags": None, "n": 2.5, "ok": None},
    ]
    path.write_text("\ufeff" + "".join(json.dumps(record) + "\n" for record in records))
    tables.count_table([str(path)], str(out), text="text", add=["segments"])
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        record | {"segments": 1} for record in records
    ]


def test_several_tables_become_one_and_totals_are_by_group(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    for path in paths:
        Path(path).write_text(f"text,country\nhi,GB\n{'Ж' * 71},RU\n")
    totals = tables.count_table(paths, str(tmp_path / "o.parquet"), text="text", group_by="country")
    assert totals.groups == {"GB": tables.GroupTotals(2, 2, 0), "RU": tables.GroupTotals(2, 4, 2)}
    assert totals.total == tables.GroupTotals(4, 6, 2)


def test_dictionaries_that_change_between_batches_are_written(tmp_path: Path) -> None:
    path, out = tmp_path / "a.arrows", tmp_path / "b.arrow"
    batches = [
        pa.record_batch({"text": pa.array(texts).dictionary_encode()}) for texts in (["a"], ["b", "Ж"])
    ]
    with pa.ipc.new_stream(path, batches[0].schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    tables.count_table([str(path)], str(out), text="text", add=["encoding"], group_by="text")
    assert [row["encoding"] for row in rows_of(out)] == ["GSM-7", "GSM-7", "UCS-2"]


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({"body": ["a"]}, {"text": "bdy"}, "there is no column 'bdy'; did you mean body?"),
        ({"text": [1]}, {}, "column 'text' holds int64, not texts"),
        ({"text": ["a"], "units": [1]}, {"add": ["units"]}, "there is already a column 'units'"),
        ({"text": ["a"]}, {"group_by": "country"}, "there is no column 'country'; there are text"),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    columns: dict[str, list[Any]], options: dict[str, Any], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.parquet"
    pa.parquet.write_table(pa.table(columns), path)
    with pytest.raises(TableError) as caught:
        tables.count_table([str(path)], str(tmp_path / "b.csv"), **{"text": "text"} | options)
    assert message in str(caught.value)
    assert not (tmp_path / "b.csv").exists()


def test_tables_of_other_columns_are_refused(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    Path(paths[0]).write_text("text,id\nhi,1\n")
    Path(paths[1]).write_text("text,number\nhi,1\n")
    with pytest.raises(TableError, match=r"b\.csv: it has number \(string\), but .*a\.csv does not"):
        tables.count_table(paths, str(tmp_path / "o.csv"), text="text")
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize("name", ["a.parquet", "a.arrow", "a.arrows", "a.csv.gz", "a.jsonl.zst", "a.csv"])
def test_a_file_that_is_not_what_its_name_says_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"" if name == "a.csv" else b"this is nothing of the kind")
    with pytest.raises(UnreadableFileError, match=r"not readable as "):
        tables.count_table([str(path)], str(tmp_path / "o.csv"), text="text")
    with pytest.raises(UnreadableFileError, match=r"absent.*No such file"):
        tables.count_table([str(tmp_path / f"absent-{name}")], str(tmp_path / "o.csv"), text="text")


@pytest.mark.parametrize("name", ["a.csv.gz", "a.jsonl.zst", "a.arrows.gz"])
def test_a_compressed_file_cut_short_is_an_error(name: str, source: Path, tmp_path: Path) -> None:
    path = tmp_path / name
    tables.count_table([str(source)], str(path), text="text")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(UnreadableFileError, match="not readable as"):
        tables.count_table([str(path)], str(tmp_path / "o.csv"), text="text", add=["units"])
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize("name", ["a.txt", "a.gz", "a.parquet.gz"])
def test_a_name_that_says_no_format_is_refused(name: str) -> None:
    with pytest.raises(TableError, match=name):
        kind_of(name)


def test_a_file_with_other_names_is_not_replaced(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.csv"
    out.write_text("old")
    (tmp_path / "other").hardlink_to(out)
    with pytest.raises(UnwritableFileError, match="2 hard links"):
        tables.count_table([str(source)], str(out), text="text")
    assert out.read_text() == "old"


CARD = RateCard(
    [
        Rate(price="0.04", currency="EUR", country="GB", prefix="44"),
        Rate(price="0.0705", currency="EUR", country="DE", prefix="49"),
        Rate(price=None, currency="EUR", country="RU", prefix="7"),
    ]
)


@pytest.mark.parametrize("name", ["out.parquet", "out.csv"])
def test_prices_are_those_of_quotes(name: str, tmp_path: Path) -> None:
    rows = [
        {"to": "+447700900123", "text": "Hi"},
        {"to": "+4915112345678", "text": "Ж" * 71},
        {"to": "+4915112345678", "text": None},
        {"to": "n/a", "text": "Hi"},
        {"to": "+79161234567", "text": "Hi"},
    ]
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    pricer = Pricer(CARD, CARD.query())
    totals = tables.count_table(
        [str(tmp_path / "in.parquet")],
        str(tmp_path / name),
        text="text",
        add=["segments"],
        pricer=pricer,
        rejects=str(tmp_path / "rejects.jsonl"),
    )
    assert (totals.rows, totals.written, totals.rejected) == (5, 3, 2)
    rejected = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text().splitlines()]
    assert [entry["row"] for entry in rejected] == [4, 5]
    quoted = quote("Ж" * 71, rates=CARD, recipient="+4915112345678").expected
    if name == "out.parquet":
        written = pyarrow.parquet.read_table(tmp_path / name).to_pylist()
        assert [row["price"] for row in written] == [Decimal("0.0400"), quoted.amount, None]
        assert [row["currency"] for row in written] == ["EUR", "EUR", None]
    else:
        assert '"+4915112345678"' in (tmp_path / name).read_text()
        assert ",0.1410," in (tmp_path / name).read_text()


def test_without_recipients_the_country_says_the_price(tmp_path: Path) -> None:
    rows = [{"country": "GB", "text": "Hi"}, {"country": "de", "text": "Hi"}]
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    arguments = [str(tmp_path / "in.parquet")], str(tmp_path / "out.parquet")
    prices = {"GB": "0.04", "DE": "1"}
    card = RateCard([Rate(price=price, currency="EUR", country=country) for country, price in prices.items()])
    tables.count_table(*arguments, text="text", pricer=Pricer(card, card.query()))
    assert [row["price"] for row in pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()] == [
        Decimal("0.04"),
        Decimal("1.00"),
    ]
    other = RateCard([Rate(price="0.04", currency="EUR", country="FR")])
    with pytest.raises(TableError, match=r"row 1: .*GB") as caught:
        tables.count_table(*arguments, text="text", pricer=Pricer(other, other.query()))
    assert caught.value.row == 1
