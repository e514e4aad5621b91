"""Every example a reader can see is run: docstrings, and the blocks of README and docs.

In a page, ``pycon`` blocks are doctests with one namespace for the page; ``console`` blocks are run by bash
in one folder for the page, ``segmenter`` being this package, and what a terminal would show, standard error
included, is compared with what stands there. Nothing here knows what an example is about.

``python -m tests.test_examples`` writes the output of the console blocks anew; read the difference.
"""

import doctest
import io
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import segmenter
from segmenter.cli import COMMANDS, command_named

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("[!_]*.md"))]
MODULES = [
    "segmenter",
    *(module.name for module in pkgutil.walk_packages(segmenter.__path__, "segmenter.")),
]
BASH = shutil.which("bash")


class Block(NamedTuple):
    """A fenced block: its kind, and its lines from `start` to `stop`, counted from 0."""

    kind: str
    start: int
    stop: int


class Step(NamedTuple):
    """A command of a console block, the line it stands on, and where what it shows starts and stops."""

    command: str
    line: int
    start: int
    stop: int


def lines_of(page: Path) -> list[str]:
    return page.read_text(encoding="utf-8").splitlines()


def blocks(lines: list[str]) -> Iterator[Block]:
    """Find the fenced blocks; a fence ends at a line of as many backticks alone."""
    fence, kind, start = "", "", 0
    for number, line in enumerate(lines):
        if fence:
            if line == fence:
                yield Block(kind, start, number)
                fence = ""
        elif opening := re.match(r"(`{3,})(.*)", line):
            fence, kind, start = opening[1], opening[2], number + 1
    assert not fence, f"the block at line {start} does not end"


def steps(lines: list[str], block: Block) -> list[Step]:
    """Read a console block: ``$ `` begins a command, ``> `` below it goes on with it, the rest is shown."""
    found: list[Step] = []
    for number in range(block.start, block.stop):
        line = lines[number]
        if line.startswith("$ "):
            found.append(Step(line[2:], number, number + 1, number + 1))
            continue
        command, first, start, stop = found[-1]
        if line.startswith("> ") and start == number:
            found[-1] = Step(f"{command}\n{line[2:]}", first, number + 1, number + 1)
        else:
            found[-1] = Step(command, first, start, stop + 1)
    return found


class Console:
    """A folder in which commands are run as if typed at a terminal of 80 columns."""

    def __init__(self, folder: Path) -> None:
        self.status = 0
        self._folder = folder / "here"
        self._folder.mkdir()
        command = folder / "bin" / "segmenter"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m segmenter "$@"\n', encoding="utf-8")
        command.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
        self._environment = kept | {
            "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(segmenter.__file__).parents[1]),
            "PYTHONUNBUFFERED": "1",  # so that both streams arrive in the order written
            "PYTHONUTF8": "1",
            "LC_ALL": "C",
            "COLUMNS": "80",
            "NO_COLOR": "1",
        }

    def run(self, command: str) -> list[str]:
        """Run a command, ``$?`` being the status of the one before, and return the lines it shows."""
        ran = subprocess.run(
            [BASH or "bash", "-c", f"(exit {self.status})\n{command}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
            env=self._environment,
            timeout=600,  # only a command that never ends takes this long
            check=False,
        )
        self.status = ran.returncode
        return ran.stdout.decode().splitlines()


def failures(test: doctest.DocTest) -> str:
    """Run a doctest and return the report of what failed."""
    report = io.StringIO()
    doctest.DocTestRunner(verbose=False).run(test, out=report.write)
    return report.getvalue()


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    if name.startswith("segmenter.bulk.spark"):  # the one extra that `test` leaves out
        pytest.importorskip("pyspark")
    if report := "".join(map(failures, doctest.DocTestFinder().find(import_module(name)))):
        pytest.fail(report, pytrace=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_sessions_in_pages_are_true(page: Path) -> None:
    lines = lines_of(page)
    shown = {number for block in blocks(lines) if block.kind == "pycon" for number in range(*block[1:])}
    # All else is made blank, so that a failure names its line in the page.
    session = "\n".join(line if number in shown else "" for number, line in enumerate(lines))
    if report := failures(doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)):
        pytest.fail(report, pytrace=False)


@pytest.mark.skipif(BASH is None, reason="the examples are typed into bash")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_console_sessions_in_pages_are_true(page: Path, tmp_path: Path) -> None:
    lines = lines_of(page)
    console = Console(tmp_path)
    for block in blocks(lines):
        if block.kind != "console":
            continue
        for step in steps(lines, block):
            asks = step.command == "echo $?"
            where = f"{page.name}, line {step.line + 1}: {step.command}"
            assert asks or console.status == 0, f"before {where}: a failure is to be followed by `$ echo $?`"
            assert console.run(step.command) == lines[step.start : step.stop], where
        assert console.status == 0, f"{page.name}, line {block.stop}: `$ echo $?` is to follow"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_example_escapes_the_tests(page: Path) -> None:
    lines = lines_of(page)
    found = list(blocks(lines))
    run = {"pycon", "console"}
    assert {block.kind for block in found if not block.kind.startswith("{")} <= run | {"sh", "text"}
    # An indented fence, or one of tildes, would not be found.
    inside = {number for block in found for number in range(block.start - 1, block.stop + 1)}
    assert not [n for n, line in enumerate(lines) if n not in inside and re.match(r"\s+```|\s*~~~", line)]


def test_readme_has_the_two_commands_that_ci_runs() -> None:
    assert [block.kind for block in blocks(lines_of(ROOT / "README.md"))].count("sh") == 2
    others = [page.name for page in PAGES[1:] for block in blocks(lines_of(page)) if block.kind == "sh"]
    assert others == [], "nothing runs a sh block elsewhere"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_command_reference(command: str) -> None:
    parser, _ = command_named(command)
    page = (ROOT / "docs" / "reference" / "command.md").read_text(encoding="utf-8")
    section = page.partition(f"### segmenter {command}\n")[2].partition("\n### ")[0]
    options = {option for action in parser._actions for option in action.option_strings} - {"-h", "--help"}
    assert parser._actions
    assert {option for option in options if not re.search(rf"[`, ]{option}\b", section)} == set()


@pytest.mark.parametrize("page", ["library", "docstrings"])
def test_every_public_name_is_in_the_library_reference(page: str) -> None:
    text = (ROOT / "docs" / "reference" / f"{page}.md").read_text(encoding="utf-8")
    values = {name for name in segmenter.__all__ if not isinstance(getattr(segmenter, name), ModuleType)}
    assert {name for name in values if not re.search(rf"(\*\*|:: segmenter\.){name}\b", text)} == set()


def renew(page: Path) -> None:
    """Write what a page's console blocks show as their commands show it now."""
    lines = lines_of(page)
    with tempfile.TemporaryDirectory() as folder:
        console = Console(Path(folder))
        found = [step for block in blocks(lines) if block.kind == "console" for step in steps(lines, block)]
        shown = [console.run(step.command) for step in found]
    for step, output in reversed(list(zip(found, shown, strict=True))):
        lines[step.start : step.stop] = output
    page.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    for each in PAGES:
        renew(each)
