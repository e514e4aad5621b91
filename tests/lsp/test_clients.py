"""Real editors' clients: neovim without a screen, and vscode-jsonrpc under Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from tests.lsp.sessions import CONFIGURATION
from tests.shared_data import in_ci

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("lsp")]

HERE = Path(__file__).parent
COMMAND = [sys.executable, "-m", "segmenter", "lsp"]
LATE = "👍 it’s on its way to you and will be there on Monday or on Tuesday, I hope so"


def require(*, there: bool, what: str) -> None:
    if not there:
        reason = f"{what} is not installed"
        if in_ci():
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(CONFIGURATION, "utf-8")
    (tmp_path / "sms").mkdir()
    return tmp_path


def test_neovim_shows_fixes_and_saves(folder: Path) -> None:
    require(there=shutil.which("nvim") is not None, what="neovim")
    file, seen_file = folder / "sms" / "fr.po", folder / "seen.json"
    text = f'msgid "Hello"\nmsgstr "{LATE[2:]}"\n'
    file.write_text(text, "utf-8")
    environment = os.environ | {
        "SEGMENTER_COMMAND": json.dumps(COMMAND),
        "SEGMENTER_FILE": str(file),
        "SEGMENTER_SEEN": str(seen_file),
        "XDG_STATE_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    script = f"luafile {HERE / 'neovim.lua'}"
    subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", script],
        cwd=folder,
        env=environment,
        check=True,
        timeout=180,
        capture_output=True,
    )
    seen: dict[str, Any] = json.loads(seen_file.read_text("utf-8"))
    assert "trouble" not in seen, seen["trouble"]
    steps = {name: (reached, found) for name, reached, found in seen["steps"]}
    assert [reached for reached, _ in steps.values()] == [True] * 4
    assert [code for code, *_ in steps["opened"][1]] == ["SEG108", "SEG107", "SEG103"]
    # neovim 0.7 counts columns in octets of UTF-8 once it has the text.
    column = text.splitlines()[1].encode().index("’".encode())
    assert steps["opened"][1][1][1:3] == [1, column]
    assert "Type ' for ’" in seen["titles"]
    assert seen["fixed"] == text.replace("’", "'").splitlines()
    assert "1 segment" in seen["hover"]
    assert seen["stopped"]
    assert "message" not in seen
    assert file.read_text("utf-8") == text.replace("’", "'")


def test_vscode_jsonrpc_reads_every_answer_and_cancels(folder: Path) -> None:
    modules = os.environ.get("SEGMENTER_NODE_MODULES", "")
    there = bool(shutil.which("node") and Path(modules, "vscode-jsonrpc").is_dir())
    require(there=there, what="vscode-jsonrpc (its folder is named in SEGMENTER_NODE_MODULES)")
    uri = (folder / "sms" / "late.txt").as_uri()
    at = {"line": 0, "character": 0}
    session = {
        "command": COMMAND,
        "uri": uri,
        "text": LATE[2:],
        "change": {"range": {"start": at, "end": at}, "text": "👍 "},
    }
    environment = os.environ | {"NODE_PATH": modules, "SEGMENTER_SESSION": json.dumps(session)}
    run = subprocess.run(
        ["node", str(HERE / "client.js")], env=environment, capture_output=True, timeout=180, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    seen: dict[str, Any] = json.loads(run.stdout)
    assert seen["encoding"] == "utf-16"
    assert seen["registered"] == ["workspace/didChangeWatchedFiles"]
    assert seen["published"] == [[1, ["SEG107", "SEG103"]], [2, ["SEG103"]]]
    assert [edit["newText"] for edit in seen["edit"]] == ["'"]
    assert seen["hints"] == ["2 segments, UCS-2: 👍 ’"]
    assert seen["answered"] + seen["cancelled"] == 20  # a cancelled request is answered too, as LSP says
    assert seen["unknown"] == -32601
    assert (seen["errors"], seen["code"]) == ([], 0)
