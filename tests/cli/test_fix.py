"""``segmenter fix`` in a process of its own."""

import json
import stat
import subprocess
from pathlib import Path

import pytest

from tests.cli.runs import COMMAND, HANGS_AFTER_SECONDS, Terminal, environment, run

LONG = " and so on, until the seventieth character makes two segments of it all"


def test_text_in_text_out() -> None:
    done = run("fix", "It’s" + LONG)
    assert (done.returncode, done.stdout.decode()) == (0, "It's" + LONG + "\n")
    assert done.stderr.decode() == "segmenter: changed 1 of 1 message, 1 segment saved\n"


def test_a_stream_keeps_its_line_endings_and_gets_none_added() -> None:
    done = run("fix", "--mode", "always", "--quiet", stdin="a’\r\nb…".encode())
    assert (done.stdout, done.stderr) == (b"a'\r\nb...", b"")


def test_lines_are_messages_and_keep_their_ends() -> None:
    text = f"short ’\r\nIt’s{LONG}\r\nlast ’"
    done = run("fix", "--lines", stdin=text.encode())
    assert done.stdout.decode() == f"short ’\r\nIt's{LONG}\r\nlast ’"
    assert b"still outside GSM-7: U+2019 RIGHT SINGLE QUOTATION MARK" in done.stderr


def test_a_diff_is_unified() -> None:
    done = run("fix", "--diff", "--mode", "always", "It’s")
    assert done.stdout.decode().splitlines() == [
        "--- a/message 0",
        "+++ b/message 0",
        "@@ -1 +1 @@",
        "-It’s",
        "\\ No newline at end of file",
        "+It's",
        "\\ No newline at end of file",
    ]


def test_a_diff_steers_no_terminal_and_stays_exact_for_patch() -> None:
    text = "It’s\x1b]0;title\x07\x9b31m\u202e"
    arguments = ("fix", "--diff", "--mode", "always", "--quiet", text)
    terminal = Terminal()
    subprocess.run(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=terminal.theirs,
        stderr=subprocess.DEVNULL,
        env=environment(),
        timeout=HANGS_AFTER_SECONDS,
        check=False,
    )
    assert "-It’s\\x1b]0;title\\x07\\x9b31m\\u202e" in terminal.close()
    assert f"-{text}" in run(*arguments).stdout.decode()


TABLE = f'id;body;note\r\n1;"It’s;{LONG}";" “as is” "\r\n2;fine;\r\n\r\n3\r\n4;It’s{LONG};Zoë\r\n'


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"", "cp1252")],
)
def test_a_fixed_csv_could_not_be_written_back(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "outbox.csv"
    before = mark + TABLE.encode(encoding)
    path.write_bytes(before)
    name = "utf-16" if encoding == "utf-16-le" else encoding
    arguments = ("fix", "--csv", "body", "--input-encoding", name, "--file", str(path))
    done = run(*arguments)
    after = mark + TABLE.replace("It’s", "It's").encode(encoding)
    assert (done.returncode, done.stdout) == (1, after)
    assert f"{path}:5: the row ends before column 'body'" in done.stderr.decode()
    assert b"changed 2 of 4 messages, 2 segments saved; 1 failed" in done.stderr
    assert path.read_bytes() == before

    written = run(*arguments, "--write", "--diff")
    assert path.read_bytes() == after
    assert written.stdout.decode().count("\n+") == 3


def test_a_row_of_a_table_that_cannot_be_fixed_stays_and_is_named() -> None:
    table = "id,body\n1,Привет\n2,“x”\n"
    done = run("fix", "--csv", "body", "--mode", "strict", "--quiet", stdin=table.encode())
    assert done.returncode == 1
    assert done.stdout.decode() == 'id,body\n1,Привет\n2,"""x"""\n'
    assert b"standard input:2: outside GSM-7 after substitution: U+041F" in done.stderr


def test_fixes_carry_the_columns_and_the_line_of_their_row() -> None:
    done = run("fix", "--csv", "body", "--keep-column", "id", "--format", "jsonl", stdin=b"id,body\n7,Hi\n")
    row = json.loads(done.stdout)
    assert (row["line"], row["id"], row["text"]) == (2, "7", "Hi")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_in_place_encoding_mark_line_endings_and_mode_stay(
    tmp_path: Path, mark: bytes, encoding: str
) -> None:
    path = tmp_path / "message.txt"
    path.write_bytes(mark + "é ’\r\n“x”\n".encode(encoding))
    path.chmod(0o640)
    name = "utf-16" if encoding.startswith("utf-16") else encoding
    done = run("fix", "--mode", "always", "--write", "--input-encoding", name, "--file", str(path))
    assert (done.returncode, done.stdout) == (0, b"")
    assert path.read_bytes() == mark + 'é \'\r\n"x"\n'.encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["message.txt"]


def test_a_file_that_nothing_changes_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "message.txt"
    path.write_text("plain", encoding="utf-8")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert run("fix", "--write", "--file", str(path)).returncode == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_level_keep_and_language_are_followed() -> None:
    done = run(
        "fix", "--mode", "always", "--level", "language", "--language", "ru", "--keep", "ё", "Щука ё “á”"
    )
    assert done.stdout.decode() == 'Shchuka ё "a"\n'


def test_json_lists_changes_and_what_is_left() -> None:
    fields = json.loads(run("fix", "--mode", "always", "--format", "json", "’😀").stdout)
    assert fields["text"] == "'😀"
    assert [change["old"] for change in fields["changes"]] == ["’"]
    assert [each["name"] for each in fields["left_over"]] == ["GRINNING FACE"]
    rows = run("fix", "--csv", "body", "--format", "jsonl", stdin="body\n“a”\n".encode()).stdout.splitlines()
    assert json.loads(rows[0])["index"] == 0


def test_strict_fails_and_loses_nothing() -> None:
    done = run("fix", "--mode", "strict", "a 😀")
    assert (done.returncode, done.stdout.decode()) == (1, "a 😀\n")
    assert b"U+1F600 GRINNING FACE at index 2" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--write", "text"],
        ["--write", "--file", "-"],
        ["--csv", "body", "--file", "x.csv"],
        ["--level", "language", "some text"],
        ["--language", "ru", "some text"],
        ["--level", "language", "--language", "xx", "some text"],
        ["--keep", "(", "some text"],
        ["--diff", "--format", "json", "some text"],
        ["--write", "--file", "absent.txt"],
    ],
)
def test_wrong_usage_is_two_lines_at_most(arguments: list[str]) -> None:
    done = run("fix", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert 1 <= len(done.stderr.splitlines()) <= 2
    assert b"Traceback" not in done.stderr
