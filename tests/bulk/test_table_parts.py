"""A folder of parts is the same however often a run was stopped, and wherever its parts were written."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pytest

from segmenter.bulk import table_parts, table_reading
from segmenter.bulk.errors import TableError
from segmenter.bulk.tables import TableTotals, count_table
from segmenter.cli import main
from segmenter.files.errors import UnwritableFileError

ROWS = [
    {"country": ["GB", "DE", None][place % 3], "text": ["Hi", "It’s here", None, "Ж" * 71][place % 4]}
    for place in range(40)
]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table_reading, "BATCH_ROWS", 7)
    path = tmp_path / "in.parquet"
    pyarrow.parquet.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=9)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def counted(source: Path, folder: Path, **options: Any) -> TableTotals:
    return table_parts.count_parts([str(source)], str(folder), text="text", group_by="country", **options)


def test_parts_hold_what_one_file_would(source: Path, tmp_path: Path) -> None:
    totals = counted(source, tmp_path / "out.parquet")
    whole = count_table([str(source)], str(tmp_path / "whole.parquet"), text="text", group_by="country")
    assert totals == whole
    table = pyarrow.dataset.dataset(tmp_path / "out.parquet", exclude_invalid_files=False).to_table()
    assert table.to_pylist() == pyarrow.parquet.read_table(tmp_path / "whole.parquet").to_pylist()


@pytest.mark.long
@pytest.mark.parametrize("after", [0, 1, 5, 7, 9, 16])
def test_a_run_that_was_killed_goes_on_and_ends_the_same(source: Path, tmp_path: Path, after: int) -> None:
    folder, untouched = tmp_path / "out.parquet", tmp_path / "other" / "out.parquet"
    untouched.parent.mkdir()
    program = f"""
import os, signal
from segmenter.bulk import table_parts, table_reading, tables
table_reading.BATCH_ROWS = 7
calls = 0
def counting(function):
    def counted(*arguments, **options):
        global calls
        answer = function(*arguments, **options)
        calls += 1
        if calls > {after}:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
    return counted
table_parts._Manifest.add = counting(table_parts._Manifest.add)
tables.written_table = counting(tables.written_table)
tables.TableJob.counted = counting(tables.TableJob.counted)
table_parts.count_parts([{str(source)!r}], {str(folder)!r}, text="text", group_by="country")
"""
    killed = subprocess.run([sys.executable, "-c", program], check=False)
    assert killed.returncode == -signal.SIGKILL
    manifest = folder / "_manifest.jsonl"
    with manifest.open("ab") as stream:
        stream.write(b'{"part": 99, "rows"')  # as a line that was cut short
    totals = counted(source, folder)
    assert totals == counted(source, untouched)
    assert contents(folder) == contents(untouched)


def test_what_is_done_is_not_done_again(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out.parquet"
    totals = counted(source, folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert counted(source, folder) == totals
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.name.startswith("part")} == {
        path: time for path, time in before.items() if path.name.startswith("part")
    }


def test_rejects_are_joined_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_reading, "BATCH_ROWS", 3)
    path, rejects = tmp_path / "in.jsonl", tmp_path / "rejects.jsonl"
    path.write_text("".join('{"text": "Hi"}\n' if place % 4 else "7\n" for place in range(16)))
    totals = table_parts.count_parts(
        [str(path)], str(tmp_path / "out.csv"), text="text", rejects=str(rejects)
    )
    assert (totals.rows, totals.written, totals.rejected) == (16, 12, 4)
    assert [json.loads(line)["row"] for line in rejects.read_text().splitlines()] == [1, 5, 9, 13]


def test_another_run_is_not_continued(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out.parquet"
    counted(source, folder)
    with pytest.raises(TableError, match="it was begun with other columns to add; give the same"):
        counted(source, folder, add=["units"])
    os.utime(source, (1, 1))
    with pytest.raises(TableError, match="it was begun with other tables"):
        counted(source, folder)
    stranger = tmp_path / "stranger.parquet"
    stranger.mkdir()
    (stranger / "mine").touch()
    with pytest.raises(UnwritableFileError, match="it holds 'mine' and no parts that an earlier run began"):
        counted(source, stranger)


def test_the_command_goes_on(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.parquet"
    answers = []
    for _ in range(2):
        assert main(["table", str(source), str(out), "--text", "text", "--resume"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert answers[0].startswith("40 segments, 20 rows in UCS-2\n40 rows read = 40 written to")
