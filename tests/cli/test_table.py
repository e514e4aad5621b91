import json
from pathlib import Path

import pytest

from tests.cli.runs import run


def test_a_table_gets_the_columns_asked_for_and_the_totals_are_printed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n007,It’s here\n8,hi\n")
    result = run("table", "a.csv", "b.csv", "--text", "text", "--add", "units,encoding", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == "2 segments, 1 row in UCS-2\n2 rows read = 2 written to b.csv\n"
    assert (tmp_path / "b.csv").read_text() == (
        '"id","text","units","encoding"\n"007","It’s here",9,"UCS-2"\n"8","hi",2,"GSM-7"\n'
    )


def test_globs_are_read_by_name_and_grouped(tmp_path: Path) -> None:
    for name, text in (("b", "Ж" * 71), ("a", "hi")):
        (tmp_path / f"{name}.csv").write_text(f"country,text\n{name},{text}\n")
    result = run("table", "*.csv", "o.jsonl", "--text", "text", "--group-by", "country", cwd=tmp_path)
    assert result.stdout.decode().splitlines() == [
        "country  rows  segments  UCS-2 rows",
        "b           1         2           1",
        "a           1         1           0",
        "",
        "3 segments, 1 row in UCS-2",
        "2 rows read = 2 written to o.jsonl",
    ]
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert [row["country"] for row in rows] == ["a", "b"]


def test_rejected_rows_are_counted_and_exit_1(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text\nhi\n\xff\n")
    command = "table", "a.csv", "b.csv", "--text", "text"
    result = run(*command, "--rejects", "r.jsonl", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (1, b"")
    assert "2 rows read = 1 written to b.csv + 1 rejected to r.jsonl" in result.stdout.decode()
    (tmp_path / "b.csv").unlink()
    result = run(*command, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(b"segmenter: a.csv, row 2: column 'text': its octets are not UTF-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "r.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.csv"], "name the tables to read, and last the table to write"),
        (["a.csv", "a.csv"], "OUT a.csv would overwrite its input a.csv"),
        (["a.csv", "b.csv", "--rejects", "a.csv"], "--rejects a.csv would overwrite its input a.csv"),
        (["a.csv", "b.csv", "--rejects", "./b.csv"], "--rejects ./b.csv and OUT are the same file"),
        (["no*.csv", "b.csv"], "no file matches 'no*.csv'"),
        (["no.csv", "b.csv"], "no.csv: No such file or directory"),
        (["a.csv", "b.xls"], "b.xls: this is not a known kind of table"),
        (["a.csv", "b.csv", "--add", "cost"], "unknown column 'cost'"),
        (["a.csv", "b.csv", "--add", "price"], "--add price and --rates FILE go together"),
        (["a.csv", "b.csv", "--add", "units,units"], "'units' is named twice"),
        (["a.csv", "b.csv", "--delimiter", ";;"], "';;' is not a delimiter"),
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nhi\n")
    result = run("table", *arguments, "--text", "text", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert message in result.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
