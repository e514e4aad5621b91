"""``segmenter template``: the range, real values, defaults, and what is refused."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runs import run

TEXT = "Hi {name}, your code is {code}"


def test_the_range_and_what_tips_it_are_shown() -> None:
    result = run("template", TEXT, "--var", "name=1..30:any", "--var", "code=6:digits")
    shown = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    assert shown.startswith("1 to 2 segments\n")
    assert "fewest: 1 segment, GSM-7, 25 of 160 septets\n" in shown
    assert "most: 2 segments, UCS-2, 84 of 134 code units\n" in shown
    assert "code (6, digits): nothing\n" in shown


@pytest.mark.parametrize("columns", ["40", "80"])
def test_lines_keep_within_the_screen(columns: str) -> None:
    result = run("template", TEXT + " " + "word " * 40, "--others", "1..50", env={"COLUMNS": columns})
    assert max(map(len, result.stdout.decode().splitlines())) <= int(columns)


def test_json_holds_all_of_it() -> None:
    result = run("template", TEXT, "--others", "1..30:gsm7", "--format", "json")
    fields = json.loads(result.stdout)
    assert fields["template"] == TEXT
    assert fields["audience"] is None
    assert fields["range"]["exact"] is True
    assert fields["range"]["most"]["values"] == {"name": "€" * 30, "code": "€" * 30}
    assert fields["range"]["variables"]["name"]["longest"] == 30


def test_defaults_come_with_the_profile_and_with_dlt() -> None:
    dexatel = run("template", "{a}", "--profile", "dexatel", "--format", "json")
    dlt = run("template", "{#var#}", "--syntax", "dlt", "--format", "json")
    assert json.loads(dexatel.stdout)["range"]["variables"]["a"]["longest"] == 70
    assert json.loads(dlt.stdout)["range"]["variables"]["1"]["longest"] == 30


@pytest.mark.parametrize(
    ("name", "rows"),
    [("a.csv", "name,x\nAnn,1\nZoë’s,2\nBo\n"), ("a.jsonl", '{"name":"Ann"}\n{"name":"Zoë’s"}\n7\n')],
)
def test_an_audience_gives_a_distribution(name: str, rows: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(rows, encoding="utf-8")
    result = run("template", "Hi {name}", "--audience", name, "--format", "json", cwd=tmp_path)
    assert result.returncode == 1  # one row gives no message
    fields = json.loads(result.stdout)
    assert fields["range"] is None
    assert fields["audience"]["by_segments"] == {"1": 2}
    assert fields["audience"]["dearest"][0]["text"] == "Hi Zoë’s"
    assert fields["audience"]["failures"][0]["index"] == 2


@pytest.mark.parametrize(
    ("name", "rows", "options"),
    [
        ("a.csv", "name;x\nAnn;1\nZoë’s;2\n", []),
        ("a.csv", "name\tx\nAnn\t1\nZoë’s\t2\n", []),
        ("a.csv", "name|x\nAnn|1\nZoë’s|2\n", ["--delimiter", "|"]),
        ("a.csv", "NAME;x\nAnn;1\nZoë’s;2\n", []),
    ],
)
def test_a_template_reads_an_audience_as_a_campaign_does(
    name: str, rows: str, options: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(rows, encoding="utf-8")
    result = run("template", "Hi {name}", "--audience", name, *options, "--format", "json", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["audience"]["by_segments"] == {"1": 2}


def test_a_template_reads_parquet_with_dates_and_numbers(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    days = [date(2026, 11, 22), date(2026, 12, 1)]
    table = pyarrow.table({"day": days, "sum": pyarrow.array([1, 2]), "other": ["a", "b"]})
    parquet.write_table(table, tmp_path / "a.parquet")
    result = run("template", "{sum} on {day}", "--audience", "a.parquet", "--format", "json", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["audience"]["dearest"][0]["text"] == "1 on 2026-11-22"


def test_a_filling_that_cannot_be_sent_exits_1() -> None:
    result = run("template", "{a}", "--var", "a=9", "--encoding", "gsm-7")
    assert result.returncode == 1
    assert "cannot be sent as asked: a may contain ’" in result.stdout.decode()


def test_a_template_that_cannot_be_sent_exits_1() -> None:
    result = run("template", "☃{a}", "--var", "a=9", "--encoding", "gsm-7")
    assert (result.returncode, result.stdout) == (1, b"")
    assert b"at index 0" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Hi {name"], "at index 3"),
        (["Hi {name}"], "--var name=1..30:gsm7"),
        (["Hi {name}", "--var", "nme=3", "--others", "3"], "'nme'"),
        (["Hi {name}", "--var", "name=3..1"], "shortest, 3, is more than longest, 1"),
        (["Hi {name}", "--var", "name=x"], "'x' is not a length"),
        (["Hi {name}", "--var", "name=3:latin"], "no alphabet 'latin'"),
        (["Hi {name}", "--var", "name"], "is not NAME=LENGTHS"),
        (["a", "b"], "one template"),
        (["{a}", "--audience", "a.txt"], ".csv, .tsv, .xlsx, .jsonl, .parquet, .arrow or"),
        (["{a}", "--audience", "a.csv", "--delimiter", ";;"], "is not a delimiter"),
        (["{a}", "--profile", "standard"], "--others"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_helps(arguments: list[str], said: str) -> None:
    result = run("template", *arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in result.stderr.decode()


def test_help_fits_80_columns() -> None:
    result = run("template", "--help")
    assert max(map(len, result.stdout.decode().splitlines())) <= 80


def test_a_template_from_standard_input_keeps_its_line_break_and_says_so() -> None:
    result = run("template", "--others", "3:digits", stdin=b"{a}\n")
    assert b"Note: the line break" in result.stdout
    assert b"4 of 160 septets" in result.stdout


def test_a_hindi_template_named_each_of_its_letters() -> None:
    shown = run("template", "नमस्ते {name}, आपका कोड – 1", "--others", "1").stdout.decode()
    words = "UCS-2, because of – U+2013 EN DASH, type - (lossless); 12 characters that nothing replaces: "
    assert f"{words}न म स ् त े आ प क ा …\n" in " ".join(shown.split("\n  "))


def test_what_a_templates_own_brackets_add_is_shown() -> None:
    text = "{name}[" + "x" * 127 + "]"
    shown = run("template", text, "--var", "name=1..30:gsm7-basic").stdout.decode()
    assert "two units each: [, ]; together they add 1 segment" in " ".join(shown.split())
    found = json.loads(run("template", text, "--var", "name=1..30:gsm7-basic", "--format", "json").stdout)
    assert found["own_text"]["two_septets_add"] == 1


@pytest.mark.parametrize("name", ["people.csv", "people.jsonl"])
def test_a_column_that_the_audience_lacks_was_reported_row_by_row(name: str, tmp_path: Path) -> None:
    rows = {"people.csv": "nam\nAnn\nBob\n", "people.jsonl": '{"nam": "Ann"}\n{"nam": "Bob"}\n'}
    (tmp_path / name).write_text(rows[name])
    done = run("template", "Hi {name}", "--audience", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{name}: no column for placeholder 'name'; did you mean 'nam'?" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_an_audience_that_a_template_does_not_use_is_pointed_out(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name\nAnn\n")
    done = run("template", "Hi name", "--audience", "people.csv", cwd=tmp_path)
    assert b"no placeholder, so no column of the audience is used" in done.stderr
    (tmp_path / "people.csv").write_text("name\n")
    empty = run("template", "Hi {name}", "--audience", "people.csv", cwd=tmp_path)
    assert (empty.returncode, b"people.csv has no rows" in empty.stderr) == (2, True)
