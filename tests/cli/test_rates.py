"""``segmenter rates``: the verdict, what a card covers, and how it ends."""

import json
from pathlib import Path

import pytest

from segmenter.report.display import columns_taken
from tests.cli.runs import run
from tests.cli.test_main import Command

GOOD = "channel,country,mcc,price,currency\nsms,GB,,0.0400,EUR\nsms,GB,234,rejected,EUR\n,,,0.1,EUR\n"
BAD = "country,price,currency\nGB,1,EUR\nUK,1,EUR\nGB,1,EUR\n"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    Path("good.csv").write_text(GOOD)
    Path("bad.csv").write_text(BAD)
    return Command(monkeypatch, capsys)


def test_a_card_without_problems_is_summed_up(command: Command) -> None:
    code, out, err = command("rates", "check", "good.csv")
    assert (code, err) == (0, "")
    assert out == (
        "good.csv: no problems\n"
        "  rows        3, 1 of them rejected\n"
        "  channels    sms, any\n"
        "  countries   1: GB, and any\n"
        "  currencies  EUR\n"
        "  dates       always\n"
    )


def test_problems_are_told_with_their_places_and_end_in_1(command: Command) -> None:
    code, out, err = command("rates", "check", "bad.csv")
    assert (code, err) == (1, "")
    assert out.startswith("bad.csv: 2 errors\n  rows        2\n")
    assert out.endswith(
        "\n\nerror SEG802 bad.csv:3: country is 'UK'; write GB\n"
        "error SEG803 bad.csv:2 and bad.csv:4 have the same keys (country GB) and always\n"
        "  both apply at the same price; remove one or date them apart\n"
    )


def test_a_warning_alone_ends_in_1_too(command: Command) -> None:
    Path("foreign.csv").write_text("country,mcc,price,currency\nGB,262,1,EUR\n")
    code, out, _ = command("rates", "check", "foreign.csv")
    assert (code, out.partition("\n")[0]) == (1, "foreign.csv: 1 warning")


def test_each_file_is_a_card_of_its_own(command: Command) -> None:
    Path("again.csv").write_text(GOOD)
    code, out, _ = command("rates", "check", "good.csv", "again.csv")
    assert (code, out.count("no problems"), out.count("\n\n")) == (0, 2, 1)


def test_json_is_an_object_for_each_file(command: Command) -> None:
    good, bad = command.json("rates check", "good.csv", "bad.csv")
    assert good == {
        "path": "good.csv",
        "rows": 3,
        "rejected": 1,
        "channels": [None, "sms"],
        "countries": [None, "GB"],
        "currencies": ["EUR"],
        "valid_from": None,
        "valid_to": None,
        "problems": [],
    }
    assert bad["problems"][0] == {
        "rule": "SEG802",
        "kind": "cell",
        "severity": "error",
        "message": "bad.csv:3: country is 'UK'; write GB",
        "places": ["bad.csv:3"],
        "column": "country",
    }


def test_a_file_that_cannot_be_read_ends_in_2_and_the_others_are_checked(command: Command) -> None:
    Path("latin.csv").write_bytes(b"price,currency\n1,\xa3\n")
    code, out, err = command("rates", "check", "none.csv", "latin.csv", "bad.csv", "good.csv")
    assert code == 2
    assert "none.csv: No such file" in err
    assert "latin.csv:2: octet 0xA3" in err
    assert "; name the card's encoding with --rates-encoding" in err
    assert err.count("\n") == 2
    assert "bad.csv: 2 errors" in out
    assert "good.csv: no problems" in out


def test_a_file_of_an_unknown_kind_is_a_problem(command: Command) -> None:
    Path("rates").write_text(GOOD)
    code, out, _ = command("rates", "check", "rates")
    assert code == 1
    assert "rates: has no ending that says what it is; a rate card is one of" in out


def test_many_alike_are_not_all_written_out(command: Command) -> None:
    Path("many.csv").write_text("price,currency\n" + "x,EUR\n" * 30)
    out = command("rates", "check", "many.csv")[1]
    assert out.count("error SEG802 many.csv") == 10
    assert out.endswith("and 20 more SEG802; --format json has all of them\n")
    assert len(command.json("rates check", "many.csv")[0]["problems"]) == 30


@pytest.mark.parametrize("columns", [40, 80])
def test_it_fits_the_screen_whatever_stands_in_the_file(
    command: Command, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    Path("odd.csv").write_text(f'price,currency,\x1b[31mred\n"{"9" * 500}",EUR,x\n', encoding="utf-8")
    Path("cells.csv").write_text(
        'price,currency\n"\x1b[31m漢字\n",EUR\n' + f"{'9' * 500},EUR\n", encoding="utf-8"
    )
    for name in ("odd.csv", "cells.csv", "bad.csv"):
        out = command("rates", "check", name)[1]
        assert max(map(columns_taken, out.splitlines())) <= columns
        assert "\x1b" not in out


@pytest.mark.parametrize("words", [[], ["check"], ["rates.csv"], ["chek", "rates.csv"]])
def test_other_words_are_a_usage_error_that_shows_how(command: Command, words: list[str]) -> None:
    code, out, err = command("rates", *words)
    assert (code, out) == (2, "")
    assert "rates check" in err.splitlines()[0]


def test_it_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(BAD)
    result = run("rates", "check", "bad.csv", "--format", "json", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (1, b"")
    assert json.loads(result.stdout)[0]["rows"] == 2
