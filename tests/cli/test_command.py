"""The command in a process of its own: exit codes, pipes, terminals, locales."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import segmenter
from segmenter.cli import COMMANDS
from tests.cli.runs import COMMAND, LONG_COMMAND, Terminal, environment, run


def test_a_text_is_counted() -> None:
    result = run("count", "hello")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().splitlines()[0] == "encoding  GSM-7"


def test_the_version_is_the_librarys() -> None:
    result = run("--version")
    version, clusters = result.stdout.decode().splitlines()
    assert (result.returncode, version) == (0, f"segmenter {segmenter.__version__}")
    assert clusters.startswith("grapheme clusters of Unicode 18.0 or later, by regex 20")


def test_without_arguments_help_goes_to_standard_error() -> None:
    result = run()
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"usage: segmenter" in result.stderr
    assert b"split" in result.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples_and_fits_80_columns(command: str) -> None:
    result = run(*command.split(), "--help", env={"COLUMNS": "80"})
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "examples:\n  segmenter " in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_usage_error_is_two_lines_on_standard_error() -> None:
    result = run("count", "hello", "--frobnicate")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == (
        "segmenter count: unrecognized arguments: --frobnicate\ntry: segmenter count --help\n"
    )


# Octets


def test_an_argument_that_is_not_utf8_is_named() -> None:
    result = run("count", "fine", b"caf\xe9 noir")
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"TEXT 2: octet 0xE9 at offset 3 is not utf-8" in result.stderr


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_arguments_are_utf8_in_every_locale(locale: str) -> None:
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = run("count", "--format", "json", "Grüße ☃", env=env)
    assert json.loads(result.stdout)["units"] == 7


def test_wrong_octets_are_named_with_file_line_offset_and_hint(tmp_path: Path) -> None:
    (tmp_path / "menu.txt").write_bytes(b"one\ncaf\xe9 noir\nthree\n")
    result = run("count", "--lines", "--file", "menu.txt", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.decode() == (
        "segmenter: menu.txt:2: octet 0xE9 at offset 7 is not utf-8 (invalid continuation byte); "
        "name the encoding with --input-encoding\n"
    )
    assert b" one\n" in result.stdout  # what came before is answered
    assert b"caf" not in result.stdout


def test_the_input_encoding_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "menu.txt").write_bytes("café".encode("cp1252"))
    result = run(
        "count", "--file", "menu.txt", "--input-encoding", "cp1252", "--format", "json", cwd=tmp_path
    )
    assert json.loads(result.stdout)["units"] == 4


def test_a_byte_order_mark_is_not_text() -> None:
    result = run("count", "--format", "json", stdin=b"\xef\xbb\xbfhello")
    assert (json.loads(result.stdout)["encoding"], json.loads(result.stdout)["units"]) == ("GSM-7", 5)


def test_standard_input_is_one_message_as_it_stands() -> None:
    result = run("count", stdin=b"one\r\ntwo\r\n")
    assert b"units     10 of 160 septets\n" in result.stdout
    assert (
        b"note      the line break at the end is counted (2 units); --lines leaves it out\n" in result.stdout
    )


@pytest.mark.parametrize("style", ["text", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", ["count", "split"])
def test_any_text_can_be_shown_where_output_is_ascii(command: str, style: str) -> None:
    env = {"PYTHONIOENCODING": "ascii"}
    stdin = '{"t": "Grüße ☃ 😀 \\ud800"}\n{"t": "Grüße ☃ 😀"}\n'.encode()
    result = run(command, "--jsonl", "t", "--format", style, stdin=stdin, env=env)
    assert result.returncode == 1  # the lone surrogate
    assert result.stdout.isascii()
    if style == "json":
        first, second = json.loads(result.stdout)
        assert first["error"]["character"] == "\ud800"
        assert [part["text"] for part in second.get("parts", [])] in ([], ["Grüße ☃ 😀"])


@pytest.mark.parametrize("style", ["text", "json", "jsonl", "csv"])
def test_lone_surrogates_do_not_stop_a_run(style: str) -> None:
    stdin = b'{"t": "a\\udfff"}\n{"t": "b"}\n'
    result = run("count", "--jsonl", "t", "--format", style, stdin=stdin)
    assert result.returncode == 1
    assert result.stderr == b"segmenter: 1 of 2 messages failed\n"
    if style == "jsonl":
        first, second = map(json.loads, result.stdout.splitlines())
        assert (first["error"]["index"], first["error"]["code_point"]) == (1, 0xDFFF)
        assert second["units"] == 1


# Streams


def test_nothing_given_at_a_terminal_is_a_usage_error() -> None:
    terminal = Terminal()
    result = subprocess.run(
        [*COMMAND, "count"], stdin=terminal.theirs, capture_output=True, env=environment(), check=False
    )
    terminal.close()
    assert result.returncode == 2
    assert b"no text: give one as an argument" in result.stderr


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        [*COMMAND, "count", "--lines"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(b"hello\n" * 100_000)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_rows_are_answered_while_more_is_awaited() -> None:
    with subprocess.Popen(
        [*COMMAND, "count", "--lines", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment({"PYTHONUNBUFFERED": "1"}),
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"hello\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["units"] == 5
        process.stdin.close()


def test_an_interrupt_ends_without_a_traceback() -> None:
    with subprocess.Popen(
        [*COMMAND, "count", "--lines", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment({"PYTHONUNBUFFERED": "1"}),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"hello\n")
        process.stdin.flush()
        process.stdout.readline()  # it has started, and now waits for the next line
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_reported() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*COMMAND, "count", "hi"], stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert result.returncode == 2
    assert result.stderr == b"segmenter: standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["count", "--help"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_help_into_a_full_disk_is_an_error(arguments: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*COMMAND, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment({"PYTHONUNBUFFERED": unbuffered}),
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr == b"segmenter: standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [[], ["count", "--file", "absent"], ["count", "--frobnicate"], ["zzz"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_error_that_standard_error_has_no_room_for_still_exits_2(
    arguments: list[str], unbuffered: str
) -> None:
    with Path("/dev/full").open("wb") as full:
        env = environment({"PYTHONUNBUFFERED": unbuffered})
        result = subprocess.run([*COMMAND, *arguments], stderr=full, env=env, check=False)
    assert result.returncode == 2


def test_a_disk_that_fills_up_is_an_error_where_output_is_unbuffered(tmp_path: Path) -> None:
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
    program = limit + "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    program += "from segmenter.cli import main; sys.exit(main())"
    with (tmp_path / "out").open("wb") as out:
        result = subprocess.run(
            [sys.executable, "-c", program, "fix", "--quiet"],
            input=b"message\n" * 10_000,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment({"PYTHONUNBUFFERED": "1"}),
            check=False,
        )
    assert (result.returncode, result.stderr) == (2, b"segmenter: standard output: File too large\n")


def test_an_interrupt_before_the_command_is_ready_leaves_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "argparse.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    path = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    result = run("count", "hello", env={"PYTHONPATH": path})
    assert (result.returncode, result.stderr) == (-signal.SIGINT, b"")


@pytest.mark.parametrize(
    "arguments",
    [["explain", "--html", "in.txt"], ["explain", "--svg", "link"], ["encode", "--svg", "in.txt"]],
)
def test_an_output_that_is_its_own_input_is_refused(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "in.txt").write_text("It’s late", encoding="utf-8")
    (tmp_path / "link").symlink_to("in.txt")
    result = run(*arguments, "--file", "in.txt", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"would overwrite its input in.txt" in result.stderr
    assert (tmp_path / "in.txt").read_text(encoding="utf-8") == "It’s late"


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_a_closed_stream_makes_no_traceback(stream: str) -> None:
    number = ["stdin", "stdout", "stderr"].index(stream)
    result = subprocess.run(
        ["sh", "-c", f'exec "$@" {number}>&-', "sh", *COMMAND, "count"],
        input=b"",
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert result.returncode == (0 if stream == "stderr" else 2)
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.touch(mode=0)
    result = run("count", "--file", "secret", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (2, b"segmenter: secret: Permission denied\n")


# Terminals


def _on_terminal(*arguments: str, env: dict[str, str] | None = None) -> str:
    terminal = Terminal()
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=terminal.theirs, env=environment(env)
    )
    process.wait()
    return terminal.close()


def test_colour_is_for_terminals() -> None:
    assert "\x1b[33mUCS-2\x1b[0m" in _on_terminal("count", "a", "☃")
    assert b"\x1b" not in run("count", "a", "☃").stdout


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_colour_can_be_refused(env: dict[str, str]) -> None:
    assert "\x1b" not in _on_terminal("count", "a", "☃", env=env)


def test_colour_can_be_forced() -> None:
    assert b"\x1b[33m" in run("count", "a", "☃", env={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[33m" not in run("count", "a", "☃", env={"FORCE_COLOR": ""}).stdout


@pytest.mark.parametrize("command", ["count", "split"])
def test_a_text_cannot_speak_to_the_terminal(command: str) -> None:
    shown = _on_terminal(command, "\x1b]0;title\x07\x9b31m", "☃", env={"NO_COLOR": "1"})
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "\\x1b]0;title\\x07\\x9b31m" in shown


def test_the_table_fits_the_terminal() -> None:
    for columns in (40, 100):
        text = _on_terminal("count", "x" * 300, "中" * 60, env={"NO_COLOR": "1", "COLUMNS": str(columns)})
        assert max(len(line.rstrip()) for line in text.splitlines()) == columns


def _count_slowly(stderr: int, env: dict[str, str] | None = None) -> None:
    result = subprocess.run(
        [*LONG_COMMAND, "count", "--lines", "--format", "csv"],
        input=b"hello\n" * 100_000,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        env=environment(env),
        check=False,
    )
    assert result.returncode == 0


def test_a_long_run_shows_progress_and_wipes_it(tmp_path: Path) -> None:
    (tmp_path / "rich.py").write_text("raise ImportError('not installed')\n")
    path = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])
    terminal = Terminal()
    _count_slowly(terminal.theirs, {"PYTHONPATH": path})
    shown = terminal.close()
    assert "MB read" in shown
    assert shown.endswith("\r\x1b[K")


def test_rich_draws_the_progress_where_it_is_installed() -> None:
    pytest.importorskip("rich")
    terminal = Terminal()
    _count_slowly(terminal.theirs)
    shown = terminal.close()
    assert "kB" in shown
    assert shown.rstrip().endswith("\x1b[2K")


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    with (tmp_path / "stderr").open("wb") as stderr:
        _count_slowly(stderr.fileno())
    assert (tmp_path / "stderr").read_bytes() == b""


# Cost


PEAK_PROGRAM = """
import resource, sys
from segmenter.cli import main

main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def _peak_memory(lines: int, *arguments: str) -> int:
    """Return the most memory a run had; the measure is the system's own."""
    with subprocess.Popen(
        [sys.executable, "-c", PEAK_PROGRAM, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin
        assert process.stderr
        for number in range(0, lines, 1000):
            process.stdin.write(f"message number {number} – and some more text\n".encode() * 1000)
        process.stdin.close()
        return int(process.stderr.read())


@pytest.mark.long
@pytest.mark.parametrize(
    "options", [["--format", "text"], ["--format", "json"], ["--format", "csv"], ["--summary"]], ids=" ".join
)
def test_a_stream_of_many_lines_takes_no_more_memory_than_a_few(options: list[str]) -> None:
    arguments = ["count", "--lines", *options]
    assert _peak_memory(100_000, *arguments) < 1.25 * _peak_memory(1_000, *arguments)


def test_counting_a_text_imports_only_what_it_needs() -> None:
    program = (
        "import sys; from segmenter.cli import main; main(['count', 'hello'])\n"
        "heavy = {'csv', 'dataclasses', 'inspect', 'json', 'pathlib', 'regex', 'rich', 'shutil'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), check=True
    )
    assert result.stdout.decode().splitlines()[-1] == "[]"
