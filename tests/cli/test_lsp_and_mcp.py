"""The commands of the language server and of agents' tools, where they cannot start."""

import subprocess
import sys

import pytest

from tests.cli.runs import run

WITHOUT = """
import sys
for name in {names!r}:
    sys.modules[name] = None
from segmenter.cli import main
sys.exit(main([{command!r}]))
"""


@pytest.mark.parametrize(
    ("command", "names", "words"),
    [
        ("lsp", ["pygls"], "the language server needs pygls: pip install 'sms-segmenter[lsp]'"),
        ("mcp", ["mcp"], "the server for agents needs mcp: pip install 'sms-segmenter[mcp]'"),
    ],
)
def test_without_its_extra_a_command_says_what_to_install(command: str, names: list[str], words: str) -> None:
    program = WITHOUT.format(names=names, command=command)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == f"segmenter: {words}\n"


@pytest.mark.parametrize("command", ["lsp", "mcp"])
def test_a_closed_standard_input_is_an_end_and_not_a_traceback(command: str) -> None:
    pytest.importorskip({"lsp": "pygls", "mcp": "mcp"}[command])
    result = run(command)
    assert result.stdout == b""
    assert b"Traceback" not in result.stderr
    assert result.returncode == {"lsp": 1, "mcp": 0}[command]


def test_an_unusable_rate_card_is_a_located_error() -> None:
    result = run("mcp", "--rates", "absent.csv")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"absent.csv" in result.stderr
