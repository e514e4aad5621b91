"""Decoding and rows: exact offsets, no translation, and never an error of another kind."""

import codecs
import contextlib
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from encodings.aliases import aliases
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segmenter import SegmenterError, files
from segmenter.files import (
    Absence,
    MalformedFileError,
    UndecodableFileError,
    csv_texts,
    jsonl_texts,
    read_text,
)
from segmenter.files.rows import KeptRow, changed_csv

ENCODINGS = [
    "utf-8",
    "utf-16-le",
    "utf-32",
    "utf-7",
    "cp1252",
    "latin-1",
    "shift_jis",
    "gb18030",
    "iso2022_jp",
]


class Trickle:
    """A stream that gives out only so many octets at a time, as a slow pipe does."""

    def __init__(self, octets: bytes, at_once: int) -> None:
        self._stream = io.BytesIO(octets)
        self._at_once = at_once

    def read(self, octets: int) -> bytes:
        return self._stream.read(min(octets, self._at_once))


def read(octets: bytes, encoding: str = "utf-8", at_once: int = 1 << 20) -> tuple[str, int | None]:
    """Return the text read and the offset of the octet it stopped at."""
    texts: list[str] = []
    try:
        texts.extend(files.read_text(Trickle(octets, at_once), path="in", encoding=encoding))  # type: ignore[arg-type]
    except files.UndecodableFileError as error:
        return "".join(texts), error.offset
    return "".join(texts), None


def pieces(text: str) -> st.SearchStrategy[list[str]]:
    """Cut a text anywhere."""
    return st.lists(st.integers(0, len(text)), max_size=5).map(
        lambda cuts: [text[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), len(text)], strict=True)]
    )


def test_an_empty_stream_is_an_empty_text() -> None:
    assert read(b"") == ("", None)


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_text_comes_through_as_it_stands(at_once: int) -> None:
    text = "one\r\ntwo\rthree\n\x0c\x85\u2028 ☃😀\n"
    assert read(text.encode(), at_once=at_once) == (text, None)


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf_8_sig"])
def test_a_byte_order_mark_at_the_very_start_is_left_out(encoding: str, at_once: int) -> None:
    assert read(b"\xef\xbb\xbfhi \xef\xbb\xbf", encoding, at_once) == ("hi \ufeff", None)


def test_offsets_count_the_byte_order_mark() -> None:
    assert read(b"\xef\xbb\xbfhi\xff") == ("hi", 5)


@given(octets=st.binary(max_size=40), encoding=st.sampled_from(ENCODINGS), at_once=st.integers(1, 7))
@example(octets=b"\xff\xfe", encoding="utf-16-le", at_once=1)
def test_however_a_stream_arrives_it_reads_as_one_piece_would(
    octets: bytes, encoding: str, at_once: int
) -> None:
    try:
        expected, offset = octets.decode(encoding), None
    except UnicodeDecodeError as error:
        expected, offset = octets[: error.start].decode(encoding), error.start
    if encoding.startswith("utf"):
        expected = expected.removeprefix("\ufeff")
    assert read(octets, encoding, at_once) == (expected, offset)


@given(octets=st.binary(max_size=60), encoding=st.sampled_from(sorted(set(aliases.values()))))
@example(octets=bytes(15) + b"\xdc", encoding="utf_16")
def test_no_encoding_python_has_makes_another_kind_of_error(octets: bytes, encoding: str) -> None:
    known = _is_text_encoding(encoding)
    try:
        _, offset = read(octets, encoding)
    except files.UnknownEncodingError:
        known, offset = not known, None
    assert known
    assert offset is None or 0 <= offset <= len(octets)


def _is_text_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding and name not in ("idna", "punycode")
    except LookupError:
        return False


