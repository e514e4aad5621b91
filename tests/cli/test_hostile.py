"""Names, keys and texts that speak to terminals and build services are shown, and do not speak."""

import json
import re
from pathlib import Path

import pytest

from segmenter.report.json_format import json_line
from segmenter.report.markup import markup
from tests.cli.runs import run

HOSTILE = "a\x1b[31m\u009b31m\u202e\u2028\n::error::b"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def harmless(octets: bytes) -> bool:
    text = octets.decode()
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    return not STEERING.search(text) and not commands


@pytest.mark.parametrize(
    "arguments",
    [
        ("count", "--file", HOSTILE),
        ("split", "--file", HOSTILE),
        ("explain", "--file", HOSTILE),
        ("validate", "--file", HOSTILE),
        ("validate", "--body", HOSTILE),
        ("validate", "--profile", HOSTILE, "hi"),
        ("validate", "--channel", HOSTILE, "hi"),
        ("price", "--rates", HOSTILE, "hi"),
        ("campaign", "hi", "--audience", HOSTILE, "--rates", HOSTILE),
        ("check", "--config", HOSTILE, "."),
        ("check", "--baseline", HOSTILE, "."),
        ("check", "--profile", HOSTILE, "."),
        ("check", "--select", HOSTILE, "."),
        ("check", HOSTILE),
        ("rates", "check", HOSTILE),
        ("rules", HOSTILE),
        ("profiles", "show", HOSTILE),
        ("schema", HOSTILE),
        ("template", f"(({HOSTILE}))", "--syntax", "notify", "--var", "x=1"),
        ("template", f"%({HOSTILE})s", "--syntax", "percent", "--var", "x=1"),
        ("count", f"--{HOSTILE}"),
        (HOSTILE,),
    ],
)
def test_what_is_named_wrongly_is_shown_and_does_not_speak(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert harmless(done.stderr), done.stderr
    assert harmless(done.stdout), done.stdout


@pytest.mark.parametrize("command", ["count", "split", "explain", "fix", "validate"])
def test_json_of_a_hostile_text_steers_nothing_and_reads_back(command: str) -> None:
    done = run(command, HOSTILE, "--format", "json")
    assert harmless(done.stdout), done.stdout
    json.loads(done.stdout)


def test_json_and_markup_escape_what_turns_text_around() -> None:
    assert json.loads(json_line({"a": HOSTILE}))["a"] == HOSTILE
    assert not STEERING.search(json_line({"a": HOSTILE}).rstrip("\n"))
    assert not STEERING.search(markup(HOSTILE).replace("\n", ""))
