"""CSV: one reader for all rooms, which says where a row begins and where a quote opens."""

import pytest

from segmenter.files import MalformedFileError, rows
from segmenter.files.rows import CsvRows, delimiter_of


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"x\n2\n3\n', 2),
        ('a,b\n1,2\n3,4\n"x,4\n', 4),
        ('a,b\n"x\ny","z\n\n', 3),
        ('a,b\n"x\ny",2\n1,2\n3,"z\n4\n', 5),
        ('a,b\n"say ""x""\n', 2),
        ('"', 1),
    ],
)
def test_a_quote_never_closed_names_the_line_where_it_opens(text: str, line: int) -> None:
    for chunks in ([text], list(text)):
        with pytest.raises(MalformedFileError, match="a quote that opens here is never closed") as caught:
            list(CsvRows(chunks, path="a.csv"))
        assert caught.value.line == line


def test_a_quote_never_closed_is_not_held_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LONGEST_LINE", 1000)
    read = 0

    def endless() -> object:
        nonlocal read
        yield 'a,b\n1,"x\n'
        while True:
            read += 1
            yield "more text\n"

    with pytest.raises(MalformedFileError, match="never closed within 1,000 characters") as caught:
        list(CsvRows(endless(), path="a.csv"))  # type: ignore[arg-type]
    assert (caught.value.line, read < 200) == (2, True)


def test_a_row_begins_where_the_one_before_ends() -> None:
    reader = CsvRows(['a,b\r\n"1\r\n2",3\r\r4,5\n'], path="a.csv")
    assert [(reader.line, row) for row in reader] == [(2, ["1\r\n2", "3"]), (4, []), (5, ["4", "5"])]


@pytest.mark.parametrize(
    ("header", "mark"), [("a;b", ";"), ("a\tb", "\t"), ("a,b", ","), ("x|y", ","), ("", ",")]
)
def test_the_delimiter_is_the_one_that_separates_most_wanted_names(header: str, mark: str) -> None:
    assert delimiter_of(header, {"A", "b"}) == mark
