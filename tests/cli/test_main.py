"""The command called from Python: what each option answers."""

import contextlib
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmenter import Policy, TooManySegmentsError, UnencodableError, count, segment
from segmenter.cli import main


class Command:
    """Runs the command in this process and keeps what it wrote."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = main(arguments)
        return code, *self._capsys.readouterr()

    def json(self, name: str, *arguments: str, stdin: str = "") -> Any:
        return json.loads(self(*name.split(), "--format", "json", *arguments, stdin=stdin)[1])


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    return Command(monkeypatch, capsys)


# One message and many


def test_one_argument_is_one_object(command: Command) -> None:
    assert command.json("count", "hi") == count("hi").as_dict()


def test_split_adds_the_parts(command: Command) -> None:
    message = segment("☃" * 80)
    parts = [part._asdict() for part in message.segments]
    assert command.json("split", "☃" * 80) == message.count.as_dict() | {"parts": parts}


def test_several_arguments_are_an_array(command: Command) -> None:
    assert [(item["index"], item["units"]) for item in command.json("count", "a", "bb")] == [(0, 1), (1, 2)]


def test_one_line_of_many_is_still_an_array(command: Command) -> None:
    assert [item["index"] for item in command.json("count", "--lines", stdin="a\n")] == [0]
    assert command.json("count", "--lines", stdin="") == []


def test_an_empty_stream_is_an_empty_message(command: Command) -> None:
    assert command.json("count", stdin="")["segments"] == 1


def test_arguments_come_before_files_and_a_dash_is_standard_input(command: Command, tmp_path: Path) -> None:
    (tmp_path / "four").write_text("4444")
    (tmp_path / "five").write_text("55555")
    files = ["--file", str(tmp_path / "four"), "--file", str(tmp_path / "five")]
    items = command.json("count", *files, "1", "-", "333", stdin="22")
    assert [item["units"] for item in items] == [1, 2, 3, 4, 5]
    items = command.json("count", "--file", "-", "1", stdin="22")
    assert [item["units"] for item in items] == [1, 2]


def test_texts_may_stand_between_options_and_after_two_dashes(command: Command) -> None:
    items = command.json("count", "a", "--graphemes", "bb", "--", "--help", "-5°")
    assert [item["units"] for item in items] == [1, 2, 6, 3]


@pytest.mark.parametrize(
    ("option", "stdin"),
    [
        (["--lines"], "a\r\nb\x0cb\n\nc"),
        (["--null"], "a\0b\x0cb\0\0c"),
        (["--csv", "t"], 'id,t\n1,a\n2,"b\x0cb"\n3,\n4,c\n'),
        (["--jsonl", "t"], '{"t":"a"}\n\n{"t":"b\\fb"}\n{"t":""}\n{"t":"c"}'),
    ],
)
def test_many_messages_are_read_from_one_stream(command: Command, option: list[str], stdin: str) -> None:
    assert [item["units"] for item in command.json("count", *option, stdin=stdin)] == [1, 4, 0, 1]


def test_rows_of_several_files_are_numbered_on(command: Command, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a\nbb\n")
    files = ["--file", str(tmp_path / "one"), "--file", str(tmp_path / "one")]
    assert [item["index"] for item in command.json("count", "--lines", *files)] == [0, 1, 2, 3]


def test_jsonl_is_the_same_objects_one_a_line(command: Command) -> None:
    _, out, _ = command("split", "a", "b", "--format", "jsonl")
    assert [json.loads(line) for line in out.splitlines()] == command.json("split", "a", "b")


def test_csv_is_one_header_and_a_row_each(command: Command) -> None:
    _, out, _ = command("count", "a", "☃", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["index"], row["encoding"]) for row in rows] == [("0", "GSM-7"), ("1", "UCS-2")]


def test_csv_of_a_split_is_a_row_for_each_segment(command: Command) -> None:
    _, out, _ = command("split", "--format", "csv", "a" * 161)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["index"], row["number"], row["units"]) for row in rows] == [
        ("0", "1", "153"),
        ("0", "2", "8"),
    ]


def test_no_cell_of_a_split_is_a_formula_where_it_goes_to_a_spreadsheet(command: Command) -> None:
    texts = ["=1+1", "+1", "-1", "@a", "'", "1=1"]
    for options, mark in ([], ""), (["--spreadsheet-safe"], "'"):
        _, out, _ = command("split", "--format", "csv", *options, "--", *texts)
        cells = [row["text"] for row in csv.DictReader(io.StringIO(out))]
        assert cells == [mark + text if text[0] in "=+-@" else text for text in texts]


def test_text_of_many_is_a_table(command: Command) -> None:
    _, out, _ = command("count", "--lines", stdin="one\ntwo ☃\n")
    assert out.splitlines() == [
        " index enc   segs units free  text",
        "     0 GSM-7    1     3  157  one",
        "     1 UCS-2    1     5   65  two ☃",
    ]


# Policy


def test_shifts_are_used_where_a_language_allows_them(command: Command) -> None:
    for name in ("tr", "TR", "turkish", "es, Turkish"):
        item = command.json("count", "--language", name, "ş" * 60)
        assert (item["encoding"], item["locking_shift"], item["single_shift"]) == ("GSM-7", "TURKISH", None)
    assert command.json("count", "--language", "pt", "--language", "tr", "ş")["encoding"] == "GSM-7"


def test_an_unknown_language_lists_those_known(command: Command) -> None:
    code, _, err = command("count", "--language", "tr,xx", "a")
    assert code == 2
    assert "unknown language 'xx'; the languages are tr (turkish), es (spanish)" in err


def test_a_wider_reference_leaves_less_room(command: Command) -> None:
    assert command.json("count", "a" * 161)["segment_units"] == 153
    assert command.json("count", "a" * 161, "--reference", "16")["segment_units"] == 152


def test_grapheme_clusters_are_kept_whole(command: Command) -> None:
    text = "☃" * 66 + "e\u0301" + "x" * 9
    assert [part["units"] for part in command.json("split", text)["parts"]] == [67, 10]
    assert [part["units"] for part in command.json("split", text, "--graphemes")["parts"]] == [66, 11]


def test_an_encoding_can_be_forced(command: Command) -> None:
    assert command.json("count", "a", "--encoding", "UCS-2")["encoding"] == "UCS-2"
    assert command.json("count", "a", "--encoding", "gsm-7")["encoding"] == "GSM-7"


# Failures


def test_a_single_failure_is_a_message_on_standard_error(command: Command) -> None:
    with pytest.raises(UnencodableError) as caught:
        count("a☃", policy=Policy(encodings=["GSM-7"]))
    assert command("count", "a☃", "--encoding", "gsm-7") == (1, "", f"segmenter: {caught.value}\n")
    item = command.json("count", "a☃", "--encoding", "gsm-7")
    error = {"message": str(caught.value), "index": 1, "code_point": 0x2603, "character": "☃"}
    assert item == {"error": error}


def test_a_failed_row_is_reported_in_its_place_and_the_stream_goes_on(command: Command) -> None:
    arguments = ["count", "--lines", "--encoding", "gsm-7"]
    code, out, err = command(*arguments, stdin="a\n☃\nb\n")
    assert (code, err) == (1, "segmenter: 1 of 3 messages failed\n")
    assert out.splitlines()[2].startswith("     1 error U+2603 SNOWMAN at index 0")
    assert out.splitlines()[3].endswith(" b")
    items = command.json(*arguments, stdin="a\n☃\nb\n")
    assert [item["index"] for item in items] == [0, 1, 2]
    assert items[1]["error"]["code_point"] == 0x2603


def test_too_many_segments_fail_a_split_but_not_a_count(command: Command) -> None:
    text = "a" * 40_000
    assert command.json("count", text)["segments"] == 262
    code, _, err = command("split", text)
    assert (code, err) == (1, f"segmenter: {TooManySegmentsError(262, 255)}\n")
    error = command.json("split", text)["error"]
    assert (error["segments"], error["limit"]) == (262, 255)


def test_a_row_without_its_text_is_reported_in_its_place(command: Command) -> None:
    items = command.json("count", "--jsonl", "t", stdin='{"t": "a"}\n{"t": 1}\n{"t": "b"}\n')
    message = "standard input:2: field 't' is not a string"
    assert items[1]["error"] == {"message": message, "path": "standard input", "line": 2}
    code, out, _ = command("count", "--csv", "t", stdin="id,t\n1,a\n2\n3,b\n")
    assert code == 1
    assert out.splitlines()[2] == "     1 error standard input:3: the row ends before column 't'"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["count", "--file", "absent"], "segmenter: absent: No such file or directory"),
        (["count", "--file", "."], "segmenter: .: Is a directory"),
        (["count", "--csv", "t"], "segmenter: standard input:1: no column 't'; the columns are 'id', 'body'"),
        (["count", "--jsonl", "t"], "segmenter: standard input:1: not JSON: "),
        (["count", "--input-encoding", "klingon"], "segmenter: unknown text encoding 'klingon'; "),
        (["count", "--lines", "a"], "segmenter count: --lines, --null, --csv and --jsonl need a file"),
        (
            ["count", "--lines", "--null"],
            "segmenter count: argument --null: not allowed with argument --lines",
        ),
        (["count", "-", "--file", "-"], "segmenter count: standard input can be read only once"),
        (["count", "--reference", "12", "a"], "segmenter count: argument --reference: invalid choice: "),
        (["count", "--refer", "8", "a"], "segmenter count: unrecognized arguments: --refer"),
        (["cuont", "a"], "segmenter: there is no command 'cuont'; did you mean count?"),
        (["zzz", "a"], "segmenter: there is no command 'zzz'"),
        (
            ["count", "--csv", "a", "--delimiter", ";;"],
            "segmenter count: argument --delimiter: ';;' is not a delimiter",
        ),
        (["--", "count", "a"], "segmenter: "),
    ],
)
def test_wrong_usage_and_unreadable_input_exit_2(
    command: Command, arguments: list[str], message: str
) -> None:
    code, _, err = command(*arguments, stdin="id,body\n")
    assert code == 2
    assert err.startswith(message)


@pytest.mark.parametrize("style", ["text", "json", "csv"])
def test_a_file_that_cannot_be_read_leaves_no_beginning_of_output(command: Command, style: str) -> None:
    assert command("count", "--csv", "t", "--format", style, stdin="id\n1\n")[1] == ""


def test_help_and_version_return_zero(command: Command) -> None:
    assert command("--version")[0] == command("--help")[0] == command("count", "--help")[0] == 0
    assert command()[0] == 2


# Summary


def test_totals_take_the_place_of_the_rows(command: Command) -> None:
    arguments = ["--lines", "--summary", "--encoding", "gsm-7"]
    for name in ("count", "split"):
        item = command.json(name, *arguments, stdin="a\n☃\n" + "b" * 161)
        assert (item["messages"], item["failed"], item["segments"], item["units"]) == (3, 1, 3, 162)
        assert item["longest"] == {"index": 2, "segments": 2, "units": 161}
    code, out, err = command("count", *arguments, stdin="a\n☃\n")
    assert (code, err) == (1, "segmenter: 1 of 2 messages failed\n")
    assert out.splitlines()[:2] == ["messages  2", "failed    1"]
    _, out, _ = command("count", *arguments, "--format", "csv", stdin="a\n")
    assert next(csv.DictReader(io.StringIO(out)))["segments"] == "1"


# Whatever comes

options = st.lists(
    st.sampled_from(
        [
            *(
                "--lines",
                "--null",
                "--csv",
                "--jsonl",
                "b",
                "--format",
                "json",
                "text",
                "csv",
                "jsonl",
                "--summary",
            ),
            *(
                "--language",
                "tr",
                "--reference",
                "16",
                "--graphemes",
                "--encoding",
                "gsm-7",
                "--input-encoding",
            ),
            *("utf-16", "-", "--", "--file", "/", "", "\udce9", "\ud800", "\x1b", "-5"),
        ]
    )
    | st.text(max_size=5),
    max_size=6,
)


@given(name=st.sampled_from(["count", "split"]), arguments=options, stdin=st.binary(max_size=60))
def test_no_command_line_and_no_input_makes_a_traceback(
    name: str, arguments: list[str], stdin: bytes
) -> None:
    out, err = io.TextIOWrapper(io.BytesIO(), "ascii"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([name, *arguments])
    assert code in (0, 1, 2)
    assert (code == 0) == (err.getvalue() == "") or "--format" in arguments


def test_blank_rows_are_counted_in_the_totals(command: Command) -> None:
    arguments = ["--lines", "--summary"]
    assert command.json("count", *arguments, stdin="a\n\n \t\nb\n")["blank"] == 2
    assert "blank     2\n" in command("count", *arguments, stdin="a\n\n \t\nb\n")[1]
    assert "blank" not in command("count", *arguments, stdin="a\n")[1]
