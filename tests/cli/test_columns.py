"""Many lines at once: the answer is the same as line by line, and nothing is imported for few."""

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmenter import Policy
from segmenter.bulk import lines as bulk_lines
from segmenter.cli import columns, main
from segmenter.errors import MissingExtraError
from segmenter.files import octets
from tests.cli.runs import environment, run

asked = bulk_lines.counted_lines

COMMANDS = [
    *(["count", "--format", style] for style in ("json", "jsonl", "csv")),
    *(["count", "--summary", "--format", style] for style in ("text", "json", "csv")),
    *(["explain", "--summary", "--format", style] for style in ("text", "json")),
]
POLICIES = [
    [],
    ["--encoding", "gsm-7"],
    ["--encoding", "ucs-2"],
    ["--language", "tr", "--language", "hi"],
    ["--graphemes"],
    ["--without", "_@"],
]
LINE = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "\u3000 ",
            "\x1c",
            "\u2028",
            "a\rb",
            "end\r",
            "\f",
            "It’s “here”",
            "Şifreniz",
            "नमस्ते",
            "#[x##[y]",
            "5 €" * 60,
            "Ж" * 71,
            "👍🏽" * 40,
            "a" * 200,
            "\ufeff",
            "\x1b",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=12),
)
FILE = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n"])), max_size=30).map(
    lambda rows: "".join(map("".join, rows)).encode()
)
ENDS = st.sampled_from([b"", b"no end", b"no end\r", b"broken \xff\n", b"cut \xe2\x82"])


def answered(arguments: list[str], *, large: int) -> tuple[int, bytes, bytes]:
    """Return the exit code and the octets of both streams; by columns from so many octets on."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        patch.setattr(columns, "LARGE", large)
        patch.setattr(columns, "AT_ONCE", 40)  # characters: several batches
        patch.setattr(octets, "_CHUNK_OCTETS", 16)  # and lines that span chunks
        code = main(arguments)
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue() for stream in streams)
    return code, out, err


@settings(deadline=None, max_examples=30)
@given(file=FILE, end=ENDS, command=st.sampled_from(COMMANDS), policy=st.sampled_from(POLICIES))
def test_by_columns_every_octet_of_the_answer_is_the_same(
    file: bytes, end: bytes, command: list[str], policy: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("lines") / "in.txt"
    path.write_bytes(file + end)
    arguments = [*command, *policy, "--lines", "--file", str(path)]
    assert answered(arguments, large=0) == answered(arguments, large=1 << 60)


def test_each_line_is_asked_of_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def noted(lines: str, *, policy: Policy) -> bulk_lines.CountedLines:
        texts.append(lines)
        return asked(lines, policy=policy)

    monkeypatch.setattr(bulk_lines, "counted_lines", noted)
    path = tmp_path / "in.txt"
    path.write_text("one\ntwo\n" * 100)
    code, out, _ = answered(["count", "--lines", "--file", str(path), "--format", "jsonl"], large=0)
    assert code == 0
    assert len(out.splitlines()) == 200
    assert "\n".join(texts).split("\n") == ["one", "two"] * 100
    assert len(texts) > 1


def test_without_the_extra_lines_are_counted_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in.txt"
    path.write_text("one\n\nÅ ☃\n" * 100)
    arguments = ["count", "--lines", "--file", str(path), "--summary"]
    expected = answered(arguments, large=1 << 60)

    def missing(*_: object, **__: object) -> None:
        raise MissingExtraError("numba", "arrow", "counting columns")

    monkeypatch.setattr(bulk_lines, "counted_lines", missing)
    assert answered(arguments, large=0) == expected


def test_a_pipe_is_summed_up_the_same() -> None:
    rows = "hi\r\nIt’s\n\n \n".encode() * 3000
    piped = run("count", "--lines", "--summary", stdin=rows)
    assert piped.returncode == 0
    assert piped.stdout.decode().splitlines()[:3] == [
        "messages  12,000",
        "failed         0",
        "blank      6,000",
    ]


@pytest.mark.parametrize("command", ["count", "explain"])
def test_few_lines_import_nothing_more(command: str) -> None:
    code = (
        "import sys; from segmenter.cli import main; main([sys.argv[1], '--lines', '--summary']);"
        "sys.exit(bool({'numpy', 'pyarrow', 'numba'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command],
        input=b"hi\n" * 9,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_no_white_space_begins_unlike_those_that_are_looked_for() -> None:
    spaces = {character for character in map(chr, range(sys.maxunicode + 1)) if character.isspace()}
    assert max(spaces) == "\u3000"
