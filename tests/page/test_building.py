"""The page in a folder: all of it or nothing, and Pyodide from a folder or from npm."""

import gzip
import json
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from segmenter.pricing import Rate, RateCard
from segmenter.providers import profile
from segmenter.serve.page import building
from segmenter.serve.page.answers import PageAnswers, TeamTemplate
from segmenter.serve.page.building import PageError, build, config, static_files
from tests.cli.runs import run

PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


@pytest.fixture
def pyodide(tmp_path: Path) -> Path:
    """A folder that looks like Pyodide, and is none: what is written is tested here, not what it does."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in PARTS:
        (folder / name).write_text("{}" if name.endswith("json") else name)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if not path.is_dir()
    }


def test_the_folder_holds_the_page_and_python_with_its_notice(tmp_path: Path, pyodide: Path) -> None:
    octets = build(str(tmp_path / "site"), pyodide=str(pyodide))
    files = tree(tmp_path / "site")
    assert set(files) == {
        *static_files(),
        *(f"pyodide/{name}" for name in (*PARTS, "NOTICE.txt")),
        *("config.json", "segmenter.zip", "team.pickle"),
    }
    assert sum(map(len, files.values())) == octets
    assert b"Mozilla Public License 2.0" in files["pyodide/NOTICE.txt"]


def test_it_names_no_other_host() -> None:
    for name, octets in static_files().items():
        assert b"http://" not in octets, name
        assert b"https://" not in octets, name


def test_the_package_beside_it_answers_without_what_is_left_out(tmp_path: Path, pyodide: Path) -> None:
    build(str(tmp_path / "site"), pyodide=str(pyodide))
    archive = tmp_path / "site" / "segmenter.zip"
    names = zipfile.ZipFile(archive).namelist()
    assert not any(
        name.startswith(("segmenter/cli/", "segmenter/bulk/", "segmenter/wire/")) for name in names
    )
    asks = ["count", "explain", "template", "catalog", "picture"]
    code = f"""
import json, sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path]
sys.path.insert(0, {str(archive)!r})
from segmenter.serve.page.answers import PageAnswers
for ask in {asks!r}:
    asked = {{"ask": ask, "text": "It’s {{}}" if ask == "template" else '{{"a": "It’s"}}', "name": "a.json"}}
    answer = json.loads(PageAnswers().answer(json.dumps(asked | {{"rate": "0.01 EUR"}})))
    assert "error" not in answer, answer
