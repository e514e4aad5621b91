"""The hooks of ``.pre-commit-hooks.yaml``, run for real: pre-commit installs them, and git commits.

What a finding is stands in the tests of `lint`; here it is that hooks find, fix, and leave alone.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import segmenter
from segmenter.catalogs.detection import FORMATS
from tests.cli.runs import run
from tests.shared_data import in_ci

ROOT = Path(__file__).resolve().parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CURLY = 'msgid "sms"\nmsgstr "C’est ici"\n'
STRAIGHT = 'msgid "sms"\nmsgstr "C\'est ici"\n'
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
pytestmark = pytest.mark.xdist_group("hook")  # so that the hooks are installed once
CONFIGURATION = '[[tool.segmenter.messages]]\nfiles = ["locale/**"]\n'


def test_the_hooks_choose_every_format_by_name() -> None:
    pattern = re.search(r"^  files: &files (.*)$", HOOKS.read_text(), re.M)
    assert pattern
    for each in FORMATS.values():
        for suffix in each.suffixes + each.among:
            assert re.search(pattern[1], f"locale/fr{suffix}"), suffix
    assert not re.search(pattern[1], "setup.py")


def test_the_hooks_bring_the_libraries_of_the_extras() -> None:
    listed = re.search(r"additional_dependencies: &libraries \[(.*)\]", HOOKS.read_text())
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert listed
    assert listed[1].split(", ") == extras["catalogs"] + extras["code"]


class Project:
    """A git repository whose commits run the hooks."""

    def __init__(self, folder: Path, hooks: Path, revision: str, home: Path) -> None:
        self.folder = folder
        self._hooks = hooks
        self._revision = revision
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {
            f"GIT_{role}_{part}": "x@example.com"
            for role in ("AUTHOR", "COMMITTER")
            for part in ("NAME", "EMAIL")
        }
        self._environment = kept | who | {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
        self.git("init", "-q")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def use(self, *hooks: str) -> None:
        """Have commits run these hooks."""
        listed = "".join(f"  - id: {hook}\n" for hook in hooks)
        (self.folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {self._hooks}\n  rev: {self._revision}\n  hooks:\n{listed}"
        )

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def commit(self) -> tuple[bool, str]:
        """Commit all there is; say whether the hooks let it pass, and what was shown."""
        self.git("add", "-A")
        done = self.run("git", "commit", "-m", "x")
        return done.returncode == 0, done.stdout + done.stderr


def _hook_repository(folder: Path) -> None:
    """Make a repository of what pre-commit would clone: the package under test, and what builds it."""
    package = Path(segmenter.__file__).parent
    shutil.copytree(package, folder / "segmenter", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """The hooks, installed by pre-commit once; where no package can be had that is told."""
    folder, home = tmp_path_factory.mktemp("hooks"), tmp_path_factory.mktemp("pre-commit")
    _hook_repository(folder)
    source = Project(folder, folder, "", home)
    source.git("add", "-A", "-f")
    source.git("commit", "-q", "-m", "x")
    revision = source.git("rev-parse", "HEAD")
    trial = Project(tmp_path_factory.mktemp("trial"), folder, revision, home)
    trial.use("segmenter", "segmenter-fix")
    done = trial.run(sys.executable, "-m", "pre_commit", "install-hooks")
    if done.returncode and not in_ci():
        pytest.skip(f"pre-commit could not install the hooks: {done.stdout[-300:]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, revision, home


@pytest.fixture
def project(tmp_path: Path, installed: tuple[Path, str, Path]) -> Project:
    made = Project(tmp_path, *installed)
    made.use("segmenter")
    made.write("pyproject.toml", CONFIGURATION)
    done = made.run(sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stdout
    return made


@pytest.mark.long
def test_a_clean_catalog_is_committed(project: Project) -> None:
    project.write("locale/fr.po", HEAD + STRAIGHT)
    passed, shown = project.commit()
    assert passed, shown
    assert re.search(r"segmenter\.*Passed", shown)


@pytest.mark.long
def test_a_finding_stops_the_commit_and_says_where(project: Project) -> None:
    project.write("locale/fr.po", HEAD + CURLY)
    passed, shown = project.commit()
    assert not passed
    assert "locale/fr.po:5:10: warning SEG107" in shown
    assert (project.folder / "locale/fr.po").read_text() == HEAD + CURLY


@pytest.mark.long
def test_a_commit_without_a_message_passes_once_a_table_matches(project: Project) -> None:
    project.write("other/fr.po", HEAD + CURLY)
    passed, shown = project.commit()
    assert not passed
    assert "matches no tracked file" in shown
    project.write("locale/fr.po", HEAD + STRAIGHT)
    passed, shown = project.commit()
    assert passed, shown
    project.write("other/de.po", HEAD + CURLY)
    passed, shown = project.commit()
    assert passed, shown


@pytest.mark.long
def test_the_fixing_hook_mends_the_file_and_the_next_commit_passes(project: Project) -> None:
    project.use("segmenter-fix")
    project.write("locale/fr.po", HEAD + CURLY)
    passed, shown = project.commit()
    assert not passed
    assert "files were modified by this hook" in shown
    assert (project.folder / "locale/fr.po").read_text() == HEAD + STRAIGHT
    passed, shown = project.commit()
    assert passed, shown


@pytest.mark.long
def test_what_the_baseline_holds_is_let_pass_and_nothing_else(project: Project) -> None:
    project.write("pyproject.toml", f'[tool.segmenter]\nbaseline = "known.json"\n{CONFIGURATION}')
    project.write("locale/fr.po", HEAD + CURLY)
    run("check", "locale", "--update-baseline", cwd=project.folder)
    passed, shown = project.commit()
    assert passed, shown
    project.write("locale/de.po", HEAD + CURLY)
    passed, shown = project.commit()
    assert not passed
    assert "locale/de.po:5:10: warning SEG107" in shown
    assert "locale/fr.po" not in shown


@pytest.mark.long
def test_every_format_is_read_and_batches_in_parallel_find_all(project: Project) -> None:
    for number in range(300):  # more than pre-commit gives to one process
        project.write(
            f"locale/{number:03}{'x' * 120}/fr.json", '{"sms": "C’est ici"}' if number % 100 == 7 else "{}"
        )
    project.write("locale/fr.yml", "fr:\n  sms: C’est ici\n")
    project.write("locale/fr.ftl", "sms = C’est ici\n")
    project.write("locale/strings.xml", "<resources><string name='sms'>C’est ici</string></resources>\n")
    passed, shown = project.commit()
    assert not passed
    assert len(re.findall(r"SEG107\s", shown)) == 6
