"""What the commands over texts have in common, in processes of their own: the columns that results carry."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runs import run

TABLE = "id;body;note\n7;It’s late;=1+1\n8;fine;\n9\n"
RATES = "channel,price,currency\nsms,0.04,EUR\n"


def rows_of(octets: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in octets.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outbox.csv").write_text(TABLE)
    (tmp_path / "rates.csv").write_text(RATES)
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["count"],
        ["split"],
        ["explain"],
        ["price", "--rates", "rates.csv"],
        ["price", "--rates", "rates.csv", "--compare", "sms,mms"],
        ["fix"],
    ],
    ids=" ".join,
)
def test_results_could_not_be_joined_to_the_rows_they_came_from(folder: Path, command: list[str]) -> None:
    keep = "--keep-column" if command == ["fix"] else "--keep"
    words = ["--csv", "body", "--file", "outbox.csv", keep, "note", keep, "id", "--format", "jsonl"]
    done = run(*command, *words, cwd=folder)
    first, second, third = rows_of(done.stdout)
    assert list(first)[:4] == ["index", "line", "note", "id"]
    assert [first[name] for name in ("line", "note", "id")] == [2, "=1+1", "7"]
    assert [second[name] for name in ("line", "note", "id")] == [3, "", "8"]
    assert (third["line"], third["id"], third["error"]["line"]) == (4, "9", 4)


def test_columns_kept_stand_in_csv_too_and_run_in_no_spreadsheet(folder: Path) -> None:
    words = ["--csv", "body", "--file", "outbox.csv", "--keep", "id", "--keep", "note", "--format", "csv"]
    counts = run("count", *words, "--spreadsheet-safe", cwd=folder).stdout.decode().splitlines()
    assert counts[0].startswith("index,line,id,note,encoding,segments,")
    assert counts[1].startswith("0,2,7,'=1+1,UCS-2,1,")
    segments = [*csv.DictReader(run("split", *words, cwd=folder).stdout.decode().splitlines())]
    assert [row["id"] for row in segments] == ["7", "8", "9"]
    assert segments[0]["text"] == "It’s late"


def test_numbers_of_json_are_kept_as_they_are() -> None:
    line = b'{"id": 12345678901234567890, "price": 1.25, "far": 1e999, "in": {"x": [1]}, "t": "Hi"}\n'
    words = [
        "--jsonl",
        "t",
        "--keep",
        "id",
        "--keep",
        "price",
        "--keep",
        "far",
        "--keep",
        "in",
        "--keep",
        "no",
    ]
    [row] = rows_of(run("count", *words, "--format", "jsonl", stdin=line).stdout)
    assert row["id"] == 12345678901234567890
    assert (row["price"], row["far"], row["in"], row["no"]) == (1.25, "1e999", {"x": [1]}, None)
    written = run("count", *words, "--format", "csv", stdin=line).stdout.decode().splitlines()[1]
    assert written.startswith('0,1,12345678901234567890,1.25,1e999,"{""x"": [1]}",,GSM-7')


def test_of_several_files_each_row_names_its_own(folder: Path) -> None:
    (folder / "more.csv").write_text("body,id\nHi,1\n")
    words = [
        "--csv",
        "body",
        "--keep",
        "id",
        "--format",
        "jsonl",
        "--file",
        "more.csv",
        "--file",
        "outbox.csv",
    ]
    rows = rows_of(run("count", *words, cwd=folder).stdout)
    assert [(row["file"], row["line"]) for row in rows[:2]] == [("more.csv", 2), ("outbox.csv", 2)]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["count", "--csv", "body", "--keep", "segments", "--format", "csv"], "results have a 'segments'"),
        (
            ["split", "--csv", "body", "--keep", "udh_octets", "--format", "csv"],
            "results have a 'udh_octets'",
        ),
        (["count", "--csv", "body", "--keep", "line", "--format", "csv"], "results have a 'line'"),
        (["count", "--csv", "body", "--keep", "index", "--format", "csv"], "results have a 'index'"),
        (["explain", "--jsonl", "b", "--keep", "offenders", "--format", "jsonl"], "have a 'offenders'"),
        (["count", "--csv", "body", "--keep", "id"], "add --format jsonl"),
        (["count", "--csv", "body", "--keep", "id", "--summary"], "leave out --summary"),
        (["count", "--lines", "--keep", "id", "--format", "csv"], "add --csv or --jsonl"),
    ],
)
def test_a_column_that_no_result_can_carry_is_refused(words: list[str], problem: str) -> None:
    done = run(*words, stdin=b"id,body\n1,Hi\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert problem in " ".join(done.stderr.decode().split())


def test_a_column_that_the_file_lacks_is_refused_before_anything_is_written() -> None:
    done = run("count", "--csv", "body", "--keep", "ids", "--format", "csv", stdin=b"id,body\n1,Hi\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no column 'ids'; the columns are 'id', 'body'" in done.stderr
