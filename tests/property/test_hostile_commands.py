"""Laws over every command: hostile texts, names, keys, cells and values are shown, and steer nothing.

The commands are those of the registry: one without an entry in `RUNS` fails. It must not know how a command
escapes, nor what it answers.
"""

import io
import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pytest

from segmenter.cli import COMMANDS, command_named, main
from tests.audit.samples import PLAIN, page

HOSTILE = (
    "a’\x1b[35;7m\x1b]0;t\x07\x9b35m\x7f\x85b\u061c\u200f\u202e\u2067\u2028\n::error::c\r\n"
    "  ::stop-commands::d\n##[error]e ##vso[task]f ##teamcity[x]\n"
)
NAME = HOSTILE.replace("/", "").strip()  # as a file may be called
FILES = {
    "message.txt": HOSTILE,
    NAME: HOSTILE,
    f"{NAME}.json": json.dumps({HOSTILE: HOSTILE, "k": f"{{{HOSTILE}}} ’"}),
    f"{NAME}.po": f'#. {NAME.splitlines()[0]}\nmsgid "’"\nmsgstr "’"\n',
    f"{NAME}.csv": f'recipient,name,"{HOSTILE}"\n"{HOSTILE}",x,y\n+447700900123,"{HOSTILE}"\n1,2,3\n',
    "people.csv": f'recipient,name\n+447700900123,"{HOSTILE}"\n"{HOSTILE}","{HOSTILE}"\n+99,n,m\n',
    "rates.csv": f'channel,country,price,currency,category\nsms,GB,0.04,EUR,"{HOSTILE}"\nsms,US,1,USD,\n',
    "wrong.csv": f'channel,country,price,currency,"{HOSTILE}"\n"{HOSTILE}",GB,"{HOSTILE}",EUR,x\n',
    "body.json": json.dumps({"channel": "SMS", "data": {"to": [HOSTILE], "text": HOSTILE, HOSTILE: HOSTILE}}),
    "profile.toml": f"extends = 'dexatel'\nsummary = {json.dumps(HOSTILE)}\nprefix = {json.dumps(HOSTILE)}\n",
    "wrong.toml": f"extends = {json.dumps(HOSTILE)}\n{json.dumps(HOSTILE)} = 1\n",
    "config.toml": f"profile = {json.dumps(HOSTILE)}\n",
    "baseline.json": json.dumps(
        {"version": 1, "findings": [{"path": NAME, "key": HOSTILE, "rule": "SEG101", "text": "x"}]}
    ),
    "page.json": json.dumps(
        page(
            "wavix",
            [PLAIN["wavix"] | {"message_id": HOSTILE, "segments": 3, "message_body": {"text": HOSTILE}}],
        )
    ),
    "sent.csv": f'id,text\n"{HOSTILE}","{HOSTILE}"\n9,x\n',
    "table.jsonl": json.dumps({"body": HOSTILE, "group": HOSTILE})
    + "\n"
    + json.dumps({"body": "\ud800"})
    + "\n",
}
SUBMITTED = "010005912143f5000816" + "\x1b[35;7m\n::e".encode("utf-16-be").hex()
TEMPLATE = f"Hi {{name}} {{{HOSTILE}}}"
CHECK = ("check", "--all", ".")
PRICED = ("--rates", "rates.csv")