def test_the_error_names_file_line_octet_and_offset() -> None:
    with pytest.raises(files.UndecodableFileError) as caught:
        list(files.read_text(io.BytesIO(b"one\ntwo\ncaf\xe9\n"), path="menu.txt"))
    error = caught.value
    assert (error.path, error.line, error.offset) == ("menu.txt", 3, 11)
    assert str(error) == "menu.txt:3: octet 0xE9 at offset 11 is not utf-8 (invalid continuation byte)"
    assert isinstance(error, ValueError)


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "idna", "undefined", "", "a\0b"])
def test_what_is_no_text_encoding_is_unknown(name: str) -> None:
    with pytest.raises(files.UnknownEncodingError, match="unknown text encoding") as caught:
        list(files.read_text(io.BytesIO(b"hi"), path="in", encoding=name))
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("name", ["absent.txt", ".", "a\0b"])
def test_what_cannot_be_opened_is_named_with_the_reason(tmp_path: Path, name: str) -> None:
    path = f"{tmp_path}/{name}"
    with pytest.raises(files.UnreadableFileError) as caught:
        files.open_file(path)
    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")
    assert isinstance(caught.value, OSError)


def test_a_failing_disk_is_an_unreadable_file() -> None:
    class Failing:
        def read(self, _: int) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(files.UnreadableFileError, match="in: Input/output error"):
        list(files.read_text(Failing(), path="in"))  # type: ignore[arg-type]


# Lines and NUL-ended records


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\n", ["one"]),
        ("one\n\n", ["one", ""]),
        ("\n", [""]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\r\r\nthree\r", ["one", "two\r", "three\r"]),
        ("form\x0cfeed\x0bvt\x85nel\u2028ls\rcr", ["form\x0cfeed\x0bvt\x85nel\u2028ls\rcr"]),
    ],
)
def test_only_a_line_feed_ends_a_line(text: str, expected: list[str]) -> None:
    assert list(files.line_texts([text])) == expected
    assert list(files.line_texts(text)) == expected


@given(lines=st.lists(st.text(st.characters(exclude_characters="\n\r")), max_size=6), data=st.data())
def test_lines_written_are_the_lines_read(lines: list[str], data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.sampled_from(["\n", "\r\n"]), min_size=len(lines), max_size=len(lines)))
    text = "".join(map("".join, zip(lines, ends, strict=True)))
    assert list(files.line_texts(data.draw(pieces(text)))) == lines


@given(data=st.data(), text=st.text(st.sampled_from("ab\n\r\u2028"), max_size=40), broken=st.booleans())
def test_many_lines_at_once_are_those_that_come_one_by_one(
    data: st.DataObject, text: str, broken: bool
) -> None:
    def chunks() -> Iterator[str]:
        yield from cut
        if broken:
            raise UndecodableFileError("wrong", offset=0)

    def upto_the_error(lines: Iterator[str]) -> list[str]:
        kept: list[str] = []
        with contextlib.suppress(UndecodableFileError):
            kept.extend(lines)
        return kept

    cut = data.draw(pieces(text))
    at_least = data.draw(st.integers(0, 9))
    many = upto_the_error(files.whole_lines(chunks(), at_least=at_least))
    assert [line for lines in many for line in lines.split("\n")] == upto_the_error(
        files.line_texts(chunks())
    )


def test_nul_ends_a_record_and_line_breaks_stay() -> None:
    assert list(files.nul_texts(["one\r\n\0\0tw", "o\nlines\0last"])) == ["one\r\n", "", "two\nlines", "last"]


# CSV


def test_a_column_is_found_by_its_name() -> None:
    assert list(files.csv_texts(["id,body\n1,hi\n2,there"], "body", path="in")) == ["hi", "there"]


def test_quoted_fields_keep_their_line_breaks() -> None:
    text = 'body,id\r\n"two\r\nlines, ""quoted""",1\r\n"old\rmac",2\r\n'
    assert list(files.csv_texts(text, "body", path="in")) == ['two\r\nlines, "quoted"', "old\rmac"]


def test_rows_may_end_in_a_lone_carriage_return() -> None:
    assert list(files.csv_texts(["id,body\r1,hi\r2,there\r"], "body", path="in")) == ["hi", "there"]


def test_blank_rows_are_skipped_and_short_ones_reported() -> None:
    rows = list(files.csv_texts(["id,body\n1,\n\n2\n"], "body", path="in"))
    assert rows == ["", Absence("in", 4, "the row ends before column 'body'")]


