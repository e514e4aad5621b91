"""What a profile adds to a text is named, with its units, by every command that counts it."""

import json
from pathlib import Path

import pytest

from tests.cli.runs import run

RATES = "channel,country,price,currency\nsms,GB,0.04,EUR\n"
ADDED = "profile acme puts 'Acme: ' (6 units) before and ' Reply STOP' (11 units) after each text"
STRIPPED = "profile euro strips white space at both ends and "
STRIPPED += "puts ' [€]' (7 septets, or 4 code units) after each text"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "acme.toml").write_text('prefix = "Acme: "\nsuffix = " Reply STOP"\n')
    (tmp_path / "euro.toml").write_text('suffix = " [€]"\nstrip = true\n')
    (tmp_path / "rates.csv").write_text(RATES)
    return tmp_path


def options(command: str) -> list[str]:
    return [command, "--rates", "rates.csv", "--country", "GB"] if command == "price" else [command]


@pytest.mark.parametrize("command", ["count", "split", "explain", "price", "validate"])
def test_what_a_profile_adds_is_counted_and_named(folder: Path, command: str) -> None:
    text = "x" * 300  # 2 segments alone
    shown = run(*options(command), "--profile", "acme.toml", text, cwd=folder)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert " ".join(ADDED.split()) in " ".join(shown.stdout.decode().split())
    bare = json.loads(run(*options(command), "--format", "json", text, cwd=folder).stdout)
    fields = run(*options(command), "--profile", "acme.toml", "--format", "json", text, cwd=folder)
    assert fields.stderr.decode() == f"segmenter: note: {ADDED}\n"
    found, alone = ((each.get("count") or each)["segments"] for each in (json.loads(fields.stdout), bare))
    assert (found, alone) == (3, 2)


@pytest.mark.parametrize("command", ["count", "split", "explain", "price"])
def test_many_texts_have_one_note(folder: Path, command: str) -> None:
    arguments = [*options(command), "--profile", "euro.toml", "--lines"]
    done = run(*arguments, stdin=b" a \nb\n", cwd=folder)
    assert (done.returncode, done.stderr.decode()) == (0, f"segmenter: note: {STRIPPED}\n")


@pytest.mark.parametrize("command", ["count", "split", "explain", "validate"])
def test_a_profile_that_adds_nothing_is_not_mentioned(folder: Path, command: str) -> None:
    done = run(command, "--profile", "dexatel", "--format", "json", "hi", cwd=folder)
    assert done.stderr == b""