RUNS: dict[str, list[tuple[str, ...]]] = {
    "count": [
        ("count", HOSTILE),
        ("count", HOSTILE, HOSTILE),
        ("count", "--file", NAME),
        ("count", "--lines", "-f", NAME),
    ],
    "split": [
        ("split", HOSTILE),
        ("split", HOSTILE * 3, HOSTILE),
        ("split", "--file", NAME),
        ("split", "--lines", "-f", NAME),
    ],
    "explain": [
        ("explain", HOSTILE),
        ("explain", HOSTILE, HOSTILE),
        ("explain", "--summary", "--lines", "-f", NAME),
    ],
    "fix": [
        ("fix", HOSTILE),
        ("fix", "-f", NAME, "--mode", "always"),
        ("fix", "--lines", "-f", NAME),
        ("fix", "--diff", "-f", NAME, "--mode", "always"),
    ],
    "encode": [
        ("encode", HOSTILE),
        ("encode", HOSTILE, "--explain"),
        ("encode", "--as", "tpdu", "--to", "+123", HOSTILE),
    ],
    "decode": [
        ("decode", "--as", "user-data", ("\0" + HOSTILE).encode("utf-16-be").hex()),
        (
            "decode",
            SUBMITTED,
        ),
        (
            "decode",
            "--explain",
            SUBMITTED,
        ),
        (
            "decode",
            "--diagnose",
            SUBMITTED,
        ),
        ("decode", "--file", NAME),
        ("decode", HOSTILE),
    ],
    "template": [
        ("template", TEMPLATE, "--others", "1..9"),
        ("template", "Hi {name}", "--audience", "people.csv"),
        ("template", f"Hi {{{HOSTILE}}}", "--audience", f"{NAME}.csv"),
        ("template", f"(({HOSTILE}??x))", "--syntax", "notify"),
    ],
    "fit": [
        ("fit", TEMPLATE, "--value", "name=x", "--value", f"{HOSTILE}={HOSTILE}"),
        ("fit", TEMPLATE),
        ("fit", "{x}", "--value", f"x={HOSTILE}", "--segments", "9"),
    ],
    "validate": [
        ("validate", HOSTILE),
        ("validate", "--profile", "profile.toml", HOSTILE),
        ("validate", "--body", "body.json", "--profile", "dexatel"),
        ("validate", "--profile", "wrong.toml", "x"),
    ],
    "profiles": [("profiles",)],
    "profiles show": [
        ("profiles", "show", "profile.toml"),
        ("profiles", "show", "wrong.toml"),
        ("profiles", "show", HOSTILE),
    ],
    "price": [
        ("price", HOSTILE, "--to", "+447700900123", *PRICED),
        ("price", HOSTILE, HOSTILE, "--country", "GB", "--category", HOSTILE, *PRICED),
        ("price", "x", "--rates", "wrong.csv"),
    ],
    "campaign": [
        ("campaign", "Hi {name}", "--audience", "people.csv", "--country", "GB", *PRICED),
        (
            "campaign",
            "Hi {name}",
            "--audience",
            "people.csv",
            "--country",
            "GB",
            "--html",
            "/dev/stdout",
            *PRICED,
        ),
        ("campaign", TEMPLATE, "--audience", f"{NAME}.csv", *PRICED),
        ("campaign", "x", "--audience", "people.csv", "--rates", "wrong.csv"),
    ],
    "rates check": [
        ("rates", "check", "rates.csv"),
        ("rates", "check", "wrong.csv"),
        ("rates", "check", f"{NAME}.csv"),
    ],
    "sql": [("sql", "--dialect", "duckdb", "--functions", HOSTILE)],
    "table": [
        ("table", "table.jsonl", "out.csv", "--text", "body", "--group-by", "group", "--rejects", "no.jsonl"),
        ("table", NAME, "out.csv", "--text", HOSTILE),
        ("table", "table.jsonl", "out.csv", "--text", HOSTILE),
    ],
    "check": [
        CHECK,
        (*CHECK, "--diff"),
        (*CHECK, "--list"),
        (*CHECK, "--baseline", "baseline.json"),
        ("check", "--config", "config.toml", "."),
        ("check", "--all", "--stdin-filename", f"{NAME}.json"),
        ("check", NAME),
        ("check", HOSTILE),
    ],
    "send": [
        ("send", "sendblue", "--to", "+15550100002", HOSTILE),
        ("send", "dexatel", "--to", HOSTILE, "--from", HOSTILE, HOSTILE),
        ("send", HOSTILE),
    ],
    "fetch": [
        ("fetch", "sendblue", "message", HOSTILE, "--dry-run"),
        ("fetch", "dexatel", "messages", "--filter", f"to={HOSTILE}", "--dry-run"),
        ("fetch", "wavix", "messages", HOSTILE),
        ("fetch", "wavix", HOSTILE),
        ("fetch", HOSTILE),
    ],
    "delete": [
        ("delete", "dexatel", "message", HOSTILE, "--dry-run"),
        ("delete", "dexatel", HOSTILE),
        ("delete", HOSTILE),
    ],
    "rules": [("rules",), ("rules", HOSTILE)],
    "schema": [("schema",), ("schema", HOSTILE)],
    "audit": [
        ("audit", "wavix", "page.json", "--against", "sent.csv"),
        ("audit", HOSTILE, "page.json"),
        ("audit", "wavix", NAME),
    ],
    # What goes on until it is stopped is refused here.
    "serve": [("serve", "--rates", f"{NAME}.none"), ("serve", HOSTILE)],
    "mcp": [("mcp", "--rates", f"{NAME}.none"), ("mcp", HOSTILE)],
    "page": [("page", HOSTILE, "--rates", f"{NAME}.none"), ("page", HOSTILE, HOSTILE)],
    "lsp": [("lsp", HOSTILE), ("lsp", "--rules-url", HOSTILE, HOSTILE)],
}

OURS = re.compile("\x1b\\[\\??[0-9;]*[A-Za-z]|\r")  # colours, and what progress is drawn with
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
COMMANDS_OF_SERVICES = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.MULTILINE)
TEXTS_THEMSELVES = ("fix", "fit", "sql")