def test_a_field_of_a_megabyte_is_read() -> None:
    long = "x" * 1_000_000
    assert list(files.csv_texts(["body\n", long, "\n"], "body", path="in")) == [long]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "in:1: no header row"),
        ("id|body\n", "in:1: no column 'body'; the columns are 'id|body'; separated by '|'?"),
        ("id,text\n", "in:1: no column 'body'; the columns are 'id', 'text'"),
        ("body,body\n", "in:1: more than one column 'body'"),
        ('body\nhi\n"a"b\n', "in:3: not CSV: "),
        ('body\n"never closed\n\n', "in:2: a quote that opens here is never closed"),
    ],
)
def test_what_is_not_the_csv_it_should_be_says_where(text: str, message: str) -> None:
    with pytest.raises(files.MalformedFileError) as caught:
        list(files.csv_texts([text], "body", path="in"))
    assert str(caught.value).startswith(message)


def test_excels_semicolons_and_its_sep_line_are_seen_without_an_option() -> None:
    assert list(files.csv_texts(["id;body\n1;a, b\n"], "body", path="in")) == ["a, b"]
    assert list(files.csv_texts(["sep=|\r\nid|body\r\n1|a;b\r\n"], "body", path="in")) == ["a;b"]
    assert list(files.csv_texts(["id\tBody\n1\tx\n"], "body", path="in")) == ["x"]


@given(
    cells=st.lists(
        st.tuples(st.text('ab ;,"\r\né', max_size=5), st.text('ab ;,"\r\né', max_size=5)), max_size=4
    ),
    dialect=st.sampled_from([(";", csv.QUOTE_MINIMAL), (",", csv.QUOTE_ALL), ("\t", csv.QUOTE_MINIMAL)]),
    end=st.sampled_from(["\n", "\r\n"]),
    unchanged=st.booleans(),
)
def test_a_changed_table_differs_in_the_changed_cells_alone(
    cells: list[tuple[str, str]], dialect: tuple[str, int], end: str, unchanged: bool
) -> None:
    delimiter, quoting = dialect
    if any("\r" in cell for row in cells for cell in row):
        quoting = csv.QUOTE_ALL  # before Python 3.13 a CR needs it where lines end in LF alone
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]  # one of its constants
    writer.writerow(["id", "body"])
    writer.writerows(cells)
    text = written.getvalue()

    def change(body: str | Absence, _: int) -> str:
        assert isinstance(body, str)
        return body if unchanged else f'{body}"{delimiter}\n'

    changed = "".join(changed_csv([text], "body", change, path="in", delimiter=delimiter))
    if unchanged:
        assert changed == text
    rows = [*csv.reader(io.StringIO(changed, newline=""), delimiter=delimiter, strict=True)]
    assert rows == [["id", "body"], *([name, change(body, 0)] for name, body in cells)]


def test_only_the_cell_changes_whatever_stands_around_it() -> None:
    text = 'sep=;\r\nid;body;"x"\r\n1;a;"q ""q"" "\r\n\r\n2\r\n 3 ;"a";z\r4;a;'
    changed = changed_csv([text], "body", lambda *_: 'b"', path="in")
    expected = 'sep=;\r\nid;body;"x"\r\n1;"b""";"q ""q"" "\r\n\r\n2\r\n 3 ;"b""";z\r4;"b""";'
    assert "".join(changed) == expected


# JSON Lines


def test_a_field_of_each_object_is_read_and_blank_lines_are_skipped() -> None:
    text = '{"body": "a\\nb"}\r\n \t\n{"id": 1, "body": "☃"}'
    assert list(files.jsonl_texts([text], "body", path="in")) == ["a\nb", "☃"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{}", "no field 'body'"),
        ('{"body": 7}', "field 'body' is not a string"),
        ('{"body": null}', "field 'body' is not a string"),
        ('["body"]', "not a JSON object"),
        ('"body"', "not a JSON object"),
        ("1" * 5000, "not a JSON object"),
    ],
)
def test_an_object_without_its_text_is_reported_in_place(line: str, reason: str) -> None:
    rows = list(files.jsonl_texts(["\n", line, '\n{"body": "hi"}\n'], "body", path="in"))
    assert rows == [Absence("in", 2, reason), "hi"]


