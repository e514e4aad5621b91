"""The command fit: the text, what it says where it does not fit, and its exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.runs import run

NOTE = "see you soon at the usual place " * 10


LONG = ["--value", f"note={NOTE}", "--shorten", "note"]


def test_the_text_is_written_and_fits() -> None:
    result = run(
        "fit", "Hi {name}, {note}", "--value", "name=Zoe", "--value", f"note={NOTE}", "--shorten", "note"
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b"Hi Zoe, see you soon")
    assert len(result.stdout) <= 161


def test_what_does_not_fit_is_said_and_exits_1() -> None:
    result = run("fit", "{a}", "--value", f"a={'x' * 170}")
    assert (result.returncode, result.stdout) == (1, b"x" * 170 + b"\n")
    assert b"10 units too many" in result.stderr


def test_json_holds_all_of_it() -> None:
    options = ["--shorten", "a", "--floor", "a=5", "--format", "json"]
    result = run("fit", "{a}", "--value", f"a={NOTE}", *options)
    answer = json.loads(result.stdout)
    assert (answer["fits"], answer["count"]["segments"], list(answer["shortened"])) == (True, 1, ["a"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--value", "a"], "is not NAME="),
        (["--value", "a=1", "--value", "a=2"], "given twice"),
        (["--value", "a=1", "--segments", "0"], "not a whole number from 1 to"),
        (["--value", "a=1", "--shorten", "b"], "no such placeholder"),
        ([], "nothing is given for placeholder 'a'"),
    ],
)
def test_wrong_usage_exits_2(options: list[str], said: str) -> None:
    result = run("fit", "{a}", *options)
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in result.stderr.decode()


def test_the_line_break_that_ends_a_template_can_be_dropped(tmp_path: Path) -> None:
    (tmp_path / "offer.txt").write_bytes(b"Hi {name}\r\n")
    arguments = ("fit", "--file", "offer.txt", "--value", "name=Ana")
    kept = run(*arguments, cwd=tmp_path)
    assert kept.stdout == b"Hi Ana\r\n\n"
    assert b"--drop-line-break leaves it out" in kept.stderr
    dropped = run(*arguments, "--drop-line-break", cwd=tmp_path)
    assert (dropped.stdout, dropped.stderr) == (b"Hi Ana\n", b"")