class Screen(io.TextIOWrapper):
    """A stream that may say it is a terminal, and keeps what is written."""

    def __init__(self, *, terminal: bool) -> None:
        self.octets = io.BytesIO()
        super().__init__(self.octets, "utf-8", write_through=True)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def shown(self) -> str:
        self.flush()
        return self.octets.getvalue().decode()


def outcome(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> tuple[int, str, str]:
    """Run a command in this process."""
    screens = Screen(terminal=terminal), Screen(terminal=terminal)
    with monkeypatch.context() as patch:
        for name, stream in zip(("stdout", "stderr"), screens, strict=True):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES[f"{NAME}.json"].encode()), "utf-8"))
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            patch.delenv(name, raising=False)
        patch.setenv("TERM", "xterm")
        code = main(arguments)
        return code, screens[0].shown(), screens[1].shown()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(text.encode(errors="surrogatepass"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def formats_of(parser: ArgumentParser) -> tuple[str, ...]:
    for action in parser._actions:
        if action.dest == "format":
            return tuple(map(str, action.choices or ()))
    return ()


def require_harmless(arguments: tuple[str, ...], style: str, shown: str, *, terminal: bool) -> None:
    """Require that standard output steers nothing that it is shown on."""
    people = style in ("", "text", "full", "concise")
    diff = "--diff" in arguments
    exact = style in ("csv", "focus") or diff or (people and arguments[0] in TEXTS_THEMSELVES)
    if exact and not terminal:
        return  # the text itself, for a program: law below
    assert "\x1b[35;7m" not in shown, arguments
    match = STEERING.search(OURS.sub("", shown) if terminal else shown)
    assert match is None, (arguments, match, shown[-500:])
    if not exact and style != "github":
        match = COMMANDS_OF_SERVICES.search(shown)
        assert match is None, (arguments, match, shown)
    if style == "github" and not diff:
        for line in shown.splitlines():
            assert re.match("::(error|warning|notice) (file|title)=", line), line


def test_every_command_has_hostile_runs() -> None:
    assert RUNS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_hostile_steers_neither_terminal_nor_build_service(
    command: str, terminal: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styles = formats_of(command_named(command)[0]) or ("",)
    answered = 0
    for arguments in RUNS[command]:
        for style in styles:
            argv = (*arguments, "--format", style) if style else arguments
            code, shown, complaints = outcome(argv, monkeypatch, terminal=terminal)
            assert code in (0, 1, 2)
            answered += code != 2
            require_harmless(arguments, style, shown, terminal=terminal)
            require_harmless(("",), "", complaints, terminal=terminal)
            if (
                style == "json"
                and shown
                and code != 2
                and not {"--html", "--explain", "--diff"} & {*arguments}
            ):
                json.loads(shown)
    assert answered or command in ("sql", "serve", "mcp", "page", "lsp"), "every run was refused"


def options_with_values() -> Iterator[tuple[str, str]]:
    for command in COMMANDS:
        for action in command_named(command)[0]._actions:
            if action.option_strings and action.nargs != 0:
                yield command, action.option_strings[-1]


@pytest.mark.parametrize(("command", "option"), list(options_with_values()))
def test_a_hostile_value_of_any_option_steers_nothing(
    command: str, option: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in RUNS[command][:2]:
        for value in (HOSTILE, f"{HOSTILE}={HOSTILE}", f"{HOSTILE}:{HOSTILE}"):
            argv = (*arguments, f"{option}={value}")
            code, shown, complaints = outcome(argv, monkeypatch, terminal=True)
            assert code in (0, 1, 2)
            style = "text" if command not in TEXTS_THEMSELVES else "csv"
            require_harmless(arguments, style, shown, terminal=True)
            require_harmless(("",), "", complaints, terminal=True)


@pytest.mark.parametrize("command", [*COMMANDS, ""])
def test_an_option_or_a_command_that_is_not_there_steers_nothing(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = HOSTILE.replace(" ", "")  # a word with blanks is a text
    arguments = (*command.split(), f"--{word}") if command else (word,)
    code, shown, complaints = outcome(arguments, monkeypatch, terminal=True)
    assert (code, shown) == (2, "")
    require_harmless(("",), "", complaints, terminal=True)


def test_programs_get_texts_as_they_are(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*arguments: str) -> str:
        return outcome(arguments, monkeypatch, terminal=False)[1]

    assert read("fix", HOSTILE) == f"{HOSTILE}\n"
    assert read("fit", "{x}", "--value", f"x={HOSTILE}", "--segments", "9") == f"{HOSTILE}\n"
    listed = json.loads(read("check", "--all", "--list", "--format", "json", f"{NAME}.json"))
    assert HOSTILE in [message["key"] for message in listed]
    segments = json.loads(read("split", HOSTILE, "--format", "json"))["parts"]
    assert "".join(segment["text"] for segment in segments) == HOSTILE