import segmenter
print(segmenter.__file__)
"""
    result = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert result.stderr == ""
    assert str(archive) in result.stdout


def test_the_same_files_give_the_same_octets(tmp_path: Path, pyodide: Path) -> None:
    for name in ("one", "two"):
        build(str(tmp_path / name), pyodide=str(pyodide))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_team_has_its_profile_card_and_templates_in_it(tmp_path: Path, pyodide: Path) -> None:
    (tmp_path / "rates.csv").write_text("price,currency\n0.05,EUR\n")
    (tmp_path / "texts.json").write_text(json.dumps({"otp": {"body": "Code {code}"}}))
    (tmp_path / "pyproject.toml").write_text(
        '[tool.segmenter.profiles.ours]\nextends = "twilio"\nsuffix = " Reply STOP"\n'
    )
    options = ["--rates", "rates.csv", "--profile", "ours", "--templates", "texts.json"]
    result = run("page", "site", "--pyodide", str(pyodide), *options, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(b"wrote site, 0.")
    told = json.loads((tmp_path / "site" / "config.json").read_text())
    assert told["profile"] == told["profiles"][1]["name"] == "ours"
    assert told["templates"] == [{"name": "otp.body", "text": "Code {code}", "syntax": "brace"}]
    answers = PageAnswers(**pickle.loads((tmp_path / "site" / "team.pickle").read_bytes()))
    answer = json.loads(answers.answer(json.dumps({"ask": "explain", "text": "hi", "profile": "ours"})))
    assert answer["price"]["expected"] == "0.05 EUR"


def test_a_page_written_before_is_replaced(tmp_path: Path, pyodide: Path) -> None:
    site = tmp_path / "site"
    build(str(site), pyodide=str(pyodide))
    (site / "old.js").write_text("")
    build(str(site), pyodide=str(pyodide))
    assert "old.js" not in tree(site)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pyodide", "site"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, pyodide: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.tex").write_text("mine")
    with pytest.raises(PageError, match=r"site: holds other files, such as thesis\.tex; name a new folder"):
        build(str(tmp_path / "site"), pyodide=str(pyodide))
    assert tree(tmp_path / "site") == {"thesis.tex": b"mine"}


@pytest.mark.parametrize("missing", PARTS)
def test_a_folder_that_is_not_pyodide_is_named_and_nothing_written(
    tmp_path: Path, pyodide: Path, missing: str
) -> None:
    (pyodide / missing).unlink()
    with pytest.raises(
        PageError, match=f"{missing}: cannot be used: .*; --pyodide names the unpacked npm package"
    ):
        build(str(tmp_path / "site"), pyodide=str(pyodide))
    assert not (tmp_path / "site").exists()


def test_what_fails_while_it_is_written_leaves_nothing(
    tmp_path: Path, pyodide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    build(str(site), pyodide=str(pyodide))
    before = tree(site)
    write = Path.write_bytes

    def full(path: Path, octets: bytes) -> int:
        if path.name == "python_stdlib.zip":
            raise OSError(28, "No space left on device")
        return write(path, octets)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PageError, match="site: cannot be written: No space left on device"):
        build(str(site), pyodide=str(pyodide))
    assert tree(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pyodide", "site"]


def test_without_npm_and_without_a_folder_the_error_names_both(tmp_path: Path) -> None:
    env = {"PATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    result = run("page", "site", env=env, cwd=tmp_path)
    assert result.returncode == 2
    words = (
        "Pyodide is not there, and neither is npm, which would bring it; install npm, or name the unpacked"
    )
    assert words in result.stderr.decode()
    assert "--pyodide DIR" in result.stderr.decode()
    assert not (tmp_path / "site").exists()


def npm(folder: Path, body: str) -> dict[str, str]:
    """Put a program that is called npm in a folder, and return the environment where it is found."""
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{body}\n")
    (folder / "npm").chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "XDG_CACHE_HOME": str(folder / "cache")}


def test_npm_that_fails_is_quoted(tmp_path: Path) -> None:
    env = npm(tmp_path / "bin", "echo 'npm error code ENOTFOUND' >&2; exit 1")
    result = run("page", "site", env=env, cwd=tmp_path)
    assert result.returncode == 2
    assert "npm did not bring it: npm error code ENOTFOUND; install npm, or" in result.stderr.decode()


def test_a_package_with_another_digest_is_refused_and_not_kept(tmp_path: Path) -> None:
    env = npm(tmp_path / "bin", f'echo other > "$5/pyodide-{building.PYODIDE}.tgz"')
    result = run("page", "site", env=env, cwd=tmp_path)
    assert result.returncode == 2
    assert "does not have its digest" in result.stderr.decode()
    assert not (tmp_path / "bin" / "cache").exists()


def test_one_folder_is_named(tmp_path: Path) -> None:
    for folders in ([], ["a", "b"]):
        result = run("page", *folders, cwd=tmp_path)
        assert result.returncode == 2
        assert b"name one folder to write the page into" in result.stderr


def test_the_configuration_offers_every_profile_and_syntax() -> None:
    from segmenter.providers import PROFILES
    from segmenter.templates import SYNTAXES

    told = config(
        "pyodide",
        profile("dexatel"),
        RateCard([Rate(price="1", currency="EUR")]),
        [TeamTemplate("a", "b", "brace")],
    )
    assert {one["name"] for one in told["profiles"]} == {"", *PROFILES} - {"standard"}
    assert tuple(one["name"] for one in told["syntaxes"]) == SYNTAXES
    assert (told["profile"], told["rates"]) == ("dexatel", "the card of 1 row")


@pytest.mark.long
@pytest.mark.xdist_group("page")
def test_it_takes_seven_megabytes_compressed(folder: Path) -> None:
    assert sum(len(gzip.compress(octets, 9)) for octets in tree(folder).values()) <= 7_000_000