@pytest.mark.parametrize("line", ["{", "nonsense", '{"body": "hi"} x', "\x00", "[" * 100_000, "\u00a0"])
def test_a_line_that_is_not_json_says_where(line: str) -> None:
    with pytest.raises(
        files.MalformedFileError, match=r"^in:3: (not JSON: .* at column \d+|nested too deeply)"
    ):
        list(files.jsonl_texts(['{"body": "hi"}\n\n', line], "body", path="in"))


# Whatever comes


def _readers() -> list[Callable[[Iterable[str]], Iterator[str | Absence | KeptRow]]]:
    return [
        files.line_texts,
        files.nul_texts,
        lambda chunks: files.csv_texts(chunks, "b", path="in"),
        lambda chunks: files.jsonl_texts(chunks, "b", path="in"),
    ]


scraps = st.lists(
    st.sampled_from(['"', ",", "b", "\n", "\r", "{", "}", ":", '{"b":', "\\", "\0", "é", "1", " "])
)


@given(header=st.sampled_from(["", "b\n", "a,b\n", '{"b": "x"}\n']), body=scraps.map("".join), data=st.data())
@pytest.mark.parametrize("reader", range(4))
def test_a_reader_fails_only_with_our_errors_and_wherever_the_chunks_end(
    reader: int, header: str, body: str, data: st.DataObject
) -> None:
    def outcome(chunks: Iterable[str]) -> list[str | Absence | KeptRow]:
        rows: list[str | Absence | KeptRow] = []
        try:
            rows.extend(_readers()[reader](chunks))
        except SegmenterError as error:
            rows.append(str(error))
        return rows

    text = header + body
    assert outcome([text]) == outcome(data.draw(pieces(text)))


@given(texts=st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_json_lines_written_are_read_again(texts: list[str]) -> None:
    lines = "".join(json.dumps({"b": text}) + "\n" for text in texts)
    assert list(files.jsonl_texts([lines], "b", path="in")) == texts


def test_a_row_with_more_cells_than_columns_is_not_counted_short() -> None:
    rows = list(csv_texts(["id,body,note\n1,Hello, your code is 5, thanks\n2,Hi,\n"], "body", path="in"))
    assert isinstance(rows[0], Absence)
    assert "quote a text" in rows[0].reason
    assert rows[1] == "Hi"


def test_cells_may_be_separated_by_something_else() -> None:
    assert list(csv_texts(["id;Body\n1;Hi, Ana\n"], "Body", path="in", delimiter=";")) == ["Hi, Ana"]
    with pytest.raises(MalformedFileError, match=r"separated by '\|'"):
        list(csv_texts(["id|Body\n1|Hi\n"], "Body", path="in"))


def test_a_field_may_be_inside_an_object() -> None:
    lines = ['{"message": {"body": "Hi"}}\n{"message.body": "dotted"}\n{"message": 1}\n']
    texts = list(jsonl_texts(lines, "message.body", path="in"))
    assert texts[:2] == ["Hi", "dotted"]
    assert isinstance(texts[2], Absence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_a_byte_order_mark_is_no_text_in_any_unicode_encoding(encoding: str) -> None:
    octets = ("Hi" if encoding == "utf-16" else "\ufeffHi").encode(encoding)
    assert "".join(read_text(io.BytesIO(octets), path="in", encoding=encoding)) == "Hi"


@pytest.mark.parametrize(
    ("octets", "hint"), [("Hi".encode("utf-16"), "UTF-16"), (b"\x1f\x8b\x08\x00", "gzip")]
)
def test_a_file_that_shows_what_it_is_gets_a_hint(octets: bytes, hint: str) -> None:
    with pytest.raises(UndecodableFileError, match=hint):
        "".join(read_text(io.BytesIO(octets), path="in"))
