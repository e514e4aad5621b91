"""``segmenter check --fix``: what is written to files, what is shown, and what is left alone."""

import codecs
import json
import os
from pathlib import Path

import pytest

from segmenter.cli import main
from tests.cli.runs import run

CURLY = codecs.BOM_UTF8 + '{"a": "C’est ici",\r\n "b": "Größe: Łódź",\r\n "c": "OK"}\r\n'.encode()
STRAIGHT = codecs.BOM_UTF8 + '{"a": "C\'est ici",\r\n "b": "Größe: Łódź",\r\n "c": "OK"}\r\n'.encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sms").mkdir()
    (tmp_path / "sms/fr.json").write_bytes(CURLY)
    return tmp_path


def test_fixing_writes_the_file_and_finds_nothing_more(folder: Path) -> None:
    done = run("check", "--all", "--fix", "sms", cwd=folder)
    assert (folder / "sms/fr.json").read_bytes() == STRAIGHT
    assert done.returncode == 0, done.stdout
    assert "fixed 1 text in 1 file" in done.stderr.decode()


def test_a_second_run_fixes_nothing(folder: Path) -> None:
    run("check", "--all", "--fix", "sms", cwd=folder)
    before = (folder / "sms/fr.json").stat()
    done = run("check", "--all", "--fix", "sms", cwd=folder)
    assert "fixed" not in done.stderr.decode()
    assert (folder / "sms/fr.json").stat().st_mtime_ns == before.st_mtime_ns


def test_a_diff_changes_nothing_and_exits_1(folder: Path) -> None:
    done = run("check", "--all", "--diff", "sms", cwd=folder)
    assert (done.returncode, (folder / "sms/fr.json").read_bytes()) == (1, CURLY)
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == ["--- a/sms/fr.json", "+++ b/sms/fr.json"]
    assert '+{"a": "C\'est ici",' in [line.rstrip("\r") for line in lines]


def test_a_diff_without_changes_is_empty_and_exits_0(folder: Path) -> None:
    (folder / "sms/fr.json").write_bytes(STRAIGHT)
    done = run("check", "--all", "--diff", "sms", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_patch_of_the_diff_gives_what_fixing_does(folder: Path) -> None:
    done = run("check", "--all", "--diff", "--unsafe-fixes", "sms", cwd=folder)
    (folder / "copy").mkdir()
    (folder / "copy/fr.json").write_bytes(CURLY)
    run("check", "--all", "--fix", "--unsafe-fixes", "sms", cwd=folder)
    added = [line[1:] for line in done.stdout.decode().split("\n") if line[:1] == "+" and line[:3] != "+++"]
    fixed = (folder / "sms/fr.json").read_bytes().decode("utf-8-sig").split("\n")
    assert set(added) <= set(fixed)


def test_unsafe_edits_are_made_only_when_asked_for(folder: Path) -> None:
    (folder / "sms/fr.json").write_text('{"a": "Łódź"}')
    arguments = ["check", "--all", "--encoding", "gsm-7", "--fix", "sms"]
    done = run(*arguments, cwd=folder)
    assert (done.returncode, (folder / "sms/fr.json").read_text()) == (1, '{"a": "Łódź"}')
    done = run(*arguments, "--unsafe-fixes", cwd=folder)
    assert (done.returncode, (folder / "sms/fr.json").read_text()) == (0, '{"a": "Lodz"}')


def test_what_the_baseline_holds_is_not_fixed(folder: Path) -> None:
    run("check", "--all", "--baseline", "known.json", "--update-baseline", "sms", cwd=folder)
    done = run("check", "--all", "--baseline", "known.json", "--fix", "sms", cwd=folder)
    assert (done.returncode, (folder / "sms/fr.json").read_bytes()) == (0, CURLY)


def test_registered_texts_are_fixed_only_when_told(folder: Path) -> None:
    (folder / "segmenter.toml").write_text("registered = true\n")
    for more in ([], ["--unsafe-fixes"]):
        run("check", "--all", "--fix", *more, "sms", cwd=folder)
        assert (folder / "sms/fr.json").read_bytes() == CURLY
    run("check", "--all", "--fix", "--fix-registered", "sms", cwd=folder)
    assert (folder / "sms/fr.json").read_bytes() == STRAIGHT


@pytest.mark.parametrize("command", [["check", "--all", "--fix"], ["fix", "--write", "--quiet", "--file"]])
def test_a_file_changed_while_it_was_fixed_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    file = folder / "a.txt"
    file.write_text(f"It’s {'so ' * 40}\n", "utf-8")
    monkeypatch.setattr(os, "fsync", lambda _: file.write_text("by somebody else"))
    assert main([*command, str(file)]) == 2
    assert file.read_text() == "by somebody else"
    assert "it changed while it was fixed; run again" in capsys.readouterr().err


def test_what_is_left_is_told_as_json(folder: Path) -> None:
    (folder / "sms/fr.json").write_text('{"a": "C’est ici", "b": "Great 😀"}')
    done = run("check", "--all", "--fix", "--format", "json", "sms", cwd=folder)
    assert [one["key"] for one in json.loads(done.stdout)["findings"]] == ["b"]
    assert done.returncode == 1


def test_a_file_named_by_two_paths_is_fixed_once(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "sms")
    (folder / "fr.json").symlink_to(folder / "sms/fr.json")
    done = run("check", "--all", "--fix", "link/fr.json", "sms/fr.json", "fr.json", cwd=folder)
    assert (done.returncode, (folder / "sms/fr.json").read_bytes()) == (0, STRAIGHT), done.stderr
    assert (folder / "fr.json").is_symlink()


def test_what_could_not_be_fixed_is_told_once_with_its_reason(folder: Path) -> None:
    (folder / "otp.j2").write_text("{% if a %}a{% else %}b{% endif %} {{ _('C’est ici') }}")
    done = run("check", "--all", "--fix", "otp.j2", cwd=folder)
    told = done.stderr.decode()
    assert done.returncode == 1
    assert told.count("by which its translation is found") == 1, told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--fix", "--stdin-filename", "a.json"], "--fix rewrites files"),
        (["--unsafe-fixes", "sms"], "need --fix or --diff"),
    ],
)
def test_what_cannot_be_is_usage(folder: Path, arguments: list[str], said: str) -> None:
    done = run("check", *arguments, cwd=folder)
    assert (done.returncode, said in done.stderr.decode()) == (2, True)
